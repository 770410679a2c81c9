//! [`Plural`]: a pattern for each CLDR plural category.

use super::{Formats, fill};

/// The plural categories of CLDR.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "CLDR's own names")]
pub enum PluralCategory {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// A sentence that counts something: a pattern with `{n}` for each category. English needs `one` and `other`,
/// Arabic all six.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "CLDR's own names")]
pub struct Plural {
    pub zero: &'static str,
    pub one: &'static str,
    pub two: &'static str,
    pub few: &'static str,
    pub many: &'static str,
    pub other: &'static str,
}

impl Plural {
    /// A sentence of a language with two forms.
    pub const fn two_forms(one: &'static str, other: &'static str) -> Plural {
        Plural {
            zero: other,
            one,
            two: other,
            few: other,
            many: other,
            other,
        }
    }

    /// The sentence for a count.
    pub fn of(&self, n: u64, formats: &dyn Formats) -> String {
        let pattern = match formats.plural(n) {
            PluralCategory::Zero => self.zero,
            PluralCategory::One => self.one,
            PluralCategory::Two => self.two,
            PluralCategory::Few => self.few,
            PluralCategory::Many => self.many,
            PluralCategory::Other => self.other,
        };
        fill(pattern, &[("n", &formats.number(n as f64))])
    }
}
