//! The two tables of related products: what follows what from basket to basket, and what the same customers buy.
//!
//! Both are counted one product at a time from its own baskets, so that the pairs of the whole shop never stand in
//! memory together. Besides the customers' baskets this takes 4 bytes per order line and 16 per basket; a finished
//! table takes 6 bytes per entry: at a million products 300 MB if every row were full.

use rayon::prelude::*;

use super::baskets::{CustomerBaskets, WINDOW_BASKETS};
use crate::{packed_score::pack_score, query::ProductIndex};

/// Related products of each product, best first.
pub(super) struct Table {
    pub offset: Vec<u32>,
    pub neighbour: Vec<u32>,
    pub score: Vec<u16>,
}

/// How much less each further basket between two purchases says.
pub(super) const FOLLOW_DECAY: f32 = 0.8;
/// How much less each older basket says of a customer's taste.
const TASTE_DECAY: f32 = 0.9;
/// Exponents that hold frequent products back, and the least that counts as a product's frequency.
const FOLLOW_EXPONENTS: [f32; 2] = [0.6, 0.2];
const TASTE_EXPONENTS: [f32; 2] = [0.5, 0.2];
/// A small catalogue keeps this many entries per product, a large one [`ENTRIES_MIN`]: as good, and a million products
/// stay within 600 MB.
const ENTRIES_MAX: usize = 100;
const ENTRIES_MIN: usize = 50;
const ENTRIES_SMALL: usize = 10_000_000;
/// Baskets of one product that are looked at; of a best seller's, a regular sample.
const BASKETS_PER_PRODUCT_MAX: usize = 20_000;
/// Order lines that say a customer's taste, the latest ones: the work per customer grows with their square.
const TASTE_LINES_MAX: usize = 100;

/// Entries kept per product.
pub(super) fn entries_kept(products: usize) -> usize {
    (ENTRIES_SMALL / products.max(1)).clamp(ENTRIES_MIN, ENTRIES_MAX)
}

/// The customers' baskets, also by product.
pub(super) struct Index<'a> {
    baskets: &'a CustomerBaskets,
    /// Each basket's customer.
    customer: Vec<u32>,
    /// Each basket's `1/√size`.
    weight: Vec<f32>,
    /// Each basket's part in its customer's taste; 0 where it is too old.
    taste: Vec<f32>,
    product_offset: Vec<usize>,
    /// The baskets of each product, ascending.
    holding: Vec<u32>,
}

/// The reusable dense array of one thread.
struct Sums {
    sums: Vec<f32>,
    touched: Vec<ProductIndex>,
}

impl Sums {
    fn new(products: usize) -> Self {
        Self {
            sums: vec![0.0; products],
            touched: Vec::new(),
        }
    }

    fn add(&mut self, products: &[ProductIndex], weight: f32) {
        for &product in products {
            let sum = &mut self.sums[product as usize];
            if *sum == 0.0 {
                self.touched.push(product);
            }
            *sum += weight;
        }
    }

    /// The best `kept` of the sums times `factor`, without `own`; the sums are 0 again.
    fn best(&mut self, own: ProductIndex, factor: &[f32], kept: usize) -> Vec<(ProductIndex, f32)> {
        let Self { sums, touched } = self;
        let score = |product| {
            (
                product,
                std::mem::take(&mut sums[product as usize]) * factor[product as usize],
            )
        };
        let mut scored: Vec<(ProductIndex, f32)> = touched.drain(..).map(score).collect();
        scored.retain(|&(product, score)| product != own && score > 0.0);
        let better =
            |a: &(ProductIndex, f32), b: &(ProductIndex, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if scored.len() > kept {
            scored.select_nth_unstable_by(kept - 1, better);
            scored.truncate(kept);
        }
        scored.sort_unstable_by(better);
        scored
    }
}

impl<'a> Index<'a> {
    pub fn build(baskets: &'a CustomerBaskets, products: usize) -> Self {
        let count = baskets.basket_offset.len() - 1;
        let mut customer = Vec::with_capacity(count);
        for (number, ends) in baskets.customer_offset.windows(2).enumerate() {
            customer.resize(ends[1] as usize, number as u32);
        }
        let weight: Vec<f32> = baskets
            .basket_offset
            .windows(2)
            .map(|ends| ((ends[1] - ends[0]).max(1) as f32).powf(-0.5))
            .collect();
        let mut product_offset = vec![0_usize; products + 1];
        for &product in &baskets.product {
            product_offset[product as usize + 1] += 1;
        }
        for product in 0..products {
            product_offset[product + 1] += product_offset[product];
        }
        let mut next = product_offset.clone();
        let mut holding = vec![0_u32; baskets.product.len()];
        for (basket, ends) in baskets.basket_offset.windows(2).enumerate() {
            for &product in &baskets.product[ends[0] as usize..ends[1] as usize] {
                holding[next[product as usize]] = basket as u32;
                next[product as usize] += 1;
            }
        }
        let mut index = Self {
            baskets,
            customer,
            weight,
            taste: vec![0.0; count],
            product_offset,
            holding,
        };
        index.weigh_tastes();
        index
    }

    fn products(&self) -> usize {
        self.product_offset.len() - 1
    }

    fn basket(&self, basket: usize) -> &[ProductIndex] {
        let offset = &self.baskets.basket_offset;
        &self.baskets.product[offset[basket] as usize..offset[basket + 1] as usize]
    }

    /// The number of the basket after the last one of `basket`'s customer.
    fn customer_end(&self, basket: usize) -> usize {
        self.baskets.customer_offset[self.customer[basket] as usize + 1] as usize
    }

    /// The first basket that counts to the taste of the customer whose baskets are `begin..end`.
    fn taste_begin(&self, begin: usize, end: usize) -> usize {
        let offset = &self.baskets.basket_offset;
        let fits = |&basket: &usize| (offset[end] - offset[basket]) as usize <= TASTE_LINES_MAX;
        (begin..end).find(fits).unwrap_or(end - 1)
    }

    /// A customer's taste is a vector of length 1.
    fn weigh_tastes(&mut self) {
        let mut taste: Vec<(ProductIndex, f32)> = Vec::new();
        for ends in self.baskets.customer_offset.windows(2) {
            let (begin, end) = (ends[0] as usize, ends[1] as usize);
            if begin == end {
                continue;
            }
            let first = self.taste_begin(begin, end);
            taste.clear();
            for basket in first..end {
                let weight = TASTE_DECAY.powi((end - 1 - basket) as i32) * self.weight[basket];
                self.taste[basket] = weight;
                taste.extend(self.basket(basket).iter().map(|&product| (product, weight)));
            }
            taste.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
            let squares = taste.chunk_by(|a, b| a.0 == b.0).map(|same| {
                let sum: f32 = same.iter().map(|(_, weight)| weight).sum();
                f64::from(sum) * f64::from(sum)
            });
            let length = squares.sum::<f64>().sqrt() as f32;
            for weight in &mut self.taste[first..end] {
                *weight /= length;
            }
        }
    }

    /// The baskets of a product that are looked at, and how many each stands for.
    fn sample(&self, product: ProductIndex) -> (impl Iterator<Item = usize> + '_, f32) {
        let at = product as usize;
        let all = &self.holding[self.product_offset[at]..self.product_offset[at + 1]];
        let every = all.len().div_ceil(BASKETS_PER_PRODUCT_MAX).max(1) as u32;
        // Whole customers are sampled, so that none is seen by halves.
        let chosen = move |&&basket: &&u32| self.customer[basket as usize] % every == product % every;
        (
            all.iter().filter(chosen).map(|&basket| basket as usize),
            every as f32,
        )
    }

    /// What customers buy in the six baskets after one that holds `own`.
    fn follow_row(&self, own: ProductIndex, sums: &mut Sums) {
        let (sample, every) = self.sample(own);
        for basket in sample {
            let mut weight = every;
            for later in basket + 1..self.customer_end(basket).min(basket + 1 + WINDOW_BASKETS) {
                sums.add(self.basket(later), weight * self.weight[later]);
                weight *= FOLLOW_DECAY;
            }
        }
    }

    /// What customers with a taste for `own` have a taste for.
    fn taste_row(&self, own: ProductIndex, sums: &mut Sums) {
        let (sample, every) = self.sample(own);
        let mut sample = sample.filter(|&basket| self.taste[basket] > 0.0).peekable();
        while let Some(first) = sample.next() {
            let end = self.customer_end(first);
            let mut taste = self.taste[first];
            while let Some(next) = sample.next_if(|&next| next < end) {
                taste += self.taste[next];
            }
            let begin = self.baskets.customer_offset[self.customer[first] as usize] as usize;
            for basket in self.taste_begin(begin, end)..end {
                sums.add(self.basket(basket), every * taste * self.taste[basket]);
            }
        }
    }

    /// How often each product is in a basket with baskets after it, and in a basket with baskets before it, weighted as
    /// in the table; each plus 1.
    fn follow_totals(&self) -> [Vec<f32>; 2] {
        let mut totals = [vec![1.0_f64; self.products()], vec![1.0_f64; self.products()]];
        let reach: Vec<f64> = (0..=WINDOW_BASKETS)
            .map(|baskets| {
                (0..baskets)
                    .map(|age| f64::from(FOLLOW_DECAY).powi(age as i32))
                    .sum()
            })
            .collect();
        for ends in self.baskets.customer_offset.windows(2) {
            let (begin, end) = (ends[0] as usize, ends[1] as usize);
            for basket in begin..end {
                for &product in self.basket(basket) {
                    totals[0][product as usize] += reach[(end - 1 - basket).min(WINDOW_BASKETS)];
                    if basket > begin {
                        totals[1][product as usize] += f64::from(self.weight[basket]);
                    }
                }
            }
        }
        totals.map(|total| total.into_iter().map(|sum| sum as f32).collect())
    }

    /// Five times the sum of all customers' tastes for each product, at least 1.
    fn taste_totals(&self) -> Vec<f32> {
        let mut totals = vec![0.0_f64; self.products()];
        for basket in 0..self.taste.len() {
            for &product in self.basket(basket) {
                totals[product as usize] += f64::from(self.taste[basket]);
            }
        }
        totals
            .into_iter()
            .map(|sum| (5.0 * sum).max(1.0) as f32)
            .collect()
    }

    /// The table of what follows what.
    pub fn follow_table(&self) -> Table {
        let [sources, targets] = self.follow_totals();
        self.table([&sources, &targets], FOLLOW_EXPONENTS, |own, sums| {
            self.follow_row(own, sums)
        })
    }

    /// The table of what the same customers buy.
    pub fn taste_table(&self) -> Table {
        let totals = self.taste_totals();
        self.table([&totals, &totals], TASTE_EXPONENTS, |own, sums| {
            self.taste_row(own, sums)
        })
    }

    fn table(
        &self,
        totals: [&[f32]; 2],
        exponents: [f32; 2],
        row: impl Fn(ProductIndex, &mut Sums) + Sync,
    ) -> Table {
        let products = self.products();
        let kept = entries_kept(products);
        let factor: Vec<f32> = totals[1].iter().map(|total| total.powf(-exponents[1])).collect();
        let rows: Vec<Vec<(ProductIndex, u16)>> = (0..products as ProductIndex)
            .into_par_iter()
            .with_min_len((products / 4_096).max(1))
            .map_init(
                || Sums::new(products),
                |sums, own| {
                    row(own, sums);
                    let own_factor = totals[0][own as usize].powf(-exponents[0]);
                    let best = sums.best(own, &factor, kept).into_iter();
                    best.map(|(product, score)| (product, pack_score(score * own_factor)))
                        .collect()
                },
            )
            .collect();
        Table::of(rows)
    }
}

impl Table {
    fn of(rows: Vec<Vec<(ProductIndex, u16)>>) -> Self {
        let entries = rows.iter().map(Vec::len).sum();
        let mut table = Self {
            offset: Vec::with_capacity(rows.len() + 1),
            neighbour: Vec::with_capacity(entries),
            score: Vec::with_capacity(entries),
        };
        table.offset.push(0);
        for row in rows {
            table.neighbour.extend(row.iter().map(|(product, _)| *product));
            table.score.extend(row.iter().map(|(_, score)| *score));
            table.offset.push(table.neighbour.len() as u32);
        }
        table
    }
}
