//! What all documents of the merchant's have in common: their ids, their window, their amounts, their placements.

use shop::{Currency, Locale, Localized, Money, Placement, Timestamp, limits};
use std::collections::BTreeMap;
use store::{DocumentKind, Store};

use crate::Error;

/// Longest id of a document, in bytes.
const ID_BYTES_MAX: usize = 64;
/// Most documents of a kind that a shop keeps.
const DOCUMENTS_MAX: usize = 1_000;

/// A mistake in a field, with what to do about it.
pub(crate) fn invalid(field: impl Into<String>, reason: impl Into<String>) -> Error {
    Error::Invalid {
        field: field.into(),
        reason: reason.into(),
    }
}

/// Nothing has this id.
pub(crate) fn not_found(what: &'static str, id: &str) -> Error {
    Error::NotFound {
        what,
        id: id.chars().take(ID_BYTES_MAX).collect(),
    }
}

/// Checks an id that the merchant chose: it stands in addresses.
pub(crate) fn check_id(id: &str) -> Result<(), Error> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    match (1..=ID_BYTES_MAX).contains(&id.len()) && id.chars().all(plain) {
        true => Ok(()),
        false => Err(invalid(
            "id",
            "an id has 1 to 64 letters a to z, digits, '-', '_' and '.'",
        )),
    }
}

/// Checks that a window ends after it begins.
pub(crate) fn check_window(from_ms: Option<i64>, until_ms: Option<i64>) -> Result<(), Error> {
    match from_ms.zip(until_ms) {
        Some((from, until)) if until <= from => Err(invalid("valid_until", "it must be after valid_from")),
        _ => Ok(()),
    }
}

/// Checks that there is room for one more document, or that it replaces one.
pub(crate) fn check_room(store: &dyn Store, kind: DocumentKind, id: &str) -> Result<(), Error> {
    let known = store.documents(kind)?;
    match known.len() < DOCUMENTS_MAX || known.iter().any(|(own, _)| own == id) {
        true => Ok(()),
        false => Err(invalid(
            "id",
            format!("there are {DOCUMENTS_MAX} already; delete one first"),
        )),
    }
}

/// Reads placements by their ids.
pub(crate) fn placements(words: &[String]) -> Result<Vec<Placement>, Error> {
    let read = |(at, word): (usize, &String)| {
        word.parse::<Placement>()
            .map_err(|error| invalid(format!("placements[{at}]"), error.to_string()))
    };
    words.iter().enumerate().map(read).collect()
}

/// Reads a title in several languages.
pub(crate) fn title(texts: &BTreeMap<String, String>) -> Result<Localized, Error> {
    let read = |(tag, text): (&String, &String)| {
        let field = || format!("title.{tag}");
        let locale = Locale::new(tag).map_err(|error| invalid(field(), error.to_string()))?;
        match (1..=limits::TITLE_BYTES_MAX).contains(&text.trim().len()) {
            true => Ok((locale, text.trim().to_owned())),
            false => Err(invalid(field(), "a title has 1 to 1,024 bytes")),
        }
    };
    texts.iter().map(read).collect::<Result<_, _>>().map(Localized)
}

/// A moment that a document keeps; none where it is out of range, as a stored text is never trusted.
pub(crate) fn moment(ms: Option<i64>) -> Option<Timestamp> {
    ms.and_then(|ms| Timestamp::from_unix_ms(ms).ok())
}

/// Writes a document as it is kept.
pub(crate) fn text_of(document: &impl serde::Serialize) -> Result<String, Error> {
    serde_json::to_string(document).map_err(|error| invalid("document", error.to_string()))
}

/// Every document of a kind that can be read, by id; one that cannot is passed over with a warning, as it must never
/// keep a shop from answering.
pub(crate) fn all<T: serde::de::DeserializeOwned>(
    store: &dyn Store,
    kind: DocumentKind,
) -> Result<Vec<(String, T)>, Error> {
    let read = |(id, text): (String, String)| match serde_json::from_str(&text) {
        Ok(document) => Some((id, document)),
        Err(error) => {
            tracing::warn!(
                "the {} '{id}' cannot be read and is passed over: {error}",
                kind.as_str()
            );
            None
        }
    };
    Ok(store.documents(kind)?.into_iter().filter_map(read).collect())
}

/// How a document keeps an amount: minor units and the currency's code.
pub(crate) mod optional_money {
    use super::{Currency, Money};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    #[derive(Serialize, Deserialize)]
    struct Kept {
        minor: i64,
        currency: String,
    }

    pub fn serialize<S: Serializer>(money: &Option<Money>, serializer: S) -> Result<S::Ok, S::Error> {
        let kept = money.map(|money| Kept {
            minor: money.minor,
            currency: money.currency.code().to_owned(),
        });
        kept.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Money>, D::Error> {
        let read = |kept: Kept| match Currency::new(&kept.currency) {
            Ok(currency) => Ok(Money::new(kept.minor, currency)),
            Err(error) => Err(D::Error::custom(error)),
        };
        Option::<Kept>::deserialize(deserializer)?.map(read).transpose()
    }
}
