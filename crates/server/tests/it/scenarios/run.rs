//! Playing the scenarios of a file on one shop, each from the state it began in.

use engine::KeyKind;
use serde_json::{Value, json};
use testkit::Fixture;

use super::ask::Question;
use crate::shop::{Extras, Served};

/// Plays a file's scenarios: how many there were, and what was not as expected.
pub fn file(text: &str) -> (usize, Vec<String>) {
    let mut parts = text.split("\n== ");
    let fixture = Fixture::parse(parts.next().unwrap());
    let shop = Served::with(Extras {
        fixture: Some(fixture),
        ..Extras::default()
    });
    let (mut count, mut failures) = (0, Vec::new());
    for part in parts {
        let (title, lines) = part.split_once('\n').unwrap_or((part, ""));
        count += 1;
        let mut scenario = Scenario::new(&shop, title);
        for line in lines
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            scenario.take(line);
        }
        scenario.take_back();
        assert!(scenario.expectations > 0, "{title}: nothing is expected");
        failures.append(&mut scenario.failures);
    }
    (count, failures)
}

struct Scenario<'a> {
    shop: &'a Served,
    title: &'a str,
    question: Question,
    answer: Option<Value>,
    events: usize,
    expectations: usize,
    /// Addresses that were put.
    put: Vec<String>,
    failures: Vec<String>,
}

impl<'a> Scenario<'a> {
    fn new(shop: &'a Served, title: &'a str) -> Self {
        Self {
            shop,
            title,
            question: Question::default(),
            answer: None,
            events: 0,
            expectations: 0,
            put: Vec::new(),
            failures: Vec::new(),
        }
    }

    fn take(&mut self, line: &str) {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim();
        if self.question.take(word, rest) {
            self.answer = None;
            return;
        }
        match word {
            "ask" => self.ask(),
            "dismiss" | "impression" | "click" | "add_to_cart" | "buy" => self.happens(word, rest),
            "do" => self.does(rest),
            "expect" => self.expects(rest),
            _ => panic!("{}: '{line}' means nothing", self.title),
        }
    }

    fn ask(&mut self) {
        let answer = self
            .shop
            .send(KeyKind::Secret, "POST", "/v1/offers", self.question.body());
        assert_eq!(answer.status, 200, "{}: {}", self.title, answer.body);
        self.answer = Some(answer.json());
    }

    fn answer(&mut self) -> Value {
        if self.answer.is_none() {
            self.ask();
        }
        self.answer.clone().unwrap()
    }

    /// The visitor does something with an offer of the last answer, or with all of it.
    fn happens(&mut self, kind: &str, product: &str) {
        let decision = self.answer()["decision_id"].clone();
        self.events += 1;
        let kind = if kind == "buy" { "purchase" } else { kind };
        let mut event = json!({
            "id": format!("{} {}", self.title, self.events),
            "type": kind,
            "visitor_id": self.question.visitor.get("id").cloned().unwrap_or(json!("someone")),
            "decision_id": decision,
        });
        if !product.is_empty() {
            event["product_id"] = json!(product);
        }
        let answer = self.shop.secret("POST", "/v1/events", event.to_string());
        assert_eq!(answer.status, 200, "{}: {}", self.title, answer.body);
        self.answer = None;
    }

    fn does(&mut self, rest: &str) {
        let mut words = rest.splitn(3, ' ');
        let (method, path) = (words.next().unwrap(), words.next().unwrap());
        let answer = self.shop.admin(method, path, words.next().unwrap_or(""));
        assert!(answer.status < 300, "{}: {rest}: {}", self.title, answer.body);
        if method == "PUT" {
            self.put.push(path.to_owned());
        }
        self.answer = None;
    }

    fn take_back(&mut self) {
        for path in self
            .put
            .drain(..)
            .rev()
            .filter(|path| !path.starts_with("/v1/products"))
        {
            let answer = self.shop.admin("DELETE", &path, "");
            assert!(answer.status < 300, "{}: {path}: {}", self.title, answer.body);
        }
    }

    fn expects(&mut self, rest: &str) {
        self.expectations += 1;
        let answer = self.answer();
        let (what, rest) = rest.split_once(' ').unwrap_or((rest, ""));
        let failure = match what {
            "filter" => self.filter(&answer, rest),
            pointer if pointer.starts_with('/') => at(&answer, pointer, rest),
            _ => expected(&answer, what, rest),
        };
        if let Some(failure) = failure {
            let place = format!("{}: expect {what} {rest}", self.title);
            self.failures
                .push(format!("{place}\n  {failure}\n  {}", told(&answer)));
        }
    }

    /// Why a product is not offered.
    fn filter(&self, answer: &Value, rest: &str) -> Option<String> {
        let (id, filter) = rest.split_once(' ').unwrap();
        let decision = answer["decision_id"].as_str().unwrap();
        let path = format!("/v1/decisions/{decision}/explain?product_id={id}");
        let story = self.shop.secret("GET", &path, "").json();
        let elsewhere = story["elsewhere"].as_array().into_iter().flatten();
        let stories = std::iter::once(&story["candidate"]).chain(elsewhere);
        let told = stories.filter_map(|story| story["filter"].as_str().or(story["outcome"].as_str()));
        let told: Vec<&str> = told.chain(story["outcome"].as_str()).collect();
        (!told.contains(&filter)).then(|| format!("{id} was {}", told.join(", ")))
    }
}

fn offers(answer: &Value) -> &[Value] {
    answer["offers"].as_array().map_or(&[], Vec::as_slice)
}

fn ids(answer: &Value) -> Vec<&str> {
    offers(answer)
        .iter()
        .filter_map(|offer| offer["product"]["id"].as_str())
        .collect()
}

fn offer<'a>(answer: &'a Value, id: &str) -> Option<&'a Value> {
    offers(answer).iter().find(|offer| offer["product"]["id"] == id)
}

fn expected(answer: &Value, what: &str, rest: &str) -> Option<String> {
    let words: Vec<&str> = rest.split_whitespace().collect();
    let ids = ids(answer);
    let missing = |fine: bool| (!fine).then(|| "it is not so".to_owned());
    match (what, words.as_slice()) {
        ("offers", wanted) => missing(ids == wanted),
        ("nothing", []) => missing(ids.is_empty()),
        ("has", wanted) => missing(wanted.iter().all(|id| ids.contains(id))),
        ("lacks", unwanted) => missing(!unwanted.iter().any(|id| ids.contains(id))),
        ("note", [code]) => {
            let notes = answer["notes"].as_array().unwrap();
            missing(notes.iter().any(|note| note["code"] == *code))
        }
        ("says", [id, ..]) => {
            let text = offer(answer, id)
                .map(|offer| offer["text"].to_string())
                .unwrap_or_default();
            let plain = text.replace(['\u{2068}', '\u{2069}'], "");
            let wanted = rest.split_once(' ').unwrap().1.trim();
            (!plain.contains(wanted)).then_some(plain)
        }
        (field @ ("kind" | "reason" | "unit"), [id, wanted]) => {
            let pointer = if field == "reason" {
                "/reason/code".to_owned()
            } else {
                format!("/{field}")
            };
            let found = offer(answer, id)
                .and_then(|offer| offer.pointer(&pointer))
                .cloned();
            let found = found.map(|value| value.as_str().map_or(value.to_string(), str::to_owned));
            (found.as_deref() != Some(*wanted)).then(|| format!("it is {found:?}"))
        }
        _ => panic!("'expect {what} {rest}' means nothing"),
    }
}

fn at(answer: &Value, pointer: &str, wanted: &str) -> Option<String> {
    let found = answer.pointer(pointer);
    match (wanted, found) {
        ("missing", None) => None,
        ("missing", Some(found)) => Some(format!("it is {found}")),
        (_, None) => Some("there is no such thing".to_owned()),
        (wanted, Some(found)) => {
            let wanted: Value = serde_json::from_str(wanted).unwrap_or_else(|_| json!(wanted));
            (wanted != *found).then(|| format!("it is {found}"))
        }
    }
}

/// The answer in one line.
fn told(answer: &Value) -> String {
    let one = |offer: &Value| {
        let word = |pointer: &str| {
            offer
                .pointer(pointer)
                .and_then(Value::as_str)
                .unwrap_or("-")
                .to_owned()
        };
        format!(
            "{} {} {}",
            word("/product/id"),
            word("/kind"),
            word("/reason/code")
        )
    };
    let all: Vec<String> = offers(answer).iter().map(one).collect();
    let notes: Vec<&str> = answer["notes"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|note| note["code"].as_str())
        .collect();
    format!("offered: {}; notes: {}", all.join(", "), notes.join(", "))
}
