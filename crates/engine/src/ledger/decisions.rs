//! The decision log as the ledger reads it: which days it reaches, and which segments hold a day.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use shop::{Day, Timestamp};
use store::{DecisionId, DecisionLog};

use super::files::SegmentRead;
use crate::{Error, decision_record::Header};

/// The first and the last day of a segment's decisions.
pub(super) type Spans = BTreeMap<u32, (Day, Day)>;

/// What is new in the log.
pub(super) struct Grown {
    /// The days of decisions that were logged since.
    pub days: BTreeSet<Day>,
    /// Every segment, as it is now.
    pub segments: BTreeMap<u32, SegmentRead>,
}

impl Grown {
    /// The days of every segment.
    pub fn spans(&self) -> Spans {
        let spans = self.segments.iter();
        spans
            .filter_map(|(segment, read)| Some((*segment, read.span()?)))
            .collect()
    }
}

/// Looks through what was logged since the segments were read; one that did not grow is not read again.
pub(super) fn grown(folder: &Path, before: &BTreeMap<u32, SegmentRead>) -> Result<Grown, Error> {
    let mut grown = Grown {
        days: BTreeSet::new(),
        segments: BTreeMap::new(),
    };
    if !folder.exists() {
        return Ok(grown);
    }
    for (segment, bytes) in DecisionLog::segments_in(folder)? {
        let known = before.get(&segment);
        let read = match known {
            Some(known) if known.bytes == bytes => *known,
            _ => {
                // What is shorter than it was is another file.
                let known = known.filter(|known| u64::from(known.end) <= bytes);
                let known = known.copied().unwrap_or_default();
                let known = SegmentRead { bytes, ..known };
                look_through(folder, segment, known, &mut grown.days)?
            }
        };
        grown.segments.insert(segment, read);
    }
    Ok(grown)
}

/// Reads on in a segment, and adds the days of what was logged since.
fn look_through(
    folder: &Path,
    segment: u32,
    known: SegmentRead,
    days: &mut BTreeSet<Day>,
) -> Result<SegmentRead, Error> {
    let mut span = known.span();
    let end = DecisionLog::scan_segment_in(folder, segment, known.end, &mut |_, record| {
        let Some(day) = day_of(record) else { return };
        let (first, last) = span.unwrap_or((day, day));
        span = Some((first.min(day), last.max(day)));
        days.insert(day);
    })?;
    Ok(SegmentRead {
        end,
        first: span.map(|(first, _)| first.0),
        last: span.map(|(_, last)| last.0),
        ..known
    })
}

/// The day of a decision; the moment stands at the beginning of a record, whatever its format.
fn day_of(record: &[u8]) -> Option<Day> {
    let moment = record.get(1..9)?.try_into().ok()?;
    let moment = Timestamp::from_unix_ms(i64::from_le_bytes(moment)).ok()?;
    Some(moment.day())
}

/// Visits the decisions of some days.
pub(super) fn scan(
    folder: &Path,
    spans: &Spans,
    days: &[Day],
    visit: &mut dyn FnMut(DecisionId, Header, &[u8]),
) -> Result<(), Error> {
    for (&segment, &(first, last)) in spans {
        if !days.iter().any(|day| (first..=last).contains(day)) {
            continue;
        }
        DecisionLog::scan_segment_in(folder, segment, 0, &mut |id, record| {
            if day_of(record).is_some_and(|day| days.contains(&day))
                && let Some(header) = Header::of(record)
            {
                visit(id, header, record);
            }
        })?;
    }
    Ok(())
}
