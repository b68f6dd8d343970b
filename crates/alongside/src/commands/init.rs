//! `alongside init`: makes an empty shop and its first keys.

use clap::Args;
use engine::{Engine, NewKey, NewShop};
use serde_json::json;
use server::wire::status::KeyReply;
use shop::{Currency, Locale};

use crate::{
    context::{Context, HOLD_OUT_PERCENT, now},
    failure::Failure,
    report::Report,
};

/// Make an empty shop in the data folder, and its first four keys
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alongside init --name \"Corner Electronics\" --currency EUR
  alongside init --name \"فروشگاه\" --currency IRR --locale fa --data ./shop
  alongside init --name Demo --currency RON --json > keys.json")]
pub struct Arguments {
    /// The shop's name, for people
    #[arg(long, value_parser = name)]
    name: String,
    /// The currency of amounts that name none, such as EUR, RON, AED or IRR
    #[arg(long, value_name = "CODE")]
    currency: Currency,
    /// The language of texts that name none, such as en, ar, fa or ro
    #[arg(long, value_name = "TAG", default_value = "en")]
    locale: Locale,
}

/// The shop's name, which stands on every page and report.
fn name(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("a shop has a name; write for example \"Corner Electronics\"".to_owned()),
        name if name.chars().any(char::is_control) => Err("a name is one line of text".to_owned()),
        name => Ok(name.to_owned()),
    }
}

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    let shop = NewShop {
        name: arguments.name.clone(),
        currency: arguments.currency,
        locale: arguments.locale.clone(),
    };
    let folder = context.folder();
    let (engine, keys) = Engine::init(&folder, shop, now())?;
    let held_out = engine.set_hold_out(HOLD_OUT_PERCENT, now());
    engine.close();
    held_out?;
    let shown = folder.display().to_string();
    let line = |key: &NewKey| format!("  {:<8}{}", key.info.kind.as_str(), key.secret);
    let lines: Vec<String> = keys.iter().map(line).collect();
    let text = format!(
        "{} is ready in {shown}\n\nIts keys, shown this once and kept nowhere in clear. Write them down:\n{}\n\n\
         public   goes into the shop's pages: it may ask for offers and send events\n\
         desk     signs in to the sales desk and stands in tills; it opens nothing else\n\
         secret   stays in the shop's server: orders and products as well\n\
         admin    is for you: imports, models and keys\n\n\
         {HOLD_OUT_PERCENT} % of the visitors will see no offers, so that it can be told what offers earn; \
         'alongside experiments hold-out' changes that.\n\n\
         Next: alongside import orders.csv",
        context.style.bold(&arguments.name),
        lines.join("\n"),
    );
    let keys: Vec<_> = keys.iter().map(KeyReply::from).collect();
    Ok(Report::new(
        &json!({
            "folder": shown,
            "name": arguments.name,
            "currency": arguments.currency.code(),
            "locale": arguments.locale.as_str(),
            "hold_out_percent": HOLD_OUT_PERCENT,
            "keys": keys,
        }),
        text,
    ))
}
