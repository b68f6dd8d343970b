//! `alongside evaluate`: how well the offers would have answered what the shop's own past asks.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;
use engine::{
    Engine, OWN_CONFIGURATION, Settings, evaluation_document,
    measure::offline::{
        Configuration, Cuts, EvaluateError, Plan, Span, SplitError, evaluate,
        tasks::{self, Task},
    },
    recommend,
};
use server::{evaluation_page, i18n::Texts};
use shop::{Day, Locale};

use crate::{
    context::{Context, now},
    exit::Exit,
    failure::Failure,
    report::Report,
};

mod text;

/// What it is called after tuning.
const TUNED: &str = "tuned";

/// Measure on the shop's own past how good the offers are, and compare configurations
///
/// The past is cut in time: everything is learnt from what came before the test, and asked about what came in it.
/// Nothing is published and nothing that serves changes. The dashboard shows the latest evaluation.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alongside evaluate
  alongside evaluate --task cart_completion --test-days 30
  alongside evaluate --tune --html report.html --locale ro
  alongside evaluate --config bolder.toml --config calmer.toml --html report.html
  alongside evaluate --test-from 2026-10-01 --json")]
pub struct Arguments {
    /// Ask only this; may be given several times [default: everything]
    #[arg(long = "task", value_name = "TASK", value_parser = task)]
    tasks: Vec<TaskName>,
    /// Ask about the last so many days [default: the last tenth of the orders, 7 to 90 days]
    #[arg(
        long,
        value_name = "N",
        value_parser = clap::value_parser!(u32).range(1..=3_650),
        conflicts_with = "test_from"
    )]
    test_days: Option<u32>,
    /// Ask about everything from the beginning of this day on, UTC
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    test_from: Option<Day>,
    /// Decides what is drawn by chance; the same seed gives the same numbers
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Also write a page with charts, which needs nothing else to be read
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// The language of that page: en, ar, fa or ro [default: the shop's]
    #[arg(long, value_name = "LOCALE", requires = "html")]
    locale: Option<Locale>,
    /// Also compare what `build --tune` would choose, knowing only what came before the test
    #[arg(long)]
    tune: bool,
    /// A further configuration to compare, written like alongside.toml; may be given several times
    #[arg(long = "config", value_name = "FILE")]
    configurations: Vec<PathBuf>,
}

/// A task that exists.
#[derive(Debug, Clone, Copy)]
struct TaskName(&'static str);

fn task(name: &str) -> Result<TaskName, String> {
    let known = || {
        tasks::ALL
            .iter()
            .map(|task| task.id)
            .collect::<Vec<_>>()
            .join(", ")
    };
    tasks::find(name)
        .map(|task| TaskName(task.id))
        .ok_or_else(|| format!("there is no such task; there are: {}", known()))
}

/// Years that a day may lie in; what the rest of the program can hold.
const YEARS: std::ops::Range<i32> = 1900..2200;

/// Reads `2026-10-01`.
fn day(text: &str) -> Result<Day, String> {
    let advice = || "write the day as 2026-10-01".to_owned();
    let mut parts = text.splitn(3, '-').map(str::parse::<i32>);
    let mut part = || parts.next().and_then(Result::ok);
    let (Some(year), Some(month), Some(of_month)) = (part(), part(), part()) else {
        return Err(advice());
    };
    if !YEARS.contains(&year) {
        return Err("the day lies outside the years 1900 to 2200".to_owned());
    }
    // A year has at most 366 days, so the day is near; one that the calendar does not have is never met.
    let january = Day(((i64::from(year) - 1970) * 1_461 / 4) as i32 - 3);
    let wanted = (year, month, of_month);
    let is_wanted = |day: &Day| {
        let (year, month, of_month) = day.civil();
        (year, month as i32, of_month as i32) == wanted
    };
    let near = (0..=372).map(|days| Day(january.0 + days));
    near.into_iter()
        .find(is_wanted)
        .ok_or_else(|| format!("the calendar has no {text}; {}", advice()))
}

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    let configurations = configurations(arguments, context)?;
    let engine = context.open()?;
    let evaluated = evaluated(&engine, arguments, context, &configurations);
    engine.close();
    evaluated
}

fn evaluated(
    engine: &Engine,
    arguments: &Arguments,
    context: &Context,
    configurations: &[Configuration],
) -> Result<Report, Failure> {
    let past = engine.past(&|step| context.say(step))?;
    let plan = arguments.plan();
    Cuts::of(&past, plan.span).map_err(|error| uncut(&error))?;
    let evaluation = evaluate(&past, configurations, &plan, &|step| context.say(step)).map_err(failed)?;
    let report = evaluation_document(&evaluation, plan.seed);
    if let Some(file) = &arguments.html {
        write(file, &page(engine, &report, arguments.locale.as_ref())?)?;
        context.say(&format!("wrote {}", file.display()));
    }
    // The dashboard shows the latest one.
    engine.keep_evaluation(&report, now())?;
    Ok(Report::new(&report, text::of(&evaluation, context.style)))
}

fn page(engine: &Engine, report: &serde_json::Value, locale: Option<&Locale>) -> Result<String, Failure> {
    let shop = engine.profile();
    let texts = Arc::new(Texts::of_shop(&engine.texts()));
    evaluation_page(report, texts, locale.unwrap_or(&shop.locale), shop)
        .map_err(|error| Failure::new(Exit::Failure, "internal", error.to_string()))
}

impl Arguments {
    fn plan(&self) -> Plan {
        let chosen =
            |task: &&'static Task| self.tasks.is_empty() || self.tasks.iter().any(|named| named.0 == task.id);
        let span = match (self.test_days, self.test_from) {
            (Some(days), _) => Span::Days(days),
            (_, Some(day)) => Span::Since(day.start()),
            _ => Span::LastTenth,
        };
        Plan {
            tasks: tasks::ALL.iter().filter(chosen).collect(),
            span,
            seed: self.seed,
            ..Plan::default()
        }
    }
}

/// The shop's own configuration, then those of the files.
fn configurations(arguments: &Arguments, context: &Context) -> Result<Vec<Configuration>, Failure> {
    let own = Settings::load(&context.folder())?;
    let mut all = vec![named(OWN_CONFIGURATION, own.params)];
    if arguments.tune {
        all.push(Configuration {
            name: TUNED.to_owned(),
            tuned: true,
            ..all[0].clone()
        });
    }
    for file in &arguments.configurations {
        all.push(named(&file.display().to_string(), read(file)?.params));
    }
    Ok(all)
}

fn named(name: &str, params: recommend::Params) -> Configuration {
    Configuration {
        name: name.to_owned(),
        params,
        tuned: false,
    }
}

fn read(file: &Path) -> Result<Settings, Failure> {
    let text = std::fs::read_to_string(file).map_err(|source| {
        let error = engine::Error::Io {
            path: file.to_owned(),
            source,
        };
        Failure::from(error)
    })?;
    let settings = Settings::parse(&text).map_err(|reason| engine::Error::Config {
        file: file.to_owned(),
        reason,
    })?;
    Ok(settings)
}

/// Writes a page that was asked for.
pub(super) fn write(file: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(file, text).map_err(|source| {
        let error = engine::Error::Io {
            path: file.to_owned(),
            source,
        };
        Failure::of_writing(error, file)
    })
}

fn uncut(error: &SplitError) -> Failure {
    match error {
        SplitError::Nothing => Failure::new(
            Exit::NotFound,
            "nothing_imported",
            "there are no orders and no visits to learn from",
        )
        .hint("import some first: alongside import orders.csv"),
        SplitError::Outside { .. } => Failure::new(Exit::Usage, "test_outside_history", error.to_string())
            .hint("choose a later or shorter test with --test-from or --test-days, or leave both out"),
    }
}

fn failed(error: EvaluateError) -> Failure {
    match error {
        EvaluateError::Split(error) => uncut(&error),
        EvaluateError::Build(error) => engine::Error::Build(error).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_those_that_do_not_exist_refused() {
        for text in [
            "2026-10-01",
            "2024-02-29",
            "1970-01-01",
            "1900-01-01",
            "2199-12-31",
            "2000-12-31",
        ] {
            assert_eq!(day(text).map(|day| day.to_string()).as_deref(), Ok(text));
        }
        for text in [
            "2026-02-29",
            "2026-13-01",
            "yesterday",
            "2026-10",
            "2300-01-01",
            "2026-00-10",
            "",
        ] {
            assert!(day(text).is_err(), "{text}");
        }
    }
}
