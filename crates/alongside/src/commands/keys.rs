//! `alongside keys`: who may ask.

use clap::{
    Args, Subcommand,
    builder::{PossibleValuesParser, TypedValueParser},
};
use engine::{KeyInfo, KeyKind};
use serde_json::json;
use server::wire::status::KeyReply;

use crate::{
    context::{Context, now},
    exit::Exit,
    failure::Failure,
    report::Report,
    table::Table,
};

/// List, make and revoke the keys with which pages and servers ask
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alongside keys list
  alongside keys create --kind public --label storefront --origin https://shop.example
  alongside keys create --kind desk --label 'till 2' --json
  alongside keys revoke s_7h2k9m4p")]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show every key: its id, kind and label, never the key itself
    List,
    /// Make a key and show it once
    Create {
        /// What it may do: public asks for offers and sends events, desk signs in to the sales desk and reports what a
        /// till sells, secret does all but administer, admin all
        #[arg(long, default_value = "secret", value_parser = kinds())]
        kind: KeyKind,
        /// What it is for, in your words
        #[arg(long, default_value = "")]
        label: String,
        /// Pages that may use a public key, such as `https://shop.example`; repeat for several [default: any]
        #[arg(long = "origin", value_name = "ORIGIN")]
        origins: Vec<String>,
    },
    /// Make a key useless, from now on
    Revoke {
        /// The key's id, as `keys list` shows it
        id: String,
    },
}

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    match &arguments.action {
        Action::List => list(context),
        Action::Create { kind, label, origins } => create(context, *kind, label, origins),
        Action::Revoke { id } => {
            let engine = context.open()?;
            engine.revoke_key(id, now())?;
            engine.close();
            let text = format!("Key {id} is revoked; whoever uses it is refused from now on.");
            Ok(Report::new(&json!({ "id": id, "revoked": true }), text))
        }
    }
}

fn kinds() -> impl TypedValueParser<Value = KeyKind> {
    let parse = |text: String| KeyKind::parse(&text).ok_or("unknown kind");
    PossibleValuesParser::new(KeyKind::ALL.map(KeyKind::as_str)).try_map(parse)
}

fn list(context: &Context) -> Result<Report, Failure> {
    let engine = context.open()?;
    let mut keys = engine.keys()?;
    keys.sort_by_key(|key| {
        (
            key.created_at,
            KeyKind::ALL.iter().position(|kind| *kind == key.kind),
        )
    });
    engine.close();
    let mut table = Table::new(&["Id", "Kind", "Label", "Origins", "Made", "State"]);
    for key in &keys {
        table.row(vec![
            key.id.clone(),
            key.kind.as_str().to_owned(),
            key.label.clone(),
            origins_of(key),
            key.created_at.day().to_string(),
            state_of(key),
        ]);
    }
    let json: Vec<_> = keys.iter().map(KeyReply::from).collect();
    Ok(Report::new(
        &json!({ "keys": json }),
        table.render(|line| context.style.bold(line)),
    ))
}

fn origins_of(key: &KeyInfo) -> String {
    match (key.kind, key.origins.is_empty()) {
        (KeyKind::Public, true) => "any".to_owned(),
        _ => key.origins.join(" "),
    }
}

fn state_of(key: &KeyInfo) -> String {
    key.revoked_at
        .map_or_else(|| "active".to_owned(), |at| format!("revoked {}", at.day()))
}

fn create(context: &Context, kind: KeyKind, label: &str, origins: &[String]) -> Result<Report, Failure> {
    if kind != KeyKind::Public && !origins.is_empty() {
        return Err(
            Failure::new(Exit::Usage, "usage", "only a public key is bound to origins")
                .hint("leave --origin out, or make a public key"),
        );
    }
    let engine = context.open()?;
    let key = engine.create_key(kind, label, origins, now())?;
    engine.close();
    let text = format!(
        "{}\n\nThis is the {} key {}, shown this once and kept nowhere in clear. Write it down.",
        context.style.bold(&key.secret),
        kind.as_str(),
        key.info.id
    );
    Ok(Report::new(&KeyReply::from(&key), text))
}
