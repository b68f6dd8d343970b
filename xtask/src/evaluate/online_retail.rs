//! A real gift shop's year, end to end: import, build, offers for its best-known products, cart completion.

use super::{Data, Evaluation, Score};
use crate::measuring::trial::{Numbers, Trial, evaluate_all, mean, whole};
use crate::measuring::verdict::{self, Target};
use crate::workspace;
use anyhow::{Context, Result, ensure};
use engine::{Engine, ImportSource, NewShop, OfferRequest, Reason, ShopFolder, ingest};
use measure::offline::{Past, PastOrder, Span, tasks};
use shop::{Currency, Day, LineKind, Locale, Placement, ProductId, Timestamp};
use std::path::Path;
use std::time::Instant;
use store::{SqliteOptions, SqliteStore, Store};

pub const EVALUATION: Evaluation = Evaluation {
    id: "online_retail",
    data: Data::Real("online_retail"),
    in_checks: true,
    run: |data| in_scratch(data, "carts", bare_scores),
};

/// The same shop with its titles and customers, asked everything; takes minutes.
pub const WHOLE: Evaluation = Evaluation {
    id: "online_retail_whole",
    data: Data::Real("online_retail"),
    in_checks: false,
    run: |data| in_scratch(data, "whole", described_scores),
};

/// Lines of the complete file, header not counted.
const LINES: u64 = 541_909;
/// Invoices of the last days are asked for.
const TEST_DAYS: u32 = 30;
const SEEDS: [u64; 5] = [1, 2, 3, 4, 5];
const BEST_KNOWN: usize = 20;
const REPORT: &str = "docs/online-retail-offers.md";

/// What an evaluation asks of the shop's orders and of its past as the engine knows it.
type Scoring = fn(&[Sold], Past) -> Result<Vec<Score>>;

fn in_scratch(data: &Path, name: &str, scoring: Scoring) -> Result<Vec<Score>> {
    let folder = format!("target/evaluate/online_retail-{name}-{}", std::process::id());
    let scratch = workspace::root().join(folder);
    let result = run_in(&scratch, data, scoring);
    std::fs::remove_dir_all(&scratch).with_context(|| format!("could not remove {}", scratch.display()))?;
    result
}

fn run_in(scratch: &Path, data: &Path, scoring: Scoring) -> Result<Vec<Score>> {
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
    let past = engine.past(&|_| {})?;
    engine.close();
    let mut scores = vec![Score {
        what: "lines accounted for".into(),
        target: Target::AtLeast(LINES as f64),
        value: report.summary.accounted() as f64,
    }];
    scores.extend(scoring(&orders, past)?);
    Ok(scores)
}

/// An order by the evaluation's protocol.
struct Sold {
    placed_at: Timestamp,
    customer: Option<u32>,
    products: Vec<ProductId>,
}

/// Every order of the store by the evaluation's protocol: merchandise whose code begins with five digits.
fn past_orders(folder: &Path) -> Result<Vec<Sold>> {
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
            orders.push(Sold {
                placed_at: order.placed_at,
                customer: order.customer_key,
                products,
            });
        }
    })?;
    Ok(orders)
}

/// The orders over products that are known by their numbers alone, as the other programs know them.
fn bare(orders: &[Sold]) -> Result<Past> {
    let mut numbers = Numbers::default();
    let mut all = Vec::with_capacity(orders.len());
    for order in orders {
        let products = order.products.iter().map(|id| numbers.of(id.as_str()));
        all.push(PastOrder {
            placed_at: order.placed_at,
            customer: order.customer,
            products: products.collect::<Result<_>>()?,
        });
    }
    Ok(Past::new(numbers.finish(), all, Vec::new()))
}

/// The same orders over the shop's catalogue, with titles.
fn described(orders: &[Sold], whole: Past) -> Past {
    let index = |id: &ProductId| whole.catalogue.index(id.as_str());
    let order = |order: &Sold| PastOrder {
        placed_at: order.placed_at,
        customer: order.customer,
        products: order.products.iter().filter_map(index).collect(),
    };
    let orders = orders.iter().map(order).collect();
    Past::new(whole.catalogue.clone(), orders, Vec::new())
}

fn bare_scores(orders: &[Sold], _: Past) -> Result<Vec<Score>> {
    cart_completion_scores(&bare(orders)?)
}

fn described_scores(orders: &[Sold], whole_past: Past) -> Result<Vec<Score>> {
    let mut scores = Vec::new();
    let described = described(orders, whole_past);
    let span = Span::Days(TEST_DAYS);
    let tasks = ["cart_completion", "seed_to_rest", "next_basket", "cold_start"];
    let evaluation = evaluate_all(&described, &tasks, span)?;
    for (task, metric) in [
        ("cart_completion", "hit_rate"),
        ("seed_to_rest", "hit_rate"),
        ("next_basket", "recall"),
        ("cold_start", "hit_rate"),
    ] {
        for mut score in whole(&evaluation, task, metric, 10, Target::Reference)? {
            score.what.push_str(", with titles");
            scores.push(score);
        }
    }
    Ok(scores)
}

/// Cart completion, the median of five draws of what is hidden.
fn cart_completion_scores(past: &Past) -> Result<Vec<Score>> {
    let (_, last) = past.span().context("there are no orders")?;
    let cut = last.plus_ms(-i64::from(TEST_DAYS) * 86_400_000);
    let (trial, tuned) = (Trial::new(past, cut, false)?, Trial::new(past, cut, true)?);
    let task = tasks::find("cart_completion").context("no cart_completion")?;
    println!(
        "  history: {} orders, {} lines, {} products",
        trial.split.orders_learnt,
        trial.split.lines_learnt,
        trial.split.orders.iter().filter(|&&orders| orders > 0).count()
    );
    println!("  chosen: {:?}", trial.models.facts());
    let mut scores = Vec::new();
    let default = trial
        .methods(task)
        .into_iter()
        .map(|method| (&trial, "default", method));
    let chosen = tuned
        .methods(task)
        .into_iter()
        .map(|method| (&tuned, "tuned", method));
    let shown =
        |method: &str| ["alongside.complement", "co_purchase", "basket_model", "popular"].contains(&method);
    for (trial, configuration, method) in chosen.chain(default).filter(|(_, _, method)| shown(method.id)) {
        let mut asked = Vec::new();
        for seed in SEEDS {
            asked.push(trial.ask(task, &method, seed));
        }
        let median = |metric: &str, depth: usize| -> Result<f64> {
            let values: Result<Vec<f64>> = asked.iter().map(|asked| mean(asked, metric, depth)).collect();
            verdict::median(&values?).context("no seeds")
        };
        for (metric, depth) in [("hit_rate", 10), ("hit_rate", 1), ("reciprocal_rank", 10)] {
            scores.push(Score {
                what: format!(
                    "{configuration}: {}, {metric}@{depth} (median of 5 seeds)",
                    method.id
                ),
                target: target(configuration, method.id, metric, depth),
                value: median(metric, depth)?,
            });
        }
    }
    Ok(scores)
}

/// What each method has to reach, so that a change for the worse is seen; what is aimed at is .36 and .17 for the whole
/// ranking, which no configuration reaches yet. Others are there to compare.
fn target(configuration: &str, method: &str, metric: &str, depth: usize) -> Target {
    match (configuration, method, metric, depth) {
        ("tuned", "alongside.complement", "hit_rate", 10) => Target::AtLeast(0.31),
        ("tuned", "alongside.complement", "reciprocal_rank", 10) => Target::AtLeast(0.15),
        ("default", "basket_model", "hit_rate", 10) => Target::AtLeast(0.32),
        ("default", "co_purchase", "hit_rate", 10) => Target::AtLeast(0.27),
        _ => Target::Reference,
    }
}

/// Writes what a person should look at: the best-known products with their offers.
fn write_offers(engine: &Engine, orders: &[Sold], now: Timestamp) -> Result<()> {
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
