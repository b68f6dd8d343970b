//! **What a shopkeeper sees:** given the first product of an order, does the shop propose what was bought with it?
//!
//! **Method:** every asked order of at least two distinct products becomes one question: the first product is the cart,
//! all others are right.
//!
//! **When it fails:** the sequence of an order's lines is not always the sequence in which they were chosen.
//!
//! **Source:** the all-but-one protocols of basket research, turned round.

use decide::Intent;

use super::{QUESTIONS_MIN, Task};
use crate::offline::{question::Question, split::Split};

pub(super) const TASK: Task = Task {
    id: "seed_to_rest",
    tells: "The first product of each order is given, all others of it are asked for.",
    asks: "orders of two or more products",
    questions_min: QUESTIONS_MIN,
    intents: &[Intent::Complement],
    figures: &[
        ("hit_rate", 10),
        ("hit_rate", 4),
        ("recall", 10),
        ("reciprocal_rank", 10),
        ("ndcg", 10),
        ("coverage", 10),
        ("same_leaf_share", 10),
    ],
    by_views: false,
    hides: None,
    ask,
};

fn ask(split: &Split<'_>, _seed: u64) -> Vec<Question> {
    let asked = split.asked_orders().iter();
    let asked = asked.filter(|order| order.products.len() >= 2).enumerate();
    let question = |(unit, order): (usize, &crate::offline::dataset::PastOrder)| {
        let first = order.products[0];
        Question {
            cart: Some(first)
                .filter(|&first| split.knows(first))
                .into_iter()
                .collect(),
            customer: order.customer,
            ..Question::new(unit, order.placed_at)
        }
        .with_right(split, order.products[1..].iter().copied())
    };
    asked.map(question).collect()
}

#[cfg(test)]
mod tests {
    use shop::Day;

    use super::*;
    use crate::offline::fixture::{order, past};

    #[test]
    fn the_first_is_given_and_the_others_are_right() {
        let orders = vec![order(1, None, &[0, 1, 2]), order(5, None, &[2, 0, 3])];
        let past = past(4, orders, Vec::new());
        let questions = ask(&Split::new(&past, Day(3).start(), Day(9).start()), 1);
        assert_eq!(questions.len(), 1);
        assert_eq!(
            (questions[0].cart.clone(), questions[0].right.clone()),
            (vec![2], vec![0])
        );
        assert_eq!(
            questions[0].right_count, 2,
            "product 3 is new: it counts, and cannot be found"
        );
    }
}
