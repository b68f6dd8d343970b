//! Summing up some days: events, then the decisions they name, then orders.

use std::collections::{BTreeMap, BTreeSet};

use measure::ledger::{Line, Touch, Visit, VisitorDay, placed, sold};
use recommend::Models;
use rustc_hash::{FxHashMap, FxHashSet};
use shop::{Day, LineKind, Money};
use store::{DecisionId, DecisionLog, LineRow, OrderRow};

use super::{
    DayRows, LedgerFolder,
    cut::cut_day,
    day::{Asked, DaySums, Decisions},
    decisions::{self, Spans},
};
use crate::{
    Engine, Error,
    experiments::{customer_unit, visitor_unit},
    paid_back::{PaidBack, times},
    snapshot::Snapshot,
};

/// Sums up `days`, ascending, and replaces their rows; before `events_from` no events are kept any more.
pub(super) fn sum_up(
    engine: &Engine,
    ledger: &LedgerFolder,
    days: &[Day],
    spans: &Spans,
    events_from: Day,
) -> Result<(), Error> {
    let mut sums: BTreeMap<Day, DaySums> = days.iter().map(|day| (*day, DaySums::default())).collect();
    let snapshot = engine.inner.serving.snapshot();
    let snapshot = snapshot.as_deref();
    for (day, sums) in &mut sums {
        add_events(engine, snapshot, *day, sums)?;
        sums.judge();
    }
    let decisions = add_decisions(engine, &mut sums, spans)?;
    let without_visits = sums.iter().filter(|(_, sums)| !sums.has_visits());
    let without_visits: Vec<Day> = without_visits.map(|(day, _)| *day).collect();
    for (day, sums) in &mut sums {
        add_lines(engine, snapshot, *day, sums)?;
    }
    let erased = ledger.erased();
    let kept_from = spans.values().map(|(first, _)| *first).min();
    for (day, sums) in sums {
        let mut rows = sums.finish(&decisions);
        // The log or the events do not reach back to this day any more: what was summed up when they did stays.
        let log_is_gone = kept_from.is_none_or(|kept_from| day < kept_from);
        if day < events_from {
            keep_visitors(&mut rows, ledger.read(day, "lines")?);
            rows.placed = placed(&rows.lines);
        }
        let stays = match day < events_from {
            true => ledger.has(day),
            false => log_is_gone && knew_decisions(ledger, day)?,
        };
        if stays {
            rows.exposures = ledger.read(day, "exposures")?;
            rows.visitors = ledger.read(day, "visitors")?;
            rows.touches = ledger.read(day, "touches")?;
            rows.seen = ledger.read(day, "seen")?;
            rows.cells = ledger.read(day, "cells")?;
        } else if cut_day(spans) == Some(day) {
            rows.add_before(ledger, day)?;
        }
        // Events are forgotten before what was summed up of them.
        if without_visits.contains(&day) {
            keep_visits(&mut rows, ledger.read(day, "visits")?);
        }
        rows.erase(&erased, &BTreeSet::new());
        ledger.write(day, &rows)?;
    }
    Ok(())
}

/// Whether decisions are in what was summed up of a day; else a log that has none of it takes nothing away.
fn knew_decisions(ledger: &LedgerFolder, day: Day) -> Result<bool, Error> {
    let visitors: Vec<VisitorDay> = ledger.read(day, "visitors")?;
    let touches: Vec<Touch> = ledger.read(day, "touches")?;
    let seen: Vec<Touch> = ledger.read(day, "seen")?;
    Ok(visitors.iter().any(|visitor| visitor.answers > 0) || !touches.is_empty() || !seen.is_empty())
}

/// Keeps who placed an order, where an event told it that is forgotten by now.
fn keep_visitors(rows: &mut DayRows, before: Vec<Line>) {
    let known: FxHashMap<String, u64> = before
        .into_iter()
        .filter(|line| line.visitor != 0)
        .map(|line| (line.order, line.visitor))
        .collect();
    for line in rows.lines.iter_mut().filter(|line| line.visitor == 0) {
        line.visitor = known.get(&line.order).copied().unwrap_or_default();
    }
}

/// Keeps the visits that events told of when they were summed up; those of orders alone are told again.
fn keep_visits(rows: &mut DayRows, before: Vec<Visit>) {
    let is_of_order = |visit: &Visit| {
        let [before @ .., order] = visit.seconds;
        order.is_some() && before.iter().all(Option::is_none)
    };
    let kept: Vec<Visit> = before.into_iter().filter(|visit| !is_of_order(visit)).collect();
    let known: FxHashSet<u64> = kept.iter().map(|visit| visit.unit).collect();
    rows.visits.retain(|visit| !known.contains(&visit.unit));
    rows.visits.extend(kept);
    rows.visits.sort_unstable_by_key(|visit| (visit.at, visit.unit));
}

fn add_events(
    engine: &Engine,
    snapshot: Option<&Snapshot>,
    day: Day,
    sums: &mut DaySums,
) -> Result<(), Error> {
    let index = |id: &str| snapshot.and_then(|snapshot| snapshot.models.catalogue.index(id));
    let until = Day(day.0 + 1).start();
    engine.inner.store.scan_events(day.start(), until, &mut |event| {
        let product = event.product_id.as_ref().and_then(|id| index(id.as_str()));
        sums.add_event(&event, product);
    })?;
    Ok(())
}

/// Adds the decisions of the days, and gives those that events name, of whichever day.
fn add_decisions(
    engine: &Engine,
    sums: &mut BTreeMap<Day, DaySums>,
    spans: &Spans,
) -> Result<Decisions, Error> {
    let named: FxHashSet<DecisionId> = sums.values().flat_map(DaySums::decisions_named).collect();
    let mut decisions = Decisions::default();
    let days: Vec<Day> = sums.keys().copied().collect();
    let folder = engine.inner.folder.decisions();
    decisions::scan(&folder, spans, &days, &mut |id, header, record| {
        if let Some(sums) = sums.get_mut(&header.at.day()) {
            sums.add_decision(&header);
        }
        if named.contains(&id) {
            decisions.extend(Asked::of(record).map(|asked| (id, asked)));
        }
    })?;
    // What was clicked today may have been shown in a message of last week. In the order of the log, as a disk likes.
    let mut earlier: Vec<&DecisionId> = named.iter().filter(|id| !decisions.contains_key(id)).collect();
    earlier.sort_unstable();
    let mut found = Vec::new();
    for id in earlier {
        let record = DecisionLog::read_in(&folder, id)?;
        found.extend(
            record
                .and_then(|record| Asked::of(&record))
                .map(|asked| (*id, asked)),
        );
    }
    decisions.extend(found);
    Ok(decisions)
}

/// Who an order is of.
#[derive(Default)]
struct Names {
    id: String,
    visitor: u64,
    customer: u64,
}

fn add_lines(
    engine: &Engine,
    snapshot: Option<&Snapshot>,
    day: Day,
    sums: &mut DaySums,
) -> Result<(), Error> {
    let mut names: FxHashMap<i64, Names> = FxHashMap::default();
    engine.inner.store.scan_order_names(day, day, &mut |order| {
        let visitor = order.visitor_id.map(visitor_unit);
        let of_order = Names {
            id: order.id.to_owned(),
            visitor: visitor.or_else(|| sums.buyer(order.id)).unwrap_or_default(),
            customer: order.customer_id.map(customer_unit).unwrap_or_default(),
        };
        names.insert(order.order_key, of_order);
    })?;
    let paid_back = PaidBack::read(&*engine.inner.store, day, day)?;
    let models = snapshot.map(|snapshot| &snapshot.models);
    let mut lines = Vec::new();
    engine.inner.store.scan_orders(day, day, &mut |order| {
        let Some(names) = names.get_mut(&order.order_key) else {
            return;
        };
        // A till knows the customer by their card, and not what they did on which screen.
        if names.visitor == 0 && names.customer != 0 {
            let seen = sums.visitor_of(names.customer, order.placed_at);
            names.visitor = seen.unwrap_or_default();
        }
        if sums.buyer(&names.id).is_none() {
            sums.add_order(names.visitor, names.customer, order.placed_at);
        }
        for (row, number) in order.lines.iter().zip(0..) {
            lines.push(Line {
                refunded_minor: paid_back.minor(order.order_key, number, row),
                ..line(&order, names, row, number, models)
            });
        }
    })?;
    sums.placed = placed(&lines);
    sums.sold = sold(&lines, engine.inner.currency());
    sums.lines = lines;
    Ok(())
}

fn line(order: &OrderRow<'_>, names: &Names, row: &LineRow, number: u32, models: Option<&Models>) -> Line {
    let paid = row.unit_price_minor.zip(order.currency);
    let paid = paid.map(|(price, currency)| Money::new(times(price, row.quantity), currency));
    Line {
        order: names.id.clone(),
        number,
        at: order.placed_at,
        visitor: names.visitor,
        customer: names.customer,
        product: row.product_key.0,
        quantity: row.quantity,
        paid,
        margin_minor: paid.map_or(0, |paid| margin_minor(paid, row, models)),
        refunded_quantity: row.refunded,
        refunded_minor: 0,
        is_fee: row.kind == LineKind::Fee,
    }
}

/// What of a line is margin: less the product's cost, where it is known, else the usual share of its category or of the
/// shop, else all of it.
fn margin_minor(paid: Money, row: &LineRow, models: Option<&Models>) -> i64 {
    let Some(models) = models else {
        return paid.minor;
    };
    let product = row.product_key.0;
    let is_known = (product as usize) < models.catalogue.len();
    let cost = is_known.then(|| models.catalogue.unit_cost(product)).flatten();
    if let Some(cost) = cost.filter(|cost| cost.currency == paid.currency) {
        return paid
            .minor
            .saturating_sub(cost.minor.saturating_mul(i64::from(row.quantity)));
    }
    let margin = &models.signals.margin;
    let rate = is_known
        .then(|| margin.rate(product))
        .flatten()
        .or(margin.typical_rate());
    (paid.minor as f64 * f64::from(rate.unwrap_or(1.0))).round() as i64
}
