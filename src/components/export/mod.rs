//! Saving and sharing: a dialog that says what a file would reveal before it is made.

mod make;
mod page;
mod parts;
mod picture;
mod what;

use crate::load::Opened;
use crate::session::Session;
use crate::store::Store;
use chronotope_core::messages::{ExportText, Formats, Plural, export_text, fill};
use chronotope_core::write::{Choices, Detail, Grid, Sensitive, Terms};
use leptos::html;
use leptos::prelude::*;
use make::{Format, Made};
use std::cell::Cell;
use std::rc::Rc;
use what::Which;

/// What the dialog is given.
#[derive(Clone, Copy)]
pub struct Inputs {
    /// The view.
    pub store: Store,
    /// The opened data set.
    pub session: StoredValue<Rc<Session>, LocalStorage>,
    /// What it was opened from.
    pub opened: StoredValue<Rc<Opened>, LocalStorage>,
    /// The sentence that says what is shown.
    pub status: Signal<String>,
    /// Numbers and dates in the present language.
    pub formats: Signal<Rc<dyn Formats>, LocalStorage>,
    /// The app is the whole page, so that the page can be saved.
    pub is_whole_page: bool,
}

/// What the user has chosen.
#[derive(Debug, Clone, PartialEq)]
struct Settings {
    which: Which,
    format: Format,
    choices: Choices,
    width: u32,
    height: u32,
    is_dark: bool,
}

impl Settings {
    /// Which events go out: of a picture those that it shows, of the page those that it opens with, whatever was chosen
    /// for other formats.
    fn which(&self) -> Which {
        if self.format.is_data() {
            self.which
        } else {
            Which::Shown
        }
    }

    /// It goes without something of what was opened.
    fn is_edition(&self) -> bool {
        if self.format.is_data() {
            self.choices.keeps_back()
        } else {
            self.choices.of_events() != Choices::default()
        }
    }
}

/// How far saving has come.
#[derive(Debug, Clone, PartialEq)]
enum Progress {
    Waiting,
    /// The share of the file that is written.
    Working(f64),
    Said(String),
    Failed(String),
}

/// The dialog: what to save, as what, what it would reveal, what to keep back; and the link and citation of the view.
pub fn export_dialog(inputs: Inputs, prefix: String, on_close: Callback<()>) -> AnyView {
    let lang = inputs.store.lang.get_untracked();
    let text = export_text(lang);
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    Effect::new(move || {
        if let Some(dialog) = dialog.get().filter(|dialog| !dialog.open()) {
            // It fails only where the dialog is shown already.
            dialog.show_modal().ok();
        }
    });
    let viewport = inputs.store.viewport.get_untracked();
    let settings = RwSignal::new(Settings {
        which: Which::Shown,
        format: Format::Csv,
        choices: Choices::default(),
        width: (viewport.width.max(320.0) * 2.0).round() as u32,
        height: (viewport.height.max(240.0) * 2.0).round() as u32,
        is_dark: false,
    });
    let agreed = RwSignal::new(false);
    let progress = RwSignal::new(Progress::Waiting);
    // What was said of one file is not true of the next.
    Effect::new(move || {
        settings.track();
        progress.set(Progress::Waiting);
    });
    let format = Memo::new(move |_| settings.read().format);
    // Counted once: of a large file it takes a while.
    let counts = Which::ALL.map(|which| what::count(&inputs, which));
    // What many rows would reveal is looked up when the dialog stands.
    let stands = RwSignal::new(inputs.session.with_value(|session| session.file.is_none()));
    leptos::task::spawn_local(async move {
        crate::dom::next_task().await;
        // It may be closed by then.
        stands.try_set(true);
    });
    let terms = inputs.session.with_value(|session| what::terms(session));
    let needs_leave = move || terms.is_some() && !format.get().is_picture() && !agreed.get();
    let close = move |_| {
        if let Some(dialog) = dialog.get() {
            dialog.close();
        }
    };
    // The saving that is under way; to go on it must still stand here.
    let under_way = StoredValue::new_local(Rc::new(Cell::new(false)));
    let save_button: NodeRef<html::Button> = NodeRef::new();
    let save = move |_| {
        progress.set(Progress::Working(0.0));
        let settings = settings.get_untracked();
        let goes_on = Rc::new(Cell::new(true));
        under_way.set_value(goes_on.clone());
        leptos::task::spawn_local(async move {
            let outcome = make::save(inputs, settings, text, &|share| {
                if goes_on.get() {
                    // A dialog that was closed shows nothing, and its file is made all the same.
                    progress.try_set(Progress::Working(share));
                }
                goes_on.get()
            })
            .await;
            if goes_on.get() {
                progress.try_set(match outcome {
                    Ok(made) => Progress::Said(saved_sentence(&made, inputs, text)),
                    Err(fault) => Progress::Failed(text.fault(&fault)),
                });
            }
        });
    };
    let cancel = move |_| {
        under_way.with_value(|goes_on| goes_on.set(false));
        progress.set(Progress::Said(text.cancelled.to_owned()));
        leptos::task::spawn_local(async move {
            // The button that was pressed goes away: its neighbour can be pressed again only then.
            crate::dom::next_task().await;
            if let Some(button) = save_button.get_untracked() {
                // A button that has gone meanwhile needs no focus.
                button.focus().ok();
            }
        });
    };
    let is_working = Memo::new(move |_| matches!(*progress.read(), Progress::Working(_)));
    // Events that are a danger to somebody leave only after somebody has said how.
    let marked = Memo::new(move |_| make::marked(&inputs, &settings.read()));
    let has_said = RwSignal::new(false);
    let is_asked = Signal::derive(move || marked.get().0 > 0 && !has_said.get());
    // Below nothing while no file is made.
    let share = Memo::new(move |_| match *progress.read() {
        // In whole hundredths, so that the page has no more to do than what can be seen.
        Progress::Working(share) => (share * 100.0).floor() / 100.0,
        _ => -1.0,
    });
    let is_stopped = move || needs_leave() || is_asked.get() || share.get() > -1.0;
    let sensitive_name = format!("{prefix}export-sensitive");
    let sensitive_view = move || {
        let n = marked.get().0;
        (n > 0).then(|| {
            let legend = counted(&text.sensitive, n, inputs);
            sensitive_choice(legend, settings, has_said, text, sensitive_name.clone())
        })
    };
    let graphic_name = format!("{prefix}export-graphic");
    let graphic_view = move || {
        let n = marked.get().1;
        (n > 0).then(|| {
            let legend = counted(&text.graphic, n, inputs);
            graphic_choice(legend, settings, text, &graphic_name)
        })
    };
    let said = Memo::new(move |_| match progress.get() {
        // What is said while it works stays the same words, and is read out once.
        Progress::Working(_) => Progress::Working(0.0),
        other => other,
    });
    let heading = format!("{prefix}export-title");
    let heading_id = heading.clone();
    view! {
        <dialog
            class="export"
            node_ref=dialog
            aria-labelledby=heading_id
            on:close=move |_| on_close.run(())
        >
            <div class="export-head">
                <h2 id=heading>{text.title}</h2>
                <button type="button" class="button" on:click=close>
                    {text.close}
                </button>
            </div>
            <div class="export-body">
                {view_acts(inputs, text)}
                {which_view(inputs, settings, text, &prefix, counts)}
                {format_view(inputs, settings, text, counts)}
                <section aria-label=text.reveals class="export-reveals">
                    <h3>{text.reveals}</h3>
                    {move || stands.get().then(|| reveal_list(inputs, &settings.read(), text))}
                </section>
                {sensitive_view}
                {graphic_view}
                {move || format.get().is_data().then(|| keep_back(inputs, settings, text))}
                {move || (format.get() == Format::Csv).then(|| bom_view(settings, text))}
                {move || format.get().is_picture().then(|| picture::size_view(settings, text))}
                {terms
                    .map(|Terms::Acled| {
                        view! {
                            <div class="export-terms" role="note">
                                <p>{text.terms_acled}</p>
                                {check(text.terms_agree.to_owned(), agreed.into(), Callback::new(move |is| agreed.set(is)))}
                            </div>
                        }
                    })}
            </div>
            <div class="export-foot">
                <button
                    type="button"
                    class="button export-save"
                    node_ref=save_button
                    disabled=is_stopped
                    on:click=save
                >
                    {text.save}
                </button>
                {move || {
                    is_working
                        .get()
                        .then(|| {
                            view! {
                                <button type="button" class="button" on:click=cancel>
                                    {text.cancel}
                                </button>
                            }
                        })
                }}
                {move || {
                    (share.get() > 0.0)
                        .then(|| view! { <progress max="1" value=share.get().to_string() aria-label=text.preparing></progress> })
                }}
                <p role="status" class="export-said">
                    {move || match said.get() {
                        Progress::Waiting if is_asked.get() => text.sensitive_first.to_owned(),
                        Progress::Waiting => String::new(),
                        Progress::Working(_) => text.preparing.to_owned(),
                        Progress::Said(said) | Progress::Failed(said) => said,
                    }}
                </p>
            </div>
        </dialog>
    }
    .into_any()
}

/// What becomes of the sensitive events: nothing is chosen until somebody chooses.
fn sensitive_choice(
    legend: String,
    settings: RwSignal<Settings>,
    has_said: RwSignal<bool>,
    text: &'static ExportText,
    name: String,
) -> AnyView {
    let choice = |what: Sensitive, label: &'static str| {
        let choose = move |_| {
            settings.update(|s| s.choices.sensitive = what);
            has_said.set(true);
        };
        view! {
            <label class="export-check">
                <input
                    type="radio"
                    name=name.clone()
                    prop:checked=move || has_said.get() && settings.read().choices.sensitive == what
                    on:change=choose
                />
                <span>{label}</span>
            </label>
        }
    };
    let note = move || match settings.read().format {
        _ if settings.read().choices.sensitive == Sensitive::Whole => "",
        Format::Page => text.sensitive_page,
        format if format.is_picture() => text.sensitive_picture,
        _ => "",
    };
    view! {
        <fieldset>
            <legend>{legend}</legend>
            {choice(Sensitive::Out, text.sensitive_out)}
            {choice(Sensitive::Rounded, text.sensitive_rounded)}
            {choice(Sensitive::Whole, text.sensitive_whole)}
            <p class="muted">{note}</p>
        </fieldset>
    }
    .into_any()
}

/// Whether events that tell of harm in detail leave, too: they do until somebody says otherwise, and it is said.
fn graphic_choice(
    legend: String,
    settings: RwSignal<Settings>,
    text: &'static ExportText,
    name: &str,
) -> AnyView {
    let choice = |is_out: bool, label: &'static str| {
        view! {
            <label class="export-check">
                <input
                    type="radio"
                    name=name.to_owned()
                    prop:checked=move || settings.read().choices.without_graphic == is_out
                    on:change=move |_| settings.update(|s| s.choices.without_graphic = is_out)
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <fieldset>
            <legend>{legend}</legend>
            {choice(false, text.sensitive_whole)}
            {choice(true, text.sensitive_out)}
        </fieldset>
    }
    .into_any()
}

/// A check box with its label.
fn check(label: String, checked: Signal<bool>, on_change: Callback<bool>) -> AnyView {
    view! {
        <label class="export-check">
            <input
                type="checkbox"
                prop:checked=checked
                on:change=move |ev| on_change.run(event_target_checked(&ev))
            />
            <span dir="auto">{label}</span>
        </label>
    }
    .into_any()
}

fn counted(plural: &Plural, n: u32, inputs: Inputs) -> String {
    plural.of(u64::from(n), inputs.formats.get_untracked().as_ref())
}

/// Link and citation of the view.
fn view_acts(inputs: Inputs, text: &'static ExportText) -> AnyView {
    // What the browser would not put on the clipboard, to be copied by hand.
    let by_hand = RwSignal::new(String::new());
    let copied = RwSignal::new("");
    let copy = move |what: &'static str, words: String| {
        leptos::task::spawn_local(async move {
            if crate::dom::copy(&words).await {
                copied.set(what);
                by_hand.set(String::new());
            } else {
                by_hand.set(words);
            }
        });
    };
    let act =
        move |what: &'static str, label: &'static str, words: fn(Inputs, &'static ExportText) -> String| {
            view! {
                <button type="button" class="button" on:click=move |_| copy(what, words(inputs, text))>
                    {move || if copied.get() == what { text.copied } else { label }}
                </button>
            }
        };
    view! {
        <section aria-label=text.this_view class="export-acts">
            {act("link", text.copy_link, |_, _| crate::dom::address())}
            {act("citation", text.copy_citation, |inputs, text| what::citation(&inputs, text))}
            <p class="muted">{link_words(inputs, text)}</p>
            <Show when=move || !by_hand.read().is_empty()>
                <label>
                    {text.not_copied} <textarea readonly rows="3" prop:value=by_hand></textarea>
                </label>
            </Show>
        </section>
    }
    .into_any()
}

/// What the link would give away.
fn link_words(inputs: Inputs, text: &'static ExportText) -> String {
    let filters = inputs.store.filters.get_untracked();
    let searched = filters.text.trim();
    if !searched.is_empty() {
        fill(text.link_searched, &[("words", searched)])
    } else if filters.is_empty() {
        text.link_view.to_owned()
    } else {
        text.link_filtered.to_owned()
    }
}

/// Which events go out, each choice with its number.
fn which_view(
    inputs: Inputs,
    settings: RwSignal<Settings>,
    text: &'static ExportText,
    prefix: &str,
    counts: [u32; 3],
) -> AnyView {
    let subject = what::subject(&inputs);
    let name = format!("{prefix}export-which");
    let choice = |which: Which| {
        let events = counted(&text.events, counts[which as usize], inputs);
        let pattern = match which {
            Which::Shown => text.shown,
            Which::Listed => text.listed,
            Which::All => text.everything,
        };
        let label = fill(pattern, &[("events", &events), ("subject", &subject)]);
        view! {
            <label class="export-check">
                <input
                    type="radio"
                    name=name.clone()
                    value=which.key()
                    prop:checked=move || settings.read().which == which
                    on:change=move |_| settings.update(|s| s.which = which)
                />
                <span>{label}</span>
            </label>
        }
    };
    let choices = Which::ALL
        .into_iter()
        .filter(|which| *which != Which::Listed || !subject.is_empty())
        .map(choice)
        .collect_view();
    view! {
        <fieldset>
            <legend>{text.which}</legend>
            // A picture is of what is shown, and the page holds everything: nothing to choose.
            <div hidden=move || !settings.read().format.is_data()>{choices}</div>
            <p class="muted">{move || make::sentence(&inputs, &settings.read(), text)}</p>
        </fieldset>
    }
    .into_any()
}

/// What the file is.
fn format_view(
    inputs: Inputs,
    settings: RwSignal<Settings>,
    text: &'static ExportText,
    counts: [u32; 3],
) -> AnyView {
    let options = |formats: &[Format]| {
        formats
            .iter()
            .map(|format| view! { <option value=format.key()>{format.words(text).0}</option> })
            .collect_view()
    };
    view! {
        <label class="export-field">
            <span>{text.format}</span>
            // Named by itself too: some take the options for a part of the label.
            <select aria-label=text.format on:change=move |ev| {
                if let Some(format) = Format::from_key(&event_target_value(&ev)) {
                    settings.update(|s| s.format = format);
                }
            }>
                <optgroup label=text.formats_data>{options(Format::of_data(&inputs))}</optgroup>
                <optgroup label=text.formats_picture>{options(Format::pictures())}</optgroup>
                {inputs
                    .is_whole_page
                    .then(|| view! { <optgroup label=text.formats_page>{options(&[Format::Page])}</optgroup> })}
            </select>
        </label>
        <p class="muted">{move || settings.read().format.words(text).1}</p>
        <p class="muted">
            {move || {
                let about = make::about_bytes(&inputs, &settings.read(), counts, text)?;
                Some(fill(text.about_size, &[("size", &size_words(about, inputs))]))
            }}
        </p>
    }
    .into_any()
}

/// What the file would give away.
fn reveal_list(inputs: Inputs, settings: &Settings, text: &'static ExportText) -> AnyView {
    let mut lines: Vec<String> = Vec::new();
    let mut add = |plural: &Plural, n: u32| {
        if n > 0 {
            lines.push(counted(plural, n, inputs));
        }
    };
    let is_file = inputs.session.with_value(|s| s.file.is_some());
    if settings.format.is_picture() {
        lines.push(text.reveals_picture.to_owned());
    } else {
        let mut all = settings.clone();
        if settings.format == Format::Page {
            // It carries everything, whatever is shown, but what is kept back of sensitive events.
            (all.which, all.choices) = (Which::All, settings.choices.of_events());
        }
        if is_file {
            let (events, points, columns) = make::revealed_rows(&inputs, &all);
            add(&text.reveals_events, events);
            let hides = !all.choices.keeps(Detail::Coordinates) || all.choices.grid.is_some();
            add(&text.reveals_points, if hides { 0 } else { points });
            let told: Vec<String> = columns
                .into_iter()
                .filter(|column| !all.choices.without_columns.contains(column))
                .collect();
            if !told.is_empty() {
                let columns = inputs.formats.get_untracked().list(&told);
                lines.push(fill(text.reveals_columns, &[("columns", &columns)]));
            }
        } else {
            let found = make::revealed(&inputs, &all);
            add(&text.reveals_events, found.events);
            if let Some(left_out) = all.format.left_out(text) {
                add(left_out, found.left_out);
            }
            if all.choices.sensitive == Sensitive::Rounded {
                add(&text.sensitive_told_less, found.sensitive);
            } else {
                add(&text.reveals_sensitive, found.sensitive);
            }
            add(&text.reveals_graphic, found.graphic);
            add(&text.reveals_points, found.points);
            add(&text.reveals_names, found.other_names);
            add(&text.reveals_addresses, found.addresses);
            if !found.persons.is_empty() {
                let persons = counted(&text.reveals_persons, found.persons.len() as u32, inputs);
                let lang = inputs.store.lang.get_untracked();
                let names: Vec<String> = inputs.session.with_value(|session| {
                    let name = |name: &String| session.dataset.manifest.name(name, lang).to_owned();
                    found.persons.iter().map(name).collect()
                });
                let names = inputs.formats.get_untracked().list(&names);
                lines.push(fill(
                    text.reveals_persons_list,
                    &[("persons", &persons), ("names", &names)],
                ));
            }
            if found.sensitive == 0 {
                lines.push(text.reveals_no_sensitive.to_owned());
            }
        }
        if settings.format == Format::Page && !settings.is_edition() {
            lines.push(text.reveals_whole_file.to_owned());
        }
        lines.push(text.reveals_no_texts.to_owned());
    }
    let lines = lines.into_iter().map(|line| view! { <li dir="auto">{line}</li> });
    view! { <ul>{lines.collect_view()}</ul> }.into_any()
}

/// What can be kept back.
fn keep_back(inputs: Inputs, settings: RwSignal<Settings>, text: &'static ExportText) -> AnyView {
    let is_file = inputs.session.with_value(|s| s.file.is_some());
    let grids = Grid::ALL
        .into_iter()
        .map(|grid| {
            let label = fill(text.coordinates_grid, &[("degrees", grid.degrees())]);
            view! { <option value=grid.degrees()>{label}</option> }
        })
        .collect_view();
    let choose = move |value: &str| {
        settings.update(|s| {
            s.choices.grid = Grid::from_degrees(value);
            s.choices.without.retain(|detail| *detail != Detail::Coordinates);
            if value == "none" {
                s.choices.without.push(Detail::Coordinates);
            }
        });
    };
    let chosen = move || {
        let settings = settings.read();
        match settings.choices.grid {
            _ if !settings.choices.keeps(Detail::Coordinates) => "none",
            Some(grid) => grid.degrees(),
            None => "exact",
        }
    };
    let more = if is_file {
        columns_view(inputs, settings, text)
    } else {
        details_view(settings, text)
    };
    let is_less = move || settings.read().choices != Choices::default();
    view! {
        <fieldset>
            <legend>{text.keep_back}</legend>
            <label class="export-field">
                <span>{text.coordinates}</span>
                <select aria-label=text.coordinates prop:value=chosen on:change=move |ev| choose(&event_target_value(&ev))>
                    <option value="exact">{text.coordinates_exact}</option>
                    {grids}
                    <option value="none">{text.coordinates_none}</option>
                </select>
            </label>
            <p class="export-warning">{text.not_anonymous}</p>
            {more}
            <Show when=move || is_less() && settings.read().format == Format::Project>
                <p class="muted">{text.not_lossless}</p>
            </Show>
        </fieldset>
    }
    .into_any()
}

/// Parts of events that can be left out.
fn details_view(settings: RwSignal<Settings>, text: &'static ExportText) -> AnyView {
    let detail = |detail: Detail| {
        check(
            fill(text.without_column, &[("column", text.detail(detail))]),
            Signal::derive(move || !settings.read().choices.keeps(detail)),
            Callback::new(move |out: bool| {
                settings.update(|s| {
                    s.choices.without.retain(|known| *known != detail);
                    if out {
                        s.choices.without.push(detail);
                    }
                });
            }),
        )
    };
    let details: Vec<AnyView> = Detail::ALL.into_iter().skip(1).map(detail).collect();
    details.into_any()
}

/// Columns of an opened file that can be left out.
fn columns_view(inputs: Inputs, settings: RwSignal<Settings>, text: &'static ExportText) -> AnyView {
    let column = |name: String| {
        let name = StoredValue::new(name);
        check(
            fill(text.without_column, &[("column", &name.read_value())]),
            Signal::derive(move || {
                settings
                    .read()
                    .choices
                    .without_columns
                    .contains(&*name.read_value())
            }),
            Callback::new(move |out: bool| {
                settings.update(|s| {
                    let columns = &mut s.choices.without_columns;
                    columns.retain(|known| *known != *name.read_value());
                    if out {
                        columns.push(name.get_value());
                    }
                });
            }),
        )
    };
    let columns: Vec<AnyView> = make::columns_of(&inputs).into_iter().map(column).collect();
    view! { <div class="export-columns">{columns}</div> }.into_any()
}

fn bom_view(settings: RwSignal<Settings>, text: &'static ExportText) -> AnyView {
    check(
        text.bom.to_owned(),
        Signal::derive(move || settings.read().choices.bom),
        Callback::new(move |bom| settings.update(|s| s.choices.bom = bom)),
    )
}

/// So many bytes, in words.
fn size_words(bytes: f64, inputs: Inputs) -> String {
    let formats = inputs.formats.get_untracked();
    if bytes < 1e6 {
        format!("{} KB", formats.number((bytes / 1e3).ceil()))
    } else {
        format!("{} MB", formats.number((bytes / 1e5).round() / 10.0))
    }
}

fn saved_sentence(made: &Made, inputs: Inputs, text: &'static ExportText) -> String {
    let size = size_words(made.bytes, inputs);
    let mut said = fill(
        text.saved,
        &[("file", &made.name), ("size", &size), ("sha256", &made.sha256)],
    );
    if made.left_out > 0 {
        let left_out = made.format.left_out(text);
        let words = left_out.map(|plural| counted(plural, made.left_out, inputs));
        said.push(' ');
        said.push_str(&words.unwrap_or_default());
        said.push('.');
    }
    said
}
