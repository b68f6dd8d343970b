//! What was decided, and why.

use shop::Locale;

use crate::{
    errors::{Code, Problem},
    reply::Reply,
    route::{Answer, Call, Parameter, Route},
    wire::decisions::{decision_reply, past_explanation},
};

const LOCALE: Parameter = Parameter {
    name: "locale",
    about: "The language of titles and sentences; the shop's if not given.",
};

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/v1/decisions/{id}", "getDecision", get)
        .says(
            "Read a decision",
            "Every candidate, the best first, with what became of it and why it was proposed.",
        )
        .query(&[LOCALE])
        .gives(200, "Decision")
        .fails(&[Code::NotFound, Code::InvalidParameter]),
    Route::get("/v1/decisions/{id}/explain", "explainDecision", explain)
        .says(
            "Ask why a product was offered, or why not",
            "For any product, proposed or not.",
        )
        .query(&[
            Parameter {
                name: "product_id",
                about: "The product.",
            },
            LOCALE,
        ])
        .gives(200, "Explanation")
        .fails(&[Code::NotFound, Code::InvalidParameter]),
];

fn get(call: &Call) -> Answer {
    let locale = locale(call)?;
    let decision = call.app.engine.decision(&call.id, &locale)?;
    Reply::json(&decision_reply(&decision, &call.app.texts(), &locale))
}

fn explain(call: &Call) -> Answer {
    let locale = locale(call)?;
    let product_id = call.parameter("product_id").ok_or_else(|| {
        Problem::new(Code::InvalidParameter, "Name the product: ?product_id=….").at("product_id")
    })?;
    let decision = call.app.engine.decision(&call.id, &locale)?;
    let proposed = decision
        .candidates
        .iter()
        .any(|candidate| candidate.product.id == product_id);
    if !proposed {
        // A product nobody knows is a mistake of the caller, not one that nobody proposed.
        call.app.engine.product(&product_id)?;
    }
    Reply::json(&past_explanation(
        &decision,
        &product_id,
        &call.app.texts(),
        &locale,
    ))
}

fn locale(call: &Call) -> Result<Locale, Problem> {
    let asked = call.parsed::<Locale>("locale")?;
    Ok(asked.unwrap_or_else(|| call.app.engine.profile().locale.clone()))
}
