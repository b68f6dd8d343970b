//! What only a file can get wrong: another program's file, a newer one, a full disk, two processes, backup and restore.

use std::{fs, path::Path};

use rusqlite::Connection;
use store::{SqliteOptions, SqliteStore, Store, StoreError, Write};

use crate::fixtures::*;

fn open(path: &Path) -> SqliteStore {
    SqliteStore::open(path, &SqliteOptions::default()).unwrap()
}

fn refusal(path: &Path, options: &SqliteOptions) -> StoreError {
    SqliteStore::open(path, options)
        .err()
        .expect("the file should have been refused")
}

#[test]
fn every_released_schema_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let releases = [("version_1.sql", include_str!("../released/version_1.sql"))];
    for (name, sql) in releases {
        let path = folder.path().join(name);
        Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        let store = open(&path);
        store.integrity_check().unwrap();
        assert_eq!(
            dump_orders(&store),
            "24 c1 EUR: kettle 2-1 1990, *cup 1 400\n",
            "{name}"
        );
        let kettle = store.product(&product_id("kettle")).unwrap().unwrap();
        assert_eq!(
            (kettle.price, kettle.category.leaf()),
            (Some(money("19.90")), Some("Kettles")),
            "{name}"
        );
        assert_eq!(
            store.changes_since(0).unwrap().event_days,
            [-1, 1].map(shop::Day),
            "{name}"
        );
        let mut customers = Vec::new();
        store
            .scan_customers(&mut |key, customer| customers.push((key, customer.id.to_string())))
            .unwrap();
        assert_eq!(
            customers,
            [(1, "ann".to_owned()), (2, "bob".to_owned())],
            "{name}"
        );
        let mut rating = event("e3 30 rating vis1");
        (rating.score, rating.traffic) = (Some(9), shop::Traffic::Test);
        store.write(vec![Write::Events(vec![rating.clone()])]).unwrap();
        let mut kept = Vec::new();
        let all = (at_hour(-99), at_hour(99));
        store
            .scan_events(all.0, all.1, &mut |event| kept.push(event))
            .unwrap();
        let marks: Vec<_> = kept
            .iter()
            .map(|event| (event.score, event.traffic.counts()))
            .collect();
        assert_eq!(marks, [(None, true), (None, true), (Some(9), false)], "{name}");
        assert_eq!(kept[2], rating, "{name}");
        store.write(vec![posted("o2 25 ann: kettle 1, jug 1")]).unwrap();
        assert_eq!(
            store.product_keys().unwrap(),
            ["kettle", "cup", "jug"].map(product_id),
            "{name}"
        );
        assert_eq!(
            store.changes_since(1).unwrap().order_days,
            [shop::Day(1)],
            "{name}"
        );
    }
}

#[test]
fn foreign_and_newer_files_are_refused_unharmed() {
    let folder = tempfile::tempdir().unwrap();
    let options = SqliteOptions::default();
    let text = folder.path().join("notes.txt");
    fs::write(&text, "x".repeat(5_000)).unwrap();
    assert_eq!(refusal(&text, &options), StoreError::NotAStore(text.clone()));
    assert_eq!(fs::read_to_string(&text).unwrap().len(), 5_000);

    let foreign = folder.path().join("foreign.db");
    Connection::open(&foreign)
        .unwrap()
        .execute_batch("CREATE TABLE theirs (a)")
        .unwrap();
    let before = fs::read(&foreign).unwrap();
    assert_eq!(
        refusal(&foreign, &options),
        StoreError::NotAStore(foreign.clone())
    );
    assert_eq!(fs::read(&foreign).unwrap(), before);

    let newer = folder.path().join("newer.db");
    drop(open(&newer));
    Connection::open(&newer)
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let error = refusal(&newer, &options);
    assert!(
        matches!(error, StoreError::NewerSchema { found: 99, .. }),
        "{error}"
    );

    let missing = folder.path().join("missing.db");
    let must_exist = SqliteOptions {
        create: false,
        ..options.clone()
    };
    assert_eq!(
        refusal(&missing, &must_exist),
        StoreError::Missing(missing.clone())
    );
    assert!(!missing.exists());
    let below_a_file = text.join("shop.db");
    assert!(matches!(refusal(&below_a_file, &options), StoreError::Io { path, .. } if path == below_a_file));
}

#[test]
fn a_damaged_file_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    open(&path).write(vec![posted("o1 1 ann: a 1")]).unwrap();
    let mut connection = Connection::open(&path).unwrap();
    let change = connection.transaction().unwrap();
    change.execute("UPDATE orders SET lines = X'FFFF'", []).unwrap();
    change.commit().unwrap();
    let store = open(&path);
    let error = store
        .scan_orders(shop::Day(0), shop::Day(9), &mut |_| {})
        .unwrap_err();
    assert!(matches!(error, StoreError::Corrupt(_)), "{error}");
}

#[test]
fn a_full_disk_refuses_and_keeps_what_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let options = SqliteOptions {
        file_bytes_max: Some(1 << 20),
        ..Default::default()
    };
    let path = folder.path().join("shop.db");
    let store = SqliteStore::open(&path, &options).unwrap();
    let batch = |number: i64| {
        let lines: Vec<String> = (0..200).map(|line| format!("p{number}x{line} 1 1.00")).collect();
        vec![posted(&format!(
            "o{number} {number} c{number}: {}",
            lines.join(", ")
        ))]
    };
    let refused =
        (0..10_000).find_map(|number| store.write(batch(number)).err().map(|error| (number, error)));
    let (acknowledged, error) = refused.expect("a file of a megabyte should have become full");
    assert_eq!(error, StoreError::DiskFull);
    assert!(acknowledged > 5);
    let check = |store: &SqliteStore| {
        store.integrity_check().unwrap();
        let counts = store.counts().unwrap();
        assert_eq!(
            (counts.orders, counts.order_lines),
            (acknowledged as u64, acknowledged as u64 * 200)
        );
        assert_eq!(store.product_keys().unwrap().len(), acknowledged as usize * 200);
    };
    check(&store);
    drop(store);
    // Once there is room again, everything goes on as if nothing had happened.
    let store = open(&path);
    check(&store);
    store.write(batch(acknowledged)).unwrap();
    assert_eq!(store.counts().unwrap().orders, acknowledged as u64 + 1);
}

#[test]
fn a_refused_batch_does_not_harm_those_that_share_its_commit() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("shop.db"));
    let (good, bad) = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|thread| {
                let store = &store;
                scope.spawn(move || {
                    let write = |number: i64| {
                        let second = if number % 3 == 0 { "USD" } else { "EUR" };
                        let order = format!(
                            "o{thread}x{number} {number} -: p{thread}x{number} 1 1.00, q 1 1.00 {second}"
                        );
                        store.write(vec![posted(&order)])
                    };
                    (0..60).map(write).partition::<Vec<_>, _>(Result::is_ok)
                })
            })
            .collect();
        let results = threads.into_iter().map(|thread| thread.join().unwrap());
        results.fold((0, 0), |(good, bad), (ok, refused)| {
            (good + ok.len(), bad + refused.len())
        })
    });
    assert_eq!((good, bad), (8 * 40, 8 * 20));
    assert_eq!(store.counts().unwrap().orders, 8 * 40);
    // Keys stayed dense although every third batch gave some back.
    assert_eq!(store.product_keys().unwrap().len(), 8 * 40 + 1);
    store.integrity_check().unwrap();
}

#[test]
fn two_processes_share_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    let stores = [open(&path), open(&path)];
    std::thread::scope(|scope| {
        for (index, store) in stores.iter().enumerate() {
            scope.spawn(move || {
                for number in 0..50 {
                    let own = format!(
                        "o{index}x{number} {number} c{}: p{} 1, own{index}x{number} 1",
                        number % 7,
                        number % 11
                    );
                    store.write(vec![posted(&own)]).unwrap();
                }
            });
        }
    });
    assert_eq!(dump_orders(&stores[0]), dump_orders(&stores[1]));
    assert_eq!(stores[0].counts().unwrap().orders, 100);
    assert_eq!(stores[0].counts().unwrap().customers, 7);
    assert_eq!(stores[1].product_keys().unwrap().len(), 11 + 100);
    stores[0].integrity_check().unwrap();
}

#[test]
fn a_backup_can_be_taken_while_others_write() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("shop.db"));
    store.write(vec![posted("o 1 -: a 1")]).unwrap();
    let copies: Vec<_> = (0..3)
        .map(|number| folder.path().join(format!("copy{number}.db")))
        .collect();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for number in 0..100 {
                store
                    .write(vec![posted(&format!("o{number} {number} -: a 1, b{number} 1"))])
                    .unwrap();
            }
        });
        for copy in &copies {
            store.backup_to(copy).unwrap();
        }
    });
    let mut sizes = Vec::new();
    for copy in &copies {
        assert!(matches!(store.backup_to(copy), Err(StoreError::Conflict(_))));
        let copy = open(copy);
        copy.integrity_check().unwrap();
        sizes.push(copy.counts().unwrap().orders);
        let all = dump_orders(&store);
        assert!(dump_orders(&copy).lines().all(|order| all.contains(order)));
    }
    assert!(sizes.is_sorted() && sizes[0] >= 1, "{sizes:?}");
}

#[test]
fn a_restore_is_seen_by_everyone_who_has_the_store_open() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    let (one, other) = (open(&path), open(&path));
    one.write(vec![posted("o1 1 ann: a 1, b 1")]).unwrap();
    let copy = folder.path().join("copy.db");
    one.backup_to(&copy).unwrap();
    other.write(vec![posted("o2 50 bob: c 1, d 1")]).unwrap();
    one.write(vec![posted("o3 60 cleo: e 1, d 1")]).unwrap();
    let before = other.changes_since(0).unwrap();
    one.restore_from(&copy).unwrap();

    for store in [&one, &other] {
        assert_eq!(dump_orders(store), "1 c1 -: a 1, b 1\n");
        store.integrity_check().unwrap();
    }
    // Whoever counted before must count again, the day that is empty now included.
    let after = other.changes_since(before.seq).unwrap();
    assert_eq!(after.order_days, [shop::Day(0), shop::Day(2)]);
    assert!(after.products);
    let products = other.products_changed_since(before.seq).unwrap();
    assert_eq!(products, ["a", "b"].map(product_id));
    assert!(after.events && after.links_or_bans && after.customers);
    // Neither of them remembers keys of the content that is gone.
    other.write(vec![posted("o4 2 dan: z 1, a 1")]).unwrap();
    one.write(vec![posted("o5 3 eve: y 1, z 1")]).unwrap();
    assert_eq!(
        dump_orders(&one),
        "1 c1 -: a 1, b 1\n2 c2 -: z 1, a 1\n3 c3 -: y 1, z 1\n"
    );
    assert_eq!(one.product_keys().unwrap(), ["a", "b", "z", "y"].map(product_id));
}

#[test]
fn a_bad_backup_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("shop.db"));
    store.write(vec![posted("o1 1 ann: a 1")]).unwrap();
    let file = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        path
    };
    let good = folder.path().join("good.db");
    store.backup_to(&good).unwrap();
    let bytes = fs::read(&good).unwrap();
    let newer = folder.path().join("newer.db");
    fs::copy(&good, &newer).unwrap();
    Connection::open(&newer)
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let mut damaged = bytes.clone();
    damaged[8_192..bytes.len() / 2].fill(0xAB);
    let bad = [
        file(
            "text",
            b"not a database at all, but long enough to be looked at in earnest",
        ),
        file("empty", b""),
        file("cut", &bytes[..bytes.len() / 2]),
        file("damaged", &damaged),
        newer,
        folder.path().join("missing"),
    ];
    for path in bad {
        let error = store.restore_from(&path).expect_err(&path.display().to_string());
        println!("{}: {error}", path.display());
        assert!(!matches!(error, StoreError::Fault(_)), "{error}");
        assert_eq!(dump_orders(&store), "1 c1 -: a 1\n");
        store.write(vec![posted("o1 1 ann: a 1")]).unwrap();
    }
    let left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert!(
        !left
            .iter()
            .any(|name| name.to_string_lossy().contains("restoring")),
        "{left:?}"
    );
}

#[test]
fn dropping_the_store_finishes_what_is_queued() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    let store = open(&path);
    std::thread::scope(|scope| {
        for number in 0..16 {
            let store = &store;
            scope.spawn(move || store.write(vec![posted(&format!("o{number} 1 -: a 1"))]).unwrap());
        }
    });
    drop(store);
    assert_eq!(open(&path).counts().unwrap().orders, 16);
}

/// Forty thousand views of visitors who are to be forgotten: some five megabytes.
fn fill(store: &SqliteStore) {
    for batch in 0..40 {
        let view = |number: i32| {
            let id = batch * 1_000 + number;
            event(&format!(
                "e{id} 1 view somebody-who-will-be-forgotten-{id}-and-whose-name-is-long kettle"
            ))
        };
        store
            .write(vec![Write::Events((0..1_000).map(view).collect())])
            .unwrap();
    }
}

fn forget_all(store: &SqliteStore) {
    while store.forget_events(at_hour(99), 5_000).unwrap() > 0 {}
}

/// Gives back what there is, in steps; how many steps it took.
fn give_back(store: &SqliteStore) -> usize {
    std::iter::repeat_with(|| store.give_back_room(128).unwrap())
        .take_while(|bytes| *bytes > 0)
        .count()
}

fn holds(path: &Path, words: &str) -> bool {
    let bytes = fs::read(path).unwrap();
    bytes
        .windows(words.len())
        .any(|window| window == words.as_bytes())
}

#[test]
fn a_file_becomes_smaller_when_much_is_forgotten_and_nothing_of_it_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    let size = || fs::metadata(&path).unwrap().len();
    let store = open(&path);
    fill(&store);
    assert_eq!(give_back(&store), 0, "nothing is free");
    store.close().unwrap();
    drop(store);
    let full = size();
    assert!(full > 5_000_000 && holds(&path, "will-be-forgotten"), "{full}");
    let store = open(&path);
    forget_all(&store);
    assert!(give_back(&store) > 1, "a little at a time");
    store.integrity_check().unwrap();
    store.close().unwrap();
    drop(store);
    // A reserve of two megabytes stays for what comes next.
    assert!(size() < full / 2, "{} of {full}", size());
    assert!(!holds(&path, "will-be-forgotten"));
    // What comes next finds its room.
    let store = open(&path);
    store
        .write(vec![Write::Events(vec![event("n1 2 view vis1 kettle")])])
        .unwrap();
    store.rewrite().unwrap();
    store.integrity_check().unwrap();
    assert!(size() < 1_000_000, "{}", size());
}

#[test]
fn a_file_of_an_older_program_is_written_anew_once_and_then_gives_room_back_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let old = include_str!("../released/version_1.sql");
    Connection::open(&path).unwrap().execute_batch(old).unwrap();
    let store = open(&path);
    fill(&store);
    forget_all(&store);
    assert_eq!(give_back(&store), 0, "it was made without");
    let (before, after) = store.rewrite().unwrap().unwrap();
    assert!(after < before / 2, "{after} of {before}");
    assert_eq!(store.counts().unwrap().bytes, after);
    fill(&store);
    forget_all(&store);
    assert!(give_back(&store) > 1);
    store.integrity_check().unwrap();
    assert_eq!(dump_orders(&store), "24 c1 EUR: kettle 2-1 1990, *cup 1 400\n");
}
