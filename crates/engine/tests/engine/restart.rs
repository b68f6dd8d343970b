//! A decision after a restart is what it was before.

use engine::{Engine, Settings};
use shop::EventKind;

use crate::{
    built, offered,
    reports::{by, event, order},
};

#[test]
fn what_was_bought_declined_and_looked_at_is_known_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    // Guests of whom only orders tell what they bought, one who declined, a customer who bought since the build.
    let orders = vec![
        order("g1", Some("guest"), None, &[("hdmi", 1, 999)], -2),
        order("g2", Some("long-ago"), None, &[("mount", 1, 3_900)], -24 * 20),
        order("k1", None, Some("ann@shop"), &[("hdmi", 1, 999)], -1),
    ];
    engine.record_orders(orders, Vec::new()).unwrap();
    let declined = event(EventKind::Dismiss, "picky", "none", Some("hdmi"), -30);
    engine.record_events(vec![declined]).unwrap();
    let mut customer = by("new-device");
    customer.customer_id = Some("ann@shop".into());
    let requests = [by("guest"), by("long-ago"), by("picky"), customer, by("stranger")];
    let told = |engine: &Engine| requests.clone().map(|request| offered(engine, &request));
    let before = told(&engine);
    let everything = &before[4];
    for (number, one) in before[..4].iter().enumerate() {
        assert_ne!(one, everything, "{number} is known for something");
    }
    engine.close();
    drop(engine);
    let engine = Engine::open(folder.path(), Settings::default()).unwrap();
    assert_eq!(told(&engine), before);
}
