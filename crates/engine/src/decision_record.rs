//! A decision as it is logged: everything needed to answer "why this?" later, in about a kilobyte.
//!
//! Numbers are LEB128 variable-length integers; products are positions, which never change in a shop. The first byte
//! is the record's format.

mod header;

use decide::{
    Decision, Explored, Intent, Outcome, Traced,
    explore::{CANDIDATES_MAX, Chance},
    rankers::features::{self, Features, Others},
};
use recommend::{Evidence, ProductIndex, Query, Source, Sources};
use shop::Timestamp;

pub use header::{Arms, Header, InArm};

const FORMAT: u8 = 6;
/// The format before: of a page of a category that has others below it, it was not kept which.
const FORMAT_WITHOUT_LEAVES: u8 = 5;
/// The one before that: it was not kept for whom, nor in which arms.
const FORMAT_WITHOUT_UNIT: u8 = 4;
/// An older one: a page had one unit, and of the situation only page and cart were kept.
const FORMAT_ONE_UNIT: u8 = 3;
/// The oldest format that is read: it knew neither the intent nor what rankers saw.
const FORMAT_MIN: u8 = 2;
/// Products viewed lately that are kept, the latest ones.
const VIEWED_MAX: usize = 5;
/// Categories below a page's that are kept, the first ones.
const LEAVES_MAX: usize = 64;
/// Numbers of one reason at most.
const EVIDENCE_WORDS_MAX: usize = 8;
const SCORE_ONE: f32 = 16_384.0;
/// Worths are kept in steps of a twelfth, up to twenty-one.
const WORTH_ONE: f32 = 12.0;

/// A logged decision, read back.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionRecord {
    /// When, for whom, where, and in which arms.
    pub header: Header,
    /// The snapshot that answered.
    pub model_version: u64,
    /// The policy's version.
    pub policy_version: u32,
    /// What the slots of its first unit were for; none in records of older programs.
    pub intent: Option<Intent>,
    /// The category whose page was open.
    pub leaf: Option<u32>,
    /// The last categories below the page's, where that has others below it.
    pub leaves: Vec<u32>,
    /// The products viewed last.
    pub recently_viewed: Vec<ProductIndex>,
    /// The page's product.
    pub product: Option<ProductIndex>,
    /// The cart.
    pub cart: Vec<(ProductIndex, u32)>,
    /// What was known of the offers beside the recommenders' words, by slot; none in records of older programs.
    pub others: Vec<Others>,
    /// The slot that was filled by a draw, with what was drawn between and how likely each was.
    pub explored: Option<Explored>,
    /// Every candidate, the best first.
    pub candidates: Vec<Traced>,
}

struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    fn score(&mut self, score: f32) {
        // Scores are not negative, and a cast stays within its type: this rounds without a call into a library.
        let fixed = (score * SCORE_ONE + 0.5) as u16;
        self.0.extend_from_slice(&fixed.to_le_bytes());
    }

    /// The values that are not 0, to some three digits: the upper half of the float.
    fn others(&mut self, others: &Others) {
        let known = || {
            let values = (0_u8..).zip(others);
            values.filter(|(_, value)| **value != 0.0 && value.is_finite())
        };
        self.0.push(known().count() as u8);
        for (at, value) in known() {
            let rounded = (value.to_bits().saturating_add(0x8000) >> 16) as u16;
            self.0.push(at);
            self.0.extend_from_slice(&rounded.to_le_bytes());
        }
    }

    fn position(&mut self, position: Option<u32>) {
        self.number(position.map_or(0, |position| u64::from(position) + 1));
    }

    fn situation(&mut self, query: &Query<'_>) {
        self.position(query.product);
        self.number(query.cart.len() as u64);
        for line in query.cart {
            self.number(u64::from(line.product));
            self.number(u64::from(line.quantity));
        }
        self.position(query.leaf);
        let leaves = &query.leaves[..query.leaves.len().min(LEAVES_MAX)];
        self.number(leaves.len() as u64);
        leaves.iter().for_each(|&leaf| self.number(u64::from(leaf)));
        let viewed = &query.recently_viewed[..query.recently_viewed.len().min(VIEWED_MAX)];
        self.number(viewed.len() as u64);
        viewed.iter().for_each(|&product| self.number(u64::from(product)));
    }

    /// Slot, what was drawn, and the candidates; probabilities in full, as everything learnt is divided by them.
    fn explored(&mut self, explored: &Explored) {
        let count = explored.candidates.len().min(CANDIDATES_MAX) as u8;
        self.0.extend_from_slice(&[explored.slot, explored.drawn, count]);
        for one in explored.candidates.iter().take(CANDIDATES_MAX) {
            self.number(u64::from(one.product));
            self.0.extend_from_slice(&one.chance.to_le_bytes());
        }
    }

    fn candidate(&mut self, candidate: &Traced) {
        self.number(u64::from(candidate.product));
        self.score(candidate.score);
        let worth = ((candidate.worth * WORTH_ONE + 0.5) as u8).max(1);
        self.0
            .extend_from_slice(&[candidate.unit, candidate.intent as u8, worth]);
        self.0.extend_from_slice(&outcome_bytes(candidate.outcome));
        self.0.push(candidate.sources.len().min(255) as u8);
        for source in candidate.sources.iter().take(255) {
            self.0.push(source.recommender);
            self.score(source.score);
            self.evidence(source.evidence);
        }
    }

    fn evidence(&mut self, evidence: Evidence) {
        let words = evidence.words();
        self.0.extend_from_slice(&[evidence.number(), words.len() as u8]);
        for &word in &words {
            self.number(u64::from(word));
        }
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn bytes<const COUNT: usize>(&mut self) -> Option<[u8; COUNT]> {
        let (bytes, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*bytes)
    }

    fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(byte)
    }

    fn number(&mut self) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    fn small(&mut self) -> Option<u32> {
        self.number()?.try_into().ok()
    }

    fn score(&mut self) -> Option<f32> {
        let fixed = u16::from_le_bytes([self.byte()?, self.byte()?]);
        Some(f32::from(fixed) / SCORE_ONE)
    }

    fn others(&mut self) -> Option<Others> {
        let mut others = Others::default();
        for _ in 0..self.byte()? {
            let at = usize::from(self.byte()?);
            let rounded = u16::from_le_bytes([self.byte()?, self.byte()?]);
            // A newer program may know more of an offer.
            if let Some(value) = others.get_mut(at) {
                *value = f32::from_bits(u32::from(rounded) << 16);
            }
        }
        Some(others)
    }

    fn explored(&mut self) -> Option<Explored> {
        let [slot, drawn, count] = self.bytes()?;
        let mut explored = Explored {
            slot,
            drawn,
            ..Explored::default()
        };
        for _ in 0..count {
            let (product, chance) = (self.small()?, f32::from_le_bytes(self.bytes()?));
            explored.candidates.push(Chance { product, chance });
        }
        Some(explored)
    }

    fn evidence(&mut self) -> Option<Evidence> {
        let (code, count) = (self.byte()?, self.byte()?);
        let mut words = [0; EVIDENCE_WORDS_MAX];
        let words = words.get_mut(..usize::from(count))?;
        for word in words.iter_mut() {
            *word = self.small()?;
        }
        Evidence::from_words(code, words)
    }

    /// A position that may be missing.
    fn position(&mut self) -> Option<Option<u32>> {
        let plus_one = self.number()?;
        Some(
            plus_one
                .checked_sub(1)
                .and_then(|position| position.try_into().ok()),
        )
    }

    /// Unit, intent and worth of a candidate; of a page with one unit for `intent` where the format knew no more.
    fn unit(&mut self, format: u8, intent: Option<Intent>) -> Option<(u8, Intent, f32)> {
        if format <= FORMAT_ONE_UNIT {
            return Some((0, intent.unwrap_or(Intent::Complement), 1.0));
        }
        let unit = self.byte()?;
        let intent = *Intent::ALL.get(usize::from(self.byte()?))?;
        Some((unit, intent, f32::from(self.byte()?) / WORTH_ONE))
    }

    fn candidate(&mut self, format: u8, intent: Option<Intent>) -> Option<Traced> {
        let (product, score) = (self.small()?, self.score()?);
        let (unit, intent, worth) = self.unit(format, intent)?;
        let (code, argument) = (self.byte()?, self.byte()?);
        let outcome = match code {
            0 => Outcome::Offered(argument),
            1 => Outcome::Reserve(argument),
            2 => Outcome::Dropped(argument),
            3 => Outcome::BelowMinimum,
            4 => Outcome::Repetitive,
            5 => Outcome::SlotsFull,
            _ => return None,
        };
        let mut sources = Sources::new();
        for _ in 0..self.byte()? {
            let (recommender, score) = (self.byte()?, self.score()?);
            sources.push(Source {
                recommender,
                score,
                evidence: self.evidence()?,
            });
        }
        Some(Traced {
            product,
            score,
            worth,
            unit,
            intent,
            sources,
            outcome,
        })
    }
}

fn outcome_bytes(outcome: Outcome) -> [u8; 2] {
    match outcome {
        Outcome::Offered(slot) => [0, slot],
        Outcome::Reserve(place) => [1, place],
        Outcome::Dropped(filter) => [2, filter],
        Outcome::BelowMinimum => [3, 0],
        Outcome::Repetitive => [4, 0],
        Outcome::SlotsFull => [5, 0],
    }
}

impl DecisionRecord {
    /// The bytes of a decision; `others` is what was known of its offers, by slot.
    pub fn encode(
        header: &Header,
        decision: &Decision,
        intent: Intent,
        others: &[Others],
        model_version: u64,
        query: &Query<'_>,
    ) -> Vec<u8> {
        let size = 96 + decision.candidates.len() * 20 + others.len() * 32;
        let mut writer = Writer(Vec::with_capacity(size));
        header.write(&mut writer);
        writer.0.push(intent as u8);
        writer.number(model_version);
        writer.number(u64::from(decision.policy_version));
        writer.situation(query);
        writer.0.push(others.len().min(255) as u8);
        others.iter().take(255).for_each(|others| writer.others(others));
        if let Some(explored) = decision.explored.as_ref().filter(|_| header.explored) {
            writer.explored(explored);
        }
        decision
            .candidates
            .iter()
            .for_each(|candidate| writer.candidate(candidate));
        writer.0
    }

    /// Reads a record back; none where it is damaged or of another format.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        let (format, header) = Header::read(&mut reader)?;
        let intent = match format {
            FORMAT_MIN => None,
            _ => Some(*Intent::ALL.get(usize::from(reader.byte()?))?),
        };
        let (model_version, policy_version) = (reader.number()?, reader.small()?);
        let product = reader.position()?;
        let mut cart = Vec::new();
        for _ in 0..reader.small()? {
            cart.push((reader.small()?, reader.small()?));
        }
        let (mut leaf, mut leaves, mut recently_viewed) = (None, Vec::new(), Vec::new());
        if format > FORMAT_ONE_UNIT {
            leaf = reader.position()?;
            let below = if format > FORMAT_WITHOUT_LEAVES {
                reader.small()?
            } else {
                0
            };
            for _ in 0..below {
                leaves.push(reader.small()?);
            }
            for _ in 0..reader.small()? {
                recently_viewed.push(reader.small()?);
            }
        }
        let slots = if intent.is_some() { reader.byte()? } else { 0 };
        let others = (0..slots).map(|_| reader.others()).collect::<Option<_>>()?;
        let explored = match header.explored {
            true => Some(reader.explored()?),
            false => None,
        };
        let mut candidates = Vec::new();
        while !reader.0.is_empty() {
            candidates.push(reader.candidate(format, intent)?);
        }
        Some(Self {
            header,
            model_version,
            policy_version,
            intent,
            leaf,
            leaves,
            recently_viewed,
            product,
            cart,
            others,
            explored,
            candidates,
        })
    }

    /// Whether a record's bytes may name a product, on its page, in its cart or as a candidate: without reading it,
    /// and never no where it does.
    pub fn may_name(bytes: &[u8], product: ProductIndex) -> bool {
        let written = |number: u64| {
            let mut writer = Writer(Vec::new());
            writer.number(number);
            writer.0
        };
        let holds = |number: Vec<u8>| bytes.windows(number.len()).any(|part| part == number);
        // That of the page is written as one more, as there may be none.
        holds(written(product.into())) || holds(written(u64::from(product) + 1))
    }

    /// The bytes of a decision made again at another moment, for somebody else.
    pub fn again(bytes: &[u8], at: Timestamp, unit: u64) -> Vec<u8> {
        let (position, patch) = Header::again(at, unit);
        let mut again = bytes.to_vec();
        if let Some(place) = again.get_mut(position as usize..position as usize + patch.len()) {
            place.copy_from_slice(&patch);
        }
        again
    }

    /// What is known of a candidate's features: all where it was offered, else what the recommenders said.
    pub fn features_of(&self, candidate: &Traced) -> Features {
        let others = match candidate.outcome {
            Outcome::Offered(slot) => self.others.get(usize::from(slot)).copied(),
            _ => None,
        };
        features::assembled(&candidate.sources, &others.unwrap_or_default())
    }

    /// The products offered.
    pub fn offered(&self) -> impl Iterator<Item = ProductIndex> + '_ {
        let offered = |candidate: &&Traced| matches!(candidate.outcome, Outcome::Offered(_));
        self.candidates
            .iter()
            .filter(offered)
            .map(|candidate| candidate.product)
    }

    /// The offers: what their unit was for, slot, product and what the ranker knew of it; none where an older program
    /// logged the decision.
    pub fn offers(&self) -> impl Iterator<Item = (Intent, u8, ProductIndex, Features)> + '_ {
        self.candidates.iter().filter_map(|candidate| {
            let Outcome::Offered(slot) = candidate.outcome else {
                return None;
            };
            let others = self.others.get(usize::from(slot))?;
            let features = features::assembled(&candidate.sources, others);
            Some((candidate.intent, slot, candidate.product, features))
        })
    }
}

#[cfg(test)]
mod tests;
