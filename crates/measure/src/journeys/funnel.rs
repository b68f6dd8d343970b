//! **What a shopkeeper sees:** of 1,000 visits that look at a product, 112 put something in the cart, 61 come to the
//! checkout and 43 order; and where the others stop.
//!
//! **Method:** a visit came to a station if it was there or at a later one: who orders at one click was at the
//! checkout, whether the shop's pages told so or not. What is lost at a station are the visits that came no further.
//! Sixteen counts, one for each set of stations, say everything and add up over days. The interval of a share is
//! Wilson's.
//!
//! **When it fails:** where a shop does not report a station at all, it cannot be told and is left out. A visit cannot
//! be followed to another device, and somebody who comes back tomorrow is a new visit: the times between the stations
//! are told by people, not by visits (`gaps`).
//!
//! **Source:** E. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 1927.

use crate::{
    distributions::normal_quantile,
    ledger::{Touchpoint, Visit},
};

/// Share of intervals that hold the truth.
const CONFIDENCE: f64 = 0.95;

/// How far visits got.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Funnel {
    /// Visits by the set of stations they were at, a bit for each.
    by_stations: [u64; 16],
}

/// A station and who came to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FunnelStep {
    /// The station.
    pub touchpoint: Touchpoint,
    /// Visits that came so far.
    pub visits: u64,
    /// Visits that came no further.
    pub stopped: u64,
    /// Their share of those that came to the station before, or of all visits, with its interval at 95 %.
    pub of_before: Option<(f64, f64, f64)>,
}

impl Funnel {
    /// Counts a visit.
    pub fn add(&mut self, visit: &Visit) {
        let bits = visit.seconds.iter().enumerate();
        let stations: usize = bits
            .map(|(at, seconds)| usize::from(seconds.is_some()) << at)
            .sum();
        self.by_stations[stations] += 1;
    }

    /// Adds the visits of `other`.
    pub fn merge(&mut self, other: &Self) {
        for (visits, more) in self.by_stations.iter_mut().zip(other.by_stations) {
            *visits += more;
        }
    }

    /// All visits.
    pub fn visits(&self) -> u64 {
        self.by_stations.iter().sum()
    }

    fn count(&self, is_wanted: impl Fn(usize) -> bool) -> u64 {
        let wanted = self
            .by_stations
            .iter()
            .enumerate()
            .filter(|(at, _)| is_wanted(*at));
        wanted.map(|(_, visits)| visits).sum()
    }

    /// The stations that visits were told to be at, in the order of the way.
    pub fn steps(&self) -> Vec<FunnelStep> {
        let told: Vec<Touchpoint> = Touchpoint::ALL
            .into_iter()
            .filter(|touchpoint| self.count(|at| at & (1 << *touchpoint as usize) != 0) > 0)
            .collect();
        let reached = |touchpoint: &Touchpoint| self.count(|at| at >> *touchpoint as usize != 0);
        let mut steps = Vec::with_capacity(told.len());
        let mut before = self.visits();
        for (place, touchpoint) in told.iter().enumerate() {
            let visits = reached(touchpoint);
            steps.push(FunnelStep {
                touchpoint: *touchpoint,
                visits,
                stopped: visits - told.get(place + 1).map_or(0, reached),
                of_before: share(visits, before),
            });
            before = visits;
        }
        steps
    }

    /// The share of all visits that ordered, with its interval at 95 %.
    pub fn conversion(&self) -> Option<(f64, f64, f64)> {
        share(
            self.count(|at| at >> Touchpoint::Order as usize != 0),
            self.visits(),
        )
    }
}

/// A share with its interval.
fn share(part: u64, whole: u64) -> Option<(f64, f64, f64)> {
    if whole == 0 {
        return None;
    }
    let (share, count) = (part as f64 / whole as f64, whole as f64);
    let z = normal_quantile(0.5 + CONFIDENCE / 2.0);
    let centre = share + z * z / (2.0 * count);
    let spread = z * (share * (1.0 - share) / count + z * z / (4.0 * count * count)).sqrt();
    let scale = 1.0 + z * z / count;
    Some((
        share,
        ((centre - spread) / scale).clamp(0.0, share),
        ((centre + spread) / scale).clamp(share, 1.0),
    ))
}

#[cfg(test)]
mod tests {
    use shop::Timestamp;

    use super::*;

    fn funnel(visits: &[[bool; 4]]) -> Funnel {
        let mut funnel = Funnel::default();
        for stations in visits {
            funnel.add(&Visit {
                at: Timestamp::default(),
                unit: 1,
                customer: 0,
                seconds: stations.map(|reached| reached.then_some(5)),
            });
        }
        funnel
    }

    #[test]
    fn who_orders_was_at_every_station_before() {
        let visits = [
            [true, false, false, false],
            [true, true, false, false],
            [true, false, false, true],
            [false, false, false, false],
        ];
        let mut told = funnel(&visits);
        let counts = |funnel: &Funnel| -> Vec<_> {
            let steps = funnel.steps().into_iter();
            steps
                .map(|step| (step.touchpoint.as_str(), step.visits, step.stopped))
                .collect()
        };
        // No visit told of the checkout, so nothing is said of it.
        assert_eq!(counts(&told), [("view", 3, 1), ("cart", 2, 1), ("order", 1, 1)]);
        told.merge(&funnel(&[[true, true, true, false]]));
        assert_eq!(
            counts(&told),
            [
                ("view", 4, 1),
                ("cart", 3, 1),
                ("checkout", 2, 1),
                ("order", 1, 1)
            ]
        );
        assert_eq!(told.visits(), 5);
        assert_eq!(Funnel::default().conversion(), None);
    }

    #[test]
    fn the_interval_is_wilsons() {
        // statsmodels.stats.proportion.proportion_confint(10, 100, method="wilson")
        let (value, low, high) = share(10, 100).unwrap();
        assert!((value - 0.1).abs() < 1e-12);
        assert!(
            (low - 0.055_229).abs() < 1e-5 && (high - 0.174_367).abs() < 1e-5,
            "{low} {high}"
        );
        assert!(share(0, 20).unwrap().1 < 1e-12);
    }
}
