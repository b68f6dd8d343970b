//! `/v1/placements`: policies as they are sent and answered.

use std::collections::BTreeMap;

use engine::{
    CapsChange, Mention, PolicyChange, PolicyDraft, PolicyPreview, PolicyVersion, PolicyView, UnitChange,
    Variant, VariantDraft, VariantPreview,
    decide::Policy,
    recommend::{RecommenderIndex, recommenders},
};
use serde::{Deserialize, Serialize};
use shop::{Placement, Timestamp};

use super::{
    offers::MentionReply,
    reading::{self, Place},
    status::Moment,
};
use crate::errors::Problem;

/// A policy as it is set.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyBody {
    #[serde(default)]
    policy: PolicyChange,
    #[serde(default)]
    valid_from: Option<String>,
    #[serde(default)]
    valid_until: Option<String>,
    #[serde(default)]
    note: String,
}

impl PolicyBody {
    fn draft(self, place: Place<'_>) -> Result<PolicyDraft, Problem> {
        Ok(PolicyDraft {
            change: self.policy,
            valid_from_ms: reading::optional_moment_ms(self.valid_from, place, "valid_from")?,
            valid_until_ms: reading::optional_moment_ms(self.valid_until, place, "valid_until")?,
            note: self.note,
        })
    }
}

/// Reads a policy as it is set, from JSON.
///
/// # Errors
/// [`Problem`] naming what cannot be used, and where.
pub fn draft(bytes: &[u8]) -> Result<PolicyDraft, Problem> {
    reading::read::<PolicyBody>(bytes)?.draft(Place::Body)
}

/// A placement with its policy in force and its versions.
#[derive(Debug, Serialize)]
pub struct PlacementReply {
    placement: &'static str,
    version: u32,
    policy: PolicyReply,
    versions: Vec<VersionReply>,
}

impl PlacementReply {
    /// The reply for a placement.
    pub fn new(placement: Placement, view: &PolicyView) -> Self {
        Self {
            placement: placement.as_str(),
            version: view.in_force.version,
            policy: PolicyReply::new(&view.in_force, &view.variants),
            versions: view.versions.iter().map(VersionReply::from).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct PolicyReply {
    intent: &'static str,
    recommenders: BTreeMap<String, f32>,
    fallback: BTreeMap<String, f32>,
    filters_off: Vec<String>,
    objective: &'static str,
    tone: &'static str,
    slots: usize,
    reserve: usize,
    per_leaf_max: usize,
    price_cap_percent: u32,
    score_min: f32,
    unproven_weight: f32,
    price_caps: BTreeMap<String, u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value_min_minor: Option<i64>,
    caps: CapsChange,
    explore_percent: u8,
    rankers: &'static str,
    incentives: bool,
    also: Vec<UnitChange>,
    variants: Vec<VariantDraft>,
}

fn weights(all: &[(RecommenderIndex, f32)]) -> BTreeMap<String, f32> {
    let named = |(index, weight): &(RecommenderIndex, f32)| (recommenders::id(*index).to_owned(), *weight);
    all.iter().map(named).collect()
}

/// A unit as it could be set.
fn unit(policy: &Policy) -> UnitChange {
    UnitChange {
        intent: policy.intent.as_str().to_owned(),
        slots: policy.slots,
        recommenders: Some(weights(&policy.recommenders)),
        price_cap_percent: Some(policy.price_cap_percent.unwrap_or_default()),
        per_leaf_max: Some(policy.per_leaf_max),
    }
}

impl PolicyReply {
    fn new(policy: &Policy, variants: &[Variant]) -> Self {
        let drafts = variants.iter().map(|variant| variant.draft.clone());
        Self {
            intent: policy.intent.as_str(),
            recommenders: weights(&policy.recommenders),
            fallback: weights(&policy.fallback),
            filters_off: policy.filters_off.clone(),
            objective: policy.objective.as_str(),
            tone: policy.tone.as_str(),
            slots: policy.slots,
            reserve: policy.reserve,
            per_leaf_max: policy.per_leaf_max,
            price_cap_percent: policy.price_cap_percent.unwrap_or_default(),
            score_min: policy.score_min,
            unproven_weight: policy.unproven_weight,
            price_caps: policy.price_caps.iter().cloned().collect(),
            value_min_minor: policy.value_min_minor,
            caps: CapsChange::from(policy.caps),
            explore_percent: policy.explore_percent,
            rankers: policy.rankers.as_str(),
            incentives: policy.incentives,
            also: policy.also.iter().map(unit).collect(),
            variants: drafts.collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct VersionReply {
    version: u32,
    set_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_from: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<Moment>,
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
    policy: PolicyChange,
}

impl From<&PolicyVersion> for VersionReply {
    fn from(version: &PolicyVersion) -> Self {
        let moment = |ms: i64| Timestamp::from_unix_ms(ms).ok().map(Moment);
        Self {
            version: version.version,
            set_at: moment(version.set_at_ms),
            valid_from: version.draft.valid_from_ms.and_then(moment),
            valid_until: version.draft.valid_until_ms.and_then(moment),
            note: version.draft.note.clone(),
            policy: version.draft.change.clone(),
        }
    }
}

/// What another policy would change.
#[derive(Debug, Serialize)]
pub struct PreviewReply<'a> {
    of: &'static str,
    carts: usize,
    carts_changed: usize,
    offers_before: usize,
    offers_after: usize,
    changes: Vec<ChangeReply<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    variants: Vec<VariantPreviewReply<'a>>,
}

#[derive(Debug, Serialize)]
struct VariantPreviewReply<'a> {
    variant: &'a str,
    preview: PreviewReply<'a>,
}

#[derive(Debug, Serialize)]
struct ChangeReply<'a> {
    cart: Vec<MentionReply<'a>>,
    before: Vec<MentionReply<'a>>,
    after: Vec<MentionReply<'a>>,
}

impl<'a> From<&'a PolicyPreview> for PreviewReply<'a> {
    fn from(preview: &'a PolicyPreview) -> Self {
        fn mentions(all: &[Mention]) -> Vec<MentionReply<'_>> {
            all.iter().map(MentionReply::new).collect()
        }
        let change = |change: &'a engine::PreviewChange| ChangeReply {
            cart: mentions(&change.cart),
            before: mentions(&change.before),
            after: mentions(&change.after),
        };
        let of_variant = |variant: &'a VariantPreview| VariantPreviewReply {
            variant: &variant.name,
            preview: Self::from(&variant.preview),
        };
        Self {
            of: if preview.of_decisions {
                "decisions"
            } else {
                "orders"
            },
            carts: preview.carts,
            carts_changed: preview.carts_changed,
            offers_before: preview.offers_before,
            offers_after: preview.offers_after,
            changes: preview.changes.iter().map(change).collect(),
            variants: preview.variants.iter().map(of_variant).collect(),
        }
    }
}
