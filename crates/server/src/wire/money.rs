//! Money on the wire: a decimal text with its currency, or a decimal text alone in the shop's currency.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, MapAccess, Visitor, value::MapAccessDeserializer},
    ser::SerializeStruct,
};
use shop::{Currency, Money};

use super::reading::{self, Place};
use crate::errors::{Code, Problem};

/// How the message about an amount that is a JSON number begins.
pub(crate) const NOT_TEXT: &str = "an amount of money is a text";

/// An amount as it is answered: `{"amount": "12.50", "currency": "EUR"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount(pub Money);

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut amount = serializer.serialize_struct("Money", 2)?;
        amount.serialize_field("amount", &Shown(self.0))?;
        amount.serialize_field("currency", self.0.currency.code())?;
        amount.end()
    }
}

/// Writes the decimal without a text in between.
struct Shown(Money);

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// An amount as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SentMoney<'a> {
    amount: Cow<'a, str>,
    currency: Option<Cow<'a, str>>,
}

impl SentMoney<'_> {
    /// The amount, of `currency` where it names none.
    ///
    /// # Errors
    /// [`Code::UnknownCurrency`], or [`Code::InvalidMoney`] where it is no decimal, negative or too large.
    pub fn money(&self, currency: Currency, place: Place<'_>, field: &str) -> Result<Money, Problem> {
        let currency = match &self.currency {
            Some(code) => reading::currency(code, place, field)
                .map_err(|problem| problem.at(format!("{}.currency", place.field(field))))?,
            None => currency,
        };
        let refused = |why: String| Problem::new(Code::InvalidMoney, why).at(place.field(field));
        let money = Money::parse(&self.amount, currency)
            .map_err(|error| refused(format!("{}.", reading::capitalised(&error.to_string()))))?;
        match money.minor {
            0.. => Ok(money),
            _ => Err(refused(format!(
                "'{money}' is negative; a price is zero or more."
            ))),
        }
    }
}

/// An amount that may be missing.
pub(crate) fn optional(
    sent: Option<&SentMoney<'_>>,
    currency: Currency,
    place: Place<'_>,
    field: &str,
) -> Result<Option<Money>, Problem> {
    sent.map(|sent| sent.money(currency, place, field)).transpose()
}

impl<'de: 'a, 'a> Deserialize<'de> for SentMoney<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Sent;
        impl<'de> Visitor<'de> for Sent {
            type Value = SentMoney<'de>;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(
                    "an amount such as \"12.50\" or {\"amount\": \"12.50\", \"currency\": \"EUR\"}",
                )
            }
            fn visit_borrowed_str<E: de::Error>(self, amount: &'de str) -> Result<Self::Value, E> {
                Ok(SentMoney {
                    amount: Cow::Borrowed(amount),
                    currency: None,
                })
            }
            fn visit_str<E: de::Error>(self, amount: &str) -> Result<Self::Value, E> {
                Ok(SentMoney {
                    amount: Cow::Owned(amount.to_owned()),
                    currency: None,
                })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                let Fields { amount, currency } = Fields::deserialize(MapAccessDeserializer::new(map))?;
                Ok(SentMoney {
                    amount: amount.0,
                    currency,
                })
            }
            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Self::Value, E> {
                Err(number_refused(number))
            }
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
                Err(number_refused(number))
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
                Err(number_refused(number))
            }
        }
        deserializer.deserialize_any(Sent)
    }
}

#[derive(Deserialize)]
struct Fields<'a> {
    #[serde(borrow)]
    amount: Decimal<'a>,
    #[serde(borrow, default)]
    currency: Option<Cow<'a, str>>,
}

/// The amount's text; a number is refused in the words of [`NOT_TEXT`].
struct Decimal<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Decimal<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let sent = SentMoney::deserialize(deserializer)?;
        match sent.currency {
            None => Ok(Self(sent.amount)),
            Some(_) => Err(de::Error::custom("an amount holds no further currency")),
        }
    }
}

fn number_refused<E: de::Error>(number: impl fmt::Display) -> E {
    E::custom(format!("{NOT_TEXT}, but this is the number {number}"))
}
