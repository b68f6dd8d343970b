//! Shoppers who come to a shop day by day, of whom it is known what offers do to them, because it was planted.
//!
//! They open pages, fill a cart with what they want anyway, check out, look at the thank-you page, and sometimes send
//! things back. At every placement they ask a [`Storefront`] for offers and react. What a storefront is – nothing at
//! all, the best sellers, a real server – is none of their business.
//!
//! **Potential outcomes with common random numbers.** Whatever is left to chance follows from the seed, the shopper,
//! the day and the purpose, never from what was asked before. So the same shopper in a world without offers does the
//! same except for what the offers cause, and what they cause is known exactly: play both worlds and take
//! [`truth`](planted_truth). What somebody would have bought anyway is planned before anything is offered; an offer
//! of it can bring it forward, never add to it.
//!
//! [`Causes`] are the effects there are, each of which 0 switches off; [`Oddities`] are visitors that no report should
//! be taken in by. [`World`] plays, one visit at a time or all of them.
//!
//! ```
//! use testkit::shoppers::{Market, NoOffers, Popular, Settings, World, planted_truth};
//! let shop = testkit::simulator::simulate(&Default::default());
//! let market = Market::of_simulated(&shop);
//! let settings = Settings { shoppers: 50, days: 3, ..Settings::default() };
//! let without = World::new(&market, settings.clone()).play_all(&mut NoOffers).unwrap();
//! let with = World::new(&market, settings).play_all(&mut Popular::of(&market)).unwrap();
//! let truth = planted_truth(&with, &without);
//! println!("{} ± {}", truth.margin_minor.mean, truth.margin_minor.standard_error);
//! ```

mod causes;
mod dice;
mod market;
mod outcome;
mod page;
mod plan;
mod purchase;
mod reaction;
mod shopper;
mod state;
mod storefront;
#[cfg(test)]
mod tests;
mod truth;
mod visit;
mod world;

use shop::Day;

pub use causes::{Causes, Oddities};
pub use market::Market;
pub use outcome::{Outcome, Totals};
pub use shopper::{Role, Shopper};
pub use storefront::{Answer, NoOffers, Popular, Question, Storefront};
pub use truth::{Difference, Effect, Parts, PlantedTruth, planted_truth};
pub use world::{Visit, World};

/// What a crowd of shoppers follows from.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The same seed, with the same other settings and the same market, gives the same shoppers.
    pub seed: u64,
    /// How many there are, those of [`Oddities`] included.
    pub shoppers: u32,
    /// How many days they come. What is due later is brought forward to the last day, so that both worlds end even.
    pub days: u32,
    /// The first day.
    pub start: Day,
    /// What offers do to them.
    pub causes: Causes,
    /// Who else is about.
    pub oddities: Oddities,
    /// Begins the ids of events, orders and new visitors, so that several crowds can visit one shop; short and plain.
    pub name: String,
}

impl Default for Settings {
    /// Three hundred lifelike shoppers for two weeks, from the day on which the default simulated shop ends.
    fn default() -> Self {
        Self {
            seed: 1,
            shoppers: 300,
            days: 14,
            start: crate::simulator::Settings::default().end(),
            causes: Causes::default(),
            oddities: Oddities::default(),
            name: "live".to_owned(),
        }
    }
}
