//! The first page: where to go, or the demo's shop.

use askama::Template;

use super::{
    demo, render,
    staff::{Language, Words},
};
use crate::route::{Answer, Call};

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    words: &'a Words,
    languages: Vec<Language>,
    shop: &'a str,
}

/// `/`.
pub(crate) fn show(call: &Call) -> Answer {
    if call.app.demo.is_some() {
        return demo::start(call);
    }
    let words = Words::of(call);
    let home = Home {
        languages: words.languages(call, "/"),
        shop: &call.app.engine.profile().name,
        words: &words,
    };
    Ok(words.page(call, render(&home)?))
}
