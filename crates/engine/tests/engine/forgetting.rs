//! A customer's data is all of theirs and nobody else's, whether it is given out or forgotten.

use engine::{Engine, OfferRequest};
use shop::{CustomerId, Event, EventKind, VisitorId};

use crate::{
    built, now,
    reports::{by, event, latest, order},
};

fn signed_in(visitor: &str, customer: &str, minutes: i64) -> Event {
    Event {
        customer_id: Some(CustomerId::new(customer).unwrap()),
        ..event(EventKind::View, visitor, "none", Some("tv"), minutes)
    }
}

#[test]
fn what_is_given_out_is_what_would_be_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let anonymous = event(EventKind::View, "phone", "none", Some("lamp"), 1);
    let at_the_till = event(EventKind::View, "till", "none", Some("bulb"), 2);
    let others = signed_in("till", "bob@shop", 3);
    let own = [
        signed_in("phone", "ann@shop", 4),
        signed_in("till", "ann@shop", 5),
    ];
    let mut all = vec![anonymous.clone(), at_the_till, others];
    all.extend(own.clone());
    engine.record_events(all).unwrap();
    let events = engine.customer_data("ann@shop").unwrap().events;
    assert_eq!(events, [anonymous, own[0].clone(), own[1].clone()]);
    let before = engine.status().unwrap().events;
    engine.erase_customer("ann@shop").unwrap();
    assert_eq!(engine.status().unwrap().events, before - 3);
}

#[test]
fn forgetting_one_customer_forgets_nobody_else_at_the_same_till() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let decision = engine.offers(&by("till"), now()).decision_id;
    let click = event(EventKind::Click, "till", &decision, Some("hdmi"), 1);
    let signed = vec![
        click,
        signed_in("till", "ann@shop", 2),
        signed_in("till", "bob@shop", 3),
    ];
    engine.record_events(signed).unwrap();
    let sold = order("1", Some("till"), Some("bob@shop"), &[("hdmi", 1, 999)], 1);
    engine.record_orders(vec![sold], Vec::new()).unwrap();
    let at = now().plus_days(20);
    let before = latest(&engine, at).summary;
    engine.erase_customer("ann@shop").unwrap();
    let after = latest(&engine, at).summary;
    assert_eq!((after.credits, after.deeds()), (before.credits, before.deeds()));
    assert_eq!(after.visitors(), before.visitors());
}

#[test]
fn what_a_forgotten_customer_looked_at_is_forgotten_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let declined = event(EventKind::Dismiss, "phone", "none", Some("hdmi"), -2);
    engine
        .record_events(vec![declined, signed_in("phone", "ann@shop", -1)])
        .unwrap();
    let shown = |engine: &Engine| -> Vec<String> {
        let request = OfferRequest {
            visitor_id: Some(VisitorId::new("phone").unwrap()),
            ..by("phone")
        };
        let answer = engine.offers(&request, now());
        answer
            .offers
            .iter()
            .map(|offer| offer.product.id.as_str().to_owned())
            .collect()
    };
    assert!(!shown(&engine).contains(&"hdmi".to_owned()));
    engine.erase_customer("ann@shop").unwrap();
    assert!(shown(&engine).contains(&"hdmi".to_owned()));
}
