//! A shop in which visitors did a lot, as bench and pages meet it: the demo's shop with a quarter of visits behind it.

use super::simulated::{self, Simulated};
use super::synthetic;
use anyhow::Result;
use engine::{ArmDraft, CartItem, Engine, ExperimentDraft, OfferRequest};
use shop::{
    Currency, Day, Event, EventId, EventKind, Money, Order, OrderId, OrderLine, Placement, ProductId,
    Timestamp, VisitorId,
};
use std::{
    path::Path,
    time::{Duration, Instant},
};

/// How many days visitors came, up to yesterday.
pub const DAYS: i32 = 90;
/// The experiment that everybody was in.
pub const EXPERIMENT: &str = "quarter";
/// Events of one decision.
const EVENTS_EACH: usize = 10;
/// Events sent at a time.
const BATCH: usize = 1_000;

/// The shop.
pub struct Busy {
    /// Its engine, with nothing summed up yet.
    pub engine: Engine,
    /// How many events there are.
    pub events: f64,
    /// How long it took to record them.
    pub logging: Duration,
    /// Something that was looked at.
    pub product: ProductId,
    /// A customer, by the id.
    pub customer: String,
    /// The last decision, by its id.
    pub decision: String,
}

/// Makes the shop in an empty folder, and lets so many visitors come each day.
///
/// # Errors
/// When the engine fails.
pub fn make(folder: &Path, orders: u32, visits_each_day: usize) -> Result<Busy> {
    let shop = simulated::make(folder, Some(orders))?;
    let today = synthetic::today();
    let start = Day(today.0 - DAYS - 1).start();
    shop.engine.set_hold_out(5.0, start)?;
    begin_experiment(&shop.engine, start)?;
    let (mut logging, mut decision) = (Duration::ZERO, String::new());
    for day in 0..DAYS {
        let first = day as usize * visits_each_day;
        let filled = fill(&shop, Day(today.0 - DAYS + day), first, visits_each_day)?;
        logging += filled.0;
        decision = filled.1;
    }
    Ok(Busy {
        product: shop.baskets[0][0].clone(),
        customer: shop.customer.map(|id| id.to_string()).unwrap_or_default(),
        engine: shop.engine,
        events: (DAYS as usize * visits_each_day * EVENTS_EACH) as f64,
        logging,
        decision,
    })
}

/// One whose arms do the same.
fn begin_experiment(engine: &Engine, now: Timestamp) -> Result<()> {
    let arm = |name: &str| ArmDraft {
        name: name.to_owned(),
        share_percent: 50,
        change: Default::default(),
    };
    let draft = ExperimentDraft {
        title: "A quarter".to_owned(),
        note: String::new(),
        placements: Vec::new(),
        layer: None,
        arms: vec![arm("one"), arm("other")],
        metric: "margin_per_visitor".to_owned(),
        effect_percent: 5.0,
        guardrails: None,
        visitors_planned: Some(100_000),
        stop_on_harm: false,
    };
    engine.put_experiment(EXPERIMENT, draft, now)?;
    engine.start_experiment(EXPERIMENT, 100_000, now)?;
    Ok(())
}

/// A day: each visit asks once for offers, looks around, sometimes takes what is offered, and every fifth buys. Gives
/// the time that recording the events took, and the last decision.
fn fill(shop: &Simulated, day: Day, first: usize, visits: usize) -> Result<(Duration, String)> {
    let (mut events, mut orders) = (Vec::new(), Vec::new());
    let mut last = String::new();
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
        last = answer.decision_id;
    }
    let mut logging = Duration::ZERO;
    for batch in events.chunks(BATCH) {
        let batch = batch.to_vec();
        let started = Instant::now();
        shop.engine.record_events(batch)?;
        logging += started.elapsed();
    }
    shop.engine.record_orders(orders, Vec::new())?;
    Ok((logging, last))
}

/// A look at a product.
///
/// # Errors
/// When an id is none.
pub fn view(id: &str, visitor: &str, product: &ProductId, at: Timestamp) -> Result<Event> {
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
