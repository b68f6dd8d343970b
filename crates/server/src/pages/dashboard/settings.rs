//! Keys, the shop's own words, the hold-out, and what is set elsewhere: privacy and the configuration.

mod configured;
mod keys;
mod texts;

use super::{
    Page, Visit, done,
    editing::{self, KNOWN},
    sheets::{Refused, is_mendable},
};
use crate::{
    errors::{Code, Problem},
    i18n::Value,
    pages::{
        blocks::{Block, Group, Sheet},
        forms::Fields,
        staff::Form,
    },
    route::Answer,
};

const HERE: &str = "settings";

pub(super) const PAGE: Page = Page {
    id: HERE,
    show,
    act: Some(act),
};

fn show(visit: &Visit<'_>) -> Answer {
    match visit.call.parameter("language") {
        Some(language) => {
            let locale = texts::locale(visit, &language)?;
            visit.blocks(HERE, texts::opened(visit, &locale, None))
        }
        None => visit.blocks(HERE, overview(visit, None)?),
    }
}

fn act(visit: &Visit<'_>, form: &Form) -> Answer {
    let answer = match form.field("act") {
        Some("hold_out") => hold_out(visit, form),
        Some("create") => keys::create(visit, form),
        Some("revoke") => keys::revoke(visit, form),
        Some("own" | "reset") => return texts::act(visit, form),
        _ => Err(Problem::new(Code::InvalidField, "The form says nothing to do.")),
    };
    match answer {
        Err(problem) if is_mendable(&problem) => {
            visit.refused_for(HERE, overview(visit, Some((form, &problem)))?, &problem)
        }
        answer => answer,
    }
}

fn hold_out(visit: &Visit<'_>, form: &Form) -> Answer {
    let percent: Option<f64> = form.number("percent")?;
    let none = || Problem::new(Code::InvalidField, "Name the share.").at("percent");
    let engine = &visit.call.app.engine;
    let _alone = visit.alone();
    editing::check(form, Some(&engine.hold_out()?), "")?;
    engine.set_hold_out(percent.ok_or_else(none)?, visit.call.now)?;
    Ok(done(HERE, "hold-out"))
}

fn overview(visit: &Visit<'_>, refused: Refused<'_>) -> Result<Vec<Block>, Problem> {
    let words = &visit.words;
    let of = |act: &str| refused.filter(|(form, _)| form.field("act") == Some(act));
    let mut blocks = vec![Block::Heading(words.say("settings-hold-out"))];
    blocks.extend(hold_out_blocks(visit, of("hold_out"))?);
    blocks.push(Block::Heading(words.say("settings-keys")));
    blocks.extend(keys::blocks(visit, of("create").or(of("revoke")))?);
    blocks.push(Block::Heading(words.say("settings-texts")));
    blocks.extend(texts::blocks(visit));
    blocks.extend(configured::blocks(visit));
    Ok(blocks)
}

fn hold_out_blocks(visit: &Visit<'_>, refused: Refused<'_>) -> Result<Vec<Block>, Problem> {
    let words = &visit.words;
    let share = visit.call.app.engine.hold_out()?;
    let percent = words.decimal(share.percent, 1);
    let since = words.moment(share.since);
    let values = [("percent", Value::Text(&percent)), ("since", Value::Text(&since))];
    let said = match share.percent > 0.0 {
        true => Block::Text(words.tell("settings-hold-out-is", &values)),
        false => Block::Warning(words.say("settings-hold-out-none")),
    };
    let fields = Fields::new(words, HERE, refused);
    let group = Group::of(vec![fields.number("percent", Some(share.percent))]);
    let sheet = Sheet {
        about: vec![words.say("settings-hold-out-about")],
        hidden: vec![(KNOWN, editing::stamp_of_form(&share, refused))],
        groups: vec![group],
        mistake: fields.mistake(),
        ..visit.sheet(HERE, &["hold_out"])
    };
    Ok(vec![said, Block::Form(sheet)])
}
