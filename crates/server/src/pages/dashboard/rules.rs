//! The merchant's rules: listed with what they name and which others they meet, added, tried, changed, removed; and the
//! bans and links of single products.

mod by_hand;
mod fields;

use engine::{ConflictView, RuleView};

use super::{
    Page, Visit, address, done,
    previews::{self, PREVIEW_SITUATIONS},
    sheets::{Refused, is_mendable},
};
use crate::{
    errors::{Code, Problem},
    i18n::Value,
    pages::{
        blocks::{Block, Cell, Link, Table, with_query},
        staff::Form,
    },
    route::Answer,
};

const HERE: &str = "rules";

pub(super) const PAGE: Page = Page {
    id: HERE,
    show,
    act: Some(act),
};

fn show(visit: &Visit<'_>) -> Answer {
    match (visit.call.parameter("id"), visit.call.parameter("new")) {
        (Some(id), _) => {
            let rule = visit.call.app.engine.rule(&id, visit.call.now)?;
            visit.blocks(HERE, opened(visit, Some(&rule), None))
        }
        (None, Some(_)) => visit.blocks(HERE, opened(visit, None, None)),
        (None, None) => visit.blocks(HERE, overview(visit, None)?),
    }
}

fn act(visit: &Visit<'_>, form: &Form) -> Answer {
    let engine = &visit.call.app.engine;
    match form.field("act") {
        Some("set") => match set(visit, form) {
            Ok(()) => Ok(done(HERE, "rule-set")),
            Err(problem) if is_mendable(&problem) => {
                visit.refused(HERE, opened(visit, None, Some((form, &problem))))
            }
            Err(problem) => Err(problem),
        },
        Some("try") => tried(visit, form),
        Some("remove") => {
            engine.delete_rule(form.field("id").unwrap_or_default())?;
            Ok(done(HERE, "rule-removed"))
        }
        other => match by_hand::act(visit, form, other) {
            Ok(what) => Ok(done(HERE, what)),
            Err(problem) if is_mendable(&problem) => {
                visit.refused(HERE, overview(visit, Some((form, &problem)))?)
            }
            Err(problem) => Err(problem),
        },
    }
}

/// The rule's own id, or the first free one where the merchant chose none.
fn id_of(visit: &Visit<'_>, form: &Form) -> Result<String, Problem> {
    if let Some(id) = form.text("id") {
        return Ok(id);
    }
    let known = visit.call.app.engine.rules(visit.call.now)?;
    let free = |id: &String| !known.iter().any(|rule| rule.id == *id);
    let ids = (1..=known.len() + 1).map(|number| format!("rule-{number}"));
    let mut free = ids.filter(free);
    Ok(free.next().unwrap_or_default())
}

fn set(visit: &Visit<'_>, form: &Form) -> Result<(), Problem> {
    let engine = &visit.call.app.engine;
    let (id, draft) = (id_of(visit, form)?, fields::draft(form)?);
    let is_known = engine.rules(visit.call.now)?.iter().any(|rule| rule.id == id);
    if form.field("known").is_none() && is_known {
        return Err(Problem::new(Code::Conflict, "There is a rule of this name already.").at("id"));
    }
    engine.put_rule(&id, &draft, visit.call.now)?;
    Ok(())
}

/// What a rule would change, beside the form it was written in.
fn tried(visit: &Visit<'_>, form: &Form) -> Answer {
    let preview = || -> Result<_, Problem> {
        let draft = fields::draft(form)?;
        let placement = form.field("try_at").unwrap_or_default().parse();
        let placement = placement.unwrap_or(shop::Placement::Cart);
        let id = id_of(visit, form)?;
        let engine = &visit.call.app.engine;
        let preview = engine.preview_rule(&id, &draft, placement, PREVIEW_SITUATIONS, visit.call.now)?;
        Ok((placement, preview))
    };
    match preview() {
        Ok((placement, preview)) => {
            let mut blocks = previews::blocks(visit, placement, &preview);
            blocks.push(Block::Heading(visit.words.say("rules-change")));
            blocks.push(Block::Form(fields::sheet(visit, None, None, Some(form))));
            visit.blocks(HERE, blocks)
        }
        Err(problem) if is_mendable(&problem) => {
            visit.refused(HERE, opened(visit, None, Some((form, &problem))))
        }
        Err(problem) => Err(problem),
    }
}

/// One rule's form: a kept one, or a new one.
fn opened(visit: &Visit<'_>, rule: Option<&RuleView>, refused: Refused<'_>) -> Vec<Block> {
    let heading = match rule {
        Some(_) => "rules-change",
        None => "rules-new",
    };
    let mut blocks = vec![
        visit.way_back(HERE),
        Block::Heading(visit.words.say(heading)),
        Block::Form(fields::sheet(visit, rule, refused, None)),
    ];
    if let Some(rule) = rule {
        blocks.extend(conflicts(visit, rule).into_iter().map(Block::Warning));
        blocks.push(Block::Form(visit.ask(HERE, "remove", &[("id", &rule.id)])));
    }
    blocks
}

/// Every rule, then what is decided of single products.
fn overview(visit: &Visit<'_>, refused: Refused<'_>) -> Result<Vec<Block>, Problem> {
    let words = &visit.words;
    let rules = visit.call.app.engine.rules(visit.call.now)?;
    let new = Link::to(
        words.say("rules-new"),
        with_query(&address(HERE), &[("new", "1")]),
    );
    let mut blocks = vec![Block::Text(words.say("rules-about")), Block::Links(vec![new])];
    match rules.is_empty() {
        true => blocks.push(Block::Text(words.say("rules-none"))),
        false => blocks.push(Block::Table(table(visit, &rules))),
    }
    blocks.extend(by_hand::blocks(visit, refused)?);
    Ok(blocks)
}

fn table(visit: &Visit<'_>, rules: &[RuleView]) -> Table {
    let words = &visit.words;
    let row = |rule: &RuleView| {
        let state = match (rule.draft.enabled, rule.in_force) {
            (false, _) => "rules-off",
            (true, true) => "rules-on",
            (true, false) => "rules-not-now",
        };
        let named = rule.products.map(|products| words.number(products as u64));
        let mut notes: Vec<Cell> = conflicts(visit, rule).into_iter().map(Cell::Text).collect();
        notes.extend((!rule.draft.note.is_empty()).then(|| Cell::Data(rule.draft.note.clone())));
        vec![
            Cell::Link(Link::to(
                rule.id.clone(),
                with_query(&address(HERE), &[("id", &rule.id)]),
            )),
            Cell::Text(words.say(&format!("rules-action-{}", rule.draft.action.as_str()))),
            Cell::Number(named.unwrap_or_else(|| "–".to_owned())),
            visit.places(&rule.draft.when.placements),
            Cell::text_lines([words.say(state)].into_iter().chain(window(visit, rule))),
            Cell::Lines(notes),
        ]
    };
    let column = |id: &&str| words.say(&format!("rules-column-{id}"));
    Table {
        caption: words.say("dashboard-rules"),
        head: ["rule", "action", "products", "where", "state", "notes"]
            .iter()
            .map(column)
            .collect(),
        rows: rules.iter().map(row).collect(),
    }
}

fn window(visit: &Visit<'_>, rule: &RuleView) -> Option<String> {
    let ms = |text: &Option<String>| fields::moment_of(text.as_deref()).map(shop::Timestamp::unix_ms);
    let when = &rule.draft.when;
    visit.window(ms(&when.valid_from), ms(&when.valid_until))
}

/// Which other rules want something else of the same products, and which of them counts.
fn conflicts(visit: &Visit<'_>, rule: &RuleView) -> Vec<String> {
    let told = |conflict: &ConflictView| {
        let id = match &conflict.wins {
            None => "rules-conflict-both",
            Some(id) if *id == rule.id => "rules-conflict-wins",
            Some(_) => "rules-conflict-loses",
        };
        let examples = conflict.examples.join(", ");
        let values = [
            ("with", Value::Text(&conflict.with)),
            ("products", Value::Number(conflict.products as u64)),
            ("examples", Value::Text(&examples)),
        ];
        visit.words.tell(id, &values)
    };
    rule.conflicts.iter().map(told).collect()
}
