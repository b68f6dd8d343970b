//! Amounts of money: whole minor units of one currency, never a float.

use std::fmt;

use crate::{Currency, limits::MONEY_MINOR_MAX};

/// An amount in minor units (cents, fils, yen) of a currency. May be negative (a refund).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// The amount in minor units.
    pub minor: i64,
    /// Its currency.
    pub currency: Currency,
}

/// Why an amount cannot be read or computed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The text is not a plain decimal number such as `-1234.50`.
    #[error("'{0}' is not a decimal amount such as 12.50")]
    NotDecimal(String),
    /// More digits after the point than the currency has.
    #[error("'{text}' has more than {digits} digits after the point, which {currency} does not have")]
    TooPrecise {
        /// The refused text.
        text: String,
        /// Digits the currency has.
        digits: u32,
        /// The currency.
        currency: Currency,
    },
    /// The amount is beyond [`MONEY_MINOR_MAX`].
    #[error("the amount is too large")]
    Overflow,
    /// Two currencies cannot be added.
    #[error("cannot combine {0} with {1}")]
    CurrencyMismatch(Currency, Currency),
}

impl Money {
    /// An amount of `minor` units.
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Reads a plain decimal (`.` as the point, no thousand separators), exactly.
    ///
    /// # Errors
    /// [`MoneyError`] where it is not a number, too precise for the currency (further zeros are fine) or too large.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let (minor, exact) = read_decimal(text, currency)?;
        if !exact {
            let digits = currency.exponent();
            return Err(MoneyError::TooPrecise {
                text: clipped(text),
                digits,
                currency,
            });
        }
        Ok(Self { minor, currency })
    }

    /// Reads a plain decimal, rounding half away from zero to the currency's digits: foreign files carry unit
    /// prices such as `0.001`.
    ///
    /// # Errors
    /// [`MoneyError`] where it is not a number or too large.
    pub fn parse_rounded(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        read_decimal(text, currency).map(|(minor, _)| Self { minor, currency })
    }

    /// The sum of two amounts of the same currency.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`] or [`MoneyError::Overflow`].
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch(self.currency, other.currency));
        }
        bounded(self.minor.checked_add(other.minor), self.currency)
    }

    /// The amount times `quantity`.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`] past [`MONEY_MINOR_MAX`].
    pub fn checked_mul(self, quantity: u32) -> Result<Self, MoneyError> {
        bounded(self.minor.checked_mul(i64::from(quantity)), self.currency)
    }
}

/// The amount alone, as a decimal with exactly the currency's digits: `12.50`, `-3`, `0.125`.
impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.currency.exponent() as usize;
        let sign = if self.minor < 0 { "-" } else { "" };
        let per_major = self.currency.minor_per_major().unsigned_abs();
        let (major, minor) = (
            self.minor.unsigned_abs() / per_major,
            self.minor.unsigned_abs() % per_major,
        );
        match digits {
            0 => write!(formatter, "{sign}{major}"),
            _ => write!(formatter, "{sign}{major}.{minor:0digits$}"),
        }
    }
}

fn bounded(minor: Option<i64>, currency: Currency) -> Result<Money, MoneyError> {
    match minor {
        Some(minor) if minor.abs() <= MONEY_MINOR_MAX => Ok(Money { minor, currency }),
        _ => Err(MoneyError::Overflow),
    }
}

fn clipped(text: &str) -> String {
    text.chars().take(40).collect()
}

/// The amount in minor units, rounded half away from zero, and whether nothing was lost by rounding.
fn read_decimal(text: &str, currency: Currency) -> Result<(i64, bool), MoneyError> {
    let refused = || MoneyError::NotDecimal(clipped(text));
    let trimmed = text.trim();
    let (negative, digits) = match trimmed.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, trimmed.strip_prefix('+').unwrap_or(trimmed)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
        return Err(refused());
    }
    let exponent = currency.exponent() as usize;
    let kept = fraction.bytes().chain(std::iter::repeat(b'0')).take(exponent);
    let mut minor: i64 = 0;
    for byte in whole.bytes().chain(kept) {
        minor = minor
            .checked_mul(10)
            .and_then(|m| m.checked_add(i64::from(byte - b'0')))
            .ok_or(MoneyError::Overflow)?;
    }
    let lost = fraction.as_bytes().get(exponent..).unwrap_or_default();
    if lost.first().is_some_and(|&byte| byte >= b'5') {
        minor += 1;
    }
    if minor > MONEY_MINOR_MAX {
        return Err(MoneyError::Overflow);
    }
    Ok((
        if negative { -minor } else { minor },
        lost.iter().all(|&byte| byte == b'0'),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, code: &str, expect: &str) {
        let currency = Currency::new(code).unwrap();
        let got = match Money::parse(text, currency) {
            Ok(money) => format!("{} {money}", money.minor),
            Err(error) => error.to_string(),
        };
        assert_eq!(got, expect);
    }

    #[test]
    fn reads_and_prints_every_exponent() {
        check("12.5", "EUR", "1250 12.50");
        check("-0.05", "EUR", "-5 -0.05");
        check("1500", "JPY", "1500 1500");
        check("1.125", "KWD", "1125 1.125");
        check("2.500", "EUR", "250 2.50");
        check(
            "2.505",
            "EUR",
            "'2.505' has more than 2 digits after the point, which EUR does not have",
        );
        check("NaN", "EUR", "'NaN' is not a decimal amount such as 12.50");
        check("1e5", "EUR", "'1e5' is not a decimal amount such as 12.50");
        check("", "EUR", "'' is not a decimal amount such as 12.50");
        check("99999999999999999999", "EUR", "the amount is too large");
    }

    #[test]
    fn rounds_half_away_from_zero() {
        let eur = Currency::new("EUR").unwrap();
        assert_eq!(Money::parse_rounded("0.005", eur).unwrap().minor, 1);
        assert_eq!(Money::parse_rounded("-0.005", eur).unwrap().minor, -1);
        assert_eq!(Money::parse_rounded("0.0049", eur).unwrap().minor, 0);
    }

    #[test]
    fn arithmetic_is_checked() {
        let eur = Currency::new("EUR").unwrap();
        let ron = Currency::new("RON").unwrap();
        assert_eq!(Money::new(250, eur).checked_mul(3).unwrap().minor, 750);
        assert_eq!(
            Money::new(MONEY_MINOR_MAX, eur).checked_mul(2),
            Err(MoneyError::Overflow)
        );
        assert!(Money::new(1, eur).checked_add(Money::new(1, ron)).is_err());
    }
}
