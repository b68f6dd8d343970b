//! **What a shopkeeper sees:** what each customer is likely to bring in the time ahead after goods, shipping and
//! returns, with an interval; what all of them are worth together; and what a customer who buys for the first time is
//! worth.
//!
//! **Method:** expected purchases (BG/NBD) times expected spend (Gamma-Gamma) times the share of it that stays with
//! the shop, discounted. The share is the customer's own contribution, drawn towards that of those who came in the
//! same quarter and this towards the shop's, by three orders and by twenty customers: so a new customer is worth what
//! those who came with them are. Of who buys in a rhythm, the rhythm tells whether they are still a customer: what they
//! are worth and when they are due back must not contradict each other. What a customer spends who bought once is drawn
//! towards the quarter's first purchases too. Intervals are the middle 95 % of lives drawn for each customer, with
//! laws drawn for all of them, so that chance within a life and doubt about the laws both count. Without known costs,
//! the net revenue stands for the contribution, and the answer says so; where costs of some orders are known, the
//! others keep the same share.
//!
//! **When it fails:** what the two models leave out: seasons, subscriptions, a shop that changes its prices. A
//! customer's own interval is wide by nature; only the sum is narrow.
//!
//! **Source:** P. Fader, B. Hardie and K. L. Lee, "RFM and CLV: using iso-value curves", 2005; V. Kumar, "Managing
//! Customers for Profit", 2008, on contribution and tiers.

use rayon::prelude::*;
use recommend::CustomerIndex;
use shop::Day;

use super::{
    Activity, BgNbd, BgNbdFit, GammaGamma, Histories, History, NextPurchase, NextPurchases, Spend, SpendFit,
    Sums, bg_nbd::WEEK_DAYS, chance::Chance,
};
use crate::offline::interval::middle_95;

mod share;

pub use share::Costs;
use share::Shares;

/// Longest time ahead: what lies further is not known to anybody.
pub const HORIZON_DAYS_MAX: u32 = 3_650;
/// Fewest and most lives drawn for each customer.
pub const DRAWS_MIN: u32 = 40;
/// See [`DRAWS_MIN`].
pub const DRAWS_MAX: u32 = 2_000;
/// Most purchases that are drawn of one life.
const PURCHASES_MAX: u32 = 10_000;
/// Purchases are discounted by steps of this length; half as long ones change an amount by less than a ten-thousandth.
const STEP_DAYS: f64 = 92.0;
const YEAR_DAYS: f64 = 365.25;
/// Customers that are drawn together; the sums are added in their sequence, whoever finishes first.
const CHUNK: usize = 512;
/// The number of the life that stands for a new customer.
const NEW_LIFE: u64 = u64::MAX;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// How far ahead, in days; at most [`HORIZON_DAYS_MAX`].
    pub horizon_days: u32,
    /// By how much money in a year's time is worth less, as a share: .1 for 10 %.
    pub yearly_discount: f64,
    /// Lives drawn for each interval, from [`DRAWS_MIN`] to [`DRAWS_MAX`].
    pub draws: u32,
    /// The same seed gives the same intervals.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            horizon_days: 365,
            yearly_discount: 0.1,
            draws: 200,
            seed: 1,
        }
    }
}

/// An amount that is not certain, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Estimate {
    /// What is expected.
    pub minor: i64,
    /// 2.5 % lie below this.
    pub low_minor: i64,
    /// 2.5 % lie above this.
    pub high_minor: i64,
}

/// What an estimate rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The customer's own purchases, of which there are several.
    Own,
    /// One purchase, and those who came in the same quarter.
    Cohort,
}

/// What a customer is worth from here on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Worth {
    /// The customer.
    pub customer: CustomerIndex,
    /// What they are worth.
    pub value: Estimate,
    /// Purchases expected in the time ahead, not discounted.
    pub purchases: f64,
    /// The chance that they are still a customer.
    pub alive: f64,
    /// When they are due back, within the time looked at.
    pub next: NextPurchase,
    /// What this rests on.
    pub basis: Basis,
}

/// What all customers are worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Worths {
    /// Each of them, ascending by customer.
    pub customers: Vec<Worth>,
    /// All of them together.
    pub total: Estimate,
    /// A customer who buys for the first time today, after that purchase: what finding one more is worth besides it.
    pub new_customer: Estimate,
    /// Whether what orders cost is known.
    pub costs: Costs,
}

/// What each customer is worth from `now` on. The histories hold the orders until then, and no later ones.
pub fn worth(
    histories: &Histories,
    now: Day,
    frequency: &BgNbdFit,
    spend: &SpendFit,
    settings: &Settings,
) -> Worths {
    let world = World::new(histories, now, frequency, spend, settings);
    let known: Vec<(NextPurchase, Life)> = histories
        .iter()
        .filter_map(|(customer, history)| world.life(customer, history, now))
        .collect();
    let chunks: Vec<(Vec<Worth>, Vec<f64>)> =
        known.par_chunks(CHUNK).map(|chunk| world.chunk(chunk)).collect();
    let mut totals = vec![0.0; world.laws.len()];
    let (mut customers, mut expected) = (Vec::with_capacity(known.len()), 0.0);
    for (worths, drawn) in chunks {
        expected += worths.iter().map(|worth| worth.value.minor as f64).sum::<f64>();
        customers.extend(worths);
        totals
            .iter_mut()
            .zip(drawn)
            .for_each(|(total, drawn)| *total += drawn);
    }
    let newcomer = world.newcomer(now);
    Worths {
        customers,
        total: estimate(expected, totals),
        new_customer: estimate(world.expected(&newcomer), world.drawn(NEW_LIFE, &newcomer)),
        costs: world.shares.costs(),
    }
}

/// What a customer did, as far as it tells what they will do.
#[derive(Debug, Clone, Copy)]
struct Life {
    activity: Activity,
    /// The chance that they are still a customer, over what BG/NBD says of it.
    alive_factor: f64,
    spend: Option<Spend>,
    /// What a purchase adds to or takes from the spend that the law expects.
    level: f64,
    /// The share of the spend that stays with the shop.
    share: f64,
}

/// What all customers have in common.
struct World<'a> {
    frequency: &'a BgNbdFit,
    spend: &'a SpendFit,
    shares: Shares,
    next: NextPurchases<'a>,
    /// What a purchase of an unknown customer is where the law of spend has no mean.
    mean_paid_minor: f64,
    horizon_days: f64,
    /// The logarithm of what a day takes off an amount.
    daily_discount: f64,
    laws: Vec<(BgNbd, GammaGamma)>,
    seed: u64,
}

impl<'a> World<'a> {
    fn new(
        histories: &Histories,
        now: Day,
        frequency: &'a BgNbdFit,
        spend: &'a SpendFit,
        settings: &Settings,
    ) -> Self {
        let law = |number: u32| {
            let mut chance = Chance::new(settings.seed, u64::from(number));
            (frequency.draw(&mut chance), spend.draw(&mut chance))
        };
        let yearly = settings.yearly_discount.clamp(-0.9, 10.0);
        let shares = Shares::learn(histories, now);
        Self {
            frequency,
            spend,
            mean_paid_minor: shares.mean_paid_minor(),
            shares,
            next: NextPurchases::learn(&frequency.model, histories, now, settings.horizon_days),
            horizon_days: f64::from(settings.horizon_days.min(HORIZON_DAYS_MAX)),
            daily_discount: if yearly.is_finite() {
                yearly.ln_1p() / YEAR_DAYS
            } else {
                0.0
            },
            laws: (0..settings.draws.clamp(DRAWS_MIN, DRAWS_MAX)).map(law).collect(),
            seed: settings.seed,
        }
    }

    fn life(&self, customer: CustomerIndex, history: &History, now: Day) -> Option<(NextPurchase, Life)> {
        let activity = history.activity(now)?;
        let next = self.next.of(customer, history, now)?;
        let spend = history.spend();
        let quarter = history.first_day()?;
        let life = Life {
            activity,
            alive_factor: next.alive / self.frequency.model.alive(activity).max(f64::MIN_POSITIVE),
            spend,
            level: if spend.is_none() {
                self.shares.level(quarter)
            } else {
                1.0
            },
            share: self.shares.of(quarter, history.sums()),
        };
        Some((next, life))
    }

    fn newcomer(&self, now: Day) -> Life {
        Life {
            activity: Activity::NEW,
            alive_factor: 1.0,
            spend: None,
            level: self.shares.level(now),
            share: self.shares.of(now, &Sums::default()),
        }
    }

    fn chunk(&self, lives: &[(NextPurchase, Life)]) -> (Vec<Worth>, Vec<f64>) {
        let mut totals = vec![0.0; self.laws.len()];
        let worth = |(next, life): &(NextPurchase, Life)| {
            let drawn = self.drawn(u64::from(next.customer), life);
            totals
                .iter_mut()
                .zip(&drawn)
                .for_each(|(total, drawn)| *total += drawn);
            Worth {
                customer: next.customer,
                value: estimate(self.expected(life), drawn),
                purchases: self
                    .frequency
                    .model
                    .expected_purchases(life.activity, self.horizon_days)
                    * life.alive_factor,
                alive: next.alive,
                next: *next,
                basis: if life.spend.is_some() {
                    Basis::Own
                } else {
                    Basis::Cohort
                },
            }
        };
        let worths = lives.iter().map(worth).collect();
        (worths, totals)
    }

    /// What is expected of a customer.
    fn expected(&self, life: &Life) -> f64 {
        let (mut purchases, mut before, mut from) = (0.0, 0.0, 0.0);
        while from < self.horizon_days {
            let until = (from + STEP_DAYS).min(self.horizon_days);
            let through = self.frequency.model.expected_purchases(life.activity, until);
            purchases += (through - before) * (-self.daily_discount * 0.5 * (from + until)).exp();
            (before, from) = (through, until);
        }
        let spend = self
            .spend
            .expected_minor(life.spend)
            .unwrap_or(self.mean_paid_minor);
        purchases * life.alive_factor * spend * life.level * life.share
    }

    /// What each of the drawn lives of a customer brings.
    fn drawn(&self, number: u64, life: &Life) -> Vec<f64> {
        let mut chance = Chance::new(self.seed ^ 0x006c_6966_6500, number);
        self.laws
            .iter()
            .map(|laws| self.drawn_once(laws, life, &mut chance))
            .collect()
    }

    fn drawn_once(&self, (frequency, spend): &(BgNbd, GammaGamma), life: &Life, chance: &mut Chance) -> f64 {
        if chance.unit() > frequency.alive(life.activity) * life.alive_factor {
            return 0.0;
        }
        let rate = frequency.draw_rate(life.activity, chance);
        let mut leave = None;
        let (mut purchases, mut worth_now, mut day) = (0_u32, 0.0, 0.0);
        while purchases < PURCHASES_MAX {
            day += chance.exponential() / rate * WEEK_DAYS;
            if day.is_nan() || day > self.horizon_days {
                break;
            }
            purchases += 1;
            worth_now += (-self.daily_discount * day).exp();
            // Most lives see no purchase, and then nobody asks how likely it is that one is the last.
            let leave = *leave.get_or_insert_with(|| frequency.draw_leaving(life.activity, chance));
            if chance.unit() < leave {
                break;
            }
        }
        if purchases == 0 {
            return 0.0;
        }
        let paid = self.spend.draw_sum(spend, life.spend, purchases, chance);
        paid * worth_now / f64::from(purchases) * life.level * life.share
    }
}

fn estimate(expected: f64, drawn: Vec<f64>) -> Estimate {
    let (low, high) = middle_95(drawn);
    // `as` keeps within the bounds of the type, and makes 0 of what is not a number.
    let minor = |amount: f64| amount.round() as i64;
    // What is expected goes by the best laws, the draws by many: of few and skewed lives all but a few draws may lie
    // below the mean. An interval that does not hold what it is of contradicts itself, so it reaches that far.
    Estimate {
        minor: minor(expected),
        low_minor: minor(low.min(expected)),
        high_minor: minor(high.max(expected)),
    }
}

#[cfg(test)]
mod tests;
