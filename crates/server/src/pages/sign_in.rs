//! Signing in and out: with a key, for half a day.

use askama::Template;
use axum::http::{HeaderMap, StatusCode, header};
use engine::KeyKind;

use super::{
    render,
    staff::{Form, Language, Words},
};
use crate::{
    reply::Reply,
    route::{Answer, Call},
    session::Session,
};

/// Where one comes to who said nothing else.
const START: &str = "/dashboard";

#[derive(Template)]
#[template(path = "sign_in.html")]
struct View<'a> {
    words: &'a Words,
    languages: Vec<Language>,
    shop: &'a str,
    next: &'a str,
    refused: bool,
    /// Whether a clerk came here who is signed in, but with a key that does not open the page.
    is_closed: bool,
    /// What was typed into a form before the session ended, to be sent once one is signed in again.
    typed: Vec<(String, String)>,
    /// Where it was to be sent.
    to: String,
}

/// What was typed before the session ended, ready to be sent.
#[derive(Template)]
#[template(path = "signed_in.html")]
struct Again<'a> {
    words: &'a Words,
    shop: &'a str,
    to: &'a str,
    token: &'a str,
    typed: Vec<(String, String)>,
}

/// What the fields that were typed before are called while somebody signs in.
const TYPED: &str = "typed.";
/// The field that says where they were to be sent.
const TO: &str = "to";
/// Bytes of a form that is kept while somebody signs in; of a longer one the page is shown again.
const TYPED_BYTES_MAX: usize = 1 << 20;

/// `GET /sign-in`.
pub(super) fn show(call: &Call) -> Answer {
    page(call, &next(call.parameter("next")), false, None)
}

/// Whether a form was sent by a page of this server, as browsers say it. What another site sent is not kept: nobody
/// should be led to send it by signing in.
pub(super) fn is_own_form(call: &Call) -> bool {
    let said = |name: &str| call.headers.get(name).and_then(|value| value.to_str().ok());
    let media = said(header::CONTENT_TYPE.as_str());
    let is_form = media.is_some_and(|media| media.starts_with("application/x-www-form-urlencoded"));
    // Within a shop's own network, without TLS, browsers say nothing but the origin.
    let is_own = match (said("sec-fetch-site"), said(header::ORIGIN.as_str())) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => origin.split_once("://").map(|(_, host)| host) == said(header::HOST.as_str()),
        (None, None) => false,
    };
    is_own && is_form && (1..=TYPED_BYTES_MAX).contains(&call.body.len())
}

/// Asks to sign in, and keeps the form that was sent to `to` meanwhile.
///
/// # Errors
/// [`crate::errors::Problem`] where the page cannot be rendered.
pub(super) fn show_with_form(call: &Call, to: &str) -> Answer {
    let form = Form::read(call);
    let fields = form.fields().iter().filter(|(name, _)| name != "token");
    let page = page(call, to, false, Some((fields.cloned().collect(), to)))?;
    Ok(page.status(StatusCode::UNAUTHORIZED))
}

/// What was typed before, of a form to sign in with.
fn typed(form: &Form) -> Option<(Vec<(String, String)>, String)> {
    let to = form.field(TO).map(|to| next(Some(to.to_owned())))?;
    let fields = form.fields().iter();
    let typed =
        fields.filter_map(|(name, value)| Some((name.strip_prefix(TYPED)?.to_owned(), value.clone())));
    Some((typed.collect(), to))
}

/// Shows a form that an earlier session began, with the button that sends it in this one: whoever is signed in decides.
///
/// # Errors
/// [`crate::errors::Problem`] where the page cannot be rendered.
pub(super) fn send_again(call: &Call, session: &Session, to: &str) -> Answer {
    let form = Form::read(call);
    let fields = form.fields().iter().filter(|(name, _)| name != "token");
    again(call, session, fields.cloned().collect(), to)
}

fn again(call: &Call, session: &Session, typed: Vec<(String, String)>, to: &str) -> Answer {
    let words = Words::of(call);
    let view = Again {
        shop: &call.app.engine.profile().name,
        token: &session.token,
        words: &words,
        to,
        typed,
    };
    Ok(words.page(call, render(&view)?))
}

/// The session that was begun with a cookie.
fn begun(call: &Call, cookie: &str) -> Option<Session> {
    let mut headers = HeaderMap::new();
    headers.insert(header::COOKIE, cookie.split(';').next()?.parse().ok()?);
    call.app.sessions.find(&call.app.engine, &headers, call.now)
}

/// `POST /sign-in`.
pub(super) fn sign_in(call: &Call) -> Answer {
    let form = Form::read(call);
    let next = next(form.field("next").map(str::to_owned));
    let key = form.field("key").unwrap_or_default();
    // Nor is it from another site's own way to sign in here.
    let kept = || typed(&form).filter(|_| is_own_form(call));
    match call
        .app
        .sessions
        .begin(&call.app.engine, key, &call.headers, call.now)
    {
        Ok(cookie) => match kept().zip(begun(call, &cookie)) {
            Some(((typed, to), session)) if open_to(call, key, &to) == to => {
                Ok(again(call, &session, typed, &to)?.cookie(cookie))
            }
            _ => Ok(Reply::see_other(open_to(call, key, &next)).cookie(cookie)),
        },
        Err(problem) if problem.code.entry().status < 500 => {
            let kept = kept();
            let kept = kept.as_ref().map(|(typed, to)| (typed.clone(), to.as_str()));
            Ok(page(call, &next, true, kept)?.status(StatusCode::FORBIDDEN))
        }
        Err(problem) => Err(problem),
    }
}

/// Where one goes on: a clerk's key does not open the merchant's pages.
fn open_to<'a>(call: &Call, secret: &str, next: &'a str) -> &'a str {
    let key = call.app.engine.authenticate(secret.trim());
    let is_clerk = key.is_some_and(|key| key.kind != KeyKind::Admin);
    match is_clerk && next.starts_with(START) {
        true => "/desk",
        false => next,
    }
}

/// Whether somebody is signed in with a key that does not open the page they want to see.
fn is_closed(call: &Call, next: &str) -> bool {
    let session = call.app.sessions.find(&call.app.engine, &call.headers, call.now);
    next.starts_with(START) && session.is_some_and(|session| session.key.kind != KeyKind::Admin)
}

/// `POST /sign-out`. Without a token: the worst that another site could do is to have somebody sign in again, and the
/// cookie is not sent with its forms anyway.
pub(super) fn sign_out(call: &Call) -> Answer {
    let cookie = call.app.sessions.end(&call.headers);
    Ok(Reply::see_other("/sign-in").cookie(cookie))
}

fn page(call: &Call, next: &str, refused: bool, kept: Option<(Vec<(String, String)>, &str)>) -> Answer {
    let (typed, to) = kept.unwrap_or_default();
    let words = Words::of(call);
    let view = View {
        languages: words.languages(call, "/sign-in"),
        words: &words,
        shop: &call.app.engine.profile().name,
        next,
        refused,
        is_closed: is_closed(call, next),
        typed,
        to: to.to_owned(),
    };
    Ok(words.page(call, render(&view)?))
}

/// An address of this server; elsewhere nobody is sent.
fn next(sent: Option<String>) -> String {
    let own = |address: &String| {
        let mut letters = address.bytes();
        letters.next() == Some(b'/')
            && letters
                .next()
                .is_none_or(|second| second != b'/' && second != b'\\')
            && address.bytes().all(|byte| byte.is_ascii_graphic())
    };
    sent.filter(own).unwrap_or_else(|| START.to_owned())
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn nobody_is_sent_elsewhere() {
        let check = |sent: &str, expect: &str| assert_eq!(next(Some(sent.to_owned())), expect, "{sent}");
        check("/desk?x=1", "/desk?x=1");
        check("/", "/");
        for elsewhere in [
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "",
            "/a\r\nSet-Cookie: x",
        ] {
            check(elsewhere, "/dashboard");
        }
    }
}
