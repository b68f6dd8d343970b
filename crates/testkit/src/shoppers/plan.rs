//! What a shopper would do on a day if nothing were offered, and what could please them: made from the dice alone, so
//! that it is the same in every world.

use super::{
    Causes,
    dice::{Dice, Purpose},
    market::Market,
    shopper::{Shopper, UsedUp},
};

/// How many visits end with an order, apart from those that were made for one thing.
const BUYS: f64 = 0.35;
/// How many of the others fill a cart and leave it.
const ABANDONS: f64 = 0.15;
/// How often a further thing is wanted.
const FURTHER: f64 = 0.4;
/// Products that may please a shopper though they fit nothing, per visit.
const WHIMS: usize = 6;
/// How much less an offer does that pleases without fitting.
const WHIM_FACTOR: f64 = 0.25;
/// Within how many days somebody buys by themselves what an offer would have brought forward.
const ANYWAY_DAYS_MAX: u32 = 6;
/// How long before and after it is used up an offer of the same again is welcome, in days.
const WELCOME_DAYS: (u32, u32) = (3, 10);

/// What a visit is for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plan {
    /// Looked at only.
    pub looks: Vec<usize>,
    /// Put into the cart.
    pub wishes: Vec<usize>,
    /// Whether the cart is bought.
    pub buys: bool,
    /// Whether the visit begins at the first page, or at a category's.
    pub from_home: bool,
    /// What an offer could make the shopper take.
    pub fancies: Vec<Fancy>,
    /// All that fits what is looked at or bought, has run out or was bought before: offers of it annoy nobody.
    pub welcome: Vec<usize>,
}

/// Something that an offer would make the shopper buy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fancy {
    pub product: usize,
    /// It is bought instead of this wish.
    pub instead_of: Option<usize>,
    /// They buy it by themselves after so many days; never where there is none.
    pub anyway_in_days: Option<u32>,
}

/// A shopper's day, as seen by the dice.
pub(super) struct Planner<'world> {
    pub market: &'world Market,
    pub causes: &'world Causes,
    pub dice: Dice,
    pub shopper: &'world Shopper,
    pub day: u32,
}

impl Planner<'_> {
    /// What the visit of this day is for; `None` where nobody comes.
    pub fn plan(&self) -> Option<Plan> {
        let mut rng = self.dice.rng(self.shopper.number, self.day, Purpose::Visit, 0);
        if !rng.chance(self.shopper.eagerness) {
            return None;
        }
        let draw = rng.unit();
        let (buys, abandons) = (draw < BUYS, (BUYS..BUYS + ABANDONS).contains(&draw));
        let from_home = rng.chance(0.6);
        let wanted = self.wanted();
        let (wishes, looks) = if buys || abandons {
            (self.with_companions(wanted), self.others())
        } else {
            (Vec::new(), wanted)
        };
        let regarded: Vec<usize> = wishes.iter().chain(&looks).copied().collect();
        Some(Plan {
            fancies: if abandons {
                Vec::new()
            } else {
                self.fancies(&wishes, &regarded)
            },
            welcome: self.welcome(&regarded),
            looks,
            wishes,
            buys,
            from_home,
        })
    }

    /// The visit for what somebody comes to buy and nothing else.
    pub fn errand(&self, products: Vec<usize>) -> Plan {
        Plan {
            looks: Vec::new(),
            welcome: self.welcome(&products),
            wishes: products,
            buys: true,
            from_home: true,
            fancies: Vec::new(),
        }
    }

    /// What runs out today and is remembered.
    pub fn remembered(&self) -> impl Iterator<Item = usize> {
        let today = self
            .shopper
            .used_up
            .iter()
            .filter(|item| item.day == self.day && item.remembered);
        today.map(|item| item.product)
    }

    /// What will be remembered within a week: about to be bought anyway.
    pub fn about_to_buy(&self, product: usize) -> bool {
        let soon = self.day..=self.day.saturating_add(ANYWAY_DAYS_MAX);
        let items = &mut self.shopper.used_up.iter();
        items.any(|item| item.product == product && item.remembered && soon.contains(&item.day))
    }

    fn wanted(&self) -> Vec<usize> {
        let mut rng = self.dice.rng(self.shopper.number, self.day, Purpose::Wishes, 0);
        let mut wanted = Vec::new();
        loop {
            wanted.extend(self.market.wish(&mut rng).filter(|wish| !wanted.contains(wish)));
            if wanted.len() >= 3 || !rng.chance(FURTHER) {
                return wanted;
            }
        }
    }

    /// What stands in for nothing and is only looked at on the way.
    fn others(&self) -> Vec<usize> {
        let mut rng = self.dice.rng(self.shopper.number, self.day, Purpose::Wishes, 1);
        let further = rng.chance(FURTHER);
        self.market
            .wish(&mut rng)
            .filter(|_| further)
            .into_iter()
            .collect()
    }

    /// The wishes, each followed by what is bought along with it anyway.
    fn with_companions(&self, wanted: Vec<usize>) -> Vec<usize> {
        let mut wishes: Vec<usize> = Vec::new();
        for wish in wanted {
            wishes.extend(Some(wish).filter(|wish| !wishes.contains(wish)));
            for &(companion, probability) in &self.market.beside[wish] {
                let comes_along = self.chance(probability, Purpose::Beside, companion);
                if comes_along && self.market.goods[companion].sellable && !wishes.contains(&companion) {
                    wishes.push(companion);
                }
            }
        }
        wishes
    }

    /// Each product that fits pleases with the same probability, whether it will be offered or not.
    fn fancies(&self, wishes: &[usize], regarded: &[usize]) -> Vec<Fancy> {
        let mut fancies: Vec<Fancy> = Vec::new();
        let mut add = |product: usize, instead_of: Option<usize>, probability: f64| {
            let pleases = self.chance(probability, Purpose::Fancy, product);
            let known = wishes.contains(&product) || fancies.iter().any(|fancy| fancy.product == product);
            if pleases && !known && self.market.goods[product].sellable {
                let anyway_in_days = self.anyway_in_days(product, instead_of.is_some());
                fancies.push(Fancy {
                    product,
                    instead_of,
                    anyway_in_days,
                });
            }
        };
        let pleases = self.causes.incrementality;
        for &wish in wishes {
            if let Some(better) = self.market.step_up[wish] {
                add(better, Some(wish), pleases);
            }
        }
        let fitting = self.market.fitting_any(regarded);
        fitting
            .into_iter()
            .for_each(|product| add(product, None, pleases));
        let mut rng = self.dice.rng(self.shopper.number, self.day, Purpose::Whims, 0);
        for whim in (0..WHIMS).filter_map(|_| self.market.wish(&mut rng)) {
            add(whim, None, pleases * WHIM_FACTOR);
        }
        fancies
    }

    /// A better one is found in the same visit or not at all.
    fn anyway_in_days(&self, product: usize, better: bool) -> Option<u32> {
        let mut rng = self
            .dice
            .rng(self.shopper.number, self.day, Purpose::Anyway, product);
        let anyway = rng.unit() < self.causes.cannibalisation;
        let days = if better {
            0
        } else {
            rng.between(0, ANYWAY_DAYS_MAX)
        };
        anyway.then_some(days)
    }

    /// What is used up and not remembered: an offer can remind of it, with one draw however often it comes.
    pub fn reminders(&self) -> impl Iterator<Item = usize> {
        let (before, after) = WELCOME_DAYS;
        let due =
            move |day: u32| (day.saturating_sub(before)..=day.saturating_add(after)).contains(&self.day);
        let forgotten = self
            .forgotten()
            .filter(move |item| due(item.day) && !self.comes_to_mind(item));
        forgotten.map(|item| item.product)
    }

    /// What comes to mind late though it was forgotten, and when: an offer only brings it forward.
    pub fn late(&self) -> impl Iterator<Item = (UsedUp, u32)> {
        let late = self.forgotten().filter(|item| self.comes_to_mind(item));
        late.map(|item| (*item, item.day.saturating_add(WELCOME_DAYS.1)))
    }

    /// What an offer would remind of.
    fn forgotten(&self) -> impl Iterator<Item = &UsedUp> {
        self.shopper.used_up.iter().filter(|item| {
            let rng = &mut self
                .dice
                .rng(self.shopper.number, item.day, Purpose::Fancy, item.product);
            !item.remembered && rng.unit() < self.causes.incrementality
        })
    }

    fn comes_to_mind(&self, item: &UsedUp) -> bool {
        let rng = &mut self
            .dice
            .rng(self.shopper.number, item.day, Purpose::Anyway, item.product);
        rng.unit() < self.causes.cannibalisation
    }

    fn welcome(&self, regarded: &[usize]) -> Vec<usize> {
        let mut all: Vec<usize> = regarded.to_vec();
        all.extend(&self.shopper.owned);
        let mut welcome = self.market.fitting_any(&all);
        welcome.extend(all.iter().filter_map(|&product| self.market.step_up[product]));
        welcome.extend(self.shopper.used_up.iter().map(|item| item.product));
        welcome.extend(regarded);
        welcome
    }

    fn chance(&self, probability: f64, purpose: Purpose, detail: usize) -> bool {
        self.dice
            .chance(probability, self.shopper.number, self.day, purpose, detail)
    }
}
