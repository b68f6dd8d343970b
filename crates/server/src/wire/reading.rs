//! Reading JSON bodies so that a mistake is reported with its place.

use std::{borrow::Cow, collections::HashMap, fmt};

use engine::{Misfit, MisfitKind};
use serde::{Deserialize, Deserializer, de};
use shop::{Currency, IdError, Locale, Region, Timestamp, limits};

use crate::{
    errors::{Code, Problem},
    wire::money::NOT_TEXT,
};

/// How far ahead of the server's clock something may have happened, in days: as far as in a file that is imported.
const AHEAD_DAYS_MAX: i64 = 2;

/// Where in a body something stands.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place<'a> {
    /// The body itself.
    Body,
    /// An element of a list.
    Element(&'a Place<'a>, &'static str, usize),
    /// A field that holds fields.
    Inside(&'a Place<'a>, &'static str),
}

impl Place<'_> {
    /// The path of a field here: `orders[3].lines[0].quantity`.
    pub fn field(&self, name: &str) -> String {
        match self {
            Self::Body => name.to_owned(),
            _ => format!("{self}.{name}"),
        }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body => Ok(()),
            Self::Element(parent, list, index) => write!(formatter, "{}[{index}]", parent.field(list)),
            Self::Inside(parent, name) => formatter.write_str(&parent.field(name)),
        }
    }
}

/// Reads a body as `T`.
///
/// # Errors
/// [`Code::MalformedJson`] with line and column, or [`Code::WrongType`] and the like with the field's path.
pub(crate) fn read<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, Problem> {
    // A list would be read as the fields of an object in their order, which nobody means.
    if body.trim_ascii_start().first() == Some(&b'[') {
        return Err(Problem::new(
            Code::WrongType,
            "The body is a list; this address needs a JSON object.",
        ));
    }
    serde_json::from_slice(body).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => misfit::<T>(body, &error),
        _ => malformed(&error, body),
    })
}

fn malformed(error: &serde_json::Error, body: &[u8]) -> Problem {
    let detail = match body.is_empty() {
        true => "The body is empty; this address needs a JSON object.".to_owned(),
        false => format!(
            "Line {}, column {}: {}.",
            error.line(),
            error.column(),
            without_place(error)
        ),
    };
    Problem::new(Code::MalformedJson, detail)
}

/// The body is JSON but not of this shape. Read once more, slowly, to learn the path.
fn misfit<'a, T: Deserialize<'a>>(body: &'a [u8], first: &serde_json::Error) -> Problem {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let (path, message) = match serde_path_to_error::deserialize::<_, T>(&mut reader) {
        Err(error) => (error.path().to_string(), without_place(error.inner())),
        Ok(_) => (String::new(), without_place(first)),
    };
    let path = if path == "." { String::new() } else { path };
    let misfit = Misfit::of(&message);
    let code = match misfit.kind {
        _ if message.starts_with(NOT_TEXT) => Code::MoneyNotText,
        MisfitKind::MissingField => Code::MissingField,
        MisfitKind::UnknownField => Code::UnknownField,
        MisfitKind::UnknownWord => Code::UnknownValue,
        MisfitKind::WrongType => Code::WrongType,
        MisfitKind::WrongValue => Code::OutOfRange,
        MisfitKind::Other => Code::InvalidField,
    };
    let problem = Problem::new(code, format!("{}.", capitalised(&misfit.reason)));
    // A missing field is reported where its neighbours are; the caller wants to know which it is.
    let missing = misfit
        .field
        .filter(|_| misfit.kind == MisfitKind::MissingField || path.is_empty());
    match (path.is_empty(), missing) {
        (true, None) => problem,
        (true, Some(field)) => problem.at(field),
        (false, None) => problem.at(path),
        (false, Some(field)) => problem.at(format!("{path}.{field}")),
    }
}

fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message
        .rsplit_once(" at line ")
        .map_or(message.clone(), |(before, _)| before.to_owned())
}

/// The text with a capital letter, as a sentence begins.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|letter| letter.to_uppercase().to_string())
        .unwrap_or_default()
        + letters.as_str()
}

/// Reads a body that holds either a list in the field `list` or one record itself, each with its place.
///
/// # Errors
/// As [`read`], and [`Code::BatchTooLong`].
pub(crate) fn read_one_or_many<'a, T: Deserialize<'a>>(
    body: &'a [u8],
    list: &'static str,
) -> Result<Vec<(Place<'static>, T)>, Problem> {
    let fields: HashMap<Cow<'_, str>, de::IgnoredAny> = read(body)?;
    if !fields.contains_key(list) {
        return Ok(vec![(Place::Body, read(body)?)]);
    }
    read_many(body, list)
}

/// Reads a body that holds a list of records, in one of the fields of [`Batch`].
///
/// # Errors
/// As [`read_one_or_many`].
pub(crate) fn read_many<'a, T: Deserialize<'a>>(
    body: &'a [u8],
    list: &'static str,
) -> Result<Vec<(Place<'static>, T)>, Problem> {
    let records = read::<Batch<T>>(body)?.records;
    match records.len() {
        0 => Err(Problem::new(Code::InvalidField, "The list is empty; send at least one record.").at(list)),
        1..=limits::BATCH_MAX => {
            let placed = records.into_iter().enumerate();
            Ok(placed
                .map(|(index, record)| (Place::Element(&Place::Body, list, index), record))
                .collect())
        }
        length => Err(Problem::new(
            Code::BatchTooLong,
            format!(
                "The batch has {length} records; {} are the most.",
                limits::BATCH_MAX
            ),
        )
        .at(list)),
    }
}

#[derive(Deserialize)]
struct Batch<T> {
    #[serde(
        alias = "events",
        alias = "orders",
        alias = "products",
        alias = "bans",
        alias = "links"
    )]
    records: Vec<T>,
}

/// Checks an id.
pub(crate) fn id<T: std::str::FromStr<Err = IdError>>(
    text: &str,
    place: Place<'_>,
    field: &str,
) -> Result<T, Problem> {
    text.parse().map_err(|error: IdError| {
        Problem::new(Code::InvalidId, format!("{}.", capitalised(&error.to_string()))).at(place.field(field))
    })
}

/// Checks an id that may be missing.
pub(crate) fn optional_id<T: std::str::FromStr<Err = IdError>>(
    text: Option<&str>,
    place: Place<'_>,
    field: &str,
) -> Result<Option<T>, Problem> {
    text.map(|text| id(text, place, field)).transpose()
}

/// Reads an RFC 3339 moment.
pub(crate) fn moment(text: &str, place: Place<'_>, field: &str) -> Result<Timestamp, Problem> {
    let refused = |why: String| Problem::new(Code::InvalidMoment, why).at(place.field(field));
    let read: jiff::Timestamp = text.parse().map_err(|_| {
        let shown: String = text.chars().take(40).collect();
        refused(format!(
            "'{shown}' is not a moment as RFC 3339 writes it, such as 2026-11-22T10:00:00Z."
        ))
    })?;
    Timestamp::from_unix_ms(read.as_millisecond())
        .map_err(|error| refused(format!("{}.", capitalised(&error.to_string()))))
}

/// Reads the moment at which something happened; `now` where none is told.
///
/// # Errors
/// As [`moment`]; further one that lies ahead by more than clocks and zones differ, because a single order of a wrong
/// year would let everything that was sold since look old.
pub(crate) fn past(
    text: Option<&str>,
    now: Timestamp,
    place: Place<'_>,
    field: &str,
) -> Result<Timestamp, Problem> {
    let Some(text) = text else {
        return Ok(now);
    };
    let at = moment(text, place, field)?;
    if at > now.plus_days(AHEAD_DAYS_MAX) {
        let detail = format!("{at} lies in the future; send the moment at which it happened.");
        return Err(Problem::new(Code::InvalidMoment, detail).at(place.field(field)));
    }
    Ok(at)
}

/// Reads a moment that may be missing, as milliseconds since 1970.
pub(crate) fn optional_moment_ms(
    text: Option<String>,
    place: Place<'_>,
    field: &str,
) -> Result<Option<i64>, Problem> {
    let read = text.map(|text| moment(&text, place, field)).transpose()?;
    Ok(read.map(Timestamp::unix_ms))
}

/// Reads a language tag.
pub(crate) fn locale(text: &str, place: Place<'_>, field: &str) -> Result<Locale, Problem> {
    Locale::new(text)
        .map_err(|error| Problem::new(Code::UnknownLocale, format!("{error}.")).at(place.field(field)))
}

/// Reads a currency.
pub(crate) fn currency(code: &str, place: Place<'_>, field: &str) -> Result<Currency, Problem> {
    Currency::new(code)
        .map_err(|error| Problem::new(Code::UnknownCurrency, format!("{error}.")).at(place.field(field)))
}

/// Reads a country's code.
pub(crate) fn region(code: &str, place: Place<'_>, field: &str) -> Result<Region, Problem> {
    Region::new(code)
        .map_err(|error| Problem::new(Code::UnknownRegion, format!("{error}.")).at(place.field(field)))
}

/// Refuses a word that is not among the known ones.
pub(crate) fn unknown_word(word: &str, known: &[&str], place: Place<'_>, field: &str) -> Problem {
    let shown: String = word.chars().take(40).collect();
    let detail = format!("'{shown}' is not known here; use one of: {}.", known.join(", "));
    Problem::new(Code::UnknownValue, detail).at(place.field(field))
}

/// Refuses a text that is longer than `bytes_max`.
pub(crate) fn bounded(
    text: &str,
    bytes_max: usize,
    place: Place<'_>,
    field: &str,
) -> Result<String, Problem> {
    if text.len() <= bytes_max {
        return Ok(text.to_owned());
    }
    let detail = format!("The text has {} bytes; {bytes_max} are the most.", text.len());
    Err(Problem::new(Code::InvalidField, detail).at(place.field(field)))
}

/// Reads a quantity: a whole number from 1 to the limit.
pub(crate) fn quantity<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    struct Quantity;
    impl de::Visitor<'_> for Quantity {
        type Value = u32;
        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(formatter, "a whole number from 1 to {}", limits::QUANTITY_MAX)
        }
        fn visit_u64<E: de::Error>(self, number: u64) -> Result<u32, E> {
            match u32::try_from(number) {
                Ok(quantity @ 1..=limits::QUANTITY_MAX) => Ok(quantity),
                _ => Err(E::invalid_value(de::Unexpected::Unsigned(number), &self)),
            }
        }
    }
    deserializer.deserialize_u64(Quantity)
}

/// A whole number that is to be the answer to the question how satisfied one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Score(pub i64);

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl de::Visitor<'_> for Reader {
            type Value = Score;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "a whole number from 0 to {}", shop::SCORE_MAX)
            }
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Score, E> {
                Ok(Score(number))
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Score, E> {
                Ok(Score(i64::try_from(number).unwrap_or(i64::MAX)))
            }
        }
        deserializer.deserialize_i64(Reader)
    }
}

/// The quantity where none is given.
pub(crate) fn one() -> u32 {
    1
}

/// Reads a field that may be missing, `null` or a value: `None`, `Some(None)` or `Some(Some(value))`.
pub(crate) fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use shop::{Currency, EventKind};

    use super::*;
    use crate::wire::{events, offers::OffersBody, orders};

    fn now() -> Timestamp {
        testkit::moment("2026-02-01").unwrap()
    }

    /// Everything that reads a body, with what it says about this one.
    fn read_all(body: &[u8]) -> Vec<Result<(), Problem>> {
        let euro = Currency::new("EUR").unwrap();
        vec![
            read::<OffersBody<'_>>(body)
                .and_then(|body| body.into_request(euro, true))
                .map(drop),
            events::read(body, now()).map(drop),
            orders::read(body, euro, now()).map(drop),
        ]
    }

    proptest! {
        #[test]
        fn whatever_is_sent_is_read_or_refused_with_a_sentence(body in prop::collection::vec(any::<u8>(), 0..200)) {
            for problem in read_all(&body).into_iter().filter_map(Result::err) {
                prop_assert!(problem.detail.ends_with('.'), "{}", problem.detail);
                prop_assert!((400..500).contains(&problem.code.entry().status));
            }
        }

        #[test]
        fn json_of_any_shape_is_read_or_refused_with_a_sentence(
            field in "placement|context|visitor|cart|lines|events|type|order_id|unit_price|score|traffic",
            value in prop_oneof![
                r#"null|true|-?(0|[1-9][0-9]{0,29})|0\.1|"[a-z]{0,5}""#,
                r#"\[\]|\[\{\}\]|\{\}|\{"cart":\[(1|\{\})\]\}|\{"amount":1\}"#,
            ],
        ) {
            let body = format!(
                r#"{{"placement":"cart","lines":[],"order_id":"a","visitor_id":"v","events":[{{"{field}":{value}}}]}}"#
            );
            for body in [body, format!(r#"{{"{field}":{value}}}"#)] {
                for problem in read_all(body.as_bytes()).into_iter().filter_map(Result::err) {
                    prop_assert!(problem.detail.ends_with('.'), "{}", problem.detail);
                    prop_assert!(problem.code != Code::MalformedJson, "{body}: {}", problem.detail);
                }
            }
        }

        #[test]
        fn nothing_has_happened_after_it_arrived(days in 3_i64..30_000) {
            let (euro, at) = (Currency::new("EUR").unwrap(), now().plus_days(days));
            let event = format!(r#"{{"type":"view","visitor_id":"v","at":"{at}"}}"#);
            prop_assert_eq!(events::read(event.as_bytes(), now()).unwrap()[0].at, now());
            let order = format!(r#"{{"order_id":"a","placed_at":"{at}","lines":[{{"product_id":"b"}}]}}"#);
            let problem = orders::read(order.as_bytes(), euro, now()).unwrap_err();
            prop_assert_eq!((problem.code, problem.parameter.as_deref()), (Code::InvalidMoment, Some("placed_at")));
        }

        #[test]
        fn the_same_event_gets_the_same_id_and_another_one_another(quantity in 1_u32..1_000, other in 1_u32..1_000) {
            let id = |quantity: u32| {
                let at = "2026-01-01T00:00:00Z";
                let body = format!(r#"{{"type":"view","visitor_id":"v","quantity":{quantity},"at":"{at}"}}"#);
                let event = events::read(body.as_bytes(), now()).unwrap().remove(0);
                assert_eq!(event.kind, EventKind::View);
                event.id
            };
            prop_assert_eq!(id(quantity) == id(other), quantity == other);
        }
    }
}
