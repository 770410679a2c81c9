//! An instant and its trail on a strip: the day stands out, and what is older is as faint as its marks on the map.

use super::model::Model;
use chronotope_core::scene::timeline::{FADES, Scale, Span, px, trail};
use chronotope_core::state::TimeMode;
use leptos::prelude::*;

/// Never so narrow that it cannot be seen.
const LEAST_DAY_PX: f64 = 3.0;

/// The trail, there only while an instant is shown.
pub(super) fn trail_view(model: Model, scale: Memo<Scale>, height: Signal<f64>) -> impl IntoView {
    let is_instant = Memo::new(move |_| model.inputs.time.read().mode == TimeMode::Instant);
    let part = move |fade: u8| {
        let parts = trail(model.inputs.window.get());
        let days = parts.iter().find(|(_, its)| *its == fade).map(|(days, _)| *days);
        let Some(days) = days else {
            return String::new();
        };
        let span = scale.read().span(days);
        let span = if fade == 0 && span.width < LEAST_DAY_PX {
            Span {
                x: span.middle() - LEAST_DAY_PX / 2.0,
                width: LEAST_DAY_PX,
            }
        } else {
            span
        };
        let (width, height) = (px(span.width), px(height.get()));
        format!("M{} 0h{width}v{height}h-{width}z", px(span.x))
    };
    move || {
        is_instant.get().then(|| {
            let parts = (0..=FADES).rev().map(|fade| {
                let class = if fade == 0 {
                    "timeline-day".to_owned()
                } else {
                    format!("timeline-trail fade-{fade}")
                };
                view! { <path class=class d=Signal::derive(move || part(fade)) /> }
            });
            parts.collect_view()
        })
    }
}
