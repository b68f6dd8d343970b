//! `alongside serve`: answers over HTTP until it is told to stop.

use std::net::SocketAddr;

use clap::Args;
use engine::{Engine, Settings};
use serde_json::json;

use crate::{
    context::{Context, now},
    exit::Exit,
    failure::Failure,
    report::Report,
    serving::{address_of, check_address, serve},
};

/// Serve offers over HTTP, and build again by itself when orders or products come in
///
/// Ctrl-C or the signal to end stops it: requests in flight are finished first, and nothing acknowledged is lost.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alongside serve
  alongside serve --data ./shop --listen 0.0.0.0:7700
  alongside serve --no-schedule --json")]
pub struct Arguments {
    /// Address and port [default: server.listen of alongside.toml, or 127.0.0.1:7700]
    #[arg(long, value_name = "ADDRESS:PORT", value_parser = address_of)]
    listen: Option<SocketAddr>,
    /// Build only when asked to, with `alongside build` or over HTTP; what visitors do is still summed up, and an
    /// experiment's arm that does harm is still stopped
    #[arg(long)]
    no_schedule: bool,
}

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    let settings = Settings::load(&context.folder())?;
    let address = match arguments.listen {
        Some(address) => address,
        None => configured(&settings.listen)?,
    };
    check_address(address)?;
    let engine = std::sync::Arc::new(context.open()?);
    check_keys(&engine, address, context)?;
    if !engine.is_ready() {
        context.say("Nothing has been built yet, so no offers are made until orders come in or `alongside build` ran.");
    }
    match arguments.no_schedule {
        true => engine.start_watching(now)?,
        false => engine.start_scheduler(now)?,
    }
    let name = engine.profile().name.clone();
    serve(&engine, context, address, None, |address| {
        let text = format!(
            "{} is served at http://{address} (reference: http://{address}/docs). Stop with Ctrl-C.",
            context.style.bold(&name)
        );
        let report = Report::new(
            &json!({ "address": address.to_string(), "url": format!("http://{address}") }),
            text,
        );
        // Standard output may be closed; whoever started the server asked for serving, not for this line.
        let _ = context.print(&report);
    })?;
    context.say("Stopped; everything acknowledged is stored.");
    Ok(Report::silent())
}

fn configured(listen: &str) -> Result<SocketAddr, Failure> {
    address_of(listen).map_err(|reason| {
        Failure::new(Exit::Failure, "config", format!("server.listen: {reason}"))
            .hint("write for example listen = \"127.0.0.1:7700\" in alongside.toml")
    })
}

/// Whoever can reach the server needs a key; without one, opening it to others would only answer refusals.
fn check_keys(engine: &Engine, address: SocketAddr, context: &Context) -> Result<(), Failure> {
    if engine.keys()?.iter().any(|key| key.revoked_at.is_none()) {
        return Ok(());
    }
    let hint = "make one: alongside keys create --label shop";
    if address.ip().is_loopback() {
        context.say(&format!(
            "There is no valid key, so every request will be refused; {hint}"
        ));
        return Ok(());
    }
    let message = format!("there is no valid key, so nobody could use the server at {address}");
    Err(Failure::new(Exit::Failure, "no_keys", message).hint(hint))
}
