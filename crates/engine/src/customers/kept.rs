//! What a snapshot keeps of each customer: eight words, found by the customer's number, and the numbers of all of them,
//! the best customer first. No id stands in it.
//!
//! | word | low half | high half |
//! |---|---|---|
//! | 0–3 | worth, its low and its high end, and what was spent: steps of money, signed | |
//! | 4 | days until a tenth of such customers is back | the same of half of them |
//! | 5 | the same of all but a tenth | days with a purchase |
//! | 6 | days since the last purchase | per cent still a customer, per cent back within the year |
//! | 7 | the three marks, the position of the group | tier, what is known, nothing |

use std::cmp::Reverse;

use measure::customers::{
    Basis, Estimate, Profile, Tier, next_purchase::Rests, profiles::Ranked, rfm::MARK_MAX,
};
use recommend::{Column, CustomerIndex, SectionError, Sections};

/// The section's name.
const SECTION: &str = "customers/profile";
/// The name of the section with the numbers, the best customer first.
const SECTION_BEST: &str = "customers/best";
/// Words of one customer.
const WORDS: usize = 8;
/// Stands for no group.
const NO_SEGMENT: u8 = u8::MAX;

/// What is said, as bits.
mod flag {
    pub const KNOWN: u32 = 1;
    pub const WORTH: u32 = 2;
    pub const RETURN: u32 = 4;
    pub const SURE_TIER: u32 = 8;
    pub const OWN_PURCHASES: u32 = 16;
    pub const RHYTHM: u32 = 32;
}

/// What is known of one customer, by the day of the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownCustomer {
    /// Marks from 1 to 5: how recently, how often and for how much they bought.
    pub marks: [u8; 3],
    /// Days with a purchase.
    pub purchases: u32,
    /// Days from the last purchase to the build.
    pub days_since: u32,
    /// What they paid less what was given back, in minor units.
    pub spent_minor: i64,
    /// What they are worth.
    pub worth: Option<KnownWorth>,
    /// When they are due back.
    pub due: Option<KnownReturn>,
    /// The position of their group.
    pub segment: Option<u8>,
}

/// What a customer is worth in the year ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownWorth {
    /// What stays with the shop, with the interval that holds nineteen lives of twenty.
    pub value: Estimate,
    /// The tier.
    pub tier: Tier,
    /// Whether the whole interval lies in the tier.
    pub is_sure: bool,
    /// What it rests on.
    pub basis: Basis,
}

/// When a customer is due back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownReturn {
    /// The chance that they are still a customer, in per cent.
    pub alive_percent: u8,
    /// The chance that they are back within a year, in per cent.
    pub returns_percent: u8,
    /// If so: days from the build by which a tenth, half and nine tenths of such customers are back.
    pub days: [u16; 3],
    /// What it rests on.
    pub rests: Rests,
}

/// What is known of every customer; empty in snapshots of older programs.
#[derive(Clone, Default)]
pub struct KnownCustomers {
    words: Column<u32>,
    /// Sorted with the build: a million customers are not sorted again for each look at them.
    best: Column<CustomerIndex>,
    step_minor: i64,
}

impl KnownCustomers {
    /// Keeps these customers, whose amounts become steps of `step_minor`.
    pub fn new(profiles: &[Profile]) -> Self {
        let step_minor = step_minor(profiles);
        let count = profiles.last().map_or(0, |last| last.rfm.customer as usize + 1);
        let mut words = vec![0; count * WORDS];
        for profile in profiles {
            let from = profile.rfm.customer as usize * WORDS;
            words[from..from + WORDS].copy_from_slice(&packed(profile, step_minor));
        }
        let known = Self {
            words: Column::new(words),
            best: Column::default(),
            step_minor,
        };
        Self {
            best: known.sorted(),
            ..known
        }
    }

    /// The numbers of everybody of whom something is known, the best customer first.
    fn sorted(&self) -> Column<CustomerIndex> {
        let mut ranks: Vec<Rank> = self.iter().map(|(number, known)| rank(number, &known)).collect();
        ranks.sort_unstable();
        Column::new(ranks.into_iter().map(|(.., number)| number).collect())
    }

    /// Who comes after the customer `after`, or everybody: first who is worth most in the year ahead, and where that
    /// is not known of anybody, who spent most.
    pub fn best_after(
        &self,
        after: Option<CustomerIndex>,
    ) -> impl Iterator<Item = (CustomerIndex, KnownCustomer)> {
        let after = after.and_then(|number| Some(rank(number, &self.of(number)?)));
        let is_before = |number: &CustomerIndex| {
            let own = self.of(*number).map(|known| rank(*number, &known));
            own.is_some_and(|own| after.is_some_and(|after| own <= after))
        };
        let from = self.best.partition_point(is_before);
        let further = self.best.iter().skip(from);
        further.filter_map(|number| Some((*number, self.of(*number)?)))
    }

    /// What one step of the amounts is, in minor units.
    pub fn step_minor(&self) -> i64 {
        self.step_minor
    }

    /// What is known of the customer of this number.
    pub fn of(&self, number: CustomerIndex) -> Option<KnownCustomer> {
        let from = (number as usize).checked_mul(WORDS)?;
        let words = self.words.get(from..from + WORDS)?;
        unpacked(words.first_chunk()?, self.step_minor)
    }

    /// Every customer of whom something is known, ascending by number.
    pub fn iter(&self) -> impl Iterator<Item = (CustomerIndex, KnownCustomer)> {
        let numbers = 0..(self.words.len() / WORDS) as CustomerIndex;
        numbers.filter_map(|number| Some((number, self.of(number)?)))
    }

    /// Adds the array.
    pub fn write(&self, sections: &mut Sections) {
        sections.put(SECTION, &self.words);
        sections.put(SECTION_BEST, &self.best);
    }

    /// Reads the arrays; nothing is known where there are none, and what older programs did not sort is sorted now.
    ///
    /// # Errors
    /// [`SectionError`] where they do not hold whole customers.
    pub fn read(sections: &Sections, step_minor: i64) -> Result<Self, SectionError> {
        let words: Column<u32> = match sections.get(SECTION) {
            Err(SectionError::Missing(_)) => return Ok(Self::default()),
            other => other?,
        };
        if !words.len().is_multiple_of(WORDS) {
            return Err(SectionError::Inconsistent(SECTION.to_owned()));
        }
        let best = sections.get(SECTION_BEST);
        let known = Self {
            words,
            best: Column::default(),
            step_minor,
        };
        match best {
            Err(SectionError::Missing(_)) => Ok(Self {
                best: known.sorted(),
                ..known
            }),
            best => Ok(Self { best: best?, ..known }),
        }
    }
}

/// What customers are sorted by: what they are expected to bring, what they spent, and then their number, so that the
/// same customers always stand in the same sequence.
type Rank = (Reverse<Option<i64>>, Reverse<i64>, CustomerIndex);

fn rank(number: CustomerIndex, known: &KnownCustomer) -> Rank {
    let worth = known.worth.map(|worth| worth.value.minor);
    (Reverse(worth), Reverse(known.spent_minor), number)
}

/// The least power of ten by which every amount fits: 1 in most shops, more where prices have many digits.
fn step_minor(profiles: &[Profile]) -> i64 {
    let largest = |profile: &Profile| {
        let ends = profile.worth.map_or([0; 3], |(worth, _)| amounts(worth.value));
        let ends = ends.into_iter().map(i64::unsigned_abs).max().unwrap_or(0);
        ends.max(minor(profile.rfm.net_minor).unsigned_abs())
    };
    let largest = profiles.iter().map(largest).max().unwrap_or(0);
    let mut step = 1_i64;
    while largest / step.unsigned_abs() >= i32::MAX as u64 {
        step *= 10;
    }
    step
}

fn amounts(value: Estimate) -> [i64; 3] {
    [value.minor, value.low_minor, value.high_minor]
}

/// An amount as far as the type goes.
fn minor(amount: i128) -> i64 {
    amount.clamp(i64::MIN.into(), i64::MAX.into()) as i64
}

/// An amount in steps, rounded to the nearest.
fn steps(minor: i64, step_minor: i64) -> u32 {
    let half = step_minor / 2 * minor.signum();
    let steps = minor.saturating_add(half) / step_minor;
    steps.clamp(i32::MIN.into(), i32::MAX.into()) as i32 as u32
}

fn packed(profile: &Profile, step_minor: i64) -> [u32; WORDS] {
    let money = |minor| steps(minor, step_minor);
    let rfm = &profile.rfm;
    let mut words = [0; WORDS];
    words[3] = money(minor(rfm.net_minor));
    let mut flags = flag::KNOWN;
    let mut tier = 0;
    if let Some((worth, Ranked { tier: own, is_sure })) = profile.worth {
        [words[0], words[1], words[2]] = amounts(worth.value).map(money);
        tier = own as u32;
        flags |= flag::WORTH | flagged(is_sure, flag::SURE_TIER);
        flags |= flagged(worth.basis == Basis::Own, flag::OWN_PURCHASES);
    }
    let (mut days, mut percents) = ([0; 3], [0; 2]);
    if let Some(next) = profile.next {
        days = [next.low_days, next.median_days, next.high_days].map(|days| days.round() as u16);
        percents = [next.alive, next.returns].map(|chance| (chance * 100.0).round() as u8);
        flags |= flag::RETURN | flagged(next.rests == Rests::OnRhythm, flag::RHYTHM);
    }
    let whole = |number: u32| u32::from(u16::try_from(number).unwrap_or(u16::MAX));
    let [alive, returns] = percents.map(u32::from);
    words[4] = u32::from(days[0]) | u32::from(days[1]) << 16;
    words[5] = u32::from(days[2]) | whole(rfm.purchases) << 16;
    words[6] = whole(rfm.days_since) | alive << 16 | returns << 24;
    let segment = u32::from(profile.segment.unwrap_or(NO_SEGMENT));
    words[7] =
        marks_word([rfm.recency, rfm.frequency, rfm.monetary]) | segment << 8 | tier << 16 | flags << 24;
    words
}

fn flagged(holds: bool, flag: u32) -> u32 {
    if holds { flag } else { 0 }
}

/// Three marks as the digits of one number.
fn marks_word(marks: [u8; 3]) -> u32 {
    let base = u32::from(MARK_MAX);
    let digit = |mark: u8| u32::from(mark.clamp(1, MARK_MAX) - 1);
    marks
        .into_iter()
        .fold(0, |number, mark| number * base + digit(mark))
}

fn marks(word: u8) -> [u8; 3] {
    let mark = |number: u8| number % MARK_MAX + 1;
    [
        mark(word / MARK_MAX / MARK_MAX),
        mark(word / MARK_MAX),
        mark(word),
    ]
}

fn unpacked(words: &[u32; WORDS], step_minor: i64) -> Option<KnownCustomer> {
    let halves = |word: u32| [word as u16, (word >> 16) as u16];
    let money = |word: u32| i64::from(word as i32).saturating_mul(step_minor);
    let [marks_of, segment, tier, flags] = words[7].to_le_bytes();
    let has = |flag: u32| u32::from(flags) & flag != 0;
    let ([low, median], [high, purchases]) = (halves(words[4]), halves(words[5]));
    let [since_low, since_high, alive_percent, returns_percent] = words[6].to_le_bytes();
    let worth = || {
        Some(KnownWorth {
            value: Estimate {
                minor: money(words[0]),
                low_minor: money(words[1]),
                high_minor: money(words[2]),
            },
            tier: *TIERS.get(usize::from(tier))?,
            is_sure: has(flag::SURE_TIER),
            basis: if has(flag::OWN_PURCHASES) {
                Basis::Own
            } else {
                Basis::Cohort
            },
        })
    };
    has(flag::KNOWN).then(|| KnownCustomer {
        marks: marks(marks_of),
        purchases: u32::from(purchases),
        days_since: u32::from(u16::from_le_bytes([since_low, since_high])),
        spent_minor: money(words[3]),
        worth: has(flag::WORTH).then(worth).flatten(),
        due: has(flag::RETURN).then_some(KnownReturn {
            alive_percent,
            returns_percent,
            days: [low, median, high],
            rests: if has(flag::RHYTHM) {
                Rests::OnRhythm
            } else {
                Rests::OnFrequency
            },
        }),
        segment: (segment != NO_SEGMENT).then_some(segment),
    })
}

/// Every tier, in the sequence of its number in the array.
pub const TIERS: [Tier; 3] = [Tier::Unprofitable, Tier::Profitable, Tier::HighlyProfitable];

/// The tier's public id.
pub fn tier_id(tier: Tier) -> &'static str {
    match tier {
        Tier::Unprofitable => "unprofitable",
        Tier::Profitable => "profitable",
        Tier::HighlyProfitable => "highly_profitable",
    }
}

#[cfg(test)]
mod tests {
    use measure::customers::{NextPurchase, Rfm, Worth};

    use super::*;

    fn profile(customer: u32, minor: i64) -> Profile {
        let next = NextPurchase {
            customer,
            returns: 0.314,
            alive: 0.996,
            median_days: 30.4,
            low_days: 3.0,
            high_days: 365.0,
            rests: Rests::OnRhythm,
        };
        Profile {
            rfm: Rfm {
                customer,
                days_since: 70_000,
                purchases: 3,
                net_minor: i128::from(minor) * 2,
                recency: 1,
                frequency: 3,
                monetary: 5,
            },
            worth: Some((
                Worth {
                    customer,
                    value: Estimate {
                        minor,
                        low_minor: -7,
                        high_minor: minor * 2,
                    },
                    purchases: 2.5,
                    alive: 0.9,
                    next,
                    basis: Basis::Own,
                },
                Ranked {
                    tier: Tier::HighlyProfitable,
                    is_sure: false,
                },
            )),
            next: Some(next),
            segment: Some(4),
        }
    }

    #[test]
    fn what_is_kept_is_read_as_it_was_and_the_others_are_not_known() {
        let bare = Profile {
            worth: None,
            next: None,
            segment: None,
            ..profile(5, 9)
        };
        let kept = KnownCustomers::new(&[profile(2, 1_000), bare]);
        let mut sections = Sections::default();
        kept.write(&mut sections);
        assert!(sections.size_bytes(SECTION) <= 6 * 32);
        let read = KnownCustomers::read(&sections, kept.step_minor()).unwrap();
        let numbers: Vec<u32> = read.iter().map(|(number, _)| number).collect();
        assert_eq!(numbers, [2, 5]);
        let one = read.of(2).unwrap();
        assert_eq!((one.marks, one.purchases, one.days_since), ([1, 3, 5], 3, 65_535));
        assert_eq!((one.spent_minor, one.segment), (2_000, Some(4)));
        let worth = one.worth.unwrap();
        assert_eq!(
            (worth.value.minor, worth.value.low_minor, worth.value.high_minor),
            (1_000, -7, 2_000)
        );
        assert_eq!(
            (worth.tier, worth.is_sure, worth.basis),
            (Tier::HighlyProfitable, false, Basis::Own)
        );
        let due = one.due.unwrap();
        assert_eq!(
            (due.alive_percent, due.returns_percent, due.days),
            (100, 31, [3, 30, 365])
        );
        assert_eq!(due.rests, Rests::OnRhythm);
        let other = read.of(5).unwrap();
        assert_eq!((other.worth, other.due, other.segment), (None, None, None));
        assert_eq!([read.of(0), read.of(6), read.of(u32::MAX)], [None; 3]);
    }

    #[test]
    fn the_best_come_first_also_where_nothing_was_sorted_before() {
        let bare = |customer, minor| Profile {
            worth: None,
            ..profile(customer, minor)
        };
        let kept = KnownCustomers::new(&[
            profile(0, 5),
            bare(1, 900),
            profile(2, 80),
            profile(4, 80),
            bare(5, 901),
        ]);
        let mut sections = Sections::default();
        kept.write(&mut sections);
        let mut older = Sections::default();
        older.put(SECTION, &kept.words);
        for sections in [sections, older] {
            let read = KnownCustomers::read(&sections, kept.step_minor()).unwrap();
            let after = |after| -> Vec<u32> { read.best_after(after).map(|(number, _)| number).collect() };
            assert_eq!(after(None), [2, 4, 0, 5, 1]);
            assert_eq!(after(Some(4)), [0, 5, 1]);
            assert_eq!(after(Some(1)), [] as [u32; 0]);
            assert_eq!(
                after(Some(3)),
                [2, 4, 0, 5, 1],
                "who is not known is behind nobody"
            );
        }
    }

    #[test]
    fn large_amounts_are_kept_in_larger_steps() {
        let kept = KnownCustomers::new(&[profile(0, 4_123_456_789_012), profile(1, -8)]);
        assert_eq!(kept.step_minor(), 10_000);
        let value = |number| kept.of(number).unwrap().worth.unwrap().value.minor;
        assert_eq!((value(0), value(1)), (4_123_456_790_000, 0));
        assert_eq!(KnownCustomers::new(&[]).iter().count(), 0);
        let extreme = KnownCustomers::new(&[profile(0, i64::MAX / 2)]);
        assert!(extreme.of(0).unwrap().spent_minor > i64::MAX / 2);
    }

    #[test]
    fn an_older_snapshot_knows_nobody_and_a_damaged_one_is_refused() {
        let mut sections = Sections::default();
        assert_eq!(KnownCustomers::read(&sections, 1).unwrap().iter().count(), 0);
        sections.put(SECTION, &Column::new(vec![1_u32; 9]));
        assert!(KnownCustomers::read(&sections, 1).is_err());
    }
}
