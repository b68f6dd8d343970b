//! `alongside texts`: what the offers say, and a shop's own words for it.

use std::{fs, path::PathBuf};

use clap::Args;
use engine::{Engine, Error};
use server::{
    i18n::{self, Texts},
    wire::texts::{TextsReply, text_reply},
};
use shop::Locale;

use crate::{
    context::Context,
    documents::{Action, Kind},
    exit::Exit,
    failure::Failure,
    report::Report,
    table::Table,
};

/// Show, word and reset what the offers say in each language
#[derive(Debug, Args)]
#[command(
    after_help = "A text file holds messages in Fluent's syntax, with the ids and values of the built-in ones; what it
leaves out stays:
  reason-popular =
      .headline = Loved in our shop
      .badge = Loved

Examples:
  alongside texts
  alongside texts show ro
  alongside texts set ro --file ro.ftl
  alongside texts reset ro"
)]
pub struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
}

const KIND: Kind = Kind::new(list, show, set, delete);

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    KIND.run(arguments.action.as_ref(), context)
}

fn show(engine: &Engine, id: &str) -> Result<Report, Failure> {
    let locale = &spoken(id)?;
    let own = engine.texts();
    let words = own.get(locale.language()).unwrap_or_default().trim_end();
    let text = match words {
        "" => format!("The shop has no words of its own in {locale}."),
        words => words.to_owned(),
    };
    Ok(report(engine, locale, text))
}

fn set(engine: &Engine, id: &str, file: &PathBuf) -> Result<Report, Failure> {
    let locale = &spoken(id)?;
    let words = fs::read_to_string(file).map_err(|source| Error::Io {
        path: file.clone(),
        source,
    })?;
    i18n::check(&words).map_err(|mistake| refused(&mistake, file))?;
    engine.put_text(locale, &words)?;
    let now = Texts::of_shop(&engine.texts()).report_of(locale);
    let text = match now.own.as_slice() {
        [] => format!("The shop words nothing itself in {locale}."),
        own => format!("In {locale} the shop words itself: {}.", own.join(", ")),
    };
    Ok(report(engine, locale, text))
}

fn delete(engine: &Engine, id: &str) -> Result<Report, Failure> {
    let locale = &spoken(id)?;
    engine.delete_text(locale)?;
    let text = format!("The built-in words in {locale} are used again.");
    Ok(report(engine, locale, text))
}

fn report(engine: &Engine, locale: &Locale, text: String) -> Report {
    let texts = Texts::of_shop(&engine.texts());
    Report::new(&text_reply(engine, &texts, locale), text)
}

fn refused(mistake: &i18n::Mistake, file: &std::path::Path) -> Failure {
    let hint = "mend that line and set it again; the words before are still used";
    Failure::new(
        Exit::Failure,
        "invalid_field",
        format!("{}: {mistake}", file.display()),
    )
    .hint(hint)
}

/// The language, where there are words in it.
fn spoken(id: &str) -> Result<Locale, Failure> {
    let texts = Texts::new();
    if let Ok(locale) = Locale::new(id)
        && texts.speaks(&locale)
    {
        return Ok(texts.resolve(&locale).clone());
    }
    let all: Vec<&str> = texts.locales().map(Locale::as_str).collect();
    let message = format!("there are no words in {id}; use one of: {}", all.join(", "));
    Err(Failure::new(Exit::NotFound, "not_found", message))
}

fn list(engine: &Engine, context: &Context) -> Result<Report, Failure> {
    let texts = Texts::of_shop(&engine.texts());
    let mut table = Table::new(&["Language", "Own words", "Not yet", "Titles"]).numeric(&[1, 2, 3]);
    for language in texts.report() {
        let titles = engine.titles(&[language.locale.language()]).pop();
        table.row(vec![
            language.locale.to_string(),
            match &language.mistake {
                Some(mistake) => format!("not used, {mistake}"),
                None => language.own.len().to_string(),
            },
            language.missing.len().to_string(),
            titles.map_or("–".to_owned(), |share| {
                format!("{} of {}", share.titled, share.products)
            }),
        ]);
    }
    let text = table.render(|line| context.style.bold(line));
    Ok(Report::new(&TextsReply::new(engine, &texts), text))
}
