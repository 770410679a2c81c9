//! `cargo xtask geocode-bench`: how often the geocoder finds, refuses and errs, on names it has not been shown.
//!
//! Half of each place's further names is held out and never indexed. Negatives are real names of elsewhere, names
//! joined from parts of real ones, and names of persons and organisations. The split has a fixed seed.

mod cases;
mod negatives;

use std::path::Path;
use std::time::Instant;

use chronotope_core::gazetteer::{
    Gazetteer, Geocoder, Place, Query, Script, Verdict, country_code, script_of,
};

use self::cases::{Case, Dice, arabic_orthography, hold_out, mark_shared, slips};
use self::negatives::negatives;
use crate::gazetteer::pack::read_source;

const USAGE: &str = "usage: cargo xtask geocode-bench --from <cities500.json | any gazetteer> [--countries SY,LB] [--elsewhere <file>] [--errors <n>] [--show <kind>]";
const SEED: u64 = 0x5eed_1e55;

#[derive(Default)]
struct Count {
    cases: usize,
    first_right: usize,
    confident_right: usize,
    confident_wrong: usize,
    ambiguous: usize,
    ambiguous_with: usize,
    none: usize,
}

/// Runs the benchmark and prints a Markdown table.
pub(crate) fn run(args: Vec<String>) -> Result<(), String> {
    let (mut from, mut countries, mut elsewhere, mut errors) = (None, None, None, 0);
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        let value = args.next().ok_or(USAGE)?;
        match arg.as_str() {
            "--from" => from = Some(value),
            "--countries" => countries = Some(value),
            "--elsewhere" => elsewhere = Some(value),
            "--errors" => errors = value.parse().map_err(|_| USAGE)?,
            _ => return Err(USAGE.to_owned()),
        }
    }
    let from = from.ok_or(USAGE)?;
    let all = read_source(Path::new(&from))?;
    let wanted: Vec<&str> = countries
        .iter()
        .flat_map(|list| list.split(','))
        .filter_map(country_code)
        .collect();
    let inside = |place: &Place| {
        wanted.is_empty()
            || place
                .country
                .as_deref()
                .is_some_and(|country| wanted.contains(&country))
    };
    let (mut places, mut others): (Vec<Place>, Vec<Place>) = all.into_iter().partition(inside);
    if let Some(path) = elsewhere {
        others = read_source(Path::new(&path))?;
    }
    let mut dice = Dice(SEED);
    let mut held_out = hold_out(&mut places, &mut dice);
    mark_shared(&mut held_out, &places);
    let mut arabic_written = arabic_orthography(&places, &mut dice);
    mark_shared(&mut arabic_written, &places);
    let slips = slips(&places, &mut dice);
    let negatives = negatives(&places, &others, &mut dice);
    let count = places.len();
    let started = Instant::now();
    let geocoder = Geocoder::new(Gazetteer::from_places(places)).with_known_cities();
    let built = started.elapsed();

    println!(
        "{count} places; index built in {:.2} s, {} MB",
        built.as_secs_f64(),
        geocoder.index_bytes() >> 20
    );
    println!();
    println!(
        "| names | cases | first is right | confident and right | wrong among confident | ambiguous | of these with the right one | none | wrong confident |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
    let latin = |case: &&Case| script_of(&case.name) == Some(Script::Latin);
    let arabic = |case: &&Case| script_of(&case.name) == Some(Script::Arabic);
    let mut total = 0;
    let started = Instant::now();
    for (title, cases, near) in [
        (
            "held out, Latin, spelled like an indexed name",
            held_out
                .iter()
                .filter(latin)
                .filter(|case| case.related && !case.shared)
                .collect::<Vec<_>>(),
            false,
        ),
        (
            "held out, Arabic, spelled like an indexed name",
            held_out
                .iter()
                .filter(arabic)
                .filter(|case| case.related && !case.shared)
                .collect(),
            false,
        ),
        (
            "held out, Latin",
            held_out.iter().filter(latin).collect::<Vec<_>>(),
            false,
        ),
        (
            "held out, Latin, with a point 20 km off",
            held_out.iter().filter(latin).collect(),
            true,
        ),
        (
            "held out, Arabic",
            held_out.iter().filter(arabic).collect(),
            false,
        ),
        (
            "held out, Arabic, with a point 20 km off",
            held_out.iter().filter(arabic).collect(),
            true,
        ),
        (
            "indexed Arabic names written otherwise",
            arabic_written.iter().filter(|case| !case.shared).collect(),
            false,
        ),
        ("long Latin names with a slip", slips.iter().collect(), false),
        (
            "held out, also another place's name",
            held_out.iter().filter(|case| case.shared).collect(),
            false,
        ),
        (
            "the same, with a point 20 km off",
            held_out.iter().filter(|case| case.shared).collect(),
            true,
        ),
        (
            "not there: places of elsewhere",
            negatives.elsewhere.iter().collect(),
            false,
        ),
        (
            "not there: places of elsewhere, Arabic",
            negatives.arabic.iter().collect(),
            false,
        ),
        (
            "not there: joined from parts",
            negatives.joined.iter().collect(),
            false,
        ),
        (
            "not there: two letters changed",
            negatives.mutated.iter().collect(),
            false,
        ),
        (
            "not there: persons, organisations",
            negatives.persons.iter().collect(),
            false,
        ),
    ] {
        total += cases.len();
        let count = measure(&geocoder, &cases, near, title, errors);
        println!("{}", count.row(title));
    }
    let rate = total as f64 / started.elapsed().as_secs_f64();
    println!();
    println!("{rate:.0} names a second.");
    Ok(())
}

fn measure(geocoder: &Geocoder, cases: &[&Case], near: bool, title: &str, mut errors: usize) -> Count {
    let mut count = Count {
        cases: cases.len(),
        ..Count::default()
    };
    for case in cases {
        let query = Query {
            near: if near { case.near } else { None },
            ..Query::named(&case.name)
        };
        let resolution = geocoder.geocode(&query);
        let id = |index| {
            geocoder
                .gazetteer()
                .get(index)
                .map(chronotope_core::gazetteer::PlaceView::id)
                .unwrap_or_default()
        };
        let ids: Vec<&str> = resolution
            .candidates
            .iter()
            .map(|candidate| id(candidate.place))
            .collect();
        let right = case.place.as_deref();
        let first_right =
            right.is_some() && ids.first().copied() == right && resolution.verdict != Verdict::None;
        count.first_right += usize::from(first_right);
        match resolution.verdict {
            Verdict::None => count.none += 1,
            Verdict::Ambiguous => {
                count.ambiguous += 1;
                count.ambiguous_with += usize::from(right.is_some_and(|right| ids.contains(&right)));
            }
            _ if first_right => count.confident_right += 1,
            _ => count.confident_wrong += 1,
        }
        if errors > 0
            && !(first_right && resolution.verdict.is_confident())
            && (right.is_some() || resolution.verdict.is_confident())
        {
            errors -= 1;
            let place = right
                .and_then(|id| geocoder.gazetteer().by_id(id))
                .map(|view| view.names().collect::<Vec<_>>().join(" / "));
            let first: Vec<String> = resolution
                .candidates
                .iter()
                .take(3)
                .map(|c| format!("{} ({:.2}, {})", id(c.place), c.score, c.why))
                .collect();
            eprintln!(
                "{title}: {} -> {:?} {}; right: {}",
                case.name,
                resolution.verdict,
                first.join(" + "),
                place.unwrap_or_default()
            );
        }
    }
    count
}

impl Count {
    fn row(&self, title: &str) -> String {
        let share = |part: usize, whole: usize| {
            if whole == 0 {
                "–".to_owned()
            } else {
                format!("{:.3}", part as f64 / whole as f64)
            }
        };
        format!(
            "| {title} | {} | {} | {} | {} | {} | {} | {} | {} |",
            self.cases,
            share(self.first_right, self.cases),
            share(self.confident_right, self.cases),
            share(self.confident_wrong, self.confident_right + self.confident_wrong),
            share(self.ambiguous, self.cases),
            share(self.ambiguous_with, self.ambiguous),
            share(self.none, self.cases),
            share(self.confident_wrong, self.cases),
        )
    }
}
