//! What visitors and customers did, and that it can be erased.

use shop::{Customer, CustomerId, Day, EventKind, Locale, OrderId, Placement, Timestamp, Traffic, VisitorId};
use store::{Person, Store, Write};

use super::merchant::reviews_of;
use super::write;
use crate::fixtures::*;

pub fn events_count_once(store: &dyn Store) {
    let mut full = event("e3 3 click vis1 cup");
    full.customer_id = Some(CustomerId::new("ann").unwrap());
    full.placement = Some(Placement::Cart);
    full.decision_id = Some("d_1".into());
    full.order_id = Some(OrderId::new("o1").unwrap());
    full.score = Some(10);
    full.traffic = Traffic::Staff;
    let events = vec![
        event("e1 2 view vis1 cup"),
        event("e2 1 checkout vis2"),
        full.clone(),
    ];
    assert_eq!(write(store, Write::Events(events.clone())), "+3 ~0 =0 ?0");
    let mut again = events.clone();
    again[0].quantity = 9;
    assert_eq!(write(store, Write::Events(again)), "+0 ~0 =3 ?0");
    let between = |from, to| {
        let mut scanned = Vec::new();
        store
            .scan_events(at_hour(from), at_hour(to), &mut |event| scanned.push(event))
            .unwrap();
        scanned
    };
    assert_eq!(
        between(1, 9),
        [events[1].clone(), events[0].clone(), full.clone()]
    );
    assert_eq!(between(2, 3), [events[0].clone()], "the end is left out");
    assert_eq!(between(3, 2), []);
    assert_eq!(
        store
            .events_of_customer(&CustomerId::new("ann").unwrap())
            .unwrap(),
        [full]
    );
}

pub fn what_lasts_is_read_without_the_rest(store: &dyn Store) {
    let lines = [
        "e1 1 dismiss vis1 cup",
        "e2 2 view vis1 cup",
        "e3 3 purchase vis2 cup",
        "e4 4 dismiss vis1 tea",
    ];
    let events = lines.map(event);
    assert_eq!(store.time_of_event(0).unwrap(), None);
    write(store, Write::Events(events.to_vec()));
    let mut lasting = Vec::new();
    store
        .scan_lasting_events(at_hour(1), at_hour(4), &mut |event| lasting.push(event))
        .unwrap();
    assert_eq!(lasting, [events[0].clone(), events[2].clone()]);
    assert_eq!(store.time_of_event(0).unwrap(), Some(at_hour(4)));
    assert_eq!(store.time_of_event(3).unwrap(), Some(at_hour(1)));
    assert_eq!(store.time_of_event(4).unwrap(), None);
    let latest = |count: usize| -> Vec<(EventKind, u64, Timestamp)> {
        let arrivals = store.latest_events(count).unwrap();
        arrivals
            .iter()
            .map(|arrival| (arrival.kind, arrival.count, arrival.last))
            .collect()
    };
    let (dismiss, purchase, view) = (EventKind::Dismiss, EventKind::Purchase, EventKind::View);
    assert_eq!(latest(2), [(dismiss, 1, at_hour(4)), (purchase, 1, at_hour(3))]);
    assert_eq!(
        latest(9),
        [
            (dismiss, 2, at_hour(4)),
            (purchase, 1, at_hour(3)),
            (view, 1, at_hour(2))
        ]
    );
}

fn visitor(id: &str) -> Person {
    Person::Visitor(VisitorId::new(id).unwrap())
}

pub fn nobody_is_asked_often_by_any_name(store: &dyn Store) {
    let ann = Person::Customer(CustomerId::new("ann").unwrap());
    let ask =
        |people: &[Person], since: i64, now: i64| store.ask(people, at_hour(since), at_hour(now)).unwrap();
    assert!(!ask(&[], 0, 1), "nobody");
    assert!(ask(&[visitor("phone"), ann.clone()], 0, 10));
    assert!(!ask(&[visitor("phone")], 0, 11));
    assert!(!ask(&[visitor("laptop"), ann.clone()], 10, 20));
    assert_eq!(
        store.asked().unwrap(),
        [(ann.clone(), at_hour(10)), (visitor("phone"), at_hour(10))]
    );
    assert!(ask(&[visitor("laptop"), ann.clone()], 11, 21), "long enough ago");
    assert_eq!(
        store.asked().unwrap(),
        [(ann, at_hour(21)), (visitor("laptop"), at_hour(21))]
    );
}

pub fn that_somebody_was_asked_is_erased_with_them(store: &dyn Store) {
    let ann = CustomerId::new("ann").unwrap();
    let mut signed_in = event("e1 1 view phone");
    signed_in.customer_id = Some(ann.clone());
    write(store, Write::Events(vec![signed_in, event("e2 2 view till")]));
    let asked = [visitor("phone"), Person::Customer(ann.clone())];
    assert!(store.ask(&asked, at_hour(0), at_hour(1)).unwrap());
    assert!(store.ask(&[visitor("till")], at_hour(0), at_hour(1)).unwrap());
    write(store, Write::EraseCustomer(ann));
    assert_eq!(store.asked().unwrap(), [(visitor("till"), at_hour(1))]);
}

pub fn customers_are_erased(store: &dyn Store) {
    let reminder = store::Reminder {
        person: store::Person::Customer(shop::CustomerId::new("ann").unwrap()),
        class: "Sport > Tents".into(),
        set_at: at_hour(1),
        due_at: at_hour(2),
    };
    store.put_reminder(&reminder).unwrap();
    let (ann, bob) = (CustomerId::new("ann").unwrap(), CustomerId::new("bob").unwrap());
    let known = Customer {
        locale: Some(Locale::new("ar").unwrap()),
        region: Some("AE".into()),
        since: Some(at_hour(-1)),
        tags: ["b2b".to_owned()].into(),
        consent: Some(false),
        ..Customer::unknown(ann.clone())
    };
    assert_eq!(write(store, Write::Customers(vec![known.clone()])), "+1 ~0 =0 ?0");
    assert_eq!(write(store, Write::Customers(vec![known.clone()])), "+0 ~0 =1 ?0");
    assert_eq!(store.customer(&ann).unwrap(), Some(known));
    let mut placed = orders("o1 1 ann: a 1\no2 2 bob: a 1\no3 3 -: a 1");
    let visitors = [Some("phone"), Some("till"), Some("phone")];
    for (order, visitor) in placed.iter_mut().zip(visitors) {
        order.visitor_id = visitor.map(|id| VisitorId::new(id).unwrap());
    }
    write(
        store,
        Write::Orders {
            orders: placed,
            import: None,
        },
    );
    let mut events = [
        "e1 1 view phone",
        "e2 2 view till",
        "e3 3 view till",
        "e4 4 view till",
    ]
    .map(event);
    (events[1].customer_id, events[2].customer_id) = (Some(ann.clone()), Some(bob.clone()));
    write(store, Write::Events(events.to_vec()));
    assert_eq!(write(store, Write::EraseCustomer(ann.clone())), "+0 ~1 =0 ?0");
    assert_eq!(write(store, Write::EraseCustomer(ann.clone())), "+0 ~0 =0 ?1");
    assert_eq!(store.customer(&ann).unwrap(), None);
    assert_eq!(dump_orders(store), "1 - -: a 1\n2 c2 -: a 1\n3 - -: a 1\n");
    for (id, visitor) in [("o1", None), ("o2", Some("till")), ("o3", None)] {
        let order = store.order(&OrderId::new(id).unwrap()).unwrap().unwrap();
        assert_eq!(
            order.visitor_id,
            visitor.map(|id| VisitorId::new(id).unwrap()),
            "{id}"
        );
    }
    let mut left = Vec::new();
    store
        .scan_events(at_hour(0), at_hour(99), &mut |event| {
            left.push(event.id.to_string())
        })
        .unwrap();
    assert_eq!(left, ["e3", "e4"]);
    // The number is not given to anybody else.
    write(store, posted("o9 9 cleo: a 1"));
    assert!(dump_orders(store).ends_with("9 c3 -: a 1\n"));
    let mut customers = Vec::new();
    store
        .scan_customers(&mut |key, customer| customers.push((key, customer.id.to_string())))
        .unwrap();
    assert_eq!(customers, [(2, "bob".to_owned()), (3, "cleo".to_owned())]);
}

pub fn customers_come_in_pages(store: &dyn Store) {
    write(store, posted("o1 1 ann: a 1\no2 2 bob: a 1\no3 3 cleo: a 1"));
    write(store, Write::EraseCustomer(CustomerId::new("ann").unwrap()));
    let page = |after, limit| {
        let page = store.customers_page(after, limit).unwrap();
        page.into_iter().map(|(key, _)| key).collect::<Vec<_>>()
    };
    assert_eq!(
        (page(None, 1), page(Some(2), 5), page(Some(3), 5)),
        (vec![2], vec![3], vec![])
    );
}

pub fn what_was_counted_of_the_erased_is_counted_again(store: &dyn Store) {
    let ann = CustomerId::new("ann").unwrap();
    write(store, posted("o1 30 ann: a 1\no2 60 bob: a 1"));
    let mut viewed = event("e1 80 view vis1 a");
    viewed.customer_id = Some(ann.clone());
    write(store, Write::Events(vec![viewed, event("e2 100 view vis2 a")]));
    let mut of_ann = review("r1 a 5 fine");
    of_ann.customer_id = Some(ann.clone());
    write(store, Write::Reviews(vec![of_ann, review("r2 a 4 good")]));
    assert_eq!(store.reviews_of_customer(&ann).unwrap().len(), 1);
    let before = store.changes_since(0).unwrap().seq;
    assert_eq!(write(store, Write::EraseCustomer(ann)), "+0 ~1 =0 ?0");
    let erased = store.changes_since(before).unwrap();
    assert_eq!(
        (erased.order_days, erased.event_days),
        (vec![Day(1)], vec![Day(3)])
    );
    assert!(erased.customers && erased.events && erased.reviews);
    assert_eq!(reviews_of(store), ["r2"]);
}
