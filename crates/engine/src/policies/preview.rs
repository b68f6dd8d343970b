//! What another policy or rule would change: the latest decisions, or the carts of the latest orders, answered by both.

use std::collections::VecDeque;

use decide::{Live, Policy};
use recommend::{CartLine, ProductIndex};
use shop::{Day, Placement, Timestamp, limits};
use store::DecisionLog;

use super::{PolicyDraft, Variant};
use crate::{
    Engine, Error,
    customers::Example,
    decision_record::{DecisionRecord, Header},
    offers::Positions,
    resolver::Resolver,
    snapshot::Snapshot,
    types::Mention,
};

/// Carts that a preview answers at most.
const CARTS_MAX: usize = 1_000;
/// Changed carts that are told one by one.
const CHANGES_MAX: usize = 20;
/// How far back orders are looked for.
const DAYS_MAX: i32 = 90;

/// What another policy would change.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PolicyPreview {
    /// Whether these were decisions of the past, and not the carts of orders.
    pub of_decisions: bool,
    /// Situations that were answered by both.
    pub carts: usize,
    /// Carts whose offers differ.
    pub carts_changed: usize,
    /// Offers of the policy in force, over all carts.
    pub offers_before: usize,
    /// Offers of the other policy, over all carts.
    pub offers_after: usize,
    /// The first changed carts.
    pub changes: Vec<PreviewChange>,
    /// The same situations as they are answered to the customers of each variant.
    pub variants: Vec<VariantPreview>,
}

/// What another policy would change for the customers of a variant, be it a variant of the one or of the other.
#[derive(Debug, Clone, PartialEq)]
pub struct VariantPreview {
    /// The variant's name.
    pub name: String,
    /// What would change for them.
    pub preview: PolicyPreview,
}

/// A cart that would be answered otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct PreviewChange {
    /// The category whose page was open; none on other pages.
    pub category: Option<String>,
    /// What was in the cart or on the page.
    pub cart: Vec<Mention>,
    /// What the policy in force offers.
    pub before: Vec<Mention>,
    /// What the other one would.
    pub after: Vec<Mention>,
}

/// Situations to be answered, the latest first.
pub(crate) struct Situations {
    of_decisions: bool,
    all: Vec<Positions>,
}

impl Situations {
    /// Lets a customer be in all of them.
    pub(crate) fn asked_by(&mut self, customer: &Example) {
        self.all
            .iter_mut()
            .for_each(|positions| positions.asked_by(customer));
    }
}

impl Engine {
    /// Answers the latest decisions at a placement again, at most `carts` and 1,000, by the policy in force and by a
    /// draft. Of a shop that was never asked there the carts of its latest orders are answered; on a product's page the
    /// order's first product is the page's. It is not kept whose they were: they are answered as for somebody for whom
    /// no variant is, and then as for a customer of each variant. Nothing is set or logged.
    ///
    /// # Errors
    /// [`Error::Invalid`] where the draft cannot be used, [`Error::Store`] where orders cannot be read.
    pub fn preview_policy(
        &self,
        placement: Placement,
        draft: &PolicyDraft,
        carts: usize,
        now: Timestamp,
    ) -> Result<PolicyPreview, Error> {
        let after = self.drafted_policy(placement, draft)?;
        let before = self.steering_in_force(placement, now);
        let live = self.inner.serving.live().clone();
        let mut situations = self.latest_situations(placement, carts, now)?;
        let by_both = |situations: &Situations, customer: &Example| {
            let person = customer.person();
            let (before, after) = (before.policy_for(&person), after.policy_for(&person));
            self.preview(situations, (before, &live), (after, &live), now)
        };
        let mut preview = by_both(&situations, &Example::default());
        let is_gone = |variant: &&Variant| {
            let mut left = after.variants.iter();
            left.all(|own| own.draft.name != variant.draft.name)
        };
        for variant in after
            .variants
            .iter()
            .chain(before.variants.iter().filter(is_gone))
        {
            let customer = variant.draft.condition.example();
            situations.asked_by(&customer);
            preview.variants.push(VariantPreview {
                name: variant.draft.name.clone(),
                preview: by_both(&situations, &customer),
            });
        }
        Ok(preview)
    }

    /// Answers situations by one policy and live state and by another.
    pub(crate) fn preview(
        &self,
        situations: &Situations,
        before: (&Policy, &Live),
        after: (&Policy, &Live),
        now: Timestamp,
    ) -> PolicyPreview {
        let mut preview = PolicyPreview {
            of_decisions: situations.of_decisions,
            ..PolicyPreview::default()
        };
        let Some(snapshot) = self.inner.serving.snapshot() else {
            return preview;
        };
        for positions in &situations.all {
            let offered = |(policy, live)| offered(positions, &snapshot, live, policy, now);
            let (before, after) = (offered(before), offered(after));
            preview.note(&snapshot, self, positions, &before, &after);
        }
        preview
    }

    /// The situations of the latest decisions at a placement, at most `count` and 1,000, the latest first; of a shop
    /// that was never asked there the carts of its latest orders.
    pub(crate) fn latest_situations(
        &self,
        placement: Placement,
        count: usize,
        now: Timestamp,
    ) -> Result<Situations, Error> {
        let count = count.min(CARTS_MAX);
        if let Some(log) = self.inner.log.get() {
            log.flush();
        }
        let here = |bytes: &[u8]| Header::of(bytes).is_some_and(|header| header.placement == placement);
        let records = DecisionLog::latest_in(self.inner.folder.decisions(), count, &here)?;
        let asked: Vec<Positions> = records
            .iter()
            .rev()
            .filter_map(|bytes| DecisionRecord::decode(bytes))
            .map(|record| Positions::of_record(&record))
            .collect();
        if !asked.is_empty() {
            return Ok(Situations {
                of_decisions: true,
                all: asked,
            });
        }
        let carts = self.latest_carts(count, now)?;
        let of_cart = |cart: &Vec<CartLine>| Positions::of_cart(placement, cart);
        Ok(Situations {
            of_decisions: false,
            all: carts.iter().map(of_cart).collect(),
        })
    }

    /// The carts of the latest orders, the latest first.
    fn latest_carts(&self, count: usize, now: Timestamp) -> Result<Vec<Vec<CartLine>>, Error> {
        let mut carts: VecDeque<Vec<CartLine>> = VecDeque::new();
        let today = now.day();
        self.inner
            .store
            .scan_orders(Day(today.0 - DAYS_MAX), today, &mut |order| {
                let lines = order.lines.iter().take(limits::CART_LINES_MAX);
                carts.push_back(
                    lines
                        .map(|line| CartLine {
                            product: line.product_key.0,
                            quantity: line.quantity,
                            unit_price_minor: line.unit_price_minor,
                        })
                        .collect(),
                );
                if carts.len() > count {
                    carts.pop_front();
                }
            })?;
        Ok(carts.into_iter().rev().filter(|cart| !cart.is_empty()).collect())
    }
}

fn offered(
    positions: &Positions,
    snapshot: &Snapshot,
    live: &Live,
    policy: &Policy,
    now: Timestamp,
) -> Vec<ProductIndex> {
    let decision = positions.decide(snapshot, live, policy, None, now);
    decision.offers.iter().map(|offer| offer.product).collect()
}

impl PolicyPreview {
    fn note(
        &mut self,
        snapshot: &Snapshot,
        engine: &Engine,
        positions: &Positions,
        before: &[ProductIndex],
        after: &[ProductIndex],
    ) {
        self.carts += 1;
        self.offers_before += before.len();
        self.offers_after += after.len();
        if before == after {
            return;
        }
        self.carts_changed += 1;
        if self.changes.len() < CHANGES_MAX {
            let resolver = Resolver {
                catalogue: &snapshot.models.catalogue,
                locale: &engine.profile().locale,
            };
            let mentions = |all: &mut dyn Iterator<Item = ProductIndex>| -> Vec<Mention> {
                all.map(|product| resolver.mention(product)).collect()
            };
            let category = positions.category(&snapshot.models.catalogue);
            self.changes.push(PreviewChange {
                category: category.map(str::to_owned),
                cart: mentions(&mut positions.held().into_iter()),
                before: mentions(&mut before.iter().copied()),
                after: mentions(&mut after.iter().copied()),
            });
        }
    }
}
