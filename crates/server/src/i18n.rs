//! Human text in every locale: reasons, notes, outcomes, prices, numbers and dates. The words stand in `locales/`.

mod dates;
mod numbers;
mod template;

use engine::{CandidateView, Reason, decide::Note};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use intl_pluralrules::{PluralRuleType, PluralRules};
use shop::{Direction, Locale, Money, Timestamp};
use unic_langid::LanguageIdentifier;

use numbers::Style;
use template::Template;

/// Every language there is: its tag and its words.
const SOURCES: [(&str, &str); 4] = [
    ("en", include_str!("../../../locales/en.ftl")),
    ("ar", include_str!("../../../locales/ar.ftl")),
    ("fa", include_str!("../../../locales/fa.ftl")),
    ("ro", include_str!("../../../locales/ro.ftl")),
];

/// Every reason code with the names of its numbers, in the order [`arguments`] gives them.
const REASONS: [(&str, &[&str]); 5] = [
    ("bought_together", &["together", "total"]),
    ("popular", &["orders", "days"]),
    ("trending", &["orders", "expected", "days"]),
    ("recently_viewed", &["views"]),
    ("merchant_link", &[]),
];

/// A reason in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReasonText {
    /// A few words for the offer.
    pub headline: String,
    /// A sentence with the numbers.
    pub body: String,
    /// One or two words for a corner of the picture, where they are true beyond doubt.
    pub badge: Option<String>,
    /// The language it is in.
    pub locale: Locale,
    /// Which way that is written.
    pub direction: Direction,
}

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
    plurals: PluralRules,
    reasons: Vec<ReasonTemplates>,
}

struct ReasonTemplates {
    headline: Template,
    body: Template,
    badge: Template,
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
        let (position, numbers, title) = arguments(reason);
        let templates = &language.reasons[position];
        let write = |template: &Template| template.render(&language.plurals, language.style, &numbers, title);
        ReasonText {
            headline: write(&templates.headline),
            body: write(&templates.body),
            badge: is_certain(reason).then(|| write(&templates.badge)),
            locale: language.locale.clone(),
            direction: language.locale.direction(),
        }
    }

    /// What went otherwise than asked.
    pub fn note(&self, note: &Note, locale: &Locale) -> String {
        let id = format!("note-{}", note.code());
        match note {
            Note::UnknownProduct(product) => self.say(locale, &id, &[("id", Value::Text(clipped(product)))]),
            Note::UnknownCategory(category) => {
                self.say(locale, &id, &[("id", Value::Text(clipped(category)))])
            }
            Note::RecommenderFailed(recommender) => {
                self.say(locale, &id, &[("id", Value::Text(recommender))])
            }
            Note::CartCut(lines) => self.say(locale, &id, &[("lines", Value::Number(*lines as u64))]),
            Note::NothingBuilt => self.say(locale, &id, &[]),
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
        let plurals = PluralRules::create(identifier.clone(), PluralRuleType::CARDINAL)
            .expect("the languages above have plural rules");
        let style = Style::of(tag);
        let marking = bundle(&identifier, words, template::mark);
        Self {
            locale: Locale::new(tag).expect("the tags above are locales"),
            style,
            reasons: REASONS
                .iter()
                .map(|reason| ReasonTemplates::new(&marking, &plurals, reason))
                .collect(),
            bundle: bundle(&identifier, words, style.formatter()),
            plurals,
        }
    }
}

impl ReasonTemplates {
    fn new(
        bundle: &FluentBundle<FluentResource>,
        plurals: &PluralRules,
        (code, numbers): &(&str, &[&str]),
    ) -> Self {
        let part = |name| Template::compile(bundle, plurals, &format!("reason-{code}"), name, numbers);
        Self {
            headline: part("headline"),
            body: part("body"),
            badge: part("badge"),
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

/// A reason's place in [`REASONS`], its numbers, and the title it mentions.
fn arguments(reason: &Reason) -> (usize, [u32; 3], &str) {
    match reason {
        Reason::BoughtTogether {
            with,
            orders_together,
            orders_with,
            ..
        } => (0, [*orders_together, *orders_with, 0], &with.title),
        Reason::Popular { orders, window_days } => (1, [*orders, *window_days, 0], ""),
        Reason::Trending {
            orders,
            orders_expected,
            window_days,
        } => (2, [*orders, *orders_expected, *window_days], ""),
        Reason::RecentlyViewed { views_ago } => (3, [*views_ago, 0, 0], ""),
        Reason::MerchantLink { with } => (4, [0, 0, 0], &with.title),
    }
}

/// Whether a badge may claim it: "often bought together" is only said where chance is an unlikely explanation.
fn is_certain(reason: &Reason) -> bool {
    !matches!(reason, Reason::BoughtTogether { proven: false, .. })
}

/// The start of an id from outside, short enough for a message.
fn clipped(id: &str) -> &str {
    match id.char_indices().nth(80) {
        Some((end, _)) => &id[..end],
        None => id,
    }
}

#[cfg(test)]
mod tests;
