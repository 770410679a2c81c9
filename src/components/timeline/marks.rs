//! The bursts' names, the reports' flags, and what a bin under the pointer says.

use super::model::Model;
use super::plot::{bin_at, slot_class};
use chronotope_core::messages::{DateStyle, Formats, TimelineText, fill};
use chronotope_core::scene::timeline::{BurstWidth, Layout, place_burst_labels};
use chronotope_core::state::{Focus, Msg};
use chronotope_core::time::TimeWindow;
use leptos::prelude::*;

/// Room that a letter of a burst's name takes.
const LETTER_PX: f64 = 6.4;
/// More flags than this are drawn, but are no buttons.
const MAX_FLAGS: usize = 24;

/// A burst's name at each length.
pub(super) struct BurstName {
    pub(super) long: String,
    short: String,
    number: String,
}

/// The names of all bursts, with what they count under the filters.
pub(super) fn burst_names(model: Model) -> Vec<BurstName> {
    let formats = model.inputs.formats.get();
    let formats = &*formats;
    let text = model.text();
    let counts = model.burst_counts.get();
    let name = |(days, (definite, possible)): (TimeWindow, (u32, u32))| {
        let most = formats.number(f64::from(definite + possible));
        let most = if possible > 0 {
            format!("{}–{most}", formats.number(f64::from(definite)))
        } else {
            most
        };
        let dates = TimelineText::burst_dates(days, formats);
        let named = |dates: &str, events: &str| fill(text.burst, &[("dates", dates), ("events", events)]);
        BurstName {
            long: named(&dates, &text.count(definite, possible, formats)),
            short: named(&short_dates(days, formats), &most),
            number: most,
        }
    };
    let bursts = model.seen.get().bursts;
    bursts
        .iter()
        .map(|burst| burst.days)
        .zip(counts)
        .map(name)
        .collect()
}

/// "Sep 2018".
fn short_dates(days: TimeWindow, formats: &dyn Formats) -> String {
    let month = formats.date(days.first(), DateStyle::Month);
    let year = formats.date(days.first(), DateStyle::Year);
    format!("{month} {year}")
}

/// The bursts as buttons over the overview.
#[component]
pub(super) fn Bursts(model: Model) -> impl IntoView {
    // Of all the bursts, the one that is selected: a step of the window is none of the others' business.
    let current = Memo::new(move |_| {
        let window = model.inputs.told_window.get();
        model
            .seen
            .read()
            .bursts
            .iter()
            .position(|burst| burst.days == window)
    });
    let buttons = move || {
        let names = burst_names(model);
        let days: Vec<TimeWindow> = model.seen.get().bursts.iter().map(|burst| burst.days).collect();
        let room = |text: &str| text.chars().count() as f64 * LETTER_PX + 10.0;
        let widths: Vec<[f64; 3]> = names
            .iter()
            .map(|name| [room(&name.long), room(&name.short), room(&name.number).max(24.0)])
            .collect();
        let labels = place_burst_labels(&days, &widths, model.overview.get());
        labels
            .into_iter()
            .zip(names)
            .zip(days)
            .enumerate()
            .map(|(at, ((label, name), days))| {
                let shown = match label.width {
                    BurstWidth::Long => name.long.clone(),
                    BurstWidth::Short => name.short,
                    BurstWidth::Number => name.number,
                };
                let is_current = move || (current.get() == Some(at)).to_string();
                view! {
                    <button
                        type="button"
                        class="timeline-burst"
                        aria-label=name.long.clone()
                        title=name.long
                        aria-pressed=is_current
                        style:transform=format!("translateX({}px)", label.span.x + Layout::INSET)
                        style:inline-size=format!("{}px", label.span.width)
                        on:click=move |_| model.say(Msg::SetWindow(days))
                    >
                        {shown}
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <div
            class="timeline-bursts"
            style:inset-block-start=move || format!("{}px", model.layout.read().overview_top())
        >
            {buttons}
        </div>
    }
}

/// The flags of the reports in the detail strip, as buttons that open the report.
#[component]
pub(super) fn Flags(model: Model) -> impl IntoView {
    let flags = move || {
        let reports = model.inputs.reports.get();
        if reports.len() > MAX_FLAGS {
            return None;
        }
        let flag = |i: usize| {
            let report = reports.get(i)?.clone();
            let published = report.published;
            let x = Memo::new(move |_| {
                let scale = model.axis.get();
                let is_seen = !published.intersection(scale.extent).is_empty();
                is_seen.then(|| scale.span(published).middle() + Layout::INSET)
            });
            let id = report.id;
            Some(view! {
                <button
                    type="button"
                    class="timeline-report"
                    class:is-withheld=report.withheld
                    aria-label=report.label.clone()
                    title=report.label
                    hidden=move || x.get().is_none()
                    style:transform=move || format!("translateX({}px)", x.get().unwrap_or(0.0))
                    on:click=move |_| model.say(Msg::SetFocus(Focus::Report(id.clone())))
                ></button>
            })
        };
        Some((0..reports.len()).map(flag).collect_view())
    };
    view! { <div class="timeline-reports">{flags}</div> }
}

/// What the bin under the pointer holds.
#[component]
pub(super) fn Tip(model: Model) -> impl IntoView {
    let bin = Memo::new(move |_| {
        let day = model.hovered.get()?;
        bin_at(&model.detail.read(), day)
    });
    move || {
        let (index, days) = bin.get()?;
        let formats = model.inputs.formats.get();
        let text = model.text();
        let histogram = model.detail.read().histogram.clone();
        let (definite, possible) = histogram.shown(index);
        let total = histogram.unfiltered.get(index).copied().unwrap_or(0);
        let is_uncovered = model
            .seen
            .read()
            .stretches
            .iter()
            .any(|s| days.intersection(s.days) == days);
        let coverage = is_uncovered.then(|| view! { <p>{model.options().outside_coverage}</p> });
        // Events that are in no bin: nobody may read of a day within one that nothing is reported of it.
        let lanes = model.inputs.lanes.get();
        let is_in_longer = lanes.iter().any(|lane| !lane.days.intersection(days).is_empty());
        let longer = model.options().longer_reach;
        let also = (is_in_longer && total > 0).then(|| view! { <p>{longer}</p> });
        let events = match definite + possible {
            0 if total == 0 && is_in_longer => longer.to_owned(),
            0 if total == 0 => text.no_event.to_owned(),
            shown if shown < total => fill(
                text.events_of,
                &[
                    ("events", &text.count(definite, possible, &*formats)),
                    ("all", &formats.number(f64::from(total))),
                ],
            ),
            _ => text.count(definite, possible, &*formats),
        };
        let dates = formats.date_range(days.first(), days.last(), DateStyle::Medium);
        let groups = model.inputs.groups.get();
        let rows = groups
            .iter()
            .zip(&histogram.groups)
            .filter_map(|(group, counts)| {
                let at = |counts: &[u32]| counts.get(index).copied().unwrap_or(0);
                let (definite, possible) = (at(&counts.definite), at(&counts.possible));
                (definite + possible > 0).then(|| {
                    let class = format!("timeline-key {}", slot_class(group.slot));
                    let count = text.count(definite, possible, &*formats);
                    view! {
                        <li>
                            <span class=class></span>
                            {group.name.clone()}
                            " "
                            <span class="timeline-tip-count">{count}</span>
                        </li>
                    }
                })
            })
            .collect_view();
        let span = model.axis.get().span(days);
        let width = model.axis.read().width_px;
        let x = span.middle() + Layout::INSET;
        let is_right = span.middle() > width / 2.0;
        Some(view! {
            <div
                class="timeline-tip"
                class:is-right=is_right
                aria-hidden="true"
                style:transform=format!("translateX({x}px)")
            >
                <div>
                    <p><b>{dates}</b>" "{events}</p>
                    {also}
                    {coverage}
                    <ul>{rows}</ul>
                </div>
            </div>
        })
    }
}
