//! `alongside import`: files of products, orders, customers, events, links and reviews.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};
use engine::{
    Engine, ImportReport, ImportSource,
    ingest::{Options, Preset, RecordKind, presets},
};
use serde_json::json;
use server::wire::status::ReportReply;
use shop::{Currency, Locale};

use crate::{
    context::{Context, now},
    exit::Exit,
    failure::Failure,
    interrupt::Interrupt,
    progress::ImportProgress,
    report::Report,
    words,
};

/// Rejected rows shown in the summary; the file of rejected rows has all.
const REJECTIONS_SHOWN: usize = 5;

/// Import products, orders, customers, events, links or reviews from CSV, JSON Lines or Parquet
///
/// Files may be packed (.gz, .zst). What a file holds and what its columns mean is detected; the options below
/// help where it is not. A bad row never stops an import: it goes to FILE.rejected.csv with its line, column and
/// reason. Importing the same file again changes nothing.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alongside import products.csv orders.csv.gz
  alongside import export.csv --kind orders --map product_id=Artikel --date-format \"%d.%m.%Y\" --currency EUR
  alongside import online_retail.csv --preset online_retail --strict --json")]
pub struct Arguments {
    /// The files, imported one after the other
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What the rows are
    #[arg(long, value_parser = kinds())]
    kind: Option<RecordKind>,
    /// A known layout, where it is not recognised
    #[arg(long, value_parser = layouts())]
    preset: Option<&'static Preset>,
    /// Which column holds a field, such as product_id=SKU; repeat for several
    #[arg(long = "map", value_name = "FIELD=COLUMN", value_parser = mapping)]
    columns: Vec<(String, String)>,
    /// How dates are written, such as "%d/%m/%Y %H:%M"
    #[arg(long, value_name = "FORMAT")]
    date_format: Option<String>,
    /// The currency of amounts that name none [default: the shop's]
    #[arg(long, value_name = "CODE")]
    currency: Option<Currency>,
    /// The language of texts that name none [default: the shop's]
    #[arg(long, value_name = "TAG")]
    locale: Option<Locale>,
    /// End with exit code 3 where a row was rejected
    #[arg(long)]
    strict: bool,
    /// Where FILE.rejected.csv goes [default: beside the file]
    #[arg(long, value_name = "DIR")]
    rejected_dir: Option<PathBuf>,
}

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    let engine = Arc::new(context.open()?);
    let interrupt = Interrupt::watch(Arc::clone(&engine))?;
    let mut results = Vec::new();
    let mut failure = None;
    for file in &arguments.files {
        match import(&engine, file, arguments, context) {
            Ok(report) => results.push((file.display().to_string(), report)),
            Err(error) => {
                let kept =
                    "what was stored before stays; import the file again to go on: nothing counts twice";
                let error = error.of_file(&file.display().to_string());
                failure = Some(interrupt.explain(error, kept));
                break;
            }
        }
    }
    engine.close();
    let failure = failure.or_else(|| rejected(arguments, &results));
    Ok(report_of(&results, context).with_failure(failure))
}

fn import(
    engine: &Engine,
    file: &Path,
    arguments: &Arguments,
    context: &Context,
) -> Result<ImportReport, Failure> {
    let options = Options {
        kind: arguments.kind,
        preset: arguments.preset,
        columns: arguments.columns.clone(),
        date_format: arguments.date_format.clone(),
        currency: arguments.currency,
        locale: arguments.locale.clone(),
        rejected_dir: arguments.rejected_dir.clone(),
    };
    let name = file
        .file_name()
        .unwrap_or(file.as_os_str())
        .to_string_lossy()
        .into_owned();
    let progress = ImportProgress::new(context, &name);
    let source = ImportSource::File(file.to_owned());
    let result = engine.import(&source, options, now(), &|state| progress.show(state));
    progress.finish();
    Ok(result?)
}

fn rejected(arguments: &Arguments, results: &[(String, ImportReport)]) -> Option<Failure> {
    let count: u64 = results.iter().map(|(_, report)| report.summary.rejected).sum();
    (arguments.strict && count > 0).then(|| {
        let message = format!(
            "{} rejected, and --strict allows none",
            words::counted(count, "row was", "rows were")
        );
        Failure::new(Exit::Rejected, "rows_rejected", message).hint(
            "correct these rows in the file itself, and import it again: what is stored does not count twice",
        )
    })
}

fn report_of(results: &[(String, ImportReport)], context: &Context) -> Report {
    let files = results.iter().map(|(file, report)| {
        let rejected_file = report
            .rejected_file
            .as_ref()
            .map(|path| path.display().to_string());
        json!({ "file": file, "report": ReportReply::from(report), "rejected_file": rejected_file })
    });
    let files: Vec<_> = files.collect();
    let mut texts: Vec<String> = results
        .iter()
        .map(|(file, report)| summary(file, report, context))
        .collect();
    if results
        .iter()
        .any(|(_, report)| report.recorded.inserted + report.recorded.changed > 0)
    {
        texts.push("Next: alongside build (a running server builds by itself)".to_owned());
    }
    Report::new(&json!({ "files": files }), texts.join("\n\n"))
}

fn summary(file: &str, report: &ImportReport, context: &Context) -> String {
    let rows = &report.summary;
    let buckets = [
        ("order lines", rows.order_lines),
        ("fee lines", rows.fee_lines),
        ("refund lines", rows.refund_lines),
        ("products", rows.products),
        ("customers", rows.customers),
        ("events", rows.events),
        ("links", rows.links),
        ("reviews", rows.reviews),
        ("skipped", rows.skipped),
        ("rejected", rows.rejected),
    ];
    let line = |name: &str, number: u64| format!("  {name:<14}{:>12}", words::count(number));
    let mut lines = vec![context.style.bold(file)];
    lines.extend(
        buckets
            .iter()
            .filter(|(_, number)| *number > 0)
            .map(|(name, number)| line(name, *number)),
    );
    lines.push(context.style.bold(&line("rows read", rows.rows)));
    lines.push(stored(report));
    lines.extend(rejections(report, context));
    lines.join("\n")
}

fn stored(report: &ImportReport) -> String {
    let recorded = &report.recorded;
    let mut text = format!(
        "Stored: {} new, {} changed, {} there already.",
        words::count(recorded.inserted),
        words::count(recorded.changed),
        words::count(recorded.unchanged)
    );
    if report.refunds_matched + report.refunds_unmatched > 0 {
        text.push_str(&format!(
            " Refunds: {} found their order, {} did not.",
            words::count(report.refunds_matched),
            words::count(report.refunds_unmatched)
        ));
    }
    text
}

fn rejections(report: &ImportReport, context: &Context) -> Vec<String> {
    let shown = report.rejections.iter().take(REJECTIONS_SHOWN).map(|rejection| {
        let column = Some(&rejection.column).filter(|column| !column.is_empty());
        let column = column
            .map(|column| format!(", column {column}"))
            .unwrap_or_default();
        format!("  line {}{column}: {}", rejection.line, rejection.reason)
    });
    let mut lines: Vec<String> = shown.collect();
    if let Some(file) = &report.rejected_file {
        let count = words::counted(report.summary.rejected, "row was", "rows were");
        let heading = format!("{count} set aside in {}", file.display());
        lines.insert(0, context.style.yellow(&heading));
    }
    lines
}

fn kinds() -> impl TypedValueParser<Value = RecordKind> {
    let parse = |text: String| RecordKind::parse(&text).ok_or("unknown kind");
    PossibleValuesParser::new(RecordKind::ALL.map(RecordKind::as_str)).try_map(parse)
}

fn layouts() -> impl TypedValueParser<Value = &'static Preset> {
    let parse = |text: String| {
        presets()
            .iter()
            .find(|preset| preset.id == text)
            .ok_or("unknown layout")
    };
    let values = presets()
        .iter()
        .map(|preset| clap::builder::PossibleValue::new(preset.id).help(preset.about));
    PossibleValuesParser::new(values).try_map(parse)
}

fn mapping(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((field, column)) if !field.trim().is_empty() && !column.trim().is_empty() => {
            Ok((field.trim().to_owned(), column.trim().to_owned()))
        }
        _ => Err("write FIELD=COLUMN, for example product_id=SKU".to_owned()),
    }
}
