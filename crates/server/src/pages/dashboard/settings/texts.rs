//! The shop's own words: how every language is served, and one language's own words beside the built-in ones.

use shop::Locale;

use super::HERE;
use crate::{
    errors::{Code, Problem},
    i18n::{self, LanguageReport, Value},
    pages::{
        blocks::{Block, Cell, Group, Link, Sheet, Table, with_query},
        dashboard::{
            Visit, address,
            editing::{self, KNOWN},
            sheets::{Refused, done_at, is_mendable},
        },
        forms::Fields,
        staff::Form,
    },
    route::Answer,
};

/// The language of this tag, where there are words in it.
///
/// # Errors
/// [`Problem`] where there are none.
pub(super) fn locale(visit: &Visit<'_>, tag: &str) -> Result<Locale, Problem> {
    let texts = visit.words.texts();
    let known = Locale::new(tag).ok().filter(|locale| texts.speaks(locale));
    let known = known.map(|locale| texts.resolve(&locale).clone());
    known.ok_or_else(|| Problem::new(Code::NotFound, "There are no words in this language."))
}

/// Keeps a language's own words, or goes back to the built-in ones.
///
/// # Errors
/// [`Problem`] where they cannot be kept.
pub(super) fn act(visit: &Visit<'_>, form: &Form) -> Answer {
    let _alone = visit.alone();
    let locale = locale(visit, form.field("language").unwrap_or_default())?;
    let own = own(visit, &locale);
    match editing::check(form, Some(&own), "").and_then(|()| changed(visit, &locale, form)) {
        Ok(()) => Ok(done_at(HERE, &[("language", locale.as_str())], "texts")),
        Err(problem) if is_mendable(&problem) => {
            visit.refused_for(HERE, opened(visit, &locale, Some((form, &problem))), &problem)
        }
        Err(problem) => Err(problem),
    }
}

fn changed(visit: &Visit<'_>, locale: &Locale, form: &Form) -> Result<(), Problem> {
    let engine = &visit.call.app.engine;
    if form.field("act") != Some("own") {
        return Ok(engine.delete_text(locale)?);
    }
    let content = form.field("content").unwrap_or_default().replace('\r', "");
    let wrong =
        |mistake: i18n::Mistake| Problem::new(Code::InvalidField, format!("{mistake}.")).at("content");
    i18n::check(&content).map_err(wrong)?;
    Ok(engine.put_text(locale, &content)?)
}

/// A language's own words as they are kept.
fn own(visit: &Visit<'_>, locale: &Locale) -> String {
    let own = visit.call.app.engine.texts();
    own.get(locale.language()).unwrap_or_default().to_owned()
}

/// How every language is served.
pub(super) fn blocks(visit: &Visit<'_>) -> Vec<Block> {
    let words = &visit.words;
    let row = |report: LanguageReport| {
        let tag = report.locale.as_str();
        let number = |count: usize| Cell::Number(words.number(count as u64));
        vec![
            Cell::Link(Link::to(
                words.texts().say(&report.locale, "language-name", &[]),
                with_query(&address(HERE), &[("language", tag)]),
            )),
            number(report.own.len()),
            Cell::data_lines(report.missing),
        ]
    };
    let names = ["language", "own", "missing"];
    let table = Table {
        caption: words.say("settings-texts"),
        head: names
            .map(|name| words.say(&format!("settings-column-{name}")))
            .into(),
        rows: words.texts().report().into_iter().map(row).collect(),
    };
    vec![
        Block::Text(words.say("settings-texts-about")),
        Block::Table(table),
    ]
}

/// One language: its own words, what is wrong with them, and the built-in ones.
pub(super) fn opened(visit: &Visit<'_>, locale: &Locale, refused: Refused<'_>) -> Vec<Block> {
    let words = &visit.words;
    let own = own(visit, locale);
    let name = words.texts().say(locale, "language-name", &[]);
    let fields = Fields::new(words, HERE, refused);
    let sheet = Sheet {
        hidden: vec![
            ("language", locale.as_str().to_owned()),
            (KNOWN, editing::stamp_of_form(&own, refused)),
        ],
        groups: vec![Group::of(vec![fields.area("content", own.clone())])],
        mistake: fields.mistake(),
        ..visit.sheet(HERE, &["own"])
    };
    let mut blocks = vec![
        visit.way_back(HERE),
        Block::Heading(words.tell("settings-texts-of", &[("language", Value::Text(&name))])),
    ];
    if let Some(mistake) = words.texts().report_of(locale).mistake {
        let why = mistake.to_string();
        blocks.push(Block::Warning(
            words.tell("settings-texts-mistake", &[("why", Value::Text(&why))]),
        ));
    }
    blocks.push(Block::Form(sheet));
    if !own.is_empty() {
        let known = editing::stamp(&own);
        let hidden = [("language", locale.as_str()), (KNOWN, &*known)];
        let reset = visit.ask(HERE, "reset", &hidden);
        blocks.push(Block::Form(reset));
    }
    blocks.push(Block::Heading(words.say("settings-texts-built-in")));
    blocks.push(Block::Verbatim(words.texts().built_in(locale).to_owned()));
    blocks
}
