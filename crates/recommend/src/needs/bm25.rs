//! How well documents speak of the terms of a clause, by BM25; terms may be words or runs of letters.
//!
//! A document need not say a term a whole number of times: what half of its products say counts half.
//!
//! **Source:** S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.

use std::hash::Hasher;

use rayon::prelude::*;
use rustc_hash::FxHasher;

use crate::{
    Column, SectionError, Sections,
    column::{check_offsets, row},
};

/// How soon saying a term again adds little.
const K1: f32 = 1.2;
/// How much long documents are held back.
const B: f32 = 0.75;

/// The terms of one document, each with how often it is said.
pub(super) type Terms = Vec<(String, f32)>;

/// The terms of all documents, and the documents that say each.
#[derive(Default)]
pub(super) struct Postings {
    documents: u32,
    /// Hashes of the terms, rising.
    term: Column<u64>,
    offset: Column<u32>,
    document: Column<u32>,
    /// What the term adds to a document that it stands in.
    weight: Column<f32>,
}

/// Terms as the index knows them.
pub(super) struct Asked {
    places: Vec<u32>,
    /// What a document would be rated that consists of these terms alone; unknown ones count as the rarest.
    whole: f32,
}

impl Postings {
    /// Rates every term of every document.
    pub fn build(documents: &[Terms]) -> Self {
        let length = |terms: &Terms| terms.iter().map(|(_, said)| said).sum::<f32>();
        let lengths: Vec<f32> = documents.iter().map(length).collect();
        let mean = (lengths.iter().sum::<f32>() / lengths.len().max(1) as f32).max(f32::MIN_POSITIVE);
        let mut all: Vec<(u64, u32, f32)> = (0..documents.len() as u32)
            .into_par_iter()
            .flat_map_iter(|document| {
                let terms = &documents[document as usize];
                let bound = K1 * (1.0 - B + B * lengths[document as usize] / mean);
                let rated = move |said: f32| said * (K1 + 1.0) / (said + bound);
                terms
                    .iter()
                    .map(move |(term, said)| (hash(term), document, rated(*said)))
            })
            .collect();
        all.par_sort_unstable_by_key(|(term, document, _)| (*term, *document));
        let (mut term, mut offset) = (Vec::new(), vec![0]);
        for same in all.chunk_by_mut(|a, b| a.0 == b.0) {
            let telling = telling(documents.len(), same.len());
            for (_, _, weight) in &mut *same {
                *weight *= telling;
            }
            term.push(same[0].0);
            offset.push(offset.last().copied().unwrap_or_default() + same.len() as u32);
        }
        Self {
            documents: documents.len() as u32,
            term: Column::new(term),
            offset: Column::new(offset),
            document: Column::new(all.iter().map(|(_, document, _)| *document).collect()),
            weight: Column::new(all.iter().map(|(_, _, weight)| *weight).collect()),
        }
    }

    /// Looks terms up.
    pub fn asked<'a>(&self, terms: impl Iterator<Item = &'a String>) -> Asked {
        let mut asked = Asked {
            places: Vec::new(),
            whole: 0.0,
        };
        for term in terms {
            let place = self
                .term
                .binary_search(&hash(term))
                .ok()
                .map(|place| place as u32);
            let using = place.map_or(0, |place| row(&self.document, &self.offset, place).len());
            asked.whole += (K1 + 1.0) * telling(self.documents as usize, using);
            asked.places.extend(place);
        }
        asked
    }

    /// The documents that say any of the terms, the best `most` of them first. A rating is taken by the root of what
    /// could be reached at most, so that those of short clauses and of long ones compare.
    pub fn rated(&self, asked: &Asked, most: usize) -> Vec<(u32, f32)> {
        let mut sums = vec![0.0_f32; self.documents as usize];
        for &place in &asked.places {
            let weights = row(&self.weight, &self.offset, place);
            for (&document, weight) in row(&self.document, &self.offset, place).iter().zip(weights) {
                sums[document as usize] += weight;
            }
        }
        let scale = asked.whole.max(1.0).sqrt();
        let said = (0..).zip(sums).filter(|(_, sum)| *sum > 0.0);
        let mut rated: Vec<(u32, f32)> = said.map(|(document, sum)| (document, sum / scale)).collect();
        let better = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if rated.len() > most {
            rated.select_nth_unstable_by(most, better);
            rated.truncate(most);
        }
        rated.sort_unstable_by(better);
        rated
    }

    /// Writes the arrays under `name`.
    pub fn write(&self, name: &str, sections: &mut Sections) {
        sections.put(&format!("{name}/term"), &self.term);
        sections.put(&format!("{name}/offset"), &self.offset);
        sections.put(&format!("{name}/document"), &self.document);
        sections.put(&format!("{name}/weight"), &self.weight);
    }

    /// Reads the arrays under `name` of so many documents.
    ///
    /// # Errors
    /// [`SectionError`] where they are missing or do not fit together.
    pub fn read(name: &str, sections: &Sections, documents: usize) -> Result<Self, SectionError> {
        let postings = Self {
            documents: documents as u32,
            term: sections.get(&format!("{name}/term"))?,
            offset: sections.get(&format!("{name}/offset"))?,
            document: sections.get(&format!("{name}/document"))?,
            weight: sections.get(&format!("{name}/weight"))?,
        };
        for length in [postings.document.len(), postings.weight.len()] {
            check_offsets(name, &postings.offset, postings.term.len(), length)?;
        }
        if postings
            .document
            .iter()
            .any(|&document| document >= postings.documents)
        {
            return Err(SectionError::Inconsistent(name.to_owned()));
        }
        Ok(postings)
    }
}

/// How much a term tells that so many of the documents say.
fn telling(documents: usize, saying: usize) -> f32 {
    let (documents, saying) = (documents as f32, saying as f32);
    (1.0 + (documents - saying + 0.5) / (saying + 0.5)).ln()
}

fn hash(term: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(term.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn postings(documents: &[&str]) -> Postings {
        let terms = |text: &&str| text.split(' ').map(|word| (word.to_owned(), 1.0)).collect();
        Postings::build(&documents.iter().map(terms).collect::<Vec<Terms>>())
    }

    fn rated(postings: &Postings, clause: &str) -> Vec<(u32, f32)> {
        let terms: Vec<String> = clause.split(' ').map(str::to_owned).collect();
        postings.rated(&postings.asked(terms.iter()), 2)
    }

    #[test]
    fn rare_terms_tell_most_and_long_documents_less() {
        let postings = postings(&["red bag", "red tent", "red tent and a lot more besides"]);
        let of = |clause| {
            rated(&postings, clause)
                .iter()
                .map(|found| found.0)
                .collect::<Vec<_>>()
        };
        assert_eq!(of("bag red"), [0, 1]);
        assert_eq!(of("tent"), [1, 2]);
        assert!(of("boat").is_empty());
    }

    #[test]
    fn a_rating_is_the_one_of_the_book() {
        let postings = postings(&["bag", "tent", "boat"]);
        // Every document has one term, so that its length weighs nothing; what remains is the rarity.
        let rarity = (1.0 + 2.5 / 1.5_f32).ln();
        let whole = (K1 + 1.0) * (rarity + telling(3, 0));
        let found = rated(&postings, "bag house");
        assert!((found[0].1 - rarity / whole.sqrt()).abs() < 1e-6, "{found:?}");
    }
}
