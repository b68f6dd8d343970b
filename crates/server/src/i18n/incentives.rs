//! What is told of incentives, in words: the distance and what there is to gain, without pressing anybody.

use engine::IncentiveView;
use shop::{Locale, Money};

use super::{Texts, Value};

impl Texts {
    /// A few words and a sentence for an incentive; with its end where it has one.
    pub fn incentive(&self, view: &IncentiveView, locale: &Locale) -> (String, String) {
        let money =
            |amount: Option<Money>| amount.map_or_else(String::new, |amount| self.money(&amount, locale));
        let gift = view.gift.as_ref().map_or("", |gift| {
            gift.title
                .as_ref()
                .map_or(gift.id.as_str(), |title| title.text.as_str())
        });
        let (missing, threshold) = (money(view.missing), money(view.threshold));
        let (value, discount) = (money(Some(view.cart_value)), money(view.discount));
        let values = [
            ("missing", Value::Text(&missing)),
            ("threshold", Value::Text(&threshold)),
            ("value", Value::Text(&value)),
            ("discount", Value::Text(&discount)),
            ("gift", Value::Text(gift)),
            ("points", Value::Number(view.points.unwrap_or_default())),
        ];
        let stage = if view.reached { "reached" } else { "missing" };
        let say = |part: &str| {
            let id = format!("incentive-{}-{stage}-{part}", view.kind);
            self.say(locale, &id, &values)
        };
        let mut body = say("body");
        if let Some(end) = view.ends_at {
            let date = self.date(end, locale);
            body.push(' ');
            body.push_str(&self.say(locale, "incentive-ends", &[("date", Value::Text(&date))]));
        }
        (say("headline"), body)
    }
}
