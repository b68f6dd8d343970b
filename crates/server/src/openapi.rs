//! The OpenAPI 3.1 document. Addresses come from the list of routes, errors from the error table, and the shapes from
//! `openapi/schemas.json`, whose examples are tried against the running server by a test.

use serde_json::{Map, Value, json};

use crate::{
    errors::Code,
    http,
    route::{Access, Route, Work},
};

const SCHEMAS: &str = include_str!("openapi/schemas.json");
const ABOUT: &str = "What should this shop offer this customer now? Requests and answers are JSON in UTF-8. Money is \
                     a decimal text with its ISO 4217 currency, never a number. Moments are RFC 3339 in UTC. Unknown \
                     fields of questions, events, orders and products are ignored, and refused in what steers the shop; \
                     unknown words are errors that list the known ones. Errors are \
                     `application/problem+json` (RFC 9457) with a stable `code` and a `hint`. Bodies have at most \
                     10 MiB, batches at most 1,000 records.";
/// What may go wrong on every route that needs a key.
const KEY_ERRORS: &[Code] = &[
    Code::MissingKey,
    Code::InvalidKey,
    Code::RevokedKey,
    Code::RateLimited,
];
/// What may go wrong on every route that takes a body.
const BODY_ERRORS: &[Code] = &[Code::BodyIncomplete, Code::RequestTimeout, Code::BodyTooLarge];
/// What may go wrong on every route that reads JSON.
const JSON_ERRORS: &[Code] = &[
    Code::MalformedJson,
    Code::InvalidField,
    Code::MissingField,
    Code::UnknownField,
    Code::WrongType,
    Code::OutOfRange,
    Code::InvalidId,
];

/// The whole document.
pub fn document() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for (tag, routes) in http::resources() {
        for route in *routes {
            let method = (route.method)().as_str().to_ascii_lowercase();
            let methods = paths.entry(route.path).or_insert_with(|| json!({}));
            methods[method] = operation(tag, route);
        }
    }
    let tags = http::resources().iter().map(|(name, _)| json!({ "name": name }));
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Alongside",
            "version": env!("CARGO_PKG_VERSION"),
            "description": ABOUT,
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "tags": tags.collect::<Vec<_>>(),
        "paths": paths,
        "components": {
            "securitySchemes": {
                "bearer": { "type": "http", "scheme": "bearer" },
                "header": { "type": "apiKey", "in": "header", "name": "X-Api-Key" },
            },
            "schemas": schemas(),
        },
    })
}

/// Every shape by name.
pub(crate) fn schemas() -> Value {
    serde_json::from_str(SCHEMAS).expect("the embedded schemas are JSON, which a test makes sure of")
}

fn operation(tag: &str, route: &Route) -> Value {
    let mut operation = json!({
        "operationId": route.operation,
        "tags": [tag],
        "summary": route.summary,
        "responses": responses(route),
    });
    if !route.about.is_empty() {
        operation["description"] = json!(route.about);
    }
    let parameters = parameters(route);
    if !parameters.is_empty() {
        operation["parameters"] = json!(parameters);
    }
    if let Some(schema) = route.request {
        let required = route.operation != "rollBackModels";
        operation["requestBody"] = json!({ "required": required, "content": content(schema) });
    }
    operation["x-key"] = json!(keys(route));
    if route.access != Access::Open {
        operation["security"] = json!([{ "bearer": [] }, { "header": [] }]);
    }
    operation
}

/// Which keys may call it.
fn keys(route: &Route) -> &'static str {
    match (route.access, route.for_tills) {
        (Access::Open, _) => "none",
        (Access::Public, true) => "public, desk, secret or admin",
        (Access::Public, false) => "public, secret or admin",
        (Access::Secret, true) => "desk, secret or admin",
        (Access::Secret, false) => "secret or admin",
        (Access::Admin, _) => "admin",
    }
}

fn parameters(route: &Route) -> Vec<Value> {
    let mut parameters = Vec::new();
    if route.path.contains("{id}") {
        let schema = json!({ "type": "string" });
        parameters.push(json!({ "name": "id", "in": "path", "required": true, "schema": schema }));
    }
    for parameter in route.query {
        let schema = match parameter.name {
            "map" | "cart" => json!({ "type": "array", "items": { "type": "string" } }),
            _ => json!({ "type": "string" }),
        };
        let about = parameter.about;
        parameters
            .push(json!({ "name": parameter.name, "in": "query", "description": about, "schema": schema }));
    }
    if route.gives_csv {
        parameters.push(json!({
            "name": "format",
            "in": "query",
            "description": "`json` or `csv`; where it is not given, the Accept header decides.",
            "schema": { "type": "string", "enum": ["json", "csv"] },
        }));
    }
    if route.idempotent_by_key {
        parameters.push(json!({
            "name": "Idempotency-Key",
            "in": "header",
            "description": "The same key with the same request gets the first answer again for a day.",
            "schema": { "type": "string", "maxLength": 255 },
        }));
    }
    parameters
}

/// A body: of JSON where `schema` is a name, of a media type where it is one, of raw bytes where it is empty.
fn content(schema: &str) -> Value {
    match schema {
        "" => json!({ "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } }),
        "application/json" => json!({ "application/json": { "schema": { "type": "object" } } }),
        media if media.contains('/') => json!({ media: { "schema": { "type": "string" } } }),
        name => {
            json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{name}") } } })
        }
    }
}

fn responses(route: &Route) -> Value {
    let (status, schema) = route.success;
    let mut success = json!({ "description": "It went well." });
    if status != 204 {
        success["content"] = content(schema);
    }
    if route.gives_csv {
        success["content"]["text/csv"] = json!({ "schema": { "type": "string" } });
    }
    let mut responses = Map::from_iter([(status.to_string(), success)]);
    if route.operation == "readiness" {
        let unready = json!({ "description": "Nothing has been built yet.", "content": content(schema) });
        responses.insert("503".to_owned(), unready);
    }
    let mut codes: Vec<Code> = errors(route);
    codes.sort_by_key(|code| code.entry().status);
    for same in codes.chunk_by(|one, other| one.entry().status == other.entry().status) {
        let names: Vec<&str> = same.iter().map(|code| code.entry().code).collect();
        let problem = json!({ "$ref": "#/components/schemas/Problem" });
        let content = json!({ "application/problem+json": { "schema": problem } });
        let response = json!({ "description": names.join(", "), "content": content });
        responses
            .entry(same[0].entry().status.to_string())
            .or_insert(response);
    }
    Value::Object(responses)
}

/// Everything that may go wrong on a route.
fn errors(route: &Route) -> Vec<Code> {
    let mut codes = route.errors.to_vec();
    if route.access != Access::Open {
        codes.extend_from_slice(KEY_ERRORS);
    }
    match route.access {
        Access::Public => codes.extend_from_slice(&[Code::ForbiddenOrigin, Code::ForbiddenKey]),
        Access::Secret | Access::Admin => codes.push(Code::ForbiddenKey),
        Access::Open => {}
    }
    match route.request {
        Some("") => codes.extend_from_slice(BODY_ERRORS),
        Some(_) => codes.extend(BODY_ERRORS.iter().chain(JSON_ERRORS)),
        None => {}
    }
    if route.idempotent_by_key {
        codes.push(Code::IdempotencyConflict);
    }
    if route.work == Work::Waiting && route.request.is_some() {
        codes.extend([Code::StoreReadOnly, Code::Closing, Code::DiskFull]);
    }
    codes.push(Code::Internal);
    codes
}
