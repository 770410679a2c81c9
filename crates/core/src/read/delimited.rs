//! [`Tokenizer`]: finds the fields of one record of delimited text (CSV, TSV), from any point where the bytes ran out.
//!
//! RFC 4180 with the tolerance of common readers: a quote is special only at the start of a field, text after a
//! closing quote is kept, records end with LF, CR or CRLF, and blank lines are no records.

use super::swar::{find1, find3};

/// Where a field lies in its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
    /// Quotes inside are doubled, or text follows the closing quote: the value is [`unquoted`] of the span.
    pub(super) rewrite: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum State {
    #[default]
    FieldStart,
    Bare,
    Quoted,
    AfterQuote,
}

/// What a scan came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scan {
    /// The record ends before this index, line end included.
    Record(usize),
    /// The bytes ran out before the record ended.
    More,
}

/// A resumable scan of one record.
#[derive(Debug, Default)]
pub(super) struct Tokenizer {
    delimiter: u8,
    /// A quote is an ordinary character.
    literal: bool,
    state: State,
    pos: usize,
    field_start: usize,
    rewrite: bool,
    pub(super) fields: Vec<Span>,
}

impl Tokenizer {
    pub(super) fn new(delimiter: u8) -> Tokenizer {
        Tokenizer {
            delimiter,
            ..Tokenizer::default()
        }
    }

    /// Begins a record. With `literal`, quotes are ordinary characters in it.
    #[inline]
    pub(super) fn begin(&mut self, literal: bool) {
        self.literal = literal;
        self.state = State::FieldStart;
        self.pos = 0;
        self.field_start = 0;
        self.rewrite = false;
        self.fields.clear();
    }

    /// True if the bytes ran out between an opening quote and its closing one.
    pub(super) fn in_quotes(&self) -> bool {
        self.state == State::Quoted
    }

    /// Goes on through `record`, which begins with the record and is at least as long as at the last call.
    #[inline]
    pub(super) fn scan(&mut self, record: &[u8]) -> Scan {
        loop {
            match self.state {
                State::FieldStart => match record.get(self.pos) {
                    None => return Scan::More,
                    Some(b'"') if !self.literal => {
                        self.pos += 1;
                        self.state = State::Quoted;
                    }
                    Some(_) => self.state = State::Bare,
                },
                State::Bare => match find3(record, self.pos, self.delimiter, b'\n', b'\r') {
                    None => {
                        self.pos = record.len();
                        return Scan::More;
                    }
                    Some(i) => {
                        let (start, end) = (self.field_start, i);
                        self.push(start, end);
                        self.pos = i + 1;
                        if record.get(i) != Some(&self.delimiter) {
                            return Scan::Record(i + 1);
                        }
                        self.field_start = i + 1;
                        self.state = State::FieldStart;
                    }
                },
                State::Quoted => match find1(record, self.pos, b'"') {
                    None => {
                        self.pos = record.len();
                        return Scan::More;
                    }
                    Some(i) => {
                        self.pos = i + 1;
                        self.state = State::AfterQuote;
                    }
                },
                State::AfterQuote => match record.get(self.pos) {
                    None => return Scan::More,
                    Some(b'"') => {
                        self.rewrite = true;
                        self.pos += 1;
                        self.state = State::Quoted;
                    }
                    Some(&b) if b == self.delimiter => {
                        self.close_quoted();
                        self.pos += 1;
                        self.field_start = self.pos;
                        self.state = State::FieldStart;
                    }
                    Some(b'\n' | b'\r') => {
                        self.close_quoted();
                        self.pos += 1;
                        return Scan::Record(self.pos);
                    }
                    Some(_) => {
                        self.rewrite = true;
                        self.state = State::Bare;
                    }
                },
            }
        }
    }

    /// The text ends here: closes the last field. False if the record is empty or a quote is still open.
    pub(super) fn finish(&mut self, record: &[u8]) -> bool {
        match self.state {
            State::FieldStart if self.fields.is_empty() => return false,
            State::Quoted => return false,
            State::FieldStart | State::Bare => {
                let (start, end) = (self.field_start, record.len());
                self.push(start, end);
            }
            State::AfterQuote => self.close_quoted(),
        }
        true
    }

    #[inline]
    fn close_quoted(&mut self) {
        let (start, end) = (self.field_start, self.pos);
        if self.rewrite {
            self.push(start, end);
        } else {
            self.push(start + 1, end - 1);
        }
    }

    #[inline]
    fn push(&mut self, start: usize, end: usize) {
        self.fields.push(Span {
            start: start as u32,
            end: end as u32,
            rewrite: self.rewrite,
        });
        self.rewrite = false;
    }
}

/// Appends the value of a field written with quotes: outer ones gone, doubled ones single, later text kept.
pub(super) fn unquoted(field: &[u8], out: &mut Vec<u8>) {
    let mut rest = field.strip_prefix(b"\"").unwrap_or(field);
    while let Some(i) = find1(rest, 0, b'"') {
        let (before, after) = rest.split_at(i);
        out.extend_from_slice(before);
        rest = &after[1..];
        match rest.strip_prefix(b"\"") {
            Some(more) => {
                out.push(b'"');
                rest = more;
            }
            None => break,
        }
    }
    out.extend_from_slice(rest);
}

/// What may stand between fields, in order of preference.
pub(super) const DELIMITERS: [u8; 7] = *b",\t;|^~\x1f";

/// The delimiter of a text that begins with `head`, if it looks like delimited text: the candidate that cuts the
/// first lines into the same number of fields, at least two, and the most fields if several do.
pub(super) fn sniff_delimiter(head: &[u8], complete: bool) -> Option<u8> {
    let mut best: Option<(usize, usize, u8)> = None;
    for delimiter in DELIMITERS {
        let mut tokenizer = Tokenizer::new(delimiter);
        let mut counts: Vec<usize> = Vec::new();
        let mut rest = head;
        while counts.len() < 20 {
            tokenizer.begin(false);
            match tokenizer.scan(rest) {
                Scan::Record(end) => {
                    let blank =
                        tokenizer.fields.iter().all(|f| f.start == f.end) && tokenizer.fields.len() == 1;
                    if !blank {
                        counts.push(tokenizer.fields.len());
                    }
                    rest = &rest[end..];
                }
                Scan::More => {
                    // A head cut inside the first record still tells its delimiter.
                    if (complete || counts.is_empty()) && tokenizer.finish(rest) {
                        counts.push(tokenizer.fields.len());
                    }
                    break;
                }
            }
        }
        // A first line cut into so many fields is no accident.
        if counts.first().is_some_and(|&n| n >= 40) {
            return Some(delimiter);
        }
        // A title above the table has no fields: what most lines have counts.
        let share = |n: usize| counts.iter().filter(|&&m| m == n).count() * 100 / counts.len();
        let usual = counts
            .iter()
            .copied()
            .filter(|&n| n >= 2)
            .max_by_key(|&n| share(n));
        let Some(usual) = usual else { continue };
        let alike = share(usual);
        if best.is_none_or(|(a, n, _)| (alike, usual) > (a, n)) {
            best = Some((alike, usual, delimiter));
        }
    }
    best.map(|(_, _, delimiter)| delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &[u8], delimiter: u8) -> Vec<Vec<String>> {
        let mut tokenizer = Tokenizer::new(delimiter);
        let mut rest = text;
        let mut out = Vec::new();
        loop {
            tokenizer.begin(false);
            let end = match tokenizer.scan(rest) {
                Scan::Record(end) => end,
                Scan::More if tokenizer.finish(rest) => rest.len(),
                Scan::More => return out,
            };
            let record = tokenizer.fields.iter().map(|f| {
                let field = &rest[f.start as usize..f.end as usize];
                let mut value = Vec::new();
                if f.rewrite {
                    unquoted(field, &mut value);
                } else {
                    value.extend_from_slice(field);
                }
                String::from_utf8(value).expect("UTF-8")
            });
            out.push(record.collect());
            rest = &rest[end..];
        }
    }

    #[test]
    fn quotes_as_in_rfc_4180_and_a_little_beyond() {
        let text = "a,\"b\nb\",\"say \"\"no\"\"\",d\"d,\"\"\r\"x\"y,\"\"\"\",,z";
        let got = records(text.as_bytes(), b',');
        assert_eq!(got[0], ["a", "b\nb", "say \"no\"", "d\"d", ""]);
        assert_eq!(got[1], ["xy", "\"", "", "z"]);
    }

    #[test]
    fn delimiters_are_told_by_what_cuts_lines_alike() {
        let check = |text: &str| sniff_delimiter(text.as_bytes(), true).map(char::from);
        assert_eq!(check("a;b;c\n1,5;2;3\n"), Some(';'));
        assert_eq!(check("a\tb\n1,2\t3\n"), Some('\t'));
        assert_eq!(check("a,b\n\"x;y;z\",2\n\"x;y\",3"), Some(','));
        assert_eq!(check("a|b|c\n"), Some('|'));
        assert_eq!(check("one word"), None);
    }
}
