//! Sets made by hand: offered from the next decision on, exact, and refused where they cannot be right.

use engine::{BundleDraft, BundleItem, BundleWarning, Engine, Error, Settings};
use shop::{Currency, Money};

use crate::{in_cart, now, on_page, shop_of};

const SHOP: &str = r#"
currency EUR
product tv "Television" Video>TVs 499.00 cost=400.00 stock=3
product hdmi "HDMI cable" Video>Cables 9.99 cost=2.00 stock=20
product mount "Wall mount" Video>Mounts 39.00 stock=2
product foreign "From abroad" Video>Other
repeat 30 order a{n} 2026-01-01+{n} c{n} tv hdmi
"#;

fn shop() -> (tempfile::TempDir, Engine) {
    shop_of(SHOP)
}

fn set(ids: &[&str]) -> BundleDraft {
    let item = |id: &&str| BundleItem {
        product_id: (*id).into(),
        quantity: 1,
    };
    BundleDraft {
        members: ids.iter().map(item).collect(),
        ..BundleDraft::default()
    }
}

fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::new("EUR").unwrap())
}

#[test]
fn a_set_is_offered_at_once_with_exact_prices_and_another_process_sees_it() {
    let (folder, engine) = shop();
    let draft = BundleDraft {
        discount_percent: Some(3),
        title: [("en".to_owned(), "Ready to watch".to_owned())].into(),
        ..set(&["tv", "mount"])
    };
    assert_eq!(
        engine.put_bundle("ready", &draft).unwrap(),
        [BundleWarning::CostUnknown]
    );
    let check = |engine: &Engine| {
        let answer = engine.offers(&in_cart(&["tv"]), now());
        let offer = &answer.offers[0];
        assert_eq!(
            (offer.product.id.as_str(), offer.reason.code),
            ("mount", "shop_bundle")
        );
        let bundle = offer.bundle.as_ref().unwrap();
        assert_eq!(bundle.id.as_deref(), Some("ready"));
        assert_eq!(bundle.title.as_ref().unwrap().text, "Ready to watch");
        assert_eq!(
            (bundle.total, bundle.price, bundle.saving),
            (Some(euro(53_800)), Some(euro(52_186)), Some(euro(1_614)))
        );
        let members: Vec<_> = bundle
            .members
            .iter()
            .map(|member| (member.product.id.as_str(), member.in_cart, member.price_in_bundle))
            .collect();
        assert_eq!(
            members,
            [
                ("tv", true, Some(euro(48_403))),
                ("mount", false, Some(euro(3_783)))
            ]
        );
    };
    check(&engine);
    check(&Engine::open(folder.path(), Settings::default()).unwrap());
    engine.delete_bundle("ready").unwrap();
    let offers = engine.offers(&on_page("tv"), now()).offers;
    assert!(offers.iter().all(|offer| offer.bundle.is_none()), "{offers:?}");
    assert!(matches!(
        engine.delete_bundle("ready"),
        Err(Error::NotFound { .. })
    ));
}

#[track_caller]
fn refused(engine: &Engine, id: &str, draft: BundleDraft, expect: &str) {
    match engine.put_bundle(id, &draft) {
        Err(Error::Invalid { field, reason }) => {
            let said = format!("{field}: {reason}");
            assert!(said.starts_with(expect), "{said}");
        }
        other => panic!("{draft:?}: {other:?}"),
    }
}

#[test]
fn a_set_that_cannot_be_right_is_refused_and_the_former_one_stays() {
    let (_folder, engine) = shop();
    engine.put_bundle("set", &set(&["tv", "hdmi"])).unwrap();
    let check = |ids: &[&str], expect: &str| refused(&engine, "set", set(ids), expect);
    check(&["tv"], "members: a set has 2 to 6 products");
    check(
        &["tv", "radio"],
        "members[1].product_id: there is no product 'radio'",
    );
    check(&["tv", "tv"], "members[1].product_id: it stands here twice");
    refused(&engine, "a/b", set(&["tv", "hdmi"]), "id: ");
    let wrong = |change: fn(&mut BundleDraft), expect: &str| {
        let mut draft = set(&["tv", "hdmi"]);
        change(&mut draft);
        refused(&engine, "set", draft, expect);
    };
    wrong(
        |draft| draft.discount_percent = Some(91),
        "discount_percent: it must be",
    );
    wrong(
        |draft| draft.placements = vec!["kart".into()],
        "placements[0]: there is no placement",
    );
    wrong(|draft| draft.members[0].quantity = 0, "members[0].quantity: ");
    wrong(
        |draft| (draft.valid_from_ms, draft.valid_until_ms) = (Some(2), Some(1)),
        "valid_until: it must be after",
    );
    assert_eq!(engine.bundle("set").unwrap().draft, set(&["tv", "hdmi"]));
}

#[test]
fn a_price_that_cannot_be_right_is_refused_and_a_low_one_is_told() {
    let (_folder, engine) = shop();
    let priced = |price, ids: &[&str]| BundleDraft {
        price: Some(price),
        ..set(ids)
    };
    let check = |price, ids: &[&str], expect: &str| refused(&engine, "set", priced(price, ids), expect);
    let goods = ["tv", "hdmi"];
    let most = "price: it must be above 0 and at most what the products cost, 508.99";
    check(euro(50_900), &goods, most);
    check(euro(0), &goods, most);
    let lei = Money::new(100, Currency::new("RON").unwrap());
    check(lei, &goods, "price: its products cost EUR");
    check(euro(1), &["tv", "foreign"], "members: a set with a price");
    let both = BundleDraft {
        discount_percent: Some(5),
        ..priced(euro(1), &goods)
    };
    refused(&engine, "set", both, "price: set either");
    assert!(engine.bundles().unwrap().is_empty());
    assert_eq!(
        engine.put_bundle("set", &priced(euro(41_000), &goods)).unwrap(),
        [BundleWarning::BelowMarginFloor {
            margin_percent: 1,
            floor_percent: 10
        }]
    );
}
