//! What a route is: where it answers, who may call it, what it does, and what the reference says of it.

use std::sync::Arc;

use axum::http::{HeaderMap, Method, header};
use bytes::Bytes;
use engine::KeyInfo;
use shop::Timestamp;

use crate::{
    app::App,
    errors::{Code, Problem},
    reply::Reply,
    wire::reading::{self, Place},
};

/// A handler's outcome.
pub(crate) type Answer = Result<Reply, Problem>;

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Anyone, without a key.
    Open,
    /// Public, secret and admin keys; from browsers too.
    Public,
    /// The shop's server and administrators.
    Secret,
    /// Administrators.
    Admin,
}

/// Where a handler runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    /// On the connection's own thread: it takes microseconds and never waits.
    Instant,
    /// On a thread that may wait for the disk.
    Waiting,
}

/// A parameter in the address's query.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub about: &'static str,
}

/// One address and method, and everything about it.
#[derive(Clone, Copy)]
pub(crate) struct Route {
    /// The method.
    pub method: fn() -> Method,
    /// The address; `{id}` stands for one segment.
    pub path: &'static str,
    /// What it does.
    pub handle: fn(&Call) -> Answer,
    /// The name of the operation in the OpenAPI document.
    pub operation: &'static str,
    /// What it does, in one line.
    pub summary: &'static str,
    /// What else a caller should know.
    pub about: &'static str,
    /// Who may call it.
    pub access: Access,
    /// Whether a desk key opens it besides: one of the few addresses that a till calls.
    pub for_tills: bool,
    /// Where it runs.
    pub work: Work,
    /// Whether an Idempotency-Key is heeded.
    pub idempotent_by_key: bool,
    /// Its query parameters.
    pub query: &'static [Parameter],
    /// The schema of its JSON body, by name; `""` for a body of raw bytes.
    pub request: Option<&'static str>,
    /// The status of success and the schema of its JSON, or the media type of another body.
    pub success: (u16, &'static str),
    /// Whether it also answers CSV, by `?format=csv` or the Accept header.
    pub gives_csv: bool,
    /// What may go wrong besides what goes wrong everywhere.
    pub errors: &'static [Code],
}

impl Route {
    const fn new(
        method: fn() -> Method,
        path: &'static str,
        operation: &'static str,
        handle: fn(&Call) -> Answer,
    ) -> Self {
        Self {
            method,
            path,
            handle,
            operation,
            summary: "",
            about: "",
            access: Access::Secret,
            for_tills: false,
            work: Work::Waiting,
            idempotent_by_key: false,
            query: &[],
            request: None,
            success: (200, ""),
            gives_csv: false,
            errors: &[],
        }
    }

    /// A route that reads.
    pub const fn get(path: &'static str, operation: &'static str, handle: fn(&Call) -> Answer) -> Self {
        Self::new(|| Method::GET, path, operation, handle)
    }

    /// A route that adds or asks.
    pub const fn post(path: &'static str, operation: &'static str, handle: fn(&Call) -> Answer) -> Self {
        Self::new(|| Method::POST, path, operation, handle)
    }

    /// A route that replaces.
    pub const fn put(path: &'static str, operation: &'static str, handle: fn(&Call) -> Answer) -> Self {
        Self::new(|| Method::PUT, path, operation, handle)
    }

    /// A route that changes in part.
    pub const fn patch(path: &'static str, operation: &'static str, handle: fn(&Call) -> Answer) -> Self {
        Self::new(|| Method::PATCH, path, operation, handle)
    }

    /// A route that removes.
    pub const fn delete(path: &'static str, operation: &'static str, handle: fn(&Call) -> Answer) -> Self {
        Self::new(|| Method::DELETE, path, operation, handle)
    }

    /// Says what the route does: in one line, and what else a caller should know.
    pub const fn says(mut self, summary: &'static str, about: &'static str) -> Self {
        self.summary = summary;
        self.about = about;
        self
    }

    /// Opens it to these callers instead of secret and admin keys.
    pub const fn access(mut self, access: Access) -> Self {
        self.access = access;
        self
    }

    /// Opens it to desk keys besides.
    pub const fn for_tills(mut self) -> Self {
        self.for_tills = true;
        self
    }

    /// Runs it on the connection's own thread.
    pub const fn instant(mut self) -> Self {
        self.work = Work::Instant;
        self
    }

    /// Heeds an Idempotency-Key.
    pub const fn idempotent_by_key(mut self) -> Self {
        self.idempotent_by_key = true;
        self
    }

    /// Names its query parameters.
    pub const fn query(mut self, query: &'static [Parameter]) -> Self {
        self.query = query;
        self
    }

    /// Names the schema of its body; `""` for raw bytes.
    pub const fn takes(mut self, schema: &'static str) -> Self {
        self.request = Some(schema);
        self
    }

    /// Names what it answers.
    pub const fn gives(mut self, status: u16, schema: &'static str) -> Self {
        self.success = (status, schema);
        self
    }

    /// Has it answer CSV too, where that is asked for.
    pub const fn or_csv(mut self) -> Self {
        self.gives_csv = true;
        self
    }

    /// Names what may go wrong besides what goes wrong everywhere.
    pub const fn fails(mut self, errors: &'static [Code]) -> Self {
        self.errors = errors;
        self
    }
}

/// A request that passed every check.
pub(crate) struct Call {
    /// What every request shares.
    pub app: Arc<App>,
    /// Who asks; none on open routes.
    pub key: Option<KeyInfo>,
    /// The `{id}` of the address, decoded.
    pub id: String,
    /// The query of the address, undecoded.
    pub query: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// The moment of the request.
    pub now: Timestamp,
}

impl Call {
    /// A query parameter's first value, decoded.
    pub fn parameter(&self, name: &str) -> Option<String> {
        self.parameters(name).next()
    }

    /// All values of a query parameter, decoded.
    pub fn parameters<'a>(&'a self, name: &'a str) -> impl Iterator<Item = String> + 'a {
        form_urlencoded::parse(self.query.as_bytes())
            .filter(move |(known, _)| known == name)
            .map(|(_, value)| value.into_owned())
    }

    /// A query parameter that is one of these words.
    pub fn word(&self, name: &str, known: &[&str]) -> Result<Option<String>, Problem> {
        match self.parameter(name) {
            Some(word) if !known.contains(&word.as_str()) => {
                Err(reading::unknown_word(&word, known, Place::Body, name))
            }
            word => Ok(word),
        }
    }

    /// Whether CSV is asked for: by `format`, else by the first media type of the Accept header that can be answered.
    pub fn wants_csv(&self) -> Result<bool, Problem> {
        if let Some(format) = self.word("format", &["json", "csv"])? {
            return Ok(format == "csv");
        }
        let accept = self.headers.get(header::ACCEPT);
        let named = accept.and_then(|value| value.to_str().ok()).unwrap_or_default();
        let types = named.split(',').filter_map(|media| media.split(';').next());
        let mut types = types.map(|media| media.trim().to_ascii_lowercase());
        let can_be = |media: &String| matches!(media.as_str(), "text/csv" | "application/json" | "*/*");
        Ok(types.find(can_be).is_some_and(|media| media == "text/csv"))
    }

    /// A query parameter read as `T`.
    pub fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
        &self,
        name: &str,
    ) -> Result<Option<T>, Problem> {
        let read = |text: String| {
            text.parse::<T>().map_err(|error| {
                let why = match error.to_string() {
                    // What the standard library says of digits is no sentence for a reader.
                    terse
                        if ["digit", "integer", "number too"]
                            .iter()
                            .any(|word| terse.contains(word)) =>
                    {
                        "a whole number is needed".to_owned()
                    }
                    own => own,
                };
                let detail = format!("'{}' cannot be used here: {why}.", clipped(&text));
                Problem::new(Code::InvalidParameter, detail).at(name)
            })
        };
        self.parameter(name).map(read).transpose()
    }
}

fn clipped(text: &str) -> String {
    text.chars().take(60).collect()
}
