//! **What a shopkeeper sees:** a product that nobody has bought yet: is it offered to those who would?
//!
//! **Method:** of the products that sold before the cut, 5 in 100, drawn with a seed, lose every trace of their
//! history. Each of their first 5 asked orders of at most 50 other products becomes a question: the rest of the order
//! is the cart, the new product is right, and among the products without history the lists are compared.
//!
//! **When it fails:** it needs titles, categories or attributes; a shop of bare article numbers has nothing to go by.
//!
//! **Source:** item cold start as in A. Schein et al., "Methods and metrics for cold-start recommendations", 2002.

use decide::Intent;
use rustc_hash::FxHashMap;

use super::{QUESTIONS_MIN, Task};
use crate::offline::{question::Question, random, split::Split};

pub(super) const TASK: Task = Task {
    id: "cold_start",
    tells: "Some products lose their history; their first carts ask which of these belongs in.",
    asks: "orders that hold one of the products whose history was hidden",
    questions_min: QUESTIONS_MIN,
    intents: &[Intent::Complement, Intent::Discovery],
    figures: &[("hit_rate", 10), ("hit_rate", 1), ("reciprocal_rank", 10)],
    by_views: false,
    hides: Some(hides),
    ask,
};

const HIDDEN_PERCENT: u64 = 5;
/// A reseller's order of everything says little about which product belongs in, and takes long to ask.
const CART_MAX: usize = 50;
/// Orders asked for each product: its first sales.
const FIRST_SALES: u32 = 5;

fn hides(split: &Split<'_>, seed: u64) -> Vec<bool> {
    let drawn = |product: u32| random::of(seed, u64::from(product)) % 100 < HIDDEN_PERCENT;
    (0..split.orders.len() as u32)
        .map(|product| split.orders[product as usize] > 0 && drawn(product))
        .collect()
}

fn ask(split: &Split<'_>, _seed: u64) -> Vec<Question> {
    let mut asked: FxHashMap<u32, u32> = FxHashMap::default();
    let mut questions = Vec::new();
    for order in split.asked_orders() {
        let cart = order.products.iter().copied();
        let cart: Vec<u32> = cart
            .filter(|&product| split.knows(product) && !split.is_hidden(product))
            .collect();
        let hidden = order.products.iter().filter(|&&product| split.is_hidden(product));
        for &product in hidden.filter(|_| (1..=CART_MAX).contains(&cart.len())) {
            let sales = asked.entry(product).or_default();
            if *sales < FIRST_SALES {
                *sales += 1;
                let question = Question {
                    cart: cart.clone(),
                    customer: order.customer,
                    ..Question::new(questions.len(), order.placed_at)
                };
                questions.push(question.with_right(split, [product]));
            }
        }
    }
    questions
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use shop::Day;

    use super::*;
    use crate::offline::fixture::{order, past};

    #[test]
    fn hidden_products_are_asked_for_in_their_first_orders() {
        let products: Vec<u32> = (0..200).collect();
        let mut orders = vec![order(1, None, &products)];
        orders.extend((0..30).map(|day| order(10 + day, None, &products[..40])));
        let past = past(200, orders, Vec::new());
        let hidden = hides(&Split::new(&past, Day(5).start(), Day(99).start()), 4);
        let count = hidden.iter().filter(|&&hidden| hidden).count();
        assert!((2..=25).contains(&count), "{count}");
        let asked_for = hidden[..40].iter().filter(|&&hidden| hidden).count();
        assert!(asked_for > 0, "the seed hides none of those that are asked for");
        let split = Split::hiding(&past, Day(5).start(), Day(99).start(), Arc::from(hidden));
        let questions = ask(&split, 4);
        assert_eq!(questions.len(), asked_for * FIRST_SALES as usize);
        assert!(
            questions
                .iter()
                .all(|question| question.cart.len() == 40 - asked_for)
        );
    }
}
