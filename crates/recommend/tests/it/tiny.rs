//! A tiny shop written as text, in the recommenders' terms.

use std::collections::{BTreeMap, HashMap};

use recommend::{CatalogueSource, History, KnownLink, KnownReview, Signals, Step, StepKind};
use shop::{Day, EventKind, LineKind};
use testkit::Fixture;

use crate::shop::{Asked, PastOrder, PastSession, Shop, built, first, partitions};

/// What a customer wrote: of which product, with how many stars, what.
pub type Written<'a> = (&'a str, Option<f32>, &'a str);

/// The day on which tiny shops are asked.
const TODAY: Day = Day(20_700);

/// The shop of a fixture's text, with reviews.
pub fn tiny(text: &str, reviews: &[Written<'_>]) -> Shop {
    let fixture = Fixture::parse(text);
    let ids = fixture
        .products
        .iter()
        .map(|product| product.id.as_str().to_owned());
    let index: HashMap<String, u32> = ids.zip(0..).collect();
    let mut source = CatalogueSource::default();
    for product in &fixture.products {
        source.push(product, false);
    }
    for link in &fixture.links {
        source.link(KnownLink {
            from: index[link.from.as_str()],
            to: index[link.to.as_str()],
            kind: link.kind,
            position: link.position,
        });
    }
    for &(product, rating, text) in reviews {
        source.review(KnownReview {
            product: index[product],
            rating,
            text: text.to_owned(),
            locale: None,
        });
    }
    let mut shop = Shop::without_history(source.finish(), TODAY);
    let mut buyers: HashMap<String, u32> = HashMap::new();
    for order in &fixture.orders {
        let merchandise = order.lines.iter().filter(|line| line.kind == LineKind::Product);
        let next = buyers.len() as u32;
        let number = |id: &shop::CustomerId| *buyers.entry(id.as_str().to_owned()).or_insert(next);
        shop.orders.push(PastOrder {
            day: order.placed_at.day(),
            buyer: order.customer_id.as_ref().map(number),
            products: merchandise.map(|line| index[line.product_id.as_str()]).collect(),
        });
    }
    shop.sessions = sessions(&fixture, &index);
    let history = History::count(&partitions(&shop, 1)[0]);
    shop.signals = Signals::learn(&history, &shop.catalogue, &shop.params);
    shop
}

fn sessions(fixture: &Fixture, index: &HashMap<String, u32>) -> Vec<PastSession> {
    let mut sessions: BTreeMap<&str, PastSession> = BTreeMap::new();
    for event in &fixture.events {
        let kind = match event.kind {
            EventKind::AddToCart => StepKind::AddToCart,
            EventKind::Purchase => StepKind::Purchase,
            _ => StepKind::View,
        };
        let id = event
            .session_id
            .as_ref()
            .map_or(event.visitor_id.as_str(), |id| id.as_str());
        let session = sessions.entry(id).or_insert(PastSession {
            ended_s: 0,
            customer: None,
            steps: Vec::new(),
        });
        session.ended_s = (event.at.unix_ms() / 1_000) as u32;
        session
            .steps
            .extend(event.product_id.as_ref().map(|product| Step {
                product: index[product.as_str()],
                kind,
            }));
    }
    sessions.into_values().collect()
}

/// Checks what `recommender` proposes on the page of `product`, best first: ids with spaces between.
#[track_caller]
pub fn check_beside(recommender: &str, shop: &Shop, product: &str, expect: &str) {
    let asked = Asked {
        product: shop.catalogue.index(product),
        ..Asked::default()
    };
    check_asked(recommender, shop, &asked, expect);
}

/// Checks what `recommender` proposes to `asked`, best first: ids with spaces between.
#[track_caller]
pub fn check_asked(recommender: &str, shop: &Shop, asked: &Asked, expect: &str) {
    let proposed = first(recommender, shop, &*built(recommender, shop), asked, 48);
    let ids: Vec<&str> = proposed
        .into_iter()
        .map(|product| shop.catalogue.id(product))
        .collect();
    assert_eq!(ids.join(" "), expect, "{recommender}");
}
