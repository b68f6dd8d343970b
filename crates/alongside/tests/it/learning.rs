//! What is learnt from offers, and what another policy would have brought, at the terminal.

use crate::scratch::{Scratch, check};

#[test]
fn models_tell_what_is_learnt_from_offers() {
    let scratch = Scratch::with_models();
    let text = scratch.expect_success("models").stdout;
    let told = text.split_once("\n\n").unwrap().1;
    assert_eq!(
        told.trim_end(),
        "The order of the offers goes by the shop's history; nothing learnt from offers is in force.\n\
         Nothing learnt is used yet: 0 visitors saw offers in four weeks, and a trial needs 2,000."
    );
    scratch.file("alongside-data/alongside.toml", "[learning]\nrankers = \"off\"\n");
    let text = scratch.expect_success("models").stdout;
    assert!(text.ends_with("Nothing is learnt from the offers shown: [learning] rankers is \"off\".\n"));
    assert_eq!(scratch.json("models")["learning"]["rankers"], "off");
}

#[test]
fn an_estimate_that_cannot_be_made_says_why() {
    let scratch = Scratch::with_models();
    scratch.file(
        "cart.json",
        r#"{ "policy": { "slots": 2, "explore_percent": 5 } }"#,
    );
    let words = "policies estimate cart --file cart.json";
    check("policies_estimate_refused", &scratch.run(words));
    assert_eq!(scratch.json(words)["refused"]["code"], "nothing_explored");
    let mistake = scratch.run(&format!("{words} --reward luck"));
    assert!(
        mistake.stderr.contains("use 'taken' or 'margin'"),
        "{}",
        mistake.stderr
    );
    scratch.file("cart.json", r#"{ "policy": { "explore_percent": 21 } }"#);
    check("policies_estimate_mistake", &scratch.run(words));
}

#[test]
fn where_there_is_nothing_to_undo_it_is_said_where_to_look() {
    let scratch = Scratch::with_models();
    check("learning_nothing_to_undo", &scratch.run("learning undo"));
    check("learning_nothing_to_allow", &scratch.run("learning allow"));
}
