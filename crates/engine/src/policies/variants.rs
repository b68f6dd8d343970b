//! What differs in a placement's policy for some customers: the first variant that is for whoever asks counts.
//!
//! A variant changes the policy that would hold otherwise, so that it composes with what chooses that one: an arm of an
//! experiment first, the variant on top of it.

use std::sync::Arc;

use decide::{Audience, Person, Policy, PolicyError};
use serde::{Deserialize, Serialize};

use super::PolicyChange;
use crate::customers::CustomerCondition;

/// Variants that a policy has at most.
pub const VARIANTS_MAX: usize = 8;
/// Longest name of a variant, in bytes: it stands in every decision that it made.
pub const VARIANT_NAME_BYTES_MAX: usize = 64;

/// What differs for some customers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VariantDraft {
    /// What the merchant calls it; decisions name it.
    pub name: String,
    /// For whom.
    #[serde(rename = "for")]
    pub condition: CustomerCondition,
    /// What differs; what is left out is as for everybody.
    pub policy: PolicyChange,
}

/// A variant, ready to decide by.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// As it is written.
    pub draft: VariantDraft,
    audience: Audience,
    /// The whole policy that holds for these customers.
    pub policy: Arc<Policy>,
}

/// What steers a placement: the policy for everybody, and what differs for some.
#[derive(Debug, Clone, PartialEq)]
pub struct Steering {
    /// For everybody for whom no variant is.
    pub policy: Arc<Policy>,
    /// The first that is for whoever asks counts.
    pub variants: Vec<Variant>,
}

impl Steering {
    /// The same policy for everybody.
    pub fn of(policy: Policy) -> Self {
        Self {
            policy: Arc::new(policy),
            variants: Vec::new(),
        }
    }

    /// What a change makes of it: the variants are those of the change where it names any, and stand on top of it.
    ///
    /// # Errors
    /// [`PolicyError`] naming the first field that cannot be used.
    pub fn changed(&self, change: &PolicyChange) -> Result<Self, PolicyError> {
        self.changed_to(change, self.policy.version)
    }

    /// As [`Self::changed`], as this version.
    pub(crate) fn changed_to(&self, change: &PolicyChange, version: u32) -> Result<Self, PolicyError> {
        let mut policy = change.applied((*self.policy).clone())?;
        policy.version = version;
        policy.share();
        let own = || {
            self.variants
                .iter()
                .map(|variant| variant.draft.clone())
                .collect()
        };
        let drafts: Vec<VariantDraft> = change.variants.clone().unwrap_or_else(own);
        if drafts.len() > VARIANTS_MAX {
            return Err(PolicyError::OutOfRange("variants", "a list of at most eight"));
        }
        let mut variants: Vec<Variant> = Vec::with_capacity(drafts.len());
        for draft in drafts {
            if variants.iter().any(|known| known.draft.name == draft.name) {
                return Err(draft.refused("another one has this name"));
            }
            variants.push(Variant::new(draft, &policy)?);
        }
        Ok(Self {
            policy: Arc::new(policy),
            variants,
        })
    }

    /// The variant that is for this person.
    pub(crate) fn variant_for(&self, person: &Person<'_>) -> Option<&Variant> {
        self.variants.iter().find(|variant| variant.audience.has(person))
    }

    /// The whole policy that holds where the variant of this name answers; that for everybody where there is none.
    pub(crate) fn policy_named(&self, name: &str) -> &Arc<Policy> {
        let mut named = self.variants.iter();
        let variant = named.find(|variant| variant.draft.name == name);
        variant.map_or(&self.policy, |variant| &variant.policy)
    }

    /// The whole policy that holds for this person.
    pub(crate) fn policy_for(&self, person: &Person<'_>) -> &Arc<Policy> {
        self.variant_for(person)
            .map_or(&self.policy, |variant| &variant.policy)
    }
}

impl Variant {
    fn new(draft: VariantDraft, base: &Policy) -> Result<Self, PolicyError> {
        let name = &draft.name;
        let is_plain = !name.trim().is_empty() && name.len() <= VARIANT_NAME_BYTES_MAX;
        if !is_plain || name.chars().any(char::is_control) {
            return Err(draft.refused("its name has 1 to 64 bytes"));
        }
        if draft.condition.is_everybody() {
            return Err(draft.refused(
                "'for' says for which customers it is: segments, bought_before, since_order_days or \
                 due_within_days",
            ));
        }
        if let Err((field, reason)) = draft.condition.check() {
            return Err(draft.refused(&format!("for.{field}: {reason}")));
        }
        if draft.policy.variants.is_some() {
            return Err(draft.refused("a variant has no variants of its own"));
        }
        if draft.policy == PolicyChange::default() {
            return Err(draft.refused("'policy' says what differs, and names nothing"));
        }
        let changed = draft.policy.applied(base.clone());
        let mut policy = changed.map_err(|error| draft.refused(&error.to_string()))?;
        policy.share();
        Ok(Self {
            audience: draft.condition.audience(),
            policy: Arc::new(policy),
            draft,
        })
    }
}

impl VariantDraft {
    fn refused(&self, reason: &str) -> PolicyError {
        PolicyError::Variant(self.name.clone(), reason.to_owned())
    }
}
