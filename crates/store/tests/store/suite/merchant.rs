//! What the merchant and reviewers say: reviews, links, bans.

use shop::{Ban, CustomerId, Link, LinkKind, Locale, Review};
use store::{Store, Write};

use super::write;
use crate::fixtures::*;

pub fn reviews_of(store: &dyn Store) -> Vec<String> {
    let mut ids = Vec::new();
    store
        .scan_reviews(&mut |review| ids.push(review.id.to_string()))
        .unwrap();
    ids
}

pub fn reviews(store: &dyn Store) {
    let full = Review {
        customer_id: Some(CustomerId::new("ann").unwrap()),
        title: "Fine".into(),
        locale: Some(Locale::new("ro").unwrap()),
        reviewed_at: Some(at_hour(30)),
        ..review("r1 b 4.5 keeps warm")
    };
    let later = Review {
        reviewed_at: Some(at_hour(31)),
        ..review("r2 b 2 broke")
    };
    let bare = Review {
        rating: None,
        ..review("r3 a 1 meh")
    };
    let all = vec![full.clone(), later.clone(), bare.clone()];
    assert_eq!(write(store, Write::Reviews(all.clone())), "+3 ~0 =0 ?0");
    let first = store.changes_since(0).unwrap();
    assert!(first.reviews && !first.events && !first.customers);
    assert_eq!(write(store, Write::Reviews(all)), "+0 ~0 =3 ?0");
    assert_eq!(
        store.changes_since(first.seq).unwrap().seq,
        first.seq,
        "no change"
    );
    let mut scanned = Vec::new();
    store.scan_reviews(&mut |review| scanned.push(review)).unwrap();
    assert_eq!(scanned, [bare, later, full.clone()]);
    assert_eq!(
        store
            .reviews_of_customer(&CustomerId::new("ann").unwrap())
            .unwrap(),
        std::slice::from_ref(&full)
    );
    let changed = Review {
        rating: Some(1.0),
        product_id: product_id("a"),
        ..full.clone()
    };
    assert_eq!(write(store, Write::Reviews(vec![changed])), "+0 ~1 =0 ?0");
    assert_eq!(reviews_of(store), ["r1", "r3", "r2"]);
    assert_eq!(write(store, Write::DeleteReview(full.id.clone())), "+0 ~1 =0 ?0");
    assert_eq!(write(store, Write::DeleteReview(full.id)), "+0 ~0 =0 ?1");
    assert_eq!(store.counts().unwrap().reviews, 2);
}

pub fn links(store: &dyn Store) {
    let link = |from: &str, to: &str, position| Link {
        from: product_id(from),
        to: product_id(to),
        kind: LinkKind::CrossSell,
        position,
    };
    let (ab, ac, xy) = (link("a", "b", 2), link("a", "c", 1), link("x", "y", 0));
    let all = vec![ab.clone(), ac.clone(), xy.clone()];
    assert_eq!(
        write(
            store,
            Write::Links {
                links: all.clone(),
                replace_from: false
            }
        ),
        "+3 ~0 =0 ?0"
    );
    assert_eq!(
        write(
            store,
            Write::Links {
                links: all,
                replace_from: true
            }
        ),
        "+0 ~0 =3 ?0"
    );
    assert_eq!(store.links().unwrap(), [ac.clone(), ab.clone(), xy.clone()]);
    let moved = link("a", "b", 0);
    assert_eq!(
        write(
            store,
            Write::Links {
                links: vec![moved.clone()],
                replace_from: true
            }
        ),
        "+0 ~2 =0 ?0"
    );
    assert_eq!(store.links().unwrap(), [moved, xy]);
    assert_eq!(write(store, Write::DeleteLinks(product_id("a"))), "+0 ~1 =0 ?0");
    assert_eq!(write(store, Write::DeleteLinks(product_id("a"))), "+0 ~0 =0 ?1");
}

pub fn bans(store: &dyn Store) {
    let pair = Ban::Pair {
        with: product_id("a"),
        banned: product_id("b"),
    };
    let all = vec![
        Ban::Category("Home > Knives".into()),
        pair.clone(),
        Ban::Product(product_id("a")),
    ];
    let ban = || {
        let add = all.clone();
        write(store, Write::Bans { add, remove: vec![] })
    };
    assert_eq!(ban(), "+3 ~0 =0 ?0");
    assert_eq!(ban(), "+0 ~0 =3 ?0");
    assert_eq!(store.bans().unwrap(), all);
    assert_eq!(
        write(
            store,
            Write::Bans {
                add: vec![],
                remove: vec![pair.clone(), pair]
            }
        ),
        "+0 ~1 =0 ?1"
    );
    assert_eq!(store.bans().unwrap().len(), 2);
}
