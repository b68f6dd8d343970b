//! `alongside restore`: puts a backup in the place of what the data folder holds.

use std::path::{Path, PathBuf};

use clap::Args;
use engine::{Engine, Error, NewShop, ShopFolder, StoreError};
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
    let path = &arguments.file;
    std::fs::File::open(path).map_err(|source| {
        not_a_backup(Error::Io {
            path: path.clone(),
            source,
        })
    })?;
    match context.open() {
        Ok(engine) if arguments.replace => {
            context.say("Restoring …");
            let restored = engine.restore(path);
            engine.close();
            restored.map_err(not_a_backup)?;
        }
        Ok(engine) => {
            engine.close();
            return Err(Failure::from(Error::ShopExists(folder)).hint(
                "add --replace to replace it, after a backup of it; or name another folder with --data",
            ));
        }
        Err(failure) if failure.code == "no_shop" => {
            context.say("Restoring …");
            restore_anew(&folder, path)?;
        }
        Err(failure) => return Err(failure.hint("restore into another folder: --data ./restored")),
    }
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

/// What the table advises for a file that is no store speaks of data folders.
fn not_a_backup(error: Error) -> Failure {
    let hint = "name a file that `alongside backup` wrote";
    match error {
        Error::Store(StoreError::NotAStore(path)) => {
            let message = format!("'{}' is no backup of a shop", path.display());
            Failure::new(Exit::Failure, "not_a_backup", message).hint(hint)
        }
        Error::Io { .. } => Failure::from(error).hint(hint),
        error => error.into(),
    }
}

/// Restores into a folder without a shop; where that fails, the folder is left without one again.
fn restore_anew(folder: &Path, backup: &Path) -> Result<(), Failure> {
    let was_there = folder.exists();
    let engine = empty_shop(folder)?;
    let restored = engine.restore(backup);
    engine.close();
    drop(engine);
    if restored.is_err() {
        // The reason of the failure matters more than one of clearing up after it.
        let _ = if was_there {
            std::fs::remove_file(ShopFolder::new(folder).store())
        } else {
            std::fs::remove_dir_all(folder)
        };
    }
    restored.map_err(not_a_backup)
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
