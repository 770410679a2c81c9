//! What can be opened above the list of events: sums, incidents, publishers.

use super::figures::FiguresPanel;
use super::incidents::IncidentsPanel;
use super::publishers::PublishersPanel;
use crate::later;
use crate::session::SessionValue;
use crate::store::Store;
use chronotope_core::messages::Formats;
use chronotope_core::state::{Msg, Panel};
use leptos::prelude::*;
use std::rc::Rc;

/// What a panel is made from.
#[derive(Clone, Copy)]
pub(crate) struct Source {
    pub store: Store,
    pub session: SessionValue,
    pub revision: Signal<u64>,
    pub formats: Signal<Rc<dyn Formats>, LocalStorage>,
}

/// What is in a panel, for `later`.
pub(crate) fn panel_view(source: Source, panel: Panel) -> AnyView {
    match panel {
        Panel::Figures => view! { <FiguresPanel source /> }.into_any(),
        Panel::Incidents => view! { <IncidentsPanel source /> }.into_any(),
        Panel::Publishers => view! { <PublishersPanel source /> }.into_any(),
    }
}

/// Buttons that open a panel each, one at a time, and the opened one.
#[component]
pub(super) fn Panels(
    store: Store,
    session: SessionValue,
    revision: Signal<u64>,
    formats: Signal<Rc<dyn Formats>, LocalStorage>,
    prefix: StoredValue<String>,
) -> impl IntoView {
    let source = Source {
        store,
        session,
        revision,
        formats,
    };
    let text = move || store.messages().doubt;
    let name = move |panel: Panel| match panel {
        Panel::Figures => text().panel_figures,
        Panel::Incidents => text().panel_incidents,
        Panel::Publishers => text().panel_publishers,
    };
    let id = prefix.with_value(|prefix| format!("{prefix}panel"));
    let has_events = session.with_value(|s| !s.dataset.events.is_empty());
    let buttons = Panel::ALL
        .into_iter()
        .filter(|panel| has_events || *panel == Panel::Figures)
        .map(|panel| {
            let id = id.clone();
            let is_open = move || store.panel.get() == Some(panel);
            view! {
                <button
                    type="button"
                    class="button"
                    aria-expanded=move || is_open().to_string()
                    aria-controls=id
                    on:click=move |_| store.dispatch(Msg::SetPanel((!is_open()).then_some(panel)))
                >
                    {move || name(panel)}
                </button>
            }
        })
        .collect_view();
    let opened = move || {
        let panel = store.panel.get()?;
        let body = later::tool(store.lang, move |tools| (tools.panel)(source, panel));
        Some(view! {
            <section class="panel" role="region" aria-label=name(panel)>
                {body}
            </section>
        })
    };
    view! {
        <div class="panel-bar" role="group" aria-label=move || text().panels>
            {buttons}
        </div>
        <div id=id>{opened}</div>
    }
}
