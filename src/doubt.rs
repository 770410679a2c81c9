//! What a session can say of how far its claims carry: sums, incidents, searches.

use crate::session::{Among, Session};
use chronotope_core::dataset::CountsAs;
use chronotope_core::event::{Event, Modality};
use chronotope_core::gazetteer::{PlaceKind, PlaceView};
use chronotope_core::incidents::{Incidents, Suggestion, Whereabouts, suggest};
use chronotope_core::query::{RowRef, RowSet, Scope};
use chronotope_core::scene::status::Count;
use chronotope_core::search::{Asked, Finder, PlaceAnswer, PlaceNames, Searched};
use chronotope_core::state::{CountBy, Facet, Filters, Focus, Lang, TieDecision};
use chronotope_core::sums::{Sum, SumScope, Told, counting, sums, table_sums};
use chronotope_core::table::Dim;
use chronotope_core::time::{Membership, TimeWindow};
use std::rc::Rc;

impl Session {
    fn place_names(&self) -> &PlaceNames {
        self.place_names.get_or_init(|| PlaceNames::new(&self.gazetteer))
    }

    fn searched(&self) -> Searched<'_> {
        Searched {
            dataset: &self.dataset,
            table: &self.table,
            gazetteer: &self.gazetteer,
            places: self.place_names(),
            inside: self.inside.get().map_or(&[][..], Vec::as_slice),
            bounds: self.bounds.time,
            texts: &self.texts,
        }
    }

    fn finder(&self) -> &Finder {
        self.search.get_or_init(|| Finder::new(self.searched()))
    }

    /// What a search asks for.
    pub(crate) fn asked(&self, text: &str) -> Rc<Asked> {
        let has_texts = self.texts.get().is_some();
        let is_last = |last: &&(String, bool, Rc<Asked>)| last.0 == text && last.1 == has_texts;
        if let Some((_, _, asked)) = self.last_asked.borrow().as_ref().filter(is_last) {
            return Rc::clone(asked);
        }
        let asked = Rc::new(self.finder().asked(self.searched(), text));
        *self.last_asked.borrow_mut() = Some((text.to_owned(), has_texts, Rc::clone(&asked)));
        asked
    }

    /// The rows that a search finds; but for one of its parts, if one is given.
    pub(crate) fn found(&self, asked: &Asked, but_for: Option<usize>) -> RowSet {
        self.finder().rows(self.searched(), asked, but_for)
    }

    /// The words of a search that stand in texts, to be marked there.
    pub(crate) fn words_to_mark(&self, text: &str) -> String {
        let mut words = String::new();
        for part in &self.asked(text).parts {
            words.push_str(&part.words);
            words.push(' ');
        }
        words
    }

    /// Events grouped into incidents, by the data and by what the reader has said.
    pub(crate) fn incidents_of(&self, ties: &[TieDecision]) -> Incidents {
        let accepted: Vec<(String, String)> = ties
            .iter()
            .filter(|tie| tie.accepted)
            .map(|tie| (tie.a.clone(), tie.b.clone()))
            .collect();
        Incidents::new(&self.dataset.events, &accepted)
    }

    /// The rows of the view that lie in the window: of the place or report in focus.
    pub(crate) fn shown_rows(&self, among: Among, focus: &Focus) -> Vec<RowRef> {
        let rows = |any_of| self.rows(among, any_of, Scope::InWindow, usize::MAX);
        match focus {
            Focus::None => rows(None),
            Focus::Report(id) => {
                let code = self.table.code_of(Dim::Report, id).unwrap_or(u32::MAX);
                rows(Some((Dim::Report, code)))
            }
            Focus::Places(ids) => {
                let codes = ids.iter().filter_map(|id| self.place_code(id));
                let mut all: Vec<RowRef> = codes.flat_map(|code| rows(Some((Dim::Mark, code)))).collect();
                chronotope_core::sort::by_key(&mut all, |r| r.row);
                all.dedup_by_key(|r| r.row);
                all
            }
        }
    }

    /// True if all of some days that the timeline can show lie in the window.
    fn is_in_window(&self, days: TimeWindow) -> bool {
        let shown = days.intersection(self.bounds.time);
        shown.intersection(self.all_events().borrow().window()) == shown
    }

    /// The events of the view in the window.
    pub(crate) fn told(&self, rows: &[RowRef]) -> Vec<Told<'_>> {
        let told = rows.iter().filter_map(|r| {
            Some(Told {
                record: self.table.record(r.row),
                event: self.event(r.row)?,
                surely: r.membership == Membership::Definite,
                reaches_beyond: self
                    .table
                    .hull(r.row)
                    .is_some_and(|hull| !self.is_in_window(hull)),
                may_give: matches!(
                    self.counts_as(self.table.label(Dim::Kind, self.table.kind(r.row))),
                    CountsAs::Violence | CountsAs::Movement
                ),
            })
        });
        told.collect()
    }

    /// Sums of the figures of a view.
    pub(crate) fn sums(&self, focus: &Focus, filters: &Filters, ties: &[TieDecision]) -> Vec<Sum> {
        let rows = self.shown_rows(Among::All, focus);
        self.sums_of(&rows, focus, filters, ties, None)
    }

    /// Sums of the figures of some rows; only of those that count somebody, if they are given.
    pub(crate) fn sums_of(
        &self,
        rows: &[RowRef],
        focus: &Focus,
        filters: &Filters,
        ties: &[TieDecision],
        who: Option<&str>,
    ) -> Vec<Sum> {
        if self.dataset.events.is_empty() {
            let is_whole = |row: u32| self.table.hull(row).is_none_or(|hull| self.is_in_window(hull));
            let rows: Vec<(u32, bool)> = rows
                .iter()
                .map(|r| (r.row, r.membership == Membership::Definite && is_whole(r.row)))
                .collect();
            return table_sums(&self.table, &rows);
        }
        let incidents = self.incidents_of(ties);
        let told = self.told(rows);
        let Some(who) = who else {
            return self.scoped(focus, filters, |scope| sums(&told, &incidents, scope));
        };
        let own: Vec<Event> = told.iter().map(|t| counting(t.event, who)).collect();
        let told: Vec<Told<'_>> = told
            .iter()
            .zip(&own)
            .map(|(t, event)| Told { event, ..*t })
            .collect();
        let mut found = self.scoped(focus, filters, |scope| sums(&told, &incidents, scope));
        found.retain(|sum| !sum.measure.is_empty());
        found
    }

    /// What a view is about, for its sums.
    pub(crate) fn scoped<T>(
        &self,
        focus: &Focus,
        filters: &Filters,
        sum: impl FnOnce(&SumScope<'_>) -> T,
    ) -> T {
        let mut places: Vec<String> = match focus {
            Focus::Places(ids) => ids.clone(),
            Focus::None | Focus::Report(_) => Vec::new(),
        };
        let asked = self.asked_places(filters);
        places.extend(asked);
        if places.is_empty() {
            places.extend(filters.values.get(&Facet::Place).into_iter().flatten().cloned());
        }
        let areas: Vec<String> = filters
            .values
            .get(&Facet::Admin1)
            .into_iter()
            .flatten()
            .cloned()
            .collect();
        let scope = SumScope {
            places: &places,
            areas: &areas,
            areas_of: &|id| self.areas_of(id),
            division: &|id| {
                let view = self.gazetteer.by_id(id)?;
                match view.kind() {
                    PlaceKind::Governorate => view.admin1(),
                    PlaceKind::Country => view.country(),
                    _ => None,
                }
                .map(str::to_owned)
            },
        };
        sum(&scope)
    }

    /// The places that the search asks for, unless one is an area of which it is not known what lies in it.
    fn asked_places(&self, filters: &Filters) -> Vec<String> {
        if filters.text.trim().is_empty() {
            return Vec::new();
        }
        let asked = self.asked(&filters.text);
        let is_open = |id: &str| {
            let view = self.gazetteer.by_id(id);
            view.is_none_or(|view| {
                let is_division = matches!(view.kind(), PlaceKind::Governorate | PlaceKind::Country);
                view.kind().is_area() && !is_division
            })
        };
        if asked.places().any(is_open) {
            return Vec::new();
        }
        asked.places().map(str::to_owned).collect()
    }

    /// The divisions in which a place lies, as the area filter names them.
    fn areas_of(&self, id: &str) -> Vec<String> {
        let Some(view) = self.gazetteer.by_id(id) else {
            return Vec::new();
        };
        let admin1 = view.admin1().unwrap_or_default();
        let district = view.admin2().map(|district| format!("{admin1} › {district}"));
        let country = view.country().map(str::to_owned);
        std::iter::once(admin1.to_owned())
            .chain(district)
            .chain(country)
            .collect()
    }

    /// True if events of a kind count as violence.
    pub(crate) fn is_violence(&self, kind: &str) -> bool {
        self.counts_as(kind) == CountsAs::Violence
    }

    fn counts_as(&self, kind: &str) -> CountsAs {
        let info = self.dataset.manifest.kinds.get(kind);
        info.map(|info| info.counts_as).unwrap_or_default()
    }

    /// Events of violence and movement in the window, counted otherwise than one by one.
    pub(crate) fn counted_by(&self, by: CountBy, ties: &[TieDecision]) -> Count {
        let rows = self.shown_rows(Among::Incidents, &Focus::None);
        let is_counted = |kind: &str| matches!(self.counts_as(kind), CountsAs::Violence | CountsAs::Movement);
        self.regrouped(by, ties, &rows, &is_counted)
    }

    /// Rows of some kinds, counted as incidents or reports.
    pub(crate) fn regrouped(
        &self,
        by: CountBy,
        ties: &[TieDecision],
        rows: &[RowRef],
        is_counted: &dyn Fn(&str) -> bool,
    ) -> Count {
        let incidents = self.incidents_of(ties);
        let mut seen: Vec<(u32, bool)> = Vec::new();
        for row in rows {
            if !is_counted(self.table.label(Dim::Kind, self.table.kind(row.row))) {
                continue;
            }
            let key = match by {
                CountBy::Reports => self.table.codes(Dim::Report, row.row).next().unwrap_or(u32::MAX),
                CountBy::Incidents if !self.dataset.events.is_empty() => {
                    incidents.of(self.table.record(row.row))
                }
                _ => row.row,
            };
            seen.push((key, row.membership != Membership::Definite));
        }
        // Definite ones first: what some event surely tells is told surely.
        seen.sort_unstable();
        seen.dedup_by_key(|(key, _)| *key);
        let possible = seen.iter().filter(|(_, possible)| *possible).count() as u32;
        Count {
            definite: seen.len() as u32 - possible,
            possible,
        }
    }

    /// True if a row is said to have happened; data that does not speak of modality says so of everything.
    pub(crate) fn is_incident(&self, row: u32) -> bool {
        self.table
            .codes(Dim::Modality, row)
            .all(|code| Modality::from_code(code).is_none_or(Modality::marks))
    }

    /// The district and governorate in which a place lies, to tell places of one name apart.
    pub(crate) fn area_words(&self, id: &str, lang: Lang) -> Option<String> {
        let own = self.gazetteer.by_id(id).filter(|view| !view.kind().is_area())?;
        let (admin1, admin2) = (own.admin1(), own.admin2());
        // In Arabic as the gazetteer names the areas themselves, where it does.
        let shown = |kind: PlaceKind, name: &str| {
            let views = self.gazetteer.iter().map(|(_, view)| view);
            let is_it = |view: &PlaceView<'_>| {
                let own_name = if kind == PlaceKind::District {
                    view.admin2()
                } else {
                    view.admin1()
                };
                view.kind() == kind && view.admin1() == admin1 && own_name == Some(name)
            };
            let known = views
                .filter(|_| lang == Lang::Ar)
                .find(is_it)
                .and_then(PlaceView::name_ar);
            known.unwrap_or(name).to_owned()
        };
        let district = admin2.map(|name| shown(PlaceKind::District, name));
        let governorate = admin1.map(|name| shown(PlaceKind::Governorate, name));
        let parts: Vec<String> = district.into_iter().chain(governorate).collect();
        let apart = if lang == Lang::Ar { "، " } else { ", " };
        (!parts.is_empty()).then(|| parts.join(apart))
    }

    /// True if settlements of the data lie in an area as it is drawn.
    pub(crate) fn has_inside(&self, id: &str) -> bool {
        self.inside
            .get()
            .is_some_and(|all| all.iter().any(|(area, _)| area == id))
    }

    /// What the reports say of a place.
    pub(crate) fn place_answer(&self, id: &str) -> PlaceAnswer {
        let inside = self.inside.get().map_or(&[][..], Vec::as_slice);
        let is_inside = |place: &str| inside.iter().any(|(area, own)| area == id && own == place);
        PlaceAnswer::of(
            id,
            &self.dataset.events,
            &|kind| self.is_violence(kind),
            &is_inside,
        )
    }

    /// The governorate of a settlement, and how many more events of violence are placed in it or a part of it than at the
    /// settlement.
    pub(crate) fn around(&self, id: &str) -> Option<(String, u32)> {
        let own = self.gazetteer.by_id(id).filter(|view| !view.kind().is_area())?;
        let admin1 = own.admin1()?;
        let holds = |place: &str| {
            let view = self.gazetteer.by_id(place);
            view.is_some_and(|view| view.kind().is_area() && view.admin1() == Some(admin1))
        };
        let is_around = |event: &&Event| {
            self.is_violence(&event.kind)
                && event.marks().any(|p| p.place.as_deref().is_some_and(holds))
                && !event.marks().any(|p| p.place.as_deref() == Some(id))
        };
        let events = self.dataset.events.iter().filter(is_around).count() as u32;
        let governorate = self
            .gazetteer
            .iter()
            .map(|(_, view)| view)
            .find(|view| view.kind() == PlaceKind::Governorate && view.admin1() == Some(admin1))?;
        Some((governorate.id().to_owned(), events))
    }

    /// Pairs of events that may be one incident, of which the reader has said nothing yet.
    pub(crate) fn suggestions(&self, ties: &[TieDecision]) -> Vec<Suggestion> {
        let manifest = &self.dataset.manifest;
        let group = |kind: &str| manifest.kinds.get(kind).map(|info| info.group);
        let locate = |id: &str| {
            let view = self.gazetteer.by_id(id)?;
            if view.kind().is_area() {
                return None;
            }
            Some(Whereabouts {
                point: view.point()?,
                radius_km: view.precision_km().map_or(1.0, f64::from),
            })
        };
        suggest(
            &self.dataset.events,
            &|a, b| group(a).is_some() && group(a) == group(b) && self.is_violence(a) && self.is_violence(b),
            &locate,
            &|a, b| ties.iter().any(|tie| tie.is_about(a, b)),
        )
    }

    /// Other places of the name by which an event names one of its places.
    pub(crate) fn namesakes(&self, event: &Event) -> Vec<(String, Vec<String>)> {
        let mut found = Vec::new();
        for place in &event.places {
            let Some(index) = place.place.as_deref().and_then(|id| self.gazetteer.index_of(id)) else {
                continue;
            };
            let others = self.place_names().namesakes(&place.toponym, index);
            let ids: Vec<String> = others
                .iter()
                .filter_map(|other| self.gazetteer.get(*other))
                .map(|view| view.id().to_owned())
                .collect();
            if !ids.is_empty() {
                found.push((place.toponym.clone(), ids));
            }
        }
        found
    }
}
