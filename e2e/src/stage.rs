//! A browser for tools that measure instead of testing.

use crate::browser::{Browser, Kind};
use crate::page::Page;
use std::sync::Arc;

/// A browser with one tab; it ends with the value.
#[derive(Debug)]
pub struct Stage {
    /// The tab.
    pub page: Page,
    browser: Browser,
}

impl Stage {
    /// Starts a browser whose page has that many CSS pixels.
    ///
    /// # Errors
    /// A sentence, if the browser or its driver cannot be started.
    pub fn open(width: u32, height: u32) -> Result<Self, String> {
        let kind = Kind::Chromium;
        let browser = Browser::start(kind)?;
        browser.renew().map_err(|error| error.to_string())?;
        let page = Page::new(Arc::clone(&browser.session), kind);
        page.set_size(width, height);
        Ok(Self { page, browser })
    }

    /// The process whose descendants are the browser's.
    pub fn driver_id(&self) -> u32 {
        self.browser.driver_id()
    }
}
