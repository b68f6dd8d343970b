//! What one visitor was shown, declined and bought: enough to stop when it is enough.

use recommend::ProductIndex;
use shop::Timestamp;

/// What a visitor saw of one product's offers.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct SeenOffer {
    /// The product.
    pub product: ProductIndex,
    /// Times it was shown today.
    pub shown_today: u16,
    /// Times it was shown within the month and not taken.
    pub ignored: u16,
    /// When it was shown last.
    pub shown_at: Option<Timestamp>,
    /// When it was declined last.
    pub dismissed_at: Option<Timestamp>,
    /// When it was bought last.
    pub bought_at: Option<Timestamp>,
}

/// What a visitor saw.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Seen {
    /// By product.
    pub offers: Vec<SeenOffer>,
    /// Answers at this placement in a row of which nothing was taken.
    pub ignored_in_a_row: u16,
    /// When the last of them was shown.
    pub ignored_at: Option<Timestamp>,
    /// Offers shown today at this placement.
    pub shown_here_today: u16,
    /// What was offered in this visit on the way to the order: not to be repeated after it.
    pub offered_on_the_way: Vec<ProductIndex>,
}

impl Seen {
    /// What is known of one product; nothing where it was never shown.
    pub fn of(&self, product: ProductIndex) -> Option<&SeenOffer> {
        let place = self
            .offers
            .binary_search_by_key(&product, |offer| offer.product)
            .ok()?;
        self.offers.get(place)
    }
}

/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;
/// How much of the wish is lost with every time an offer was shown and not taken.
const FATIGUE_STEP: f64 = 0.25;
/// Days in which half of that is forgotten.
const RECOVERY_DAYS: f64 = 7.0;

impl SeenOffer {
    /// What is left of the likelihood that the offer is taken, after it was shown in vain: `exp(−0.25 n)`, of which
    /// half is forgotten every seven days.
    pub fn fatigue(&self, now: Timestamp) -> f32 {
        let Some(shown_at) = self.shown_at else { return 1.0 };
        let days = days_between(shown_at, now);
        let left = f64::from(self.ignored) * (-days * std::f64::consts::LN_2 / RECOVERY_DAYS).exp();
        (-FATIGUE_STEP * left).exp() as f32
    }
}

/// Whether `then` lies less than `days` before `now`.
pub(crate) fn is_within(then: Option<Timestamp>, now: Timestamp, days: u32) -> bool {
    then.is_some_and(|then| days_between(then, now) < f64::from(days))
}

/// Whether `then` lies less than `hours` before `now`.
pub(crate) fn is_within_hours(then: Option<Timestamp>, now: Timestamp, hours: u32) -> bool {
    then.is_some_and(|then| days_between(then, now) * 24.0 < f64::from(hours))
}

fn days_between(then: Timestamp, now: Timestamp) -> f64 {
    (now.unix_ms().saturating_sub(then.unix_ms()).max(0)) as f64 / DAY_MS as f64
}
