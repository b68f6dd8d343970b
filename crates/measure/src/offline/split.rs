//! Cutting the past in time: what is learnt from, and what is asked.
//!
//! Everything before the cut is learnt from; orders and visits from the cut on are asked. A visit that began before the
//! cut and ended after it is neither. Every statistic comes from before the cut; only the products' own descriptions
//! are as they are today, because a shop keeps no older ones.

use std::{collections::BTreeMap, sync::Arc};

use recommend::{
    Baskets, DayOrders, DaySessions, NO_CUSTOMER, Partition, ProductIndex, Sessions, Step, StepKind,
};
use shop::{Day, Timestamp};

use super::dataset::{Past, PastOrder, PastSession};

const DAY_MS: i64 = 86_400_000;
/// The last so many of 100 orders are asked, unless that is too short or too long a time.
const TEST_PERCENT: usize = 10;
/// A week has every kind of day in it.
const TEST_DAYS_MIN: i64 = 7;
/// A longer test only makes the models old.
const TEST_DAYS_MAX: i64 = 90;

/// How the past is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Span {
    /// The last tenth of the orders is asked: at least 7 and at most 90 days.
    #[default]
    LastTenth,
    /// The last so many days are asked.
    Days(u32),
    /// Everything from this moment on is asked.
    Since(Timestamp),
}

/// Why the past cannot be cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SplitError {
    /// There is no order and no visit.
    #[error("there are no orders and no visits to learn from")]
    Nothing,
    /// Nothing would be left to learn from, or to ask.
    #[error(
        "the history goes from {first} to {last}; a test from {from} on leaves nothing to learn from or to ask"
    )]
    Outside {
        /// The history's first day.
        first: Day,
        /// Its last day.
        last: Day,
        /// The day from which on was to be asked.
        from: Day,
    },
}

/// Where the past is cut: learnt from until `validation_from`, chosen by what comes until `test_from`, reported on the
/// rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cuts {
    /// The first moment of the past.
    pub first: Timestamp,
    /// Where the validation slice begins; as long as the test where the history is long enough.
    pub validation_from: Timestamp,
    /// Where the test begins.
    pub test_from: Timestamp,
    /// The last moment of the past.
    pub last: Timestamp,
}

impl Cuts {
    /// Cuts `past`.
    ///
    /// # Errors
    /// [`SplitError`] where there is nothing, or nothing would be left on one side.
    pub fn of(past: &Past, span: Span) -> Result<Self, SplitError> {
        let (first, last) = past.span().ok_or(SplitError::Nothing)?;
        let test_from = match span {
            Span::LastTenth => last.plus_ms(-last_tenth_ms(past, last)),
            Span::Days(days) => last.plus_ms(-i64::from(days) * DAY_MS),
            Span::Since(moment) => moment,
        };
        if test_from <= first || test_from > last {
            return Err(SplitError::Outside {
                first: first.day(),
                last: last.day(),
                from: test_from.day(),
            });
        }
        let test_ms = last.unix_ms() - test_from.unix_ms();
        let middle_ms = (test_from.unix_ms() - first.unix_ms()) / 2;
        Ok(Self {
            first,
            validation_from: test_from.plus_ms(-test_ms.min(middle_ms)),
            test_from,
            last,
        })
    }
}

/// The length of the test by the default rule.
fn last_tenth_ms(past: &Past, last: Timestamp) -> i64 {
    let moments: Vec<Timestamp> = if past.orders().is_empty() {
        past.sessions().iter().map(PastSession::ended_at).collect()
    } else {
        past.orders().iter().map(|order| order.placed_at).collect()
    };
    let at = moments.len() * (100 - TEST_PERCENT) / 100;
    let tenth = moments.get(at).map_or(0, |from| last.unix_ms() - from.unix_ms());
    tenth.clamp(TEST_DAYS_MIN * DAY_MS, TEST_DAYS_MAX * DAY_MS)
}

/// What is learnt from and what is asked.
pub struct Split<'a> {
    /// The past that was cut.
    pub past: &'a Past,
    /// Where it was cut.
    pub cut: Timestamp,
    /// What is learnt from.
    pub partition: Partition,
    /// Orders learnt from that hold each product.
    pub orders: Vec<u32>,
    /// Views learnt from, of each product.
    pub views: Vec<u32>,
    /// Orders learnt from.
    pub orders_learnt: usize,
    /// Distinct products per order learnt from, summed.
    pub lines_learnt: usize,
    /// Visits learnt from.
    pub sessions_learnt: usize,
    /// Products whose history was taken out on purpose; empty where none was.
    pub hidden: Arc<[bool]>,
    until: Timestamp,
}

impl<'a> Split<'a> {
    /// Learns from what came before `cut`; what came from then until `until` (included) is asked.
    pub fn new(past: &'a Past, cut: Timestamp, until: Timestamp) -> Self {
        Self::hiding(past, cut, until, Arc::default())
    }

    /// The same without any trace of the products `hidden` in what is learnt from.
    pub fn hiding(past: &'a Past, cut: Timestamp, until: Timestamp, hidden: Arc<[bool]>) -> Self {
        let products = past.catalogue.len();
        let mut split = Self {
            past,
            cut,
            partition: Partition::default(),
            orders: vec![0; products],
            views: vec![0; products],
            orders_learnt: 0,
            lines_learnt: 0,
            sessions_learnt: 0,
            hidden,
            until,
        };
        split.learn_orders();
        split.learn_sessions();
        split
    }

    /// The split that choices are made on: learnt from before the validation slice, asked in it.
    pub fn validation(past: &'a Past, cuts: &Cuts) -> Self {
        Self::new(past, cuts.validation_from, cuts.test_from.plus_ms(-1))
    }

    /// The split that is reported: learnt from all before the test, asked in it.
    pub fn test(past: &'a Past, cuts: &Cuts) -> Self {
        Self::new(past, cuts.test_from, cuts.last)
    }

    /// Whether the product's history was taken out.
    pub fn is_hidden(&self, product: ProductIndex) -> bool {
        self.hidden.get(product as usize).copied().unwrap_or(false)
    }

    /// Whether the product was on sale before the cut, as far as what is learnt from can tell.
    pub fn knows(&self, product: ProductIndex) -> bool {
        let of = |counts: &[u32]| counts.get(product as usize).is_some_and(|&count| count > 0);
        self.past.catalogue_of_then || of(&self.orders) || of(&self.views)
    }

    /// Orders that are asked, the earliest first.
    pub fn asked_orders(&self) -> &'a [PastOrder] {
        let orders = self.past.orders();
        let from = orders.partition_point(|order| order.placed_at < self.cut);
        let to = orders.partition_point(|order| order.placed_at <= self.until);
        &orders[from..to.max(from)]
    }

    /// Orders that are learnt from, the earliest first.
    pub fn learnt_orders(&self) -> &'a [PastOrder] {
        let orders = self.past.orders();
        &orders[..orders.partition_point(|order| order.placed_at < self.cut)]
    }

    /// Visits that are asked: begun and ended in the time that is asked.
    pub fn asked_sessions(&self) -> impl Iterator<Item = &'a PastSession> + use<'a> {
        let (cut, until) = (self.cut, self.until);
        let sessions = self.past.sessions();
        let from = sessions.partition_point(|session| session.ended_at() < cut);
        sessions[from..]
            .iter()
            .filter(move |session| session.started_at() >= cut && session.ended_at() <= until)
    }

    fn learn_orders(&mut self) {
        let mut days: BTreeMap<Day, (Baskets, Vec<u32>)> = BTreeMap::new();
        let mut products: Vec<ProductIndex> = Vec::new();
        for order in self.learnt_orders() {
            products.clear();
            products.extend(order.products.iter().filter(|&&product| !self.is_hidden(product)));
            for &product in &products {
                self.orders[product as usize] += 1;
            }
            self.lines_learnt += products.len();
            let (baskets, buyers) = days.entry(order.placed_at.day()).or_default();
            if baskets.push(&mut products) {
                buyers.push(order.customer.unwrap_or(NO_CUSTOMER));
                self.orders_learnt += 1;
            }
        }
        let day_orders = |(day, (baskets, buyers)): (Day, (Baskets, Vec<u32>))| DayOrders {
            day,
            baskets: Arc::new(baskets),
            buyers: Arc::new(buyers),
            ..DayOrders::default()
        };
        self.partition.orders = days.into_iter().map(day_orders).collect();
    }

    fn learn_sessions(&mut self) {
        let mut days: BTreeMap<Day, Sessions> = BTreeMap::new();
        let mut steps: Vec<Step> = Vec::new();
        for session in self.past.sessions() {
            let ended_at = session.ended_at();
            if ended_at >= self.cut {
                break;
            }
            steps.clear();
            for step in &session.steps {
                if self.is_hidden(step.product) {
                    continue;
                }
                self.views[step.product as usize] += u32::from(step.kind == StepKind::View);
                steps.push(Step {
                    product: step.product,
                    kind: step.kind,
                });
            }
            let ended_s = u32::try_from(ended_at.unix_ms() / 1_000).unwrap_or_default();
            let sessions = days.entry(ended_at.day()).or_default();
            sessions.push(ended_s, session.customer, &steps);
            self.sessions_learnt += usize::from(!steps.is_empty());
        }
        let day_sessions = |(day, sessions)| DaySessions {
            day,
            sessions: Arc::new(sessions),
        };
        self.partition.sessions = days.into_iter().map(day_sessions).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offline::{
        dataset::PastStep,
        fixture::{order, past, visit},
    };

    #[test]
    fn history_ends_at_the_cut_and_visits_across_it_are_dropped() {
        let orders = (0..100).map(|day| order(day, Some(1), &[0, 1])).collect();
        let mut across = visit(89, &[0, 1]);
        across.steps.push(PastStep {
            at: Day(95).start(),
            ..across.steps[0]
        });
        let past = past(3, orders, vec![visit(10, &[2]), across, visit(95, &[0, 1])]);
        let cuts = Cuts::of(&past, Span::Days(9)).unwrap();
        assert_eq!(
            (cuts.validation_from, cuts.test_from),
            (Day(81).start(), Day(90).start())
        );
        let split = Split::test(&past, &cuts);
        assert_eq!(
            (split.orders_learnt, split.lines_learnt, split.sessions_learnt),
            (90, 180, 1)
        );
        assert_eq!(
            (split.asked_orders().len(), split.asked_sessions().count()),
            (10, 1)
        );
        assert_eq!((split.orders[0], split.views[2]), (90, 1));
        let validation = Split::validation(&past, &cuts);
        assert_eq!(
            (validation.orders_learnt, validation.asked_orders().len()),
            (81, 9)
        );
    }

    #[test]
    fn a_hidden_product_leaves_no_trace() {
        let orders = (0..10).map(|day| order(day, None, &[0, 1])).collect();
        let past = past(2, orders, vec![visit(1, &[1])]);
        let split = Split::hiding(&past, Day(8).start(), Day(9).start(), Arc::new([false, true]));
        assert_eq!(
            (split.orders[1], split.views[1], split.sessions_learnt),
            (0, 0, 0)
        );
        assert!(
            split.partition.orders[0]
                .baskets
                .iter()
                .all(|basket| basket.products == [0])
        );
    }

    #[test]
    fn a_test_without_past_or_future_is_refused() {
        let past = past(2, vec![order(1, None, &[0]), order(20, None, &[1])], Vec::new());
        let check = |span, expect: &str| {
            let error = Cuts::of(&past, span).unwrap_err().to_string();
            assert!(error.contains(expect), "{error}");
        };
        check(Span::Days(30), "from 1970-01-02 to 1970-01-21");
        check(Span::Since(Day(40).start()), "a test from 1970-02-10 on");
        assert_eq!(
            Cuts::of(&Past::default(), Span::LastTenth),
            Err(SplitError::Nothing)
        );
        assert_eq!(
            Cuts::of(&past, Span::LastTenth).unwrap().test_from,
            Day(13).start()
        );
    }
}
