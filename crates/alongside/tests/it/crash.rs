//! `kill -9` at random moments of imports, posts and builds. Goal: no acknowledged write is lost, the store stays
//! sound, the last good snapshot serves. Method: the process is killed when a number drawn from a seed is reached – of
//! acknowledged requests, of bytes in the database's log, of files of a build – then everything is looked over.

use std::{
    fs,
    path::Path,
    process::{Child, Stdio},
};

use engine::{Engine, Level, OfferRequest, Settings};
use shop::{Placement, Timestamp};
use testkit::Rng;

use crate::scratch::Scratch;

/// Kills per kind of work; three kinds, so sixty in all.
const KILLS: u64 = 20;
/// After so many tries on a machine too busy to hit the moment, the process is killed as soon as it starts.
const TRIES_MAX: u64 = 3 * KILLS;
const SHOP: &str = "alongside-data";

fn now() -> Timestamp {
    testkit::moment("2026-11-01T12:00").unwrap()
}

/// Opens the shop as the next process would, and checks what must hold after any crash. Returns orders and events.
fn look_over(scratch: &Scratch) -> (u64, u64) {
    let engine = Engine::open(&scratch.path(SHOP), Settings::default()).unwrap();
    let findings = engine.doctor(now());
    assert!(
        findings.iter().all(|finding| finding.level != Level::Error),
        "{findings:?}"
    );
    assert!(engine.is_ready(), "the last good snapshot must serve");
    let answer = engine.offers(&OfferRequest::new(Placement::Home), now());
    assert!(!answer.offers.is_empty(), "{answer:?}");
    let status = engine.status().unwrap();
    engine.close();
    (status.orders, status.events)
}

fn start(scratch: &Scratch, words: &str) -> Child {
    let mut command = scratch.command();
    command
        .args(words.split_whitespace())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.spawn().unwrap()
}

/// Kills the process once `reached` says so; false where it ended before.
fn kill_when(mut child: Child, reached: impl Fn() -> bool) -> bool {
    loop {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        if reached() {
            child.kill().unwrap();
            child.wait().unwrap();
            return true;
        }
        std::thread::yield_now();
    }
}

fn bytes_of(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |metadata| metadata.len())
}

fn files_of_builds(models: &Path) -> usize {
    let unfinished = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with(".building-");
    let folders = fs::read_dir(models)
        .into_iter()
        .flatten()
        .flatten()
        .filter(unfinished);
    folders
        .map(|folder| fs::read_dir(folder.path()).into_iter().flatten().count())
        .sum()
}

fn many_orders() -> String {
    let mut text = "order_id,placed_at,customer_id,product_id,quantity,unit_price\n".to_owned();
    for order in 0..6_000 {
        let (day, second) = (1 + order % 28, if order % 3 == 0 { "mug" } else { "filter" });
        for product in ["kettle", "tea", second] {
            text.push_str(&format!(
                "x{order},2026-09-{day:02}T10:00:00Z,c{},{product},1,5.00\n",
                order % 500
            ));
        }
    }
    text
}

#[test]
fn killed_imports_lose_nothing_and_finish_when_run_again() {
    let scratch = Scratch::with_models();
    scratch.file("many.csv", many_orders());
    let wal = scratch.path(SHOP).join("shop.db-wal");
    let mut rng = Rng::new(1);
    let (mut kills, mut tries) = (0, 0);
    while kills < KILLS {
        tries += 1;
        let bytes = if tries > TRIES_MAX {
            0
        } else {
            bytes_of(&wal) + 1 + rng.below(400_000)
        };
        kills += u64::from(kill_when(start(&scratch, "import many.csv"), || {
            bytes_of(&wal) >= bytes
        }));
        let (orders, _) = look_over(&scratch);
        assert!((114..=6_114).contains(&orders), "{orders}");
        if orders == 6_114 {
            // Complete by now: the next kills hit an import that replaces every order by a different one.
            let other = many_orders().replace(",5.00", &format!(",{}.00", 6 + kills));
            scratch.file("many.csv", other);
        }
    }
    scratch.expect_success("import many.csv");
    assert_eq!(look_over(&scratch).0, 6_114);
    let again = scratch.json("import many.csv");
    assert_eq!(
        again["files"][0]["changed"]
            .as_u64()
            .or(again["changed"].as_u64())
            .unwrap_or(0),
        0,
        "{again}"
    );
}

#[test]
fn killed_builds_leave_the_last_good_snapshot() {
    let scratch = Scratch::with_models();
    scratch.file("many.csv", many_orders());
    scratch.expect_success("import many.csv");
    let models = scratch.path(SHOP).join("models");
    let history = scratch.path(SHOP).join("history");
    let mut rng = Rng::new(2);
    let (mut kills, mut tries) = (0, 0);
    while kills < KILLS {
        tries += 1;
        if tries > TRIES_MAX || rng.chance(0.5) {
            fs::remove_dir_all(&history).unwrap();
            let files = if tries > TRIES_MAX { 0 } else { rng.index(20) };
            let counted = || fs::read_dir(&history).map_or(0, Iterator::count) >= files;
            kills += u64::from(kill_when(start(&scratch, "build"), counted));
        } else {
            let files = 1 + rng.index(45);
            kills += u64::from(kill_when(start(&scratch, "build"), || {
                files_of_builds(&models) >= files
            }));
        }
        look_over(&scratch);
    }
    scratch.expect_success("build");
    look_over(&scratch);
    assert_eq!(
        files_of_builds(&models),
        0,
        "what killed builds left behind is removed"
    );
}

#[test]
fn killed_servers_keep_every_event_and_order_they_acknowledged() {
    let scratch = Scratch::with_models();
    let made = scratch.json("keys create --kind secret");
    let key = made["key"].as_str().unwrap();
    let mut rng = Rng::new(3);
    let (mut orders, mut events) = look_over(&scratch);
    for round in 0..KILLS {
        let mut server = scratch.serve("serve");
        for number in 0..1 + rng.below(30) {
            let batch = 1 + rng.below(5);
            let event = |at| {
                format!(
                    r#"{{"id":"e{round}-{number}-{at}","type":"view","visitor_id":"v{at}","product_id":"tea"}}"#
                )
            };
            let body = format!(
                r#"{{"events":[{}]}}"#,
                (0..batch).map(event).collect::<Vec<_>>().join(",")
            );
            let (status, answer) = server.request("POST", "/v1/events", key, &body);
            assert!((200..300).contains(&status), "{status} {answer}");
            events += batch;
            if rng.chance(0.5) {
                let order = format!(
                    r#"{{"order_id":"o{round}-{number}","lines":[{{"product_id":"kettle","quantity":1}},{{"product_id":"tea","quantity":1}}]}}"#
                );
                let (status, answer) = server.request("POST", "/v1/orders", key, &order);
                assert!((200..300).contains(&status), "{status} {answer}");
                orders += 1;
            }
        }
        server.kill();
        assert_eq!(look_over(&scratch), (orders, events), "round {round}");
    }
}
