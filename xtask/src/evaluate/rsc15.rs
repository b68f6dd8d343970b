//! A slice of the clicks of the RecSys Challenge 2015: learn from its train file, predict the next click of its test
//! file, all of it and the 387 positions of its first 99 visits, for which another program's numbers are known.

use super::{Data, Evaluation, Score};
use crate::measuring::clicks;
use crate::measuring::trial::{Numbers, evaluate_all, whole};
use crate::measuring::verdict::Target;
use anyhow::{Result, ensure};
use measure::offline::Span;
use std::path::Path;

pub const EVALUATION: Evaluation = Evaluation {
    id: "rsc15",
    data: Data::Real("sessions_rsc15_100k"),
    in_checks: false,
    run,
};

/// The visits, in the order of the file, that hold the positions of the known numbers.
const FIRST_VISITS: usize = 99;
const POSITIONS: usize = 387;

fn run(data: &Path) -> Result<Vec<Score>> {
    let mut scores = Vec::new();
    for (visits, targets) in [
        (usize::MAX, [Target::Reference; 2]),
        (FIRST_VISITS, [Target::AtLeast(0.610), Target::AtLeast(0.334)]),
    ] {
        let mut numbers = Numbers::default();
        let train = clicks::read(
            &data.join("yoochoose-clicks-100k_train_full.txt.gz"),
            &mut numbers,
        )?;
        let test = clicks::read(&data.join("yoochoose-clicks-100k_test.txt.gz"), &mut numbers)?;
        let asked = &test[..visits.min(test.len())];
        let (past, cut, _) = clicks::past(numbers, &train, asked)?;
        let evaluation = evaluate_all(&past, &["session_next_item"], Span::Since(cut))?;
        let questions = evaluation.tasks[0].questions;
        ensure!(
            visits == usize::MAX || questions == POSITIONS,
            "{questions} positions are not {POSITIONS}"
        );
        for (metric, target) in ["hit_rate", "reciprocal_rank"].into_iter().zip(targets) {
            for mut score in whole(&evaluation, "session_next_item", metric, 20, target)? {
                score.what = format!("{questions} positions: {}", score.what);
                scores.push(score);
            }
        }
    }
    Ok(scores)
}
