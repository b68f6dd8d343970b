//! Decisions as they are exported: a row for each offer, with how likely it was to stand there.

use std::{collections::BTreeMap, fs::File, path::Path};

use parquet::{file::reader::SerializedFileReader, record::Row};

use crate::{
    explore::{by, shop},
    now,
};

/// A row of a file: its values by column, texts in quotes.
type Values = BTreeMap<String, String>;

fn read_back(file: &Path) -> Vec<Values> {
    let reader = SerializedFileReader::new(File::open(file).unwrap()).unwrap();
    let named = |row: Row| {
        let columns = row.get_column_iter();
        columns
            .map(|(name, value)| (name.clone(), value.to_string()))
            .collect()
    };
    reader.into_iter().map(|row| named(row.unwrap())).collect()
}

fn number(row: &Values, name: &str) -> f64 {
    row[name].parse().unwrap()
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

#[test]
fn raw_decisions_say_what_was_offered_and_how_likely_it_was() {
    let (folder, engine) = shop();
    engine.set_hold_out(30.0, now()).unwrap();
    let answers: Vec<_> = (0..300)
        .map(|visitor| engine.offers(&by(visitor), now()))
        .collect();
    let out = folder.path().join("out");
    engine.export(now().day(), now().day(), &out, now()).unwrap();
    let rows = read_back(&out.join("decisions").join(format!("{}.parquet", now().day())));
    let shown: usize = answers.iter().map(|answer| answer.offers.len()).sum();
    let held_out = rows.iter().filter(|row| row["held_out"] == "1").count();
    assert!(
        held_out > 50 && rows.len() == shown + held_out,
        "{held_out} {shown}"
    );
    for answer in answers.iter().filter(|answer| !answer.offers.is_empty()) {
        let id = quoted(&answer.decision_id);
        let own: Vec<&Values> = rows.iter().filter(|row| row["decision"] == id).collect();
        assert_eq!(own.len(), answer.offers.len());
        assert_eq!(own[0]["product"], quoted(&answer.offers[0].product.id));
        assert_eq!(own[0]["cart"], quoted(r#"["lamp"]"#));
        assert!(
            own[0]["placement"] == quoted("cart") && own[0]["held_out"] == "0",
            "{own:?}"
        );
        assert!(
            number(own[0], "score") > 0.0 && own[0]["recommender"] != quoted(""),
            "{own:?}"
        );
    }
    let (drawn, certain): (Vec<&Values>, Vec<&Values>) = rows.iter().partition(|row| row["drawn"] == "1");
    assert!(
        drawn.len() > 20 && certain.len() > 100,
        "{} {}",
        drawn.len(),
        certain.len()
    );
    for row in drawn {
        let between: Vec<(String, f64)> =
            serde_json::from_str(row["drawn_between"].trim_matches('"')).unwrap();
        let own = between.iter().find(|(id, _)| quoted(id) == row["product"]);
        let all: f64 = between.iter().map(|(_, chance)| chance).sum();
        assert!(
            (own.unwrap().1 - number(row, "propensity")).abs() < 1e-6,
            "{row:?}"
        );
        assert!((all - 1.0).abs() < 1e-3 && between.len() > 1, "{row:?}");
    }
    for row in certain {
        assert!(
            (number(row, "propensity") - 1.0).abs() < 1e-12 && row["drawn_between"] == quoted("[]"),
            "{row:?}"
        );
    }
}
