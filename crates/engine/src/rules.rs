//! The merchant's rules: kept as documents, checked when they are set, found in the catalogue when a snapshot serves.

mod compile;
mod conflicts;
mod document;

pub use conflicts::{ConflictView, RuleView};
pub use document::{AttributeCondition, Bounds, MoneyBounds, RuleAction, RuleDraft, RuleProducts, RuleWhen};

use decide::{Live, rules::Rule};
use recommend::Catalogue;
use shop::{Currency, Timestamp};
use store::{DocumentKind, Store};

use crate::{Engine, Error, PolicyPreview, documents};

/// Every rule of the store that is switched on and can be read, found in the catalogue; in the order of their ids.
pub(crate) fn in_catalogue(
    store: &dyn Store,
    catalogue: &Catalogue,
    currency: Currency,
) -> Result<Vec<Rule>, Error> {
    let drafts: Vec<(String, RuleDraft)> = documents::all(store, DocumentKind::Rule)?;
    let on = drafts.iter().filter(|(_, draft)| draft.enabled);
    Ok(on
        .map(|(id, draft)| compile::rule(id, draft, catalogue, currency))
        .collect())
}

/// Rules: shown, set, tried, removed.
impl Engine {
    /// Every rule with what it names now and which others it meets, by id.
    ///
    /// # Errors
    /// [`Error::Store`] where they cannot be read.
    pub fn rules(&self, now: Timestamp) -> Result<Vec<RuleView>, Error> {
        let drafts = documents::all(&*self.inner.store, DocumentKind::Rule)?;
        let snapshot = self.inner.serving.snapshot();
        let models = snapshot.as_ref().map(|snapshot| &snapshot.models);
        // A copy: every product is looked at, and meanwhile who changes a stock, and then whoever asks, would wait.
        let live = self.inner.serving.live().clone();
        Ok(conflicts::views(
            drafts,
            models,
            &live,
            self.profile().currency,
            now,
        ))
    }

    /// One rule.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none of that id.
    pub fn rule(&self, id: &str, now: Timestamp) -> Result<RuleView, Error> {
        let found = self.rules(now)?.into_iter().find(|rule| rule.id == id);
        found.ok_or_else(|| documents::not_found("rule", id))
    }

    /// Sets a rule; the next decision heeds it.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming what cannot be used; what was in force stays.
    pub fn put_rule(&self, id: &str, draft: &RuleDraft, now: Timestamp) -> Result<RuleView, Error> {
        self.check_rule(id, draft)?;
        let store = &self.inner.store;
        documents::check_room(&**store, DocumentKind::Rule, id)?;
        let text = documents::text_of(draft)?;
        store.put_document(DocumentKind::Rule, id, &text)?;
        self.inner.reload_rules()?;
        self.rule(id, now)
    }

    /// Removes a rule, at once.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none of that id.
    pub fn delete_rule(&self, id: &str) -> Result<(), Error> {
        if !self.inner.store.delete_document(DocumentKind::Rule, id)? {
            return Err(documents::not_found("rule", id));
        }
        self.inner.reload_rules()
    }

    /// Answers the latest decisions at a placement, or the carts of the latest orders, with and without a rule; where
    /// it holds for some customers only, as for one of them. Nothing is set or logged.
    ///
    /// # Errors
    /// [`Error::Invalid`] where the rule cannot be used, [`Error::Store`] where orders cannot be read.
    pub fn preview_rule(
        &self,
        id: &str,
        draft: &RuleDraft,
        placement: shop::Placement,
        carts: usize,
        now: Timestamp,
    ) -> Result<PolicyPreview, Error> {
        self.check_rule(id, draft)?;
        let Some(snapshot) = self.inner.serving.snapshot() else {
            return Ok(PolicyPreview::default());
        };
        let before = self.inner.serving.live().clone();
        let mut after = before.clone();
        let rule = compile::rule(id, draft, &snapshot.models.catalogue, self.profile().currency);
        let others = before.rules().iter().filter(|other| other.id != id).cloned();
        after.set_rules(others.chain(draft.enabled.then_some(rule)).collect());
        let customer = draft.when.customers().example();
        let mut situations = self.latest_situations(placement, carts, now)?;
        situations.asked_by(&customer);
        let steering = self.steering_in_force(placement, now);
        let policy = steering.policy_for(&customer.person());
        Ok(self.preview(&situations, (policy, &before), (policy, &after), now))
    }

    fn check_rule(&self, id: &str, draft: &RuleDraft) -> Result<(), Error> {
        documents::check_id(id)?;
        let snapshot = self.inner.serving.snapshot();
        let catalogue = snapshot.as_ref().map(|snapshot| &snapshot.models.catalogue);
        document::check(draft, catalogue, self.profile().currency)
    }
}

impl crate::engine::Inner {
    /// Reads the rules again: somebody changed them.
    pub(crate) fn reload_rules(&self) -> Result<(), Error> {
        let Some(snapshot) = self.serving.snapshot() else {
            return Ok(());
        };
        let rules = in_catalogue(&*self.store, &snapshot.models.catalogue, self.currency())?;
        self.serving.change(|live: &mut Live| live.set_rules(rules));
        Ok(())
    }
}
