//! Who may ask.

use axum::http::StatusCode;
use engine::{KeyKind, NewKey};
use serde::{Deserialize, Serialize};

use crate::{
    errors::{Code, Problem},
    reply::Reply,
    route::{Access, Answer, Call, Parameter, Route},
    wire::{
        reading::{self, Place},
        status::KeyReply,
    },
};

/// Longest label and origin, in bytes.
const TEXT_BYTES_MAX: usize = 200;

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/v1/keys", "listKeys", list)
        .says(
            "List keys",
            "What is known about them; never the keys themselves.",
        )
        .access(Access::Admin)
        .gives(200, "Keys"),
    Route::post("/v1/keys", "createKey", create)
        .says(
            "Make a key",
            "`key` in the answer is the key itself. It is shown this once and kept nowhere.",
        )
        .access(Access::Admin)
        .takes("NewKey")
        .gives(201, "Key")
        .fails(&[Code::UnknownValue]),
    Route::delete("/v1/keys", "revokeKey", revoke)
        .says("Revoke a key", "It is refused from now on.")
        .access(Access::Admin)
        .query(&[Parameter {
            name: "id",
            about: "The key's short id, as the list shows it.",
        }])
        .gives(204, "")
        .fails(&[Code::NotFound, Code::InvalidParameter]),
];

#[derive(Serialize)]
struct KeysReply<'a> {
    keys: Vec<KeyReply<'a>>,
}

#[derive(Deserialize)]
struct NewKeyBody {
    kind: String,
    #[serde(default)]
    label: String,
    #[serde(default)]
    origins: Vec<String>,
}

fn list(call: &Call) -> Answer {
    let keys = call.app.engine.keys()?;
    Reply::json(&KeysReply {
        keys: keys.iter().map(KeyReply::from).collect(),
    })
}

fn create(call: &Call) -> Answer {
    let body: NewKeyBody = reading::read(&call.body)?;
    let kind = KeyKind::parse(&body.kind).ok_or_else(|| {
        reading::unknown_word(
            &body.kind,
            &KeyKind::ALL.map(KeyKind::as_str),
            Place::Body,
            "kind",
        )
    })?;
    let new = made(call, kind, &body.label, &body.origins)?;
    Ok(Reply::json(&KeyReply::from(&new))?.status(StatusCode::CREATED))
}

/// Makes a key whose label and origins can be used.
///
/// # Errors
/// [`Problem`] naming what cannot be used.
pub(crate) fn made(call: &Call, kind: KeyKind, label: &str, origins: &[String]) -> Result<NewKey, Problem> {
    let label = reading::bounded(label, TEXT_BYTES_MAX, Place::Body, "label")?;
    origins.iter().try_for_each(|origin| check_origin(origin))?;
    Ok(call.app.engine.create_key(kind, &label, origins, call.now)?)
}

/// An origin is what browsers send: scheme and host, perhaps a port, and no path.
fn check_origin(origin: &str) -> Result<(), Problem> {
    let host = origin
        .strip_prefix("https://")
        .or_else(|| origin.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains('/') && origin.len() <= TEXT_BYTES_MAX => Ok(()),
        _ => {
            let detail = "An origin is written like https://shop.example, without a path.";
            Err(Problem::new(Code::InvalidField, detail).at("origins"))
        }
    }
}

fn revoke(call: &Call) -> Answer {
    let id = call
        .parameter("id")
        .ok_or_else(|| Problem::new(Code::InvalidParameter, "Name the key: ?id=….").at("id"))?;
    call.app.engine.revoke_key(&id, call.now)?;
    Ok(Reply::done())
}
