//! Pictures of the view: the SVG that `core` draws, and a PNG made from it.

use super::make::Format;
use super::parts::{browser, held};
use super::{Inputs, Settings};
use crate::dom;
use crate::sources::{self, Source};
use chronotope_core::messages::{DateStyle, ExportText};
use chronotope_core::query::RowSet;
use chronotope_core::state::Focus;
use chronotope_core::write::{Credit, Figure, SaveFault, Sensitive, figure_svg, map_svg, png_with_credit};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

/// The greatest width or height of a picture: larger canvases are refused by some browsers.
const MAX_PX: u32 = 8_000;

/// The picture as SVG, without the events that are kept back. One that is told of less exactly has no mark.
pub(super) fn svg(inputs: &Inputs, settings: &Settings, credit: &Credit) -> String {
    let store = inputs.store;
    let session = inputs.session.get_value();
    let choices = &settings.choices;
    if choices.sensitive == Sensitive::Whole && !choices.without_graphic {
        return drawn_svg(inputs, settings, credit);
    }
    let keeps = |row: u32| {
        let event = session.event(row);
        event.is_none_or(|event| {
            choices.keeps_event(event) && !(event.sensitive && choices.sensitive != Sensitive::Whole)
        })
    };
    let rows = RowSet::from_fn(session.table.rows(), keeps);
    let filters = store.filters.get_untracked();
    let view = (
        store.window.get_untracked(),
        &filters,
        store.reading.get_untracked(),
    );
    session.with_rows_only(rows, view, &|| drawn_svg(inputs, settings, credit))
}

fn drawn_svg(inputs: &Inputs, settings: &Settings, credit: &Credit) -> String {
    let geography = inputs.opened.with_value(|opened| opened.geography().clone());
    let messages = inputs.store.messages_untracked();
    let formats = inputs.formats.get_untracked();
    let date = formats.date(dom::today(), DateStyle::Long);
    inputs.session.with_value(|session| {
        let source = Source(inputs.session);
        let selected: Vec<u32> = match inputs.store.focus.get_untracked() {
            Focus::Places(ids) => ids.iter().filter_map(|id| session.place_code(id)).collect(),
            Focus::None | Focus::Report(_) => Vec::new(),
        };
        let figure = Figure {
            viewport: inputs.store.viewport.get_untracked(),
            size: [settings.width, settings.height],
            is_dark: settings.is_dark,
            places: &geography.places,
            groups: &sources::map_groups(session, messages.lang),
            place_counts: &source,
            time_counts: &source,
            labels: &geography.labels,
            basemap: &geography.basemap,
            selected: &selected,
            window: inputs.store.window.get_untracked(),
            bounds: session.bounds.time,
            messages,
            formats: formats.as_ref(),
            credit,
            date: &date,
        };
        match settings.format {
            Format::FigureSvg | Format::FigurePng => figure_svg(&figure),
            _ => map_svg(&figure),
        }
    })
}

/// The picture as PNG, drawn by the browser from the SVG, with what it shows and of which data in its texts.
///
/// # Errors
/// If the browser cannot draw it, or does not hold it.
pub(super) async fn png(svg: &str, [width, height]: [u32; 2], credit: &Credit) -> Result<Blob, SaveFault> {
    let source = held(&svg.into(), "image/svg+xml")?;
    let url = web_sys::Url::create_object_url_with_blob(&source).map_err(browser)?;
    let image = HtmlImageElement::new_with_width_and_height(width, height).map_err(browser)?;
    image.set_src(&url);
    let decoded = JsFuture::from(image.decode()).await;
    let drawn = decoded.and_then(|_| drawn(&image, width, height));
    web_sys::Url::revoke_object_url(&url).map_err(browser)?;
    let canvas = drawn.map_err(browser)?;
    let (sender, receiver) = futures::channel::oneshot::channel();
    let mut sender = Some(sender);
    let made = Closure::<dyn FnMut(Option<Blob>)>::new(move |blob| {
        if let Some(sender) = sender.take() {
            // Nobody waits any more where the dialog was closed.
            sender.send(blob).ok();
        }
    });
    canvas.to_blob(made.as_ref().unchecked_ref()).map_err(browser)?;
    let bare = receiver.await.ok().flatten().ok_or(SaveFault::NotHeld)?;
    let bytes = super::page::blob_bytes(&bare).await?;
    let told = png_with_credit(&bytes, credit).unwrap_or(bytes);
    held(&js_sys::Uint8Array::from(told.as_slice()), "image/png")
}

fn drawn(image: &HtmlImageElement, width: u32, height: u32) -> Result<HtmlCanvasElement, JsValue> {
    let document = dom::window().document().ok_or("no document")?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.dyn_into()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or("no canvas")?.dyn_into()?;
    context.draw_image_with_html_image_element_and_dw_and_dh(
        image,
        0.0,
        0.0,
        f64::from(width),
        f64::from(height),
    )?;
    Ok(canvas)
}

/// Size and colours of the picture.
pub(super) fn size_view(settings: RwSignal<Settings>, text: &'static ExportText) -> AnyView {
    let field = move |label: &'static str, get: fn(&Settings) -> u32, set: fn(&mut Settings, u32)| {
        view! {
            <label class="export-field">
                <span>{label}</span>
                <input
                    type="number"
                    min="200"
                    max=MAX_PX.to_string()
                    prop:value=move || get(&settings.read()).to_string()
                    on:change=move |ev| {
                        if let Ok(px) = event_target_value(&ev).parse::<u32>() {
                            settings.update(|s| set(s, px.clamp(200, MAX_PX)));
                        }
                    }
                />
            </label>
        }
    };
    view! {
        {field(text.width, |s| s.width, |s, px| s.width = px)}
        {field(text.height, |s| s.height, |s, px| s.height = px)}
        {super::check(
            text.dark.to_owned(),
            Signal::derive(move || settings.read().is_dark),
            Callback::new(move |is_dark| settings.update(|s| s.is_dark = is_dark)),
        )}
    }
    .into_any()
}
