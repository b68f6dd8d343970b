//! Which rules hold: from frequent sets of two and three products to the productive rules, best first.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};

use super::fisher::{Fisher, above_chance};
use crate::{
    Catalogue, History,
    counting::{
        itemsets::{Itemsets, Prepared, Settings, Target},
        significance,
    },
    query::ProductIndex,
};

/// Rarer products have no rules; the sets of so many can be counted in bounded memory.
const PRODUCTS_MAX: usize = 50_000;
/// More frequent sets than this raise the support instead. It bounds the work: a year of a gift shop's large orders has
/// millions of triples in five orders, and a rule of so few adds nothing to the pairs.
const SETS_MAX: usize = 500_000;
/// Rules kept in all: 12 bytes each, and 16 for an antecedent.
const RULES_MAX: usize = 2_000_000;
/// Standard errors that the confidence is taken to be lower than seen.
const CONFIDENCE_Z: f64 = 1.96;
/// `-ln(5 %)`: however many rules are believed, none is that chance brings about more often than the false discoveries
/// accepted.
const SURPRISE_MIN_NATS: f64 = 2.99;

/// One rule; an antecedent of one product names it twice.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    pub antecedent: [ProductIndex; 2],
    pub consequent: ProductIndex,
    /// Orders that hold all of them.
    pub together: u32,
    /// Orders that hold the antecedent.
    pub with: u32,
    /// At least so much larger is the share of orders that hold all than if the consequent were independent.
    pub leverage: f32,
    surprise: u16,
}

/// How often single products and pairs are in an order.
struct Supports {
    orders: u32,
    fisher: Fisher,
    single: Vec<u32>,
    pair: FxHashMap<[ProductIndex; 2], u32>,
}

impl Supports {
    fn new(pairs: &Itemsets, products: usize) -> Self {
        let mut supports = Self {
            orders: pairs.transactions(),
            fisher: Fisher::new(pairs.transactions()),
            single: vec![0; products],
            pair: FxHashMap::with_capacity_and_hasher(pairs.len(), Default::default()),
        };
        for (set, support) in pairs.iter() {
            match *set {
                [product] => supports.single[product as usize] = support,
                [first, second] => {
                    supports.pair.insert([first, second], support);
                }
                _ => {}
            }
        }
        supports
    }

    /// Orders that hold both; those that hold the one where both are the same.
    fn of(&self, [first, second]: [ProductIndex; 2]) -> u32 {
        if first == second {
            return self.single[first as usize];
        }
        let pair = [first.min(second), first.max(second)];
        self.pair.get(&pair).copied().unwrap_or_default()
    }
}

/// The rules of a history, by antecedent and then best first.
pub fn rules(history: &History, catalogue: &Catalogue, support_min: u32, per_antecedent: usize) -> Vec<Rule> {
    let settings = Settings {
        items_max: PRODUCTS_MAX,
        sets_max: SETS_MAX,
        ..Settings::new(Target::Frequent, support_min)
    };
    let baskets = || history.iter().map(|basket| basket.products);
    let prepared = Prepared::new(&settings, catalogue.len(), baskets);
    let [pairs, triples] = [2, 3].map(|length_max| {
        sets(
            &prepared,
            Settings {
                length_max,
                ..settings
            },
        )
    });
    drop(prepared);
    let supports = Supports::new(&pairs, catalogue.len());
    let mut kept = productive(&pairs, 2, &supports, catalogue);
    kept.extend(productive(&triples, 3, &supports, catalogue));
    let best_first = |a: &Rule, b: &Rule| {
        let by_leverage = b.leverage.total_cmp(&a.leverage);
        by_leverage.then((a.antecedent, a.consequent).cmp(&(b.antecedent, b.consequent)))
    };
    let by_antecedent = |a: &Rule, b: &Rule| a.antecedent.cmp(&b.antecedent).then_with(|| best_first(a, b));
    kept.par_sort_unstable_by(by_antecedent);
    let mut best: Vec<Rule> = kept
        .chunk_by(|a, b| a.antecedent == b.antecedent)
        .flat_map(|rules| &rules[..rules.len().min(per_antecedent)])
        .copied()
        .collect();
    if best.len() > RULES_MAX {
        best.select_nth_unstable_by(RULES_MAX - 1, best_first);
        best.truncate(RULES_MAX);
        best.par_sort_unstable_by(by_antecedent);
    }
    best
}

/// The frequent sets at the lowest support that gives no more than [`SETS_MAX`]: the one set, or that doubled again and
/// again.
fn sets(prepared: &Prepared, mut settings: Settings) -> Itemsets {
    loop {
        match prepared.mine(&settings) {
            Ok(sets) => return sets,
            Err(_) => settings.support_min = settings.support_min.max(1).saturating_mul(2),
        }
    }
}

/// The rules from sets of one length that say more than any shorter rule does, more than chance explains.
fn productive(sets: &Itemsets, length: usize, supports: &Supports, catalogue: &Catalogue) -> Vec<Rule> {
    let of_length: Vec<usize> = (0..sets.len())
        .filter(|&index| sets.get(index).0.len() == length)
        .collect();
    let rules_of = |&index: &usize| {
        let (set, together) = sets.get(index);
        set.iter().filter_map(move |&consequent| {
            let mut others = set.iter().copied().filter(|&product| product != consequent);
            let first = others.next()?;
            let antecedent = [first, others.next().unwrap_or(first)];
            if antecedent
                .iter()
                .any(|&product| catalogue.same_need(consequent, product))
            {
                return None;
            }
            test(antecedent, consequent, together, supports)
        })
    };
    let mut rules: Vec<Rule> = of_length.par_iter().flat_map_iter(rules_of).collect();
    // Rules that were tested but not kept only make the threshold stricter.
    let mut histogram = vec![0_u64; usize::from(u16::MAX) + 1];
    for rule in &rules {
        histogram[usize::from(rule.surprise)] += 1;
    }
    let believed = significance::threshold(&histogram, (of_length.len() * length) as u64);
    rules.retain(|rule| rule.surprise >= believed);
    rules
}

/// The rule with its surprise beside every shorter rule with the same consequent, the least of them; none where a
/// shorter one says as much, or where it could not be believed or served.
fn test(
    antecedent: [ProductIndex; 2],
    consequent: ProductIndex,
    together: u32,
    supports: &Supports,
) -> Option<Rule> {
    let [first, second] = antecedent;
    let with = supports.of(antecedent);
    let with_consequent = supports.of([consequent, consequent]);
    // Beside each shorter rule: orders with its antecedent, and those of them with the consequent.
    let mut shorter: SmallVec<[(u32, u32); 3]> = smallvec![(supports.orders, with_consequent)];
    if first != second {
        shorter.extend(antecedent.map(|one| (supports.of([one, one]), supports.of([one, consequent]))));
    }
    let leverage = leverage_low(together, with, with_consequent, supports.orders);
    let productive = |&(total, marked): &(u32, u32)| above_chance(together, with, marked, total);
    if leverage <= 0.0 || !shorter.iter().all(productive) {
        return None;
    }
    let surprises = shorter
        .iter()
        .map(|&(total, marked)| supports.fisher.surprise_nats(together, with, marked, total));
    let surprise = surprises.fold(f64::INFINITY, f64::min);
    (surprise >= SURPRISE_MIN_NATS).then(|| Rule {
        antecedent,
        consequent,
        together,
        with,
        leverage,
        surprise: significance::quantised(surprise),
    })
}

/// A lower bound of the leverage: the antecedent's share of orders times what Wilson's lower bound of the confidence
/// exceeds the consequent's share by.
fn leverage_low(together: u32, with: u32, with_consequent: u32, orders: u32) -> f32 {
    let [both, n, consequent, all] = [together, with, with_consequent, orders].map(f64::from);
    let (share, z2) = (both / n, CONFIDENCE_Z * CONFIDENCE_Z);
    let spread = CONFIDENCE_Z * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    let confidence_low = (share + z2 / (2.0 * n) - spread) / (1.0 + z2 / n);
    (n / all * (confidence_low - consequent / all)) as f32
}
