//! What is said of customers: worth, tier, group and when they are due back. Computed with each build, told only of who
//! did not decline, and heeded by rules and incentives as if it were tags of theirs.

mod audience;
mod condition;
mod kept;
mod learnt;

use measure::customers::Tier;
use recommend::CustomerIndex;
use shop::{Customer, CustomerId, Day, Money, Timestamp};

pub use audience::{AudiencePage, AudienceQuery};
pub(crate) use condition::Example;
pub use condition::{CustomerCondition, DayBounds};
pub use kept::{KnownCustomer, KnownCustomers, KnownReturn, KnownWorth, TIERS, tier_id};
pub use learnt::{Counted, CustomersLearnt, Habit, SegmentLearnt, Uncertain, Untold, WorthLearnt};

use crate::{Engine, Error, build::customer_hash, documents::not_found, snapshot::Snapshot};

/// What is said of one customer, for people.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerValue {
    /// The shop's own id.
    pub id: CustomerId,
    /// The UTC day of the build: days count from then.
    pub day: Day,
    /// What is known.
    pub known: KnownCustomer,
    /// The id of the group, where the customer is in one.
    pub segment: Option<String>,
    /// Whether the worth is what is left after the goods: what orders cost is known of some of the shop's orders.
    pub is_contribution: bool,
}

impl CustomerValue {
    /// Days since their latest purchase of which the build knows, by `today`.
    pub fn since_order_days(&self, today: Day) -> u32 {
        self.known.since_order_days(self.day, today)
    }

    /// The day of their latest purchase of which the build knows.
    pub fn last_purchase_day(&self) -> Day {
        let since = i32::try_from(self.known.days_since).unwrap_or(i32::MAX);
        Day(self.day.0.saturating_sub(since))
    }
}

/// Why nothing is said of a customer, or what.
#[derive(Debug, Clone, PartialEq)]
pub enum CustomerAnswer {
    /// This is said.
    Known(Box<CustomerValue>),
    /// They declined personal recommendations, and so to be looked at.
    Declined,
    /// No build knows a purchase of theirs.
    NoPurchases,
}

/// A tier or a group with its customers' sums.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupSums {
    /// The id of the tier or of the group.
    pub id: String,
    /// Customers.
    pub customers: u64,
    /// What they paid less what was given back.
    pub spent: Money,
    /// What they are worth in the year ahead; nothing where that cannot be told.
    pub worth: Option<Money>,
    /// How many are due back within [`DUE_SOON_DAYS`] of today.
    pub due_soon: u64,
}

/// The shop's customers at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomersOverview {
    /// What was learnt of all of them.
    pub learnt: CustomersLearnt,
    /// By tier, the best first; nothing where worth cannot be told.
    pub tiers: Vec<GroupSums>,
    /// By group, the largest first.
    pub segments: Vec<GroupSums>,
}

/// How far ahead an overview looks for who is due.
pub const DUE_SOON_DAYS: u32 = 30;
/// Only of who is more likely back within a year than not is it told when they are due.
const DUE_PERCENT_MIN: u8 = 50;

impl KnownCustomer {
    /// The day by which half of such customers are back, of who is more likely back within a year than not.
    pub fn due_day(&self, built_on: Day) -> Option<Day> {
        let due = self.due.filter(|due| due.returns_percent >= DUE_PERCENT_MIN)?;
        Some(Day(built_on.0.saturating_add(i32::from(due.days[1]))))
    }

    /// Whether they are due within so many days of `today`, or were since the build.
    pub fn is_due(&self, built_on: Day, today: Day, within_days: u32) -> bool {
        let within = i32::try_from(within_days).unwrap_or(i32::MAX);
        self.due_day(built_on)
            .is_some_and(|due| due.0 <= today.0.saturating_add(within))
    }

    /// Days since their latest purchase of which the build of `built_on` knows, by `today`.
    pub fn since_order_days(&self, built_on: Day, today: Day) -> u32 {
        let since_build = u32::try_from(today.0.saturating_sub(built_on.0)).unwrap_or(0);
        self.days_since.saturating_add(since_build)
    }

    /// The tier.
    pub fn tier(&self) -> Option<Tier> {
        self.worth.map(|worth| worth.tier)
    }
}

impl Snapshot {
    /// What of this customer rules may name beside their tags: `tier:` with the tier's id, `segment:` with the group's.
    pub(crate) fn labels(&self, customer: Option<CustomerIndex>) -> impl Iterator<Item = String> {
        let known = customer.and_then(|number| self.customers.of(number));
        let tier = known.and_then(|known| known.tier());
        let tier = tier.map(|tier| format!("tier:{}", tier_id(tier)));
        let segment = known.and_then(|known| self.segment_id(&known));
        tier.into_iter().chain(segment.map(|id| format!("segment:{id}")))
    }

    /// The tier of a customer.
    pub(crate) fn tier_of(&self, customer: CustomerIndex) -> Option<&'static str> {
        Some(tier_id(self.customers.of(customer)?.tier()?))
    }

    /// The segment of a customer.
    pub(crate) fn segment_of(&self, customer: CustomerIndex) -> Option<&str> {
        self.segment_id(&self.customers.of(customer)?)
    }

    fn segment_id(&self, known: &KnownCustomer) -> Option<&str> {
        let learnt = self.manifest.customers.as_ref()?;
        let segment = learnt.segments.get(usize::from(known.segment?))?;
        Some(&segment.id)
    }
}

impl Engine {
    /// What rules may name of a customer beside their tags; nothing of who declined.
    pub(crate) fn labels_of(&self, id: &CustomerId) -> Vec<String> {
        let declined = self.inner.profiles.of(&*self.inner.store, id.as_str()).consent == Some(false);
        match self.inner.serving.snapshot().filter(|_| !declined) {
            Some(snapshot) => {
                let number = snapshot.models.customers.number(customer_hash(id.as_str()));
                snapshot.labels(number).collect()
            }
            None => Vec::new(),
        }
    }

    /// The tiers and groups of the shop's customers, with their sums; none where no build has looked at them yet.
    pub fn customers_overview(&self, now: Timestamp) -> Option<CustomersOverview> {
        let snapshot = self.inner.serving.snapshot()?;
        let learnt = snapshot.manifest.customers.clone()?;
        let today = now.day();
        let mut sums = vec![Sums::default(); TIERS.len() + learnt.segments.len()];
        for (_, known) in snapshot.customers.iter() {
            let tier = known.tier().map(|tier| tier as usize);
            let segment = known.segment.map(|at| TIERS.len() + usize::from(at));
            for at in tier.into_iter().chain(segment) {
                if let Some(sums) = sums.get_mut(at) {
                    sums.add(&known, known.is_due(Day(learnt.day), today, DUE_SOON_DAYS));
                }
            }
        }
        let told = |id: &str, sums: &Sums| sums.told(id, self.inner.currency());
        let tiers = TIERS.iter().zip(&sums).rev();
        let segments = learnt.segments.iter().zip(&sums[TIERS.len()..]);
        Some(CustomersOverview {
            tiers: match learnt.worth {
                Some(_) => tiers.map(|(tier, sums)| told(tier_id(*tier), sums)).collect(),
                None => Vec::new(),
            },
            segments: segments.map(|(segment, sums)| told(&segment.id, sums)).collect(),
            learnt,
        })
    }

    /// What is said of one customer, or why nothing is.
    ///
    /// # Errors
    /// [`Error::NotFound`] where nobody has this id.
    pub fn customer_value(&self, id: &str) -> Result<CustomerAnswer, Error> {
        let unknown = || not_found("customer", id);
        let id = CustomerId::new(id).map_err(|_| unknown())?;
        let customer = self.inner.store.customer(&id)?.ok_or_else(unknown)?;
        Ok(self.value_of(&customer))
    }

    pub(crate) fn value_of(&self, customer: &Customer) -> CustomerAnswer {
        if customer.consent == Some(false) {
            return CustomerAnswer::Declined;
        }
        let value = || {
            let snapshot = self.inner.serving.snapshot()?;
            let number = snapshot
                .models
                .customers
                .number(customer_hash(customer.id.as_str()))?;
            told(&snapshot, number, customer.id.clone())
        };
        value().map_or(CustomerAnswer::NoPurchases, |value| {
            CustomerAnswer::Known(Box::new(value))
        })
    }
}

fn told(snapshot: &Snapshot, number: CustomerIndex, id: CustomerId) -> Option<CustomerValue> {
    let known = snapshot.customers.of(number)?;
    let learnt = snapshot.manifest.customers.as_ref()?;
    Some(CustomerValue {
        id,
        day: Day(learnt.day),
        is_contribution: learnt.worth.is_some_and(|worth| worth.costed_share > 0.0),
        segment: snapshot.segment_id(&known).map(str::to_owned),
        known,
    })
}

#[derive(Clone, Copy, Default)]
struct Sums {
    customers: u64,
    spent_minor: i64,
    worth_minor: Option<i64>,
    due_soon: u64,
}

impl Sums {
    fn add(&mut self, known: &KnownCustomer, is_due: bool) {
        self.customers += 1;
        self.spent_minor = self.spent_minor.saturating_add(known.spent_minor);
        if let Some(worth) = known.worth {
            let sum = self.worth_minor.unwrap_or(0);
            self.worth_minor = Some(sum.saturating_add(worth.value.minor));
        }
        self.due_soon += u64::from(is_due);
    }

    fn told(&self, id: &str, currency: shop::Currency) -> GroupSums {
        GroupSums {
            id: id.to_owned(),
            customers: self.customers,
            spent: Money::new(self.spent_minor, currency),
            worth: self.worth_minor.map(|minor| Money::new(minor, currency)),
            due_soon: self.due_soon,
        }
    }
}
