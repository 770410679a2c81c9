//! [`own_events`]: events that were saved as CSV here, as the events that they were.
//!
//! Read as any other table, such a file would lose what its kinds count as, all places but the first, all figures but
//! deaths and the ties between events. Either every row of it is understood, or none is taken: then it is read as a
//! table like any other, and each fault is told.

use super::Format;
use super::layout::first_records;
use super::sniff::BOM;
use crate::dataset::{CountsAs, Dataset, Group, KindInfo, Localized, Manifest, Shape};
use crate::event::{
    Basis, Event, EventPlace, Evidence, Figure, Link, LinkKind, Modality, Object, Party, Precision, Report,
    Role, Status, Sum, Unit,
};
use crate::gazetteer::{Gazetteer, Place, PlaceKind};
use crate::geo::LonLat;
use crate::time::{Day, Extent, Membership, When};
use crate::write::cell::unguarded;
use crate::write::{
    BEFORE_NOTE, BETWEEN, CREDIT, Choices, Credit, Picked, Selection, events_project, only_figure,
};
use std::collections::HashSet;

/// Columns that every such file has, whatever was left out of it.
const ALWAYS: [&str; 8] = [
    "id",
    "kind",
    "modality",
    "date_edtf",
    "in_selected_dates",
    "place_role",
    "figures",
    "links",
];
/// Measures whose columns are called otherwise.
const RENAMED: (&str, &str) = ("deaths", "killed");
/// Kilometres to a degree.
const DEGREE_KM: f32 = 111.0;

/// Whether a table with this header was saved here as events.
pub fn is_own_events(header: &[String]) -> bool {
    let has = |name: &&str| header.iter().any(|column| column == name);
    ALWAYS.iter().all(has) && CREDIT.iter().all(has)
}

/// The project's own JSON of a CSV (UTF-8) that was saved here; `None` if some row cannot be taken for the event that
/// it was. Places that `known` has need no position of their own. O(bytes).
pub fn own_events(file: &str, csv: &[u8], known: &Gazetteer) -> Option<String> {
    let csv = csv.strip_prefix(BOM).unwrap_or(csv);
    let Ok(Format::Delimited { delimiter }) = Format::sniff(csv) else {
        return None;
    };
    let mut records = first_records(csv, true, delimiter, usize::MAX).into_iter();
    let header = records.next().filter(|header| is_own_events(header))?;
    let mut found = Found {
        known,
        places: Vec::new(),
        manifest: Manifest {
            events: file.to_owned(),
            gazetteer: ["places", "regions"]
                .map(|name| format!("../gazetteer/{name}.geojson"))
                .into(),
            basemap: "../gazetteer/basemap/".to_owned(),
            ..Manifest::default()
        },
        reports: Vec::new(),
    };
    let mut credit = Credit::default();
    let mut events: Vec<Event> = Vec::new();
    let mut ids = HashSet::new();
    for mut cells in records {
        if cells.len() != header.len() {
            return None;
        }
        for cell in &mut cells {
            *cell = unguarded(cell).to_owned();
        }
        let row = Row {
            header: &header,
            cells: &cells,
        };
        if events.is_empty() {
            [credit.title, credit.attribution, credit.licence, credit.view] =
                ["data_set", "attribution", "licence", "view"].map(|name| row.text(name));
        }
        let event = found.event(&row)?;
        if !ids.insert(event.id.clone()) {
            return None;
        }
        events.push(event);
    }
    found.manifest.title.en.clone_from(&credit.title);
    found.manifest.attribution.clone_from(&credit.attribution);
    found.manifest.licence.clone_from(&credit.licence);
    let dataset = Dataset::new(found.manifest, (found.reports, Vec::new()), (events, Vec::new()));
    let picked = dataset.events.iter().map(|event| Picked {
        event,
        membership: Membership::Definite,
    });
    Some(events_project(Selection {
        dataset: &dataset,
        gazetteer: &Gazetteer::from_places(found.places),
        picked: &picked.collect::<Vec<_>>(),
        credit: &credit,
        choices: &Choices::default(),
    }))
}

/// A cell that holds neither nothing nor what its column says.
#[derive(Debug, Clone, Copy)]
struct NotAsWritten;

/// A row, by the names of its columns.
struct Row<'a> {
    header: &'a [String],
    cells: &'a [String],
}

impl<'a> Row<'a> {
    fn get(&self, name: &str) -> &'a str {
        let at = self.header.iter().position(|column| column == name);
        at.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }

    fn text(&self, name: &str) -> String {
        self.get(name).to_owned()
    }

    /// What stands in a cell, if something does.
    fn maybe(&self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// The things in a cell, each as it was written.
    fn items(&self, name: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.get(name).split(BETWEEN[0]).filter(|item| !item.is_empty())
    }

    fn number(&self, name: &str) -> Result<Option<f64>, NotAsWritten> {
        number(self.get(name))
    }

    fn flag(&self, name: &str) -> Option<bool> {
        match self.get(name) {
            "" => Some(false),
            word => word.eq_ignore_ascii_case("true").then_some(true),
        }
    }

    fn date(&self, name: &str) -> Result<Option<When>, NotAsWritten> {
        match self.get(name) {
            "" => Ok(None),
            edtf => When::parse(edtf, Extent::Within)
                .map(Some)
                .map_err(|_| NotAsWritten),
        }
    }
}

/// What the rows bring beside events.
struct Found<'a> {
    known: &'a Gazetteer,
    places: Vec<Place>,
    manifest: Manifest,
    reports: Vec<Report>,
}

impl Found<'_> {
    fn event(&mut self, row: &Row<'_>) -> Option<Event> {
        let [id, report, kind] = ["id", "report", "kind"].map(|name| row.text(name));
        if id.is_empty() || kind.is_empty() {
            return None;
        }
        self.kind(&kind, row)?;
        self.report(&report, row)?;
        let mut event = Event {
            id,
            report,
            kind,
            modality: Modality::parse(row.get("modality"))?,
            when: when(row).ok()?,
            when_basis: row.text("date_basis"),
            places: self.places(row)?,
            actors: parties(row, "actor")?,
            targets: parties(row, "target")?,
            objects: row.items("objects").map(object).collect(),
            weapon: row.maybe("weapon"),
            figures: row.items("figures").map(figure).collect::<Option<_>>()?,
            said_by: row.items("said_by").map(chain).collect(),
            links: row.items("links").map(link).collect::<Option<_>>()?,
            evidence: row.items("evidence").map(passage).collect::<Option<_>>()?,
            background: row.flag("background")?,
            graphic: row.flag("graphic")?,
            sensitive: row.flag("sensitive")?,
            note: row.maybe("note"),
            summary: row.text("summary"),
            coded_by: row.text("coded_by"),
            coded_on: row.text("coded_on"),
        };
        bounds(row, &mut event)?;
        Some(event)
    }

    /// Learns what the manifest says of a kind, from its first row.
    fn kind(&mut self, kind: &str, row: &Row<'_>) -> Option<()> {
        let name = row.text("kind_group");
        if name.is_empty() || self.manifest.kinds.contains_key(kind) {
            return Some(());
        }
        let mut words = row.get("kind_mark").split(' ');
        let shape = Shape::parse(words.next()?)?;
        let slot = words.next()?.parse().ok()?;
        let named = |en: String| Localized {
            en,
            ar: String::new(),
        };
        let groups = &mut self.manifest.groups;
        let is_it = |group: &Group| group.name.en == name && group.slot == slot;
        let group = groups.iter().position(is_it).unwrap_or_else(|| {
            groups.push(Group {
                id: name.clone(),
                name: named(name.clone()),
                shape,
                slot,
            });
            groups.len() - 1
        });
        let info = KindInfo {
            name: named(row.text("kind_name")),
            group,
            counts_as: CountsAs::parse(row.get("counts_as"))?,
        };
        self.manifest.kinds.insert(kind.to_owned(), info);
        Some(())
    }

    /// Learns of a report from its first row.
    fn report(&mut self, id: &str, row: &Row<'_>) -> Option<()> {
        if self.reports.iter().any(|known| known.id == id) {
            return Some(());
        }
        self.reports.push(Report {
            id: id.to_owned(),
            publisher: row.text("publisher"),
            title: row.text("report_title"),
            language: row.text("report_language"),
            published: row.date("report_published").ok()?,
            published_basis: String::new(),
            covers: row.date("report_covers").ok()?,
            url: row.maybe("report_url"),
            source_file: None,
            sha256: row.maybe("report_sha256"),
        });
        Some(())
    }

    fn places(&mut self, row: &Row<'_>) -> Option<Vec<EventPlace>> {
        let mut places = Vec::new();
        if !row.get("place_role").is_empty() {
            let [lat, lon] = [row.number("lat").ok()?, row.number("lon").ok()?];
            let grid = row.get("coordinates_rounded_to").trim_end_matches('°');
            let (name, id) = (row.get("place"), row.maybe("place_id"));
            places.push(EventPlace {
                toponym: row.text("toponym"),
                place: self.place(name, id, lat.zip(lon), row.get("admin1"), grid).ok()?,
                role: Role::parse(row.get("place_role"))?,
                precision: Precision::parse(row.get("place_precision"))?,
            });
        }
        for item in row.items("other_places") {
            let (name, told) = item.strip_suffix(')')?.rsplit_once(BEFORE_NOTE)?;
            let mut told = told.split(BETWEEN[2]);
            let id = told.next().filter(|id| !id.is_empty()).map(unbound);
            let (role, precision) = (Role::parse(told.next()?)?, Precision::parse(told.next()?)?);
            let (mut at, mut toponym) = (None, unbound(name));
            for more in told {
                if let Some(written) = more.strip_prefix("written ") {
                    toponym = unbound(written);
                } else {
                    let (lat, lon) = more.split_once(' ')?;
                    at = number(lat).ok()?.zip(number(lon).ok()?);
                }
            }
            let grid = row.get("coordinates_rounded_to").trim_end_matches('°');
            places.push(EventPlace {
                toponym,
                place: self.place(&unbound(name), id, at, "", grid).ok()?,
                role,
                precision,
            });
        }
        Some(places)
    }

    /// The id of a place, which is remembered if the gazetteer does not have it so.
    fn place(
        &mut self,
        name: &str,
        id: Option<String>,
        at: Option<(f64, f64)>,
        admin1: &str,
        grid: &str,
    ) -> Result<Option<String>, NotAsWritten> {
        let Some((lat, lon)) = at else {
            return Ok(id);
        };
        let point = LonLat::new(lon, lat).ok_or(NotAsWritten)?;
        // Without a name its position names it.
        let id = id.unwrap_or_else(|| format!("{lat}, {lon}"));
        let known = self.known.by_id(&id);
        let is_same = |a: LonLat| (a.lon - lon).abs() < 1e-5 && (a.lat - lat).abs() < 1e-5;
        let is_known = known
            .and_then(crate::gazetteer::PlaceView::point)
            .is_some_and(is_same);
        if !is_known && !self.places.iter().any(|place| place.id == id) {
            let name = if name.is_empty() { id.as_str() } else { name };
            let new = || Place::new(&id, name, PlaceKind::Village);
            let mut place = known.map_or_else(new, crate::gazetteer::PlaceView::to_place);
            place.point = Some(point);
            if !admin1.is_empty() {
                place.admin1 = Some(admin1.to_owned());
            }
            if let Ok(degrees) = grid.parse::<f32>() {
                place.precision_km = Some(degrees * DEGREE_KM);
            }
            self.places.push(place);
        }
        Ok(Some(id))
    }
}

/// When it happened, with the days that bound it.
fn when(row: &Row<'_>) -> Result<Option<When>, NotAsWritten> {
    let edtf = row.get("date_edtf");
    let bounds = ["date_start", "date_end"].map(|name| row.get(name));
    if edtf.is_empty() {
        return if bounds == [""; 2] {
            Ok(None)
        } else {
            Err(NotAsWritten)
        };
    }
    let extent = match row.get("extent") {
        "within" => Extent::Within,
        "throughout" => Extent::Throughout,
        _ => return Err(NotAsWritten),
    };
    let when = When::parse(edtf, extent).map_err(|_| NotAsWritten)?;
    let mut days = [None; 2];
    for (day, text) in days.iter_mut().zip(bounds) {
        if !text.is_empty() {
            *day = Some(Day::parse_iso(text).ok_or(NotAsWritten)?);
        }
    }
    let [first, last] = days;
    if first.zip(last).is_some_and(|(first, last)| first > last) {
        return Err(NotAsWritten);
    }
    Ok(Some(when.bounded(first, last)))
}

/// The parties of a side, with what is noted of them.
fn parties(row: &Row<'_>, side: &str) -> Option<Vec<Party>> {
    let of_side = |note: &&str| note.split_once(' ').is_some_and(|(word, _)| word == side);
    let mut notes = row.items("party_notes").filter(of_side).peekable();
    let mut parties = Vec::new();
    for name in row.items(side) {
        let mut party = Party {
            name: unbound(name),
            as_written: None,
            basis: Basis::Stated,
        };
        // They come in the order of the parties.
        let told = notes.peek().and_then(|note| {
            let note = note.get(side.len() + 1..)?.strip_suffix(')')?;
            let (noted, told) = note.rsplit_once(BEFORE_NOTE)?;
            (noted == name).then_some(told)
        });
        if let Some(told) = told {
            notes.next();
            for word in told.split(BETWEEN[2]) {
                match word.strip_prefix("written ") {
                    Some(written) => party.as_written = Some(unbound(written)),
                    None => party.basis = Basis::parse(word)?,
                }
            }
        }
        parties.push(party);
    }
    notes.next().is_none().then_some(parties)
}

fn object(item: &str) -> Object {
    let parts = item
        .strip_suffix(')')
        .and_then(|item| item.rsplit_once(BEFORE_NOTE));
    let (kind, damage) = parts.map_or((item, None), |(kind, damage)| (kind, Some(unbound(damage))));
    Object {
        kind: unbound(kind),
        damage,
    }
}

fn chain(item: &str) -> Vec<String> {
    item.split(BETWEEN[1]).map(unbound).collect()
}

fn link(item: &str) -> Option<Link> {
    let (kind, event) = item.split_once(' ')?;
    Some(Link {
        kind: LinkKind::parse(kind)?,
        event: event.to_owned(),
    })
}

fn passage(item: &str) -> Option<Evidence> {
    let (paragraph, rest) = item.strip_prefix("paragraph ")?.split_once(BETWEEN[2])?;
    let (range, supports) = rest.split_once(':')?;
    let (start, end) = range.split_once('-')?;
    Some(Evidence {
        paragraph: paragraph.parse().ok()?,
        start: start.parse().ok()?,
        end: end.parse().ok()?,
        supports: supports.split_whitespace().map(str::to_owned).collect(),
    })
}

/// `killed 5 (4 to 7) person, civilian, children, at gn1, as of 2019-03, said by A > B, may be added: no, within e1`.
fn figure(item: &str) -> Option<Figure> {
    let mut words = item.split(BETWEEN[2]);
    let (amount, unit) = words.next()?.rsplit_once(' ')?;
    let status = Status::parse(words.next()?)?;
    let (amount, range) = match amount.strip_suffix(')') {
        Some(amount) => amount.rsplit_once(BEFORE_NOTE)?,
        None => (amount, ""),
    };
    let (measure, best) = if let Some(measure) = amount.strip_suffix(" not stated exactly") {
        (measure, None)
    } else {
        let (measure, best) = amount.rsplit_once(' ')?;
        (measure, Some(best.parse::<f64>().ok()?))
    };
    let (low, high) = match range.strip_prefix("at least ") {
        Some(low) => (low.parse().ok()?, None),
        None if range.is_empty() => (best?, best),
        None => {
            let (low, high) = range.split_once(" to ")?;
            (low.parse().ok()?, Some(high.parse::<f64>().ok()?))
        }
    };
    let mut figure = Figure {
        measure: unbound(measure),
        low,
        best,
        high,
        unit: Unit::parse(unit)?,
        who: None,
        status,
        place: None,
        as_of: None,
        said_by: Vec::new(),
        sum: Sum::Maybe,
        within: None,
    };
    for word in words {
        if let Some(place) = word.strip_prefix("at ") {
            figure.place = Some(unbound(place));
        } else if let Some(day) = word.strip_prefix("as of ") {
            figure.as_of = Some(unbound(day));
        } else if let Some(speakers) = word.strip_prefix("said by ") {
            figure.said_by = chain(speakers);
        } else if let Some(sum) = word.strip_prefix("may be added: ") {
            figure.sum = Sum::parse(sum)?;
        } else if let Some(event) = word.strip_prefix("within ") {
            figure.within = Some(event.to_owned());
        } else if figure.who.replace(unbound(word)).is_some() {
            return None;
        }
    }
    Some(figure)
}

/// The columns of measures say the same as the words, or somebody has mended them: then they hold. `None` if they say
/// what cannot be.
fn bounds(row: &Row<'_>, event: &mut Event) -> Option<()> {
    for column in row.header {
        let Some(name) = column.strip_suffix("_low") else {
            continue;
        };
        let [low, best, high] = ["low", "best", "high"].map(|bound| row.number(&format!("{name}_{bound}")));
        let (low, best, high) = (low.ok()?, best.ok()?, high.ok()?);
        let Some(low) = low else { continue };
        let measure = if name == RENAMED.0 { RENAMED.1 } else { name };
        let meant = only_figure(event, measure)?;
        let at = event
            .figures
            .iter()
            .position(|figure| std::ptr::eq(figure, meant))?;
        let figure = event.figures.get_mut(at)?;
        // Of one number no best need be told.
        let is_one = best.is_none() && high == Some(low) && figure.best == high;
        (figure.low, figure.high) = (low, high);
        if !is_one {
            figure.best = best;
        }
        let in_order = low >= 0.0 && best.is_none_or(|best| best >= low);
        if !in_order || high.is_some_and(|high| high < best.unwrap_or(low)) {
            return None;
        }
    }
    Some(())
}

/// A number or nothing.
fn number(text: &str) -> Result<Option<f64>, NotAsWritten> {
    if text.is_empty() {
        return Ok(None);
    }
    let number: f64 = text.parse().map_err(|_| NotAsWritten)?;
    if number.is_finite() {
        Ok(Some(number))
    } else {
        Err(NotAsWritten)
    }
}

/// An item as it was before it stood among others.
fn unbound(item: &str) -> String {
    let mut text = item.to_owned();
    for mark in BETWEEN.into_iter().chain([BEFORE_NOTE]) {
        text = text.replace(&mark.replace(' ', "\u{a0}"), mark);
    }
    text
}
