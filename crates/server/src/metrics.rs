//! Counters for Prometheus. They count requests and time, never people.

use std::{
    fmt::Write,
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::Duration,
};

use engine::OfferAnswer;

use crate::i18n::Texts;

/// Upper bounds of the latency buckets, in microseconds, with the label they have in seconds.
const BUCKETS: [(u64, &str); 9] = [
    (100, "0.0001"),
    (250, "0.00025"),
    (500, "0.0005"),
    (1_000, "0.001"),
    (2_500, "0.0025"),
    (10_000, "0.01"),
    (50_000, "0.05"),
    (250_000, "0.25"),
    (1_000_000, "1"),
];
const CLASSES: [&str; 4] = ["2xx", "3xx", "4xx", "5xx"];

/// Counters of every route.
pub(crate) struct Metrics {
    routes: Vec<RouteMetrics>,
    offers: AtomicU64,
    empty_answers: AtomicU64,
    texts_in_english: AtomicU64,
    titles_elsewhere: AtomicU64,
}

/// What is counted of one answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    offers: u64,
    /// Offers whose words are not in the language asked for.
    texts_in_english: u64,
    /// Offers whose product has no title in the language asked for.
    titles_elsewhere: u64,
}

impl Told {
    /// Looks an answer over.
    pub fn new(answer: &OfferAnswer, texts: &Texts) -> Self {
        let language = answer.locale.language();
        let offers = answer.offers.len() as u64;
        let elsewhere = answer.offers.iter().filter(|offer| {
            let title = offer.product.title.as_ref();
            title.is_none_or(|title| title.locale.language() != language)
        });
        Self {
            offers,
            texts_in_english: if texts.speaks(&answer.locale) { 0 } else { offers },
            titles_elsewhere: elsewhere.count() as u64,
        }
    }
}

#[derive(Default)]
struct RouteMetrics {
    classes: [AtomicU64; CLASSES.len()],
    buckets: [AtomicU64; BUCKETS.len()],
    micros: AtomicU64,
}

impl Metrics {
    /// Counters at zero for so many routes.
    pub fn new(routes: usize) -> Self {
        Self {
            routes: (0..routes).map(|_| RouteMetrics::default()).collect(),
            offers: AtomicU64::new(0),
            empty_answers: AtomicU64::new(0),
            texts_in_english: AtomicU64::new(0),
            titles_elsewhere: AtomicU64::new(0),
        }
    }

    /// Counts one answered request of a route.
    pub fn answered(&self, route: usize, status: u16, took: Duration) {
        let Some(metrics) = self.routes.get(route) else {
            return;
        };
        let class = usize::from(status / 100).clamp(2, 5) - 2;
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        metrics.classes[class].fetch_add(1, Relaxed);
        metrics.micros.fetch_add(micros, Relaxed);
        if let Some(bucket) = BUCKETS.iter().position(|(bound, _)| micros <= *bound) {
            metrics.buckets[bucket].fetch_add(1, Relaxed);
        }
    }

    /// Counts one answer.
    pub fn offered(&self, told: Told) {
        self.offers.fetch_add(told.offers, Relaxed);
        if told.offers == 0 {
            self.empty_answers.fetch_add(1, Relaxed);
        }
        if told.texts_in_english > 0 {
            self.texts_in_english.fetch_add(told.texts_in_english, Relaxed);
        }
        if told.titles_elsewhere > 0 {
            self.titles_elsewhere.fetch_add(told.titles_elsewhere, Relaxed);
        }
    }

    /// Everything in Prometheus' text format; `routes` are method and path in the order of the counters.
    pub fn text<'a>(&self, routes: impl Iterator<Item = (&'a str, &'a str)>) -> String {
        let mut text = String::new();
        let mut requests = String::new();
        for ((method, path), metrics) in routes.zip(&self.routes) {
            let labels = format!("method=\"{method}\",route=\"{path}\"");
            metrics.write(&labels, &mut requests, &mut text);
        }
        let head = "# HELP alongside_http_requests_total Requests answered.\n\
                    # TYPE alongside_http_requests_total counter\n";
        let middle = "# HELP alongside_http_request_seconds Time from the last byte of the head to the answer.\n\
                      # TYPE alongside_http_request_seconds histogram\n";
        let mut whole = format!("{head}{requests}{middle}{text}");
        counter(
            &mut whole,
            "alongside_offers_total",
            "Offers given.",
            self.offers.load(Relaxed),
        );
        let empty = self.empty_answers.load(Relaxed);
        counter(
            &mut whole,
            "alongside_empty_decisions_total",
            "Decisions that offered nothing.",
            empty,
        );
        counter(
            &mut whole,
            "alongside_text_fallbacks_total",
            "Offers worded in English, as there are no words in the language asked for.",
            self.texts_in_english.load(Relaxed),
        );
        counter(
            &mut whole,
            "alongside_title_fallbacks_total",
            "Offers whose product has no title in the language asked for.",
            self.titles_elsewhere.load(Relaxed),
        );
        whole
    }
}

/// Appends one counter.
pub(crate) fn counter(text: &mut String, name: &str, help: &str, value: u64) {
    // Writing to a String cannot fail.
    let _ = write!(
        text,
        "# HELP {name} {help}\n# TYPE {name} counter\n{name} {value}\n"
    );
}

/// Appends one gauge.
pub(crate) fn gauge(text: &mut String, name: &str, help: &str, value: u64) {
    // Writing to a String cannot fail.
    let _ = write!(
        text,
        "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}\n"
    );
}

impl RouteMetrics {
    /// Writes what was counted; a route that was never asked says nothing.
    fn write(&self, labels: &str, requests: &mut String, seconds: &mut String) {
        let counts = self.classes.each_ref().map(|count| count.load(Relaxed));
        let total: u64 = counts.iter().sum();
        if total == 0 {
            return;
        }
        for (class, count) in CLASSES.iter().zip(counts).filter(|(_, count)| *count > 0) {
            let _ = writeln!(
                requests,
                "alongside_http_requests_total{{{labels},status=\"{class}\"}} {count}"
            );
        }
        let name = "alongside_http_request_seconds";
        let mut within = 0;
        for ((_, bound), bucket) in BUCKETS.iter().zip(&self.buckets) {
            within += bucket.load(Relaxed);
            let _ = writeln!(seconds, "{name}_bucket{{{labels},le=\"{bound}\"}} {within}");
        }
        let sum = self.micros.load(Relaxed) as f64 / 1e6;
        let _ = writeln!(seconds, "{name}_bucket{{{labels},le=\"+Inf\"}} {total}");
        let _ = writeln!(
            seconds,
            "{name}_sum{{{labels}}} {sum}\n{name}_count{{{labels}}} {total}"
        );
    }
}
