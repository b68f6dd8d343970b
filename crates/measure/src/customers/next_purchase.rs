//! **What a shopkeeper sees:** whether a customer will be back within the time looked at, and if so, when.
//!
//! **Method:** most customers keep to no rhythm: for them it is BG/NBD, which knows how often they bought and how long
//! they have been silent. A customer whose own gaps are clearly more even than chance would make them is expected by
//! these: the logarithms of the gaps are normal, their middle drawn towards that of all customers by one gap, their
//! spread by four. How long the silence has lasted is given: the part of the law that lies before it is cut off.
//! Whether such a customer is still one follows by Bayes' rule from the chance to leave after a purchase and the
//! silence. The interval holds four fifths of those who do come back within the time looked at.
//!
//! **When it fails:** a gift a year looks like a rhythm only after years; what was bought says more than when, which
//! is for `repurchase_time` to tell, product by product.
//!
//! **Source:** BG/NBD as in [`super::bg_nbd`]; rhythms as in R. Wheat and D. Morrison, "Estimating purchase regularity
//! with two interpurchase times", 1990.

use recommend::CustomerIndex;
use shop::Day;

use super::{Activity, BgNbd, Histories, History};
use crate::distributions::normal_tail;

/// The share of those who come back that the interval leaves out at either end.
pub const LEFT_OUT: f64 = 0.1;
/// A customer's own gaps count from so many on.
const GAPS_MIN: usize = 3;
/// Gaps that those of all customers weigh in the middle and in the spread of a customer's own.
const PRIOR_MIDDLE_GAPS: f64 = 1.0;
const PRIOR_SPREAD_GAPS: f64 = 4.0;
/// The deviation of the logarithms of gaps that only chance makes is 1.28; below this there is a rhythm.
const RHYTHM_SPREAD_MAX: f64 = 0.8;
/// The spread of a rhythm is never taken to be less: days are whole and people are not clocks.
const SPREAD_MIN: f64 = 0.05;
const HALVINGS: u32 = 50;

/// What an expectation rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rests {
    /// How often they bought, and how customers of this shop do.
    OnFrequency,
    /// A rhythm of their own.
    OnRhythm,
}

/// When a customer is expected back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NextPurchase {
    /// The customer.
    pub customer: CustomerIndex,
    /// The chance that they are back within the time looked at.
    pub returns: f64,
    /// The chance that they ever are.
    pub alive: f64,
    /// If they are back in time: by this many days from now half of such customers are.
    pub median_days: f64,
    /// By this many days a tenth are.
    pub low_days: f64,
    /// By this many days all but a tenth are.
    pub high_days: f64,
    /// What this rests on.
    pub rests: Rests,
}

/// What is learnt of all customers' gaps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NextPurchases<'a> {
    model: &'a BgNbd,
    log_middle: f64,
    spread: f64,
    ahead_days: f64,
}

impl<'a> NextPurchases<'a> {
    /// Learns the gaps of all customers, to look `ahead_days` ahead of `now`.
    pub fn learn(model: &'a BgNbd, histories: &Histories, now: Day, ahead_days: u32) -> Self {
        let (mut gaps, mut sum, mut degrees, mut squares) = (0.0, 0.0, 0.0, 0.0);
        for (_, history) in histories.iter() {
            let own = Gaps::of(history, now);
            gaps += own.count;
            sum += own.count * own.log_mean;
            degrees += (own.count - 1.0).max(0.0);
            squares += own.squares;
        }
        Self {
            model,
            log_middle: if gaps > 0.0 { sum / gaps } else { 0.0 },
            spread: if degrees > 0.0 {
                (squares / degrees).sqrt()
            } else {
                f64::INFINITY
            },
            ahead_days: f64::from(ahead_days),
        }
    }

    /// When a customer is expected back; none where they had not bought by `now`.
    pub fn of(&self, customer: CustomerIndex, history: &History, now: Day) -> Option<NextPurchase> {
        let activity = history.activity(now)?;
        let next = match self.rhythm(&Gaps::of(history, now)) {
            Some(rhythm) => self.by_rhythm(customer, activity, &rhythm),
            None => self.by_frequency(customer, activity),
        };
        Some(next)
    }

    fn by_frequency(&self, customer: CustomerIndex, activity: Activity) -> NextPurchase {
        let day = |share| self.model.return_day(activity, self.ahead_days, share);
        NextPurchase {
            customer,
            returns: self.model.returns_within(activity, self.ahead_days),
            alive: self.model.alive(activity),
            median_days: day(0.5),
            low_days: day(LEFT_OUT),
            high_days: day(1.0 - LEFT_OUT),
            rests: Rests::OnFrequency,
        }
    }

    fn by_rhythm(&self, customer: CustomerIndex, activity: Activity, rhythm: &Rhythm) -> NextPurchase {
        let silent = f64::from(activity.age_days - activity.last_days);
        let still = rhythm.longer_than(silent);
        let stayed = self.model.b + f64::from(activity.repeats);
        let leaves = self.model.a / (self.model.a + stayed);
        let alive = (1.0 - leaves) * still / ((1.0 - leaves) * still + leaves);
        let late = rhythm.longer_than(silent + self.ahead_days);
        let within = if still > 0.0 { 1.0 - late / still } else { 0.0 };
        let day = |share: f64| rhythm.day(still * (1.0 - share * within), silent, self.ahead_days);
        NextPurchase {
            customer,
            returns: alive * within,
            alive,
            median_days: day(0.5),
            low_days: day(LEFT_OUT),
            high_days: day(1.0 - LEFT_OUT),
            rests: Rests::OnRhythm,
        }
    }

    /// The customer's own rhythm, where they have one.
    fn rhythm(&self, gaps: &Gaps) -> Option<Rhythm> {
        if gaps.count < GAPS_MIN as f64 {
            return None;
        }
        // The spread of all is that of customers of any kind: taken as chance where it is wider than that.
        let shop = self.spread.min(std::f64::consts::PI / 6_f64.sqrt());
        let squares = gaps.squares + PRIOR_SPREAD_GAPS * shop * shop;
        let spread = (squares / (gaps.count - 1.0 + PRIOR_SPREAD_GAPS)).sqrt();
        let weight = gaps.count + PRIOR_MIDDLE_GAPS;
        (spread <= RHYTHM_SPREAD_MAX).then(|| Rhythm {
            log_middle: (gaps.count * gaps.log_mean + PRIOR_MIDDLE_GAPS * self.log_middle) / weight,
            // The middle is not certain either.
            spread: spread.max(SPREAD_MIN) * (1.0 + 1.0 / weight).sqrt(),
        })
    }
}

/// The logarithms of a customer's gaps.
struct Gaps {
    count: f64,
    log_mean: f64,
    squares: f64,
}

impl Gaps {
    fn of(history: &History, now: Day) -> Self {
        let logs = || history.gaps_days(now).map(|gap| f64::from(gap.max(1)).ln());
        let count = logs().count() as f64;
        let log_mean = logs().sum::<f64>() / count.max(1.0);
        Self {
            count,
            log_mean,
            squares: logs().map(|log| (log - log_mean).powi(2)).sum(),
        }
    }
}

struct Rhythm {
    log_middle: f64,
    spread: f64,
}

impl Rhythm {
    fn longer_than(&self, days: f64) -> f64 {
        normal_tail((days.max(1e-9).ln() - self.log_middle) / self.spread)
    }

    /// The day from now on which no more than `share` of all gaps are still longer.
    fn day(&self, share: f64, silent: f64, ahead_days: f64) -> f64 {
        let (mut low, mut high) = (0.0, ahead_days);
        for _ in 0..HALVINGS {
            let middle = 0.5 * (low + high);
            if self.longer_than(silent + middle) > share {
                low = middle;
            } else {
                high = middle;
            }
        }
        high
    }
}

#[cfg(test)]
mod tests;
