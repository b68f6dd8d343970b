//! What the offers say: the built-in words, and a shop's own.

use shop::Locale;

use crate::{
    errors::{Code, Problem},
    i18n,
    reply::Reply,
    route::{Access, Answer, Call, Route},
    wire::texts::{self, TextsReply},
};

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/v1/texts", "listTexts", list)
        .says(
            "List the languages",
            "For each language the messages that the shop worded itself, those it worded in another language only, and \
             how many products have a title in it.",
        )
        .access(Access::Admin)
        .gives(200, "Texts"),
    Route::get("/v1/texts/{id}", "getTexts", get)
        .says("Read the shop's own words in a language", "Empty where it has none.")
        .access(Access::Admin)
        .gives(200, "Text")
        .fails(&[Code::NotFound]),
    Route::put("/v1/texts/{id}", "putTexts", put)
        .says(
            "Word messages yourself",
            "`content` holds messages in Fluent's syntax, with the ids and values of the built-in ones; what it leaves \
             out stays. The next answer says it. Words with a mistake are refused with the line and the reason, and \
             those before stay.",
        )
        .access(Access::Admin)
        .takes("TextChange")
        .gives(200, "Text")
        .fails(&[Code::NotFound, Code::InvalidField]),
    Route::delete("/v1/texts/{id}", "resetTexts", reset)
        .says("Go back to the built-in words", "")
        .access(Access::Admin)
        .gives(200, "Text")
        .fails(&[Code::NotFound]),
];

fn list(call: &Call) -> Answer {
    Reply::json(&TextsReply::new(&call.app.engine, &call.app.texts()))
}

fn get(call: &Call) -> Answer {
    answer(call, &language(call)?)
}

fn put(call: &Call) -> Answer {
    let locale = language(call)?;
    let content = texts::content(&call.body)?;
    i18n::check(&content)
        .map_err(|mistake| Problem::new(Code::InvalidField, format!("content, {mistake}.")).at("content"))?;
    call.app.engine.put_text(&locale, &content)?;
    answer(call, &locale)
}

fn reset(call: &Call) -> Answer {
    let locale = language(call)?;
    call.app.engine.delete_text(&locale)?;
    answer(call, &locale)
}

fn answer(call: &Call, locale: &Locale) -> Answer {
    Reply::json(&texts::text_reply(&call.app.engine, &call.app.texts(), locale))
}

/// The language of the path; one that there are words in.
fn language(call: &Call) -> Result<Locale, Problem> {
    let texts = call.app.texts();
    let known = Locale::new(&call.id).ok().filter(|locale| texts.speaks(locale));
    known.map(|locale| texts.resolve(&locale).clone()).ok_or_else(|| {
        let all: Vec<&str> = texts.locales().map(Locale::as_str).collect();
        let said = format!("There are words in these languages: {}.", all.join(", "));
        Problem::new(Code::NotFound, said)
    })
}
