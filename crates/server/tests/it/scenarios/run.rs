//! Playing the scenarios of a file on one shop, each from the state it began in.

use engine::KeyKind;
use serde_json::{Map, Value, json};
use testkit::Fixture;

use super::{ask::Question, expect};
use crate::shop::{Extras, Served};

/// Plays a file's scenarios: how many there were, and what was not as expected.
pub fn file(text: &str) -> (usize, Vec<String>) {
    let mut parts = text.split("\n== ");
    let head = parts.next().unwrap();
    let fixture = Fixture::parse(head);
    let shop = Served::with(Extras {
        fixture: Some(fixture),
        ..Extras::default()
    });
    let (mut count, mut failures) = (0, Vec::new());
    let mut line_number = head.lines().count() + 1;
    for part in parts {
        let title = part.lines().next().unwrap_or_default();
        count += 1;
        let mut scenario = Scenario::new(&shop, title);
        for line in part.lines().skip(1) {
            line_number += 1;
            scenario.line_number = line_number;
            let line = line.trim();
            if !line.is_empty() && !line.starts_with('#') {
                scenario.take(line);
            }
        }
        line_number += 1;
        scenario.take_back();
        assert!(scenario.expectations > 0, "{title}: nothing is expected");
        failures.append(&mut scenario.failures);
    }
    (count, failures)
}

struct Scenario<'a> {
    shop: &'a Served,
    title: &'a str,
    line_number: usize,
    question: Question,
    answer: Option<Value>,
    events: usize,
    expectations: usize,
    /// What takes back what the merchant did: method, address, body.
    undo: Vec<(&'static str, String, String)>,
    failures: Vec<String>,
}

impl<'a> Scenario<'a> {
    fn new(shop: &'a Served, title: &'a str) -> Self {
        Self {
            shop,
            title,
            line_number: 0,
            question: Question::default(),
            answer: None,
            events: 0,
            expectations: 0,
            undo: Vec::new(),
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
            "dismiss" | "impression" | "click" | "add_to_cart" | "buy" | "view" => self.happens(word, rest),
            "do" => self.does(rest),
            "expect" => self.expects(rest),
            _ => panic!("{}: '{line}' means nothing", self.place()),
        }
    }

    /// Where in the file it happens.
    fn place(&self) -> String {
        format!("line {}, \"{}\"", self.line_number, self.title)
    }

    fn ask(&mut self) {
        let answer = self
            .shop
            .send(KeyKind::Secret, "POST", "/v1/offers", self.question.body());
        assert_eq!(answer.status, 200, "{}: {}", self.place(), answer.body);
        self.answer = Some(answer.json());
    }

    fn answer(&mut self) -> Value {
        if self.answer.is_none() {
            self.ask();
        }
        self.answer.clone().unwrap()
    }

    /// The visitor does something with products of the last answer, or with all of it.
    fn happens(&mut self, kind: &str, products: &str) {
        let decision = self.answer()["decision_id"].clone();
        let kind = if kind == "buy" { "purchase" } else { kind };
        let visitor = &self.question.visitor;
        let mut event = json!({
            "type": kind,
            "visitor_id": visitor.get("id").cloned().unwrap_or(json!("someone")),
            "decision_id": decision,
        });
        if let Some(customer) = visitor.get("customer_id") {
            event["customer_id"] = customer.clone();
        }
        let mut products: Vec<Option<&str>> = products.split_whitespace().map(Some).collect();
        if products.is_empty() {
            products.push(None);
        }
        for product in products {
            self.events += 1;
            event["id"] = json!(format!("{} {}", self.title, self.events));
            if let Some(product) = product {
                event["product_id"] = json!(product);
            }
            let answer = self.shop.secret("POST", "/v1/events", event.to_string());
            assert_eq!(answer.status, 200, "{}: {}", self.place(), answer.body);
        }
        self.answer = None;
    }

    fn does(&mut self, rest: &str) {
        let mut words = rest.splitn(3, ' ');
        let (method, path) = (words.next().unwrap(), words.next().unwrap());
        let body = words.next().unwrap_or("");
        match method {
            "PUT" => self.undo.push(("DELETE", path.to_owned(), String::new())),
            "PATCH" => self
                .undo
                .push(("PATCH", path.to_owned(), self.before(path, body))),
            _ => {}
        }
        let answer = self.shop.admin(method, path, body);
        assert!(answer.status < 300, "{}: {}", self.place(), answer.body);
        self.answer = None;
    }

    /// The patch that takes another one back.
    fn before(&self, path: &str, patch: &str) -> String {
        let patch: Map<String, Value> = serde_json::from_str(patch).unwrap();
        let now = self.shop.admin("GET", path, "").json();
        let field = |(name, _): (String, Value)| {
            let value = now[&name].clone();
            (name, value)
        };
        Value::Object(patch.into_iter().map(field).collect()).to_string()
    }

    fn take_back(&mut self) {
        while let Some((method, path, body)) = self.undo.pop() {
            let answer = self.shop.admin(method, &path, body);
            assert!(
                answer.status < 300,
                "{}: {path} is not taken back: {}",
                self.title,
                answer.body
            );
        }
    }

    fn expects(&mut self, rest: &str) {
        self.expectations += 1;
        let answer = self.answer();
        let (what, words) = rest.split_once(' ').unwrap_or((rest, ""));
        let failure = match what {
            "filter" => self.filter(&answer, words),
            pointer if pointer.starts_with('/') => expect::at(&answer, pointer, words),
            _ => expect::holds(&answer, what, words),
        };
        let Some(failure) = failure else { return };
        let mut told = format!("{}\n  expect {rest}\n  {failure}", self.place());
        // What was hoped for and is missing has a story of its own.
        let hoped = words
            .split_whitespace()
            .filter(|_| matches!(what, "has" | "offers"));
        for id in hoped.filter(|id| expect::offer(&answer, id).is_none()) {
            told.push_str(&format!("\n  {id} was {}", self.fates(&answer, id).join(", ")));
        }
        self.failures.push(format!("{told}\n{}", expect::told(&answer)));
    }

    /// Why a product is not offered.
    fn filter(&self, answer: &Value, words: &str) -> Option<String> {
        let (id, filter) = words.split_once(' ').unwrap();
        let fates = self.fates(answer, id);
        (!fates.iter().any(|fate| fate == filter)).then(|| format!("{id} was {}", fates.join(", ")))
    }

    /// What became of a product in each unit: the filter that dropped it, or its outcome.
    fn fates(&self, answer: &Value, id: &str) -> Vec<String> {
        let decision = answer["decision_id"].as_str().unwrap();
        let path = format!("/v1/decisions/{decision}/explain?product_id={id}");
        let story = self.shop.secret("GET", &path, "").json();
        let elsewhere = story["elsewhere"].as_array().into_iter().flatten();
        let stories = std::iter::once(&story["candidate"]).chain(elsewhere);
        let fate = |story: &Value| {
            story["filter"]
                .as_str()
                .or(story["outcome"].as_str())
                .map(str::to_owned)
        };
        let mut fates: Vec<String> = stories.filter_map(fate).collect();
        fates.extend(story["outcome"].as_str().map(str::to_owned));
        fates.dedup();
        fates
    }
}
