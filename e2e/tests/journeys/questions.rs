//! Questions that a reader of the five reports asks, each from the opening view to the answer read off the page, in three
//! acts at most: an act is a click, a choice, or words typed and sent.

use chronotope_e2e::{Journey, Page, Visit, journeys};
use std::cell::Cell;

pub(crate) const ALL: &[Journey] = journeys![
    which_towns_were_hit_in_three_days_by_whom_and_who_says_so,
    how_many_were_killed_in_maharda,
    was_jisr_al_shughur_attacked,
    was_damascus_attacked,
    was_kabul_attacked,
    which_figures_of_dead_can_be_added_up,
    what_contradicts_what,
    what_was_planned_and_not_done,
    what_happened_in_june_2020,
    which_places_are_only_named,
    what_was_known_on_8_september_2018,
    how_many_were_displaced_on_17_december_2019,
    was_there_a_chemical_attack,
    how_many_were_killed_in_hass,
    who_bombed_idlib_city_on_13_march_2019,
    where_did_russia_strike_at_the_end_of_2021,
    when_was_the_north_press_report_published,
    how_many_shells_fell_on_qalaat_al_madiq,
    what_does_only_one_publisher_report,
    is_saraqib_in_the_reports_asked_in_arabic,
    were_there_casualties_in_salhab,
    who_took_khan_sheikhoun_and_when,
    do_the_factions_seek_contacts,
    what_happened_before_the_reports_begin,
    filters_are_taken_away_in_the_sentence,
    the_dates_of_a_question_go_with_it,
];

/// A reader, whose acts are counted.
struct Reader<'v> {
    page: &'v Page,
    acts: Cell<u32>,
}

impl<'v> Reader<'v> {
    fn of(visit: &'v Visit) -> Reader<'v> {
        let page = visit.open("");
        page.wait_for_state("ready");
        Reader {
            page,
            acts: Cell::new(0),
        }
    }

    fn act(&self) {
        self.acts.set(self.acts.get() + 1);
        assert!(self.acts.get() <= 3, "more than three acts");
    }

    /// Words typed and sent.
    fn ask(&self, question: &str) {
        self.act();
        self.page.get("searchbox", "Search").fill(question);
        self.page.press("Enter");
        self.page
            .wait_until("an answer", || self.page.has("region", "Answer"));
    }

    fn press(&self, button: &str) {
        self.act();
        self.page.button(button).click();
    }

    /// Reads in a region until all of this stands there.
    fn reads(&self, region: &str, all: &[&str]) -> String {
        // What is scrolled out of sight is read, too: scrolling is no act.
        let text = || {
            let text = self.page.get("region", region).eval("return el.innerText");
            text.as_str()
                .unwrap_or_default()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        for words in all {
            self.page.wait_until(words, || text().contains(words));
        }
        text()
    }

    fn answer(&self, all: &[&str]) -> String {
        self.reads("Answer", all)
    }
}

fn which_towns_were_hit_in_three_days_by_whom_and_who_says_so(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.ask("Which towns were hit between 7 and 9 September 2018, by whom, who says so?");
    let said = reader.answer(&[
        "Where: Mahardah",
        "Hass",
        "Qalaat al-Madiq",
        "Salhab",
        "by opposition armed groups; according to Syrian Observatory for Human Rights",
        "barrel bomb, Hass, 8 September 2018",
    ]);
    assert!(!said.contains("Khan Shaykhun"), "{said}");
}

fn how_many_were_killed_in_maharda(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.ask("How many people were killed in Maharda?");
    reader.answer(&[
        "10 killed",
        "says Syrian Observatory for Human Rights",
        "5 killed, children",
    ]);
}

fn was_jisr_al_shughur_attacked(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.ask("Was Jisr al-Shughour attacked in any of these reports?");
    reader.answer(&[
        "Named in 3 reports; no attack reported.",
        "somewhere in Idlib Governorate",
    ]);
}

fn was_damascus_attacked(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.ask("Was Damascus attacked?");
    reader.answer(&["Not in these reports", "no attack on it is reported"]);
}

fn was_kabul_attacked(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.ask("Was Kabul attacked?");
    reader.answer(&["Not in these reports: no event, place or actor has “Kabul”"]);
}

fn which_figures_of_dead_can_be_added_up(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.ask("Which figures of dead can be added up, to how many, and which not?");
    let said = reader.answer(&[
        "Killed, civilians: at least 21 killed",
        "Killed, combatants: at least 20 killed",
        "Killed, civilian or combatant not stated: at least 48 killed, perhaps 50 or more",
        "Not added",
        "running total",
    ]);
    assert!(!said.contains("at least 89"), "{said}");
}

fn what_contradicts_what(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.ask("What contradicts what?");
    reader.answer(&[
        "Contradicted",
        "Idlib Central Prison, 14 March 2019",
        "Idlib, 13 March 2019",
    ]);
}

fn what_was_planned_and_not_done(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.ask("What was planned and not done?");
    reader.answer(&[
        "No such event is said to have happened",
        "Maarat al-Numan",
        "planned",
        "proposed",
    ]);
}

fn what_happened_in_june_2020(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.ask("What happened in June 2020?");
    reader.answer(&[
        "Nothing of this is reported for",
        "No report in this set covers these dates",
    ]);
}

fn which_places_are_only_named(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.ask("Which places are only named?");
    let said = reader.answer(&["no attack reported there", "Ariha", "Saraqib", "Jisr al-Shughur"]);
    assert!(!said.contains("Hass"), "{said}");
}

fn what_was_known_on_8_september_2018(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.ask("What was known on 8 September 2018?");
    let said = reader.answer(&["published by 8 September 2018", "Mahardah", "Khan Shaykhun"]);
    assert!(!said.contains("Enab Baladi"), "{said}");
}

fn how_many_were_displaced_on_17_december_2019(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.ask("How many were displaced on 17 December 2019?");
    reader.answer(&["at least 2,000 displaced", "says The New Arab"]);
}

fn was_there_a_chemical_attack(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.ask("Was there a chemical attack?");
    reader.answer(&[
        "No such event is said to have happened",
        "predicted",
        "Maria Zakharova",
    ]);
}

fn how_many_were_killed_in_hass(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.ask("How many were killed in Hass?");
    reader.answer(&["Killed: not stated", "Not stated is not zero"]);
}

fn who_bombed_idlib_city_on_13_march_2019(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.ask("Who bombed Idlib city on 13 March 2019?");
    reader.answer(&["by Russian forces", "White Helmets", "15 killed", "Contradicted"]);
}

fn where_did_russia_strike_at_the_end_of_2021(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.ask("air strikes by Russia since December 2021");
    reader.answer(&[
        "al-Bara",
        "al-Mozarah",
        "Kafr Daryan",
        "al-Jadida",
        "28 December 2021 – 3 January 2022 (uncertain)",
    ]);
}

fn when_was_the_north_press_report_published(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.ask("When was the North Press report published?");
    reader.answer(&["North Press: published 1 January 2022 (uncertain)", "not printed"]);
}

fn how_many_shells_fell_on_qalaat_al_madiq(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.ask("How many shells hit Qalaat al-Madiq?");
    reader.answer(&["at least 150", "Abd al-Kareem al-Rahmoun (White Helmets)"]);
}

fn what_does_only_one_publisher_report(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.press("By publisher");
    reader.reads(
        "By publisher",
        &["Middle East Monitor", "told by no other publisher here"],
    );
}

fn is_saraqib_in_the_reports_asked_in_arabic(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.ask("سراقب");
    reader.answer(&["Saraqib (Idlib): Named in 1 report; no attack reported."]);
}

fn were_there_casualties_in_salhab(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.ask("casualties in Salhab");
    reader.answer(&[
        "no casualties",
        "as reported",
        "Syrian Observatory for Human Rights",
    ]);
}

fn who_took_khan_sheikhoun_and_when(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.ask("Who captured Khan Sheikhoun, and when?");
    reader.answer(&[
        "April – September 2019",
        "by Syrian government forces and Russian forces",
        "The New Arab",
    ]);
}

fn do_the_factions_seek_contacts(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.press("Same incident, contradictions");
    reader.reads(
        "Same incident, contradictions",
        &["Contradictions", "factions", "differ"],
    );
}

fn what_happened_before_the_reports_begin(visit: &Visit) {
    let reader = Reader::of(visit);
    reader.ask("What happened in 2012?");
    reader.answer(&[
        "2012",
        "No report in this set covers these dates",
        "Nearest after",
    ]);
}

fn filters_are_taken_away_in_the_sentence(visit: &Visit) {
    let page = visit.open("#kind=barrel_bomb,shelling");
    page.wait_for_state("ready");
    page.get("group", "Filtered by")
        .get("button", "Remove filter: shelling")
        .click();
    page.wait_until("one kind", || {
        page.hash().contains("kind=barrel_bomb") && !page.hash().contains("shelling")
    });
    page.get("group", "Filtered by")
        .get("button", "Remove filter: barrel bomb")
        .click();
    page.wait_gone("group", "Filtered by");
    assert!(!page.hash().contains("kind="));
}

fn the_dates_of_a_question_go_with_it(visit: &Visit) {
    let reader = Reader::of(visit);
    let page = reader.page;
    reader.ask("7-9 September 2018");
    page.wait_until("the dates", || {
        page.hash().contains("daterange=2018-09-07,2018-09-09")
    });
    page.get("searchbox", "Search").fill("Hass");
    page.wait_until("all dates", || !page.hash().contains("daterange"));
    reader.answer(&["barrel bomb, Hass, 8 September 2018"]);
    page.get("group", "Filtered by")
        .get("button", "Remove filter: “Hass”")
        .click();
    page.wait_gone("region", "Answer");
}
