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
                let read_bytes = known.map_or(0, |known| known.bytes);
                look_through(folder, segment, bytes, read_bytes, &mut grown.days)?
            }
        };
        grown.segments.insert(segment, read);
    }
    Ok(grown)
}

/// Reads which days a segment is of, and adds those of what was logged beyond `read_bytes`.
fn look_through(
    folder: &Path,
    segment: u32,
    bytes: u64,
    read_bytes: u64,
    days: &mut BTreeSet<Day>,
) -> Result<SegmentRead, Error> {
    let mut span: Option<(Day, Day)> = None;
    DecisionLog::scan_segment_in(folder, segment, &mut |id, record| {
        let Some(day) = day_of(record) else { return };
        let (first, last) = span.unwrap_or((day, day));
        span = Some((first.min(day), last.max(day)));
        if u64::from(id.position().1) >= read_bytes {
            days.insert(day);
        }
    })?;
    Ok(SegmentRead {
        bytes,
        first: span.map(|(first, _)| first.0),
        last: span.map(|(_, last)| last.0),
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
        DecisionLog::scan_segment_in(folder, segment, &mut |id, record| {
            if day_of(record).is_some_and(|day| days.contains(&day))
                && let Some(header) = Header::of(record)
            {
                visit(id, header, record);
            }
        })?;
    }
    Ok(())
}
