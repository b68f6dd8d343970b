//! Model versions: which of them serves, building another one, serving an earlier one again.

use engine::{ModelInfo, Task};

use super::{HERE, is_at_work};
use crate::{
    errors::{Code, Problem},
    i18n::Value,
    pages::{
        blocks::{Block, Cell, Table},
        dashboard::{Visit, done, sheets::Refused},
        staff::Form,
    },
    route::Answer,
};

const BYTES_PER_MEGABYTE: f64 = 1e6;
const MS_PER_SECOND: f64 = 1e3;

/// Has the models built in the background.
///
/// # Errors
/// [`Problem`] where the task cannot be kept.
pub(super) fn build(visit: &Visit<'_>) -> Answer {
    visit.call.app.engine.start_build(visit.call.now)?;
    Ok(done(HERE, "build-started"))
}

/// Serves the version that the form names.
///
/// # Errors
/// [`Problem`] where there is none or it cannot be used.
pub(super) fn serve(visit: &Visit<'_>, form: &Form) -> Answer {
    let version: Option<u64> = form.number("version")?;
    let none = || Problem::new(Code::InvalidField, "Name the version.").at("version");
    visit.call.app.engine.rollback(Some(version.ok_or_else(none)?))?;
    Ok(done(HERE, "served"))
}

/// The versions kept, and the form that builds another one.
///
/// # Errors
/// [`Problem`] where they cannot be read.
pub(super) fn blocks(visit: &Visit<'_>, tasks: &[Task], refused: Refused<'_>) -> Result<Vec<Block>, Problem> {
    let words = &visit.words;
    let models = visit.call.app.engine.models()?;
    let mut blocks = vec![Block::Text(words.say("data-models-about"))];
    if refused.is_some() {
        blocks.push(Block::Warning(words.say("data-version-mistake")));
    }
    blocks.push(match models.is_empty() {
        true => Block::Text(words.say("data-models-none")),
        false => Block::Table(table(visit, &models)),
    });
    let is_building = tasks.iter().any(|task| task.kind == "build" && is_at_work(task));
    blocks.push(match is_building {
        true => Block::Text(words.say("data-building")),
        false => Block::Form(visit.sheet(HERE, &["build"])),
    });
    Ok(blocks)
}

fn table(visit: &Visit<'_>, models: &[ModelInfo]) -> Table {
    let words = &visit.words;
    let row = |model: &ModelInfo| {
        let version = model.version.to_string();
        let act = match model.active {
            true => Cell::Text(words.say("data-serving")),
            false => Cell::Form(visit.ask(HERE, "serve", &[("version", &version)])),
        };
        vec![
            Cell::Number(words.number(model.version)),
            Cell::Text(words.moment(model.created_at)),
            Cell::Number(words.number(model.orders)),
            Cell::Number(words.number(model.products)),
            measured(visit, "data-megabytes", model.bytes as f64 / BYTES_PER_MEGABYTE),
            measured(visit, "data-seconds", model.build_ms as f64 / MS_PER_SECOND),
            act,
        ]
    };
    let names = ["version", "built", "orders", "products", "size", "took"];
    let head = names.map(|name| words.say(&format!("data-column-{name}")));
    Table {
        caption: words.say("data-models"),
        head: head.into_iter().chain([words.say("staff-column-acts")]).collect(),
        rows: models.iter().map(row).collect(),
    }
}

/// A measure with its unit.
fn measured(visit: &Visit<'_>, id: &str, number: f64) -> Cell {
    let number = visit.words.decimal(number, 1);
    Cell::Text(visit.words.tell(id, &[("number", Value::Text(&number))]))
}
