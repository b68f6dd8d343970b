//! What each class of a catalogue is about, as words said of it.
//!
//! A class is a leaf category. Its document holds the words of its path, those by which people call such a class or
//! say that they need it, where the built-in lexicon knows, and those of its products: their titles, tags, attributes,
//! descriptions and reviews. A sentence of a review that tells what a product was bought for says more than others.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    bm25::Terms,
    lexicon::{CONCEPTS, met},
    words::{plain_words, stems, stems_of},
};
use crate::{Catalogue, Value, query::ProductIndex};

/// Products of a class whose words are read.
const PRODUCTS_READ_MAX: usize = 200;
/// Bytes read of a product's descriptions and of each review.
const TEXT_READ_BYTES: usize = 600;
/// Reviews read of a product.
const REVIEWS_READ_MAX: usize = 5;
/// How often a word of a class's own name counts as said.
const NAME: f32 = 4.0;
/// The same of the names of the categories above it.
const NAME_ABOVE: f32 = 1.0;
/// The same of a word by which people call such a class, or say that they need it.
const SAID: f32 = 2.0;
/// The same of a word that all products of the class use.
const USED_BY_ALL: f32 = 4.0;
/// How many times as much a word counts in a sentence that tells what a product was bought for.
const BOUGHT_FOR: f32 = 4.0;
/// Words by which such a sentence is known, without their endings where these vary.
static BUYING: LazyLock<Vec<String>> = LazyLock::new(|| plain_words(BUYING_WORDS));
/// The same, in four languages.
const BUYING_WORDS: &str =
    "bought ordered got cumparat cumparata luat comandat اشتريته اشتريتها اشتريت جبته خریدم گرفتم";
/// Words kept of a document, the most said of them.
const WORDS_MAX: usize = 400;
/// Words of a document whose runs of letters are kept.
const SPELT_MAX: usize = 150;

/// What is known of a class before anybody asks.
pub(super) struct ClassWords {
    /// The words of its own name.
    own: Vec<String>,
    /// The words of its path.
    path: Vec<String>,
    /// The words in the titles of at least half of its products.
    titled: FxHashSet<String>,
    /// The words of its products, by the share of them that use each.
    used: FxHashMap<String, f32>,
}

impl ClassWords {
    /// Reads the words of a class.
    pub fn read(catalogue: &Catalogue, leaf: u32, products: &[ProductIndex]) -> Self {
        let path = catalogue.leaf_path(leaf);
        let read = &products[..products.len().min(PRODUCTS_READ_MAX)];
        let mut used: FxHashMap<String, f32> = FxHashMap::default();
        let mut titled: FxHashMap<String, usize> = FxHashMap::default();
        for &product in read {
            for word in stems_of(&titles_of(catalogue, product)) {
                *titled.entry(word.clone()).or_default() += 1;
            }
            for word in stems_of(&text_of(catalogue, product)) {
                *used.entry(word).or_default() += 1.0;
            }
            for word in bought_for(catalogue, product) {
                *used.entry(word).or_default() += BOUGHT_FOR;
            }
        }
        for count in used.values_mut() {
            *count /= read.len() as f32;
        }
        let common = titled.into_iter().filter(|(_, count)| count * 2 >= read.len());
        Self {
            own: stems_of(path.rsplit(" > ").next().unwrap_or_default()),
            path: stems_of(path),
            titled: common.map(|(word, _)| word).collect(),
            used,
        }
    }

    /// The words of its own name.
    pub fn name(&self) -> &[String] {
        &self.own
    }

    /// Its document, with the words of the common needs that it serves; the most said word first.
    pub fn document(self, concepts: impl Iterator<Item = usize>) -> Terms {
        let mut said: FxHashMap<String, f32> = self.used;
        for count in said.values_mut() {
            *count *= USED_BY_ALL;
        }
        let mut say = |words: &[String], weight: f32| {
            for word in words {
                *said.entry(word.clone()).or_default() += weight;
            }
        };
        say(&self.path, NAME_ABOVE);
        say(&self.own, NAME - NAME_ABOVE);
        for concept in concepts {
            for phrase in &CONCEPTS[concept].says {
                // A word of many says little without the others: one changes a password as well as a baby.
                say(phrase, SAID / (phrase.len() * phrase.len()) as f32);
            }
        }
        let mut terms: Terms = said.into_iter().collect();
        terms.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        terms.truncate(WORDS_MAX);
        terms
    }
}

/// The classes that serve each common need.
pub(super) fn serving(classes: &[ClassWords]) -> Vec<Vec<u32>> {
    CONCEPTS
        .iter()
        .map(|concept| called(&concept.names, classes))
        .collect()
}

/// The classes called by one of these names; where none is, those in whose path one stands; where none is either,
/// those whose products are.
fn called(names: &[Vec<String>], classes: &[ClassWords]) -> Vec<u32> {
    let titled = |class: &ClassWords| {
        let mut names = names.iter();
        names.any(|name| name.iter().all(|word| class.titled.contains(word)))
    };
    let tests: [&dyn Fn(&ClassWords) -> bool; 3] = [
        &|class| met(names, &class.own) > 0,
        &|class| met(names, &class.path) > 0,
        &titled,
    ];
    let found = tests.iter().map(|test| {
        let leaves = (0..).zip(classes).filter(|(_, class)| test(class));
        leaves.map(|(leaf, _)| leaf).collect::<Vec<u32>>()
    });
    found
        .into_iter()
        .find(|leaves| !leaves.is_empty())
        .unwrap_or_default()
}

/// The runs of letters of a document's words, by which words that are misspelt or bent are known.
pub(super) fn spelt(document: &Terms) -> Terms {
    let mut said: FxHashMap<String, f32> = FxHashMap::default();
    for (word, weight) in document.iter().take(SPELT_MAX) {
        for run in runs(word) {
            *said.entry(run).or_default() += weight;
        }
    }
    said.into_iter().collect()
}

/// The runs of three and of four letters of a word; where it begins counts as a letter.
pub(super) fn runs(word: &str) -> impl Iterator<Item = String> {
    let letters: Vec<char> = std::iter::once(' ').chain(word.chars()).collect();
    [3, 4].into_iter().flat_map(move |size| {
        let of_size: Vec<String> = letters.windows(size).map(|run| run.iter().collect()).collect();
        of_size
    })
}

fn titles_of(catalogue: &Catalogue, product: ProductIndex) -> String {
    let titles: Vec<&str> = catalogue.titles(product).map(|(_, title)| title).collect();
    titles.join(" ")
}

fn text_of(catalogue: &Catalogue, product: ProductIndex) -> String {
    let mut text = titles_of(catalogue, product);
    let attributes = catalogue.attributes();
    let worded = attributes.of(product).filter_map(|(_, value)| match value {
        Value::Text(text) => Some(attributes.text(text)),
        Value::Number(_) | Value::Flag(_) => None,
    });
    for part in [
        catalogue.tags(product),
        beginning(catalogue.descriptions(product)),
    ]
    .into_iter()
    .chain(worded)
    .chain(reviews_of(catalogue, product))
    {
        text.push(' ');
        text.push_str(part);
    }
    text
}

/// The words of the sentences in a product's reviews that tell what it was bought for.
fn bought_for(catalogue: &Catalogue, product: ProductIndex) -> Vec<String> {
    let sentences = reviews_of(catalogue, product).flat_map(|text| text.split(['.', '!', '?', '؟', '\n']));
    let mut words: Vec<String> = Vec::new();
    for sentence in sentences {
        let plain = plain_words(sentence);
        if plain.iter().any(|word| BUYING.contains(word)) {
            words.extend(stems(&plain));
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}

fn reviews_of(catalogue: &Catalogue, product: ProductIndex) -> impl Iterator<Item = &str> {
    let reviews = catalogue.reviews();
    let read = reviews.of(product).take(REVIEWS_READ_MAX);
    read.filter_map(|at| reviews.get(at))
        .map(|review| beginning(review.text))
}

fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(TEXT_READ_BYTES)]
}
