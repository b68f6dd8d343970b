//! Whole shops and what they should offer, told in plain text: `tests/scenarios/*.txt`, one trade a file.
//!
//! A file is a fixture (see [`testkit::Fixture`]) followed by scenarios, each a title after `==` and lines of these
//! words:
//!
//! ```text
//! page ID | category A > B | placement WORD | cart ID ID*2@9.50   the situation; a cart is asked at `cart` unless said
//! visitor ID | customer ID | no consent | region CODE | locale TAG | viewed ID ID | limit N | exclude ID | text WORDS
//! ask                                the question is sent; the first expectation sends it where this is missing
//! dismiss ID ID | impression ID | click ID | buy ID   the visitor does it, with the last decision
//! do METHOD /path {json}             what the merchant does; a PUT or PATCH is taken back after the scenario
//! expect offers ID ID                exactly these, in this order
//! expect has ID | expect lacks ID | expect before ID ID | expect count N | expect nothing
//! expect kind ID WORD | expect reason ID WORD | expect unit ID N | expect filter ID WORD | expect note WORD
//! expect says ID WORDS               in headline, body or badge of the offer
//! expect silent ID WORDS             it is offered, and these words are not in it
//! expect /json/pointer VALUE         anything of the answer; VALUE as JSON, or `missing`
//! ```
//!
//! The clock stands at noon of 1 February 2026. `dismiss` without products declines the whole answer. What visitors did
//! stays after a scenario, so each has visitors of its own.

mod ask;
mod expect;
mod run;

use std::{fs, path::Path};

/// Scenarios that the suite must have at least.
const SCENARIOS_MIN: usize = 60;

#[test]
fn every_shop_offers_what_it_should() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let (mut scenarios, mut failures) = (0, Vec::new());
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let (count, failed) = run::file(&text);
        scenarios += count;
        failures.extend(failed.into_iter().map(|failure| format!("{name}, {failure}")));
    }
    assert!(
        failures.is_empty(),
        "{} expectations failed:\n\n{}",
        failures.len(),
        failures.join("\n\n")
    );
    assert!(scenarios >= SCENARIOS_MIN, "only {scenarios} scenarios");
}
