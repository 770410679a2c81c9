//! The card of the mark under the pointer or the keyboard's focus. It stands beside the mark, never on it, and stays
//! while the pointer goes over to it.

use super::context::MapContext;
use super::legend::swatch;
use super::rings::outer_radius;
use chronotope_core::messages::{DateStyle, fill};
use chronotope_core::query::{EventCount, Pair};
use chronotope_core::scene::map::{CardSpot, MAX_GROUPS, card_spot};
use chronotope_core::scene::timeline::rate_words;
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use std::time::Duration;

/// Width of the card, as in the style sheet.
const WIDTH_PX: f64 = 232.0;
/// Heights in the style sheet: of a line, and of what is around the lines.
const LINE_PX: f64 = 18.0;
const FRAME_PX: f64 = 48.0;
/// More places of a cluster than this are only counted, and so are kinds.
const MAX_PLACES: usize = 5;
const MAX_KINDS: usize = 8;
/// How long the pointer may take from the mark to its card.
const GRACE: Duration = Duration::from_millis(280);

#[derive(Clone, PartialEq)]
struct Card {
    title: String,
    other: Option<String>,
    /// Group, definite, possible.
    groups: Vec<(usize, u32, u32)>,
    /// Kind, definite, possible.
    kinds: Vec<(String, u32, u32)>,
    phrase: String,
    figure: Option<String>,
    days: Option<String>,
    places: Vec<String>,
    /// The two dates, the difference and the change: what, and how much.
    compared: Vec<(String, String)>,
}

impl Card {
    /// About how high it is drawn.
    fn height_px(&self) -> f64 {
        let lines = self.groups.len()
            + self.kinds.len()
            + self.places.len()
            + self.compared.len()
            + usize::from(self.days.is_some())
            + usize::from(self.figure.is_some());
        FRAME_PX + LINE_PX * (lines + 2) as f64
    }
}

/// [`CardView`], for `later`.
pub(crate) fn view(context: MapContext) -> AnyView {
    view! { <CardView context /> }.into_any()
}

/// The card, if there is one to show.
#[component]
fn CardView(context: MapContext) -> impl IntoView {
    // The pointer may go onto the card: it stays while it is there.
    let held = RwSignal::new(None::<u32>);
    let dismissed = RwSignal::new(None::<u32>);
    // The mark that was last under the pointer, for as long as it takes to reach the card.
    let lingering = RwSignal::new(None::<u32>);
    let leaving = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |before: Option<Option<u32>>| {
        let now = context.hovered.get();
        if let Some(timer) = leaving.get_value() {
            timer.clear();
        }
        if now.is_some() {
            lingering.set(None);
        } else if let Some(was) = before.flatten() {
            lingering.set(Some(was));
            let end = move || {
                lingering.try_set(None);
            };
            leaving.set_value(set_timeout_with_handle(end, GRACE).ok());
        }
        now
    });
    let anchor = Memo::new(move |_| {
        let pointed = context.hovered.get().or(held.get()).or(lingering.get());
        let anchor = pointed.or(context.focused.get())?;
        (dismissed.get() != Some(anchor)).then_some(anchor)
    });
    Effect::new(move || {
        if context.hovered.get().is_none() && context.focused.get().is_none() && held.get().is_none() {
            dismissed.set(None);
        }
    });
    let card = Memo::new(move |_| anchor.get().and_then(|anchor| card_of(context, anchor)));
    let spot = Memo::new(move |_| {
        let height = card.with(|card| card.as_ref().map(Card::height_px))?;
        anchor.get().and_then(|anchor| spot_of(context, anchor, height))
    });
    // A screen reader is told of the card where the keyboard's focus is.
    let id = context.id("card");
    let described = id.clone();
    Effect::new(move |_| {
        let is_shown = anchor.get().is_some() && anchor.get() == context.focused.get();
        context.describe.set(is_shown.then(|| described.clone()));
    });
    let hold = move |_: PointerEvent| held.set(anchor.get_untracked());
    let release = move |_: PointerEvent| held.set(None);
    let escape = window_event_listener(leptos::ev::keydown, move |ev| {
        // A card that goes from under the pointer is not told that the pointer has left it.
        if ev.key() == "Escape"
            && let Some(shown) = anchor.get_untracked()
        {
            dismissed.set(Some(shown));
            held.set(None);
            lingering.set(None);
        }
    });
    on_cleanup(move || escape.remove());
    let px = |value: Option<f64>| value.map_or_else(|| "auto".to_owned(), |v| format!("{v:.0}px"));
    view! {
        <Show when=move || card.with(Option::is_some) && spot.with(Option::is_some)>
            <div
                class="map-card"
                role="tooltip"
                id=id.clone()
                style:max-height=move || px(spot.get().map(|s| s.max_height))
                style:left=move || px(spot.get().map(|s| s.left))
                style:top=move || px(spot.get().and_then(|s| s.top))
                style:bottom=move || px(spot.get().and_then(|s| s.bottom))
                on:pointerenter=hold
                on:pointerleave=release
            >
                {move || card.get().map(|card| card_body(context, card))}
            </div>
        </Show>
    }
}

fn card_body(context: MapContext, card: Card) -> impl IntoView {
    let styles = context.groups.get();
    let rows = card.groups.into_iter().filter_map(|(g, definite, possible)| {
        let style = styles.get(g)?.clone();
        let maybe = (possible > 0).then(|| view! { <span class="maybe">{format!("+{possible}?")}</span> });
        Some(view! {
            <li>{swatch(style.shape, style.slot)} <span class="group">{style.name}</span> <b>{definite}</b> {maybe}</li>
        })
    });
    let kinds = card.kinds.into_iter().map(|(kind, definite, possible)| {
        let maybe = (possible > 0).then(|| view! { <span class="maybe">{format!("+{possible}?")}</span> });
        view! { <li><span class="group">{kind}</span> <b>{definite}</b> {maybe}</li> }
    });
    let compared = card.compared.into_iter().map(|(what, much)| {
        view! { <li><span class="group">{what}</span> <b>{much}</b></li> }
    });
    let places = card
        .places
        .into_iter()
        .map(|place| view! { <li>{place}</li> })
        .collect_view();
    view! {
        <p class="title"><b>{card.title}</b> {card.other.map(|other| view! { <bdi class="other">{other}</bdi> })}</p>
        <p class="phrase">{card.phrase}</p>
        {card.figure.map(|figure| view! { <p class="phrase">{figure}</p> })}
        {card.days.map(|days| view! { <p class="phrase">{days}</p> })}
        <ul class="compared">{compared.collect_view()}</ul>
        <ul class="places">{places}</ul>
        <ul class="groups">{rows.collect_view()}</ul>
        <ul class="kinds">{kinds.collect_view()}</ul>
        <p class="hint">{context.text().press_to_open}</p>
    }
}

fn card_of(context: MapContext, anchor: u32) -> Option<Card> {
    let names = context.names();
    context.frame.track();
    let state = context.state(anchor).filter(|s| s.visible)?;
    context.with_board(|board| {
        let (number, mark) = MapContext::mark_at(board, anchor)?;
        let counts = board.mark_counts(number);
        let active = board.active_places(&mark);
        let details = context.fanout.with_value(|f| f.details(board, &active));
        let days = details
            .days
            .map(|(first, last)| names.formats().date_range(first, last, DateStyle::Medium));
        let mut kinds = details.kinds;
        kinds.truncate(MAX_KINDS);
        let groups = (0..MAX_GROUPS).map(|g| (g, counts.definite[g], counts.possible[g]));
        let mut places = Vec::new();
        if active.len() > 1 {
            for place in active.iter().take(MAX_PLACES) {
                let counts = board.place_counts(*place);
                let phrase = names.phrase(counts.all_definite(), counts.all_possible());
                let pattern = names.text().mark;
                places.push(fill(
                    pattern,
                    &[("place", names.place(*place)), ("events", &phrase)],
                ));
            }
            if active.len() > MAX_PLACES {
                let more = (active.len() - MAX_PLACES) as u64;
                places.push(names.text().more_in_list.of(more, names.formats()));
            }
        }
        Some(Card {
            title: names.subject(&state, mark.is_area).to_string(),
            other: (state.places == 1)
                .then(|| names.other(state.place).map(str::to_owned))
                .flatten(),
            groups: groups
                .filter(|(_, definite, possible)| definite + possible > 0)
                .collect(),
            kinds,
            days,
            figure: names.figure(&state),
            phrase: names.phrase(state.definite, state.possible).to_string(),
            places,
            compared: state
                .compared
                .map_or_else(Vec::new, |pair| compared_rows(context, pair)),
        })
    })
}

/// What a comparison comes to at a mark.
fn compared_rows(context: MapContext, pair: Pair) -> Vec<(String, String)> {
    let (messages, names) = (context.messages.get(), context.names());
    let (text, formats) = (messages.options, names.formats());
    let of_dates = |what: &str, count: EventCount, rate: (f64, f64)| {
        let low = names.number(count.definite);
        let events = match count.possible {
            0 => low,
            _ => format!("{low}–{}", names.number(count.most())),
        };
        let rate = rate_words(rate, false, messages, formats);
        (what.to_owned(), format!("{events} ({rate} {})", text.per_day))
    };
    let mut rows = vec![
        of_dates(text.selected_dates, pair.a, pair.per_day_a()),
        of_dates(text.compared_presets, pair.b, pair.per_day_b()),
        (
            text.difference.to_owned(),
            rate_words(pair.difference_per_day(), true, messages, formats),
        ),
    ];
    if let Some(change) = pair.change() {
        let mut words = format!("{} {}", change.sign(), text.change_name(change));
        if !pair.is_certain() {
            words = format!("{words} ({})", text.uncertain);
        }
        rows.push((text.change.to_owned(), words));
    }
    rows
}

fn spot_of(context: MapContext, anchor: u32, height: f64) -> Option<CardSpot> {
    let viewport = context.viewport.get();
    let frame = context.frame.get();
    let origin = frame.origin_on_screen(viewport);
    let stretch = viewport.scale_px() / frame.scale_px();
    let state = context.state(anchor)?;
    let [x, y] = state.at.px().map(|px| px * stretch);
    let clear = outer_radius(&state).max(context.reach_px);
    Some(card_spot(
        [viewport.width, viewport.height],
        [x + origin.x, y + origin.y],
        clear,
        [WIDTH_PX, height],
    ))
}
