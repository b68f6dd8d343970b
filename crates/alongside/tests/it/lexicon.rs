//! What customers' phrases mean, at the terminal.

use crate::scratch::{Scratch, check};

#[test]
fn a_lexicon_is_checked_set_tried_shown_and_removed() {
    let scratch = Scratch::with_models();
    check("lexicon_none", &scratch.run("lexicon"));
    scratch.file(
        "en.json",
        r#"{ "phrases": { "boil at the office": ["Home > Kitchen > Kettles"], "read at night": ["product:lamp"] } }"#,
    );
    check("lexicon_check", &scratch.run("lexicon check --file en.json"));
    check("lexicon_none_yet", &scratch.run("lexicon show en"));
    check("lexicon_set", &scratch.run("lexicon set en --file en.json"));
    check("lexicon_list", &scratch.run("lexicon list"));
    check("lexicon_show", &scratch.run("lexicon show en"));
    let wish = "I wish I could boil at the office. Next month I need a toaster.";
    let tried = scratch.shell(&format!("$ALONGSIDE lexicon try --text '{wish}' --locale fa"));
    check("lexicon_try", &tried);
    let abstains = scratch.shell("$ALONGSIDE lexicon try --text 'The weather was lovely yesterday.' --json");
    let answer: serde_json::Value = serde_json::from_str(&abstains.stdout).unwrap();
    assert_eq!(
        (&answer["abstains"], &answer["next_time"]),
        (&true.into(), &false.into()),
        "{answer}"
    );
    assert_eq!(answer["need"]["classes"], serde_json::json!([]), "{answer}");
    scratch.file("wrong.json", r#"{ "phrases": { "fly": ["Home > Wings"] } }"#);
    check("lexicon_mistake", &scratch.run("lexicon check --file wrong.json"));
    check(
        "lexicon_no_language",
        &scratch.run("lexicon set !! --file en.json"),
    );
    check("lexicon_removed", &scratch.run("lexicon remove en"));
    check("lexicon_gone", &scratch.run("lexicon delete en"));
}
