//! Rules that follow from frequent itemsets: who takes all of these also takes that one.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::{Item, Itemsets};

/// Which rules are wanted.
#[derive(Debug, Clone, Copy)]
pub struct RuleSettings {
    /// Share of the transactions with the antecedent that have to hold the consequent as well.
    pub confidence_min: f64,
    /// Items of antecedent and consequent together, at least; 1 asks also for rules without antecedent, which say that
    /// a share of all transactions holds the consequent.
    pub length_min: usize,
    /// Items of both together, at most.
    pub length_max: usize,
}

/// Transactions that hold all of the antecedent often hold the consequent as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What is there, in rising order.
    pub antecedent: SmallVec<[Item; 6]>,
    /// What comes with it.
    pub consequent: Item,
    /// Transactions that hold both.
    pub together: u32,
    /// Transactions that hold the antecedent.
    pub with: u32,
}

impl Rule {
    /// Share of the transactions with the antecedent that hold the consequent as well.
    pub fn confidence(&self) -> f64 {
        f64::from(self.together) / f64::from(self.with)
    }
}

/// Sets that one task looks at, at least: fewer are not worth handing to another thread.
const SETS_PER_TASK: usize = 512;

/// Every rule with one consequent that follows from `itemsets`, which have to be all frequent ones up to some length: a
/// rule needs the support of its antecedent. In the order of the sets, then of the consequents.
pub fn rules(itemsets: &Itemsets, settings: &RuleSettings) -> Vec<Rule> {
    let support: FxHashMap<&[Item], u32> = itemsets.iter().collect();
    let with = |antecedent: &[Item]| match antecedent {
        [] => Some(itemsets.transactions()),
        some => support.get(some).copied(),
    };
    let with = &with;
    (0..itemsets.len())
        .into_par_iter()
        .with_min_len(SETS_PER_TASK)
        .flat_map_iter(|index| {
            let (set, together) = itemsets.get(index);
            let fits = (settings.length_min..=settings.length_max).contains(&set.len());
            let consequents = if fits { set } else { &[] };
            consequents.iter().filter_map(move |&consequent| {
                let others = set.iter().copied().filter(|&item| item != consequent);
                let antecedent: SmallVec<[Item; 6]> = others.collect();
                let with = with(&antecedent)?;
                let rule = Rule {
                    antecedent,
                    consequent,
                    together,
                    with,
                };
                (rule.confidence() >= settings.confidence_min).then_some(rule)
            })
        })
        .collect()
}
