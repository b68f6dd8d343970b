//! What may be said of each offer besides its reason: the facts of this moment, judged by [`decide::Claims`].

use decide::{Claims, Decision, Policy};

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
