//! [`IntlFormats`]: numbers, dates and plurals from the browser's CLDR.

use chronotope_core::messages::{DateStyle, Formats, PluralCategory};
use chronotope_core::state::Lang;
use chronotope_core::time::Day;
use js_sys::{Array, Function, Intl, Object, Reflect};
use leptos::prelude::{LocalStorage, Signal};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

/// Milliseconds in a day.
const DAY_MS: f64 = 86_400_000.0;

/// Formats of the present language, as components have them.
pub type FormatsSignal = Signal<Rc<dyn Formats>, LocalStorage>;

/// Formats of one language, by the browser's `Intl`.
pub struct IntlFormats {
    locale: &'static str,
    number: Intl::NumberFormat,
    plural: Intl::PluralRules,
    list: Option<(JsValue, Function)>,
    dates: RefCell<HashMap<DateStyle, Rc<Intl::DateTimeFormat>>>,
    /// The last spans of days and how they are written: the browser takes long, and lists repeat them.
    ranges: RefCell<Vec<(Day, Day, DateStyle, String)>>,
}

/// Spans of days that are remembered.
const RANGES: usize = 64;

thread_local! {
    /// Made once for each language: the browser takes long to make them, and their answers do not change.
    static MADE: RefCell<[Option<Rc<IntlFormats>>; Lang::ALL.len()]> = const { RefCell::new([const { None }; Lang::ALL.len()]) };
}

/// Formats of a language.
pub fn formats(lang: Lang) -> Rc<IntlFormats> {
    let at = Lang::ALL.iter().position(|&l| l == lang).unwrap_or(0);
    MADE.with_borrow_mut(|made| Rc::clone(made[at].get_or_insert_with(|| Rc::new(IntlFormats::new(lang)))))
}

impl IntlFormats {
    /// Formats of a language. Arabic as in Syria: its names of months, and the digits that its press prints.
    fn new(lang: Lang) -> IntlFormats {
        let locale = match lang {
            Lang::En => "en-GB",
            Lang::Ar => "ar-SY-u-nu-latn",
        };
        let locales = Array::of1(&locale.into());
        IntlFormats {
            locale,
            number: Intl::NumberFormat::new(&locales, &Object::new()),
            plural: Intl::PluralRules::new(&locales, &Object::new()),
            list: list_format(&locales),
            dates: RefCell::default(),
            ranges: RefCell::default(),
        }
    }

    fn dates(&self, style: DateStyle) -> Rc<Intl::DateTimeFormat> {
        let mut dates = self.dates.borrow_mut();
        let made = dates.entry(style).or_insert_with(|| {
            let options = options(match style {
                DateStyle::Long => &[("day", "numeric"), ("month", "long"), ("year", "numeric")],
                DateStyle::Medium => &[("day", "numeric"), ("month", "short"), ("year", "numeric")],
                DateStyle::DayMonth => &[("day", "numeric"), ("month", "short")],
                DateStyle::Day => &[("day", "numeric")],
                DateStyle::MonthYear => &[("month", "long"), ("year", "numeric")],
                DateStyle::Month => &[("month", "short")],
                DateStyle::Year => &[("year", "numeric")],
            });
            Rc::new(Intl::DateTimeFormat::new(
                &Array::of1(&self.locale.into()),
                &options,
            ))
        });
        Rc::clone(made)
    }
}

impl Formats for IntlFormats {
    fn plural(&self, n: u64) -> PluralCategory {
        match String::from(self.plural.select(n as f64)).as_str() {
            "zero" => PluralCategory::Zero,
            "one" => PluralCategory::One,
            "two" => PluralCategory::Two,
            "few" => PluralCategory::Few,
            "many" => PluralCategory::Many,
            _ => PluralCategory::Other,
        }
    }

    fn number(&self, n: f64) -> String {
        call1(self.number.format().as_ref(), &JsValue::UNDEFINED, &n.into())
    }

    fn date(&self, day: Day, style: DateStyle) -> String {
        call1(
            self.dates(style).format().as_ref(),
            &JsValue::UNDEFINED,
            &(f64::from(day.0) * DAY_MS).into(),
        )
    }

    fn date_range(&self, first: Day, last: Day, style: DateStyle) -> String {
        if first == last {
            return self.date(first, style);
        }
        let is_it =
            |known: &&(Day, Day, DateStyle, String)| (known.0, known.1, known.2) == (first, last, style);
        if let Some(known) = self.ranges.borrow().iter().find(is_it) {
            return known.3.clone();
        }
        let dates = self.dates(style);
        let range = Reflect::get(dates.as_ref(), &"formatRange".into()).ok();
        let range = range.and_then(|f| f.dyn_into::<Function>().ok()).and_then(|f| {
            let ends = (f64::from(first.0) * DAY_MS, f64::from(last.0) * DAY_MS);
            f.call2(dates.as_ref(), &ends.0.into(), &ends.1.into())
                .ok()?
                .as_string()
        });
        let range =
            range.unwrap_or_else(|| format!("{} – {}", self.date(first, style), self.date(last, style)));
        let mut ranges = self.ranges.borrow_mut();
        if ranges.len() == RANGES {
            ranges.clear();
        }
        ranges.push((first, last, style, range.clone()));
        range
    }

    fn list(&self, items: &[String]) -> String {
        let array: Array = items.iter().map(|item| JsValue::from_str(item)).collect();
        match &self.list {
            Some((list, format)) => call1(format, list, &array),
            None => items.join(", "),
        }
    }
}

/// Calls a formatter; its answer is a string.
fn call1(function: &Function, this: &JsValue, argument: &JsValue) -> String {
    function
        .call1(this, argument)
        .ok()
        .and_then(|s| s.as_string())
        .unwrap_or_default()
}

/// An options object, in UTC: a day is a calendar day, not a moment.
fn options(pairs: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (key, value) in pairs.iter().chain(&[("timeZone", "UTC")]) {
        // Setting a property of a fresh plain object cannot fail.
        Reflect::set(&object, &(*key).into(), &(*value).into()).ok();
    }
    object
}

/// `Intl.ListFormat`, which the bindings do not have, with its `format` function.
fn list_format(locales: &Array) -> Option<(JsValue, Function)> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &"ListFormat".into()).ok()?.dyn_into().ok()?;
    let list = Reflect::construct(&class, &Array::of1(locales)).ok()?;
    let format = Reflect::get(&list, &"format".into()).ok()?.dyn_into().ok()?;
    Some((list, format))
}
