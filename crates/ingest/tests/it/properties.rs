//! Whatever the bytes: no panic, every row accounted for, the same outcome again.

use ingest::{Options, RecordKind};
use proptest::prelude::*;

use crate::check::{euros, import};

/// Bytes that look like a file more often than chance would have it.
fn file() -> impl Strategy<Value = Vec<u8>> {
    let header = prop::sample::select(vec![
        "order_id,product_id,quantity,placed_at,unit_price\n",
        "sku,title,price,stock,category,attributes,fits\n",
        "event,timestamp,visitor_id,items\n",
        "Handle,Title,Variant Price,Option1 Name,Option1 Value\n",
        "sku,linked_sku\n",
        "{\"order_id\":1,\"placed_at\":\"2024-01-01\",\"lines\":[{\"product_id\":\"A\",\"unit_price\":1}]}\n",
        "\u{FEFF}",
        "PAR1",
        "",
    ]);
    let cell = prop_oneof![
        "[A-C]{0,2}",
        "-?[0-9]{1,12}([.,][0-9]{1,4})?",
        "[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}( [0-9]{1,2}:[0-9]{2})?",
        "[\"{}\\[\\]<>&;:٠-٩۰-۹٫٬€\\r]{0,6}",
        "\\PC{0,8}",
    ];
    let row = prop::collection::vec(cell, 0..8).prop_map(|cells| cells.join(","));
    let text = prop::collection::vec(row, 0..20).prop_map(|rows| rows.join("\n"));
    let noise = prop::collection::vec(any::<u8>(), 0..64);
    (header, text, noise)
        .prop_map(|(header, text, noise)| [header.as_bytes(), text.as_bytes(), &noise].concat())
}

fn options() -> impl Strategy<Value = Options> {
    let kind = prop::option::of(prop::sample::select(RecordKind::ALL.to_vec()));
    let preset = prop::option::of(prop::sample::select(ingest::presets().iter().collect::<Vec<_>>()));
    let format = prop::option::of(prop::sample::select(vec!["%d/%m/%Y".to_owned(), "%s".to_owned()]));
    (kind, preset, format).prop_map(|(kind, preset, date_format)| Options {
        kind,
        preset,
        date_format,
        ..euros()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn any_bytes_are_accounted_for(
        bytes in file(),
        options in options(),
        name in prop::sample::select(vec!["a", "a.csv", "a.jsonl", "a.parquet"]),
    ) {
        let outcome = import(name, &bytes, &options);
        if let Ok(summary) = &outcome.result {
            prop_assert_eq!(summary.accounted(), summary.rows);
            prop_assert_eq!(summary.rejected, outcome.rejections.len() as u64);
            prop_assert_eq!(summary.bytes, bytes.len() as u64);
        }
        let again = import(name, &bytes, &options);
        prop_assert_eq!(outcome.records, again.records);
        prop_assert_eq!(outcome.rejections, again.rejections);
    }

    #[test]
    fn good_rows_survive_any_bad_ones(bad in prop::collection::vec("[^\"\\r\\n]{0,30}", 0..10)) {
        let mut text = "order_id,product_id,placed_at\n".to_owned();
        for (index, bad) in bad.iter().enumerate() {
            text += &format!("good{index},A,2024-01-05\n{bad}\n");
        }
        text += "last,A,2024-01-05\n";
        let outcome = import("orders.csv", text.as_bytes(), &Options { kind: Some(RecordKind::Orders), ..euros() });
        let is_good = |record: &&ingest::Record| match record {
            ingest::Record::Order(order) => order.id.as_str().starts_with("good") || order.id.as_str() == "last",
            _ => false,
        };
        prop_assert!(outcome.result.is_ok());
        prop_assert!(outcome.records.iter().filter(is_good).count() > bad.len());
    }
}
