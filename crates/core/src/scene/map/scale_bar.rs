//! The scale bar: a round distance and how long it is.

/// A round distance and its length on the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScaleBar {
    /// 1, 2 or 5 times a power of ten, in metres.
    pub metres: f64,
    /// How long that is, in px.
    pub width_px: f64,
}

/// The longest round distance that is at most `max_px` long.
pub fn scale_bar(km_per_px: f64, max_px: f64) -> ScaleBar {
    let most = (km_per_px * 1000.0 * max_px).max(1e-3);
    let power = 10f64.powf(most.log10().floor());
    let metres = [5.0, 2.0, 1.0]
        .into_iter()
        .map(|n| n * power)
        .find(|m| *m <= most)
        .unwrap_or(power);
    ScaleBar {
        metres,
        width_px: metres / (km_per_px * 1000.0).max(1e-9),
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "round numbers are exact")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn distances_are_round() {
        assert_eq!(scale_bar(0.25, 110.0).metres, 20_000.0);
        assert_eq!(scale_bar(0.25, 110.0).width_px, 80.0);
        assert_eq!(scale_bar(0.001, 110.0).metres, 100.0);
    }

    proptest! {
        #[test]
        fn bars_fit_and_are_not_tiny(km_per_px in 0.0003..160.0f64) {
            let bar = scale_bar(km_per_px, 110.0);
            prop_assert!(bar.width_px <= 110.0 + 1e-6 && bar.width_px >= 110.0 / 2.6);
        }
    }
}
