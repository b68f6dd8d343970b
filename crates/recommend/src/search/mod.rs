//! Finding products by their words and codes, for people who type, and for scanners.
//!
//! A product is found by the words of its titles in every language, its brand, its id and its codes (GTIN, EAN, UPC and
//! the like). Words meet in the one spelling of `crate::text` and without their endings; the last word of a question
//! may be its beginning only, as its writer may not have finished it. Where no product has all of the words, those with
//! most of them are told. Fails where a word is mistyped.
//!
//! The index is made once of a catalogue and takes about fifty bytes a product; sets of products are bits, so that
//! a question takes about a millisecond among twenty thousand products, however common its words are.

mod codes;
mod index;
mod rank;

pub(crate) use codes::is_code;

use codes::Codes;
use index::WordIndex;

use crate::{Catalogue, query::ProductIndex, text};

/// Characters of a question that are read.
const QUESTION_CHARACTERS_MAX: usize = 200;
/// Words of a question, parted by spaces, that are read.
const PARTS_MAX: usize = 12;

/// The words and codes of a catalogue's products.
pub struct ProductSearch {
    words: WordIndex,
    codes: Codes,
}

/// What a question found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The products, the best first; no more than were asked for.
    pub products: Vec<ProductIndex>,
    /// How many there are in all.
    pub total: usize,
    /// Whether they have all words of the question, and not only most of them.
    pub is_complete: bool,
    /// Whether the question is the id or a code of what was found.
    pub is_code: bool,
}

/// What makes one of two products that fit equally well come first.
pub type Standing<'a> = &'a dyn Fn(ProductIndex) -> (bool, u32);

impl ProductSearch {
    /// Reads the words and codes of every product.
    pub fn new(catalogue: &Catalogue) -> Self {
        Self {
            words: WordIndex::new(catalogue),
            codes: Codes::new(catalogue),
        }
    }

    /// At most `limit` products for a question. Of what fits equally well comes first what has the higher `standing`:
    /// whether it can be sold, and how often it is.
    pub fn find(&self, catalogue: &Catalogue, question: &str, standing: Standing<'_>, limit: usize) -> Found {
        let question: String = question.trim().chars().take(QUESTION_CHARACTERS_MAX).collect();
        let of_code = self.codes.find(catalogue, &question);
        if !of_code.is_empty() {
            return Found {
                total: of_code.len(),
                products: of_code.into_iter().take(limit).collect(),
                is_complete: true,
                is_code: true,
            };
        }
        let question = text::normalised(&question);
        let parts: Vec<&str> = question.split_whitespace().take(PARTS_MAX).collect();
        let matched = self.words.matched(&parts);
        let ranked = rank::best(catalogue, &question, &matched, standing, limit);
        Found {
            products: ranked,
            total: matched.all.count(),
            is_complete: matched.is_complete,
            is_code: false,
        }
    }

    /// Bytes that it takes in memory.
    pub fn size_bytes(&self) -> usize {
        self.words.size_bytes() + self.codes.size_bytes()
    }
}
