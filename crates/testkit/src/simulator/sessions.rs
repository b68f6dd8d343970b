//! Visits of the last days as events: those that led to the orders, and those that led to nothing.

use std::collections::HashMap;

use shop::{Event, EventId, EventKind, LineKind, Order, ProductId, SessionId, Timestamp, Traffic, VisitorId};

use super::{
    EVENT_DAYS, Settings,
    catalogue::Catalogue,
    customers::People,
    demand::{Demand, date},
};
use crate::rng::Rng;

/// How many visits end without an order, per order.
const IDLE_VISITS_PER_ORDER: u32 = 11;
/// The share of idle visits by customers who are signed in.
const SIGNED_IN: f64 = 0.25;

/// One thing a visitor does, with which item and how many of it.
type Step = (EventKind, Option<usize>, u32);

/// Who visits.
struct Visitor {
    visitor_id: VisitorId,
    customer: Option<usize>,
    order: Option<usize>,
}

struct Recorder<'shop> {
    catalogue: &'shop Catalogue,
    demand: &'shop Demand,
    people: &'shop People,
    orders: &'shop [Order],
    rng: &'shop mut Rng,
    sessions: u32,
    events: Vec<Event>,
}

pub(super) fn simulate(
    settings: &Settings,
    catalogue: &Catalogue,
    demand: &Demand,
    people: &People,
    orders: &[Order],
    rng: &mut Rng,
) -> Vec<Event> {
    let first_day = settings.days.saturating_sub(EVENT_DAYS);
    let first = date(settings, first_day);
    let mut recorder = Recorder {
        catalogue,
        demand,
        people,
        orders,
        rng,
        sessions: 0,
        events: Vec::new(),
    };
    let by_id: HashMap<&ProductId, usize> = catalogue
        .items
        .iter()
        .enumerate()
        .map(|(index, item)| (&item.product.id, index))
        .collect();
    for (index, order) in orders
        .iter()
        .enumerate()
        .filter(|(_, order)| order.placed_at.day() >= first)
    {
        let day = (order.placed_at.day().0 - settings.start.0) as u32;
        recorder.buying_visit(day, index, order, &by_id);
        for _ in 0..IDLE_VISITS_PER_ORDER {
            recorder.idle_visit(day, order.placed_at.day().start());
        }
    }
    recorder.finish()
}

impl Recorder<'_> {
    fn buying_visit(&mut self, day: u32, index: usize, order: &Order, by_id: &HashMap<&ProductId, usize>) {
        let merchandise = order.lines.iter().filter(|line| line.kind == LineKind::Product);
        let bought: Vec<(usize, u32)> = merchandise
            .map(|line| (by_id[&line.product_id], line.quantity))
            .collect();
        let mut steps: Vec<Step> = Vec::new();
        for &(item, quantity) in &bought {
            self.compare(day, item, 1, &mut steps);
            steps.push((EventKind::View, Some(item), 1));
            steps.push((EventKind::AddToCart, Some(item), quantity));
        }
        steps.push((EventKind::Checkout, None, 1));
        let visitor = Visitor {
            visitor_id: order
                .visitor_id
                .clone()
                .expect("every simulated order has its visitor"),
            customer: order
                .customer_id
                .as_ref()
                .and_then(|id| id.as_str()[1..].parse::<usize>().ok())
                .map(|n| n - 1),
            order: Some(index),
        };
        let step_ms = i64::from(self.rng.between(20_000, 90_000));
        let start = order.placed_at.plus_ms(-step_ms * steps.len() as i64);
        let session = self.session();
        self.record(&steps, &visitor, &session, start, step_ms);
        let purchases: Vec<Step> = bought
            .iter()
            .map(|&(item, quantity)| (EventKind::Purchase, Some(item), quantity))
            .collect();
        self.record(&purchases, &visitor, &session, order.placed_at, 0);
    }

    /// Looks at something and what could stand in for it; one in five also puts it into the cart, and half of those
    /// take it out again.
    fn idle_visit(&mut self, day: u32, midnight: Timestamp) {
        let mut steps: Vec<Step> = Vec::new();
        for _ in 0..self.rng.between(1, 2) {
            let wish = self.demand.wish(day, 0, self.catalogue.items.len(), self.rng);
            steps.push((EventKind::View, Some(wish), 1));
            self.compare(day, wish, 3, &mut steps);
            if self.rng.chance(0.3) {
                self.look_beside(day, wish, &mut steps);
            }
            if self.rng.chance(0.2) {
                steps.push((EventKind::AddToCart, Some(wish), 1));
                if self.rng.chance(0.5) {
                    steps.push((EventKind::RemoveFromCart, Some(wish), 1));
                }
            }
        }
        let signed_in = self.rng.chance(SIGNED_IN);
        let customer = if signed_in {
            self.people.next(self.rng)
        } else {
            None
        };
        let session = self.session();
        let visitor = Visitor {
            visitor_id: match customer {
                Some(person) => self.people.persons[person].visitor.clone(),
                None => VisitorId::new(&format!("w{}", self.sessions)).expect("the id is short and plain"),
            },
            customer,
            order: None,
        };
        let late = self.rng.unit().max(self.rng.unit());
        let start = midnight.plus_ms(25_200_000 + (late * 54_000_000.0) as i64);
        let step_ms = i64::from(self.rng.between(15_000, 80_000));
        self.record(&steps, &visitor, &session, start, step_ms);
    }

    /// Up to `most` other models of the same family.
    fn compare(&mut self, day: u32, item: usize, most: u32, steps: &mut Vec<Step>) {
        let mut left = self.catalogue.alternatives[item].clone();
        for _ in 0..self.rng.between(0, most) {
            let Some(other) = self.demand.choose(day, &left, self.rng) else {
                return;
            };
            left.retain(|&item| item != other);
            steps.push((EventKind::View, Some(other), 1));
        }
    }

    fn look_beside(&mut self, day: u32, item: usize, steps: &mut Vec<Step>) {
        let catalogue = self.catalogue;
        let beside = self.rng.choose(&catalogue.companions[item]);
        let chosen = beside.and_then(|beside| self.demand.choose(day, &beside.items, self.rng));
        steps.extend(chosen.map(|other| (EventKind::View, Some(other), 1)));
    }

    fn session(&mut self) -> SessionId {
        self.sessions += 1;
        SessionId::new(&format!("s{}", self.sessions)).expect("the id is short and plain")
    }

    fn record(
        &mut self,
        steps: &[Step],
        visitor: &Visitor,
        session: &SessionId,
        start: Timestamp,
        step_ms: i64,
    ) {
        let unnumbered = EventId::new("unnumbered").expect("the id is short and plain");
        for (position, &(kind, item, quantity)) in steps.iter().enumerate() {
            self.events.push(Event {
                id: unnumbered.clone(),
                kind,
                at: start.plus_ms(step_ms * position as i64),
                visitor_id: visitor.visitor_id.clone(),
                customer_id: visitor
                    .customer
                    .map(|person| self.people.persons[person].customer.id.clone()),
                session_id: Some(session.clone()),
                product_id: item.map(|item| self.catalogue.items[item].product.id.clone()),
                quantity,
                placement: None,
                decision_id: None,
                order_id: visitor
                    .order
                    .filter(|_| kind == EventKind::Purchase)
                    .map(|order| self.orders[order].id.clone()),
                score: None,
                traffic: Traffic::Customer,
            });
        }
    }

    /// Sorts by time and numbers the events.
    fn finish(mut self) -> Vec<Event> {
        self.events.sort_by_key(|event| event.at);
        for (number, event) in self.events.iter_mut().enumerate() {
            event.id = EventId::new(&format!("e{}", number + 1)).expect("the id is short and plain");
        }
        self.events
    }
}
