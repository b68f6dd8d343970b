//! Human text in every locale: reasons, notes, outcomes, prices, numbers and dates. The words stand in `locales/`.

mod customers;
mod dates;
mod incentives;
mod kind;
mod numbers;
mod offers;
mod own;
mod reasons;
mod template;

use engine::{
    CandidateView, ComparedValue, OfferedProduct, Reason, ShopTexts,
    decide::{Intent, Note, Tone},
};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use shop::{Day, Direction, Locale, Money, Timestamp};
use unic_langid::LanguageIdentifier;

pub use kind::Kind;
pub use own::{Mistake, check};
pub use reasons::ReasonText;
pub(crate) use reasons::mentioned;

use numbers::Style;
use offers::ClaimTemplates;
use reasons::ReasonTemplates;
use template::{Plurals, Sources};

/// The words of a language: those of offers and commands, and those of each surface.
macro_rules! words {
    ($tag:literal) => {
        (
            $tag,
            concat!(
                include_str!(concat!("../../../locales/", $tag, ".ftl")),
                "\n",
                include_str!(concat!("../../../locales/storefront/", $tag, ".ftl")),
                "\n",
                include_str!(concat!("../../../locales/demo/", $tag, ".ftl")),
                "\n",
                include_str!(concat!("../../../locales/dashboard/", $tag, ".ftl")),
                "\n",
                include_str!(concat!("../../../locales/figures/", $tag, ".ftl")),
                "\n",
                include_str!(concat!("../../../locales/desk/", $tag, ".ftl")),
                "\n",
                include_str!(concat!("../../../locales/data/", $tag, ".ftl")),
                "\n",
                include_str!(concat!("../../../locales/experiments/", $tag, ".ftl")),
                "\n",
                include_str!(concat!("../../../locales/attributes/", $tag, ".ftl")),
                "\n",
                include_str!(concat!("../../../locales/incentives/", $tag, ".ftl")),
                "\n",
                include_str!(concat!("../../../locales/errors/", $tag, ".ftl")),
            ),
        )
    };
}

/// Every language there is: its tag and its words.
const SOURCES: [(&str, &str); 4] = [words!("en"), words!("ar"), words!("fa"), words!("ro")];

/// Letters of an id from outside that a message shows at most.
const ID_LETTERS: usize = 80;

/// How the ids of messages begin that name a property of products. A shop may name any.
const ATTRIBUTE: &str = "attribute-";
/// Digits after the point of a property's number.
const ATTRIBUTE_DIGITS: usize = 3;

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

/// How a language is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageReport {
    /// The language.
    pub locale: Locale,
    /// Messages there are.
    pub messages: usize,
    /// Those of the shop's own.
    pub own: Vec<String>,
    /// Those that the shop has words of its own for in another language and not in this one.
    pub missing: Vec<String>,
    /// Why the shop's own words are not used, where they cannot be.
    pub mistake: Option<Mistake>,
}

/// Which way a name runs: one with Arabic letters from right to left where the `page` does, whichever brand stands in
/// front of it, and elsewhere where most of it does.
pub(crate) fn way(name: &str, page: Direction) -> Direction {
    let letters = || name.chars().filter(|letter| letter.is_alphabetic());
    let arabic = letters().filter(is_arabic).count();
    match arabic > 0 && (page == Direction::RightToLeft || arabic * 2 >= letters().count()) {
        true => Direction::RightToLeft,
        false => Direction::LeftToRight,
    }
}

fn is_arabic(letter: &char) -> bool {
    matches!(letter, '\u{0590}'..='\u{08ff}' | '\u{fb1d}'..='\u{fefc}')
}

/// Whether a name that runs from right to left would be turned round by its first letter.
fn is_turned(name: &str, page: Direction) -> bool {
    let first = name.chars().find(|letter| letter.is_alphabetic());
    first.is_some_and(|first| !is_arabic(&first)) && way(name, page) == Direction::RightToLeft
}

struct Language {
    locale: Locale,
    style: Style,
    /// The shop's own words first, where it has any; then the built-in ones.
    bundles: Vec<FluentBundle<FluentResource>>,
    plurals: Plurals,
    reasons: Vec<ReasonTemplates>,
    claims: ClaimTemplates,
    /// The messages of the shop's own.
    own: Vec<String>,
    mistake: Option<Mistake>,
}

impl Default for Texts {
    fn default() -> Self {
        Self::new()
    }
}

impl Texts {
    /// Reads the built-in words of every language.
    pub fn new() -> Self {
        Self::of_shop(&ShopTexts::default())
    }

    /// Reads the words of every language; a shop's own go before the built-in ones. Own words that cannot be used, as a
    /// message they name is gone, are passed over and reported: words must never keep a shop from answering.
    pub fn of_shop(own: &ShopTexts) -> Self {
        let language = |(tag, words): &(&str, &str)| Language::new(tag, words, own.get(tag));
        Self {
            languages: SOURCES.iter().map(language).collect(),
        }
    }

    /// The languages there are words in.
    pub fn locales(&self) -> impl Iterator<Item = &Locale> {
        self.languages.iter().map(|language| &language.locale)
    }

    /// The built-in words of the language of `locale`, as their files write them.
    pub fn built_in(&self, locale: &Locale) -> &'static str {
        let wanted = self.resolve(locale).as_str();
        let found = SOURCES.iter().find(|(tag, _)| *tag == wanted);
        found.map_or("", |(_, words)| words)
    }

    /// The language in which `locale` is answered: its own, else English.
    pub fn resolve(&self, locale: &Locale) -> &Locale {
        &self.language(locale).locale
    }

    /// Whether there are words in the language of `locale`; where not, English is answered.
    pub fn speaks(&self, locale: &Locale) -> bool {
        self.resolve(locale).language() == locale.language()
    }

    /// How every language is served.
    pub fn report(&self) -> Vec<LanguageReport> {
        self.locales().map(|locale| self.report_of(locale)).collect()
    }

    /// How the language of `locale` is served.
    pub fn report_of(&self, locale: &Locale) -> LanguageReport {
        let language = self.language(locale);
        let all = self.languages.iter().flat_map(|language| &language.own);
        let mut missing: Vec<String> = all.filter(|id| !language.own.contains(id)).cloned().collect();
        missing.sort_unstable();
        missing.dedup();
        LanguageReport {
            locale: language.locale.clone(),
            messages: own::ids(SOURCES[0].1).len(),
            own: language.own.clone(),
            missing,
            mistake: language.mistake.clone(),
        }
    }

    /// An offer's words, in this tone where it is true of the offer.
    pub fn offer(&self, offer: &OfferedProduct, tone: Tone, locale: &Locale) -> ReasonText {
        let language = self.language(locale);
        let date = |moment| self.date(moment, locale);
        language.offer(offer, Kind::of_offer(offer), tone, &date)
    }

    /// Why a product is proposed: one sentence, whatever the offer was for.
    pub fn reason(&self, reason: &Reason, locale: &Locale) -> String {
        self.language(locale)
            .why(reason, Kind::of(reason, Intent::Discovery))
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
            Note::ReminderSet(class) => {
                self.say(locale, &id, &[("id", Value::Text(clipped(class, ID_LETTERS)))])
            }
            Note::CartCut(lines) => self.say(locale, &id, &[("lines", Value::Number(*lines as u64))]),
            Note::NothingBuilt | Note::NoOrders | Note::Quiet | Note::HeldOut => self.say(locale, &id, &[]),
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
        if let ("offered", Some(chance)) = (candidate.outcome, candidate.chance) {
            let percent = (chance * 100.0).round() as u64;
            let arguments = [
                ("place", Value::Number(place)),
                ("percent", Value::Number(percent)),
            ];
            return self.say(locale, "outcome-offered_to_learn", &arguments);
        }
        let id = format!("outcome-{}", candidate.outcome);
        self.say(locale, &id, &[("place", Value::Number(place))])
    }

    /// Why a filter objects to a product.
    pub fn filter(&self, filter: &str, locale: &Locale) -> String {
        let id = format!("filter-{filter}");
        match self.language(locale).has_message(&id) {
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
                Value::Text(text) => {
                    let mark = if is_turned(text, language.locale.direction()) {
                        "\u{200f}"
                    } else {
                        ""
                    };
                    arguments.set(*name, FluentValue::from(format!("{mark}{text}")));
                }
                Value::Number(number) => arguments.set(*name, FluentValue::from(*number)),
            }
        }
        let found = language
            .bundles
            .iter()
            .find_map(|bundle| Some((bundle, bundle.get_message(id)?.value()?)));
        let Some((bundle, pattern)) = found else {
            return id.to_owned();
        };
        let mut errors = Vec::new();
        bundle
            .format_pattern(pattern, Some(&arguments), &mut errors)
            .into_owned()
    }

    /// What a property of products is called; as the catalogue writes it where the language has no word for it.
    pub fn attribute(&self, name: &str, locale: &Locale) -> String {
        let id = attribute_id(name);
        match self.language(locale).has_message(&id) {
            true => self.say(locale, &id, &[]),
            false => titled(name),
        }
    }

    /// A value of a property with its unit.
    pub fn attribute_value(&self, value: &ComparedValue, unit: Option<&str>, locale: &Locale) -> String {
        match value {
            ComparedValue::Text(text) => text.clone(),
            ComparedValue::Number(number) => {
                let number = self.decimal(f64::from(*number), ATTRIBUTE_DIGITS, locale);
                format!("{number} {}", unit.unwrap_or_default()).trim().to_owned()
            }
            ComparedValue::Flag(true) => self.say(locale, "attribute-value-yes", &[]),
            ComparedValue::Flag(false) => self.say(locale, "attribute-value-no", &[]),
        }
    }

    /// An amount as people of that language write it.
    pub fn money(&self, money: &Money, locale: &Locale) -> String {
        self.language(locale).style.money(money)
    }

    /// A whole number in the language's digits, in groups of three.
    pub fn number(&self, number: u64, locale: &Locale) -> String {
        self.language(locale).style.number(number)
    }

    /// A number with at most so many digits after the point.
    pub fn decimal(&self, number: f64, digits: usize, locale: &Locale) -> String {
        self.language(locale).style.decimal(number, digits)
    }

    /// A share in per cent, with at most so many digits after the point.
    pub fn share(&self, share: f64, digits: usize, locale: &Locale) -> String {
        self.language(locale).style.percent(share, digits)
    }

    /// An amount without minor units where there are none, for axes and tables of sums.
    pub fn money_short(&self, money: &Money, locale: &Locale) -> String {
        self.language(locale).style.money_short(money)
    }

    /// The day and the month of a day, without its year; in Persian of the Solar Hijri calendar.
    pub fn day_of_month(&self, day: Day, locale: &Locale) -> String {
        let language = self.language(locale);
        let (_, month, day) = dates::civil(day, language.locale.language());
        let month = self.say(locale, &format!("month-{month}"), &[]);
        let day = language.style.digits(&day.to_string());
        let values = [("day", Value::Text(&day)), ("month", Value::Text(&month))];
        self.say(locale, "date-without-year", &values)
            .replace(['\u{2068}', '\u{2069}'], "")
    }

    /// The time of day of a moment, UTC, in hours and minutes.
    pub fn time_of_day(&self, moment: Timestamp, locale: &Locale) -> String {
        let minutes = moment.unix_ms().div_euclid(60_000).rem_euclid(24 * 60);
        let text = format!("{:02}:{:02}", minutes / 60, minutes % 60);
        self.language(locale).style.digits(&text)
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

    /// The UTC day and time of day of a moment.
    pub fn moment(&self, moment: Timestamp, locale: &Locale) -> String {
        let (date, time) = (self.date(moment, locale), self.time_of_day(moment, locale));
        let values = [("date", Value::Text(&date)), ("time", Value::Text(&time))];
        // Within another sentence the marks would hide which way it is written, and UTC would turn it round.
        self.say(locale, "staff-moment", &values)
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
    fn new(tag: &str, words: &str, own: Option<&str>) -> Self {
        let identifier: LanguageIdentifier = tag.parse().expect("the tags above are language identifiers");
        let plurals = Plurals::new(identifier.clone());
        let style = Style::of(tag);
        let (own, mistake) = match own.map(|own| own::check(own).map(|()| own)) {
            Some(Ok(own)) => (Some(own), None),
            Some(Err(mistake)) => (None, Some(mistake)),
            None => (None, None),
        };
        let layers = |formatter| -> Vec<_> {
            let words = own.into_iter().chain([words]);
            words.map(|words| bundle(&identifier, words, formatter)).collect()
        };
        let sources = Sources {
            bundles: &layers(template::mark),
            plurals: &plurals,
        };
        Self {
            locale: Locale::new(tag).expect("the tags above are locales"),
            style,
            reasons: ReasonTemplates::all(&sources),
            claims: ClaimTemplates::new(&sources),
            bundles: layers(style.formatter()),
            own: own.map(own::ids).unwrap_or_default(),
            mistake,
            plurals,
        }
    }

    fn has_message(&self, id: &str) -> bool {
        self.bundles.iter().any(|bundle| bundle.has_message(id))
    }
}

/// The id of the message that names a property.
fn attribute_id(name: &str) -> String {
    let letter = |letter: char| match letter.is_ascii_alphanumeric() {
        true => letter.to_ascii_lowercase(),
        false => '-',
    };
    let id: String = name.trim().chars().map(letter).collect();
    format!("{ATTRIBUTE}{id}")
}

/// A name of the catalogue's as a heading: words apart, the first letter large.
fn titled(name: &str) -> String {
    let name = name.replace('_', " ");
    let mut letters = name.trim().chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
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
