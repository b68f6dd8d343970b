//! The ledger for other tools: its tables as Parquet files, a folder a table and a file a day.

use std::{fs, path::Path};

use shop::{Day, Timestamp};

use crate::{Engine, Error};

/// The tables that are given out, with what a row of each is. The sums that reports are made of can be made from them.
const TABLES: [(&str, &str); 6] = [
    (
        "exposures",
        "who was in which arm of which experiment, and since when",
    ),
    ("visitors", "what each visitor did on the day"),
    (
        "visits",
        "each visit: when it began, and after how many seconds each station was reached",
    ),
    ("touches", "offers clicked and put in the cart"),
    ("seen", "offers shown, seen and declined"),
    ("lines", "lines of orders, less what came back"),
];

/// What a row of the decisions is, which are read from their log and not from the ledger.
const DECISIONS: &str =
    "each offer decided on: by which policy and whose word, in which arms, and how likely it was";

/// A table that was given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedTable {
    /// Its name, and that of its folder.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// Files written: days that have rows.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

impl Engine {
    /// Writes the ledger's tables of some days, and the decisions of these days as far as their log reaches, into a
    /// folder, as `lines/2026-11-22.parquet`; a file that is there is
    /// replaced. People are in them as hashes of their ids.
    ///
    /// # Errors
    /// [`Error`] where the shop's memory cannot be read or the folder cannot be written.
    pub fn export(
        &self,
        from: Day,
        to: Day,
        folder: &Path,
        now: Timestamp,
    ) -> Result<Vec<ExportedTable>, Error> {
        self.sum_up(now)?;
        let ledger = self.ledger();
        let days: Vec<Day> = ledger
            .days()?
            .into_iter()
            .filter(|day| (from..=to).contains(day))
            .collect();
        let export = |(name, about): (&'static str, &'static str)| {
            let target = folder.join(name);
            fs::create_dir_all(&target).map_err(Error::io(&target))?;
            let mut table = ExportedTable {
                name,
                about,
                files: 0,
                bytes: 0,
            };
            for (day, source) in days
                .iter()
                .filter_map(|day| Some((day, ledger.path_of(*day, name)?)))
            {
                let file = target.join(format!("{day}.parquet"));
                table.bytes += fs::copy(&source, &file).map_err(Error::io(&file))?;
                table.files += 1;
            }
            Ok(table)
        };
        let decisions = self.export_decisions((from, to), DECISIONS, folder)?;
        let mut tables = TABLES
            .into_iter()
            .map(export)
            .collect::<Result<Vec<_>, Error>>()?;
        tables.push(decisions);
        Ok(tables)
    }
}
