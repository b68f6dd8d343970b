//! What a handler answers, and how an answer or a problem becomes an HTTP response.

use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
};
use serde::Serialize;

use crate::{csv::Csv, errors::Problem};

/// What a handler answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reply {
    /// The status.
    pub status: StatusCode,
    /// The media type.
    pub content_type: &'static str,
    /// The body.
    pub body: Vec<u8>,
    /// Where the thing that was made can be found.
    pub location: Option<String>,
    /// Whether a request of the same Idempotency-Key was answered before with this.
    pub replayed: bool,
    /// Whether pages of every origin may load it, and keep it for an hour.
    pub for_every_origin: bool,
    /// A cookie to keep or to forget, as its header says it.
    pub cookie: Option<String>,
    /// Whether the body is compressed.
    pub gzip: bool,
    /// After how many seconds a browser asks by itself, and for which address.
    pub again: Option<(u32, String)>,
}

const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";
/// Pages may load stylesheets and scripts of this server and pictures, ask and submit to this server, and nothing else.
const PAGE_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
                           img-src 'self' https: data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

impl Reply {
    /// JSON with status 200.
    pub fn json(value: &impl Serialize) -> Result<Self, Problem> {
        let mut body = Vec::with_capacity(4_096);
        serde_json::to_writer(&mut body, value).map_err(|error| {
            tracing::error!(%error, "an answer could not be written as JSON");
            Problem::new(crate::errors::Code::Internal, "The answer could not be written.")
        })?;
        Ok(Self::body(JSON, body))
    }

    /// JSON that is written already, with status 200.
    pub fn json_body(body: Vec<u8>) -> Self {
        Self::body(JSON, body)
    }

    /// A table with status 200.
    pub fn csv(csv: &Csv) -> Self {
        Self::body("text/csv; charset=utf-8", csv.text())
    }

    /// A body of another media type with status 200.
    pub fn body(content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: StatusCode::OK,
            content_type,
            body: body.into(),
            location: None,
            replayed: false,
            for_every_origin: false,
            cookie: None,
            gzip: false,
            again: None,
        }
    }

    /// A page.
    pub fn page(html: String) -> Self {
        Self::body("text/html; charset=utf-8", html)
    }

    /// Nothing to say but that it is done.
    pub fn done() -> Self {
        Self {
            status: StatusCode::NO_CONTENT,
            ..Self::body("", Vec::new())
        }
    }

    /// The same with another status.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The same with a Location header.
    pub fn location(mut self, location: String) -> Self {
        self.location = Some(location);
        self
    }

    /// Nothing but where to go on, by GET.
    pub fn see_other(address: &str) -> Self {
        Self::body("", Vec::new())
            .status(StatusCode::SEE_OTHER)
            .location(address.to_owned())
    }

    /// The same with a cookie.
    pub fn cookie(mut self, cookie: String) -> Self {
        self.cookie = Some(cookie);
        self
    }

    /// The same, told to be compressed already.
    pub fn gzip(mut self) -> Self {
        self.gzip = true;
        self
    }

    /// The same, asked for again by itself at an address, as what it shows is about to change.
    pub fn again(mut self, seconds: u32, address: String) -> Self {
        self.again = Some((seconds, address));
        self
    }

    /// The same for pages of every origin.
    pub fn for_every_origin(mut self) -> Self {
        self.for_every_origin = true;
        self
    }

    /// As an HTTP response.
    pub fn into_response(self) -> Response<Body> {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        if !self.content_type.is_empty() {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.content_type));
            headers.insert(
                header::X_CONTENT_TYPE_OPTIONS,
                HeaderValue::from_static("nosniff"),
            );
        }
        if self.content_type.starts_with("text/html") {
            headers.insert(
                header::CONTENT_SECURITY_POLICY,
                HeaderValue::from_static(PAGE_POLICY),
            );
            headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
        if let Some(cookie) = self.cookie.and_then(|cookie| HeaderValue::from_str(&cookie).ok()) {
            headers.insert(header::SET_COOKIE, cookie);
        }
        if let Some(location) = self
            .location
            .and_then(|location| HeaderValue::from_str(&location).ok())
        {
            headers.insert(header::LOCATION, location);
        }
        let again = self
            .again
            .map(|(seconds, address)| format!("{seconds}; url={address}"));
        if let Some(again) = again.and_then(|again| HeaderValue::from_str(&again).ok()) {
            headers.insert(header::REFRESH, again);
        }
        if self.gzip {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        if self.for_every_origin {
            headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
            headers.insert(
                header::CACHE_CONTROL,
                HeaderValue::from_static("public, max-age=3600"),
            );
        }
        if self.replayed {
            headers.insert("idempotency-replayed", HeaderValue::from_static("true"));
        }
        response
    }
}

/// A problem as an HTTP response.
pub(crate) fn problem_response(problem: &Problem) -> Response<Body> {
    // The document is made of texts and one number; writing it to memory cannot fail.
    let body = serde_json::to_vec(&problem.document()).unwrap_or_default();
    let mut response = Response::new(Body::from(body));
    *response.status_mut() =
        StatusCode::from_u16(problem.code.entry().status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    if let Some(seconds) = problem.retry_after_seconds {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if problem.code.entry().status == 401 {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}
