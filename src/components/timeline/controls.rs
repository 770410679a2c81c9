//! The row of controls.

use super::dates::DateField;
use super::keys::{self, PAN_PART, ZOOM_STEP};
use super::model::{Model, Which};
use super::options::{IconButton, closes_on_escape};
use chronotope_core::messages::{TimeOptionsText, TimelineText};
use chronotope_core::scene::timeline::{Edge, Preset};
use chronotope_core::state::{Direction, Msg, Speed, TimeMode, TimeMsg};
use chronotope_core::time::{Granularity, TimeWindow};
use leptos::ev::Event;
use leptos::prelude::*;

/// Buttons, date fields and menus.
#[component]
pub(super) fn Controls(model: Model, is_table_open: RwSignal<bool>, steps: ViewFn) -> impl IntoView {
    let open = RwSignal::new(false);
    let panel_id = model.id("panel");
    let t = move |of: fn(&'static TimelineText) -> &'static str| text(model, of);
    let o =
        move |of: fn(&'static TimeOptionsText) -> &'static str| Signal::derive(move || of(model.options()));
    let playback = model.inputs.playback;
    let say_time = move |msg: TimeMsg| model.say_time(msg);
    let looped = Signal::derive(move || playback.read().looped);
    let backward = Signal::derive(move || playback.read().direction == Direction::Backward);
    let skips = Signal::derive(move || playback.read().skip_empty);
    view! {
        <div class="timeline-controls" on:keydown=closes_on_escape(open)>
            <div class="timeline-transport">
                <IconButton
                    name=t(|t| t.previous_event)
                    path="M3 3h2v10H3zM13 3v10L6 8z"
                    on_press=Callback::new(move |()| keys::to_event(model, false))
                />
                <PlayButton model />
                <IconButton
                    name=t(|t| t.next_event)
                    path="M11 3h2v10h-2zM3 3v10l7-5z"
                    on_press=Callback::new(move |()| keys::to_event(model, true))
                />
            </div>
            <div class="timeline-dates">
                <DateField model which=Which::Selected edge=Edge::First />
                <DateField model which=Which::Selected edge=Edge::Last />
            </div>
            <div class="timeline-panel" class:is-open=open id=panel_id.clone()>
                <div class="timeline-steps">{steps.run()}</div>
                <div class="timeline-rest">
                    <DatesMenu model />
                    <StepMenu model />
                    <ModeMenu model />
                    <SpeedMenu model />
                    <IconButton
                        name=t(|t| t.looped)
                        pressed=looped
                        path="M4 5h6V3l4 3-4 3V7H4v2H2V7a2 2 0 0 1 2-2zm8 6H6v2l-4-3 4-3v2h6V7h2v2a2 2 0 0 1-2 2z"
                        on_press=Callback::new(move |()| say_time(TimeMsg::SetLooped(!looped.get_untracked())))
                    />
                    <IconButton
                        name=t(|t| t.backward)
                        pressed=backward
                        path="M14 3v10L8 8zM8 3v10L2 8z"
                        on_press=Callback::new(move |()| say_time(TimeMsg::SetDirection(turned(model))))
                    />
                    <IconButton
                        name=t(|t| t.skip_empty)
                        pressed=skips
                        path="M1 11h3v2H1zM12 11h3v2h-3zM3 9a5 5 0 0 1 9-2l1.5-1.5V10H9l1.7-1.7A3.2 3.2 0 0 0 4.9 9z"
                        on_press=Callback::new(move |()| say_time(TimeMsg::SetSkipEmpty(!skips.get_untracked())))
                    />
                    <IconButton
                        name=o(|o| o.earlier)
                        path="M10.5 3 6 8l4.5 5-1.5 1.3L3.4 8 9 1.7z"
                        on_press=Callback::new(move |()| model.pan(-PAN_PART))
                    />
                    <IconButton
                        name=o(|o| o.later)
                        path="M5.5 3 10 8l-4.5 5L7 14.3 12.6 8 7 1.7z"
                        on_press=Callback::new(move |()| model.pan(PAN_PART))
                    />
                    <IconButton
                        name=t(|t| t.zoom_out)
                        path="M3 7h10v2H3z"
                        on_press=Callback::new(move |()| model.zoom(ZOOM_STEP))
                    />
                    <IconButton
                        name=t(|t| t.zoom_in)
                        path="M7 3h2v4h4v2H9v4H7V9H3V7h4z"
                        on_press=Callback::new(move |()| model.zoom(1.0 / ZOOM_STEP))
                    />
                    <button type="button" on:click=move |_| model.say(Msg::ShowAllTime)>
                        {move || model.text().show_all}
                    </button>
                </div>
                <Show when=move || open.get()>
                    <div class="timeline-options" role="group" aria-label=move || model.options().options>
                        {super::options::view(model, is_table_open)}
                    </div>
                </Show>
            </div>
            <button
                type="button"
                class="timeline-icon timeline-more"
                aria-label=move || model.text().more
                title=move || model.text().more
                aria-expanded=move || open.get().to_string()
                aria-controls=panel_id
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <svg viewBox="0 0 16 16" aria-hidden="true">
                    <path d="M2 7h3v2H2zM6.5 7h3v2h-3zM11 7h3v2h-3z" />
                </svg>
            </button>
        </div>
    }
}

/// The other way.
fn turned(model: Model) -> Direction {
    match model.inputs.playback.read_untracked().direction {
        Direction::Forward => Direction::Backward,
        Direction::Backward => Direction::Forward,
    }
}

/// One button; its name says what it will do.
#[component]
fn PlayButton(model: Model) -> impl IntoView {
    let playing = Memo::new(move |_| model.inputs.playback.read().playing);
    let icon = move || {
        if playing.get() {
            "M4 3h3v10H4zM9 3h3v10H9z"
        } else {
            "M4 2.5v11L13 8z"
        }
    };
    let name = move || {
        if playing.get() {
            model.text().pause
        } else {
            model.text().play
        }
    };
    view! {
        <button
            type="button"
            class="timeline-play"
            on:click=move |_| model.say(Msg::SetPlaying(!playing.get_untracked()))
        >
            <svg viewBox="0 0 16 16" aria-hidden="true"><path d=icon /></svg>
            <span>{name}</span>
        </button>
    }
}

/// Windows of usual lengths, and the bursts.
#[component]
fn DatesMenu(model: Model) -> impl IntoView {
    let bounds = model.inputs.bounds;
    // What the menu shows: the preset or the burst that the window is.
    let current = Memo::new(move |_| {
        let window = model.inputs.told_window.get();
        let burst = model
            .seen
            .read()
            .bursts
            .iter()
            .position(|burst| burst.days == window);
        match (Preset::of(window, bounds), burst) {
            (Some(preset), _) => preset.key().to_owned(),
            (None, Some(burst)) => burst.to_string(),
            (None, None) => String::new(),
        }
    });
    let changed = move |event: Event| {
        let value = crate::dom::field_value(&event);
        if let Some(preset) = Preset::from_key(&value) {
            choose(model, preset);
        } else if let Ok(burst) = value.parse::<usize>() {
            let days = model
                .seen
                .read_untracked()
                .bursts
                .get(burst)
                .map(|burst| burst.days);
            if let Some(days) = days {
                model.say(Msg::SetWindow(days));
            }
        }
    };
    let presets = move || {
        Preset::ALL.map(|preset| {
            view! {
                <option value=preset.key() prop:selected=move || current.get() == preset.key()>
                    {move || model.text().preset_name(preset)}
                </option>
            }
        })
    };
    let bursts = move || {
        let named = super::marks::burst_names(model);
        (!named.is_empty()).then(|| {
            let options = named.into_iter().enumerate().map(|(i, name)| {
                let key = i.to_string();
                let value = key.clone();
                view! {
                    <option value=value prop:selected=move || current.get() == key>
                        {name.long}
                    </option>
                }
            });
            view! { <optgroup label=model.text().bursts>{options.collect_view()}</optgroup> }
        })
    };
    view! {
        <select aria-label=move || model.text().dates on:change=changed>
            <option value="" disabled=true hidden=true prop:selected=move || current.get().is_empty()>
                {move || model.text().chosen_dates}
            </option>
            {presets()}
            {bursts}
        </select>
    }
}

/// Selects a preset's dates: those that hold the first selected day, or the first event if all time is selected.
fn choose(model: Model, preset: Preset) {
    let all = model.inputs.bounds;
    let window = model.inputs.window.get_untracked();
    let first_event = || {
        model
            .inputs
            .counts
            .with_value(|counts| counts.next_event_day(all.first().plus(-1)))
    };
    let day = if window == all {
        first_event()
            .filter(|&day| all.contains(day))
            .unwrap_or(all.first())
    } else {
        window.first()
    };
    if preset == Preset::All {
        model.say(Msg::ShowAllTime);
    } else {
        model.say(Msg::SetWindow(preset.window(day, all)));
    }
}

/// A menu of a few values.
#[component]
pub(super) fn Menu<T>(
    /// Its name.
    name: Signal<&'static str>,
    /// The values, with their names.
    values: Vec<(T, Signal<&'static str>)>,
    /// The present one.
    current: Signal<T>,
    /// Chooses one.
    on_choose: Callback<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let options = values
        .iter()
        .enumerate()
        .map(|(i, &(value, name))| {
            view! {
                <option value=i.to_string() prop:selected=move || current.get() == value>
                    {move || name.get()}
                </option>
            }
        })
        .collect_view();
    let values: Vec<T> = values.into_iter().map(|(value, _)| value).collect();
    let changed = move |event: Event| {
        let chosen = crate::dom::field_value(&event).parse::<usize>();
        chosen
            .ok()
            .and_then(|i| values.get(i).copied())
            .into_iter()
            .for_each(|value| on_choose.run(value));
    };
    view! {
        <select aria-label=move || name.get() on:change=changed>
            {options}
        </select>
    }
}

/// A text of the timeline as a signal.
pub(super) fn text(
    model: Model,
    of: impl Fn(&'static TimelineText) -> &'static str + Send + Sync + 'static,
) -> Signal<&'static str> {
    Signal::derive(move || of(model.text()))
}

/// What handles snap to and keys move by.
#[component]
fn StepMenu(model: Model) -> impl IntoView {
    view! {
        <Menu
            name=text(model, |t| t.step)
            values=Granularity::ALL.map(|s| (s, text(model, move |t| t.step_name(s)))).to_vec()
            current=Signal::derive(move || model.inputs.time.read().step)
            on_choose=Callback::new(move |step| model.say_time(TimeMsg::SetStep(step)))
        />
    }
}

/// What the selected dates are.
#[component]
fn ModeMenu(model: Model) -> impl IntoView {
    view! {
        <Menu
            name=text(model, |t| t.mode)
            values=TimeMode::ALL.map(|m| (m, text(model, move |t| t.mode_name(m)))).to_vec()
            current=Signal::derive(move || model.inputs.time.read().mode)
            on_choose=Callback::new(move |mode| model.say_time(TimeMsg::SetMode(mode)))
        />
    }
}

/// How fast to play, with the length of the whole run.
#[component]
fn SpeedMenu(model: Model) -> impl IntoView {
    let run = move || {
        let all: TimeWindow = model.inputs.bounds;
        let window = model.inputs.told_window.get();
        let time = model.inputs.time.read();
        // How far the run goes from one end of time to the other.
        let days = if time.known_by.is_some() || time.mode == TimeMode::Cumulative || window == all {
            all.len_days()
        } else {
            all.len_days() - window.len_days()
        };
        let speed = model.inputs.playback.read().speed;
        let formats = model.inputs.formats.get();
        model.text().run_length(days.max(1), speed, &*formats)
    };
    view! {
        <span class="timeline-speed">
            <Menu
                name=text(model, |t| t.speed)
                values=Speed::ALL.map(|s| (s, text(model, move |t| t.speed_name(s)))).to_vec()
                current=Signal::derive(move || model.inputs.playback.read().speed)
                on_choose=Callback::new(move |speed| model.say(Msg::SetSpeed(speed)))
            />
            <span class="timeline-run">{run}</span>
        </span>
    }
}
