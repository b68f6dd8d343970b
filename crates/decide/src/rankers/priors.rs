//! What rankers believe before a shop has taught them: weights that hold for shops in general.
//!
//! Fitted by hand to what the validation slices of a gift shop, of supermarket baskets and of the simulated shop agree
//! on; a shop's own history moves them. What one intent is for, another must not be: a bought-again product helps no
//! cross-sell, a substitute completes no cart.

use super::Intent;

/// The weights of an intent that are not 0, by feature name.
pub fn weights(intent: Intent) -> &'static [(&'static str, f32)] {
    match intent {
        Intent::Complement => &[
            ("merchant_links.strength", 1.5),
            ("merchant_links.log_strength", 0.6),
            ("co_purchase.strength", 0.4),
            ("co_purchase.log_strength", 0.45),
            ("leaf_affinity", 0.2),
            ("same_need", -2.0),
            ("sales_lately", 0.02),
            ("trend", 0.1),
            ("days_since_sold", -0.1),
            ("price_above", -0.3),
            ("confidence", 0.45),
            ("proven", 0.5),
        ],
        Intent::Upsell => &[("price_above", -0.2), ("sales_lately", 0.05)],
        Intent::BuyAgain => &[
            ("times_bought", 0.5),
            ("days_since_bought", -0.3),
            ("sales_lately", 0.05),
        ],
        Intent::Discovery => &[
            ("recently_viewed.strength", 0.6),
            ("recently_viewed.log_strength", 0.25),
            ("co_purchase.log_strength", 0.35),
            ("trending.log_strength", 0.3),
            ("popular.log_strength", 0.3),
            ("sales_lately", 0.1),
            ("trend", 0.2),
            ("days_since_sold", -0.1),
        ],
    }
}

/// Slope and base that turn a weighted sum into log-odds.
pub fn calibration(intent: Intent) -> (f32, f32) {
    match intent {
        Intent::Complement => (1.0, -6.0),
        Intent::Upsell | Intent::BuyAgain => (1.0, -3.0),
        Intent::Discovery => (1.0, -5.5),
    }
}
