//! The reports of the first view: the first events in the selected dates, each with what it takes to read it.

use crate::first::First;
use crate::session::Among;
use chronotope_core::query::Scope;
use chronotope_core::scene::reports::Teller;
use chronotope_core::time::Membership;
use web_sys::Element;

/// Events that are read before anybody scrolls.
const MOST: usize = 12;

/// Draws the list into its pane.
pub(crate) fn draw(first: &First, into: &Element) {
    let (pen, session, lang) = (&first.pen, first.session, first.messages.lang);
    let text = first.messages.reports;
    let section = pen.html(
        into,
        "section",
        &[("class", "reports"), ("aria-label", text.region)],
    );
    let head = pen.html(&section, "div", &[("class", "reports-head")]);
    pen.text(&head, "h2", "reports-heading", text.all_events);
    pen.text(&section, "h3", "list-heading", text.in_window);
    let list = pen.html(&section, "ul", &[("class", "events"), ("role", "list")]);
    let names = |id: &str| session.place_name(id, lang);
    let teller = Teller {
        dataset: &session.dataset,
        lang,
        text,
        formats: &*first.formats,
        place_name: &names,
    };
    for row in session.rows(Among::Incidents, None, Scope::InWindow, MOST) {
        let Some(event) = session.event(row.row) else {
            continue;
        };
        let card = teller.brief(event);
        let slot = card.slot.to_string();
        let may_fall = row.membership == Membership::Possible;
        let class = if may_fall { "card is-possible" } else { "card" };
        let item = pen.html(&list, "li", &[]);
        let article = pen.html(&item, "article", &[("class", class), ("data-group", &slot)]);
        let when = pen.html(&article, "p", &[("class", "card-when")]);
        pen.text(&when, "time", "", &card.when);
        if may_fall {
            pen.text(&when, "span", "tag", text.may_fall);
        }
        let kind = pen.html(&article, "p", &[("class", "card-kind")]);
        pen.html(&kind, "span", &[("class", "kind-dot"), ("data-group", &slot)]);
        pen.text(&kind, "strong", "", &card.kind);
        pen.text(&kind, "span", "card-modality is-incident", &card.modality);
        let places = pen.html(&article, "ul", &[("class", "card-places")]);
        for place in &card.places {
            let mut words = vec![place.name.clone()];
            words.extend(place.qualifiers.iter().cloned());
            pen.text(&places, "li", "", &words.join(", "));
        }
        // What opens only when asked is not opened here.
        if !event.graphic {
            let summary = pen.text(&article, "p", "card-summary", &event.summary);
            crate::dom::set_attr(&summary, "dir", "auto");
            crate::dom::set_attr(&summary, "lang", "en");
        }
        if let Some(report) = session.dataset.report(&event.report) {
            let foot = pen.html(&article, "footer", &[("class", "card-report")]);
            pen.text(&foot, "cite", "", &teller.publisher(report));
            let published = format!(", {}", teller.published(report));
            pen.text(&foot, "span", "", &published);
        }
    }
}
