//! Names with words around them: a phrase, a division after a comma or in brackets, "between X and Y".

use super::candidates::Match;
use super::decide::{LISTED, at_least};
use super::geocode::Geocoder;
use super::hints::{Hints, Says};
use super::phrase::{Meant, Phrase, parse_phrase, within};
use super::{Precision, Query, Resolution, ToldBy, Verdict, fold};

/// How far a place may be from the town that it is said to belong to.
const REGION_KM: f64 = 80.0;

impl Geocoder {
    /// "Sinjar (Idlib)", "Suran, Hama": what stands behind the name is a division or a country, and tells.
    pub(super) fn narrowed(&self, query: &Query<'_>) -> Option<Resolution> {
        let found = self.narrowed_as_written(query)?;
        if self.is_country(&found) {
            // "Syria, Idlib" is not Syria.
            return self.region_first(query).or(Some(found));
        }
        Some(found)
    }

    pub(super) fn narrowed_as_written(&self, query: &Query<'_>) -> Option<Resolution> {
        let separators = [',', '،', ';', '('];
        let (name, rest) = query.toponym.split_once(separators)?;
        let parts: Vec<&str> = rest
            .split([',', '،', ';', '(', ')'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        if name.trim().is_empty() || parts.is_empty() || parts.len() > 3 {
            return None;
        }
        self.with_parts(
            &Query {
                toponym: name,
                ..*query
            },
            &parts,
        )
    }

    /// Takes each part for a hint of a level that has none yet, until the answer is sure.
    fn with_parts(&self, query: &Query<'_>, parts: &[&str]) -> Option<Resolution> {
        let Some((part, rest)) = parts.split_first() else {
            return Some(self.geocode(query)).filter(|resolution| resolution.verdict.is_confident());
        };
        let hint = Some(*part);
        let none = Query::default();
        let narrowed = [
            (
                query.admin1,
                Query { admin1: hint, ..none },
                Query {
                    admin1: hint,
                    ..*query
                },
            ),
            (
                query.admin2,
                Query { admin2: hint, ..none },
                Query {
                    admin2: hint,
                    ..*query
                },
            ),
            (
                query.country,
                Query {
                    country: hint,
                    ..none
                },
                Query {
                    country: hint,
                    ..*query
                },
            ),
        ];
        let mut heard = false;
        let by_level = narrowed.iter().find_map(|(given, alone, narrowed)| {
            let hints = self.hints(alone);
            let known = hints.knows_division() || hints.knows_country();
            heard |= known;
            let found = (given.is_none() && known)
                .then(|| self.with_parts(narrowed, rest))
                .flatten()?;
            // A district is taken for one only where it is: "Aleppo" is a division too.
            let view = found.place().and_then(|place| self.gazetteer.get(place));
            let agrees =
                alone.admin2.is_none() || view.is_some_and(|view| hints.admin2(view) == Says::Agrees);
            agrees.then_some(found)
        });
        by_level.or_else(|| {
            // "Tartus, Lebanon" is not Tartus because that lies near Lebanon.
            if heard {
                return None;
            }
            // A gazetteer without divisions: the larger place nearby.
            let town = self.settle(part, Meant::Any, &Hints::default());
            // "Ayn al-Arab (Kobani)" does not lie near the hamlet of Kabani.
            let named = |town: &Resolution| {
                let first = town.candidates.first();
                first.is_some_and(|first| first.why.name <= Match::Folded)
            };
            let town = self.gazetteer.get(Some(town).filter(named)?.place()?)?;
            let near = town.point()?;
            let unplaced = query.near.is_none() && query.admin1.is_none();
            let found = unplaced
                .then(|| {
                    self.with_parts(
                        &Query {
                            near: Some(near),
                            ..*query
                        },
                        rest,
                    )
                })
                .flatten()?;
            let view = self.gazetteer.get(found.place()?)?;
            // "Kafr Nabl, Hass" are two towns, and neither is the other's region.
            let is_region = town.kind().is_area() || at_least(town) >= at_least(view);
            (is_region && view.point()?.distance_km(near) < REGION_KM).then_some(found)
        })
    }

    /// "Hass in southern Idlib countryside": as "Hass, Idlib"; the answer is never better than a variant.
    pub(super) fn within(&self, query: &Query<'_>, hints: &Hints) -> Option<Resolution> {
        let (name, rest) = within(query.toponym)?;
        let parts: Vec<String> = rest
            .split([',', '،', '(', ')'])
            .map(|part| parse_phrase(part).name.trim().to_owned())
            .filter(|part| !part.is_empty())
            .collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        if parts.is_empty() || parts.len() > 3 {
            return None;
        }
        let core = Query {
            toponym: name,
            ..*query
        };
        if let Some(mut narrowed) = self.with_parts(&core, &parts) {
            if narrowed.verdict == Verdict::Exact {
                narrowed.verdict = Verdict::Variant;
            }
            return Some(narrowed);
        }
        // What is said of it does not agree, or leaves several.
        let comma = format!("{name}, {}", parts.join(", "));
        let mut answer = self.in_pieces(
            &Query {
                toponym: &comma,
                ..*query
            },
            hints,
        )?;
        answer.doubt(ToldBy::Against);
        (answer.verdict != Verdict::None).then_some(answer)
    }

    /// "between X and Y" is neither: both are shown, none is taken.
    pub(super) fn between(&self, ends: (&str, &str), kind: Meant, hints: &Hints) -> Resolution {
        let mut both = Resolution {
            verdict: Verdict::None,
            candidates: Vec::new(),
            precision: Precision::Near,
        };
        for name in [ends.0, ends.1] {
            let one = firm(self.settle(&parse_phrase(name).name, kind, hints));
            if one.verdict != Verdict::None {
                both.verdict = Verdict::Ambiguous;
                both.candidates
                    .extend(one.candidates.into_iter().take(LISTED / 2));
            }
        }
        for candidate in &mut both.candidates {
            candidate.why.told_by = ToldBy::Nothing;
        }
        both
    }

    /// "Hass, Idlib" and "Ayn al-Arab (Kobani)".
    pub(super) fn in_pieces(&self, query: &Query<'_>, hints: &Hints) -> Option<Resolution> {
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
            let more = self.hints(&narrowed);
            // "X, Botswana", where nobody has heard of Botswana, says that X is elsewhere.
            let heard = more.knows_division() || query.country.is_none() && more.knows_country();
            if !heard && !hints.unknown {
                return None;
            }
            return Some(firm(self.settle(name, query.kind, &more)));
        }
        let (before, rest) = toponym.split_once('(')?;
        let inside = rest.split_once(')')?.0;
        // "Ayn al-Arab (Kobani)" or "Nowhere (Idlib)": only a person can tell.
        let mut other = self.settle(inside, query.kind, hints);
        if !before.trim().is_empty() {
            other.doubt(ToldBy::Doubt);
        }
        (other.candidates.first()?.why.name <= Match::Folded).then_some(other)
    }

    /// Whether what stands in brackets behind the name is a country or a division in which the place does not lie.
    pub(super) fn brackets_deny(&self, query: &Query<'_>, found: &Resolution) -> bool {
        let inside = query
            .toponym
            .split_once('(')
            .and_then(|(_, rest)| rest.split_once(')'));
        let view = found.place().and_then(|place| self.gazetteer.get(place));
        let (Some((inside, _)), Some(view)) = (inside, view) else {
            return false;
        };
        let given = Some(inside.trim());
        let none = Query::default();
        let country = self.hints(&Query {
            country: given,
            ..none
        });
        let division = self.hints(&Query {
            admin1: given,
            ..none
        });
        if self.divisions.country(&country, view) == Says::Contradicts {
            return true;
        }
        if country.knows_country() {
            return false;
        }
        // "Idlib (Saraqib)": another town, and none that this one could belong to.
        let other = self.settle(inside.trim(), Meant::Settlement, &Hints::default());
        let other = Some(other).filter(|other| other.verdict == Verdict::Exact);
        let other = other.and_then(|other| self.gazetteer.get(other.place()?));
        let is_other =
            other.is_some_and(|other| other.id() != view.id() && at_least(other) <= at_least(view));
        is_other || division.admin1(view) == Says::Contradicts
    }

    pub(super) fn precision(&self, resolution: &Resolution, phrase: &Phrase) -> Precision {
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
}

/// A name found only after words were taken off must be met closely: "Hill City" is not "al-Hilla".
pub(super) fn firm(mut resolution: Resolution) -> Resolution {
    let close = resolution.candidates.first().is_some_and(|first| {
        let long = fold(&first.why.matched).is_some_and(|key| key.chars().count() >= 6);
        first.why.name <= Match::Folded || (first.score >= 0.8 && long)
    });
    if !close && resolution.verdict != Verdict::None {
        resolution.verdict = Verdict::None;
    }
    resolution
}
