//! **What a shopkeeper sees:** how likely a customer is still one, and how often they will buy in the time ahead.
//!
//! **Method:** BG/NBD. While they are customers they buy at a rate of their own (gamma over the customers), and after
//! every purchase they leave for good with a chance of their own (beta over the customers). The four parameters are
//! those under which the shop's own past is most likely. Customers alike in purchases, last and first day count
//! together, so a shop of any size has some ten thousand rows; logarithms that depend on one of the three only are
//! taken once for all. The expected number of purchases needs Gauss's 2F1; Euler's transformation turns it into a
//! series that converges wherever it is needed and in which the singularity at `a = 1` is gone.
//!
//! **When it fails:** subscriptions and seasons, since it knows no rhythm; a customer who bought once counts as alive
//! for ever, merely slow. A shop younger than the gaps between purchases shows only the short ones.
//!
//! **Source:** P. Fader, B. Hardie and K. L. Lee, "Counting your customers the easy way", Marketing Science 2005.

use super::{
    Activity, Error,
    chance::Chance,
    maximise::{Optimum, maximise},
};

mod likelihood;

/// Fewer customers tell no law.
pub const CUSTOMERS_MIN: usize = 50;
/// Fewer customers who bought again tell nothing of how often that happens.
pub const REPEATING_MIN: usize = 20;
/// The model's unit of time.
pub const WEEK_DAYS: f64 = 7.0;

/// Past this many terms the series is not waited for.
const TERMS_MAX: u32 = 20_000;
/// Past this `a` the terms of the series grow past what a float holds; the integral is smooth there instead.
const SERIES_A_MAX: f64 = 20.0;
const INTEGRAL_STEPS: u32 = 400;

/// The law of a shop's customers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BgNbd {
    /// Shape of the rates of purchase.
    pub r: f64,
    /// Scale of the rates, in weeks.
    pub alpha_weeks: f64,
    /// First shape of the chances to leave after a purchase.
    pub a: f64,
    /// Second shape of these chances.
    pub b: f64,
}

/// The law and how sure it is.
#[derive(Debug, Clone, PartialEq)]
pub struct BgNbdFit {
    /// The most likely law.
    pub model: BgNbd,
    /// Its likelihood, as a natural logarithm, times in weeks.
    pub log_likelihood: f64,
    /// Of how many customers it was learnt.
    pub customers: usize,
    /// The middle 95 % of `r`, `alpha_weeks`, `a` and `b`; none where the past does not tell all four, as where nobody
    /// ever leaves. What the model expects is sound even then.
    pub intervals_95: Option<[(f64, f64); 4]>,
    optimum: Optimum<4>,
}

impl BgNbdFit {
    /// Learns from how often and when each customer bought.
    ///
    /// # Errors
    /// [`Error`] below [`CUSTOMERS_MIN`] customers or [`REPEATING_MIN`] who bought again.
    pub fn learn(activities: impl IntoIterator<Item = Activity>) -> Result<Self, Error> {
        let rows = likelihood::Rows::collapse(activities.into_iter().collect());
        if rows.customers() < CUSTOMERS_MIN {
            return Err(Error::TooFewCustomers {
                found: rows.customers(),
                wanted: CUSTOMERS_MIN,
            });
        }
        if rows.repeating() < REPEATING_MIN {
            return Err(Error::TooFewRepeating {
                found: rows.repeating(),
                wanted: REPEATING_MIN,
            });
        }
        let pace = rows.mean_age_weeks().max(1.0 / WEEK_DAYS);
        let starts = [[0.25, 0.1, 0.8, 2.5], [1.0, 0.5, 0.5, 5.0], [2.0, 3.0, 1.0, 1.0]];
        let starts = starts.map(|[r, alpha, a, b]: [f64; 4]| [r, alpha * pace, a, b].map(f64::ln));
        let optimum = maximise(&starts, rows.customers() as f64, |at| rows.log_likelihood(at));
        let optimum = optimum.ok_or(Error::NoFit)?;
        Ok(Self {
            model: BgNbd::of(optimum.parameters()),
            log_likelihood: optimum.log_likelihood,
            customers: rows.customers(),
            intervals_95: optimum.intervals_95(),
            optimum,
        })
    }

    /// A law that is as likely as chance has it.
    pub(super) fn draw(&self, chance: &mut Chance) -> BgNbd {
        BgNbd::of(self.optimum.draw(chance))
    }
}

impl BgNbd {
    fn of([r, alpha_weeks, a, b]: [f64; 4]) -> Self {
        Self { r, alpha_weeks, a, b }
    }

    /// The chance that the customer is still one.
    pub fn alive(&self, activity: Activity) -> f64 {
        if activity.repeats == 0 {
            return 1.0;
        }
        let (repeats, last, age) = in_weeks(activity);
        let silent = ((self.alpha_weeks + age) / (self.alpha_weeks + last)).ln();
        let odds_against = (self.a / (self.b + repeats - 1.0)).ln() + (self.r + repeats) * silent;
        1.0 / (1.0 + odds_against.exp())
    }

    /// How many times the customer is expected to buy within the next `ahead_days`.
    pub fn expected_purchases(&self, activity: Activity, ahead_days: f64) -> f64 {
        let ahead = ahead_days.max(0.0) / WEEK_DAYS;
        if ahead <= 0.0 {
            return 0.0;
        }
        let (repeats, _, age) = in_weeks(activity);
        let while_alive = if self.a <= SERIES_A_MAX {
            self.series(repeats, age, ahead)
        } else {
            self.integral(repeats, age, ahead)
        };
        (while_alive * self.alive(activity)).max(0.0)
    }

    /// The chance that the customer buys at all within the next `ahead_days`.
    pub fn returns_within(&self, activity: Activity, ahead_days: f64) -> f64 {
        let (repeats, _, age) = in_weeks(activity);
        let passed = (ahead_days.max(0.0) / WEEK_DAYS / (self.alpha_weeks + age)).ln_1p();
        self.alive(activity) * -(-(self.r + repeats) * passed).exp_m1()
    }

    /// The day within the next `ahead_days` by which this `share` of the customers who come back within them is back.
    pub fn return_day(&self, activity: Activity, ahead_days: f64, share: f64) -> f64 {
        let (repeats, _, age) = in_weeks(activity);
        let shape = self.r + repeats;
        let scale = self.alpha_weeks + age;
        let back = -(-shape * (ahead_days.max(0.0) / WEEK_DAYS / scale).ln_1p()).exp_m1();
        let weeks = scale * (-(-share * back).ln_1p() / shape).exp_m1();
        (weeks * WEEK_DAYS).clamp(0.0, ahead_days.max(0.0))
    }

    /// The rate of purchases per week of a customer like this who is still one, as chance has it.
    pub(super) fn draw_rate(&self, activity: Activity, chance: &mut Chance) -> f64 {
        let (repeats, _, age) = in_weeks(activity);
        chance.gamma(self.r + repeats) / (self.alpha_weeks + age)
    }

    /// The chance that such a customer leaves after a purchase, as chance has it.
    pub(super) fn draw_leaving(&self, activity: Activity, chance: &mut Chance) -> f64 {
        chance.beta(self.a, self.b + f64::from(activity.repeats))
    }

    /// Expected purchases of a customer who is still one. With `z` the share of the time ahead in all time, the
    /// paper's `(1 - (1-z)^(r+x) F(r+x, b+x; c; z)) c / (a-1)` is `(1 - (1-z)^(a-1) F(c-r-x, a-1; c; z)) c / (a-1)`;
    /// all terms of the second series but the first hold `a - 1`, which is divided out before they are added.
    fn series(&self, repeats: f64, age: f64, ahead: f64) -> f64 {
        let all = self.alpha_weeks + age + ahead;
        let (share, log_rest) = (ahead / all, ((self.alpha_weeks + age) / all).ln());
        let less = self.a - 1.0;
        let (first, below) = (self.a + self.b - 1.0 - self.r, self.a + self.b + repeats);
        let (mut term, mut sum) = (first * share, 0.0);
        for number in 1..=TERMS_MAX {
            sum += term;
            let n = f64::from(number);
            let next = (first + n) * (self.a + n - 1.0) * share / ((below + n - 1.0) * (n + 1.0));
            // The terms that are left add up to no more than a geometric series.
            if next.abs() < 1.0 && (term * next).abs() <= 1e-14 * sum.abs() * (1.0 - next.abs()) {
                break;
            }
            term *= next;
        }
        let flow = if less.abs() < 1e-9 {
            -log_rest
        } else {
            -(less * log_rest).exp_m1() / less
        };
        (below - 1.0) * flow - (less * log_rest).exp() * sum
    }

    /// The same as the mean over the chances to leave, each with the number of purchases that belongs to it.
    fn integral(&self, repeats: f64, age: f64, ahead: f64) -> f64 {
        let (stay, shape, scale) = (self.b + repeats, self.r + repeats, self.alpha_weeks + age);
        let all = self.a + stay;
        let (middle, spread) = (self.a / all, (self.a * stay / (all * all * (all + 1.0))).sqrt());
        let (low, high) = (
            (middle - 10.0 * spread).max(0.0),
            (middle + 10.0 * spread).min(1.0),
        );
        let width = (high - low) / f64::from(INTEGRAL_STEPS);
        let log_density = |leave: f64| (self.a - 1.0) * leave.ln() + (stay - 1.0) * (-leave).ln_1p();
        let top = log_density(middle);
        let (mut sum, mut weights) = (0.0, 0.0);
        for step in 0..INTEGRAL_STEPS {
            let leave = low + width * (f64::from(step) + 0.5);
            let weight = (log_density(leave) - top).exp();
            let purchases = -(-shape * (leave * ahead / scale).ln_1p()).exp_m1() / leave;
            weights += weight;
            sum += weight * purchases;
        }
        if weights > 0.0 { sum / weights } else { 0.0 }
    }
}

/// Repeats, and weeks to the last purchase and to now.
fn in_weeks(activity: Activity) -> (f64, f64, f64) {
    let weeks = |days: u32| f64::from(days) / WEEK_DAYS;
    let last = activity.last_days.min(activity.age_days);
    (f64::from(activity.repeats), weeks(last), weeks(activity.age_days))
}

#[cfg(test)]
mod tests;
