//! What an answer tells of the incentives: how far the cart is from each, and the coupons that the customer holds.

use decide::{
    Decision, Live, Policy,
    incentives::{
        self, Incentive, Kind, Progress, Situation, Worth,
        coupons::{self, Limit},
    },
};
use shop::{Money, Timestamp, limits};
use store::{CouponRecord, Person};

use super::{Incentives, Known};
use crate::{
    Engine,
    resolver::Resolver,
    snapshot::Snapshot,
    types::{IncentiveView, OfferAnswer, OfferRequest},
};

/// Coupons of one customer that an answer tells of; those that end first.
const COUPONS_TOLD_MAX: usize = 3;

/// What an answer is made from.
pub(crate) struct Answering<'a> {
    pub request: &'a OfferRequest,
    pub decision: &'a Decision,
    pub snapshot: &'a Snapshot,
    pub live: &'a Live,
    pub policy: &'a Policy,
    /// The customer's labels, where they may be used.
    pub tags: &'a [String],
    pub now: Timestamp,
}

impl Engine {
    /// Adds to an answer what is to be told of the incentives.
    pub(crate) fn add_incentives(&self, answer: &mut OfferAnswer, from: &Answering<'_>) {
        let all = self.inner.incentives.load();
        if all.0.is_empty() || from.request.cart.is_empty() || !from.policy.incentives {
            return;
        }
        let catalogue = &from.snapshot.models.catalogue;
        let resolve = |known: &Known| {
            let mut incentive = known.incentive.clone();
            incentive.gift = known.gift_id.as_ref().and_then(|id| catalogue.index(id));
            incentive
        };
        let has = |tag: &str| from.tags.iter().any(|own| own == tag);
        let incentives: Vec<Incentive> = all.for_tags(&has).map(resolve).collect();
        let items = from.request.cart.iter().take(limits::CART_LINES_MAX);
        let cart: Vec<incentives::Line> = items.filter_map(|item| super::line(catalogue, item)).collect();
        let situation = Situation {
            models: &from.snapshot.models,
            live: from.live,
            policy: from.policy,
            cart: &cart,
            candidates: &from.decision.candidates,
            now: from.now,
        };
        let resolver = Resolver {
            catalogue,
            locale: &answer.locale,
        };
        answer.incentives = incentives::progress(&situation, &incentives)
            .iter()
            .map(|progress| view(progress, &incentives, from.live, &resolver))
            .collect();
        let coupons = self.told_coupons(&all, &situation, from.request);
        answer.incentives.extend(coupons);
    }

    /// The coupons that whoever asks holds, with what each takes off this cart. One that the cart's margin does not
    /// bear is not told, as it would be refused.
    fn told_coupons(
        &self,
        all: &Incentives,
        situation: &Situation<'_>,
        request: &OfferRequest,
    ) -> Vec<IncentiveView> {
        let placement = situation.policy.placement;
        let is_here = |known: &&Known| {
            known.incentive.kind == Kind::Coupon && known.incentive.placements.contains(&placement)
        };
        let kinds: Vec<&Incentive> = all
            .0
            .iter()
            .filter(is_here)
            .map(|known| &known.incentive)
            .collect();
        if kinds.is_empty() {
            return Vec::new();
        }
        let Some(Person::Customer(customer)) = self.reminded_person(request) else {
            return Vec::new();
        };
        let told = |held: &CouponRecord| {
            let incentive = kinds.iter().find(|incentive| incentive.id == held.incentive_id)?;
            coupon_view(incentive, held, situation)
        };
        let held = self.held_coupons(&customer, situation.now);
        held.iter().filter_map(told).take(COUPONS_TOLD_MAX).collect()
    }
}

fn coupon_view(
    incentive: &Incentive,
    held: &CouponRecord,
    situation: &Situation<'_>,
) -> Option<IncentiveView> {
    let Situation {
        models, live, cart, ..
    } = *situation;
    let worth = Worth::of(
        &models.catalogue,
        live,
        cart,
        held.amount.currency,
        incentive.counts_services,
    );
    let (missing_minor, off_minor) = match coupons::limit(incentive, held.amount.minor, &worth) {
        Limit::Off(off) => (0, off),
        Limit::Missing(missing) => (missing, held.amount.minor),
        Limit::CostUnknown | Limit::NotBorne => return None,
    };
    let money = |minor: i64| Some(Money::new(minor, held.amount.currency)).filter(|money| money.minor > 0);
    Some(IncentiveView {
        id: incentive.id.clone(),
        kind: Kind::Coupon.as_str(),
        threshold: money(incentive.threshold_minor),
        cart_value: Money::new(worth.value_minor, held.amount.currency),
        missing: money(missing_minor),
        reached: missing_minor == 0,
        ends_at: Some(held.expires_at),
        discount: money(off_minor),
        gift: None,
        points: None,
        fillers: Vec::new(),
    })
}

fn view(
    progress: &Progress,
    incentives: &[Incentive],
    live: &Live,
    resolver: &Resolver<'_>,
) -> IncentiveView {
    let incentive = &incentives[progress.incentive];
    let money = |minor: i64| Money::new(minor, incentive.currency);
    let product = |&product: &recommend::ProductIndex| resolver.product(product, live);
    let needs_value = incentive.threshold_minor > 0;
    IncentiveView {
        id: incentive.id.clone(),
        kind: incentive.kind.as_str(),
        threshold: needs_value.then(|| money(incentive.threshold_minor)),
        cart_value: money(progress.value_minor),
        missing: (progress.missing_minor > 0).then(|| money(progress.missing_minor)),
        reached: progress.is_reached(),
        ends_at: incentive.valid_until,
        discount: (progress.off_minor > 0).then(|| money(progress.off_minor)),
        gift: incentive.gift.as_ref().map(product),
        points: (progress.points > 0).then_some(progress.points),
        fillers: progress
            .fillers
            .iter()
            .map(|set| set.iter().map(product).collect())
            .collect(),
    }
}
