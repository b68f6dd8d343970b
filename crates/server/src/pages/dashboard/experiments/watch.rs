//! What one experiment says: the word for each arm, its figures against the first arm's, and what must not get worse.

mod figures;

use engine::{
    Experiment, ExperimentState,
    measure::{
        experiments::{guardrails::Reading, verdict::Verdict},
        reports::{ExperimentReport, Judged},
    },
};
use shop::Timestamp;

use super::{HERE, arm_name, differs, is_trial, list, title};
use crate::{
    errors::Problem,
    i18n::Value,
    pages::{
        blocks::{Block, Cell, Table},
        dashboard::Visit,
    },
    wire::comparisons::{guardrail_of, verdict_code},
};

/// What an experiment that has begun says.
pub(super) fn blocks(visit: &Visit<'_>, id: &str) -> Result<Vec<Block>, Problem> {
    let words = &visit.words;
    let (experiment, told) = visit.call.app.engine.prepared_experiment(id, visit.call.now)?;
    let experiment = &experiment;
    let mut blocks = vec![visit.way_back(HERE), Block::Heading(title(visit, id, experiment))];
    if is_trial(id, experiment) {
        blocks.push(Block::Text(words.say("experiments-trial-about")));
    } else if !experiment.draft.note.trim().is_empty() {
        blocks.push(Block::Facts(vec![(
            words.say("experiments-note"),
            Cell::Data(experiment.draft.note.clone()),
        )]));
    }
    if let Some(told) = &told {
        let report = &*told.answer;
        blocks.extend(warnings(visit, report));
        blocks.extend(stopped_arms(visit, experiment, report));
        blocks.extend(verdicts(visit, experiment, report).into_iter().map(Block::Text));
        blocks.push(facts(visit, experiment, report));
        for at in 1..report.arms.len() {
            blocks.extend(arm(visit, experiment, report, at));
        }
        blocks.push(Block::Hint(words.say("experiments-interval-about")));
        blocks.push(Block::Hint(visit.as_of(told)));
    }
    let (act, hidden) = match experiment.state {
        ExperimentState::Running => ("stop", [("id", id)]),
        _ => ("remove", [("id", id)]),
    };
    blocks.push(Block::Form(visit.ask(HERE, act, &hidden)));
    Ok(blocks)
}

/// What makes the figures worthless, and who is in none of them.
fn warnings(visit: &Visit<'_>, report: &ExperimentReport) -> Vec<Block> {
    let mut blocks = Vec::new();
    if report.sample_ratio.is_broken() {
        blocks.push(Block::Warning(visit.words.say("experiments-sample-ratio")));
    }
    if report.moved > 0 {
        let values = [("count", Value::Number(report.moved))];
        blocks.push(Block::Hint(visit.words.tell("experiments-moved", &values)));
    }
    blocks
}

/// Which arms were stopped alone, when and by what.
fn stopped_arms(visit: &Visit<'_>, experiment: &Experiment, report: &ExperimentReport) -> Vec<Block> {
    let (words, numbers) = (&visit.words, visit.numbers());
    let drafts = &experiment.draft.arms;
    let first = drafts.first().map(|arm| arm_name(visit, arm)).unwrap_or_default();
    let told = report.arms.iter().zip(drafts).filter_map(|(judged, draft)| {
        let stopped = judged.stopped.as_ref()?;
        let (arm, moment) = (arm_name(visit, draft), numbers.moment(stopped.at));
        let metric = numbers.part("metric", &stopped.guardrail);
        let values = [
            ("arm", Value::Text(&arm)),
            ("moment", Value::Text(&moment)),
            ("metric", Value::Text(&metric)),
            ("first", Value::Text(&first)),
        ];
        let id = match experiment.state {
            ExperimentState::Running => "experiments-arm-stopped",
            _ => "experiments-arm-stopped-ended",
        };
        Some(Block::Warning(words.tell(id, &values)))
    });
    told.collect()
}

/// A sentence for each arm but the first; where there are several, with the arm's name.
pub(super) fn verdicts(visit: &Visit<'_>, experiment: &Experiment, report: &ExperimentReport) -> Vec<String> {
    let arms = report.arms.iter().zip(&experiment.draft.arms).skip(1);
    let has_several = report.arms.len() > 2;
    arms.filter_map(|(judged, draft)| {
        let sentence = verdict(visit, experiment, judged)?;
        Some(match has_several {
            true => format!("{}: {sentence}", arm_name(visit, draft)),
            false => sentence,
        })
    })
    .collect()
}

fn verdict(visit: &Visit<'_>, experiment: &Experiment, arm: &Judged) -> Option<String> {
    let numbers = visit.numbers();
    let verdict = arm.verdict?;
    let missing = match verdict {
        Verdict::TooEarly { units_missing } => units_missing,
        _ => 0,
    };
    let metric = numbers.part("metric", &experiment.draft.metric);
    let guardrail = guardrail_of(arm).map(|id| numbers.part("metric", id));
    let effect = numbers.percent(experiment.draft.effect_percent / 100.0);
    let is_over = experiment.state == ExperimentState::Stopped;
    let values = [
        ("metric", Value::Text(&metric)),
        ("guardrail", Value::Text(guardrail.as_deref().unwrap_or_default())),
        ("effect", Value::Text(&effect)),
        ("count", Value::Number(missing)),
    ];
    let ended = if is_over && missing > 0 { "-ended" } else { "" };
    let id = format!("experiments-verdict-{}{ended}", verdict_code(verdict));
    Some(visit.words.tell(&id, &values))
}

fn facts(visit: &Visit<'_>, experiment: &Experiment, report: &ExperimentReport) -> Block {
    let (words, numbers) = (&visit.words, visit.numbers());
    let draft = &experiment.draft;
    let moment = |ms: Option<i64>| {
        let moment = ms.and_then(|ms| Timestamp::from_unix_ms(ms).ok());
        moment.map(|moment| Cell::Text(numbers.moment(moment)))
    };
    let came = numbers.whole(report.people);
    let planned = numbers.whole(experiment.visitors_planned);
    let values = [("came", Value::Text(&came)), ("planned", Value::Text(&planned))];
    let counted_anew = experiment
        .counted_from_ms
        .filter(|from| experiment.started_at_ms != Some(*from));
    let ended = (experiment.state == ExperimentState::Stopped).then(|| because(visit, experiment));
    // When one that runs began stands in a line of its own.
    let lines = list::state(visit, experiment).into_iter();
    let state = lines.take(if experiment.state == ExperimentState::Running {
        1
    } else {
        2
    });
    let fact = |id: &str, cell: Option<Cell>| Some((words.say(&format!("experiments-{id}")), cell?));
    let facts = [
        fact("column-state", Some(Cell::text_lines(state))),
        fact("ended-because", ended.map(Cell::Text)),
        fact("started", moment(experiment.started_at_ms)),
        fact("counted-anew", moment(counted_anew)),
        fact(
            "column-visitors",
            Some(Cell::Text(words.tell("experiments-visitors-of", &values))),
        ),
        fact("column-where", Some(visit.places(&draft.placements))),
        fact("metric", Some(Cell::Text(numbers.part("metric", &draft.metric)))),
        fact(
            "plan-effect",
            Some(Cell::Number(numbers.percent(draft.effect_percent / 100.0))),
        ),
    ];
    Block::Facts(facts.into_iter().flatten().collect())
}

/// Why an experiment ended.
fn because(visit: &Visit<'_>, experiment: &Experiment) -> String {
    let reason = experiment.stop_reason.as_deref().unwrap_or_default();
    if let Some(metric) = reason.strip_prefix("guardrail:") {
        let metric = visit.numbers().part("metric", metric);
        let values = [("metric", Value::Text(&metric))];
        return visit.words.tell("experiments-ended-guardrail", &values);
    }
    let id = format!("experiments-ended-{}", reason.replace('_', "-"));
    visit.words.known(&id).unwrap_or_else(|| reason.to_owned())
}

/// An arm against the first one.
fn arm(visit: &Visit<'_>, experiment: &Experiment, report: &ExperimentReport, at: usize) -> Vec<Block> {
    let words = &visit.words;
    let (Some(first), Some(judged)) = (report.arms.first(), report.arms.get(at)) else {
        return Vec::new();
    };
    // An arm that was stopped is compared with the first one as it was then.
    let first = judged.stopped.as_ref().map_or(first, |stopped| &stopped.first);
    let drafts = &experiment.draft.arms;
    let name = |at: usize| drafts.get(at).map(|arm| arm_name(visit, arm)).unwrap_or_default();
    let heading = |arm: &Judged, name: String| {
        let values = [("arm", Value::Text(&name)), ("count", Value::Number(arm.people))];
        words.tell("experiments-arm-visitors", &values)
    };
    let head = vec![
        words.say("experiments-figure"),
        heading(first, name(0)),
        heading(judged, name(at)),
        words.say("experiments-difference"),
        words.say("experiments-lift"),
    ];
    let mut blocks = vec![Block::Heading(name(at))];
    blocks.extend(differs::block(visit, experiment, at));
    blocks.push(Block::Table(Table {
        caption: words.say("experiments-figures"),
        head,
        rows: figures::rows(visit, &experiment.draft.metric, first, judged),
    }));
    if !judged.guardrails.is_empty() {
        blocks.push(Block::Heading(words.say("experiments-guardrails")));
        blocks.push(Block::Table(guardrails(visit, judged)));
    }
    blocks
}

/// What must not get worse, and whether it did.
fn guardrails(visit: &Visit<'_>, arm: &Judged) -> Table {
    let (words, numbers) = (&visit.words, visit.numbers());
    let rows = arm.guardrails.iter().map(|guardrail| {
        let reading = match guardrail.reading {
            Reading::Harmed => "experiments-reading-harmed",
            Reading::Safe => "experiments-reading-safe",
            Reading::Open => "experiments-reading-open",
        };
        vec![
            Cell::Text(numbers.part("metric", &guardrail.metric)),
            Cell::Number(numbers.percent(guardrail.margin)),
            Cell::Text(words.say(reading)),
        ]
    });
    Table {
        caption: words.say("experiments-guardrails"),
        head: ["figure", "margin", "reading"]
            .map(|column| words.say(&format!("experiments-{column}")))
            .into(),
        rows: rows.collect(),
    }
}
