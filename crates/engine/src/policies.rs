//! The policies in force: the built-in ones, what `alongside.toml` changes of them, and what the merchant set since.
//!
//! What the merchant sets is a document for one placement, kept in versions. A version may be meant for a time only;
//! of those that are valid now the latest counts, and where none is, `alongside.toml` does. So a campaign ends by
//! itself, and the way back is always another version.

mod preview;
mod variants;

use std::{collections::BTreeMap, sync::Arc};

pub use preview::{PolicyPreview, PreviewChange, VariantPreview};
pub(crate) use variants::VARIANT_NAME_BYTES_MAX;
pub use variants::{Steering, VARIANTS_MAX, Variant, VariantDraft};

use decide::{Caps, Intent, Objective, Policy, PolicyError, RankerChoice, Tone};
use recommend::recommenders;
use serde::{Deserialize, Serialize};
use shop::{Placement, Timestamp};
use store::Store;

use crate::{Engine, Error, Settings};

/// Versions of a placement's policy that are kept; the oldest go.
const VERSIONS_MAX: usize = 50;
/// Longest note, in bytes.
const NOTE_BYTES_MAX: usize = 500;

/// What is changed of a placement's policy; what is left out stays as it was.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PolicyChange {
    /// Recommenders and their weights; one left out is not asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recommenders: Option<BTreeMap<String, f32>>,
    /// Recommenders asked only where the others leave slots empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fallback: Option<BTreeMap<String, f32>>,
    /// Filters switched off, by id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filters_off: Option<Vec<String>>,
    /// What the order of the offers is to bring.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub objective: Option<String>,
    /// Which true side of an offer its words show first: auto, benefit, social_proof, saving or scarcity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tone: Option<String>,
    /// Most offers shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slots: Option<usize>,
    /// Further offers kept ready.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserve: Option<usize>,
    /// Most offers of one leaf category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_leaf_max: Option<usize>,
    /// Highest price of an offer, in per cent of what the cart or the page's product costs; 0: any price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_cap_percent: Option<u32>,
    /// The least likelihood that an offer is taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score_min: Option<f32>,
    /// How much a pair counts that chance may explain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unproven_weight: Option<f32>,
    /// Highest prices by category path, in per cent; they replace the general cap there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_caps: Option<BTreeMap<String, u32>>,
    /// The least an offer is expected to bring, in minor units of the shop's currency: likelihood times what one unit
    /// earns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_min_minor: Option<i64>,
    /// Of so many of the answers, in per cent, the last slot is filled by a draw to learn from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explore_percent: Option<u8>,
    /// Which rankers order the offers: in_force or challenger.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rankers: Option<String>,
    /// Whether incentives are told of beside the offers; yes, unless said otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incentives: Option<bool>,
    /// When a visitor has seen enough.
    #[serde(skip_serializing_if = "CapsChange::is_empty")]
    pub caps: CapsChange,
    /// The further units of the page; those that are built in where missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub also: Option<Vec<UnitChange>>,
    /// What differs for some customers; the first that is for whoever asks counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variants: Option<Vec<VariantDraft>>,
}

/// A further unit of a page; what is left out is as it is built in for its intent.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitChange {
    /// What it is for: `complement`, `upsell`, `buy_again` or `discovery`.
    pub intent: String,
    /// Most offers shown.
    pub slots: usize,
    /// Recommenders and their weights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommenders: Option<BTreeMap<String, f32>>,
    /// Highest price; for an upsell in per cent of what it replaces; 0: any price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_cap_percent: Option<u32>,
    /// Most offers of one leaf category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_leaf_max: Option<usize>,
}

impl UnitChange {
    fn applied(&self, page: &Policy) -> Result<Policy, PolicyError> {
        let intent =
            Intent::parse(&self.intent).ok_or_else(|| PolicyError::UnknownIntent(self.intent.clone()))?;
        let mut unit = page.unit(intent, self.slots);
        if let Some(weights) = &self.recommenders {
            unit.recommenders = by_index(weights)?;
        }
        unit.price_cap_percent = cap(self.price_cap_percent, unit.price_cap_percent);
        unit.per_leaf_max = self.per_leaf_max.unwrap_or(unit.per_leaf_max);
        Ok(unit)
    }
}

macro_rules! caps {
    ($($(#[$about:meta])* $name:ident: $number:ty,)+) => {
        /// When a visitor has seen enough; what is left out stays, and 0 switches a cap off.
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct CapsChange {
            $($(#[$about])* #[serde(skip_serializing_if = "Option::is_none")] pub $name: Option<$number>,)+
        }

        impl CapsChange {
            fn is_empty(&self) -> bool {
                *self == Self::default()
            }

            fn applied(&self, caps: Caps) -> Caps {
                Caps { $($name: self.$name.unwrap_or(caps.$name),)+ }
            }
        }

        impl From<Caps> for CapsChange {
            fn from(caps: Caps) -> Self {
                Self { $($name: Some(caps.$name),)+ }
            }
        }
    };
}

caps! {
    /// A product is shown so many times a day to one visitor.
    product_per_day: u16,
    /// A product ignored so many times within a month is not shown any more.
    ignored_max: u16,
    /// So many offers a day are shown to one visitor at this placement.
    offers_per_day: u16,
    /// What was declined is not shown for so many days.
    dismissed_days: u32,
    /// What was bought is not shown for so many days.
    bought_days: u32,
    /// For so many offers declined within a week, a page has one place less.
    fewer_after: u16,
    /// After so many ignored answers in a row the placement stays quiet.
    quiet_after: u16,
    /// For so many hours.
    quiet_hours: u32,
}

/// A cap as it is written, where 0 means none.
fn cap(written: Option<u32>, before: Option<u32>) -> Option<u32> {
    match written {
        Some(0) => None,
        Some(cap) => Some(cap),
        None => before,
    }
}

impl PolicyChange {
    /// The policy with these changes, for everybody for whom no variant is.
    ///
    /// # Errors
    /// [`PolicyError`] naming the first field that cannot be used.
    pub fn applied(&self, mut policy: Policy) -> Result<Policy, PolicyError> {
        if let Some(weights) = &self.recommenders {
            policy.recommenders = by_index(weights)?;
        }
        if let Some(weights) = &self.fallback {
            policy.fallback = by_index(weights)?;
        }
        if let Some(word) = &self.objective {
            policy.objective =
                Objective::parse(word).ok_or_else(|| PolicyError::UnknownObjective(word.clone()))?;
        }
        if let Some(word) = &self.tone {
            policy.tone = Tone::parse(word).ok_or_else(|| PolicyError::UnknownTone(word.clone()))?;
        }
        policy.price_cap_percent = cap(self.price_cap_percent, policy.price_cap_percent);
        policy.filters_off = self.filters_off.clone().unwrap_or(policy.filters_off);
        policy.slots = self.slots.unwrap_or(policy.slots);
        policy.reserve = self.reserve.unwrap_or(policy.reserve);
        policy.per_leaf_max = self.per_leaf_max.unwrap_or(policy.per_leaf_max);
        policy.score_min = self.score_min.unwrap_or(policy.score_min);
        policy.unproven_weight = self.unproven_weight.unwrap_or(policy.unproven_weight);
        if let Some(caps) = &self.price_caps {
            policy.price_caps = caps.iter().map(|(path, cap)| (path.clone(), *cap)).collect();
        }
        policy.value_min_minor = self.value_min_minor.or(policy.value_min_minor);
        policy.caps = self.caps.applied(policy.caps);
        policy.explore_percent = self.explore_percent.unwrap_or(policy.explore_percent);
        if let Some(word) = &self.rankers {
            policy.rankers =
                RankerChoice::parse(word).ok_or_else(|| PolicyError::UnknownRankers(word.clone()))?;
        }
        policy.incentives = self.incentives.unwrap_or(policy.incentives);
        if let Some(units) = &self.also {
            let unit = |unit: &UnitChange| unit.applied(&policy);
            policy.also = units.iter().map(unit).collect::<Result<_, _>>()?;
        }
        policy.share();
        policy.validate()?;
        Ok(policy)
    }
}

fn by_index(weights: &BTreeMap<String, f32>) -> Result<Vec<(recommend::RecommenderIndex, f32)>, PolicyError> {
    let index = |(id, weight): (&String, &f32)| match recommenders::index(id) {
        Some(index) => Ok((index, *weight)),
        None => Err(PolicyError::UnknownRecommender(id.clone())),
    };
    weights.iter().map(index).collect()
}

/// What the merchant sets for a placement.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PolicyDraft {
    /// What is changed of what `alongside.toml` says.
    pub change: PolicyChange,
    /// From when on, in milliseconds since 1970; at once where missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from_ms: Option<i64>,
    /// Until when; for good where missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until_ms: Option<i64>,
    /// Why, in the merchant's words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// One version of a placement's policy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PolicyVersion {
    /// Counts the edits of this placement, from 1 on.
    pub version: u32,
    /// When it was set.
    pub set_at_ms: i64,
    /// What was set.
    #[serde(flatten)]
    pub draft: PolicyDraft,
}

impl PolicyVersion {
    fn is_valid_at(&self, now: Timestamp) -> bool {
        let now = now.unix_ms();
        self.draft.valid_from_ms.is_none_or(|from| from <= now)
            && self.draft.valid_until_ms.is_none_or(|until| now < until)
    }
}

/// What steers a placement now, with its versions, the latest first.
#[derive(Debug, Clone, PartialEq)]
pub struct PolicyView {
    /// What is in force for everybody for whom no variant is.
    pub in_force: Policy,
    /// What differs for some customers.
    pub variants: Vec<Variant>,
    /// What was set, the latest first; a version in the future is among them.
    pub versions: Vec<PolicyVersion>,
}

/// All placements' policies, ready to decide by.
pub(crate) struct Policies {
    /// What `alongside.toml` makes of the built-in ones, in the order of [`Placement::ALL`].
    configured: Vec<Arc<Steering>>,
    /// By placement: the version and what it makes, the latest first.
    set: BTreeMap<Placement, Vec<(PolicyVersion, Arc<Steering>)>>,
}

impl Policies {
    /// Reads what the merchant set. A version that cannot be used any more, as a recommender it names is gone, is
    /// passed over with a warning: the one before it counts.
    ///
    /// # Errors
    /// [`Error::Store`] where it cannot be read.
    pub fn load(store: &dyn Store, settings: &Settings) -> Result<Self, Error> {
        let mut policies = Self {
            configured: settings.policies.iter().cloned().map(Arc::new).collect(),
            set: BTreeMap::new(),
        };
        for (placement, text) in store.policies()? {
            for version in versions_in(&text) {
                match resolved(settings, placement, &version) {
                    Ok(policy) => {
                        let set = policies.set.entry(placement).or_default();
                        set.push((version, Arc::new(policy)));
                    }
                    Err(error) => tracing::warn!(
                        "version {} of the policy for {placement} is passed over: {error}",
                        version.version
                    ),
                }
            }
        }
        Ok(policies)
    }

    /// What is in force at a moment.
    pub fn in_force(&self, placement: Placement, now: Timestamp) -> Arc<Steering> {
        let versions = self.set.get(&placement).into_iter().flatten();
        let valid = versions.filter(|(version, _)| version.is_valid_at(now));
        let mut policies = valid.map(|(_, policy)| policy);
        Arc::clone(policies.next().unwrap_or(&self.configured[placement as usize]))
    }
}

fn resolved(
    settings: &Settings,
    placement: Placement,
    version: &PolicyVersion,
) -> Result<Steering, PolicyError> {
    let configured = settings.steering(placement);
    configured.changed_to(&version.draft.change, version.version)
}

/// The stored versions, the latest first; what is no such list counts as none, as a policy must never keep a shop from
/// answering.
fn versions_in(text: &str) -> Vec<PolicyVersion> {
    serde_json::from_str(text).unwrap_or_else(|error| {
        tracing::warn!("a stored policy cannot be read and is passed over: {error}");
        Vec::new()
    })
}

/// Policies: shown, set, taken back.
impl Engine {
    /// A placement's policy and its versions.
    ///
    /// # Errors
    /// [`Error::Store`] where they cannot be read.
    pub fn policy(&self, placement: Placement, now: Timestamp) -> Result<PolicyView, Error> {
        let steering = self.steering_in_force(placement, now);
        Ok(PolicyView {
            in_force: (*steering.policy).clone(),
            variants: steering.variants.clone(),
            versions: self.policy_versions(placement)?,
        })
    }

    /// What a draft would make of a placement's policy, without setting it.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the field that cannot be used.
    pub fn drafted_policy(&self, placement: Placement, draft: &PolicyDraft) -> Result<Steering, Error> {
        let invalid = |field: &str, reason: &str| Error::Invalid {
            field: field.to_owned(),
            reason: reason.to_owned(),
        };
        if draft.note.len() > NOTE_BYTES_MAX {
            return Err(invalid("note", "it must have at most 500 bytes"));
        }
        if let (Some(from), Some(until)) = (draft.valid_from_ms, draft.valid_until_ms)
            && until <= from
        {
            return Err(invalid("valid_until", "it must be after valid_from"));
        }
        let changed = self.inner.settings.steering(placement).changed(&draft.change);
        changed.map_err(|error| invalid(error.field(), &error.to_string()))
    }

    /// Sets a new version of a placement's policy; the next decision heeds it.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming what cannot be used; what was in force stays.
    pub fn put_policy(
        &self,
        placement: Placement,
        draft: PolicyDraft,
        now: Timestamp,
    ) -> Result<PolicyVersion, Error> {
        self.drafted_policy(placement, &draft)?;
        let _one_at_a_time = self.inner.policy_edits();
        let versions = self.policy_versions(placement)?;
        self.add_version(placement, versions, draft, now)
    }

    /// As [`Self::put_policy`], where `latest` is still the latest version; none where somebody set another one since,
    /// and then nothing is set. 0 is the configuration.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming what cannot be used; what was in force stays.
    pub fn put_policy_after(
        &self,
        placement: Placement,
        latest: u32,
        draft: PolicyDraft,
        now: Timestamp,
    ) -> Result<Option<PolicyVersion>, Error> {
        self.drafted_policy(placement, &draft)?;
        let _one_at_a_time = self.inner.policy_edits();
        let versions = self.policy_versions(placement)?;
        match versions.first().map_or(0, |version| version.version) == latest {
            true => self.add_version(placement, versions, draft, now).map(Some),
            false => Ok(None),
        }
    }

    /// Sets a further version, while no other edit is under way.
    fn add_version(
        &self,
        placement: Placement,
        mut versions: Vec<PolicyVersion>,
        draft: PolicyDraft,
        now: Timestamp,
    ) -> Result<PolicyVersion, Error> {
        let version = PolicyVersion {
            version: versions.first().map_or(1, |latest| latest.version + 1),
            set_at_ms: now.unix_ms(),
            draft,
        };
        versions.insert(0, version.clone());
        versions.truncate(VERSIONS_MAX);
        let text = serde_json::to_string(&versions).map_err(|error| Error::Invalid {
            field: "policy".to_owned(),
            reason: error.to_string(),
        })?;
        self.inner.store.put_policy(placement, &text)?;
        self.inner.reload_policies()?;
        Ok(version)
    }

    fn policy_versions(&self, placement: Placement) -> Result<Vec<PolicyVersion>, Error> {
        let stored = self.inner.store.policies()?;
        let text = stored.into_iter().find(|(known, _)| *known == placement);
        Ok(text.map(|(_, text)| versions_in(&text)).unwrap_or_default())
    }

    pub(crate) fn steering_in_force(&self, placement: Placement, now: Timestamp) -> Arc<Steering> {
        self.inner.policies.load().in_force(placement, now)
    }
}
