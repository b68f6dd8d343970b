//! Chance without a sequence: every draw follows from who draws, when and what for, so that nothing that happens in
//! between can change it.

use crate::rng::{Rng, split_mix_64};

/// What is drawn. Two purposes never share their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Who = 1,
    Visit,
    Clock,
    Wishes,
    Beside,
    Fancy,
    Whims,
    Tries,
    Anyway,
    RunningOut,
    Attention,
    Organic,
    Annoyed,
    Leaves,
    Returns,
}

/// The dice of one crowd.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dice(pub u64);

impl Dice {
    /// A generator of numbers that follow from these alone. `detail` tells draws of one purpose and day apart.
    pub fn rng(self, shopper: u32, day: u32, purpose: Purpose, detail: usize) -> Rng {
        let mut state = self.0;
        for part in [u64::from(shopper), u64::from(day), purpose as u64, detail as u64] {
            state ^= part;
            state = split_mix_64(&mut state);
        }
        Rng::new(state)
    }

    /// Whether something of this probability happens. A higher probability never makes it not happen.
    pub fn chance(self, probability: f64, shopper: u32, day: u32, purpose: Purpose, detail: usize) -> bool {
        probability > 0.0 && self.rng(shopper, day, purpose, detail).unit() < probability
    }
}
