//! The edges between panes: dragged, moved with keys, closed; and how the sizes are remembered on this device.

#![allow(
    unreachable_pub,
    reason = "the component macro makes structs of its own public"
)]

use crate::dom;
use chronotope_core::messages::Messages;
use chronotope_core::state::{MapMsg, Msg, TableOrder};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

/// How far an arrow key moves an edge, and how many times farther with Shift.
const KEY_PX: f64 = 16.0;
const SHIFT_TIMES: f64 = 4.0;
/// Sheet heights as shares of the window: what is shown at rest is in px.
const SHEET_REST_PX: f64 = 160.0;
/// A pointer that moves less than this has pressed the button on the edge.
const SLOP_PX: f64 = 4.0;
/// A size in the style sheet's hands.
const AUTO: f64 = 0.0;

/// The sizes of panes in px; 0 leaves a size to the style sheet.
#[derive(Clone, Copy)]
pub struct PaneSizes {
    /// Width of the reports beside the map.
    pub side: RwSignal<f64>,
    /// Height of the timeline.
    pub timeline: RwSignal<f64>,
    /// Height of the table under the map.
    pub table: RwSignal<f64>,
    /// Height of the reports as a sheet.
    pub sheet: RwSignal<f64>,
    /// The reports are shown.
    pub has_side: RwSignal<bool>,
    /// The timeline is shown.
    pub has_timeline: RwSignal<bool>,
}

impl PaneSizes {
    /// Sizes as they were left on this device; `name` tells the apps of a page apart.
    pub fn remembered(name: &str) -> PaneSizes {
        let key = format!("chronotope-{name}panes");
        let kept = dom::remembered(&key).unwrap_or_default();
        let mut numbers = kept
            .split(' ')
            .map(|n| n.parse::<f64>().ok().filter(|n| n.is_finite()));
        let mut next = || numbers.next().flatten().unwrap_or(AUTO).clamp(0.0, 4_000.0);
        let (side, timeline, table) = (next(), next(), next());
        let hidden = next() as u8;
        let sizes = PaneSizes {
            side: RwSignal::new(side),
            timeline: RwSignal::new(timeline),
            table: RwSignal::new(table),
            sheet: RwSignal::new(SHEET_REST_PX),
            has_side: RwSignal::new(hidden & 1 == 0),
            has_timeline: RwSignal::new(hidden & 2 == 0),
        };
        Effect::new(move |_| {
            let hidden = u8::from(!sizes.has_side.get()) | u8::from(!sizes.has_timeline.get()) << 1;
            let kept = format!(
                "{:.0} {:.0} {:.0} {hidden}",
                sizes.side.get(),
                sizes.timeline.get(),
                sizes.table.get()
            );
            dom::remember(&key, &kept);
        });
        sizes
    }

    /// True while the sheet is larger than at rest.
    pub fn is_sheet_up(self) -> bool {
        self.sheet.get() > SHEET_REST_PX
    }

    /// The same, for what does not follow it.
    pub fn is_sheet_up_untracked(self) -> bool {
        self.sheet.get_untracked() > SHEET_REST_PX
    }

    /// Lets the sheet down.
    pub fn rest_sheet(self) {
        self.sheet.set(SHEET_REST_PX);
    }

    /// Moves the sheet so many of its heights up.
    fn step_sheet(self, steps: i32) {
        let heights = sheet_heights();
        let now = SheetHeight::of(self.sheet.get_untracked()) as i32;
        let next = now.saturating_add(steps).clamp(0, 2);
        self.sheet.set(heights[next as usize]);
    }

    /// Draws the sheet up, or lets it down.
    pub fn toggle_sheet(self) {
        let is_up = self.is_sheet_up_untracked();
        self.sheet.set(if is_up { SHEET_REST_PX } else { SHEET_FULL_PX });
    }
}

/// More than any window is high: the style sheet keeps it below the header.
const SHEET_FULL_PX: f64 = 4_000.0;

/// The heights at which the sheet is left.
#[derive(Clone, Copy, PartialEq)]
enum SheetHeight {
    Rest,
    Half,
    Full,
}

impl SheetHeight {
    /// The one that is nearest to so many px.
    fn of(px: f64) -> SheetHeight {
        let height = dom::window_size(false);
        if px < f64::midpoint(SHEET_REST_PX, height * 0.5) {
            SheetHeight::Rest
        } else if px < height * 0.7 {
            SheetHeight::Half
        } else {
            SheetHeight::Full
        }
    }
}

/// Them in px.
fn sheet_heights() -> [f64; 3] {
    [
        SHEET_REST_PX,
        (dom::window_size(false) * 0.5).round(),
        SHEET_FULL_PX,
    ]
}

/// What the edge of the sheet is asked for: it rests at few heights.
#[derive(Clone, Copy, PartialEq)]
enum SheetAct {
    /// It was let go.
    Settle,
    /// So many heights up.
    Step(i32),
    /// All the way up, or down.
    Flip,
}

/// Which edge it is.
#[derive(Clone, Copy, PartialEq)]
enum Edge {
    /// Beside a pane that ends at the inline end.
    Inline,
    /// Above a pane.
    Block,
}

/// An edge that can be moved: a separator that the keyboard moves too (ARIA APG, window splitter). Enter, or a double
/// click, closes the pane after it and opens it again.
#[component]
fn Splitter(
    /// Which edge.
    edge: Edge,
    /// Its name.
    label: Signal<&'static str>,
    /// Name of its button: hides or shows the pane after it; none if it cannot be hidden.
    #[prop(optional_no_strip)]
    toggle: Option<(Signal<&'static str>, RwSignal<bool>)>,
    /// Size of the pane after it in px; 0 while it is as the style sheet has it.
    size: RwSignal<f64>,
    /// Least and greatest size.
    range: (f64, f64),
    /// Class of the pane after it, whose size is measured.
    pane: &'static str,
    /// It is the edge of the sheet: what moves it, and its height in words.
    #[prop(optional_no_strip)]
    sheet: Option<(Callback<SheetAct>, Signal<&'static str>)>,
) -> impl IntoView {
    let element: NodeRef<leptos::html::Div> = NodeRef::new();
    // Where the pointer went down, and how large the pane was then.
    let start = StoredValue::new(None::<(f64, f64)>);
    // The pointer that went down last did so on the button, and has not moved since.
    let on_button = StoredValue::new(false);
    let has_pressed = StoredValue::new(false);
    let measured = move || {
        let pane = element.get_untracked().and_then(|e| dom::pane_of(&e, pane));
        pane.map_or(size.get_untracked(), |pane| {
            let rect = pane.get_bounding_client_rect();
            if edge == Edge::Inline {
                rect.width()
            } else {
                rect.height()
            }
        })
    };
    let set = move |px: f64| {
        // Something of the other panes stays to be seen.
        let most = range.1.min(dom::window_size(edge == Edge::Inline) - 120.0);
        size.set(px.clamp(range.0, most.max(range.0)));
    };
    // Towards its start the edge makes the pane larger; in right-to-left pages the start is at the right.
    let sign = move || {
        let is_mirrored = element.get_untracked().is_some_and(|e| dom::is_rtl(&e));
        if edge == Edge::Inline && is_mirrored {
            1.0
        } else {
            -1.0
        }
    };
    let at = move |event: &PointerEvent| {
        f64::from(if edge == Edge::Inline {
            event.client_x()
        } else {
            event.client_y()
        })
    };
    let down = move |event: PointerEvent| {
        if event.button() == 0 {
            let is_button = dom::is_inside(event.target(), "button");
            on_button.set_value(is_button);
            has_pressed.set_value(is_button);
            start.set_value(Some((at(&event), measured())));
            if let Some(element) = element.get_untracked() {
                dom::capture_pointer(&element, event.pointer_id());
            }
        }
    };
    let moved = move |event: PointerEvent| {
        if let Some((from, px)) = start.get_value() {
            let by = at(&event) - from;
            if !has_pressed.get_value() || by.abs() > SLOP_PX {
                has_pressed.set_value(false);
                set(px + sign() * by);
            }
        }
    };
    let flip = move || {
        if let Some((_, shown)) = toggle {
            shown.update(|on| *on = !*on);
        } else if let Some((act, _)) = sheet {
            act.run(SheetAct::Flip);
        }
    };
    let leave = move || {
        if start.get_value().is_some() {
            start.set_value(None);
            if let Some((act, _)) = sheet {
                act.run(SheetAct::Settle);
            }
        }
    };
    let up = move |_: PointerEvent| {
        leave();
        // The edge has the pointer, so the button is not told of its click.
        if has_pressed.get_value() {
            has_pressed.set_value(false);
            flip();
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if dom::is_inside(event.target(), "button") {
            return;
        }
        let step = if event.shift_key() {
            KEY_PX * SHIFT_TIMES
        } else {
            KEY_PX
        };
        let (less, more) = if edge == Edge::Inline {
            ("ArrowRight", "ArrowLeft")
        } else {
            ("ArrowDown", "ArrowUp")
        };
        let key = event.key();
        let turn = if edge == Edge::Inline { -sign() } else { 1.0 };
        let step_sheet = |steps| sheet.map(|(act, _)| act.run(SheetAct::Step(steps)));
        let is_done = match key.as_str() {
            "ArrowUp" | "PageUp" => step_sheet(1),
            "ArrowDown" | "PageDown" => step_sheet(-1),
            "Home" => step_sheet(-2),
            "End" => step_sheet(2),
            _ => None,
        };
        match key.as_str() {
            _ if is_done.is_some() => {}
            k if k == more => set(measured() + turn * step),
            k if k == less => set(measured() - turn * step),
            "Home" => set(range.0),
            "End" => set(range.1),
            "Enter" => flip(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    // What the style sheet made of it is measured when somebody may ask.
    let seen = RwSignal::new(range.0);
    Effect::new(move || {
        if element.get().is_some() {
            request_animation_frame(move || {
                seen.try_set(measured());
            });
        }
    });
    let most = if sheet.is_some() {
        dom::window_size(false)
    } else {
        range.1
    };
    let now = move || {
        let px = size.get();
        let shown = toggle.is_none_or(|(_, shown)| shown.get());
        let px = if !shown {
            0.0
        } else if px > 0.0 {
            px.min(most)
        } else {
            seen.get()
        };
        format!("{px:.0}")
    };
    let in_words = move || sheet.map(|(_, height)| height.get());
    let orientation = if edge == Edge::Inline {
        "vertical"
    } else {
        "horizontal"
    };
    let button = toggle.map(|(name, shown)| {
        view! {
            <button
                type="button"
                class="splitter-button"
                aria-label=name
                title=name
                aria-expanded=move || shown.get().to_string()
                on:click=move |event| {
                    // By key, or by a screen reader.
                    if event.detail() == 0 {
                        flip();
                    }
                }
            >
                <span aria-hidden="true">{if edge == Edge::Inline { "⋮" } else { "⋯" }}</span>
            </button>
        }
    });
    view! {
        <div
            class=format!("splitter {orientation}")
            role="separator"
            tabindex="0"
            aria-label=label
            aria-orientation=orientation
            aria-valuemin="0"
            aria-valuemax=format!("{most:.0}")
            aria-valuenow=now
            aria-valuetext=in_words
            node_ref=element
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=move |_| {
                has_pressed.set_value(false);
                leave();
            }
            on:dblclick=move |_| {
                if !on_button.get_value() {
                    flip();
                }
            }
            on:keydown=on_key
            on:focus=move |_| seen.set(measured())
        >
            {button}
        </div>
    }
}

/// What stands above the reports: on a phone a button that draws them up, and a button for the table.
pub fn side_bar(
    text: Signal<Messages>,
    sizes: PaneSizes,
    has_table: Memo<bool>,
    on_msg: Callback<Msg>,
) -> impl IntoView {
    let toggle_table = move |_| {
        let order = (!has_table.get_untracked()).then(TableOrder::default);
        on_msg.run(Msg::Map(MapMsg::SetTable(order)));
    };
    let sheet_text = move || {
        let text = text.get().shell;
        if sizes.is_sheet_up() {
            text.sheet_close
        } else {
            text.sheet_open
        }
    };
    view! {
        <div class="side-bar">
            <button
                type="button"
                class="sheet-toggle"
                aria-expanded=move || sizes.is_sheet_up().to_string()
                on:click=move |_| sizes.toggle_sheet()
            >
                {sheet_text}
            </button>
            <button
                type="button"
                class="button table-toggle"
                aria-pressed=move || has_table.get().to_string()
                on:click=toggle_table
            >
                {move || text.get().panes.table}
            </button>
        </div>
    }
}

/// The edges of the reports: beside the map, and of the sheet on a phone.
pub fn side_edges(text: Signal<Messages>, sizes: PaneSizes) -> impl IntoView {
    let shown = sizes.has_side;
    let button = Signal::derive(move || {
        let text = text.get().panes;
        if shown.get() {
            text.hide_reports
        } else {
            text.show_reports
        }
    });
    let act = Callback::new(move |act: SheetAct| match act {
        SheetAct::Settle => sizes.step_sheet(0),
        SheetAct::Step(steps) => sizes.step_sheet(steps),
        SheetAct::Flip => sizes.toggle_sheet(),
    });
    let height = Signal::derive(move || {
        let names = text.get().panes.sheet_heights;
        names[SheetHeight::of(sizes.sheet.get()) as usize]
    });
    view! {
        <Splitter
            edge=Edge::Inline
            label=Signal::derive(move || text.get().panes.resize_reports)
            toggle=Some((button, shown))
            size=sizes.side
            range=(240.0, 1_200.0)
            pane="app-side"
        />
        <div class="sheet-handle">
            <Splitter
                edge=Edge::Block
                label=Signal::derive(move || text.get().panes.resize_sheet)
                size=sizes.sheet
                range=(64.0, SHEET_FULL_PX)
                pane="app-side"
                sheet=Some((act, height))
            />
        </div>
    }
}

/// The edge of the timeline.
pub fn timeline_edge(text: Signal<Messages>, sizes: PaneSizes) -> impl IntoView {
    let shown = sizes.has_timeline;
    let button = Signal::derive(move || {
        let text = text.get().panes;
        if shown.get() {
            text.hide_timeline
        } else {
            text.show_timeline
        }
    });
    view! {
        <Splitter
            edge=Edge::Block
            label=Signal::derive(move || text.get().panes.resize_timeline)
            toggle=Some((button, shown))
            size=sizes.timeline
            range=(72.0, 600.0)
            pane="app-timeline"
        />
    }
}

/// The edge of the table.
pub fn table_edge(text: Signal<Messages>, sizes: PaneSizes) -> impl IntoView {
    view! {
        <Splitter
            edge=Edge::Block
            label=Signal::derive(move || text.get().panes.resize_table)
            size=sizes.table
            range=(96.0, 1_200.0)
            pane="app-table"
        />
    }
}

/// A size for a custom property of the style sheet; none leaves it to the style sheet.
pub fn px_or_auto(size: RwSignal<f64>) -> Option<String> {
    let px = size.get();
    (px > AUTO).then(|| format!("{px:.0}px"))
}
