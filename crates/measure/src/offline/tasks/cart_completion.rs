//! **What a shopkeeper sees:** one product is taken out of a cart; does the shop propose it, given the rest?
//!
//! **Method:** every asked order of at least two distinct products becomes one question. The hidden product is drawn
//! uniformly, with a seed; the whole catalogue minus the cart is ranked.
//!
//! **When it fails:** what would have been bought anyway counts as much as what an offer would have sold.
//!
//! **Source:** leave-one-out of J. Breese, D. Heckerman and C. Kadie, "Empirical analysis of predictive algorithms",
//! 1998.

use decide::Intent;

use super::{QUESTIONS_MIN, Task};
use crate::offline::{question::Question, random, split::Split};

pub(super) const TASK: Task = Task {
    id: "cart_completion",
    tells: "One product is taken out of each cart and asked for, given the rest.",
    asks: "orders of two or more products",
    questions_min: QUESTIONS_MIN,
    intents: &[Intent::Complement],
    figures: &[
        ("hit_rate", 10),
        ("hit_rate", 1),
        ("hit_rate", 4),
        ("reciprocal_rank", 10),
        ("ndcg", 10),
        ("coverage", 10),
        ("median_popularity", 10),
        ("same_leaf_share", 10),
    ],
    by_views: false,
    hides: None,
    ask,
};

fn ask(split: &Split<'_>, seed: u64) -> Vec<Question> {
    let mut state = seed;
    let asked = split.asked_orders().iter();
    let asked = asked.filter(|order| order.products.len() >= 2).enumerate();
    asked
        .map(|(unit, order)| {
            let hidden_at = random::below(&mut state, order.products.len());
            let rest = order
                .products
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != hidden_at);
            let cart = rest.map(|(_, &product)| product);
            Question {
                cart: cart.filter(|&product| split.knows(product)).collect(),
                customer: order.customer,
                ..Question::new(unit, order.placed_at)
            }
            .with_right(split, [order.products[hidden_at]])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use shop::Day;

    use super::*;
    use crate::offline::fixture::{order, past};

    #[test]
    fn one_product_is_hidden_and_unknown_ones_are_never_found() {
        let mut orders: Vec<_> = (0..30).map(|day| order(day, None, &[0, 1])).collect();
        orders.extend([
            order(40, Some(3), &[0, 1]),
            order(41, None, &[0, 2]),
            order(42, None, &[1]),
        ]);
        let past = past(3, orders, Vec::new());
        let split = Split::new(&past, Day(40).start(), Day(50).start());
        for seed in 0..20 {
            let questions = ask(&split, seed);
            assert_eq!(questions.len(), 2);
            assert_eq!(questions[0].cart.len() + questions[0].right.len(), 2);
            assert_eq!((questions[0].customer, questions[0].right_count), (Some(3), 1));
            // Either the new product is asked for, and cannot be found, or it is left out of the cart.
            assert_eq!(questions[1].cart.len() + questions[1].right.len(), 1);
        }
        let hidden: std::collections::BTreeSet<u32> =
            (0..20).map(|seed| ask(&split, seed)[0].right[0]).collect();
        assert_eq!(hidden.len(), 2, "either product is drawn by some seed");
        assert_eq!(ask(&split, 5), ask(&split, 5));
    }
}
