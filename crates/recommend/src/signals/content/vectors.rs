//! Titles as sparse vectors, and the most alike of each by walking the lists of titles that share a term.
//!
//! Weights are whole numbers, so sums do not depend on the order in which terms are walked. A row's sums stand in one
//! dense array that is used again for the next row.

use std::hash::{Hash, Hasher};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};

use crate::{Catalogue, query::ProductIndex, text};

/// Runs of letters are indexed while all titles together have at most this many characters. Each character begins two
/// runs of 12 bytes each: 600 MB, beside which a build of a million products has room.
const GRAM_CHARACTERS_MAX: usize = 24 << 20;
/// Terms of all titles together that are indexed; the titles past it are left without.
const TERMS_MAX: usize = 100_000_000;
/// Pairs of titles and terms that are walked in all. Rare terms come first, as they tell most; what is left over are
/// words in a great part of all titles, which then only count in the length of the vectors.
const WORK_MAX: u64 = 1 << 32;
/// Languages of a product's titles that are compared; so many sums of weights fit in 32 bits.
const LANGUAGES_MAX: usize = 15;
const GRAM_SIZES: [usize; 2] = [3, 4];
/// A weight of 1: the cosine of two titles in one language then takes 28 bits.
const WEIGHT_ONE: f64 = 16_383.0;
/// Products whose titles are cut into terms at a time.
const CHUNK: usize = 8_192;

/// Rows of numbers with a weight each, one behind the other.
#[derive(Default)]
struct Weighted {
    offset: Vec<u32>,
    number: Vec<u32>,
    weight: Vec<u16>,
}

impl Weighted {
    fn row(&self, index: u32) -> (&[u32], &[u16]) {
        let (from, to) = (self.offset[index as usize], self.offset[index as usize + 1]);
        let range = from as usize..to as usize;
        (&self.number[range.clone()], &self.weight[range])
    }
}

/// What all titles have of a term.
struct Term {
    /// Language and whether it is a word or a run of letters: see [`part`].
    part: u8,
    /// Titles that have it.
    titles: u32,
}

/// All titles.
pub(super) struct TitleVectors {
    /// Per product, the terms that are walked.
    terms: Weighted,
    /// Per term, the products whose titles have it.
    products: Weighted,
    /// Per product, a bit for each language it is titled in.
    languages: Vec<u16>,
}

/// A term of one product before it has a number: its part, what tells it from others and how often it is there.
type Counted = (u8, u64, u16);

/// Terms of two languages, and words and runs of letters, never meet.
fn part(language: usize, grams: bool) -> u8 {
    (language * 2 + usize::from(grams)) as u8
}

fn hash(part: u8, term: &str) -> u64 {
    let mut hasher = FxHasher::default();
    (part, term).hash(&mut hasher);
    hasher.finish()
}

/// The terms of one product's titles, by part and hash.
fn counted(titles: &[(usize, &str)], with_grams: bool) -> Vec<Counted> {
    let mut all: Vec<(u8, u64)> = Vec::new();
    for (language, title) in titles {
        let title = text::normalised(title);
        let words = part(*language, false);
        all.extend(text::words(&title).iter().map(|word| (words, hash(words, word))));
        if with_grams {
            let grams = part(*language, true);
            all.extend(text::grams(&title, GRAM_SIZES).map(|gram| (grams, hash(grams, &gram))));
        }
    }
    all.sort_unstable();
    let same = all.chunk_by(|a, b| a == b);
    same.map(|same| (same[0].0, same[0].1, same.len().min(usize::from(u16::MAX)) as u16))
        .collect()
}

/// Titles with the number of their language.
struct Titles<'a> {
    catalogue: &'a Catalogue,
    languages: Vec<&'a str>,
}

impl<'a> Titles<'a> {
    fn new(catalogue: &'a Catalogue) -> Self {
        let mut languages: Vec<&str> = Vec::new();
        for product in 0..catalogue.len() as ProductIndex {
            for (tag, _) in catalogue.titles(product) {
                if !languages.contains(&tag) && languages.len() < LANGUAGES_MAX {
                    languages.push(tag);
                }
            }
        }
        languages.sort_unstable();
        Self { catalogue, languages }
    }

    fn of(&self, product: ProductIndex) -> Vec<(usize, &'a str)> {
        let number = |tag: &str| self.languages.iter().position(|&known| known == tag);
        let titles = self.catalogue.titles(product);
        titles
            .filter_map(|(tag, title)| Some((number(tag)?, title)))
            .collect()
    }
}

impl TitleVectors {
    /// Indexes the titles of all products.
    pub(super) fn build(catalogue: &Catalogue) -> Self {
        let titles = Titles::new(catalogue);
        let products = 0..catalogue.len() as ProductIndex;
        let characters: usize = products
            .clone()
            .flat_map(|product| catalogue.titles(product))
            .map(|(_, title)| title.len())
            .sum();
        let with_grams = characters <= GRAM_CHARACTERS_MAX;
        let (mut rows, vocabulary) = numbered(&titles, with_grams);
        let languages: Vec<u16> = products
            .map(|product| languages_of(rows.row(product).0, &vocabulary))
            .collect();
        weigh(&mut rows, &vocabulary, &languages, with_grams);
        let terms = walked(rows, &vocabulary);
        Self {
            products: turned(&terms, vocabulary.len()),
            terms,
            languages,
        }
    }

    /// How many products there are.
    pub(super) fn products(&self) -> usize {
        self.languages.len()
    }

    /// Whether the product has a title with a word in it.
    pub(super) fn is_titled(&self, product: ProductIndex) -> bool {
        self.languages[product as usize] != 0
    }

    /// The products most alike by the mean cosine over the languages both are titled in, the most alike first.
    pub(super) fn most_alike(&self, own: ProductIndex, row: &mut Row) -> Vec<(f32, ProductIndex)> {
        let (terms, weights) = self.terms.row(own);
        for (&term, &weight) in terms.iter().zip(weights) {
            let (products, others) = self.products.row(term);
            for (&product, &other) in products.iter().zip(others) {
                let cell = &mut row.cells[product as usize];
                if *cell == 0 {
                    row.touched.push(product);
                }
                *cell += u32::from(weight) * u32::from(other);
            }
        }
        let own_languages = self.languages[own as usize];
        for product in row.touched.drain(..) {
            let sum = std::mem::take(&mut row.cells[product as usize]);
            if product != own {
                let shared = (own_languages & self.languages[product as usize]).count_ones();
                let cosine = f64::from(sum) / (WEIGHT_ONE * WEIGHT_ONE) / f64::from(shared.max(1));
                row.best.push((cosine as f32, product));
            }
        }
        row.best.take()
    }
}

/// Gives every term a number, in the order in which products have them; weights hold how often a title has the term.
fn numbered(titles: &Titles<'_>, with_grams: bool) -> (Weighted, Vec<Term>) {
    let count = titles.catalogue.len();
    let (mut numbers, mut vocabulary) = (FxHashMap::<u64, u32>::default(), Vec::<Term>::new());
    let mut rows = Weighted {
        offset: vec![0],
        ..Weighted::default()
    };
    for from in (0..count).step_by(CHUNK) {
        let chunk = from as ProductIndex..(from + CHUNK).min(count) as ProductIndex;
        let cut = chunk
            .into_par_iter()
            .map(|product| counted(&titles.of(product), with_grams));
        for terms in cut.collect::<Vec<_>>() {
            let fits = rows.number.len() + terms.len() <= TERMS_MAX;
            for (part, hash, times) in terms.into_iter().filter(|_| fits) {
                let number = *numbers.entry(hash).or_insert_with(|| {
                    vocabulary.push(Term { part, titles: 0 });
                    vocabulary.len() as u32 - 1
                });
                vocabulary[number as usize].titles += 1;
                rows.number.push(number);
                rows.weight.push(times);
            }
            rows.offset.push(rows.number.len() as u32);
        }
    }
    (rows, vocabulary)
}

fn languages_of(terms: &[u32], vocabulary: &[Term]) -> u16 {
    let parts = terms.iter().map(|&term| vocabulary[term as usize].part);
    parts.fold(0, |languages, part| languages | 1 << (part / 2))
}

/// Turns how often a title has a term into the term's share of the title's vector.
fn weigh(rows: &mut Weighted, vocabulary: &[Term], languages: &[u16], with_grams: bool) {
    let titles_in: Vec<usize> = (0..LANGUAGES_MAX)
        .map(|language| {
            languages
                .iter()
                .filter(|&&known| known & 1 << language != 0)
                .count()
        })
        .collect();
    let rarity: Vec<f64> = vocabulary
        .iter()
        .map(|term| {
            ((titles_in[usize::from(term.part / 2)] + 1) as f64 / (f64::from(term.titles) + 0.5)).ln()
        })
        .collect();
    // Words and runs of letters have one half of the cosine each.
    let share = if with_grams { 0.5_f64.sqrt() } else { 1.0 };
    for bounds in rows.offset.windows(2) {
        let range = bounds[0] as usize..bounds[1] as usize;
        let (terms, weights) = (&rows.number[range.clone()], &mut rows.weight[range]);
        let mut from = 0;
        for same in terms.chunk_by(|a, b| vocabulary[*a as usize].part == vocabulary[*b as usize].part) {
            let weights = &mut weights[from..from + same.len()];
            from += same.len();
            let full = |(&term, &times): (&u32, &u16)| (1.0 + f64::from(times).ln()) * rarity[term as usize];
            let full: Vec<f64> = same.iter().zip(&*weights).map(full).collect();
            let length = full.iter().map(|weight| weight * weight).sum::<f64>().sqrt();
            for (weight, full) in weights.iter_mut().zip(full) {
                *weight = (full / length * share * WEIGHT_ONE).round() as u16;
            }
        }
    }
}

/// Only the terms that several titles have and that are rare enough to be walked.
fn walked(rows: Weighted, vocabulary: &[Term]) -> Weighted {
    let mut titles: Vec<u32> = vocabulary.iter().map(|term| term.titles).collect();
    titles.sort_unstable();
    let mut work = 0;
    let affordable = titles.iter().take_while(|&&titles| {
        work += u64::from(titles) * u64::from(titles);
        work <= WORK_MAX
    });
    let titles_max = affordable.last().copied().unwrap_or_default();
    let mut kept = Weighted {
        offset: vec![0],
        ..Weighted::default()
    };
    for product in 0..rows.offset.len() as u32 - 1 {
        let (terms, weights) = rows.row(product);
        for (&term, &weight) in terms.iter().zip(weights) {
            let titles = vocabulary[term as usize].titles;
            if weight > 0 && (2..=titles_max).contains(&titles) {
                kept.number.push(term);
                kept.weight.push(weight);
            }
        }
        kept.offset.push(kept.number.len() as u32);
    }
    kept
}

/// The same weights by the other side: from the terms of products to the products of `count` terms.
fn turned(rows: &Weighted, count: usize) -> Weighted {
    let mut offset = vec![0_u32; count + 1];
    for &number in &rows.number {
        offset[number as usize + 1] += 1;
    }
    for index in 0..count {
        offset[index + 1] += offset[index];
    }
    let mut next = offset.clone();
    let (mut number, mut weight) = (vec![0; rows.number.len()], vec![0; rows.number.len()]);
    for product in 0..rows.offset.len() as u32 - 1 {
        let (terms, weights) = rows.row(product);
        for (&term, &own) in terms.iter().zip(weights) {
            let slot = &mut next[term as usize];
            (number[*slot as usize], weight[*slot as usize]) = (product, own);
            *slot += 1;
        }
    }
    Weighted {
        offset,
        number,
        weight,
    }
}

/// The reusable memory of one thread.
pub(super) struct Row {
    cells: Vec<u32>,
    touched: Vec<ProductIndex>,
    best: Best,
}

impl Row {
    /// Rows over `products` products, of which the best `wanted` are taken.
    pub(super) fn new(products: usize, wanted: usize) -> Self {
        Self {
            cells: vec![0; products],
            touched: Vec::new(),
            best: Best {
                found: Vec::new(),
                wanted,
                floor: 0.0,
            },
        }
    }
}

/// The higher score first, then the lower product.
pub(super) fn better(a: &(f32, ProductIndex), b: &(f32, ProductIndex)) -> std::cmp::Ordering {
    b.0.total_cmp(&a.0).then(a.1.cmp(&b.1))
}

/// The best of very many, without sorting them all.
struct Best {
    found: Vec<(f32, ProductIndex)>,
    wanted: usize,
    /// What is below it cannot be among the best any more.
    floor: f32,
}

impl Best {
    fn push(&mut self, scored: (f32, ProductIndex)) {
        if scored.0 >= self.floor {
            self.found.push(scored);
            if self.found.len() >= self.wanted * 8 {
                self.cut();
                self.floor = self.found[self.wanted - 1].0;
            }
        }
    }

    fn cut(&mut self) {
        if self.found.len() > self.wanted {
            self.found.select_nth_unstable_by(self.wanted - 1, better);
            self.found.truncate(self.wanted);
        }
    }

    /// Hands the best over, best first, and starts afresh.
    fn take(&mut self) -> Vec<(f32, ProductIndex)> {
        self.cut();
        self.found.sort_unstable_by(better);
        self.floor = 0.0;
        let best = self.found.to_vec();
        self.found.clear();
        best
    }
}
