//! Putting the questions to a method, on all cores.

use rayon::prelude::*;
use recommend::ProductIndex;

use super::{
    methods::{Method, Ranker},
    question::Question,
    slices::Sliced,
    split::Split,
};
use crate::metrics::{Found, Measure};

/// Questions that one thread puts in a row; a ranker's memory is made once for them.
const QUESTIONS_IN_A_ROW: usize = 128;
/// Products that the history does not know were not in the shop then and are struck off a list; so more are asked for.
const SPARE: usize = 2;

/// What a method answered to one question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The list, the best first.
    pub shown: Vec<ProductIndex>,
    /// The right products in it: place from 1 on, ascending, and the slices that hold the product, as bits.
    pub found: Vec<(u32, u8)>,
}

impl Answer {
    /// The places of the right products of a slice, or of all where `slice` is none.
    pub fn places(&self, slice: Option<usize>) -> Vec<u32> {
        let held = |bits: u8| slice.is_none_or(|at| bits >> at & 1 == 1);
        self.found
            .iter()
            .filter(|(_, bits)| held(*bits))
            .map(|(place, _)| *place)
            .collect()
    }

    /// What `metric` makes of it, given how many right products there are.
    pub fn measure(&self, metric: Measure, relevant: usize, depth: usize) -> f64 {
        let places = self.places(None);
        metric(
            &Found {
                places: &places,
                relevant,
            },
            depth,
        )
    }
}

/// Puts every question to `method` and looks at the first `depth` products of each list.
pub fn ask(
    method: &Method<'_>,
    split: &Split<'_>,
    sliced: &Sliced<'_, '_>,
    questions: &[Question],
    depth: usize,
) -> Vec<Answer> {
    let in_a_row = |questions: &[Question]| {
        let mut ranker = method.start();
        let answer = |question: &Question| answer(&mut ranker, split, sliced, question, depth);
        questions.iter().map(answer).collect::<Vec<Answer>>()
    };
    questions
        .par_chunks(QUESTIONS_IN_A_ROW)
        .flat_map_iter(in_a_row)
        .collect()
}

fn answer(
    ranker: &mut Ranker<'_>,
    split: &Split<'_>,
    sliced: &Sliced<'_, '_>,
    question: &Question,
    depth: usize,
) -> Answer {
    let only_hidden = !split.hidden.is_empty();
    let asked_depth = if only_hidden {
        split.hidden.len()
    } else {
        depth * SPARE
    };
    let mut shown = question.ask(|query| ranker(query, asked_depth));
    shown.retain(|&product| {
        if only_hidden {
            split.is_hidden(product)
        } else {
            split.knows(product)
        }
    });
    shown.truncate(depth);
    let right = shown.iter().zip(1..);
    let right = right.filter(|(product, _)| question.right.contains(product));
    let found = right.map(|(&product, place)| (place, sliced.bits(question, product)));
    Answer {
        found: found.collect(),
        shown,
    }
}
