//! The base map as it grows: the world is fetched when the map first shows what the region's files do not cover.

use crate::load::fetch;
use crate::store::Store;
use chronotope_core::geo::{BBox, LonLat, world_from_lon_lat};
use chronotope_core::scene::map::{Basemap, BasemapFile};
use leptos::prelude::*;
use std::sync::Arc;

/// A base map that is completed when more of the world is looked at. `folder` is where its files are.
pub(crate) fn growing(basemap: Arc<Basemap>, folder: String, store: Store) -> Signal<Arc<Basemap>> {
    let extent = basemap.extent();
    let shown = RwSignal::new(basemap);
    let is_asked = StoredValue::new(false);
    Effect::new(move |_| {
        if is_asked.get_value() {
            return;
        }
        let view = store.viewport.get().bbox();
        let is_covered = extent.is_some_and(|extent| {
            corners(view).into_iter().all(|corner| {
                let at = world_from_lon_lat(corner);
                extent.contains(at.x, at.y)
            })
        });
        if is_covered {
            return;
        }
        is_asked.set_value(true);
        let path = format!("{folder}{}", BasemapFile::World.file_name());
        leptos::task::spawn_local(async move {
            // Without it the region's own map is still there.
            let Ok(bytes) = fetch(&path).await else { return };
            let mut whole = Basemap::clone(&shown.get_untracked());
            match whole.add(BasemapFile::World, &String::from_utf8_lossy(&bytes)) {
                Ok(()) => {
                    shown.try_set(Arc::new(whole));
                }
                Err(error) => leptos::logging::warn!("{error}"),
            }
        });
    });
    shown.into()
}

fn corners(view: BBox) -> [LonLat; 2] {
    [
        LonLat {
            lon: view.west,
            lat: view.south,
        },
        LonLat {
            lon: view.east,
            lat: view.north,
        },
    ]
}
