//! Times decisions one by one, in this process, with nothing else around them.

use crate::measuring::verdict::quantile;
use anyhow::{Context, Result};
use decide::{Live, Policy, Rankers, Request, Scratch};
use recommend::{Candidates, CartLine, CustomerIndex, Models, Query, RecommenderIndex, recommenders};
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
    time_each(carts, |_, cart| {
        let query = Query {
            cart,
            now: today.start(),
            ..Query::default()
        };
        let request = Request {
            query,
            ..Request::default()
        };
        let decision = decide::decide(
            models,
            &rankers,
            &live,
            &policy,
            black_box(&request),
            &mut scratch,
        );
        !black_box(decision).offers.is_empty()
    })
}

/// Asks every recommender there is about each cart, of a known customer who is on a product's page and has looked at
/// what is in the cart: more than any placement asks.
///
/// # Errors
/// When there is no cart.
pub fn time_proposals(models: &Models, carts: &[Vec<CartLine>], today: Day) -> Result<Times> {
    let mut candidates = Candidates::default();
    let mut viewed = Vec::new();
    time_each(carts, |number, cart| {
        viewed.clear();
        viewed.extend(cart.iter().rev().map(|line| line.product));
        let customer = Some(number as CustomerIndex);
        let query = Query {
            cart,
            product: viewed.first().copied(),
            recently_viewed: &viewed,
            customer,
            bought: models.signals.purchases.of(customer),
            now: today.start(),
            ..Query::default()
        };
        for recommender in 0..recommenders::ALL.len() as RecommenderIndex {
            models.propose(recommender, black_box(&query), &mut candidates);
            candidates.finish_recommender(recommender);
        }
        !black_box(candidates.take()).is_empty()
    })
}

/// Times a question about each cart; `ask` says whether something was offered.
fn time_each(carts: &[Vec<CartLine>], mut ask: impl FnMut(usize, &[CartLine]) -> bool) -> Result<Times> {
    let mut times_us = Vec::with_capacity(carts.len());
    let mut offering = 0_usize;
    for (number, cart) in carts.iter().enumerate() {
        let start = Instant::now();
        let offers = ask(number, cart);
        times_us.push(start.elapsed().as_secs_f64() * 1e6);
        offering += usize::from(offers);
    }
    Ok(Times {
        p50_us: quantile(&times_us, 0.5).context("there is no cart to ask about")?,
        p99_us: quantile(&times_us, 0.99).context("there is no cart to ask about")?,
        offering_percent: 100.0 * offering as f64 / carts.len() as f64,
    })
}
