//! What a shopper carries from visit to visit: what is still wanted, what was seen, and how tired of offers they are.

use std::collections::HashMap;

use shop::Order;

/// What is left of attention spent and of annoyance after a day.
const KEPT_PER_DAY: f64 = 0.5;
/// For how many days it is remembered that something was shown.
const SHOWN_DAYS: u32 = 3;
/// For how many days a click credits an offer.
pub(super) const CREDIT_DAYS: u32 = 7;

/// Something that will be bought on a later day by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Need {
    pub product: usize,
    /// On which day it is bought at the latest.
    pub due: u32,
    /// On which day it came about; draws about it follow from this.
    pub since: u32,
}

/// Why a line is in a cart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// Wanted anyway, and found without help.
    Planned,
    /// Wanted anyway, and taken earlier because it was offered.
    BroughtForward,
    /// Taken because it was offered, instead of another product where one is named.
    Offered(Option<usize>),
}

/// A line of a cart; always one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub product: usize,
    pub why: Why,
    /// On which day it would have been bought by itself.
    pub due: u32,
    /// The day and the product from which draws about it follow, the same in every world.
    pub since: u32,
    pub origin: usize,
}

/// A line that will come back.
#[derive(Debug, Clone)]
pub(super) struct Return {
    pub day: u32,
    pub order: Order,
    pub line: Line,
    pub attributed: bool,
    /// Whether it comes back only because it was an offer.
    pub on_impulse: bool,
}

/// A shopper's memory.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    day: u32,
    /// Offers seen, less what was forgotten.
    pub seen: f64,
    /// Offers that annoyed, less what was forgiven.
    pub annoyance: f64,
    /// Whether they want to see no more offers.
    pub unsubscribed: bool,
    pub needs: Vec<Need>,
    /// What used-up things they were reminded of.
    pub reminded: Vec<usize>,
    /// How often each product was shown, and when last.
    shown: HashMap<usize, (u32, u32)>,
    /// On which day each offer was clicked.
    clicked: HashMap<usize, u32>,
    pub returns: Vec<Return>,
}

impl State {
    /// Lets the days pass until `day`.
    pub fn wake(&mut self, day: u32) {
        for _ in 0..day.saturating_sub(self.day).min(64) {
            self.seen *= KEPT_PER_DAY;
            self.annoyance *= KEPT_PER_DAY;
        }
        self.day = day;
        self.shown
            .retain(|_, (_, last)| day.saturating_sub(*last) <= SHOWN_DAYS);
        self.clicked
            .retain(|_, clicked| day.saturating_sub(*clicked) <= CREDIT_DAYS);
    }

    /// Remembers that an offer was shown; gives how often it was before.
    pub fn show(&mut self, product: usize) -> u32 {
        self.seen += 1.0;
        let (times, last) = self.shown.entry(product).or_default();
        *last = self.day;
        *times += 1;
        *times - 1
    }

    /// Remembers a click.
    pub fn click(&mut self, product: usize) {
        self.clicked.insert(product, self.day);
    }

    /// Whether a click on an offer is credited with a purchase of today.
    pub fn is_credited(&self, product: usize) -> bool {
        self.clicked.contains_key(&product)
    }

    /// Takes the need of a product, the one due first.
    pub fn take_need(&mut self, product: usize) -> Option<Need> {
        let needs = self
            .needs
            .iter()
            .enumerate()
            .filter(|(_, need)| need.product == product);
        let (first, _) = needs.min_by_key(|(_, need)| need.due)?;
        Some(self.needs.remove(first))
    }
}
