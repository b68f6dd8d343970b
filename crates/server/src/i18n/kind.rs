//! What sort of offer it is, which decides its words and the customer's view of it.

use engine::{OfferedProduct, Reason, decide::Intent};
use shop::{LinkKind, ProductKind};

/// What sort of offer it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Beside what was chosen.
    CrossSell,
    /// A better one instead of it.
    Upsell,
    /// Together with it, as a set.
    Bundle,
    /// Again.
    BuyAgain,
    /// A service for it.
    Service,
    /// Something given or saved for buying more.
    Incentive,
    /// Whatever the customer chose.
    Discovery,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::CrossSell,
        Self::Upsell,
        Self::Bundle,
        Self::BuyAgain,
        Self::Service,
        Self::Incentive,
        Self::Discovery,
    ];

    /// The kind's public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CrossSell => "cross_sell",
            Self::Upsell => "upsell",
            Self::Bundle => "bundle",
            Self::BuyAgain => "buy_again",
            Self::Service => "service",
            Self::Incentive => "incentive",
            Self::Discovery => "discovery",
        }
    }

    /// What sort of offer it is: a service that goes along is one, whatever speaks for it.
    pub fn of_offer(offer: &OfferedProduct) -> Self {
        let is_service = matches!(
            offer.product.kind,
            ProductKind::Service | ProductKind::Subscription | ProductKind::Warranty
        );
        match Self::of(&offer.reason, offer.intent) {
            Self::CrossSell if is_service => Self::Service,
            kind => kind,
        }
    }

    /// What sort of offer a reason makes where the offers are for `intent`.
    pub fn of(reason: &Reason, intent: Intent) -> Self {
        match reason.code {
            "merchant_link" => match reason.link {
                Some(LinkKind::Upsell) => Self::Upsell,
                Some(LinkKind::Related) => Self::Discovery,
                Some(LinkKind::CrossSell) | None => Self::CrossSell,
            },
            "bought_together" | "rule" | "completes_cart" | "fits" | "review_mention" | "alike_together"
            | "named_alike" => Self::CrossSell,
            "step_up" => Self::Upsell,
            "bundle" | "shop_bundle" => Self::Bundle,
            "buy_again" => Self::BuyAgain,
            "covers" => Self::Service,
            "similar" if intent == Intent::Upsell => Self::Upsell,
            // Beside a cart the most bought products are offered to go along, not to look around.
            "popular" | "trending" if intent == Intent::Complement => Self::CrossSell,
            "shop_choice" => Self::of_intent(intent),
            _ => Self::Discovery,
        }
    }

    fn of_intent(intent: Intent) -> Self {
        match intent {
            Intent::Complement => Self::CrossSell,
            Intent::Upsell => Self::Upsell,
            Intent::BuyAgain => Self::BuyAgain,
            Intent::Discovery => Self::Discovery,
        }
    }
}
