//! The merchant's rules: listed with what they name and which others they meet, added, tried, changed, removed; and the
//! bans and links of single products.

mod by_hand;
mod fields;

use engine::{ConflictView, RuleView};

use super::{
    Page, Visit, address, done,
    editing::{self, KNOWN},
    previews::{self, PREVIEW_SITUATIONS},
    sheets::{Refused, is_mendable},
};
use crate::{
    errors::Problem,
    i18n::Value,
    pages::{
        blocks::{Block, Cell, Link, Table, with_query},
        staff::Form,
    },
    route::Answer,
};

const HERE: &str = "rules";
/// What is said where a new rule has the name of another.
const TAKEN: &str = "There is a rule of this name already.";

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
    let _alone = visit.alone();
    match form.field("act") {
        Some(act @ ("set" | "try" | "remove")) => {
            let kept = kept(visit, form)?;
            let done = match act {
                "set" => set(visit, form, kept.as_ref()),
                "try" => tried(visit, form, kept.as_ref()),
                _ => removed(visit, form, kept.as_ref()),
            };
            match done {
                Err(problem) if is_mendable(&problem) => {
                    let known = kept.as_ref().filter(|_| form.text(KNOWN).is_some());
                    visit.refused_for(HERE, opened(visit, known, Some((form, &problem))), &problem)
                }
                answer => answer,
            }
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

/// The rule of the name that a form says, as it is kept now.
fn kept(visit: &Visit<'_>, form: &Form) -> Result<Option<RuleView>, Problem> {
    let rules = visit.call.app.engine.rules(visit.call.now)?;
    let id = form.text("id");
    Ok(rules.into_iter().find(|rule| Some(&rule.id) == id.as_ref()))
}

fn set(visit: &Visit<'_>, form: &Form, kept: Option<&RuleView>) -> Answer {
    editing::check(form, kept.map(|rule| &rule.draft), TAKEN)?;
    let (id, draft) = (id_of(visit, form)?, fields::draft(form)?);
    visit.call.app.engine.put_rule(&id, &draft, visit.call.now)?;
    Ok(done(HERE, "rule-set"))
}

fn removed(visit: &Visit<'_>, form: &Form, kept: Option<&RuleView>) -> Answer {
    // What somebody else removed meanwhile is gone, as was wanted.
    if let Some(rule) = kept {
        editing::check(form, Some(&rule.draft), TAKEN)?;
        visit.call.app.engine.delete_rule(&rule.id)?;
    }
    Ok(done(HERE, "rule-removed"))
}

/// What a rule would change, beside the form it was written in.
fn tried(visit: &Visit<'_>, form: &Form, kept: Option<&RuleView>) -> Answer {
    let draft = fields::draft(form)?;
    let placement = form.field("try_at").unwrap_or_default().parse();
    let placement = placement.unwrap_or(shop::Placement::Cart);
    let id = id_of(visit, form)?;
    let engine = &visit.call.app.engine;
    let preview = engine.preview_rule(&id, &draft, placement, PREVIEW_SITUATIONS, visit.call.now)?;
    let mut blocks = previews::blocks(visit, placement, &preview);
    if !draft.when.customers().is_everybody() {
        blocks.insert(1, Block::Text(visit.words.say("preview-rule-customers")));
    }
    blocks.push(Block::Heading(visit.words.say("rules-change")));
    let known = kept.filter(|_| form.text(KNOWN).is_some());
    blocks.push(Block::Form(fields::sheet(visit, known, None, Some(form))));
    visit.blocks(HERE, blocks)
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
        let known = editing::stamp(&rule.draft);
        let hidden = [("id", rule.id.as_str()), (KNOWN, &*known)];
        blocks.push(Block::Form(visit.ask(HERE, "remove", &hidden)));
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
