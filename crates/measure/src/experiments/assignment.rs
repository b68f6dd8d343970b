//! **What a shopkeeper sees:** the same visitor always gets the same arm, a share of the visitors gets no offers at all
//! so that there is something to compare with, and experiments on different things do not disturb each other.
//!
//! **Method:** a unit is a visitor, by the id of the visitor; a customer, by the customer's id, only where no visitor
//! is named, as in an e-mail. So nobody changes arms by signing in. A hash of a salt and the unit's id falls into one
//! of 10,000 buckets. The hold-out is taken out first, with a salt of its own. Experiments that must not meet share a
//! layer, that is a salt, and own different buckets of it; layers with different salts are independent. Which arm owns
//! which bucket is kept, not worked out anew: when shares change, the arms that shrink give buckets up, the arms that
//! grow take them, and nobody leaves an arm that grows. Free buckets are taken ten at a time in an order drawn for each
//! experiment: given out in their own order, an experiment that follows another in its layer would find in its arms the
//! visitors of the other's arms, with whatever those did to them.
//!
//! **When it fails:** a customer on two devices is two units, who may be in two arms, signed in or not; and where an
//! experiment runs in e-mails and on pages alike, the customer of an e-mail is a unit beside the visitor. Whoever moves
//! between arms when shares change has seen both; a changed experiment is best counted from the change on. A hold-out
//! that is drawn anew takes some customers out of their arms.
//!
//! **Source:** D. Tang, A. Agarwal, D. O'Brien and M. Meyer, "Overlapping experiment infrastructure", KDD 2010; Y.
//! Collet, XXH3, 2019.

use xxhash_rust::xxh3::Xxh3;

/// Into how many buckets units fall; a share is told in these.
pub const BUCKETS: u16 = 10_000;
/// The share of units without offers where nothing else is set, in buckets: 5 %.
pub const HOLD_OUT_BUCKETS: u16 = 500;
/// Parts an allocation may fall into; each change of shares adds a few.
pub const RANGES_MAX: usize = 2_000;
/// Buckets that are given out together: fewer would spread visitors a little more evenly, and take more room to keep.
const BLOCK: u16 = 10;

/// Which bucket of a salt a unit falls into; below [`BUCKETS`].
pub fn bucket(salt: &str, unit: &str) -> u16 {
    // The remainder is not quite even: one part in 10^15.
    (hash(salt, unit) % u64::from(BUCKETS)) as u16
}

fn hash(salt: &str, unit: &str) -> u64 {
    let mut hash = Xxh3::new();
    hash.update(salt.as_bytes());
    // Without it, salt "a" with unit "bc" would be salt "ab" with unit "c".
    hash.update(&[0x1f]);
    hash.update(unit.as_bytes());
    hash.digest()
}

/// Units that get no offers, in any experiment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldOut {
    /// What makes it independent of all layers.
    pub salt: String,
    /// The period it is drawn for, such as a quarter; another period draws other units.
    pub period: u32,
    /// Its share of the units, in buckets of [`BUCKETS`].
    pub buckets: u16,
}

impl HoldOut {
    /// Whether a unit is held out.
    pub fn holds(&self, unit: &str) -> bool {
        bucket(&format!("{}\u{1e}{}", self.salt, self.period), unit) < self.buckets
    }
}

/// Buckets from `first` up to and without `end`, which an arm owns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The arm, by its place in the list of arms.
    pub arm: u16,
    /// The first bucket.
    pub first: u16,
    /// The bucket after the last.
    pub end: u16,
}

/// Why buckets cannot be given out like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AllocationError {
    /// The shares of all arms together are more than everybody, or there are more arms than buckets.
    #[error("the arms want more than {BUCKETS} buckets")]
    MoreThanAll,
    /// Ranges that are empty, overlap, or go past the last bucket.
    #[error("the ranges of buckets are not in order")]
    NotInOrder,
    /// So many changes have cut the buckets into more than [`RANGES_MAX`] ranges.
    #[error("the shares were changed too often; begin anew with another salt")]
    TooManyRanges,
}

/// Which arm owns which buckets of a layer; what no arm owns is outside.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Allocation {
    ranges: Vec<Range>,
}

impl Allocation {
    /// Gives each arm its share, in buckets; `draw` is what makes it other buckets than for others, such as the id of
    /// an experiment.
    ///
    /// # Errors
    /// When the shares are more than [`BUCKETS`] together.
    pub fn new(shares: &[u16], draw: &str) -> Result<Self, AllocationError> {
        Self::default().with_shares(shares, draw)
    }

    /// An allocation that was kept, from its ranges in ascending order.
    ///
    /// # Errors
    /// When the ranges are not in order, or too many.
    pub fn from_ranges(ranges: Vec<Range>) -> Result<Self, AllocationError> {
        let sound = ranges
            .iter()
            .all(|range| range.first < range.end && range.end <= BUCKETS);
        let apart = ranges.windows(2).all(|pair| pair[0].end <= pair[1].first);
        if !sound || !apart {
            return Err(AllocationError::NotInOrder);
        }
        if ranges.len() > RANGES_MAX {
            return Err(AllocationError::TooManyRanges);
        }
        Ok(Self { ranges })
    }

    /// The ranges in ascending order, to be kept.
    pub fn ranges(&self) -> &[Range] {
        &self.ranges
    }

    /// The arm that owns a bucket.
    pub fn arm(&self, bucket: u16) -> Option<u16> {
        let after = self.ranges.partition_point(|range| range.first <= bucket);
        let range = self.ranges.get(after.checked_sub(1)?)?;
        (bucket < range.end).then_some(range.arm)
    }

    /// How many buckets an arm owns.
    pub fn share(&self, arm: u16) -> u16 {
        let own = self.ranges.iter().filter(|range| range.arm == arm);
        own.map(|range| range.end - range.first).sum()
    }

    /// The same allocation with other shares: an arm that keeps or gains loses no bucket, one that is not named loses
    /// all. Of the free buckets those are taken that come first in the order of `draw`.
    ///
    /// # Errors
    /// When the shares are more than [`BUCKETS`] together, or when so many changes have cut the buckets into too many
    /// ranges.
    pub fn with_shares(&self, shares: &[u16], draw: &str) -> Result<Self, AllocationError> {
        let wanted: u64 = shares.iter().map(|&share| u64::from(share)).sum();
        if wanted > u64::from(BUCKETS) || shares.len() > usize::from(BUCKETS) {
            return Err(AllocationError::MoreThanAll);
        }
        let mut owners: Vec<Option<u16>> = (0..BUCKETS).map(|bucket| self.arm(bucket)).collect();
        let mut missing = give_up(&mut owners, shares);
        for bucket in drawn(draw) {
            let owner = &mut owners[usize::from(bucket)];
            let short = missing.iter().position(|&missing| missing > 0);
            if let (None, Some(arm)) = (*owner, short) {
                missing[arm] -= 1;
                *owner = Some(arm as u16);
            }
        }
        Self::from_ranges(ranges_of(&owners))
    }
}

/// All buckets, block by block in an order that is even over all draws.
fn drawn(draw: &str) -> impl Iterator<Item = u16> {
    let mut blocks: Vec<u16> = (0..BUCKETS / BLOCK).collect();
    blocks.sort_by_cached_key(|block| hash(draw, &block.to_string()));
    blocks
        .into_iter()
        .flat_map(|block| block * BLOCK..(block + 1) * BLOCK)
}

/// Takes from each arm the last buckets that are more than its share; what each arm is short of then.
fn give_up(owners: &mut [Option<u16>], shares: &[u16]) -> Vec<u16> {
    let mut left = shares.to_vec();
    for owner in owners.iter_mut() {
        let Some(arm) = *owner else { continue };
        match left.get_mut(usize::from(arm)) {
            Some(share) if *share > 0 => *share -= 1,
            _ => *owner = None,
        }
    }
    left
}

fn ranges_of(owners: &[Option<u16>]) -> Vec<Range> {
    let mut ranges: Vec<Range> = Vec::new();
    for (bucket, owner) in (0..BUCKETS).zip(owners) {
        let Some(arm) = *owner else { continue };
        match ranges.last_mut() {
            Some(last) if last.arm == arm && last.end == bucket => last.end += 1,
            _ => ranges.push(Range {
                arm,
                first: bucket,
                end: bucket + 1,
            }),
        }
    }
    ranges
}

/// Where a unit belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Assignment {
    /// No offers, so that there is something to compare with.
    HeldOut,
    /// In an arm, by its place in the list of arms.
    Arm(u16),
    /// In no experiment of this layer.
    Outside,
}

/// Where a unit belongs in a layer; the hold-out goes first, where the shop has one.
pub fn assign(unit: &str, hold_out: Option<&HoldOut>, layer: &str, arms: &Allocation) -> Assignment {
    if hold_out.is_some_and(|hold_out| hold_out.holds(unit)) {
        return Assignment::HeldOut;
    }
    match arms.arm(bucket(layer, unit)) {
        Some(arm) => Assignment::Arm(arm),
        None => Assignment::Outside,
    }
}
