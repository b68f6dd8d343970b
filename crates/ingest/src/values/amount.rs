//! Amounts of money as people and programs write them: `1,234.56`, `1.234,56 lei`, `$6.62`, `(12.50)`, `١٬٢٣٤٫٥٠`.

use std::borrow::Cow;

use shop::{Currency, Locale, Money};

use super::digits::european;

/// Which character stands before the decimals, where a cell alone does not tell (`1.234`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Decimals {
    #[default]
    Point,
    Comma,
}

/// Languages that write a comma before the decimals.
const COMMA_LANGUAGES: &str =
    "ro de fr es it pt nl pl ru uk tr cs sk hu bg el da sv nb nn no fi hr sr sl lt lv et id vi ca";

/// Signs and words that stand beside an amount and say nothing that the currency does not.
const SIGNS: &str =
    "دينار ريال جنيه درهم ریال lei leu ر.س د.إ د.ك د.ب ر.ق ر.ع ج.م zł kr Kč Ft R$ ﷼ $ £ ¥ ₹ ₽ ₺ ₪ ₩ ₫ ₴";

impl Decimals {
    /// What a language is used to.
    pub fn of_locale(locale: &Locale) -> Self {
        if COMMA_LANGUAGES
            .split(' ')
            .any(|language| language == locale.language())
        {
            Self::Comma
        } else {
            Self::Point
        }
    }

    /// What one cell proves, if anything: `12,50` and `1.234,5` prove a comma.
    pub fn proven_by(text: &str) -> Option<Self> {
        let text = european(text);
        let marks: Vec<(usize, char)> = text
            .char_indices()
            .filter(|(_, c)| matches!(c, '.' | ','))
            .collect();
        let &(last, mark) = marks.last()?;
        let digits_behind = text[last + 1..].bytes().take_while(u8::is_ascii_digit).count();
        let alone = marks.iter().filter(|(_, other)| *other == mark).count() == 1;
        let mixed = marks.iter().any(|(_, other)| *other != mark);
        let is_decimal = alone && (mixed || digits_behind != 3);
        let of = |mark| if mark == ',' { Self::Comma } else { Self::Point };
        match (is_decimal, alone) {
            (true, _) => Some(of(mark)),
            // `1.234.567`: the other character would stand before decimals.
            (false, false) => Some(if mark == ',' { Self::Point } else { Self::Comma }),
            (false, true) => None,
        }
    }
}

/// Reads an amount in `currency`.
///
/// # Errors
/// A sentence saying what is wrong.
pub(crate) fn money(text: &str, decimals: Decimals, currency: Currency) -> Result<Money, String> {
    let plain = plain_decimal(text, decimals, Some(currency))?;
    Money::parse_rounded(&plain, currency).map_err(|error| error.to_string())
}

/// An amount as a plain decimal with `.`: no signs, no thousand separators.
pub(crate) fn plain_decimal(
    text: &str,
    decimals: Decimals,
    currency: Option<Currency>,
) -> Result<Cow<'_, str>, String> {
    if is_plain(text.as_bytes(), decimals) {
        return Ok(Cow::Borrowed(text));
    }
    let folded = european(text);
    let (bare, negative) = without_signs(&folded, currency)?;
    let refused = || {
        format!(
            "'{}' is not a decimal amount such as 12.50",
            text.chars().take(40).collect::<String>()
        )
    };
    let number = with_point(&bare, decimals).ok_or_else(refused)?;
    let is_number = number.bytes().any(|byte| byte.is_ascii_digit())
        && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    match (is_number, negative) {
        (false, _) => Err(refused()),
        (true, true) => Ok(Cow::Owned(format!("-{number}"))),
        (true, false) => Ok(Cow::Owned(number)),
    }
}

/// The usual case, decided in one pass: digits, at most one point, and not the ambiguous `1.234`.
fn is_plain(bytes: &[u8], decimals: Decimals) -> bool {
    let digits = bytes.strip_prefix(b"-").unwrap_or(bytes);
    let mut point = None;
    for (index, byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => {}
            b'.' if point.is_none() => point = Some(index),
            _ => return false,
        }
    }
    let behind = point.map(|index| digits.len() - index - 1);
    !digits.is_empty() && (decimals == Decimals::Point || behind != Some(3))
}

/// Takes minus, brackets, currency signs and codes away; says whether the amount is negative.
fn without_signs(text: &str, currency: Option<Currency>) -> Result<(String, bool), String> {
    let mut bare = text.trim().to_owned();
    let bracketed = bare.starts_with('(') && bare.ends_with(')');
    if bracketed {
        bare = bare[1..bare.len() - 1].to_owned();
    }
    if bare.contains('€') {
        if let Some(other) = currency.filter(|currency| currency.code() != "EUR") {
            return Err(format!("the amount is in €, the currency is {other}"));
        }
        bare = bare.replace('€', "");
    }
    for sign in SIGNS.split(' ') {
        if bare.contains(sign) {
            bare = bare.replace(sign, "");
        }
    }
    bare = without_code(bare.trim(), currency)?;
    let minus = bare.starts_with('-') || bare.ends_with('-');
    let bare = bare.trim_matches(['-', '+', ' ']);
    Ok((bare.to_owned(), bracketed != minus))
}

/// Takes a currency code before or behind the number away, if it is the right one.
fn without_code(text: &str, currency: Option<Currency>) -> Result<String, String> {
    let letters = |character: char| character.is_ascii_alphabetic();
    let front: String = text.chars().take_while(|c| letters(*c)).collect();
    let back: String = text.chars().rev().take_while(|c| letters(*c)).collect();
    let back: String = back.chars().rev().collect();
    for code in [&front, &back] {
        if let (Ok(named), Some(currency)) = (Currency::new(code), currency)
            && named != currency
        {
            return Err(format!("the amount is in {named}, the currency is {currency}"));
        }
    }
    let strip_front = Currency::new(&front).is_ok();
    let strip_back = Currency::new(&back).is_ok();
    let start = if strip_front { front.len() } else { 0 };
    let end = text.len()
        - if strip_back && start + back.len() <= text.len() {
            back.len()
        } else {
            0
        };
    Ok(text.get(start..end).unwrap_or_default().trim().to_owned())
}

/// Drops thousand separators and turns the decimal character into a point; nothing where groups are uneven.
fn with_point(text: &str, decimals: Decimals) -> Option<String> {
    // Arabic separators are unmistakable, and so is white space or an apostrophe between digits.
    let arabic = text.contains(['٫', '٬']);
    let separators = ['٬', '\'', '’', ' ', '\u{00A0}', '\u{202F}', '\u{2009}'];
    let text: String = text.chars().filter(|c| !separators.contains(c)).collect();
    if arabic {
        return Some(text.replace([',', '،'], "").replace('٫', "."));
    }
    let decimal = match Decimals::proven_by(&text).unwrap_or(decimals) {
        Decimals::Point => '.',
        Decimals::Comma => ',',
    };
    let (whole, fraction) = match text.rsplit_once(decimal) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text.as_str(), None),
    };
    let groups: Vec<&str> = whole.split([',', '.']).collect();
    // Indian grouping (12,34,567) has inner groups of two.
    let even = groups.len() == 1
        || (groups[0].len() <= 3
            && groups[1..].iter().all(|group| (2..=3).contains(&group.len()))
            && groups.last().is_some_and(|group| group.len() == 3));
    if !even || whole.contains(decimal) {
        return None;
    }
    let whole = groups.concat();
    Some(match fraction {
        Some(fraction) => format!("{whole}.{fraction}"),
        None => whole,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, decimals: Decimals, code: &str, expect: &str) {
        let got = match money(text, decimals, Currency::new(code).unwrap()) {
            Ok(amount) => amount.to_string(),
            Err(error) => error,
        };
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn reads_what_people_write() {
        use Decimals::{Comma, Point};
        check("2.55", Point, "GBP", "2.55");
        check("-11062.06", Point, "GBP", "-11062.06");
        check("1,234.56", Point, "EUR", "1234.56");
        check("1.234,56", Point, "EUR", "1234.56");
        check("1 234,56 lei", Comma, "RON", "1234.56");
        check("1\u{202F}234,56 €", Comma, "EUR", "1234.56");
        check("$6.62", Point, "USD", "6.62");
        check("$1,499.00", Point, "USD", "1499.00");
        check("(12.50)", Point, "USD", "-12.50");
        check("12.50-", Point, "USD", "-12.50");
        check("EUR 12,50", Point, "EUR", "12.50");
        check("1.234", Point, "KWD", "1.234");
        check("1.234", Comma, "RON", "1234.00");
        check("1,234", Point, "USD", "1234.00");
        check("1,234", Comma, "EUR", "1.23");
        check("1.234.567", Point, "EUR", "1234567.00");
        check("12,34,567.80", Point, "INR", "1234567.80");
        check("١٬٢٣٤٫٥٠", Point, "EGP", "1234.50");
        check("۵٬۵۰۰٬۰۰۰ ریال", Point, "IRR", "5500000.00");
        check("۵۵۰۰۰۰۰", Point, "IRR", "5500000.00");
        check("١٢٫٥ ج.م", Point, "EGP", "12.50");
        check("0.005", Point, "EUR", "0.01");
        check("1'250.90", Point, "CHF", "1250.90");
    }

    #[test]
    fn refuses_what_is_no_amount() {
        use Decimals::Point;
        for text in [
            "NaN", "inf", "1e5", "", "-", "12.5.0", "abc", "1,23,4", "12%", ".",
        ] {
            let expect = format!("'{text}' is not a decimal amount such as 12.50");
            check(text, Point, "EUR", &expect);
        }
        check(
            "12 USD",
            Point,
            "EUR",
            "the amount is in USD, the currency is EUR",
        );
        check("€5", Point, "RON", "the amount is in €, the currency is RON");
        check("99999999999999999999", Point, "EUR", "the amount is too large");
        check(
            "5 تومان",
            Point,
            "IRR",
            "'5 تومان' is not a decimal amount such as 12.50",
        );
    }
}
