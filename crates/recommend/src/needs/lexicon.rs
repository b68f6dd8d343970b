//! What people say and which classes of products serve it: a built-in list of common needs, and a merchant's own.

use std::{hash::Hasher, sync::LazyLock};

use rustc_hash::FxHasher;

use super::{
    chance::NEUTRAL,
    words::{EMPTY, stems_of},
};
use crate::{Catalogue, query::ProductIndex};

const BUILT_IN: &str = include_str!("lexicon.txt");

/// Tells this program's lexicon, and what an index is made with besides the catalogue, from those of another version.
pub(super) static FINGERPRINT: LazyLock<u64> = LazyLock::new(|| {
    let mut hasher = FxHasher::default();
    for text in [BUILT_IN, EMPTY, NEUTRAL] {
        hasher.write(text.as_bytes());
    }
    hasher.finish()
});

/// A common need.
pub(super) struct Concept {
    /// What shops call what serves it; each a set of words.
    pub names: Vec<Vec<String>>,
    /// What people say who have it; most names among them.
    pub says: Vec<Vec<String>>,
}

/// The common needs.
pub(super) static CONCEPTS: LazyLock<Vec<Concept>> = LazyLock::new(|| {
    let phrases = |all: &str| -> Vec<Vec<String>> {
        let stems = all.split(',').map(stems_of);
        stems.filter(|stems| !stems.is_empty()).collect()
    };
    let concept = |line: &str| {
        let (names, says) = line.split_once("=>")?;
        let said: Vec<&str> = names
            .split(',')
            .filter(|name| !name.trim().starts_with('*'))
            .collect();
        let mut all = phrases(&said.join(","));
        all.extend(phrases(says));
        Some(Concept {
            names: phrases(names),
            says: all,
        })
    };
    let lines = BUILT_IN.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(concept).collect()
});

/// How well the words of a clause meet phrases: the words of the longest phrase that they hold all of; 0 for none.
pub(super) fn met(phrases: &[Vec<String>], stems: &[String]) -> usize {
    let holds = |phrase: &&Vec<String>| phrase.iter().all(|word| stems.contains(word));
    let met = phrases.iter().filter(holds).map(Vec::len);
    met.max().unwrap_or_default()
}

/// What serves a phrase of the merchant's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Every product of a leaf category.
    Leaf(u32),
    /// One product.
    Product(ProductIndex),
}

/// The merchant's own phrases, with what serves them in one catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lexicon {
    phrases: Vec<(Vec<String>, Vec<Target>)>,
}

impl Lexicon {
    /// Looks up what phrases are served by: category paths (a category means every leaf below it), or `product:ID`.
    /// What the catalogue does not know is left out.
    pub fn new<'a>(catalogue: &Catalogue, phrases: impl Iterator<Item = (&'a str, &'a [String])>) -> Self {
        let entry = |(phrase, targets): (&str, &[String])| {
            let stems = stems_of(phrase);
            let targets: Vec<Target> = targets
                .iter()
                .flat_map(|target| targets_of(catalogue, target))
                .collect();
            (!stems.is_empty() && !targets.is_empty()).then_some((stems, targets))
        };
        let mut phrases: Vec<_> = phrases.filter_map(entry).collect();
        // The longest phrase speaks first; the order of others does not matter, but must be one.
        phrases.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        Self { phrases }
    }

    /// What serves a clause; the targets of the longest phrase that it holds come first.
    pub(super) fn targets(&self, stems: &[String]) -> Vec<Target> {
        let met = |(phrase, _): &&(Vec<String>, Vec<Target>)| phrase.iter().all(|word| stems.contains(word));
        let mut targets: Vec<Target> = Vec::new();
        for (_, of_phrase) in self.phrases.iter().filter(met) {
            for target in of_phrase {
                if !targets.contains(target) {
                    targets.push(*target);
                }
            }
        }
        targets
    }
}

/// Whether words say anything that a phrase could be met by.
pub fn is_telling(phrase: &str) -> bool {
    !stems_of(phrase).is_empty()
}

/// What a word of the merchant's lexicon names in a catalogue; nothing where it is not known.
pub fn targets_of(catalogue: &Catalogue, target: &str) -> Vec<Target> {
    if let Some(id) = target.trim().strip_prefix("product:") {
        return catalogue
            .index(id.trim())
            .map(Target::Product)
            .into_iter()
            .collect();
    }
    let path = target.trim();
    let is_below = |leaf: &u32| {
        let rest = catalogue.leaf_path(*leaf).strip_prefix(path);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" > "))
    };
    let leaves = 0..catalogue.leaf_count() as u32;
    leaves.filter(is_below).map(Target::Leaf).collect()
}
