//! `alongside experiments`: who gets what, what it is worth, and the visitors who see no offers.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use engine::{
    Engine, Experiment, ExperimentDraft, ExperimentPlan, ExperimentState, ExperimentView,
    measure::{
        experiments::guardrails::Reading,
        reports::{ExperimentReport, Judged},
    },
};
use serde_json::json;
use server::wire::{
    comparisons::lift,
    experiments::{self, ExperimentReply, HoldOutReply, PlanReply},
    figures::{Figure, Unit},
};
use shop::{Currency, Timestamp};

use crate::{
    context::{Context, now},
    documents::{self, Kind},
    failure::Failure,
    report::Report,
    table::{Table, isolated},
    verdicts, words,
};

/// Try something on a part of the visitors, and see what it is worth
#[derive(Debug, Args)]
#[command(
    after_help = "An experiment's file is what PUT /v1/experiments/{id} takes; the first arm is the one the
others are compared with:
  { \"placements\": [\"cart\"], \"arms\": [
      { \"name\": \"two\", \"share_percent\": 50 },
      { \"name\": \"three\", \"share_percent\": 50, \"change\": { \"slots\": 3 } } ] }

Examples:
  alongside experiments plan --file three.json
  alongside experiments set three --file three.json
  alongside experiments start three
  alongside experiments show three
  alongside experiments stop three
  alongside experiments hold-out 5"
)]
pub struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    #[command(flatten)]
    Common(documents::Action),
    /// Let visitors in, from the next answer on
    Start {
        /// Its id
        id: String,
    },
    /// End it: from the next answer on everybody gets the policy in force
    Stop {
        /// Its id
        id: String,
    },
    /// Tell how many visitors and days it would take, without writing it
    Plan {
        /// Its file
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
    },
    /// Show or set the share of the visitors that sees no offers, so that it can be told what offers earn
    HoldOut {
        /// From 0 to 50; 5 is usual, 0 switches it off
        percent: Option<f64>,
    },
}

const KIND: Kind = Kind::new(list, show, set, delete);

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    match &arguments.action {
        None => KIND.run(None, context),
        Some(Action::Common(action)) => KIND.run(Some(action), context),
        Some(Action::Start { id }) => documents::with_shop(context, |engine| start(engine, id)),
        Some(Action::Stop { id }) => documents::with_shop(context, |engine| stop(engine, id)),
        Some(Action::Plan { file }) => documents::with_shop(context, |engine| plan(engine, file)),
        Some(Action::HoldOut { percent }) => {
            documents::with_shop(context, |engine| hold_out(engine, *percent))
        }
    }
}

fn list(engine: &Engine, context: &Context) -> Result<Report, Failure> {
    let all = engine.experiments()?;
    let currency = engine.profile().currency;
    let mut table = Table::new(&["Experiment", "State", "Since", "Where", "Arms", "Decides"]);
    for (id, experiment) in &all {
        let draft = &experiment.draft;
        let arms = draft.arms.iter().enumerate().map(|(at, arm)| {
            let stopped = experiment.arm_stopped(at).map_or("", |_| " (stopped)");
            format!("{} {} %{stopped}", arm.name, arm.share_percent)
        });
        table.row(vec![
            id.clone(),
            experiment.state.as_str().to_owned(),
            moment(experiment.stopped_at_ms.or(experiment.started_at_ms)),
            match draft.placements.is_empty() {
                true => "everywhere".to_owned(),
                false => draft.placements.join(" "),
            },
            arms.collect::<Vec<_>>().join(", "),
            verdicts::metric(&draft.metric),
        ]);
    }
    let text = match all.is_empty() {
        true => "There is no experiment yet. See 'alongside experiments --help'.".to_owned(),
        false => table.render(|line| context.style.bold(line)),
    };
    let replies: Vec<_> = all
        .iter()
        .map(|(id, experiment)| ExperimentReply::new(id, experiment, None, currency))
        .collect();
    Ok(Report::new(&json!({ "experiments": replies }), text))
}

fn moment(unix_ms: Option<i64>) -> String {
    let moment = unix_ms.and_then(|ms| Timestamp::from_unix_ms(ms).ok());
    moment.map(words::minute).unwrap_or_default()
}

fn show(engine: &Engine, id: &str) -> Result<Report, Failure> {
    let view = engine.experiment_view(id, now())?;
    let currency = engine.profile().currency;
    let text = told(&view, currency);
    let reply = ExperimentReply::new(id, &view.experiment, view.report.as_ref(), currency);
    Ok(Report::new(&reply, text))
}

/// What an experiment says so far.
fn told(view: &ExperimentView, currency: Currency) -> String {
    let (experiment, draft) = (&view.experiment, &view.experiment.draft);
    let title = match draft.title.is_empty() {
        true => view.id.clone(),
        false => format!("{} ({})", isolated(&draft.title), view.id),
    };
    let mut lines = vec![
        format!("{title}: {}", life(experiment)),
        format!(
            "It is decided by {}; {} % more or less would matter.",
            verdicts::metric(&draft.metric),
            draft.effect_percent
        ),
    ];
    if let Some(report) = &view.report {
        lines.push(format!(
            "{} of {} planned visitors were counted.",
            words::count(report.people),
            words::count(experiment.visitors_planned)
        ));
        if report.sample_ratio.is_broken() {
            lines.push("The visitors are not split as planned, so nothing below counts.".to_owned());
        }
        lines.push(format!("\n{}\n", arms(experiment, report, currency)));
        let named = draft.arms.iter().zip(&report.arms);
        lines.extend(named.flat_map(|(arm, judged)| said_of(&arm.name, judged)));
        lines.extend(stopped_arms(experiment));
    }
    lines.join("\n")
}

/// Where it is in its life.
fn life(experiment: &Experiment) -> String {
    match experiment.state {
        ExperimentState::Draft => "written, not started".to_owned(),
        ExperimentState::Running => format!("running since {}", moment(experiment.started_at_ms)),
        ExperimentState::Stopped => {
            let reason = match experiment.stop_reason.as_deref() {
                Some("adopted") => ": the trial is over, and what was learnt is in force".to_owned(),
                Some("rolled_back") => ": the trial is over, and what was learnt was dropped".to_owned(),
                Some("undone") => ": what it went on from was undone".to_owned(),
                Some("sample_ratio") => " by itself: the visitors are not split as planned".to_owned(),
                Some(reason) => match reason.strip_prefix("guardrail:") {
                    Some(metric) => format!(" by itself: {} got worse", verdicts::metric(metric)),
                    None => " by hand".to_owned(),
                },
                None => String::new(),
            };
            format!("stopped {}{reason}", moment(experiment.stopped_at_ms))
        }
    }
}

/// Which arms were stopped alone, when and by what.
fn stopped_arms(experiment: &Experiment) -> Vec<String> {
    let name = |arm: usize| {
        let arm = experiment.draft.arms.get(arm);
        arm.map_or_else(String::new, |arm| isolated(&arm.name))
    };
    let since = match experiment.state {
        ExperimentState::Running => format!(" Since then its visitors get what those of {} get.", name(0)),
        _ => String::new(),
    };
    let stopped = experiment.arms_stopped.iter().map(|stopped| {
        format!(
            "{} was stopped {} by itself: {} got worse.{since} What is told of it is what was known then.",
            name(usize::from(stopped.arm)),
            moment(Some(stopped.at_ms)),
            verdicts::metric(&stopped.guardrail),
        )
    });
    stopped.collect()
}

/// The arms with the metric that decides.
fn arms(experiment: &Experiment, report: &ExperimentReport, currency: Currency) -> String {
    let metric = &experiment.draft.metric;
    let mut table = Table::new(&["Arm", "Visitors", "Value", "Change"]).numeric(&[1, 2, 3]);
    for (arm, judged) in experiment.draft.arms.iter().zip(&report.arms) {
        let figure = judged.figures.iter().find(|figure| figure.metric.id == *metric);
        let value = figure.map(|figure| {
            let [value, ..] = Figure::estimated(figure.value, Unit::of(&figure.ratio, currency)).texts();
            match value {
                Some(value) if figure.ratio.is_money => format!("{value} {currency}"),
                Some(value) => value,
                None => "not known".to_owned(),
            }
        });
        let change = figure.filter(|figure| figure.effect.is_some());
        table.row(vec![
            arm.name.clone(),
            words::count(judged.people),
            value.unwrap_or_default(),
            change.map(|figure| change_of(&lift(figure))).unwrap_or_default(),
        ]);
    }
    table.render(str::to_owned)
}

/// Where a lift is: `-1.2 % to +8.3 %`.
fn change_of(lift: &Figure) -> String {
    let percent = |end: Option<f64>| end.map(|end| format!("{:+.1} %", end * 100.0));
    match (percent(lift.low), percent(lift.high)) {
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("{low} or more"),
        (None, Some(high)) => format!("{high} or less"),
        (None, None) => "not known".to_owned(),
    }
}

/// What is said of an arm: its verdict, and the guardrails that are no longer open.
fn said_of(name: &str, arm: &Judged) -> Vec<String> {
    let verdict = verdicts::of_arm(arm).map(|word| format!("{}: {word}.", isolated(name)));
    let known = |wanted: Reading| {
        let guardrails = arm.guardrails.iter();
        let known = guardrails.filter(move |guardrail| guardrail.reading == wanted);
        known
            .map(|guardrail| verdicts::metric(&guardrail.metric))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let changed: Vec<String> = arm
        .figures
        .iter()
        .filter(|figure| figure.changed)
        .map(|figure| {
            format!(
                "{} ({})",
                verdicts::metric(figure.metric.id),
                change_of(&lift(figure))
            )
        })
        .collect();
    let changed = (!changed.is_empty()).then(|| format!("  also changed: {}", changed.join(", ")));
    let lines = [
        (Reading::Harmed, "got worse"),
        (Reading::Safe, "did not get worse"),
    ];
    let guardrails = lines
        .into_iter()
        .map(|(reading, what)| (known(reading), what))
        .filter(|(metrics, _)| !metrics.is_empty())
        .map(|(metrics, what)| format!("  {what}: {metrics}"));
    verdict.into_iter().chain(guardrails).chain(changed).collect()
}

fn set(engine: &Engine, id: &str, file: &PathBuf) -> Result<Report, Failure> {
    let draft = documents::draft(file, experiments::draft)?;
    let kept = engine.put_experiment(id, draft, now())?;
    let text = match kept.state {
        ExperimentState::Running => format!("The experiment '{id}' is changed and runs on."),
        _ => format!(
            "The experiment '{id}' is written; nobody is in it yet. Start it with 'alongside experiments start {id}'."
        ),
    };
    Ok(report_of(engine, id, &kept, text))
}

fn start(engine: &Engine, id: &str) -> Result<Report, Failure> {
    let kept = engine.start_planned_experiment(id, now())?;
    let planned = words::counted(kept.visitors_planned, "visitor is", "visitors are");
    let text = format!("The experiment '{id}' runs from the next answer on; {planned} planned.");
    Ok(report_of(engine, id, &kept, text))
}

fn stop(engine: &Engine, id: &str) -> Result<Report, Failure> {
    let kept = engine.stop_experiment(id, "by_hand", now())?;
    let text = format!("The experiment '{id}' is over; everybody gets the policy in force.");
    Ok(report_of(engine, id, &kept, text))
}

fn report_of(engine: &Engine, id: &str, experiment: &Experiment, text: String) -> Report {
    let currency = engine.profile().currency;
    Report::new(&ExperimentReply::new(id, experiment, None, currency), text)
}

fn delete(engine: &Engine, id: &str) -> Result<Report, Failure> {
    engine.delete_experiment(id)?;
    Ok(documents::deleted(
        id,
        format!("The experiment '{id}' is forgotten."),
    ))
}

fn plan(engine: &Engine, file: &PathBuf) -> Result<Report, Failure> {
    let draft = documents::draft(file, experiments::draft)?;
    let plan = engine.plan_experiment(&draft, now())?;
    let reply = PlanReply::new(&draft, &plan, engine.profile().currency);
    Ok(Report::new(&reply, planned(&draft, &plan)))
}

fn planned(draft: &ExperimentDraft, plan: &ExperimentPlan) -> String {
    let metric = verdicts::metric(&draft.metric);
    let days = match plan.days {
        Some(days) => format!(
            "With {} a day that takes {}.",
            words::counted(plan.visitors_each_day, "visitor", "visitors"),
            words::counted(days, "day", "days")
        ),
        None => {
            "Hardly anybody came in the latest four weeks, so how long that takes can't be told.".to_owned()
        }
    };
    let mut lines = vec![
        format!(
            "To see {} % more or less of {metric}, {} needed.",
            draft.effect_percent,
            words::counted(plan.visitors, "visitor is", "visitors are")
        ),
        days,
    ];
    lines.extend(
        plan.lift_in_four_weeks
            .filter(|lift| lift.is_finite())
            .map(|lift| format!("Four weeks can show {:.1} % or more.", lift * 100.0)),
    );
    lines.join("\n")
}

fn hold_out(engine: &Engine, percent: Option<f64>) -> Result<Report, Failure> {
    if let Some(percent) = percent {
        engine.set_hold_out(percent, now())?;
    }
    let share = engine.hold_out()?;
    let text = match share.percent > 0.0 {
        true => format!(
            "{} % of the visitors see no offers, since {}; 'alongside report' tells by them what offers earn.",
            share.percent,
            words::minute(share.since)
        ),
        false => HoldOutReply::NOTHING_CAN_BE_TOLD.to_owned(),
    };
    Ok(Report::new(&HoldOutReply::from(&share), text))
}
