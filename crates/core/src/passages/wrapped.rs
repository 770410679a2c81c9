//! [`unwrapped`]: a text whose lines were broken at some width, paragraph by paragraph again.

use super::turns::turn;

/// Fewest lines of which that can be told.
const FEWEST_LINES: usize = 6;
/// Widest lines of texts that were wrapped, and narrowest.
const WIDEST: u32 = 120;
const NARROWEST: u32 = 30;
/// Lines that are looked at in a turn.
const A_TURN: usize = 2_000;

/// The text with its paragraphs on a line each and without marks of quotation, if its lines were broken at some width, as
/// e-mail and plain text files have them; `None` if they were not. In turns.
///
/// A line was broken where the first word of the next would not have fitted into it: that tells a break from the end of a
/// paragraph, with or without an empty line.
pub(super) async fn unwrapped(text: &str) -> Option<String> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let (mut quoted, mut visible) = (0, 0);
    for (n, line) in text.lines().enumerate() {
        pause(n).await;
        let inside = line.trim();
        visible += usize::from(!inside.is_empty());
        quoted += usize::from(inside.starts_with('>'));
        lines.push(Line::new(inside));
    }
    let is_quoted = quoted * 2 > visible;
    if is_quoted {
        for line in &mut lines {
            *line = Line::new(line.words.trim_start_matches(['>', ' ']));
        }
    }
    turn().await;
    let mut lengths: Vec<u32> = lines.iter().map(|line| line.length).filter(|n| *n > 0).collect();
    if lengths.len() < FEWEST_LINES {
        return None;
    }
    lengths.sort_unstable();
    // An address may be longer than a line.
    let width = *lengths.get(lengths.len() - 1 - lengths.len() / 50)?;
    let next = |at: usize| lines.get(at + 1).copied().unwrap_or_default();
    let is_full = |at: usize| {
        let (line, next) = (lines[at], next(at));
        line.length > 0 && next.length > 0 && line.length + 1 + next.first_word > width
    };
    let (mut pairs, mut full) = (0, 0);
    for (at, line) in lines.iter().enumerate() {
        pause(at).await;
        pairs += usize::from(line.length > 0 && next(at).length > 0);
        full += usize::from(is_full(at));
    }
    let is_wrapped =
        (NARROWEST..=WIDEST).contains(&width) && full * 5 > pairs * 2 && full * 4 > lengths.len();
    if !is_wrapped && !is_quoted {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    for (at, line) in lines.iter().enumerate() {
        pause(at).await;
        out.push_str(line.words);
        if at + 1 < lines.len() {
            out.push(if is_wrapped && is_full(at) { ' ' } else { '\n' });
        }
    }
    Some(out)
}

/// A line, with how many scalars it and its first word have.
#[derive(Clone, Copy, Default)]
struct Line<'a> {
    words: &'a str,
    length: u32,
    first_word: u32,
}

impl<'a> Line<'a> {
    fn new(words: &'a str) -> Line<'a> {
        let first = words.split_whitespace().next().unwrap_or_default();
        Line {
            words,
            length: words.chars().count() as u32,
            first_word: first.chars().count() as u32,
        }
    }
}

/// Ends a turn after some lines.
async fn pause(line: usize) {
    if line % A_TURN == A_TURN - 1 {
        turn().await;
    }
}

#[cfg(test)]
mod tests {
    use super::super::turns::at_once;
    use super::*;
    use proptest::prelude::*;

    fn unwrap_all(text: &str) -> Option<String> {
        at_once(unwrapped(text))
    }

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
                let text = unwrap_all(&wrapped(TEXT, width, before, between)).unwrap_or_default();
                assert_eq!(
                    paragraphs(&text),
                    paragraphs(TEXT),
                    "{width} {before:?} {between:?}"
                );
            }
        }
        assert_eq!(unwrap_all(TEXT), None);
        let list = "One\nTwo\nThree\nFour\nFive\nSix\nSeven\nEight\nNine";
        assert_eq!(unwrap_all(list), None);
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(text in "[a-z >\n]{0,400}") {
            let letters = |text: &str| text.chars().filter(char::is_ascii_lowercase).collect::<String>();
            if let Some(got) = unwrap_all(&text) {
                prop_assert_eq!(letters(&got), letters(&text));
            }
        }
    }
}
