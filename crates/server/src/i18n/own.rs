//! A shop's own words: messages in Fluent's syntax that go before the built-in ones of their language.
//!
//! Only messages that there are can be given other words, with the same values or fewer, so that nothing is ever said
//! that the built-in message does not know. Plural forms go by the language's categories, as templates need.

use std::{collections::BTreeMap, fmt};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement, VariantKey};

use super::{ATTRIBUTE, SOURCES, template::TEXTS};

/// Longest text of one language's own words, in bytes.
const OWN_BYTES_MAX: usize = 64 * 1024;
/// Values that are words, besides those of an offer: plural forms cannot go by them.
const OTHER_TEXTS: [&str; 4] = ["id", "day", "month", "year"];
/// The names of plural categories.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Why own words cannot be used, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The line, from 1 on.
    pub line: usize,
    /// Why, as a sentence that says what to do.
    pub reason: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}: {}", self.line, self.reason)
    }
}

/// What the built-in words know of a message.
#[derive(Default)]
struct Known {
    has_value: bool,
    attributes: Vec<String>,
    values: Vec<String>,
}

/// Checks own words.
///
/// # Errors
/// [`Mistake`], the first there is.
pub fn check(source: &str) -> Result<(), Mistake> {
    if source.len() > OWN_BYTES_MAX {
        return Err(mistake(
            1,
            format!("own words have at most {OWN_BYTES_MAX} bytes; leave out what need not differ"),
        ));
    }
    if let Some((at, _)) = source.char_indices().find(|(_, letter)| is_mark(*letter)) {
        return Err(mistake(
            line_of(source, at),
            "private-use characters cannot be shown; take them out",
        ));
    }
    let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| {
        let first = errors.first();
        let at = first.map_or(0, |error| error.pos.start);
        let why = first.map(|error| error.kind.to_string()).unwrap_or_default();
        mistake(
            line_of(source, at),
            format!("this is not Fluent's syntax: {}", lowered(&why)),
        )
    })?;
    let known = known_messages();
    // Places are told in the resource's own copy of the text.
    resource
        .entries()
        .try_for_each(|entry| check_entry(resource.source(), entry, &known))
}

/// The ids of a source's messages, sorted.
pub(super) fn ids(source: &str) -> Vec<String> {
    let resource = match FluentResource::try_new(source.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let id = |entry: &Entry<&str>| match entry {
        Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    };
    let mut ids: Vec<String> = resource.entries().filter_map(id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// What the messages of the first language know; all languages have the same.
fn known_messages() -> BTreeMap<String, Known> {
    let resource = match FluentResource::try_new(SOURCES[0].1.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let mut known = BTreeMap::new();
    for entry in resource.entries() {
        if let Entry::Message(message) = entry {
            let mut of_message = Known {
                has_value: message.value.is_some(),
                attributes: message
                    .attributes
                    .iter()
                    .map(|attribute| attribute.id.name.to_owned())
                    .collect(),
                values: Vec::new(),
            };
            for pattern in patterns(message) {
                collect_values(pattern, &mut of_message.values);
            }
            known.insert(message.id.name.to_owned(), of_message);
        }
    }
    known
}

fn patterns<'a>(message: &'a Message<&'a str>) -> impl Iterator<Item = &'a Pattern<&'a str>> {
    let attributes = message.attributes.iter().map(|attribute| &attribute.value);
    message.value.iter().chain(attributes)
}

fn collect_values(pattern: &Pattern<&str>, values: &mut Vec<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        let (Expression::Inline(selector) | Expression::Select { selector, .. }) = expression;
        if let InlineExpression::VariableReference { id } = selector {
            values.push(id.name.to_owned());
        }
        if let Expression::Select { variants, .. } = expression {
            for variant in variants {
                collect_values(&variant.value, values);
            }
        }
    }
}

fn check_entry(source: &str, entry: &Entry<&str>, known: &BTreeMap<String, Known>) -> Result<(), Mistake> {
    let message = match entry {
        Entry::Message(message) => message,
        Entry::Term(term) => {
            let at = place_of(source, term.id.name);
            return Err(mistake(at, "terms are not read here; write their words out"));
        }
        Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => {
            return Ok(());
        }
    };
    let name = message.id.name;
    let at = place_of(source, name);
    let property = Known {
        has_value: true,
        ..Known::default()
    };
    // Which properties a shop's products have, nobody knows beforehand.
    let of_message = match (known.get(name), name.starts_with(ATTRIBUTE)) {
        (Some(of_message), _) => of_message,
        (None, true) => &property,
        (None, false) => return Err(mistake(at, format!("there is no message '{name}'"))),
    };
    if message.value.is_some() && !of_message.has_value {
        let all = dotted(&of_message.attributes);
        return Err(mistake(
            at,
            format!("'{name}' has no text of its own; it has: {all}"),
        ));
    }
    for attribute in &message.attributes {
        let part = attribute.id.name;
        if !of_message.attributes.iter().any(|known| known == part) {
            let all = dotted(&of_message.attributes);
            let reason = match all.is_empty() {
                true => format!("'{name}' has no '.{part}'; it is one text"),
                false => format!("'{name}' has no '.{part}'; it has: {all}"),
            };
            return Err(mistake(place_of(source, part), reason));
        }
    }
    patterns(message).try_for_each(|pattern| check_pattern(source, at, pattern, of_message))
}

fn check_pattern(source: &str, at: usize, pattern: &Pattern<&str>, known: &Known) -> Result<(), Mistake> {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable {
                expression: Expression::Inline(value),
            } => {
                value_name(source, at, value, known)?;
            }
            PatternElement::Placeable {
                expression: Expression::Select { selector, variants },
            } => {
                let name = value_name(source, at, selector, known)?;
                if TEXTS.contains(&name) || OTHER_TEXTS.contains(&name) {
                    let at = place_of(source, name);
                    return Err(mistake(
                        at,
                        format!("${name} is words; forms can only go by a number"),
                    ));
                }
                for variant in variants {
                    check_form(source, at, &variant.key)?;
                    check_pattern(source, at, &variant.value, known)?;
                }
            }
        }
    }
    Ok(())
}

fn check_form(source: &str, at: usize, key: &VariantKey<&str>) -> Result<(), Mistake> {
    let (VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name }) = key;
    if CATEGORIES.contains(name) {
        return Ok(());
    }
    let line = place_of(source, name).max(at);
    let all = CATEGORIES.join(", ");
    Err(mistake(
        line,
        format!("[{name}] is no plural form; use some of: {all}"),
    ))
}

/// The name of the value that is shown, where it is one of the message's.
fn value_name<'a>(
    source: &str,
    at: usize,
    value: &InlineExpression<&'a str>,
    known: &Known,
) -> Result<&'a str, Mistake> {
    let InlineExpression::VariableReference { id } = value else {
        return Err(mistake(
            at,
            "only plain values such as { $title } can stand in braces",
        ));
    };
    let name = id.name;
    if known.values.iter().any(|value| value == name) {
        return Ok(name);
    }
    let mut all = known.values.clone();
    all.sort_unstable();
    all.dedup();
    let reason = match all.is_empty() {
        true => format!("there is no ${name} in this message; it has no values"),
        false => format!(
            "there is no ${name} in this message; it has: ${}",
            all.join(", $")
        ),
    };
    Err(mistake(place_of(source, name), reason))
}

fn mistake(line: usize, reason: impl Into<String>) -> Mistake {
    Mistake {
        line,
        reason: reason.into(),
    }
}

fn dotted(attributes: &[String]) -> String {
    let all: Vec<String> = attributes.iter().map(|name| format!(".{name}")).collect();
    all.join(", ")
}

/// The line of a piece of `source`, by where it lies in memory; the first line where it is no piece of it.
fn place_of(source: &str, piece: &str) -> usize {
    let offset = (piece.as_ptr() as usize).checked_sub(source.as_ptr() as usize);
    line_of(source, offset.unwrap_or_default())
}

fn line_of(source: &str, offset: usize) -> usize {
    let before = source.as_bytes().iter().take(offset);
    before.filter(|byte| **byte == b'\n').count() + 1
}

fn lowered(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}

/// Whether a letter is one that templates mark values with.
fn is_mark(letter: char) -> bool {
    ('\u{e000}'..='\u{f8ff}').contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(source: &str) -> String {
        check(source)
            .expect_err("the words should be refused")
            .to_string()
    }

    #[test]
    fn own_words_may_say_less_and_never_more() {
        let fine = "\
# ours
reason-bought_together =
    .headline = Loved with { $title }
    .body = { $together ->
        [one] Once
       *[other] { $together } times
    }
month-1 = Jan
attribute-heel = Heel height
";
        assert_eq!(check(fine), Ok(()));
        assert_eq!(check(""), Ok(()));
        assert_eq!(ids(fine), ["attribute-heel", "month-1", "reason-bought_together"]);
    }

    #[test]
    fn every_mistake_is_named_with_its_line() {
        let checks = [
            (
                "month-1 = Jan\nreason-poplar =\n    .badge = x",
                "line 2: there is no message 'reason-poplar'",
            ),
            (
                "month-1 = Jan\n\nmonth-2 = { $day }",
                "line 3: there is no $day in this message; it has no values",
            ),
            (
                "reason-popular =\n    .badge = { $title }",
                "line 2: there is no $title in this message; it has: $days, $orders",
            ),
            (
                "reason-popular =\n    .footer = x",
                "line 2: 'reason-popular' has no '.footer'; it has: .headline, .body, .badge",
            ),
            (
                "reason-popular = Loved",
                "line 1: 'reason-popular' has no text of its own; it has: .headline, .body, .badge",
            ),
            (
                "reason-popular =\n    .body = { $orders ->\n        [5] five\n       *[other] many\n    }",
                "line 3: [5] is no plural form; use some of: zero, one, two, few, many, other",
            ),
            (
                "reason-similar =\n    .body = { $title ->\n       *[other] many\n    }",
                "line 2: $title is words; forms can only go by a number",
            ),
            (
                "reason-popular =\n    .body = { NUMBER($orders) }",
                "line 1: only plain values such as { $title } can stand in braces",
            ),
            (
                "attribute-heel = { $height }",
                "line 1: there is no $height in this message; it has no values",
            ),
            (
                "-brand = Lamps",
                "line 1: terms are not read here; write their words out",
            ),
            (
                "month-1 = \u{e000}",
                "line 1: private-use characters cannot be shown; take them out",
            ),
        ];
        for (source, expect) in checks {
            assert_eq!(refused(source), expect);
        }
        let unclosed = refused("month-1 = Jan\nmonth-2 = { $da");
        assert!(
            unclosed.starts_with("line 2: this is not Fluent's syntax: "),
            "{unclosed}"
        );
        let long = format!("# {}", "x".repeat(OWN_BYTES_MAX));
        assert!(refused(&long).contains("at most 65536 bytes"));
    }
}
