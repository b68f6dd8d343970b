//! What is expected of an answer, and how an answer is told where it is otherwise.

use serde_json::{Value, json};

fn offers(answer: &Value) -> &[Value] {
    answer["offers"].as_array().map_or(&[], Vec::as_slice)
}

fn ids(answer: &Value) -> Vec<&str> {
    offers(answer)
        .iter()
        .filter_map(|offer| offer["product"]["id"].as_str())
        .collect()
}

/// The offer of a product.
pub fn offer<'a>(answer: &'a Value, id: &str) -> Option<&'a Value> {
    offers(answer).iter().find(|offer| offer["product"]["id"] == id)
}

/// What is not as expected, if anything.
pub fn holds(answer: &Value, what: &str, rest: &str) -> Option<String> {
    let words: Vec<&str> = rest.split_whitespace().collect();
    let ids = ids(answer);
    let place = |id: &str| ids.iter().position(|own| *own == id);
    let listed = |wrong: Vec<&str>, how: &str| {
        (!wrong.is_empty()).then(|| format!("{} {how} offered", wrong.join(", ")))
    };
    let otherwise = |fine: bool, how: &str| (!fine).then(|| how.to_owned());
    match (what, words.as_slice()) {
        ("offers", wanted) => otherwise(ids == wanted, "others are offered, or in another order"),
        ("nothing", []) => otherwise(ids.is_empty(), "something is offered"),
        ("has", wanted) => {
            let missing = wanted.iter().copied().filter(|id| place(id).is_none());
            listed(missing.collect(), "not")
        }
        ("lacks", unwanted) => {
            let there = unwanted.iter().copied().filter(|id| place(id).is_some());
            listed(there.collect(), "is")
        }
        ("before", [first, second]) => {
            let order = place(first).zip(place(second));
            otherwise(
                order.is_some_and(|(first, second)| first < second),
                "it stands otherwise",
            )
        }
        ("count", [wanted]) => {
            (ids.len().to_string() != *wanted).then(|| format!("{} are offered", ids.len()))
        }
        ("note", [code]) => {
            let notes = answer["notes"].as_array().unwrap();
            otherwise(
                notes.iter().any(|note| note["code"] == *code),
                "there is no such note",
            )
        }
        ("says", [id, ..]) => says(answer, id, rest.split_once(' ').unwrap().1.trim()),
        ("silent", [id, ..]) => {
            let unwanted = rest.split_once(' ').unwrap().1.trim();
            match offer(answer, id) {
                None => Some(format!("{id} is not offered")),
                Some(offer) => otherwise(!text_of(offer).contains(unwanted), "it says so"),
            }
        }
        (field @ ("kind" | "reason" | "unit"), [id, wanted]) => field_is(answer, field, id, wanted),
        _ => panic!("'expect {what} {rest}' means nothing"),
    }
}

fn says(answer: &Value, id: &str, wanted: &str) -> Option<String> {
    let plain = offer(answer, id).map(text_of).unwrap_or_default();
    (!plain.contains(wanted)).then(|| format!("it says {plain}"))
}

/// An offer's words, without the marks that keep a title's direction apart: they are not read.
fn text_of(offer: &Value) -> String {
    offer["text"].to_string().replace(['\u{2068}', '\u{2069}'], "")
}

fn field_is(answer: &Value, field: &str, id: &str, wanted: &str) -> Option<String> {
    let Some(offer) = offer(answer, id) else {
        return Some(format!("{id} is not offered"));
    };
    let found = match field {
        "reason" => &offer["reason"]["code"],
        _ => &offer[field],
    };
    let found = found.as_str().map_or(found.to_string(), str::to_owned);
    (found != wanted).then(|| format!("it is {found}"))
}

/// What a pointer finds otherwise than expected, if anything.
pub fn at(answer: &Value, pointer: &str, wanted: &str) -> Option<String> {
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

/// The answer, an offer a line.
pub fn told(answer: &Value) -> String {
    let one = |offer: &Value| {
        let word = |pointer: &str| {
            let word = offer.pointer(pointer).and_then(Value::as_str);
            word.unwrap_or("-").to_owned()
        };
        format!(
            "\n    unit {} {:<18} {:<10} {:<16} {}",
            offer["unit"],
            word("/product/id"),
            word("/kind"),
            word("/reason/code"),
            word("/text/headline"),
        )
    };
    let all: String = offers(answer).iter().map(one).collect();
    let notes = answer["notes"].as_array().into_iter().flatten();
    let notes: Vec<&str> = notes.filter_map(|note| note["code"].as_str()).collect();
    format!(
        "  answered: {}; notes: {}",
        if all.is_empty() { "nothing" } else { &all },
        notes.join(", ")
    )
}
