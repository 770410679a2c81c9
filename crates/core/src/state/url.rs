//! The view in the hash of the URL: `#map=z/lat/lon&daterange=2018-09-01,2018-09-30&place=gn169835&kind=...`.
//!
//! Everything is in the hash, so that no server and no referrer ever sees it. Names of parameters follow
//! `OpenStreetMap` (`map`) and `OpenHistoricalMap` (`daterange`).

use super::time_controls::unchosen_axis;
use super::{
    CountBy, Facet, FigureFilter, Filters, Focus, LaneBy, Lang, MapControls, MapLayers, MapNames, Panel,
    TableOrder, TimeBasis, TimeControls, TimeMode, ViewState,
};
use crate::geo::LonLat;
use crate::query::Overlap;
use crate::scene::timeline::axis_within;
use crate::time::{Day, Granularity, TimeWindow};
use std::collections::BTreeSet;

/// A parameter of the hash that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UrlProblem {
    /// Its name.
    pub key: String,
    /// Its value.
    pub value: String,
}

/// Writes a view as a hash, without the leading `#`. Only what differs from the opening view is written.
pub fn to_hash(state: &ViewState) -> String {
    let mut params: Vec<(String, String)> = Vec::new();
    let mut put = |key: &str, value: String| params.push((key.to_owned(), value));
    if state.viewport_chosen {
        let v = state.viewport;
        let decimals = decimals_at(v.zoom);
        put(
            "map",
            format!(
                "{:.2}/{:.decimals$}/{:.decimals$}",
                v.zoom, v.center.lat, v.center.lon
            ),
        );
    }
    if state.window != state.bounds.opening_window {
        put(
            "daterange",
            format!("{},{}", state.window.first(), state.window.last()),
        );
    }
    if state.time.mode != TimeMode::default() {
        put("mode", state.time.mode.key().to_owned());
    }
    if state.time.step != Granularity::default() {
        put("step", state.time.step.key().to_owned());
    }
    put_time(&state.time, &mut put);
    if state.time.axis != unchosen_axis(state) {
        let axis = state.time.axis;
        put("axis", format!("{},{}", axis.first(), axis.last()));
    }
    match &state.focus {
        Focus::None => {}
        Focus::Places(places) => put("place", list(places)),
        Focus::Report(report) => put("in", encoded(report)),
    }
    if let Some(event) = &state.event {
        put("event", encoded(event));
    }
    for (facet, values) in &state.filters.values {
        put(facet.key(), list(values));
    }
    if !state.filters.text.is_empty() {
        put("q", encoded(&state.filters.text));
    }
    if state.other_layer {
        put("layer", "other".to_owned());
    }
    put_map(&state.map, &mut put);
    if let Some(order) = &state.table {
        put("table", encoded(&order.to_param()));
    }
    if state.filters.definite_only {
        put("dates", "definite".to_owned());
    }
    if let Some(figures) = &state.filters.figures {
        put("figures", encoded(&figures.to_param()));
    }
    if state.count_by != CountBy::default() {
        put("count", state.count_by.key().to_owned());
    }
    if let Some(panel) = state.panel {
        put("panel", panel.key().to_owned());
    }
    put("lang", state.lang.tag().to_owned());
    params.extend(state.unknown_params.iter().cloned());
    params
        .into_iter()
        .map(|(k, v)| if v.is_empty() { k } else { format!("{k}={v}") })
        .collect::<Vec<_>>()
        .join("&")
}

/// Writes the time controls that decide what counts, and how it is shown.
fn put_time(time: &TimeControls, put: &mut impl FnMut(&str, String)) {
    if time.overlap != Overlap::default() {
        put("rule", time.overlap.key().to_owned());
    }
    if time.basis != TimeBasis::default() {
        put("time", time.basis.key().to_owned());
    }
    if let Some(day) = time.known_by {
        put("known", day.to_string());
    }
    if let Some(window) = time.compared {
        put("compare", format!("{},{}", window.first(), window.last()));
    }
    if let Some(by) = time.lanes {
        put("lanes", by.key().to_owned());
    }
    if time.in_view {
        put("bars", "view".to_owned());
    }
}

/// The days of `first,last`.
fn day_range(value: &str) -> Option<TimeWindow> {
    let decoded = decoded(value);
    let (first, last) = decoded.split_once(',')?;
    let (first, last) = (Day::parse_iso(first)?, Day::parse_iso(last)?);
    Some(TimeWindow::from_days(first, last))
}

/// Writes what differs from how a map opens.
fn put_map(map: &MapControls, put: &mut impl FnMut(&str, String)) {
    if let Some(size) = &map.size {
        put("size", encoded(size));
    }
    if map.names != MapNames::default() {
        put("names", map.names.key().to_owned());
    }
    if map.layers != MapLayers::default() {
        put("base", map.layers.to_param());
    }
    if map.shaded {
        put("areas", "shaded".to_owned());
    }
    if map.in_view {
        put("only", "view".to_owned());
    }
}

/// Reads a hash, with or without the leading `#`, over an opening view. A parameter that cannot be used leaves the
/// opening view's value and is reported; one that is not ours is kept.
pub fn from_hash(hash: &str, opening: &ViewState) -> (ViewState, Vec<UrlProblem>) {
    let mut state = opening.clone();
    state.unknown_params.clear();
    let mut problems = Vec::new();
    let mut has_axis = false;
    for param in hash
        .trim_start_matches('#')
        .split('&')
        .filter(|p| !p.is_empty() && !p.starts_with('='))
    {
        let (key, value) = param.split_once('=').unwrap_or((param, ""));
        if apply(&mut state, key, value).is_some() {
            has_axis |= key == "axis";
        } else {
            problems.push(UrlProblem {
                key: key.to_owned(),
                value: decoded(value),
            });
        }
    }
    // As choosing the mode does, whichever of the two comes first.
    state.window = state.time.mode.shaped(state.window, state.bounds.time);
    state.time.axis = if has_axis {
        axis_within(state.time.axis, state.bounds.time)
    } else {
        // What the link selects is shown well.
        unchosen_axis(&state)
    };
    (state, problems)
}

/// Applies one parameter; `None` if its value cannot be used.
fn apply(state: &mut ViewState, key: &str, value: &str) -> Option<()> {
    match key {
        "map" => {
            let mut parts = value
                .split('/')
                .map(|part| part.parse::<f64>().ok().filter(|n| n.is_finite()));
            let (zoom, lat, lon) = (parts.next()??, parts.next()??, parts.next()??);
            if parts.next().is_some() || !(0.0..=18.0).contains(&zoom) {
                return None;
            }
            state.with_center(zoom, LonLat::new(lon, lat)?);
        }
        "daterange" => state.window = day_range(value)?,
        "compare" => state.time.compared = Some(day_range(value)?),
        "axis" => state.time.axis = day_range(value)?,
        "known" => state.time.known_by = Some(Day::parse_iso(value)?),
        "rule" => state.time.overlap = Overlap::from_key(value)?,
        "time" => state.time.basis = TimeBasis::from_key(value)?,
        "lanes" => state.time.lanes = Some(LaneBy::from_key(value)?),
        "bars" => state.time.in_view = (value == "view").then_some(true)?,
        "mode" => state.time.mode = TimeMode::from_key(value)?,
        "step" => state.time.step = Granularity::from_key(value)?,
        "place" => state.focus = Focus::Places(non_empty(items(value))?),
        "in" => state.focus = Focus::Report(non_empty(decoded(value))?),
        "event" => state.event = Some(non_empty(decoded(value))?),
        "q" => state.filters.text = decoded(value),
        "layer" => state.other_layer = (value == "other").then_some(true)?,
        "size" => state.map.size = Some(non_empty(decoded(value))?),
        "names" => state.map.names = MapNames::from_key(value)?,
        "base" => state.map.layers = MapLayers::from_param(&decoded(value))?,
        "areas" => state.map.shaded = (value == "shaded").then_some(true)?,
        "only" => state.map.in_view = (value == "view").then_some(true)?,
        "table" => state.table = Some(TableOrder::from_param(&decoded(value))?),
        "dates" => state.filters.definite_only = (value == "definite").then_some(true)?,
        "figures" => state.filters.figures = Some(FigureFilter::from_param(&decoded(value))?),
        "count" => state.count_by = CountBy::from_key(value)?,
        "panel" => state.panel = Some(Panel::from_key(value)?),
        "lang" => state.lang = Lang::from_tag(value)?,
        _ => match Facet::from_key(key) {
            Some(facet) => {
                let mut values = BTreeSet::new();
                // One by one: to collect them would sort, which is compiled anew for each type.
                values.extend(non_empty(items(value))?);
                state.filters.values.insert(facet, values);
            }
            None => state.unknown_params.push((key.to_owned(), value.to_owned())),
        },
    }
    Some(())
}

/// Decimals of a degree that matter at a zoom: half a pixel (the rule of `MapLibre`'s hash).
fn decimals_at(zoom: f64) -> usize {
    let decimals = (zoom * std::f64::consts::LN_2 + (512.0_f64 / 360.0 / 0.5).ln()) / std::f64::consts::LN_10;
    decimals.ceil().clamp(0.0, 9.0) as usize
}

trait Empty {
    fn is_empty(&self) -> bool;
}
impl Empty for String {
    fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }
}
impl<T> Empty for Vec<T> {
    fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }
}

fn non_empty<T: Empty>(value: T) -> Option<T> {
    (!value.is_empty()).then_some(value)
}

fn list<'a>(values: impl IntoIterator<Item = &'a String>) -> String {
    values
        .into_iter()
        .map(|v| encoded(v))
        .collect::<Vec<_>>()
        .join(",")
}

fn items(value: &str) -> Vec<String> {
    value.split(',').filter(|v| !v.is_empty()).map(decoded).collect()
}

/// Percent-encodes everything but letters, digits and `-_.~:/` (RFC 3986 unreserved, and two that read well).
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~:/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend([byte >> 4, byte & 15].map(|half| char::from(b"0123456789ABCDEF"[usize::from(half)])));
        }
    }
    out
}

/// Undoes percent-encoding; what is not valid stays as it is.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while let Some(&byte) = bytes.get(i) {
        let hex = text
            .get(i + 1..i + 3)
            .and_then(|h| u8::from_str_radix(h, 16).ok());
        if let (b'%', Some(value)) = (byte, hex) {
            out.push(value);
            i += 3;
        } else {
            out.push(byte);
            i += 1;
        }
    }
    String::from_utf8(out).unwrap_or_else(|_not_utf8| text.to_owned())
}

impl Filters {
    /// The number of facets that filter, a text being one.
    pub fn count(&self) -> usize {
        self.values.len()
            + usize::from(!self.text.is_empty())
            + usize::from(self.definite_only)
            + usize::from(self.figures.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::update::tests::opening;
    use proptest::prelude::*;

    #[test]
    fn a_link_as_designed() {
        let hash = "#map=9.20/35.6/36.5&daterange=2018-09-01,2018-09-30&place=gn169835&kind=air_strike,shelling\
                    &size=killed&names=both&base=lakes,graticule&areas=shaded&only=view&table=-killed\
                    &mode=cumulative&step=month&rule=started&time=reported&known=2019-03-20&compare=2018-10-01,2018-10-31\
                    &lanes=actor&bars=view&axis=2018-07-01,2019-02-28&dates=definite&figures=killed:5..20&count=incidents&panel=figures&at=x\
                    &q=Hass%20%D8%AD%D8%A7%D8%B3&lang=ar&utm=x&flag";
        let (state, problems) = from_hash(hash, &opening());
        assert_eq!(problems, []);
        assert_eq!(state.window.last().to_string(), "2018-09-30");
        assert_eq!(state.focus, Focus::Places(vec!["gn169835".to_owned()]));
        assert_eq!(state.filters.text, "Hass حاس");
        assert_eq!(state.lang, Lang::Ar);
        assert_eq!(
            (state.time.mode, state.time.step),
            (TimeMode::Cumulative, Granularity::Month)
        );
        let time = state.time;
        assert_eq!(
            (time.overlap, time.basis),
            (Overlap::StartedIn, TimeBasis::Reported)
        );
        assert_eq!((time.lanes, time.in_view), (Some(LaneBy::Actor), true));
        assert_eq!(
            time.known_by.map(|day| day.to_string()).as_deref(),
            Some("2019-03-20")
        );
        assert_eq!(time.compared.map(TimeWindow::len_days), Some(31));
        assert_eq!(
            (time.axis.first().to_string(), time.axis.last().to_string()),
            ("2018-07-01".to_owned(), "2019-02-28".to_owned())
        );
        let again = to_hash(&state);
        assert!(again.ends_with("utm=x&flag"), "{again}");
        assert_eq!(from_hash(&again, &opening()).0, state);
    }

    #[test]
    fn a_link_that_counts_from_the_start_begins_there() {
        for hash in [
            "daterange=2018-09-01,2018-09-30&mode=cumulative",
            "mode=cumulative&daterange=2018-09-01,2018-09-30",
        ] {
            let (state, _) = from_hash(hash, &opening());
            assert_eq!(state.window.first(), opening().bounds.time.first());
            assert_eq!(state.window.last().to_string(), "2018-09-30");
        }
    }

    #[test]
    fn what_cannot_be_used_is_reported_and_leaves_the_opening_view() {
        let (state, problems) = from_hash("map=99/0/0&daterange=2018-09-31,x&place=&kind=,", &opening());
        assert_eq!(
            problems.iter().map(|p| p.key.as_str()).collect::<Vec<_>>(),
            ["map", "daterange", "place", "kind"]
        );
        assert_eq!(state, opening());
    }

    proptest! {
        #[test]
        fn any_hash_is_read_without_panic(hash in ".{0,80}") {
            let (state, _) = from_hash(&hash, &opening());
            let again = to_hash(&state);
            prop_assert_eq!(to_hash(&from_hash(&again, &opening()).0), again);
        }

        #[test]
        fn texts_round_trip(text in ".{0,40}") {
            prop_assert_eq!(decoded(&encoded(&text)), text);
        }
    }
}
