//! Imports: how to make one, how they went, and which rows were rejected and why.

use engine::{
    ImportReport, ImportSource, Status, Task, TaskState,
    ingest::{RecordKind, Rejection},
};

use super::HERE;
use crate::{
    errors::{Code, Problem},
    http::imports,
    pages::{
        blocks::{Block, Cell, Group, Link, Sheet, Table, with_query},
        dashboard::{Visit, address, done, sheets::Refused},
        forms::Fields,
        staff::Form,
    },
    route::Answer,
};

/// What a server's people type to import files, each in one line.
const COMMANDS: &str = "alongside import products.csv orders.csv\n\
    curl -H \"Authorization: Bearer $KEY\" --data-binary @orders.csv \"$SHOP/v1/imports?name=orders.csv\"";
/// The name of rows that were pasted.
const PASTED: &str = "pasted.csv";

/// Imports the rows that were pasted.
///
/// # Errors
/// [`Problem`] where there are none, or they cannot be kept.
pub(super) fn start(visit: &Visit<'_>, form: &Form) -> Answer {
    let none = || Problem::new(Code::InvalidField, "Paste some rows.").at("rows");
    let source = ImportSource::Upload {
        name: PASTED.to_owned(),
        bytes: form.text("rows").ok_or_else(none)?.into_bytes(),
    };
    let engine = &visit.call.app.engine;
    let options = engine::ingest::Options {
        kind: form.field("kind").and_then(RecordKind::parse),
        ..imports::usual(engine.profile())
    };
    engine.start_import(source, options, visit.call.now)?;
    Ok(done(HERE, "import-started"))
}

/// The latest imports and builds, and how to import.
pub(super) fn blocks(visit: &Visit<'_>, status: &Status, tasks: &[Task], refused: Refused<'_>) -> Vec<Block> {
    let words = &visit.words;
    let mut blocks = vec![match (tasks, status.products + status.orders) {
        ([], 0) => Block::Text(words.say("data-imports-none")),
        ([], _) => Block::Text(words.say("data-imports-elsewhere")),
        _ => Block::Table(table(visit, tasks)),
    }];
    blocks.push(Block::Hint(words.say("data-imports-how")));
    blocks.push(Block::Verbatim(COMMANDS.to_owned()));
    blocks.push(Block::Form(sheet(visit, refused)));
    blocks
}

fn sheet(visit: &Visit<'_>, refused: Refused<'_>) -> Sheet {
    let words = &visit.words;
    let fields = Fields::new(words, HERE, refused);
    let mut kinds = vec![(String::new(), words.say("data-kind-detect"))];
    kinds.extend(words.named("data-kind", RecordKind::ALL.map(RecordKind::as_str)));
    let group = Group::of(vec![fields.choice("kind", "", kinds), fields.area("rows", "")]);
    Sheet {
        // What cannot be used is shown at once, with what was typed.
        opened_by: refused.is_none().then(|| words.say("data-paste")),
        about: vec![words.say("data-paste-about")],
        groups: vec![group],
        mistake: fields.mistake(),
        ..visit.sheet(HERE, &["import"])
    }
}

fn table(visit: &Visit<'_>, tasks: &[Task]) -> Table {
    let words = &visit.words;
    let row = |task: &Task| {
        let kept = task.report.as_ref().map(|report| report.recorded);
        let changed = kept.map(|kept| words.number(kept.inserted + kept.changed));
        let number = |text: Option<String>| Cell::Number(text.unwrap_or_else(|| "–".to_owned()));
        let rejected = task
            .report
            .as_ref()
            .map(|report| words.number(report.summary.rejected));
        let rows = (task.kind == "import").then(|| words.number(task.rows));
        vec![
            Cell::Link(Link::to(
                name(visit, task),
                with_query(&address(HERE), &[("task", &task.id)]),
            )),
            state(visit, task),
            Cell::Text(words.moment(task.created_at)),
            number(rows),
            number(changed),
            number(rejected),
        ]
    };
    let names = ["task", "state", "asked", "rows", "changed", "rejected"];
    Table {
        caption: words.say("data-imports"),
        head: names
            .map(|name| words.say(&format!("data-column-{name}")))
            .to_vec(),
        rows: tasks.iter().map(row).collect(),
    }
}

fn name(visit: &Visit<'_>, task: &Task) -> String {
    match task.kind.as_str() {
        "import" => task.name.clone(),
        kind => visit.words.say(&format!("data-task-{kind}")),
    }
}

fn state(visit: &Visit<'_>, task: &Task) -> Cell {
    Cell::Text(visit.words.say(&format!("data-state-{}", task.state.as_str())))
}

/// One import or build: where its rows went, and which were rejected.
pub(super) fn opened(visit: &Visit<'_>, task: &Task) -> Vec<Block> {
    let words = &visit.words;
    let mut facts = vec![
        (words.say("data-column-state"), state(visit, task)),
        (
            words.say("data-column-asked"),
            Cell::Text(words.moment(task.created_at)),
        ),
    ];
    if let Some(ended) = task.finished_at {
        facts.push((words.say("data-ended"), Cell::Text(words.moment(ended))));
    }
    if let Some(error) = &task.error {
        facts.push((words.say("data-error"), Cell::Data(error.clone())));
    }
    facts.extend(task.report.iter().flat_map(|report| counts(visit, report)));
    let file = task
        .report
        .as_ref()
        .and_then(|report| report.rejected_file.as_ref());
    facts.extend(file.map(|file| {
        let name = words.say("data-rejected-file");
        (name, Cell::Data(file.display().to_string()))
    }));
    let mut blocks = vec![
        visit.way_back(HERE),
        Block::Heading(name(visit, task)),
        Block::Facts(facts),
    ];
    if task.state == TaskState::Failed && task.kind != "evaluation" {
        blocks.push(Block::Warning(words.say("data-failed")));
    }
    if let Some(report) = &task.report {
        blocks.extend(rejections(visit, report));
    }
    blocks
}

/// Where the rows went; what there was none of is left out.
fn counts(visit: &Visit<'_>, report: &ImportReport) -> Vec<(String, Cell)> {
    let summary = &report.summary;
    let counts = [
        ("rows", summary.rows),
        ("order-lines", summary.order_lines),
        ("fee-lines", summary.fee_lines),
        ("refund-lines", summary.refund_lines),
        ("products", summary.products),
        ("customers", summary.customers),
        ("events", summary.events),
        ("links", summary.links),
        ("reviews", summary.reviews),
        ("skipped", summary.skipped),
        ("new", report.recorded.inserted),
        ("updated", report.recorded.changed),
        ("unchanged", report.recorded.unchanged),
        ("refunds-unmatched", report.refunds_unmatched),
        ("rejected", summary.rejected),
    ];
    let shown = counts
        .iter()
        .filter(|(name, count)| *count > 0 || matches!(*name, "rows" | "rejected"));
    let fact = |(name, count): &(&str, u64)| {
        let number = Cell::Number(visit.words.number(*count));
        (visit.words.say(&format!("data-count-{name}")), number)
    };
    shown.map(fact).collect()
}

fn rejections(visit: &Visit<'_>, report: &ImportReport) -> Vec<Block> {
    let words = &visit.words;
    if report.rejections.is_empty() {
        return Vec::new();
    }
    let row = |rejection: &Rejection| {
        vec![
            Cell::Number(words.number(rejection.line)),
            Cell::Data(rejection.column.clone()),
            Cell::Data(rejection.reason.clone()),
            Cell::Data(rejection.row.clone()),
        ]
    };
    let names = ["line", "column", "reason", "row"];
    let table = Table {
        caption: words.say("data-rejections"),
        head: names
            .map(|name| words.say(&format!("data-column-{name}")))
            .to_vec(),
        rows: report.rejections.iter().map(row).collect(),
    };
    vec![
        Block::Heading(words.say("data-rejections")),
        Block::Text(words.say("data-rejections-about")),
        Block::Table(table),
    ]
}
