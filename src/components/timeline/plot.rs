//! What is drawn: detail, ticks and overview, in one picture that assistive technology does not see.
//!
//! All that moves with the detail axis is in one group that is only translated. The window changes a few attributes.

use super::lanes_left_out::{self, LanesLeftOut};
use super::model::{Counted, Model};
use super::singles::{LaneNames, SingleMarks, TooMany};
use super::trail::trail_view;
use chronotope_core::messages::{DateStyle, Formats, Plural};
use chronotope_core::scene::timeline::{Bars, Layout, PackedLane, Scale, Span, Stretch, hatch, nice_top, px};
use chronotope_core::time::{Tick, Ticks, TimeWindow};
use leptos::prelude::*;

/// The least distance of two labels of the axis.
const MIN_TICK_PX: f64 = 64.0;
/// Days at least this wide are labelled in their middle, narrower ones at their beginning.
const WIDE_DAY_PX: f64 = 40.0;
/// Room that a letter takes, for what can be left out where it does not fit.
const LETTER_PX: f64 = 6.5;

/// The picture.
#[component]
pub(super) fn Plot(model: Model) -> impl IntoView {
    let layout = model.layout;
    let strip = move || px(layout.read().strip_width());
    let detail_height = move || px(layout.read().detail());
    let ticks_top = move || px(layout.read().detail());
    let overview_top = move || px(layout.read().overview_top());
    let detail_px = Signal::derive(move || layout.read().detail());
    let overview_px = Signal::derive(move || layout.read().overview_bars() + 2.0);
    // Everything that moves with the axis was drawn from the beginning of the plotted days on.
    let shift = Memo::new(move |_| {
        let x = model.axis.read().unclipped_span(model.plot.read().extent).x;
        format!("translate({} 0)", px(x))
    });
    let left_out = lanes_left_out::words(model);
    view! {
        <p class="visually-hidden" hidden=move || left_out.read().is_none()>
            {move || left_out.get()}
        </p>
        <svg class="timeline-svg" aria-hidden="true" width="100%" height=move || px(layout.read().height())>
            <svg x=px(Layout::INSET) y="0" width=strip height=detail_height>
                <g transform=move || shift.get()>
                    <Coverage model />
                    <g transform=move || format!("translate(0 {})", px(layout.read().bars_top()))>
                        <Show
                            when=move || layout.read().has_singles
                            fallback=move || view! { <BarPaths model bars=model.detail_bars /> }
                        >
                            <SingleMarks model />
                        </Show>
                    </g>
                    <Show when=move || !layout.read().has_singles>
                        <Lanes model />
                    </Show>
                    <Skipped model scale=model.plot height=detail_px />
                    <Poles model scale=model.plot top=2.0 height=Signal::derive(move || layout.read().detail() - 7.0) />
                </g>
                <Stretches model />
                <TooMany model />
                <LanesLeftOut model />
                {trail_view(model, model.axis, detail_px)}
                <Window model scale=model.axis height=detail_px />
                <Compared model scale=model.axis height=detail_px />
                <KnownLine model scale=model.axis height=detail_px />
                <Show
                    when=move || layout.read().has_singles
                    fallback=move || view! { <Level model /> }
                >
                    <g transform=move || format!("translate(0 {})", px(layout.read().bars_top()))>
                        <LaneNames model />
                    </g>
                </Show>
            </svg>
            <g transform=move || format!("translate({} {})", px(Layout::INSET), ticks_top())>
                <svg width=strip height=move || px(layout.read().ticks()) class="timeline-ticks">
                    <TickLabels model />
                </svg>
            </g>
            <g transform=move || format!("translate({} {})", px(Layout::INSET), overview_top())>
                <g transform=move || format!("translate(0 {})", px(layout.read().names()))>
                    <path
                        class="timeline-baseline"
                        d=move || format!("M0 {}h{}", px(layout.read().overview_bars() + 0.5), strip())
                    />
                    <BarPaths model bars=model.overview_bars />
                    <OverviewLanes model />
                    <Poles
                        model
                        scale=model.overview
                        top=0.0
                        height=Signal::derive(move || layout.read().overview_bars())
                    />
                    <Skipped model scale=model.overview height=overview_px />
                    {trail_view(model, model.overview, overview_px)}
                    <Window model scale=model.overview height=overview_px />
                    <Compared model scale=model.overview height=overview_px />
                    <KnownLine model scale=model.overview height=overview_px />
                    <AxisFrame model />
                </g>
            </g>
        </svg>
    }
}

/// One path for the ghost, two for each group.
#[component]
fn BarPaths(model: Model, bars: Memo<Bars>) -> impl IntoView {
    let slots = Memo::new(move |_| {
        let groups = model.inputs.groups.read();
        groups.iter().map(|group| group.slot).collect::<Vec<usize>>()
    });
    let of_group = move |i: usize, hollow: bool| {
        let bars = bars.read();
        let path = bars.groups.get(i);
        path.map_or_else(String::new, |path| {
            if hollow {
                path.hollow.clone()
            } else {
                path.solid.clone()
            }
        })
    };
    let paths = move |hollow: bool| {
        let slots = slots.get();
        slots
            .into_iter()
            .enumerate()
            .map(|(i, slot)| {
                let class = format!(
                    "{} {}",
                    if hollow {
                        "timeline-hollow"
                    } else {
                        "timeline-solid"
                    },
                    slot_class(slot)
                );
                view! { <path class=class d=move || of_group(i, hollow) /> }
            })
            .collect_view()
    };
    view! {
        <path class="timeline-ghost" d=move || bars.read().ghost.clone() />
        {move || paths(false)}
        {move || paths(true)}
    }
}

/// The class that gives a group its colour.
pub(super) fn slot_class(slot: usize) -> String {
    if slot < 7 {
        format!("timeline-group-{slot}")
    } else {
        "timeline-group-rest".to_owned()
    }
}

/// The window on a strip: what is outside is veiled, its ends are lines, the selected event's days are marked.
#[component]
fn Window(model: Model, scale: Memo<Scale>, height: Signal<f64>) -> impl IntoView {
    let span = Memo::new(move |_| {
        let span = scale.read().span(model.inputs.window.get());
        // Never so narrow that it cannot be seen.
        Span {
            x: span.x,
            width: span.width.max(1.5),
        }
    });
    let event = Memo::new(move |_| {
        let (days, group) = model.inputs.selected_event.get()?;
        let scale = scale.get();
        let seen = days.intersection(scale.extent);
        let slot = model
            .inputs
            .groups
            .read()
            .get(group)
            .map_or(7, |group| group.slot);
        (!seen.is_empty()).then(|| (scale.span(days), slot))
    });
    let event_mark = move || {
        event.get().map(|(span, slot)| {
            let width = span.width.max(6.0);
            let x = span.middle() - width / 2.0;
            let class = format!("timeline-event {}", slot_class(slot));
            view! { <rect class=class x=px(x) y="1" width=px(width) height=move || px(height.get() - 2.0) rx="2" /> }
        })
    };
    // One attribute for what is outside, one for what is inside: they are written at every step.
    let boxed = move |x: f64, width: f64| {
        let (width, height) = (px(width.max(0.0)), px(height.get()));
        format!("M{} 0h{width}v{height}h-{width}z", px(x))
    };
    let outside = move || {
        let (span, width_px) = (span.get(), scale.read().width_px);
        boxed(0.0, span.x) + &boxed(span.right(), width_px - span.right())
    };
    let inside = move || {
        let span = span.get();
        boxed(span.x, span.width)
    };
    view! {
        <path class="timeline-veil" d=outside />
        <path class="timeline-window" d=inside />
        {event_mark}
    }
}

/// The compared dates: a dashed bracket, so that it is told from the selected ones by more than colour.
#[component]
fn Compared(model: Model, scale: Memo<Scale>, height: Signal<f64>) -> impl IntoView {
    move || {
        let span = scale.read().span(model.inputs.time.read().compared?);
        let (x, width) = (px(span.x), px(span.width.max(2.0)));
        Some(view! {
            <rect class="timeline-compared" x=x y="0.5" width=width height=px(height.get() - 1.0) />
        })
    }
}

/// The day by which reports are known: what comes later is hatched.
#[component]
fn KnownLine(model: Model, scale: Memo<Scale>, height: Signal<f64>) -> impl IntoView {
    move || {
        let day = model.inputs.time.read().known_by?;
        let scale = scale.get();
        let x = scale.x_from_day(day.plus(1)).clamp(0.0, scale.width_px);
        let (from, width) = if scale.rtl {
            (0.0, x)
        } else {
            (x, scale.width_px - x)
        };
        let height = height.get();
        let hatched = hatch(from, width, height);
        Some(view! {
            <path class="timeline-unknown" d=hatched />
            <path class="timeline-known" d=format!("M{} 0v{}", px(x), px(height)) />
        })
    }
}

/// What playing has skipped: a band with a line through it, and its length in words where there is room.
#[component]
fn Skipped(model: Model, scale: Memo<Scale>, height: Signal<f64>) -> impl IntoView {
    move || {
        let scale = scale.get();
        let formats = model.inputs.formats.get();
        let height = height.get();
        let band = move |days: TimeWindow| {
            let span = scale.span(days);
            let middle = height / 2.0;
            let text = model
                .options()
                .skipped
                .of(u64::from(days.len_days().unsigned_abs()), &*formats);
            let has_room = text.chars().count() as f64 * LETTER_PX < span.width && height > 40.0;
            let label = has_room.then(|| {
                view! {
                    <text class="timeline-silence" x=px(span.middle()) y=px(middle - 4.0) text-anchor="middle">{text}</text>
                }
            });
            view! {
                <path class="timeline-skipped" d=format!("M{} {}h{}", px(span.x), px(middle), px(span.width.max(2.0))) />
                {label}
            }
        };
        model.skipped.get().into_iter().map(band).collect_view()
    }
}

/// A line across the bars at a round count.
#[component]
fn Level(model: Model) -> impl IntoView {
    let level = Memo::new(move |_| {
        let highest = model.detail.read().highest(model.plot.read().extent);
        let layout = model.layout.get();
        let drawn = chronotope_core::scene::timeline::BarsLayout {
            scale: model.axis.get(),
            height_px: layout.bars(),
            top: highest,
        };
        let count = nice_top(highest);
        (count > 1).then(|| (count, layout.bars_top() + drawn.y_from_count(count)))
    });
    let rtl = move || model.axis.read().rtl;
    move || {
        let (count, y) = level.get()?;
        let width = model.axis.read().width_px;
        let number = model.inputs.formats.get().number(f64::from(count));
        let (x, anchor) = if rtl() {
            (width - 4.0, "end")
        } else {
            (4.0, "start")
        };
        Some(view! {
            <path class="timeline-level" d=format!("M0 {}h{}", px(y), px(width)) />
            <text class="timeline-number" direction="ltr" x=px(x) y=px(y + 11.0) text-anchor=anchor>
                {number}
            </text>
        })
    }
}

/// The time that reports are about: a line under the bars, drawn for it alone.
#[component]
fn Coverage(model: Model) -> impl IntoView {
    let path = |spans: Vec<Span>, y: f64| {
        let line = |span: Span| format!("M{} {}h{}", px(span.x), px(y), px(span.width.max(1.0)));
        spans.into_iter().map(line).collect::<String>()
    };
    let baseline = move || model.layout.read().bars_top() + model.layout.read().bars() + 0.5;
    let underline = move || model.layout.read().detail() - Layout::UNDERLINE_PX / 2.0;
    let spans = move |windows: Vec<TimeWindow>| {
        let scale = model.plot.get();
        let seen = windows
            .into_iter()
            .filter(|days| !days.intersection(scale.extent).is_empty());
        seen.map(|days| scale.span(days)).collect::<Vec<Span>>()
    };
    let covered = move || spans(model.seen.read().covered.to_vec());
    let empty = move || spans(model.seen.read().stretches.iter().map(|s| s.days).collect());
    // Where nothing is known about coverage, the baseline runs through.
    let spoken_of = move || {
        let seen = model.seen.read();
        let mut spans_between = Vec::new();
        let mut from = model.inputs.bounds.first();
        for stretch in seen.stretches.iter() {
            spans_between.push(TimeWindow::new(from, stretch.days.first()));
            from = stretch.days.end();
        }
        spans_between.push(TimeWindow::new(from, model.inputs.bounds.end()));
        spans(spans_between)
    };
    view! {
        <path class="timeline-baseline" d=move || path(spoken_of(), baseline()) />
        <path class="timeline-empty" d=move || path(empty(), baseline()) />
        <path class="timeline-covered" d=move || path(covered(), underline()) />
    }
}

/// What an empty stretch says, in the middle of what is seen of it.
#[component]
fn Stretches(model: Model) -> impl IntoView {
    let labels = Memo::new(move |_| {
        let scale = model.axis.get();
        let seen = model.seen.read();
        let mut labels = Vec::new();
        let named = |stretches: &[Stretch], words: Plural| {
            stretches
                .iter()
                .map(|stretch| (stretch.days, words))
                .collect::<Vec<_>>()
        };
        let mut all = named(&seen.stretches, model.text().no_report);
        all.extend(named(&seen.quiet, model.options().quiet));
        for (days, words) in all {
            let span = scale.span(days);
            if span.width < 20.0 * LETTER_PX {
                continue;
            }
            let text = words.of(
                u64::from(days.len_days().unsigned_abs()),
                &*model.inputs.formats.get(),
            );
            if text.chars().count() as f64 * LETTER_PX < span.width {
                labels.push((span.middle().round(), text));
            }
        }
        labels
    });
    let y = move || px(model.layout.read().bars_top() + model.layout.read().bars() - 4.0);
    move || {
        labels
            .get()
            .into_iter()
            .map(|(x, text)| {
                view! { <text class="timeline-silence" x=px(x) y=y text-anchor="middle">{text}</text> }
            })
            .collect_view()
    }
}

/// Events that last long.
#[component]
fn Lanes(model: Model) -> impl IntoView {
    move || {
        let scale = model.plot.get();
        let groups = model.inputs.groups.get();
        let bounds = model.inputs.bounds;
        let lanes: Vec<PackedLane> = model.lanes.read().lanes.clone();
        let seen = lanes
            .into_iter()
            .filter(|packed| !packed.lane.days.intersection(scale.extent).is_empty());
        seen.map(|packed| {
            let lane = packed.lane;
            let span = scale.span(lane.days);
            let slot = groups.get(lane.group).map_or(7, |group| group.slot);
            let y = packed.row as f64 * Layout::LANE_PX + 3.0;
            let is_open = lane.days.first() <= bounds.first() || lane.days.end() >= bounds.end();
            let class = format!("timeline-lane {}", slot_class(slot));
            view! {
                <g class=class class:is-faded=lane.approximate || is_open>
                    <title>{lane.label}</title>
                    <rect x=px(span.x) y=px(y) width=px(span.width.max(4.0)) height="4" rx="2" />
                </g>
            }
        })
        .collect_view()
    }
}

/// The same events in the overview, as thin lines at its top: no bar counts them.
#[component]
fn OverviewLanes(model: Model) -> impl IntoView {
    let lines = Memo::new(move |_| {
        let (scale, lanes) = (model.overview.get(), model.lanes.read());
        let line = |packed: &PackedLane| {
            let span = scale.span(packed.lane.days);
            let y = 1.5 + packed.row as f64 * 2.5;
            format!("M{} {}h{}", px(span.x), px(y), px(span.width.max(2.0)))
        };
        lanes.lanes.iter().map(line).collect::<String>()
    });
    view! { <path class="timeline-overview-lanes" d=move || lines.get() /> }
}

/// A pole with a flag for each report, where it was published.
#[component]
fn Poles(model: Model, scale: Memo<Scale>, top: f64, height: Signal<f64>) -> impl IntoView {
    let places = Memo::new(move |_| {
        let scale = scale.get();
        let reports = model.inputs.reports.read();
        let seen = reports
            .iter()
            .filter(|report| !report.published.intersection(scale.extent).is_empty());
        seen.map(|report| (scale.span(report.published).middle(), report.withheld))
            .collect::<Vec<(f64, bool)>>()
    });
    let poles = move || {
        let pole = |(x, _): &(f64, bool)| format!("M{} {}v{}", px(*x), px(top), px(height.get() - 2.0));
        places.read().iter().map(pole).collect::<String>()
    };
    let flags = move |withheld: bool| {
        let ahead = if scale.read().rtl { -1.0 } else { 1.0 };
        let flag = |(x, _): &(f64, bool)| {
            format!(
                "M{} {}l{} 3.5l{} 3.5z",
                px(*x),
                px(top),
                px(6.0 * ahead),
                px(-6.0 * ahead)
            )
        };
        let places = places.read();
        let seen = places.iter().filter(|(_, is_withheld)| *is_withheld == withheld);
        seen.map(flag).collect::<String>()
    };
    view! {
        <path class="timeline-pole" d=poles />
        <path class="timeline-flag" d=move || flags(false) />
        <path class="timeline-flag is-withheld" d=move || flags(true) />
    }
}

/// A label of the axis, placed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TickText {
    pub(super) text: String,
    pub(super) x: f64,
    in_middle: bool,
    is_major: bool,
    /// Where its mark stands, if it has one.
    mark: Option<f64>,
}

impl TickText {
    /// Its class, its `text-anchor`, how far down it stands.
    pub(super) fn look(&self) -> (&'static str, &'static str, &'static str) {
        // `start` is the right end of a right-to-left text.
        let anchor = if self.in_middle { "middle" } else { "start" };
        if self.is_major {
            ("timeline-major", anchor, "24")
        } else {
            ("timeline-minor", anchor, "11.5")
        }
    }

    /// Its mark.
    pub(super) fn line(&self) -> Option<String> {
        let length = if self.is_major { "26" } else { "5" };
        self.mark.map(|x| format!("M{} 0v{length}", px(x)))
    }
}

/// The labels of the detail axis; those that would be cut at an end are left out. The month or year that the axis begins
/// in stands at its beginning unless its own label is close.
pub(super) fn tick_texts(scale: Scale, one_row: bool, formats: &dyn Formats) -> Vec<TickText> {
    let (day_px, ahead) = (scale.px_per_day(), if scale.rtl { -1.0 } else { 1.0 });
    let ticks = if one_row {
        Ticks::one_row(scale.extent, day_px, MIN_TICK_PX)
    } else {
        Ticks::new(scale.extent, day_px, MIN_TICK_PX)
    };
    let room = |text: &str| text.chars().count() as f64 * LETTER_PX + 8.0;
    let place = |tick: &Tick, is_major: bool| {
        let in_middle = day_px >= WIDE_DAY_PX && matches!(tick.style, DateStyle::Day | DateStyle::DayMonth);
        let x = scale.x_from_day(tick.day);
        let text = formats.date(tick.day, tick.style);
        let left = if scale.rtl { x } else { scale.width_px - x };
        let needed = if in_middle { day_px } else { room(&text) };
        TickText {
            x: x + ahead * if in_middle { day_px / 2.0 } else { 4.0 },
            text: if needed <= left { text } else { String::new() },
            in_middle,
            is_major,
            mark: Some(x),
        }
    };
    let mut texts: Vec<TickText> = ticks.minor.iter().map(|tick| place(tick, false)).collect();
    texts.extend(ticks.major.iter().map(|tick| place(tick, true)));
    let is_coarse = ticks
        .minor
        .first()
        .is_some_and(|tick| tick.style == DateStyle::Year);
    if !one_row && !is_coarse {
        let is_day = ticks
            .minor
            .first()
            .is_none_or(|tick| tick.style == DateStyle::Day);
        let style = if is_day {
            DateStyle::MonthYear
        } else {
            DateStyle::Year
        };
        let text = formats.date(scale.extent.first(), style);
        let from_start = |tick: &Tick| f64::from(tick.day.0 - scale.extent.first().0) * day_px;
        if ticks
            .major
            .first()
            .is_none_or(|tick| from_start(tick) > room(&text) + 4.0)
        {
            texts.push(TickText {
                x: if scale.rtl { scale.width_px } else { 0.0 },
                text,
                in_middle: false,
                is_major: true,
                mark: None,
            });
        }
    }
    texts
}

/// The labels of the detail axis.
#[component]
fn TickLabels(model: Model) -> impl IntoView {
    let texts = Memo::new(move |_| {
        let one_row = model.layout.read().phone;
        tick_texts(model.axis.get(), one_row, &*model.inputs.formats.get())
    });
    move || {
        let label = |tick: TickText| {
            let (class, anchor, y) = tick.look();
            let line = tick.line().map(|d| view! { <path class="timeline-tick" d=d /> });
            view! {
                {line}
                <text class=class x=px(tick.x) y=y text-anchor=anchor>{tick.text}</text>
            }
        };
        texts.get().into_iter().map(label).collect_view()
    }
}

/// What the detail axis shows, in the overview.
#[component]
fn AxisFrame(model: Model) -> impl IntoView {
    let span = Memo::new(move |_| {
        let axis = model.axis.read().extent;
        (axis != model.inputs.bounds).then(|| model.overview.read().span(axis))
    });
    move || {
        let span = span.get()?;
        let height = model.layout.read().overview_bars();
        Some(view! {
            <rect
                class="timeline-frame"
                x=px(span.x)
                y="0.5"
                width=px(span.width.max(2.0))
                height=px(height + 1.0)
                rx="2"
            />
        })
    }
}

/// The bin of the detail strip that holds a day, and what it counts.
pub(super) fn bin_at(counted: &Counted, day: chronotope_core::time::Day) -> Option<(usize, TimeWindow)> {
    let index = counted.bins.index_of(day)?;
    Some((index, counted.bins.get(index)?))
}
