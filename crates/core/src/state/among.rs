//! [`Among`]: which events lists, tables, facets and files hold.

use super::{Facet, Filters, Focus};
use crate::event::Modality;

/// Which events a list is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// What is said to have happened.
    Incidents,
    /// Everything.
    All,
}

impl Among {
    /// The events of a view: what is not said to have happened only where that is shown, searched or asked for. The one
    /// rule for list, table, facets and what is saved, so that none of them leaves out what another shows.
    pub fn shown(filters: &Filters, other_layer: bool) -> Among {
        if other_layer || !filters.text.trim().is_empty() || asks_for_plans(filters) {
            Among::All
        } else {
            Among::Incidents
        }
    }

    /// The events that the number at the head of the list counts: all that a report tells; of places what marks them.
    pub fn counted(focus: &Focus, filters: &Filters, other_layer: bool) -> Among {
        match focus {
            Focus::None => Among::shown(filters, other_layer),
            Focus::Report(_) => Among::All,
            Focus::Places(_) => Among::Incidents,
        }
    }
}

/// True if the filters ask for what is not said to have happened.
fn asks_for_plans(filters: &Filters) -> bool {
    let modalities = filters.values.get(&Facet::Modality);
    modalities.is_some_and(|all| all.iter().any(|m| Modality::parse(m).is_some_and(|m| !m.marks())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn holds(among: Among, modality: Modality) -> bool {
        among == Among::All || modality.marks()
    }

    fn filters() -> impl Strategy<Value = Filters> {
        let facet = prop::sample::select(Facet::ALL.to_vec());
        let names = Modality::ALL.map(Modality::as_str).to_vec();
        let value = prop::sample::select([names, vec!["shelling", "other"]].concat());
        let ticked = prop::collection::vec((facet, value), 0..6);
        (ticked, prop::sample::select(vec!["", "  ", "hospital"])).prop_map(|(ticked, text)| {
            let mut filters = Filters {
                text: text.to_owned(),
                ..Filters::default()
            };
            for (facet, value) in ticked {
                filters.toggle(facet, value);
            }
            filters
        })
    }

    proptest! {
        #[test]
        fn nothing_that_is_asked_for_is_left_out(filters in filters(), layer: bool) {
            let shown = Among::shown(&filters, layer);
            let is_search = !filters.text.trim().is_empty();
            for modality in Modality::ALL {
                let ticked = filters.values.get(&Facet::Modality);
                let is_ticked = ticked.is_some_and(|all| all.contains(modality.as_str()));
                if modality.marks() || layer || is_search || is_ticked {
                    prop_assert!(holds(shown, modality), "{modality} is left out");
                }
            }
        }

        #[test]
        fn plans_come_only_when_something_asks_for_them(mut filters in filters()) {
            filters.text.clear();
            filters.values.remove(&Facet::Modality);
            prop_assert_eq!(Among::shown(&filters, false), Among::Incidents);
        }

        #[test]
        fn a_number_counts_what_the_list_holds(filters in filters(), layer: bool) {
            let counted = |focus: &Focus| Among::counted(focus, &filters, layer);
            prop_assert_eq!(counted(&Focus::None), Among::shown(&filters, layer));
            prop_assert_eq!(counted(&Focus::Report("r".into())), Among::All);
            prop_assert_eq!(counted(&Focus::Places(vec!["p".into()])), Among::Incidents);
        }
    }
}
