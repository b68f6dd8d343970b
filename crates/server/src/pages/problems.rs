//! A problem as a page: a person who asked for a page reads what to do in their language and finds a way back, where a
//! program would get RFC 9457.

use askama::Template;
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Response, StatusCode, Uri, header},
};

use super::{render, staff::Words};
use crate::{
    app::App,
    errors::{Code, Problem},
    i18n::Value,
    reply::{self, Reply},
};

/// Addresses of programs: whoever asks there reads no pages.
const OF_PROGRAMS: &str = "/v1/";

#[derive(Template)]
#[template(path = "problem.html")]
struct View<'a> {
    words: &'a Words,
    shop: &'a str,
    title: String,
    hint: String,
    wait: Option<String>,
    back: String,
    detail: &'a str,
    code: &'a str,
    link: String,
}

/// What is kept of a request, to tell a person of what goes wrong with it.
pub(crate) struct Asked {
    path: String,
    query: String,
    headers: HeaderMap,
}

impl Asked {
    /// Of a request for a page by somebody who reads pages; none of any other.
    pub fn of(uri: &Uri, headers: &HeaderMap) -> Option<Self> {
        let accepted = headers.get_all(header::ACCEPT).iter();
        let mut accepted = accepted.filter_map(|media| media.to_str().ok());
        let reads_pages = accepted.any(|media| media.contains("text/html"));
        (reads_pages && !uri.path().starts_with(OF_PROGRAMS)).then(|| Self {
            path: uri.path().to_owned(),
            query: uri.query().unwrap_or_default().to_owned(),
            headers: headers.clone(),
        })
    }

    /// The problem as a page, or as programs get it where no page can be made.
    pub fn told(&self, app: &App, problem: &Problem) -> Response<Body> {
        match self.page(app, problem) {
            Ok(reply) => {
                let mut response = reply.into_response();
                if let Some(seconds) = problem.retry_after_seconds {
                    let seconds = HeaderValue::from(seconds);
                    response.headers_mut().insert(header::RETRY_AFTER, seconds);
                }
                response
            }
            Err(_) => reply::problem_response(problem),
        }
    }

    fn page(&self, app: &App, problem: &Problem) -> Result<Reply, Problem> {
        let words = Words::asked(app, &self.headers, &self.query);
        let entry = problem.code.entry();
        let wait = problem.retry_after_seconds.map(|seconds| {
            let values = [("seconds", Value::Number(seconds))];
            words.tell("error-wait", &values)
        });
        let view = View {
            title: words.say(&format!("error-{}", entry.code)),
            hint: words.say(&format!("error-{}-hint", entry.code)),
            wait,
            back: self.way_back(problem),
            shop: &app.engine.profile().name,
            detail: &problem.detail,
            code: entry.code,
            link: entry.link(),
            words: &words,
        };
        let status = StatusCode::from_u16(entry.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Ok(Reply::page(render(&view)?).status(status))
    }

    /// Where to go on: to the page a form came from, to the list of a thing that is not there, to the start of an
    /// address that leads nowhere.
    fn way_back(&self, problem: &Problem) -> String {
        let surfaces = ["/dashboard", "/desk"];
        match problem.code {
            Code::UnknownRoute | Code::WrongMethod => {
                let own = surfaces.iter().find(|surface| self.path.starts_with(**surface));
                own.map_or("/", |surface| surface).to_owned()
            }
            _ => self.path.clone(),
        }
    }
}
