//! Messages taken apart once, so that an offer's text costs a few copies instead of an interpretation.
//!
//! Fluent formats each message once per combination of plural categories, with marks in place of the values; what
//! stands between the marks is kept. Plural forms can therefore only depend on the category, never on one number.

use fluent_bundle::{
    FluentArgs, FluentResource, FluentValue,
    concurrent::FluentBundle,
    types::{FluentNumber, FluentNumberOptions},
};
use intl_pluralrules::{PluralCategory, PluralRules};

use super::numbers::{Memoizer, Style};

/// Every plural category; its place here is its digit in a variant's number.
const CATEGORIES: [PluralCategory; 6] = [
    PluralCategory::OTHER,
    PluralCategory::ZERO,
    PluralCategory::ONE,
    PluralCategory::TWO,
    PluralCategory::FEW,
    PluralCategory::MANY,
];
/// Private-use characters: `MARK` and the argument's position. No text in any language holds them.
const MARK: u32 = 0xE000;
const TITLE_MARK: char = '\u{E0FF}';

/// A message ready to be filled in.
pub(super) struct Template {
    numbers: usize,
    variants: Vec<Vec<Piece>>,
}

enum Piece {
    Words(Box<str>),
    Number(usize),
    Title,
}

impl Template {
    /// Takes `message.attribute` apart, whose numbers have these `names` and whose words are `$title`.
    pub fn compile(
        bundle: &FluentBundle<FluentResource>,
        plurals: &PluralRules,
        message: &str,
        attribute: &str,
        names: &[&str],
    ) -> Self {
        let variants = (0..CATEGORIES.len().pow(names.len() as u32)).map(|variant| {
            let mut arguments = FluentArgs::new();
            arguments.set("title", FluentValue::from(TITLE_MARK.to_string()));
            let mut rest = variant;
            for (position, name) in names.iter().enumerate() {
                let example = example(plurals, rest % CATEGORIES.len());
                rest /= CATEGORIES.len();
                arguments.set(*name, marked(example, position));
            }
            pieces(&formatted(bundle, message, attribute, &arguments))
        });
        Self {
            numbers: names.len(),
            variants: variants.collect(),
        }
    }

    /// The message with its values.
    pub fn render(&self, plurals: &PluralRules, style: Style, numbers: &[u32], title: &str) -> String {
        let counted = numbers.iter().take(self.numbers).rev();
        let variant = counted.fold(0, |variant, number| {
            variant * CATEGORIES.len() + digit(plurals, *number)
        });
        let mut text = String::with_capacity(96);
        for piece in &self.variants[variant] {
            match piece {
                Piece::Words(words) => text.push_str(words),
                Piece::Number(position) => style.push_number(&mut text, u64::from(numbers[*position])),
                Piece::Title => text.push_str(title),
            }
        }
        text
    }
}

/// The formatter that writes a number's mark instead of the number; the position hides in the options.
pub(super) fn mark(value: &FluentValue<'_>, _: &Memoizer) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let position = number.options.minimum_integer_digits?;
    char::from_u32(MARK + position as u32).map(String::from)
}

fn marked(number: u32, position: usize) -> FluentValue<'static> {
    let options = FluentNumberOptions {
        minimum_integer_digits: Some(position),
        ..FluentNumberOptions::default()
    };
    FluentValue::Number(FluentNumber::new(f64::from(number), options))
}

/// A number of a category of [`CATEGORIES`]; of a category that the language lacks, one of `other`.
fn example(plurals: &PluralRules, category: usize) -> u32 {
    let of = |category| (0..1_000).find(|number| digit(plurals, *number) == category);
    of(category).or_else(|| of(0)).unwrap_or_default()
}

fn digit(plurals: &PluralRules, number: u32) -> usize {
    let category = plurals.select(number).unwrap_or(PluralCategory::OTHER);
    CATEGORIES
        .iter()
        .position(|known| *known == category)
        .unwrap_or_default()
}

fn formatted(
    bundle: &FluentBundle<FluentResource>,
    message: &str,
    attribute: &str,
    arguments: &FluentArgs<'_>,
) -> String {
    let found = bundle
        .get_message(message)
        .and_then(|message| message.get_attribute(attribute));
    let Some(attribute) = found else {
        return format!("{message}.{attribute}");
    };
    let mut errors = Vec::new();
    bundle
        .format_pattern(attribute.value(), Some(arguments), &mut errors)
        .into_owned()
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut words = String::new();
    for letter in text.chars() {
        let value = match u32::from(letter) {
            _ if letter == TITLE_MARK => Piece::Title,
            code @ MARK..0xE010 => Piece::Number((code - MARK) as usize),
            _ => {
                words.push(letter);
                continue;
            }
        };
        if !words.is_empty() {
            pieces.push(Piece::Words(std::mem::take(&mut words).into()));
        }
        pieces.push(value);
    }
    if !words.is_empty() {
        pieces.push(Piece::Words(words.into()));
    }
    pieces
}
