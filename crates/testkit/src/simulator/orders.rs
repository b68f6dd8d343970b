//! Two years of orders: what is wanted, what goes along with it, what is used up, and what comes back.

use std::collections::HashSet;

use shop::{LineKind, Money, Order, OrderId, OrderLine, ProductId, Refund, Timestamp, VisitorId};

use super::{
    POSTAGE, Settings,
    catalogue::Catalogue,
    customers::People,
    demand::{Demand, date},
};
use crate::rng::Rng;

/// How often the buyer of something consumable becomes a regular one.
pub(super) const REGULAR_START: f64 = 0.25;
/// How often a regular buyer buys once more.
pub(super) const REGULAR_STAY: f64 = 0.8;
/// How many further wishes an order serves: one with the first probability, a second one with the other.
const FURTHER_WISHES: [f64; 2] = [0.45, 0.3];
/// How often a customer with a favourite department wishes for something of it.
const FAVOURITE: f64 = 0.35;
/// Orders worth less than so many times the postage pay it.
const POSTAGE_BELOW_TIMES: i64 = 10;

/// The mean number of wishes of an order without anything that was used up.
pub(super) fn wishes_mean() -> f64 {
    1.0 + FURTHER_WISHES[0] * (1.0 + FURTHER_WISHES[1])
}

/// What happened.
pub(super) struct History {
    pub orders: Vec<Order>,
    pub refunds: Vec<Refund>,
}

/// A regular buyer's item that will be used up.
struct Due {
    person: usize,
    item: usize,
}

struct Simulation<'shop> {
    settings: &'shop Settings,
    catalogue: &'shop Catalogue,
    demand: &'shop Demand,
    people: &'shop People,
    rng: &'shop mut Rng,
    /// Per day, who runs out of what.
    due: Vec<Vec<Due>>,
    /// Which families a person buys regularly.
    regular: HashSet<(usize, usize)>,
    history: History,
}

pub(super) fn simulate(
    settings: &Settings,
    catalogue: &Catalogue,
    demand: &Demand,
    people: &People,
    rng: &mut Rng,
) -> History {
    let due = (0..settings.days).map(|_| Vec::new()).collect();
    let history = History {
        orders: Vec::new(),
        refunds: Vec::new(),
    };
    let regular = HashSet::new();
    let mut simulation = Simulation {
        settings,
        catalogue,
        demand,
        people,
        rng,
        due,
        regular,
        history,
    };
    let mut owed = 0.0;
    for day in 0..settings.days {
        owed += demand.day_shares[day as usize] * f64::from(settings.orders_target);
        owed -= f64::from(simulation.one_day(day, owed.max(0.0) as u32));
    }
    simulation
        .history
        .refunds
        .sort_by_key(|refund| refund.refunded_at);
    simulation.history
}

impl Simulation<'_> {
    /// Who ran out of something orders in any case; others fill the day. Returns how many orders there were.
    fn one_day(&mut self, day: u32, orders: u32) -> u32 {
        let mut baskets = Vec::new();
        for due in std::mem::take(&mut self.due[day as usize]) {
            let basket = self.basket(day, Some(due.person), Some(due.item));
            baskets.push((self.moment(day), Some(due.person), basket));
        }
        while (baskets.len() as u32) < orders {
            let person = self.people.next(self.rng);
            let basket = self.basket(day, person, None);
            if !basket.is_empty() {
                baskets.push((self.moment(day), person, basket));
            }
        }
        baskets.sort_by_key(|(placed_at, ..)| *placed_at);
        let count = baskets.len() as u32;
        for (placed_at, person, basket) in baskets {
            self.place(placed_at, person, &basket);
        }
        count
    }

    /// Between seven in the morning and eleven at night, most in the evening.
    fn moment(&mut self, day: u32) -> Timestamp {
        let late = self.rng.unit().max(self.rng.unit());
        date(self.settings, day)
            .start()
            .plus_ms(25_200_000 + (late * 57_600_000.0) as i64)
    }

    /// The items of one order.
    fn basket(&mut self, day: u32, person: Option<usize>, used_up: Option<usize>) -> Vec<usize> {
        let further = match self.rng.chance(FURTHER_WISHES[0]) {
            true => 1 + u32::from(self.rng.chance(FURTHER_WISHES[1])),
            false => 0,
        };
        let first = used_up.unwrap_or_else(|| self.wish(day, person));
        let mut wishes = vec![first];
        wishes.extend((0..further).map(|_| self.wish(day, person)));
        let mut basket = Vec::new();
        for wish in wishes {
            let expected = used_up == Some(wish);
            if (expected || !self.is_covered(person, wish)) && self.add(&mut basket, wish) {
                self.plan_next(day, person, wish, expected);
                self.add_companions(day, person, wish, &mut basket);
            }
        }
        basket
    }

    /// Regular buyers of a consumable wait until it is used up.
    fn is_covered(&self, person: Option<usize>, item: usize) -> bool {
        let family = self.catalogue.items[item].family_index;
        person.is_some_and(|person| self.regular.contains(&(person, family)))
    }

    fn wish(&mut self, day: u32, person: Option<usize>) -> usize {
        let bounds = &self.catalogue.department_bounds;
        let favourite = person.filter(|_| self.rng.chance(FAVOURITE));
        let (first, end) = match favourite {
            Some(person) => {
                let department = self.people.persons[person].favourite_department;
                (bounds[department], bounds[department + 1])
            }
            None => (0, self.catalogue.items.len()),
        };
        self.demand.wish(day, first, end, self.rng)
    }

    /// Puts an item into the basket unless it, or a substitute of it, is there already.
    fn add(&self, basket: &mut Vec<usize>, item: usize) -> bool {
        let items = &self.catalogue.items;
        let clashes = |&other: &usize| {
            other == item
                || (items[other].family_index == items[item].family_index && !items[item].family.several)
        };
        if basket.iter().any(clashes) {
            return false;
        }
        basket.push(item);
        true
    }

    fn add_companions(&mut self, day: u32, person: Option<usize>, item: usize, basket: &mut Vec<usize>) {
        let catalogue = self.catalogue;
        for companions in &catalogue.companions[item] {
            if !self.rng.chance(companions.probability) {
                continue;
            }
            let chosen = self.demand.choose(day, &companions.items, self.rng);
            let chosen = chosen.filter(|&companion| !self.is_covered(person, companion));
            if let Some(companion) = chosen.filter(|&companion| self.add(basket, companion)) {
                self.plan_next(day, person, companion, false);
            }
        }
    }

    /// A registered buyer of something consumable may become, and stay, a regular one.
    fn plan_next(&mut self, day: u32, person: Option<usize>, item: usize, expected: bool) {
        let family = self.catalogue.items[item].family;
        let (Some(person), Some(gap_days)) = (person, family.repurchase_days) else {
            return;
        };
        let key = (person, self.catalogue.items[item].family_index);
        if !self
            .rng
            .chance(if expected { REGULAR_STAY } else { REGULAR_START })
        {
            self.regular.remove(&key);
            return;
        }
        let varied = f64::from(gap_days) * (1.0 + 0.1 * self.rng.normal());
        let next = day + varied.round().max(1.0) as u32;
        self.regular.insert(key);
        if let Some(list) = self.due.get_mut(next as usize) {
            list.push(Due { person, item });
        }
    }

    fn place(&mut self, placed_at: Timestamp, person: Option<usize>, basket: &[usize]) {
        let number = 100_001 + self.history.orders.len();
        let known = person.map(|person| &self.people.persons[person]);
        let guest = || VisitorId::new(&format!("g{number}")).expect("the id is short and plain");
        let mut order = Order {
            id: OrderId::new(&format!("A{number}")).expect("the id is short and plain"),
            customer_id: known.map(|person| person.customer.id.clone()),
            visitor_id: Some(known.map_or_else(guest, |person| person.visitor.clone())),
            placed_at,
            lines: basket.iter().map(|&item| self.line(item)).collect(),
        };
        self.refund(&order, basket);
        order.lines.extend(self.postage(&order.lines));
        self.history.orders.push(order);
    }

    fn line(&mut self, item: usize) -> OrderLine {
        let item = &self.catalogue.items[item];
        let several = item.family.quantity_max > 1 && self.rng.chance(0.3);
        OrderLine {
            product_id: item.product.id.clone(),
            quantity: if several {
                self.rng.between(2, item.family.quantity_max)
            } else {
                1
            },
            unit_price: item.product.price,
            kind: LineKind::Product,
        }
    }

    /// Small orders pay postage.
    fn postage(&self, lines: &[OrderLine]) -> Option<OrderLine> {
        let postage = super::catalogue::convert(4_99, self.settings.currency);
        let worth = |line: &OrderLine| {
            line.unit_price
                .map_or(0, |price| price.minor * i64::from(line.quantity))
        };
        let total: i64 = lines.iter().map(worth).sum();
        (total < postage.minor * POSTAGE_BELOW_TIMES).then(|| OrderLine {
            product_id: ProductId::new(POSTAGE).expect("the id is short and plain"),
            quantity: 1,
            unit_price: Some(Money::new(postage.minor, self.settings.currency)),
            kind: LineKind::Fee,
        })
    }

    /// About one order in 25 sends one thing back within three weeks, if that is over by the end.
    fn refund(&mut self, order: &Order, basket: &[usize]) {
        if !self.rng.chance(0.04) {
            return;
        }
        let line = &order.lines[self.rng.index(basket.len())];
        let later_ms = i64::from(self.rng.between(2 * 24, 21 * 24)) * 3_600_000;
        let refunded_at = order.placed_at.plus_ms(later_ms);
        if refunded_at >= self.settings.end().start() {
            return;
        }
        self.history.refunds.push(Refund {
            id: format!("R-{}", order.id),
            order_id: Some(order.id.clone()),
            customer_id: order.customer_id.clone(),
            product_id: line.product_id.clone(),
            quantity: line.quantity,
            unit_price: line.unit_price,
            refunded_at,
            kind: LineKind::Product,
        });
    }
}
