use super::*;
use proptest::prelude::*;

fn read(text: &str) -> String {
    let known = Known {
        bounds: TimeWindow::from_days(
            Day::from_ymd(2017, 1, 1).unwrap_or(Day(0)),
            Day::from_ymd(2022, 1, 31).unwrap_or(Day(0)),
        ),
        rows_in: &|span| u32::from(span.first().ymd().0 == 2018),
    };
    match find(text, &known) {
        None => "-".to_owned(),
        Some((at, days)) => {
            let day = |d: Day| {
                if d == Day::MIN || d == Day::MAX {
                    "..".to_owned()
                } else {
                    d.to_string()
                }
            };
            let last = if days.end() == Day::MAX {
                Day::MAX
            } else {
                days.last()
            };
            format!("{}/{} [{}]", day(days.first()), day(last), &text[at])
        }
    }
}

#[test]
fn dates_are_read_as_people_write_them() {
    for (text, expected) in [
        (
            "hit 7-9 September 2018?",
            "2018-09-07/2018-09-09 [7-9 September 2018]",
        ),
        (
            "between 7 and 9 September 2018",
            "2018-09-07/2018-09-09 [between 7 and 9 September 2018]",
        ),
        (
            "from 7 September to 9 October 2018",
            "2018-09-07/2018-10-09 [from 7 September to 9 October 2018]",
        ),
        (
            "September 7–9, 2018",
            "2018-09-07/2018-09-09 [September 7–9, 2018]",
        ),
        (
            "on the 8th of September 2018",
            "2018-09-08/2018-09-08 [8th of September 2018]",
        ),
        ("8 September", "2018-09-08/2018-09-08 [8 September]"),
        ("attacks in Sept 2018", "2018-09-01/2018-09-30 [in Sept 2018]"),
        (
            "2018-09-07/2018-09-09",
            "2018-09-07/2018-09-09 [2018-09-07/2018-09-09]",
        ),
        (
            "2018-09-07 to 2018-09-09",
            "2018-09-07/2018-09-09 [2018-09-07 to 2018-09-09]",
        ),
        ("2018-09", "2018-09-01/2018-09-30 [2018-09]"),
        ("17/03/2019", "2019-03-17/2019-03-17 [17/03/2019]"),
        ("on 18/12/19", "2019-12-18/2019-12-18 []"),
        ("8.9.18", "2018-09-08/2018-09-08 []"),
        ("1/2/3", "-"),
        ("in 2019", "2019-01-01/2019-12-31 [in 2019]"),
        ("2018-2019", "2018-01-01/2019-12-31 [2018-2019]"),
        ("since March 2019", "2019-03-01/.. [since March 2019]"),
        (
            "before 8 September 2018",
            "../2018-09-07 [before 8 September 2018]",
        ),
        ("after 2018-09-08", "2018-09-09/.. [after 2018-09-08]"),
        ("by 17 March 2019", "../2019-03-17 [by 17 March 2019]"),
        ("٧-٩ أيلول ٢٠١٨", "2018-09-07/2018-09-09 [٧-٩ أيلول ٢٠١٨]"),
        ("في كانون الأول 2017", "2017-12-01/2017-12-31 [في كانون الأول 2017]"),
        ("on 7-9 Sept", "2018-09-07/2018-09-09 [7-9 Sept]"),
        ("7 to 9 September", "2018-09-07/2018-09-09 [7 to 9 September]"),
        ("December to January 2019", "2018-12-01/2019-01-31 []"),
        ("December 2018 to January", "2018-12-01/2019-01-31 []"),
        ("early September 2018", "2018-09-01/2018-09-10 []"),
        ("in mid-September 2018", "2018-09-11/2018-09-20 []"),
        ("at the end of February 2019", "2019-02-21/2019-02-28 []"),
        ("late 2019", "2019-09-01/2019-12-31 []"),
        ("in spring 2020", "2020-03-01/2020-05-31 []"),
        ("in the winter of 2019", "2019-12-01/2020-02-29 []"),
        ("in the winter of 2019-2020", "2019-12-01/2020-02-29 []"),
        ("winter 2019/20 attacks", "2019-12-01/2020-02-29 [attacks]"),
        ("في ربيع 2020", "2020-03-01/2020-05-31 []"),
        ("last week of December 2021", "2021-12-25/2021-12-31 []"),
        ("in the first week of March 2019", "2019-03-01/2019-03-07 []"),
        ("2nd half of March 2019", "2019-03-16/2019-03-31 []"),
        ("second half of 2019", "2019-07-01/2019-12-31 []"),
        ("since early April 2019", "2019-04-01/.. []"),
        ("patrols start in March 2019", "2019-03-01/2019-03-31 []"),
        ("في أوائل أيلول 2018", "2018-09-01/2018-09-10 []"),
        ("الأسبوع الأخير من كانون الأول 2021", "2021-12-25/2021-12-31 []"),
        ("النصف الثاني من آذار 2019", "2019-03-16/2019-03-31 []"),
        ("who may march", "-"),
        ("10 killed", "-"),
        ("UN Resolution 2254", "-"),
        ("31 February 2018", "-"),
    ] {
        let got = read(text);
        // Whether words before a date belong to it makes no difference to what is asked.
        assert_eq!(
            got.split(" [").next(),
            expected.split(" [").next(),
            "{text}: {got}"
        );
    }
    assert_eq!(
        read("hit 7-9 September 2018?"),
        "2018-09-07/2018-09-09 [7-9 September 2018]"
    );
}

#[test]
fn two_dates_are_held_against_each_other() {
    let known = Known {
        bounds: TimeWindow::from_days(
            Day::from_ymd(2017, 1, 1).unwrap_or(Day(0)),
            Day::from_ymd(2022, 1, 31).unwrap_or(Day(0)),
        ),
        rows_in: &|span| u32::from(span.first().ymd().0 == 2018),
    };
    let read = |text: &str| {
        let both = compared(text, &known).map(|(_, both)| both);
        both.map(|both| {
            both.map(|days| format!("{}/{}", days.first(), days.last()))
                .join(" ")
        })
    };
    let years = Some("2018-01-01/2018-12-31 2019-01-01/2019-12-31".to_owned());
    for text in [
        "Were there more attacks in 2018 or in 2019?",
        "Compare 2019 with 2018",
        "compare 2018 and 2019",
        "fewer raids in 2019 than in 2018",
        "attacks 2018 vs 2019",
        "قارن بين 2018 و 2019",
        "هل كانت الهجمات أكثر في 2018 أم في 2019؟",
    ] {
        assert_eq!(read(text), years, "{text}");
    }
    let months = Some("2018-03-01/2018-03-31 2018-09-01/2018-09-30".to_owned());
    assert_eq!(read("more in March or in September"), months);
    for text in [
        "from 2018 to 2019",
        "attacks in 2018 and 2019",
        "7 or 8 September 2018",
        "more than 10 killed in 2018",
        "2018 or later",
        "more in 2018 or in 2018",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,24}") {
        read(&text);
    }

    #[test]
    fn nearly_dates_are_read_without_panic(text in "([0-9]{1,4}|march|to|and|or|than|-|/|,| ){0,12}") {
        let known = Known { bounds: TimeWindow::new(Day(17_000), Day(18_000)), rows_in: &|_| 0 };
        compared(&text, &known);
        read(&text);
    }
}
