//! What may be said of each offer besides its reason: the facts of this moment, judged by [`decide::Claims`].

use decide::{Claims, Decision, Policy, Saving};
use shop::Timestamp;

use crate::{
    Engine,
    types::{OfferAnswer, OfferRequest},
};

impl Engine {
    /// Notes for each offer what is true of it, and for the answer in which tone it speaks: the request's, else the
    /// policy's.
    pub(crate) fn claim(
        &self,
        answer: &mut OfferAnswer,
        decision: &Decision,
        request: &OfferRequest,
        policy: &Policy,
        now: Timestamp,
    ) {
        answer.tone = request.tone.unwrap_or(policy.tone);
        let scarce_max = self.inner.settings.scarcity_stock_max;
        for (offered, offer) in answer.offers.iter_mut().zip(&decision.offers) {
            let product = &offered.product;
            // Past its end a reduction saves nothing that anybody can still have.
            let is_over = product.price_valid_until.is_some_and(|end| end <= now);
            let claims = Claims::of(
                offer.source.evidence,
                product.price,
                product.list_price.filter(|_| !is_over),
                product.stock,
                scarce_max,
            );
            // Feeds give every price an end, mostly a year ahead; only that of a reduction is worth a word.
            let ends_at = product.price_valid_until.filter(|_| claims.saving.is_some());
            offered.claims = claims.until(ends_at, now);
        }
    }
}

/// Notes what sets save, the sum of their parts against what they cost, and when they end. How few are left of one part
/// and how long its own price holds say nothing of the set, and are not claimed.
pub(crate) fn of_sets(answer: &mut OfferAnswer, now: Timestamp) {
    for offered in &mut answer.offers {
        if let Some(set) = &offered.bundle {
            let amounts = set.total.zip(set.price);
            offered.claims.saving = amounts.and_then(|(total, price)| Saving::between(total, price));
            offered.claims.left = None;
            offered.claims = offered.claims.until(set.ends_at, now);
        }
    }
}
