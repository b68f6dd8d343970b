//! Languages and the direction they are written in.

use std::{collections::BTreeMap, fmt, sync::Arc};

/// A language tag such as `en`, `fa` or `ro-RO`, kept in the case the standard recommends.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Locale(Arc<str>);

/// The text is not a language tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a language tag such as en, ar, fa or ro")]
pub struct LocaleError(pub String);

/// Which way a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right, as in English and Romanian.
    LeftToRight,
    /// Right to left, as in Arabic and Persian.
    RightToLeft,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    pub fn as_html(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

impl Locale {
    /// Reads a language tag (a well-formed subset of BCP 47: language, script and region subtags).
    ///
    /// # Errors
    /// [`LocaleError`] where it has other characters or an impossible length.
    pub fn new(tag: &str) -> Result<Self, LocaleError> {
        let refused = || LocaleError(tag.chars().take(16).collect());
        let mut subtags = tag.trim().split(['-', '_']);
        let language = subtags.next().unwrap_or_default().to_ascii_lowercase();
        if !(2..=3).contains(&language.len()) || !language.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Err(refused());
        }
        let mut text = language;
        for subtag in subtags {
            if !(2..=8).contains(&subtag.len()) || !subtag.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                return Err(refused());
            }
            text.push('-');
            match subtag.len() {
                2 => text.push_str(&subtag.to_ascii_uppercase()),
                _ => text.push_str(subtag),
            }
        }
        if text.len() > 35 {
            Err(refused())
        } else {
            Ok(Self(Arc::from(text)))
        }
    }

    /// English, the language every text exists in.
    pub fn english() -> Self {
        Self(Arc::from("en"))
    }

    /// The whole tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone: `ro` of `ro-RO`.
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// Which way the language is written.
    pub fn direction(&self) -> Direction {
        match self.language() {
            "ar" | "fa" | "he" | "ur" | "ps" | "sd" | "ug" | "yi" | "dv" | "ckb" => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        }
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::str::FromStr for Locale {
    type Err = LocaleError;
    fn from_str(tag: &str) -> Result<Self, LocaleError> {
        Self::new(tag)
    }
}

/// A text in several languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Localized(pub BTreeMap<Locale, String>);

impl Localized {
    /// The text in one language.
    pub fn single(locale: Locale, text: impl Into<String>) -> Self {
        Self(BTreeMap::from([(locale, text.into())]))
    }

    /// The text in `locale`, else in its language, else in English, else in whichever language there is.
    pub fn best(&self, locale: &Locale) -> Option<(&Locale, &str)> {
        let by_language = |language: &str| self.0.iter().find(|(own, _)| own.language() == language);
        self.0
            .get_key_value(locale)
            .or_else(|| by_language(locale.language()))
            .or_else(|| by_language("en"))
            .or_else(|| self.0.iter().next())
            .map(|(own, text)| (own, text.as_str()))
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_normalised() {
        assert_eq!(Locale::new("RO_ro").unwrap().as_str(), "ro-RO");
        assert_eq!(Locale::new("fa").unwrap().direction(), Direction::RightToLeft);
        assert_eq!(Locale::new("en-GB").unwrap().language(), "en");
        assert!(Locale::new("e").is_err());
        assert!(Locale::new("en-<b>").is_err());
    }

    #[test]
    fn best_text_falls_back() {
        let mut text = Localized::single(Locale::english(), "lamp");
        text.0.insert(Locale::new("ro").unwrap(), "lampă".into());
        assert_eq!(text.best(&Locale::new("ro-MD").unwrap()).unwrap().1, "lampă");
        assert_eq!(text.best(&Locale::new("ar").unwrap()).unwrap().1, "lamp");
        assert_eq!(Localized::default().best(&Locale::english()), None);
    }
}
