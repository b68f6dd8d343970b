//! What customers' phrases mean in this shop.

use shop::Locale;

use crate::{
    errors::{Code, Problem},
    reply::Reply,
    route::{Access, Answer, Call, Route},
    wire::needs::{self, LexiconReply, LexiconsReply},
};

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/v1/lexicons", "listLexicons", list)
        .says("List the lexicons", "The shop's own phrases in every language it has some in.")
        .access(Access::Admin)
        .gives(200, "Lexicons"),
    Route::put("/v1/lexicons/{id}", "putLexicon", put)
        .says(
            "Say what phrases mean",
            "Each phrase names what serves it: category paths (a category means everything below it) or `product:ID`. A \
             phrase is met where a customer's clause holds all its words, in any order and form. It replaces the \
             language's phrases; the next question heeds it. A lexicon with a mistake is refused, and the one before \
             stays.",
        )
        .access(Access::Admin)
        .takes("LexiconChange")
        .gives(200, "Lexicon")
        .fails(&[Code::NotFound, Code::InvalidField]),
    Route::delete("/v1/lexicons/{id}", "deleteLexicon", delete)
        .says("Forget a language's phrases", "The built-in ones stay.")
        .access(Access::Admin)
        .gives(204, "")
        .fails(&[Code::NotFound]),
];

fn list(call: &Call) -> Answer {
    Reply::json(&LexiconsReply::new(&call.app.engine.lexicons()))
}

fn put(call: &Call) -> Answer {
    let locale = locale(call)?;
    let document = needs::lexicon(&call.body)?;
    call.app.engine.put_lexicon(&locale, &document)?;
    let lexicons = call.app.engine.lexicons();
    Reply::json(&LexiconReply::new(&lexicons, locale.language()))
}

fn delete(call: &Call) -> Answer {
    call.app.engine.delete_lexicon(&locale(call)?)?;
    Ok(Reply::done())
}

fn locale(call: &Call) -> Result<Locale, Problem> {
    let not_a_tag = |error: shop::LocaleError| Problem::new(Code::NotFound, format!("{error}."));
    Locale::new(&call.id).map_err(not_a_tag)
}
