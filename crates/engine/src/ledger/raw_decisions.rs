//! The decisions themselves for other tools: a row for each offer, with how likely it was shown, so that anybody can
//! work out what another way of choosing would have brought.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::BufWriter,
    path::{Path, PathBuf},
};

use decide::{Outcome, Traced};
use parquet::{errors::ParquetError, file::writer::SerializedFileWriter};
use recommend::recommenders;
use rustc_hash::FxHashMap;
use serde_json::json;
use shop::{Day, ProductId, Timestamp};

use super::{
    DAYS_AT_ONCE, ExportedTable,
    decisions::{self, Spans},
    table::{self, Column, Kind, Table},
    tables::{numbers, texts},
};
use crate::{Engine, Error, decision_record::DecisionRecord, experiments::experiment_hash};

/// The table's name, and that of its folder.
const NAME: &str = "decisions";
/// Rows that are written together.
const ROWS_AT_ONCE: usize = 50_000;

/// An offer of a decision.
struct Offer {
    decision: String,
    at: Timestamp,
    visitor: u64,
    traffic: &'static str,
    placement: &'static str,
    locale: String,
    policy_version: u32,
    model_version: u64,
    arms: String,
    held_out: bool,
    page_product: String,
    cart: String,
    unit: u8,
    kind: &'static str,
    slot: u8,
    product: String,
    recommender: &'static str,
    score: f64,
    worth: f64,
    drawn: bool,
    propensity: f64,
    drawn_between: String,
}

impl Table for Offer {
    const NAME: &'static str = NAME;
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("decision", Kind::Text),
        ("at", Kind::Moment),
        ("visitor", Kind::Number),
        ("traffic", Kind::Text),
        ("placement", Kind::Text),
        ("locale", Kind::Text),
        ("policy_version", Kind::Number),
        ("model_version", Kind::Number),
        ("arms", Kind::Text),
        ("held_out", Kind::Number),
        ("page_product", Kind::Text),
        ("cart", Kind::Text),
        ("unit", Kind::Number),
        ("kind", Kind::Text),
        ("slot", Kind::Number),
        ("product", Kind::Text),
        ("recommender", Kind::Text),
        ("score", Kind::Fraction),
        ("worth", Kind::Fraction),
        ("drawn", Kind::Number),
        ("propensity", Kind::Fraction),
        ("drawn_between", Kind::Text),
    ];

    fn columns(rows: &[Self]) -> Vec<Column> {
        let fractions = |of: fn(&Self) -> f64| Column::Fractions(rows.iter().map(of).collect());
        vec![
            texts(rows, |row| &row.decision),
            numbers(rows, |row| row.at.unix_ms()),
            numbers(rows, |row| row.visitor as i64),
            texts(rows, |row| row.traffic),
            texts(rows, |row| row.placement),
            texts(rows, |row| &row.locale),
            numbers(rows, |row| i64::from(row.policy_version)),
            numbers(rows, |row| row.model_version as i64),
            texts(rows, |row| &row.arms),
            numbers(rows, |row| i64::from(row.held_out)),
            texts(rows, |row| &row.page_product),
            texts(rows, |row| &row.cart),
            numbers(rows, |row| i64::from(row.unit)),
            texts(rows, |row| row.kind),
            numbers(rows, |row| i64::from(row.slot)),
            texts(rows, |row| &row.product),
            texts(rows, |row| row.recommender),
            fractions(|row| row.score),
            fractions(|row| row.worth),
            numbers(rows, |row| i64::from(row.drawn)),
            fractions(|row| row.propensity),
            texts(rows, |row| &row.drawn_between),
        ]
    }
}

/// What positions and hashes of records stand for.
struct Names {
    products: Vec<ProductId>,
    arms: FxHashMap<u32, (String, Vec<String>)>,
    erased: BTreeSet<u64>,
}

impl Names {
    fn product(&self, product: u32) -> String {
        let id = self.products.get(product as usize);
        id.map(ToString::to_string).unwrap_or_default()
    }

    /// The arms somebody was in; of an experiment that is gone, its hash and the arm's place.
    fn arms(&self, record: &DecisionRecord) -> String {
        let name = |arm: &crate::decision_record::InArm| {
            let known = self.arms.get(&arm.experiment);
            let named =
                known.and_then(|(id, arms)| Some(format!("{id}:{}", arms.get(usize::from(arm.arm))?)));
            named.unwrap_or_else(|| format!("{:08x}:{}", arm.experiment, arm.arm))
        };
        let names: Vec<String> = record.header.arms.iter().map(name).collect();
        names.join(" ")
    }

    /// The offers of a decision, those that were held back among them.
    fn offers<'a>(&'a self, id: &'a str, record: &'a DecisionRecord) -> impl Iterator<Item = Offer> + 'a {
        let header = &record.header;
        let cart: Vec<String> = record
            .cart
            .iter()
            .map(|(product, _)| self.product(*product))
            .collect();
        let shared = (self.arms(record), json!(cart).to_string());
        let page = record
            .product
            .map(|product| self.product(product))
            .unwrap_or_default();
        record.candidates.iter().filter_map(move |candidate| {
            let Outcome::Offered(slot) = candidate.outcome else {
                return None;
            };
            let (drawn, propensity, drawn_between) = self.chance(record, candidate, slot);
            Some(Offer {
                decision: id.to_owned(),
                at: header.at,
                visitor: if self.erased.contains(&header.unit) {
                    0
                } else {
                    header.unit
                },
                traffic: header.traffic.as_str(),
                placement: header.placement.as_str(),
                locale: header.locale.clone(),
                policy_version: record.policy_version,
                model_version: record.model_version,
                arms: shared.0.clone(),
                held_out: header.held_out,
                page_product: page.clone(),
                cart: shared.1.clone(),
                unit: candidate.unit,
                kind: candidate.intent.as_str(),
                slot,
                product: self.product(candidate.product),
                recommender: strongest(candidate),
                score: f64::from(candidate.score),
                worth: f64::from(candidate.worth),
                drawn,
                propensity,
                drawn_between,
            })
        })
    }

    /// Whether a slot was filled by a draw, how likely its product was drawn, and between which it was. What was not
    /// drawn was certain.
    fn chance(&self, record: &DecisionRecord, candidate: &Traced, slot: u8) -> (bool, f64, String) {
        let drawn = record.explored.as_ref().filter(|explored| explored.slot == slot);
        let own = drawn.and_then(|explored| Some((explored, explored.drawn()?)));
        match own {
            Some((explored, own)) if own.product == candidate.product => {
                let all = explored.candidates.iter();
                let all: Vec<_> = all
                    .map(|one| json!([self.product(one.product), f64::from(one.chance)]))
                    .collect();
                (true, f64::from(own.chance), json!(all).to_string())
            }
            _ => (false, 1.0, "[]".to_owned()),
        }
    }
}

/// Whose word weighed most.
fn strongest(candidate: &Traced) -> &'static str {
    let sources = candidate.sources.iter();
    let strongest = sources.max_by(|one, other| one.score.total_cmp(&other.score));
    strongest.map_or("", |source| recommenders::id(source.recommender))
}

/// A day's file, while it is written.
struct DayFile {
    path: PathBuf,
    writer: SerializedFileWriter<BufWriter<File>>,
    waiting: Vec<Offer>,
}

impl DayFile {
    /// Begins a file under another name, so that one that is there stays until the new one is whole.
    fn create(path: PathBuf) -> Result<Self, Error> {
        let part = part_of(&path);
        let file = File::create(&part).map_err(Error::io(&part))?;
        let writer = table::writer::<Offer, _>(BufWriter::new(file)).map_err(failed(&part))?;
        Ok(Self {
            path,
            writer,
            waiting: Vec::new(),
        })
    }

    fn flush(&mut self) -> Result<(), Error> {
        let rows = std::mem::take(&mut self.waiting);
        table::put_group(&mut self.writer, &rows).map_err(failed(&self.path))
    }

    /// Writes what waits and puts the file in its place; how many bytes it has.
    fn finish(mut self) -> Result<u64, Error> {
        if !self.waiting.is_empty() {
            self.flush()?;
        }
        self.writer.close().map_err(failed(&self.path))?;
        fs::rename(part_of(&self.path), &self.path).map_err(Error::io(&self.path))?;
        Ok(fs::metadata(&self.path).map_err(Error::io(&self.path))?.len())
    }
}

fn part_of(path: &Path) -> PathBuf {
    path.with_extension("part")
}

/// Writing a table fails where the folder cannot be written.
fn failed(path: &Path) -> impl FnOnce(ParquetError) -> Error {
    let path = path.to_owned();
    move |error| Error::Io {
        path,
        source: std::io::Error::other(error),
    }
}

impl Engine {
    /// Writes the decisions of some days into a folder, as far as the log reaches.
    pub(super) fn export_decisions(
        &self,
        (from, to): (Day, Day),
        about: &'static str,
        folder: &Path,
    ) -> Result<ExportedTable, Error> {
        let target = folder.join(NAME);
        fs::create_dir_all(&target).map_err(Error::io(&target))?;
        let log = self.inner.folder.decisions();
        let spans = decisions::grown(&log, &self.ledger().progress().log)?.spans();
        let days: BTreeSet<i32> = spans
            .values()
            .flat_map(|(first, last)| first.0..=last.0)
            .collect();
        let days: Vec<Day> = days.into_iter().map(Day).collect();
        let asked: Vec<Day> = days.into_iter().filter(|day| (from..=to).contains(day)).collect();
        let names = self.names_in_log()?;
        let mut table = ExportedTable {
            name: NAME,
            about,
            files: 0,
            bytes: 0,
        };
        for run in asked.chunks(DAYS_AT_ONCE) {
            for bytes in self.write_decisions(run, &spans, &names, &target)? {
                table.files += 1;
                table.bytes += bytes;
            }
        }
        Ok(table)
    }

    fn names_in_log(&self) -> Result<Names, Error> {
        let arms = self.experiments()?.into_iter().map(|(id, experiment)| {
            let arms = experiment.draft.arms.into_iter().map(|arm| arm.name);
            (experiment_hash(&id), (id, arms.collect()))
        });
        Ok(Names {
            products: self.inner.store.product_keys()?,
            arms: arms.collect(),
            erased: self.ledger().erased(),
        })
    }

    /// Writes the decisions of a few days, a file a day; their sizes.
    fn write_decisions(
        &self,
        days: &[Day],
        spans: &Spans,
        names: &Names,
        target: &Path,
    ) -> Result<Vec<u64>, Error> {
        let mut files: BTreeMap<Day, DayFile> = BTreeMap::new();
        let mut failure = None;
        decisions::scan(
            &self.inner.folder.decisions(),
            spans,
            days,
            &mut |id, header, bytes| {
                let Some(record) = DecisionRecord::decode(bytes).filter(|_| failure.is_none()) else {
                    return;
                };
                let day = header.at.day();
                let id = id.to_string();
                let mut offers = names.offers(&id, &record).peekable();
                if offers.peek().is_none() {
                    return;
                }
                let put = || -> Result<(), Error> {
                    let file = match files.entry(day) {
                        std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
                        std::collections::btree_map::Entry::Vacant(new) => {
                            new.insert(DayFile::create(target.join(format!("{day}.parquet")))?)
                        }
                    };
                    file.waiting.extend(offers);
                    match file.waiting.len() >= ROWS_AT_ONCE {
                        true => file.flush(),
                        false => Ok(()),
                    }
                };
                failure = put().err();
            },
        )?;
        match failure {
            Some(error) => Err(error),
            None => files.into_values().map(DayFile::finish).collect(),
        }
    }
}
