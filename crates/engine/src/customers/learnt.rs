//! What a build learnt of all customers together, as the manifest keeps it: no person stands in it.

use measure::customers::{
    Costs, Error, Estimate, Feature, Profiles, Segmentation, Segments, Typical, segments::AGREEMENT_MIN,
};
use serde::{Deserialize, Serialize};
use shop::Day;

/// What was learnt of the customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CustomersLearnt {
    /// The UTC day until which orders were looked at.
    pub day: i32,
    /// One step of the amounts in the array, in minor units.
    pub step_minor: i64,
    /// Customers who bought and did not decline to be looked at.
    pub customers: u64,
    /// Their orders.
    pub orders: u64,
    /// Orders of theirs that were left out, being in another currency.
    pub orders_left_out: u64,
    /// What all of them are worth; none where that cannot be told.
    pub worth: Option<WorthLearnt>,
    /// What cannot be told, and why.
    pub untold: Vec<Untold>,
    /// The groups, the largest first.
    pub segments: Vec<SegmentLearnt>,
    /// How far groupings of other draws agree with these groups, 1 being wholly; none where there are no groups.
    pub agreement: Option<f64>,
}

/// An amount that is not certain, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uncertain {
    /// What is expected.
    pub minor: i64,
    /// 2.5 % lie below this.
    pub low_minor: i64,
    /// 2.5 % lie above this.
    pub high_minor: i64,
}

/// What customers are worth in the year ahead.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WorthLearnt {
    /// All of them together.
    pub total: Uncertain,
    /// A customer who buys for the first time today, after that purchase.
    pub new_customer: Uncertain,
    /// Who is worth more than this is highly profitable; none where nobody is profitable.
    pub high_above_minor: Option<i64>,
    /// The share of the net revenue whose cost is known, from 0 to 1: at 0 the worth is net revenue, not contribution.
    pub costed_share: f64,
}

/// Something that cannot be told of the customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Untold {
    /// What: `worth`, `return` or `segments`.
    pub what: String,
    /// Why: `too_few_customers`, `too_few_repeating`, `no_fit` or `unstable`.
    pub why: String,
    /// How many there are: customers, or how far groupings agree.
    pub found: f64,
    /// How many are needed.
    pub needed: f64,
}

/// A group of customers who behave alike.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SegmentLearnt {
    /// Its id, made of what is typical: the same behaviour has the same id in every build.
    pub id: String,
    /// Its customers at the build.
    pub customers: u64,
    /// What is typical, the most typical first.
    pub typical: Vec<Habit>,
}

/// A habit that tells a group from all customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Habit {
    /// Which one and in which direction, such as `night` or `large_baskets`.
    pub id: String,
    /// The median of the group, in days, pieces or a share from 0 to 1.
    pub median: f64,
    /// The median of all customers.
    pub median_of_all: f64,
}

/// What a build counted beside what it learnt.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// Orders that were looked at.
    pub orders: u64,
    /// Orders in another currency.
    pub orders_left_out: u64,
}

impl CustomersLearnt {
    /// What `found` says of all customers.
    pub fn new(found: &Profiles, counted: Counted, day: Day, step_minor: i64) -> Self {
        let worth = found.worths.as_ref().ok().map(|(worths, tiers)| WorthLearnt {
            total: worths.total.into(),
            new_customer: worths.new_customer.into(),
            high_above_minor: tiers.high_above_minor,
            costed_share: match worths.costs {
                Costs::Unknown => 0.0,
                Costs::Known { share } => share,
            },
        });
        let stable = match &found.segments {
            Ok(Segmentation::Stable(stable)) => Some(stable),
            _ => None,
        };
        Self {
            day: day.0,
            step_minor,
            customers: found.customers.len() as u64,
            orders: counted.orders,
            orders_left_out: counted.orders_left_out,
            worth,
            untold: untold(found),
            segments: stable.map(segments).unwrap_or_default(),
            agreement: stable.map(|stable| stable.agreement),
        }
    }

    /// The facts of the manifest, for people: name and number.
    pub fn facts(&self) -> Vec<(String, f64)> {
        if self.customers == 0 {
            return Vec::new();
        }
        let fact = |name: &str, value: f64| (name.to_owned(), value);
        let mut facts = vec![fact("customers", self.customers as f64)];
        if self.worth.is_some() {
            facts.push(fact("with_worth", self.customers as f64));
        }
        if !self.segments.is_empty() {
            facts.push(fact("segments", self.segments.len() as f64));
        }
        for untold in &self.untold {
            facts.push((format!("{}_{}", untold.what, untold.why), untold.found));
            facts.push((format!("{}_needs", untold.what), untold.needed));
        }
        facts
    }
}

impl From<Estimate> for Uncertain {
    fn from(estimate: Estimate) -> Self {
        Self {
            minor: estimate.minor,
            low_minor: estimate.low_minor,
            high_minor: estimate.high_minor,
        }
    }
}

fn untold(found: &Profiles) -> Vec<Untold> {
    let because = |what: &str, error: Error| {
        let (why, found, needed) = match error {
            Error::TooFewCustomers { found, wanted } => ("too_few_customers", found, wanted),
            Error::TooFewRepeating { found, wanted } => ("too_few_repeating", found, wanted),
            Error::NoFit => ("no_fit", 0, 0),
        };
        Untold {
            what: what.to_owned(),
            why: why.to_owned(),
            found: found as f64,
            needed: needed as f64,
        }
    };
    let no_return = found.no_return.map(|error| because("return", error));
    let no_worth = found.worths.as_ref().err().map(|error| because("worth", *error));
    let no_segments = match &found.segments {
        Ok(Segmentation::Stable(_)) => None,
        Ok(Segmentation::Unstable { agreement }) => Some(Untold {
            what: "segments".to_owned(),
            why: "unstable".to_owned(),
            found: *agreement,
            needed: AGREEMENT_MIN,
        }),
        Err(error) => Some(because("segments", *error)),
    };
    [no_worth, no_return, no_segments].into_iter().flatten().collect()
}

fn segments(stable: &Segments) -> Vec<SegmentLearnt> {
    let mut all: Vec<SegmentLearnt> = Vec::with_capacity(stable.segments.len());
    for segment in &stable.segments {
        let id = segment_id(&segment.typical);
        let same = all.iter().filter(|other| is_numbered(&other.id, &id)).count();
        all.push(SegmentLearnt {
            id: if same == 0 {
                id
            } else {
                format!("{id}-{}", same + 1)
            },
            customers: segment.customers as u64,
            typical: segment.typical.iter().map(habit).collect(),
        });
    }
    all
}

/// Whether an id is this one, or this one with a number behind it.
fn is_numbered(id: &str, bare: &str) -> bool {
    let rest = id.strip_prefix(bare).map(|rest| rest.trim_start_matches('-'));
    rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What is typical, whichever of it is the most typical today.
fn segment_id(typical: &[Typical]) -> String {
    let mut words: Vec<&str> = typical.iter().map(habit_id).collect();
    words.sort_unstable();
    words.join("-")
}

fn habit(typical: &Typical) -> Habit {
    Habit {
        id: habit_id(typical).to_owned(),
        median: typical.median,
        median_of_all: typical.median_of_all,
    }
}

fn habit_id(typical: &Typical) -> &'static str {
    let [more, less] = match typical.feature {
        Feature::Recency => ["silent", "recent"],
        Feature::Gap => ["rare", "frequent"],
        Feature::BasketSize => ["large_baskets", "small_baskets"],
        Feature::CategoryEntropy => ["varied", "focused"],
        Feature::DiscountShare => ["bargains", "full_price"],
        Feature::NightShare => ["night", "daytime"],
        Feature::WeekendShare => ["weekend", "weekday"],
        Feature::ReturnRate => ["returns", "keeps"],
    };
    if typical.deviations > 0.0 { more } else { less }
}

#[cfg(test)]
mod tests {
    use measure::customers::segments::Segment;

    use super::*;

    #[test]
    fn a_group_is_named_by_what_is_typical_whatever_comes_first() {
        let typical = |feature, deviations| Typical {
            feature,
            deviations,
            median: 1.0,
            median_of_all: 2.0,
        };
        let segment = |typical: Vec<Typical>| Segment {
            customers: 9,
            typical,
        };
        let (night, often) = (typical(Feature::NightShare, 2.0), typical(Feature::Gap, -1.0));
        let stable = Segments {
            segments: vec![
                segment(vec![night, often]),
                segment(vec![often, night]),
                segment(vec![night]),
            ],
            of: Vec::new(),
            agreement: 0.9,
        };
        let ids: Vec<String> = segments(&stable).into_iter().map(|segment| segment.id).collect();
        assert_eq!(ids, ["frequent-night", "frequent-night-2", "night"]);
    }
}
