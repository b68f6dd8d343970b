//! What is said of customers, in words for the merchant: what a chance means, what an estimate rests on.

use engine::{CustomerValue, Habit, KnownReturn, KnownWorth, SegmentLearnt, Untold, measure};
use measure::customers::{Basis, next_purchase::Rests};
use shop::{Currency, Day, Locale, Money};

use super::{Texts, Value};

/// From these chances on, in per cent, a customer is still one for sure, likely, perhaps, or hardly.
const ALIVE: [(u8, &str); 4] = [(90, "sure"), (60, "likely"), (40, "open"), (15, "unlikely")];

impl Texts {
    /// The name of the tier of this id.
    pub fn tier(&self, id: &str, locale: &Locale) -> String {
        self.say(locale, &format!("customers-tier-{id}"), &[])
    }

    /// What is typical of a group, as one line.
    pub fn segment(&self, segment: &SegmentLearnt, locale: &Locale) -> String {
        let mut habits = segment.typical.iter().map(|habit| self.habit(habit, locale));
        let first = habits.next().unwrap_or_default();
        habits.fold(first, |said, habit| {
            let values = [("first", Value::Text(&said)), ("second", Value::Text(&habit))];
            bare(&self.say(locale, "customers-join", &values))
        })
    }

    fn habit(&self, habit: &Habit, locale: &Locale) -> String {
        self.say(locale, &format!("customers-habit-{}", habit.id), &[])
    }

    /// Why something cannot be told of the customers.
    pub fn untold(&self, untold: &Untold, locale: &Locale) -> String {
        let what = self.say(locale, &format!("customers-untold-{}", untold.what), &[]);
        let values = [
            ("what", Value::Text(&what)),
            ("found", Value::Number(untold.found as u64)),
            ("needed", Value::Number(untold.needed as u64)),
        ];
        bare(&self.say(locale, &format!("customers-because-{}", untold.why), &values))
    }

    /// Why nothing is said of a customer: `declined` or `no_purchases`.
    pub fn no_value(&self, why: &str, locale: &Locale) -> String {
        self.say(locale, &format!("customers-{why}"), &[])
    }

    /// What is said of a customer, a sentence each; amounts are of `currency`.
    pub fn customer(&self, value: &CustomerValue, currency: Currency, locale: &Locale) -> Vec<String> {
        let mut said = Vec::new();
        if let Some(worth) = &value.known.worth {
            said.push(self.worth(worth, value.is_contribution, currency, locale));
            if worth.basis == Basis::Cohort {
                said.push(self.say(locale, "customers-worth-cohort", &[]));
            }
        }
        if let Some(due) = &value.known.due {
            said.push(self.alive(due.alive_percent, locale));
            said.push(match value.known.due_day(value.day) {
                Some(_) => self.due(due, value.day, locale),
                None => self.percent("customers-due-none", due.returns_percent, locale),
            });
        }
        said
    }

    fn worth(
        &self,
        worth: &KnownWorth,
        is_contribution: bool,
        currency: Currency,
        locale: &Locale,
    ) -> String {
        let money = |minor| self.money(&Money::new(minor, currency), locale);
        let value = worth.value;
        let [amount, low, high] = [value.minor, value.low_minor, value.high_minor].map(money);
        let values = [
            ("amount", Value::Text(&amount)),
            ("low", Value::Text(&low)),
            ("high", Value::Text(&high)),
        ];
        let id = match is_contribution {
            true => "customers-worth",
            false => "customers-worth-revenue",
        };
        bare(&self.say(locale, id, &values))
    }

    fn alive(&self, percent: u8, locale: &Locale) -> String {
        let level = ALIVE.iter().find(|(from, _)| percent >= *from);
        let level = level.map_or("lost", |(_, level)| level);
        self.percent(&format!("customers-alive-{level}"), percent, locale)
    }

    fn percent(&self, id: &str, percent: u8, locale: &Locale) -> String {
        bare(&self.say(locale, id, &[("percent", Value::Number(percent.into()))]))
    }

    fn due(&self, due: &KnownReturn, built_on: Day, locale: &Locale) -> String {
        let date = |days: u16| {
            let day = Day(built_on.0.saturating_add(i32::from(days)));
            self.date(day.start(), locale)
        };
        let [from, middle, until] = due.days.map(date);
        let values = [
            ("date", Value::Text(&middle)),
            ("from", Value::Text(&from)),
            ("until", Value::Text(&until)),
        ];
        let id = match due.rests {
            Rests::OnFrequency => "customers-due-frequency",
            Rests::OnRhythm => "customers-due-rhythm",
        };
        bare(&self.say(locale, id, &values))
    }
}

/// The words without the marks that keep directions apart: what stands between them is of the same language.
fn bare(said: &str) -> String {
    said.replace(['\u{2068}', '\u{2069}'], "")
}
