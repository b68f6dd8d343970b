//! What a customer says comes first, what they refuse is left out, and what is for later is kept with consent only.

use std::collections::BTreeMap;

use engine::{Engine, Error, LexiconDocument, OfferRequest, Settings};
use shop::{Locale, Placement, Timestamp, VisitorId};

use crate::{built, now, offered};

fn saying(text: &str, placement: Placement) -> OfferRequest {
    OfferRequest {
        text: Some(text.to_owned()),
        customer_id: Some("zoe".into()),
        visitor_id: VisitorId::new("v1").ok(),
        ..OfferRequest::new(placement)
    }
}

const LAMPS: &str = "Home > Lamps";

fn in_days(days: i64) -> Timestamp {
    now().plus_days(days)
}

#[test]
fn what_is_needed_comes_first_and_what_is_refused_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let answer = engine.offers(&saying("I cannot read at night", Placement::Chat), now());
    assert_eq!(answer.offers[0].product.id, "lamp");
    assert_eq!(answer.offers[0].reason.code, "need");
    let need = answer.need.unwrap();
    assert_eq!(need.classes, [LAMPS]);
    let without = saying("no lamp, I do not want a lamp", Placement::Home);
    assert!(!offered(&engine, &without).contains(&"lamp".to_owned()));
    let nothing = engine.offers(&saying("what a lovely day", Placement::Chat), now());
    assert_eq!(nothing.need.unwrap(), engine::NeedView::default());
}

#[test]
fn what_is_for_later_is_offered_when_it_is_due_and_forgotten_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let answer = engine.offers(&saying("next month I want a lamp", Placement::Cart), now());
    assert!(answer.offers.iter().all(|offer| offer.reason.code != "need"));
    assert!(answer.notes.iter().any(|note| note.code() == "reminder_set"));
    assert!(answer.need.unwrap().later[0].is_set);
    let other = Engine::open(folder.path(), Settings::default()).unwrap();
    let kept = other.reminders("zoe").unwrap();
    assert_eq!((kept[0].class.as_str(), kept[0].due_at), (LAMPS, in_days(30)));
    let home = OfferRequest {
        customer_id: Some("zoe".into()),
        ..OfferRequest::new(Placement::Home)
    };
    let first = |days: i64| {
        let answer = other.offers(&home, in_days(days));
        answer.offers.first().map(|offer| offer.reason.code)
    };
    assert_ne!(first(29), Some("need"));
    assert_eq!(first(30), Some("need"));
    assert_ne!(first(120), Some("need"));
    let declined = OfferRequest {
        consent: false,
        ..home.clone()
    };
    assert!(other.offers(&declined, in_days(31)).need.is_none());
    other.delete_reminders("zoe", Some(LAMPS)).unwrap();
    assert_ne!(first(31), Some("need"));
    assert!(matches!(
        other.delete_reminders("zoe", None),
        Err(Error::NotFound { .. })
    ));
}

#[test]
fn without_consent_and_for_a_question_that_is_tried_nothing_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let declined = OfferRequest {
        consent: false,
        ..saying("next time a lamp", Placement::Chat)
    };
    let need = engine.offers(&declined, now()).need.unwrap();
    assert!(!need.later[0].is_set);
    engine
        .explain(&saying("next time a lamp", Placement::Chat), "lamp", now())
        .unwrap();
    assert!(engine.reminders("zoe").unwrap().is_empty());
}

#[test]
fn a_customer_takes_their_reminders_along_and_away() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let request = OfferRequest {
        customer_id: Some("c1".into()),
        ..saying("tomorrow a lamp", Placement::Chat)
    };
    engine.offers(&request, now());
    assert_eq!(
        engine.customer_data("c1").unwrap().reminders[0].due_at,
        in_days(1)
    );
    engine.erase_customer("c1").unwrap();
    assert!(engine.reminders("c1").unwrap().is_empty());
}

#[test]
fn a_lexicon_is_heeded_by_the_next_question_and_a_mistake_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let document = |phrase: &str, target: &str| LexiconDocument {
        phrases: BTreeMap::from([(phrase.to_owned(), vec![target.to_owned()])]),
    };
    let english = Locale::english();
    let ask = saying("something to knit on the balcony", Placement::Chat);
    assert_eq!(engine.offers(&ask, now()).need.unwrap().classes.len(), 0);
    let fine = document("knit balcony", "product:lamp");
    engine.put_lexicon(&english, &fine).unwrap();
    assert_eq!(engine.offers(&ask, now()).offers[0].product.id, "lamp");
    for (wrong, said) in [
        (
            document("knit", "No > Such"),
            "nothing of the shop is called 'No > Such'",
        ),
        (
            document("I want the", "product:lamp"),
            "at least one word that says what is needed",
        ),
        (
            document("knit", "product:none"),
            "nothing of the shop is called 'product:none'",
        ),
    ] {
        let error = engine.put_lexicon(&english, &wrong).unwrap_err().to_string();
        assert!(error.contains(said) && error.starts_with("phrases."), "{error}");
    }
    assert_eq!(engine.lexicons().get("en"), Some(&fine));
    engine.delete_lexicon(&english).unwrap();
    assert_eq!(engine.offers(&ask, now()).need.unwrap().classes.len(), 0);
}

#[test]
fn what_is_said_is_in_no_file_of_the_shop() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let marker = "zanzibarquux";
    let text = format!("next time a lamp for {marker}");
    engine.offers(&saying(&text, Placement::Chat), now());
    engine.close();
    let mut folders = vec![folder.path().to_owned()];
    while let Some(path) = folders.pop() {
        for entry in std::fs::read_dir(path)
            .unwrap()
            .map(|entry| entry.unwrap().path())
        {
            if entry.is_dir() {
                folders.push(entry);
                continue;
            }
            let bytes = std::fs::read(&entry).unwrap();
            let found = bytes.windows(marker.len()).any(|run| run == marker.as_bytes());
            assert!(!found, "{}", entry.display());
        }
    }
}
