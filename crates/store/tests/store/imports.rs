//! Importing a file twice changes nothing, however its orders are cut into groups and mixed with each other.

use proptest::prelude::*;
use shop::{Order, OrderLine};
use store::{ImportId, SqliteOptions, SqliteStore, Store, Write, Written};

use crate::fixtures::*;

/// A group of lines as a file may have it: which order, which customer, which lines (product, quantity).
type Group = (u8, u8, Vec<(u8, u32)>);

fn groups() -> impl Strategy<Value = Vec<Group>> {
    let line = (0_u8..3, 1_u32..3);
    prop::collection::vec((0_u8..4, 0_u8..3, prop::collection::vec(line, 1..4)), 1..14)
}

fn to_order((number, customer, lines): &Group) -> Order {
    let customer = if *customer == 0 {
        "-".to_owned()
    } else {
        format!("c{customer}")
    };
    let mut order = order(&format!("o{number} {number} {customer}:"));
    order.lines = lines
        .iter()
        .map(|(product, quantity)| OrderLine {
            quantity: *quantity,
            ..self::order(&format!("o 1 -: p{product} 1 2.50")).lines.remove(0)
        })
        .collect();
    order
}

/// Imports the groups in batches of `size`, as a run of its own, and says what changed.
fn import(store: &dyn Store, run: &str, groups: &[Group], size: usize) -> Written {
    let import = ImportId(run.to_owned());
    let mut written = Written::default();
    for batch in groups.chunks(size) {
        let orders = batch.iter().map(to_order).collect();
        written += store
            .write(vec![Write::Orders {
                orders,
                import: Some(import.clone()),
            }])
            .unwrap();
    }
    written += store.write(vec![Write::FinishImport(import)]).unwrap();
    written
}

fn fresh(folder: &tempfile::TempDir, name: &str) -> SqliteStore {
    SqliteStore::open(folder.path().join(name), &SqliteOptions::default()).unwrap()
}

/// Every line in sequence, per order: what an import must leave behind.
fn expected_lines(groups: &[Group]) -> Vec<(u8, Vec<(u8, u32)>)> {
    let mut orders = std::collections::BTreeMap::<u8, Vec<(u8, u32)>>::new();
    for (number, _, lines) in groups {
        orders.entry(*number).or_default().extend(lines);
    }
    orders.into_iter().collect()
}

fn stored_lines(store: &dyn Store) -> Vec<(u8, Vec<(u8, u32)>)> {
    let keys = store.product_keys().unwrap();
    let mut orders = Vec::new();
    store
        .scan_orders(shop::Day(0), shop::Day(9), &mut |row| {
            let number = u8::try_from(row.placed_at.unix_ms() / HOUR_MS).unwrap();
            let product = |key: u32| keys[key as usize].as_str()[1..].parse().unwrap();
            orders.push((
                number,
                row.lines
                    .iter()
                    .map(|line| (product(line.product_key.0), line.quantity))
                    .collect(),
            ));
        })
        .unwrap();
    orders
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn importing_twice_changes_nothing(groups in groups(), size in 1_usize..6, other_size in 1_usize..6) {
        let folder = tempfile::tempdir().unwrap();
        let store = fresh(&folder, "shop.db");
        import(&store, "first", &groups, size);
        prop_assert_eq!(stored_lines(&store), expected_lines(&groups));
        let (content, seq) = (dump_orders(&store), store.changes_since(0).unwrap().seq);
        let again = import(&store, "second", &groups, other_size);
        prop_assert_eq!((again.inserted, again.changed), (0, 0));
        prop_assert_eq!(dump_orders(&store), content);
        prop_assert_eq!(store.changes_since(seq).unwrap(), store::Changes { seq, ..Default::default() });
    }

    #[test]
    fn importing_another_version_leaves_that_version(old in groups(), new in groups(), size in 1_usize..6) {
        let folder = tempfile::tempdir().unwrap();
        let store = fresh(&folder, "shop.db");
        import(&store, "old", &old, size);
        import(&store, "new", &new, size);
        let stored = stored_lines(&store);
        for order in expected_lines(&new) {
            prop_assert!(stored.contains(&order), "{:?} is not in {:?}", order, stored);
        }
    }

    #[test]
    fn an_import_that_was_cut_short_is_completed_by_the_next(groups in groups(), done in 0_usize..14) {
        let folder = tempfile::tempdir().unwrap();
        let store = fresh(&folder, "shop.db");
        let done = done.min(groups.len());
        for group in &groups[..done] {
            let import = Some(ImportId("cut short".to_owned()));
            store.write(vec![Write::Orders { orders: vec![to_order(group)], import }]).unwrap();
        }
        import(&store, "whole", &groups, 3);
        prop_assert_eq!(stored_lines(&store), expected_lines(&groups));
    }
}
