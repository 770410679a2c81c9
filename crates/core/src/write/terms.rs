//! [`Terms`]: data whose terms of use ask for something before it is passed on.

/// Terms that are recognised by the columns of a file.
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

/// The terms of a file with these columns; `None` if none are known.
pub fn terms_of_columns<'a>(columns: impl IntoIterator<Item = &'a str>) -> Option<Terms> {
    let is_acled = |name: &str| {
        let name = name.trim();
        name.eq_ignore_ascii_case("event_id_cnty") || name.eq_ignore_ascii_case("event_id_no_cnty")
    };
    columns.into_iter().any(is_acled).then_some(Terms::Acled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acled_is_told_by_its_ids() {
        assert_eq!(
            terms_of_columns(["Event_ID_Cnty", "event_date"]),
            Some(Terms::Acled)
        );
        assert_eq!(terms_of_columns(["id", "date"]), None);
    }
}
