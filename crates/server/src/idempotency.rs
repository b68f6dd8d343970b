//! `Idempotency-Key`: a request repeated under the same key gets the first answer again, and nothing happens twice.

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use crate::{
    errors::{Code, Problem},
    reply::Reply,
    route::{Answer, Call, Route},
};

const HEADER: &str = "idempotency-key";
/// Longest key, in bytes.
const KEY_BYTES_MAX: usize = 255;

/// An answer as it is remembered.
#[derive(Serialize, Deserialize)]
struct Remembered {
    status: u16,
    location: Option<String>,
    body: String,
}

/// Runs the handler, unless the request was answered before under its Idempotency-Key.
pub(crate) fn run(route: &Route, call: &Call) -> Answer {
    let Some(key) = key(call)?.filter(|_| route.idempotent_by_key) else {
        return (route.handle)(call);
    };
    let hash = hash(route, call);
    if let Some(answer) = call.app.engine.remembered(&key, &hash, call.now)? {
        return replay(&answer);
    }
    let reply = (route.handle)(call)?;
    let remembered = Remembered {
        status: reply.status.as_u16(),
        location: reply.location.clone(),
        body: String::from_utf8_lossy(&reply.body).into_owned(),
    };
    // What was recorded is recorded: an answer that cannot be remembered does not turn it into a failure.
    let bytes = serde_json::to_vec(&remembered).unwrap_or_default();
    if let Err(error) = call.app.engine.remember(&key, &hash, &bytes, call.now) {
        tracing::warn!(%error, "the answer could not be remembered under its Idempotency-Key");
    }
    Ok(reply)
}

/// The key, kept apart from the same key of another caller.
fn key(call: &Call) -> Result<Option<String>, Problem> {
    let Some(sent) = call.headers.get(HEADER) else {
        return Ok(None);
    };
    let refused = |why: &'static str| Problem::new(Code::InvalidParameter, why).at("Idempotency-Key");
    let text = sent
        .to_str()
        .map_err(|_| refused("An Idempotency-Key is made of visible ASCII characters."))?;
    match text.len() {
        1..=KEY_BYTES_MAX => {
            let caller = call.key.as_ref().map_or("", |key| key.id.as_str());
            Ok(Some(format!("{caller}:{text}")))
        }
        _ => Err(refused("An Idempotency-Key has 1 to 255 characters.")),
    }
}

fn hash(route: &Route, call: &Call) -> [u8; 16] {
    let mut hash = Xxh3::new();
    for part in [
        route.operation.as_bytes(),
        call.id.as_bytes(),
        call.query.as_bytes(),
        &call.body,
    ] {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.digest128().to_le_bytes()
}

fn replay(answer: &[u8]) -> Answer {
    let damaged = |_| {
        Problem::new(
            Code::Internal,
            "The answer remembered for this key cannot be read.",
        )
    };
    let remembered: Remembered = serde_json::from_slice(answer).map_err(damaged)?;
    let mut reply = Reply::body("application/json", remembered.body);
    reply.status = StatusCode::from_u16(remembered.status).unwrap_or(StatusCode::OK);
    reply.location = remembered.location;
    reply.replayed = true;
    Ok(reply)
}
