//! The baselines: textbook methods that a shop's own ranking has to be better than. A file each, and this list.

mod co_count;
mod confidence;
mod content_words;
mod cosine;
mod last_item_transitions;
mod log_likelihood_ratio;
mod personal_frequency;
mod popularity;

use recommend::{ProductIndex, Query, counting::pairs::Accumulator};

use super::{
    methods::{Method, MethodKind, Ranker},
    split::Split,
    tasks::Task,
};

/// A textbook method.
pub struct Baseline {
    /// Public id; the file's stem.
    pub id: &'static str,
    /// What it does, in a sentence.
    pub tells: &'static str,
    /// Tasks it is made for, by id.
    pub tasks: &'static [&'static str],
    /// Learns from what came before the cut.
    pub learn: fn(&Split<'_>) -> Box<dyn Learnt>,
}

/// A baseline that has learnt.
pub trait Learnt: Send + Sync {
    /// Adds to the products' scores in a situation; at most about `depth` products count.
    fn score(&self, query: &Query<'_>, depth: usize, scores: &mut Scores);
}

/// Every baseline.
pub static ALL: &[Baseline] = &[
    popularity::BASELINE,
    co_count::BASELINE,
    confidence::BASELINE,
    cosine::BASELINE,
    log_likelihood_ratio::BASELINE,
    personal_frequency::BASELINE,
    last_item_transitions::BASELINE,
    content_words::BASELINE,
];

/// The tasks that begin with a cart.
const CARTS: &[&str] = &["cart_completion", "seed_to_rest"];

/// The baselines for `task`, having learnt from `split`.
pub fn learn(task: &Task, split: &Split<'_>) -> Vec<(&'static str, Box<dyn Learnt>)> {
    let made_for = ALL.iter().filter(|baseline| baseline.tasks.contains(&task.id));
    made_for
        .map(|baseline| (baseline.id, (baseline.learn)(split)))
        .collect()
}

/// A baseline as a method. `products` is how many the catalogue has.
pub fn method<'a>(id: &'static str, learnt: &'a dyn Learnt, products: usize) -> Method<'a> {
    let start = move || -> Ranker<'a> {
        let mut scores = Scores::new(products);
        Box::new(move |query, depth| {
            learnt.score(query, depth, &mut scores);
            scores.best(query, depth)
        })
    };
    Method::new(id, MethodKind::Baseline, start)
}

/// The scores of one question: a dense array that is used again.
pub struct Scores {
    score: Vec<f64>,
    touched: Vec<ProductIndex>,
    /// The array in which rows of pairs are counted, once a baseline needed it.
    rows: Option<Accumulator>,
}

impl Scores {
    fn new(products: usize) -> Self {
        Self {
            score: vec![0.0; products],
            touched: Vec::new(),
            rows: None,
        }
    }

    /// The array in which rows of pairs are counted; to be given back.
    pub(super) fn take_rows(&mut self, products: usize) -> Accumulator {
        self.rows.take().unwrap_or_else(|| Accumulator::new(products))
    }

    /// Keeps the array for the next question.
    pub(super) fn give_rows_back(&mut self, rows: Accumulator) {
        self.rows = Some(rows);
    }

    /// Adds to a product's score; what is not above 0 is ignored.
    pub fn add(&mut self, product: ProductIndex, score: f64) {
        let Some(own) = self.score.get_mut(product as usize).filter(|_| score > 0.0) else {
            return;
        };
        if *own <= 0.0 {
            self.touched.push(product);
        }
        *own += score;
    }

    /// The `depth` best that the query does not hold; ties break by product. Starts afresh.
    fn best(&mut self, query: &Query<'_>, depth: usize) -> Vec<ProductIndex> {
        let scored = self.touched.drain(..);
        let mut scored: Vec<(f64, ProductIndex)> = scored
            .map(|product| (std::mem::take(&mut self.score[product as usize]), product))
            .filter(|(_, product)| !query.holds(*product))
            .collect();
        let better = |a: &(f64, u32), b: &(f64, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if scored.len() > depth && depth > 0 {
            scored.select_nth_unstable_by(depth - 1, better);
        }
        scored.truncate(depth);
        scored.sort_unstable_by(better);
        scored.into_iter().map(|(_, product)| product).collect()
    }
}

/// The products by falling `counts`, ties by product.
fn by_count(counts: &[u32]) -> Vec<(ProductIndex, u32)> {
    let mut known: Vec<(ProductIndex, u32)> = (0..)
        .zip(counts.iter().copied())
        .filter(|(_, count)| *count > 0)
        .collect();
    known.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    known
}

#[cfg(test)]
mod tests {
    use shop::Day;

    use super::*;
    use crate::offline::{
        fixture::{order, past, visit},
        question::Question,
        tasks,
    };

    #[test]
    fn every_baseline_names_its_tasks() {
        for baseline in ALL {
            assert!(!baseline.tasks.is_empty());
            for task in baseline.tasks {
                assert!(tasks::find(task).is_some(), "{} {task}", baseline.id);
            }
        }
    }

    /// What a baseline puts first, on a past in which 0 goes with 1, 2 sells best, and customer 5 always takes 3.
    fn check(id: &str, question: &Question, expect: &[ProductIndex]) {
        let mut orders = Vec::new();
        for day in 0..20 {
            orders.push(order(day, Some(1), &[2]));
            orders.push(order(day, None, &[0, 1, 2]));
            orders.push(order(day, None, &[2, 4]));
        }
        orders.extend([order(3, Some(5), &[3]), order(6, Some(5), &[3, 4])]);
        let past = past(
            5,
            orders,
            vec![visit(1, &[0, 4, 1]), visit(2, &[0, 4]), visit(3, &[0, 2])],
        );
        let split = Split::new(&past, Day(50).start(), Day(60).start());
        let baseline = ALL.iter().find(|baseline| baseline.id == id).unwrap();
        let learnt = (baseline.learn)(&split);
        let list = question.ask(|query| method(id_of(id), &*learnt, 5).start()(query, 2));
        assert_eq!(list, expect, "{id}");
    }

    fn id_of(id: &str) -> &'static str {
        ALL.iter().find(|baseline| baseline.id == id).unwrap().id
    }

    #[test]
    fn every_baseline_does_what_it_says() {
        let cart = Question {
            cart: vec![0],
            ..Question::default()
        };
        check("popularity", &cart, &[2, 4]);
        check("co_count", &cart, &[1, 2]);
        check("confidence", &cart, &[1, 2]);
        check("cosine", &cart, &[1, 2]);
        check("log_likelihood_ratio", &cart, &[1, 2]);
        let customer = Question {
            customer: Some(5),
            ..Question::default()
        };
        check("personal_frequency", &customer, &[3, 4]);
        check("personal_frequency", &Question::default(), &[2, 4]);
        let visitor = Question {
            viewed: vec![0, 1],
            ..Question::default()
        };
        check("last_item_transitions", &visitor, &[4, 2]);
    }
}
