//! What a reader chooses about counting and doubt.

/// What the numbers of events count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CountBy {
    /// Each event that a report tells of.
    #[default]
    Events,
    /// Events of one incident once.
    Incidents,
    /// The reports that tell of them.
    Reports,
}

impl CountBy {
    /// All, in the order of the menu.
    pub const ALL: [CountBy; 3] = [CountBy::Events, CountBy::Incidents, CountBy::Reports];

    /// Its name in the URL.
    pub fn key(self) -> &'static str {
        match self {
            CountBy::Events => "events",
            CountBy::Incidents => "incidents",
            CountBy::Reports => "reports",
        }
    }

    /// The choice with this name in the URL.
    pub fn from_key(key: &str) -> Option<CountBy> {
        CountBy::ALL.into_iter().find(|by| by.key() == key)
    }
}

/// What is opened above the list of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Panel {
    /// Sums of figures.
    Figures,
    /// What is told more than once, contradicted, or perhaps the same.
    Incidents,
    /// What each publisher reports.
    Publishers,
}

impl Panel {
    /// All, in order.
    pub const ALL: [Panel; 3] = [Panel::Figures, Panel::Incidents, Panel::Publishers];

    /// Its name in the URL.
    pub fn key(self) -> &'static str {
        match self {
            Panel::Figures => "figures",
            Panel::Incidents => "incidents",
            Panel::Publishers => "publishers",
        }
    }

    /// The panel with this name in the URL.
    pub fn from_key(key: &str) -> Option<Panel> {
        Panel::ALL.into_iter().find(|panel| panel.key() == key)
    }
}

/// A reader's word on whether two events are one incident. Kept for the session, in no link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TieDecision {
    /// Id of one event.
    pub a: String,
    /// Id of the other.
    pub b: String,
    /// They are one incident.
    pub accepted: bool,
}

impl TieDecision {
    /// True if it is about these two, in whichever order.
    pub fn is_about(&self, a: &str, b: &str) -> bool {
        (self.a == a && self.b == b) || (self.a == b && self.b == a)
    }
}

/// A demand on figures of one measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureFilter {
    /// The measure: `killed`, `injured`...
    pub measure: String,
    /// At least so many.
    pub min: u32,
    /// At most so many; `None` for no limit.
    pub max: Option<u32>,
}

impl FigureFilter {
    /// As the URL writes it: `killed:5..20`, `killed:5..`.
    pub fn to_param(&self) -> String {
        let max = self.max.map_or_else(String::new, |max| max.to_string());
        format!("{}:{}..{max}", self.measure, self.min)
    }

    /// Reads what the URL writes.
    pub fn from_param(text: &str) -> Option<FigureFilter> {
        let (measure, range) = text.rsplit_once(':')?;
        let (min, max) = range.split_once("..")?;
        let max = match max {
            "" => None,
            max => Some(max.parse().ok()?),
        };
        let min = if min.is_empty() { 0 } else { min.parse().ok()? };
        (!measure.is_empty() && max.is_none_or(|max| min <= max)).then(|| FigureFilter {
            measure: measure.to_owned(),
            min,
            max,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demand_on_figures_round_trips() {
        for text in ["killed:5..20", "killed:0..", "a:b:1..1"] {
            assert_eq!(
                FigureFilter::from_param(text).map(|f| f.to_param()).as_deref(),
                Some(text)
            );
        }
        for text in ["killed", "killed:5", ":1..2", "killed:9..2", "killed:x.."] {
            assert_eq!(FigureFilter::from_param(text), None);
        }
    }
}
