//! **What a shopkeeper sees:** products whose titles and categories speak of the same things.
//!
//! **Method:** the words of titles and category, weighed by how rare they are (TF-IDF); the cosine of the offered
//! product's words with those of the whole cart.
//!
//! **When it fails:** what goes together is often called differently; variants are called alike.
//!
//! **Source:** G. Salton and C. Buckley, "Term-weighting approaches in automatic text retrieval", 1988.

use recommend::{Catalogue, ProductIndex, Query};
use rustc_hash::FxHashMap;

use super::{Baseline, Learnt, Scores};
use crate::offline::split::Split;

pub(super) const BASELINE: Baseline = Baseline {
    id: "content_words",
    tells: "Products whose titles and category share rare words with those of the cart.",
    tasks: &["cold_start", "cart_completion", "seed_to_rest"],
    learn,
};

/// Words of more products than this say nothing and would only cost time.
const PRODUCTS_PER_WORD_MAX: usize = 5_000;

struct ContentWords {
    /// Each product's words with their weights; the weights' squares sum to 1.
    words: Vec<Vec<(u32, f32)>>,
    /// Each word's products with its weight there.
    products: Vec<Vec<(ProductIndex, f32)>>,
}

fn learn(split: &Split<'_>) -> Box<dyn Learnt> {
    let catalogue = &split.past.catalogue;
    let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
    let mut words: Vec<Vec<(u32, f32)>> = (0..catalogue.len() as ProductIndex)
        .map(|product| counted_words(catalogue, product, &mut numbers))
        .collect();
    let mut holders = vec![0_usize; numbers.len()];
    for (word, _) in words.iter().flatten() {
        holders[*word as usize] += 1;
    }
    for of_product in &mut words {
        of_product.retain(|(word, _)| holders[*word as usize] <= PRODUCTS_PER_WORD_MAX);
        for (word, weight) in of_product.iter_mut() {
            *weight *= (catalogue.len() as f32 / holders[*word as usize] as f32).ln() + 1.0;
        }
        let length: f32 = of_product.iter().map(|(_, weight)| weight * weight).sum();
        for (_, weight) in of_product.iter_mut() {
            *weight /= length.sqrt();
        }
    }
    let mut products = vec![Vec::new(); numbers.len()];
    for (product, of_product) in (0..).zip(&words) {
        if split.knows(product) || split.is_hidden(product) {
            for &(word, weight) in of_product {
                products[word as usize].push((product, weight));
            }
        }
    }
    Box::new(ContentWords { words, products })
}

/// A product's words, each once with the root of its number.
fn counted_words(
    catalogue: &Catalogue,
    product: ProductIndex,
    numbers: &mut FxHashMap<String, u32>,
) -> Vec<(u32, f32)> {
    let mut found: Vec<u32> = Vec::new();
    let category = catalogue
        .leaf(product)
        .map_or("", |leaf| catalogue.leaf_path(leaf));
    let titles = catalogue.titles(product).map(|(_, title)| title);
    for text in titles.chain([category]) {
        for word in text.split(|letter: char| !letter.is_alphanumeric()) {
            if !word.is_empty() {
                let next = numbers.len() as u32;
                found.push(*numbers.entry(word.to_lowercase()).or_insert(next));
            }
        }
    }
    found.sort_unstable();
    let counted = found.chunk_by(|a, b| a == b);
    counted
        .map(|same| (same[0], (same.len() as f32).sqrt()))
        .collect()
}

impl Learnt for ContentWords {
    fn score(&self, query: &Query<'_>, _depth: usize, scores: &mut Scores) {
        for seed in query.seeds() {
            for &(word, own) in &self.words[seed as usize] {
                for &(product, weight) in &self.products[word as usize] {
                    scores.add(product, f64::from(own * weight));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use recommend::CatalogueSource;
    use shop::{Day, Locale, Product, ProductId};

    use super::*;
    use crate::offline::{dataset::Past, fixture::order, question::Question, split::Split};

    #[test]
    fn rare_words_bring_products_together() {
        let mut source = CatalogueSource::default();
        for title in [
            "Nikon D800 camera",
            "Battery for Nikon D800",
            "Kettle for the kitchen",
            "Camera bag",
        ] {
            let mut product = Product::unknown(ProductId::new(title).unwrap());
            product.title.0.insert(Locale::english(), title.to_owned());
            source.push(&product, false);
        }
        let past = Past::new(source.finish(), vec![order(1, None, &[0, 1, 2, 3])], Vec::new());
        let split = Split::new(&past, Day(5).start(), Day(9).start());
        let learnt = learn(&split);
        let question = Question {
            cart: vec![0],
            ..Question::default()
        };
        let list = question.ask(|query| super::super::method("content_words", &*learnt, 4).start()(query, 9));
        assert_eq!(list, [1, 3], "the kettle shares no word");
    }
}
