//! A day's orders: `<day>.baskets` holds the numbers of fees, of returned products and of buyers, then the fees, the
//! returned products with how often some and how often all units came back, the buyers, and the packed baskets.

use std::{collections::BTreeMap, collections::BTreeSet, path::Path, sync::Arc};

use recommend::{Baskets, CustomerIndex, DayOrders, NO_CUSTOMER, ProductIndex, Returned};
use shop::{Day, LineKind};
use store::{OrderRow, Store};

use super::{day_file, remove_if_there, words};
use crate::Error;

/// How the files of orders end.
pub const EXTENSION: &str = "baskets";
/// Words of one returned product.
const RETURNED_WORDS: usize = 3;

/// Counts the orders of these days again; they are ascending, and scanned in one go from the first to the last.
pub fn recount(folder: &Path, store: &dyn Store, days: Vec<Day>) -> Result<(), Error> {
    let (Some(&from), Some(&to)) = (days.first(), days.last()) else {
        return Ok(());
    };
    let changed: BTreeSet<Day> = days.into_iter().collect();
    let mut written = BTreeSet::new();
    let mut current: Option<(Day, DayCount)> = None;
    let mut failure = None;
    store.scan_orders(from, to, &mut |order| {
        let day = order.placed_at.day();
        if failure.is_some() || !changed.contains(&day) {
            return;
        }
        if current.as_ref().is_none_or(|(own, _)| *own != day) {
            if let Some((own, count)) = current.take() {
                failure = count.write(&day_file(folder, own, EXTENSION)).err();
            }
            written.insert(day);
            current = Some((day, DayCount::default()));
        }
        if let Some((_, count)) = &mut current {
            count.add(&order);
        }
    })?;
    if let Some((own, count)) = current {
        failure = failure.or(count.write(&day_file(folder, own, EXTENSION)).err());
    }
    for &day in changed.difference(&written) {
        remove_if_there(&day_file(folder, day, EXTENSION))?;
    }
    failure.map_or(Ok(()), Err)
}

#[derive(Default)]
struct DayCount {
    baskets: Baskets,
    buyers: Vec<CustomerIndex>,
    fees: BTreeSet<ProductIndex>,
    /// Orders of which some and all units came back, by product.
    returned: BTreeMap<ProductIndex, (u32, u32)>,
    products: Vec<ProductIndex>,
}

impl DayCount {
    fn add(&mut self, order: &OrderRow<'_>) {
        self.products.clear();
        let mut back = 0;
        for line in order.lines {
            match line.kind {
                LineKind::Fee => drop(self.fees.insert(line.product_key.0)),
                LineKind::Product => {
                    self.products.push(line.product_key.0);
                    back += u64::from(line.refunded);
                }
            }
        }
        if back > 0 {
            self.take_back(order);
        }
        if self.baskets.push(&mut self.products) {
            self.buyers.push(order.customer_key.unwrap_or(NO_CUSTOMER));
        }
    }

    /// Notes what came back of an order. What came back whole was not bought together with anything.
    fn take_back(&mut self, order: &OrderRow<'_>) {
        let mut units: BTreeMap<ProductIndex, (u64, u64)> = BTreeMap::new();
        for line in order.lines.iter().filter(|line| line.kind == LineKind::Product) {
            let (bought, back) = units.entry(line.product_key.0).or_default();
            *bought += u64::from(line.quantity);
            *back += u64::from(line.refunded);
        }
        units.retain(|_, (_, back)| *back > 0);
        for (&product, &(bought, back)) in &units {
            let (partly, wholly) = self.returned.entry(product).or_default();
            *if back < bought { partly } else { wholly } += 1;
        }
        let is_whole =
            |product: &ProductIndex| units.get(product).is_some_and(|(bought, back)| back >= bought);
        self.products.retain(|product| !is_whole(product));
    }

    fn write(&self, path: &Path) -> Result<(), Error> {
        let none_known = self.buyers.iter().all(|&buyer| buyer == NO_CUSTOMER);
        let buyers: &[u32] = if none_known { &[] } else { &self.buyers };
        let fees: Vec<u32> = self.fees.iter().copied().collect();
        let counts = self.returned.iter();
        let returned: Vec<u32> = counts
            .flat_map(|(&product, &(partly, wholly))| [product, partly, wholly])
            .collect();
        let sizes = [fees.len(), self.returned.len(), buyers.len()].map(|size| size as u32);
        words::write(path, &[&sizes, &fees, &returned, buyers, self.baskets.packed()])
    }
}

/// A day's orders and the products seen as fees, or nothing where the file is damaged.
pub fn read(path: &Path, day: Day) -> Result<Option<(DayOrders, Vec<ProductIndex>)>, Error> {
    Ok(words::read(path)?.and_then(|words| decode(words, day)))
}

fn decode(mut words: words::Words, day: Day) -> Option<(DayOrders, Vec<ProductIndex>)> {
    let [fees, returned, buyers] = words.many(3)?.try_into().ok()?;
    let fees = words.many(fees as usize)?.to_vec();
    let returned = words.many((returned as usize).checked_mul(RETURNED_WORDS)?)?;
    let (returned, _) = returned.as_chunks::<RETURNED_WORDS>();
    let returned = returned
        .iter()
        .map(|&[product, orders_partly, orders_wholly]| Returned {
            product,
            orders_partly,
            orders_wholly,
        });
    let returned = returned.collect();
    let buyers = words.many(buyers as usize)?.to_vec();
    let baskets = Baskets::from_packed(words.rest())?;
    if !buyers.is_empty() && buyers.len() != baskets.len() {
        return None;
    }
    let orders = DayOrders {
        day,
        baskets: Arc::new(baskets),
        buyers: Arc::new(buyers),
        returned: Arc::new(returned),
    };
    Some((orders, fees))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use shop::Timestamp;
    use store::{LineRow, ProductKey};

    use super::*;

    fn line(product: u32, quantity: u32, refunded: u32) -> LineRow {
        LineRow {
            product_key: ProductKey(product),
            quantity,
            refunded,
            unit_price_minor: None,
            kind: if product == 9 {
                LineKind::Fee
            } else {
                LineKind::Product
            },
        }
    }

    fn counted(orders: &[(Option<u32>, Vec<LineRow>)]) -> DayCount {
        let mut count = DayCount::default();
        for (customer_key, lines) in orders {
            count.add(&OrderRow {
                order_key: 0,
                placed_at: Timestamp::default(),
                customer_key: *customer_key,
                currency: None,
                lines,
            });
        }
        count
    }

    fn kept(count: &DayCount) -> (DayOrders, Vec<u32>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("3.baskets");
        count.write(&path).unwrap();
        read(&path, Day(3)).unwrap().unwrap()
    }

    #[test]
    fn buyers_stand_beside_their_baskets_and_returns_beside_the_products() {
        let count = counted(&[
            (Some(4), vec![line(2, 1, 0), line(1, 2, 1), line(9, 1, 0)]),
            (Some(5), vec![line(1, 1, 1)]),
            (None, vec![line(1, 1, 1), line(1, 1, 0), line(3, 2, 2)]),
        ]);
        let (orders, fees) = kept(&count);
        let baskets: Vec<Vec<u32>> = orders
            .baskets
            .iter()
            .map(|basket| basket.products.to_vec())
            .collect();
        assert_eq!(baskets, [vec![2, 1], vec![1]], "in the order's own sequence");
        assert_eq!(
            *orders.buyers,
            [4, NO_CUSTOMER],
            "an order that came back whole has no buyer"
        );
        assert_eq!(fees, [9]);
        let returned: Vec<_> = orders
            .returned
            .iter()
            .map(|one| (one.product, one.orders_partly, one.orders_wholly))
            .collect();
        assert_eq!(returned, [(1, 2, 1), (3, 0, 1)]);
        let guests = counted(&[(None, vec![line(1, 1, 0)]), (None, vec![line(2, 1, 0)])]);
        assert!(kept(&guests).0.buyers.is_empty());
    }

    proptest! {
        #[test]
        fn any_day_is_read_as_it_was_counted(
            orders in prop::collection::vec(
                (any::<Option<u32>>(), prop::collection::vec((0_u32..12, 1_u32..4, 0_u32..4), 0..6)),
                0..20,
            )
        ) {
            let orders: Vec<(Option<u32>, Vec<LineRow>)> = orders
                .into_iter()
                .map(|(buyer, lines)| {
                    let lines = lines
                        .into_iter()
                        .map(|(product, quantity, back)| line(product, quantity, back.min(quantity)));
                    (buyer, lines.collect())
                })
                .collect();
            let count = counted(&orders);
            let (read, fees) = kept(&count);
            prop_assert_eq!(&*read.baskets, &count.baskets);
            prop_assert_eq!(fees, count.fees.iter().copied().collect::<Vec<_>>());
            if !read.buyers.is_empty() {
                prop_assert_eq!(&*read.buyers, &count.buyers);
            }
            let returned: BTreeMap<u32, (u32, u32)> =
                read.returned.iter().map(|one| (one.product, (one.orders_partly, one.orders_wholly))).collect();
            prop_assert_eq!(returned, count.returned);
        }
    }
}
