//! The demo: made once, used again, never over something else, and what it prints works.

use std::{process::Command, time::Duration};

use crate::scratch::{Scratch, Server};

#[test]
fn it_is_made_once_and_offers_something() {
    let scratch = Scratch::new();
    let first = scratch.expect_success("demo --no-serve --orders 1500 --json");
    let made: serde_json::Value = serde_json::from_str(&first.stdout).unwrap();
    assert!(!made["answer"]["offers"].as_array().unwrap().is_empty(), "{made}");
    assert!(first.stderr.contains("Simulating"), "{first}");
    let second = scratch.expect_success("demo --no-serve --orders 1500 --json");
    let again: serde_json::Value = serde_json::from_str(&second.stdout).unwrap();
    assert!(second.stderr.contains("again"), "{second}");
    assert_eq!(made["keys"], again["keys"]);
    let other = scratch.expect_success("demo --no-serve --orders 300 --json");
    assert!(
        other.stderr.contains("Simulating"),
        "another recipe is another shop: {other}"
    );
    let orders = scratch.json("doctor --data alongside-demo");
    assert_eq!(orders["healthy"], true, "{orders}");
}

#[test]
fn it_leaves_a_real_shop_alone() {
    let scratch = Scratch::with_shop();
    let run = scratch.run("demo --no-serve --fresh --data alongside-data");
    assert_eq!(run.code, Some(5), "{run}");
    let orders = scratch.json("import orders.csv");
    assert_eq!(
        orders["files"][0]["report"]["recorded"]["inserted"], 0,
        "{orders}"
    );
}

#[test]
fn the_printed_commands_work_as_printed() {
    if Command::new("curl").arg("--version").output().is_err() {
        println!("skipped: there is no curl here");
        return;
    }
    let scratch = Scratch::new();
    let server = scratch.serve("demo --orders 1500 --no-shoppers");
    let try_it = server.ready["try"].as_array().unwrap();
    assert_eq!(try_it.len(), 3, "{}", server.ready);
    for line in try_it {
        let run = scratch.shell(&format!("{} --fail-with-body", line.as_str().unwrap()));
        assert_eq!(run.code, Some(0), "{run}");
        assert!(
            serde_json::from_str::<serde_json::Value>(&run.stdout).is_ok(),
            "{run}"
        );
    }
    let pages = server.ready["pages"].as_array().unwrap();
    assert_eq!(pages.len(), 3, "{}", server.ready);
    for page in pages {
        let page = scratch.shell(&format!("curl -s --fail-with-body '{}'", page.as_str().unwrap()));
        assert_eq!(page.code, Some(0), "{page}");
        // Offers stand in every one of them, also for browsers without scripts, and every product has its picture.
        assert!(page.stdout.contains("alongside-fallback"), "{page}");
        assert!(page.stdout.contains("src=\"/pictures/"), "{page}");
    }
    let cart = scratch.shell(&format!("curl -s '{}'", pages[2].as_str().unwrap()));
    assert!(
        cart.stdout
            .contains("<alongside-shipping-progress placement=\"cart\"><noscript><p>"),
        "{cart}"
    );
    assert_eq!(server.stop(), Some(0));
}

fn asked_for_offers(server: &Server) -> u64 {
    let (_, metrics) = server.request("GET", "/metrics", "", "");
    let counted = r#"alongside_http_requests_total{method="POST",route="/v1/offers",status="2xx"} "#;
    let line = metrics.lines().find_map(|line| line.strip_prefix(counted));
    line.map_or(0, |count| count.parse().unwrap())
}

#[test]
fn shoppers_come_by_themselves_and_again_after_a_restart() {
    let scratch = Scratch::new();
    for _ in 0..2 {
        let server = scratch.serve("demo --orders 1500");
        // Nobody but the shoppers asks; a minute is far more than they need to arrive.
        let came = (0..600).any(|_| {
            std::thread::sleep(Duration::from_millis(100));
            asked_for_offers(&server) >= 10
        });
        assert!(came, "nobody came");
        assert_eq!(server.stop(), Some(0));
    }
}
