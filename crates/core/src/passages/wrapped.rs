//! [`unwrapped`]: a text whose lines were broken at some width, paragraph by paragraph again.

/// Fewest lines of which that can be told.
const FEWEST_LINES: usize = 6;
/// Widest lines of texts that were wrapped, and narrowest.
const WIDEST: usize = 120;
const NARROWEST: usize = 30;

/// The text with its paragraphs on a line each and without marks of quotation, if its lines were broken at some width, as
/// e-mail and plain text files have them; `None` if they were not.
///
/// A line was broken where the first word of the next would not have fitted into it: that tells a break from the end of a
/// paragraph, with or without an empty line.
pub(super) fn unwrapped(text: &str) -> Option<String> {
    let visible = || text.lines().filter(|line| !line.trim().is_empty());
    let quoted = visible()
        .filter(|line| line.trim_start().starts_with('>'))
        .count();
    let is_quoted = quoted * 2 > visible().count();
    let bare = |line: &'_ str| -> String {
        let inside = line.trim();
        let inside = if is_quoted {
            inside.trim_start_matches(['>', ' '])
        } else {
            inside
        };
        inside.to_owned()
    };
    let lines: Vec<String> = text.lines().map(bare).collect();
    let mut lengths: Vec<usize> = lines
        .iter()
        .filter(|line| !line.is_empty())
        .map(|line| line.chars().count())
        .collect();
    if lengths.len() < FEWEST_LINES {
        return None;
    }
    lengths.sort_unstable();
    // An address may be longer than a line.
    let width = *lengths.get(lengths.len() - 1 - lengths.len() / 50)?;
    let is_full = |at: usize| {
        let (line, next) = (&lines[at], lines.get(at + 1).map_or("", String::as_str));
        let word = next.split_whitespace().next().unwrap_or_default();
        !line.is_empty() && !word.is_empty() && line.chars().count() + 1 + word.chars().count() > width
    };
    let follows = |at: &usize| !lines[*at].is_empty() && lines.get(at + 1).is_some_and(|l| !l.is_empty());
    let pairs = (0..lines.len()).filter(follows).count();
    let full = (0..lines.len()).filter(|&at| is_full(at)).count();
    let is_wrapped =
        (NARROWEST..=WIDEST).contains(&width) && full * 5 > pairs * 2 && full * 4 > lengths.len();
    if !is_wrapped && !is_quoted {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    for (at, line) in lines.iter().enumerate() {
        out.push_str(line);
        if at + 1 < lines.len() {
            out.push(if is_wrapped && is_full(at) { ' ' } else { '\n' });
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wrapped(text: &str, width: usize, before: &str, between: &str) -> String {
        let mut out = String::new();
        for paragraph in text.split('\n') {
            let mut length = 0;
            out.push_str(before);
            for word in paragraph.split_whitespace() {
                let own = word.chars().count();
                if length > 0 && length + 1 + own > width {
                    out.push('\n');
                    out.push_str(before);
                    length = 0;
                } else if length > 0 {
                    out.push(' ');
                    length += 1;
                }
                out.push_str(word);
                length += own;
            }
            out.push('\n');
            out.push_str(between);
        }
        out
    }

    fn paragraphs(text: &str) -> Vec<String> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect()
    }

    const TEXT: &str = "The river rose for three days and nobody in the lower town had been told of it before the second night came.\n\
        When the bridge at the mill went, so did the road, and the carts that stood on it were seen in the sea a week later.\n\
        No one was hurt.\n\
        The council met on Friday to hear why the bells had not been rung, and closed its doors before a word had been said about it.";

    #[test]
    fn lines_of_any_width_become_paragraphs() {
        for width in [40, 60, 72, 78] {
            for (before, between) in [("", "\n"), ("", ""), ("> ", ">\n"), ("> ", "")] {
                let text = unwrapped(&wrapped(TEXT, width, before, between)).unwrap_or_default();
                assert_eq!(
                    paragraphs(&text),
                    paragraphs(TEXT),
                    "{width} {before:?} {between:?}"
                );
            }
        }
        assert_eq!(unwrapped(TEXT), None);
        let list = "One\nTwo\nThree\nFour\nFive\nSix\nSeven\nEight\nNine";
        assert_eq!(unwrapped(list), None);
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(text in "[a-z >\n]{0,400}") {
            let letters = |text: &str| text.chars().filter(char::is_ascii_lowercase).collect::<String>();
            if let Some(got) = unwrapped(&text) {
                prop_assert_eq!(letters(&got), letters(&text));
            }
        }
    }
}
