//! What a file became, in lines that tests compare.

use chronotope_core::read::{Effect, Loaded};
use chronotope_core::table::Dim;

/// Every row is an event or rejected, and every event is placed somehow or nowhere.
pub(crate) fn adds_up(loaded: &Loaded) {
    let summary = &loaded.summary;
    assert_eq!(loaded.table.rows() + summary.rejected(), summary.rows);
    let p = summary.placed;
    let placed = p.exact + p.near + p.part + p.area + p.by_name + p.by_likely_name;
    assert_eq!(placed + p.nowhere, loaded.table.rows());
    assert_eq!(summary.problems.rows_with(Effect::Unplaced), p.nowhere);
    let undated = loaded.table.undated_rows();
    assert_eq!(summary.undated(), undated.end - undated.start);
}

/// Each row in the order of the file: its days, its places, and the values of a dimension.
pub(crate) fn rows(loaded: &Loaded, dims: &[Dim]) -> Vec<String> {
    let table = &loaded.table;
    let mut order: Vec<u32> = (0..table.rows()).collect();
    order.sort_by_key(|&row| table.record(row));
    let shown = |row: u32| {
        let days = table.hull(row).map_or("undated".to_owned(), |w| {
            if w.len_days() == 1 {
                w.first().to_string()
            } else {
                format!("{}..{}", w.first(), w.last())
            }
        });
        let place = table
            .codes(Dim::Mark, row)
            .next()
            .and_then(|code| table.places().get(code as usize));
        let place = place.map_or("nowhere".to_owned(), |p| match (p.lon_lat, p.is_area) {
            (None, _) => format!("{}?", p.name),
            (Some(_), true) => format!("area {}", p.name),
            (Some(at), false) => format!("{} {},{}", p.name, at.lon, at.lat),
        });
        let more = dims
            .iter()
            .map(|&dim| table.text(dim, row).collect::<Vec<_>>().join("+"));
        [days, place]
            .into_iter()
            .chain(more)
            .collect::<Vec<_>>()
            .join(" | ")
    };
    order.into_iter().map(shown).collect()
}

/// Each thing that is told of a row: row, field, value, reason.
pub(crate) fn problems(loaded: &Loaded) -> Vec<String> {
    let kept = loaded.summary.problems.kept().iter();
    kept.map(|p| format!("{} {} {} {}", p.row, p.field, p.value, p.reason.code()))
        .collect()
}
