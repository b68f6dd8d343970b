//! Counting which products share orders, one product at a time (row-wise Gustavson), so that the pairs of the whole
//! shop never stand in memory together.
//!
//! Each order's products lie one after the other behind a header; each product has the list of the orders that hold it
//! as positions of these headers. A product's row is then accumulated in one dense array: per order visited, one
//! addition per product in it. Both the number of shared orders and their summed weight live in one `u64`, so an
//! addition is one memory access, and since all of it is integer arithmetic the sums do not depend on the order in
//! which baskets are visited.
//!
//! Source: F. Gustavson, "Two fast algorithms for sparse matrices: multiplication and permuted transposition", 1978.

use crate::{dataset::Basket, query::ProductIndex};

/// Fixed-point weights: this many units are 1.0.
const WEIGHT_ONE: f64 = 65_536.0;
/// Low bits of a cell hold the weight, the bits above it the count: 2^24 shared orders of weight ≤ 1 fit.
const WEIGHT_BITS: u32 = 40;
/// Orders of one product that are visited at most; beyond it a cell could overflow.
const ROW_ORDERS_MAX: usize = 1 << 23;
/// Size of baskets from which on all weigh the same.
const SIZE_MAX: usize = 512;

/// Orders and, for each product, where its orders lie.
pub struct BasketIndex {
    /// Per order: header (kept products in the low 16 bits, true size above), then the products.
    packed: Vec<u32>,
    /// Per product, the positions of its orders' headers in `packed`.
    offset: Vec<u32>,
    position: Vec<u32>,
    /// Orders per product.
    orders: Vec<u32>,
    /// Totals over all orders.
    pub totals: Totals,
}

/// Sums over all orders.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Totals {
    /// Number of orders.
    pub orders: u64,
    /// Sum of basket sizes.
    pub sizes: u64,
    /// Sum of squared basket sizes.
    pub sizes_squared: u64,
}

/// What a product's row tells about another product.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The other product.
    pub product: ProductIndex,
    /// Orders that hold both.
    pub orders: u32,
    /// Those orders' weights, summed.
    pub weight: f32,
}

/// Weight of an order by its size, in fixed point: `size^-exponent`, at most 1.
pub struct BasketWeights(Vec<u64>);

impl BasketWeights {
    /// Larger baskets say less about each pair in them: `exponent` 0 weighs all alike, 1 shares one vote out.
    pub fn new(exponent: f64) -> Self {
        let weight = |size: usize| {
            ((size.max(1) as f64).powf(-exponent.max(0.0)) * WEIGHT_ONE)
                .round()
                .max(1.0) as u64
        };
        Self((0..=SIZE_MAX).map(weight).collect())
    }

    fn cell(&self, size: u32) -> u64 {
        1 << WEIGHT_BITS | self.0[(size as usize).min(SIZE_MAX)]
    }
}

/// A row that adds to at least this share of all cells is read by going through all of them.
const DENSE_SHARE: usize = 8;
/// Headers read ahead, so that the waits for distant memory overlap.
const AHEAD: usize = 16;

/// The reusable dense array of one thread.
pub struct Accumulator {
    cells: Vec<u64>,
    /// Cells that are not zero; one place more than there are cells, as the next one is written before it is known to
    /// be new.
    touched: Vec<ProductIndex>,
}

impl Accumulator {
    /// An accumulator for rows over `products` products.
    pub fn new(products: usize) -> Self {
        Self {
            cells: vec![0; products],
            touched: vec![0; products + 1],
        }
    }
}

impl BasketIndex {
    /// Turns baskets round. Products from `products` on are left out; `baskets` is walked twice.
    ///
    /// Takes the first 2^32 words of baskets, about four billion order lines.
    pub fn build<'a, I: Iterator<Item = Basket<'a>>>(products: usize, baskets: impl Fn() -> I) -> Self {
        let mut orders = vec![0_u32; products];
        let (mut words, mut lines) = (0_usize, 0_usize);
        let mut totals = Totals::default();
        for basket in baskets() {
            if words + basket.products.len() >= u32::MAX as usize {
                break;
            }
            words += 1 + basket.products.len();
            totals.orders += 1;
            // Sampled baskets count with what is left of them: chance, too, only pairs what is there.
            let kept = basket.products.len() as u64;
            totals.sizes += kept;
            totals.sizes_squared += kept * kept;
            for &product in basket
                .products
                .iter()
                .filter(|&&product| (product as usize) < products)
            {
                orders[product as usize] += 1;
                lines += 1;
            }
        }
        let mut offset = Vec::with_capacity(products + 1);
        offset.push(0);
        for (index, &count) in orders.iter().enumerate() {
            offset.push(offset[index] + count);
        }
        let mut index = Self {
            packed: Vec::with_capacity(words),
            offset,
            position: vec![0; lines],
            orders,
            totals,
        };
        index.fill(products, words, baskets());
        index
    }

    fn fill<'a>(&mut self, products: usize, words: usize, baskets: impl Iterator<Item = Basket<'a>>) {
        let mut next: Vec<u32> = self.offset[..products].to_vec();
        for basket in baskets {
            if self.packed.len() >= words {
                break;
            }
            let header = self.packed.len();
            self.packed.push(0);
            let known = basket
                .products
                .iter()
                .copied()
                .filter(|&product| (product as usize) < products);
            for product in known {
                self.packed.push(product);
                let slot = &mut next[product as usize];
                self.position[*slot as usize] = header as u32;
                *slot += 1;
            }
            self.packed[header] = basket.size << 16 | (self.packed.len() - header - 1) as u32;
        }
    }

    /// How many products there are.
    pub fn products(&self) -> usize {
        self.orders.len()
    }

    /// Orders per product, by product index.
    pub fn orders(&self) -> &[u32] {
        &self.orders
    }

    /// The orders that hold `product`: of each the size given to [`Self::build`] and the products in their sequence.
    pub fn orders_of(&self, product: ProductIndex) -> impl Iterator<Item = (u32, &[ProductIndex])> {
        let own = product as usize;
        let positions = &self.position[self.offset[own] as usize..self.offset[own + 1] as usize];
        positions.iter().map(|&position| {
            let header = self.packed[position as usize];
            let from = position as usize + 1;
            (
                header >> 16,
                &self.packed[from..from + (header & 0xffff) as usize],
            )
        })
    }

    /// Every product that shares at least `orders_min` orders with `product`, in no particular order.
    pub fn row(
        &self,
        product: ProductIndex,
        weights: &BasketWeights,
        orders_min: u32,
        accumulator: &mut Accumulator,
        mut visit: impl FnMut(Pair),
    ) {
        let own = product as usize;
        let positions = &self.position[self.offset[own] as usize..self.offset[own + 1] as usize];
        let positions = &positions[..positions.len().min(ROW_ORDERS_MAX)];
        let Accumulator { cells, touched } = accumulator;
        let enough = u64::from(orders_min.max(1)) << WEIGHT_BITS;
        let mut drain = |other: ProductIndex, cell: u64| {
            if cell >= enough && other != product {
                visit(Pair::of(other, cell));
            }
        };
        if self.is_dense(positions.len()) {
            self.add(positions, weights, |other, cell| cells[other as usize] += cell);
            for (other, cell) in cells.iter_mut().enumerate() {
                drain(other as ProductIndex, std::mem::take(cell));
            }
            return;
        }
        let mut count = 0;
        self.add(positions, weights, |other, cell| {
            let sum = &mut cells[other as usize];
            // Whether a cell is new is a coin toss: written always and counted when new, it is no branch to guess.
            touched[count] = other;
            count += usize::from(*sum == 0);
            *sum += cell;
        });
        for &other in &touched[..count] {
            drain(other, std::mem::take(&mut cells[other as usize]));
        }
    }

    /// Whether a row of so many orders adds to a good share of all products.
    fn is_dense(&self, orders: usize) -> bool {
        let size = self
            .totals
            .sizes
            .checked_div(self.totals.orders)
            .unwrap_or_default();
        orders * size as usize * DENSE_SHARE >= self.products()
    }

    /// Adds each order's weight to each of its products.
    fn add(&self, positions: &[u32], weights: &BasketWeights, mut add: impl FnMut(ProductIndex, u64)) {
        let mut headers = [0_u32; AHEAD];
        for positions in positions.chunks(AHEAD) {
            for (header, &position) in headers.iter_mut().zip(positions) {
                *header = self.packed[position as usize];
            }
            for (&header, &position) in headers.iter().zip(positions) {
                let from = position as usize + 1;
                let cell = weights.cell(header >> 16);
                for &other in &self.packed[from..from + (header & 0xffff) as usize] {
                    add(other, cell);
                }
            }
        }
    }
}

impl Pair {
    fn of(product: ProductIndex, cell: u64) -> Self {
        // As a signed number: that is one instruction, and the weight has but 40 bits.
        let weight = (cell & ((1 << WEIGHT_BITS) - 1)) as i64 as f32;
        Self {
            product,
            orders: (cell >> WEIGHT_BITS) as u32,
            weight: weight / WEIGHT_ONE as f32,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Baskets;

    #[test]
    fn rows_count_shared_orders_and_their_weight() {
        let mut baskets = Baskets::default();
        for products in [vec![0, 1], vec![0, 1, 2, 3], vec![0], vec![1, 2], vec![0, 1, 9]] {
            baskets.push(&mut products.clone());
        }
        let index = BasketIndex::build(4, || baskets.iter());
        assert_eq!(index.orders(), [4, 4, 2, 1]);
        assert_eq!(
            index.totals,
            Totals {
                orders: 5,
                sizes: 12,
                sizes_squared: 34
            }
        );
        let mut row = Vec::new();
        index.row(0, &BasketWeights::new(1.0), 1, &mut Accumulator::new(4), |pair| {
            row.push(pair)
        });
        row.sort_by_key(|pair| pair.product);
        assert_eq!(
            row[0],
            Pair {
                product: 1,
                orders: 3,
                weight: 0.5 + 0.25 + (65_536.0_f32 / 3.0).round() / 65_536.0
            }
        );
        assert_eq!((row[1].product, row[1].orders, row[2].product), (2, 1, 3));
    }
}
