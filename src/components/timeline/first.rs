//! The timeline of the first view: bars, axis and selected dates as the timeline draws them, once.

use super::model::{MIN_BIN_PX, overview_size, plot_scale};
use super::plot::{slot_class, tick_texts};
use crate::dom;
use crate::first::First;
use crate::sources::{self, MAX_BINNED_DAYS};
use chronotope_core::messages::DateStyle;
use chronotope_core::scene::timeline::{BarsLayout, Layout, Scale, bars, pack_lanes, plotted, px};
use chronotope_core::time::{BinSize, Bins, TimeWindow};
use web_sys::Element;

/// Draws the timeline into its pane.
pub(crate) fn draw(first: &First, into: &Element) {
    let (pen, session, messages) = (&first.pen, first.session, first.messages);
    let (bounds, formats) = (session.bounds.time, &*first.formats);
    let width = into.get_bounding_client_rect().width();
    // How many are left out is told by what comes after this view.
    let (all_lanes, _) = sources::lanes_called(session, &|_| String::new());
    let packed_lanes = pack_lanes(&all_lanes, bounds, Layout::max_lane_rows(width));
    let layout = Layout::new(width, packed_lanes.rows());
    let rtl = messages.lang.dir() == "rtl";

    let mut class = "timeline".to_owned();
    for (applies, name) in [
        (layout.phone, " timeline-phone"),
        (layout.is_narrow(), " timeline-narrow"),
    ] {
        class.push_str(if applies { name } else { "" });
    }
    let name = messages.timeline.timeline;
    let section = pen.html(into, "section", &[("class", &class), ("aria-label", name)]);
    let controls = pen.html(&section, "div", &[("class", "timeline-controls")]);
    let window = first.view.window;
    let dates = formats.date_range(window.first(), window.last(), DateStyle::Medium);
    pen.text(&controls, "p", "timeline-first-dates", &dates);
    let plot = pen.html(&section, "div", &[("class", "timeline-plot")]);
    dom::set_style(&plot, "height", &format!("{}px", layout.height()));
    let height = px(layout.height());
    let whole = [
        ("class", "timeline-svg"),
        ("aria-hidden", "true"),
        ("width", "100%"),
        ("height", &height),
    ];
    let svg = pen.svg(&plot, "svg", &whole);

    // The detail axis, and the labels under it.
    let axis = Scale {
        extent: first.view.time.axis,
        width_px: layout.strip_width(),
        rtl,
    };
    let plotted = plot_scale(plotted(axis.extent, bounds), layout, rtl);
    let strip = px(layout.strip_width());
    let at = |x: f64, y: f64| format!("translate({} {})", px(x), px(y));
    let group = |into: &Element, x: f64, y: f64| pen.svg(into, "g", &[("transform", &at(x, y))]);
    let strip_of = |into: &Element, x: f64, height: f64| {
        let (x, height) = (px(x), px(height));
        pen.svg(
            into,
            "svg",
            &[("x", &x), ("y", "0"), ("width", &strip), ("height", &height)],
        )
    };
    let detail = strip_of(&svg, Layout::INSET, layout.detail());
    let moved = group(&detail, axis.unclipped_span(plotted.extent).x, 0.0);
    let drawn = group(&moved, 0.0, layout.bars_top());
    let size = BinSize::fitting(plotted.px_per_day(), MIN_BIN_PX);
    bar_paths(
        first,
        &drawn,
        Bins::covering(bounds, size),
        plotted,
        layout.bars(),
    );
    for packed in &packed_lanes.lanes {
        let (lane, y) = (&packed.lane, packed.row as f64 * Layout::LANE_PX + 3.0);
        if lane.days.intersection(plotted.extent).is_empty() {
            continue;
        }
        let span = plotted.span(lane.days);
        let slot = session
            .groups()
            .get(lane.group)
            .map_or(7, |group| usize::from(group.slot));
        let is_open = lane.days.first() <= bounds.first() || lane.days.end() >= bounds.end();
        let faded = if lane.approximate || is_open {
            " is-faded"
        } else {
            ""
        };
        let class = format!("timeline-lane {}{faded}", slot_class(slot));
        let lane = pen.svg(&moved, "g", &[("class", &class)]);
        let (x, y, width) = (px(span.x), px(y), px(span.width.max(4.0)));
        let bar = [
            ("x", &*x),
            ("y", &*y),
            ("width", &*width),
            ("height", "4"),
            ("rx", "2"),
        ];
        pen.svg(&lane, "rect", &bar);
    }
    veil(first, &detail, window, axis, layout.detail());
    let labels = group(&svg, Layout::INSET, layout.detail());
    let labels = strip_of(&labels, 0.0, layout.ticks());
    dom::set_attr(&labels, "class", "timeline-ticks");
    for tick in tick_texts(axis, layout.phone, formats) {
        if let Some(line) = tick.line() {
            pen.path(&labels, "timeline-tick", &line);
        }
        let (class, anchor, y) = tick.look();
        let place = [
            ("class", class),
            ("x", &px(tick.x)),
            ("y", y),
            ("text-anchor", anchor),
        ];
        let label = pen.svg(&labels, "text", &place);
        label.set_text_content(Some(&tick.text));
    }

    // All time.
    let below = group(&svg, Layout::INSET, layout.overview_top() + layout.names());
    let overview = Scale {
        extent: bounds,
        ..axis
    };
    let baseline = format!("M0 {}h{strip}", px(layout.overview_bars() + 0.5));
    pen.path(&below, "timeline-baseline", &baseline);
    let bins = Bins::covering(bounds, overview_size(overview));
    bar_paths(first, &below, bins, overview, layout.overview_bars());
    veil(first, &below, window, overview, layout.overview_bars() + 2.0);
}

/// What is counted, as bars of each group.
fn bar_paths(first: &First, into: &Element, bins: Bins, scale: Scale, height_px: f64) {
    let (pen, session) = (&first.pen, first.session);
    let histogram = sources::histogram(session, &bins, MAX_BINNED_DAYS);
    let layout = BarsLayout {
        scale,
        height_px,
        top: histogram.highest(bins.overlapping(scale.extent)),
    };
    let bars = bars(&histogram, &bins, scale.extent, layout);
    pen.path(into, "timeline-ghost", &bars.ghost);
    for is_hollow in [false, true] {
        for (bar, group) in bars.groups.iter().zip(session.groups()) {
            let (sort, d) = if is_hollow {
                ("timeline-hollow", &bar.hollow)
            } else {
                ("timeline-solid", &bar.solid)
            };
            pen.path(
                into,
                &format!("{sort} {}", slot_class(usize::from(group.slot))),
                d,
            );
        }
    }
}

/// The selected dates: what is outside is veiled.
fn veil(first: &First, into: &Element, window: TimeWindow, scale: Scale, height: f64) {
    let span = scale.span(window);
    let parts = [
        ("timeline-veil", 0.0, span.x),
        ("timeline-veil", span.right(), scale.width_px - span.right()),
        ("timeline-window", span.x, span.width.max(1.5)),
    ];
    let height = px(height);
    for (class, x, width) in parts {
        let (x, width) = (px(x), px(width.max(0.0)));
        let place = [
            ("class", class),
            ("x", &*x),
            ("y", "0"),
            ("width", &*width),
            ("height", &*height),
        ];
        first.pen.svg(into, "rect", &place);
    }
}
