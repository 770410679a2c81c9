//! From the places whose names fit to an answer: what hints, kinds and sizes tell apart, and how sure that is.

use super::candidates::{CROWDED, Found, Tier};
use super::geocode::Geocoder;
use super::hints::{Divisions, Hints, Says};
use super::{
    Candidate, Meant, PlaceClass, PlaceKind, PlaceView, Precision, Resolution, ToldBy, Verdict, Why,
};

/// Most candidates handed out.
pub(super) const LISTED: usize = 8;
/// People from which a place can stand for its name alone, and how many times those of the next.
///
/// A bare "Homs" is the city, not a hamlet; a bare "Tripoli" is either of two cities. Unknown populations count as
/// the most their kind usually has, so that they are never dominated by mistake.
const DOMINANT_PEOPLE: u32 = 50_000;
const DOMINANT_RATIO: u32 = 20;
/// A unique name further than this from the reference point is taken for another place of the name.
const TOO_FAR_KM: f64 = 250.0;
/// The same where no division agrees.
const FAR_KM: f64 = 100.0;

/// How near a point is a hint.
const NEARBY_KM: f64 = 50.0;
/// How near a point has to be to speak for a name that is not alike enough.
const DOORSTEP_KM: f64 = 15.0;

/// What is known besides the name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    pub(super) kind: Meant,
    pub(super) hints: &'a Hints,
    /// Whether the name is in Arabic letters.
    pub(super) arabic: bool,
}

impl Geocoder {
    pub(super) fn decide(&self, found: Vec<Found>, asked: Asked<'_>) -> Resolution {
        let hints = asked.hints;
        let mut rows: Vec<Rated<'_>> = found
            .into_iter()
            .filter_map(|found| {
                let view = self.gazetteer.get(found.place)?;
                let against = self.divisions.country(hints, view) == Says::Contradicts
                    || hints.admin1(view) == Says::Contradicts
                    || (hints.admin2(view) == Says::Contradicts && !view.kind().is_area())
                    || hints.distance_km(view).is_some_and(|km| {
                        let agrees = hints.admin1(view) == Says::Agrees;
                        km > if agrees { TOO_FAR_KM } else { FAR_KM } && !view.kind().is_area()
                    });
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
        let confident = |row: &Rated<'_>| row.found.tier.is_close();
        let best_agreeing = rows.iter().position(|row| confident(row) && !row.against);
        let best = rows.iter().position(confident);
        let (Some(best), Some(agreeing)) = (best, best_agreeing) else {
            // Nothing fits; or what fits lies elsewhere than the hints say.
            let doubtful = rows
                .first()
                .is_some_and(|row| row.found.tier == Tier::Doubtful && !row.against);
            if let Some(told_by) = only_one_nearby(&mut rows, hints) {
                return self.resolution(Verdict::Likely, rows, told_by);
            }
            let (verdict, told_by) = match best {
                Some(_) => (Verdict::Ambiguous, ToldBy::Against),
                None if doubtful && self.index.len() < CROWDED => (Verdict::Ambiguous, ToldBy::Doubt),
                None => (Verdict::None, ToldBy::Nothing),
            };
            return self.resolution(verdict, rows, told_by);
        };
        let abroad = |at: usize| {
            rows.get(at)
                .is_some_and(|row| self.divisions.country(hints, row.view) == Says::Contradicts)
        };
        let slip_against_name = agreeing != best
            && rows.get(best).is_some_and(|row| row.found.tier <= Tier::Folded)
            && rows.get(agreeing).is_some_and(|row| {
                row.found.tier >= Tier::Likely
                    // "Paris, Syria" is not Baris: another country's name is worth more than a division's.
                    || (row.found.tier == Tier::Variant && abroad(best))
            });
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
        let told_by = tell_apart(&mut group, &mut rest, asked, &self.divisions);
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
        // A division that nobody here has heard of may be one of elsewhere; a point far off, at which another of the
        // name lies, speaks against the division given.
        let stranger =
            (hints.stranger && !backed && winner.view.admin1().is_some()) || (hints.foreign && !backed);
        let far = hints.distance_km(winner.view).is_some_and(|km| km > FAR_KM);
        let named = winner.found.tier;
        let elsewhere = |row: &Rated<'_>| {
            row.found.tier <= named && hints.distance_km(row.view).is_some_and(|km| km < DOORSTEP_KM)
        };
        let contested = stranger || (far && rest.iter().any(elsewhere));
        let verdict = if crowded || (contested && verdict.is_confident()) {
            Verdict::Ambiguous
        } else {
            verdict
        };
        let told_by = if contested { ToldBy::Against } else { told_by };
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

/// Where nothing fits well, the one place that a near point or the district given speaks for; it is put first.
fn only_one_nearby(rows: &mut Vec<Rated<'_>>, hints: &Hints) -> Option<ToldBy> {
    let backed = |row: &Rated<'_>| {
        let nearby = hints.distance_km(row.view).is_some_and(|km| km < DOORSTEP_KM);
        let district = hints.admin2(row.view) == Says::Agrees;
        let told_by = if nearby {
            ToldBy::Distance
        } else {
            ToldBy::Division
        };
        (row.found.tier == Tier::Doubtful && !row.against && (nearby || district)).then_some(told_by)
    };
    let mut told: Vec<(usize, ToldBy)> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        told.extend(backed(row).map(|told_by| (at, told_by)));
    }
    let [(at, told_by)] = told.as_slice() else {
        return None;
    };
    let row = rows.remove(*at);
    rows.insert(0, row);
    Some(*told_by)
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
    asked: Asked<'_>,
    divisions: &Divisions,
) -> ToldBy {
    let Asked { kind, hints, arabic } = asked;
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
    // The town before the hamlet, though it is the hamlet's name to the letter.
    group.sort_by_key(|row| {
        let unlike = if row.found.tier <= Tier::Folded {
            0
        } else {
            // What stands in the same letters says more.
            1 + row.found.apart.cost / 10 + u16::from(row.found.scripts)
        };
        // Arabic hands keep the article of a name more often than not.
        let other_article = unlike > 0 && arabic && !row.found.same_article;
        (
            unlike,
            other_article,
            std::cmp::Reverse(at_least(row.view)),
            row.found.tier,
        )
    });
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

/// Inhabitants; where unknown, as few as such a place usually has.
pub(super) fn at_least(view: PlaceView<'_>) -> u32 {
    let usual = match view.kind() {
        PlaceKind::City => 100_000,
        PlaceKind::Town => 5_000,
        _ => 0,
    };
    view.population().unwrap_or(0).max(usual)
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
