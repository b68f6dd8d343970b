//! Charts of sales, and what rises and fades.

use measure::{
    ledger::{Placed, Sold},
    sales::{Chart, Mover, Movers, MoversCount, Series, Step, chart},
};
use recommend::{Catalogue, ProductIndex};
use rustc_hash::FxHashSet;
use shop::{Category, Currency, Day, Timestamp};

use super::ReportQuery;
use crate::{Engine, Error, Mention, documents::invalid, resolver::Resolver};

/// History that a chart's season and its usual days are read from, in days before its last one.
const HISTORY_DAYS_MAX: i32 = 1_096;
/// Days of a chart by day where nothing is said.
const DAYS_USUAL: i32 = 90;
/// Days of a chart by week where nothing is said.
const WEEKS_DAYS_USUAL: i32 = 364;

/// Sales of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SalesOf {
    /// The whole shop.
    Shop,
    /// A product, by its id.
    Product(String),
    /// A category with all below it, by its path: `Home > Lamps`.
    Category(String),
}

/// Which chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SalesQuery {
    /// Of what.
    pub of: SalesOf,
    /// The first day; the latest 90 days, or 52 weeks, where none is said.
    pub from: Option<Day>,
    /// The last day; the last one that is over and had sales where none is said.
    pub to: Option<Day>,
    /// Days or weeks.
    pub step: Step,
}

/// A chart of sales.
#[derive(Debug, Clone, PartialEq)]
pub struct Sales {
    /// The product; none for a category or the shop.
    pub product: Option<Mention>,
    /// The category's path; none for a product or the shop.
    pub category: Option<String>,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// Days or weeks.
    pub step: Step,
    /// The currency of its amounts.
    pub currency: Currency,
    /// The chart.
    pub chart: Chart,
}

/// A product that moves, with its name.
#[derive(Debug, Clone, PartialEq)]
pub struct MoverView {
    /// The product.
    pub product: Mention,
    /// What it sold and what was to be expected.
    pub mover: Mover,
}

/// What rises and what fades.
#[derive(Debug, Clone, PartialEq)]
pub struct MoversReport {
    /// The days and how many products were tested, its lists emptied into the two below; none where the history is
    /// shorter than twelve weeks.
    pub movers: Option<Movers>,
    /// What rises, the largest difference first.
    pub rising: Vec<MoverView>,
    /// What fades.
    pub fading: Vec<MoverView>,
}

impl Engine {
    /// What was sold of a product, of a category or by the shop, over time.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such product or category; [`Error`] where the ledger cannot be read.
    pub fn sales(&self, query: &SalesQuery, now: Timestamp) -> Result<Sales, Error> {
        self.sum_up(now)?;
        self.sales_as_summed_up(query, now)
    }

    /// The chart of what was summed up so far.
    pub(super) fn sales_as_summed_up(&self, query: &SalesQuery, now: Timestamp) -> Result<Sales, Error> {
        let snapshot = self.inner.serving.snapshot();
        let catalogue = snapshot.as_ref().map(|snapshot| &snapshot.models.catalogue);
        let part = self.part(&query.of, catalogue)?;
        let (from, to) = self.days_of_chart(query, now)?;
        let begin = Day((to.0 - HISTORY_DAYS_MAX + 1).min(from.0));
        let sold = self.rows::<Sold>("sold", (begin, to), now)?;
        let first = sold.iter().find(|(_, rows)| !rows.is_empty());
        let first = first.map_or(from, |(day, _)| *day).min(from);
        let mut shop = Series::empty(first, to);
        let mut own = shop.clone();
        for (day, rows) in &sold {
            for row in rows {
                shop.add(*day, row.orders, row.units, row.revenue_minor);
                if part.holds(row.product) {
                    own.add(*day, row.orders, row.units, row.revenue_minor);
                }
            }
        }
        let chart = match part {
            Part::Shop => {
                self.count_orders(&mut shop, (begin, to), now)?;
                chart(&shop, &shop, (from, to), query.step)
            }
            _ => chart(&own, &shop, (from, to), query.step),
        };
        let (product, category) = match &query.of {
            SalesOf::Shop => (None, None),
            SalesOf::Product(id) => (Some(self.named(id, catalogue)), None),
            SalesOf::Category(path) => (None, Some(Category::parse(path).path())),
        };
        Ok(Sales {
            product,
            category,
            from,
            to,
            step: query.step,
            currency: self.inner.currency(),
            chart,
        })
    }

    /// What sold clearly more, and what clearly less, over the last four weeks than could be expected.
    ///
    /// # Errors
    /// [`Error`] where the shop's memory or its ledger cannot be read.
    pub fn movers(&self, now: Timestamp) -> Result<MoversReport, Error> {
        self.sum_up(now)?;
        self.movers_as_summed_up(now)
    }

    /// What rises and fades of what was summed up so far.
    pub(super) fn movers_as_summed_up(&self, now: Timestamp) -> Result<MoversReport, Error> {
        let days = self.days_with_sales()?;
        let last = last_over(&days, now);
        let count = days.first().and_then(|first| MoversCount::new(*first, last));
        let Some(mut count) = count else {
            return Ok(MoversReport {
                movers: None,
                rising: Vec::new(),
                fading: Vec::new(),
            });
        };
        let snapshot = self.inner.serving.snapshot();
        let catalogue = snapshot.as_ref().map(|snapshot| &snapshot.models.catalogue);
        let leaf = |product: ProductIndex| known(catalogue, product)?.leaf(product);
        let wanted = days.iter().filter(|day| count.wants(**day));
        let first = wanted.min().copied().unwrap_or(last);
        for (day, rows) in self.rows::<Sold>("sold", (first, last), now)? {
            count.add(day, &rows, leaf);
        }
        let mut movers = count.finish(leaf);
        let ids = self.inner.store.product_keys()?;
        let view = |mover: Mover| {
            let id = ids.get(mover.product as usize);
            let id = id.map(ToString::to_string).unwrap_or_default();
            MoverView {
                product: self.named(&id, catalogue),
                mover,
            }
        };
        Ok(MoversReport {
            rising: std::mem::take(&mut movers.rising).into_iter().map(view).collect(),
            fading: std::mem::take(&mut movers.fading).into_iter().map(view).collect(),
            movers: Some(movers),
        })
    }

    /// The days of a chart, the usual ones where none are said.
    fn days_of_chart(&self, query: &SalesQuery, now: Timestamp) -> Result<(Day, Day), Error> {
        let to = match query.to {
            Some(to) => to,
            None => last_over(&self.days_with_sales()?, now),
        };
        let usual = match query.step {
            Step::Day => DAYS_USUAL,
            Step::Week => WEEKS_DAYS_USUAL,
        };
        let from = query.from.unwrap_or(Day(to.0 - usual + 1));
        let checked = ReportQuery::new(Some(from), Some(to), now)?;
        Ok((checked.from, checked.to))
    }

    fn days_with_sales(&self) -> Result<Vec<Day>, Error> {
        let ledger = self.ledger();
        let mut days = ledger.days()?;
        days.retain(|day| ledger.path_of(*day, "sold").is_some());
        Ok(days)
    }

    /// Counts each order of the shop once, however many products it has.
    fn count_orders(&self, shop: &mut Series, days: (Day, Day), now: Timestamp) -> Result<(), Error> {
        shop.orders.fill(0);
        for (day, orders) in self.rows::<Placed>("placed", days, now)? {
            shop.add(day, u32::try_from(orders.len()).unwrap_or(u32::MAX), 0, 0);
        }
        Ok(())
    }

    fn part(&self, of: &SalesOf, catalogue: Option<&Catalogue>) -> Result<Part, Error> {
        match of {
            SalesOf::Shop => Ok(Part::Shop),
            SalesOf::Product(id) => {
                let position = self.inner.store.product_keys()?.into_iter().zip(0..);
                let mut found = position.filter(|(known, _)| known.as_str() == id);
                let missing = || Error::NotFound {
                    what: "product",
                    id: id.clone(),
                };
                Ok(Part::Product(found.next().ok_or_else(missing)?.1))
            }
            SalesOf::Category(path) => {
                let catalogue = catalogue.ok_or_else(|| {
                    invalid(
                        "category",
                        "categories are known once the models were built; run 'build' first",
                    )
                })?;
                category(catalogue, path)
            }
        }
    }

    /// A product's name in the shop's language; its id where nothing is known of it.
    fn named(&self, id: &str, catalogue: Option<&Catalogue>) -> Mention {
        let resolved = catalogue.and_then(|catalogue| {
            let locale = &self.profile().locale;
            Some(Resolver { catalogue, locale }.mention(catalogue.index(id)?))
        });
        resolved.unwrap_or_else(|| Mention {
            id: id.to_owned(),
            title: id.to_owned(),
        })
    }
}

/// A part of a shop.
enum Part {
    Shop,
    Product(ProductIndex),
    Products(FxHashSet<ProductIndex>),
}

impl Part {
    fn holds(&self, product: ProductIndex) -> bool {
        match self {
            Self::Shop => true,
            Self::Product(own) => *own == product,
            Self::Products(own) => own.contains(&product),
        }
    }
}

/// The products of a category and all below it.
fn category(catalogue: &Catalogue, written: &str) -> Result<Part, Error> {
    let path = Category::parse(written).path();
    let is_below = |leaf: u32| {
        let rest = catalogue.leaf_path(leaf).strip_prefix(path.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" > "))
    };
    let below: FxHashSet<u32> = (0..catalogue.leaf_count() as u32)
        .filter(|leaf| is_below(*leaf))
        .collect();
    if path.is_empty() || below.is_empty() {
        return Err(Error::NotFound {
            what: "category",
            id: written.to_owned(),
        });
    }
    let products = (0..catalogue.len() as ProductIndex)
        .filter(|product| catalogue.leaf(*product).is_some_and(|leaf| below.contains(&leaf)));
    Ok(Part::Products(products.collect()))
}

fn known(catalogue: Option<&Catalogue>, product: ProductIndex) -> Option<&Catalogue> {
    catalogue.filter(|catalogue| (product as usize) < catalogue.len())
}

/// The last day of those with sales that is over; yesterday where none is.
fn last_over(days: &[Day], now: Timestamp) -> Day {
    let yesterday = Day(now.day().0 - 1);
    let over = days.iter().rev().find(|day| **day <= yesterday);
    over.copied().unwrap_or(yesterday)
}
