//! What every request shares.

use std::sync::{Arc, Mutex};

use engine::Engine;
use shop::Timestamp;

use crate::{
    answers::Answers,
    i18n::Texts,
    metrics::Metrics,
    pages::{DemoPage, desk},
    rate_limit::RateLimiter,
    session::Sessions,
    words::Words,
};

/// What every request shares.
pub(crate) struct App {
    /// The shop.
    pub engine: Arc<Engine>,
    /// The clock.
    pub clock: fn() -> Timestamp,
    /// Human text.
    pub words: Words,
    /// Answers that can be given again.
    pub answers: Answers,
    /// Counters.
    pub metrics: Metrics,
    /// How often one key may ask, where that is limited.
    pub rate_limiter: Option<RateLimiter>,
    /// The demo's page, where it is shown.
    pub demo: Option<DemoPage>,
    /// Who is signed in to the pages.
    pub sessions: Sessions,
    /// Held while a form of the merchant's pages is compared with what is kept and saved, so that of two people one
    /// comes first.
    pub editing: Mutex<()>,
    /// What the sales desk showed.
    pub desk: desk::Shown,
}

impl App {
    /// The words of every language, the shop's own among them.
    pub fn texts(&self) -> Arc<Texts> {
        self.words.of(&self.engine)
    }
}
