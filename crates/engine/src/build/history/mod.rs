//! The shop's orders and visits, two files a day, so that a build reads the database only for the days that changed.
//!
//! `history/20779.baskets` has the orders of the 20,779th day since 1970 and `history/20779.sessions` its visits.
//! `history/state.json` says up to which change of the store the files are right and what they look like; it is
//! written last, so a crash only makes days be counted again.

mod orders;
mod sessions;
mod words;

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use recommend::{Partition, ProductIndex};
use serde::{Deserialize, Serialize};
use shop::Day;
use store::{Changes, Store};

use crate::{Error, files::write_atomically};
use sessions::Known;
use words::FORMAT;

#[derive(Debug, Default, Serialize, Deserialize)]
struct State {
    format: u32,
    seq: u64,
    /// Of all days' files, see [`digest`].
    digest: u64,
    /// How many products were known when the visits were counted.
    products: u64,
}

/// What the builder learns from the orders.
pub struct History {
    /// Every day's orders and visits.
    pub partition: Partition,
    /// Products that orders know as fees and never as merchandise.
    pub fees: BTreeSet<ProductIndex>,
    /// Number of orders.
    pub orders: u64,
    /// Number of visits.
    pub visits: u64,
    /// Up to which change of the store this is right.
    pub seq: u64,
}

/// Counts the days that changed again and reads the others from their files.
///
/// # Errors
/// [`Error`] where the store or the folder cannot be read or written.
pub fn load(folder: &Path, store: &dyn Store, progress: &(dyn Fn(&str) + Sync)) -> Result<History, Error> {
    fs::create_dir_all(folder).map_err(Error::io(folder))?;
    let mut state = read_state(folder);
    if state.digest != digest(folder)? {
        // A crash lost a day's file, or somebody changed one: everything is counted anew.
        forget(folder)?;
        state = State::default();
    }
    let changes = store.changes_since(state.seq)?;
    let known = Known::read(store)?;
    recount_orders(folder, store, &changes, progress)?;
    recount_sessions(folder, store, &changes, &known, &state, progress)?;
    let Some(counted) = read_days(folder)? else {
        forget(folder)?;
        return load(folder, store, progress);
    };
    let state = State {
        format: FORMAT,
        seq: changes.seq,
        digest: digest(folder)?,
        products: known.products() as u64,
    };
    let path = folder.join("state.json");
    let text = serde_json::to_vec(&state).expect("a few numbers can be written as JSON");
    write_atomically(&path, &text).map_err(Error::io(&path))?;
    Ok(History {
        partition: counted.partition,
        fees: counted.fees,
        orders: counted.orders,
        visits: counted.visits,
        seq: changes.seq,
    })
}

fn recount_orders(
    folder: &Path,
    store: &dyn Store,
    changes: &Changes,
    progress: &(dyn Fn(&str) + Sync),
) -> Result<(), Error> {
    let days = &changes.order_days;
    if !days.is_empty() {
        progress(&format!("counting the orders of {} changed days", days.len()));
    }
    runs(days)
        .into_iter()
        .try_for_each(|run| orders::recount(folder, store, run))
}

fn recount_sessions(
    folder: &Path,
    store: &dyn Store,
    changes: &Changes,
    known: &Known,
    state: &State,
    progress: &(dyn Fn(&str) + Sync),
) -> Result<(), Error> {
    let mut changed: BTreeSet<Day> = changes.event_days.iter().copied().collect();
    if known.products() as u64 > state.products {
        // A product that appeared since may be one that visitors had looked at before.
        for (day, path) in day_files(folder, sessions::EXTENSION)? {
            if sessions::read(&path, day)?.is_none_or(|(_, unknown)| unknown > 0) {
                changed.insert(day);
            }
        }
    }
    if !changed.is_empty() {
        progress(&format!("counting the visits of {} changed days", changed.len()));
    }
    runs(&sessions::with_neighbours(&changed))
        .into_iter()
        .try_for_each(|run| sessions::recount(folder, store, known, &run))
}

/// What `state.json` remembers of the days' files: their days, lengths and checksums. So the files need not be forced
/// to disk one by one; one that a crash lost is noticed.
fn digest(folder: &Path) -> Result<u64, Error> {
    use io::Read;
    let mut hash = xxhash_rust::xxh3::Xxh3::new();
    let mut is_empty = true;
    for extension in [orders::EXTENSION, sessions::EXTENSION] {
        for (day, path) in day_files(folder, extension)? {
            let mut file = fs::File::open(&path).map_err(Error::io(&path))?;
            let mut header = Vec::with_capacity(words::HEADER_BYTES);
            file.by_ref()
                .take(words::HEADER_BYTES as u64)
                .read_to_end(&mut header)
                .map_err(Error::io(&path))?;
            hash.update(extension.as_bytes());
            hash.update(&day.0.to_le_bytes());
            hash.update(&file.metadata().map_err(Error::io(&path))?.len().to_le_bytes());
            hash.update(&header);
            is_empty = false;
        }
    }
    // The digest of no files is that of a state that was never written.
    Ok(if is_empty { 0 } else { hash.digest() })
}

/// Forgets everything counted; the next build counts all days.
///
/// # Errors
/// [`Error::Io`] where the folder cannot be removed.
pub fn forget(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io(folder)(error)),
        _ => fs::create_dir_all(folder).map_err(Error::io(folder)),
    }
}

fn read_state(folder: &Path) -> State {
    let text = fs::read(folder.join("state.json")).unwrap_or_default();
    let state: State = serde_json::from_slice(&text).unwrap_or_default();
    if state.format == FORMAT {
        state
    } else {
        State::default()
    }
}

/// Changed days as runs of neighbours, so that a first build scans the orders once and not once a day.
fn runs(days: &[Day]) -> Vec<Vec<Day>> {
    let mut runs: Vec<Vec<Day>> = Vec::new();
    for &day in days {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| day.0 - last.0 <= 7) => run.push(day),
            _ => runs.push(vec![day]),
        }
    }
    runs
}

fn day_file(folder: &Path, day: Day, extension: &str) -> PathBuf {
    folder.join(format!("{}.{extension}", day.0))
}

fn remove_if_there(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io(path)(error)),
        _ => Ok(()),
    }
}

/// The days that have a file of this kind, ascending, with its path.
fn day_files(folder: &Path, extension: &str) -> Result<Vec<(Day, PathBuf)>, Error> {
    let mut days: Vec<(Day, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::io(folder))?.flatten() {
        let path = entry.path();
        let day = path.file_stem().and_then(|stem| stem.to_str()?.parse().ok());
        if let (Some(day), true) = (day, path.extension().is_some_and(|found| found == extension)) {
            days.push((Day(day), path));
        }
    }
    days.sort_unstable();
    Ok(days)
}

/// What the files of all days hold.
#[derive(Default)]
struct Counted {
    partition: Partition,
    fees: BTreeSet<ProductIndex>,
    orders: u64,
    visits: u64,
}

/// Reads every day; nothing where a file is damaged.
fn read_days(folder: &Path) -> Result<Option<Counted>, Error> {
    let mut counted = Counted::default();
    for (day, path) in day_files(folder, orders::EXTENSION)? {
        let Some((orders, fees)) = orders::read(&path, day)? else {
            return Ok(None);
        };
        counted.orders += orders.baskets.len() as u64;
        counted.fees.extend(fees);
        counted.partition.orders.push(orders);
    }
    for (day, path) in day_files(folder, sessions::EXTENSION)? {
        let Some((sessions, _)) = sessions::read(&path, day)? else {
            return Ok(None);
        };
        counted.visits += sessions.sessions.len() as u64;
        counted.partition.sessions.push(sessions);
    }
    if !counted.fees.is_empty() {
        let days = counted.partition.orders.iter();
        for basket in days.flat_map(|orders| orders.baskets.iter()) {
            basket.products.iter().for_each(|product| {
                counted.fees.remove(product);
            });
        }
    }
    Ok(Some(counted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_days_are_separate_runs() {
        let days: Vec<Day> = [1, 2, 5, 40, 41].map(Day).into();
        assert_eq!(
            runs(&days),
            [[1, 2, 5].map(Day).to_vec(), [40, 41].map(Day).to_vec()]
        );
    }
}
