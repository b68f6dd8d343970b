//! Starting, counting and stopping.

use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::Arc,
};

use engine::KeyKind;
use server::{ServeError, ServeOptions};

use crate::{
    client,
    shop::{Served, clock},
};

#[test]
fn a_taken_port_is_said_so() {
    let shop = Served::start();
    let options = ServeOptions {
        address: shop.address,
        clock,
        shutdown: async {},
        demo: None,
        rate_limit: None,
        threads: None,
    };
    let error = server::serve(Arc::clone(shop.engine()), options, |_| {}).unwrap_err();
    assert!(matches!(error, ServeError::PortTaken(address) if address == shop.address));
}

#[test]
fn requests_in_flight_are_finished_and_nothing_acknowledged_is_lost() {
    let mut shop = Served::start();
    let body = r#"{"order_id":"late","lines":[{"product_id":"tv"}]}"#;
    let head = format!(
        "POST /v1/orders HTTP/1.1\r\nhost: shop\r\nauthorization: Bearer {}\r\ncontent-length: {}\r\n\
         expect: 100-continue\r\nconnection: close\r\n\r\n",
        shop.key(KeyKind::Secret),
        body.len()
    );
    let mut stream = TcpStream::connect(shop.address).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    // The server asks for the body once the request is in its hands; only then is it told to stop.
    let mut interim = [0; 25];
    stream.read_exact(&mut interim).unwrap();
    assert_eq!(&interim, b"HTTP/1.1 100 Continue\r\n\r\n");
    shop.tell_to_stop();
    stream.write_all(body.as_bytes()).unwrap();
    let answer = client::read(&mut stream);
    assert_eq!(
        (answer.status, answer.json()["inserted"].as_u64()),
        (200, Some(1)),
        "{}",
        answer.body
    );
    shop.stop().unwrap();
    assert!(TcpStream::connect(shop.address).is_err());
    assert_eq!(shop.reopened().status().unwrap().orders, 76);
}

#[test]
fn metrics_count_requests_and_no_people() {
    let shop = Served::start();
    let ask = r#"{"placement":"cart","visitor":{"id":"somebody"},"context":{"cart":[{"product_id":"tv"}]}}"#;
    shop.secret("POST", "/v1/offers", ask);
    shop.secret("POST", "/v1/offers", "{");
    let metrics = client::send(shop.address, "GET", "/metrics", &[], b"");
    assert_eq!(
        metrics.header("content-type"),
        Some("text/plain; version=0.0.4; charset=utf-8")
    );
    for line in [
        r#"alongside_http_requests_total{method="POST",route="/v1/offers",status="2xx"} 1"#,
        r#"alongside_http_requests_total{method="POST",route="/v1/offers",status="4xx"} 1"#,
        r#"alongside_http_request_seconds_bucket{method="POST",route="/v1/offers",le="+Inf"} 2"#,
        "alongside_orders 75",
        "alongside_model_version 1",
    ] {
        assert!(metrics.body.contains(line), "{line} is not in\n{}", metrics.body);
    }
    assert!(!metrics.body.contains("somebody"));
}
