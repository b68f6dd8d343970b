//! Human text in every locale: reasons, notes, outcomes, prices, numbers and dates. The words stand in `locales/`.

mod dates;
mod incentives;
mod numbers;
mod reasons;
mod template;

use engine::{CandidateView, Reason, decide::Note};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use shop::{Locale, Money, Timestamp};
use unic_langid::LanguageIdentifier;

pub use reasons::ReasonText;
pub(crate) use reasons::mentioned;

use numbers::Style;
use reasons::ReasonTemplates;
use template::Plurals;

/// Every language there is: its tag and its words.
const SOURCES: [(&str, &str); 4] = [
    ("en", include_str!("../../../locales/en.ftl")),
    ("ar", include_str!("../../../locales/ar.ftl")),
    ("fa", include_str!("../../../locales/fa.ftl")),
    ("ro", include_str!("../../../locales/ro.ftl")),
];

/// Letters of an id from outside that a message shows at most.
const ID_LETTERS: usize = 80;

/// A value that a message shows.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// Words.
    Text(&'a str),
    /// A number, written in the language's digits and choosing its plural form.
    Number(u64),
}

/// The words of every language, read once.
pub struct Texts {
    languages: Vec<Language>,
}

struct Language {
    locale: Locale,
    style: Style,
    bundle: FluentBundle<FluentResource>,
    plurals: Plurals,
    reasons: Vec<ReasonTemplates>,
}

impl Default for Texts {
    fn default() -> Self {
        Self::new()
    }
}

impl Texts {
    /// Reads the words of every language.
    pub fn new() -> Self {
        Self {
            languages: SOURCES
                .iter()
                .map(|(tag, words)| Language::new(tag, words))
                .collect(),
        }
    }

    /// The languages there are words in.
    pub fn locales(&self) -> impl Iterator<Item = &Locale> {
        self.languages.iter().map(|language| &language.locale)
    }

    /// The language in which `locale` is answered: its own, else English.
    pub fn resolve(&self, locale: &Locale) -> &Locale {
        &self.language(locale).locale
    }

    /// Why a product is offered.
    pub fn reason(&self, reason: &Reason, locale: &Locale) -> ReasonText {
        let language = self.language(locale);
        language.reasons[usize::from(reason.number)].write(
            reason,
            &language.plurals,
            language.style,
            &language.locale,
        )
    }

    /// What went otherwise than asked.
    pub fn note(&self, note: &Note, locale: &Locale) -> String {
        let id = format!("note-{}", note.code());
        match note {
            Note::UnknownProduct(product) => {
                self.say(locale, &id, &[("id", Value::Text(clipped(product, ID_LETTERS)))])
            }
            Note::UnknownCategory(category) => {
                self.say(locale, &id, &[("id", Value::Text(clipped(category, ID_LETTERS)))])
            }
            Note::RecommenderFailed(recommender) => {
                self.say(locale, &id, &[("id", Value::Text(recommender))])
            }
            Note::CartCut(lines) => self.say(locale, &id, &[("lines", Value::Number(*lines as u64))]),
            Note::NothingBuilt | Note::NoOrders | Note::Quiet => self.say(locale, &id, &[]),
        }
    }

    /// What became of a candidate; of a product that nobody proposed where there is none.
    pub fn outcome(&self, candidate: Option<&CandidateView>, locale: &Locale) -> String {
        let Some(candidate) = candidate else {
            return self.say(locale, "outcome-not_proposed", &[]);
        };
        if let Some(filter) = candidate.filter {
            return self.filter(filter, locale);
        }
        let place = candidate.slot.map_or(0, |slot| u64::from(slot) + 1);
        let id = format!("outcome-{}", candidate.outcome);
        self.say(locale, &id, &[("place", Value::Number(place))])
    }

    /// Why a filter objects to a product.
    pub fn filter(&self, filter: &str, locale: &Locale) -> String {
        let id = format!("filter-{filter}");
        match self.language(locale).bundle.has_message(&id) {
            true => self.say(locale, &id, &[]),
            false => self.say(locale, "filter-other", &[("id", Value::Text(filter))]),
        }
    }

    /// What a set saves, in one or two words for a corner of the picture.
    pub fn bundle_saving(&self, saving: &Money, locale: &Locale) -> String {
        let amount = self.money(saving, locale);
        self.say(locale, "bundle-saving", &[("amount", Value::Text(&amount))])
    }

    /// The message `id` of the locale files; the id itself where there is no such message.
    pub fn say(&self, locale: &Locale, id: &str, values: &[(&str, Value<'_>)]) -> String {
        let language = self.language(locale);
        let mut arguments = FluentArgs::new();
        for (name, value) in values {
            match value {
                Value::Text(text) => arguments.set(*name, FluentValue::from(*text)),
                Value::Number(number) => arguments.set(*name, FluentValue::from(*number)),
            }
        }
        let message = language
            .bundle
            .get_message(id)
            .and_then(|message| message.value());
        let Some(pattern) = message else {
            return id.to_owned();
        };
        let mut errors = Vec::new();
        language
            .bundle
            .format_pattern(pattern, Some(&arguments), &mut errors)
            .into_owned()
    }

    /// An amount as people of that language write it.
    pub fn money(&self, money: &Money, locale: &Locale) -> String {
        self.language(locale).style.money(money)
    }

    /// A whole number in the language's digits, in groups of three.
    pub fn number(&self, number: u64, locale: &Locale) -> String {
        self.language(locale).style.number(number)
    }

    /// The UTC day of a moment; in Persian of the Solar Hijri calendar.
    pub fn date(&self, moment: Timestamp, locale: &Locale) -> String {
        let language = self.language(locale);
        let (year, month, day) = dates::civil(moment.day(), language.locale.language());
        let month = self.say(locale, &format!("month-{month}"), &[]);
        let day = language.style.digits(&day.to_string());
        let year = language.style.digits(&year.to_string());
        let values = [
            ("day", Value::Text(&day)),
            ("month", Value::Text(&month)),
            ("year", Value::Text(&year)),
        ];
        self.say(locale, "date", &values)
            .replace(['\u{2068}', '\u{2069}'], "")
    }

    fn language(&self, locale: &Locale) -> &Language {
        let wanted = locale.language();
        let found = self
            .languages
            .iter()
            .find(|language| language.locale.as_str() == wanted);
        found.unwrap_or(&self.languages[0])
    }
}

impl Language {
    fn new(tag: &str, words: &str) -> Self {
        let identifier: LanguageIdentifier = tag.parse().expect("the tags above are language identifiers");
        let plurals = Plurals::new(identifier.clone());
        let style = Style::of(tag);
        let marking = bundle(&identifier, words, template::mark);
        Self {
            locale: Locale::new(tag).expect("the tags above are locales"),
            style,
            reasons: ReasonTemplates::all(&marking, &plurals),
            bundle: bundle(&identifier, words, style.formatter()),
            plurals,
        }
    }
}

/// A bundle that writes numbers by `formatter`.
fn bundle(
    identifier: &LanguageIdentifier,
    words: &str,
    formatter: numbers::Formatter,
) -> FluentBundle<FluentResource> {
    let resource = match FluentResource::try_new(words.to_owned()) {
        Ok(resource) => resource,
        // What can be read is kept; a test refuses locale files with mistakes.
        Err((resource, _)) => resource,
    };
    let mut bundle = FluentBundle::new_concurrent(vec![identifier.clone()]);
    bundle.set_formatter(Some(formatter));
    bundle.add_resource_overriding(resource);
    bundle
}

/// The first `letters` letters of a text.
fn clipped(text: &str, letters: usize) -> &str {
    match text.char_indices().nth(letters) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

#[cfg(test)]
mod tests;
