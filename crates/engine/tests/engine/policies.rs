//! What the merchant sets steers the next decision, for as long as it is meant to, and a mistake changes nothing.

use engine::{
    CustomerCondition, Engine, Error, OfferRequest, PolicyChange, PolicyDraft, Settings, VariantDraft,
};
use shop::{Placement, Timestamp};
use testkit::Fixture;

use crate::{built, in_cart, now, offered};

fn slots(count: usize) -> PolicyDraft {
    PolicyDraft {
        change: PolicyChange {
            slots: Some(count),
            ..PolicyChange::default()
        },
        ..PolicyDraft::default()
    }
}

fn at(moment: &str) -> Timestamp {
    testkit::moment(moment).unwrap()
}

#[test]
fn a_policy_steers_the_next_decision_and_another_process_notices() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let request = in_cart(&["tv"]);
    assert_eq!(offered(&engine, &request), ["hdmi", "mount"]);
    assert_eq!(engine.policy(Placement::Cart, now()).unwrap().in_force.version, 0);
    let set = engine.put_policy(Placement::Cart, slots(1), now()).unwrap();
    assert_eq!(set.version, 1);
    assert_eq!(offered(&engine, &request), ["hdmi"]);
    assert_eq!(engine.offers(&request, now()).policy_version, 1);
    let other = Engine::open(folder.path(), Settings::default()).unwrap();
    assert_eq!(offered(&other, &request), ["hdmi"]);
    engine
        .put_policy(Placement::Cart, PolicyDraft::default(), now())
        .unwrap();
    assert_eq!(offered(&engine, &request), ["hdmi", "mount"]);
    let versions = engine.policy(Placement::Cart, now()).unwrap().versions;
    let numbers: Vec<u32> = versions.iter().map(|version| version.version).collect();
    assert_eq!(numbers, [2, 1]);
}

#[test]
fn a_campaign_begins_and_ends_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let campaign = PolicyDraft {
        valid_from_ms: Some(at("2026-03-01T00:00").unix_ms()),
        valid_until_ms: Some(at("2026-03-08T00:00").unix_ms()),
        note: "a quiet week".into(),
        ..slots(0)
    };
    engine.put_policy(Placement::Cart, slots(1), now()).unwrap();
    engine.put_policy(Placement::Cart, campaign, now()).unwrap();
    let offers_at = |moment: &str| engine.offers(&in_cart(&["tv"]), at(moment)).offers.len();
    let counts = [
        "2026-02-28T23:59",
        "2026-03-01T00:00",
        "2026-03-07T23:59",
        "2026-03-08T00:00",
    ]
    .map(offers_at);
    assert_eq!(counts, [1, 0, 0, 1]);
}

#[test]
fn what_cannot_be_used_is_named_and_the_policy_in_force_stays() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    engine.put_policy(Placement::Cart, slots(1), now()).unwrap();
    let check = |draft: PolicyDraft, expect: &str| {
        let refused = engine.put_policy(Placement::Cart, draft.clone(), now());
        let Err(Error::Invalid { field, reason }) = refused else {
            panic!("{draft:?} was taken");
        };
        assert_eq!(format!("{field}: {reason}"), expect);
    };
    check(slots(99), "slots: 'slots' must be from 0 to 24");
    let weights = |id: &str, weight| Some([(id.to_owned(), weight)].into_iter().collect());
    let changed = |change| PolicyDraft {
        change,
        ..PolicyDraft::default()
    };
    check(
        changed(PolicyChange {
            fallback: weights("popular", -1.0),
            ..PolicyChange::default()
        }),
        "recommenders: 'recommenders' must be weights from 0 to 100",
    );
    check(
        changed(PolicyChange {
            objective: Some("glory".into()),
            ..PolicyChange::default()
        }),
        "objective: there is no objective 'glory'; use one of: attach, revenue, margin",
    );
    check(
        PolicyDraft {
            valid_from_ms: Some(5),
            valid_until_ms: Some(5),
            ..slots(1)
        },
        "valid_until: it must be after valid_from",
    );
    assert_eq!(offered(&engine, &in_cart(&["tv"])), ["hdmi"]);
    assert_eq!(engine.policy(Placement::Cart, now()).unwrap().versions.len(), 1);
}

#[test]
fn a_preview_tells_what_would_change_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let preview = engine
        .preview_policy(Placement::Cart, &slots(0), 20, now())
        .unwrap();
    assert_eq!((preview.carts, preview.offers_after), (20, 0));
    assert!(preview.carts_changed > 0 && preview.offers_before >= preview.carts_changed);
    assert_eq!(preview.changes.len(), preview.carts_changed.min(20));
    for change in &preview.changes {
        assert!(change.after.is_empty() && !change.before.is_empty() && !change.cart.is_empty());
    }
    let same = engine
        .preview_policy(Placement::Cart, &PolicyDraft::default(), 20, now())
        .unwrap();
    assert_eq!((same.carts_changed, same.changes.len()), (0, 0));
    assert_eq!(engine.policy(Placement::Cart, now()).unwrap().versions, []);
}

#[test]
fn many_edits_at_once_get_a_number_each_and_the_latest_fifty_stay() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                for _ in 0..10 {
                    engine.put_policy(Placement::Home, slots(2), now()).unwrap();
                }
            });
        }
    });
    let versions = engine.policy(Placement::Home, now()).unwrap().versions;
    let numbers: Vec<u32> = versions.iter().map(|version| version.version).collect();
    assert_eq!(numbers, (11..=60).rev().collect::<Vec<u32>>());
}

/// Nothing in the cart is offered to who never bought.
fn nothing_for_the_new() -> PolicyDraft {
    let variant = VariantDraft {
        name: "new".into(),
        condition: CustomerCondition {
            bought_before: Some(false),
            ..CustomerCondition::default()
        },
        policy: slots(0).change,
    };
    PolicyDraft {
        change: PolicyChange {
            variants: Some(vec![variant]),
            ..PolicyChange::default()
        },
        ..PolicyDraft::default()
    }
}

#[test]
fn an_order_that_no_build_knows_yet_counts_after_a_restart_as_before() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    engine
        .put_policy(Placement::Cart, nothing_for_the_new(), now())
        .unwrap();
    let request = OfferRequest {
        customer_id: Some("dora".into()),
        ..in_cart(&["tv"])
    };
    let variant = |engine: &Engine| engine.offers(&request, now()).variant;
    assert_eq!(variant(&engine).as_deref(), Some("new"));
    let order = Fixture::parse("order z1 2026-02-10 dora lamp").orders;
    engine.record_orders(order, Vec::new()).unwrap();
    assert_eq!(variant(&engine), None);
    engine.close();
    drop(engine);
    let engine = Engine::open(folder.path(), Settings::default()).unwrap();
    assert_eq!(variant(&engine), None);
}

#[test]
fn a_preview_tells_what_would_change_for_the_customers_of_each_variant() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let tried = |draft: &PolicyDraft| {
        let preview = engine.preview_policy(Placement::Cart, draft, 20, now()).unwrap();
        assert_eq!(preview.carts_changed, 0, "nothing changes for whom no variant is");
        let [of_new] = &preview.variants[..] else {
            panic!("{:?}", preview.variants);
        };
        assert_eq!(
            (of_new.name.as_str(), of_new.preview.carts),
            ("new", preview.carts)
        );
        let shown = |count: usize| if count > 0 { "some" } else { "none" };
        let counts = [of_new.preview.offers_before, of_new.preview.offers_after];
        counts.map(shown)
    };
    assert_eq!(tried(&nothing_for_the_new()), ["some", "none"]);
    engine
        .put_policy(Placement::Cart, nothing_for_the_new(), now())
        .unwrap();
    assert_eq!(tried(&nothing_for_the_new()), ["none", "none"]);
    assert_eq!(tried(&PolicyDraft::default()), ["none", "some"]);
}
