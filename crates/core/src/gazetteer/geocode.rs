//! The geocoder: from a name as written to the entry it names, with how sure, or an honest refusal.

use std::sync::Arc;

use super::candidates::{Found, Match, Tier, find};
use super::hints::{Divisions, Hints, Says};
use super::index::{NameIndex, Reading};
use super::phrase::{Meant, Phrase, Precision, parse_phrase};
use super::words;
use super::{Gazetteer, LonLat, PlaceClass, PlaceIndex, PlaceKind, PlaceView, fold};

/// What is asked: a name as written and whatever else is known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Query<'a> {
    /// The name as written, in Latin or Arabic letters, with or without words around it.
    pub toponym: &'a str,
    /// The first-level division it is said to lie in.
    pub admin1: Option<&'a str>,
    /// The second-level division it is said to lie in.
    pub admin2: Option<&'a str>,
    /// The country it is said to lie in: ISO 3166-1 code or English name.
    pub country: Option<&'a str>,
    /// Whether a settlement or an area is meant.
    pub kind: Meant,
    /// A point it is said to lie near.
    pub near: Option<LonLat>,
}

impl<'a> Query<'a> {
    /// A name and nothing else.
    pub fn named(toponym: &'a str) -> Self {
        Self {
            toponym,
            ..Self::default()
        }
    }
}

/// How sure a resolution is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// The name itself, but for case, marks and joins, of one entry only.
    Exact,
    /// Another spelling of the name of one entry only.
    Variant,
    /// Most probably this entry: a slip in a long name, or by far the largest of several.
    Likely,
    /// Several entries fit, or a hint speaks against the one that does.
    Ambiguous,
    /// Nothing fits.
    None,
}

impl Verdict {
    /// The word for the verdict in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Variant => "variant",
            Self::Likely => "likely",
            Self::Ambiguous => "ambiguous",
            Self::None => "none",
        }
    }

    /// Whether the first candidate may be used without asking.
    pub fn is_confident(self) -> bool {
        matches!(self, Self::Exact | Self::Variant | Self::Likely)
    }
}

/// What told an entry from others of its name, or speaks against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToldBy {
    /// It is the only one of the name.
    Alone,
    /// The country given.
    Country,
    /// The divisions given.
    Division,
    /// It is much nearer to the reference point.
    Distance,
    /// It is a settlement, the others are not.
    Kind,
    /// It has twenty times the people of the next.
    Size,
    /// Nothing: it is one of several.
    Nothing,
    /// It does not agree with a hint.
    Against,
}

/// Why an entry is a candidate.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    /// How the names compare.
    pub name: Match,
    /// The entry's name that was met.
    pub matched: String,
    /// What told it from others.
    pub told_by: ToldBy,
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = match self.name {
            Match::Letters => "same name",
            Match::Folded => "same name, spelled otherwise",
            Match::Spelling => "a spelling",
            Match::Scripts => "the same in the other alphabet",
            Match::Slip => "one letter off",
        };
        write!(f, "{name}: {}", self.matched)?;
        f.write_str(match self.told_by {
            ToldBy::Alone => "",
            ToldBy::Country => "; by country",
            ToldBy::Division => "; by division",
            ToldBy::Distance => "; the nearest",
            ToldBy::Kind => "; by kind",
            ToldBy::Size => "; by far the largest of that name",
            ToldBy::Nothing => "; one of several",
            ToldBy::Against => "; a hint speaks against it",
        })
    }
}

/// An entry that the name may stand for.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Which entry.
    pub place: PlaceIndex,
    /// From 0 to 1, for ranking; 1 is the name itself.
    pub score: f32,
    /// Why.
    pub why: Why,
}

/// What the geocoder says.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolution {
    /// How sure.
    pub verdict: Verdict,
    /// Best first. With [`Verdict::None`] these are names that come near, for a person to look at.
    pub candidates: Vec<Candidate>,
    /// How closely the words around the name put things to the place.
    pub precision: Precision,
}

impl Resolution {
    /// The entry, where the verdict is confident.
    pub fn place(&self) -> Option<PlaceIndex> {
        self.verdict
            .is_confident()
            .then(|| self.candidates.first())
            .flatten()
            .map(|candidate| candidate.place)
    }
}

/// Most candidates handed out.
const LISTED: usize = 8;
/// People from which a place can stand for its name alone, and how many times those of the next.
///
/// A bare "Homs" is the city, not a hamlet; a bare "Tripoli" is either of two cities. Unknown populations count as
/// the most their kind usually has, so that they are never dominated by mistake.
const DOMINANT_PEOPLE: u32 = 50_000;
const DOMINANT_RATIO: u32 = 20;
/// A unique name further than this from the reference point is taken for another place of the name.
const TOO_FAR_KM: f64 = 250.0;

/// Names from which likeness is no evidence without a hint, and how near a point is one.
const CROWDED: usize = 60_000;
const NEARBY_KM: f64 = 50.0;

/// Finds the entries of one gazetteer by name.
#[derive(Clone, Debug)]
pub struct Geocoder {
    gazetteer: Arc<Gazetteer>,
    index: NameIndex,
    divisions: Divisions,
}

impl Geocoder {
    /// Indexes a gazetteer: about a second for 250,000 entries.
    pub fn new(gazetteer: impl Into<Arc<Gazetteer>>) -> Self {
        let gazetteer = gazetteer.into();
        let index = NameIndex::new(&gazetteer);
        let divisions = Divisions::new(&gazetteer);
        Self {
            gazetteer,
            index,
            divisions,
        }
    }

    /// The gazetteer.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Bytes the index takes.
    pub fn index_bytes(&self) -> usize {
        self.index.bytes()
    }

    /// Finds what a name stands for.
    ///
    /// ```
    /// use chronotope_core::gazetteer::{Gazetteer, Geocoder, Place, PlaceKind, Query, Verdict};
    /// let places = vec![Place::new("1", "Khan Shaykhun", PlaceKind::Town), Place::new("2", "Kafr Nabl", PlaceKind::Town)];
    /// let geocoder = Geocoder::new(Gazetteer::from_places(places));
    /// assert_eq!(geocoder.geocode(&Query::named("Khan Sheikhoun")).verdict, Verdict::Variant);
    /// assert_eq!(geocoder.geocode(&Query::named("Kafr Zita")).verdict, Verdict::None);
    /// ```
    pub fn geocode(&self, query: &Query<'_>) -> Resolution {
        let hints = self.divisions.hints(query);
        let phrase = parse_phrase(query.toponym);
        let name = query.toponym.trim();
        let mut whole = self.settle(name, query.kind, &hints);
        if whole.verdict == Verdict::None && phrase.name == name {
            whole = self.in_pieces(query, &hints).unwrap_or(whole);
        }
        if whole.verdict != Verdict::None || phrase.name == name {
            whole.precision = self.precision(&whole, &phrase);
            return whole;
        }
        let kind = if query.kind == Meant::Any {
            phrase.meant
        } else {
            query.kind
        };
        let mut core = firm(self.settle(&phrase.name, kind, &hints));
        core.precision = phrase.precision;
        if core.verdict == Verdict::Exact {
            // Words were taken off: it is the name, but not the whole of what is written.
            core.verdict = Verdict::Variant;
        }
        core
    }

    /// "Hass, Idlib" and "Ayn al-Arab (Kobani)".
    fn in_pieces(&self, query: &Query<'_>, hints: &Hints) -> Option<Resolution> {
        let toponym = query.toponym;
        if let Some((name, rest)) = toponym.split_once([',', '،']) {
            let division = rest.split([',', '،']).next().unwrap_or_default().trim();
            let narrowed = Query {
                toponym: name,
                admin1: query.admin1.or(Some(division)),
                country: query
                    .country
                    .or_else(|| rest.split([',', '،']).next_back().map(str::trim)),
                ..*query
            };
            let more = self.divisions.hints(&narrowed);
            // "X, Botswana", where nobody has heard of Botswana, says that X is elsewhere.
            let heard = more.knows_division() || query.country.is_none() && more.knows_country();
            if !heard && !hints.unknown {
                return None;
            }
            return Some(firm(self.settle(name, query.kind, &more)));
        }
        let inside = toponym.split_once('(')?.1.split_once(')')?.0;
        let other = self.settle(inside, query.kind, hints);
        (other.candidates.first()?.why.name <= Match::Folded).then_some(other)
    }

    fn precision(&self, resolution: &Resolution, phrase: &Phrase) -> Precision {
        let place = resolution
            .candidates
            .first()
            .and_then(|first| self.gazetteer.get(first.place));
        match place {
            // The whole phrase is the name of an area: "Jisr al-Shughur area".
            Some(view) if view.kind().is_area() => Precision::Area,
            _ if phrase.precision == Precision::Near => Precision::Near,
            _ => Precision::Exact,
        }
    }

    fn settle(&self, name: &str, kind: Meant, hints: &Hints) -> Resolution {
        let mut reading = Reading::default();
        let mut found: Vec<Found> = Vec::new();
        if reading.read(name) {
            let admit = |view: PlaceView<'_>, stripped: bool| match kind {
                Meant::Settlement => !view.kind().is_area(),
                Meant::Area => view.kind().is_area(),
                Meant::Any => !stripped,
            };
            found = find(&self.gazetteer, &self.index, &reading, admit);
        }
        if found.iter().any(|found| found.tier != Tier::Near) {
            return self.decide(found, kind, hints);
        }
        let met = |other: &Resolution| {
            let first = other
                .candidates
                .first()
                .filter(|first| first.why.name <= Match::Folded)?;
            self.gazetteer.get(first.place)
        };
        if let Some(split) = words::split_inner_article(name) {
            let other = self.settle(&split, kind, hints);
            if met(&other).is_some() {
                return other;
            }
        }
        if let Some(rest) = words::without_glued_article(name) {
            let other = self.settle(rest, kind, hints);
            // Only for a name that has an article and is met as it stands: "Albalate" is not "Balata".
            if met(&other).is_some_and(|view| view.names().any(words::has_article)) {
                return other;
            }
        }
        self.decide(found, kind, hints)
    }

    fn decide(&self, found: Vec<Found>, kind: Meant, hints: &Hints) -> Resolution {
        let mut rows: Vec<Rated<'_>> = found
            .into_iter()
            .filter_map(|found| {
                let view = self.gazetteer.get(found.place)?;
                let against = self.divisions.country(hints, view) == Says::Contradicts
                    || hints.admin1(view) == Says::Contradicts
                    || hints
                        .distance_km(view)
                        .is_some_and(|km| km > TOO_FAR_KM && !view.kind().is_area());
                Some(Rated { found, view, against })
            })
            .collect();
        rows.sort_by(|a, b| {
            (a.found.tier, a.found.apart.cost, a.against)
                .cmp(&(b.found.tier, b.found.apart.cost, b.against))
                .then(
                    b.view
                        .population()
                        .unwrap_or(0)
                        .cmp(&a.view.population().unwrap_or(0)),
                )
        });
        let confident = |row: &Rated<'_>| row.found.tier != Tier::Near;
        let best_agreeing = rows.iter().position(|row| confident(row) && !row.against);
        let best = rows.iter().position(confident);
        let (Some(best), Some(agreeing)) = (best, best_agreeing) else {
            // Nothing fits; or what fits lies elsewhere than the hints say.
            let verdict = if best.is_some() {
                Verdict::Ambiguous
            } else {
                Verdict::None
            };
            let told_by = if best.is_some() {
                ToldBy::Against
            } else {
                ToldBy::Nothing
            };
            return self.resolution(verdict, rows, told_by);
        };
        let slip_against_name = agreeing != best
            && rows.get(best).is_some_and(|row| row.found.tier <= Tier::Folded)
            && rows
                .get(agreeing)
                .is_some_and(|row| row.found.tier >= Tier::Likely);
        if slip_against_name {
            return self.resolution(Verdict::Ambiguous, rows, ToldBy::Against);
        }
        // Of those that the hints allow, the ones that the name fits as well as it fits the best.
        let (mut group, mut rest): (Vec<Rated<'_>>, Vec<Rated<'_>>) = {
            let (tier, cost) = rows
                .get(agreeing)
                .map_or((Tier::Near, 0), |row| (row.found.tier, row.found.apart.cost));
            rows.into_iter()
                .partition(|row| !row.against && row.found.rivals(tier, cost))
        };
        let told_by = tell_apart(&mut group, &mut rest, kind, hints, &self.divisions);
        let Some(winner) = group.first() else {
            return self.resolution(Verdict::None, rest, ToldBy::Nothing);
        };
        let verdict = match (told_by, winner.found.tier) {
            (ToldBy::Nothing, _) => Verdict::Ambiguous,
            (ToldBy::Size, _) => Verdict::Likely,
            (_, Tier::Letters) => Verdict::Exact,
            (_, Tier::Folded | Tier::Variant) => Verdict::Variant,
            _ => Verdict::Likely,
        };
        // Among the names of half the world something is always near: likeness alone settles nothing.
        let backed = matches!(told_by, ToldBy::Country | ToldBy::Division | ToldBy::Distance)
            || self.divisions.country(hints, winner.view) == Says::Agrees
            || hints.admin1(winner.view) == Says::Agrees
            || hints.distance_km(winner.view).is_some_and(|km| km < NEARBY_KM);
        let crowded = self.index.len() >= CROWDED && winner.found.tier == Tier::Likely && !backed;
        let verdict = if crowded { Verdict::Ambiguous } else { verdict };
        group.extend(rest);
        self.resolution(verdict, group, told_by)
    }

    fn resolution(&self, verdict: Verdict, rows: Vec<Rated<'_>>, told_by: ToldBy) -> Resolution {
        let candidates = rows
            .into_iter()
            .take(LISTED)
            .enumerate()
            .map(|(rank, row)| Candidate {
                place: row.found.place,
                score: row.found.score(),
                why: Why {
                    name: row.found.how(),
                    matched: self.matched_name(&row),
                    told_by: match (rank, row.against) {
                        (_, true) => ToldBy::Against,
                        (0, false) => told_by,
                        _ => ToldBy::Nothing,
                    },
                },
            })
            .collect();
        Resolution {
            verdict,
            candidates,
            precision: Precision::Exact,
        }
    }

    fn matched_name(&self, row: &Rated<'_>) -> String {
        let at = self
            .index
            .row(row.found.row)
            .map_or(0, |row| usize::from(row.name_at));
        row.view.names().nth(at).unwrap_or(row.view.name()).to_owned()
    }
}

/// A name found only after words were taken off must be met closely: "Hill City" is not "al-Hilla".
fn firm(mut resolution: Resolution) -> Resolution {
    let close = resolution.candidates.first().is_some_and(|first| {
        let long = fold(&first.why.matched).is_some_and(|key| key.chars().count() >= 6);
        first.why.name <= Match::Folded || (first.score >= 0.8 && long)
    });
    if !close && resolution.verdict != Verdict::None {
        resolution.verdict = Verdict::None;
    }
    resolution
}

#[derive(Clone, Debug)]
struct Rated<'g> {
    found: Found,
    view: PlaceView<'g>,
    against: bool,
}

/// Leaves in the group what the hints, the kind or the size single out; the rest moves behind.
fn tell_apart<'g>(
    group: &mut Vec<Rated<'g>>,
    rest: &mut Vec<Rated<'g>>,
    kind: Meant,
    hints: &Hints,
    divisions: &Divisions,
) -> ToldBy {
    if group.len() <= 1 {
        let others_against = rest
            .iter()
            .any(|row| row.against && row.found.tier <= Tier::Folded);
        return if others_against {
            ToldBy::Division
        } else {
            ToldBy::Alone
        };
    }
    let mut keep = |told_by: ToldBy, group: &mut Vec<Rated<'g>>, wanted: &dyn Fn(&Rated<'g>) -> bool| {
        if group.iter().any(wanted) {
            let (kept, others): (Vec<_>, Vec<_>) = group.drain(..).partition(|row| wanted(row));
            *group = kept;
            for (at, row) in others.into_iter().enumerate() {
                rest.insert(at, row);
            }
        }
        (group.len() == 1).then_some(told_by)
    };
    if !hints.is_empty() {
        let told = keep(ToldBy::Country, group, &|row| {
            divisions.country(hints, row.view) == Says::Agrees
        })
        .or_else(|| {
            keep(ToldBy::Division, group, &|row| {
                hints.admin1(row.view) == Says::Agrees
            })
        })
        .or_else(|| {
            keep(ToldBy::Division, group, &|row| {
                hints.admin2(row.view) == Says::Agrees
            })
        });
        if let Some(told_by) = told {
            return told_by;
        }
        let distance = |row: &Rated<'_>| hints.distance_km(row.view).unwrap_or(f64::INFINITY);
        let nearest = group.iter().map(distance).fold(f64::INFINITY, f64::min);
        if nearest.is_finite() {
            let reach = (nearest * 3.0).max(nearest + 15.0);
            if let Some(told_by) = keep(ToldBy::Distance, group, &|row| distance(row) <= reach) {
                return told_by;
            }
            group.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
            return ToldBy::Nothing;
        }
    }
    if kind == Meant::Any {
        let is_country = |row: &Rated<'_>| row.view.kind() == PlaceKind::Country;
        if let Some(told_by) = keep(ToldBy::Kind, group, &is_country) {
            return told_by;
        }
        // A site or area named after the settlement in its own division: the bare name is the settlement.
        let settlements = group
            .iter()
            .filter(|row| row.view.kind().class() == PlaceClass::Settlement)
            .count();
        if settlements == 1 {
            let settlement = group
                .iter()
                .find(|row| row.view.kind().class() == PlaceClass::Settlement);
            let division = settlement.and_then(|row| row.view.admin1()).map(str::to_owned);
            if group.iter().all(|row| row.view.admin1() == division.as_deref()) {
                let is_settlement = |row: &Rated<'_>| row.view.kind().class() == PlaceClass::Settlement;
                if let Some(told_by) = keep(ToldBy::Kind, group, &is_settlement) {
                    return told_by;
                }
            }
        }
    }
    group.sort_by_key(|row| (row.found.tier, std::cmp::Reverse(people(row.view, false))));
    let largest = group.iter().map(|row| people(row.view, false)).max().unwrap_or(0);
    let dominant = |row: &Rated<'_>| people(row.view, false) == largest;
    let next = group
        .iter()
        .filter(|row| !dominant(row))
        .map(|row| people(row.view, true))
        .max()
        .unwrap_or(0);
    let alone = group.iter().filter(|row| dominant(row)).count() == 1;
    let as_good = group
        .iter()
        .all(|row| !dominant(row) || row.found.tier <= Tier::Variant);
    if alone
        && as_good
        && largest >= DOMINANT_PEOPLE
        && next.saturating_mul(DOMINANT_RATIO) <= largest
        && let Some(told_by) = keep(ToldBy::Size, group, &dominant)
    {
        return told_by;
    }
    ToldBy::Nothing
}

/// Inhabitants; where unknown, none or (`at_most`) as many as such a place usually has.
fn people(view: PlaceView<'_>, at_most: bool) -> u32 {
    match view.population().filter(|population| *population > 0) {
        Some(population) => population,
        None if !at_most => 0,
        None => match view.kind() {
            PlaceKind::Village => 2_500,
            PlaceKind::Town => 20_000,
            PlaceKind::City => 500_000,
            kind if kind.is_area() => 1_000_000,
            _ => 0,
        },
    }
}
