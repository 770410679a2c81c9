//! What is derived from a view: the engines follow it, and the panes follow the engines.

use crate::components::chips::Chip;
use crate::dom;
use crate::fanout::CountsFeed;
use crate::lookup::Lookup;
use crate::session::{Among, Bases, Session, SessionValue};
use crate::store::Store;
use chronotope_core::geo::BBox;
use chronotope_core::messages::{Formats, fill};
use chronotope_core::query::Changes;
use chronotope_core::scene::filters::{CountedValue, FacetView, facet_view};
use chronotope_core::scene::reports::when_words;
use chronotope_core::scene::status::{status_sentence, with_filters};
use chronotope_core::scene::timeline::time_notes;
use chronotope_core::state::{CountBy, Facet, Filters, Lang, MapMsg, Msg, TimeBasis};
use chronotope_core::time::TimeWindow;
use leptos::prelude::*;
use std::rc::Rc;
use std::time::Duration;

/// How long the hand rests before the sentence is spoken.
const REST: Duration = Duration::from_millis(400);

/// How long the hand rests before what is read while it moves follows.
pub(crate) const SETTLING: Duration = Duration::from_millis(120);

/// How often words follow a hand that moves through a large table: faster than which nobody reads.
const READING: Duration = Duration::from_millis(100);

/// How long it rests before lists of a large table follow.
const LIST_REST: Duration = Duration::from_millis(200);

/// How long while a pointer holds the dates: it may only be slow.
const DRAG_REST: Duration = Duration::from_millis(700);

/// Rows up to which lists and facets follow every step.
const FOLLOWED_ROWS: u32 = 2_000;

/// What the panes follow.
#[derive(Clone, Copy)]
pub(crate) struct Derived {
    /// Grows whenever the engines have moved.
    pub revision: Signal<u64>,
    /// The same, but of a large table only once the hand rests: for what is read, not watched.
    pub settled: Signal<u64>,
    /// The selected dates as words follow them: of a large table not every step of a hand.
    pub told_window: Signal<TimeWindow>,
    /// Places whose marks the last move changed.
    pub changes: StoredValue<Changes>,
    /// Grows whenever filters have changed.
    pub filter_revision: Signal<u64>,
    /// Symbols allow for the events of so many days at once; `None` for those of all time.
    pub reach_days: Signal<Option<u32>>,
    /// The sentence that says what is shown, but for what filters.
    pub sentence: Signal<String>,
    /// All of it.
    pub status: Signal<String>,
    /// The same, once the hand rests.
    pub spoken: Signal<String>,
    /// The same, of a large table a task later: for long lists.
    pub listed: Signal<u64>,
    /// What filters, in words, and how to take it away.
    pub chips: Signal<Vec<Chip>>,
}

/// Sets up what follows a view.
pub(crate) fn derive(
    store: Store,
    session: SessionValue,
    formats: Signal<Rc<dyn Formats>, LocalStorage>,
) -> Derived {
    let changes = StoredValue::new(Changes::default());
    let bases = StoredValue::new_local(session.with_value(|session| Bases::new(Rc::clone(session))));
    // The places that the bars follow, if they follow the map.
    let followed = Memo::new(move |_| {
        let is_followed = store.time.read().in_view;
        is_followed.then(|| session.with_value(|s| s.places_in(store.viewport.read().bbox())))
    });
    let view = view_box(store);
    crate::lookup::follow(store, session);
    let is_looked_up = Memo::new(move |_| store.lookup.get() == Lookup::Rests);
    // One query a change of window or filters; everything below reads its outcome. Timed as `chronotope:query`.
    let revision = Memo::new(move |earlier: Option<&u64>| {
        let (window, filters, reading) = (store.window.get(), store.filters.read(), store.reading.get());
        heard(is_looked_up);
        let is_other = bases.try_update_value(|bases| {
            let by = bases.session(reading.basis);
            let is_other = session.with_value(|session| !Rc::ptr_eq(session, &by));
            if is_other {
                session.set_value(by);
            }
            is_other
        });
        changes.set_value(session.with_value(|session| {
            session.set_view(view.get());
            session.follow_places(followed.read().as_deref());
            let start_ms = dom::now_ms();
            let mut changes = session.apply(window, &filters, reading);
            dom::measure_since(dom::QUERY, start_ms);
            if is_other == Some(true) {
                changes.places = (0..session.table.places().len() as u32).collect();
            }
            changes
        }));
        earlier.map_or(0, |n| n + 1)
    });
    let is_large = session.with_value(|session| session.table.rows()) > FOLLOWED_ROWS;
    let (settled, listed) = if is_large {
        let settled = settled(revision.into(), store);
        (settled, a_task_later(settled))
    } else {
        (revision.into(), revision.into())
    };
    let (told, told_window): (Signal<u64>, Signal<TimeWindow>) = if is_large {
        (paced(revision.into()), paced(store.window.into()))
    } else {
        (revision.into(), store.window.into())
    };
    // What the bars count changes with everything but the window.
    let known = Memo::new(move |_| {
        let reading = store.reading.get();
        let by_then = session.with_value(|s| s.published_by(reading.known_by)).by_then;
        (reading.overlap, reading.basis, by_then)
    });
    let filter_revision = Memo::new(move |earlier: Option<&u64>| {
        store.filters.track();
        heard(known);
        heard(is_looked_up);
        followed.track();
        view.track();
        revision.get_untracked();
        earlier.map_or(0, |n| n + 1)
    });
    let chips = Memo::new(move |_| {
        let filters = store.filters.get();
        let formats = formats.get();
        session.with_value(|session| chips_of(session, &filters, store, formats.as_ref()))
    });
    let is_empty = session.with_value(|session| session.table.rows() == 0);
    let sentence = Memo::new(move |_| {
        if is_empty {
            return store.messages().shell.status_no_data.to_owned();
        }
        told.track();
        let filters = store.filters.get();
        let mut counts = session.with_value(|session| session.counts(&filters));
        let by = store.count_by.get();
        if by != CountBy::Events {
            let ties = store.ties.get();
            counts.counted = Some((by, session.with_value(|session| session.counted_by(by, &ties))));
        }
        let (messages, formats) = (store.messages(), formats.get());
        let time = store.time.get();
        let (published, compared) = session.with_value(|session| {
            let compared = session.compared_parts().first().copied();
            (session.published_by(time.known_by), compared)
        });
        let window = store.window.get_untracked();
        let sentence = status_sentence(counts, window, messages, formats.as_ref());
        let notes = time_notes(&time, window, published, compared, messages, formats.as_ref());
        let apart = if messages.lang == Lang::Ar { "؛ " } else { "; " };
        [sentence]
            .into_iter()
            .chain(notes)
            .collect::<Vec<_>>()
            .join(apart)
    });
    let status = Memo::new(move |_| {
        let words: Vec<String> = chips.read().iter().map(|chip| chip.words.clone()).collect();
        with_filters(sentence.get(), &words, store.messages(), formats.get().as_ref())
    });
    let spoken = RwSignal::new(String::new());
    let say = debounced(REST, move || {
        // The view may be gone by then.
        if let Some(status) = status.try_get_untracked() {
            spoken.try_set(status);
        }
    });
    Effect::new(move |_| {
        status.track();
        say();
    });
    Derived {
        revision: revision.into(),
        settled,
        told_window,
        changes,
        filter_revision: if is_large {
            a_task_later(filter_revision.into())
        } else {
            filter_revision.into()
        },
        reach_days: reach_days(store, session, settled),
        sentence: sentence.into(),
        status: status.into(),
        spoken: spoken.into(),
        listed,
        chips: chips.into(),
    }
}

/// The dates may grow by so much before the scale of symbols follows: what they allow for is seldom reached.
const WIDENING: u32 = 4;

/// How many days symbols allow for: those of the window, rounded up to a power of two. Where there are few events they
/// allow for those of all time, so that equal symbols are equal counts whatever the dates. A moving hand changes no scale
/// until it rests, unless it widens the dates so far that large symbols would no longer be to scale.
fn reach_days(store: Store, session: SessionValue, settled: Signal<u64>) -> Signal<Option<u32>> {
    let all = session.with_value(|s| (s.table.rows() > FOLLOWED_ROWS).then(|| length(s.bounds.time)));
    let of_window = Memo::new(move |_| {
        let reading = store.reading.get();
        let is_other = reading.compared.is_some() || reading.has_trail;
        if is_other || reading.basis != TimeBasis::Happened {
            return None;
        }
        let days = length(store.window.get()).next_power_of_two();
        all.is_some_and(|all| days < all).then_some(days)
    });
    let allowed = Memo::new(move |before: Option<&(u64, Option<u32>)>| {
        let (rested, now) = (settled.get(), of_window.get());
        match before {
            Some((at, wide)) if *at == rested => {
                let is_enough = wide.is_none_or(|wide| now.is_some_and(|now| now <= wide * WIDENING));
                (
                    rested,
                    if is_enough {
                        *wide
                    } else {
                        now.map(|now| now * WIDENING)
                    },
                )
            }
            _ => (rested, now),
        }
    });
    let days = Memo::new(move |_| allowed.get().1);
    days.into()
}

/// In days.
fn length(window: TimeWindow) -> u32 {
    u32::try_from(window.len_days()).unwrap_or(0).max(1)
}

/// Follows a memo of which only the change matters. Tracking is not enough: a memo that nobody has read follows nothing
/// itself.
pub(crate) fn heard<T: Send + Sync + 'static>(memo: Memo<T>) {
    memo.with(|_| ());
}

/// The box that events must be in to count: the map's, once it rests, while only what is in view counts.
fn view_box(store: Store) -> Signal<Option<BBox>> {
    let is_on = Memo::new(move |_| store.map.with(|map| map.in_view));
    let shown = RwSignal::new(None);
    let set = move || {
        let view = store.viewport.get_untracked();
        shown.set(is_on.get_untracked().then(|| view.bbox()));
    };
    let rested = debounced(SETTLING, set);
    Effect::new(move |was: Option<bool>| {
        let is_on = is_on.get();
        if is_on {
            store.viewport.track();
        }
        if was == Some(true) && is_on {
            rested();
        } else if was.is_some() || is_on {
            set();
        }
        is_on
    });
    shown.into()
}

/// Tells the map of every move of the engines. Timed, with what it draws, as `chronotope:draw`.
pub(crate) fn publish(derived: Derived, feed: CountsFeed) {
    Effect::new(move |_| {
        derived.revision.track();
        let start_ms = dom::now_ms();
        derived
            .changes
            .with_value(|changes| feed.publish(&changes.places));
        dom::measure_since(dom::DRAW, start_ms);
    });
}

/// Follows a signal once it has not changed for [`LIST_REST`], or [`DRAG_REST`] while a pointer drags: a list of a large
/// table takes longer than a frame, so even the first step of a hand would wait for it.
fn settled(moving: Signal<u64>, store: Store) -> Signal<u64> {
    let shown = RwSignal::new(moving.get_untracked());
    let is_dragged = Memo::new(move |_| matches!(&*store.last.read(), Some(Msg::DragWindow(_))));
    let catch_up = move || {
        if let Some(now) = moving.try_get_untracked()
            && shown.try_get_untracked().is_some_and(|before| before != now)
        {
            shown.try_set(now);
        }
    };
    let after_drag = debounced(DRAG_REST, catch_up);
    let after_rest = debounced(LIST_REST, move || {
        if is_dragged.try_get_untracked() == Some(false) {
            catch_up();
        }
    });
    Effect::new(move |was: Option<()>| {
        moving.track();
        is_dragged.track();
        if was.is_some() {
            after_rest();
            after_drag();
        }
    });
    shown.into()
}

/// Follows a signal at once, and while it goes on changing once every [`READING`].
fn paced<T: Clone + PartialEq + Send + Sync + 'static>(moving: Signal<T>) -> Signal<T> {
    let shown = RwSignal::new(moving.get_untracked());
    let is_waiting = StoredValue::new(false);
    Effect::new(move |was: Option<()>| {
        moving.track();
        if was.is_some() && !is_waiting.get_value() {
            is_waiting.set_value(true);
            follow_on(moving, shown, is_waiting);
        }
    });
    shown.into()
}

/// Catches up now, and again after each pause in which the signal has changed.
fn follow_on<T: Clone + PartialEq + Send + Sync + 'static>(
    moving: Signal<T>,
    shown: RwSignal<T>,
    is_waiting: StoredValue<bool>,
) {
    let Some(now) = moving.try_get_untracked() else {
        return;
    };
    let is_behind = shown.try_with_untracked(|before| *before != now) == Some(true);
    is_waiting.try_set_value(is_behind);
    if is_behind {
        shown.try_set(now);
        set_timeout(move || follow_on(moving, shown, is_waiting), READING);
    }
}

/// Follows a signal in a task of its own, so that the page answers to the hand in between.
pub(crate) fn a_task_later(moving: Signal<u64>) -> Signal<u64> {
    let shown = RwSignal::new(moving.get_untracked());
    let catch_up = debounced(Duration::ZERO, move || {
        if let Some(now) = moving.try_get_untracked() {
            shown.try_set(now);
        }
    });
    Effect::new(move |was: Option<()>| {
        moving.track();
        if was.is_some() {
            catch_up();
        }
    });
    shown.into()
}

/// The values of a facet with their counts, as the engines stand.
pub(crate) fn facet_now(session: &Session, facet: Facet, store: Store, formats: &dyn Formats) -> FacetView {
    let filters = store.filters.get_untracked();
    // Its values count what ticking them would list; those of modality are how the others are asked for.
    let among = match facet {
        Facet::Modality => Among::All,
        _ => store.among(),
    };
    let counted = counted_values(session, among, facet, store, formats);
    facet_view(facet, counted, &filters, store.messages(), formats)
}

/// Calls a function once nothing has asked for it for a while.
pub(crate) fn debounced(pause: Duration, call: impl Fn() + Copy + 'static) -> impl Fn() + Copy {
    let waiting = StoredValue::new(Waiting::default());
    on_cleanup(move || {
        if let Some(Some(timer)) = waiting.try_with_value(|waiting| waiting.timer) {
            timer.clear();
        }
    });
    move || {
        let is_waiting = waiting.try_update_value(|waiting| {
            waiting.asked_ms = dom::now_ms();
            waiting.timer.is_some()
        });
        if is_waiting == Some(false) {
            wait(waiting, pause, pause, call);
        }
    }
}

/// When a debounced call was last asked for, and what waits for its time.
#[derive(Default)]
struct Waiting {
    asked_ms: f64,
    timer: Option<TimeoutHandle>,
}

/// Calls once `pause` has passed since the last asking. A hand that moves asks at every frame: the timer that runs is
/// left alone, and waits for the rest when it fires.
fn wait(waiting: StoredValue<Waiting>, pause: Duration, left: Duration, call: impl Fn() + Copy + 'static) {
    let fire = move || {
        let rest = waiting.try_update_value(|waiting| {
            waiting.timer = None;
            pause.as_secs_f64() - (dom::now_ms() - waiting.asked_ms) / 1_000.0
        });
        match rest {
            // Timers fire to the millisecond.
            Some(rest) if rest > 0.001 => wait(waiting, pause, Duration::from_secs_f64(rest), call),
            Some(_) => call(),
            None => {}
        }
    };
    let timer = set_timeout_with_handle(fire, left).ok();
    waiting.try_update_value(|waiting| waiting.timer = timer);
}

/// A value of a facet, as shown.
fn label(session: &Session, facet: Facet, value: &str, store: Store) -> String {
    let (manifest, lang) = (&session.dataset.manifest, store.lang.get());
    match facet {
        Facet::Kind => manifest.kind_name(value, lang),
        Facet::Modality => chronotope_core::event::Modality::parse(value).map_or_else(
            || value.to_owned(),
            |m| store.messages().reports.modality(m).to_owned(),
        ),
        Facet::Precision => chronotope_core::event::Precision::parse(value).map_or_else(
            || value.to_owned(),
            |p| store.messages().reports.precision(p).to_owned(),
        ),
        Facet::Dating => store.messages().filters.dating(value).unwrap_or(value).to_owned(),
        Facet::Place => session
            .place_name(value, lang)
            .unwrap_or_else(|| value.to_owned()),
        Facet::Report => match session.dataset.report(value) {
            Some(report) => manifest.name(&report.publisher, lang).to_owned(),
            None => value.to_owned(),
        },
        _ => manifest.name(value, lang).to_owned(),
    }
}

/// False for what only an address says: no event has such a value, and it is none of a list of all.
fn is_known(session: &Session, facet: Facet, value: &str) -> bool {
    let is_listed = match facet {
        Facet::Kind => session.dataset.manifest.kinds.contains_key(value),
        Facet::Modality => chronotope_core::event::Modality::parse(value).is_some(),
        Facet::Precision => chronotope_core::event::Precision::parse(value).is_some(),
        Facet::Place => session.place_name(value, Lang::En).is_some(),
        Facet::Report => session.dataset.report(value).is_some(),
        _ => false,
    };
    is_listed || session.table.code_of(facet.dim(), value).is_some()
}

/// Takes the search away.
fn nothing_asked() -> Msg {
    Msg::Ask {
        text: String::new(),
        dates: None,
    }
}

fn counted_values(
    session: &Session,
    among: Among,
    facet: Facet,
    store: Store,
    formats: &dyn Formats,
) -> Vec<CountedValue> {
    let dim = facet.dim();
    let mut engine = session.engine(among).borrow_mut();
    let counts = engine.facet(dim);
    let values = (0u32..).zip(counts.definite.iter().zip(&counts.possible).zip(&counts.total));
    values
        .filter(|(_, (_, total))| **total > 0)
        .filter_map(|(code, ((definite, possible), total))| {
            let value = if dim.is_place() {
                session.table.places().get(code as usize)?.id.clone()
            } else {
                session.table.label(dim, code).to_owned()
            };
            if value.is_empty() {
                return None;
            }
            let mut shown = label(session, facet, &value, store);
            if facet == Facet::Report {
                let published = session.dataset.report(&value).and_then(|r| r.published.as_ref());
                if let Some(when) = published {
                    shown = format!("{shown}, {}", when_words(when, store.messages(), formats));
                }
            }
            Some(CountedValue {
                value,
                label: shown,
                count: definite + possible,
                total: *total,
            })
        })
        .collect()
}

/// What filters, in the order of the facets.
fn chips_of(session: &Session, filters: &Filters, store: Store, formats: &dyn Formats) -> Vec<Chip> {
    let text = store.messages().filters;
    let mut chips = Vec::new();
    let mut put = |words: String, remove: Msg| chips.push(Chip { words, remove });
    for facet in Facet::ALL {
        for value in filters.values.get(&facet).into_iter().flatten() {
            let value_words = if is_known(session, facet, value) {
                label(session, facet, value, store)
            } else {
                fill(text.unknown_value, &[("value", value)])
            };
            // One name may be of who acted, who was hit, who says so and where.
            let words = match facet {
                Facet::Party
                | Facet::Actor
                | Facet::Target
                | Facet::SaidBy
                | Facet::Publisher
                | Facet::Place => format!("{}: {value_words}", text.facet(facet)),
                _ => value_words,
            };
            put(words, Msg::ToggleFilter(facet, value.clone()));
        }
    }
    if let Some(figures) = &filters.figures {
        let measure = store.messages().doubt.measure(&figures.measure);
        let measure = measure.map_or_else(|| figures.measure.replace('_', " "), str::to_owned);
        let number = |n: u32| formats.number(f64::from(n));
        let low = number(figures.min);
        let words = match figures.max {
            Some(max) => fill(
                text.figures_from_to,
                &[("measure", &measure), ("low", &low), ("high", &number(max))],
            ),
            None => fill(text.figures_from, &[("measure", &measure), ("low", &low)]),
        };
        put(words, Msg::SetFigures(None));
    }
    if filters.definite_only {
        put(text.definite_only.to_owned(), Msg::SetDefiniteOnly(false));
    }
    if !filters.text.trim().is_empty() {
        put(format!("“{}”", filters.text.trim()), nothing_asked());
    }
    if store.map.with(|map| map.in_view) {
        let words = store.messages().map.in_view_word.to_owned();
        put(words, Msg::Map(MapMsg::SetInView(false)));
    }
    chips
}
