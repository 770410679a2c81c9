//! Questions that readers of the five reports ask, against the bundled data.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod again;
mod fresh;
mod more;
mod page;

use chronotope_core::messages::{StubFormats, messages};
use chronotope_core::scene::reports::{Found, Narrator};
use chronotope_core::state::Lang;
use chronotope_core::time::{Membership, TimeWindow};
use page::{check, check_some, nothing, page};

#[test]
fn who_was_hit_when_and_by_whom() {
    check(
        "Which towns were hit between 7 and 9 September 2018, by whom, who says so?",
        &[
            "alj2018-maharda-shelling",
            "alj2018-hass-hospital-barrel-bomb",
            "alj2018-qalaat-al-madiq-shelling",
        ],
        &["alj2018-tehran-summit", "enab2019-idlib-city-raids"],
    );
    check(
        "air strikes by Russia in December 2017",
        &["memo2017-khan-sheikhoun-strikes"],
        &["alj2018-tehran-summit"],
    );
    check(
        "Was Khan Shaykhun attacked?",
        &[
            "memo2017-khan-sheikhoun-strikes",
            "newarab2019-capture-khan-sheikhoun",
        ],
        &["alj2018-maharda-shelling"],
    );
    check(
        "What did the regime attack on 8 September 2018?",
        &["alj2018-hass-hospital-barrel-bomb"],
        &["alj2018-maharda-shelling"],
    );
    check(
        "what did rebels shell",
        &["alj2018-maharda-shelling"],
        &["alj2018-qalaat-al-madiq-shelling"],
    );
    check(
        "attacks against civilians",
        &["enab2019-idlib-city-raids"],
        &["alj2018-hass-hospital-barrel-bomb"],
    );
    check(
        "hospital",
        &["alj2018-hass-hospital-barrel-bomb"],
        &["alj2018-maharda-shelling"],
    );
    check(
        "Was a hospital hit?",
        &["alj2018-hass-hospital-barrel-bomb"],
        &["alj2018-maharda-shelling"],
    );
    check(
        "قصف محردة",
        &["alj2018-maharda-shelling"],
        &["alj2018-hass-hospital-barrel-bomb"],
    );
    check(
        "هجمات أيلول 2018",
        &["alj2018-maharda-shelling"],
        &["enab2019-idlib-city-raids"],
    );
    check(
        "2018-09-07",
        &["alj2018-maharda-shelling", "alj2018-tehran-summit"],
        &["alj2018-hass-hospital-barrel-bomb"],
    );
}

#[test]
fn arabic_is_read_with_what_is_written_onto_its_words() {
    check(
        "هل تعرضت جسر الشغور لهجوم؟",
        &["alj2018-offensive-first-stage"],
        &["alj2018-maharda-shelling"],
    );
    check(
        "كم عدد القتلى في محردة؟",
        &["alj2018-maharda-shelling"],
        &["alj2018-hass-hospital-barrel-bomb"],
    );
    check(
        "ماذا حدث في حاس وسلحب؟",
        &[
            "alj2018-hass-hospital-barrel-bomb",
            "alj2018-rebel-response-salhab",
        ],
        &["alj2018-maharda-shelling"],
    );
}

#[test]
fn how_many_and_who_says_so() {
    check(
        "How many people were killed in Maharda?",
        &["alj2018-maharda-shelling"],
        &["alj2018-tehran-summit"],
    );
    check(
        "How many were killed in Idlib city on 13 March 2019?",
        &["enab2019-idlib-city-raids"],
        &["enab2019-prison-raids"],
    );
    check(
        "110,393",
        &["enab2019-displaced-total"],
        &["alj2018-maharda-shelling"],
    );
    check(
        "150 shells",
        &["alj2018-qalaat-al-madiq-shelling"],
        &["alj2018-maharda-shelling"],
    );
    check(
        "How many were displaced?",
        &["enab2019-displaced-total", "newarab2019-displacement-17-december"],
        &["alj2018-maharda-shelling"],
    );
    check(
        "What does SOHR say?",
        &["alj2018-maharda-shelling", "alj2018-qamishli-clashes"],
        &["alj2018-hass-hospital-barrel-bomb"],
    );
    check(
        "according to the White Helmets",
        &["alj2018-toll-since-month-start"],
        &["alj2018-maharda-shelling"],
    );
    check(
        "Al Jazeera",
        &["alj2018-maharda-shelling"],
        &["enab2019-prison-raids"],
    );
}

#[test]
fn what_did_not_happen_and_what_is_contradicted() {
    check(
        "What was planned and not done?",
        &[
            "newarab2019-offensive-planned",
            "enab2019-khmeimim-attack-planned",
            "memo2017-opposition-plan-to-retake",
        ],
        &["alj2018-maharda-shelling"],
    );
    check(
        "What contradicts what?",
        &["enab2019-prison-raids", "enab2019-idlib-city-raids"],
        &["alj2018-maharda-shelling"],
    );
    check(
        "Was a chemical attack reported?",
        &[
            "alj2018-feared-chemical-attack",
            "enab2019-chemical-plan-allegation",
        ],
        &["alj2018-maharda-shelling"],
    );
    check(
        "denied",
        &["alj2018-faction-contacts-denied", "alj2018-battle-not-started"],
        &["alj2018-maharda-shelling"],
    );
}

#[test]
fn what_is_not_there_is_not_found() {
    check("Was Damascus attacked?", &[], &[]);
    check("Was Kabul attacked?", &[], &[]);
    check(
        "Was Jisr al-Shughur attacked in 2018?",
        &["alj2018-offensive-first-stage"],
        &["npress-raid-al-jadida"],
    );
    // A plan without an end may fall in any later month; nothing that happened does.
    check(
        "What happened in June 2020?",
        &["newarab2019-capture-m5-planned"],
        &["alj2018-maharda-shelling", "enab2019-idlib-city-raids"],
    );
    check("nuclear", &[], &[]);
}

#[test]
fn what_was_known_on_a_day() {
    check(
        "What was known on 8 September 2018?",
        &["alj2018-maharda-shelling", "memo2017-khan-sheikhoun-strikes"],
        &["enab2019-idlib-city-raids"],
    );
}

/// The sums of all events in some days: measure, unit, status, total, and how each figure stands.
fn sums_of(first: &str, last: &str) -> Vec<(String, String)> {
    use chronotope_core::dataset::CountsAs;
    use chronotope_core::incidents::Incidents;
    use chronotope_core::sums::{SumScope, Told, sums};
    use chronotope_core::time::Day;
    let page = page();
    let day = |text| Day::parse_iso(text).expect("a day");
    let window = TimeWindow::from_days(day(first), day(last));
    let mut told = Vec::new();
    for (record, event) in (0u32..).zip(&page.dataset.events) {
        let membership = event
            .when
            .as_ref()
            .map_or(Membership::Out, |when| when.membership(window));
        if membership != Membership::Out {
            let kind = page
                .dataset
                .manifest
                .kinds
                .get(&event.kind)
                .map(|kind| kind.counts_as);
            told.push(Told {
                record,
                event,
                surely: membership == Membership::Definite,
                may_give: matches!(kind, Some(CountsAs::Violence | CountsAs::Movement)),
                reaches_beyond: false,
            });
        }
    }
    let names = |id: &str| page.gazetteer.by_id(id).map(|view| view.name().to_owned());
    let narrator = Narrator {
        dataset: &page.dataset,
        messages: messages(Lang::En),
        formats: &StubFormats,
        place_name: &names,
    };
    let found = sums(&told, &Incidents::new(&page.dataset.events, &[]), &SumScope::ALL);
    found
        .iter()
        .map(|sum| narrator.sum_view(sum))
        .map(|view| (view.heading, view.total))
        .collect()
}

#[test]
fn what_the_five_reports_add_up_to() {
    let expect = |first: &str, last: &str, expected: &[(&str, &str)]| {
        let got = sums_of(first, last);
        for (heading, total) in expected {
            let found = got.iter().find(|(h, _)| h == heading);
            assert_eq!(
                found.map(|(_, t)| t.as_str()),
                Some(*total),
                "{heading} in {first}/{last}: {got:?}"
            );
        }
    };
    // Everything: 6 and 15 civilians; 13 and 7 combatants; 10, 10, 26 and 2 of whom nobody says which, and 2 men who may be
    // among the 6. Not the thousands of years, not the running totals, not the children among the dead.
    expect(
        "2017-12-01",
        "2022-01-31",
        &[
            ("Killed, civilians", "at least 21 killed"),
            ("Killed, combatants", "at least 20 killed"),
            (
                "Killed, civilian or combatant not stated",
                "at least 48 killed, perhaps 50 or more",
            ),
            ("Injured, civilians", "49 injured"),
            ("Injured, civilian or combatant not stated", "5 injured"),
            (
                "Displaced, civilian or combatant not stated",
                "at least 2000 displaced",
            ),
            ("Displaced, families", "none of these figures can be added"),
            ("Munitions", "at least 150 munitions"),
            ("Places hit", "89 places hit"),
        ],
    );
    // September 2018: the running total of 26 since the month began adds nothing.
    expect(
        "2018-09-01",
        "2018-09-30",
        &[
            ("Killed, civilians", "at least 6 killed"),
            ("Killed, combatants", "at least 20 killed"),
            ("Killed, civilian or combatant not stated", "10 to 12 killed"),
        ],
    );
    // One day of December 2019.
    expect(
        "2019-12-17",
        "2019-12-17",
        &[
            ("Killed, civilian or combatant not stated", "26 killed"),
            (
                "Displaced, civilian or combatant not stated",
                "at least 2000 displaced",
            ),
        ],
    );
    // On days without a toll nothing is added, and nothing is zero.
    let added = sums_of("2021-12-28", "2022-01-03");
    let nothing = "none of these figures can be added";
    assert!(added.iter().all(|(_, total)| total == nothing), "{added:?}");
}

#[test]
fn parts_of_months_weekdays_and_spans_without_a_year() {
    let checks: &[(&str, &[&str], &[&str])] = &[
        (
            "attacks on 7-9 Sept",
            &["alj2018-hass-hospital-barrel-bomb"],
            &["enab2019-idlib-city-raids", "memo2017-khan-sheikhoun-strikes"],
        ),
        (
            "What happened in early September 2018?",
            &["alj2018-maharda-shelling"],
            &["enab2019-deal-2018-09-17"],
        ),
        (
            "raids in the second half of March 2019",
            &["enab2019-russian-escalation"],
            &["enab2019-idlib-city-raids"],
        ),
        (
            "last week of December 2021",
            &["npress-snc-response"],
            &["npress-astana-17th-round"],
        ),
        (
            "Was Maarat al-Numan bombed on Wednesday?",
            &["newarab2019-maarat-al-numan-bombing"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "attacks on Friday in September 2018",
            &["alj2018-maharda-shelling"],
            &["alj2018-hass-hospital-barrel-bomb"],
        ),
        (
            "ماذا حدث في أوائل أيلول 2018؟",
            &["alj2018-maharda-shelling"],
            &["enab2019-deal-2018-09-17"],
        ),
        (
            "الأسبوع الأخير من كانون الأول 2021",
            &["npress-snc-response"],
            &["npress-astana-17th-round"],
        ),
    ];
    for (question, found, not) in checks {
        check(question, found, not);
    }
}

#[test]
fn who_is_asked_of_acted() {
    check("did Turkey shell anything?", &[], &[]);
    check("did Russia use chemical weapons?", &[], &[]);
    check(
        "did Russia bomb Khan Sheikhoun?",
        &["memo2017-khan-sheikhoun-strikes"],
        &["alj2018-hass-hospital-barrel-bomb"],
    );
    check(
        "did the regime use barrel bombs?",
        &["alj2018-hass-hospital-barrel-bomb"],
        &["alj2018-maharda-shelling"],
    );
    // A speaker is no more than himself.
    check(
        "which reports mention Lavrentiev",
        &["npress-lavrentiev-statement"],
        &["alj2018-tehran-summit"],
    );
    check(
        "What did Lavrentiev say?",
        &["npress-lavrentiev-statement"],
        &["alj2018-tehran-summit"],
    );
}

#[test]
fn a_town_and_the_governorate_of_its_name() {
    check(
        "Was a hospital hit in Idlib?",
        &["alj2018-hass-hospital-barrel-bomb"],
        &["alj2018-maharda-shelling"],
    );
    check(
        "Was the prison attacked in Idlib?",
        &["enab2019-prison-raids"],
        &["alj2018-maharda-shelling"],
    );
    check(
        "Was Idlib city bombed?",
        &["enab2019-idlib-city-raids"],
        &["alj2018-hass-hospital-barrel-bomb"],
    );
    check(
        "قصف مدينة إدلب",
        &["enab2019-idlib-city-raids"],
        &["alj2018-hass-hospital-barrel-bomb"],
    );
}

#[test]
fn who_is_counted_hides_no_event() {
    check(
        "How many civilians were killed in Hass?",
        &["alj2018-hass-hospital-barrel-bomb"],
        &["alj2018-maharda-shelling"],
    );
    check(
        "How many soldiers were killed in Qamishli?",
        &["alj2018-qamishli-clashes"],
        &["alj2018-maharda-shelling"],
    );
}

#[test]
fn what_only_sounds_like_a_name_is_not_found() {
    for question in [
        "Was sarin used?",
        "was a mosque hit?",
        "was a market bombed?",
        "were schools attacked",
    ] {
        check(question, &[], &["x"]);
    }
    check(
        "drone attacks",
        &["enab2019-khmeimim-attack-planned"],
        &["npress-raid-kafr-daryan"],
    );
    check(
        "من قصف مشفى حاس؟",
        &["alj2018-hass-hospital-barrel-bomb"],
        &["alj2018-maharda-shelling"],
    );
    check(
        "هل سقطت خان شيخون؟",
        &["newarab2019-capture-khan-sheikhoun"],
        &["alj2018-maharda-shelling"],
    );
}

/// Questions as they came to mind when the reports were read, each with what must and what must not be found.
#[test]
fn more_questions_of_readers() {
    for (question, found, not) in [
        (
            "من قال إن المعركة لم تبدأ؟",
            &["alj2018-battle-not-started"][..],
            &["alj2018-maharda-shelling"][..],
        ),
        (
            "has the battle for Idlib begun",
            &["alj2018-battle-not-started"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "how many soldiers were killed",
            &[],
            &["memo2017-khan-sheikhoun-strikes"],
        ),
        (
            "who fired on Mahardah",
            &["alj2018-maharda-shelling"],
            &["alj2018-tehran-summit"],
        ),
        (
            "who controls Qamishli",
            &["alj2018-qamishli-control"],
            &["memo2017-khan-sheikhoun-strikes"],
        ),
        (
            "which publisher reported the hospital and the others did not",
            &["alj2018-hass-hospital-barrel-bomb"],
            &["alj2018-tehran-summit"],
        ),
        (
            "when did the Sochi agreement come into force",
            &["enab2019-deal-2018-09-17"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "who broke the ceasefire in 2019",
            &["newarab2019-past-violations"],
            &["enab2019-idlib-city-raids"],
        ),
        (
            "attacks 7-9 Sept 2018",
            &["alj2018-maharda-shelling"],
            &["alj2018-tehran-summit", "enab2019-idlib-city-raids"],
        ),
        (
            "what happened in early September 2018",
            &["alj2018-tehran-summit"],
            &["enab2019-idlib-city-raids"],
        ),
        (
            "Maaret al-Numan 2019",
            &["newarab2019-maarat-al-numan-bombing"],
            &["memo2017-khan-sheikhoun-strikes"],
        ),
        (
            "Mhardeh",
            &["alj2018-maharda-shelling"],
            &["alj2018-hass-hospital-barrel-bomb"],
        ),
        (
            "ما الذي تناقضه التقارير؟",
            &["enab2019-idlib-city-raids"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "من قصف محردة؟",
            &["alj2018-maharda-shelling"],
            &["alj2018-hass-hospital-barrel-bomb"],
        ),
    ] {
        check_some(question, found, not);
    }
}

/// What is not in the reports is not answered with something else.
#[test]
fn what_is_not_told_is_not_answered() {
    for question in [
        "Was sarin used?",
        "Was chlorine used in Idlib?",
        "Was there an attack yesterday?",
        "What happened today in Idlib?",
        "ماذا حدث أمس؟",
        "هل استخدم السارين؟",
        "Did Turkey shell Afrin?",
        "did Turkey attack Idlib?",
        "Did Israel strike anything?",
        "هل هاجمت إسرائيل سوريا",
        "Did the United States strike Idlib?",
        "Was Homs attacked?",
        "هل تعرضت حمص للقصف؟",
        "Was Kafr Zita hit?",
        "Was Sarakeb bombed?",
        "Kafranbel",
        "was the chemical attack confirmed",
        "were schools hit",
        "was a mosque hit",
        "cluster munitions",
        "phosphorus",
        "how many Turkish soldiers were killed",
        "did Iran attack",
        "هل قصفت تركيا إدلب؟",
    ] {
        nothing(question);
    }
}

/// The events that an answer tells of, the rest counted.
#[test]
fn who_asks_for_a_number_is_told_of_what_has_it() {
    let page = page();
    let finder = page.finder();
    let (found, reply) = page::ask(&page, &finder, "How many were injured in Idlib on 13 March 2019");
    let told: Vec<&str> = reply.events.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(told, ["enab2019-idlib-city-raids"]);
    let rest = found.len() - 1;
    let says = |words: &String| words.starts_with(&format!("{rest} more event"));
    assert!(rest > 0 && reply.facts.iter().any(says), "{:?}", reply.facts);
    // Where no event has the number, all are told of.
    let (found, reply) = page::ask(&page, &finder, "How many were injured in Hass?");
    assert_eq!(found.len(), reply.events.len());
}

/// Plans are no answer to what was done: what was done, and by whom, is told beside them.
#[test]
fn whoever_did_what_somebody_only_plans_is_told() {
    let page = page();
    let finder = page.finder();
    let question = "Did the rebels capture any village?";
    let asked = finder.asked(page.searched(), question);
    let (at, part) = asked.side_of_act().expect("a side");
    let rows = finder.rows(page.searched(), &asked, Some(at));
    let rows = (0..page.table.rows()).filter(|&row| rows.contains(row));
    let told = rows.filter_map(|row| page.searched().event(row).filter(|event| event.modality.marks()));
    let membership = Membership::Definite;
    let found: Vec<Found<'_>> = told.map(|event| Found { event, membership }).collect();
    let (words, events) = page::narrated(&page, |narrator| narrator.others(part, &found));
    assert!(
        words.contains("rebels") && words.contains("opposition armed groups"),
        "{words}"
    );
    assert!(
        words.contains("Jaish al-Izza") && words.contains("Syrian government forces"),
        "{words}"
    );
    let is_there = |id: &str| events.iter().any(|event| event.id == id);
    assert!(is_there("memo2017-jaish-al-izza-capture") && is_there("newarab2019-capture-khan-sheikhoun"));
    assert!(!is_there("memo2017-opposition-plan-to-retake") && !is_there("alj2018-maharda-shelling"));
}
