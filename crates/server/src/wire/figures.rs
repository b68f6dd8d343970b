//! Numbers that are not certain: a value, from where to where it may be, and why it cannot be told where it cannot.

use engine::measure::{
    experiments::{effect::Interval, ratio::Estimate},
    metrics::Ratio,
    reports::{ALPHA, MetricFigure},
};
use serde::{Serialize, Serializer, ser::SerializeMap};
use shop::{Currency, Money};

use crate::csv::Cell;

/// Below so many visitors the interval of a single look is a guess, and not told.
const LOOK_VISITORS_MIN: u64 = 30;
/// Digits after the point of a number that is no amount.
const DIGITS: usize = 6;
/// Digits that a mean of amounts has beyond those of its currency.
const MEAN_DIGITS: usize = 2;

/// What a number is measured in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Unit {
    /// A share, a lift, a rate: .04 for 4 %.
    Plain,
    /// A mean of amounts, in minor units: finer than the currency.
    Mean(Currency),
    /// An amount, in minor units.
    Amount(Currency),
}

impl Unit {
    /// What a metric is measured in.
    pub fn of(ratio: &Ratio, currency: Currency) -> Self {
        match ratio.is_money {
            true => Self::Mean(currency),
            false => Self::Plain,
        }
    }

    /// The currency, where it is money.
    pub fn currency(self) -> Option<Currency> {
        match self {
            Self::Plain => None,
            Self::Mean(currency) | Self::Amount(currency) => Some(currency),
        }
    }

    /// The number as text; an amount is rounded as it is told to be.
    fn text(self, number: f64, rounded: fn(f64) -> f64) -> String {
        match self {
            Self::Plain => trimmed(format!("{number:.DIGITS$}")),
            Self::Mean(currency) => {
                let digits = currency.exponent() as usize + MEAN_DIGITS;
                format!("{:.digits$}", number / currency.minor_per_major() as f64)
            }
            Self::Amount(currency) => Money::new(rounded(number) as i64, currency).to_string(),
        }
    }
}

/// A decimal without zeros that say nothing, and without the minus of a nothing.
fn trimmed(text: String) -> String {
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" {
        "0".to_owned()
    } else {
        short.to_owned()
    }
}

/// A number, and from where to where it may be. Ends that are not known are none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// The number; none where it cannot be told.
    pub value: Option<f64>,
    /// The least it may be.
    pub low: Option<f64>,
    /// The most it may be.
    pub high: Option<f64>,
    /// What it is measured in.
    pub unit: Unit,
    /// Why it cannot be told, where it cannot.
    pub reason: Option<&'static str>,
}

impl Figure {
    /// A number that cannot be told, and why.
    pub fn untold(unit: Unit, reason: &'static str) -> Self {
        Self {
            value: None,
            low: None,
            high: None,
            unit,
            reason: Some(reason),
        }
    }

    /// A number within an interval. A number that may be anything is not told.
    pub fn within(value: Option<f64>, interval: Interval, unit: Unit, reason: &'static str) -> Self {
        let finite = |number: f64| number.is_finite().then_some(number);
        let (low, high) = (finite(interval.low), finite(interval.high));
        match value.and_then(finite).filter(|_| low.is_some() || high.is_some()) {
            Some(value) => Self {
                value: Some(value),
                low,
                high,
                unit,
                reason: None,
            },
            None => Self::untold(unit, reason),
        }
    }

    /// A number by its estimate, as one look at it tells.
    pub fn estimated(estimate: Option<Estimate>, unit: Unit) -> Self {
        match estimate {
            // Nothing differed between the visitors seen so far; of how it is with the others that tells nothing.
            Some(estimate) if estimate.variance <= 0.0 => Self {
                value: Some(estimate.value),
                ..Self::untold(unit, "nothing_varied")
            },
            Some(estimate) if estimate.units < LOOK_VISITORS_MIN => Self {
                value: Some(estimate.value),
                ..Self::untold(unit, "too_few_visitors")
            },
            Some(estimate) => Self::within(
                Some(estimate.value),
                estimate.one_look_interval(ALPHA),
                unit,
                "too_few_visitors",
            ),
            None => Self::untold(unit, "nothing_to_measure_by"),
        }
    }

    /// A metric of visitors.
    pub fn of_metric(figure: &MetricFigure, currency: Currency) -> Self {
        Self::estimated(figure.value, Unit::of(&figure.ratio, currency))
    }

    /// So many times the number.
    #[must_use]
    pub fn times(self, count: f64, unit: Unit) -> Self {
        let scaled = |number: Option<f64>| number.map(|number| number * count);
        Self {
            value: scaled(self.value),
            low: scaled(self.low),
            high: scaled(self.high),
            unit,
            ..self
        }
    }

    /// Value, lower and upper end as texts; amounts are never told more narrowly than they are known.
    pub fn texts(&self) -> [Option<String>; 3] {
        let text = |number: Option<f64>, rounded| number.map(|number| self.unit.text(number, rounded));
        [
            text(self.value, f64::round),
            text(self.low, f64::floor),
            text(self.high, f64::ceil),
        ]
    }

    /// Value, lower and upper end as amounts of whole minor units, where it is money; the ends outwards.
    pub fn amounts(&self) -> Option<[Option<Money>; 3]> {
        let currency = self.unit.currency()?;
        let money = |number: Option<f64>, rounded: fn(f64) -> f64| {
            number.map(|number| Money::new(rounded(number) as i64, currency))
        };
        Some([
            money(self.value, f64::round),
            money(self.low, f64::floor),
            money(self.high, f64::ceil),
        ])
    }

    /// Value, lower and upper end as cells.
    pub fn cells(&self) -> [Cell; 3] {
        self.texts().map(|text| text.map_or(Cell::Empty, Cell::Number))
    }

    /// The currency as a cell.
    pub fn currency_cell(&self) -> Cell {
        let currency = self.unit.currency();
        currency.map_or(Cell::Empty, |currency| Cell::text(currency.code()))
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let names = ["value", "low", "high"];
        let numbers = [self.value, self.low, self.high];
        for ((name, number), text) in names.into_iter().zip(numbers).zip(self.texts()) {
            match self.unit {
                Unit::Plain => map.serialize_entry(name, &number.map(short))?,
                _ => map.serialize_entry(name, &text)?,
            }
        }
        if let Some(currency) = self.unit.currency() {
            map.serialize_entry("currency", currency.code())?;
        }
        if let Some(reason) = self.reason {
            map.serialize_entry("reason", reason)?;
        }
        map.end()
    }
}

/// The number without digits that nobody measured.
pub(crate) fn short(number: f64) -> f64 {
    let scale = 10_f64.powi(DIGITS as i32);
    (number * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use super::*;

    fn euro() -> Currency {
        Currency::new("EUR").unwrap()
    }

    #[test]
    fn amounts_are_never_told_more_narrowly_than_they_are_known() {
        let interval = Interval {
            low: -1.4,
            high: 1_234.1,
        };
        let figure = Figure::within(Some(600.5), interval, Unit::Amount(euro()), "x");
        assert_eq!(
            serde_json::to_string(&figure).unwrap(),
            r#"{"value":"6.01","low":"-0.02","high":"12.35","currency":"EUR"}"#
        );
        let mean = Figure {
            unit: Unit::Mean(euro()),
            ..figure
        };
        assert_eq!(
            serde_json::to_string(&mean).unwrap(),
            r#"{"value":"6.0050","low":"-0.0140","high":"12.3410","currency":"EUR"}"#
        );
        let plain = Figure {
            unit: Unit::Plain,
            ..figure
        };
        assert_eq!(
            serde_json::to_string(&plain).unwrap(),
            r#"{"value":600.5,"low":-1.4,"high":1234.1}"#
        );
    }

    #[test]
    fn an_interval_needs_visitors_who_differ() {
        let told = |variance, units| {
            let estimate = Estimate {
                value: 0.5,
                variance,
                units,
                seen: units,
            };
            let figure = Figure::estimated(Some(estimate), Unit::Plain);
            (figure.value, figure.low.is_some(), figure.reason)
        };
        assert_eq!(told(0.01, 30), (Some(0.5), true, None));
        assert_eq!(told(0.01, 29), (Some(0.5), false, Some("too_few_visitors")));
        assert_eq!(told(0.0, 500), (Some(0.5), false, Some("nothing_varied")));
        let none = Figure::estimated(None, Unit::Plain);
        assert_eq!((none.value, none.reason), (None, Some("nothing_to_measure_by")));
    }

    #[test]
    fn what_may_be_anything_is_not_told_and_an_open_end_is_null() {
        let unit = Unit::Plain;
        let told =
            |interval| serde_json::to_string(&Figure::within(Some(0.5), interval, unit, "why")).unwrap();
        assert_eq!(
            told(Interval::EVERYTHING),
            r#"{"value":null,"low":null,"high":null,"reason":"why"}"#
        );
        let open = Interval {
            low: 0.1,
            high: f64::INFINITY,
        };
        assert_eq!(told(open), r#"{"value":0.5,"low":0.1,"high":null}"#);
        assert_eq!(trimmed("-0.000000".to_owned()), "0");
    }
}
