//! The classes of products that a clause asks for: what a merchant said, what people commonly mean, and the words of
//! the catalogue itself, fused.
//!
//! A class is a leaf category. Its words are those of its path and of the titles, tags, descriptions and reviews of its
//! products; how much a clause is covered by them is told as BM25 would, against the most it could be, so that a clause
//! of which the catalogue knows one word in five is known to be uncertain.

use rustc_hash::FxHashMap;

use super::{
    lexicon::{CONCEPTS, Lexicon, Target, met},
    words::{plain_words, stems},
};
use crate::{Catalogue, query::ProductIndex};

/// Products of a class whose words are read.
const PRODUCTS_READ_MAX: usize = 200;
/// Bytes read of a product's descriptions and of its reviews.
const TEXT_READ_BYTES: usize = 600;
/// Reviews read of a product.
const REVIEWS_READ_MAX: u32 = 5;
/// Classes found at most.
const CLASSES_MAX: usize = 3;
/// What fusing ranks adds to each, as in the paper on reciprocal rank fusion.
const RANK_OFFSET: f32 = 60.0;
/// A word in this share of a class's products counts as much as one in its name.
const SHARE_FULL: f32 = 0.5;
/// Clauses covered less than this are not understood, where no lexicon knows them. Fixed, and measured on the 128
/// everyday sentences of `tests/it/needs/unrelated.txt`: at 0.25 two of them pass ("pay by bank transfer" is taken for
/// a transfer), from 0.4 on none, and the phrases found stay the same up to 0.7. The middle leaves room for catalogues
/// that say more.
const COVERED_MIN: f32 = 0.55;
/// A second class this near to the first, elsewhere in the tree, makes it doubtful which was meant.
const NEAR: f32 = 0.9;

/// The words of the classes of one catalogue.
#[derive(Default)]
pub struct NeedIndex {
    /// For each word the classes that use it, with how much it says of each, from 0 to 1.
    postings: FxHashMap<String, Vec<(u32, f32)>>,
    /// The words of each class's path.
    names: Vec<Vec<String>>,
    /// The classes that serve each common need.
    of_concept: Vec<Vec<u32>>,
    products: Vec<Vec<ProductIndex>>,
}

/// A class found, with how sure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    pub leaf: u32,
    /// Higher is surer: a merchant's phrase before a common one before words alone.
    pub strength: f32,
}

impl NeedIndex {
    /// Reads the words of a catalogue's classes.
    pub fn new(catalogue: &Catalogue) -> Self {
        let mut products: Vec<Vec<ProductIndex>> = vec![Vec::new(); catalogue.leaf_count()];
        for product in 0..catalogue.len() as ProductIndex {
            if let Some(leaf) = catalogue.leaf(product) {
                products[leaf as usize].push(product);
            }
        }
        let name = |leaf: u32| stems(&plain_words(catalogue.leaf_path(leaf)));
        let names: Vec<Vec<String>> = (0..products.len() as u32).map(name).collect();
        let mut postings: FxHashMap<String, Vec<(u32, f32)>> = FxHashMap::default();
        for (leaf, (own, products)) in (0..).zip(names.iter().zip(&products)) {
            for (word, weight) in words_of(catalogue, own, products) {
                postings.entry(word).or_default().push((leaf, weight));
            }
        }
        let mut index = Self {
            postings,
            names,
            of_concept: Vec::new(),
            products,
        };
        index.of_concept = CONCEPTS
            .iter()
            .map(|concept| index.serving(&concept.names))
            .collect();
        index
    }

    /// The products of a class.
    pub(super) fn products(&self, leaf: u32) -> &[ProductIndex] {
        self.products.get(leaf as usize).map_or(&[], Vec::as_slice)
    }

    /// The classes that are called by one of these names; where none is, those whose products are.
    fn serving(&self, names: &[Vec<String>]) -> Vec<u32> {
        let leaves = 0..self.names.len() as u32;
        let called = |leaf: &u32| met(names, &self.names[*leaf as usize]) > 0;
        let by_name: Vec<u32> = leaves.clone().filter(called).collect();
        if !by_name.is_empty() {
            return by_name;
        }
        let weight = |word: &String, leaf: u32| {
            let postings = self.postings.get(word)?;
            let at = postings.binary_search_by_key(&leaf, |(leaf, _)| *leaf).ok()?;
            Some(postings[at].1)
        };
        let sells = |leaf: &u32| {
            names.iter().any(|name| {
                name.iter()
                    .all(|word| weight(word, *leaf).is_some_and(|weight| weight >= 1.0))
            })
        };
        leaves.filter(sells).collect()
    }

    /// How much of a clause each class covers, from 0 to 1, the most first.
    fn covered(&self, stems: &[String]) -> Vec<Found> {
        let classes = self.names.len() as f32;
        let unknown = (1.0 + classes).ln();
        let mut whole = 0.0;
        let mut covered: FxHashMap<u32, f32> = FxHashMap::default();
        for word in stems {
            let postings = self.postings.get(word).map_or(&[][..], Vec::as_slice);
            let telling = match postings.len() {
                0 => unknown,
                using => (1.0 + (classes - using as f32 + 0.5) / (using as f32 + 0.5)).ln(),
            };
            whole += telling;
            for &(leaf, weight) in postings {
                *covered.entry(leaf).or_default() += telling * weight;
            }
        }
        let mut found: Vec<Found> = covered
            .into_iter()
            .map(|(leaf, sum)| Found {
                leaf,
                strength: if whole > 0.0 { sum / whole } else { 0.0 },
            })
            .collect();
        sort(&mut found);
        found
    }

    /// The classes that people commonly mean by a clause, the most words first.
    fn meant(&self, stems: &[String]) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for (concept, leaves) in CONCEPTS.iter().zip(&self.of_concept) {
            let words = met(&concept.says, stems);
            if words == 0 {
                continue;
            }
            for &leaf in leaves {
                found.push(Found {
                    leaf,
                    strength: words as f32,
                });
            }
        }
        sort(&mut found);
        let mut seen = Vec::new();
        found.retain(|class| {
            !seen.contains(&class.leaf) && {
                seen.push(class.leaf);
                true
            }
        });
        found
    }

    /// The classes that a clause asks for, the surest first, and the products that the merchant named for it. Nothing
    /// where it is not sure.
    pub(super) fn classes(&self, stems: &[String], lexicon: &Lexicon) -> (Vec<Found>, Vec<ProductIndex>) {
        let targets = lexicon.targets(stems);
        let of_merchant: Vec<Found> = targets
            .iter()
            .filter_map(|target| match target {
                Target::Leaf(leaf) => Some(Found {
                    leaf: *leaf,
                    strength: 1.0,
                }),
                Target::Product(_) => None,
            })
            .collect();
        let products = targets.iter().filter_map(|target| match target {
            Target::Product(product) => Some(*product),
            Target::Leaf(_) => None,
        });
        let (meant, covered) = (self.meant(stems), self.covered(stems));
        let mut found = fused(&[&of_merchant, &meant, &covered]);
        let strength_in = |list: &[Found], leaf: u32| {
            let found = list.iter().find(|class| class.leaf == leaf);
            found.map_or(0.0, |class| class.strength)
        };
        found.retain_mut(|class| {
            let by_words = strength_in(&covered, class.leaf);
            let merchants = strength_in(&of_merchant, class.leaf) * 100.0;
            class.strength = merchants + strength_in(&meant, class.leaf) + by_words;
            merchants > 0.0 || class.strength >= 1.0 || by_words >= COVERED_MIN
        });
        found.truncate(CLASSES_MAX);
        (found, products.collect())
    }
}

/// Whether it is doubtful which of the two best classes was meant: nearly equal, and of different parts of the shop.
pub(super) fn is_ambiguous(catalogue: &Catalogue, found: &[Found]) -> bool {
    let [first, second, ..] = found else { return false };
    let part = |leaf: u32| catalogue.leaf_path(leaf).split(" > ").next().map(str::to_owned);
    second.strength >= NEAR * first.strength && part(first.leaf) != part(second.leaf)
}

/// Ranks fused: what several lists name early comes first.
fn fused(lists: &[&[Found]]) -> Vec<Found> {
    let mut sums: FxHashMap<u32, f32> = FxHashMap::default();
    for list in lists {
        for (rank, class) in (1_u16..).zip(list.iter()) {
            *sums.entry(class.leaf).or_default() += 1.0 / (RANK_OFFSET + f32::from(rank));
        }
    }
    let mut found: Vec<Found> = sums
        .into_iter()
        .map(|(leaf, strength)| Found { leaf, strength })
        .collect();
    sort(&mut found);
    found
}

fn sort(found: &mut [Found]) {
    found.sort_unstable_by(|a, b| b.strength.total_cmp(&a.strength).then(a.leaf.cmp(&b.leaf)));
}

/// The words of a class with how much each says of it: 1 for its name, and for others the share of its products that
/// use them.
fn words_of(catalogue: &Catalogue, name: &[String], products: &[ProductIndex]) -> Vec<(String, f32)> {
    let read = &products[..products.len().min(PRODUCTS_READ_MAX)];
    let mut using: FxHashMap<String, u32> = FxHashMap::default();
    for &product in read {
        for word in stems(&plain_words(&text_of(catalogue, product))) {
            *using.entry(word).or_default() += 1;
        }
    }
    let share = |count: u32| count as f32 / read.len().max(1) as f32;
    let mut words: Vec<(String, f32)> = using
        .into_iter()
        .filter(|(word, _)| !name.contains(word))
        .map(|(word, count)| (word, (share(count) / SHARE_FULL).sqrt().min(1.0)))
        .collect();
    words.extend(name.iter().map(|word| (word.clone(), 1.0)));
    words
}

fn text_of(catalogue: &Catalogue, product: ProductIndex) -> String {
    let mut text = String::new();
    for (_, title) in catalogue.titles(product) {
        text.push_str(title);
        text.push(' ');
    }
    text.push_str(catalogue.tags(product));
    text.push(' ');
    let descriptions = catalogue.descriptions(product);
    text.push_str(&descriptions[..descriptions.floor_char_boundary(TEXT_READ_BYTES)]);
    let reviews = catalogue.reviews();
    let of_product = reviews.of(product);
    for review in of_product
        .take(REVIEWS_READ_MAX as usize)
        .filter_map(|at| reviews.get(at))
    {
        text.push(' ');
        text.push_str(&review.text[..review.text.floor_char_boundary(TEXT_READ_BYTES)]);
    }
    text
}
