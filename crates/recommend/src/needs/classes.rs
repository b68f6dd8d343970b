//! From the words of a clause to classes: what the merchant said, what people commonly mean, and the words of the
//! catalogue itself, fused.
//!
//! Each class has a document, see [`documents`]; a clause is held against the documents word by word and by runs of
//! letters, which meet where a word is misspelt or bent. The four lists are fused by rank. What is surest must still
//! be surer than phrases that ask for nothing are, see [`chance`]: a wrong guess costs trust.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{
    bm25::{Postings, Terms},
    chance::{self, Script},
    documents::{self, ClassWords, runs},
    lexicon::{CONCEPTS, FINGERPRINT, Lexicon, Target, met},
};
use crate::{
    Catalogue, Column, SectionError, Sections,
    column::{check_offsets, row},
    query::ProductIndex,
};

/// Classes found at most.
const CLASSES_MAX: usize = 3;
/// Classes that each of the lists may name.
const LISTED_MAX: usize = 20;
/// What fusing ranks adds to each, as in the paper on reciprocal rank fusion.
const RANK_OFFSET: f32 = 60.0;
/// How much runs of letters say beside whole words.
const SPELLING: f32 = 0.5;
/// What a phrase of the merchant's is worth: more than all else.
const MERCHANTS: f32 = 100.0;
/// A second class this near to the first, elsewhere in the tree, makes it doubtful which was meant.
const NEAR: f32 = 0.9;

/// What is known of the classes of one catalogue.
#[derive(Default)]
pub struct NeedIndex {
    words: Postings,
    spelling: Postings,
    /// The classes that serve each common need.
    of_concept: Rows,
    /// The products of each class.
    products: Rows,
    /// What the best class must reach, by script.
    bound: Column<f32>,
}

/// Lists of numbers, one after the other.
#[derive(Default)]
struct Rows {
    offset: Column<u32>,
    value: Column<u32>,
}

/// A class found, with how sure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    pub leaf: u32,
    /// Higher is surer: a merchant's phrase before a common one before words alone.
    pub strength: f32,
}

/// What speaks for the classes of a clause, each list the best first.
struct Lists {
    merchants: Vec<Found>,
    meant: Vec<Found>,
    words: Vec<Found>,
    spelling: Vec<Found>,
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
        let leaves = (0..products.len() as u32).into_par_iter();
        let classes: Vec<ClassWords> = leaves
            .map(|leaf| ClassWords::read(catalogue, leaf, &products[leaf as usize]))
            .collect();
        let of_concept = documents::serving(&classes);
        let mut concepts_of: Vec<Vec<usize>> = vec![Vec::new(); classes.len()];
        for (concept, leaves) in of_concept.iter().enumerate() {
            for &leaf in leaves {
                concepts_of[leaf as usize].push(concept);
            }
        }
        let mut names: Vec<String> = classes.iter().flat_map(ClassWords::name).cloned().collect();
        names.sort_unstable();
        names.dedup();
        let documents: Vec<Terms> = classes
            .into_par_iter()
            .zip(concepts_of)
            .map(|(class, concepts)| class.document(concepts.into_iter()))
            .collect();
        let spelt: Vec<Terms> = documents.par_iter().map(documents::spelt).collect();
        let mut index = Self {
            words: Postings::build(&documents),
            spelling: Postings::build(&spelt),
            of_concept: Rows::new(&of_concept),
            products: Rows::new(&products),
            bound: Column::default(),
        };
        index.bound = Column::new(chance::bounds(&index, &names));
        index
    }

    /// Writes its arrays.
    pub fn write(&self, sections: &mut Sections) {
        self.words.write("needs/words", sections);
        self.spelling.write("needs/spelling", sections);
        self.of_concept.write("needs/of_concept", sections);
        self.products.write("needs/products", sections);
        sections.put("needs/bound", &self.bound);
        sections.put("needs/lexicon", &Column::new(vec![*FINGERPRINT]));
    }

    /// Reads the arrays that [`Self::write`] wrote; made anew where the built-in lexicon was another one then.
    ///
    /// # Errors
    /// [`SectionError`] where they are missing or do not fit together.
    pub fn read(sections: &Sections, catalogue: &Catalogue) -> Result<Self, SectionError> {
        if *sections.get::<u64>("needs/lexicon")? != [*FINGERPRINT] {
            return Ok(Self::new(catalogue));
        }
        let leaves = catalogue.leaf_count();
        let (most_leaf, most_product) = (leaves as u32, catalogue.len() as u32);
        let index = Self {
            words: Postings::read("needs/words", sections, leaves)?,
            spelling: Postings::read("needs/spelling", sections, leaves)?,
            of_concept: Rows::read("needs/of_concept", sections, CONCEPTS.len(), most_leaf)?,
            products: Rows::read("needs/products", sections, leaves, most_product)?,
            bound: sections.get("needs/bound")?,
        };
        if index.bound.len() != Script::ALL.len() {
            return Err(SectionError::Inconsistent("needs/bound".to_owned()));
        }
        Ok(index)
    }

    /// The products of a class.
    pub(super) fn products(&self, leaf: u32) -> &[ProductIndex] {
        self.products.get(leaf)
    }

    /// The classes that people commonly mean by a clause, the most words first.
    fn meant(&self, stems: &[String]) -> Vec<Found> {
        let mut words_of: FxHashMap<u32, usize> = FxHashMap::default();
        for (number, concept) in (0..).zip(CONCEPTS.iter()) {
            let words = met(&concept.says, stems);
            if words == 0 {
                continue;
            }
            for &leaf in self.of_concept.get(number) {
                let most = words_of.entry(leaf).or_default();
                *most = words.max(*most);
            }
        }
        let found = words_of.into_iter().map(|(leaf, words)| Found {
            leaf,
            strength: words as f32,
        });
        sorted(found.collect())
    }

    /// What the catalogue says of a clause.
    fn by_catalogue(&self, stems: &[String]) -> Lists {
        let found = |(leaf, strength)| Found { leaf, strength };
        let rated = |postings: &Postings, terms: &[String]| {
            let rated = postings.rated(&postings.asked(terms.iter()), LISTED_MAX);
            rated.into_iter().map(found).collect()
        };
        let spelt: Vec<String> = stems.iter().flat_map(|stem| runs(stem)).collect();
        Lists {
            merchants: Vec::new(),
            meant: Vec::new(),
            words: rated(&self.words, stems),
            spelling: rated(&self.spelling, &spelt),
        }
    }

    /// How sure the surest class of a clause is by the words of the catalogue alone.
    pub(super) fn reached(&self, stems: &[String]) -> f32 {
        let lists = self.by_catalogue(stems);
        let named = lists.words.iter().chain(&lists.spelling);
        named.map(|class| lists.by_words(class.leaf)).fold(0.0, f32::max)
    }

    /// The classes that a clause asks for, the surest first, and the products that the merchant named for it. Nothing
    /// where it is not sure.
    pub(super) fn classes(&self, stems: &[String], lexicon: &Lexicon) -> (Vec<Found>, Vec<ProductIndex>) {
        let (mut lists, mut products) = (self.by_catalogue(stems), Vec::new());
        lists.meant = self.meant(stems);
        for target in lexicon.targets(stems) {
            match target {
                Target::Leaf(leaf) => lists.merchants.push(Found {
                    leaf,
                    strength: MERCHANTS,
                }),
                Target::Product(product) => products.push(product),
            }
        }
        let bound = self.bound.get(Script::of(stems) as usize).copied();
        let bound = bound.unwrap_or_default();
        let mut found = lists.fused();
        found.retain_mut(|class| {
            let known = strength_in(&lists.merchants, class.leaf) + strength_in(&lists.meant, class.leaf);
            let by_words = lists.by_words(class.leaf);
            class.strength = known + by_words;
            known > 0.0 || by_words > bound
        });
        // Whatever else speaks for others: what the merchant says goes first.
        found.sort_by_key(|class| class.strength < MERCHANTS);
        found.truncate(CLASSES_MAX);
        (found, products)
    }
}

impl Lists {
    /// How sure a class is by the words of the catalogue.
    fn by_words(&self, leaf: u32) -> f32 {
        strength_in(&self.words, leaf) + SPELLING * strength_in(&self.spelling, leaf)
    }

    /// Ranks fused: what several lists name early comes first. Classes that a list holds equal have one rank in it.
    fn fused(&self) -> Vec<Found> {
        let mut sums: FxHashMap<u32, f32> = FxHashMap::default();
        for list in [&self.merchants, &self.meant, &self.words, &self.spelling] {
            let (mut rank, mut strength) = (0, f32::INFINITY);
            for (place, class) in (1_u16..).zip(list) {
                if class.strength < strength {
                    (rank, strength) = (place, class.strength);
                }
                *sums.entry(class.leaf).or_default() += 1.0 / (RANK_OFFSET + f32::from(rank));
            }
        }
        let found = sums.into_iter().map(|(leaf, strength)| Found { leaf, strength });
        sorted(found.collect())
    }
}

impl Rows {
    fn new(rows: &[Vec<u32>]) -> Self {
        let ends = rows.iter().scan(0, |end, row| {
            *end += row.len() as u32;
            Some(*end)
        });
        Self {
            offset: Column::new(std::iter::once(0).chain(ends).collect()),
            value: Column::new(rows.concat()),
        }
    }

    fn get(&self, at: u32) -> &[u32] {
        row(&self.value, &self.offset, at)
    }

    fn write(&self, name: &str, sections: &mut Sections) {
        sections.put(&format!("{name}/offset"), &self.offset);
        sections.put(&format!("{name}/value"), &self.value);
    }

    /// Reads so many lists of numbers below `end`.
    fn read(name: &str, sections: &Sections, rows: usize, end: u32) -> Result<Self, SectionError> {
        let read = Self {
            offset: sections.get(&format!("{name}/offset"))?,
            value: sections.get(&format!("{name}/value"))?,
        };
        check_offsets(name, &read.offset, rows, read.value.len())?;
        if read.value.iter().any(|&value| value >= end) {
            return Err(SectionError::Inconsistent(name.to_owned()));
        }
        Ok(read)
    }
}

/// Whether it is doubtful which of the two best classes was meant: nearly equal, and of different parts of the shop.
pub(super) fn is_ambiguous(catalogue: &Catalogue, found: &[Found]) -> bool {
    let [first, second, ..] = found else { return false };
    let part = |leaf: u32| catalogue.leaf_path(leaf).split(" > ").next().map(str::to_owned);
    second.strength >= NEAR * first.strength && part(first.leaf) != part(second.leaf)
}

fn strength_in(list: &[Found], leaf: u32) -> f32 {
    let found = list.iter().find(|class| class.leaf == leaf);
    found.map_or(0.0, |class| class.strength)
}

/// The surest first.
pub(super) fn sorted(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_unstable_by(|a, b| b.strength.total_cmp(&a.strength).then(a.leaf.cmp(&b.leaf)));
    found
}
