//! Situations of the shop's own past of which it is known what was chosen.
//!
//! The models know what happened before a day; the cases are what happened from that day on. So a ranker learns from
//! guesses about a future that the models did not know, as it will be when it serves.

use decide::{Intent, Scratch, featured, rankers::training::Case};
use recommend::{CartLine, CustomerIndex, History, Models, ProductIndex, Query, Session, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};
use shop::{Day, Timestamp};

use crate::offline::random;

/// Cases taken from one window at most; more add time and hardly any knowledge.
const CASES_MAX: usize = 8_000;
/// Products hidden of one order, so that a large order does not speak for many.
const HIDDEN_PER_ORDER: usize = 2;
/// Steps asked of one visit.
const STEPS_PER_SESSION: usize = 3;

/// The time a window of cases spans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first day of it; the models know the days before.
    pub from: Day,
    /// The last day of it.
    pub to: Day,
}

/// Collects cases from what happened in a window.
pub struct Collector<'a> {
    /// What the models learnt from lies before the window.
    pub models: &'a Models,
    /// The whole history.
    pub history: &'a History,
    /// What is asked about.
    pub window: Window,
    /// Draws what is hidden.
    pub seed: u64,
}

impl Collector<'_> {
    /// The cases an intent's ranker learns from.
    pub fn of(&self, intent: Intent) -> Vec<Case> {
        match intent {
            Intent::Complement => self.carts(),
            Intent::Upsell => self.steps_up(),
            Intent::BuyAgain => self.next_orders(Intent::BuyAgain),
            Intent::Discovery => {
                let mut cases = self.next_orders(Intent::Discovery);
                cases.extend(self.next_views());
                cases
            }
        }
    }

    /// One product of an order is hidden, the rest is the cart.
    fn carts(&self) -> Vec<Case> {
        let (mut cases, mut scratch, mut state) = (Vec::new(), Scratch::default(), self.seed);
        let orders = self.history.iter_dated(self.window.from, self.window.to);
        let asked: Vec<_> = orders.filter(|(_, basket)| basket.products.len() >= 2).collect();
        for (day, basket) in thinned(&asked, CASES_MAX / HIDDEN_PER_ORDER) {
            for _ in 0..HIDDEN_PER_ORDER.min(basket.products.len() - 1) {
                let hidden = random::below(&mut state, basket.products.len());
                let rest = basket.products.iter().enumerate().filter(|(at, _)| *at != hidden);
                let cart: Vec<CartLine> = rest.map(|(_, &product)| line(product)).take(CART_MAX).collect();
                let query = Query {
                    cart: &cart,
                    now: day.start(),
                    ..Query::default()
                };
                cases.push(self.case(
                    Intent::Complement,
                    &query,
                    &[basket.products[hidden]],
                    &mut scratch,
                ));
            }
        }
        cases
    }

    /// A known customer comes back: the whole next order was chosen.
    fn next_orders(&self, intent: Intent) -> Vec<Case> {
        let (mut cases, mut scratch) = (Vec::new(), Scratch::default());
        let within = |day: Day| day >= self.window.from && day <= self.window.to;
        let customers = self.history.customers();
        let mut asked: Vec<(CustomerIndex, Day, &[ProductIndex])> = Vec::new();
        for (customer, orders) in customers.iter() {
            let known = !self
                .models
                .signals
                .purchases
                .of(Some(customer))
                .products
                .is_empty();
            if let Some((_, day, basket)) = orders.iter().find(|(_, day, _)| within(*day)).filter(|_| known) {
                asked.push((customer, *day, basket.products));
            }
        }
        for &(customer, day, products) in thinned(&asked, CASES_MAX) {
            let query = Query {
                customer: Some(customer),
                bought: self.models.signals.purchases.of(Some(customer)),
                now: day.start(),
                ..Query::default()
            };
            cases.push(self.case(intent, &query, products, &mut scratch));
        }
        cases
    }

    /// The visitor's next look.
    fn next_views(&self) -> Vec<Case> {
        let (mut cases, mut scratch, mut state) = (Vec::new(), Scratch::default(), self.seed);
        let sessions = self.sessions();
        for session in thinned(&sessions, CASES_MAX / STEPS_PER_SESSION) {
            let viewed: Vec<ProductIndex> = session.viewed().collect();
            let mut asked = FxHashSet::default();
            for _ in 0..STEPS_PER_SESSION.min(viewed.len().saturating_sub(1)) {
                let next = 1 + random::below(&mut state, viewed.len() - 1);
                if !asked.insert(next) {
                    continue;
                }
                let before: Vec<ProductIndex> =
                    viewed[..next].iter().rev().copied().take(VIEWS_MAX).collect();
                let query = Query {
                    recently_viewed: &before,
                    now: moment(session),
                    ..Query::default()
                };
                cases.push(self.case(Intent::Discovery, &query, &viewed[next..=next], &mut scratch));
            }
        }
        cases
    }

    /// A product was looked at and a dearer one of its kind bought instead.
    fn steps_up(&self) -> Vec<Case> {
        let (mut cases, mut scratch) = (Vec::new(), Scratch::default());
        let sessions = self.sessions();
        for session in thinned(&sessions, CASES_MAX) {
            let bought: Vec<ProductIndex> = session
                .steps()
                .filter(|step| step.kind != StepKind::View)
                .map(|step| step.product)
                .collect();
            let mut seen = FxHashMap::default();
            for viewed in session.viewed().filter(|viewed| !bought.contains(viewed)) {
                let dearer: Vec<ProductIndex> = bought
                    .iter()
                    .copied()
                    .filter(|&other| self.dearer(viewed, other))
                    .collect();
                if !dearer.is_empty() {
                    seen.entry(viewed).or_insert(dearer);
                }
            }
            let mut seen: Vec<_> = seen.into_iter().collect();
            seen.sort_unstable();
            for (viewed, dearer) in seen {
                let query = Query {
                    product: Some(viewed),
                    now: moment(session),
                    ..Query::default()
                };
                cases.push(self.case(Intent::Upsell, &query, &dearer, &mut scratch));
            }
        }
        cases
    }

    fn dearer(&self, product: ProductIndex, other: ProductIndex) -> bool {
        let catalogue = &self.models.catalogue;
        let price = |product| catalogue.price_minor(product).unwrap_or_default();
        catalogue.same_need(product, other) && price(other) > price(product)
    }

    fn sessions(&self) -> Vec<Session<'_>> {
        let within = |session: &Session<'_>| {
            let day = moment(session).day();
            day >= self.window.from && day <= self.window.to
        };
        self.history.sessions().into_iter().filter(within).collect()
    }

    fn case(
        &self,
        intent: Intent,
        query: &Query<'_>,
        chosen: &[ProductIndex],
        scratch: &mut Scratch,
    ) -> Case {
        let proposed = featured(self.models, intent, query, scratch);
        let taken = (0_u32..)
            .zip(&proposed)
            .filter(|(_, (product, _))| chosen.contains(product))
            .map(|(at, _)| at)
            .collect();
        Case {
            taken,
            candidates: proposed.into_iter().map(|(_, features)| features).collect(),
        }
    }
}

const CART_MAX: usize = shop::limits::CART_LINES_MAX;
const VIEWS_MAX: usize = 50;

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
