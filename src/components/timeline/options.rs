//! The time options: what counts, by which time, what was known, what is compared, how events are drawn.

use super::controls::{Menu, text};
use super::dates::{DateField, KnownField};
use super::model::{Model, Which};
use crate::dom;
use chronotope_core::query::{Change, Overlap};
use chronotope_core::scene::timeline::Edge;
use chronotope_core::state::{LaneBy, TimeBasis, TimeMsg};
use chronotope_core::time::{Day, TimeWindow};
use leptos::prelude::*;

/// [`Options`], for `later`.
pub(crate) fn view(model: Model, is_table_open: RwSignal<bool>) -> AnyView {
    view! { <Options model is_table_open /> }.into_any()
}

/// All of them.
#[component]
fn Options(model: Model, is_table_open: RwSignal<bool>) -> impl IntoView {
    let o = move |of: fn(&'static chronotope_core::messages::TimeOptionsText) -> &'static str| {
        Signal::derive(move || of(model.options()))
    };
    let says_when = model
        .inputs
        .counts
        .with_value(|counts| counts.says_when_published());
    let rules = Overlap::ALL.map(|rule| (rule, Signal::derive(move || model.options().rule_name(rule))));
    let bases =
        TimeBasis::ALL.map(|basis| (basis, Signal::derive(move || model.options().basis_name(basis))));
    let lanes = std::iter::once(None)
        .chain(LaneBy::ALL.map(Some))
        .map(|by| (by, Signal::derive(move || model.options().lanes_name(by))))
        .collect::<Vec<_>>();
    let is_known = Signal::derive(move || model.inputs.time.read().known_by.is_some());
    let is_compared = Signal::derive(move || model.inputs.time.read().compared.is_some());
    let in_view = Signal::derive(move || model.inputs.time.read().in_view);
    let publication = says_when.then(|| {
        view! {
            <Labelled label=o(|t| t.basis)>
                <Menu
                    name=o(|t| t.basis)
                    values=bases.to_vec()
                    current=Signal::derive(move || model.inputs.time.read().basis)
                    on_choose=Callback::new(move |basis| model.say_time(TimeMsg::SetBasis(basis)))
                />
            </Labelled>
            <Check
                label=o(|t| t.known)
                checked=is_known
                on_change=Callback::new(move |on: bool| {
                    let day = on.then(|| model.inputs.window.get_untracked().last());
                    model.say_time(TimeMsg::SetKnownBy(day));
                })
            />
            <Show when=move || is_known.get()>
                <div class="timeline-row">
                    <IconButton
                        name=o(|t| t.known_previous)
                        path="M3 3h2v10H3zM13 3v10L6 8z"
                        on_press=Callback::new(move |()| to_report(model, false))
                    />
                    <KnownField model />
                    <IconButton
                        name=o(|t| t.known_next)
                        path="M11 3h2v10h-2zM3 3v10l7-5z"
                        on_press=Callback::new(move |()| to_report(model, true))
                    />
                </div>
            </Show>
        }
    });
    // What the signs of the marks mean.
    let signs = move || {
        let sign = |change: Change| format!("{} {}", change.sign(), model.options().change_name(change));
        Change::ALL.map(sign).join("  ")
    };
    let no_publication = (!says_when).then(|| view! { <p>{move || model.options().no_publication}</p> });
    view! {
        <Labelled label=o(|t| t.rule)>
            <Menu
                name=o(|t| t.rule)
                values=rules.to_vec()
                current=Signal::derive(move || model.inputs.time.read().overlap)
                on_choose=Callback::new(move |rule| model.say_time(TimeMsg::SetOverlap(rule)))
            />
        </Labelled>
        {publication}
        {no_publication}
        <Labelled label=o(|t| t.lanes)>
            <Menu
                name=o(|t| t.lanes)
                values=lanes
                current=Signal::derive(move || model.inputs.time.read().lanes)
                on_choose=Callback::new(move |by| model.say_time(TimeMsg::SetLanes(by)))
            />
        </Labelled>
        <Check
            label=o(|t| t.in_view)
            checked=in_view
            on_change=Callback::new(move |on| model.say_time(TimeMsg::SetInView(on)))
        />
        <Check
            label=o(|t| t.compare)
            checked=is_compared
            on_change=Callback::new(move |on: bool| {
                let window = on.then(|| other_dates(model, Other::Before));
                model.say_time(TimeMsg::SetCompared(window));
            })
        />
        <Show when=move || is_compared.get()>
            <div class="timeline-row">
                <DateField model which=Which::Compared edge=Edge::First />
                <DateField model which=Which::Compared edge=Edge::Last />
            </div>
            <div class="timeline-row">
                <OtherMenu model />
                <button type="button" on:click=move |_| model.say_time(TimeMsg::SwapCompared)>
                    {move || model.options().swap}
                </button>
                <button
                    type="button"
                    aria-expanded=move || is_table_open.get().to_string()
                    on:click=move |_| is_table_open.update(|open| *open = !*open)
                >
                    {move || model.options().show_table}
                </button>
            </div>
            <p>{signs}</p>
        </Show>
    }
}

/// A control with its label before it.
#[component]
fn Labelled(label: Signal<&'static str>, children: Children) -> impl IntoView {
    view! {
        <div class="timeline-labelled">
            <span aria-hidden="true">{move || label.get()}</span>
            {children()}
        </div>
    }
}

/// A box to tick.
#[component]
fn Check(label: Signal<&'static str>, checked: Signal<bool>, on_change: Callback<bool>) -> impl IntoView {
    view! {
        <label class="timeline-check">
            <input
                type="checkbox"
                prop:checked=checked
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
            <span>{move || label.get()}</span>
        </label>
    }
}

/// A button with a picture.
#[component]
pub(super) fn IconButton(
    /// What it does.
    name: Signal<&'static str>,
    /// Its picture, in a square of 16.
    path: &'static str,
    /// It was pressed.
    on_press: Callback<()>,
    /// Whether it is on, if it can be on or off.
    #[prop(optional)]
    pressed: Option<Signal<bool>>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="timeline-icon"
            aria-label=move || name.get()
            title=move || name.get()
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            on:click=move |_| on_press.run(())
        >
            <svg viewBox="0 0 16 16" aria-hidden="true"><path d=path /></svg>
        </button>
    }
}

/// Which other dates are compared.
#[derive(Clone, Copy, PartialEq)]
enum Other {
    Chosen,
    Before,
    After,
    Year,
}

/// Dates to compare the selected ones with.
fn other_dates(model: Model, other: Other) -> TimeWindow {
    let all = model.inputs.bounds;
    let window = model.inputs.window.get_untracked();
    let days = window.len_days();
    // All time has nothing beside it: its halves are compared.
    if days >= all.len_days() {
        let middle = all.first().plus(days / 2);
        model.set_window(Which::Selected, TimeWindow::new(middle, all.end()), false);
        return TimeWindow::new(all.first(), middle);
    }
    let moved = |by: i32| TimeWindow::new(window.first().plus(by), window.end().plus(by));
    let wanted = match other {
        Other::Chosen | Other::Before => moved(-days),
        Other::After => moved(days),
        Other::Year => TimeWindow::new(window.first().plus_months(-12), window.end().plus_months(-12)),
    };
    // At an end of time there may be room on the other side only.
    if wanted.intersection(all).is_empty() {
        moved(if other == Other::After { -days } else { days }).intersection(all)
    } else {
        wanted.intersection(all)
    }
}

#[component]
fn OtherMenu(model: Model) -> impl IntoView {
    let chosen = RwSignal::new(Other::Chosen);
    let o = move |of: fn(&'static chronotope_core::messages::TimeOptionsText) -> &'static str| {
        Signal::derive(move || of(model.options()))
    };
    view! {
        <Menu
            name=o(|t| t.compared_presets)
            values=vec![
                (Other::Chosen, text(model, |t| t.chosen_dates)),
                (Other::Before, o(|t| t.compared_before)),
                (Other::After, o(|t| t.compared_after)),
                (Other::Year, o(|t| t.compared_year)),
            ]
            current=chosen.into()
            on_choose=Callback::new(move |other| {
                chosen.set(other);
                if other != Other::Chosen {
                    model.say_time(TimeMsg::SetCompared(Some(other_dates(model, other))));
                }
            })
        />
    }
}

/// The day by which reports are known goes to the publication of the next report, or the one before.
pub(super) fn to_report(model: Model, forward: bool) {
    let Some(day) = model.inputs.time.read_untracked().known_by else {
        return;
    };
    if let Some(next) = next_publication(model, day, forward) {
        model.say_time(TimeMsg::SetKnownBy(Some(next)));
    }
}

/// The first day after one on which a report is published, or the last before.
pub(super) fn next_publication(model: Model, day: Day, forward: bool) -> Option<Day> {
    let reports = model.inputs.reports.read_untracked();
    let days = reports.iter().map(|report| report.published.last());
    if forward {
        days.filter(|&d| d > day).min()
    } else {
        days.filter(|&d| d < day).max()
    }
}

/// The button that opens the options, and the way to close them again with Escape.
pub(super) fn closes_on_escape(open: RwSignal<bool>) -> impl Fn(leptos::ev::KeyboardEvent) + Copy {
    move |event| {
        if event.key() == "Escape" && open.get_untracked() && !dom::is_in(&event, "input[aria-invalid=true]")
        {
            event.stop_propagation();
            open.set(false);
        }
    }
}
