//! [`card_spot`]: where the card of a mark stands: beside the mark, never on it, inside the pane.

/// Room between a card and the edge of the pane, and between it and its mark.
const GAP_PX: f64 = 8.0;

/// Where a card stands, in px of the pane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CardSpot {
    /// From the pane's left edge.
    pub left: f64,
    /// From its upper edge, unless it hangs from below.
    pub top: Option<f64>,
    /// From its lower edge, if the card stands above the mark.
    pub bottom: Option<f64>,
    /// It is not higher than this.
    pub max_height: f64,
}

/// Where a card of about this size stands in a pane, for a mark of radius `clear`. Above or below if there is room,
/// else at a side; if there is room nowhere, where there is most.
pub fn card_spot(pane: [f64; 2], [x, y]: [f64; 2], clear: f64, [width, height]: [f64; 2]) -> CardSpot {
    let [pane_width, pane_height] = pane;
    let clear = clear + GAP_PX;
    let (above, below) = (y - clear - GAP_PX, pane_height - y - clear - GAP_PX);
    let (before, after) = (x - clear - GAP_PX, pane_width - x - clear - GAP_PX);
    let centred = (x - width / 2.0).clamp(GAP_PX, (pane_width - width - GAP_PX).max(GAP_PX));
    let vertical = above.max(below) >= height || before.max(after) < width;
    if vertical {
        let is_above = if above >= height && below >= height {
            y > pane_height / 2.0
        } else {
            above > below
        };
        CardSpot {
            left: centred,
            top: (!is_above).then_some(y + clear),
            bottom: is_above.then_some(pane_height - y + clear),
            max_height: above.max(below).max(0.0),
        }
    } else {
        let left = if after >= before {
            x + clear
        } else {
            x - clear - width
        };
        let room = (pane_height - 2.0 * GAP_PX).max(0.0);
        let top = (y - height / 2.0).clamp(GAP_PX, (pane_height - height.min(room) - GAP_PX).max(GAP_PX));
        CardSpot {
            left,
            top: Some(top),
            bottom: None,
            max_height: pane_height - top - GAP_PX,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::Rect;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_card_never_covers_its_mark(
            w in 300.0..1_400.0f64, h in 160.0..900.0f64, fx in 0.0..1.0f64, fy in 0.0..1.0f64,
            clear in 3.0..40.0f64, height in 60.0..320.0f64,
        ) {
            let (x, y) = (w * fx, h * fy);
            let spot = card_spot([w, h], [x, y], clear, [232.0, height]);
            let drawn = height.min(spot.max_height);
            let top = spot.top.unwrap_or_else(|| h - spot.bottom.unwrap_or(0.0) - drawn);
            let card = Rect { x0: spot.left, y0: top, x1: spot.left + 232.0, y1: top + drawn };
            prop_assert!(!card.overlaps(Rect::around(x, y, 2.0 * clear, 2.0 * clear)), "{spot:?} covers {x} {y}");
            prop_assert!(card.y0 >= -1e-6 && card.y1 <= h + 1e-6 && card.x0 >= 0.0 && card.x1 <= w, "{spot:?} in {w} {h}");
        }
    }
}
