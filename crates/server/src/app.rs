//! What every request shares.

use std::sync::Arc;

use engine::Engine;
use shop::Timestamp;

use crate::{answers::Answers, i18n::Texts, metrics::Metrics, pages::DemoPage, rate_limit::RateLimiter};

/// What every request shares.
pub(crate) struct App {
    /// The shop.
    pub engine: Arc<Engine>,
    /// The clock.
    pub clock: fn() -> Timestamp,
    /// Human text.
    pub texts: Texts,
    /// Answers that can be given again.
    pub answers: Answers,
    /// Counters.
    pub metrics: Metrics,
    /// How often one key may ask, where that is limited.
    pub rate_limiter: Option<RateLimiter>,
    /// The demo's page, where it is shown.
    pub demo: Option<DemoPage>,
}
