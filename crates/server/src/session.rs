//! Who is signed in to the pages: by a key, for half a day, in memory. A restart signs everybody out, and a revoked key
//! signs out at once.
//!
//! The cookie holds a random name of the session and nothing else; scripts cannot read it, and other sites cannot send
//! it with a form. Every form carries a token of its session besides.

use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::{HeaderMap, header};
use engine::{Engine, KeyInfo, KeyKind, random_text};
use rustc_hash::FxHashMap;
use shop::Timestamp;

use crate::errors::{Code, Problem};

const COOKIE: &str = "alongside_session";
/// Twelve hours: a working day.
const SPAN_MS: i64 = 12 * 3_600 * 1_000;
/// Sessions kept; past it those that end first are forgotten.
const SESSIONS_MAX: usize = 10_000;
/// Characters of five bits each of a session's name and of its token.
const NAME_CHARS: usize = 40;

/// One who is signed in.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    /// The key they signed in with.
    pub key: KeyInfo,
    /// What every form of theirs carries.
    pub token: String,
}

struct Kept {
    key_id: String,
    token: String,
    ends_ms: i64,
}

/// Everybody who is signed in, by the name in their cookie.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<FxHashMap<String, Kept>>);

impl Sessions {
    fn lock(&self) -> MutexGuard<'_, FxHashMap<String, Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Signs in with a key's secret; the cookie to send.
    ///
    /// # Errors
    /// [`Problem`] where no key in force is like it, or a public one is.
    pub fn begin(
        &self,
        engine: &Engine,
        secret: &str,
        headers: &HeaderMap,
        now: Timestamp,
    ) -> Result<String, Problem> {
        let key = engine
            .authenticate(secret.trim())
            .filter(|key| key.revoked_at.is_none())
            .ok_or_else(|| Problem::new(Code::InvalidKey, "No key of this shop is like the one sent."))?;
        if key.kind == KeyKind::Public {
            return Err(Problem::new(
                Code::ForbiddenKey,
                "A public key stands in every page of the shop: nobody can sign in with it.",
            ));
        }
        let (name, token) = (random_text(NAME_CHARS)?, random_text(NAME_CHARS)?);
        let ends_ms = now.unix_ms().saturating_add(SPAN_MS);
        let mut sessions = self.lock();
        sessions.retain(|_, kept| kept.ends_ms > now.unix_ms());
        if sessions.len() >= SESSIONS_MAX {
            let first = sessions.iter().min_by_key(|(_, kept)| kept.ends_ms);
            if let Some(name) = first.map(|(name, _)| name.clone()) {
                sessions.remove(&name);
            }
        }
        let kept = Kept {
            key_id: key.id,
            token,
            ends_ms,
        };
        sessions.insert(name.clone(), kept);
        Ok(cookie(&name, SPAN_MS / 1_000, headers))
    }

    /// Who sends these headers, where they are signed in with a key that is in force.
    pub fn find(&self, engine: &Engine, headers: &HeaderMap, now: Timestamp) -> Option<Session> {
        let sessions = self.lock();
        let kept = sessions.get(name(headers)?)?;
        if kept.ends_ms <= now.unix_ms() {
            return None;
        }
        Some(Session {
            key: engine.key_in_force(&kept.key_id)?,
            token: kept.token.clone(),
        })
    }

    /// Signs out; the cookie that forgets the session.
    pub fn end(&self, headers: &HeaderMap) -> String {
        if let Some(name) = name(headers) {
            self.lock().remove(name);
        }
        cookie("", 0, headers)
    }
}

impl Session {
    /// Checks that a form was sent from a page of this session: by its token, and by what the browser says of where it
    /// comes from, where it does.
    ///
    /// # Errors
    /// [`Code::ForbiddenOrigin`] where it was not.
    pub fn check_form(&self, token: Option<&str>, headers: &HeaderMap) -> Result<(), Problem> {
        let site = headers.get("sec-fetch-site").and_then(|site| site.to_str().ok());
        let own_site = site.is_none_or(|site| site == "same-origin");
        if own_site && token == Some(&*self.token) {
            return Ok(());
        }
        Err(Problem::new(
            Code::ForbiddenOrigin,
            "The form does not come from a page of this session. Open the page again and repeat what you did.",
        ))
    }
}

/// The name of the session in the Cookie header.
fn name(headers: &HeaderMap) -> Option<&str> {
    cookie_of(headers, COOKIE)
}

/// A cookie that was sent.
pub(crate) fn cookie_of<'a>(headers: &'a HeaderMap, wanted: &str) -> Option<&'a str> {
    let sent = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|cookies| cookies.to_str().ok());
    sent.flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find_map(|(name, value)| (name == wanted).then_some(value))
}

fn cookie(name: &str, seconds: i64, headers: &HeaderMap) -> String {
    // Behind a proxy that speaks TLS the browser must not send it in the clear.
    let secure = headers
        .get("x-forwarded-proto")
        .is_some_and(|protocol| protocol == "https");
    let secure = if secure { "; Secure" } else { "" };
    format!("{COOKIE}={name}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::NewShop;

    fn with(name: &str, value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let name = axum::http::HeaderName::from_bytes(name.as_bytes()).unwrap();
        headers.insert(name, value.parse().unwrap());
        headers
    }

    #[test]
    fn a_session_ends_by_itself_and_with_its_key_and_its_forms_are_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let now = testkit::moment("2026-03-01T10:00").unwrap();
        let shop = NewShop {
            name: "Tiny".into(),
            currency: shop::Currency::new("EUR").unwrap(),
            locale: shop::Locale::english(),
        };
        let (engine, keys) = Engine::init(folder.path(), shop, now).unwrap();
        let sessions = Sessions::default();
        let secret = |kind: KeyKind| &keys.iter().find(|key| key.info.kind == kind).unwrap().secret;
        let sign_in = |secret: &str, headers: &HeaderMap| sessions.begin(&engine, secret, headers, now);
        assert_eq!(
            sign_in("ak_nonsense", &HeaderMap::new()).unwrap_err().code,
            Code::InvalidKey
        );
        assert_eq!(
            sign_in(secret(KeyKind::Public), &HeaderMap::new())
                .unwrap_err()
                .code,
            Code::ForbiddenKey
        );
        let sent = sign_in(secret(KeyKind::Admin), &with("x-forwarded-proto", "https")).unwrap();
        assert!(
            sent.ends_with("Path=/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure"),
            "{sent}"
        );
        let own = with("cookie", &format!("a=b; {}", sent.split(';').next().unwrap()));
        let session = sessions.find(&engine, &own, now).unwrap();
        assert_eq!(session.key.kind, KeyKind::Admin);
        let token = session.token.clone();
        assert!(session.check_form(Some(&token), &own).is_ok());
        assert!(session.check_form(Some("else"), &own).is_err());
        assert!(session.check_form(None, &own).is_err());
        assert!(
            session
                .check_form(Some(&token), &with("sec-fetch-site", "cross-site"))
                .is_err()
        );
        assert!(sessions.find(&engine, &own, now.plus_ms(SPAN_MS)).is_none());
        engine.revoke_key(&session.key.id, now).unwrap();
        assert!(sessions.find(&engine, &own, now).is_none());
        assert!(sessions.end(&own).contains("Max-Age=0"));
    }
}
