//! Telling "the same item in another colour" from titles, for shops that name neither categories nor variants.
//!
//! Each title becomes a short unit vector over its words, weighted by how rare a word is in the catalogue (TF-IDF);
//! two titles whose cosine reaches [`SAME_ITEM_COSINE`] name the same sort of thing: LUNCH BAG RED RETROSPOT and
//! LUNCH BAG BLACK SKULL. Fails where titles are bare codes or one word long; those are never alike.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use crate::column::{Column, SectionError, Sections, check_offsets, row};

/// From this cosine on, two titles name the same sort of thing.
///
/// Chosen by eye on real gift-shop titles: at .45 plates and cups of one design fall together, at .65 lunch bags of
/// different designs fall apart.
pub const SAME_ITEM_COSINE: f32 = 0.55;

/// Words kept per title; the rarest say most.
const WORDS_MAX: usize = 8;

/// Word vectors of the titles that need one; the others have an empty row.
#[derive(Clone, Default)]
pub struct TitleVectors {
    offset: Column<u32>,
    word: Column<u32>,
    weight: Column<f32>,
}

fn words(title: &str) -> Vec<u32> {
    let lower = title.to_lowercase();
    let parts = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 1);
    let mut words: Vec<u32> = parts
        .map(|word| {
            let mut hasher = FxHasher::default();
            hasher.write(singular(word).as_bytes());
            hasher.finish() as u32
        })
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// English plurals are folded, so that BAG and BAGS meet; other languages are left as they are.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() >= 3 && stem.is_ascii() && !stem.ends_with('s') => stem,
        _ => word,
    }
}

impl TitleVectors {
    /// Vectors of `titles`; an empty title gets an empty vector.
    pub fn build<'a>(titles: impl Iterator<Item = &'a str>) -> Self {
        let titles: Vec<Vec<u32>> = titles.map(words).collect();
        let mut titles_with: FxHashMap<u32, u32> = FxHashMap::default();
        for &word in titles.iter().flatten() {
            *titles_with.entry(word).or_default() += 1;
        }
        let total = titles.iter().filter(|words| !words.is_empty()).count() as f32;
        let rarity = |word: &u32| (1.0 + total / (1.0 + titles_with[word] as f32)).ln();
        let (mut offset, mut word, mut weight) = (vec![0], Vec::new(), Vec::new());
        for words in &titles {
            let mut vector: Vec<(u32, f32)> = words.iter().map(|word| (*word, rarity(word))).collect();
            vector.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            vector.truncate(WORDS_MAX);
            vector.sort_unstable_by_key(|entry| entry.0);
            let norm = vector.iter().map(|entry| entry.1 * entry.1).sum::<f32>().sqrt();
            if vector.len() > 1 {
                word.extend(vector.iter().map(|entry| entry.0));
                weight.extend(vector.iter().map(|entry| entry.1 / norm));
            }
            offset.push(word.len() as u32);
        }
        Self {
            offset: Column::new(offset),
            word: Column::new(word),
            weight: Column::new(weight),
        }
    }

    /// Whether two titles name the same sort of thing.
    pub fn same_item(&self, a: u32, b: u32) -> bool {
        let (words_a, words_b) = (row(&self.word, &self.offset, a), row(&self.word, &self.offset, b));
        let (weights_a, weights_b) = (
            row(&self.weight, &self.offset, a),
            row(&self.weight, &self.offset, b),
        );
        let (mut at, mut other, mut cosine) = (0, 0, 0.0);
        while at < words_a.len() && other < words_b.len() {
            match words_a[at].cmp(&words_b[other]) {
                std::cmp::Ordering::Less => at += 1,
                std::cmp::Ordering::Greater => other += 1,
                std::cmp::Ordering::Equal => {
                    cosine += weights_a[at] * weights_b[other];
                    (at, other) = (at + 1, other + 1);
                }
            }
        }
        cosine >= SAME_ITEM_COSINE
    }

    /// Adds the arrays.
    pub fn write(&self, sections: &mut Sections) {
        sections.put("catalogue/title_vector.offset", &self.offset);
        sections.put("catalogue/title_vector.word", &self.word);
        sections.put("catalogue/title_vector.weight", &self.weight);
    }

    /// Reads the arrays.
    ///
    /// # Errors
    /// [`SectionError`] where they are missing or do not fit together.
    pub fn read(sections: &Sections, products: usize) -> Result<Self, SectionError> {
        let name = "catalogue/title_vector.offset";
        let vectors = Self {
            offset: sections.get(name)?,
            word: sections.get("catalogue/title_vector.word")?,
            weight: sections.get("catalogue/title_vector.weight")?,
        };
        check_offsets(name, &vectors.offset, products, vectors.word.len())?;
        check_offsets(name, &vectors.offset, products, vectors.weight.len())?;
        Ok(vectors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn designs_of_one_item_are_alike_and_sets_are_not() {
        let titles = [
            "LUNCH BAG RED RETROSPOT",
            "LUNCH BAG  BLACK SKULL.",
            "GREEN REGENCY TEACUP AND SAUCER",
            "ROSES REGENCY TEACUP AND SAUCER ",
            "REGENCY CAKESTAND 3 TIER",
            "JAM MAKING SET WITH JARS",
            "RED RETROSPOT CAKE STAND",
            "SET OF 3 CAKE TINS PANTRY DESIGN",
            "BLACK RECORD COVER FRAME",
            "",
            "85123A",
        ];
        let vectors = TitleVectors::build(titles.into_iter());
        assert!(vectors.same_item(0, 1));
        assert!(vectors.same_item(2, 3));
        for (a, b) in [(0, 6), (2, 4), (5, 7), (9, 9), (10, 10), (0, 99)] {
            assert!(!vectors.same_item(a, b), "{a} {b}");
        }
    }
}
