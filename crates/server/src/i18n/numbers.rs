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
    /// Whether a symbol such as € stands before the amount.
    symbol_first: bool,
    symbols: &'static [(&'static str, &'static str)],
    formatter: Formatter,
}

const ENGLISH: Style = Style {
    zero: '0',
    group: ',',
    point: '.',
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

    /// A number with so many places after the point, and a minus where it is below zero.
    pub fn decimal(self, value: f64, places: usize) -> String {
        let text = format!("{:.places$}", value.abs());
        let is_zero = text.bytes().all(|letter| matches!(letter, b'0' | b'.'));
        let sign = if value < 0.0 && !is_zero { "\u{2212}" } else { "" };
        let shown = |letter| {
            if letter == '.' {
                self.point
            } else {
                self.digit(letter)
            }
        };
        sign.chars().chain(text.chars().map(shown)).collect()
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
        // The mark keeps sign and digits together between words written from right to left.
        let sign = match (money.minor < 0, self.zero) {
            (false, _) => "",
            (true, '٠' | '۰') => "\u{200e}−",
            (true, _) => "−",
        };
        match self.symbols.iter().find(|(known, _)| *known == code) {
            Some((_, symbol)) if self.symbol_first => format!("{sign}{symbol}{amount}"),
            Some((_, symbol)) => format!("{sign}{amount}\u{a0}{symbol}"),
            None if self.symbol_first => format!("{sign}{code}\u{a0}{amount}"),
            None => format!("{sign}{amount}\u{a0}{code}"),
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
