//! Bundles of electronics that people put together: one member of each is hidden and asked for, given the others.
//!
//! The bundles were made from customers' sessions, so a bundle's own session must not be learnt from: sessions are
//! dealt into ten parts, and the bundles of each part are asked of models that learnt from the other nine. All
//! products were on sale all the time, most of them with title and category.

use super::{Data, Evaluation, Score};
use crate::measuring::trial::{Asked, Numbers, Trial, mean, text};
use crate::measuring::verdict::Target;
use anyhow::{Context, Result, ensure};
use measure::offline::{MethodKind, Past, PastOrder, baselines, random, tasks};
use shop::{Category, Day, Locale, Product, ProductId};
use std::collections::BTreeMap;
use std::path::Path;

pub const EVALUATION: Evaluation = Evaluation {
    id: "bundles_electronic",
    data: Data::Real("bundles_electronic"),
    in_checks: false,
    run,
};

const PARTS: u64 = 10;
const SEED: u64 = 1;
const PRODUCTS: usize = 4_943;
const BUNDLES: usize = 1_750;
/// When sessions without a time of their own were; bundles are asked for a day after all of them.
const SESSION_DAY: Day = Day(16_273);
const TEST_DAY: Day = Day(16_400);

/// What the files tell, by the products' ids.
struct Files {
    sessions: BTreeMap<String, Vec<String>>,
    bundles: BTreeMap<String, Vec<String>>,
    session_of_bundle: BTreeMap<String, String>,
    titles: BTreeMap<String, String>,
    categories: BTreeMap<String, String>,
}

fn run(data: &Path) -> Result<Vec<Score>> {
    let files = Files::read(data)?;
    let task = tasks::find("cart_completion").context("no cart_completion")?;
    let mut asked: BTreeMap<&'static str, (MethodKind, Asked)> = BTreeMap::new();
    for part in 0..PARTS {
        let past = files.past(part)?;
        ensure!(
            past.catalogue.len() == PRODUCTS,
            "{} products",
            past.catalogue.len()
        );
        let trial = Trial::new(&past, TEST_DAY.start(), false)?;
        let learnt = baselines::learn(task, &trial.split);
        let baselines = learnt
            .iter()
            .map(|(id, learnt)| baselines::method(id, &**learnt, PRODUCTS));
        for method in trial.methods(task).into_iter().chain(baselines) {
            let answers = trial.ask(task, &method, SEED);
            let own = asked
                .entry(method.id)
                .or_insert_with(|| (method.kind, Vec::new()));
            own.1.extend(answers);
        }
    }
    let mut scores = Vec::new();
    for (id, (kind, asked)) in &asked {
        ensure!(asked.len() == BUNDLES, "{} questions", asked.len());
        let [hit_rate, reciprocal_rank] = [mean(asked, "hit_rate", 10)?, mean(asked, "reciprocal_rank", 10)?];
        println!("    {id:<24} HR@10 {hit_rate:.4}  MRR@10 {reciprocal_rank:.4}");
        if *kind == MethodKind::Whole {
            let score = |what: &str, target, value| Score {
                what: format!("{id}, {what}"),
                target,
                value,
            };
            scores.push(score("HR@10", Target::AtLeast(0.25), hit_rate));
            scores.push(score("MRR@10", Target::Reference, reciprocal_rank));
        }
    }
    Ok(scores)
}

impl Files {
    fn read(data: &Path) -> Result<Self> {
        let pairs = |name: &str| -> Result<Vec<(String, String)>> {
            let text = text(&data.join(name))?;
            let mut rows = csv::Reader::from_reader(text.as_bytes());
            let pair = |row: csv::StringRecord| (row[0].to_owned(), row[1].to_owned());
            Ok(rows
                .records()
                .collect::<Result<Vec<_>, _>>()?
                .into_iter()
                .map(pair)
                .collect())
        };
        let grouped = |name: &str| -> Result<BTreeMap<String, Vec<String>>> {
            let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for (group, item) in pairs(name)? {
                groups.entry(group).or_default().push(item);
            }
            Ok(groups)
        };
        let session_of_bundle = pairs("session_bundle.csv.gz")?;
        let session_of_bundle = session_of_bundle
            .into_iter()
            .map(|(session, bundle)| (bundle, session));
        Ok(Self {
            sessions: grouped("session_item.csv.gz")?,
            bundles: grouped("bundle_item.csv.gz")?,
            session_of_bundle: session_of_bundle.collect(),
            titles: pairs("item_titles.csv.gz")?.into_iter().collect(),
            categories: pairs("item_categories.csv.gz")?.into_iter().collect(),
        })
    }

    /// The past in which the bundles of one part are asked for and their sessions were never seen.
    fn past(&self, part: u64) -> Result<Past> {
        let part_of = |session: &str| -> Result<u64> { Ok(random::of(SEED, session.parse()?) % PARTS) };
        let mut numbers = Numbers::default();
        for id in self.sessions.values().chain(self.bundles.values()).flatten() {
            self.number(&mut numbers, id)?;
        }
        let mut orders = Vec::new();
        for (session, items) in &self.sessions {
            if part_of(session)? != part {
                orders.push(self.order(&mut numbers, SESSION_DAY, items)?);
            }
        }
        for (bundle, items) in &self.bundles {
            let session = self
                .session_of_bundle
                .get(bundle)
                .context("a bundle has no session")?;
            if part_of(session)? == part {
                orders.push(self.order(&mut numbers, TEST_DAY, items)?);
            }
        }
        let mut past = Past::new(numbers.finish(), orders, Vec::new());
        past.catalogue_of_then = true;
        Ok(past)
    }

    fn order(&self, numbers: &mut Numbers, day: Day, items: &[String]) -> Result<PastOrder> {
        let mut products = Vec::with_capacity(items.len());
        for id in items {
            let product = self.number(numbers, id)?;
            if !products.contains(&product) {
                products.push(product);
            }
        }
        Ok(PastOrder {
            placed_at: day.start(),
            customer: None,
            products,
        })
    }

    fn number(&self, numbers: &mut Numbers, id: &str) -> Result<u32> {
        if let Some(known) = numbers.known(id) {
            return Ok(known);
        }
        let mut product = Product::unknown(ProductId::new(id)?);
        if let Some(title) = self.titles.get(id) {
            product.title.0.insert(Locale::english(), title.clone());
        }
        if let Some(paths) = self.categories.get(id) {
            // `[[A,B,C],[A,D]]`: the first path counts.
            let first = paths
                .trim_start_matches('[')
                .split(']')
                .next()
                .unwrap_or_default();
            product.category = Category(first.split(',').map(|name| name.trim().to_owned()).collect());
        }
        numbers.add(&product)
    }
}
