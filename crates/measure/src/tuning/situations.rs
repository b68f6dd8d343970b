//! Situations of the shop's own past of which it is known what was chosen.
//!
//! The models know what happened before a day; the situations are what happened from that day on. So what is tuned
//! answers for a future that the models did not know, as it will be when it serves.

use recommend::{
    CartLine, Catalogue, CustomerIndex, History, ProductIndex, Query, Session, Signals, StepKind,
};
use rustc_hash::{FxHashMap, FxHashSet};
use shop::{Day, Timestamp};

use crate::offline::random;

/// Situations taken of one window at most; more add time and hardly any knowledge.
const SITUATIONS_MAX: usize = 8_000;
/// Products hidden of one order, so that a large order does not speak for many.
const HIDDEN_PER_ORDER: usize = 2;
/// Steps asked of one visit.
const STEPS_PER_SESSION: usize = 3;
const CART_MAX: usize = shop::limits::CART_LINES_MAX;
const VIEWS_MAX: usize = 50;

/// The time a window of situations spans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first day of it; the models know the days before.
    pub from: Day,
    /// The last day of it.
    pub to: Day,
}

impl Window {
    fn holds(&self, day: Day) -> bool {
        day >= self.from && day <= self.to
    }
}

/// A moment of the past and what was chosen then.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Situation {
    /// What was in the cart.
    pub cart: Vec<CartLine>,
    /// The product whose page was open.
    pub product: Option<ProductIndex>,
    /// What was looked at before, the latest first.
    pub recently_viewed: Vec<ProductIndex>,
    /// Who it was, where known.
    pub customer: Option<CustomerIndex>,
    /// When it was.
    pub now: Timestamp,
    /// What was chosen, never empty.
    pub chosen: Vec<ProductIndex>,
}

impl Situation {
    /// The situation as recommenders are asked about it; what the customer bought is what `signals` know.
    pub fn query<'a>(&'a self, signals: &'a Signals) -> Query<'a> {
        Query {
            cart: &self.cart,
            product: self.product,
            recently_viewed: &self.recently_viewed,
            customer: self.customer,
            bought: signals.purchases.of(self.customer),
            now: self.now,
            ..Query::default()
        }
    }
}

/// What situations are drawn from.
#[derive(Clone, Copy)]
pub struct Past<'a> {
    /// The whole history.
    pub history: &'a History,
    /// What is asked about.
    pub window: Window,
    /// Draws what is hidden.
    pub seed: u64,
}

impl Past<'_> {
    /// One product of an order is hidden, the rest is the cart.
    pub fn carts(&self) -> Vec<Situation> {
        let (mut situations, mut state) = (Vec::new(), self.seed);
        let orders = self.orders();
        for (day, basket) in thinned(&orders, SITUATIONS_MAX / HIDDEN_PER_ORDER) {
            for _ in 0..HIDDEN_PER_ORDER.min(basket.products.len() - 1) {
                let hidden = random::below(&mut state, basket.products.len());
                let rest = basket.products.iter().enumerate().filter(|(at, _)| *at != hidden);
                situations.push(Situation {
                    cart: rest.map(|(_, &product)| line(product)).take(CART_MAX).collect(),
                    now: day.start(),
                    chosen: vec![basket.products[hidden]],
                    ..Situation::default()
                });
            }
        }
        situations
    }

    /// One product of an order is on the page; the others were chosen beside it.
    pub fn pages(&self) -> Vec<Situation> {
        let mut state = self.seed;
        let orders = self.orders();
        let page = |(day, basket): &(Day, recommend::Basket<'_>)| {
            let shown = basket.products[random::below(&mut state, basket.products.len())];
            let others = basket.products.iter().copied().filter(|&other| other != shown);
            Situation {
                product: Some(shown),
                now: day.start(),
                chosen: others.collect(),
                ..Situation::default()
            }
        };
        thinned(&orders, SITUATIONS_MAX / HIDDEN_PER_ORDER)
            .map(page)
            .collect()
    }

    /// A customer comes back of whom `signals` know purchases: the whole next order was chosen.
    pub fn next_orders(&self, signals: &Signals) -> Vec<Situation> {
        let customers = self.history.customers();
        let mut asked = Vec::new();
        for (customer, orders) in customers.iter() {
            let known = !signals.purchases.of(Some(customer)).products.is_empty();
            let next = orders.iter().find(|(_, day, _)| self.window.holds(*day));
            if let Some((_, day, basket)) = next.filter(|(_, _, basket)| known && !basket.products.is_empty())
            {
                asked.push((customer, *day, basket.products));
            }
        }
        let situation = |&(customer, day, products): &(CustomerIndex, Day, &[ProductIndex])| Situation {
            customer: Some(customer),
            now: day.start(),
            chosen: products.to_vec(),
            ..Situation::default()
        };
        thinned(&asked, SITUATIONS_MAX).map(situation).collect()
    }

    /// The visitor's next look.
    pub fn next_views(&self) -> Vec<Situation> {
        let (mut situations, mut state) = (Vec::new(), self.seed);
        let sessions = self.sessions();
        for session in thinned(&sessions, SITUATIONS_MAX / STEPS_PER_SESSION) {
            let viewed: Vec<ProductIndex> = session.viewed().collect();
            let mut asked = FxHashSet::default();
            for _ in 0..STEPS_PER_SESSION.min(viewed.len().saturating_sub(1)) {
                let next = 1 + random::below(&mut state, viewed.len() - 1);
                if asked.insert(next) {
                    let before = viewed[..next].iter().rev().copied().take(VIEWS_MAX);
                    situations.push(Situation {
                        recently_viewed: before.collect(),
                        now: moment(session),
                        chosen: vec![viewed[next]],
                        ..Situation::default()
                    });
                }
            }
        }
        situations
    }

    /// A product was looked at and a dearer one of its kind bought instead.
    pub fn steps_up(&self, catalogue: &Catalogue) -> Vec<Situation> {
        let mut situations = Vec::new();
        let sessions = self.sessions();
        for session in thinned(&sessions, SITUATIONS_MAX) {
            let steps = session.steps().filter(|step| step.kind != StepKind::View);
            let bought: Vec<ProductIndex> = steps.map(|step| step.product).collect();
            let mut seen = FxHashMap::default();
            for viewed in session.viewed().filter(|viewed| !bought.contains(viewed)) {
                let dearer = bought
                    .iter()
                    .copied()
                    .filter(|&other| is_dearer(catalogue, viewed, other));
                let dearer: Vec<ProductIndex> = dearer.collect();
                if !dearer.is_empty() {
                    seen.entry(viewed).or_insert(dearer);
                }
            }
            let mut seen: Vec<_> = seen.into_iter().collect();
            seen.sort_unstable();
            situations.extend(seen.into_iter().map(|(viewed, dearer)| Situation {
                product: Some(viewed),
                now: moment(session),
                chosen: dearer,
                ..Situation::default()
            }));
        }
        situations
    }

    fn orders(&self) -> Vec<(Day, recommend::Basket<'_>)> {
        let orders = self.history.iter_dated(self.window.from, self.window.to);
        orders.filter(|(_, basket)| basket.products.len() >= 2).collect()
    }

    fn sessions(&self) -> Vec<Session<'_>> {
        let within = |session: &Session<'_>| self.window.holds(moment(session).day());
        self.history.sessions().into_iter().filter(within).collect()
    }
}

fn is_dearer(catalogue: &Catalogue, product: ProductIndex, other: ProductIndex) -> bool {
    let price = |product| catalogue.price_minor(product).unwrap_or_default();
    catalogue.same_need(product, other) && price(other) > price(product)
}

fn line(product: ProductIndex) -> CartLine {
    CartLine {
        product,
        quantity: 1,
        unit_price_minor: None,
    }
}

fn moment(session: &Session<'_>) -> Timestamp {
    Timestamp::from_unix_ms(i64::from(session.ended_s) * 1_000).unwrap_or_default()
}

/// At most `most` of `all`, evenly spread.
fn thinned<T>(all: &[T], most: usize) -> impl Iterator<Item = &T> {
    all.iter().step_by(all.len().div_ceil(most.max(1)).max(1))
}
