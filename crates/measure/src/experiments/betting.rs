//! **What a shopkeeper sees:** how often something rare happens (an unsubscription, a dismissal, a refund), and how
//! much more often in one arm than in another, from the first event on and on any day.
//!
//! **Method:** a bet against every rate at once. With `s` the sum of `n` values between 0 and 1, the bet against rate
//! `m` becomes `B(a + s, b + n − s) / B(a, b) / (m^s (1 − m)^(n − s))`: what a gambler has who spreads money over all
//! rates by a beta distribution. Rates against which it has reached `1/α` are refuted. The bound is exact for 0 and 1
//! at any number of looks and no less safe for what lies between. Two arms: each event is itself a toss that falls to
//! the treatment with a chance that depends only on the ratio of the two rates.
//!
//! **When it fails:** for values that vary little between 0 and 1 it is wider than need be, since it knows only their
//! sum. The ratio of rates supposes that the arms' shares of the traffic stayed as they were, and counts events: units
//! must not have many each.
//!
//! **Source:** I. Waudby-Smith and A. Ramdas, "Estimating means of bounded random variables by betting", JRSS B 2024;
//! H. Robbins, "Statistical methods related to the law of the iterated logarithm", 1970; M. Lindon and A. Malek,
//! "Anytime-valid inference for multinomial count data", NeurIPS 2022.

use super::effect::Interval;
use crate::distributions::ln_beta;

/// Halvings of an interval: more than a double has bits for.
const HALVINGS: u32 = 60;

/// A bet against every rate: how the money is spread, and when a rate is refuted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Betting {
    /// The chance of being wrong over all looks together.
    pub alpha: f64,
    /// Weight of "it happens" in the beta distribution, above 0.
    pub prior_happened: f64,
    /// Weight of "it does not" in the beta distribution, above 0.
    pub prior_not: f64,
}

impl Betting {
    /// A bet that knows nothing beforehand.
    pub fn new(alpha: f64) -> Self {
        Self {
            alpha,
            prior_happened: 0.5,
            prior_not: 0.5,
        }
    }

    /// The logarithm of what a bet of 1 against `rate` has become when `count` values between 0 and 1 had this `sum`.
    pub fn ln_e_value(&self, rate: f64, sum: f64, count: f64) -> f64 {
        let sum = sum.clamp(0.0, count);
        self.ln_won(sum, count) - ln_likelihood(rate, sum, count)
    }

    /// The part of the bet that is the same against every rate.
    fn ln_won(&self, sum: f64, count: f64) -> f64 {
        ln_beta(self.prior_happened + sum, self.prior_not + count - sum)
            - ln_beta(self.prior_happened, self.prior_not)
    }

    /// The rates that are not refuted when `count` values between 0 and 1 had this `sum`.
    pub fn interval(&self, sum: f64, count: f64) -> Interval {
        if count <= 0.0 {
            return Interval { low: 0.0, high: 1.0 };
        }
        let sum = sum.clamp(0.0, count);
        let least = self.ln_won(sum, count) + self.alpha.ln();
        let refuted = |rate: f64| ln_likelihood(rate, sum, count) <= least;
        Interval {
            low: end(sum / count, 0.0, refuted),
            high: end(sum / count, 1.0, refuted),
        }
    }

    /// How many times as often the event happens to a unit of the treatment as to one of the control, told from the
    /// events of both and the treatment's share of the units of both.
    pub fn rate_ratio(&self, control_events: u64, treatment_events: u64, treatment_share: f64) -> Interval {
        if !(0.0 < treatment_share && treatment_share < 1.0) {
            return Interval {
                low: 0.0,
                high: f64::INFINITY,
            };
        }
        let all = control_events as f64 + treatment_events as f64;
        let tosses = self.interval(treatment_events as f64, all);
        let ratio = |toss: f64| toss * (1.0 - treatment_share) / ((1.0 - toss) * treatment_share);
        Interval {
            low: ratio(tosses.low),
            high: ratio(tosses.high),
        }
    }
}

/// The logarithm of `rate^sum · (1 − rate)^(count − sum)`; what did not happen has no part in it.
fn ln_likelihood(rate: f64, sum: f64, count: f64) -> f64 {
    let part = |times: f64, chance: f64| if times > 0.0 { times * chance.ln() } else { 0.0 };
    part(sum, rate) + part(count - sum, 1.0 - rate)
}

/// The rate nearest to `outer` that is not refuted; the bet grows from `middle` on outwards.
fn end(middle: f64, outer: f64, refuted: impl Fn(f64) -> bool) -> f64 {
    if !refuted(outer) {
        return outer;
    }
    let (mut kept, mut lost) = (middle, outer);
    for _ in 0..HALVINGS {
        let between = f64::midpoint(kept, lost);
        if refuted(between) {
            lost = between;
        } else {
            kept = between;
        }
    }
    // The refuted side, so that rounding never leaves out a rate.
    lost
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_seen_refutes_nothing_and_much_seen_all_but_the_rate() {
        let bet = Betting::new(0.05);
        assert_eq!(bet.interval(0.0, 0.0), Interval { low: 0.0, high: 1.0 });
        let never = bet.interval(0.0, 1_000.0);
        assert!(
            never.low.abs() < f64::EPSILON && (0.003..0.01).contains(&never.high),
            "{never:?}"
        );
        let often = bet.interval(300.0, 1_000.0);
        assert!(
            often.contains(0.3) && often.low > 0.24 && often.high < 0.36,
            "{often:?}"
        );
        assert!((bet.ln_e_value(often.high, 300.0, 1_000.0) - 20_f64.ln()).abs() < 1e-9);
    }

    #[test]
    fn the_ratio_of_rates_allows_for_the_shares_of_the_arms() {
        let bet = Betting::new(0.05);
        let even = bet.rate_ratio(100, 100, 0.5);
        assert!(
            even.contains(1.0) && (even.low * even.high - 1.0).abs() < 1e-9,
            "{even:?}"
        );
        let a_tenth = bet.rate_ratio(900, 300, 0.1);
        assert!(a_tenth.contains(3.0) && a_tenth.low > 2.3, "{a_tenth:?}");
        let none = bet.rate_ratio(0, 0, 0.5);
        assert!(none.low.abs() < f64::EPSILON && none.high.is_infinite());
    }
}
