//! How a record begins: when, for whom, where, and in which arms. The ledger reads no more than this of most decisions.

use shop::{Placement, Timestamp, Traffic};
use smallvec::SmallVec;

use crate::policies::VARIANT_NAME_BYTES_MAX;

use super::{FORMAT, FORMAT_MIN, FORMAT_WITHOUT_UNIT, Reader, Writer};

/// Longest language tag that is kept, in bytes.
const LOCALE_BYTES_MAX: usize = 35;
const HELD_OUT: u8 = 1;
/// Of the flags: a person was asked, and nobody who asks is held out.
const ASKED: u8 = 0x80;
/// From which bit of the flags on it is kept who asked.
const TRAFFIC_SHIFT: u32 = 1;
const TRAFFIC: u8 = 0b11;
const _: () = assert!(Traffic::ALL.len() == TRAFFIC as usize + 1);
const EXPLORED: u8 = 16;
/// Of the flags: a variant of the policy answered, and its name is kept.
const VARIED: u8 = 32;
/// Of the flags: whoever asked had seen enough, and nothing was looked for.
const QUIET: u8 = 64;

/// A text of at most so many bytes, of which there are fewer than 256, after its length.
fn short_text(writer: &mut Writer, text: &str, bytes_max: usize) {
    let text = &text.as_bytes()[..text.floor_char_boundary(bytes_max)];
    writer.0.push(text.len() as u8);
    writer.0.extend_from_slice(text);
}

fn read_short_text(reader: &mut Reader<'_>) -> Option<String> {
    let length = usize::from(reader.byte()?);
    let (text, rest) = reader.0.split_at_checked(length)?;
    reader.0 = rest;
    Some(std::str::from_utf8(text).ok()?.to_owned())
}

/// An arm somebody is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InArm {
    /// The experiment, by the hash of its id.
    pub experiment: u32,
    /// The arm, by its place in the list of arms.
    pub arm: u8,
}

/// The arms somebody is in; hardly ever more than two.
pub type Arms = SmallVec<[InArm; 2]>;

/// When, for whom, where, and in which arms a decision was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// When.
    pub at: Timestamp,
    /// For whom: the hash of the visitor's id, else of the customer's; 0 where nobody is to be known.
    pub unit: u64,
    /// Where.
    pub placement: Placement,
    /// Whether the offers were decided and not shown, so that there is something to compare with.
    pub held_out: bool,
    /// Whether a person was asked, or it was said what is wanted: nobody who asks is held out, so that such an answer
    /// tells nothing of the hold-out.
    pub asked: bool,
    /// Who asked; records of older programs do not tell, and count.
    pub traffic: Traffic,
    /// Whether a slot was filled by a draw, to learn from.
    pub explored: bool,
    /// Whether whoever asked is left in peace for now; records of older programs do not tell.
    pub quiet: bool,
    /// How many offers there are, or would have been.
    pub offers: u8,
    /// The arms.
    pub arms: Arms,
    /// The language asked for.
    pub locale: String,
    /// How long deciding took, in microseconds.
    pub took_us: u32,
    /// The variant of the policy that was for whoever asked; empty where none was.
    pub variant: String,
}

impl Header {
    pub(super) fn write(&self, writer: &mut Writer) {
        writer.0.push(FORMAT);
        writer.0.extend_from_slice(&self.at.unix_ms().to_le_bytes());
        writer.0.extend_from_slice(&self.unit.to_le_bytes());
        let flag = |is_set: bool, flag: u8| if is_set { flag } else { 0 };
        let flags = flag(self.held_out, HELD_OUT) | flag(self.asked, ASKED) | flag(self.explored, EXPLORED);
        let flags = flags
            | flag(!self.variant.is_empty(), VARIED)
            | flag(self.quiet, QUIET)
            | ((self.traffic as u8) << TRAFFIC_SHIFT);
        let arms = self.arms.len().min(255);
        writer
            .0
            .extend_from_slice(&[self.placement as u8, flags, self.offers, arms as u8]);
        for arm in &self.arms[..arms] {
            writer.0.extend_from_slice(&arm.experiment.to_le_bytes());
            writer.0.push(arm.arm);
        }
        short_text(writer, &self.locale, LOCALE_BYTES_MAX);
        writer.number(u64::from(self.took_us));
        if !self.variant.is_empty() {
            short_text(writer, &self.variant, VARIANT_NAME_BYTES_MAX);
        }
    }

    /// Reads how a record begins, of whichever format; none where it is damaged.
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<(u8, Self)> {
        let format = reader.byte()?;
        if !(FORMAT_MIN..=FORMAT).contains(&format) {
            return None;
        }
        let knows_unit = format > FORMAT_WITHOUT_UNIT;
        let at = Timestamp::from_unix_ms(i64::from_le_bytes(reader.bytes()?)).ok()?;
        let unit = if knows_unit {
            u64::from_le_bytes(reader.bytes()?)
        } else {
            0
        };
        let placement = *Placement::ALL.get(usize::from(reader.byte()?))?;
        let mut header = Self {
            at,
            unit,
            placement,
            held_out: false,
            asked: false,
            traffic: Traffic::Customer,
            explored: false,
            quiet: false,
            offers: 0,
            arms: Arms::new(),
            locale: String::new(),
            took_us: 0,
            variant: String::new(),
        };
        if knows_unit {
            header.read_rest(reader)?;
        }
        Some((format, header))
    }

    fn read_rest(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        let [flags, offers, arms] = reader.bytes()?;
        (self.held_out, self.asked, self.offers) = (flags & HELD_OUT != 0, flags & ASKED != 0, offers);
        (self.explored, self.quiet) = (flags & EXPLORED != 0, flags & QUIET != 0);
        self.traffic = *Traffic::ALL.get(usize::from((flags >> TRAFFIC_SHIFT) & TRAFFIC))?;
        for _ in 0..arms {
            let experiment = u32::from_le_bytes(reader.bytes()?);
            let arm = reader.byte()?;
            self.arms.push(InArm { experiment, arm });
        }
        self.locale = read_short_text(reader)?;
        self.took_us = reader.small()?;
        if flags & VARIED != 0 {
            self.variant = read_short_text(reader)?;
        }
        Some(())
    }

    /// How a record begins, without reading the rest.
    pub fn of(record: &[u8]) -> Option<Self> {
        Some(Self::read(&mut Reader(record))?.1)
    }

    /// What of a record differs when its decision is made again, and from where on.
    pub fn again(at: Timestamp, unit: u64) -> (u32, [u8; 16]) {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&at.unix_ms().to_le_bytes());
        bytes[8..].copy_from_slice(&unit.to_le_bytes());
        (1, bytes)
    }
}
