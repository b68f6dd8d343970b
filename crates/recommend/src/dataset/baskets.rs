//! Orders as distinct product indices in the order's own sequence, packed one behind the other.

use rustc_hash::FxHashSet;
use shop::limits::BASKET_PRODUCTS_MAX;

use crate::query::ProductIndex;

/// Distinct merchandise of many orders, packed: for each order a header and its product indices as they
/// came into the order.
///
/// The header holds how many products are kept (low 16 bits) and how many the order really had (high 16 bits):
/// a reseller's 500-line order is sampled down to [`BASKET_PRODUCTS_MAX`] but keeps the weight of its true size.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baskets {
    packed: Vec<u32>,
    count: u32,
}

/// One order's distinct merchandise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Basket<'a> {
    /// Product indices in the order's own sequence, each once, at most [`BASKET_PRODUCTS_MAX`].
    pub products: &'a [ProductIndex],
    /// How many distinct products the order really had.
    pub size: u32,
}

impl Baskets {
    /// Adds one order; of a repeated product the first counts. An empty one is left out: `false`.
    pub fn push(&mut self, products: &mut Vec<ProductIndex>) -> bool {
        keep_first(products);
        if products.is_empty() {
            return false;
        }
        let size = products.len().min(usize::from(u16::MAX)) as u32;
        if products.len() > BASKET_PRODUCTS_MAX {
            sample(products);
        }
        self.packed.push(size << 16 | products.len() as u32);
        self.packed.extend_from_slice(products);
        self.count += 1;
        true
    }

    /// How many orders there are.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Every order.
    pub fn iter(&self) -> impl Iterator<Item = Basket<'_>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let header = *self.packed.get(at)?;
            let end = at + 1 + (header & 0xffff) as usize;
            let products = &self.packed[at + 1..end];
            at = end;
            Some(Basket {
                products,
                size: header >> 16,
            })
        })
    }

    /// The packed form, to be kept in a file.
    pub fn packed(&self) -> &[u32] {
        &self.packed
    }

    /// Reads a packed form back; nothing where it is damaged.
    pub fn from_packed(packed: Vec<u32>) -> Option<Self> {
        let (mut at, mut count) = (0, 0);
        while at < packed.len() {
            let kept = (packed[at] & 0xffff) as usize;
            packed.get(at + 1..at + 1 + kept)?;
            if kept == 0 || kept > BASKET_PRODUCTS_MAX {
                return None;
            }
            (at, count) = (at + 1 + kept, count + 1);
        }
        Some(Self { packed, count })
    }
}

/// Leaves out what stood in the list before. Most orders are short, where looking back beats any table.
fn keep_first(products: &mut Vec<ProductIndex>) {
    const SHORT: usize = 24;
    if products.len() <= SHORT {
        let mut kept = 0;
        for at in 0..products.len() {
            let product = products[at];
            if !products[..kept].contains(&product) {
                products[kept] = product;
                kept += 1;
            }
        }
        products.truncate(kept);
    } else {
        let mut seen = FxHashSet::default();
        products.retain(|&product| seen.insert(product));
    }
}

/// Keeps [`BASKET_PRODUCTS_MAX`] products by the smallest hash, in their sequence: the same ones each time, and none
/// favoured for its index or its place.
fn sample(products: &mut Vec<ProductIndex>) {
    let salt = products
        .iter()
        .fold(0_u64, |sum, &product| sum.wrapping_add(u64::from(product)));
    let hash = |product: ProductIndex| {
        let mixed = (u64::from(product) ^ salt)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(29);
        mixed.wrapping_mul(0xd6e8_feb8_6659_fd93)
    };
    let mut hashes: Vec<u64> = products.iter().map(|&product| hash(product)).collect();
    let (_, &mut last_kept, _) = hashes.select_nth_unstable(BASKET_PRODUCTS_MAX - 1);
    products.retain(|&product| hash(product) <= last_kept);
    products.truncate(BASKET_PRODUCTS_MAX);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn baskets_hold_each_product_once_and_large_ones_are_sampled() {
        let mut baskets = Baskets::default();
        baskets.push(&mut vec![5, 1, 5]);
        baskets.push(&mut vec![]);
        baskets.push(&mut (0..250).collect());
        let all: Vec<_> = baskets.iter().collect();
        assert_eq!(
            all[0],
            Basket {
                products: &[5, 1],
                size: 2
            }
        );
        assert_eq!((all[1].products.len(), all[1].size), (BASKET_PRODUCTS_MAX, 250));
        assert!(
            all[1].products.iter().any(|&product| product > 150),
            "the sample reaches the end of the basket"
        );
        assert_eq!(Baskets::from_packed(baskets.packed().to_vec()), Some(baskets));
        assert_eq!(Baskets::from_packed(vec![2 << 16 | 2, 1]), None);
    }
}
