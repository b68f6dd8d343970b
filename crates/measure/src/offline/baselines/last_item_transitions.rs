//! **What a shopkeeper sees:** what visitors looked at next after this product.
//!
//! **Method:** how often one view followed another directly; the last view of the visit decides.
//!
//! **When it fails:** it forgets what the visit was about before, and knows nothing of products rarely viewed.
//!
//! **Source:** first-order Markov chains, "MC" in M. Ludewig and D. Jannach, "Evaluation of session-based
//! recommendation algorithms", 2018.

use recommend::{ProductIndex, Query};

use super::{Baseline, Learnt, Scores};
use crate::offline::split::Split;

pub(super) const BASELINE: Baseline = Baseline {
    id: "last_item_transitions",
    tells: "What was viewed most often directly after the last view.",
    tasks: &["session_next_item"],
    learn,
};

/// Pairs of views, one after the other, with their number; sorted.
struct Transitions(Vec<((ProductIndex, ProductIndex), u32)>);

fn learn(split: &Split<'_>) -> Box<dyn Learnt> {
    let mut pairs: Vec<(ProductIndex, ProductIndex)> = Vec::new();
    let sessions = split.partition.sessions.iter();
    for session in sessions.flat_map(|day| day.sessions.iter()) {
        pairs.extend(session.viewed().zip(session.viewed().skip(1)));
    }
    pairs.sort_unstable();
    let counted = pairs.chunk_by(|a, b| a == b);
    Box::new(Transitions(
        counted.map(|same| (same[0], same.len() as u32)).collect(),
    ))
}

impl Learnt for Transitions {
    fn score(&self, query: &Query<'_>, _depth: usize, scores: &mut Scores) {
        let Some(&last) = query.recently_viewed.first() else {
            return;
        };
        let from = self.0.partition_point(|((before, _), _)| *before < last);
        let own = self.0[from..]
            .iter()
            .take_while(|((before, _), _)| *before == last);
        for ((_, next), count) in own {
            scores.add(*next, f64::from(*count));
        }
    }
}
