//! Whether the server lives and how it does. No key is needed, and nothing personal is told.

use axum::http::StatusCode;
use serde::Serialize;

use crate::{
    metrics,
    reply::Reply,
    route::{Access, Answer, Call, Route},
};

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/healthz", "health", health)
        .says("Whether the server lives", "")
        .access(Access::Open)
        .instant()
        .gives(200, "Health"),
    Route::get("/readyz", "readiness", ready)
        .says(
            "Whether the server has models to decide with",
            "503 until the first models are built. Offers are answered all the same, with a note.",
        )
        .access(Access::Open)
        .gives(200, "Health"),
    Route::get("/metrics", "metrics", metrics)
        .says("Counters for Prometheus", "")
        .access(Access::Open)
        .gives(200, "text/plain"),
    Route::get("/openapi.json", "openapi", openapi)
        .says("This interface as an OpenAPI 3.1 document", "")
        .access(Access::Open)
        .gives(200, "application/json"),
];

#[derive(Serialize)]
struct HealthReply {
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    model_version: Option<u64>,
}

fn health(_: &Call) -> Answer {
    Reply::json(&HealthReply {
        status: "ok",
        model_version: None,
    })
}

fn ready(call: &Call) -> Answer {
    match call.app.engine.prepared_status()?.model {
        Some(model) => Reply::json(&HealthReply {
            status: "ready",
            model_version: Some(model.version),
        }),
        None => {
            let reply = Reply::json(&HealthReply {
                status: "nothing_built",
                model_version: None,
            })?;
            Ok(reply.status(StatusCode::SERVICE_UNAVAILABLE))
        }
    }
}

fn metrics(call: &Call) -> Answer {
    let methods: Vec<String> = super::routes()
        .map(|route| (route.method)().to_string())
        .collect();
    let names = methods
        .iter()
        .zip(super::routes())
        .map(|(method, route)| (method.as_str(), route.path));
    let mut text = call.app.metrics.text(names);
    let status = call.app.engine.prepared_status()?;
    metrics::gauge(
        &mut text,
        "alongside_products",
        "Products in the store.",
        status.products,
    );
    metrics::gauge(
        &mut text,
        "alongside_orders",
        "Orders in the store.",
        status.orders,
    );
    metrics::gauge(
        &mut text,
        "alongside_events",
        "Events in the store.",
        status.events,
    );
    let version = status.model.map_or(0, |model| model.version);
    metrics::gauge(
        &mut text,
        "alongside_model_version",
        "The models that serve; 0 for none.",
        version,
    );
    let pending = u64::from(status.build_pending);
    metrics::gauge(
        &mut text,
        "alongside_build_pending",
        "1 where no model knows the latest orders yet.",
        pending,
    );
    let help = "Decisions that could not be logged.";
    metrics::counter(
        &mut text,
        "alongside_decisions_not_logged_total",
        help,
        status.decisions_not_logged,
    );
    Ok(Reply::body("text/plain; version=0.0.4; charset=utf-8", text))
}

fn openapi(_: &Call) -> Answer {
    Reply::json(&crate::openapi::document())
}
