//! What another policy or rule would change: the latest decisions, or the carts of the latest orders, answered by both.

use std::collections::VecDeque;

use decide::{Live, Policy};
use recommend::{CartLine, ProductIndex};
use shop::{Day, Placement, Timestamp, limits};
use store::DecisionLog;

use super::PolicyDraft;
use crate::{
    Engine, Error,
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

impl Engine {
    /// Answers the latest decisions at a placement again, at most `carts` and 1,000, by the policy in force and by a
    /// draft. Of a shop that was never asked there the carts of its latest orders are answered; on a product's page the
    /// order's first product is the page's. Nothing is set or logged.
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
        let after = self.drafted_policy(placement, draft)?.policy;
        let before = self.steering_in_force(placement, now).policy.clone();
        let live = self.inner.serving.live().clone();
        self.preview(placement, (&before, &live), (&after, &live), carts, now)
    }

    /// Answers the latest situations by one policy and live state and by another.
    pub(crate) fn preview(
        &self,
        placement: Placement,
        before: (&Policy, &Live),
        after: (&Policy, &Live),
        carts: usize,
        now: Timestamp,
    ) -> Result<PolicyPreview, Error> {
        let mut preview = PolicyPreview::default();
        let Some(snapshot) = self.inner.serving.snapshot() else {
            return Ok(preview);
        };
        let situations = self.latest_situations(placement, carts.min(CARTS_MAX), now, &mut preview)?;
        for positions in situations {
            let offered = |(policy, live)| offered(&positions, &snapshot, live, policy, now);
            let (before, after) = (offered(before), offered(after));
            preview.note(&snapshot, self, &positions, &before, &after);
        }
        Ok(preview)
    }

    /// The situations of the latest decisions at a placement, the latest first; of a shop that was never asked there
    /// the carts of its latest orders.
    fn latest_situations(
        &self,
        placement: Placement,
        count: usize,
        now: Timestamp,
        preview: &mut PolicyPreview,
    ) -> Result<Vec<Positions>, Error> {
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
        preview.of_decisions = !asked.is_empty();
        if preview.of_decisions {
            return Ok(asked);
        }
        let carts = self.latest_carts(count, now)?;
        Ok(carts
            .iter()
            .map(|cart| Positions::of_cart(placement, cart))
            .collect())
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
