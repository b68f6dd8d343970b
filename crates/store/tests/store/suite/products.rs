//! Products: what is kept of them, who may change it, and their keys.

use std::collections::BTreeMap;

use shop::{Attribute, AttributeValue, Category, Fits, Locale, Localized, Product, ProductKind, Stock};
use store::{Patch, ProductKey, Store, Write};

use super::write;
use crate::fixtures::*;

pub fn full_product(id: &str) -> Product {
    Product {
        title: Localized(BTreeMap::from([
            (Locale::english(), "Kettle \"Ü\"".to_owned()),
            (Locale::new("fa").unwrap(), "کتری".to_owned()),
        ])),
        description: Localized::single(Locale::new("ro-RO").unwrap(), "Fierbător"),
        category: Category::parse("Home > Kitchen > Kettles"),
        group: Some("kettles".into()),
        variant: BTreeMap::from([("colour".into(), "red".into())]),
        attributes: BTreeMap::from([
            (
                "power".into(),
                Attribute {
                    value: AttributeValue::Number(0.1 + 0.2),
                    unit: Some("kW".into()),
                },
            ),
            (
                "cordless".into(),
                Attribute {
                    value: AttributeValue::Flag(true),
                    unit: None,
                },
            ),
            (
                "finish".into(),
                Attribute {
                    value: AttributeValue::Text("matt".into()),
                    unit: None,
                },
            ),
        ]),
        brand: Some("Acme".into()),
        price: Some(money("19.90")),
        list_price: Some(money("24.90 USD")),
        unit_cost: Some(money("7.125 KWD")),
        stock: Stock::Quantity(7),
        active: false,
        launched_at: Some(at_hour(-5)),
        price_valid_until: Some(at_hour(700)),
        image_url: Some("https://shop.example/k.jpg".into()),
        page_url: Some("https://shop.example/k".into()),
        tags: ["new".to_owned(), "hot".to_owned()].into(),
        kind: ProductKind::GiftCard,
        fits: vec![
            Fits::Product(product_id("base")),
            Fits::Group("bases".into()),
            Fits::Category(Category::parse("Home > Kitchen")),
            Fits::Attribute {
                name: "mount".into(),
                value: "VESA 200".into(),
            },
        ],
        ..Product::unknown(product_id(id))
    }
}

pub fn products_round_trip(store: &dyn Store) {
    let all = vec![full_product("k1"), Product::unknown(product_id("k2"))];
    assert_eq!(write(store, catalogue(all.clone())), "+2 ~0 =0 ?0");
    assert_eq!(write(store, catalogue(all.clone())), "+0 ~0 =2 ?0");
    assert_eq!(store.product(&product_id("k1")).unwrap().as_ref(), Some(&all[0]));
    assert_eq!(store.product(&product_id("k3")).unwrap(), None);
    let mut scanned = Vec::new();
    store
        .scan_products(&mut |key, product| scanned.push((key, product)))
        .unwrap();
    assert_eq!(
        scanned,
        [(ProductKey(0), all[0].clone()), (ProductKey(1), all[1].clone())]
    );
    assert_eq!(store.products_page(None, 1).unwrap(), all[..1]);
    assert_eq!(
        store.products_page(Some(&product_id("k1")), usize::MAX).unwrap(),
        all[1..]
    );
    assert_eq!(store.product_count().unwrap(), 2);
}

pub fn catalogue_wins(store: &dyn Store) {
    let titled = |id: &str, title: &str| Product {
        title: Localized::single(Locale::english(), title),
        ..Product::unknown(product_id(id))
    };
    assert_eq!(write(store, posted("o1 0 -: cup 1, jug 1")), "+1 ~0 =0 ?0");
    assert_eq!(
        write(store, seen(vec![titled("cup", "Cup, seen")])),
        "+0 ~1 =0 ?0"
    );
    assert_eq!(
        write(
            store,
            seen(vec![Product {
                price: Some(money("2")),
                ..titled("cup", "Cup, seen")
            }])
        ),
        "+0 ~1 =0 ?0"
    );
    // What is not said again stays.
    assert_eq!(
        write(store, seen(vec![titled("cup", "Cup, seen")])),
        "+0 ~0 =1 ?0"
    );
    assert_eq!(
        store.product(&product_id("cup")).unwrap().unwrap().price,
        Some(money("2"))
    );
    assert_eq!(write(store, catalogue(vec![titled("cup", "Cup")])), "+0 ~1 =0 ?0");
    assert_eq!(
        write(store, seen(vec![titled("cup", "Cup, seen")])),
        "+0 ~0 =1 ?0"
    );
    assert_eq!(
        store.product(&product_id("cup")).unwrap(),
        Some(titled("cup", "Cup"))
    );
}

pub fn keys_are_dense_and_stay(store: &dyn Store) {
    write(store, posted("o1 0 -: a 1, b 1"));
    write(store, catalogue(vec![Product::unknown(product_id("c"))]));
    assert_eq!(write(store, Write::DeleteProduct(product_id("b"))), "+0 ~1 =0 ?0");
    assert_eq!(write(store, Write::DeleteProduct(product_id("b"))), "+0 ~0 =0 ?1");
    write(store, posted("o2 1 -: d 1, b 2"));
    assert_eq!(
        write(store, seen(vec![Product::unknown(product_id("b"))])),
        "+0 ~0 =1 ?0"
    );
    assert_eq!(store.product(&product_id("b")).unwrap(), None);
    let keys = store.product_keys().unwrap();
    assert_eq!(keys, ["a", "b", "c", "d"].map(product_id));
    assert_eq!(store.product_count().unwrap(), 3);
    assert_eq!(dump_orders(store), "0 - -: a 1, b 1\n1 - -: d 1, b 2\n");
    assert_eq!(write(store, catalogue(vec![full_product("b")])), "+1 ~0 =0 ?0");
    assert_eq!(store.product_keys().unwrap(), keys);
}

pub fn patches(store: &dyn Store) {
    write(store, catalogue(vec![full_product("k")]));
    let patch = Patch {
        stock: Some(Stock::Untracked),
        price: Some(None),
        active: Some(true),
        ..Patch::new(product_id("k"))
    };
    assert_eq!(
        write(
            store,
            Write::StockAndPrice(vec![patch.clone(), Patch::new(product_id("none"))])
        ),
        "+0 ~1 =0 ?1"
    );
    assert_eq!(write(store, Write::StockAndPrice(vec![patch])), "+0 ~0 =1 ?0");
    // The end was that of the former price.
    let expect = Product {
        stock: Stock::Untracked,
        price: None,
        price_valid_until: None,
        active: true,
        ..full_product("k")
    };
    assert_eq!(store.product(&product_id("k")).unwrap(), Some(expect));
    let until = |patch: Patch| {
        write(store, Write::StockAndPrice(vec![patch]));
        store
            .product(&product_id("k"))
            .unwrap()
            .unwrap()
            .price_valid_until
    };
    let (price, end) = (full_product("k").price, Some(at_hour(9)));
    let reduced = Patch {
        price: Some(price),
        price_valid_until: Some(end),
        ..Patch::new(product_id("k"))
    };
    assert_eq!(until(reduced), end);
    let sold = Patch {
        stock: Some(Stock::Quantity(3)),
        ..Patch::new(product_id("k"))
    };
    assert_eq!(until(sold), end, "a sale changes no price");
}
