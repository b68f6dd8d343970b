//! An evaluation as one page that needs nothing else: for a file, for printing, for sending to somebody.

use std::sync::Arc;

use askama::Template;
use engine::ShopProfile;
use serde_json::Value as Json;
use shop::Locale;

use super::tasks::{self, Extent, Task};
use crate::{
    i18n::{Texts, Value},
    pages::{dashboard::figures::Numbers, staff::Words},
};

/// All there is.
const EXTENT: Extent = Extent {
    has_all_metrics: true,
    methods_max: usize::MAX,
};

#[derive(Template)]
#[template(path = "dashboard/evaluation_paper.html")]
struct View<'a> {
    words: &'a Words,
    shop: &'a str,
    learnt: String,
    drawn: String,
    tasks: Vec<Task>,
}

/// An evaluation as an HTML file that needs nothing else, in the language of `locale`; `report` is the document of
/// `alongside evaluate --json`.
///
/// # Errors
/// [`askama::Error`] where it cannot be written to memory.
pub fn evaluation_page(
    report: &Json,
    texts: Arc<Texts>,
    locale: &Locale,
    shop: &ShopProfile,
) -> Result<String, askama::Error> {
    let words = Words::spoken(texts, locale);
    let numbers = Numbers {
        words: &words,
        currency: shop.currency,
    };
    let seed = numbers.whole(report["seed"].as_u64().unwrap_or(0));
    View {
        shop: &shop.name,
        learnt: tasks::learnt(&numbers, report),
        drawn: words.tell("evaluation-drawn", &[("seed", Value::Text(&seed))]),
        tasks: tasks::of(&numbers, report, &EXTENT),
        words: &words,
    }
    .render()
}
