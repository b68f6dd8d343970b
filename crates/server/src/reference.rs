//! The reference as Markdown, generated from the same sources as the pages.

use std::fmt::Write;

use crate::{
    errors, openapi,
    pages::docs::{self, Operation},
};

/// Every address, with its parameters, bodies and errors.
pub fn http_markdown() -> String {
    let document = openapi::document();
    let about = document["info"]["description"].as_str().unwrap_or_default();
    let mut text = format!("# HTTP interface\n\n{about}\n");
    for resource in docs::resources(&document) {
        let _ = write!(text, "\n## {}\n", resource.name);
        for operation in &resource.operations {
            text.push_str(&described(operation));
        }
    }
    text.push_str("\n## Shapes\n");
    for shape in docs::shapes(&document) {
        let _ = write!(text, "\n### {}\n\n", shape.name);
        if !shape.about.is_empty() {
            let _ = write!(text, "{}\n\n", shape.about);
        }
        if !shape.fields.is_empty() {
            text.push_str("| field | type | meaning |\n|---|---|---|\n");
        }
        for (name, kind, about) in &shape.fields {
            let _ = writeln!(text, "| `{name}` | {} | {} |", cell(kind), cell(about));
        }
        if !shape.examples.is_empty() {
            let _ = write!(text, "\n```json\n{}\n```\n", shape.examples.join("\n"));
        }
    }
    text
}

fn described(operation: &Operation) -> String {
    // Writing to a String cannot fail.
    let mut text = format!(
        "\n### `{} {}`\n\n{}.",
        operation.method, operation.path, operation.summary
    );
    if !operation.about.is_empty() {
        let _ = write!(text, " {}", operation.about);
    }
    let _ = write!(text, "\n\nKey: {}.\n", operation.keys);
    if !operation.parameters.is_empty() {
        text.push_str("\n| parameter | in | meaning |\n|---|---|---|\n");
    }
    for (name, place, about) in &operation.parameters {
        let _ = writeln!(text, "| `{name}` | {place} | {} |", cell(about));
    }
    if let Some(request) = &operation.request {
        let _ = write!(text, "\nBody: {request}\n");
    }
    if let Some(example) = &operation.example {
        let _ = write!(text, "\n```json\n{example}\n```\n");
    }
    text.push_str("\n| status | answer |\n|---|---|\n");
    for (status, what) in &operation.responses {
        let _ = writeln!(text, "| {status} | {} |", cell(what));
    }
    text
}

/// Every error, with what to do about it.
pub fn errors_markdown() -> String {
    let mut text = String::from(
        "# Errors\n\nOver HTTP they are `application/problem+json`; the command line prints the same sentences and \
         hints.\n\n| code | status | what happened | what to do |\n|---|---|---|---|\n",
    );
    for entry in errors::table() {
        let _ = writeln!(
            text,
            "| `{}` | {} | {} | {} |",
            entry.code,
            entry.status,
            cell(entry.title),
            cell(entry.hint)
        );
    }
    text
}

/// A text inside a table's cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
