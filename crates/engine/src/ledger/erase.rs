//! Forgetting a person in the ledger, where they stand as hashes of their ids.
//!
//! The decision log keeps the hash until its segment goes; so that no day that is summed up again brings the person
//! back, the hashes are kept in a list beside the ledger, which names nobody.

use std::{collections::BTreeSet, fs};

use measure::ledger::{Line, VisitorDay};

use super::{DayRows, LedgerFolder, locked};
use crate::{Engine, Error, files::write_atomically};

impl LedgerFolder {
    /// The hashes of who is to be forgotten.
    pub(super) fn erased(&self) -> BTreeSet<u64> {
        let text = fs::read(self.path().join("erased.json")).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }
}

impl DayRows {
    /// Forgets these people: what they did goes, what was bought stays without a name. What was done under a visitor id
    /// that others use too, a till's, stays without their name. Whether there was anything.
    pub(super) fn erase(&mut self, people: &BTreeSet<u64>, shared: &BTreeSet<u64>) -> bool {
        let size = |rows: &Self| {
            rows.exposures.len()
                + rows.visitors.len()
                + rows.touches.len()
                + rows.seen.len()
                + rows.visits.len()
        };
        let before = size(self);
        let mut changed = false;
        let is_shared = |row: &&mut VisitorDay| shared.contains(&row.unit) && people.contains(&row.customer);
        for row in self.visitors.iter_mut().filter(is_shared) {
            row.customer = 0;
            changed = true;
        }
        self.exposures.retain(|row| !people.contains(&row.unit));
        self.visitors
            .retain(|row| !people.contains(&row.unit) && !people.contains(&row.customer));
        self.touches.retain(|row| !people.contains(&row.unit));
        self.seen.retain(|row| !people.contains(&row.unit));
        self.visits
            .retain(|row| !people.contains(&row.unit) && !people.contains(&row.customer));
        changed |= before != size(self);
        for order in self
            .placed
            .iter_mut()
            .filter(|order| people.contains(&order.buyer))
        {
            order.buyer = 0;
            changed = true;
        }
        let is_theirs = |line: &&mut Line| people.contains(&line.visitor) || people.contains(&line.customer);
        for line in self.lines.iter_mut().filter(is_theirs) {
            (line.visitor, line.customer) = (0, 0);
            changed = true;
        }
        changed
    }
}

impl Engine {
    /// Forgets people in every day of the ledger; `shared` are visitors that others are too.
    ///
    /// # Errors
    /// [`Error`] where a day cannot be read or written.
    pub(crate) fn erase_in_ledger(&self, people: BTreeSet<u64>, shared: &BTreeSet<u64>) -> Result<(), Error> {
        let ledger = self.ledger();
        fs::create_dir_all(ledger.path()).map_err(Error::io(ledger.path()))?;
        let _one_at_a_time = locked(&ledger)?;
        let mut erased = ledger.erased();
        erased.extend(&people);
        let path = ledger.path().join("erased.json");
        let text = serde_json::to_vec(&erased).expect("numbers can be written as JSON");
        write_atomically(&path, &text).map_err(Error::io(&path))?;
        for day in ledger.days()? {
            let mut rows = DayRows {
                exposures: ledger.read(day, "exposures")?,
                visitors: ledger.read(day, "visitors")?,
                touches: ledger.read(day, "touches")?,
                seen: ledger.read(day, "seen")?,
                lines: ledger.read(day, "lines")?,
                // Sums over many name nobody.
                cells: ledger.read(day, "cells")?,
                // These are written anew from what was seen.
                shown: Vec::new(),
                visits: ledger.read(day, "visits")?,
                placed: ledger.read(day, "placed")?,
                sold: ledger.read(day, "sold")?,
            };
            if rows.erase(&people, shared) {
                ledger.write(day, &rows)?;
            }
        }
        Ok(())
    }
}
