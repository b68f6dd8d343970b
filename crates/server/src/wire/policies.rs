//! `/v1/placements`: policies as they are sent and answered.

use std::collections::BTreeMap;

use engine::{
    Mention, PolicyChange, PolicyDraft, PolicyPreview, PolicyVersion, PolicyView,
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
        let moment = |text: Option<String>, field| {
            let read = text.map(|text| reading::moment(&text, place, field));
            Ok::<_, Problem>(read.transpose()?.map(Timestamp::unix_ms))
        };
        Ok(PolicyDraft {
            change: self.policy,
            valid_from_ms: moment(self.valid_from, "valid_from")?,
            valid_until_ms: moment(self.valid_until, "valid_until")?,
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
            policy: PolicyReply::from(&view.in_force),
            versions: view.versions.iter().map(VersionReply::from).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct PolicyReply {
    intent: &'static str,
    recommenders: BTreeMap<&'static str, f32>,
    fallback: BTreeMap<&'static str, f32>,
    filters_off: Vec<String>,
    objective: &'static str,
    slots: usize,
    reserve: usize,
    per_leaf_max: usize,
    price_cap_percent: u32,
    score_min: f32,
    unproven_weight: f32,
}

impl From<&Policy> for PolicyReply {
    fn from(policy: &Policy) -> Self {
        let weights = |all: &[(RecommenderIndex, f32)]| {
            let named = all
                .iter()
                .map(|(index, weight)| (recommenders::id(*index), *weight));
            named.collect()
        };
        Self {
            intent: policy.intent.as_str(),
            recommenders: weights(&policy.recommenders),
            fallback: weights(&policy.fallback),
            filters_off: policy.filters_off.clone(),
            objective: policy.objective.as_str(),
            slots: policy.slots,
            reserve: policy.reserve,
            per_leaf_max: policy.per_leaf_max,
            price_cap_percent: policy.price_cap_percent.unwrap_or_default(),
            score_min: policy.score_min,
            unproven_weight: policy.unproven_weight,
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
    carts: usize,
    carts_changed: usize,
    offers_before: usize,
    offers_after: usize,
    changes: Vec<ChangeReply<'a>>,
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
        Self {
            carts: preview.carts,
            carts_changed: preview.carts_changed,
            offers_before: preview.offers_before,
            offers_after: preview.offers_after,
            changes: preview.changes.iter().map(change).collect(),
        }
    }
}
