//! Simulated shoppers at a running server: what they did is told, and what went wrong is no success.

use crate::scratch::{Run, Scratch, Server};

fn soak(scratch: &Scratch, server: &Server, words: &str) -> Run {
    scratch.run(&format!("soak http://{} {words}", server.address))
}

fn secret_key(scratch: &Scratch) -> String {
    let made = scratch.json("keys create --kind secret");
    made["key"].as_str().unwrap().to_owned()
}

#[test]
fn shoppers_come_and_what_they_did_is_told_and_stored() {
    let scratch = Scratch::with_models();
    let key = secret_key(&scratch);
    let server = scratch.serve("serve --no-schedule");
    let (_, before) = server.request("GET", "/metrics", &key, "");
    let run = soak(
        &scratch,
        &server,
        &format!("--key {key} --for 2s --visits-per-second 40 --json"),
    );
    assert_eq!(run.code, Some(0), "{run}");
    let told: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let visits = told["visits"].as_u64().unwrap();
    assert!(
        (1..=80).contains(&visits),
        "as many as were asked for at most: {told}"
    );
    assert_eq!(
        (&told["visits_failed"], &told["requests_failed"]),
        (&0.into(), &0.into())
    );
    assert!(
        told["requests"]["offers"]["count"].as_u64() > Some(visits),
        "{told}"
    );
    let latency = &told["requests"]["offers"];
    let of = |name: &str| latency[name].as_f64().unwrap();
    assert!(0.0 < of("p50_ms") && of("p50_ms") <= of("p99_ms") && of("p99_ms") <= of("max_ms"));
    let (_, after) = server.request("GET", "/metrics", &key, "");
    let orders = |metrics: &str| -> u64 {
        let line = metrics
            .lines()
            .find_map(|line| line.strip_prefix("alongside_orders "));
        line.unwrap().parse().unwrap()
    };
    assert_eq!(
        orders(&after) - orders(&before),
        told["orders"].as_u64().unwrap(),
        "{told}"
    );
    let table = soak(&scratch, &server, &format!("--key {key} --for 1s"));
    assert!(table.stdout.contains("99 % in"), "{table}");
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn a_server_that_refuses_is_a_failure() {
    let scratch = Scratch::with_models();
    let key = secret_key(&scratch);
    // The first request of each second is answered, the others are asked to wait.
    scratch.file(
        "alongside-data/alongside.toml",
        "[server]\nrequests_per_second_max = 1\n",
    );
    let server = scratch.serve("serve --no-schedule");
    let run = soak(
        &scratch,
        &server,
        &format!("--key {key} --for 2s --visits-per-second 20 --json"),
    );
    assert_eq!(run.code, Some(1), "{run}");
    let told: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert!(told["requests_failed"].as_u64() > Some(0), "{told}");
    assert!(told["failures"][0].as_str().unwrap().contains("429"), "{told}");
    let stranger = soak(&scratch, &server, "--key sk_wrong --for 1s");
    assert_eq!(stranger.code, Some(1), "{stranger}");
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn other_machines_and_addresses_that_are_none_are_refused_before_anything_is_asked() {
    let scratch = Scratch::new();
    for (url, said) in [
        ("http://shop.example", "--other-machine"),
        ("http://192.0.2.1:7700", "--other-machine"),
        ("https://127.0.0.1:7700", "http://127.0.0.1:7700"),
        ("localhost", "http://127.0.0.1:7700"),
    ] {
        let run = scratch.run(&format!("soak {url} --key sk_any"));
        assert_eq!(run.code, Some(2), "{run}");
        assert!(run.stderr.contains(said), "{run}");
    }
    for words in [
        "--for 3",
        "--for 0s",
        "--for 2d",
        "--visits-per-second 0",
        "--visits-per-second 5000",
    ] {
        let run = scratch.run(&format!("soak http://127.0.0.1:7700 --key sk_any {words}"));
        assert_eq!(run.code, Some(2), "{run}");
    }
}
