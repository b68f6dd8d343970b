//! What steers the offers of each placement: changed in a form, tried on real carts, set, rolled back; and what two
//! people who change one placement at a time are told.

mod fields;
mod variants;

use std::collections::BTreeSet;

use engine::{PolicyDraft, PolicyVersion, PolicyView, Steering};
use shop::{Placement, Timestamp};

use super::{
    Page, Visit, address,
    previews::{self, PREVIEW_SITUATIONS},
    sheets::{Refused, done_at, is_mendable},
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

const HERE: &str = "placements";

pub(super) const PAGE: Page = Page {
    id: HERE,
    show,
    act: Some(act),
};

fn show(visit: &Visit<'_>) -> Answer {
    match visit.call.parameter("id") {
        Some(id) => visit.blocks(HERE, opened(visit, placement(&id)?, None, None)?),
        None => visit.blocks(HERE, overview(visit)?),
    }
}

fn placement(id: &str) -> Result<Placement, Problem> {
    let unknown = |_| Problem::new(Code::NotFound, "There is no such placement.");
    id.parse().map_err(unknown)
}

fn act(visit: &Visit<'_>, form: &Form) -> Answer {
    let id = form.field("id").unwrap_or_default();
    let placement = placement(id)?;
    let done = match form.field("act") {
        Some("set") => set(visit, placement, form),
        Some("try") => tried(visit, placement, form),
        Some("roll_back") => roll_back(visit, placement, form),
        _ => Err(Problem::new(Code::InvalidField, "The form says nothing to do.")),
    };
    match done {
        Err(problem) if is_mendable(&problem) => {
            visit.refused(HERE, opened(visit, placement, Some((form, &problem)), None)?)
        }
        answer => answer,
    }
}

fn latest(view: &PolicyView) -> u32 {
    view.versions.first().map_or(0, |version| version.version)
}

fn set(visit: &Visit<'_>, placement: Placement, form: &Form) -> Answer {
    let engine = &visit.call.app.engine;
    let draft = fields::draft(form, engine, placement)?;
    let seen: u32 = form.number("opened")?.unwrap_or_default();
    let set = engine.put_policy_after(placement, seen, draft.clone(), visit.call.now)?;
    match set {
        Some(_) => Ok(done_at(HERE, &[("id", placement.as_str())], "policy-set")),
        None => both_changed(visit, placement, seen, &draft, form),
    }
}

/// Somebody else set another version meanwhile: what they changed, and what was typed, side by side.
fn both_changed(
    visit: &Visit<'_>,
    placement: Placement,
    seen: u32,
    draft: &PolicyDraft,
    form: &Form,
) -> Answer {
    let (engine, words) = (&visit.call.app.engine, &visit.words);
    let view = engine.policy(placement, visit.call.now)?;
    let of = |number: u32| -> Result<Steering, Problem> {
        let version = view.versions.iter().find(|version| version.version == number);
        let draft = version.map(|version| version.draft.clone()).unwrap_or_default();
        Ok(engine.drafted_policy(placement, &draft)?)
    };
    let currency = engine.profile().currency;
    let values = |steering: &Steering| fields::values(&steering.policy, &steering.variants, currency);
    let (was, is, typed) = (
        values(&of(seen)?),
        values(&of(latest(&view))?),
        values(&engine.drafted_policy(placement, draft)?),
    );
    let at = |all: &fields::Values, name: &str| {
        Cell::Data(
            all.get(name)
                .filter(|value| !value.is_empty())
                .cloned()
                .unwrap_or_else(|| "–".to_owned()),
        )
    };
    let differs = |name: &&String| was.get(*name) != is.get(*name);
    let names: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let rows = names.into_iter().filter(differs).map(|name| {
        let name_of_field = Cell::Text(fields::label(words, name));
        vec![name_of_field, at(&was, name), at(&is, name), at(&typed, name)]
    });
    let mut blocks = vec![
        visit.way_back(HERE),
        Block::Heading(visit.placement(placement.as_str())),
        Block::Warning(words.say("placements-both")),
        Block::Table(Table {
            caption: words.say("placements-both-table"),
            head: ["field", "was", "is", "typed"]
                .map(|column| words.say(&format!("placements-both-{column}")))
                .into(),
            rows: rows.collect(),
        }),
    ];
    let sheet = fields::sheet(visit, placement, &view, None, Some(form), None);
    blocks.push(Block::Form(sheet));
    Ok(visit
        .blocks(HERE, blocks)?
        .status(axum::http::StatusCode::CONFLICT))
}

fn tried(visit: &Visit<'_>, placement: Placement, form: &Form) -> Answer {
    let engine = &visit.call.app.engine;
    let draft = fields::draft(form, engine, placement)?;
    let preview = engine.preview_policy(placement, &draft, PREVIEW_SITUATIONS, visit.call.now)?;
    let mut blocks = vec![visit.way_back(HERE)];
    blocks.extend(previews::blocks(visit, placement, &preview));
    blocks.extend(opened(visit, placement, None, Some(form))?.into_iter().skip(1));
    visit.blocks(HERE, blocks)
}

/// Sets what an earlier version changed once more, for good.
fn roll_back(visit: &Visit<'_>, placement: Placement, form: &Form) -> Answer {
    let engine = &visit.call.app.engine;
    let number: u32 = form.number("version")?.unwrap_or_default();
    let versions = engine.policy(placement, visit.call.now)?.versions;
    let draft = match versions.into_iter().find(|version| version.version == number) {
        Some(version) => PolicyDraft {
            change: version.draft.change,
            note: version.draft.note,
            ..PolicyDraft::default()
        },
        None if number == 0 => PolicyDraft::default(),
        None => return Err(Problem::new(Code::NotFound, "There is no such version any more.")),
    };
    let seen: Option<u32> = form.number("opened")?;
    let set = match seen {
        Some(seen) => engine
            .put_policy_after(placement, seen, draft, visit.call.now)?
            .is_some(),
        None => engine
            .put_policy(placement, draft, visit.call.now)
            .map(|_| true)?,
    };
    if set {
        return Ok(done_at(HERE, &[("id", placement.as_str())], "policy-set"));
    }
    let mut blocks = opened(visit, placement, None, None)?;
    blocks.insert(2, Block::Warning(visit.words.say("placements-roll-back-late")));
    Ok(visit
        .blocks(HERE, blocks)?
        .status(axum::http::StatusCode::CONFLICT))
}

fn overview(visit: &Visit<'_>) -> Result<Vec<Block>, Problem> {
    let words = &visit.words;
    let row = |placement: Placement| -> Result<Vec<Cell>, Problem> {
        let view = visit.call.app.engine.policy(placement, visit.call.now)?;
        let policy = &view.in_force;
        let id = placement.as_str();
        let units = policy.units().map(|unit| {
            let values = [("slots", Value::Number(unit.slots as u64))];
            words.tell(&format!("placements-unit-{}", unit.intent.as_str()), &values)
        });
        let variants = view.variants.iter().map(|variant| {
            let values = [("name", Value::Text(&variant.draft.name))];
            words.tell("placements-variant", &values)
        });
        Ok(vec![
            Cell::Link(Link::to(
                visit.placement(id),
                with_query(&address(HERE), &[("id", id)]),
            )),
            Cell::text_lines(units.chain(variants)),
            Cell::Text(words.say(&format!("placements-objective-{}", policy.objective.as_str()))),
            Cell::Text(version_name(visit, policy.version)),
        ])
    };
    let rows: Result<Vec<_>, Problem> = Placement::ALL.into_iter().map(row).collect();
    Ok(vec![
        Block::Text(words.say("placements-about")),
        Block::Table(Table {
            caption: words.say("dashboard-placements"),
            head: ["place", "offers", "objective", "version"]
                .map(|column| words.say(&format!("placements-column-{column}")))
                .into(),
            rows: rows?,
        }),
    ])
}

fn version_name(visit: &Visit<'_>, version: u32) -> String {
    match version {
        0 => visit.words.say("placements-version-configured"),
        version => {
            let values = [("version", Value::Number(version.into()))];
            visit.words.tell("placements-version", &values)
        }
    }
}

/// One placement: its form and its versions.
fn opened(
    visit: &Visit<'_>,
    placement: Placement,
    refused: Refused<'_>,
    sent: Option<&Form>,
) -> Result<Vec<Block>, Problem> {
    let words = &visit.words;
    let view = visit.call.app.engine.policy(placement, visit.call.now)?;
    // A form that is shown again, tried or refused, was still opened when it was opened.
    let opened = refused.map(|(form, _)| form).or(sent);
    let opened = opened.and_then(|form| form.field("opened"));
    let mut blocks = vec![
        visit.way_back(HERE),
        Block::Heading(visit.placement(placement.as_str())),
        Block::Text(version_name(visit, view.in_force.version)),
        Block::Form(fields::sheet(visit, placement, &view, refused, sent, opened)),
        Block::Heading(words.say("placements-history")),
    ];
    match view.versions.is_empty() {
        true => blocks.push(Block::Text(words.say("placements-history-none"))),
        false => blocks.push(Block::Table(history(visit, placement, &view))),
    }
    Ok(blocks)
}

fn history(visit: &Visit<'_>, placement: Placement, view: &PolicyView) -> Table {
    let words = &visit.words;
    let way_back = |number: u32| {
        let (number, opened) = (number.to_string(), latest(view).to_string());
        let hidden = [
            ("id", placement.as_str()),
            ("version", &*number),
            ("opened", &*opened),
        ];
        Cell::Form(visit.ask(HERE, "roll_back", &hidden))
    };
    let row = |version: &PolicyVersion| {
        let set_at = Timestamp::from_unix_ms(version.set_at_ms).unwrap_or_default();
        let window = visit.window(version.draft.valid_from_ms, version.draft.valid_until_ms);
        vec![
            Cell::Text(version_name(visit, version.version)),
            Cell::text_lines([words.moment(set_at)].into_iter().chain(window)),
            Cell::Data(version.draft.note.clone()),
            match version.version == view.in_force.version {
                true => Cell::Text(words.say("placements-in-force")),
                false => way_back(version.version),
            },
        ]
    };
    let mut rows: Vec<_> = view.versions.iter().map(row).collect();
    rows.push(vec![
        Cell::Text(version_name(visit, 0)),
        Cell::Text(String::new()),
        Cell::Text(String::new()),
        match view.in_force.version {
            0 => Cell::Text(words.say("placements-in-force")),
            _ => way_back(0),
        },
    ]);
    Table {
        caption: words.say("placements-history"),
        head: vec![
            words.say("placements-column-version"),
            words.say("placements-column-set"),
            words.say("rules-note"),
            words.say("staff-column-acts"),
        ],
        rows,
    }
}
