//! What everybody learns from and is asked: orders and carts as plain files, which all contestants read alike.

use crate::evaluate::groceries_carts;
use crate::measuring::synthetic;
use crate::measuring::trial::{Numbers, text};
use anyhow::{Context, Result, ensure};
use measure::metrics::{self, Found, Of};
use measure::offline::{Cuts, Past, PastOrder, Question, Span, Split, tasks};
use recommend::{Baskets, Catalogue, DayOrders, Partition, ProductIndex};
use shop::Day;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use testkit::ZipfOrders;

/// How many products an answer has.
pub const COUNT: usize = 10;
/// What is hidden of each cart is drawn so many times.
const SEEDS: [u64; 5] = [1, 2, 3, 4, 5];
const TEST_DAYS: u32 = 30;
/// Stands for a file of questions where only the learning is timed.
pub const NO_QUESTIONS: &str = "none";
/// The day of the first order of data that tells no days.
const FIRST_DAY: Day = Day(10_000);

/// Products on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// When.
    pub day: Day,
    /// What; each once.
    pub products: Vec<ProductIndex>,
}

/// Orders to learn from and carts to complete. Products that no order to learn from holds do not exist here.
pub struct Carts {
    /// Public name of the data.
    pub name: &'static str,
    /// Where they come from, for the reader.
    pub about: &'static str,
    /// Products are numbered below this.
    pub products: u32,
    /// The orders, the earliest first.
    pub history: Vec<Dated>,
    /// The carts, once for every time that it was drawn what is hidden; none where nothing is asked.
    pub draws: Vec<Draw>,
}

/// Carts of which a product was taken out.
#[derive(Default)]
pub struct Draw {
    /// The carts.
    pub questions: Vec<Dated>,
    /// What was taken out of each cart; nothing where the history does not know it.
    pub hidden: Vec<Option<ProductIndex>>,
}

/// What [`Carts::write`] wrote, as this program learns from it.
pub struct Read {
    /// The products, known by their numbers alone.
    pub catalogue: Catalogue,
    /// The orders.
    pub partition: Partition,
    /// The carts.
    pub questions: Vec<Dated>,
}

impl Carts {
    /// A gift shop's year; the last 30 days are asked. By the protocol of the numbers that are known for it.
    pub fn online_retail(data: &Path) -> Result<Carts> {
        let past = online_retail(&data.join("online_retail/online_retail.csv.gz"))?;
        let about = "UCI Online Retail, a British gift shop's year; the last 30 days are asked";
        Carts::of("Online Retail", about, &past, Span::Days(TEST_DAYS))
    }

    /// A supermarket's month; the last tenth is asked.
    pub fn groceries(data: &Path) -> Result<Carts> {
        let past = groceries_carts::past(&data.join("groceries"))?;
        let about = "a month of a German supermarket, as in the R package arules; the last tenth is asked";
        Carts::of("Groceries", about, &past, Span::LastTenth)
    }

    fn of(name: &'static str, about: &'static str, past: &Past, span: Span) -> Result<Carts> {
        let cuts = Cuts::of(past, span)?;
        let split = Split::test(past, &cuts);
        let task = tasks::find("cart_completion").context("no cart_completion")?;
        let mut dense: HashMap<ProductIndex, ProductIndex> = HashMap::new();
        let mut history = Vec::new();
        for order in split.learnt_orders() {
            let products = order.products.iter().map(|&product| {
                let next = dense.len() as ProductIndex;
                *dense.entry(product).or_insert(next)
            });
            history.push(Dated {
                day: order.placed_at.day(),
                products: products.collect(),
            });
        }
        let known = |products: &[ProductIndex]| -> Vec<ProductIndex> {
            products
                .iter()
                .filter_map(|product| dense.get(product).copied())
                .collect()
        };
        let question = |question: &Question| Dated {
            day: question.now.day(),
            products: known(&question.cart),
        };
        let draw = |seed| {
            let asked = (task.ask)(&split, seed);
            let hidden = asked
                .iter()
                .map(|question| known(&question.right).first().copied());
            Draw {
                questions: asked.iter().map(question).collect(),
                hidden: hidden.collect(),
            }
        };
        Ok(Carts {
            name,
            about,
            products: dense.len() as u32,
            history,
            draws: SEEDS.into_iter().map(draw).collect(),
        })
    }

    /// Made-up orders with planted companions; the last tenth of them is asked where `asked`.
    pub fn synthetic(name: &'static str, lines: u64, products: u32, asked: bool) -> Result<Carts> {
        const LINES_PER_ORDER: f64 = 5.0;
        let mut orders = ZipfOrders::new(1, lines, products, LINES_PER_ORDER);
        let (mut numbers, mut all) = (Numbers::default(), Vec::new());
        while let Some((day, basket)) = orders.next_basket() {
            let products = basket.iter().map(|product| numbers.of(&product.to_string()));
            all.push(PastOrder {
                placed_at: Day(FIRST_DAY.0 + day as i32).start(),
                customer: None,
                products: products.collect::<Result<_>>()?,
            });
        }
        let past = Past::new(numbers.finish(), all, Vec::new());
        let about =
            "made-up orders of five lines on average, a few products sold often and most of them rarely";
        let last = past.span().context("there are no orders")?.1;
        let span = if asked { Span::LastTenth } else { Span::Since(last) };
        let mut carts = Carts::of(name, about, &past, span)?;
        if !asked {
            carts.draws.clear();
        }
        Ok(carts)
    }

    /// Order lines that are learnt from.
    pub fn lines(&self) -> usize {
        self.history.iter().map(|order| order.products.len()).sum()
    }

    /// Writes `history` and `questions-<draw>`, a line each with products as numbers, and their days beside them.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn write(&self, folder: &Path) -> Result<()> {
        std::fs::create_dir_all(folder).with_context(|| format!("could not make {}", folder.display()))?;
        write_dated(folder, "history", &self.history)?;
        for (at, draw) in self.draws.iter().enumerate() {
            write_dated(folder, &format!("questions-{at}"), &draw.questions)?;
        }
        Ok(())
    }
}

impl Draw {
    /// The mean of a metric over the answers to all carts.
    ///
    /// # Errors
    /// When not every cart was answered, or there is no such metric.
    pub fn score(&self, answers: &[Vec<ProductIndex>], metric: &str, depth: usize) -> Result<f64> {
        ensure!(answers.len() == self.hidden.len(), "not every cart was answered");
        let found = metrics::find(metric).with_context(|| format!("there is no metric {metric}"))?;
        let Of::Question(measure) = found.of else {
            anyhow::bail!("{metric} is no mean of questions");
        };
        let one = |(answer, hidden): (&Vec<ProductIndex>, &Option<ProductIndex>)| {
            let place = hidden.and_then(|hidden| answer.iter().position(|&product| product == hidden));
            let places: Vec<u32> = place.map(|place| place as u32 + 1).into_iter().collect();
            let found = Found {
                places: &places,
                relevant: 1,
            };
            measure(&found, depth)
        };
        let sum: f64 = answers.iter().zip(&self.hidden).map(one).sum();
        Ok(sum / answers.len().max(1) as f64)
    }
}

fn write_dated(folder: &Path, name: &str, all: &[Dated]) -> Result<()> {
    let mut days = String::new();
    for dated in all {
        // Writing to a string cannot fail.
        let _ = writeln!(days, "{}", dated.day.0);
    }
    std::fs::write(folder.join(format!("{name}_days")), days)?;
    write_lines(
        &folder.join(name),
        all.iter().map(|dated| dated.products.as_slice()),
    )
}

fn push_line(lines: &mut String, products: &[ProductIndex]) {
    let words: Vec<String> = products.iter().map(ToString::to_string).collect();
    lines.push_str(&words.join(" "));
    lines.push('\n');
}

/// Writes transactions as [`lines`] reads them.
///
/// # Errors
/// Where the file cannot be written.
pub fn write_lines<'a>(file: &Path, all: impl Iterator<Item = &'a [ProductIndex]>) -> Result<()> {
    let mut lines = String::new();
    all.for_each(|products| push_line(&mut lines, products));
    std::fs::write(file, lines).with_context(|| format!("could not write {}", file.display()))
}

/// Reads lines of numbers, from a plain or a compressed file.
///
/// # Errors
/// Where the file cannot be read or holds something else.
pub fn lines(file: &Path) -> Result<Vec<Vec<u32>>> {
    let text = text(file)?;
    let numbers = |line: &str| {
        line.split_ascii_whitespace()
            .map(str::parse)
            .collect::<Result<_, _>>()
    };
    Ok(text.lines().map(numbers).collect::<Result<_, _>>()?)
}

/// Reads back what [`Carts::write`] wrote.
///
/// # Errors
/// Where the files cannot be read.
pub fn read(folder: &Path, questions: &str, products: u32) -> Result<Read> {
    let questions = match questions {
        NO_QUESTIONS => Vec::new(),
        named => dated(folder, named)?,
    };
    learnt(products, dated(folder, "history")?, questions)
}

/// The same without a way through files and without questions.
///
/// # Errors
/// Never, as numbers are valid ids.
pub fn learnable(carts: &Carts) -> Result<Read> {
    learnt(carts.products, carts.history.clone(), Vec::new())
}

fn learnt(products: u32, history: Vec<Dated>, questions: Vec<Dated>) -> Result<Read> {
    let mut days: BTreeMap<Day, Baskets> = BTreeMap::new();
    for mut order in history {
        days.entry(order.day).or_default().push(&mut order.products);
    }
    let day_orders = |(day, baskets)| DayOrders {
        day,
        baskets: Arc::new(baskets),
        ..DayOrders::default()
    };
    Ok(Read {
        catalogue: synthetic::bare_catalogue(products)?,
        partition: Partition {
            orders: days.into_iter().map(day_orders).collect(),
            ..Partition::default()
        },
        questions,
    })
}

fn dated(folder: &Path, name: &str) -> Result<Vec<Dated>> {
    let days = text(&folder.join(format!("{name}_days")))?;
    let days = days.lines().map(|line| Ok(Day(line.parse()?)));
    let all = lines(&folder.join(name))?.into_iter().zip(days);
    all.map(|(products, day): (_, Result<Day>)| Ok(Dated { day: day?, products }))
        .collect()
}

/// The orders by the known protocol: sold merchandise whose code begins with five digits, each product once an order.
fn online_retail(file: &Path) -> Result<Past> {
    let text = text(file)?;
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let (mut numbers, mut orders) = (Numbers::default(), Vec::<PastOrder>::new());
    let mut known: HashMap<String, usize> = HashMap::new();
    for row in rows.records() {
        let row = row?;
        let cell = |at: usize| row.get(at).context("a line is too short");
        let (invoice, code, quantity, moment) = (cell(0)?, cell(1)?, cell(3)?, cell(4)?);
        let merchandise = code.len() >= 5 && code.bytes().take(5).all(|byte| byte.is_ascii_digit());
        if invoice.starts_with('C') || quantity.parse::<i64>()? <= 0 || !merchandise {
            continue;
        }
        let at = match known.get(invoice) {
            Some(&at) => at,
            None => {
                known.insert(invoice.to_owned(), orders.len());
                orders.push(PastOrder {
                    placed_at: testkit::moment(&moment.replace(' ', "T")).map_err(anyhow::Error::msg)?,
                    customer: None,
                    products: Vec::new(),
                });
                orders.len() - 1
            }
        };
        let product = numbers.of(code)?;
        if !orders[at].products.contains(&product) {
            orders[at].products.push(product);
        }
    }
    Ok(Past::new(numbers.finish(), orders, Vec::new()))
}
