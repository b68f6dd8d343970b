//! **What a shopkeeper sees:** what a customer is likely to spend per purchase from here on.
//!
//! **Method:** Gamma-Gamma. What a customer spends varies around a mean of their own, and the means vary over the
//! customers, so a mean of few purchases is drawn towards the shop's. Learnt from the purchases after the first one.
//! The model holds only where those who buy often spend no more or less per purchase: the correlation of the two is
//! told, and where it is .3 or more the trend (a straight line through the logarithms) is taken out of the amounts
//! first and put back into what is expected.
//!
//! **When it fails:** shops that sell to people and to businesses have two kinds of customers, not one law; where few
//! customers spend nearly everything the mean of a new one is not known, and none is given.
//!
//! **Source:** P. Fader and B. Hardie, "The Gamma-Gamma model of monetary value", 2013.

use super::{
    Error,
    chance::Chance,
    maximise::{Optimum, maximise},
};
use crate::distributions::{digamma, ln_gamma};

/// Fewer customers who bought again tell no law.
pub const REPEATING_MIN: usize = 20;
/// Below this shape `q` a few customers decide what the mean of all is, so it is not given for an unknown one.
pub const MEAN_SHAPE_MIN: f64 = 1.5;
/// From this correlation of spend and frequency on, of either sign, the trend is taken out.
pub const CORRELATION_MAX: f64 = 0.3;

/// What a customer spent after the first day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spend {
    /// Days with a purchase.
    pub purchases: u32,
    /// Their mean, in minor units.
    pub mean_minor: f64,
}

/// The law of a shop's customers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GammaGamma {
    /// Shape of what one customer spends.
    pub p: f64,
    /// Shape of how customers differ.
    pub q: f64,
    /// Scale of how customers differ, in minor units.
    pub gamma_minor: f64,
}

/// Whether those who buy often spend as much per purchase as the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Independence {
    /// They do, as the model asks.
    Holds {
        /// Of purchases and mean spend.
        correlation: f64,
    },
    /// They do not; the trend was taken out.
    Broken {
        /// Of purchases and mean spend.
        correlation: f64,
        /// A customer with twice the purchases spends `2^exponent` times as much per purchase.
        exponent: f64,
    },
}

/// The law and how sure it is.
#[derive(Debug, Clone, PartialEq)]
pub struct SpendFit {
    /// The most likely law, of amounts without their trend.
    pub model: GammaGamma,
    /// Its likelihood, as a natural logarithm, amounts in minor units.
    pub log_likelihood: f64,
    /// Of how many customers it was learnt.
    pub customers: usize,
    /// Whether the model's assumption holds.
    pub independence: Independence,
    /// The middle 95 % of `p`, `q` and `gamma_minor`; none where the past does not tell all three.
    pub intervals_95: Option<[(f64, f64); 3]>,
    optimum: Optimum<3>,
    scale_minor: f64,
    /// The mean of the logarithms of purchases, where the trend turns.
    turn: f64,
}

impl SpendFit {
    /// Learns from what each customer spent; those without a purchase or a positive mean are left out.
    ///
    /// # Errors
    /// [`Error`] below [`REPEATING_MIN`] customers.
    pub fn learn(spends: impl IntoIterator<Item = Spend>) -> Result<Self, Error> {
        let counts =
            |spend: &Spend| spend.purchases > 0 && spend.mean_minor > 0.0 && spend.mean_minor.is_finite();
        let mut spends: Vec<Spend> = spends.into_iter().filter(counts).collect();
        if spends.len() < REPEATING_MIN {
            return Err(Error::TooFewRepeating {
                found: spends.len(),
                wanted: REPEATING_MIN,
            });
        }
        // The same customers in another sequence have to give the same law to the last digit.
        spends.sort_unstable_by(|one, other| {
            let by_mean = one.mean_minor.total_cmp(&other.mean_minor);
            one.purchases.cmp(&other.purchases).then(by_mean)
        });
        let correlation = correlation(&spends);
        let (turn, slope) = trend(&spends);
        let independence = if correlation.abs() < CORRELATION_MAX {
            Independence::Holds { correlation }
        } else {
            Independence::Broken {
                correlation,
                exponent: slope,
            }
        };
        let level = |spend: &Spend| spend.mean_minor / independence.factor(spend.purchases, turn);
        let scale_minor = spends.iter().map(level).sum::<f64>() / spends.len() as f64;
        let rows = Rows::new(
            spends
                .iter()
                .map(|spend| (spend.purchases, level(spend) / scale_minor)),
        );
        let starts =
            [[6.0, 4.0, 0.5], [1.0, 2.0, 1.0], [2.0, 20.0, 10.0]].map(|start: [f64; 3]| start.map(f64::ln));
        let optimum =
            maximise(&starts, spends.len() as f64, |at| rows.log_likelihood(at)).ok_or(Error::NoFit)?;
        let scaled = |[p, q, gamma]: [(f64, f64); 3]| [p, q, (gamma.0 * scale_minor, gamma.1 * scale_minor)];
        Ok(Self {
            model: GammaGamma::of(optimum.parameters(), scale_minor),
            log_likelihood: optimum.log_likelihood - spends.len() as f64 * scale_minor.ln(),
            customers: spends.len(),
            independence,
            intervals_95: optimum.intervals_95().map(scaled),
            optimum,
            scale_minor,
            turn,
        })
    }

    /// What a customer is expected to spend per purchase, in minor units; none where nothing is known of them and `q`
    /// is below [`MEAN_SHAPE_MIN`].
    pub fn expected_minor(&self, spend: Option<Spend>) -> Option<f64> {
        let known = self.level(spend);
        let (shape, rate) = self.model.posterior(known);
        let shape_min = if known.is_some() { 1.0 } else { MEAN_SHAPE_MIN };
        (shape > shape_min).then(|| self.factor(spend) * self.model.p * rate / (shape - 1.0))
    }

    /// What `purchases` of a customer add up to, in minor units, as chance has it.
    pub(super) fn draw_sum(
        &self,
        model: &GammaGamma,
        spend: Option<Spend>,
        purchases: u32,
        chance: &mut Chance,
    ) -> f64 {
        if purchases == 0 {
            return 0.0;
        }
        let (shape, rate) = model.posterior(self.level(spend));
        let own = chance.gamma(shape) / rate;
        self.factor(spend) * chance.gamma(model.p * f64::from(purchases)) / own.max(f64::MIN_POSITIVE)
    }

    /// A law that is as likely as chance has it.
    pub(super) fn draw(&self, chance: &mut Chance) -> GammaGamma {
        GammaGamma::of(self.optimum.draw(chance), self.scale_minor)
    }

    fn factor(&self, spend: Option<Spend>) -> f64 {
        self.independence
            .factor(spend.map_or(1, |spend| spend.purchases), self.turn)
    }

    fn level(&self, spend: Option<Spend>) -> Option<Spend> {
        let spend = spend.filter(|spend| spend.purchases > 0 && spend.mean_minor > 0.0)?;
        Some(Spend {
            mean_minor: spend.mean_minor / self.factor(Some(spend)),
            ..spend
        })
    }
}

impl Independence {
    /// What the trend makes of a customer's spend.
    fn factor(&self, purchases: u32, turn: f64) -> f64 {
        match self {
            Self::Holds { .. } => 1.0,
            Self::Broken { exponent, .. } => (exponent * (f64::from(purchases.max(1)).ln() - turn)).exp(),
        }
    }
}

impl GammaGamma {
    fn of([p, q, gamma]: [f64; 3], scale_minor: f64) -> Self {
        Self {
            p,
            q,
            gamma_minor: gamma * scale_minor,
        }
    }

    /// Shape and rate of the inverse of what this customer spends on average, over `p`.
    fn posterior(&self, spend: Option<Spend>) -> (f64, f64) {
        let Some(spend) = spend else {
            return (self.q, self.gamma_minor);
        };
        let purchases = f64::from(spend.purchases);
        (
            self.q + self.p * purchases,
            self.gamma_minor + purchases * spend.mean_minor,
        )
    }
}

/// What the likelihood looks at.
struct Rows {
    /// By number of purchases: the number, its customers and the sum of the logarithms of their means.
    by_purchases: Vec<(f64, f64, f64)>,
    /// Number and sum of purchases, by customer.
    sums: Vec<(f64, f64)>,
}

impl Rows {
    /// Of purchases and mean, ascending by purchases.
    fn new(spends: impl Iterator<Item = (u32, f64)>) -> Self {
        let mut by_purchases: Vec<(f64, f64, f64)> = Vec::new();
        let mut sums = Vec::new();
        for (purchases, mean) in spends {
            let purchases = f64::from(purchases);
            match by_purchases.last_mut() {
                Some(last) if last.0 >= purchases => (last.1, last.2) = (last.1 + 1.0, last.2 + mean.ln()),
                _ => by_purchases.push((purchases, 1.0, mean.ln())),
            }
            sums.push((purchases, purchases * mean));
        }
        Self { by_purchases, sums }
    }

    /// The logarithm of the likelihood and its gradient, by the logarithms of `p`, `q` and `gamma`.
    fn log_likelihood(&self, logs: &[f64; 3]) -> (f64, [f64; 3]) {
        let [p, q, gamma] = logs.map(f64::exp);
        let (mut value, mut slopes) = (0.0, [0.0; 3]);
        let (fixed, digamma_q) = (q * gamma.ln() - ln_gamma(q), digamma(q));
        for &(purchases, customers, log_means) in &self.by_purchases {
            let (own, both) = (p * purchases, p * purchases + q);
            let log_sums = log_means + customers * purchases.ln();
            value += customers * (fixed + ln_gamma(both) - ln_gamma(own)) + own * log_sums - log_means;
            slopes[0] += purchases * (customers * (digamma(both) - digamma(own)) + log_sums);
            slopes[1] += customers * (digamma(both) - digamma_q + gamma.ln());
            slopes[2] += customers * q / gamma;
        }
        for &(purchases, sum) in &self.sums {
            let (both, log_sum) = (p * purchases + q, (gamma + sum).ln());
            value -= both * log_sum;
            slopes[0] -= purchases * log_sum;
            slopes[1] -= log_sum;
            slopes[2] -= both / (gamma + sum);
        }
        let [by_p, by_q, by_gamma] = slopes;
        (value, [by_p * p, by_q * q, by_gamma * gamma])
    }
}

/// Pearson's, of purchases and mean spend; 0 where one of them is the same for all.
fn correlation(spends: &[Spend]) -> f64 {
    let points = spends
        .iter()
        .map(|spend| (f64::from(spend.purchases), spend.mean_minor));
    let line = Line::through(points);
    let spread = line.spread_x * line.spread_y;
    if spread > 0.0 {
        line.together / spread.sqrt()
    } else {
        0.0
    }
}

/// Where the logarithms of purchases turn, and how steeply the logarithm of the mean spend rises along them. The means
/// are those of all customers with as many purchases: a customer's own logarithm would be lower the fewer they are.
fn trend(spends: &[Spend]) -> (f64, f64) {
    let alike = spends.chunk_by(|one, other| one.purchases == other.purchases);
    let means: Vec<(f64, f64, usize)> = alike
        .map(|alike| {
            let mean = alike.iter().map(|spend| spend.mean_minor).sum::<f64>() / alike.len() as f64;
            (f64::from(alike[0].purchases).ln(), mean.ln(), alike.len())
        })
        .collect();
    let points = means
        .iter()
        .flat_map(|&(x, y, customers)| std::iter::repeat_n((x, y), customers));
    let line = Line::through(points);
    let slope = if line.spread_x > 0.0 {
        line.together / line.spread_x
    } else {
        0.0
    };
    (line.middle_x, slope)
}

/// The sums of squares of points around their middle.
struct Line {
    middle_x: f64,
    spread_x: f64,
    spread_y: f64,
    together: f64,
}

impl Line {
    fn through(points: impl Iterator<Item = (f64, f64)> + Clone) -> Self {
        let count = points.clone().count().max(1) as f64;
        let (x, y) = points
            .clone()
            .fold((0.0, 0.0), |sum, point| (sum.0 + point.0, sum.1 + point.1));
        let (middle_x, middle_y) = (x / count, y / count);
        let mut line = Self {
            middle_x,
            spread_x: 0.0,
            spread_y: 0.0,
            together: 0.0,
        };
        for (x, y) in points {
            let (x, y) = (x - middle_x, y - middle_y);
            line.spread_x += x * x;
            line.spread_y += y * y;
            line.together += x * y;
        }
        line
    }
}

#[cfg(test)]
mod tests;
