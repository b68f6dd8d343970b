//! **What a shopkeeper sees:** which products sold clearly more over the last four weeks than could be expected, and
//! which clearly less; not the ones that chance or the season moved.
//!
//! **Method:** what is expected of four weeks is what up to 24 weeks before sold, times the growth of the whole shop,
//! times the season: by how much the product's category grew more than the shop in the same weeks of up to two
//! earlier years, drawn to no difference by 200 sales. The p-value is the tail of a negative binomial law on both
//! sides, whose spread is how uneven the product's own blocks of four weeks were, drawn to what is usual in the shop
//! and never below it, and how little its past tells. Only products are tested of which ten orders would be expected
//! by all they sold, which does not depend on when they sold it; of these at most one in twenty is listed by chance
//! (`discoveries`).
//!
//! **When it fails:** it knows neither promotions nor empty shelves, which look like trends. In the first year a
//! season does, too. What sells less than about ten times in four weeks cannot be told from chance.
//!
//! **Source:** Y. Benjamini and Y. Hochberg 1995 for the list; the spread as in `recommend`'s signal `trend`, which
//! does for the last week and the offers what this does for four weeks and people.

use recommend::{ProductIndex, counting::significance};
use rustc_hash::FxHashMap;
use shop::Day;

use super::discoveries::adjusted;
use crate::ledger::Sold;

/// Days that are tested.
pub const RECENT_DAYS: i32 = 28;
/// Blocks of as many days before them that say what is usual.
const BLOCKS_MAX: usize = 6;
/// Fewer say nothing.
const BLOCKS_MIN: usize = 2;
/// Fifty-two weeks.
const YEAR_DAYS: i32 = 364;
/// Earlier years that are asked for the season.
const YEARS_MAX: i32 = 2;
/// Share of those listed that may be there by chance.
pub const FALSE_SHARE: f64 = 0.05;
/// Orders that must be expected of a product.
const ORDERS_MIN: f64 = 10.0;
/// What never sold is taken to have sold half a time.
const PRIOR_ORDERS: f64 = 0.5;
/// Sales by which a category's season is drawn to none.
const SEASON_PRIOR_SALES: f64 = 200.0;
/// A product's own unevenness counts as much as the shop's at so many expected orders, squared and summed over blocks.
const OWN_UNEVENNESS_BASE: f64 = 1_000.0;
/// The normal law's quantile of a 95 % interval.
const Z_95: f64 = 1.959_964;

/// A product's orders: the recent block first, then those before it, the latest first.
type ProductSales = [u32; BLOCKS_MAX + 1];

/// A product that moves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mover {
    /// Which.
    pub product: ProductIndex,
    /// Orders of the last four weeks.
    pub orders: u32,
    /// What was to be expected of them.
    pub expected: f64,
    /// How many times what was expected, with an interval at 95 %.
    pub times: (f64, f64, f64),
    /// The chance of being so far off, if nothing had changed.
    pub p_value: f64,
    /// The share of false ones in a list that ends with this one.
    pub false_share: f64,
    /// Whether it did not sell at all before.
    pub is_new: bool,
}

/// What rises and what fades.
#[derive(Debug, Clone, PartialEq)]
pub struct Movers {
    /// The first of the four weeks' days.
    pub from: Day,
    /// The last of them.
    pub to: Day,
    /// Days before that they are compared with.
    pub base_days: i32,
    /// Products that sold enough to be tested.
    pub tested: usize,
    /// What sells more than expected, the largest difference in orders first.
    pub rising: Vec<Mover>,
    /// What sells less.
    pub fading: Vec<Mover>,
}

/// Counting what movers are told from.
pub struct MoversCount {
    last: Day,
    blocks: usize,
    years: i32,
    products: FxHashMap<ProductIndex, ProductSales>,
    /// By category: sales of the recent weeks a year ago, and of all weeks that were compared then.
    seasons: FxHashMap<u32, [f64; 2]>,
    shop: [f64; BLOCKS_MAX + 1],
    shop_season: [f64; 2],
}

impl MoversCount {
    /// Begins counting for the four weeks up to `last` of a history that begins on `first`; none where that is too
    /// short.
    pub fn new(first: Day, last: Day) -> Option<Self> {
        let history = last.0.saturating_sub(first.0) + 1;
        let blocks = (history / RECENT_DAYS - 1).clamp(0, BLOCKS_MAX as i32);
        let span = (blocks + 1) * RECENT_DAYS;
        let is_enough = blocks as usize >= BLOCKS_MIN;
        is_enough.then(|| Self {
            last,
            blocks: blocks as usize,
            years: ((history - span) / YEAR_DAYS).clamp(0, YEARS_MAX),
            products: FxHashMap::default(),
            seasons: FxHashMap::default(),
            shop: [0.0; BLOCKS_MAX + 1],
            shop_season: [0.0; 2],
        })
    }

    /// The block of a day, counted back; none outside.
    fn block(&self, day: Day) -> Option<usize> {
        let age = self.last.0 - day.0;
        let block = usize::try_from(age).ok()? / RECENT_DAYS as usize;
        (block <= self.blocks).then_some(block)
    }

    /// Whether a day is looked at.
    pub fn wants(&self, day: Day) -> bool {
        let year_ago = |year| self.block(Day(day.0 + year * YEAR_DAYS)).is_some();
        (0..=self.years).any(year_ago)
    }

    /// Counts a day; `category` tells that of a product.
    pub fn add(&mut self, day: Day, sold: &[Sold], category: impl Fn(ProductIndex) -> Option<u32>) {
        if let Some(block) = self.block(day) {
            for row in sold {
                let sales = self.products.entry(row.product).or_default();
                sales[block] = sales[block].saturating_add(row.orders);
                self.shop[block] += f64::from(row.orders);
            }
        }
        for year in 1..=self.years {
            let Some(block) = self.block(Day(day.0 + year * YEAR_DAYS)) else {
                continue;
            };
            let recent = if block == 0 { 1.0 } else { 0.0 };
            for row in sold {
                let orders = f64::from(row.orders);
                let sums = category(row.product).map(|category| self.seasons.entry(category).or_default());
                for sums in sums.into_iter().chain([&mut self.shop_season]) {
                    sums[0] += orders * recent;
                    sums[1] += orders;
                }
            }
        }
    }

    /// By how much a category grew more than the shop at this time of earlier years.
    fn season(&self, category: Option<u32>) -> f64 {
        let Some([recent, whole]) = category.and_then(|category| self.seasons.get(&category)) else {
            return 1.0;
        };
        let share = self.shop_season[0] / self.shop_season[1].max(1.0);
        let drawn = (recent + SEASON_PRIOR_SALES * share) / (whole + SEASON_PRIOR_SALES);
        let odds = |share: f64| share / (1.0 - share);
        match share > 0.0 && share < 1.0 && drawn < 1.0 {
            true => odds(drawn) / odds(share),
            false => 1.0,
        }
    }

    fn before(&self) -> &[f64] {
        &self.shop[1..=self.blocks]
    }

    /// How far a product's blocks lie apart beyond chance, and what was expected, both squared and summed.
    fn unevenness(&self, sales: &ProductSales) -> (f64, f64) {
        let own = &sales[1..=self.blocks];
        let (shop, base): (f64, f64) = (
            self.before().iter().sum(),
            own.iter().map(|n| f64::from(*n)).sum(),
        );
        let share = base / shop.max(1.0);
        let pairs = || own.iter().zip(self.before());
        let apart = |(own, shop): (&u32, &f64)| (f64::from(*own) - share * shop).powi(2);
        let by_chance = |(_, of_block): (&u32, &f64)| share * of_block * (1.0 - of_block / shop.max(1.0));
        let expected: f64 = pairs().map(|(_, shop)| (share * shop).powi(2)).sum();
        let excess = pairs().map(apart).sum::<f64>() - pairs().map(by_chance).sum::<f64>();
        (excess, expected * (1.0 - 1.0 / self.blocks as f64))
    }

    /// How uneven the shop's products are together; a product counts by its sales.
    fn usual_unevenness(&self) -> f64 {
        let (mut excess, mut base) = (0.0, 0.0);
        for sales in self.products.values() {
            let sold: u32 = sales[1..=self.blocks].iter().sum();
            if sold > 0 {
                let own = self.unevenness(sales);
                excess += own.0 / f64::from(sold);
                base += own.1 / f64::from(sold);
            }
        }
        if base > 0.0 { (excess / base).max(0.0) } else { 0.0 }
    }

    fn test(&self, product: ProductIndex, sales: &ProductSales, usual: f64, season: f64) -> Option<Mover> {
        let base: u32 = sales[1..=self.blocks].iter().sum();
        let shop_before: f64 = self.before().iter().sum();
        let growth = self.shop[0] / shop_before.max(1.0) * season;
        let by_all = f64::from(base + sales[0]) * growth / (1.0 + growth);
        if by_all < ORDERS_MIN {
            return None;
        }
        let expected = (f64::from(base) + PRIOR_ORDERS) * growth;
        let own = self.unevenness(sales);
        let drawn = (own.0 + OWN_UNEVENNESS_BASE * usual) / (own.1 + OWN_UNEVENNESS_BASE);
        // The blocks that say what is usual are uneven themselves.
        let uneven = drawn.max(usual) * (1.0 + 1.0 / self.blocks as f64);
        let spread = uneven + 1.0 / (f64::from(base) + PRIOR_ORDERS);
        let above = significance::surprise_above_nats(sales[0], expected, spread);
        let below = significance::surprise_below_nats(sales[0], expected, spread);
        let recent = f64::from(sales[0]);
        let width = (Z_95 * (1.0 / recent.max(PRIOR_ORDERS) + spread).sqrt()).exp();
        let at_least = recent.max(PRIOR_ORDERS) / expected;
        Some(Mover {
            product,
            orders: sales[0],
            expected,
            times: (recent / expected, at_least / width, at_least * width),
            p_value: (2.0 * (-above.max(below)).exp()).min(1.0),
            false_share: 1.0,
            is_new: base == 0,
        })
    }

    /// What rises and what fades; `category` tells that of a product.
    pub fn finish(self, category: impl Fn(ProductIndex) -> Option<u32>) -> Movers {
        let usual = self.usual_unevenness();
        let tested = self.products.iter().filter_map(|(&product, sales)| {
            let season = self.season(category(product));
            self.test(product, sales, usual, season)
        });
        let mut tested: Vec<Mover> = tested.collect();
        let p_values: Vec<f64> = tested.iter().map(|mover| mover.p_value).collect();
        for (mover, share) in tested.iter_mut().zip(adjusted(&p_values)) {
            mover.false_share = share;
        }
        let difference = |mover: &Mover| (f64::from(mover.orders) - mover.expected).abs();
        let count = tested.len();
        tested.retain(|mover| mover.false_share <= FALSE_SHARE);
        tested.sort_by(|one, other| {
            let larger = difference(other).total_cmp(&difference(one));
            larger.then(one.product.cmp(&other.product))
        });
        let (rising, fading) = tested
            .into_iter()
            .partition(|mover| f64::from(mover.orders) > mover.expected);
        Movers {
            from: Day(self.last.0 - RECENT_DAYS + 1),
            to: self.last,
            base_days: self.blocks as i32 * RECENT_DAYS,
            tested: count,
            rising,
            fading,
        }
    }
}

#[cfg(test)]
mod tests;
