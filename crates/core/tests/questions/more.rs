//! More questions, each with what must and what must not be found.

use super::page::{check_some, nothing};

/// (question, what must be found, what must not).
type Asked<'a> = &'a [(&'a str, &'a [&'a str], &'a [&'a str])];

fn check_all(questions: Asked<'_>) {
    for (question, found, not) in questions {
        check_some(question, found, not);
    }
}

#[test]
fn what_was_said_at_talks_was_said_there() {
    check_all(&[
        (
            "what was proposed in Tehran",
            &["alj2018-erdogan-ceasefire-proposal"],
            &["newarab2019-offer-western-idlib", "alj2018-tehran-summit"],
        ),
        (
            "What was said in Tehran?",
            &["alj2018-putin-rejects-ceasefire", "alj2018-tehran-summit"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "Who met in Tehran?",
            &["alj2018-tehran-summit"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "متى عقدت قمة طهران؟",
            &["alj2018-tehran-summit"],
            &["alj2018-maharda-shelling"],
        ),
    ]);
}

#[test]
fn who_is_attacked_is_no_attacker() {
    check_all(&[
        (
            "Who attacked government forces in Hama?",
            &["memo2017-jaish-al-izza-attack", "memo2017-jaish-al-izza-capture"],
            &["alj2018-bombardment-saturday", "newarab2019-capture-hama-areas"],
        ),
        (
            "Who attacked HTS?",
            &[
                "memo2017-capture-tal-al-khazanir",
                "enab2019-ministry-raid-on-hts-post",
            ],
            &["enab2019-khmeimim-attack-planned"],
        ),
        (
            "attacks on Hayat Tahrir al-Sham",
            &["enab2019-ministry-raid-on-hts-post"],
            &["enab2019-khmeimim-attack-planned"],
        ),
        (
            "attacks by Hayat Tahrir al-Sham",
            &["enab2019-khmeimim-attack-planned"],
            &["enab2019-ministry-raid-on-hts-post"],
        ),
        (
            "Did Jaish al-Izza attack the army?",
            &["memo2017-jaish-al-izza-attack"],
            &["alj2018-bombardment-saturday"],
        ),
        (
            "Which attacks were by the opposition?",
            &["alj2018-maharda-shelling", "alj2018-rebel-response-salhab"],
            &["alj2018-hass-hospital-barrel-bomb"],
        ),
    ]);
    check_all(&[
        (
            "Russian air strikes in December 2021",
            &["npress-raid-al-bara"],
            &["enab2019-khmeimim-attack-planned"],
        ),
        (
            "rebel shelling",
            &["alj2018-maharda-shelling"],
            &["alj2018-qalaat-al-madiq-shelling"],
        ),
    ]);
    for question in [
        "Who attacked the White Helmets?",
        "Did Turkey attack the regime?",
        "Did the regime attack Jaish al-Izza?",
        "attacks by Turkey",
        "attacks by Iran",
        "Did Assad say anything?",
        "according to Assad",
    ] {
        nothing(question);
    }
}

#[test]
fn truces_and_who_refused_them() {
    check_all(&[
        (
            "Did Putin agree to the ceasefire?",
            &["alj2018-putin-rejects-ceasefire"],
            &["alj2018-erdogan-ceasefire-proposal"],
        ),
        (
            "Who rejected the truce?",
            &["alj2018-putin-rejects-ceasefire"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "من رفض وقف إطلاق النار؟",
            &["alj2018-putin-rejects-ceasefire"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "من خرق الهدنة؟",
            &["newarab2019-past-violations"],
            &["alj2018-tehran-summit", "alj2018-erdogan-ceasefire-proposal"],
        ),
        (
            "ماذا اقترحت روسيا؟",
            &["newarab2019-offer-western-idlib"],
            &["alj2018-maharda-shelling"],
        ),
    ]);
}

#[test]
fn numbers_are_of_what_is_counted() {
    check_all(&[
        (
            "Who says that 15 people were killed?",
            &["enab2019-idlib-city-raids"],
            &["enab2019-deal-2018-09-17"],
        ),
        (
            "Who killed ten people in Mhardeh?",
            &["alj2018-maharda-shelling"],
            &["alj2018-tehran-summit"],
        ),
        (
            "How many rounds of Astana talks were there?",
            &["npress-astana-rounds-1-16"],
            &["alj2018-qalaat-al-madiq-shelling"],
        ),
        (
            "How many shells hit Qalat al-Mudiq?",
            &["alj2018-qalaat-al-madiq-shelling"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "How many families were displaced?",
            &["enab2019-displaced-total"],
            &["alj2018-maharda-shelling"],
        ),
    ]);
}

#[test]
fn other_words_and_other_spellings() {
    check_all(&[
        (
            "Where did the rebels respond?",
            &["alj2018-rebel-response-salhab"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "Who took part in the Astana talks?",
            &["npress-astana-17th-round"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "Was Kafr Daryan hit by Russia?",
            &["npress-raid-kafr-daryan"],
            &["npress-raid-al-bara"],
        ),
        (
            "Was Maarat an-Numan bombed on 18 December 2019?",
            &["newarab2019-maarat-al-numan-bombing"],
            &["newarab2019-bombing-17-december"],
        ),
        (
            "Was Qal'at al-Madiq shelled?",
            &["alj2018-qalaat-al-madiq-shelling"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "من يسيطر على القامشلي؟",
            &["alj2018-qamishli-control"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "هل قصفت روسيا البارة؟",
            &["npress-raid-al-bara"],
            &["npress-raid-kafr-daryan"],
        ),
        (
            "غارات روسية في كانون الأول 2021",
            &["npress-raid-al-bara"],
            &["npress-ground-offensive", "memo2017-khan-sheikhoun-strikes"],
        ),
        (
            "in the winter of 2019-2020",
            &["newarab2019-maarat-al-numan-bombing"],
            &["enab2019-idlib-city-raids"],
        ),
    ]);
    for question in [
        "Was Kafr Nabl attacked?",
        "Was Raqqa attacked?",
        "Was Deir ez-Zor attacked?",
        "Was Ariha bombed?",
        "Was ISIS attacked?",
        "What did Macron say?",
        "Was a school bombed?",
        "a week ago",
        "last month",
    ] {
        nothing(question);
    }
}

#[test]
fn what_one_publisher_tells_alone() {
    check_all(&[
        (
            "Which events does only Enab Baladi report?",
            &["enab2019-idlib-city-raids", "enab2019-turkish-patrol"],
            &["enab2019-deal-2018-09-17", "alj2018-maharda-shelling"],
        ),
        (
            "What is reported only by North Press?",
            &["npress-raid-al-bara"],
            &["npress-astana-first-round", "alj2018-maharda-shelling"],
        ),
        (
            "What does The New Arab report that the others do not?",
            &["newarab2019-maarat-al-numan-bombing"],
            &["newarab2019-deescalation-zone-2018", "alj2018-maharda-shelling"],
        ),
        (
            "Which raids does Enab Baladi alone report?",
            &["enab2019-prison-raids"],
            &["enab2019-turkish-patrol"],
        ),
    ]);
}

#[test]
fn how_offers_were_answered() {
    check_all(&[
        (
            "Was the offer accepted?",
            &["newarab2019-offer-rejected", "newarab2019-offer-western-idlib"],
            &["npress-abdah-rejects-assad", "alj2018-tehran-summit"],
        ),
        (
            "Did the opposition reject the offer?",
            &["newarab2019-offer-rejected"],
            &["alj2018-putin-rejects-ceasefire"],
        ),
        (
            "Who accepted the truce?",
            &["alj2018-putin-rejects-ceasefire"],
            &["alj2018-maharda-shelling"],
        ),
    ]);
}

#[test]
fn what_is_certain_and_what_is_not() {
    check_all(&[
        (
            "What is uncertain?",
            &[
                "npress-raid-al-bara",
                "enab2019-idlib-city-raids",
                "alj2018-maharda-shelling",
            ],
            &["memo2017-khan-sheikhoun-strikes"],
        ),
        (
            "Which attacks are certain?",
            &["memo2017-khan-sheikhoun-strikes"],
            &["npress-raid-al-bara", "alj2018-maharda-shelling"],
        ),
        (
            "ما هو غير مؤكد؟",
            &["npress-raid-al-bara"],
            &["memo2017-khan-sheikhoun-strikes"],
        ),
    ]);
    nothing("Was an attack on Damascus certain?");
}

#[test]
fn whose_an_act_is_stands_after_it_in_arabic() {
    check_all(&[
        (
            "غارات روسية",
            &["npress-raid-al-bara"],
            &["enab2019-khmeimim-attack-planned"],
        ),
        (
            "قصف المعارضة",
            &["alj2018-maharda-shelling"],
            &["alj2018-qalaat-al-madiq-shelling"],
        ),
        (
            "غارات النظام في أيلول 2018",
            &["alj2018-bombardment-saturday"],
            &["enab2019-idlib-city-raids"],
        ),
        (
            "هجمات على المدنيين",
            &["enab2019-idlib-city-raids"],
            &["alj2018-hass-hospital-barrel-bomb"],
        ),
    ]);
    nothing("غارات إيرانية");
    nothing("قصف تركي");
}

#[test]
fn negatives_slips_and_refusals() {
    check_all(&[
        (
            "Was nobody hurt in Salhab?",
            &["alj2018-rebel-response-salhab"],
            &["alj2018-maharda-shelling"],
        ),
        (
            "Who bombed Marat Numan?",
            &["newarab2019-maarat-al-numan-bombing"],
            &["newarab2019-bombing-17-december"],
        ),
        (
            "Did Russia accept the truce?",
            &["alj2018-putin-rejects-ceasefire"],
            &["alj2018-tehran-summit"],
        ),
        (
            "هل رفضت المعارضة العرض الروسي؟",
            &["newarab2019-offer-rejected"],
            &["alj2018-erdogan-ceasefire-proposal"],
        ),
    ]);
    for question in [
        "Did HTS capture any town?",
        "غارات جوية تركية",
        "Did Turkey withdraw?",
    ] {
        nothing(question);
    }
}
