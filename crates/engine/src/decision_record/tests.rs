//! Records as they are written and read, those of earlier formats too.

use recommend::CartLine;
use shop::{LinkKind, Placement, Timestamp, Traffic};

use super::*;

fn sample() -> Decision {
    let together = Evidence::BoughtTogether {
        with: 300,
        orders_together: 37,
        orders_with: 120,
        proven: true,
        above_chance: true,
    };
    let source = |recommender, evidence| Source {
        recommender,
        score: 0.5,
        evidence,
    };
    let traced = |product, outcome, sources: Vec<Source>| Traced {
        product,
        score: 0.25,
        worth: 0.5,
        unit: 1,
        intent: Intent::Upsell,
        sources: sources.into(),
        outcome,
    };
    Decision {
        placement: Placement::Cart,
        policy_version: 7,
        offers: Vec::new(),
        reserve: Vec::new(),
        notes: Vec::new(),
        explored: Some(Explored {
            slot: 3,
            drawn: 1,
            candidates: [(2, 0.7), (70_000, 0.3)]
                .map(|(product, chance)| Chance { product, chance })
                .into_iter()
                .collect(),
        }),
        candidates: vec![
            traced(70_000, Outcome::Offered(0), vec![source(0, together)]),
            traced(
                2,
                Outcome::Dropped(4),
                vec![
                    source(
                        1,
                        Evidence::Popular {
                            orders: 9,
                            window_days: 28,
                        },
                    ),
                    source(
                        2,
                        Evidence::Trending {
                            orders: 9,
                            orders_expected: 1,
                            window_days: 14,
                        },
                    ),
                    source(3, Evidence::RecentlyViewed { views_ago: 1 }),
                    source(
                        4,
                        Evidence::MerchantLink {
                            with: 1,
                            kind: LinkKind::CrossSell,
                        },
                    ),
                ],
            ),
        ],
    }
}

fn header(at: Timestamp) -> Header {
    Header {
        at,
        unit: 77,
        placement: Placement::Cart,
        held_out: true,
        asked: false,
        traffic: Traffic::Staff,
        explored: true,
        quiet: true,
        offers: 1,
        arms: [InArm {
            experiment: 9,
            arm: 1,
        }]
        .into_iter()
        .collect(),
        locale: "ro".to_owned(),
        took_us: 300,
        variant: "مشتریان خوب".to_owned(),
    }
}

#[test]
fn records_round_trip_and_cut_ones_are_refused_or_shorter() {
    let decision = sample();
    let at = Timestamp::from_unix_ms(1_700_000_000_000).unwrap();
    let mut others = Others::default();
    (others[0], others[12]) = (3.7, -1.0);
    let query = Query {
        product: Some(0),
        cart: &[CartLine {
            product: 5,
            quantity: 2,
            unit_price_minor: None,
        }],
        leaf: Some(3),
        leaves: &[4, 300],
        recently_viewed: &[9, 8, 7, 6, 5, 4],
        ..Query::default()
    };
    let header = header(at);
    let bytes = DecisionRecord::encode(&header, &decision, Intent::Complement, &[others], 12, &query);
    let record = DecisionRecord::decode(&bytes).unwrap();
    assert_eq!(
        (&record.header, Header::of(&bytes).as_ref()),
        (&header, Some(&header))
    );
    let later = at.plus_ms(5);
    let again = Header::of(&DecisionRecord::again(&bytes, later, 78)).unwrap();
    assert_eq!((again.at, again.unit, again.arms), (later, 78, header.arms));
    assert_eq!(record.intent, Some(Intent::Complement));
    let offers: Vec<_> = record.offers().collect();
    assert_eq!((offers.len(), offers[0].1, offers[0].2), (1, 0, 70_000));
    assert_eq!((offers[0].0, record.leaf), (Intent::Upsell, Some(3)));
    assert_eq!(record.leaves, [4, 300]);
    assert_eq!(record.recently_viewed, [9, 8, 7, 6, 5]);
    let expected = features::assembled(&decision.candidates[0].sources, &others);
    for (known, expected) in offers[0].3.iter().zip(&expected) {
        assert_eq!(known.0, expected.0);
        assert!(
            (known.1 / expected.1 - 1.0).abs() < 0.005,
            "{known:?}, not {expected:?}"
        );
    }
    assert_eq!(offers[0].3.len(), expected.len());
    assert_eq!(
        (record.header.at, record.model_version, record.policy_version),
        (at, 12, 7)
    );
    assert_eq!(
        (record.product, record.cart.as_slice()),
        (Some(0), [(5, 2)].as_slice())
    );
    assert!(record.candidates == decision.candidates && record.explored == decision.explored);
    for product in [0, 5, 70_000, 2] {
        assert!(DecisionRecord::may_name(&bytes, product), "{product}");
    }
    assert!(!DecisionRecord::may_name(&bytes, 71_234));
    for length in 0..bytes.len() {
        let cut = DecisionRecord::decode(&bytes[..length]);
        assert!(cut.is_none_or(|cut| cut.candidates.len() < 2), "{length}");
    }
}

#[test]
fn records_of_the_format_before_are_read() {
    let at = Timestamp::from_unix_ms(1_700_000_000_000).unwrap();
    let mut bytes = vec![2];
    bytes.extend_from_slice(&at.unix_ms().to_le_bytes());
    // Placement, snapshot 12, policy 7, no product, a cart line, a candidate in slot 1 without sources.
    bytes.extend_from_slice(&[3, 12, 7, 0, 1, 5, 2, 9, 0, 32, 0, 1, 0]);
    let record = DecisionRecord::decode(&bytes).unwrap();
    assert_eq!(
        (record.intent, record.cart.as_slice()),
        (None, [(5, 2)].as_slice())
    );
    assert_eq!((record.model_version, record.policy_version), (12, 7));
    assert_eq!(record.candidates[0].outcome, Outcome::Offered(1));
    assert_eq!(record.offers().count(), 0);
    bytes[0] = FORMAT + 1;
    assert_eq!(DecisionRecord::decode(&bytes), None);
}
