//! `/v1/texts`: a shop's own words as they are sent and answered.

use engine::Engine;
use serde::{Deserialize, Serialize};
use shop::Locale;

use super::reading;
use crate::{
    errors::Problem,
    i18n::{LanguageReport, Texts},
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TextBody {
    content: String,
}

/// Reads the shop's own words, from JSON.
///
/// # Errors
/// [`Problem`] naming what cannot be used.
pub(crate) fn content(bytes: &[u8]) -> Result<String, Problem> {
    Ok(reading::read::<TextBody>(bytes)?.content)
}

/// Every language.
#[derive(Debug, Serialize)]
pub struct TextsReply {
    locales: Vec<LanguageReply>,
}

#[derive(Debug, Serialize)]
struct LanguageReply {
    locale: String,
    dir: &'static str,
    /// Messages there are.
    messages: usize,
    /// Those of the shop's own.
    own: Vec<String>,
    /// Those that the shop worded in another language only.
    missing: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mistake: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    titles: Option<TitlesReply>,
}

#[derive(Debug, Serialize)]
struct TitlesReply {
    titled: u64,
    products: u64,
}

impl TextsReply {
    /// How every language is served in a shop.
    pub fn new(engine: &Engine, texts: &Texts) -> Self {
        let locales = texts.report().into_iter();
        Self {
            locales: locales.map(|report| LanguageReply::new(engine, report)).collect(),
        }
    }
}

impl LanguageReply {
    fn new(engine: &Engine, report: LanguageReport) -> Self {
        let titles = engine.titles(&[report.locale.language()]).pop();
        Self {
            dir: report.locale.direction().as_html(),
            locale: report.locale.as_str().to_owned(),
            messages: report.messages,
            own: report.own,
            missing: report.missing,
            mistake: report.mistake.map(|mistake| mistake.to_string()),
            titles: titles.map(|share| TitlesReply {
                titled: share.titled,
                products: share.products,
            }),
        }
    }
}

/// The shop's own words in one language.
#[derive(Debug, Serialize)]
pub struct TextReply {
    #[serde(flatten)]
    language: LanguageReply,
    content: String,
}

/// The shop's own words in one language.
pub fn text_reply(engine: &Engine, texts: &Texts, locale: &Locale) -> TextReply {
    let content = engine
        .texts()
        .get(locale.language())
        .unwrap_or_default()
        .to_owned();
    TextReply {
        language: LanguageReply::new(engine, texts.report_of(locale)),
        content,
    }
}
