//! Files of real shops, where they are at hand. The expected numbers were counted by independent programs.

use std::path::PathBuf;

use ingest::{Options, Record, Summary, import_file};

use crate::check::{euros, now};

/// A file of the data folder; says so where there is none.
fn real_file(name: &str) -> Option<PathBuf> {
    testkit::at_hand::data_file(name)
}

fn import(name: &str, options: Options) -> Option<(Summary, Vec<Record>)> {
    let path = real_file(name)?;
    let folder = tempfile::tempdir().expect("a folder for the rejected rows");
    let options = Options {
        rejected_dir: Some(folder.path().to_owned()),
        ..options
    };
    let mut records = Vec::new();
    let mut sink = |batch| {
        records.extend::<Vec<Record>>(batch);
        Ok(())
    };
    let summary = import_file(&path, &options, now(), &mut sink, &|_| {}).expect("a real file can be read");
    assert_eq!(summary.accounted(), summary.rows);
    Some((summary, records))
}

#[test]
fn online_retail_is_accounted_for_to_the_last_line() {
    let Some((summary, records)) = import("online_retail/online_retail.csv.gz", Options::default()) else {
        return;
    };
    let counts = [
        summary.rows,
        summary.order_lines,
        summary.fee_lines,
        summary.refund_lines,
        summary.rejected,
        summary.skipped,
        summary.orders,
    ];
    assert_eq!(counts, [541_909, 528_840, 2_445, 10_624, 0, 0, 20_729]);
    let mut refunds: Vec<&str> = records
        .iter()
        .filter_map(|record| match record {
            Record::Refund(refund) => Some(refund.id.as_str()),
            _ => None,
        })
        .collect();
    refunds.sort_unstable();
    refunds.dedup();
    assert_eq!(refunds.len(), 10_624, "every refund has an id of its own");
    let seen = |code: &str| {
        records.iter().find_map(|record| match record {
            Record::ProductSeen { id, title, .. } if id.as_str() == code => {
                Some(title.clone().map(|(_, title)| title))
            }
            _ => None,
        })
    };
    let lantern = "WHITE HANGING HEART T-LIGHT HOLDER".to_owned();
    assert_eq!(seen("85123A"), Some(Some(lantern)));
    assert_eq!(seen("POST"), None, "postage is no product");
    assert_eq!(seen("DCGSSGIRL"), Some(Some("GIRLS PARTY BAG".to_owned())));
}

#[test]
fn other_shops_are_recognised_by_their_columns() {
    let rows = |name: &str| import(name, euros()).map(|(summary, _)| summary);
    if let Some(summary) = rows("contoso/Products.csv.gz") {
        assert_eq!((summary.products, summary.rejected), (2_517, 0));
    }
    if let Some(summary) = rows("contoso/Sales.csv.gz") {
        assert_eq!((summary.order_lines, summary.rejected), (62_884, 0));
    }
    if let Some(summary) = rows("shopify_csv/jewelery.csv") {
        assert_eq!((summary.products, summary.skipped, summary.rejected), (23, 18, 0));
    }
    if let Some(summary) = rows("ga4/ga4_events_sampled.snappy.parquet") {
        assert_eq!((summary.rows, summary.rejected), (24_219, 0));
    }
    if let Some(summary) = rows("magento_links/products_reviews.csv") {
        let counts = [summary.rows, summary.reviews, summary.rejected];
        assert_eq!(counts, [500, 500, 0]);
    }
    for (name, links) in [
        ("crosssell", 116),
        ("related", 84),
        ("upsell", 79),
        ("configurable/crosssell", 588),
        ("configurable/related", 393),
        ("configurable/upsell", 246),
    ] {
        if let Some(summary) = rows(&format!("magento_links/{name}.csv")) {
            assert_eq!((summary.records, summary.rejected), (links, 0), "{name}");
        }
    }
}
