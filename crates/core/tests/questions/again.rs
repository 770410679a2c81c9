//! Questions about doubt, about two publishers, and about dates that are told from something reported.

use super::page::{ask, check_some, nothing, page};

fn check_all(questions: &[(&str, &[&str], &[&str])]) {
    for (question, found, not) in questions {
        check_some(question, found, not);
    }
}

/// What a reply says: how the question was read, its counts and its facts.
fn told_words(question: &str) -> String {
    let page = page();
    let finder = page.finder();
    let (_, reply) = ask(&page, &finder, question);
    let lines = reply.read_as.into_iter().chain(reply.counts).chain(reply.facts);
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn who_is_not_stated_and_who_is_inferred() {
    for question in [
        "Which attacks have no named attacker?",
        "who is unknown as attacker",
        "attacks by unknown attackers",
        "Which shelling has an unidentified perpetrator?",
        "ما الهجمات التي لم يُذكر فاعلها؟",
        "قصف مجهول الفاعل",
    ] {
        let not = ["enab2019-idlib-city-raids", "npress-ground-offensive"];
        check_some(question, &["npress-mutual-bombardment"], &not);
    }
    for question in [
        "In which attacks is the attacker only inferred?",
        "inferred attackers",
    ] {
        let found = ["alj2018-hass-hospital-barrel-bomb", "enab2019-prison-raids"];
        check_some(
            question,
            &found,
            &["memo2017-khan-sheikhoun-strikes", "npress-mutual-bombardment"],
        );
    }
    // Who asks for the attacker somewhere asks for attacks.
    check_some(
        "Who was the attacker in Maharda?",
        &["alj2018-maharda-shelling"],
        &["alj2018-hass-hospital-barrel-bomb"],
    );
}

#[test]
fn an_inferred_side_is_told_as_such() {
    let page = page();
    let finder = page.finder();
    let (_, reply) = ask(&page, &finder, "Who destroyed the hospital in Hass?");
    assert!(
        reply.events[0]
            .details
            .contains("Syrian government forces (inferred)"),
        "{:?}",
        reply.events
    );
    let (_, reply) = ask(&page, &finder, "Who struck Khan Sheikhoun on 17 December 2017?");
    assert!(
        !reply.events[0].details.contains("inferred"),
        "{:?}",
        reply.events
    );
    assert!(told_words("What did Russian forces attack in March 2019?").contains("is inferred, not stated"));
}

#[test]
fn what_it_is_that_is_uncertain() {
    check_all(&[
        (
            "Which dates are unsure?",
            &["npress-raid-al-bara", "enab2019-turkish-patrol"],
            &["alj2018-hass-hospital-barrel-bomb", "alj2018-maharda-shelling"],
        ),
        (
            "Which attacks have a certain date?",
            &["alj2018-maharda-shelling"],
            &["npress-raid-al-bara"],
        ),
        (
            "Which locations are uncertain?",
            &["memo2017-capture-tal-al-khazanir"],
            &["alj2018-maharda-shelling", "npress-asmi-statement"],
        ),
        (
            "Whose attackers are uncertain?",
            &["alj2018-qalaat-al-madiq-shelling", "npress-mutual-bombardment"],
            &["memo2017-khan-sheikhoun-strikes"],
        ),
    ]);
}

#[test]
fn two_publishers() {
    let both = told_words("What did Middle East Monitor and The New Arab both report?");
    assert!(
        both.contains("Contradicted: ") && both.contains("Khan Shaykhun"),
        "{both}"
    );
    let none = told_words("What do Al Jazeera and Enab Baladi both report?");
    assert!(none.contains("No event of the one is tied"), "{none}");
    assert!(
        none.contains("Places that both name: Idlib Governorate"),
        "{none}"
    );
    check_all(&[
        (
            "What did Enab Baladi report that The New Arab did not?",
            &["enab2019-idlib-city-raids", "enab2019-turkish-patrol"],
            &["enab2019-deal-2018-09-17", "newarab2019-maarat-al-numan-bombing"],
        ),
        (
            "events in The New Arab but not in Enab Baladi",
            &["newarab2019-maarat-al-numan-bombing"],
            &["newarab2019-deescalation-zone-2018", "enab2019-idlib-city-raids"],
        ),
        (
            "What did Al Jazeera and Enab Baladi report?",
            &["alj2018-maharda-shelling", "enab2019-idlib-city-raids"],
            &["newarab2019-maarat-al-numan-bombing"],
        ),
    ]);
}

#[test]
fn before_and_after_something_reported() {
    check_all(&[
        (
            "What happened before the Tehran summit?",
            &["memo2017-khan-sheikhoun-strikes"],
            &["alj2018-tehran-summit", "alj2018-hass-hospital-barrel-bomb"],
        ),
        (
            "Which attacks were there after the Sochi deal?",
            &["enab2019-idlib-city-raids"],
            &["alj2018-maharda-shelling", "enab2019-deal-2018-09-17"],
        ),
        (
            "What happened on the day after the Tehran summit?",
            &["alj2018-hass-hospital-barrel-bomb"],
            &["alj2018-maharda-shelling", "enab2019-idlib-city-raids"],
        ),
        (
            "ماذا حدث بعد قمة طهران؟",
            &["alj2018-hass-hospital-barrel-bomb", "npress-raid-al-bara"],
            &["alj2018-maharda-shelling"],
        ),
        // Dates are dates.
        (
            "attacks after 8 September 2018",
            &["enab2019-idlib-city-raids"],
            &["alj2018-hass-hospital-barrel-bomb"],
        ),
    ]);
    assert!(told_words("attacks after the Sochi deal").contains("after: agreement"));
    let vague = told_words("What happened after the raids on Idlib city?");
    assert!(vague.contains("may mean any of these"), "{vague}");
    nothing("What happened after the battle of Raqqa?");
}

#[test]
fn two_years_are_counted_each() {
    for question in [
        "Were there more attacks in 2018 or in 2019?",
        "Compare attacks in 2018 and 2019",
        "هل كانت الهجمات أكثر في 2018 أم في 2019؟",
    ] {
        let told = told_words(question);
        assert!(
            told.contains("2018-01-01 – 2018-12-31: 6 reported events"),
            "{told}"
        );
        assert!(
            told.contains("2019-01-01 – 2019-12-31: 15 reported events"),
            "{told}"
        );
        check_some(
            question,
            &["alj2018-maharda-shelling", "enab2019-idlib-city-raids"],
            &["npress-raid-al-bara", "memo2017-khan-sheikhoun-strikes"],
        );
    }
}

#[test]
fn losses_slips_and_truces() {
    check_all(&[
        (
            "Did the army lose a village?",
            &["memo2017-jaish-al-izza-capture"],
            &["memo2017-capture-tal-al-khazanir"],
        ),
        (
            "What did Hayat Tahrir al-Sham lose?",
            &["memo2017-capture-tal-al-khazanir"],
            &["memo2017-jaish-al-izza-capture"],
        ),
        (
            "Which areas fell to the regime?",
            &["newarab2019-capture-khan-sheikhoun"],
            &["memo2017-jaish-al-izza-capture"],
        ),
        (
            "Kahn Sheikoun",
            &["memo2017-khan-sheikhoun-strikes"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "Did the ceasefire hold?",
            &["newarab2019-past-violations"],
            &[
                "newarab2019-offer-ariha-demilitarised",
                "alj2018-erdogan-ceasefire-proposal",
            ],
        ),
        (
            "For whom does Captain Mararti speak?",
            &["memo2017-jaish-al-izza-attack"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "هل استولى الجيش على خان شيخون؟",
            &["newarab2019-capture-khan-sheikhoun"],
            &["memo2017-jaish-al-izza-capture"],
        ),
        (
            "ما الذي لم يحدث؟",
            &["newarab2019-offensive-planned", "npress-broad-operation-excluded"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "هل قُتل مدنيون في معرة النعمان؟",
            &["newarab2019-maarat-al-numan-bombing"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "ما الذي نفته المعارضة؟",
            &["alj2018-faction-contacts-denied"],
            &["alj2018-maharda-shelling"],
        ),
    ]);
}

#[test]
fn the_most_and_told_by_several() {
    let page = page();
    let finder = page.finder();
    let (_, reply) = ask(&page, &finder, "Which was the deadliest attack?");
    let told: Vec<&str> = reply.events.iter().map(|event| event.id.as_str()).collect();
    // 26; 13 and 7; 15. Not the thousands of years, which are a running total.
    assert_eq!(
        told[..3],
        [
            "newarab2019-bombing-17-december",
            "alj2018-qamishli-clashes",
            "enab2019-idlib-city-raids"
        ]
    );
    check_all(&[
        (
            "Which attacks are told by more than one source?",
            &["enab2019-idlib-city-raids"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "What is told in more than one report?",
            &["enab2019-deal-2018-09-17", "newarab2019-deescalation-zone-2018"],
            &["alj2018-maharda-shelling", "enab2019-prison-raids"],
        ),
    ]);
    let told = told_words("Which towns were hit in both 2018 and 2019?");
    assert!(told.contains("Places with such events in both: "), "{told}");
}

#[test]
fn words_of_readers() {
    check_all(&[
        (
            "How many villages did Jaish al-Izza take?",
            &["memo2017-jaish-al-izza-capture"],
            &["memo2017-capture-tal-al-khazanir"],
        ),
        (
            "When did Khan Sheikhoun fall?",
            &["newarab2019-capture-khan-sheikhoun"],
            &["memo2017-khan-sheikhoun-strikes"],
        ),
        (
            "Did Syrian forces use barrel bombs?",
            &["alj2018-hass-hospital-barrel-bomb"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "Which attacks did the White Helmets document?",
            &["enab2019-idlib-city-raids"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "Did Turkey comment on the raid?",
            &["enab2019-raid-coordination"],
            &["enab2019-turkish-patrol"],
        ),
        (
            "Was a refugee camp hit?",
            &["enab2019-us-account-of-strikes"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "Which places are only approximately known?",
            &["memo2017-capture-tal-al-khazanir"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "من هاجم مطار حميميم؟",
            &["enab2019-khmeimim-attack-planned"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "كم شخصاً نزح بسبب القصف في كانون الأول 2019؟",
            &["newarab2019-displacement-17-december"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "هل أعلنت روسيا انسحاباً؟",
            &["memo2017-russian-withdrawal-planned"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "من قال إن الهجوم لم يبدأ؟",
            &["alj2018-battle-not-started"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "ماذا يقول الدفاع المدني؟",
            &["enab2019-idlib-city-raids"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "هل هناك تناقض حول منطقة خفض التصعيد؟",
            &["newarab2019-deescalation-zone-2018"],
            &["enab2019-idlib-city-raids"],
        ),
    ]);
    nothing("Did Syrian forces use barrel bombs in 2019?");
}

#[test]
fn what_is_not_followed_is_said() {
    for (question, words) in [
        ("Which attacks hit no civilians?", "“no” was not followed"),
        ("What did nobody propose?", "“nobody” was not followed"),
        (
            "What happened in Idlib but not in Hama?",
            "“but not” was not followed",
        ),
    ] {
        let told = told_words(question);
        assert!(told.contains(words), "{question}: {told}");
    }
    for question in [
        "What did Enab Baladi report that The New Arab did not?",
        "Which attacks have no named attacker?",
        "What did not happen?",
        "Which places were not attacked?",
    ] {
        let told = told_words(question);
        assert!(!told.contains("was not followed"), "{question}: {told}");
    }
    assert!(
        told_words("Which places were not attacked?").contains("Named, but with no attack reported there")
    );
    check_some(
        "هل قصفت المعارضة سلحب؟",
        &["alj2018-rebel-response-salhab"],
        &["alj2018-maharda-shelling"],
    );
    check_some(
        "من أسقط البراميل المتفجرة؟",
        &["alj2018-hass-hospital-barrel-bomb"],
        &["alj2018-maharda-shelling"],
    );
}

#[test]
fn arabic_words_of_loss_and_of_weapons() {
    // The word for "fell" is of towns that are taken, and of people who are killed.
    check_all(&[
        (
            "كم قتيلاً سقط في مدينة إدلب يوم 13 آذار 2019؟",
            &["enab2019-idlib-city-raids"],
            &["enab2019-prison-raids"],
        ),
        (
            "هل استُخدمت أسلحة كيميائية؟",
            &[
                "alj2018-feared-chemical-attack",
                "enab2019-chemical-plan-allegation",
            ],
            &["enab2019-idlib-city-raids"],
        ),
        (
            "هل سقطت خان شيخون؟",
            &["newarab2019-capture-khan-sheikhoun"],
            &["memo2017-khan-sheikhoun-strikes"],
        ),
    ]);
}
