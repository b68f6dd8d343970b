//! `alongside export`: what was shown, done and bought, as Parquet files for other tools.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use shop::Day;

use crate::{
    context::{Context, now},
    exit::Exit,
    failure::Failure,
    report::Report,
    table::Table,
    words,
};

/// Write what was decided, shown, done and bought as Parquet files, a file a day
#[derive(Debug, Args)]
#[command(
    after_help = "Every row is one thing: an offer decided on, shown or clicked, a visitor's day, a line of an order.
People stand in them as hashes of their ids. Decisions say how likely each offer was to be shown, for off-policy
evaluation of your own; they reach back as far as their log is kept. DuckDB, pandas, Spark and most
other tools read them:
  duckdb -c \"SELECT sum(paid_minor - refunded_minor) / 100 FROM 'out/lines/*.parquet' WHERE is_fee = 0\"

Examples:
  alongside export out
  alongside export out --from 2026-11-01 --to 2026-11-30
  alongside export out --json"
)]
pub struct Arguments {
    /// The folder to write into; a file of the same day is replaced
    folder: PathBuf,
    /// The first day, such as 2026-11-01; from the beginning where missing
    #[arg(long, value_name = "DAY", value_parser = words::day)]
    from: Option<Day>,
    /// The last day; until today where missing
    #[arg(long, value_name = "DAY", value_parser = words::day)]
    to: Option<Day>,
}

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    let to = arguments.to.unwrap_or_else(|| now().day());
    let from = arguments.from.unwrap_or(Day(i32::MIN));
    if from > to {
        return Err(Failure::new(
            Exit::Usage,
            "usage",
            format!("--from: {from} is after the last day, {to}"),
        )
        .hint("the first day comes before the last one"));
    }
    let engine = context.open()?;
    context.say("Summing up and writing …");
    let tables = engine
        .export(from, to, &arguments.folder, now())
        .map_err(|error| Failure::of_writing(error, &arguments.folder))?;
    engine.close();
    let mut table = Table::new(&["Table", "Files", "Size", "A row is"]).numeric(&[1, 2]);
    for exported in &tables {
        table.row(vec![
            exported.name.to_owned(),
            exported.files.to_string(),
            words::size(exported.bytes),
            exported.about.to_owned(),
        ]);
    }
    let told = tables
        .iter()
        .map(|exported| json!({ "table": exported.name, "files": exported.files, "bytes": exported.bytes }));
    let json = json!({
        "folder": arguments.folder.display().to_string(),
        "tables": told.collect::<Vec<_>>(),
    });
    Ok(Report::new(&json, table.render(|line| context.style.bold(line))))
}
