//! **What a shopkeeper sees:** "customers mention it" – products that buyers of the one name in their reviews, with
//! the review to quote.
//!
//! **Method:** reviews of four and five stars, and those without stars, are searched for the titles of other
//! products: whole titles, or at least two telling words of a title in sequence that name exactly one product or the
//! variants of one. A mention after "instead of", "better than", "not" and their like in English, Arabic, Persian and
//! Romanian does not count, nor does one of a product that serves the same need or is of no use beside it. A pair's
//! score is the number of distinct reviews; in the other direction, from the product named to the one reviewed, a
//! review counts half.
//!
//! **When it fails:** reviews that name products by nicknames; titles of one word, or of common words only; irony.
//!
//! **Source:** mining of comparative and co-usage mentions in product reviews, e.g. N. Jindal and B. Liu,
//! "Identifying comparative sentences in text documents", 2006, turned round.

mod mentions;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    BuildContext, Candidates, Catalogue, Evidence, Partition, Query, Recommender, SectionError, Sections,
    Unit,
    catalogue::flags,
    query::ProductIndex,
    rows::{Scored, ScoredRows, keep_best},
};

use mentions::TitleIndex;

/// The recommender.
pub struct ReviewPairs;

const KEPT: usize = 16;
/// Stars from which on a review speaks well of what it names.
const RATING_MIN: f32 = 4.0;
/// What a review counts for the product it is about, beside the one it names.
const REVERSE_WEIGHT: f32 = 0.5;
/// Products that one review can name: a longer list is no testimony.
const MENTIONS_MAX: usize = 6;

impl Recommender for ReviewPairs {
    const ID: &'static str = "review_pairs";
    const SEES: &'static str = "What customers name in their reviews of another product.";
    const UNIT: Unit = Unit::Order;

    type Counts = ();
    type Model = ScoredRows;

    fn count(_partition: &Partition) {}

    fn merge(_into: &mut (), _other: ()) {}

    fn finish(_counts: (), context: &BuildContext<'_>) -> ScoredRows {
        let mut pairs: FxHashMap<(ProductIndex, ProductIndex), Testimony> = FxHashMap::default();
        for (review, named) in all_mentions(context) {
            let Some(about) = context.catalogue.reviews().get(review) else {
                continue;
            };
            for other in named {
                let directions = [
                    (about.product, other, 1.0),
                    (other, about.product, REVERSE_WEIGHT),
                ];
                for (with, product, weight) in directions {
                    pairs
                        .entry((with, product))
                        .or_default()
                        .add(context.catalogue, review, weight);
                }
            }
        }
        let mut rows: Vec<Vec<Scored>> = vec![Vec::new(); context.catalogue.len()];
        for ((with, product), testimony) in pairs {
            if is_offered(context.catalogue, product, with) {
                rows[with as usize].push(testimony.scored(product));
            }
        }
        for row in &mut rows {
            keep_best(row, KEPT);
        }
        ScoredRows::collect(rows)
    }

    fn propose(model: &ScoredRows, query: &Query<'_>, candidates: &mut Candidates) {
        for seed in query.seeds() {
            for entry in model.of(seed).filter(|entry| !query.holds(entry.product)) {
                let evidence = Evidence::ReviewMention {
                    with: seed,
                    review: entry.detail,
                };
                candidates.propose(entry.product, entry.score, evidence);
            }
        }
    }

    fn write(model: &ScoredRows, sections: &mut Sections) {
        model.write(Self::ID, sections);
    }

    fn read(sections: &Sections, catalogue: &Catalogue) -> Result<ScoredRows, SectionError> {
        ScoredRows::read(Self::ID, sections, catalogue)
    }

    fn facts(model: &ScoredRows) -> Vec<(&'static str, f64)> {
        vec![("pairs_listed", model.len() as f64)]
    }
}

/// The reviews that name other products, with these, by position.
fn all_mentions(context: &BuildContext<'_>) -> Vec<(u32, Vec<ProductIndex>)> {
    let reviews = context.catalogue.reviews();
    let told: Vec<u32> = (0..reviews.len() as u32)
        .filter(|&review| {
            reviews.get(review).is_some_and(|review| {
                !review.text.is_empty() && review.rating.is_none_or(|stars| stars >= RATING_MIN)
            })
        })
        .collect();
    let texts = || told.iter().filter_map(|&review| Some(reviews.get(review)?.text));
    let index = TitleIndex::new(context.catalogue, &context.signals.sales, texts);
    told.par_iter()
        .map(|&review| {
            let about = reviews
                .get(review)
                .map_or(ProductIndex::MAX, |review| review.product);
            let text = reviews.get(review).map_or("", |review| review.text);
            let mut named = index.named_in(text);
            named.retain(|&other| !context.catalogue.same_need(about, other));
            named.truncate(MENTIONS_MAX);
            (review, named)
        })
        .filter(|(_, named)| !named.is_empty())
        .collect()
}

fn is_offered(catalogue: &Catalogue, product: ProductIndex, with: ProductIndex) -> bool {
    catalogue.has_flag(product, flags::ACTIVE)
        && !catalogue.has_flag(product, flags::FEE)
        && catalogue.may_go_with(product, with)
}

/// The reviews that speak of a pair.
#[derive(Default)]
struct Testimony {
    weight: f32,
    /// Texts that counted already: what is sent twice, or written by a machine, speaks once.
    texts: FxHashSet<u64>,
    /// The review to quote, with what makes it the best one.
    best: Option<(u32, u32)>,
}

impl Testimony {
    /// Reviews come by position, so that of equals the first is quoted.
    fn add(&mut self, catalogue: &Catalogue, position: u32, weight: f32) {
        let Some(review) = catalogue.reviews().get(position) else {
            return;
        };
        if !self.texts.insert(mentions::hash(review.text)) {
            return;
        }
        self.weight += weight;
        // A review about the product at hand is quoted before one of the other, more stars before fewer.
        let rank = (weight * 100.0 + review.rating.unwrap_or(RATING_MIN) * 2.0) as u32;
        if self.best.is_none_or(|(best, _)| rank > best) {
            self.best = Some((rank, position));
        }
    }

    fn scored(&self, product: ProductIndex) -> Scored {
        Scored {
            product,
            score: self.weight,
            detail: self.best.map_or(0, |(_, review)| review),
        }
    }
}
