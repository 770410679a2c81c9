//! A text in words, numbers and marks, as dates are read from it.

use crate::search::words::words_of;
use std::ops::Range;

/// What a text is made of, for reading dates.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::search::ask) enum Piece {
    Number(u32, usize),
    Word(String),
    Mark(char),
}

/// A word, number or mark, and where it stands.
pub(in crate::search::ask) struct Token {
    pub(super) piece: Piece,
    pub(super) at: Range<usize>,
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        if let Some(digit) = digit_of(c) {
            let (mut n, mut digits) = (digit, 1);
            while let Some(&(next, d)) = chars.peek() {
                let Some(digit) = digit_of(d) else { break };
                n = n.saturating_mul(10).saturating_add(digit);
                digits += 1;
                end = next + d.len_utf8();
                chars.next();
            }
            tokens.push(Token {
                piece: Piece::Number(n, digits),
                at: start..end,
            });
        } else if c.is_alphabetic() {
            while let Some(&(next, l)) = chars.peek() {
                if digit_of(l).is_some() || !(l.is_alphanumeric() || is_inside(l)) {
                    break;
                }
                end = next + l.len_utf8();
                chars.next();
            }
            let word = folded(&text[start..end]);
            // "7th", and what stands around it, is one number.
            let is_ordinal = matches!(word.as_str(), "st" | "nd" | "rd" | "th");
            match tokens.last_mut() {
                Some(last) if is_ordinal && last.at.end == start => last.at.end = end,
                _ => tokens.push(Token {
                    piece: Piece::Word(word),
                    at: start..end,
                }),
            }
        } else if !c.is_whitespace() {
            tokens.push(Token {
                piece: Piece::Mark(if matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}') {
                    '-'
                } else {
                    c
                }),
                at: start..end,
            });
        }
    }
    tokens
}

fn digit_of(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - 0x30),
        '\u{660}'..='\u{669}' => Some(c as u32 - 0x660),
        '\u{6f0}'..='\u{6f9}' => Some(c as u32 - 0x6f0),
        _ => None,
    }
}

fn is_inside(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// A word in base letters.
pub(super) fn folded(word: &str) -> String {
    let mut out = String::new();
    words_of(word, |part, _| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
    });
    out
}

pub(super) fn word(tokens: &[Token], at: usize) -> Option<&str> {
    match &tokens.get(at)?.piece {
        Piece::Word(word) => Some(word),
        _ => None,
    }
}

pub(in crate::search::ask) fn number(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    match tokens.get(at)?.piece {
        Piece::Number(n, digits) => Some((n, digits)),
        _ => None,
    }
}

pub(in crate::search::ask) fn is_mark(tokens: &[Token], at: usize, marks: &[char]) -> bool {
    matches!(tokens.get(at).map(|t| &t.piece), Some(Piece::Mark(c)) if marks.contains(c))
}

pub(in crate::search::ask) fn is_one_of(tokens: &[Token], at: usize, words: &[&str]) -> bool {
    word(tokens, at).is_some_and(|w| words.iter().any(|known| folded(known) == w))
}
