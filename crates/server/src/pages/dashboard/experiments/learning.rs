//! What was learnt from the offers shown and is in force, with the way back behind it.

use engine::LearntNow;

use super::HERE;
use crate::{
    errors::{Code, Problem},
    i18n::Value,
    pages::{
        blocks::Block,
        dashboard::{Visit, done, sheets::is_mendable},
    },
    route::Answer,
};

/// What is in force, and what can be done about it.
pub(super) fn blocks(visit: &Visit<'_>) -> Result<Vec<Block>, Problem> {
    let learnt = visit.call.app.engine.learnt_now()?;
    let words = &visit.words;
    let mut blocks = vec![
        Block::Heading(words.say("experiments-learning")),
        Block::Text(in_force(visit, &learnt)),
    ];
    if let Some(undone) = learnt.undone {
        let moments = [undone.learnt_at, undone.at].map(|at| visit.numbers().moment(at));
        let values = [
            ("learnt", Value::Text(&moments[0])),
            ("undone", Value::Text(&moments[1])),
        ];
        blocks.push(Block::Warning(words.tell("experiments-learning-undone", &values)));
        blocks.push(Block::Form(visit.ask(HERE, "allow", &[])));
    }
    if learnt.in_force.is_some() {
        blocks.push(Block::Form(visit.ask(HERE, "undo", &[])));
    }
    Ok(blocks)
}

fn in_force(visit: &Visit<'_>, learnt: &LearntNow) -> String {
    let words = &visit.words;
    let Some(learnt) = learnt.in_force.filter(|_| learnt.is_on) else {
        let id = match learnt.is_on {
            true => "experiments-learning-history",
            false => "experiments-learning-off",
        };
        return words.say(id);
    };
    let moment = visit.numbers().moment(learnt.learnt_at);
    let id = match learnt.tried {
        true => "experiments-learning-tried",
        false => "experiments-learning-untried",
    };
    words.tell(id, &[("moment", Value::Text(&moment))])
}

/// Undoes what was learnt, or allows it again. Where somebody else did so meanwhile, it is told as it is now.
pub(super) fn act(visit: &Visit<'_>, act: &str) -> Answer {
    let engine = &visit.call.app.engine;
    let what = match act {
        "undo" => engine
            .undo_learning(visit.call.now)
            .map(|()| "experiments-learning-undone"),
        "allow" => engine.allow_learning().map(|()| "experiments-learning-allowed"),
        _ => return Err(Problem::new(Code::InvalidField, "The form says nothing to do.")),
    };
    match what.map_err(Problem::from) {
        Ok(what) => Ok(done(HERE, what)),
        Err(problem) if is_mendable(&problem) => {
            let mut blocks = super::list::blocks(visit)?;
            let cannot = visit.words.say("experiments-learning-meanwhile");
            blocks.insert(1, Block::Warning(cannot));
            visit.refused(HERE, blocks)
        }
        Err(problem) => Err(problem),
    }
}
