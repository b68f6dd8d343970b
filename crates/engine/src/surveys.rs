//! The question how satisfied one is, asked after some orders: with consent, and of nobody often.

use measure::experiments::assignment::{BUCKETS, bucket};
use shop::{CustomerId, Placement, Timestamp};
use smallvec::SmallVec;
use store::Person;

use crate::{Engine, OfferRequest};

/// Days in which nobody is asked again.
pub const ASKED_AGAIN_DAYS: i64 = 90;
/// What makes the draw of orders independent of experiments.
const SALT: &str = "survey";

impl Engine {
    /// Whether the answer to this request may bring the question, as far as can be told without knowing who was asked
    /// before.
    pub(crate) fn may_ask(&self, request: &OfferRequest) -> bool {
        request.placement == Placement::PostPurchase
            && request.consent
            && self.is_drawn(request)
            && self.traffic_of(request).counts()
    }

    /// Whether the question comes with the answer to this request; it is noted that it does. That it cannot be noted is
    /// no reason to give no answer, but one not to ask.
    pub(crate) fn asks_rating(&self, request: &OfferRequest, now: Timestamp) -> bool {
        if !self.may_ask(request) {
            return false;
        }
        let people = self.askable(request);
        if people.is_empty() {
            return false;
        }
        let since = now.plus_days(-ASKED_AGAIN_DAYS).plus_ms(1);
        let asked = self.inner.store.ask(&people, since, now);
        asked.unwrap_or_else(|error| {
            tracing::error!("who is asked how satisfied they are could not be kept: {error}");
            false
        })
    }

    /// Every name of whoever asks; nobody where their record says that they do not agree.
    fn askable(&self, request: &OfferRequest) -> SmallVec<[Person; 2]> {
        let customer = request.customer_id.as_deref().map(str::trim);
        let customer = customer.and_then(|id| CustomerId::new(id).ok());
        let refused = customer.as_ref().is_some_and(|id| {
            let profile = self.inner.profiles.of(&*self.inner.store, id.as_str());
            profile.consent == Some(false)
        });
        if refused {
            return SmallVec::new();
        }
        let visitor = request.visitor_id.clone().map(Person::Visitor);
        visitor
            .into_iter()
            .chain(customer.map(Person::Customer))
            .collect()
    }

    /// Whether the order is of the share that is asked about; always the same for one order. Where the page names no
    /// order, the same for whoever asks.
    fn is_drawn(&self, request: &OfferRequest) -> bool {
        let visitor = request.visitor_id.as_ref().map(shop::VisitorId::as_str);
        let names = [
            request.order_id.as_deref(),
            visitor,
            request.customer_id.as_deref(),
        ];
        let share = self.inner.settings.survey_percent * u32::from(BUCKETS) / 100;
        let drawn = |name: &str| u32::from(bucket(SALT, name)) < share;
        names.into_iter().flatten().next().is_some_and(drawn)
    }
}
