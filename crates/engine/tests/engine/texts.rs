//! A shop's own words are kept, noticed by another process, and gone when taken back; claims follow the live stock.

use engine::{Engine, Error, ProductPatch, Settings, ShopTexts, decide::Tone};
use shop::{Locale, ProductId, Stock};

use crate::{built, in_cart, now};

#[test]
fn own_words_are_kept_until_they_are_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let english = Locale::english();
    let untouched = engine.texts();
    assert_eq!(*untouched, ShopTexts::default());
    engine.put_text(&english, "month-1 = Jan").unwrap();
    assert_eq!(engine.texts().get("en"), Some("month-1 = Jan"));
    let other = Engine::open(folder.path(), Settings::default()).unwrap();
    assert_eq!(other.texts().get("en"), Some("month-1 = Jan"));
    let too_long = engine.put_text(&english, &"x".repeat(70_000)).unwrap_err();
    assert!(too_long.to_string().starts_with("content: it must have at most"));
    assert_eq!(engine.texts().get("en"), Some("month-1 = Jan"));
    engine.delete_text(&english).unwrap();
    assert_eq!(engine.texts().get("en"), None);
    assert!(matches!(
        engine.delete_text(&english),
        Err(Error::NotFound { .. })
    ));
}

#[test]
fn few_left_follows_the_stock_of_this_moment_and_the_setting() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let left = |engine: &Engine, stock: Stock| {
        let patch = ProductPatch {
            id: ProductId::new("hdmi").unwrap(),
            stock: Some(stock),
            price: None,
            list_price: None,
            price_valid_until: None,
            active: None,
        };
        engine.patch_products(vec![patch]).unwrap();
        let answer = engine.offers(&in_cart(&["tv"]), now());
        let offer = answer
            .offers
            .iter()
            .find(|offer| offer.product.id == "hdmi")
            .unwrap();
        (answer.tone, offer.claims.left)
    };
    assert_eq!(left(&engine, Stock::Quantity(5)), (Tone::Auto, Some(5)));
    assert_eq!(left(&engine, Stock::Quantity(6)).1, None);
    assert_eq!(left(&engine, Stock::Unknown).1, None);
    drop(engine);
    let settings = Settings::parse("[texts]\nscarcity_stock_max = 0").unwrap();
    let silent = Engine::open(folder.path(), settings).unwrap();
    assert_eq!(left(&silent, Stock::Quantity(1)).1, None);
}

#[test]
fn the_languages_of_titles_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let share = engine.titles(&["en", "fa"]);
    assert_eq!(share[0].titled, share[0].products);
    assert!(share[1].titled < share[1].products);
}
