//! Files of products, orders, customers, events, links or reviews.

use axum::http::StatusCode;
use engine::{
    ImportSource, ShopProfile,
    ingest::{Options, RecordKind, presets},
};
use shop::{Currency, Locale};

use crate::{
    errors::{Code, Problem},
    reply::Reply,
    route::{Answer, Call, Parameter, Route},
    wire::{reading, reading::Place, status::TaskReply},
};

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[Route::post("/v1/imports", "startImport", start)
    .says(
        "Import a file",
        "The body is the file itself, as CSV, JSON Lines or Parquet, plain or packed by gzip or zstd. The answer \
         comes at once with a task; ask `/v1/tasks/{id}` how far it is. Everything left out is detected. Importing a \
         file again changes nothing.",
    )
    .idempotent_by_key()
    .query(&[
        Parameter { name: "name", about: "The file's name, by which its format is told: `orders.csv.gz`." },
        Parameter { name: "kind", about: "What its rows are: products, orders, customers, events, links or reviews." },
        Parameter { name: "preset", about: "A known layout, such as `shopify` or `online-retail`." },
        Parameter { name: "map", about: "`field=column`, once for each column that is not recognised." },
        Parameter { name: "date_format", about: "How dates are written, such as `%d/%m/%Y %H:%M`." },
        Parameter { name: "currency", about: "The currency of amounts that name none; the shop's if not given." },
        Parameter { name: "locale", about: "The language of texts that name none; the shop's if not given." },
    ])
    .takes("")
    .gives(202, "Task")
    .fails(&[Code::InvalidParameter, Code::UnknownValue, Code::UnknownCurrency])];

fn start(call: &Call) -> Answer {
    if call.body.is_empty() {
        return Err(Problem::new(
            Code::InvalidField,
            "The body is empty; send the file as the body.",
        ));
    }
    let name = call.parameter("name").or_else(|| {
        let media_type = call.headers.get("content-type")?.to_str().ok()?;
        (!media_type.starts_with("application/x-www-form-urlencoded")).then(|| media_type.to_owned())
    });
    let source = ImportSource::Upload {
        name: name.unwrap_or_else(|| "upload.csv".to_owned()),
        bytes: call.body.to_vec(),
    };
    let task = call.app.engine.start_import(source, options(call)?, call.now)?;
    let location = format!("/v1/tasks/{}", task.id);
    Ok(Reply::json(&TaskReply::from(&task))?
        .status(StatusCode::ACCEPTED)
        .location(location))
}

fn options(call: &Call) -> Result<Options, Problem> {
    let usual = usual(call.app.engine.profile());
    let currency = call.parameter("currency");
    let currency: Option<Currency> = currency
        .map(|code| reading::currency(&code, Place::Body, "currency"))
        .transpose()?;
    Ok(Options {
        kind: kind(call)?,
        preset: preset(call)?,
        columns: call
            .parameters("map")
            .map(|pair| column(&pair))
            .collect::<Result<_, _>>()?,
        date_format: call.parameter("date_format"),
        currency: currency.or(usual.currency),
        locale: call.parsed::<Locale>("locale")?.or(usual.locale),
        rejected_dir: None,
    })
}

/// Everything detected; amounts and texts that name none are of the shop's currency and language.
pub(crate) fn usual(profile: &ShopProfile) -> Options {
    Options {
        currency: Some(profile.currency),
        locale: Some(profile.locale.clone()),
        ..Options::default()
    }
}

fn kind(call: &Call) -> Result<Option<RecordKind>, Problem> {
    let read = |word: String| {
        RecordKind::parse(&word).ok_or_else(|| {
            reading::unknown_word(
                &word,
                &RecordKind::ALL.map(RecordKind::as_str),
                Place::Body,
                "kind",
            )
        })
    };
    call.parameter("kind").map(read).transpose()
}

fn preset(call: &Call) -> Result<Option<&'static engine::ingest::Preset>, Problem> {
    let read = |word: String| {
        presets().iter().find(|preset| preset.id == word).ok_or_else(|| {
            let known: Vec<&str> = presets().iter().map(|preset| preset.id).collect();
            reading::unknown_word(&word, &known, Place::Body, "preset")
        })
    };
    call.parameter("preset").map(read).transpose()
}

fn column(pair: &str) -> Result<(String, String), Problem> {
    match pair.split_once('=') {
        Some((field, column)) if !field.is_empty() && !column.is_empty() => {
            Ok((field.to_owned(), column.to_owned()))
        }
        _ => Err(Problem::new(Code::InvalidParameter, "A mapping is written field=column.").at("map")),
    }
}
