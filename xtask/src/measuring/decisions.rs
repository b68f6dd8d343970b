//! Times decisions one by one, in this process, with nothing else around them.

use crate::measuring::verdict::quantile;
use anyhow::{Context, Result};
use decide::{Live, Policy, Rankers, Request, Scratch};
use recommend::{CartLine, Models, Query};
use shop::{Day, Placement};
use std::hint::black_box;
use std::time::Instant;

/// What the decisions took, and how many had something to offer.
pub struct Times {
    /// Half of them took at most so long, in microseconds.
    pub p50_us: f64,
    /// All but one in a hundred took at most so long, in microseconds.
    pub p99_us: f64,
    /// How many in a hundred offered something.
    pub offering_percent: f64,
}

/// Asks what to offer beside each cart, by the cart's built-in policy: every filter, ranking and slots.
///
/// # Errors
/// When there is no cart.
pub fn time(models: &Models, carts: &[Vec<CartLine>], today: Day) -> Result<Times> {
    let (live, policy) = (Live::default(), Policy::default_for(Placement::Cart));
    let rankers = Rankers::default();
    let mut scratch = Scratch::default();
    let mut times_us = Vec::with_capacity(carts.len());
    let mut offering = 0_usize;
    for cart in carts {
        let query = Query {
            cart,
            product: None,
            leaf: None,
            recently_viewed: &[],
            now: today.start(),
            ..Query::default()
        };
        let request = Request {
            query,
            limit: None,
            exclude: &[],
        };
        let start = Instant::now();
        let decision = black_box(decide::decide(
            models,
            &rankers,
            &live,
            &policy,
            black_box(&request),
            &mut scratch,
        ));
        times_us.push(start.elapsed().as_secs_f64() * 1e6);
        offering += usize::from(!decision.offers.is_empty());
    }
    Ok(Times {
        p50_us: quantile(&times_us, 0.5).context("there is no cart to ask about")?,
        p99_us: quantile(&times_us, 0.99).context("there is no cart to ask about")?,
        offering_percent: 100.0 * offering as f64 / carts.len() as f64,
    })
}
