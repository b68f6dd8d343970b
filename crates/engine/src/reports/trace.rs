//! The rows behind every figure of a report. They are read and narrowed as the report reads and narrows them, so that
//! they add up to it.

mod figures;
mod rows;

use std::collections::BTreeSet;

use measure::{
    attribution::Touches,
    ledger::{Deed, Line, Touch},
    metrics::{self, Ratio},
    reports::{DayOrders, Study, Summary, sides_of_cell, sides_of_touch},
};
use recommend::ProductIndex;
use shop::{Day, ProductId, Timestamp};

pub use figures::{Amount, TraceFilter, TraceOf};
pub use rows::{Trace, TraceRow, TracedArm, TracedOffer};

use super::{Basis, Loaded, ReportQuery, Side, VisitorSide, group_of, summarise};
use crate::{
    Engine, Error,
    customers::{TIERS, tier_id},
    documents::invalid,
};
use rows::{known, whole};

/// The metric by which it is usually told what the offers caused.
const CAUSED_METRIC: &str = "margin_per_visitor";
/// The group of whoever is in no other.
const UNKNOWN: &str = "unknown";

/// Which rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceQuery {
    /// Which days, and how credit is given.
    pub report: ReportQuery,
    /// Of which figure.
    pub of: TraceOf,
    /// Of what was caused, by which metric; margin per visitor where nothing is said.
    pub metric: Option<String>,
    /// Of which part of the report.
    pub filter: TraceFilter,
    /// Most rows wanted; all are counted.
    pub limit: usize,
}

/// What rows are taken from: the same as the report's.
struct Source<'a> {
    query: &'a TraceQuery,
    days: (Day, Day),
    loaded: &'a Loaded,
    names: &'a Study,
    orders: &'a [DayOrders<'a>],
    summary: Summary,
    /// The groups of visitors that are wanted, each with the number of its side.
    groups: Vec<(usize, String)>,
    ids: Vec<ProductId>,
}

impl Engine {
    /// The rows behind a figure of a report.
    ///
    /// # Errors
    /// [`Error::Invalid`] where the figure cannot be narrowed like this, and [`Error::NotFound`] where there is no such
    /// part; [`Error`] where the shop's memory or its ledger cannot be read.
    pub fn trace(&self, query: &TraceQuery, now: Timestamp) -> Result<Trace, Error> {
        query.check()?;
        let wanted = self.wanted_sides(query)?;
        self.sum_up(now)?;
        let Basis {
            loaded,
            mut study,
            snapshot,
            ..
        } = self.basis(&query.report, now)?;
        let catalogue = snapshot.as_ref().map(|snapshot| &snapshot.models.catalogue);
        let group = |product: ProductIndex| group_of(catalogue, product);
        let touches = Touches::new(query.report.attribution, &group, loaded.touches());
        let orders = loaded.orders(self.inner.currency(), &study, &touches);
        if query.of == TraceOf::Caused {
            loaded.follow(&mut study, &orders);
            return query.caused(&study);
        }
        let (sides, names): (Vec<Side>, Vec<String>) = wanted.into_iter().unzip();
        let days = query
            .filter
            .day
            .map_or((query.report.from, query.report.to), |day| (day, day));
        let source = Source {
            query,
            days,
            summary: summarise(&loaded, days, &orders, (&sides, snapshot.as_deref())),
            loaded: &loaded,
            names: &study,
            orders: &orders,
            groups: names.into_iter().enumerate().collect(),
            ids: self.inner.store.product_keys()?,
        };
        match query.of {
            TraceOf::Deed(deed) => self.trace_deeds(&source, deed),
            TraceOf::Coverage => Ok(source.coverage(self.offerable())),
            _ => Ok(source.trace()),
        }
    }

    /// The groups of visitors that are wanted, each with how visitors are told apart for it.
    fn wanted_sides(&self, query: &TraceQuery) -> Result<Vec<(Side, String)>, Error> {
        let filter = &query.filter;
        let mut wanted = Vec::new();
        if let Some(tier) = &filter.tier {
            let tiers = TIERS.iter().map(|tier| tier_id(*tier).to_owned());
            one_of("tier", tier, tiers.collect())?;
            wanted.push((Side::Are(VisitorSide::Tier), tier.clone()));
        }
        if let Some(segment) = &filter.segment {
            let snapshot = self.inner.serving.snapshot();
            let learnt = snapshot
                .as_ref()
                .and_then(|snapshot| snapshot.manifest.customers.as_ref());
            let segments = learnt.map(|learnt| learnt.segments.iter().map(|segment| segment.id.clone()));
            one_of("segment", segment, segments.into_iter().flatten().collect())?;
            wanted.push((Side::Are(VisitorSide::Segment), segment.clone()));
        }
        if let Some(locale) = filter.locale.as_ref().filter(|_| !query.of.is_of_offers()) {
            wanted.push((Side::Are(VisitorSide::Locale), locale.clone()));
        }
        if let Some(arm) = &filter.arm {
            let own = self.all_arms()?.into_iter().find(|arms| arms.has(arm));
            let missing = || Error::NotFound {
                what: "arm",
                id: arm.clone(),
            };
            wanted.push((Side::In(own.ok_or_else(missing)?), arm.clone()));
        }
        Ok(wanted)
    }

    fn trace_deeds(&self, source: &Source<'_>, deed: Deed) -> Result<Trace, Error> {
        let table = match deed {
            Deed::Click | Deed::Cart => "touches",
            _ => "seen",
        };
        let mut trace = Trace::default();
        for day in self.ledger().days()? {
            if !source.is_asked(day) {
                continue;
            }
            let touches: Vec<Touch> = self.ledger().read(day, table)?;
            for touch in touches.iter().filter(|touch| touch.deed == deed) {
                if source.takes(touch) && source.is_in_groups(touch.unit) {
                    trace.add(source.query.limit, 1, None, || TraceRow {
                        at: Some(touch.at),
                        visitor: known(touch.unit),
                        product: Some(source.id(touch.product)),
                        offer: Some(TracedOffer::from(touch)),
                        value: 1,
                        ..TraceRow::default()
                    });
                }
            }
        }
        Ok(trace)
    }
}

/// Whether a word is one of those known, or that of whoever is in no group.
fn one_of(field: &str, word: &str, mut known: Vec<String>) -> Result<(), Error> {
    known.push(UNKNOWN.to_owned());
    match known.iter().any(|known| known == word) {
        true => Ok(()),
        false => Err(invalid(
            field,
            format!("'{word}' is none; there are {}", known.join(", ")),
        )),
    }
}

impl TraceQuery {
    /// Whether the figure can be narrowed like this.
    fn check(&self) -> Result<(), Error> {
        let filters = self.of.filters();
        if let Some(name) = self.filter.set().find(|name| !filters.contains(name)) {
            let reason = format!(
                "this figure can't be narrowed by it; it can by {}",
                filters.join(", ")
            );
            return Err(invalid(name, reason));
        }
        let days = self.report.from..=self.report.to;
        if self.filter.day.is_some_and(|day| !days.contains(&day)) {
            return Err(invalid(
                "day",
                "it must be one of the report's days, from 'from' to 'to'",
            ));
        }
        if let Some(kind) = &self.filter.kind {
            let kinds = decide::Intent::ALL.map(decide::Intent::as_str);
            if !kinds.contains(&kind.as_str()) {
                let reason = format!("'{kind}' is none; there are {}", kinds.join(", "));
                return Err(invalid("kind", reason));
            }
        }
        match (&self.metric, self.of) {
            (Some(_), of) if of != TraceOf::Caused => Err(invalid(
                "metric",
                "it is only told of 'caused'; any other figure is named by itself",
            )),
            _ => Ok(()),
        }
    }

    /// What the visitors with and without offers add to a metric.
    fn caused(&self, study: &Study) -> Result<Trace, Error> {
        let id = self.metric.as_deref().unwrap_or(CAUSED_METRIC);
        let (_, ratio) = metrics::of_visitors_with_id(id).ok_or_else(|| Error::NotFound {
            what: "metric",
            id: id.to_owned(),
        })?;
        let names = Engine::hold_out_arms();
        let mut trace = Trace {
            is_money: ratio.is_money,
            arms: names.iter().map(|name| arm_of(name)).collect(),
            ..Trace::default()
        };
        for row in study.rows(&ratio, 2) {
            let arm = usize::from(row.arm);
            if self
                .filter
                .arm
                .as_ref()
                .is_some_and(|wanted| names[arm] != *wanted)
            {
                continue;
            }
            let part = &row.part;
            let own = &mut trace.arms[arm];
            own.count += 1;
            own.value = own.value.saturating_add(whole(part.value));
            own.base = own.base.saturating_add(whole(part.base));
            trace.push(
                self.limit,
                TraceRow {
                    at: Some(row.at),
                    group: Some(names[arm].clone()),
                    before: Some((whole(part.value_before), whole(part.base_before))),
                    ..TraceRow::of_part(Some(row.unit), part)
                },
            );
        }
        Ok(trace)
    }
}

fn arm_of(name: &str) -> TracedArm {
    TracedArm {
        arm: name.to_owned(),
        ..TracedArm::default()
    }
}

impl Source<'_> {
    fn is_asked(&self, day: Day) -> bool {
        (self.days.0..=self.days.1).contains(&day)
    }

    fn id(&self, product: ProductIndex) -> String {
        let id = self.ids.get(product as usize);
        id.map(ToString::to_string).unwrap_or_default()
    }

    /// Whether the offer of a touch is wanted.
    fn takes(&self, touch: &Touch) -> bool {
        let wanted = self.query.filter.of_offers(self.query.of);
        let pairs = wanted.into_iter().zip(sides_of_touch(touch));
        pairs
            .into_iter()
            .all(|(wanted, is)| wanted.is_none_or(|wanted| wanted == is))
    }

    fn is_narrowed_to_offers(&self) -> bool {
        self.query
            .filter
            .of_offers(self.query.of)
            .iter()
            .any(Option::is_some)
    }

    fn is_in_groups(&self, unit: u64) -> bool {
        let people = &self.summary.people;
        self.groups
            .iter()
            .all(|(side, name)| people.is_in(*side, unit, name))
    }

    /// The orders of the days asked for, each with its lines and whom it belongs to.
    fn asked_orders(&self) -> impl Iterator<Item = (u64, &[(&Line, Option<&Touch>)])> {
        let days = self.orders.iter().filter(|own| self.is_asked(own.day));
        days.flat_map(|own| {
            let orders = own.lines.chunk_by(|(one, _), (next, _)| one.order == next.order);
            orders.zip(&own.orders).map(|(lines, (unit, _))| (*unit, lines))
        })
        .filter(|(unit, _)| self.is_in_groups(*unit))
    }

    fn trace(&self) -> Trace {
        let mut trace = Trace::default();
        match self.query.of {
            TraceOf::Sold(amount) => self.lines(amount, false, &mut trace),
            TraceOf::Credited(amount) => self.lines(amount, true, &mut trace),
            TraceOf::Orders => self.placed(false, &mut trace),
            TraceOf::OrdersWithOffers => self.placed(true, &mut trace),
            TraceOf::OrdersInOtherCurrencies => self.foreign(&mut trace),
            TraceOf::LeftOut => self.left_out(&mut trace),
            TraceOf::Visitors => self.parts(&VISITORS, &mut trace),
            TraceOf::Metric(id) => {
                if let Some((_, ratio)) = metrics::of_visitors_with_id(id) {
                    trace.is_money = ratio.is_money;
                    trace.base = Some(0);
                    self.parts(&ratio, &mut trace);
                }
            }
            TraceOf::Deed(_) | TraceOf::Coverage | TraceOf::Caused => {}
        }
        trace
    }

    fn lines(&self, amount: Amount, only_credited: bool, trace: &mut Trace) {
        trace.is_money = amount != Amount::Units;
        let only_credited = only_credited || self.is_narrowed_to_offers();
        for (unit, lines) in self.asked_orders() {
            for (line, touch) in lines {
                let is_wanted = match touch {
                    Some(touch) => self.takes(touch),
                    None => !only_credited,
                };
                let value = amount.of(line);
                // What was paid back, and fees, are told of few lines.
                let adds = value != 0 || !matches!(amount, Amount::Refunded | Amount::Fees);
                if is_wanted && adds && line.is_fee == (amount == Amount::Fees) {
                    let row = || TraceRow::of_line(line, unit, *touch, self.id(line.product), value);
                    trace.add(self.query.limit, value, None, row);
                }
            }
        }
    }

    fn placed(&self, with_offers: bool, trace: &mut Trace) {
        for (unit, lines) in self.asked_orders() {
            let touch = lines
                .iter()
                .filter_map(|(_, touch)| *touch)
                .find(|touch| self.takes(touch));
            if with_offers && touch.is_none() {
                continue;
            }
            let first = lines[0].0;
            trace.add(self.query.limit, 1, None, || TraceRow {
                at: Some(first.at),
                visitor: known(unit),
                order: Some(first.order.clone()),
                offer: touch.filter(|_| with_offers).map(TracedOffer::from),
                value: 1,
                ..TraceRow::default()
            });
        }
    }

    /// Orders of which the report's own currency is not that of some line.
    fn foreign(&self, trace: &mut Trace) {
        let days = self.loaded.days.iter().zip(self.orders);
        for ((_, rows), own) in days.filter(|((day, _), _)| self.is_asked(*day)) {
            let counted: BTreeSet<(&str, u32)> = own
                .lines
                .iter()
                .map(|(line, _)| (line.order.as_str(), line.number))
                .collect();
            let mut others: Vec<&Line> = rows.lines.iter().collect();
            others.retain(|line| !counted.contains(&(line.order.as_str(), line.number)));
            others.dedup_by(|one, before| one.order == before.order);
            for line in others {
                trace.add(self.query.limit, 1, None, || TraceRow {
                    at: Some(line.at),
                    visitor: known(self.names.unit_of(line)),
                    order: Some(line.order.clone()),
                    value: 1,
                    ..TraceRow::default()
                });
            }
        }
    }

    fn left_out(&self, trace: &mut Trace) {
        for (day, rows) in self.loaded.days.iter().filter(|(day, _)| self.is_asked(*day)) {
            let left_out = rows
                .visitors
                .iter()
                .filter(|visitor| !visitor.left_out.is_empty());
            for visitor in left_out {
                trace.add(self.query.limit, 1, None, || TraceRow {
                    at: Some(day.start()),
                    visitor: known(visitor.unit),
                    group: Some(visitor.left_out.clone()),
                    value: 1,
                    ..TraceRow::default()
                });
            }
        }
    }

    /// What each visitor adds to a metric; of one without a base only the value is told.
    fn parts(&self, ratio: &Ratio, trace: &mut Trace) {
        let has_base = trace.base.is_some();
        for one in self.summary.people.rows(ratio, &self.groups) {
            let mut row = TraceRow::of_part(one.unit, &one.part);
            row.base = row.base.filter(|_| has_base);
            trace.push(self.query.limit, row);
        }
    }

    /// The products that can be offered or were shown: 1 where one was, for each that counts.
    fn coverage(&self, mut counts: Vec<bool>) -> Trace {
        let wanted = self.query.filter.of_offers(self.query.of);
        let mut shown: Vec<bool> = Vec::new();
        for (_, rows) in self.loaded.days.iter().filter(|(day, _)| self.is_asked(*day)) {
            for row in &rows.shown {
                let Some(cell) = rows.cells.get(row.cell as usize) else {
                    continue;
                };
                let place = row.product as usize;
                let size = shown.len().max(counts.len()).max(place + 1);
                shown.resize(size, false);
                counts.resize(size, false);
                counts[place] = true;
                let sides = wanted.iter().zip(sides_of_cell(cell));
                shown[place] |= sides
                    .into_iter()
                    .all(|(wanted, is)| wanted.is_none_or(|wanted| wanted == is));
            }
        }
        let mut trace = Trace {
            base: Some(0),
            ..Trace::default()
        };
        for product in (0..counts.len()).filter(|product| counts[*product]) {
            let is_shown = i64::from(shown.get(product).copied().unwrap_or_default());
            trace.add(self.query.limit, is_shown, Some(1), || TraceRow {
                product: Some(self.id(product as ProductIndex)),
                value: is_shown,
                base: Some(1),
                ..TraceRow::default()
            });
        }
        trace
    }
}

/// Visitors as a metric: each adds one.
const VISITORS: Ratio = Ratio {
    value: |_| 1.0,
    base: |_| 1.0,
    is_money: false,
    better: measure::experiments::guardrails::Better::Higher,
};

impl Amount {
    /// What a line adds to it.
    fn of(self, line: &Line) -> i64 {
        match self {
            Self::Units => i64::from(line.quantity.saturating_sub(line.refunded_quantity)),
            Self::Paid => line.paid.map_or(0, |paid| paid.minor),
            Self::Refunded => line.refunded_minor,
            Self::Revenue | Self::Fees => line.net_minor(),
            Self::Margin => line.net_margin_minor(),
        }
    }
}
