//! What a customer says to need, as classes of products: "I wish I could carry my laptop" is a laptop bag.
//!
//! A text is taken apart into clauses ([`clauses`]), each wanted now, later or not at all. A clause becomes classes,
//! the leaf categories of the shop, by the merchant's lexicon, by a built-in one of common needs, and by the words of
//! the catalogue. Where none is sure, nothing is said: a wrong guess costs trust. The text is read and forgotten; only
//! classes leave this module.
//!
//! **When it fails:** for what nobody put into words before – a synonym in neither lexicon nor catalogue – and in shops
//! without categories.
//!
//! **Source:** reciprocal rank fusion after G. Cormack, C. Clarke, S. Büttcher, SIGIR 2009; BM25, see `bm25.rs`.

mod bm25;
mod chance;
mod classes;
mod clauses;
mod documents;
mod lexicon;
mod words;

pub use classes::NeedIndex;
pub use clauses::{Clause, Horizon, LATER_DAYS, TEXT_BYTES_MAX, clauses};
pub use lexicon::{Lexicon, Target, is_telling, targets_of};

use crate::{Catalogue, query::ProductIndex, signals::Signals};
pub(crate) use words::stem;
use words::{plain_words, stems};

/// Products of a need that are proposed at most.
const PRODUCTS_MAX: usize = 60;
/// Products of a need whose words are looked at, those that sell best: as many as are read while a customer waits.
const PRODUCTS_READ_MAX: usize = 300;
/// How much a product's words count beside its sales, where both are at their most.
const WORDS_SHARE: f32 = 0.6;

/// What is needed now.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Need {
    /// The classes asked for, the surest first; empty where nothing was understood.
    pub leaves: Vec<u32>,
    /// Products that serve it, the best first, from 1 down.
    pub products: Vec<(ProductIndex, f32)>,
    /// Classes that are said not to be wanted.
    pub refused: Vec<u32>,
    /// Whether two classes far apart were nearly as likely meant; then both are among [`Self::leaves`].
    pub is_ambiguous: bool,
}

/// What is wanted later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Later {
    /// The class.
    pub leaf: u32,
    /// In about so many days.
    pub days: u32,
}

/// All that was understood of a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Understood {
    /// What is needed now.
    pub need: Need,
    /// What is wanted later.
    pub later: Vec<Later>,
}

/// Understands a text.
pub fn understood(
    text: &str,
    catalogue: &Catalogue,
    signals: &Signals,
    index: &NeedIndex,
    lexicon: &Lexicon,
) -> Understood {
    let mut understood = Understood::default();
    let need = &mut understood.need;
    let mut asked: Vec<String> = Vec::new();
    let mut named: Vec<ProductIndex> = Vec::new();
    for clause in clauses(text) {
        let (found, products) = index.classes(&clause.stems, lexicon);
        let is_ambiguous = classes::is_ambiguous(catalogue, &found);
        let kept = found.iter().take(if is_ambiguous { 2 } else { 1 });
        let leaves = kept.map(|class| class.leaf);
        match (clause.is_refused, clause.horizon) {
            (true, _) => need.refused.extend(leaves),
            (false, Horizon::Later { days }) => {
                let later = leaves.map(|leaf| Later { leaf, days });
                understood.later.extend(later.take(1));
            }
            (false, Horizon::Now) => {
                need.is_ambiguous |= is_ambiguous;
                need.leaves.extend(leaves);
                named.extend(products);
                asked.extend(clause.stems);
            }
        }
    }
    without_repeats(&mut need.leaves);
    need.leaves.retain(|leaf| !need.refused.contains(leaf));
    need.is_ambiguous &= need.leaves.len() > 1;
    let products = need.leaves.iter().flat_map(|&leaf| index.products(leaf)).copied();
    need.products = serving(products, &named, &asked, catalogue, signals);
    understood
}

impl Need {
    /// The need that a reminder of this class is.
    pub fn of_leaf(leaf: u32, index: &NeedIndex, catalogue: &Catalogue, signals: &Signals) -> Self {
        let of_leaf = index.products(leaf).iter().copied();
        Self {
            leaves: vec![leaf],
            products: serving(of_leaf, &[], &[], catalogue, signals),
            ..Self::default()
        }
    }

    /// Whether anything was understood.
    pub fn is_empty(&self) -> bool {
        self.products.is_empty() && self.refused.is_empty()
    }
}

/// The classes that a clause of `text` could mean, the surest first: what an evaluation looks at.
pub fn classes_of(text: &str, index: &NeedIndex, lexicon: &Lexicon) -> Vec<u32> {
    let mut all = Vec::new();
    for clause in clauses(text).iter().filter(|clause| !clause.is_refused) {
        all.extend(index.classes(&clause.stems, lexicon).0);
    }
    let mut leaves = classes::sorted(all).iter().map(|class| class.leaf).collect();
    without_repeats(&mut leaves);
    leaves
}

/// The products of a need, by what the customer said and by their sales; those that the merchant named go first.
fn serving(
    products: impl Iterator<Item = ProductIndex>,
    named: &[ProductIndex],
    asked: &[String],
    catalogue: &Catalogue,
    signals: &Signals,
) -> Vec<(ProductIndex, f32)> {
    let sold = |product: &ProductIndex| signals.sales.orders_lately(*product);
    let mut read: Vec<ProductIndex> = products.filter(|product| !named.contains(product)).collect();
    if read.len() > PRODUCTS_READ_MAX {
        let by_sales = |product: &ProductIndex| (std::cmp::Reverse(sold(product)), *product);
        read.select_nth_unstable_by_key(PRODUCTS_READ_MAX, by_sales);
        read.truncate(PRODUCTS_READ_MAX);
    }
    let rate = |product: ProductIndex| (product, said_of(catalogue, product, asked), sold(&product) as f32);
    let mut rated: Vec<(ProductIndex, f32, f32)> = read.into_iter().map(rate).collect();
    let most = |of: fn(&(ProductIndex, f32, f32)) -> f32| {
        let values = rated.iter().map(of);
        values.fold(0.0, f32::max).max(1.0)
    };
    let (words_max, sales_max) = (most(|rated| rated.1), most(|rated| rated.2));
    let value = |(_, words, sales): &(ProductIndex, f32, f32)| {
        WORDS_SHARE * words / words_max + (1.0 - WORDS_SHARE) * (sales / sales_max).sqrt()
    };
    rated.sort_by(|a, b| value(b).total_cmp(&value(a)).then(a.0.cmp(&b.0)));
    let mut ordered: Vec<ProductIndex> = named.to_vec();
    ordered.extend(rated.iter().map(|(product, _, _)| *product));
    without_repeats(&mut ordered);
    ordered.truncate(PRODUCTS_MAX);
    let count = ordered.len().max(1) as f32;
    let strength = |place: usize| 1.0 - place as f32 / count;
    ordered
        .into_iter()
        .enumerate()
        .map(|(place, product)| (product, strength(place)))
        .collect()
}

/// How many of the words are a product's own.
fn said_of(catalogue: &Catalogue, product: ProductIndex, asked: &[String]) -> f32 {
    if asked.is_empty() {
        return 0.0;
    }
    let titles: Vec<&str> = catalogue.titles(product).map(|(_, title)| title).collect();
    let own = stems(&plain_words(&format!(
        "{} {}",
        titles.join(" "),
        catalogue.tags(product)
    )));
    asked.iter().filter(|word| own.contains(word)).count() as f32
}

fn without_repeats<T: PartialEq + Copy>(list: &mut Vec<T>) {
    let mut seen: Vec<T> = Vec::new();
    list.retain(|item| {
        let is_new = !seen.contains(item);
        if is_new {
            seen.push(*item);
        }
        is_new
    });
}
