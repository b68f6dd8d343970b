//! How a language writes numbers and amounts. Source: Unicode CLDR 47, number symbols and currency patterns.

use fluent_bundle::FluentValue;
use shop::Money;

/// What Fluent hands to a formatter besides the value.
pub(super) type Memoizer = intl_memoizer::concurrent::IntlLangMemoizer;
/// Writes a value, or leaves it to Fluent.
pub(super) type Formatter = fn(&FluentValue<'_>, &Memoizer) -> Option<String>;

/// How a language writes numbers.
#[derive(Clone, Copy)]
pub(super) struct Style {
    zero: char,
    group: char,
    point: char,
    /// What follows a number in per cent.
    percent: &'static str,
    /// What a minus sign is, with the mark that keeps it at its digits.
    minus: &'static str,
    /// What begins an amount. Digits have no direction of their own: without a mark the symbol would change sides
    /// wherever an amount is isolated from the words around it.
    amount: &'static str,
    /// Whether a symbol such as € stands before the amount.
    symbol_first: bool,
    symbols: &'static [(&'static str, &'static str)],
    formatter: Formatter,
}

const ENGLISH: Style = Style {
    zero: '0',
    group: ',',
    point: '.',
    percent: "%",
    minus: "−",
    amount: "",
    symbol_first: true,
    symbols: &[
        ("EUR", "€"),
        ("USD", "$"),
        ("GBP", "£"),
        ("JPY", "¥"),
        ("INR", "₹"),
        ("TRY", "₺"),
    ],
    formatter: english,
};
const ARABIC: Style = Style {
    zero: '٠',
    group: '٬',
    point: '٫',
    percent: "٪\u{61c}",
    minus: "\u{61c}−",
    amount: "\u{200f}",
    symbol_first: false,
    symbols: &[
        ("EUR", "€"),
        ("USD", "US$"),
        ("GBP", "£"),
        ("AED", "د.إ."),
        ("SAR", "ر.س."),
        ("EGP", "ج.م."),
        ("IQD", "د.ع."),
        ("KWD", "د.ك."),
        ("QAR", "ر.ق."),
        ("JOD", "د.أ."),
        ("MAD", "د.م."),
        ("RON", "ليو"),
    ],
    formatter: arabic,
};
const PERSIAN: Style = Style {
    zero: '۰',
    group: '٬',
    point: '٫',
    percent: "٪",
    minus: "\u{200e}−",
    amount: "\u{200f}",
    symbol_first: false,
    symbols: &[
        ("EUR", "€"),
        ("USD", "$"),
        ("GBP", "£"),
        ("IRR", "ریال"),
        ("AFN", "افغانی"),
        ("RON", "لئو"),
    ],
    formatter: persian,
};
const ROMANIAN: Style = Style {
    zero: '0',
    group: '.',
    point: ',',
    percent: "\u{a0}%",
    minus: "−",
    amount: "",
    symbol_first: false,
    symbols: &[("RON", "lei"), ("EUR", "€"), ("USD", "$"), ("GBP", "£")],
    formatter: romanian,
};

fn english(value: &FluentValue<'_>, _: &Memoizer) -> Option<String> {
    ENGLISH.format(value)
}

fn arabic(value: &FluentValue<'_>, _: &Memoizer) -> Option<String> {
    ARABIC.format(value)
}

fn persian(value: &FluentValue<'_>, _: &Memoizer) -> Option<String> {
    PERSIAN.format(value)
}

fn romanian(value: &FluentValue<'_>, _: &Memoizer) -> Option<String> {
    ROMANIAN.format(value)
}

/// Currencies whose minor units nobody uses any more: they are not shown where they are zero.
const WITHOUT_CENTS: [&str; 8] = ["IRR", "IQD", "LBP", "SYP", "YER", "AFN", "KPW", "SOS"];

impl Style {
    /// The style of a language.
    pub fn of(language: &str) -> Self {
        match language {
            "ar" => ARABIC,
            "fa" => PERSIAN,
            "ro" => ROMANIAN,
            _ => ENGLISH,
        }
    }

    /// What writes the numbers in messages.
    pub fn formatter(self) -> Formatter {
        self.formatter
    }

    /// `text` with the language's digits.
    pub fn digits(self, text: &str) -> String {
        text.chars().map(|letter| self.digit(letter)).collect()
    }

    /// A whole number in groups of three.
    pub fn number(self, number: u64) -> String {
        let mut text = String::new();
        self.push_number(&mut text, number);
        text
    }

    /// Appends a whole number in groups of three.
    pub fn push_number(self, text: &mut String, number: u64) {
        let mut digits = [0_u8; 20];
        let mut length = 0;
        let mut rest = number;
        while rest > 0 || length == 0 {
            digits[length] = (rest % 10) as u8;
            rest /= 10;
            length += 1;
        }
        for place in (0..length).rev() {
            text.push(self.digit(char::from(b'0' + digits[place])));
            if place > 0 && place % 3 == 0 {
                text.push(self.group);
            }
        }
    }

    /// A number with so many digits after the point; zeros at the end are left out.
    pub fn decimal(self, number: f64, digits: usize) -> String {
        let text = format!("{:.digits$}", number.abs());
        let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
        let part = part.trim_end_matches('0');
        let Ok(whole) = whole.parse::<u64>() else {
            return format!("{}{}", self.sign(number < 0.0), self.digits(whole));
        };
        let is_nothing = whole == 0 && part.is_empty();
        let mut written = self.sign(number < 0.0 && !is_nothing).to_owned();
        self.push_number(&mut written, whole);
        if !part.is_empty() {
            written.push(self.point);
            written.push_str(&self.digits(part));
        }
        written
    }

    /// A share in per cent, with so many digits after the point.
    pub fn percent(self, share: f64, digits: usize) -> String {
        format!("{}{}", self.decimal(share * 100.0, digits), self.percent)
    }

    fn sign(self, is_negative: bool) -> &'static str {
        if is_negative { self.minus } else { "" }
    }

    /// An amount with its currency, without minor units where there are none: for axes and tables of sums.
    pub fn money_short(self, money: &Money) -> String {
        let per_major = money.currency.minor_per_major();
        let exact = self.money(money);
        let width = money.currency.exponent() as usize;
        let zeros = format!("{}{}", self.point, self.digits(&"0".repeat(width)));
        match per_major > 1 && money.minor % per_major == 0 {
            true => exact.replacen(&zeros, "", 1),
            false => exact,
        }
    }

    /// An amount with its currency.
    pub fn money(self, money: &Money) -> String {
        let per_major = money.currency.minor_per_major().unsigned_abs();
        let (major, minor) = (
            money.minor.unsigned_abs() / per_major,
            money.minor.unsigned_abs() % per_major,
        );
        let code = money.currency.code();
        let mut amount = String::new();
        self.push_number(&mut amount, major);
        if per_major > 1 && !(minor == 0 && WITHOUT_CENTS.contains(&code)) {
            let width = money.currency.exponent() as usize;
            amount.push(self.point);
            amount.push_str(&self.digits(&format!("{minor:0width$}")));
        }
        let (mark, sign) = (self.amount, self.sign(money.minor < 0));
        match self.symbols.iter().find(|(known, _)| *known == code) {
            Some((_, symbol)) if self.symbol_first => format!("{sign}{symbol}{amount}"),
            Some((_, symbol)) => format!("{mark}{sign}{amount}\u{a0}{symbol}"),
            None if self.symbol_first => format!("{sign}{code}\u{a0}{amount}"),
            None => format!("{mark}{sign}{amount}\u{a0}{code}"),
        }
    }

    fn digit(self, letter: char) -> char {
        match letter.to_digit(10) {
            Some(value) => char::from_u32(u32::from(self.zero) + value).unwrap_or(letter),
            None => letter,
        }
    }

    fn format(self, value: &FluentValue<'_>) -> Option<String> {
        let FluentValue::Number(number) = value else {
            return None;
        };
        Some(self.number(number.value.max(0.0) as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_not_whole_are_written_as_people_write_them() {
        let all = |number: f64, digits: usize| {
            ["en", "ar", "fa", "ro"].map(|language| Style::of(language).decimal(number, digits))
        };
        assert_eq!(all(1234.5, 2), ["1,234.5", "١٬٢٣٤٫٥", "۱٬۲۳۴٫۵", "1.234,5"]);
        assert_eq!(all(-0.004, 2), ["0", "٠", "۰", "0"]);
        assert_eq!(all(-2.0, 0), ["−2", "\u{61c}−٢", "\u{200e}−۲", "−2"]);
        assert!(!all(1e300, 1)[0].is_empty());
        let percent = |share: f64| ["en", "ar", "fa", "ro"].map(|one| Style::of(one).percent(share, 1));
        assert_eq!(percent(0.125), ["12.5%", "١٢٫٥٪\u{61c}", "۱۲٫۵٪", "12,5\u{a0}%"]);
        let money = |minor| Money::new(minor, shop::Currency::new("EUR").unwrap());
        let euros = |language| Style::of(language).money(&money(-1_250));
        assert_eq!(
            ["en", "ar", "fa"].map(euros),
            [
                "−€12.50",
                "\u{200f}\u{61c}−١٢٫٥٠\u{a0}€",
                "\u{200f}\u{200e}−۱۲٫۵۰\u{a0}€"
            ]
        );
        let short = |minor| Style::of("ro").money_short(&money(minor));
        assert_eq!(
            [short(123_400), short(-5), short(0)],
            ["1.234\u{a0}€", "−0,05\u{a0}€", "0\u{a0}€"]
        );
    }
}
