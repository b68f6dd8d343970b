//! Orders as sets of product indices, packed one behind the other.

use shop::limits::BASKET_PRODUCTS_MAX;

use crate::query::ProductIndex;

/// Distinct merchandise of many orders, packed: for each order a header and its product indices in rising order.
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
    /// Product indices in rising order, at most [`BASKET_PRODUCTS_MAX`].
    pub products: &'a [ProductIndex],
    /// How many distinct products the order really had.
    pub size: u32,
}

impl Baskets {
    /// Adds one order; `products` may repeat and come in any order. An empty one is left out: `false`.
    pub fn push(&mut self, products: &mut Vec<ProductIndex>) -> bool {
        products.sort_unstable();
        products.dedup();
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
            let products = packed.get(at + 1..at + 1 + kept)?;
            if kept == 0 || kept > BASKET_PRODUCTS_MAX || !products.is_sorted() {
                return None;
            }
            (at, count) = (at + 1 + kept, count + 1);
        }
        Some(Self { packed, count })
    }
}

/// Keeps [`BASKET_PRODUCTS_MAX`] products by the smallest hash: the same ones each time, and none favoured for its
/// index.
fn sample(products: &mut Vec<ProductIndex>) {
    let salt = products
        .iter()
        .fold(0_u64, |sum, &product| sum.wrapping_add(u64::from(product)));
    let hash = |product: ProductIndex| {
        (u64::from(product) ^ salt)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(29)
    };
    products.sort_unstable_by_key(|&product| hash(product).wrapping_mul(0xd6e8_feb8_6659_fd93));
    products.truncate(BASKET_PRODUCTS_MAX);
    products.sort_unstable();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn baskets_are_sets_and_large_ones_are_sampled() {
        let mut baskets = Baskets::default();
        baskets.push(&mut vec![5, 1, 5]);
        baskets.push(&mut vec![]);
        baskets.push(&mut (0..250).collect());
        let all: Vec<_> = baskets.iter().collect();
        assert_eq!(
            all[0],
            Basket {
                products: &[1, 5],
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
