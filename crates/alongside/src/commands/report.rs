//! `alongside report`: what was sold, what the offers earned, and the rows behind each figure.

mod part;
mod tables;
mod text;
mod trace;

use std::{path::PathBuf, sync::Arc};

use clap::{Args, builder::PossibleValuesParser};
use engine::{Engine, Report as EngineReport, ReportQuery, TraceOf, TraceQuery, VisitorSide};
use server::{
    csv::Csv,
    i18n::Texts,
    report_page,
    wire::reports::{self, BreakdownReply, DaysReply, MetricsReply, SummaryReply, TraceReply, breakdown_by},
};
use shop::{Day, Locale};

use super::evaluate;
use crate::{
    context::{Context, now},
    documents::with_shop,
    exit::Exit,
    failure::Failure,
    report::Report,
};

/// By what a report can be broken down.
const PARTS: [&str; 8] = [
    "placement",
    "kind",
    "recommender",
    "locale",
    "day",
    "tier",
    "segment",
    "arm",
];

/// What was sold, what the offers earned, and what they are credited with
///
/// What they earned is told by the visitors who saw none, with the interval in which it lies. What they are credited
/// with is more: part of it would have been bought without them.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alongside report
  alongside report --from 2026-10-01 --to 2026-10-31 --by recommender
  alongside report --by day --csv > days.csv
  alongside report --html report.html --locale ro
  alongside report --by arm
  alongside report --trace credited --placement cart --limit 20
  alongside report --trace conversion --tier profitable --csv > visitors.csv
  alongside report --trace caused --metric revenue_per_visitor")]
pub struct Arguments {
    /// The first day, such as 2026-11-01 [default: four weeks before the last]
    #[arg(long, value_name = "DAY", value_parser = day)]
    from: Option<Day>,
    /// The last day [default: today]
    #[arg(long, value_name = "DAY", value_parser = day)]
    to: Option<Day>,
    /// Break it down
    #[arg(long, value_name = "PART", value_parser = PossibleValuesParser::new(PARTS), conflicts_with = "trace")]
    by: Option<String>,
    /// For how many days a click on an offer, or a cart by it, earns credit [default: 7]
    #[arg(long, value_name = "N")]
    click_days: Option<u32>,
    /// For how many hours it earns credit that an offer was only seen [default: 0, not at all]
    #[arg(long, value_name = "N")]
    view_hours: Option<u32>,
    /// Print a table as CSV
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// Also write a page with charts, which needs nothing else to be read
    #[arg(long, value_name = "FILE", conflicts_with_all = ["by", "trace"])]
    html: Option<PathBuf>,
    /// The language of that page: en, ar, fa or ro [default: the shop's]; of a trace, only rows in this language
    #[arg(long, value_name = "LOCALE")]
    locale: Option<Locale>,
    /// Show the rows behind a figure, of the whole report or of a part of it
    #[arg(long, value_name = "FIGURE", value_parser = PossibleValuesParser::new(TraceOf::words()))]
    trace: Option<String>,
    #[command(flatten)]
    part: part::Part,
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "write it like 2026-11-22".to_owned())
}

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    with_shop(context, |engine| {
        if arguments.locale.is_some() && arguments.html.is_none() && arguments.trace.is_none() {
            return Err(Failure::new(
                Exit::Usage,
                "usage",
                "--locale is the language of a page or of the rows of a trace",
            )
            .hint(
                "add --html FILE or --trace FIGURE; 'alongside report --by locale' tells of all languages",
            ));
        }
        let query = ReportQuery::new(arguments.from, arguments.to, now())
            .and_then(|query| query.crediting(arguments.click_days, arguments.view_hours))
            .map_err(Failure::of_option)?;
        match (&arguments.trace, arguments.by.as_deref()) {
            (Some(of), _) => traced(engine, query, of, arguments, context),
            (None, Some("day")) => by_day(engine, query, arguments, context),
            (None, Some(side @ ("tier" | "segment" | "arm"))) => {
                by_visitors(engine, query, side, arguments, context)
            }
            (None, Some(by)) => by_part(engine, query, by, arguments, context),
            (None, None) => summary(engine, query, arguments, context),
        }
    })
}

fn summary(
    engine: &Engine,
    query: ReportQuery,
    arguments: &Arguments,
    context: &Context,
) -> Result<Report, Failure> {
    // The page also tells of the arms; nothing else needs them.
    let report = match arguments.html {
        Some(_) => engine.report_by(query, VisitorSide::Arm, now())?,
        None => engine.report(query, now())?,
    };
    if let Some(file) = &arguments.html {
        let profile = engine.profile();
        let texts = Arc::new(Texts::of_shop(&engine.texts()));
        let locale = arguments.locale.as_ref().unwrap_or(&profile.locale);
        let page = report_page(&report, texts, locale, &profile.name)
            .map_err(|error| Failure::new(Exit::Failure, "internal", error.to_string()))?;
        evaluate::write(file, &page)?;
        context.say(&format!("wrote {}", file.display()));
    }
    let text = match arguments.csv {
        true => as_text(&reports::summary_csv(&report)),
        false => told(engine, &report, || {
            text::of(&report, &engine.profile().name, context)
        })?,
    };
    Ok(Report::new(&SummaryReply::from(&report), text))
}

/// The text, or why there is nothing to tell: the days asked for lie beside all that is known.
fn told(engine: &Engine, report: &EngineReport, text: impl FnOnce() -> String) -> Result<String, Failure> {
    let days = format!("{} to {}", report.query.from, report.query.to);
    match engine.known_days()? {
        Some((first, last)) if report.summary.days.is_empty() => Ok(format!(
            "Nothing happened from {days}. What is known reaches from {first} to {last}; choose days of it with --from \
             and --to."
        )),
        None => Ok(format!(
            "Nothing happened from {days}: the shop has no orders and no events yet. 'alongside import' brings orders."
        )),
        _ => Ok(text()),
    }
}

fn by_day(
    engine: &Engine,
    query: ReportQuery,
    arguments: &Arguments,
    context: &Context,
) -> Result<Report, Failure> {
    let report = engine.report(query, now())?;
    let text = match arguments.csv {
        true => as_text(&reports::days_csv(&report)),
        false => told(engine, &report, || tables::days(&report, context))?,
    };
    Ok(Report::new(&DaysReply::from(&report), text))
}

/// Of the visitors' sides these three; what was shown and sold by language is told as the offers' side.
fn by_visitors(
    engine: &Engine,
    query: ReportQuery,
    side: &str,
    arguments: &Arguments,
    context: &Context,
) -> Result<Report, Failure> {
    let side = VisitorSide::parse(side).unwrap_or(VisitorSide::Tier);
    let report = engine.report_by(query, side, now())?;
    let text = match arguments.csv {
        true => as_text(&reports::groups_csv(&report)),
        false => told(engine, &report, || tables::groups(&report, side, context))?,
    };
    Ok(Report::new(&MetricsReply::by_group(&report), text))
}

fn by_part(
    engine: &Engine,
    query: ReportQuery,
    by: &str,
    arguments: &Arguments,
    context: &Context,
) -> Result<Report, Failure> {
    let report = engine.report(query, now())?;
    let breakdown = breakdown_by(&report, by);
    let text = match arguments.csv {
        true => as_text(&reports::breakdown_csv(&report, &breakdown)),
        false => told(engine, &report, || tables::parts(&report, &breakdown, context))?,
    };
    Ok(Report::new(&BreakdownReply::new(&report, &breakdown), text))
}

fn traced(
    engine: &Engine,
    report: ReportQuery,
    of: &str,
    arguments: &Arguments,
    context: &Context,
) -> Result<Report, Failure> {
    let unknown = || Failure::new(Exit::Usage, "usage", format!("there is no figure '{of}'"));
    let query = TraceQuery {
        report,
        of: TraceOf::parse(of).ok_or_else(unknown)?,
        metric: arguments.part.metric.clone(),
        filter: arguments.part.filter(arguments.locale.as_ref())?,
        limit: arguments.part.limit,
    };
    let trace = engine.trace(&query, now()).map_err(Failure::of_option)?;
    let currency = engine.profile().currency;
    let text = match arguments.csv {
        true => as_text(&reports::trace_csv(&trace, currency)),
        false => trace::table(of, &trace, currency, context),
    };
    Ok(Report::new(&TraceReply::new(of, &trace, currency), text))
}

/// A table as it is printed: the last line's end is added by whoever prints.
fn as_text(csv: &Csv) -> String {
    let text = csv.text();
    text.strip_suffix('\n').unwrap_or(&text).to_owned()
}
