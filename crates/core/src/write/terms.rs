//! [`Terms`]: data whose terms of use ask for something before it is passed on.

use crate::read::Family;

/// Terms that are recognised by a file's family, or by its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terms {
    /// ACLED forbids to republish its rows, and asks to be credited on whatever is drawn from them.
    Acled,
}

impl Terms {
    /// Whom to credit.
    pub fn attribution(self) -> &'static str {
        match self {
            Terms::Acled => "Armed Conflict Location & Event Data Project (ACLED), acleddata.com",
        }
    }
}

/// The terms of a file of this family with these columns (of JSON none are known); `None` if there are none.
pub fn terms_of<'a>(family: Family, columns: impl IntoIterator<Item = &'a str>) -> Option<Terms> {
    let is_acled = |name: &str| {
        let name = name.trim();
        name.eq_ignore_ascii_case("event_id_cnty") || name.eq_ignore_ascii_case("event_id_no_cnty")
    };
    (family.asks_before_points() || columns.into_iter().any(is_acled)).then_some(Terms::Acled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acled_is_told_by_its_family_and_its_ids() {
        let columns = ["Event_ID_Cnty", "event_date"];
        assert_eq!(terms_of(Family::Plain, columns), Some(Terms::Acled));
        assert_eq!(terms_of(Family::Acled, []), Some(Terms::Acled));
        assert_eq!(terms_of(Family::UcdpGed, ["id", "date"]), None);
    }
}
