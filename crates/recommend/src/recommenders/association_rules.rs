//! **What a shopkeeper sees:** "who takes these two also takes" – for two products of the cart together, or for one,
//! what the same orders hold.
//!
//! **Method:** rules from one or two products to a third, from every set of two or three products that at least
//! max(5, N/100,000) of the N orders hold. A rule stays if it is productive: its confidence is above that of every
//! shorter rule with the same consequent, and Fisher's exact test against each of them leaves no more than 5 % false
//! discoveries among the rules of its length (Benjamini and Hochberg). Rules rank by a lower bound of their leverage,
//! the share of orders that hold all of it beyond independence; each antecedent keeps its 20 best. A consequent that
//! serves the same need as a product of the antecedent is left out.
//!
//! **When it fails:** rare products have no rules. Large orders put everything together, and the test does not correct
//! for them. As a recommender rules add little to pairs; they explain, and they tell sets worth selling together.
//!
//! **Source:** R. Agrawal and R. Srikant, "Fast algorithms for mining association rules", VLDB 1994; G. Webb,
//! "Discovering significant patterns", Machine Learning 2007.

pub(super) mod fisher;
mod learn;
mod table;

use smallvec::SmallVec;

use crate::{
    BuildContext, Candidates, Catalogue, Evidence, History, Parameter, Partition, Query, Recommender,
    SectionError, Sections, Unit, query::ProductIndex,
};

use table::Table;

/// The recommender.
pub struct AssociationRules;

const PARAMETERS: &[Parameter] = &[
    Parameter {
        name: "support_min",
        default: 0.0,
        help: "Orders that have to hold all products of a rule; 0: 5, or 1 in 100,000 where that is more.",
    },
    Parameter {
        name: "rules_per_antecedent",
        default: 20.0,
        help: "Rules kept for the same product or pair of products.",
    },
];
const SUPPORT_MIN: usize = 5;
const SUPPORT_ORDERS: usize = 100_000;
/// Products of a cart whose pairs are looked up, the first ones; 30 have 435 pairs.
const SEEDS_MAX: usize = 30;
/// Rules looked at for one cart; where more antecedents have rules, only the best of each are.
const RULES_LOOKED_AT: usize = 1_000;

impl Recommender for AssociationRules {
    const ID: &'static str = "association_rules";
    const SEES: &'static str =
        "Who takes these two also takes: what orders with one or two of the cart's products hold.";
    const UNIT: Unit = Unit::Order;
    const PARAMETERS: &'static [Parameter] = PARAMETERS;

    type Counts = History;
    type Model = Table;

    fn count(partition: &Partition) -> History {
        History::count(partition)
    }

    fn merge(into: &mut History, other: History) {
        into.merge(other);
    }

    fn finish(counts: History, context: &BuildContext<'_>) -> Table {
        let value = |name| context.params.value(Self::ID, PARAMETERS, name);
        let support_min = match value("support_min") {
            wanted if wanted >= 1.0 => wanted as u32,
            _ => counts.order_count().div_ceil(SUPPORT_ORDERS).max(SUPPORT_MIN) as u32,
        };
        let per_antecedent = value("rules_per_antecedent").max(1.0) as usize;
        Table::new(&learn::rules(
            &counts,
            context.catalogue,
            support_min,
            per_antecedent,
        ))
    }

    fn propose(table: &Table, query: &Query<'_>, candidates: &mut Candidates) {
        let mut held: SmallVec<[ProductIndex; 64]> = query.seeds().collect();
        let mut seeds: SmallVec<[ProductIndex; SEEDS_MAX]> = held.iter().copied().take(SEEDS_MAX).collect();
        held.sort_unstable();
        seeds.sort_unstable();
        seeds.dedup();
        let mut hits: SmallVec<[([ProductIndex; 2], u32); 64]> = SmallVec::new();
        for (place, &first) in seeds.iter().enumerate() {
            // From `place` on: a product with itself stands for the product alone.
            let antecedents = seeds[place..].iter().map(|&second| [first, second]);
            hits.extend(antecedents.filter_map(|with| table.find(with).map(|number| (with, number))));
        }
        let each = (RULES_LOOKED_AT / hits.len().max(1)).max(1);
        for (with, number) in hits {
            let orders_with = table.with(number);
            for rule in table.rules(number).take(each) {
                if held.binary_search(&rule.consequent).is_err() {
                    let evidence = Evidence::Rule {
                        with,
                        orders_together: rule.together,
                        orders_with,
                    };
                    candidates.propose(rule.consequent, rule.leverage, evidence);
                }
            }
        }
    }

    fn write(table: &Table, sections: &mut Sections) {
        table.write(sections);
    }

    fn read(sections: &Sections, _catalogue: &Catalogue) -> Result<Table, SectionError> {
        Table::read(sections)
    }

    fn facts(table: &Table) -> Vec<(&'static str, f64)> {
        let [single, double] = table.counts();
        vec![("rules_of_one", single as f64), ("rules_of_two", double as f64)]
    }
}
