//! The texts here are made up, as is what they tell.

use super::*;
use crate::dataset::Dataset;
use crate::event::{
    Basis, Event, EventPlace, Evidence, Figure, Party, Precision, Report, Role, Status, Sum, Unit,
};
use crate::gazetteer::{Gazetteer, Place, PlaceKind};
use crate::incidents::tests::event;
use crate::time::{Day, When};
use crate::write::sha256_hex;
use proptest::prelude::*;
use std::ops::Range;

const HARBOUR: &str = "Night of fire at the harbour of Port Vesna

The harbour town of Port Vesna was struck from the air on Tuesday night, witnesses said, and two “tall” grain stores burned down.

At least 14 dock workers were killed, the Vesna Red Ring said on Wednesday, while nine others were taken to the clinic at Old Mill.

Gulls still circled over the quay the next day.

Coast Guard boats later shelled the fishing village of Sankt Orlo, three kilometres north, without hurting anybody; its mayor spoke of 40 shells.

The Island Council denied on Thursday that its aircraft had been near the coast. “Not one of our machines took off,” its speaker Mara Lind told reporters.

Prices of bread went up twofold within a week, and the bakery on Mole Street shut its doors.

Fishermen expect that the Coast Guard will come back in October.";

const VALLEY: &str = "Rain keeps the two sides of the Teller valley apart

Heavy rain stopped a march of the Hill Front towards Grünau on 3 May 2021, villagers told this paper.

A day before, a bridge near Teller had been blown up and four lorries fell into the river.

Nobody has claimed the blast, and the district office did not answer calls.";

fn report(id: &str, text: &str, published: &str) -> Report {
    Report {
        id: id.to_owned(),
        publisher: "The Paper".to_owned(),
        title: text.lines().next().unwrap_or_default().to_owned(),
        language: "en".to_owned(),
        published: Day::parse_iso(published).map(When::on),
        published_basis: String::new(),
        covers: None,
        url: None,
        source_file: None,
        sha256: Some(sha256_hex(text.as_bytes())),
    }
}

fn evidence(text: &str, words: &str, supports: &[&str]) -> Evidence {
    let byte = text.find(words).unwrap_or_default();
    let start = text[..byte].chars().count();
    let lines = text[..byte].lines().filter(|l| !l.trim().is_empty()).count();
    Evidence {
        paragraph: lines as u32 - u32::from(!text[..byte].ends_with('\n') && byte > 0),
        start: start as u32,
        end: (start + words.chars().count()) as u32,
        supports: supports.iter().map(|s| (*s).to_owned()).collect(),
    }
}

fn party(name: &str) -> Party {
    Party {
        name: name.to_owned(),
        as_written: None,
        basis: Basis::Stated,
    }
}

fn killed(n: f64) -> Figure {
    Figure {
        measure: "killed".to_owned(),
        low: n,
        best: Some(n),
        high: None,
        unit: Unit::Person,
        who: None,
        status: Status::Unstated,
        place: None,
        as_of: None,
        said_by: Vec::new(),
        sum: Sum::Yes,
        within: None,
    }
}

type Told<'a> = (&'a str, &'a str, &'a str, &'a str, &'a [(&'a str, &'a [&'a str])]);

fn told(report: &str, text: &str, (id, day, place, summary, spans): Told<'_>) -> Event {
    let mut event = event(id, day);
    event.report = report.to_owned();
    event.summary = summary.to_owned();
    event.places.extend((!place.is_empty()).then(|| EventPlace {
        toponym: place.to_owned(),
        place: Some(place.to_lowercase()),
        role: Role::Target,
        precision: Precision::Exact,
    }));
    event.evidence = spans
        .iter()
        .map(|(words, supports)| evidence(text, words, supports))
        .collect();
    event
}

const ALL: &[&str] = &["kind", "when", "where", "actors", "figures", "said_by"];

fn dataset() -> Dataset {
    let harbour = |event| told("harbour", HARBOUR, event);
    let mut strike = harbour((
        "strike",
        "2022-08-16",
        "Port Vesna",
        "An air strike set two grain stores of Port Vesna on fire and killed at least 14 workers.",
        &[
            (
                "The harbour town of Port Vesna was struck from the air on Tuesday night",
                &["kind", "when", "where"],
            ),
            (
                "At least 14 dock workers were killed, the Vesna Red Ring said on Wednesday",
                &["figures", "said_by"],
            ),
        ],
    ));
    strike.figures.push(killed(14.0));
    strike.said_by = vec![vec!["Vesna Red Ring".to_owned()]];
    let mut shelling = harbour((
        "shelling",
        "2022-08-16",
        "Sankt Orlo",
        "Coast Guard boats shelled the village of Sankt Orlo.",
        &[(
            "Coast Guard boats later shelled the fishing village of Sankt Orlo",
            ALL,
        )],
    ));
    shelling.actors.push(party("Coast Guard"));
    let mut denial = harbour((
        "denial",
        "2022-08-18",
        "",
        "The Island Council denied that its aircraft flew.",
        &[(
            "The Island Council denied on Thursday that its aircraft had been near the coast",
            ALL,
        )],
    ));
    denial.actors.push(party("Island Council"));
    denial.said_by = vec![vec!["Mara Lind (Island Council)".to_owned()]];
    let plan = harbour((
        "plan",
        "2022-10",
        "",
        "Fishermen think that the Coast Guard will return in October.",
        &[(
            "Fishermen expect that the Coast Guard will come back in October.",
            ALL,
        )],
    ));
    let valley = |event| told("valley", VALLEY, event);
    let march = valley((
        "march",
        "2021-05-03",
        "Grünau",
        "Rain stopped the Hill Front on its way to Grünau.",
        &[(
            "Heavy rain stopped a march of the Hill Front towards Grünau on 3 May 2021",
            ALL,
        )],
    ));
    let bridge = valley((
        "bridge",
        "2021-05-02",
        "Teller",
        "A bridge near Teller was blown up.",
        &[(
            "a bridge near Teller had been blown up and four lorries fell into the river",
            ALL,
        )],
    ));
    let reports = vec![
        report("harbour", HARBOUR, "2022-08-19"),
        report("valley", VALLEY, "2021-05-04"),
    ];
    let events = vec![strike, shelling, denial, plan, march, bridge];
    Dataset::bare("made-up.json", (reports, Vec::new()), (events, Vec::new()))
}

fn gazetteer() -> Gazetteer {
    let place = |name: &str, name_ar: &str| Place {
        name_ar: Some(name_ar.to_owned()),
        ..Place::new(name.to_lowercase(), name, PlaceKind::Town)
    };
    Gazetteer::from_places(vec![
        place("Port Vesna", "ميناء فيسنا"),
        place("Sankt Orlo", "سانكت اورلو"),
        place("Grünau", "غرونا"),
        place("Teller", "تلر"),
    ])
}

fn reading(text: &str, chosen: Option<&str>) -> Reading {
    let (dataset, gazetteer) = (dataset(), gazetteer());
    let names = Names {
        dataset: &dataset,
        gazetteer: &gazetteer,
    };
    read(names, text.as_bytes(), text, chosen)
}

/// The words of an event's passage, and how sure they are.
fn words(reading: &Reading, event: usize) -> Option<(Vec<&str>, Sureness)> {
    let passage = reading.passages.iter().find(|p| p.event == event)?;
    let spans = passage.spans.iter().map(|s| &reading.text.as_str()[s.clone()]);
    Some((spans.collect(), passage.sureness))
}

fn check_whole(text: &str, reading: &Reading) {
    let length = text.len();
    let is_inside =
        |at: &Range<usize>| at.start < at.end && at.end <= length && text.get(at.clone()).is_some();
    for passage in &reading.passages {
        assert!(passage.spans.iter().all(is_inside));
        assert!(passage.claims.iter().all(|c| is_inside(&c.at)));
        assert!(
            passage
                .paragraphs
                .iter()
                .all(|p| *p < reading.text.paragraphs().len())
        );
    }
    for part in reading.parts(reading.passages.first().map(|p| p.event)) {
        let whole = &reading.text.paragraphs()[part.number - 1];
        let mut at = whole.start;
        for piece in &part.pieces {
            assert_eq!(piece.at.start, at);
            at = piece.at.end;
            assert!(text.get(piece.at.clone()).is_some());
        }
        assert_eq!(at, whole.end);
    }
}

#[test]
fn the_original_is_known_by_its_hash() {
    let windows = HARBOUR.replace('\n', "\r\n");
    for text in [HARBOUR.to_owned(), format!("\u{feff}{HARBOUR}\n"), windows] {
        let reading = reading(&text, None);
        assert_eq!(reading.verdict, Verdict::Original("harbour".to_owned()));
        let (spans, sureness) = words(&reading, 0).unwrap_or_else(|| panic!("no passage"));
        assert_eq!(sureness, Sureness::Exact);
        assert_eq!(
            spans,
            [
                "The harbour town of Port Vesna was struck from the air on Tuesday night",
                "At least 14 dock workers were killed, the Vesna Red Ring said on Wednesday"
            ]
        );
        assert_eq!(reading.passages[0].paragraphs, [1, 2]);
        assert_eq!(reading.unused(), (3, 8));
        check_whole(reading.text.as_str(), &reading);
    }
}

#[test]
fn claims_are_marked_where_they_stand() {
    let reading = reading(HARBOUR, None);
    let claims: Vec<(ClaimKind, &str)> = reading
        .passages
        .iter()
        .filter(|p| p.event == 0)
        .flat_map(|p| &p.claims)
        .map(|c| (c.kind, &HARBOUR[c.at.clone()]))
        .collect();
    assert_eq!(
        claims,
        [
            (ClaimKind::Place, "Port Vesna"),
            (ClaimKind::Date, "Tuesday"),
            (ClaimKind::Figure, "14"),
            (ClaimKind::Speaker, "Vesna Red Ring"),
        ]
    );
}

#[test]
fn a_copy_that_differs_is_compared() {
    let page = format!(
        "<!doctype html><html><head><title>x</title></head><body><nav>Home Weather</nav><p>{}</p><p>More from the coast</p></body></html>",
        HARBOUR
            .replace('“', "&ldquo;")
            .replace('”', "&rdquo;")
            .replace("\n\n", "</p>\n<p>")
    );
    let plain = HARBOUR.replace(['“', '”'], "\"").replace("\n\n", "\n");
    let cut: String = HARBOUR
        .lines()
        .filter(|l| !l.contains("Orlo"))
        .collect::<Vec<_>>()
        .join("\n");
    for (text, has_shelling) in [(page, true), (plain, true), (cut, false)] {
        let reading = reading(&text, None);
        assert_eq!(reading.verdict.report(), Some("harbour"), "{text}");
        let denial = words(&reading, 2)
            .map(|(spans, _)| spans.concat())
            .unwrap_or_default();
        assert_eq!(
            denial,
            "The Island Council denied on Thursday that its aircraft had been near the coast"
        );
        assert_eq!(words(&reading, 1).is_some(), has_shelling, "{text}");
        assert_eq!(reading.missing, if has_shelling { vec![] } else { vec![1] });
        check_whole(reading.text.as_str(), &reading);
    }
}

#[test]
fn a_copy_that_says_something_else_is_told() {
    let copy = |from: &str, to: &str| HARBOUR.replace(['“', '”'], "\"").replace(from, to);
    for (from, to, event, lacking) in [
        ("At least 14 dock", "At least 41 dock", 0, Lacking::Figure(0)),
        ("on Tuesday night", "on Monday night", 0, Lacking::Date),
    ] {
        let reading = reading(&copy(from, to), None);
        let Verdict::Likely(id, held, all) = &reading.verdict else {
            panic!("{from}: {:?}", reading.verdict);
        };
        assert!(id == "harbour" && held < all, "{from}: {held} of {all}");
        let of = |event: usize| reading.passages.iter().find(|p| p.event == event);
        let passage = of(event).unwrap_or_else(|| panic!("{from}: lost"));
        assert_eq!(passage.lacking, [lacking], "{from}");
        assert_eq!(passage.sureness, Sureness::Unsure, "{from}");
        let others = [0, 1, 2, 3].into_iter().filter(|other| *other != event);
        for other in others.filter_map(of) {
            assert_eq!(other.lacking, [], "{from}: event {}", other.event);
        }
    }
}

#[test]
fn passages_that_are_not_in_a_copy_are_counted() {
    let cut: Vec<&str> = HARBOUR
        .lines()
        .filter(|line| !line.contains("dock workers"))
        .collect();
    let reading = reading(&cut.join("\n"), None);
    let lost: Vec<(usize, usize)> = reading.passages.iter().map(|p| p.lost).collect();
    assert_eq!(lost, [(1, 2), (0, 1), (0, 1), (0, 1)]);
    // What stood in the paragraph that is not there is not lacking in the other.
    assert_eq!(reading.passages[0].lacking, []);
}

#[test]
fn whoever_is_told_something_does_not_say_it_and_articles_belong_to_names() {
    let mut dataset = dataset();
    dataset.events[0].said_by = vec![vec!["The Red Ring".to_owned(), "The Paper".to_owned()]];
    let text = HARBOUR.replace("the Vesna Red Ring said", "the Red Ring told The Paper");
    dataset.reports[0].sha256 = Some(sha256_hex(text.as_bytes()));
    dataset.events[0].evidence[1] = evidence(
        &text,
        "At least 14 dock workers were killed, the Red Ring told The Paper",
        ALL,
    );
    let gazetteer = gazetteer();
    let names = Names {
        dataset: &dataset,
        gazetteer: &gazetteer,
    };
    let found = read(names, text.as_bytes(), &text, None);
    let said: Vec<&str> = found
        .passages
        .iter()
        .filter(|p| p.event == 0)
        .flat_map(|p| &p.claims)
        .filter(|c| c.kind == ClaimKind::Speaker)
        .map(|c| &text[c.at.clone()])
        .collect();
    assert_eq!(said, ["the Red Ring"]);
}

#[test]
fn other_texts_are_none_of_the_reports() {
    let letter = "Dear aunt, on Tuesday we went to the coast and saw two boats. At least the weather held. Nine of us ate \
        bread on the quay, and the mayor of some village spoke for an hour about October.";
    for text in [
        "",
        " \n ",
        letter,
        "Port Vesna Port Vesna 14 14 Tuesday Tuesday Coast Guard",
    ] {
        let reading = reading(text, None);
        assert_eq!(reading.verdict, Verdict::Unknown, "{text}");
        assert!(reading.passages.is_empty());
    }
}

#[test]
fn the_reader_may_say_which_report_it_is_and_two_are_asked_about() {
    let both = format!("{HARBOUR}\n{VALLEY}");
    let asked = reading(&both, None);
    assert!(
        matches!(asked.verdict, Verdict::Ambiguous(ref ids) if ids.len() == 2),
        "{:?}",
        asked.verdict
    );
    let told = reading(&both, Some("valley"));
    assert_eq!(told.verdict.report(), Some("valley"));
    assert!(words(&told, 5).is_some_and(|(spans, _)| spans.concat().contains("bridge near Teller")));
    let wrong = reading(VALLEY.get(..120).unwrap_or_default(), Some("harbour"));
    assert!(wrong.passages.iter().all(|p| p.sureness < Sureness::Likely));
}

#[test]
fn without_offsets_the_sentence_that_says_it_is_found() {
    let (mut dataset, gazetteer) = (dataset(), gazetteer());
    for event in &mut dataset.events {
        event.evidence.clear();
    }
    for report in &mut dataset.reports {
        report.sha256 = None;
    }
    let names = Names {
        dataset: &dataset,
        gazetteer: &gazetteer,
    };
    let found = read(names, HARBOUR.as_bytes(), HARBOUR, Some("harbour"));
    let denial = words(&found, 2).map(|(spans, _)| spans.concat());
    let expected = "The Island Council denied on Thursday that its aircraft had been near the coast.";
    assert_eq!(denial.as_deref(), Some(expected));
}

#[test]
fn a_search_finds_paragraphs_that_hold_all_its_words() {
    let reading = reading(HARBOUR, None);
    let found = matching(&reading, "bread bakery");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, 6);
    assert_eq!(&HARBOUR[found[0].1[0].clone()], "bread");
    assert!(matching(&reading, "bread gulls").is_empty());
    assert!(matching(&reading, " ").is_empty());
}

#[test]
fn a_long_text_is_read() {
    let around = "A line about the weather at sea, about nets and about the price of tar in other towns.\n"
        .repeat(1_200);
    let text = format!("{around}{}\n{around}", HARBOUR.replace("“tall”", "'tall'"));
    let reading = reading(&text, None);
    assert_eq!(reading.verdict.report(), Some("harbour"));
    let strike = words(&reading, 0)
        .map(|(spans, _)| spans.concat())
        .unwrap_or_default();
    assert!(strike.contains("Port Vesna was struck from the air"), "{strike}");
    // What nobody coded is folded away in a long text, and nothing else is.
    let stretches = reading.stretches();
    let mut at = 0;
    for stretch in &stretches {
        assert_eq!(stretch.paragraphs.start, at);
        at = stretch.paragraphs.end;
        let is_in = |p: &&usize| stretch.paragraphs.contains(p);
        let used = reading.passages.iter().flat_map(|p| &p.paragraphs).filter(is_in);
        assert!(!stretch.is_folded || used.count() == 0);
    }
    assert_eq!(at, reading.text.paragraphs().len());
    let shown: usize = stretches
        .iter()
        .filter(|s| !s.is_folded)
        .map(|s| s.paragraphs.len())
        .sum();
    assert!(shown < 120, "{stretches:?}");
}

#[test]
fn work_in_turns_is_the_same_work() {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};
    let (dataset, gazetteer) = (dataset(), gazetteer());
    let names = Names {
        dataset: &dataset,
        gazetteer: &gazetteer,
    };
    let text = format!("{}\n{}", VALLEY.repeat(90), HARBOUR.replace('“', "\""));
    let mut work = pin!(read_in_turns(names, text.as_bytes(), &text, None));
    let mut context = Context::from_waker(Waker::noop());
    let mut turns = 0;
    let done = loop {
        match work.as_mut().poll(&mut context) {
            Poll::Ready(done) => break done,
            Poll::Pending => turns += 1,
        }
    };
    assert!(turns > 20, "{turns}");
    assert_eq!(done, read(names, text.as_bytes(), &text, None));
}

/// A copy with its white space and quotes changed at random.
fn copied(seed: &[u8]) -> String {
    let mut at = 0;
    let mut next = || {
        at += 1;
        seed.get(at % seed.len().max(1)).copied().unwrap_or(0)
    };
    let mut out = String::new();
    for c in HARBOUR.chars() {
        match (c, next() % 6) {
            (' ', 0) => out.push_str("  "),
            (' ', 1) => out.push('\u{a0}'),
            (' ', 2) => out.push_str(" \u{ad}"),
            ('\n', 0) => out.push_str("\r\n"),
            ('\n', 1) => out.push_str("\n \n"),
            ('“' | '”', 0 | 1) => out.push('"'),
            ('“', 2) => out.push('«'),
            ('”', 2) => out.push('»'),
            (c, _) => out.push(c),
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn changed_white_space_and_quotes_find_the_same_words(seed in proptest::collection::vec(any::<u8>(), 40..90)) {
        let text = copied(&seed);
        let found = reading(&text, None);
        prop_assert_eq!(found.verdict.report(), Some("harbour"));
        let original = reading(HARBOUR, None);
        let plain = |spans: Vec<&str>| -> String {
            spans.concat().chars().filter(|c| c.is_alphanumeric()).collect()
        };
        for event in 0..4 {
            let (Some((got, sureness)), Some((expected, _))) = (words(&found, event), words(&original, event)) else {
                return Err(TestCaseError::fail(format!("event {event} is lost")));
            };
            prop_assert!(sureness >= Sureness::Likely, "event {} is {:?}", event, sureness);
            prop_assert_eq!(plain(got), plain(expected));
        }
        check_whole(found.text.as_str(), &found);
    }

    #[test]
    fn any_text_is_read_to_whole_characters(text in "(Port Vesna|Tuesday|14|Coast Guard|[a-zéا-ي “”.\n\u{ad}<>&;]){0,40}") {
        for chosen in [None, Some("harbour")] {
            let found = reading(&text, chosen);
            check_whole(found.text.as_str(), &found);
        }
    }
}
