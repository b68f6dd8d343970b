//! What a merchant waits for: the report of a quarter in which visitors did ten million things.

use super::{Benchmark, Row, Setting};
use crate::measuring::{
    simulated::{self, Simulated},
    synthetic,
    verdict::{Target, quantile},
};
use anyhow::{Context, Result};
use engine::{
    CartItem, Engine, JourneysQuery, OfferRequest, ReportQuery, Settings, VisitorSide,
    measure::journeys::Clock,
};
use shop::{
    Currency, Day, Event, EventId, EventKind, Money, Order, OrderId, OrderLine, Placement, ProductId,
    Timestamp, VisitorId,
};
use std::time::{Duration, Instant};

/// The benchmark.
pub const BENCHMARK: Benchmark = Benchmark {
    id: "reports",
    rows: &[
        Row {
            what: "events into the log, a thousand at a time",
            target: Target::AtLeast(50_000.0),
            unit: "events/s",
        },
        Row {
            what: "sum up 90 days at once",
            target: Target::AtLeast(50_000.0),
            unit: "events/s",
        },
        Row {
            what: "sum up again after one more event of the last day",
            target: Target::Reference,
            unit: "s",
        },
        Row {
            what: "the report of 90 days, 10M events, median of five",
            target: Target::AtMost(2.0),
            unit: "s",
        },
        Row {
            what: "the same by tier of customer",
            target: Target::AtMost(2.0),
            unit: "s",
        },
        Row {
            what: "journeys of the same days, median of five",
            target: Target::AtMost(2.0),
            unit: "s",
        },
        Row {
            what: "what rises and fades, of a year, median of five",
            target: Target::AtMost(2.0),
            unit: "s",
        },
        Row {
            what: "open that shop for a command, median of five",
            target: Target::AtMost(1.0),
            unit: "s",
        },
        Row {
            what: "open it for visitors, until what they did is remembered, median of five",
            target: Target::AtMost(1.0),
            unit: "s",
        },
    ],
    runs: 1,
    starts_server: false,
    data: None,
    notes: "one million logged decisions for 370,000 visitors, ten events each and 200,000 orders on the demo's shop, \
        with a hold-out of 5 %; the report has every metric, every breakdown, attribution and what the offers caused.",
    run,
};

const DAYS: i32 = 90;
/// Events of one decision.
const EVENTS_EACH: usize = 10;
const REPORTS: usize = 5;
/// Events sent at a time.
const BATCH: usize = 1_000;

fn run(setting: &Setting) -> Result<Vec<f64>> {
    let folder = setting.scratch.join("shop");
    let shop = simulated::make(&folder, Some(if setting.quick { 200 } else { 2_000 }))?;
    let visits_each_day = if setting.quick { 20 } else { 11_112 };
    let today = synthetic::today();
    shop.engine.set_hold_out(5.0, Day(today.0 - DAYS - 1).start())?;
    let mut logging = Duration::ZERO;
    for day in 0..DAYS {
        let first = day as usize * visits_each_day;
        logging += fill(&shop, Day(today.0 - DAYS + day), first, visits_each_day)?;
    }
    let events = (DAYS as usize * visits_each_day * EVENTS_EACH) as f64;
    let mut values = vec![events / logging.as_secs_f64()];
    let now = today.start();
    values.push(events / seconds(|| Ok(shop.engine.sum_up(now).map(drop)?))?);
    let one_more = view("one-more", "v1", &shop.baskets[0][0], Day(today.0 - 1).start())?;
    shop.engine.record_events(vec![one_more])?;
    values.push(seconds(|| Ok(shop.engine.sum_up(now).map(drop)?))?);
    values.extend(read(&shop.engine, now)?);
    shop.engine.close();
    drop(shop);
    values.push(median(|| {
        Engine::open(&folder, Settings::default())?.close();
        Ok(())
    })?);
    values.push(median(|| {
        let engine = Engine::open(&folder, Settings::default())?;
        engine.recall_visitors();
        engine.close();
        Ok(())
    })?);
    Ok(values)
}

/// The medians of what a merchant opens.
fn read(engine: &Engine, now: Timestamp) -> Result<[f64; 4]> {
    let today = now.day();
    let query = ReportQuery::new(Some(Day(today.0 - DAYS)), Some(Day(today.0 - 1)), now)?;
    let report = median(|| {
        let report = engine.report(query, now)?;
        let measured = report.metrics.iter().filter(|figure| figure.value.is_some());
        anyhow::ensure!(
            report.caused.people > 0 && measured.count() > 0,
            "an empty report"
        );
        Ok(())
    })?;
    let by_tier = median(|| {
        let report = engine.report_by(query, VisitorSide::Tier, now)?;
        anyhow::ensure!(!report.groups.is_empty(), "no groups");
        Ok(())
    })?;
    let journeys = JourneysQuery {
        report: query,
        clock: Clock::default(),
        customer: None,
    };
    let journeys = median(|| Ok(engine.journeys(&journeys, now).map(drop)?))?;
    let movers = median(|| Ok(engine.movers(now).map(drop)?))?;
    Ok([report, by_tier, journeys, movers])
}

fn seconds(mut work: impl FnMut() -> Result<()>) -> Result<f64> {
    let started = Instant::now();
    work()?;
    Ok(started.elapsed().as_secs_f64())
}

fn median(mut work: impl FnMut() -> Result<()>) -> Result<f64> {
    let times: Vec<f64> = (0..REPORTS).map(|_| seconds(&mut work)).collect::<Result<_>>()?;
    quantile(&times, 0.5).context("nothing was measured")
}

/// A day: each visit asks once for offers, looks around, sometimes takes what is offered, and every fifth buys. Gives
/// the time that recording the events took.
fn fill(shop: &Simulated, day: Day, first: usize, visits: usize) -> Result<Duration> {
    let (mut events, mut orders) = (Vec::new(), Vec::new());
    for number in first..first + visits {
        let at = day.start().plus_ms((number - first) as i64 * 7_000);
        let basket = &shop.baskets[number % shop.baskets.len()];
        let visitor = format!("visitor-{}", number.wrapping_mul(2_654_435_761) % 370_000);
        let request = OfferRequest {
            visitor_id: Some(VisitorId::new(&visitor)?),
            cart: vec![CartItem {
                product_id: basket[0].to_string(),
                quantity: 1,
                unit_price: None,
            }],
            ..OfferRequest::new(Placement::Cart)
        };
        let answer = shop.engine.offers(&request, at);
        let offered = answer.offers.first().map(|offer| offer.product.id.clone());
        for step in 0..EVENTS_EACH {
            let id = format!("e-{number:010}-{step}");
            let mut event = view(
                &id,
                &visitor,
                &basket[step % basket.len()],
                at.plus_ms(step as i64 * 1_000),
            )?;
            let kind = match (step, number % 10) {
                (0 | 1, _) => EventKind::Impression,
                (2, 0..3) => EventKind::Click,
                (3, 0) => EventKind::AddToCart,
                _ => EventKind::View,
            };
            if kind != EventKind::View
                && let Some(offered) = &offered
            {
                event.kind = kind;
                event.decision_id = Some(answer.decision_id.clone());
                event.product_id = (kind != EventKind::Impression)
                    .then(|| ProductId::new(offered))
                    .transpose()?;
            }
            events.push(event);
        }
        if number % 5 == 0 {
            orders.push(order(
                number,
                &visitor,
                basket,
                offered.filter(|_| number % 10 == 0),
                at.plus_ms(60_000),
            )?);
        }
    }
    let mut logging = Duration::ZERO;
    for batch in events.chunks(BATCH) {
        let batch = batch.to_vec();
        let started = Instant::now();
        shop.engine.record_events(batch)?;
        logging += started.elapsed();
    }
    shop.engine.record_orders(orders, Vec::new())?;
    Ok(logging)
}

fn view(id: &str, visitor: &str, product: &ProductId, at: Timestamp) -> Result<Event> {
    Ok(Event {
        id: EventId::new(id)?,
        kind: EventKind::View,
        at,
        visitor_id: VisitorId::new(visitor)?,
        customer_id: None,
        session_id: None,
        product_id: Some(product.clone()),
        quantity: 1,
        placement: None,
        decision_id: None,
        order_id: None,
        score: None,
        traffic: shop::Traffic::Customer,
    })
}

fn order(
    number: usize,
    visitor: &str,
    basket: &[ProductId],
    taken: Option<String>,
    placed_at: Timestamp,
) -> Result<Order> {
    let taken = taken.map(|id| ProductId::new(&id)).transpose()?;
    let currency = Currency::new("EUR")?;
    let line = |product_id: &ProductId| {
        Ok(OrderLine {
            product_id: product_id.clone(),
            quantity: 1,
            unit_price: Some(Money::new(1_000 + (number % 9_000) as i64, currency)),
            kind: shop::LineKind::Product,
        })
    };
    Ok(Order {
        id: OrderId::new(&format!("o-{number}"))?,
        customer_id: None,
        visitor_id: Some(VisitorId::new(visitor)?),
        placed_at,
        lines: basket.iter().chain(&taken).map(line).collect::<Result<_>>()?,
    })
}
