//! What may be said of each offer besides its reason: the facts of this moment, judged by [`decide::Claims`].

use decide::{Claims, Decision, Policy, Saving};

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
    ) {
        answer.tone = request.tone.unwrap_or(policy.tone);
        let scarce_max = self.inner.settings.scarcity_stock_max;
        for (offered, offer) in answer.offers.iter_mut().zip(&decision.offers) {
            let product = &offered.product;
            offered.claims = Claims::of(
                offer.source.evidence,
                product.price,
                product.list_price,
                product.stock,
                scarce_max,
            );
        }
    }
}

/// Notes what sets save: the sum of their parts against what they cost. How few are left of one part says nothing of
/// the set, and is not claimed.
pub(crate) fn of_sets(answer: &mut OfferAnswer) {
    for offered in &mut answer.offers {
        if let Some(set) = &offered.bundle {
            let amounts = set.total.zip(set.price);
            offered.claims.saving = amounts.and_then(|(total, price)| Saving::between(total, price));
            offered.claims.left = None;
        }
    }
}
