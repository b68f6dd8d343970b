//! Who may ask: keys, the kinds of keys, and the origins of browsers.

use axum::http::{HeaderMap, header};
use engine::{Engine, KeyInfo, KeyKind};

use crate::{
    errors::{Code, Problem},
    route::{Access, Route},
};

/// Finds the caller's key and checks that it may use a route. A public key may stand in the address,
/// as `key`: a page's request then is one that the browser sends without asking first.
pub(crate) fn authorise(
    engine: &Engine,
    route: &Route,
    headers: &HeaderMap,
    query: &str,
) -> Result<Option<KeyInfo>, Problem> {
    let access = route.access;
    if access == Access::Open {
        return Ok(None);
    }
    let addressed = (access == Access::Public)
        .then(|| form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "key"))
        .flatten()
        .map(|(_, key)| key);
    let secret = match &addressed {
        Some(key) => key,
        None => secret(headers)?,
    };
    let key = engine
        .authenticate(secret)
        .ok_or_else(|| Problem::new(Code::InvalidKey, "No key of this shop is like the one sent."))?;
    if key.revoked_at.is_some() {
        return Err(Problem::new(
            Code::RevokedKey,
            format!("The key '{}' was revoked.", key.id),
        ));
    }
    if addressed.is_some() && key.kind != KeyKind::Public {
        let detail = "Only a public key may stand in an address, which many can read.";
        return Err(Problem::new(Code::ForbiddenKey, detail));
    }
    check_kind(route, &key)?;
    check_origin(&key, headers)?;
    Ok(Some(key))
}

fn secret(headers: &HeaderMap) -> Result<&str, Problem> {
    let missing = || Problem::new(Code::MissingKey, "This address needs a key.");
    let unreadable = |_| Problem::new(Code::InvalidKey, "The key holds characters that no key has.");
    if let Some(key) = headers.get("x-api-key") {
        return key.to_str().map(str::trim).map_err(unreadable);
    }
    let sent = headers
        .get(header::AUTHORIZATION)
        .ok_or_else(missing)?
        .to_str()
        .map_err(unreadable)?;
    match sent.split_once(' ') {
        Some((scheme, key)) if scheme.eq_ignore_ascii_case("bearer") => Ok(key.trim()),
        _ => Err(Problem::new(
            Code::MissingKey,
            "The Authorization header does not begin with 'Bearer '.",
        )),
    }
}

fn check_kind(route: &Route, key: &KeyInfo) -> Result<(), Problem> {
    // A desk key opens nothing by its rank: what it opens is said route by route.
    let opens = match key.kind {
        KeyKind::Desk => route.access == Access::Open || route.for_tills,
        KeyKind::Public => matches!(route.access, Access::Open | Access::Public),
        KeyKind::Secret => route.access != Access::Admin,
        KeyKind::Admin => true,
    };
    if opens {
        return Ok(());
    }
    let wanted = match (route.access, route.for_tills) {
        (Access::Open | Access::Public, _) => "a public, a secret or an admin key",
        (Access::Secret, true) => "a desk, a secret or an admin key",
        (Access::Secret, false) => "a secret or an admin key",
        (Access::Admin, _) => "an admin key",
    };
    let detail = format!(
        "This address needs {wanted}; the one sent is a {} key.",
        key.kind.as_str()
    );
    Err(Problem::new(Code::ForbiddenKey, detail))
}

/// A public key that is bound to origins works in pages of these origins only.
fn check_origin(key: &KeyInfo, headers: &HeaderMap) -> Result<(), Problem> {
    if key.kind != KeyKind::Public || key.origins.is_empty() {
        return Ok(());
    }
    let origin = headers
        .get(header::ORIGIN)
        .and_then(|origin| origin.to_str().ok());
    match origin {
        Some(origin)
            if key
                .origins
                .iter()
                .any(|known| known.trim_end_matches('/').eq_ignore_ascii_case(origin)) =>
        {
            Ok(())
        }
        Some(_) => Err(Problem::new(
            Code::ForbiddenOrigin,
            "The key is bound to other origins.",
        )),
        None => Err(Problem::new(
            Code::ForbiddenOrigin,
            "The key is bound to origins, and no Origin was sent.",
        )),
    }
}
