//! What `session_knn` finds of planted ways through a shop.

use recommend::{AnyModel, Candidates, CatalogueSource, Evidence, ProductIndex, Sections, Step, StepKind};
use shop::{Day, Product, ProductId};

use crate::shop::{Asked, PastSession, Shop, beside, built, first};

const ID: &str = "session_knn";

fn view(product: ProductIndex) -> Step {
    Step {
        product,
        kind: StepKind::View,
    }
}

/// A shop without orders in which these visits were made, one an hour.
fn visited(products: u32, visits: Vec<Vec<Step>>) -> Shop {
    let mut source = CatalogueSource::default();
    for number in 0..products {
        source.push(
            &Product::unknown(ProductId::new(&format!("p{number:04}")).unwrap()),
            false,
        );
    }
    let mut shop = Shop::without_history(source.finish(), Day(20_000));
    let session = |(number, steps): (u32, Vec<Step>)| PastSession {
        ended_s: 1_700_000_000 + number * 3_600,
        customer: None,
        steps,
    };
    shop.sessions = (0..).zip(visits).map(session).collect();
    shop
}

fn proposals(shop: &Shop, model: &dyn AnyModel, asked: &Asked) -> Vec<(ProductIndex, Evidence)> {
    let mut candidates = Candidates::default();
    model.propose(&asked.query(shop), &mut candidates);
    let all = candidates.proposals();
    all.map(|(product, _, evidence)| (product, evidence)).collect()
}

#[test]
fn the_planted_next_product_comes_early() {
    const PRODUCTS: u32 = 60;
    let planted = |product: u32| (product + 7) % PRODUCTS;
    let mut state = 1_u32;
    let mut random = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % below
    };
    let visits = (0..600).map(|_| {
        let mut product = random(PRODUCTS);
        let steps = (0..6).map(|_| {
            let looked_at = view(product);
            product = if random(4) < 3 {
                planted(product)
            } else {
                random(PRODUCTS)
            };
            looked_at
        });
        steps.collect()
    });
    let shop = visited(PRODUCTS, visits.collect());
    let model = built(ID, &shop);
    let next = |product, limit| beside(ID, &shop, &*model, product, limit);
    let holds = |limit, wanted: &dyn Fn(u32) -> u32| {
        let products = 0..PRODUCTS;
        products
            .filter(|&product| next(product, limit).contains(&wanted(product)))
            .count()
    };
    // What came before is close, too, but is looked at next only by chance.
    let before = |product: u32| (product + PRODUCTS - 7) % PRODUCTS;
    let (first, within_three, before_first) = (holds(1, &planted), holds(3, &planted), holds(1, &before));
    assert!(within_three >= 57, "{within_three} of {PRODUCTS}");
    assert!(first >= 2 * before_first, "{first} next, {before_first} before");
}

#[test]
fn a_walk_reaches_what_no_visit_joins_and_says_over_what() {
    let ways = [[0, 1], [1, 2], [4, 5]].map(|way| way.map(view).to_vec());
    let shop = visited(6, ways.iter().cycle().take(9).cloned().collect());
    let asked = Asked {
        product: Some(0),
        ..Asked::default()
    };
    let proposals = proposals(&shop, &*built(ID, &shop), &asked);
    let after = |after| Evidence::ViewedNext { after };
    assert_eq!(proposals, [(1, after(0)), (2, after(1))]);
}

#[test]
fn who_often_goes_back_is_offered_the_way_back() {
    let there_and_back = |from: u32| [from, from + 1, from].map(view).to_vec();
    let shop = visited(40, (0..200).map(|number| there_and_back(number % 38)).collect());
    let model = built(ID, &shop);
    let asked = Asked {
        product: Some(11),
        recently_viewed: vec![10, 30],
        ..Asked::default()
    };
    let all = proposals(&shop, &*model, &asked);
    assert_eq!(all[0], (10, Evidence::RecentlyViewed { views_ago: 1 }));
    assert!(all.contains(&(30, Evidence::RecentlyViewed { views_ago: 2 })));
    // Told that the page was viewed, the same visit gets the same answer, with each view one further back.
    let told = Asked {
        recently_viewed: vec![11, 10, 30],
        ..asked.clone()
    };
    assert_eq!(
        first(ID, &shop, &*model, &told, 48),
        first(ID, &shop, &*model, &asked, 48)
    );
    let back = proposals(&shop, &*model, &told)[0];
    assert_eq!(back, (10, Evidence::RecentlyViewed { views_ago: 2 }));
}

#[test]
fn single_looks_and_buying_what_is_on_screen_teach_nothing() {
    let bytes = |visits| {
        let shop = visited(9, visits);
        let mut sections = Sections::default();
        built(ID, &shop).write(&mut sections);
        let sections = sections.iter();
        sections
            .map(|(name, _, bytes)| (name.to_owned(), bytes.clone()))
            .collect::<Vec<_>>()
    };
    let bought = |product, kind| Step { product, kind };
    let plain = bytes(vec![vec![view(1), view(2), view(3)], vec![view(2), view(1)]]);
    let noisy = bytes(vec![
        vec![
            view(1),
            bought(1, StepKind::AddToCart),
            view(2),
            bought(3, StepKind::AddToCart),
            bought(3, StepKind::Purchase),
        ],
        vec![view(2), view(1)],
        vec![view(7)],
    ]);
    assert_eq!(plain, noisy);
    let returned = bytes(vec![
        vec![view(1), view(1), view(2), view(3)],
        vec![view(2), view(1)],
    ]);
    assert_ne!(plain, returned);
}
