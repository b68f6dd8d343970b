//! Who is counted: robots by their habits, and deeds that are told twice.

use measure::traffic::{
    self, ACTS_PER_MINUTE, AWAKE_MS_MAX, CLICKS_AT_ONCE, DECISIONS_CLICKED, FAST_MINUTES, Habit, Marks,
    PAUSE_MS, REPEAT_MS, Row, duplicates, judge,
};
use proptest::prelude::*;
use shop::{EventKind, Timestamp, Traffic};

fn row(kind: EventKind, ms: i64, product: u64) -> Row {
    Row {
        at: Timestamp::from_unix_ms(1_800_000_000_000 + ms).expect("the moment is of our time"),
        kind,
        visitor: 1,
        product: Some(product),
        decision: None,
        order: None,
        traffic: Traffic::Customer,
    }
}

fn clicked(ms: i64, decision: u64, product: u64) -> Row {
    Row {
        decision: Some(decision),
        ..row(EventKind::Click, ms, product)
    }
}

fn bought(ms: i64, order: u64, product: Option<u64>) -> Row {
    Row {
        order: Some(order),
        product,
        ..row(EventKind::Purchase, ms, 0)
    }
}

/// So many views a minute, evenly, for so many minutes.
fn viewing(per_minute: i64, minutes: i64) -> Vec<Row> {
    let views = 0..per_minute * minutes;
    views
        .map(|n| row(EventKind::View, n * 60_000 / per_minute, n.unsigned_abs()))
        .collect()
}

#[track_caller]
fn check(rows: &[Row], habit: Option<Habit>) {
    let traffic = habit.map_or(Traffic::Customer, |_| Traffic::Bot);
    let marks = judge(rows);
    assert_eq!((marks.traffic, marks.habit), (traffic, habit));
}

#[test]
fn acting_faster_than_one_can_look_for_minutes_is_a_robots_habit() {
    let (fast, minutes) = (i64::from(ACTS_PER_MINUTE), i64::from(FAST_MINUTES));
    check(&viewing(fast, minutes), Some(Habit::TooFast));
    assert_eq!(Habit::TooFast.as_str(), "too_fast");
    check(&viewing(fast, minutes - 1), None);
    check(&viewing(fast - 1, 3 * minutes), None);
    // A list of five hundred that is put into the cart at once, twice a quarter of an hour apart.
    let list = |ms: i64| (0..500).map(move |n| row(EventKind::AddToCart, ms, n));
    check(&list(0).chain(list(900_000)).collect::<Vec<_>>(), None);
    // What a page says by itself is no act.
    let shown = viewing(fast * 10, minutes).into_iter().map(|row| Row {
        kind: EventKind::Impression,
        ..row
    });
    check(&shown.collect::<Vec<_>>(), None);
    // Fast minutes that are apart.
    let apart = viewing(fast, 1).into_iter();
    let apart = apart.flat_map(|row| {
        (0..9).map(move |n| Row {
            at: row.at.plus_ms(n * 120_000),
            ..row
        })
    });
    check(&apart.collect::<Vec<_>>(), None);
}

#[test]
fn clicking_the_offers_of_answer_after_answer_at_once_is_a_robots_habit() {
    let (offers, decisions) = (CLICKS_AT_ONCE as u64, DECISIONS_CLICKED as u64);
    let burst = |decision: u64, apart_ms: i64, offers: u64| {
        let at = i64::try_from(decision).unwrap() * 600_000;
        (0..offers).map(move |offer| clicked(at + i64::try_from(offer).unwrap() * apart_ms, decision, offer))
    };
    let day = |decisions: u64, apart_ms: i64, offers: u64| -> Vec<Row> {
        (0..decisions)
            .flat_map(|decision| burst(decision, apart_ms, offers))
            .collect()
    };
    check(&day(decisions, 300, offers), Some(Habit::ClicksEverything));
    check(&day(decisions - 1, 300, offers), None);
    check(&day(decisions, 300, offers - 1), None);
    check(&day(decisions, 2_500, offers), None);
    // Again and again on one offer is impatience.
    let impatient = |n: i64| clicked(n * 300, 1, 1);
    check(&(0..90).map(impatient).collect::<Vec<_>>(), None);
}

#[test]
fn going_on_without_a_pause_is_a_robots_habit() {
    let every = |pause_ms: i64, for_ms: i64| -> Vec<Row> {
        (0..=for_ms / pause_ms)
            .map(|n| row(EventKind::View, n * pause_ms, n.unsigned_abs()))
            .collect()
    };
    check(&every(PAUSE_MS, AWAKE_MS_MAX), Some(Habit::NeverRests));
    check(&every(PAUSE_MS + 1, AWAKE_MS_MAX + 3_600_000), None);
    check(&every(PAUSE_MS, AWAKE_MS_MAX - PAUSE_MS), None);
}

#[test]
fn what_was_said_of_a_visitor_once_holds_all_day_and_needs_no_habit() {
    let mut rows = viewing(90, 9);
    rows[3].traffic = Traffic::Staff;
    let marks = judge(&rows);
    assert_eq!((marks.traffic, marks.habit), (Traffic::Staff, None));
    assert!((0..rows.len()).all(|place| !marks.counts(place)));
    assert_eq!(judge(&[]), Marks::default());
}

#[test]
fn the_same_within_two_seconds_is_one_deed() {
    let click = |ms| row(EventKind::Click, ms, 1);
    assert_eq!(duplicates(&[click(0), click(REPEAT_MS)]), [1]);
    assert_eq!(duplicates(&[click(0), click(REPEAT_MS + 1)]), []);
    assert_eq!(
        duplicates(&[click(REPEAT_MS), click(0)]),
        [0],
        "the earlier one stays"
    );
    assert_eq!(
        duplicates(&[click(0), click(1_500), click(3_000)]),
        [1],
        "no chain"
    );
    let others = [
        click(0),
        Row {
            visitor: 2,
            ..click(0)
        },
        Row {
            kind: EventKind::View,
            ..click(0)
        },
        Row {
            product: Some(2),
            ..click(0)
        },
        Row {
            product: None,
            ..click(0)
        },
        Row {
            decision: Some(1),
            ..click(0)
        },
    ];
    assert_eq!(duplicates(&others), []);
    let marks = judge(&[click(0), click(5), click(9_000)]);
    assert_eq!([0, 1, 2].map(|place| marks.counts(place)), [true, false, true]);
}

#[test]
fn an_order_is_reported_once_whoever_reports_it_and_whenever() {
    let lines = [
        bought(0, 7, Some(1)),
        bought(0, 7, Some(2)),
        bought(60_000, 8, Some(1)),
    ];
    assert_eq!(duplicates(&lines), [], "each line of an order");
    let mut again = lines.to_vec();
    again.extend(lines.map(|row| Row {
        visitor: 9,
        at: row.at.plus_ms(5_000_000),
        ..row
    }));
    assert_eq!(duplicates(&again), [3, 4, 5]);
    assert_eq!(duplicates(&[bought(0, 7, None), bought(90_000, 7, None)]), [1]);
    assert_eq!(
        duplicates(&[bought(0, 7, Some(1)), bought(500, 8, Some(1))]),
        [],
        "two orders"
    );
    let view = |ms| Row {
        order: Some(7),
        ..row(EventKind::View, ms, 1)
    };
    assert_eq!(duplicates(&[view(0), view(9_000)]), [], "only a purchase buys");
}

#[test]
fn a_row_knows_of_an_event_what_matters() {
    let event = shop::Event {
        id: "e1".parse().unwrap(),
        kind: EventKind::Click,
        at: Timestamp::from_unix_ms(1_800_000_000_000).unwrap(),
        visitor_id: "v1".parse().unwrap(),
        customer_id: None,
        session_id: None,
        product_id: Some("tv".parse().unwrap()),
        quantity: 1,
        placement: None,
        decision_id: Some("d".into()),
        order_id: Some("o".parse().unwrap()),
        score: None,
        traffic: Traffic::Test,
    };
    let row = Row::of(&event);
    assert_eq!(
        (row.at, row.kind, row.traffic),
        (event.at, EventKind::Click, Traffic::Test)
    );
    assert!(row.product.is_some() && row.decision.is_some() && row.order.is_some());
    let other = Row::of(&shop::Event {
        visitor_id: "v2".parse().unwrap(),
        ..event
    });
    assert_eq!(
        Row {
            visitor: row.visitor,
            ..other
        },
        row
    );
    assert_ne!(other.visitor, row.visitor);
}

fn any_row() -> impl Strategy<Value = Row> {
    let kinds = prop::sample::select(EventKind::ALL.to_vec());
    let ids = (
        0_u64..3,
        prop::option::of(0_u64..3),
        prop::option::of(0_u64..2),
        prop::option::of(0_u64..2),
    );
    (kinds, 0_i64..20_000, ids).prop_map(|(kind, ms, (visitor, product, decision, order))| Row {
        visitor,
        product,
        decision,
        order,
        ..row(kind, ms, 0)
    })
}

fn without(rows: &[Row], places: &[usize]) -> Vec<Row> {
    let kept = (0..rows.len()).filter(|place| !places.contains(place));
    kept.map(|place| rows[place]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_left_has_no_repeats_and_every_repeat_has_what_it_repeats(
        rows in prop::collection::vec(any_row(), 0..60),
    ) {
        let repeats = duplicates(&rows);
        prop_assert!(repeats.is_sorted() && repeats.last().is_none_or(|last| *last < rows.len()));
        let left = without(&rows, &repeats);
        prop_assert_eq!(duplicates(&left), Vec::<usize>::new());
        for place in repeats {
            let again = rows[place];
            let alike = |kept: &Row| {
                let apart = again.at.unix_ms() - kept.at.unix_ms();
                let same = (kept.visitor, kept.decision) == (again.visitor, again.decision);
                let bought = again.kind == EventKind::Purchase && again.order.is_some();
                kept.kind == again.kind
                    && kept.product == again.product
                    && ((same && (0..=REPEAT_MS).contains(&apart))
                        || (bought && kept.order == again.order && apart >= 0))
            };
            prop_assert!(rows.iter().enumerate().any(|(other, row)| other != place && alike(row)));
        }
    }

    #[test]
    fn telling_everything_twice_changes_nothing(rows in prop::collection::vec(any_row(), 0..40)) {
        let mut left = without(&rows, &duplicates(&rows));
        let mut twice = rows.clone();
        twice.extend(&rows);
        let mut left_of_twice = without(&twice, &duplicates(&twice));
        let key = |row: &Row| (row.at, row.visitor, row.kind, row.product, row.decision, row.order);
        left.sort_by_key(key);
        left_of_twice.sort_by_key(key);
        prop_assert_eq!(left, left_of_twice);
    }

    #[test]
    fn the_order_in_which_events_came_in_does_not_matter(
        rows in prop::collection::vec(any_row(), 0..40),
        shift in 0_usize..40,
    ) {
        // At one moment the first to come stays; apart from that only time counts.
        let apart = |(n, row): (usize, &Row)| Row { at: row.at.plus_ms(n as i64 * 20_001), ..*row };
        let rows: Vec<Row> = rows.iter().enumerate().map(apart).collect();
        let mut turned = rows.clone();
        turned.rotate_left(if rows.is_empty() { 0 } else { shift % rows.len() });
        let mut left = without(&turned, &duplicates(&turned));
        left.sort_by_key(|row| row.at);
        prop_assert_eq!(left, without(&rows, &duplicates(&rows)));
        let (one, other) = (judge(&rows), judge(&turned));
        prop_assert_eq!((one.traffic, one.habit), (other.traffic, other.habit));
    }
}

#[test]
fn a_person_on_a_busy_day_is_a_person() {
    // Two hours of an evening: a page every eight seconds, on every tenth a click, on every hundredth a cart.
    let mut day = Vec::new();
    for n in 0..900_i64 {
        let (ms, product) = (n * 8_000, n.unsigned_abs());
        day.push(row(EventKind::View, ms, product));
        day.extend((0..6).map(|slot| row(EventKind::Impression, ms + 300, 10_000 + product * 6 + slot)));
        if n % 10 == 0 {
            day.push(clicked(ms + 4_000, product, product + 1));
        }
        if n % 100 == 0 {
            day.push(row(EventKind::AddToCart, ms + 6_000, product));
        }
    }
    let marks = traffic::judge(&day);
    assert_eq!(marks, Marks::default());
}
