//! The rows of a day.

use recommend::ProductIndex;
use shop::{Money, Placement, Timestamp};

use crate::Moments;

/// Somebody was in an arm: an answer of that day had offers for them, or would have had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exposure {
    /// Who.
    pub unit: u64,
    /// The experiment, by the hash of its id; [`super::HOLD_OUT`] for the hold-out.
    pub experiment: u32,
    /// The arm, by its place.
    pub arm: u8,
    /// When first on that day.
    pub at: Timestamp,
}

/// What one visitor did on one day, beside buying.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VisitorDay {
    /// Who.
    pub unit: u64,
    /// The customer, where signed in; 0 where not.
    pub customer: u64,
    /// The language asked for last; empty where nothing was asked.
    pub locale: String,
    /// Answers given.
    pub answers: u32,
    /// Answers with at least one offer shown.
    pub answers_with_offers: u32,
    /// Answers that took too long to decide.
    pub answers_slow: u32,
    /// Product pages looked at.
    pub views: u32,
    /// Offers shown.
    pub impressions: u32,
    /// Offers that were on the screen long enough to be seen.
    pub viewables: u32,
    /// Offers clicked.
    pub clicks: u32,
    /// Offers put in the cart.
    pub carts: u32,
    /// Offers declined.
    pub dismissals: u32,
    /// Messages unsubscribed from.
    pub unsubscribes: u32,
    /// Answers to the satisfaction question, 0 to 10.
    pub ratings: Vec<u8>,
    /// Whether this was no customer (a bot, the shop's staff, a test), and what gave it away; empty for a customer.
    pub left_out: String,
}

/// What was done with an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deed {
    /// It was shown.
    Impression,
    /// It was on the screen long enough to be seen.
    Viewable,
    /// It was clicked.
    Click,
    /// It was put in the cart.
    Cart,
    /// It was declined.
    Dismiss,
}

impl Deed {
    /// Every deed.
    pub const ALL: [Self; 5] = [
        Self::Impression,
        Self::Viewable,
        Self::Click,
        Self::Cart,
        Self::Dismiss,
    ];

    /// The deed's public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Impression => "impression",
            Self::Viewable => "viewable",
            Self::Click => "click",
            Self::Cart => "add_to_cart",
            Self::Dismiss => "dismiss",
        }
    }

    /// The deed of a public id.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.as_str() == text)
    }
}

/// Something done with an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touch {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub unit: u64,
    /// The decision that made the offer, by its id.
    pub decision: String,
    /// What was offered.
    pub product: ProductIndex,
    /// What was done.
    pub deed: Deed,
    /// Where.
    pub placement: Placement,
    /// What the offer was for: `complement`, `upsell`, `buy_again` or `discovery`.
    pub intent: String,
    /// Whose word weighed most.
    pub recommender: String,
    /// Its place in its unit, 0 for the first.
    pub slot: u8,
    /// The language.
    pub locale: String,
}

/// A line of an order, less what of it came back.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The order, by the shop's id.
    pub order: String,
    /// The line's number in the order, from 0.
    pub number: u32,
    /// When it was placed.
    pub at: Timestamp,
    /// The visitor, where the order names one; else 0.
    pub visitor: u64,
    /// The customer, where the order names one; else 0.
    pub customer: u64,
    /// What was bought.
    pub product: ProductIndex,
    /// How many.
    pub quantity: u32,
    /// What was paid for all of them; none in files without prices.
    pub paid: Option<Money>,
    /// What of `paid` is margin, in its minor units; all of it where no cost is known.
    pub margin_minor: i64,
    /// How many came back.
    pub refunded_quantity: u32,
    /// What was paid back, in minor units.
    pub refunded_minor: i64,
    /// Whether this is postage or another fee.
    pub is_fee: bool,
}

impl Line {
    /// What the shop keeps of it, in minor units: paid less paid back.
    pub fn net_minor(&self) -> i64 {
        let paid = self.paid.map_or(0, |paid| paid.minor);
        paid.saturating_sub(self.refunded_minor)
    }

    /// The margin of what stayed with the customer, in minor units.
    pub fn net_margin_minor(&self) -> i64 {
        let paid = self.paid.map_or(0, |paid| paid.minor);
        match paid {
            0 => 0,
            // Saturating, and exact as long as the product of two amounts fits 128 bits, which it does.
            _ => (i128::from(self.margin_minor) * i128::from(self.net_minor()) / i128::from(paid)) as i64,
        }
    }
}

/// How often something was done with offers of a sort on a day, summed up over its visitors.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Where.
    pub placement: Placement,
    /// What the offers were for.
    pub intent: String,
    /// Whose word weighed most.
    pub recommender: String,
    /// The language.
    pub locale: String,
    /// Impressions, viewable impressions, clicks, carts and dismissals by visitor, in the order of [`Deed::ALL`].
    pub deeds: Moments<5>,
}
