//! The question how satisfied one is, as an answer brings it.

use serde::Serialize;
use shop::{Locale, SCORE_MAX};

use crate::i18n::Texts;

/// The question and its scale.
#[derive(Debug, Serialize)]
pub struct SurveyReply {
    text: String,
    /// What the lowest answer means.
    low: String,
    /// What the highest answer means.
    high: String,
    scale: ScaleReply,
    locale: String,
    dir: &'static str,
}

#[derive(Debug, Serialize)]
struct ScaleReply {
    min: u8,
    max: u8,
    /// The numbers from the lowest to the highest as the language writes them.
    labels: Vec<String>,
}

impl SurveyReply {
    /// The question in a language.
    pub fn new(texts: &Texts, locale: &Locale) -> Self {
        let say = |id: &str| texts.say(locale, id, &[]);
        let spoken = texts.resolve(locale);
        Self {
            text: say("survey-question"),
            low: say("survey-low"),
            high: say("survey-high"),
            scale: ScaleReply {
                min: 0,
                max: SCORE_MAX,
                labels: (0..=SCORE_MAX)
                    .map(|score| texts.number(score.into(), locale))
                    .collect(),
            },
            locale: spoken.as_str().to_owned(),
            dir: spoken.direction().as_html(),
        }
    }
}
