//! A real gift shop's year, end to end: import, build, offers for its best-known products, cart completion.

use super::{Data, Evaluation, Score};
use crate::measuring::verdict::Target;
use crate::workspace;
use anyhow::{Context, Result, ensure};
use engine::{Engine, ImportSource, NewShop, OfferRequest, Reason, ShopFolder, ingest, recommend::Params};
use measure::offline::cart_completion::{self, PastOrder};
use shop::{Currency, Day, LineKind, Locale, Placement, ProductId, Timestamp};
use std::path::Path;
use std::time::Instant;
use store::{SqliteOptions, SqliteStore, Store};

pub const EVALUATION: Evaluation = Evaluation {
    id: "online_retail",
    data: Data::Real("online_retail"),
    run,
};

/// Lines of the complete file, header not counted.
const LINES: u64 = 541_909;
/// Invoices of the last days are asked for.
const TEST_DAYS: i64 = 30;
const SEEDS: [u64; 5] = [1, 2, 3, 4, 5];
const BEST_KNOWN: usize = 20;
const REPORT: &str = "docs/online-retail-offers.md";

fn run(data: &Path) -> Result<Vec<Score>> {
    let scratch = workspace::root().join(format!("target/evaluate/online_retail-{}", std::process::id()));
    let result = run_in(&scratch, data);
    std::fs::remove_dir_all(&scratch).with_context(|| format!("could not remove {}", scratch.display()))?;
    result
}

fn run_in(scratch: &Path, data: &Path) -> Result<Vec<Score>> {
    let now = Day(15_318).start(); // 2011-12-10, the day after the file ends
    let shop = NewShop {
        name: "Online Retail".into(),
        currency: Currency::new("GBP")?,
        locale: Locale::english(),
    };
    let (engine, _) = Engine::init(scratch, shop, now)?;
    let source = ImportSource::File(data.join("online_retail.csv.gz"));
    let options = || ingest::Options {
        rejected_dir: Some(scratch.to_owned()),
        ..ingest::Options::default()
    };
    let started = Instant::now();
    let report = engine.import(&source, options(), now, &|_| {})?;
    let import_seconds = started.elapsed().as_secs_f64();
    println!("  {:?}", report.summary);
    println!(
        "  refunds: {} found their order, {} did not",
        report.refunds_matched, report.refunds_unmatched
    );
    ensure!(
        report.summary.rows == LINES && report.summary.accounted() == LINES,
        "not every line is accounted for"
    );
    let again = engine.import(&source, options(), now, &|_| {})?;
    ensure!(
        again.recorded.inserted + again.recorded.changed == 0,
        "importing again changed {:?}",
        again.recorded
    );
    let started = Instant::now();
    let model = engine.build(now, &|_| {})?;
    let build_seconds = started.elapsed().as_secs_f64();
    println!(
        "  imported in {import_seconds:.2} s, built in {build_seconds:.2} s: {:?}",
        model.facts
    );
    let orders = past_orders(scratch)?;
    write_offers(&engine, &orders, now)?;
    engine.close();
    let mut scores = vec![Score {
        what: "lines accounted for".into(),
        target: Target::AtLeast(LINES as f64),
        value: report.summary.accounted() as f64,
    }];
    scores.extend(cart_completion_scores(&orders)?);
    Ok(scores)
}

/// Every order of the store by the evaluation's protocol: merchandise whose code begins with five digits.
fn past_orders(folder: &Path) -> Result<Vec<PastOrder>> {
    let store = SqliteStore::open(ShopFolder::new(folder).store(), &SqliteOptions::default())?;
    let ids = store.product_keys()?;
    let counted = |id: &ProductId| {
        id.as_str().len() >= 5 && id.as_str().bytes().take(5).all(|byte| byte.is_ascii_digit())
    };
    let mut orders = Vec::new();
    store.scan_orders(Day(-1_000), Day(100_000), &mut |order| {
        let mut products: Vec<ProductId> = Vec::new();
        for line in order.lines.iter().filter(|line| line.kind == LineKind::Product) {
            let id = &ids[line.product_key.0 as usize];
            if counted(id) && !products.contains(id) {
                products.push(id.clone());
            }
        }
        if !products.is_empty() {
            orders.push(PastOrder {
                placed_at: order.placed_at,
                products,
            });
        }
    })?;
    Ok(orders)
}

fn cart_completion_scores(orders: &[PastOrder]) -> Result<Vec<Score>> {
    let last = orders
        .iter()
        .map(|order| order.placed_at)
        .max()
        .context("there are no orders")?;
    let cut = last.plus_ms(-TEST_DAYS * 86_400_000);
    let co_purchase = engine::recommend::recommenders::index("co_purchase").context("no co_purchase")?;
    let popular = engine::recommend::recommenders::index("popular").context("no popular")?;
    let first = cart_completion::split(orders, cut, SEEDS[0]);
    println!(
        "  history: {} orders, {} lines, {} products; {} queries",
        first.train_orders,
        first.train_lines,
        first.catalogue.len(),
        first.queries.len()
    );
    let models = engine::recommend::Models::build(
        first.catalogue.clone(),
        std::slice::from_ref(&first.partition),
        &Params::default(),
    )?;
    let mut reports = Vec::new();
    for seed in SEEDS {
        let split = cart_completion::split(orders, cut, seed);
        reports.push(cart_completion::ask(&models, &split.queries, co_purchase));
    }
    let median = |value: &dyn Fn(&cart_completion::Report) -> f64| {
        let mut values: Vec<f64> = reports.iter().map(value).collect();
        values.sort_unstable_by(f64::total_cmp);
        values[values.len() / 2]
    };
    let (low, high) = reports[0].hit_rate_interval(1);
    println!(
        "  chosen: {:?}; HR@10 of seed 1 within [{low:.3}, {high:.3}]",
        models.facts()[usize::from(co_purchase)].1
    );
    let baseline = cart_completion::ask(&models, &first.queries, popular);
    let score = |what: &str, target, value| Score {
        what: what.to_owned(),
        target,
        value,
    };
    Ok(vec![
        score(
            "co_purchase alone, HR@10 (median of 5 seeds)",
            Target::AtLeast(0.27),
            median(&|report| report.hit_rate(10)),
        ),
        score(
            "co_purchase alone, HR@1",
            Target::Reference,
            median(&|report| report.hit_rate(1)),
        ),
        score(
            "co_purchase alone, MRR@10",
            Target::Reference,
            median(&cart_completion::Report::reciprocal_rank),
        ),
        score(
            "co_purchase alone, coverage",
            Target::Reference,
            median(&|report| report.coverage),
        ),
        score("popularity, HR@10", Target::Reference, baseline.hit_rate(10)),
    ])
}

/// Writes what a person should look at: the best-known products with their offers.
fn write_offers(engine: &Engine, orders: &[PastOrder], now: Timestamp) -> Result<()> {
    let mut counts = std::collections::HashMap::new();
    for id in orders.iter().flat_map(|order| &order.products) {
        *counts.entry(id.clone()).or_insert(0_u32) += 1;
    }
    let mut best: Vec<(u32, ProductId)> = counts.into_iter().map(|(id, count)| (count, id)).collect();
    best.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut text = String::from(REPORT_HEAD);
    for (count, id) in best.into_iter().take(BEST_KNOWN) {
        let product = engine.product(id.as_str())?;
        let title = product
            .title
            .best(&Locale::english())
            .map_or(id.as_str(), |(_, title)| title)
            .to_owned();
        text.push_str(&format!(
            "\n## {title}\n\n`{id}`, in {count} orders.\n\n| offered with it | because |\n|---|---|\n"
        ));
        let request = OfferRequest {
            product_id: Some(id.as_str().to_owned()),
            ..OfferRequest::new(Placement::ProductPage)
        };
        for offer in engine.offers(&request, now).offers {
            let title = offer.product.title.map_or(offer.product.id, |title| title.text);
            text.push_str(&format!("| {title} | {} |\n", because(&offer.reason)));
        }
    }
    let path = workspace::root().join(REPORT);
    if std::env::var_os("CI").is_none() {
        std::fs::write(&path, text).with_context(|| format!("could not write {REPORT}"))?;
        println!("  wrote {REPORT}");
    }
    Ok(())
}

fn because(reason: &Reason) -> String {
    let [("orders_together", together), ("orders_with", with)] = reason.numbers[..] else {
        return reason.code.replace('_', " ");
    };
    let doubt = match reason.proven {
        Some(false) => " (chance may explain it)",
        _ => "",
    };
    format!("in {together} of {with} orders with it{doubt}")
}

const REPORT_HEAD: &str = "# Offers for the best-known products of a real gift shop

Written by `cargo xtask evaluate online_retail` from the UCI Online Retail file (CC BY 4.0), a year of a British gift
shop's orders. The file names no categories and no variants, so both are told from titles. Shown is what the product
page would offer, with the default policy and the whole year as history.
";
