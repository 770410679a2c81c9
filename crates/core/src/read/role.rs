//! [`Role`]s: what a column or property means, told by its name.

/// What a field of a row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The row's own identifier.
    Id,
    /// When it happened, as one expression.
    Date,
    /// The first possible day.
    DateStart,
    /// The last possible day.
    DateEnd,
    /// `within` or `throughout`.
    Extent,
    /// The name of the place.
    Place,
    /// Degrees east.
    Lon,
    /// Degrees north.
    Lat,
    /// What sort of event.
    Kind,
    /// How the source speaks of it.
    Modality,
    /// Who did it, or simply who is named first.
    Actor,
    /// Who said so.
    Source,
    /// Deaths, best estimate.
    Deaths,
    /// Deaths, at least.
    DeathsLow,
    /// Deaths, at most.
    DeathsHigh,
    /// One sentence.
    Summary,
}

impl Role {
    /// How many there are.
    pub const COUNT: usize = 16;

    /// All roles, in order.
    pub const ALL: [Role; Role::COUNT] = [
        Role::Id,
        Role::Date,
        Role::DateStart,
        Role::DateEnd,
        Role::Extent,
        Role::Place,
        Role::Lon,
        Role::Lat,
        Role::Kind,
        Role::Modality,
        Role::Actor,
        Role::Source,
        Role::Deaths,
        Role::DeathsLow,
        Role::DeathsHigh,
        Role::Summary,
    ];

    /// The names of columns and properties that mean this, the preferred one first: our own, then those of ACLED,
    /// UCDP GED, VIINA and common GeoJSON.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Role::Id => &["id", "event_id", "event_id_cnty", "data_id", "globaleventid"],
            Role::Date => &[
                "date_edtf",
                "edtf",
                "date",
                "event_date",
                "when",
                "time",
                "timestamp",
                "datetime",
            ],
            Role::DateStart => &["date_start", "start", "start_date", "begin", "from"],
            Role::DateEnd => &["date_end", "end", "end_date", "to"],
            Role::Extent => &["extent"],
            Role::Place => &[
                "place",
                "location",
                "place_name",
                "toponym",
                "where_coordinates",
                "where_description",
                "address",
            ],
            Role::Lon => &["lon", "longitude", "lng", "long"],
            Role::Lat => &["lat", "latitude"],
            Role::Kind => &["kind", "event_type", "type_of_violence", "category", "type"],
            Role::Modality => &["modality"],
            Role::Actor => &["actor", "actor1", "side_a"],
            Role::Source => &[
                "source",
                "source1_name",
                "source_office",
                "publisher",
                "source1_url",
            ],
            Role::Deaths => &["fatalities", "deaths_best", "best", "deaths", "killed"],
            Role::DeathsLow => &["fatalities_low", "deaths_low", "low"],
            Role::DeathsHigh => &["fatalities_high", "deaths_high", "high"],
            Role::Summary => &[
                "summary",
                "description",
                "notes",
                "source_headline",
                "headline",
                "title",
                "text",
            ],
        }
    }

    /// The role of a column or property by its name, and how preferred that name is (0 = most). Case, spaces,
    /// hyphens and surrounding blanks do not matter.
    ///
    /// ```
    /// use chronotope_core::read::Role;
    /// assert_eq!(Role::of_name(" Event Date "), Some((Role::Date, 3)));
    /// assert_eq!(Role::of_name("colour"), None);
    /// ```
    pub fn of_name(name: &str) -> Option<(Role, u8)> {
        let name: String = name
            .trim()
            .chars()
            .map(|c| match c {
                ' ' | '-' => '_',
                c => c.to_ascii_lowercase(),
            })
            .collect();
        Role::ALL.into_iter().find_map(|role| {
            let rank = role.names().iter().position(|n| *n == name)?;
            Some((role, rank as u8))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_means_one_thing() {
        for (i, role) in Role::ALL.into_iter().enumerate() {
            assert_eq!(role as usize, i);
            for (rank, name) in role.names().iter().enumerate() {
                assert_eq!(Role::of_name(name), Some((role, rank as u8)));
            }
        }
    }
}
