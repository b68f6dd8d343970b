//! The tasks: what a method is asked, a file each, and this list.

mod cart_completion;
mod cold_start;
mod next_basket;
mod seed_to_rest;
mod session_next_item;
mod step_up;

use decide::Intent;

use super::{question::Question, split::Split};

/// Something that a shop's own past can answer.
pub struct Task {
    /// Public id; the file's stem.
    pub id: &'static str,
    /// What is asked, in a sentence.
    pub tells: &'static str,
    /// What the questions are made of, in the plural, for "too few …".
    pub asks: &'static str,
    /// Fewer questions say nothing.
    pub questions_min: usize,
    /// The intents whose rankings answer for the shop.
    pub intents: &'static [Intent],
    /// What is measured, by metric and depth; the first is the task's own number.
    pub figures: &'static [(&'static str, usize)],
    /// Whether popularity means views; orders else.
    pub by_views: bool,
    /// Which products lose their history before anything is learnt; none: every product keeps it.
    pub hides: Option<fn(&Split<'_>, u64) -> Vec<bool>>,
    /// Makes the questions, with a seed.
    pub ask: fn(&Split<'_>, u64) -> Vec<Question>,
}

impl Task {
    /// How popular each product is, as this task sees it.
    pub fn popularity<'a>(&self, split: &'a Split<'_>) -> &'a [u32] {
        if self.by_views {
            &split.views
        } else {
            &split.orders
        }
    }

    /// How many products of a list are looked at.
    pub fn depth(&self) -> usize {
        self.figures
            .iter()
            .map(|(_, depth)| *depth)
            .max()
            .unwrap_or_default()
    }
}

/// Every task.
pub static ALL: &[Task] = &[
    cart_completion::TASK,
    seed_to_rest::TASK,
    next_basket::TASK,
    session_next_item::TASK,
    step_up::TASK,
    cold_start::TASK,
];

/// Fewer questions than this say nothing: at a share of one third the interval would be wider than ±9 points.
const QUESTIONS_MIN: usize = 100;

/// The task with this id.
pub fn find(id: &str) -> Option<&'static Task> {
    ALL.iter().find(|task| task.id == id)
}

#[cfg(test)]
mod tests {
    use crate::metrics;

    #[test]
    fn every_figure_is_a_metric_and_the_first_is_a_mean() {
        for task in super::ALL {
            for (id, depth) in task.figures {
                assert!(metrics::find(id).is_some() && *depth > 0, "{} {id}", task.id);
            }
            let main = metrics::find(task.figures[0].0).unwrap();
            assert!(matches!(main.of, metrics::Of::Question(_)), "{}", task.id);
            assert!(task.questions_min > 0, "{}", task.id);
        }
    }
}
