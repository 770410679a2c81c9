//! Figures as people type them, for the demand on figures of a measure.

use super::FigureFilter;

/// Why a typed figure cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureFault {
    /// It is no whole number.
    NotANumber,
    /// It is more than is ever compared.
    TooLarge,
    /// The least would be more than the most.
    Reversed,
}

/// Signs that people put between groups of three digits.
const GROUPING: [char; 7] = [',', '٬', '،', '\u{a0}', '\u{202f}', ' ', '\''];

/// A figure as it was typed: digits of any script that the page speaks, in groups of three or not; `None` for nothing.
///
/// # Errors
/// [`FigureFault`]: what cannot be read is no zero and no "without limit".
fn typed_figure(text: &str) -> Result<Option<u32>, FigureFault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let (mut number, mut digits, mut sign) = (0u32, 0u32, None);
    let mut is_too_large = false;
    for c in text.chars() {
        let digit = c.to_digit(10).or(match c {
            '٠'..='٩' => Some(c as u32 - '٠' as u32),
            '۰'..='۹' => Some(c as u32 - '۰' as u32),
            _ => None,
        });
        match digit {
            Some(digit) => {
                digits += 1;
                let next = number.checked_mul(10).and_then(|n| n.checked_add(digit));
                is_too_large |= next.is_none();
                number = next.unwrap_or(number);
            }
            None if GROUPING.contains(&c) => {
                // "1,5" is no fifteen: a group has three digits, the first at most as many, and one sign parts them all.
                let is_group = match sign {
                    None => (1..=3).contains(&digits),
                    Some(before) => before == c && digits == 3,
                };
                if !is_group {
                    return Err(FigureFault::NotANumber);
                }
                (sign, digits) = (Some(c), 0);
            }
            None => return Err(FigureFault::NotANumber),
        }
    }
    match sign {
        Some(_) if digits != 3 => Err(FigureFault::NotANumber),
        _ if is_too_large => Err(FigureFault::TooLarge),
        _ => Ok(Some(number)),
    }
}

impl FigureFilter {
    /// The same demand with this as the least; nothing typed is 0.
    ///
    /// # Errors
    /// [`FigureFault`] if that is no figure, or more than the most.
    pub fn with_least(mut self, typed: &str) -> Result<FigureFilter, FigureFault> {
        self.min = typed_figure(typed)?.unwrap_or(0);
        self.in_order()
    }

    /// The same demand with this as the most; nothing typed is no limit.
    ///
    /// # Errors
    /// [`FigureFault`] if that is no figure, or less than the least.
    pub fn with_most(mut self, typed: &str) -> Result<FigureFilter, FigureFault> {
        self.max = typed_figure(typed)?;
        self.in_order()
    }

    fn in_order(self) -> Result<FigureFilter, FigureFault> {
        match self.max {
            Some(max) if max < self.min => Err(FigureFault::Reversed),
            _ => Ok(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn figures_are_read_as_people_write_them() {
        for (typed, number) in [
            ("", None),
            ("  ", None),
            ("0", Some(0)),
            (" 25 ", Some(25)),
            ("1,000", Some(1000)),
            ("1 000", Some(1000)),
            ("12'345'678", Some(12_345_678)),
            ("١٠", Some(10)),
            ("١٬٠٠٠", Some(1000)),
            ("۱۲", Some(12)),
            ("4294967295", Some(u32::MAX)),
        ] {
            assert_eq!(typed_figure(typed), Ok(number), "{typed}");
        }
        for typed in [
            "ten",
            "1,5",
            "1.5",
            "-3",
            "1,0000",
            ",000",
            "1,000,",
            "1,000 000",
            "12a",
            "1234,567",
            "٫٥",
        ] {
            assert_eq!(typed_figure(typed), Err(FigureFault::NotANumber), "{typed}");
        }
        for typed in ["4294967296", "99,999,999,999"] {
            assert_eq!(typed_figure(typed), Err(FigureFault::TooLarge), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn every_figure_is_read_in_every_script(number: u32) {
            let written = number.to_string();
            let script = |zero: char| -> String {
                let digits = written.bytes().map(|b| u32::from(b - b'0'));
                digits.filter_map(|d| char::from_u32(zero as u32 + d)).collect()
            };
            let mut grouped = String::new();
            for (i, c) in written.chars().enumerate() {
                if i > 0 && (written.len() - i) % 3 == 0 {
                    grouped.push(',');
                }
                grouped.push(c);
            }
            for text in [written.clone(), script('٠'), script('۰'), grouped] {
                prop_assert_eq!(typed_figure(&text), Ok(Some(number)), "{}", text);
            }
        }

        #[test]
        fn what_is_typed_is_read_or_refused_and_the_demand_stays_in_order(
            least in "\\PC{0,6}|[0-9,]{0,6}", most in "\\PC{0,6}|[0-9,]{0,6}",
        ) {
            let filter = FigureFilter { measure: "killed".to_owned(), min: 0, max: None };
            let both = filter.with_least(&least).and_then(|f| f.with_most(&most));
            if let Ok(both) = both {
                prop_assert!(both.max.is_none_or(|max| both.min <= max));
                prop_assert_eq!(FigureFilter::from_param(&both.to_param()), Some(both));
            }
        }
    }

    #[test]
    fn a_most_below_the_least_is_told_and_not_dropped() {
        let filter = || FigureFilter {
            measure: "killed".to_owned(),
            min: 5,
            max: Some(20),
        };
        assert_eq!(filter().with_most("4"), Err(FigureFault::Reversed));
        assert_eq!(filter().with_least("21"), Err(FigureFault::Reversed));
        assert_eq!(filter().with_most("").map(|f| f.max), Ok(None));
        assert_eq!(filter().with_least("").map(|f| f.min), Ok(0));
    }
}
