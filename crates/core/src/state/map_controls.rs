//! [`MapControls`]: how the map draws what is shown, and which of it counts.

use super::ViewState;

/// In which letters names stand on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MapNames {
    /// In those of the page's language.
    #[default]
    Page,
    /// In Latin letters.
    Latin,
    /// In Arabic letters.
    Arabic,
    /// In both, one under the other.
    Both,
}

impl MapNames {
    /// In the order of the menu.
    pub const ALL: [MapNames; 4] = [MapNames::Page, MapNames::Latin, MapNames::Arabic, MapNames::Both];

    /// Its name in the URL.
    pub fn key(self) -> &'static str {
        match self {
            MapNames::Page => "page",
            MapNames::Latin => "latin",
            MapNames::Arabic => "arabic",
            MapNames::Both => "both",
        }
    }

    /// The choice with this name in the URL.
    pub fn from_key(key: &str) -> Option<MapNames> {
        MapNames::ALL.into_iter().find(|names| names.key() == key)
    }
}

/// A layer of the base map that can be switched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MapLayer {
    /// Borders of governorates.
    Governorates,
    /// Rivers.
    Rivers,
    /// Lakes.
    Lakes,
    /// Highways.
    Roads,
    /// Names of places.
    Names,
    /// Lines of longitude and latitude.
    Graticule,
}

impl MapLayer {
    /// In the order of the menu.
    pub const ALL: [MapLayer; 6] = [
        MapLayer::Governorates,
        MapLayer::Rivers,
        MapLayer::Lakes,
        MapLayer::Roads,
        MapLayer::Names,
        MapLayer::Graticule,
    ];

    /// Its name in the URL.
    pub fn key(self) -> &'static str {
        match self {
            MapLayer::Governorates => "governorates",
            MapLayer::Rivers => "rivers",
            MapLayer::Lakes => "lakes",
            MapLayer::Roads => "roads",
            MapLayer::Names => "names",
            MapLayer::Graticule => "graticule",
        }
    }

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The layers of the base map that are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MapLayers(u8);

impl Default for MapLayers {
    /// All but the graticule.
    fn default() -> MapLayers {
        MapLayers(0x3f & !MapLayer::Graticule.bit())
    }
}

impl MapLayers {
    /// No layer.
    pub const NONE: MapLayers = MapLayers(0);

    /// True if a layer is shown.
    pub fn has(self, layer: MapLayer) -> bool {
        self.0 & layer.bit() != 0
    }

    /// The same, with a layer shown or not.
    #[must_use]
    pub fn with(self, layer: MapLayer, on: bool) -> MapLayers {
        MapLayers(if on {
            self.0 | layer.bit()
        } else {
            self.0 & !layer.bit()
        })
    }

    /// As the URL has it: the names of the layers shown.
    pub fn to_param(self) -> String {
        let mut out = String::new();
        for layer in MapLayer::ALL.into_iter().filter(|layer| self.has(*layer)) {
            if !out.is_empty() {
                out.push(',');
            }
            out.push_str(layer.key());
        }
        if out.is_empty() { "none".to_owned() } else { out }
    }

    /// Reads what the URL has; `None` if a name is not known.
    pub fn from_param(value: &str) -> Option<MapLayers> {
        if value == "none" {
            return Some(MapLayers::NONE);
        }
        value.split(',').try_fold(MapLayers::NONE, |layers, key| {
            let layer = MapLayer::ALL.into_iter().find(|layer| layer.key() == key)?;
            Some(layers.with(layer, true))
        })
    }
}

/// How the map draws what is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MapControls {
    /// The measure that symbols are sized by (`killed`...); `None` for the number of events.
    pub size: Option<String>,
    /// Names in these letters.
    pub names: MapNames,
    /// What of the base map is shown.
    pub layers: MapLayers,
    /// Governorates are shaded by their events.
    pub shaded: bool,
    /// Only events at places in the map's pane count.
    pub in_view: bool,
}

/// The order of the table of events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableOrder {
    /// The column it is sorted by.
    pub column: String,
    /// The greatest or last comes first.
    pub descending: bool,
}

impl Default for TableOrder {
    fn default() -> TableOrder {
        TableOrder {
            column: "date".to_owned(),
            descending: false,
        }
    }
}

impl TableOrder {
    /// As the URL has it, not yet encoded: the column, after a minus if descending.
    pub fn to_param(&self) -> String {
        let sign = if self.descending { "-" } else { "" };
        format!("{sign}{}", self.column)
    }

    /// Reads what the URL has; `None` if it names no column.
    pub fn from_param(value: &str) -> Option<TableOrder> {
        let (column, descending) = match value.strip_prefix('-') {
            Some(column) => (column, true),
            None => (value, false),
        };
        (!column.is_empty()).then(|| TableOrder {
            column: column.to_owned(),
            descending,
        })
    }
}

/// What a user can do to the map's controls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MapMsg {
    /// Size symbols by this measure; `None` for the number of events.
    SetSize(Option<String>),
    /// Write names in these letters.
    SetNames(MapNames),
    /// Show a layer of the base map, or not.
    SetLayer(MapLayer, bool),
    /// Shade governorates by their events, or not.
    SetShaded(bool),
    /// Count only events at places in the pane, or all.
    SetInView(bool),
    /// Show the table of events in this order; `None` closes it.
    SetTable(Option<TableOrder>),
}

/// Applies an act to the map's controls.
pub(super) fn update_map(state: &mut ViewState, msg: MapMsg) {
    match msg {
        MapMsg::SetSize(size) => state.map.size = size,
        MapMsg::SetNames(names) => state.map.names = names,
        MapMsg::SetLayer(layer, on) => state.map.layers = state.map.layers.with(layer, on),
        MapMsg::SetShaded(on) => state.map.shaded = on,
        MapMsg::SetInView(on) => state.map.in_view = on,
        MapMsg::SetTable(order) => state.table = order,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_and_orders_round_trip() {
        for bits in 0..64 {
            let layers = MapLayers(bits);
            assert_eq!(MapLayers::from_param(&layers.to_param()), Some(layers));
        }
        assert_eq!(MapLayers::from_param("rivers,canals"), None);
        for text in ["date", "-killed"] {
            let order = TableOrder::from_param(text).unwrap();
            assert_eq!(order.to_param(), text);
        }
        assert_eq!(TableOrder::from_param("-"), None);
    }
}
