//! The sums of what is shown.

use super::panel::Source;
use crate::store::Store;
use chronotope_core::messages::Messages;
use chronotope_core::scene::reports::{SumLine, SumView};
use chronotope_core::state::Msg;
use chronotope_core::sums::Taken;
use leptos::prelude::*;

/// What may be added up in the present view, to how many, and why the rest is not.
#[component]
pub(super) fn FiguresPanel(source: Source) -> impl IntoView {
    let Source {
        store,
        session,
        revision,
        formats,
    } = source;
    let sums = Memo::new(move |_| {
        revision.track();
        let formats = formats.get();
        let (focus, filters, ties) = (store.focus.get(), store.filters.get(), store.ties.get());
        session.with_value(|session| {
            let sums = session.sums(&focus, &filters, &ties);
            session.narrated(store.messages(), formats.as_ref(), |narrator| {
                sums.iter()
                    .map(|sum| narrator.sum_view(sum))
                    .collect::<Vec<SumView>>()
            })
        })
    });
    let is_table = session.with_value(|s| s.dataset.events.is_empty());
    move || {
        let messages = store.messages();
        let text = messages.doubt;
        let sums = sums.get();
        if sums.is_empty() {
            return view! { <p>{text.no_figures}</p> }.into_any();
        }
        let note = if is_table {
            text.table_note
        } else {
            text.never_together
        };
        let sums = sums
            .into_iter()
            .map(|sum| one_sum(store, messages, sum))
            .collect_view();
        view! {
            <p class="muted">{note}</p>
            {sums}
        }
        .into_any()
    }
}

fn one_sum(store: Store, messages: Messages, sum: SumView) -> AnyView {
    let text = messages.doubt;
    let part = |heading: &'static str, taken: Taken| {
        let lines: Vec<SumLine> = sum.lines.iter().filter(|l| l.taken == taken).cloned().collect();
        (!lines.is_empty()).then(|| {
            let lines = lines
                .into_iter()
                .map(|line| one_line(store, messages, line))
                .collect_view();
            view! {
                <h5 class="sum-part">{heading}</h5>
                <ul class="sum-lines" role="list" aria-label=heading>
                    {lines}
                </ul>
            }
        })
    };
    let parts = [
        part(text.added, Taken::Added),
        part(text.added_once, Taken::Account),
        part(text.upper_end, Taken::UpperEnd),
        part(text.left_out, Taken::LeftOut),
    ];
    view! {
        <section class="sum" role="group" aria-label=sum.heading.clone()>
            <h4 class="sum-heading">{sum.heading.clone()}</h4>
            <p class="sum-total">{sum.total.clone()}</p>
            {sum.without.clone().map(|words| view! { <p class="muted">{words}</p> })}
            {parts.into_iter().collect_view()}
        </section>
    }
    .into_any()
}

fn one_line(store: Store, messages: Messages, line: SumLine) -> AnyView {
    let text = messages.doubt;
    let event = line.event.clone();
    let asked = RwSignal::new(false);
    let why = line.why.map(|why| {
        let question = if line.taken == Taken::LeftOut {
            text.why_not
        } else {
            text.why_upper
        };
        if matches!(line.taken, Taken::Added | Taken::Account) {
            return view! { <p class="muted">{why}</p> }.into_any();
        }
        view! {
            <button
                type="button"
                class="link"
                aria-expanded=move || asked.get().to_string()
                on:click=move |_| asked.update(|asked| *asked = !*asked)
            >
                {question}
            </button>
            {move || asked.get().then(|| view! { <p class="sum-why">{why.clone()}</p> })}
        }
        .into_any()
    });
    view! {
        <li>
            <p class="sum-figure" dir="auto">
                {line.figure}
            </p>
            <button
                type="button"
                class="link sum-source"
                on:click=move |_| store.dispatch(Msg::SelectEvent(Some(event.clone())))
            >
                {line.source}
            </button>
            " "
            {why}
        </li>
    }
    .into_any()
}
