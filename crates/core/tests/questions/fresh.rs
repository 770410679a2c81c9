//! Questions that readers asked who had not built this, and others like them: what must be found and said, and what not.

use super::page;

/// A question in a line: found events | not found | said | not said. Lines with "#" are titles.
const QUESTIONS: &str = include_str!("fresh.txt");

fn items(field: Option<&&str>, apart: char) -> Vec<String> {
    let items = field.map_or("", |field| *field).split(apart);
    items.filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

#[test]
fn fresh_questions_are_answered() {
    let page = page::page();
    let finder = page.finder();
    let mut wrong: Vec<String> = Vec::new();
    for line in QUESTIONS.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('|').collect();
        let question = fields.first().copied().unwrap_or_default();
        let (ids, _) = page::ask(&page, &finder, question);
        let said = page::told(&page, &finder, question);
        let lacks = items(fields.get(1), ',')
            .into_iter()
            .filter(|id| !ids.contains(id));
        let has = items(fields.get(2), ',')
            .into_iter()
            .filter(|id| ids.contains(id));
        let silent = items(fields.get(3), ';')
            .into_iter()
            .filter(|words| !said.contains(words));
        let says = items(fields.get(4), ';')
            .into_iter()
            .filter(|words| said.contains(words));
        let faults: Vec<String> = lacks
            .map(|id| format!("lacks {id}"))
            .chain(has.map(|id| format!("has {id}")))
            .chain(silent.map(|words| format!("does not say “{words}”")))
            .chain(says.map(|words| format!("says “{words}”")))
            .collect();
        if !faults.is_empty() {
            wrong.push(format!("{question}: {faults:?}\n  {said}\n"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
