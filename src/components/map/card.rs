//! The card of the mark under the pointer or the keyboard's focus. It stands beside the mark, never on it.

use super::context::MapContext;
use super::legend::swatch;
use super::rings::outer_radius;
use chronotope_core::messages::fill;
use chronotope_core::scene::map::MAX_GROUPS;
use leptos::ev::PointerEvent;
use leptos::prelude::*;

/// Width of the card, as in the style sheet.
const WIDTH_PX: f64 = 232.0;
const GAP_PX: f64 = 8.0;
/// More places of a cluster than this are only counted.
const MAX_PLACES: usize = 5;

#[derive(Clone, PartialEq)]
struct Card {
    title: String,
    other: Option<String>,
    /// Group, definite, possible.
    groups: Vec<(usize, u32, u32)>,
    phrase: String,
    places: Vec<String>,
}

#[derive(Clone, Copy, PartialEq)]
struct Spot {
    left: f64,
    /// Distance from the upper edge of the pane, if the card stands below the mark.
    top: Option<f64>,
    /// Distance from the lower edge of the pane, if it stands above.
    bottom: Option<f64>,
}

/// The card, if there is one to show.
#[component]
pub(super) fn CardView(context: MapContext) -> impl IntoView {
    // The pointer may go onto the card: it stays while it is there.
    let held = RwSignal::new(None::<u32>);
    let dismissed = RwSignal::new(None::<u32>);
    let anchor = Memo::new(move |_| {
        let anchor = context.hovered.get().or(held.get()).or(context.focused.get())?;
        (dismissed.get() != Some(anchor)).then_some(anchor)
    });
    Effect::new(move || {
        if context.hovered.get().is_none() && context.focused.get().is_none() && held.get().is_none() {
            dismissed.set(None);
        }
    });
    let card = Memo::new(move |_| anchor.get().and_then(|anchor| card_of(context, anchor)));
    let spot = Memo::new(move |_| anchor.get().and_then(|anchor| spot_of(context, anchor)));
    let hold = move |_: PointerEvent| held.set(anchor.get_untracked());
    let release = move |_: PointerEvent| held.set(None);
    let escape = window_event_listener(leptos::ev::keydown, move |ev| {
        if ev.key() == "Escape" {
            dismissed.set(anchor.get_untracked());
        }
    });
    on_cleanup(move || escape.remove());
    let px = |value: Option<f64>| value.map_or_else(|| "auto".to_owned(), |v| format!("{v:.0}px"));
    view! {
        <Show when=move || card.with(Option::is_some) && spot.with(Option::is_some)>
            <div
                class="map-card"
                aria-hidden="true"
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
    let places = card
        .places
        .into_iter()
        .map(|place| view! { <li>{place}</li> })
        .collect_view();
    view! {
        <p class="title"><b>{card.title}</b> {card.other.map(|other| view! { <bdi class="other">{other}</bdi> })}</p>
        <p class="phrase">{card.phrase}</p>
        <ul class="places">{places}</ul>
        <ul class="groups">{rows.collect_view()}</ul>
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
        let groups = (0..MAX_GROUPS).map(|g| (g, counts.definite[g], counts.possible[g]));
        let active = board.active_places(&mark);
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
            phrase: names.phrase(state.definite, state.possible).to_string(),
            places,
        })
    })
}

fn spot_of(context: MapContext, anchor: u32) -> Option<Spot> {
    let viewport = context.viewport.get();
    let origin = context.frame.get().origin_on_screen(viewport);
    let state = context.state(anchor)?;
    let [x, y] = state.at.px();
    let (x, y) = (origin.x + x, origin.y + y);
    let clear = outer_radius(&state).max(context.reach_px) + GAP_PX;
    let most = (viewport.width - WIDTH_PX - GAP_PX).max(GAP_PX);
    let left = (x - WIDTH_PX / 2.0).clamp(GAP_PX, most);
    let above = y > viewport.height / 2.0;
    Some(Spot {
        left,
        top: (!above).then_some(y + clear),
        bottom: above.then_some(viewport.height - y + clear),
    })
}
