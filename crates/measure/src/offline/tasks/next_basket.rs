//! **What a shopkeeper sees:** given who a customer is, does the shop know what they come for next?
//!
//! **Method:** every customer who ordered before and after the cut becomes one question: an empty cart at the moment of
//! their first order after the cut, of which every product is right.
//!
//! **When it fails:** mostly it is won by what the customer always buys; look at `new_to_customer`.
//!
//! **Source:** S. Rendle, C. Freudenthaler and L. Schmidt-Thieme, "Factorizing personalized Markov chains for
//! next-basket recommendation", 2010.

use decide::Intent;
use rustc_hash::FxHashSet;

use super::{QUESTIONS_MIN, Task};
use crate::offline::{question::Question, split::Split};

pub(super) const TASK: Task = Task {
    id: "next_basket",
    tells: "Each known customer's next order after the cut is asked for.",
    asks: "customers who ordered both before and after the cut",
    questions_min: QUESTIONS_MIN,
    intents: &[Intent::Discovery, Intent::BuyAgain],
    figures: &[
        ("recall", 10),
        ("ndcg", 10),
        ("hit_rate", 10),
        ("coverage", 10),
        ("median_popularity", 10),
    ],
    by_views: false,
    hides: None,
    ask,
};

fn ask(split: &Split<'_>, _seed: u64) -> Vec<Question> {
    let mut waiting: FxHashSet<u32> = split
        .learnt_orders()
        .iter()
        .filter_map(|order| order.customer)
        .collect();
    let asked = split
        .asked_orders()
        .iter()
        .filter(|order| order.customer.is_some_and(|customer| waiting.remove(&customer)));
    asked
        .enumerate()
        .map(|(unit, order)| {
            Question {
                customer: order.customer,
                ..Question::new(unit, order.placed_at)
            }
            .with_right(split, order.products.iter().copied())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use shop::Day;

    use super::*;
    use crate::offline::fixture::{order, past};

    #[test]
    fn known_customers_are_asked_once() {
        let orders = vec![
            order(1, Some(1), &[0, 1]),
            order(2, None, &[2]),
            order(5, Some(1), &[1, 2]),
            order(6, Some(1), &[0]),
            order(6, Some(2), &[0]),
            order(6, None, &[0]),
        ];
        let past = past(3, orders, Vec::new());
        let questions = ask(&Split::new(&past, Day(3).start(), Day(9).start()), 1);
        assert_eq!(questions.len(), 1);
        assert_eq!(
            (questions[0].customer, questions[0].right.clone()),
            (Some(1), vec![1, 2])
        );
    }
}
