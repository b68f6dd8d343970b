//! The toy click data that Serenade ships: learn from its train file, predict the next click of its test file.

use super::{Data, Evaluation, Score};
use crate::measuring::clicks;
use crate::measuring::trial::{Numbers, evaluate_all, whole};
use crate::measuring::verdict::Target;
use anyhow::Result;
use measure::offline::Span;
use std::path::Path;

pub const EVALUATION: Evaluation = Evaluation {
    id: "serenade_toy",
    data: Data::Real("sessions_serenade_toy"),
    in_checks: true,
    run,
};

fn run(data: &Path) -> Result<Vec<Score>> {
    let mut numbers = Numbers::default();
    let train = clicks::read(&data.join("train.txt.gz"), &mut numbers)?;
    let test = clicks::read(&data.join("test.txt"), &mut numbers)?;
    let (past, cut, moved_ms) = clicks::past(numbers, &train, &test)?;
    println!(
        "  the test file begins {} s later than it says, to lie behind the train file",
        moved_ms / 1_000
    );
    let evaluation = evaluate_all(&past, &["session_next_item"], Span::Since(cut))?;
    let score = |metric, target| whole(&evaluation, "session_next_item", metric, 20, target);
    Ok([
        score("reciprocal_rank", Target::AtLeast(0.355))?,
        score("hit_rate", Target::Reference)?,
    ]
    .into_iter()
    .flatten()
    .collect())
}
