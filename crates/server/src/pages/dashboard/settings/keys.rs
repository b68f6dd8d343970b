//! Keys: listed, made – their secret is shown this once –, revoked.

use engine::{KeyInfo, KeyKind};

use super::HERE;
use crate::{
    errors::{Code, Problem},
    http::keys,
    pages::{
        blocks::{Block, Cell, Group, Sheet, Table},
        dashboard::{Visit, done, sheets::Refused},
        forms::Fields,
        staff::Form,
    },
    route::Answer,
};

/// What is said of the last key that opens the dashboard.
const LAST_ADMIN: &str = "This is the last admin key. Make another one first.";

/// Makes a key and shows it. The answer is the page itself, as nothing but this answer may ever hold the secret.
///
/// # Errors
/// [`Problem`] naming what cannot be used.
pub(super) fn create(visit: &Visit<'_>, form: &Form) -> Answer {
    let kind = form.field("kind").and_then(KeyKind::parse);
    let kind = kind.ok_or_else(|| Problem::new(Code::UnknownValue, "Choose a kind.").at("kind"))?;
    let label = form.field("label").unwrap_or_default();
    let new = keys::made(visit.call, kind, label, &form.lines("origins"))?;
    let words = &visit.words;
    visit.blocks(
        HERE,
        vec![
            visit.way_back(HERE),
            Block::Heading(words.say("settings-key-made")),
            Block::Warning(words.say("settings-key-once")),
            Block::Verbatim(new.secret),
            Block::Text(words.say(&format!("settings-kind-{}-about", kind.as_str()))),
        ],
    )
}

/// Revokes a key, but for the last one that opens these pages.
///
/// # Errors
/// [`Problem`] where there is no such key, or nobody could sign in here without it.
pub(super) fn revoke(visit: &Visit<'_>, form: &Form) -> Answer {
    let id = form.field("key").unwrap_or_default();
    let _alone = visit.alone();
    let keys = visit.call.app.engine.keys()?;
    let opens = |key: &&KeyInfo| key.kind == KeyKind::Admin && key.revoked_at.is_none();
    let mut admins = keys.iter().filter(opens);
    if let (Some(last), None) = (admins.next(), admins.next())
        && last.id == id
    {
        return Err(Problem::new(Code::Conflict, LAST_ADMIN));
    }
    visit.call.app.engine.revoke_key(id, visit.call.now)?;
    Ok(done(HERE, "revoked"))
}

/// The keys, and the form that makes one.
///
/// # Errors
/// [`Problem`] where they cannot be read.
pub(super) fn blocks(visit: &Visit<'_>, refused: Refused<'_>) -> Result<Vec<Block>, Problem> {
    let words = &visit.words;
    let keys = visit.call.app.engine.keys()?;
    let is_last = refused.is_some_and(|(_, problem)| problem.detail == LAST_ADMIN);
    let fields = Fields::new(words, HERE, refused.filter(|_| !is_last));
    let kinds = words.named("settings-kind", KeyKind::ALL.map(KeyKind::as_str));
    let group = Group::of(vec![
        fields.choice("kind", KeyKind::Public.as_str(), kinds),
        fields.line("label", ""),
        fields.list("origins", &[]),
    ]);
    let sheet = Sheet {
        groups: vec![group],
        mistake: fields.mistake(),
        ..visit.sheet(HERE, &["create"])
    };
    let late = is_last.then(|| Block::Warning(words.say("settings-key-last")));
    let blocks = [Block::Table(table(visit, &keys)), Block::Form(sheet)];
    Ok(late.into_iter().chain(blocks).collect())
}

fn table(visit: &Visit<'_>, keys: &[KeyInfo]) -> Table {
    let words = &visit.words;
    let state = |key: &KeyInfo| match key.revoked_at {
        Some(_) => Cell::Text(words.say("settings-key-revoked")),
        None => Cell::Form(visit.ask(HERE, "revoke", &[("key", &key.id)])),
    };
    let row = |key: &KeyInfo| {
        let is_own = key.id == visit.session.key.id;
        let own = is_own.then(|| Cell::Text(words.say("settings-key-own")));
        let named = [Cell::Number(key.id.clone()), Cell::Data(key.label.clone())];
        vec![
            Cell::Lines(named.into_iter().chain(own).collect()),
            Cell::Text(words.say(&format!("settings-kind-{}", key.kind.as_str()))),
            Cell::data_lines(key.origins.clone()),
            Cell::Text(words.moment(key.created_at)),
            state(key),
        ]
    };
    let names = ["key", "kind", "origins", "made"];
    let head = names.map(|name| words.say(&format!("settings-column-{name}")));
    Table {
        caption: words.say("settings-keys"),
        head: head.into_iter().chain([words.say("staff-column-acts")]).collect(),
        rows: keys.iter().map(row).collect(),
    }
}
