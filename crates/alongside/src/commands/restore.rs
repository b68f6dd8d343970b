//! `alongside restore`: puts a backup in the place of what the data folder holds.

use std::path::{Path, PathBuf};

use clap::Args;
use engine::{Engine, Error, NewShop};
use serde_json::json;
use shop::{Currency, Locale};

use crate::{
    context::{Context, now},
    exit::Exit,
    failure::Failure,
    report::Report,
    words,
};

/// Bring a backup back into the data folder; a running server follows without a restart
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alongside restore shop.backup --data ./new-shop
  alongside restore shop.backup --replace
  alongside restore shop.backup --replace --json")]
pub struct Arguments {
    /// The file that `alongside backup` wrote
    file: PathBuf,
    /// Replace the shop that is in the folder; without this, restore only goes into a folder without one
    #[arg(long)]
    replace: bool,
}

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    let folder = context.folder();
    std::fs::File::open(&arguments.file).map_err(|source| {
        Failure::from(Error::Io {
            path: arguments.file.clone(),
            source,
        })
        .hint("name a file that `alongside backup` wrote")
    })?;
    let engine = match context.open() {
        Ok(engine) if arguments.replace => engine,
        Ok(engine) => {
            engine.close();
            let message = format!("there is a shop in '{}' already", folder.display());
            return Err(Failure::new(Exit::Folder, "shop_exists", message).hint(
                "add --replace to replace it, after a backup of it; or name another folder with --data",
            ));
        }
        Err(failure) if failure.code == "no_shop" => empty_shop(&folder)?,
        Err(failure) => return Err(failure),
    };
    context.say("Restoring …");
    engine.restore(&arguments.file)?;
    engine.close();
    // The name and the currency came with the backup; they are read when a shop is opened.
    let engine = context.open()?;
    let status = engine.status()?;
    engine.close();
    let text = format!(
        "{} is back in {}: {}, {}, {}.\nNext: alongside build",
        context.style.bold(&status.profile.name),
        folder.display(),
        words::counted(status.products, "product", "products"),
        words::counted(status.orders, "order", "orders"),
        words::counted(status.events, "event", "events"),
    );
    Ok(Report::new(
        &json!({
            "folder": folder.display().to_string(),
            "name": status.profile.name,
            "products": status.products,
            "orders": status.orders,
            "events": status.events,
        }),
        text,
    ))
}

/// A shop to restore into; the backup brings the name, the currency and the keys.
fn empty_shop(folder: &Path) -> Result<Engine, Failure> {
    let placeholder = NewShop {
        name: "restored".to_owned(),
        currency: Currency::new("EUR").expect("the euro is a currency"),
        locale: Locale::english(),
    };
    let (engine, _) = Engine::init(folder, placeholder, now())?;
    Ok(engine)
}
