//! Parts of what is asked, reported beside the total: a total can rise while true cross-selling falls.
//!
//! A list of what the customer buys anyway has the best total and sells nothing new. So each right product is also
//! counted in the slices that hold it.

use recommend::{CustomerIndex, ProductIndex};
use rustc_hash::FxHashSet;

use super::{question::Question, split::Split};

/// A part of the right products.
pub struct Slice {
    /// Public id.
    pub id: &'static str,
    /// What is in it, for people.
    pub tells: &'static str,
    holds: fn(&Sliced<'_, '_>, &Question, ProductIndex) -> bool,
}

/// Every slice.
pub static ALL: &[Slice] = &[
    Slice {
        id: "new_to_customer",
        tells: "right products that the customer, known by name, had never bought",
        holds: |sliced, question, product| {
            question
                .customer
                .is_some_and(|customer| !sliced.bought.contains(&(customer, product)))
        },
    },
    Slice {
        id: "different_leaf",
        tells: "right products of another category than those they are to go with",
        holds: |sliced, question, product| {
            let catalogue = &sliced.split.past.catalogue;
            let seeds = question.seeds();
            !seeds.is_empty() && !seeds.iter().any(|&seed| catalogue.same_need(seed, product))
        },
    },
    Slice {
        id: "tail",
        tells: "right products among the 80 % that sell least",
        holds: |sliced, _, product| sliced.sold[product as usize] <= sliced.tail_max,
    },
];

/// What the slices look at.
pub struct Sliced<'a, 'b> {
    split: &'a Split<'b>,
    bought: FxHashSet<(CustomerIndex, ProductIndex)>,
    sold: &'a [u32],
    tail_max: u32,
}

/// Of 100 products the most popular so many are the head, the others the tail.
const HEAD_PERCENT: usize = 20;

impl<'a, 'b> Sliced<'a, 'b> {
    /// Prepares for `questions`; `sold` says how popular each product is.
    pub fn new(split: &'a Split<'b>, questions: &[Question], sold: &'a [u32]) -> Self {
        let asked: FxHashSet<CustomerIndex> = questions
            .iter()
            .filter_map(|question| question.customer)
            .collect();
        let mut bought = FxHashSet::default();
        for order in split.learnt_orders() {
            if let Some(customer) = order.customer.filter(|customer| asked.contains(customer)) {
                bought.extend(order.products.iter().map(|&product| (customer, product)));
            }
        }
        let mut known: Vec<u32> = sold.iter().copied().filter(|&count| count > 0).collect();
        known.sort_unstable_by(|a, b| b.cmp(a));
        let first_of_tail = known.len() * HEAD_PERCENT / 100;
        Self {
            split,
            bought,
            sold,
            tail_max: known.get(first_of_tail).copied().unwrap_or_default(),
        }
    }

    /// The slices that hold `product` as a right answer of `question`, as bits by position in [`ALL`].
    pub fn bits(&self, question: &Question, product: ProductIndex) -> u8 {
        let bit = |(at, slice): (usize, &Slice)| u8::from((slice.holds)(self, question, product)) << at;
        ALL.iter().enumerate().map(bit).sum()
    }
}

#[cfg(test)]
mod tests {
    use shop::Day;

    use super::*;
    use crate::offline::fixture::{order, past};

    #[test]
    fn each_slice_holds_what_it_says() {
        let mut orders: Vec<_> = (0..9).map(|day| order(day, Some(7), &[0])).collect();
        orders.push(order(9, Some(7), &[1, 2, 3, 4]));
        let past = past(6, orders, Vec::new());
        let split = Split::new(&past, Day(20).start(), Day(30).start());
        let question = Question {
            customer: Some(7),
            cart: vec![1],
            ..Question::default()
        };
        let questions = [question.clone()];
        let sliced = Sliced::new(&split, &questions, &split.orders);
        let ids = |question: &Question, product| {
            let bits = sliced.bits(question, product);
            let held = (0..ALL.len()).filter(|at| bits >> at & 1 == 1);
            held.map(|at| ALL[at].id).collect::<Vec<_>>()
        };
        assert_eq!(ids(&question, 0), ["different_leaf"]);
        assert_eq!(ids(&question, 1), ["tail"]);
        assert_eq!(ids(&question, 5), ["new_to_customer", "different_leaf", "tail"]);
        assert_eq!(ids(&Question::default(), 5), ["tail"]);
    }
}
