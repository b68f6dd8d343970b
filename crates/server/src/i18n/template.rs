//! Messages taken apart once, so that an offer's text costs a few copies instead of an interpretation.
//!
//! Fluent formats each message once per combination of plural categories, with marks in place of the values; what
//! stands between the marks is kept. Plural forms can therefore only depend on the category, never on one number.

use fluent_bundle::{
    FluentArgs, FluentResource, FluentValue,
    concurrent::FluentBundle,
    types::{FluentNumber, FluentNumberOptions},
};
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use smallvec::SmallVec;
use unic_langid::LanguageIdentifier;

use super::numbers::{Memoizer, Style};

/// The texts that messages show, in the order of [`Values::texts`]: the product that a reason mentions first, the one
/// it mentions second, what a customer wrote; what is saved, the price now and the price before; and a day.
pub(super) const TEXTS: [&str; 7] = ["title", "and", "quote", "saving", "price", "list_price", "date"];
/// Private-use characters: the first mark of a number and of a text, its position added. No text in any language holds
/// them.
const NUMBER_MARK: u32 = 0xE000;
const TEXT_MARK: u32 = 0xE010;
const TEXTS_END: u32 = TEXT_MARK + TEXTS.len() as u32;
/// Numbers below this show every plural form of a language that has words here.
const EXAMPLES: u32 = 1_000;

/// A language's plural forms.
pub(super) struct Plurals {
    rules: PluralRules,
    /// Each category that the language has, with its smallest whole number. The place here is a digit in a variant's
    /// number.
    forms: Vec<(PluralCategory, u32)>,
}

impl Plurals {
    /// The plural forms of a language.
    pub fn new(language: LanguageIdentifier) -> Self {
        let rules = PluralRules::create(language, PluralRuleType::CARDINAL)
            .expect("the languages that have words here have plural rules");
        let mut forms: Vec<(PluralCategory, u32)> = Vec::new();
        for number in 0..EXAMPLES {
            let category = category(&rules, number);
            if !forms.iter().any(|(known, _)| *known == category) {
                forms.push((category, number));
            }
        }
        Self { rules, forms }
    }

    fn digit(&self, number: u32) -> usize {
        let category = category(&self.rules, number);
        let place = |wanted| self.forms.iter().position(|(known, _)| *known == wanted);
        place(category)
            .or_else(|| place(PluralCategory::OTHER))
            .unwrap_or_default()
    }
}

fn category(rules: &PluralRules, number: u32) -> PluralCategory {
    rules.select(number).unwrap_or(PluralCategory::OTHER)
}

/// A text that a message shows.
#[derive(Clone, Copy, Default)]
pub(super) struct Text<'a> {
    words: &'a str,
    goes_on: bool,
}

impl<'a> Text<'a> {
    /// A text as it is.
    pub fn whole(words: &'a str) -> Self {
        Self {
            words,
            goes_on: false,
        }
    }

    /// The start of a longer text.
    pub fn start(words: &'a str) -> Self {
        Self { words, goes_on: true }
    }

    /// Appends it on one line, and without marks that would change the direction of what stands after it.
    fn push_to(self, text: &mut String) {
        let turns = |letter: &char| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let flat = |letter: char| if letter.is_control() { ' ' } else { letter };
        text.extend(self.words.chars().filter(|letter| !turns(letter)).map(flat));
        if self.goes_on {
            text.push('…');
        }
    }
}

/// What a message is filled in with.
#[derive(Default)]
pub(super) struct Values<'a> {
    /// The numbers, in the order of their names.
    pub numbers: SmallVec<[u32; 4]>,
    /// The texts, in the order of [`TEXTS`].
    pub texts: [Text<'a>; TEXTS.len()],
}

/// Where a language's messages come from.
pub(super) struct Sources<'a> {
    /// Bundles that write marks, the one that is asked first first: the merchant's own words, then the built-in ones.
    pub bundles: &'a [FluentBundle<FluentResource>],
    /// The language's plural forms.
    pub plurals: &'a Plurals,
}

/// A message ready to be filled in.
pub(super) struct Template {
    numbers: usize,
    variants: Vec<Vec<Piece>>,
}

enum Piece {
    Words(Box<str>),
    Number(usize),
    Text(usize),
}

impl Template {
    /// Takes `message.attribute` apart, whose numbers have these `names` and whose words those of [`TEXTS`].
    pub fn compile(sources: &Sources<'_>, message: &str, attribute: &str, names: &[&str]) -> Self {
        let mut arguments = FluentArgs::new();
        for (position, name) in TEXTS.iter().enumerate() {
            let mark = char::from_u32(TEXT_MARK + position as u32).map(String::from);
            arguments.set(*name, FluentValue::from(mark.unwrap_or_default()));
        }
        let forms = &sources.plurals.forms;
        let variants = (0..forms.len().pow(names.len() as u32)).map(|variant| {
            let mut rest = variant;
            for (position, name) in names.iter().enumerate() {
                let (_, example) = forms[rest % forms.len()];
                rest /= forms.len();
                arguments.set(*name, marked(example, position));
            }
            pieces(&formatted(sources.bundles, message, attribute, &arguments))
        });
        Self {
            numbers: names.len(),
            variants: variants.collect(),
        }
    }

    /// The message with its values. Numbers that have no name in it are left out.
    pub fn render(&self, plurals: &Plurals, style: Style, values: &Values<'_>) -> String {
        let number = |position: usize| values.numbers.get(position).copied().unwrap_or_default();
        let variant = (0..self.numbers).rev().fold(0, |variant, position| {
            variant * plurals.forms.len() + plurals.digit(number(position))
        });
        let mut text = String::with_capacity(96);
        for piece in &self.variants[variant] {
            match piece {
                Piece::Words(words) => text.push_str(words),
                Piece::Number(position) => style.push_number(&mut text, u64::from(number(*position))),
                Piece::Text(position) => values.texts[*position].push_to(&mut text),
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
    char::from_u32(NUMBER_MARK + position as u32).map(String::from)
}

fn marked(number: u32, position: usize) -> FluentValue<'static> {
    let options = FluentNumberOptions {
        minimum_integer_digits: Some(position),
        ..FluentNumberOptions::default()
    };
    FluentValue::Number(FluentNumber::new(f64::from(number), options))
}

fn formatted(
    bundles: &[FluentBundle<FluentResource>],
    message: &str,
    attribute: &str,
    arguments: &FluentArgs<'_>,
) -> String {
    let found = bundles.iter().find_map(|bundle| {
        let attribute = bundle.get_message(message)?.get_attribute(attribute)?;
        Some((bundle, attribute))
    });
    let Some((bundle, attribute)) = found else {
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
            code @ NUMBER_MARK..TEXT_MARK => Piece::Number((code - NUMBER_MARK) as usize),
            code @ TEXT_MARK..TEXTS_END => Piece::Text((code - TEXT_MARK) as usize),
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
