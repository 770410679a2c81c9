//! What each publisher reports that others do not.

use super::panel::Source;
use crate::session::Among;
use chronotope_core::scene::reports::PublisherView;
use chronotope_core::state::{Facet, Msg};
use leptos::prelude::*;

/// What each publisher reports in the present view.
#[component]
pub(super) fn PublishersPanel(source: Source) -> impl IntoView {
    let Source {
        store,
        session,
        revision,
        formats,
    } = source;
    let publishers = Memo::new(move |_| {
        revision.track();
        let formats = formats.get();
        let (focus, filters, ties) = (store.focus.get(), store.filters.get(), store.ties.get());
        session.with_value(|session| {
            let told = session.told(&session.shown_rows(Among::Incidents, &focus));
            let incidents = session.incidents_of(&ties);
            session.scoped(&focus, &filters, |scope| {
                session.narrated(store.messages(), formats.as_ref(), |narrator| {
                    narrator.publishers(&told, &incidents, scope, &|kind| session.is_violence(kind))
                })
            })
        })
    });
    let one = move |publisher: PublisherView| {
        let label = publisher.name.clone();
        let PublisherView {
            id,
            name,
            events,
            alone,
            shared,
            contradicted,
            perhaps,
            sides,
            places,
            figures,
        } = publisher;
        let lines = [
            Some(events),
            Some(alone),
            shared,
            contradicted,
            perhaps,
            sides,
            figures,
            places,
        ];
        let lines = lines
            .into_iter()
            .flatten()
            .map(|words| view! { <li dir="auto">{words}</li> })
            .collect_view();
        view! {
            <section class="sum" role="group" aria-label=label>
                <h4 class="sum-heading">
                    <button
                        type="button"
                        class="link"
                        on:click=move |_| store.dispatch(Msg::ToggleFilter(Facet::Publisher, id.clone()))
                    >
                        {name}
                    </button>
                </h4>
                <ul class="sum-lines" role="list">
                    {lines}
                </ul>
            </section>
        }
    };
    move || {
        let publishers = publishers.get();
        if publishers.is_empty() {
            return view! { <p>{store.messages().doubt.publishers_none}</p> }.into_any();
        }
        publishers.into_iter().map(one).collect_view().into_any()
    }
}
