//! One shopper's connection to a server.

use std::{
    net::IpAddr,
    time::{Duration, Instant},
};

use serde_json::Value;
use shop::{Event, Order, Product, Refund, Timestamp};
use testkit::shoppers::{Answer, Question, Role, Shopper, Storefront};
use ureq::{Agent, http::Uri};

use crate::{
    calls::{Calls, Request},
    wire,
};

/// How long a server may take.
const TIMEOUT: Duration = Duration::from_secs(10);
/// The most pages of products that are read, of a thousand each.
const PRODUCT_PAGES_MAX: usize = 20;
/// How long a pause goes on before it is looked whether to end.
const PAUSE_STEP: Duration = Duration::from_millis(50);
/// What a bot says it is; ordinary shoppers' pages ask through the shop's server, which says nothing.
const BOT_AGENT: &str = "Mozilla/5.0 (compatible; ExampleBot/1.0; +https://shop.example/bot)";
/// How much of an answer is quoted where it is a refusal.
const QUOTED_CHARS: usize = 200;

/// Why a server did not answer as it should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HttpError {
    /// Nobody answered.
    #[error("the server did not answer: {0}")]
    Unreachable(String),
    /// It refused.
    #[error("the server answered {status} to {path}: {detail}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// What was asked.
        path: &'static str,
        /// What it said.
        detail: String,
    },
    /// It answered something that is no answer.
    #[error("the server's answer to {0} is not what the interface promises")]
    NotAnAnswer(&'static str),
}

/// What opens a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys {
    /// A secret key: for what a shop's own server does.
    pub secret: String,
    /// A public key, with which bots ask, as they open pages in a browser; with the secret one where there is none.
    pub public: Option<String>,
}

/// How time passes at a server.
#[derive(Clone, Copy)]
pub(crate) enum Time<'a> {
    /// As it is played.
    Played,
    /// By a clock; pauses are divided by `hurry`, or left out where it is 0, and cut short once `is_over`.
    Real {
        clock: fn() -> Timestamp,
        hurry: u32,
        is_over: &'a (dyn Fn() -> bool + Sync),
    },
}

/// A server as shoppers meet it.
pub struct HttpStorefront<'a> {
    agent: Agent,
    url: String,
    keys: Keys,
    time: Time<'a>,
    /// Whose visit it is.
    role: Role,
    /// What was asked so far.
    pub calls: Calls,
}

impl HttpStorefront<'static> {
    /// The server at `url`, such as `http://127.0.0.1:7700`. Time passes as it is played.
    pub fn new(url: &str, keys: Keys) -> Self {
        Self::in_time(url, keys, Time::Played)
    }
}

impl<'a> HttpStorefront<'a> {
    pub(crate) fn in_time(url: &str, keys: Keys, time: Time<'a>) -> Self {
        Self {
            agent: agent(),
            url: url.trim_end_matches('/').to_owned(),
            keys,
            time,
            role: Role::Person,
            calls: Calls::default(),
        }
    }

    fn post(&mut self, request: Request, path: &'static str, body: &Value) -> Result<String, HttpError> {
        let is_bot = self.role == Role::Bot;
        let key = match &self.keys.public {
            Some(public) if is_bot => public,
            _ => &self.keys.secret,
        };
        let mut post = self
            .agent
            .post(format!("{}{path}", self.url))
            .header("authorization", format!("Bearer {key}"))
            .header("content-type", "application/json");
        if is_bot {
            post = post.header("user-agent", BOT_AGENT);
        }
        let begun = Instant::now();
        let answer = read(post.send(body.to_string()), path);
        self.calls.count(request, begun.elapsed());
        answer.inspect_err(|error| self.calls.fail(error.to_string()))
    }
}

impl Storefront for HttpStorefront<'_> {
    type Error = HttpError;

    fn welcome(&mut self, shopper: &Shopper) {
        self.role = shopper.role;
    }

    fn turn_page(&mut self, pause_ms: i64, played: Timestamp) -> Timestamp {
        let Time::Real {
            clock,
            hurry,
            is_over,
        } = self.time
        else {
            return played;
        };
        let pause_ms = u64::try_from(pause_ms).unwrap_or_default();
        pause(
            Duration::from_millis(pause_ms.checked_div(u64::from(hurry)).unwrap_or_default()),
            is_over,
        );
        clock()
    }

    fn offers(&mut self, question: &Question) -> Result<Answer, HttpError> {
        const PATH: &str = "/v1/offers";
        let said = self.post(Request::Offers, PATH, &wire::question(question, self.role))?;
        let body: Option<Value> = serde_json::from_str(&said).ok();
        let answer = body.as_ref().and_then(wire::answer);
        let none = || {
            let error = HttpError::NotAnAnswer(PATH);
            self.calls.fail(error.to_string());
            error
        };
        answer.ok_or_else(none)
    }

    fn events(&mut self, events: &[Event]) -> Result<(), HttpError> {
        self.post(Request::Events, "/v1/events", &wire::events(events, self.role))
            .map(drop)
    }

    fn order(&mut self, order: &Order) -> Result<(), HttpError> {
        self.post(Request::Order, "/v1/orders", &wire::order(order, &[]))
            .map(drop)
    }

    fn refund(&mut self, order: &Order, refund: &Refund) -> Result<(), HttpError> {
        // The shop's own server tells it, whoever opened a page last.
        self.role = Role::Person;
        let body = wire::order(order, &[refund]);
        self.post(Request::Refund, "/v1/orders", &body).map(drop)
    }
}

/// Lets time pass, unless it is over.
pub(crate) fn pause(time: Duration, is_over: &(dyn Fn() -> bool + Sync)) {
    let end = Instant::now() + time;
    while !is_over() {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return;
        }
        std::thread::sleep(left.min(PAUSE_STEP));
    }
}

/// Asks a server for its products, the first twenty thousand of them.
///
/// # Errors
/// [`HttpError`] where it does not tell them.
pub fn products(url: &str, key: &str) -> Result<Vec<Product>, HttpError> {
    const PATH: &str = "/v1/products";
    let (agent, url) = (agent(), url.trim_end_matches('/'));
    let (mut all, mut cursor) = (Vec::new(), String::new());
    for _ in 0..PRODUCT_PAGES_MAX {
        let address = format!("{url}{PATH}?limit=1000{cursor}");
        let get = agent
            .get(address)
            .header("authorization", format!("Bearer {key}"));
        let said = read(get.call(), PATH)?;
        let body: Value = serde_json::from_str(&said).map_err(|_| HttpError::NotAnAnswer(PATH))?;
        let page = body["products"].as_array().ok_or(HttpError::NotAnAnswer(PATH))?;
        all.extend(page.iter().filter_map(wire::product));
        match body["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    Ok(all)
}

/// Whether a URL names this machine by a loopback address. `None` where it is no plain `http://` URL.
pub fn is_loopback(url: &str) -> Option<bool> {
    let uri: Uri = url.parse().ok()?;
    let host = uri.host()?.trim_start_matches('[').trim_end_matches(']');
    let plain = uri.scheme_str() == Some("http") && matches!(uri.path(), "" | "/") && uri.query().is_none();
    let loopback = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    plain.then_some(loopback)
}

fn agent() -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        // Each step by itself: a limit of the whole call starts a thread for every request, to give up looking for the
        // server's address in time, and this address needs no looking for.
        .timeout_connect(Some(TIMEOUT))
        .timeout_send_request(Some(TIMEOUT))
        .timeout_send_body(Some(TIMEOUT))
        .timeout_recv_response(Some(TIMEOUT))
        .timeout_recv_body(Some(TIMEOUT))
        .max_redirects(0)
        // Whatever proxy the surroundings name, these requests are for the server that was named.
        .proxy(None);
    config.build().into()
}

fn read(
    answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    path: &'static str,
) -> Result<String, HttpError> {
    let unreachable = |error: ureq::Error| HttpError::Unreachable(error.to_string());
    let mut answer = answer.map_err(unreachable)?;
    let said = answer.body_mut().read_to_string().map_err(unreachable)?;
    if answer.status().is_success() {
        return Ok(said);
    }
    Err(HttpError::Refused {
        status: answer.status().as_u16(),
        path,
        detail: said.chars().take(QUOTED_CHARS).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_told_from_others() {
        let here = [
            "http://127.0.0.1:7700",
            "http://localhost:80/",
            "http://[::1]:7700",
            "http://127.8.9.1",
        ];
        assert!(here.iter().all(|url| is_loopback(url) == Some(true)));
        let there = [
            "http://shop.example",
            "http://10.0.0.1:7700",
            "http://127.0.0.1.example:1",
            "http://0.0.0.0:1",
        ];
        assert!(there.iter().all(|url| is_loopback(url) == Some(false)));
        let neither = [
            "https://127.0.0.1",
            "127.0.0.1:7700",
            "http://127.0.0.1/v1",
            "",
            "http://u:p@/",
        ];
        for url in neither {
            assert_eq!(is_loopback(url), None, "{url}");
        }
    }
}
