//! What visitors do.

use crate::{CustomerId, EventId, OrderId, Placement, ProductId, SessionId, Timestamp, VisitorId};

/// Something a visitor did, at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Unique per shop: the same id posted again counts once.
    pub id: EventId,
    /// What happened.
    pub kind: EventKind,
    /// When.
    pub at: Timestamp,
    /// Who, anonymously.
    pub visitor_id: VisitorId,
    /// Who, where signed in.
    pub customer_id: Option<CustomerId>,
    /// Which visit.
    pub session_id: Option<SessionId>,
    /// Which product it concerns.
    pub product_id: Option<ProductId>,
    /// How many units, at least one.
    pub quantity: u32,
    /// Where on the shop's pages.
    pub placement: Option<Placement>,
    /// The decision whose offer was seen, clicked or dismissed.
    pub decision_id: Option<String>,
    /// The order of a purchase.
    pub order_id: Option<OrderId>,
    /// What was answered to the question how satisfied one is, from 0 to [`SCORE_MAX`]; of a rating only.
    pub score: Option<u8>,
    /// Who was behind it; what is not a customer's is kept and counted nowhere.
    pub traffic: Traffic,
}

/// The best answer to the question how satisfied one is; the worst is 0.
pub const SCORE_MAX: u8 = 10;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventKind {
    /// A product page was looked at.
    View,
    /// A product was put in the cart.
    AddToCart,
    /// A product was taken out of the cart.
    RemoveFromCart,
    /// The checkout was entered.
    Checkout,
    /// An order was placed.
    Purchase,
    /// An offer was shown.
    Impression,
    /// An offer was clicked.
    Click,
    /// An offer was declined.
    Dismiss,
    /// Half of an offer's area was on the screen for a second: what the Media Rating Council and the IAB call a
    /// viewable impression.
    Viewable,
    /// E-mails or messages were stopped.
    Unsubscribe,
    /// The question how satisfied one is was answered.
    Rating,
}

/// A score that cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScoreError {
    /// It is no whole number of the scale.
    #[error("a score is a whole number from 0 to {SCORE_MAX}")]
    OutOfScale,
    /// A rating without one says nothing.
    #[error("a rating needs a score, a whole number from 0 to {SCORE_MAX}")]
    Missing,
    /// Only ratings have one.
    #[error("only a 'rating' has a score; leave the score out of a '{}'", .0.as_str())]
    NotARating(EventKind),
}

impl EventKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::View,
        Self::AddToCart,
        Self::RemoveFromCart,
        Self::Checkout,
        Self::Purchase,
        Self::Impression,
        Self::Click,
        Self::Dismiss,
        Self::Viewable,
        Self::Unsubscribe,
        Self::Rating,
    ];

    /// The kind's public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::AddToCart => "add_to_cart",
            Self::RemoveFromCart => "remove_from_cart",
            Self::Checkout => "checkout",
            Self::Purchase => "purchase",
            Self::Impression => "impression",
            Self::Click => "click",
            Self::Dismiss => "dismiss",
            Self::Viewable => "viewable",
            Self::Unsubscribe => "unsubscribe",
            Self::Rating => "rating",
        }
    }

    /// The kind of a public id.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// Whether it says that an offer was seen.
    pub fn is_seen(self) -> bool {
        matches!(self, Self::Impression | Self::Viewable)
    }

    /// Checks the score of an event of this kind.
    ///
    /// # Errors
    /// [`ScoreError`] where a rating has none, where it is not of the scale, or where the kind has no score.
    pub fn score(self, score: Option<i64>) -> Result<Option<u8>, ScoreError> {
        match (self, score) {
            (Self::Rating, None) => Err(ScoreError::Missing),
            (Self::Rating, Some(score)) => {
                let known = u8::try_from(score).ok().filter(|score| *score <= SCORE_MAX);
                known.map(Some).ok_or(ScoreError::OutOfScale)
            }
            (_, None) => Ok(None),
            (kind, Some(_)) => Err(ScoreError::NotARating(kind)),
        }
    }
}

/// Who is behind an event or a question for offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Traffic {
    /// Somebody who may buy, as far as anybody can tell.
    #[default]
    Customer,
    /// A program: a search engine, a price robot, a watchdog.
    Bot,
    /// The shop's own people.
    Staff,
    /// A trial of the shop or of its connection.
    Test,
}

impl Traffic {
    /// Every sort of traffic.
    pub const ALL: [Self; 4] = [Self::Customer, Self::Bot, Self::Staff, Self::Test];

    /// Its public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Bot => "bot",
            Self::Staff => "staff",
            Self::Test => "test",
        }
    }

    /// The traffic of a public id.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|traffic| traffic.as_str() == text)
    }

    /// Whether it counts: teaches, and appears in any figure.
    pub fn counts(self) -> bool {
        self == Self::Customer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_ids_lead_back_to_what_they_name() {
        for kind in EventKind::ALL {
            assert_eq!(EventKind::parse(kind.as_str()), Some(kind));
        }
        for traffic in Traffic::ALL {
            assert_eq!(Traffic::parse(traffic.as_str()), Some(traffic));
        }
        let counted: Vec<_> = Traffic::ALL
            .into_iter()
            .filter(|traffic| traffic.counts())
            .collect();
        assert_eq!(counted, [Traffic::default()]);
    }

    #[test]
    fn only_ratings_have_a_score_and_need_one_of_the_scale() {
        for score in 0..=10 {
            assert_eq!(EventKind::Rating.score(Some(i64::from(score))), Ok(Some(score)));
        }
        for score in [-1, 11, 256, i64::MIN, i64::MAX] {
            assert_eq!(EventKind::Rating.score(Some(score)), Err(ScoreError::OutOfScale));
        }
        assert_eq!(EventKind::Rating.score(None), Err(ScoreError::Missing));
        for kind in EventKind::ALL
            .into_iter()
            .filter(|kind| *kind != EventKind::Rating)
        {
            assert_eq!(kind.score(None), Ok(None));
            assert_eq!(kind.score(Some(5)), Err(ScoreError::NotARating(kind)));
        }
    }
}
