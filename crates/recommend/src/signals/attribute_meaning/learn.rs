//! Learning which way each attribute of a leaf is better from the leaf's prices.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::Meaning;
use crate::{Catalogue, Value, query::ProductIndex};

/// Models that a leaf needs before its prices tell anything.
const MODELS_MIN: usize = 3;
/// The rank correlation that decides: at least this, and at least `DECIDING / √(models − 1)`, so that few models have
/// to agree more.
const CORRELATION_MIN: f64 = 0.3;
const DECIDING: f64 = 1.25;
/// Words in names of attributes that must be the same: a better one that does not fit is of no use.
const NEEDED: &str = "size sizes voltage volt platform system socket connector fit gender \
    mărime marime tensiune platformă platforma مقاس المقاس الجهد جهد المنصة سایز ولتاژ پلتفرم اندازه";

/// What attributes mean, by leaf and name.
pub(super) fn learn(catalogue: &Catalogue) -> BTreeMap<(u32, u32), Meaning> {
    let asked_for: FxHashSet<u32> = (0..catalogue.len() as ProductIndex)
        .flat_map(|accessory| catalogue.declared_fits(accessory))
        .filter_map(|target| target.attribute())
        .collect();
    let needed_by_name: FxHashSet<u32> = (0..catalogue.attributes().name_count() as u32)
        .filter(|&name| is_needed(catalogue.attributes().name(name)))
        .collect();
    let mut by_leaf: BTreeMap<u32, Vec<ProductIndex>> = BTreeMap::new();
    for product in 0..catalogue.len() as ProductIndex {
        if let Some(leaf) = catalogue.leaf(product) {
            by_leaf.entry(leaf).or_default().push(product);
        }
    }
    let mut meaning = BTreeMap::new();
    for (leaf, products) in by_leaf {
        let of_leaf = Leaf::read(catalogue, &products);
        for name in of_leaf.texts(&asked_for, &needed_by_name, products.len()) {
            meaning.insert((leaf, name), Meaning::Same);
        }
        for (&name, points) in of_leaf
            .numbers
            .iter()
            .filter(|(_, points)| points.len() >= MODELS_MIN)
        {
            let undecided = if needed_by_name.contains(&name) {
                Meaning::Same
            } else {
                Meaning::Alike
            };
            meaning.insert((leaf, name), direction(points).unwrap_or(undecided));
        }
        for &name in &of_leaf.flags {
            let points = of_leaf.flag_points(catalogue, name);
            let decided = direction(&points).filter(|_| points.len() >= MODELS_MIN);
            meaning.extend(decided.map(|decided| ((leaf, name), decided)));
        }
    }
    meaning
}

fn is_needed(name: &str) -> bool {
    let name = name.to_lowercase();
    let mut words = name.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| NEEDED.split_whitespace().any(|needed| needed == word))
}

/// A leaf's models, each once however many variants it has, and what their attributes are.
struct Leaf {
    models: Vec<(ProductIndex, f64)>,
    /// Value and price by attribute.
    numbers: BTreeMap<u32, Vec<(f64, f64)>>,
    flags: BTreeSet<u32>,
    /// How many products carry each text.
    carried: BTreeMap<u32, usize>,
}

impl Leaf {
    fn read(catalogue: &Catalogue, products: &[ProductIndex]) -> Self {
        let mut leaf = Self {
            models: Vec::new(),
            numbers: BTreeMap::new(),
            flags: BTreeSet::new(),
            carried: BTreeMap::new(),
        };
        let (mut groups, mut currency) = (FxHashSet::default(), None);
        for &product in products {
            let price = catalogue.price(product).filter(|price| price.minor > 0);
            let first_variant = catalogue.group(product).is_none_or(|group| groups.insert(group));
            let counted = price
                .filter(|price| first_variant && price.currency == *currency.get_or_insert(price.currency));
            leaf.models
                .extend(counted.map(|price| (product, price.minor as f64)));
            for (name, value) in catalogue.attributes().of(product) {
                match (value, counted) {
                    (Value::Number(number), Some(price)) => {
                        let points = leaf.numbers.entry(name).or_default();
                        points.push((f64::from(number), price.minor as f64));
                    }
                    (Value::Flag(true), Some(_)) => drop(leaf.flags.insert(name)),
                    (Value::Text(_), _) => *leaf.carried.entry(name).or_default() += 1,
                    _ => {}
                }
            }
        }
        leaf
    }

    /// Texts that must be the same: those named so, and those that accessories ask for and every product has.
    fn texts(
        &self,
        asked_for: &FxHashSet<u32>,
        needed_by_name: &FxHashSet<u32>,
        products: usize,
    ) -> impl Iterator<Item = u32> {
        let needed = self.carried.iter().filter(move |(name, carried)| {
            needed_by_name.contains(*name) || (asked_for.contains(*name) && **carried == products)
        });
        needed.map(|(name, _)| *name)
    }

    /// Where it is not said that a model has something, it has not.
    fn flag_points(&self, catalogue: &Catalogue, name: u32) -> Vec<(f64, f64)> {
        let has = |product| catalogue.attributes().value(product, name) == Some(Value::Flag(true));
        let points = self
            .models
            .iter()
            .map(|&(product, price)| (f64::from(has(product)), price));
        points.collect()
    }
}

/// Which way is better, where prices tell.
fn direction(points: &[(f64, f64)]) -> Option<Meaning> {
    let correlation = rank_correlation(points)?;
    let needed = CORRELATION_MIN.max(DECIDING / ((points.len() - 1) as f64).sqrt());
    match correlation {
        up if up >= needed => Some(Meaning::More),
        down if down <= -needed => Some(Meaning::Less),
        _ => None,
    }
}

/// Spearman's: how well the ranks of values and prices agree, −1 to 1; none where all are the same.
fn rank_correlation(points: &[(f64, f64)]) -> Option<f64> {
    let values = ranks(points.iter().map(|(value, _)| *value).collect());
    let prices = ranks(points.iter().map(|(_, price)| *price).collect());
    let middle = (points.len() as f64 - 1.0) / 2.0;
    let product =
        |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(a, b)| (a - middle) * (b - middle)).sum() };
    let spread = product(&values, &values) * product(&prices, &prices);
    (spread > 0.0).then(|| product(&values, &prices) / spread.sqrt())
}

/// The rank of each number, equal ones sharing the middle of theirs.
fn ranks(numbers: Vec<f64>) -> Vec<f64> {
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    order.sort_unstable_by(|&a, &b| numbers[a].total_cmp(&numbers[b]));
    let (mut ranks, mut below) = (vec![0.0; numbers.len()], 0);
    for same in order.chunk_by(|&a, &b| numbers[a].total_cmp(&numbers[b]).is_eq()) {
        for &at in same {
            ranks[at] = below as f64 + (same.len() - 1) as f64 / 2.0;
        }
        below += same.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_agree_as_in_tables() {
        // scipy.stats.spearmanr
        let points = [
            (106.0, 7.0),
            (100.0, 27.0),
            (86.0, 2.0),
            (101.0, 50.0),
            (99.0, 28.0),
            (103.0, 29.0),
        ];
        assert!((rank_correlation(&points).unwrap() - 0.314_286).abs() < 1e-5);
        let tied = [(1.0, 10.0), (1.0, 20.0), (2.0, 30.0), (3.0, 30.0)];
        assert!((rank_correlation(&tied).unwrap() - 0.888_889).abs() < 1e-5);
        assert_eq!(rank_correlation(&[(1.0, 1.0), (1.0, 2.0)]), None);
    }

    #[test]
    fn few_models_have_to_agree_more() {
        let rising = |count: usize| (0..count).map(|n| (n as f64, n as f64 * 2.0)).collect::<Vec<_>>();
        assert_eq!(direction(&rising(3)), Some(Meaning::More));
        assert_eq!(direction(&rising(2)), None);
        let mixed = [(3.0, 1.0), (1.0, 2.0), (2.0, 3.0), (4.0, 4.0)];
        assert_eq!(direction(&mixed), None);
    }
}
