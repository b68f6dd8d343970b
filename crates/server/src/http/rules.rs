//! The merchant's rules: pin, ban, boost, bury, include only.

use shop::Placement;

use crate::{
    errors::{Code, Problem},
    reply::Reply,
    route::{Access, Answer, Call, Parameter, Route},
    wire::{
        policies::PreviewReply,
        reading,
        rules::{self, RuleReply, RulesReply},
    },
};

/// Situations a preview answers, unless said otherwise.
const PREVIEW_CARTS: usize = 100;

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/v1/rules", "listRules", list)
        .says(
            "List rules",
            "Every rule with how many products it names now and which others want something else of them. A ban \
             beats everything, then what is not included, then pins; boosts and buries multiply.",
        )
        .gives(200, "Rules"),
    Route::get("/v1/rules/{id}", "getRule", get)
        .says("Read a rule", "")
        .gives(200, "Rule")
        .fails(&[Code::NotFound]),
    Route::put("/v1/rules/{id}", "putRule", put)
        .says(
            "Set a rule",
            "The next decision heeds it. A rule that cannot be used is refused, and what was in force stays.",
        )
        .access(Access::Admin)
        .takes("RuleChange")
        .gives(200, "Rule")
        .fails(&[Code::InvalidField]),
    Route::delete("/v1/rules/{id}", "deleteRule", delete)
        .says("Remove a rule", "The next decision does without it.")
        .access(Access::Admin)
        .gives(204, "")
        .fails(&[Code::NotFound]),
    Route::post("/v1/rules/{id}/preview", "previewRule", preview)
        .says(
            "Try a rule",
            "Answers the latest decisions of a placement with and without this rule, and tells what would change; \
             where it holds for some customers only, as for one of them. Nothing is set, and nothing is logged.",
        )
        .access(Access::Admin)
        .query(&[
            Parameter {
                name: "placement",
                about: "Where; the cart if not given.",
            },
            Parameter {
                name: "carts",
                about: "How many of the latest decisions to try, at most 1,000; 100 if not given.",
            },
        ])
        .takes("RuleChange")
        .gives(200, "PolicyPreview")
        .fails(&[Code::InvalidField, Code::InvalidParameter]),
];

fn list(call: &Call) -> Answer {
    let rules = call.app.engine.rules(call.now)?;
    Reply::json(&RulesReply::from(rules.as_slice()))
}

fn get(call: &Call) -> Answer {
    let rule = call.app.engine.rule(&call.id, call.now)?;
    Reply::json(&RuleReply::from(&rule))
}

fn put(call: &Call) -> Answer {
    let draft = rules::draft(&call.body)?;
    let rule = call.app.engine.put_rule(&call.id, &draft, call.now)?;
    Reply::json(&RuleReply::from(&rule))
}

fn delete(call: &Call) -> Answer {
    call.app.engine.delete_rule(&call.id)?;
    Ok(Reply::done())
}

fn preview(call: &Call) -> Answer {
    let draft = rules::draft(&call.body)?;
    let carts = call.parsed::<usize>("carts")?.unwrap_or(PREVIEW_CARTS);
    let placement = match call.parameter("placement") {
        Some(word) => word.parse().map_err(|error: shop::UnknownPlacement| {
            Problem::new(Code::InvalidParameter, reading::capitalised(&format!("{error}.")))
        })?,
        None => Placement::Cart,
    };
    let preview = call
        .app
        .engine
        .preview_rule(&call.id, &draft, placement, carts, call.now)?;
    Reply::json(&PreviewReply::from(&preview))
}
