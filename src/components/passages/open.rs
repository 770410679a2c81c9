//! Taking in a text: a file, what is dropped or pasted; keeping it in the browser, and removing it.

use super::{Desk, Given};
use crate::dom;
use crate::session::{Session, SessionValue};
use crate::texts::{KEPT, Texts};
use chronotope_core::messages::fill;
use chronotope_core::passages::{Names, Reading, Verdict, read_in_turns};
use chronotope_core::read::encoding_of;
use chronotope_core::write::sha256_hex;
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// Under this name the browser keeps whether texts are kept.
const KEEPS: &str = "chronotope.keep-texts";

/// Reads a text against the reports of the opened data set, a piece at a time.
async fn reading_of(session: Rc<Session>, copy: Given, chosen: Option<String>) -> Reading {
    let names = Names {
        dataset: &session.dataset,
        gazetteer: &session.gazetteer,
    };
    dom::in_pieces(read_in_turns(names, &copy.0, &copy.1, chosen.as_deref())).await
}

/// Opens the texts that this browser keeps; for `later`.
pub(crate) fn kept_texts(session: SessionValue, texts: Texts) {
    let session = session.get_value();
    leptos::task::spawn_local(async move {
        for (_, kept) in dom::all_kept(KEPT) {
            let Some((chosen, text)) = kept.split_once('\n') else {
                continue;
            };
            let told = session
                .dataset
                .report(chosen)
                .is_some()
                .then(|| chosen.to_owned());
            let copy: Given = Rc::new((text.as_bytes().to_vec(), text.to_owned()));
            let mut reading = reading_of(Rc::clone(&session), Rc::clone(&copy), None).await;
            if reading.verdict.report().is_none() && told.is_some() {
                reading = reading_of(Rc::clone(&session), copy, told).await;
            }
            // Removed while it was read: it stays removed.
            if reading.verdict.report().is_some() && dom::has_kept(KEPT) {
                texts.put(Rc::new(reading));
            }
        }
    });
}

/// The text in some bytes, whatever its encoding; `None` for what is no text.
fn decoded(bytes: &[u8]) -> Option<String> {
    let text = match encoding_of(bytes) {
        None => String::from_utf8_lossy(bytes).into_owned(),
        Some(label) => {
            let decoder = web_sys::TextDecoder::new_with_label(label).ok()?;
            decoder.decode_with_u8_array(bytes).ok()?
        }
    };
    // Pictures and archives are full of these.
    let is_binary = text.chars().take(4_000).any(|c| c == '\0');
    (!is_binary).then_some(text)
}

impl Desk {
    /// Takes in a file.
    fn take_file(self, file: web_sys::File) {
        leptos::task::spawn_local(async move {
            let read = dom::bytes_of(&file).await;
            let text = read.as_deref().and_then(decoded);
            match read.zip(text) {
                Some(copy) => self.take(Rc::new(copy), None),
                None => self
                    .said
                    .set(fill(self.text.unreadable, &[("file", &file.name())])),
            }
        });
    }

    /// Takes in a text: shows it if it is known which report it is, else asks.
    fn take(self, copy: Given, chosen: Option<String>) {
        if copy.1.trim().is_empty() {
            self.said.set(self.text.nothing.to_owned());
            return;
        }
        self.said.set(self.text.is_being_read.to_owned());
        self.turn.update(|turn| *turn += 1);
        let turn = self.turn.get_untracked();
        let session = self.inputs.session.get_value();
        leptos::task::spawn_local(async move {
            // What is said is seen before the work begins.
            dom::painted().await;
            let reading = reading_of(session, Rc::clone(&copy), chosen).await;
            // Another text was given, all were removed, or the dialog was closed.
            if self.turn.try_get_untracked() == Some(turn) {
                self.take_reading(copy, reading);
            }
        });
    }

    fn take_reading(self, copy: Given, reading: Reading) {
        let Some(report) = reading.verdict.report().map(str::to_owned) else {
            self.said.set(self.words(|w| w.verdict(&reading.verdict)));
            let all = |s: &Rc<Session>| s.dataset.reports.iter().map(|r| r.id.clone()).collect();
            self.candidates.set(match reading.verdict {
                Verdict::Ambiguous(ids) => ids,
                _ => self.inputs.session.with_value(all),
            });
            self.waiting.set(Some(copy));
            return;
        };
        self.waiting.set(None);
        let asked = self
            .asked()
            .map(|asked| asked.report)
            .filter(|asked| *asked != report);
        self.said.set(asked.map_or_else(String::new, |asked| {
            fill(
                self.text.not_asked_for,
                &[("asked", &self.words(|w| w.report(&asked)))],
            )
        }));
        if keeps() && !keep(&report, &copy.1) {
            self.said.set(self.text.not_kept.to_owned());
        }
        let reading = Rc::new(reading);
        self.inputs.texts.put(Rc::clone(&reading));
        self.show(reading);
    }
}

fn keeps() -> bool {
    dom::kept(KEEPS).as_deref() == Some("on")
}

/// Keeps a text; false if the browser refuses.
fn keep(report: &str, text: &str) -> bool {
    let name = format!("{KEPT}{}", sha256_hex(text.as_bytes()));
    dom::keep(&name, &format!("{report}\n{text}"));
    dom::kept(&name).is_some()
}

/// Something is dropped on the dialog: no data set to open.
pub(super) fn dropped(desk: Desk, event: &web_sys::DragEvent) {
    event.prevent_default();
    event.stop_propagation();
    let files = event.data_transfer().and_then(|data| data.files());
    if let Some(file) = files.and_then(|files| files.get(0)) {
        desk.shown.set(None);
        desk.take_file(file);
    }
}

/// Where a text is chosen, dropped or pasted.
pub(super) fn chooser(desk: Desk) -> AnyView {
    let text = desk.text;
    let pasted = RwSignal::new(String::new());
    let asked = desk.asked().map(|asked| asked.report).unwrap_or_default();
    let why = fill(text.why, &[("report", &desk.words(|w| w.report(&asked)))]);
    let chosen = move |event: web_sys::Event| {
        let file = dom::chosen_file(&event);
        // The same file can be chosen again once it is mended.
        if let Some(input) = event
            .target()
            .and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok())
        {
            input.set_value("");
        }
        if let Some(file) = file {
            desk.take_file(file);
        }
    };
    let open_pasted = move |_| {
        let words = pasted.get_untracked();
        desk.take(Rc::new((words.clone().into_bytes(), words)), None);
    };
    let ask = move || {
        let copy = desk.waiting.get()?;
        let buttons = desk.candidates.get().into_iter().map(|id| {
            let copy = Rc::clone(&copy);
            let label = fill(text.is_report, &[("report", &desk.words(|w| w.report(&id)))]);
            view! {
                <li>
                    <button type="button" class="button" on:click=move |_| desk.take(Rc::clone(&copy), Some(id.clone()))>
                        {label}
                    </button>
                </li>
            }
        });
        Some(view! { <ul class="source-which">{buttons.collect_view()}</ul> })
    };
    view! {
        {ask}
        <p>{why}</p>
        <label class="source-field source-drop">
            <span>{text.choose}</span>
            <input type="file" accept=".txt,.md,.text,.html,.htm,.xhtml,text/*" on:change=chosen />
            <small>{text.choose_hint}</small>
        </label>
        <label class="source-field">
            <span>{text.paste}</span>
            <textarea
                rows="6"
                dir="auto"
                prop:value=pasted
                on:input=move |event| pasted.set(event_target_value(&event))
            ></textarea>
        </label>
        <button
            type="button"
            class="button"
            disabled=move || pasted.read().trim().is_empty()
            on:click=open_pasted
        >
            {text.open_pasted}
        </button>
    }
    .into_any()
}

/// Forgets the texts that this browser keeps, and that any were to be kept.
fn forget() {
    dom::forget_all(KEPT);
    dom::forget_all(KEEPS);
}

/// Whether texts are kept, and removing them.
pub(super) fn keeping(desk: Desk) -> AnyView {
    let text = desk.text;
    let texts = desk.inputs.texts;
    let is_kept = RwSignal::new(keeps());
    let set_kept = move |event: web_sys::Event| {
        let on = event_target_checked(&event);
        is_kept.set(on);
        if on {
            dom::keep(KEEPS, "on");
            for reading in texts.readings.get_untracked() {
                let report = reading.verdict.report().unwrap_or_default();
                if !keep(report, reading.text.as_str()) {
                    desk.said.set(text.not_kept.to_owned());
                }
            }
        } else {
            forget();
        }
    };
    // The wish goes with the texts: the next one is not written to the device unasked.
    let remove = move |_| {
        forget();
        is_kept.set(false);
        desk.turn.update(|turn| *turn += 1);
        texts.readings.set(Vec::new());
        desk.waiting.set(None);
        desk.shown.set(None);
        desk.said.set(text.removed.to_owned());
    };
    view! {
        <div class="source-keep">
            <label>
                <input type="checkbox" prop:checked=is_kept on:change=set_kept />
                {text.keep}
            </label>
            <p class="muted">{text.keep_note}</p>
            <button
                type="button"
                class="button"
                disabled=move || texts.readings.read().is_empty() && desk.waiting.read().is_none()
                on:click=remove
            >
                {text.remove_all}
            </button>
        </div>
    }
    .into_any()
}
