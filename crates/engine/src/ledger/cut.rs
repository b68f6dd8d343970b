//! The day on which the decision log begins, where what came before went with an older segment: a part of the day's
//! decisions is gone, and is told by what was summed up while they were there.

use measure::ledger::{Exposure, Touch, VisitorDay};
use rustc_hash::FxHashMap;

use super::{DayRows, LedgerFolder, day::cells, decisions::Spans};
use crate::Error;
use shop::Day;

/// The day on which the log begins; none where nothing of it went yet.
pub(super) fn cut_day(spans: &Spans) -> Option<Day> {
    let first_segment = spans.keys().next()?;
    let first_day = spans.values().map(|(first, _)| *first).min()?;
    // Segments are numbered from 0.
    (*first_segment > 0).then_some(first_day)
}

impl DayRows {
    /// Adds what was summed up of the day before and is not told by the log any more.
    pub(super) fn add_before(&mut self, ledger: &LedgerFolder, day: Day) -> Result<(), Error> {
        self.exposures.extend(ledger.read::<Exposure>(day, "exposures")?);
        self.exposures
            .sort_unstable_by_key(|exposure| (exposure.unit, exposure.experiment, exposure.at));
        self.exposures
            .dedup_by_key(|exposure| (exposure.unit, exposure.experiment));
        add_touches(&mut self.touches, ledger.read(day, "touches")?);
        add_touches(&mut self.seen, ledger.read(day, "seen")?);
        add_visitors(&mut self.visitors, ledger.read(day, "visitors")?);
        self.cells = cells(self.touches.iter().chain(&self.seen));
        self.sort();
        Ok(())
    }
}

/// What was done with an offer is told once.
fn add_touches(touches: &mut Vec<Touch>, before: Vec<Touch>) {
    fn key(touch: &Touch) -> (&str, u64, u32, measure::ledger::Deed) {
        (&touch.decision, touch.unit, touch.product, touch.deed)
    }
    touches.extend(before);
    touches.sort_by(|one, other| key(one).cmp(&key(other)));
    touches.dedup_by(|one, other| key(one) == key(other));
}

/// What events tell is all there; of what decisions tell, whichever knew more of them is right.
fn add_visitors(visitors: &mut Vec<VisitorDay>, before: Vec<VisitorDay>) {
    let places = visitors.iter().zip(0_usize..);
    let places: FxHashMap<u64, usize> = places.map(|(visitor, place)| (visitor.unit, place)).collect();
    for old in before {
        let Some(&place) = places.get(&old.unit) else {
            visitors.push(old);
            continue;
        };
        let known = &mut visitors[place];
        for (count, before) in [
            (&mut known.answers, old.answers),
            (&mut known.answers_with_offers, old.answers_with_offers),
            (&mut known.answers_slow, old.answers_slow),
            (&mut known.impressions, old.impressions),
            (&mut known.viewables, old.viewables),
            (&mut known.clicks, old.clicks),
            (&mut known.carts, old.carts),
            (&mut known.dismissals, old.dismissals),
        ] {
            *count = before.max(*count);
        }
        if known.locale.is_empty() {
            known.locale = old.locale;
        }
        if known.left_out.is_empty() {
            known.left_out = old.left_out;
        }
    }
}
