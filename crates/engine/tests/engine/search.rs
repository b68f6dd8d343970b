//! People find products with today's prices, and what is too new for the snapshot by its id.

use engine::ProductPatch;
use shop::{Locale, ProductId, Stock};
use testkit::Fixture;

use crate::{built, shop_of};

fn ids(engine: &engine::Engine, question: &str) -> Vec<String> {
    let found = engine.search_products(question, &Locale::english(), 8).unwrap();
    found.products.into_iter().map(|found| found.product.id).collect()
}

#[test]
fn what_cannot_be_sold_comes_last_and_prices_are_todays() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    assert_eq!(ids(&engine, "televi"), ["tv", "tv-white"]);
    let patch = ProductPatch {
        id: ProductId::new("tv").unwrap(),
        stock: Some(Stock::Quantity(0)),
        price: None,
        list_price: None,
        price_valid_until: None,
        active: None,
    };
    let gone = ProductPatch {
        id: ProductId::new("lamp").unwrap(),
        stock: None,
        active: Some(false),
        ..patch.clone()
    };
    engine.patch_products(vec![patch, gone]).unwrap();
    assert_eq!(ids(&engine, "televi"), ["tv-white", "tv"]);
    let lamp = engine.search_products("lamp", &Locale::english(), 8).unwrap();
    assert!(!lamp.products[0].is_active);
    let view = engine.product_view("tv", &Locale::english()).unwrap().unwrap();
    assert_eq!(view.product.stock, Stock::Quantity(0));
}

#[test]
fn what_is_too_new_for_the_snapshot_is_found_by_its_id() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let new = Fixture::parse("currency EUR\nproduct new-1 \"Newest thing\" 5.00 title.fa=\"تازه\"").products;
    engine.put_products(new).unwrap();
    assert!(ids(&engine, "newest").is_empty());
    let found = engine
        .search_products(" new-1 ", &Locale::new("fa").unwrap(), 8)
        .unwrap();
    assert!(found.is_code && found.total == 1);
    assert_eq!(found.products[0].product.title.as_ref().unwrap().text, "تازه");
    assert_eq!(ids(&engine, "nothing at all"), Vec::<String>::new());
    assert_eq!(engine.product_view("none", &Locale::english()).unwrap(), None);
}

#[test]
fn a_gtin_that_came_as_a_number_is_found_to_its_last_digit() {
    let shop =
        "currency EUR\nproduct a \"A\" 1.00 gtin=4006381333931\nproduct b \"B\" 1.00 gtin=4006381333932\n";
    let (_folder, engine) = shop_of(shop);
    assert_eq!(ids(&engine, "4006381333931"), ["a"]);
    assert_eq!(ids(&engine, "4006381333932"), ["b"]);
}
