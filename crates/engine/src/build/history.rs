//! The shop's orders as baskets, a file a day, so that a build reads the database only for the days that changed.
//!
//! `history/2026-11-22.baskets` is an array of little-endian `u32`: format, checksum (two words), number of products
//! seen as fees, those products, then the packed baskets. `history/state.json` says up to which change of the store
//! the files are right and what they look like; it is written last, so a crash only makes days be counted again.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use recommend::{Baskets, DayOrders, Partition, ProductIndex};
use serde::{Deserialize, Serialize};
use shop::{Day, LineKind};
use store::Store;

use crate::{Error, files::write_atomically};

const FORMAT: u32 = 1;
const HEADER_WORDS: usize = 4;
/// Format and checksum, in bytes.
const CHECKSUM_END: usize = 12;

#[derive(Debug, Default, Serialize, Deserialize)]
struct State {
    format: u32,
    seq: u64,
    /// Of all days' files, see [`digest`].
    digest: u64,
}

/// What the builder learns from the orders.
pub struct History {
    /// Every day's baskets.
    pub partition: Partition,
    /// Products that orders know as fees and never as merchandise.
    pub fees: BTreeSet<ProductIndex>,
    /// Number of orders.
    pub orders: u64,
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
    if !changes.order_days.is_empty() {
        progress(&format!(
            "counting the orders of {} changed days",
            changes.order_days.len()
        ));
    }
    for run in runs(&changes.order_days) {
        recount(folder, store, run)?;
    }
    let Some((partition, fees, orders)) = read_days(folder)? else {
        forget(folder)?;
        return load(folder, store, progress);
    };
    let state = State {
        format: FORMAT,
        seq: changes.seq,
        digest: digest(folder)?,
    };
    let path = folder.join("state.json");
    let text = serde_json::to_vec(&state).expect("three numbers can be written as JSON");
    write_atomically(&path, &text).map_err(Error::io(&path))?;
    Ok(History {
        partition,
        fees,
        orders,
        seq: changes.seq,
    })
}

/// What `state.json` remembers of the days' files: their days, lengths and checksums. So the files need not be forced
/// to disk one by one; one that a crash lost is noticed.
fn digest(folder: &Path) -> Result<u64, Error> {
    use io::Read;
    let mut hash = xxhash_rust::xxh3::Xxh3::new();
    for (day, path) in day_files(folder)? {
        let mut file = fs::File::open(&path).map_err(Error::io(&path))?;
        let mut header = Vec::with_capacity(CHECKSUM_END);
        file.by_ref()
            .take(CHECKSUM_END as u64)
            .read_to_end(&mut header)
            .map_err(Error::io(&path))?;
        hash.update(&day.to_le_bytes());
        hash.update(&file.metadata().map_err(Error::io(&path))?.len().to_le_bytes());
        hash.update(&header);
    }
    // The digest of no files is that of a state that was never written.
    Ok(if hash.digest() == xxhash_rust::xxh3::xxh3_64(&[]) {
        0
    } else {
        hash.digest()
    })
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

fn recount(folder: &Path, store: &dyn Store, days: Vec<Day>) -> Result<(), Error> {
    let (Some(&from), Some(&to)) = (days.first(), days.last()) else {
        return Ok(());
    };
    let changed: BTreeSet<Day> = days.into_iter().collect();
    let mut written = BTreeSet::new();
    let mut current: Option<(Day, DayCount)> = None;
    let mut failure = None;
    store.scan_orders(from, to, &mut |order| {
        let day = order.placed_at.day();
        if failure.is_some() || !changed.contains(&day) {
            return;
        }
        if current.as_ref().is_none_or(|(own, _)| *own != day) {
            if let Some((own, count)) = current.take() {
                failure = count.write(&day_file(folder, own)).err();
            }
            written.insert(day);
            current = Some((day, DayCount::default()));
        }
        if let Some((_, count)) = &mut current {
            count.add(order.lines);
        }
    })?;
    if let Some((own, count)) = current {
        failure = failure.or(count.write(&day_file(folder, own)).err());
    }
    for &day in changed.difference(&written) {
        remove_if_there(&day_file(folder, day))?;
    }
    failure.map_or(Ok(()), Err)
}

#[derive(Default)]
struct DayCount {
    baskets: Baskets,
    fees: BTreeSet<ProductIndex>,
    products: Vec<ProductIndex>,
}

impl DayCount {
    fn add(&mut self, lines: &[store::LineRow]) {
        self.products.clear();
        for line in lines {
            match line.kind {
                LineKind::Fee => drop(self.fees.insert(line.product_key.0)),
                // What came back whole was not bought together with anything.
                LineKind::Product if line.refunded < line.quantity => self.products.push(line.product_key.0),
                LineKind::Product => {}
            }
        }
        self.baskets.push(&mut self.products);
    }

    fn write(&self, path: &Path) -> Result<(), Error> {
        let mut words = vec![FORMAT, 0, 0, self.fees.len() as u32];
        words.extend(self.fees.iter());
        words.extend(self.baskets.packed());
        let mut bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        let checksum = xxhash_rust::xxh3::xxh3_64(&bytes[3 * 4..]);
        bytes[4..12].copy_from_slice(&checksum.to_le_bytes());
        // Renamed into place, so that no other process reads half a file; see `digest` for crashes.
        let fresh = path.with_extension("new");
        fs::write(&fresh, &bytes)
            .and_then(|()| fs::rename(&fresh, path))
            .map_err(Error::io(path))
    }
}

fn day_file(folder: &Path, day: Day) -> PathBuf {
    folder.join(format!("{}.baskets", day.0))
}

fn remove_if_there(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io(path)(error)),
        _ => Ok(()),
    }
}

/// The days that have a file, ascending, with its path.
fn day_files(folder: &Path) -> Result<Vec<(i32, PathBuf)>, Error> {
    let mut days: Vec<(i32, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::io(folder))?.flatten() {
        let path = entry.path();
        let day = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .and_then(|stem| stem.parse().ok());
        if let (Some(day), Some("baskets")) = (day, path.extension().and_then(|extension| extension.to_str()))
        {
            days.push((day, path));
        }
    }
    days.sort_unstable();
    Ok(days)
}

/// Every day's baskets, the products seen as fees only, and the number of orders; none where a file is damaged.
#[allow(clippy::type_complexity)]
fn read_days(folder: &Path) -> Result<Option<(Partition, BTreeSet<ProductIndex>, u64)>, Error> {
    let days = day_files(folder)?;
    let mut partition = Partition::default();
    let (mut fees, mut orders) = (BTreeSet::new(), 0);
    for (day, path) in days {
        let bytes = fs::read(&path).map_err(Error::io(&path))?;
        let Some((baskets, day_fees)) = decode(&bytes) else {
            return Ok(None);
        };
        orders += baskets.len() as u64;
        fees.extend(day_fees);
        partition.orders.push(DayOrders {
            day: Day(day),
            baskets: Arc::new(baskets),
            ..DayOrders::default()
        });
    }
    for orders in &partition.orders {
        for product in orders.baskets.iter().flat_map(|basket| basket.products) {
            if !fees.is_empty() {
                fees.remove(product);
            }
        }
    }
    Ok(Some((partition, fees, orders)))
}

fn decode(bytes: &[u8]) -> Option<(Baskets, Vec<ProductIndex>)> {
    let (words, rest) = bytes.as_chunks::<4>();
    let words: Vec<u32> = words.iter().map(|word| u32::from_le_bytes(*word)).collect();
    if !rest.is_empty() || words.len() < HEADER_WORDS || words[0] != FORMAT {
        return None;
    }
    let checksum = u64::from(words[1]) | u64::from(words[2]) << 32;
    if checksum != xxhash_rust::xxh3::xxh3_64(&bytes[3 * 4..]) {
        return None;
    }
    let fees_end = HEADER_WORDS.checked_add(words[3] as usize)?;
    let fees = words.get(HEADER_WORDS..fees_end)?.to_vec();
    Some((Baskets::from_packed(words[fees_end..].to_vec())?, fees))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_days_file_round_trips_and_damage_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("20000.baskets");
        let mut count = DayCount::default();
        count.baskets.push(&mut vec![3, 1]);
        count.fees.insert(9);
        count.write(&path).unwrap();
        let mut bytes = fs::read(&path).unwrap();
        let (baskets, fees) = decode(&bytes).unwrap();
        assert_eq!((baskets, fees), (count.baskets, vec![9]));
        for at in 0..bytes.len() {
            bytes[at] ^= 1;
            assert!(decode(&bytes).is_none(), "byte {at}");
            bytes[at] ^= 1;
        }
        assert!(decode(&bytes[..bytes.len() - 4]).is_none());
    }

    #[test]
    fn far_days_are_separate_runs() {
        let days: Vec<Day> = [1, 2, 5, 40, 41].map(Day).into();
        assert_eq!(
            runs(&days),
            [[1, 2, 5].map(Day).to_vec(), [40, 41].map(Day).to_vec()]
        );
    }
}
