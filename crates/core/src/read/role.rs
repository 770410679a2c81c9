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
    /// A party that is named first. That it did what was done is not said by that.
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
    /// A party that is named second.
    Actor2,
    /// How exactly the date is known: a code of the source's own, or `day`, `week`, `month`, `year`.
    DatePrecision,
    /// How exactly the place is known: a code of the source's own, or `exact`, `near`, `part`, `area`.
    PlacePrecision,
    /// The first-level division.
    Admin1,
    /// The second-level division.
    Admin2,
    /// The country.
    Country,
    /// A position in one field: latitude and longitude, or a WKT point.
    Position,
    /// The year it began.
    Year,
    /// The month of it.
    Month,
    /// The day of it.
    Day,
    /// The year it ended.
    EndYear,
    /// The month of it.
    EndMonth,
    /// The day of it.
    EndDay,
}

impl Role {
    /// How many there are.
    pub const COUNT: usize = 29;

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
        Role::Actor2,
        Role::DatePrecision,
        Role::PlacePrecision,
        Role::Admin1,
        Role::Admin2,
        Role::Country,
        Role::Position,
        Role::Year,
        Role::Month,
        Role::Day,
        Role::EndYear,
        Role::EndMonth,
        Role::EndDay,
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
            Role::Deaths => &[
                "fatalities",
                "deaths_best",
                "best",
                "best_est",
                "deaths",
                "killed",
            ],
            Role::DeathsLow => &["fatalities_low", "deaths_low", "low", "low_est"],
            Role::DeathsHigh => &["fatalities_high", "deaths_high", "high", "high_est"],
            Role::Summary => &[
                "summary",
                "description",
                "notes",
                "source_headline",
                "headline",
                "title",
                "text",
            ],
            Role::Actor2 => &["actor2", "side_b"],
            Role::DatePrecision => &["date_precision", "time_precision", "date_prec"],
            Role::PlacePrecision => &["place_precision", "geo_precision", "where_prec"],
            Role::Admin1 => &["admin1", "adm_1", "adm1", "governorate", "province"],
            Role::Admin2 => &["admin2", "adm_2", "adm2", "district"],
            Role::Country => &["country", "country_name", "iso3", "ccodes"],
            Role::Position => &[
                "latlon",
                "lat_lon",
                "latlng",
                "lat_long",
                "lat,long",
                "lat,lon",
                "lat/lon",
                "lat/long",
                "geowkt",
                "wkt",
                "coordinates",
                "coordinate",
                "coords",
                "gps",
                "gps_coordinates",
                "geolocation",
                "geopoint",
            ],
            Role::Year => &["year"],
            Role::Month => &["month"],
            Role::Day => &["day"],
            Role::EndYear => &["end_year"],
            Role::EndMonth => &["end_month"],
            Role::EndDay => &["end_day"],
        }
    }

    /// A stable word for it: the preferred name.
    pub fn word(self) -> &'static str {
        self.names().first().copied().unwrap_or_default()
    }

    /// The role with this [`word`](Role::word).
    pub fn from_word(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.word() == word)
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
    fn the_title_has_the_rank_that_linked_places_rely_on() {
        assert_eq!(Role::of_name("title"), Some((Role::Summary, 5)));
    }

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
