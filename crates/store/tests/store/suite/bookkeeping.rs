//! Changes, settings, keys, tasks, answers, counts.

use shop::{Ban, Day, Placement};
use store::{
    Answer, DocumentKind, KeyRecord, Person, Reminder, Store, StoreError, TaskRecord, TaskState, Write,
};

use super::products::full_product;
use super::write;
use crate::fixtures::*;

pub fn changes(store: &dyn Store) {
    assert_eq!(store.changes_since(0).unwrap(), store::Changes::default());
    write(store, posted("o1 30 ann: a 1"));
    let first = store.changes_since(0).unwrap();
    let products = |seq: u64| store.products_changed_since(seq).unwrap();
    assert_eq!((first.order_days, first.products), (vec![Day(1)], true));
    assert_eq!(products(0), [product_id("a")]);
    assert!(first.customers && !first.events && !first.links_or_bans);
    write(store, Write::Events(vec![event("e1 1 view v")]));
    write(
        store,
        Write::Bans {
            add: vec![Ban::Product(product_id("a"))],
            remove: vec![],
        },
    );
    let second = store.changes_since(first.seq).unwrap();
    assert_eq!(second.event_days, [Day(0)]);
    assert!(second.events && second.links_or_bans && !second.customers);
    assert_eq!((second.order_days, second.products), (vec![], false));
    assert_eq!(products(first.seq), []);
    write(store, Write::DeleteProduct(product_id("a")));
    let third = store.changes_since(second.seq).unwrap();
    assert!(third.products);
    assert_eq!(products(second.seq), [product_id("a")]);
    // What is written again with the same content is no change.
    write(store, posted("o1 30 ann: a 1"));
    assert_eq!(
        store.changes_since(third.seq).unwrap(),
        store::Changes {
            seq: third.seq,
            ..Default::default()
        }
    );
    // What steers the shop is nothing to count again, but others must notice.
    let mut last = third.seq;
    let mut noticed = |what: &str| {
        let changes = store.changes_since(last).unwrap();
        assert!(changes.seq > last, "{what}");
        assert_eq!(
            changes,
            store::Changes {
                seq: changes.seq,
                ..Default::default()
            }
        );
        last = changes.seq;
    };
    store.meta_put("a", "1").unwrap();
    noticed("a setting");
    store.put_policy(Placement::Cart, "{}").unwrap();
    noticed("a policy");
    store.put_document(DocumentKind::Bundle, "a", "{}").unwrap();
    noticed("a document");
    store.delete_document(DocumentKind::Bundle, "a").unwrap();
    noticed("a document that is gone");
}

pub fn settings(store: &dyn Store) {
    assert_eq!(store.meta_get("theme").unwrap(), None);
    store.meta_put("theme", "{\"dark\":true}").unwrap();
    store.meta_put("theme", "{}").unwrap();
    assert_eq!(store.meta_get("theme").unwrap().as_deref(), Some("{}"));
    store.put_policy(Placement::Cart, "{\"slots\":3}").unwrap();
    store.put_policy(Placement::Home, "{}").unwrap();
    store.put_policy(Placement::Cart, "{\"slots\":4}").unwrap();
    let expect = [
        (Placement::Home, "{}".to_owned()),
        (Placement::Cart, "{\"slots\":4}".to_owned()),
    ];
    assert_eq!(store.policies().unwrap(), expect);
}

pub fn documents(store: &dyn Store) {
    for kind in DocumentKind::ALL {
        assert!(store.documents(kind).unwrap().is_empty());
        store.put_document(kind, "b", kind.as_str()).unwrap();
        store.put_document(kind, "a", "{}").unwrap();
        store.put_document(kind, "a", "{\"on\":true}").unwrap();
    }
    for kind in DocumentKind::ALL {
        let expect = [
            ("a".to_owned(), "{\"on\":true}".to_owned()),
            ("b".to_owned(), kind.as_str().to_owned()),
        ];
        assert_eq!(store.documents(kind).unwrap(), expect);
    }
    assert!(store.delete_document(DocumentKind::Rule, "a").unwrap());
    assert!(!store.delete_document(DocumentKind::Rule, "a").unwrap());
    assert_eq!(store.documents(DocumentKind::Rule).unwrap().len(), 1);
    assert_eq!(store.documents(DocumentKind::Text).unwrap().len(), 2);
}

pub fn reminders(store: &dyn Store) {
    let reminder = |person: &Person, class: &str, hour| Reminder {
        person: person.clone(),
        class: class.to_owned(),
        set_at: at_hour(1),
        due_at: at_hour(hour),
    };
    let ann = Person::Customer(shop::CustomerId::new("ann").unwrap());
    let visitor = Person::Visitor(shop::VisitorId::new("ann").unwrap());
    for kept in [
        reminder(&ann, "Sport > Tents", 9),
        reminder(&ann, "Home > Lamps", 3),
        reminder(&visitor, "Home > Lamps", 5),
        reminder(&ann, "Sport > Tents", 2),
    ] {
        store.put_reminder(&kept).unwrap();
    }
    let expect = [
        reminder(&ann, "Sport > Tents", 2),
        reminder(&ann, "Home > Lamps", 3),
        reminder(&visitor, "Home > Lamps", 5),
    ];
    assert_eq!(store.reminders().unwrap(), expect);
    assert_eq!(store.delete_reminders(&ann, Some("No > Such")).unwrap(), 0);
    assert_eq!(store.delete_reminders(&ann, Some("Home > Lamps")).unwrap(), 1);
    assert_eq!(store.delete_reminders(&ann, None).unwrap(), 1);
    assert_eq!(store.reminders().unwrap(), expect[2..]);
}

pub fn keys_tasks_answers(store: &dyn Store) {
    let key = KeyRecord {
        id: "k1".into(),
        kind: "public".into(),
        hash: vec![0, 255, 7],
        label: "web".into(),
        origins: vec!["https://shop.example".into()],
        created_at: at_hour(1),
        revoked_at: None,
    };
    store.put_key(&key).unwrap();
    assert!(matches!(store.put_key(&key), Err(StoreError::Conflict(_))));
    assert!(store.revoke_key("k1", at_hour(2)).unwrap());
    assert!(!store.revoke_key("k1", at_hour(3)).unwrap());
    assert_eq!(
        store.keys().unwrap(),
        [KeyRecord {
            revoked_at: Some(at_hour(2)),
            ..key
        }]
    );

    let task = |id: &str, state, hour| TaskRecord {
        id: id.into(),
        kind: "import".into(),
        state,
        created_at: at_hour(hour),
        finished_at: Some(at_hour(hour + 1)),
        progress: "{\"rows\":7}".into(),
        error: Some("no".into()),
    };
    store.put_task(&task("t1", TaskState::Queued, 1)).unwrap();
    store.put_task(&task("t2", TaskState::Done, 2)).unwrap();
    store.put_task(&task("t1", TaskState::Failed, 1)).unwrap();
    assert_eq!(store.task("t1").unwrap(), Some(task("t1", TaskState::Failed, 1)));
    assert_eq!(store.task("t9").unwrap(), None);
    assert_eq!(
        store.tasks(9).unwrap(),
        [task("t2", TaskState::Done, 2), task("t1", TaskState::Failed, 1)]
    );
    assert_eq!(store.tasks(1).unwrap().len(), 1);

    let answer = Answer {
        request_hash: vec![1],
        response: b"yes".to_vec(),
        expires_at: at_hour(5),
    };
    store.put_answer("i1", &answer, at_hour(1)).unwrap();
    assert_eq!(store.answer("i1", at_hour(4)).unwrap(), Some(answer.clone()));
    assert_eq!(store.answer("i1", at_hour(5)).unwrap(), None);
    let other = Answer {
        request_hash: vec![2],
        ..answer
    };
    assert!(matches!(
        store.put_answer("i1", &other, at_hour(4)),
        Err(StoreError::Conflict(_))
    ));
    store.put_answer("i1", &other, at_hour(5)).unwrap();
}

pub fn counts(store: &dyn Store) {
    assert_eq!(store.counts().unwrap().orders_between, None);
    write(store, posted("o1 1 ann: a 1, b 1\no2 7 -: a 1"));
    write(store, catalogue(vec![full_product("c")]));
    write(store, Write::Refunds(vec![refund("r1 2 ann: a 1")]));
    write(store, Write::Events(vec![event("e1 1 view v")]));
    let counts = store.counts().unwrap();
    assert_eq!(
        (
            counts.products,
            counts.catalogue_products,
            counts.orders,
            counts.order_lines
        ),
        (3, 1, 2, 3)
    );
    assert_eq!(
        (
            counts.refunds,
            counts.customers,
            counts.events,
            counts.links,
            counts.bans
        ),
        (1, 1, 1, 0, 0)
    );
    assert_eq!(counts.orders_between, Some((at_hour(1), at_hour(7))));
    assert!(counts.bytes > 0);
    store.integrity_check().unwrap();
}

pub fn closed_store_refuses(store: &dyn Store) {
    write(store, posted("o1 1 ann: a 1"));
    store.close().unwrap();
    store.close().unwrap();
    assert_eq!(store.write(vec![posted("o2 1 -: a 1")]), Err(StoreError::Closed));
    assert_eq!(store.meta_put("a", "b"), Err(StoreError::Closed));
}
