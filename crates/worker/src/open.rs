//! Opening a file or an address: bytes to the reader, text to the keeper, progress and the outcome to the page.

use crate::archive::Wanted;
use crate::bytes::Bytes;
use crate::keep::Keeper;
use crate::{archive, names, post, report, scope};
use chronotope_core::read::{
    Alias, LoadFailure, Outcome, Plan, ReadError, ReadSummary, Reader, aliases_from_csv, encoding_of,
    is_compound, is_gzip, is_own_events, is_zip, own_events,
};
use js_sys::{Array, Date, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, RequestInit, RequestMode, Response};

/// The reader gets a chunk in pieces of at most this many bytes, so that wasm memory holds little text at a time.
const PIECE: u32 = 1 << 18;
/// Packed text is handed over when this many bytes have come together.
const PACKED: usize = 1 << 20;
/// So much of a file is looked at to tell its encoding.
const ENCODING_HEAD: u32 = 1 << 18;
/// A workbook in an archive that is compressed once more is still opened.
const NESTED: usize = 3;
/// Events of a greater file, in bytes, are shown as rows: in full they would not fit beside their text.
const MOST_OWN: f64 = 200e6;
/// Milliseconds between messages about progress.
const PROGRESS_EVERY_MS: f64 = 100.0;

/// What the page asks for.
pub(crate) struct Request {
    source: Source,
    name: String,
    /// What a person has said of the file, and chosen for names.
    plan: Plan,
    aliases: Vec<Alias>,
    /// The folder of the page's own gazetteer, and the packs that a person has opened.
    gazetteer: Option<String>,
    packs: Vec<Blob>,
    /// Only the report is wanted: on these reasons, or on all.
    report: Option<Vec<String>>,
    /// It is a gazetteer, of which the text is wanted.
    is_gazetteer: bool,
}

enum Source {
    Url(String),
    File(Blob),
}

impl Request {
    /// From `{ open, name, plan, aliases, gazetteer, packs, report, is_gazetteer }`, of which all but the first may be absent; `None`
    /// for any other message.
    pub(crate) fn from_message(message: &JsValue) -> Option<Request> {
        let field = |name: &str| Reflect::get(message, &name.into()).ok();
        let open = field("open")?;
        let source = match open.as_string() {
            Some(url) => Source::Url(url),
            None => Source::File(open.dyn_into().ok()?),
        };
        let text = |name: &str| field(name).and_then(|n| n.as_string());
        let aliases = aliases_from_csv(&text("aliases").unwrap_or_default());
        Some(Request {
            source,
            name: text("name").unwrap_or_default(),
            plan: Plan::from_text(&text("plan").unwrap_or_default()),
            aliases: aliases.map(|(aliases, _)| aliases).unwrap_or_default(),
            gazetteer: text("gazetteer"),
            packs: field("packs")
                .filter(js_sys::Array::is_array)
                .map(|packs| {
                    let packs = js_sys::Array::from(&packs);
                    packs.iter().filter_map(|pack| pack.dyn_into().ok()).collect()
                })
                .unwrap_or_default(),
            is_gazetteer: field("is_gazetteer").is_some_and(|is| is.is_truthy()),
            report: text("report").map(|codes| codes.split_whitespace().map(str::to_owned).collect()),
        })
    }
}

/// Does what the page asks for, and ends the worker.
pub(crate) async fn open(request: Request) {
    if let Err(failure) = read(&request).await {
        post::failure(&failure);
    }
    scope().close();
}

/// The bytes of a source, how many there are if that is known, and the source itself if it is a file.
async fn bytes_of(request: &Request) -> Result<(Bytes, Option<f64>, Option<Blob>), LoadFailure> {
    let failed = |code: &str, error: &JsValue| LoadFailure::new(code, &request.name, words(error));
    match &request.source {
        Source::File(blob) => Ok((Bytes::of_blob(blob), Some(blob.size()), Some(blob.clone()))),
        Source::Url(url) => {
            let init = RequestInit::new();
            init.set_mode(RequestMode::SameOrigin);
            let response: Response = JsFuture::from(scope().fetch_with_str_and_init(url, &init))
                .await
                .map_err(|e| failed("network", &e))?
                .unchecked_into();
            if !response.ok() {
                return Err(LoadFailure::new(
                    "http",
                    &request.name,
                    response.status().to_string(),
                ));
            }
            let bytes = Bytes::of_response(&response).map_err(|e| failed("network", &e))?;
            Ok((bytes, length_of(&response), None))
        }
    }
}

/// How many bytes a body has: what the server says, unless that counts compressed ones.
fn length_of(response: &Response) -> Option<f64> {
    let header = |name: &str| response.headers().get(name).ok().flatten();
    if header("content-encoding").is_some() {
        return None;
    }
    header("content-length")?.parse().ok()
}

async fn read(request: &Request) -> Result<(), LoadFailure> {
    let file = request.name.as_str();
    let unread = match request.source {
        Source::Url(_) => "network",
        Source::File(_) => "unreadable",
    };
    let failed = |code: &str, error: &JsValue| LoadFailure::new(code, file, words(error));
    let (mut bytes, total, mut whole) = bytes_of(request).await?;
    if request.is_gazetteer {
        post::done(&names::text_of(bytes, whole, file).await?);
        return Ok(());
    }
    let mut code = unread;
    let mut text_bytes = total;
    let mut total = total;
    let mut wanted = Wanted::new(&request.plan.entry);
    for _ in 0..NESTED {
        let head = bytes.peek(8).await.map_err(|e| failed(code, &e))?;
        if is_zip(&head) || is_compound(&head) {
            let blob = match whole.take() {
                Some(blob) => blob,
                None => gathered(&mut bytes).await.map_err(|e| failed(code, &e))?,
            };
            let (entry, packed) = archive::only_file(&blob, &mut wanted, file).await?;
            bytes = entry;
            code = "zip";
            total = Some(packed);
        } else if is_gzip(&head) {
            bytes = bytes.decompressed("gzip").map_err(|e| failed("gzip", &e))?;
            code = "gzip";
            whole = None;
        } else {
            break;
        }
        text_bytes = None;
    }
    let head = bytes.peek(ENCODING_HEAD).await.map_err(|e| failed(code, &e))?;
    let encoding = match request.plan.encoding.as_str() {
        "" => encoding_of(&head).unwrap_or_default(),
        "utf-8" => "",
        said => said,
    };
    if !encoding.is_empty() {
        bytes = bytes.decoded(encoding).map_err(|e| failed("encoding", &e))?;
        (whole, text_bytes) = (None, None);
    }

    let mut reader = Reader::new(text_bytes.map(|n| n as u64)).by(request.plan.clone());
    if request.report.is_some() {
        reader = reader.keeping_all_problems();
    }
    let mut keeper = Keeper::new(whole);
    if keeper.gathers() {
        reader = reader.packing();
    }
    // Chunks that came before it was known whether the text is packed.
    let mut undecided = Vec::new();
    let mut piece = Vec::new();
    let mut told = Date::now();
    while let Some(chunk) = bytes.next().await.map_err(|e| failed(code, &e))? {
        let length = chunk.length();
        for start in (0..length).step_by(PIECE as usize) {
            let end = length.min(start + PIECE);
            piece.resize((end - start) as usize, 0);
            chunk.subarray(start, end).copy_to(&mut piece);
            reader.push(&piece).map_err(|e| refused(&reader, &e, file))?;
            if let Some(packed) = reader.take_packed(PACKED) {
                keeper
                    .push(&Uint8Array::from(packed))
                    .map_err(|e| failed("unreadable", &e))?;
            }
        }
        undecided.push(chunk);
        keep(&mut keeper, &mut undecided, reader.is_packing()).map_err(|e| failed("unreadable", &e))?;
        let now = Date::now();
        if now - told >= PROGRESS_EVERY_MS {
            told = now;
            post::progress(bytes.taken(), total, reader.rows());
        }
    }
    drop(piece);
    post::progress(bytes.taken(), total, reader.rows());
    reader.end().map_err(|e| refused(&reader, &e, file))?;
    if reader.has_names() {
        let geocoder = names::geocoder(request.gazetteer.as_deref(), &request.packs).await;
        reader.settle(geocoder.as_ref(), &request.aliases);
    }
    keep(&mut keeper, &mut undecided, reader.is_packing()).map_err(|e| failed("unreadable", &e))?;
    if let Some(packed) = reader.take_packed(0) {
        keeper
            .push(&Uint8Array::from(packed))
            .map_err(|e| failed("unreadable", &e))?;
    }
    let outcome = reader.finish().map_err(|e| LoadFailure::of_reader(&e, file))?;
    let text = keeper.finish().map_err(|e| failed("unreadable", &e))?;
    // For the project's own JSON, the text is all there is.
    if let Outcome::Table(mut loaded) = outcome {
        encoding.clone_into(&mut loaded.summary.encoding);
        if let Some(reasons) = &request.report {
            let saved = report::of_import(&loaded.summary, &text, reasons).await;
            post::done(&saved.map_err(|e| failed("unreadable", &e))?);
            return Ok(());
        }
        let project = own_project(request, &loaded.summary, &text).await;
        if let Some(project) = project.map_err(|e| failed("unreadable", &e))? {
            post::done(&project);
            return Ok(());
        }
        post::columns(loaded.table.into_columns());
        post::summary(&loaded.summary);
    }
    post::done(&text);
    Ok(())
}

/// Events that were saved as CSV here, as the project's own JSON: unless a person has said what the columns are, or some
/// row is not as it was written.
async fn own_project(request: &Request, summary: &ReadSummary, text: &Blob) -> Result<Option<Blob>, JsValue> {
    if !request.plan.columns.is_empty() || !is_own_events(&summary.dialect.header) || text.size() > MOST_OWN {
        return Ok(None);
    }
    let csv = archive::part(text, 0.0, text.size()).await?;
    let known = names::known(request.gazetteer.as_deref()).await;
    let Some(project) = own_events(&request.name, &csv, &known) else {
        return Ok(None);
    };
    Blob::new_with_str_sequence(&Array::of1(&project.into())).map(Some)
}

/// Why the reader refuses a file, with its first rows where a person can say what they are.
fn refused(reader: &Reader, error: &ReadError, file: &str) -> LoadFailure {
    LoadFailure {
        sample: reader.sample().to_vec(),
        ..LoadFailure::of_reader(error, file)
    }
}

/// All that is left of a source, as a file.
pub(crate) async fn gathered(bytes: &mut Bytes) -> Result<Blob, JsValue> {
    let mut keeper = Keeper::new(None);
    while let Some(chunk) = bytes.next().await? {
        keeper.push(&chunk)?;
    }
    keeper.finish()
}

/// Keeps chunks as they are, once it is known that they are not kept packed.
fn keep(keeper: &mut Keeper, chunks: &mut Vec<Uint8Array>, is_packing: Option<bool>) -> Result<(), JsValue> {
    match is_packing {
        None => return Ok(()),
        Some(true) => {}
        Some(false) => chunks.iter().try_for_each(|chunk| keeper.push(chunk))?,
    }
    chunks.clear();
    Ok(())
}

/// What went wrong, in the browser's words.
pub(crate) fn words(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => error.as_string().unwrap_or_default(),
    }
}
