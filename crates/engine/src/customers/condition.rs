//! For which customers something holds, as the merchant writes it: in a rule's `when` and in a policy's variants alike.

use decide::{Audience, Habits, Person, rules::Range};
use recommend::{CustomerIndex, Models};
use serde::{Deserialize, Serialize};
use shop::{Day, Timestamp};

use super::{TIERS, tier_id};
use crate::snapshot::Snapshot;

/// Labels that one condition names at most.
const LABELS_MAX: usize = 1_000;
/// Most days that a condition names: ten years.
const DAYS_MAX: u32 = 3_660;

/// For which customers something holds; what is left out is no condition, and every one that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CustomerCondition {
    /// With one of these tags, or `tier:` and `segment:` with an id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<String>,
    /// Who ordered before (`true`), or never did (`false`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bought_before: Option<bool>,
    /// Whose latest order is so many days ago.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since_order_days: Option<DayBounds>,
    /// Who is due back within so many days, or was already.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_within_days: Option<u32>,
}

/// Days from and to, both included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DayBounds {
    /// At least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<u32>,
    /// At most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
}

impl DayBounds {
    /// These bounds; none where neither is given.
    pub fn given(min: Option<u32>, max: Option<u32>) -> Option<Self> {
        (min.is_some() || max.is_some()).then_some(Self { min, max })
    }

    /// Whether so many days lie within; of days that are not known nothing holds.
    pub fn holds(self, days: Option<u32>) -> bool {
        days.is_some_and(|days| {
            self.min.is_none_or(|min| min <= days) && self.max.is_none_or(|max| days <= max)
        })
    }
}

/// A customer of whom no more is known than what a condition asks.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Example {
    pub labels: Vec<String>,
    pub habits: Habits,
}

impl Example {
    /// As conditions look at them.
    pub fn person(&self) -> Person<'_> {
        Person {
            labels: &self.labels,
            habits: self.habits,
        }
    }
}

impl CustomerCondition {
    /// A customer for whom it holds; of several labels they have the first.
    pub(crate) fn example(&self) -> Example {
        let days = self.since_order_days;
        let has_ordered = days.is_some() || self.due_within_days.is_some();
        Example {
            labels: self.segments.iter().take(1).cloned().collect(),
            habits: Habits {
                has_bought: self.bought_before.or(has_ordered.then_some(true)),
                since_order_days: days.and_then(|days| days.min.or(days.max)),
                due_in_days: self
                    .due_within_days
                    .map(|days| i32::try_from(days).unwrap_or(i32::MAX)),
            },
        }
    }

    /// Whether it names nobody in particular.
    pub fn is_everybody(&self) -> bool {
        *self == Self::default()
    }

    /// Checks it: the field that cannot be used, and why.
    pub(crate) fn check(&self) -> Result<(), (&'static str, String)> {
        let tier = |label: &String| label.strip_prefix("tier:").map(str::to_owned);
        let is_tier = |id: &String| TIERS.iter().any(|tier| tier_id(*tier) == id);
        if self.segments.len() > LABELS_MAX {
            return Err(("segments", "at most 1,000 entries".to_owned()));
        }
        if let Some(id) = self.segments.iter().filter_map(tier).find(|id| !is_tier(id)) {
            let known = TIERS.map(tier_id).join(", ");
            return Err((
                "segments",
                format!("there is no tier '{id}'; the tiers are {known}"),
            ));
        }
        let days = self.since_order_days.unwrap_or_default();
        if days.min.zip(days.max).is_some_and(|(min, max)| max < min) {
            return Err(("since_order_days", "'max' must not be below 'min'".to_owned()));
        }
        let given = [
            ("since_order_days", days.min),
            ("since_order_days", days.max),
            ("due_within_days", self.due_within_days),
        ];
        match given
            .into_iter()
            .find(|(_, days)| days.is_some_and(|days| days > DAYS_MAX))
        {
            Some((field, _)) => Err((field, "days from 0 to 3660".to_owned())),
            None => Ok(()),
        }
    }

    /// As a decision asks it.
    pub(crate) fn audience(&self) -> Audience {
        let days = self.since_order_days.unwrap_or_default();
        Audience {
            labels: self.segments.clone(),
            has_bought: self.bought_before,
            since_order_days: Range {
                min: days.min,
                max: days.max,
            },
            due_within_days: self.due_within_days,
        }
    }
}

impl Snapshot {
    /// What the orders of a customer tell at `now`, `bought_at` being the latest of which the snapshot may not know.
    /// Who bought since the build is due no more, until the next one says otherwise.
    pub(crate) fn habits(
        &self,
        customer: Option<CustomerIndex>,
        bought_at: Option<Timestamp>,
        now: Timestamp,
    ) -> Habits {
        let known = customer.and_then(|number| self.customers.of(number));
        let learnt = self.manifest.customers.as_ref();
        let (known, built_on) = (known.zip(learnt)).map_or((None, now.day()), |(known, learnt)| {
            (Some(known), Day(learnt.day))
        });
        let today = now.day().0;
        let order_day = known.map(|known| {
            let days = i32::try_from(known.days_since).unwrap_or(i32::MAX);
            built_on.0.saturating_sub(days)
        });
        let since_build = bought_at.map(Timestamp::day).filter(|day| *day >= built_on);
        let bought_day = bought_at.map(|at| at.day().0);
        let days_ago = |day: i32| u32::try_from(today.saturating_sub(day)).unwrap_or(0);
        let due_day = known
            .filter(|_| since_build.is_none())
            .and_then(|known| known.due_day(built_on));
        Habits {
            has_bought: Some(known.is_some() || bought_at.is_some() || has_bought(&self.models, customer)),
            since_order_days: order_day.max(bought_day).map(days_ago),
            due_in_days: due_day.map(|due| due.0.saturating_sub(today)),
        }
    }
}

/// Whether the snapshot knows anything that this customer bought: an order in another currency than the shop's tells
/// nothing of what they are worth, and is a purchase all the same.
fn has_bought(models: &Models, customer: Option<CustomerIndex>) -> bool {
    !models.signals.purchases.of(customer).products.is_empty()
}
