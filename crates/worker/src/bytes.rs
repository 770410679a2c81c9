//! [`Bytes`]: the bytes of a file or an address, in chunks, decompressed and in UTF-8.

use js_sys::{Object, Reflect, Uint8Array};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, ReadableStream, ReadableStreamDefaultReader, Response, TextDecodeOptions, TextDecoder, TextEncoder,
    WritableStream, WritableStreamDefaultWriter,
};

#[wasm_bindgen]
extern "C" {
    /// The browser's decompressor, which `web-sys` counts among the unstable interfaces.
    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn readable(this: &DecompressionStream) -> ReadableStream;
    #[wasm_bindgen(method, getter)]
    fn writable(this: &DecompressionStream) -> WritableStream;
}

/// How much of a file is read at once.
const SLICE: f64 = (1 << 22) as f64;

/// Where bytes come from.
enum Origin {
    /// A response that streams in.
    Stream(ReadableStreamDefaultReader),
    /// A file, read slice by slice; the next slice is on its way while the present one is used.
    File {
        blob: Blob,
        at: f64,
        next: Option<js_sys::Promise>,
    },
}

impl Origin {
    async fn next(&mut self) -> Result<Option<Uint8Array>, JsValue> {
        match self {
            Origin::Stream(reader) => {
                let result: Object = JsFuture::from(reader.read()).await?.unchecked_into();
                if Reflect::get(&result, &"done".into())?.is_truthy() {
                    return Ok(None);
                }
                Ok(Some(Reflect::get(&result, &"value".into())?.unchecked_into()))
            }
            Origin::File { blob, at, next } => {
                let now = match next.take() {
                    Some(now) => now,
                    None if *at < blob.size() => slice(blob, at)?,
                    None => return Ok(None),
                };
                if *at < blob.size() {
                    *next = Some(slice(blob, at)?);
                }
                Ok(Some(Uint8Array::new(&JsFuture::from(now).await?)))
            }
        }
    }
}

fn slice(blob: &Blob, at: &mut f64) -> Result<js_sys::Promise, JsValue> {
    let end = (*at + SLICE).min(blob.size());
    let part = blob.slice_with_f64_and_f64(*at, end)?;
    *at = end;
    Ok(part.array_buffer())
}

/// The chunks of a source, as they are or decompressed.
pub(crate) struct Bytes {
    origin: Origin,
    /// Bytes taken from the source so far, for progress.
    taken: Rc<Cell<f64>>,
    /// A chunk that was looked at and not yet given.
    peeked: Option<Uint8Array>,
    text: Option<(TextDecoder, TextEncoder)>,
}

impl Bytes {
    /// The body of a response.
    pub(crate) fn of_response(response: &Response) -> Result<Bytes, JsValue> {
        let body = response.body().ok_or("the response has no body")?;
        let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
        Ok(Bytes::of(Origin::Stream(reader)))
    }

    /// A file.
    pub(crate) fn of_blob(blob: &Blob) -> Bytes {
        Bytes::of(Origin::File {
            blob: blob.clone(),
            at: 0.0,
            next: None,
        })
    }

    fn of(origin: Origin) -> Bytes {
        Bytes {
            origin,
            taken: Rc::new(Cell::new(0.0)),
            peeked: None,
            text: None,
        }
    }

    /// How many bytes of the source have been taken.
    pub(crate) fn taken(&self) -> f64 {
        self.taken.get()
    }

    /// The next chunk; `None` at the end.
    pub(crate) async fn next(&mut self) -> Result<Option<Uint8Array>, JsValue> {
        let chunk = match self.peeked.take() {
            Some(chunk) => Some(chunk),
            None => self.take().await?,
        };
        let Some((decoder, encoder)) = &self.text else {
            return Ok(chunk);
        };
        let options = TextDecodeOptions::new();
        let text = match &chunk {
            Some(chunk) => {
                options.set_stream(true);
                decoder.decode_with_buffer_source_and_options(chunk, &options)?
            }
            None => decoder.decode()?,
        };
        if chunk.is_none() {
            // What the decoder still held goes out as a last chunk.
            self.text = None;
            if text.is_empty() {
                return Ok(None);
            }
            return Ok(Some(Uint8Array::from(text.as_bytes())));
        }
        let encoded = encoder.encode_with_input(&text);
        Ok(Some(Uint8Array::from(encoded.as_slice())))
    }

    /// As many of the first bytes as come at once, at most so many, not taken.
    pub(crate) async fn peek(&mut self, most: u32) -> Result<Vec<u8>, JsValue> {
        if self.peeked.is_none() {
            self.peeked = self.take().await?;
        }
        Ok(self
            .peeked
            .as_ref()
            .map(|chunk| chunk.subarray(0, most.min(chunk.length())).to_vec())
            .unwrap_or_default())
    }

    async fn take(&mut self) -> Result<Option<Uint8Array>, JsValue> {
        let chunk = self.origin.next().await?;
        if let (Some(chunk), true) = (&chunk, self.counts()) {
            self.taken.set(self.taken.get() + f64::from(chunk.length()));
        }
        Ok(chunk)
    }

    /// False if the pump counts, because chunks come out of a decompressor.
    fn counts(&self) -> bool {
        Rc::strong_count(&self.taken) == 1
    }

    /// The same, decompressed: `gzip` or `deflate-raw`.
    pub(crate) fn decompressed(mut self, format: &str) -> Result<Bytes, JsValue> {
        let stream = DecompressionStream::new(format)?;
        let writer = stream.writable().get_writer()?;
        let reader: ReadableStreamDefaultReader = stream.readable().get_reader().unchecked_into();
        let taken = self.taken.clone();
        let peeked = self.peeked.take();
        let pump = pump(self.origin, peeked, writer, taken.clone());
        wasm_bindgen_futures::spawn_local(pump);
        Ok(Bytes {
            origin: Origin::Stream(reader),
            taken,
            peeked: None,
            text: None,
        })
    }

    /// The same, turned into UTF-8 from an encoding.
    pub(crate) fn decoded(self, encoding: &str) -> Result<Bytes, JsValue> {
        Ok(Bytes {
            text: Some((TextDecoder::new_with_label(encoding)?, TextEncoder::new()?)),
            ..self
        })
    }
}

/// Feeds a decompressor. What goes wrong is heard by whoever reads from it.
async fn pump(
    mut origin: Origin,
    first: Option<Uint8Array>,
    writer: WritableStreamDefaultWriter,
    taken: Rc<Cell<f64>>,
) {
    let outcome: Result<(), JsValue> = async {
        let mut chunk = match first {
            Some(chunk) => Some(chunk),
            None => origin.next().await?,
        };
        loop {
            let Some(bytes) = chunk.take() else {
                JsFuture::from(writer.close()).await?;
                return Ok(());
            };
            let length = f64::from(bytes.length());
            JsFuture::from(writer.write_with_chunk(&bytes)).await?;
            taken.set(taken.get() + length);
            chunk = origin.next().await?;
        }
    }
    .await;
    if let Err(error) = outcome {
        // Aborting a stream that has failed already says nothing new.
        JsFuture::from(writer.abort_with_reason(&error)).await.ok();
    }
}
