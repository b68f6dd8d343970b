//! The inverted index: every word of the catalogue, sorted, with the products that have it.

use rustc_hash::FxHashMap;

use super::codes::codes_of;
use crate::{
    Catalogue, flags, needs,
    query::ProductIndex,
    text::{self, compounds, runs},
};

/// Words read of one title; what comes behind them is rather a description.
const TITLE_WORDS_MAX: usize = 40;

/// Words in their order, and of each the products, as differences of variable length.
pub(super) struct WordIndex {
    products: usize,
    text: String,
    text_end: Vec<u32>,
    posting: Vec<u8>,
    posting_end: Vec<usize>,
}

/// A set of products, a bit for each.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct ProductSet(Vec<u64>);

/// The products that a question found.
pub(super) struct Matched {
    /// All of them.
    pub all: ProductSet,
    /// Those that have the last word whole, and not only its beginning.
    pub whole: ProductSet,
    /// Whether they have every word.
    pub is_complete: bool,
}

/// The products of a word while they are collected in their order.
#[derive(Default)]
struct Growing {
    bytes: Vec<u8>,
    /// The product after the last one.
    next: ProductIndex,
}

impl Growing {
    fn push(&mut self, product: ProductIndex) {
        // A word that a product has twice.
        let Some(mut rest) = product.checked_sub(self.next) else {
            return;
        };
        while rest >= 0x80 {
            self.bytes.push((rest & 0x7f) as u8 | 0x80);
            rest >>= 7;
        }
        self.bytes.push(rest as u8);
        self.next = product + 1;
    }
}

impl ProductSet {
    fn empty(products: usize) -> Self {
        Self(vec![0; products.div_ceil(64)])
    }

    fn insert(&mut self, product: ProductIndex) {
        self.0[product as usize / 64] |= 1 << (product % 64);
    }

    pub fn contains(&self, product: ProductIndex) -> bool {
        self.0[product as usize / 64] & (1 << (product % 64)) != 0
    }

    fn add(&mut self, other: &Self) {
        self.0
            .iter_mut()
            .zip(&other.0)
            .for_each(|(own, other)| *own |= other);
    }

    fn keep(&mut self, other: &Self) {
        self.0
            .iter_mut()
            .zip(&other.0)
            .for_each(|(own, other)| *own &= other);
    }

    pub fn count(&self) -> usize {
        self.0.iter().map(|bits| bits.count_ones() as usize).sum()
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(|bits| *bits == 0)
    }

    pub fn iter(&self) -> impl Iterator<Item = ProductIndex> + '_ {
        let of_bits = |(place, &bits): (usize, &u64)| {
            let mut left = bits;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some(place as ProductIndex * 64 + bit)
            })
        };
        self.0.iter().enumerate().flat_map(of_bits)
    }
}

impl WordIndex {
    pub fn new(catalogue: &Catalogue) -> Self {
        let mut growing: FxHashMap<String, Growing> = FxHashMap::default();
        let is_sold = |product: &ProductIndex| !catalogue.has_flag(*product, flags::FEE);
        for product in (0..catalogue.len() as ProductIndex).filter(is_sold) {
            for word in words_of(catalogue, product) {
                growing.entry(word).or_default().push(product);
            }
        }
        let mut words: Vec<(String, Growing)> = growing.into_iter().collect();
        words.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let mut index = Self {
            products: catalogue.len(),
            text: String::new(),
            text_end: Vec::with_capacity(words.len()),
            posting: Vec::new(),
            posting_end: Vec::with_capacity(words.len()),
        };
        for (word, growing) in words {
            index.text.push_str(&word);
            index.text_end.push(index.text.len() as u32);
            index.posting.extend(growing.bytes);
            index.posting_end.push(index.posting.len());
        }
        index.text.shrink_to_fit();
        index.posting.shrink_to_fit();
        index
    }

    pub fn size_bytes(&self) -> usize {
        let per_word = size_of::<u32>() + size_of::<usize>();
        self.text.len() + self.posting.len() + self.text_end.len() * per_word
    }

    /// The products that have every part of a question, the last perhaps begun only; else where each part may be; else
    /// those with most of the parts.
    pub fn matched(&self, parts: &[&str]) -> Matched {
        // A part without letters and digits says nothing.
        let parts: Vec<&str> = parts
            .iter()
            .copied()
            .filter(|part| runs(part).next().is_some())
            .collect();
        let mut sets: Vec<ProductSet> = parts.iter().map(|part| self.of_part(part, false)).collect();
        let whole = sets
            .last()
            .cloned()
            .unwrap_or_else(|| ProductSet::empty(self.products));
        let mut all = whole.clone();
        for (place, part) in parts.iter().enumerate().rev() {
            sets[place].add(&self.of_part(part, true));
            all = self.in_all(&sets);
            if !all.is_empty() {
                break;
            }
        }
        let is_complete = !all.is_empty();
        if !is_complete {
            all = self.with_most(&sets);
        }
        Matched {
            all,
            whole,
            is_complete,
        }
    }

    fn in_all(&self, sets: &[ProductSet]) -> ProductSet {
        let mut all = sets
            .first()
            .cloned()
            .unwrap_or_else(|| ProductSet::empty(self.products));
        sets.iter().skip(1).for_each(|set| all.keep(set));
        all
    }

    /// The products that are in most of the sets, and in at least half.
    fn with_most(&self, sets: &[ProductSet]) -> ProductSet {
        let mut most = ProductSet::empty(self.products);
        let mut counts = vec![0_u8; self.products];
        for product in sets.iter().flat_map(ProductSet::iter) {
            counts[product as usize] += 1;
        }
        let best = counts.iter().copied().max().unwrap_or_default();
        if usize::from(best) * 2 >= sets.len() && best > 0 {
            let have = (0_u32..).zip(&counts).filter(|(_, count)| **count == best);
            have.for_each(|(product, _)| most.insert(product));
        }
        most
    }

    /// The products that have all words of a part such as `en-el15`, or these written as one.
    fn of_part(&self, part: &str, begins: bool) -> ProductSet {
        let mut runs = runs(part).peekable();
        let mut found: Option<ProductSet> = None;
        while let Some(run) = runs.next() {
            let is_last = runs.peek().is_none();
            let of_run = self.of_word(run, begins && is_last);
            match &mut found {
                Some(found) => found.keep(&of_run),
                None => found = Some(of_run),
            }
        }
        let mut found = found.unwrap_or_else(|| ProductSet::empty(self.products));
        for whole in compounds(part) {
            found.add(&self.of_word(&whole, begins));
        }
        found
    }

    /// The products that have a word in one of its forms, or one that begins so.
    fn of_word(&self, word: &str, begins: bool) -> ProductSet {
        let mut set = ProductSet::empty(self.products);
        let from = self.first_from(word);
        let fits = |at: &usize| match begins {
            true => self.word(*at).starts_with(word),
            false => self.word(*at) == word,
        };
        for at in (from..self.text_end.len()).take_while(fits) {
            self.add_products(at, &mut set);
        }
        let stem = needs::stem(word);
        let at = self.first_from(stem);
        if !begins && stem != word && at < self.text_end.len() && self.word(at) == stem {
            self.add_products(at, &mut set);
        }
        set
    }

    /// The place of the first word that is not before `word`.
    fn first_from(&self, word: &str) -> usize {
        let (mut low, mut high) = (0, self.text_end.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.word(middle) < word {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        low
    }

    fn word(&self, at: usize) -> &str {
        let from = at
            .checked_sub(1)
            .map_or(0, |before| self.text_end[before] as usize);
        &self.text[from..self.text_end[at] as usize]
    }

    fn add_products(&self, at: usize, set: &mut ProductSet) {
        let from = at.checked_sub(1).map_or(0, |before| self.posting_end[before]);
        let (mut product, mut rest, mut shift) = (0, 0, 0);
        for byte in &self.posting[from..self.posting_end[at]] {
            rest |= ProductIndex::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                set.insert(product + rest);
                (product, rest, shift) = (product + rest + 1, 0, 0);
            }
        }
    }
}

/// Every word by which a product is found: as it is written and without its ending.
fn words_of(catalogue: &Catalogue, product: ProductIndex) -> Vec<String> {
    let brand = catalogue.brand(product).map(|brand| catalogue.brand_name(brand));
    let titles = catalogue.titles(product).map(|(_, title)| title);
    let mut words = Vec::new();
    for said in titles.chain(brand).chain(codes_of(catalogue, product)) {
        let said = text::normalised(said);
        for run in runs(&said).take(TITLE_WORDS_MAX) {
            let stem = needs::stem(run);
            words.extend((stem != run).then(|| stem.to_owned()));
            words.push(run.to_owned());
        }
        words.extend(compounds(&said).take(TITLE_WORDS_MAX));
    }
    words
}
