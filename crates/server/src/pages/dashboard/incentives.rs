//! What the shop gives: free delivery, discounts, gifts, points and coupons; listed with what they may cost, added,
//! changed, switched off, removed.

mod cost;
mod fields;

use engine::{IncentiveDraft, IncentiveEntry, decide::incentives::Kind};

use super::{
    Page, Visit, address, done,
    editing::{self, KNOWN},
    sheets::{Refused, is_mendable},
};
use crate::{
    errors::{Code, Problem},
    pages::{
        blocks::{Block, Cell, Link, Table, with_query},
        staff::Form,
    },
    route::Answer,
};

const HERE: &str = "incentives";
/// What is said where a new one has the name of another.
const TAKEN: &str = "There is one of this name already.";

pub(super) const PAGE: Page = Page {
    id: HERE,
    show,
    act: Some(act),
};

fn show(visit: &Visit<'_>) -> Answer {
    let blocks = match (visit.call.parameter("id"), visit.call.parameter("new")) {
        (Some(id), _) => {
            let entry = visit.call.app.engine.incentive(&id, visit.call.now)?;
            opened(visit, kind(&entry.draft.kind)?, Some(&entry), None)
        }
        (None, Some(new)) => opened(visit, kind(&new)?, None, None),
        (None, None) => overview(visit)?,
    };
    visit.blocks(HERE, blocks)
}

fn kind(id: &str) -> Result<Kind, Problem> {
    Kind::parse(id).ok_or_else(|| Problem::new(Code::NotFound, "Nothing of this kind is given."))
}

fn act(visit: &Visit<'_>, form: &Form) -> Answer {
    let engine = &visit.call.app.engine;
    let _alone = visit.alone();
    let all = engine.incentives(visit.call.now)?;
    let id = form.text("id").unwrap_or_default();
    let kept = all.iter().find(|entry| entry.id == id);
    let done = match form.field("act") {
        Some("set") => set(visit, form, &id, kept),
        Some(switch @ ("pause" | "resume")) => switched(visit, form, kept, switch == "pause"),
        Some("remove") => removed(visit, form, kept),
        _ => Err(Problem::new(Code::InvalidField, "The form says nothing to do.")),
    };
    match done {
        Ok(what) => Ok(done_with(what)),
        Err(problem) if is_mendable(&problem) => {
            let kind = kept.map_or(form.field("kind").unwrap_or_default(), |entry| &entry.draft.kind);
            let known = kept.filter(|_| form.text(KNOWN).is_some());
            let blocks = opened(visit, self::kind(kind)?, known, Some((form, &problem)));
            visit.refused_for(HERE, blocks, &problem)
        }
        Err(problem) => Err(problem),
    }
}

fn done_with(what: &str) -> crate::reply::Reply {
    done(HERE, what)
}

fn set(
    visit: &Visit<'_>,
    form: &Form,
    id: &str,
    kept: Option<&IncentiveEntry>,
) -> Result<&'static str, Problem> {
    editing::check(form, kept.map(|entry| &entry.draft), TAKEN)?;
    let draft = fields::draft(form, kept, visit.call.app.engine.profile().currency)?;
    visit.call.app.engine.put_incentive(id, &draft, visit.call.now)?;
    Ok("incentive-set")
}

/// Switches one off or on; whatever else somebody changed meanwhile stays as they changed it.
fn switched(
    visit: &Visit<'_>,
    form: &Form,
    kept: Option<&IncentiveEntry>,
    paused: bool,
) -> Result<&'static str, Problem> {
    let Some(entry) = kept else {
        return editing::check(form, None::<&IncentiveDraft>, TAKEN).map(|()| "incentive-removed");
    };
    let draft = IncentiveDraft {
        paused,
        ..entry.draft.clone()
    };
    visit
        .call
        .app
        .engine
        .put_incentive(&entry.id, &draft, visit.call.now)?;
    Ok(if paused {
        "incentive-paused"
    } else {
        "incentive-resumed"
    })
}

fn removed(visit: &Visit<'_>, form: &Form, kept: Option<&IncentiveEntry>) -> Result<&'static str, Problem> {
    // What somebody else removed meanwhile is gone, as was wanted.
    if let Some(entry) = kept {
        editing::check(form, Some(&entry.draft), TAKEN)?;
        visit
            .call
            .app
            .engine
            .delete_incentive(&entry.id, visit.call.now)?;
    }
    Ok("incentive-removed")
}

/// One incentive: a kept one with what it cost so far, or a new one of a kind.
fn opened(visit: &Visit<'_>, kind: Kind, entry: Option<&IncentiveEntry>, refused: Refused<'_>) -> Vec<Block> {
    let words = &visit.words;
    let heading = words.say(&format!("incentives-kind-{}", kind.as_str()));
    let mut blocks = vec![
        visit.way_back(HERE),
        Block::Heading(heading),
        Block::Text(words.say(&format!("incentives-kind-{}-about", kind.as_str()))),
    ];
    if let Some(entry) = entry {
        let lines = cost::sentences(visit, kind, entry);
        blocks.extend(lines.into_iter().map(Block::Hint));
    }
    blocks.push(Block::Form(fields::sheet(visit, kind, entry, refused)));
    if let Some(entry) = entry {
        let known = editing::stamp(&entry.draft);
        let hidden = [("id", entry.id.as_str()), (KNOWN, &*known)];
        let switch = if entry.draft.paused { "resume" } else { "pause" };
        blocks.push(Block::Form(visit.ask(HERE, switch, &hidden)));
        blocks.push(Block::Form(visit.ask(HERE, "remove", &hidden)));
    }
    blocks
}

fn overview(visit: &Visit<'_>) -> Result<Vec<Block>, Problem> {
    let words = &visit.words;
    let entries = visit.call.app.engine.incentives(visit.call.now)?;
    let mut blocks = vec![Block::Text(words.say("incentives-about"))];
    match entries.is_empty() {
        true => blocks.push(Block::Text(words.say("incentives-none"))),
        false => blocks.push(Block::Table(table(visit, &entries))),
    }
    blocks.push(Block::Heading(words.say("incentives-new")));
    let new = Kind::ALL.map(|kind| {
        let name = words.say(&format!("incentives-kind-{}", kind.as_str()));
        Link::to(name, with_query(&address(HERE), &[("new", kind.as_str())]))
    });
    blocks.push(Block::Links(new.into()));
    blocks.push(Block::Hint(words.say("incentives-new-about")));
    Ok(blocks)
}

fn table(visit: &Visit<'_>, entries: &[IncentiveEntry]) -> Table {
    let words = &visit.words;
    let row = |entry: &IncentiveEntry| {
        let kind = Kind::parse(&entry.draft.kind).unwrap_or(Kind::ThresholdDiscount);
        let to = with_query(&address(HERE), &[("id", &entry.id)]);
        let named = words.say(&format!("incentives-kind-{}", kind.as_str()));
        let placements = match entry.draft.placements.is_empty() {
            true => Cell::Text(words.say("incentives-usual-places")),
            false => visit.places(&entry.draft.placements),
        };
        vec![
            Cell::Lines(vec![
                Cell::Link(Link::to(entry.id.clone(), to)),
                Cell::Text(named),
            ]),
            Cell::Text(cost::gift(visit, kind, entry)),
            Cell::text_lines(cost::sentences(visit, kind, entry)),
            placements,
            Cell::text_lines(state(visit, entry)),
        ]
    };
    Table {
        caption: words.say("dashboard-incentives"),
        head: ["name", "gives", "cost", "where", "state"]
            .map(|name| words.say(&format!("incentives-column-{name}")))
            .into(),
        rows: entries.iter().map(row).collect(),
    }
}

/// Whether it holds now, and from when until when.
fn state(visit: &Visit<'_>, entry: &IncentiveEntry) -> Vec<String> {
    let (words, draft, now) = (&visit.words, &entry.draft, visit.call.now.unix_ms());
    let is_spent = draft
        .budget
        .is_some_and(|budget| cost::left_minor(entry, budget) <= 0);
    let state = match () {
        () if draft.paused => "incentives-off",
        () if draft.valid_until_ms.is_some_and(|until| until <= now) => "incentives-over",
        () if draft.valid_from_ms.is_some_and(|from| from > now) => "incentives-not-yet",
        () if is_spent => "incentives-spent-up",
        () => "incentives-on",
    };
    let window = visit.window(draft.valid_from_ms, draft.valid_until_ms);
    std::iter::once(words.say(state)).chain(window).collect()
}
