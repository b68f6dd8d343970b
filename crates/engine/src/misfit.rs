//! What keeps a document or a settings file from being read, in plain words: serde speaks of types and variants.

/// What sort of mistake it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MisfitKind {
    /// A field that is needed is not there.
    MissingField,
    /// A field that nobody asked for, most often a misspelt one.
    UnknownField,
    /// A word that is none of those that are known.
    UnknownWord,
    /// Text where a number is needed, and the like.
    WrongType,
    /// A value that is too small, too large or otherwise impossible.
    WrongValue,
    /// Whatever else; the message is that of the reader.
    Other,
}

/// What serde found wrong, told for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// What sort of mistake it is.
    pub kind: MisfitKind,
    /// What is wrong, without a capital letter and a full stop.
    pub reason: String,
    /// The field that is missing or not known.
    pub field: Option<String>,
}

impl Misfit {
    /// What `message` of serde means, without the place that stands behind it.
    pub fn of(message: &str) -> Self {
        let told = |kind, reason, field: Option<&str>| Self {
            kind,
            reason,
            field: field.map(str::to_owned),
        };
        if let Some(field) = message.strip_prefix("missing field ").map(bare) {
            let reason = format!("the field '{field}' is missing");
            return told(MisfitKind::MissingField, reason, Some(field));
        }
        if let Some((field, known)) = named(message, "unknown field ") {
            let reason = match known.is_empty() {
                true => format!("there is no field '{field}' here, nor any other"),
                false => format!("there is no field '{field}' here; use one of: {known}"),
            };
            return told(MisfitKind::UnknownField, reason, Some(field));
        }
        if let Some((word, known)) = named(message, "unknown variant ") {
            let reason = format!("'{word}' is not known here; use one of: {known}");
            return told(MisfitKind::UnknownWord, reason, None);
        }
        for (start, kind) in [
            ("invalid type: ", MisfitKind::WrongType),
            ("invalid value: ", MisfitKind::WrongValue),
        ] {
            let pair = message
                .strip_prefix(start)
                .and_then(|rest| rest.rsplit_once(", expected "));
            if let Some((found, needed)) = pair {
                let reason = format!(
                    "here stands {}, and {} is needed",
                    found_words(found),
                    needed_words(needed)
                );
                return told(kind, reason, None);
            }
        }
        told(MisfitKind::Other, message.to_owned(), None)
    }
}

/// A name without the marks that serde puts around it.
fn bare(text: &str) -> &str {
    text.trim().trim_matches('`')
}

/// The name behind `start` and the names that are known: "unknown field `x`, expected one of `a`, `b`".
fn named<'a>(message: &'a str, start: &str) -> Option<(&'a str, String)> {
    let rest = message.strip_prefix(start)?;
    let (name, known) = rest.split_once("`, ").unwrap_or((rest, ""));
    let known = known
        .strip_prefix("expected one of ")
        .or_else(|| known.strip_prefix("expected "))
        .unwrap_or_default();
    let known = known.replace(" or ", ", ").replace('`', "");
    Some((bare(name), known))
}

/// What was found, as people call it.
fn found_words(found: &str) -> String {
    let numbers = ["integer ", "floating point "];
    if let Some(number) = numbers.iter().find_map(|word| found.strip_prefix(word)) {
        return format!("the number {}", bare(number));
    }
    if let Some(text) = found.strip_prefix("string ") {
        return format!("the text {text}");
    }
    match found {
        "sequence" => "a list".to_owned(),
        "map" => "an object".to_owned(),
        "unit value" | "Option value" => "null".to_owned(),
        _ => bare(found.strip_prefix("boolean ").unwrap_or(found)).to_owned(),
    }
}

/// What is needed, as people call it. What a reader of our own says is in plain words already.
fn needed_words(needed: &str) -> &str {
    match needed {
        "a string" | "a borrowed string" | "string" => "a text in quotes",
        "a sequence" => "a list in [ ]",
        "a map" => "an object in { }",
        "a boolean" => "true or false",
        "f32" | "f64" => "a number",
        "usize" | "u8" | "u16" | "u32" | "u64" | "a nonzero u32" | "a nonzero usize" => {
            "a whole number that is not negative"
        }
        "isize" | "i8" | "i16" | "i32" | "i64" => "a whole number",
        "unit" => "null",
        _ if needed.starts_with("struct ") || needed.starts_with("map with") => "an object in { }",
        _ if needed.starts_with("variant ") || needed.starts_with("enum ") || needed == "string or map" => {
            "one of the words that the reference lists"
        }
        _ => needed,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Document {
        #[serde(rename = "title")]
        _title: String,
        #[serde(rename = "slots", default)]
        _slots: usize,
        #[serde(rename = "tags", default)]
        _tags: Vec<String>,
        #[serde(rename = "tone", default)]
        _tone: Option<Tone>,
        #[serde(rename = "more", default)]
        _more: HashMap<String, f64>,
        #[serde(rename = "inside", default)]
        _inside: Option<Box<Document>>,
        #[serde(rename = "paused", default)]
        _paused: bool,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Tone {
        Calm,
        Loud,
    }

    fn check(body: &str, expect: &str) {
        let error = serde_json::from_str::<Document>(body).unwrap_err().to_string();
        let message = error
            .rsplit_once(" at line ")
            .map_or(&*error, |(before, _)| before);
        let misfit = Misfit::of(message);
        let field = misfit.field.as_deref().unwrap_or("-");
        assert_eq!(
            format!("{:?} {field}: {}", misfit.kind, misfit.reason),
            expect,
            "{body}"
        );
    }

    #[test]
    fn what_serde_says_is_told_in_plain_words() {
        // The words of the enum are used, so that the compiler sees them made.
        assert_eq!(format!("{:?}{:?}", Tone::Calm, Tone::Loud), "CalmLoud");
        check("{}", "MissingField title: the field 'title' is missing");
        check(
            r#"{"titel":"x"}"#,
            "UnknownField titel: there is no field 'titel' here; use one of: title, slots, tags, tone, more, inside, paused",
        );
        check(
            r#"{"title":"x","tone":"soft"}"#,
            "UnknownWord -: 'soft' is not known here; use one of: calm, loud",
        );
        let wrong = [
            (r#""title":5"#, "the number 5", "a text in quotes"),
            (
                r#""slots":"3""#,
                "the text \"3\"",
                "a whole number that is not negative",
            ),
            (
                r#""slots":1.5"#,
                "the number 1.5",
                "a whole number that is not negative",
            ),
            (r#""tags":"a""#, "the text \"a\"", "a list in [ ]"),
            (r#""more":[]"#, "a list", "an object in { }"),
            (r#""more":{"a":true}"#, "true", "a number"),
            (r#""inside":7"#, "the number 7", "an object in { }"),
            (r#""paused":null"#, "null", "true or false"),
        ];
        for (field, found, needed) in wrong {
            check(
                &format!("{{{field}}}"),
                &format!("WrongType -: here stands {found}, and {needed} is needed"),
            );
        }
        check(
            r#"{"slots":-1}"#,
            "WrongValue -: here stands the number -1, and a whole number that is not negative is needed",
        );
        check(r#"{"title":"a","title":"b"}"#, "Other -: duplicate field `title`");
    }
}
