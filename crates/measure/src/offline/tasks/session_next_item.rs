//! **What a shopkeeper sees:** while a visitor looks around, does the shop know what they look at next?
//!
//! **Method:** every beginning of every asked visit is one question, at the moment of its last view; the next view is
//! right. A product looked at before may be right again.
//!
//! **When it fails:** what is looked at is often not what is bought.
//!
//! **Source:** the protocol of B. Kersbergen, O. Sprangers and S. Schelter, "Serenade: low-latency session-based
//! recommendation in e-commerce at scale", SIGMOD 2022.

use decide::Intent;
use recommend::{ProductIndex, StepKind};

use super::{QUESTIONS_MIN, Task};
use crate::offline::{question::Question, split::Split};

pub(super) const TASK: Task = Task {
    id: "session_next_item",
    tells: "After every view of a visit, the next view is asked for.",
    asks: "views that followed another one in a visit",
    questions_min: QUESTIONS_MIN,
    intents: &[Intent::Discovery],
    figures: &[
        ("reciprocal_rank", 20),
        ("hit_rate", 20),
        ("hit_rate", 4),
        ("ndcg", 20),
        ("coverage", 20),
        ("median_popularity", 20),
    ],
    by_views: true,
    hides: None,
    ask,
};

fn ask(split: &Split<'_>, _seed: u64) -> Vec<Question> {
    let mut questions = Vec::new();
    for (unit, session) in split.asked_sessions().enumerate() {
        let mut viewed: Vec<ProductIndex> = Vec::new();
        let mut before = None;
        for step in session.steps.iter().filter(|step| step.kind == StepKind::View) {
            if let Some(at) = before {
                let question = Question {
                    viewed: viewed.iter().rev().copied().collect(),
                    customer: session.customer,
                    ..Question::new(unit, at)
                };
                questions.push(question.with_right(split, [step.product]));
            }
            before = Some(step.at);
            viewed.push(step.product);
        }
    }
    // Visits without a second view have no question; units stay dense.
    let mut unit = 0;
    let mut former = None;
    for question in &mut questions {
        unit += u32::from(former.is_some_and(|former| former != question.unit));
        former = Some(question.unit);
        question.unit = unit;
    }
    questions
}

#[cfg(test)]
mod tests {
    use shop::Day;

    use super::*;
    use crate::offline::fixture::{past, visit};

    #[test]
    fn every_beginning_of_a_visit_asks_for_the_next_view() {
        let sessions = vec![visit(1, &[0, 1, 2]), visit(5, &[2]), visit(6, &[0, 1, 1])];
        let past = past(3, Vec::new(), sessions);
        let questions = ask(&Split::new(&past, Day(3).start(), Day(9).start()), 1);
        let asked: Vec<_> = questions
            .iter()
            .map(|question| (question.unit, question.viewed.clone(), question.right.clone()))
            .collect();
        assert_eq!(asked, [(0, vec![0], vec![1]), (0, vec![1, 0], vec![1])]);
        assert_eq!(
            questions[1].now,
            Day(6).start().plus_ms(1_000),
            "the moment of the last view"
        );
    }
}
