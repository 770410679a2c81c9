//! The filters with their counts.

use crate::messages::{Formats, Messages, fill};
use crate::state::{Facet, Filters};

/// A value of a facet, as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// As the data has it.
    pub value: String,
    /// As shown.
    pub label: String,
    /// "3 of 12": in the window under all other filters, and altogether.
    pub count: String,
    /// It passes because it was chosen.
    pub checked: bool,
}

/// A facet with its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetView {
    /// Which.
    pub facet: Facet,
    /// Its values: the most frequent first, those with the same number by name.
    pub values: Vec<FacetValue>,
    /// How many further values it has: no more than [`MOST_VALUES`] that nobody has chosen are listed.
    pub more: usize,
}

/// A longer list than this nobody looks through, and a page with thousands of boxes stands still.
pub const MOST_VALUES: usize = 200;

/// A value with its counts, before it is put into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedValue {
    /// As the data has it.
    pub value: String,
    /// As shown.
    pub label: String,
    /// In the window, possibly or definitely, under all other filters.
    pub count: u32,
    /// Altogether.
    pub total: u32,
}

/// Puts a facet into words. Values that were chosen are there even if the data does not have them.
pub fn facet_view(
    facet: Facet,
    mut counted: Vec<CountedValue>,
    filters: &Filters,
    messages: Messages,
    formats: &dyn Formats,
) -> FacetView {
    let chosen = filters.values.get(&facet);
    for value in chosen.into_iter().flatten() {
        if !counted.iter().any(|c| c.value == *value) {
            counted.push(CountedValue {
                value: value.clone(),
                label: value.clone(),
                count: 0,
                total: 0,
            });
        }
    }
    crate::sort::by(&mut counted, |a, b| {
        b.total.cmp(&a.total).then_with(|| a.label.cmp(&b.label))
    });
    let is_chosen = |value: &String| chosen.is_some_and(|values| values.contains(value));
    let all = counted.len();
    let mut room = MOST_VALUES;
    counted.retain(|c| {
        let has_room = room > 0;
        room = room.saturating_sub(1);
        has_room || is_chosen(&c.value)
    });
    let more = all - counted.len();
    let values = counted
        .into_iter()
        .map(|c| {
            let (n, all) = (
                formats.number(f64::from(c.count)),
                formats.number(f64::from(c.total)),
            );
            let count = fill(messages.filters.count_of, &[("n", &n), ("all", &all)]);
            let checked = is_chosen(&c.value);
            FacetValue {
                value: c.value,
                label: c.label,
                count,
                checked,
            }
        })
        .collect();
    FacetView { facet, values, more }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{StubFormats, messages};
    use crate::state::Lang;

    #[test]
    fn a_chosen_value_that_the_data_lacks_can_be_unchosen() {
        let mut filters = Filters::default();
        filters.toggle(Facet::Kind, "gone");
        let counted = |value: &str, count, total| CountedValue {
            value: value.to_owned(),
            label: value.to_owned(),
            count,
            total,
        };
        let values = vec![counted("a", 1, 2), counted("b", 0, 5)];
        let view = facet_view(Facet::Kind, values, &filters, messages(Lang::En), &StubFormats);
        let shown: Vec<_> = view
            .values
            .iter()
            .map(|v| (v.value.as_str(), v.count.as_str(), v.checked))
            .collect();
        assert_eq!(
            shown,
            [
                ("b", "0 of 5", false),
                ("a", "1 of 2", false),
                ("gone", "0 of 0", true)
            ]
        );
    }

    #[test]
    fn of_very_many_values_the_most_frequent_and_the_chosen_are_listed() {
        let mut filters = Filters::default();
        filters.toggle(Facet::Place, "p00900");
        let values = (0..1_000).map(|n| CountedValue {
            value: format!("p{n:05}"),
            label: format!("p{n:05}"),
            count: 1,
            total: 2_000 - n,
        });
        let view = facet_view(
            Facet::Place,
            values.collect(),
            &filters,
            messages(Lang::En),
            &StubFormats,
        );
        assert_eq!(view.values.len(), MOST_VALUES + 1);
        assert_eq!(view.more, 1_000 - MOST_VALUES - 1);
        assert_eq!(view.values[0].value, "p00000");
        assert!(
            view.values
                .last()
                .is_some_and(|v| v.value == "p00900" && v.checked)
        );
    }
}
