//! Signing in and out: with a key, for half a day.

use askama::Template;
use engine::KeyKind;

use super::{
    render,
    staff::{Form, Language, Words},
};
use crate::{
    reply::Reply,
    route::{Answer, Call},
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
}

/// `GET /sign-in`.
pub(super) fn show(call: &Call) -> Answer {
    page(call, &next(call.parameter("next")), false)
}

/// `POST /sign-in`.
pub(super) fn sign_in(call: &Call) -> Answer {
    let form = Form::read(call);
    let next = next(form.field("next").map(str::to_owned));
    let key = form.field("key").unwrap_or_default();
    match call
        .app
        .sessions
        .begin(&call.app.engine, key, &call.headers, call.now)
    {
        Ok(cookie) => Ok(Reply::see_other(open_to(call, key, &next)).cookie(cookie)),
        Err(problem) if problem.code.entry().status < 500 => {
            Ok(page(call, &next, true)?.status(axum::http::StatusCode::FORBIDDEN))
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

/// `POST /sign-out`. Without a token: the worst that another site could do is to have somebody sign in again, and the
/// cookie is not sent with its forms anyway.
pub(super) fn sign_out(call: &Call) -> Answer {
    let cookie = call.app.sessions.end(&call.headers);
    Ok(Reply::see_other("/sign-in").cookie(cookie))
}

fn page(call: &Call, next: &str, refused: bool) -> Answer {
    let words = Words::of(call);
    let view = View {
        languages: words.languages(call, "/sign-in"),
        words: &words,
        shop: &call.app.engine.profile().name,
        next,
        refused,
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
