//! A crowd of shoppers in one shop, played day by day.

use shop::{Day, Refund, Timestamp};

use super::{
    Settings,
    dice::{Dice, Purpose},
    market::Market,
    outcome::Outcome,
    plan::{Plan, Planner},
    shopper::{Role, Shopper, crowd},
    state::{Line, Need, State, Why},
    storefront::Storefront,
    visit::Playing,
};

/// Visits begin between seven in the morning and nine at night, those for what is due in the last hours, and what
/// comes back comes at the end of the day.
const OPENS_MS: i64 = 7 * 3_600_000;
const VISITS_MS: f64 = 14.0 * 3_600_000.0;
const ERRANDS_MS: (i64, f64) = (22 * 3_600_000, 3_600_000.0);
const RETURNS_MS: i64 = 23 * 3_600_000 + 1_800_000;
/// How long a page is looked at.
const STEP_MS: (u32, u32) = (8_000, 30_000);

/// A visit that is about to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// By whom.
    pub shopper: u32,
    /// On which day of the play, counted from 0.
    pub day: u32,
    /// When it begins.
    pub at: Timestamp,
    is_errand: bool,
}

/// A crowd in a shop, and what came of it so far.
#[derive(Debug, Clone)]
pub struct World<'market> {
    market: &'market Market,
    settings: Settings,
    dice: Dice,
    shoppers: Vec<Shopper>,
    states: Vec<State>,
    outcomes: Vec<Outcome>,
}

impl<'market> World<'market> {
    /// The crowd of `settings` before its first day.
    pub fn new(market: &'market Market, settings: Settings) -> Self {
        let dice = Dice(settings.seed);
        let shoppers = crowd(&settings, market, dice);
        let outcome = |shopper: &Shopper| Outcome::new(shopper.number, shopper.role);
        let mut world = Self {
            outcomes: shoppers.iter().map(outcome).collect(),
            states: vec![State::default(); shoppers.len()],
            market,
            settings,
            dice,
            shoppers,
        };
        let last_day = world.settings.days.saturating_sub(1);
        for index in 0..world.shoppers.len() {
            let planner = world.planner(index, 0);
            let late = planner.late().map(|(item, due)| Need {
                product: item.product,
                due: due.min(last_day),
                since: item.day,
            });
            let needs: Vec<Need> = late.collect();
            world.states[index].needs = needs;
        }
        world
    }

    /// Who comes.
    pub fn shoppers(&self) -> &[Shopper] {
        &self.shoppers
    }

    /// What came of it so far, a shopper each.
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// The visits of a day, in the order of time. Days are to be played one after the other.
    pub fn visits(&self, day: u32) -> Vec<Visit> {
        self.visits_of(day, |_| true)
    }

    /// The visits of those shoppers on a day, in the order of time: so that several threads can play a crowd, each with
    /// a world of its own and other shoppers of it.
    pub fn visits_of(&self, day: u32, is_wanted: impl Fn(&Shopper) -> bool) -> Vec<Visit> {
        let mut visits = Vec::new();
        let wanted = self.shoppers.iter().enumerate();
        for (index, shopper) in wanted.filter(|(_, shopper)| is_wanted(shopper)) {
            let planner = self.planner(index, day);
            let mut rng = self.dice.rng(shopper.number, day, Purpose::Clock, 0);
            let mut add = |is_errand: bool, from_ms: i64, within_ms: f64| {
                let at = self
                    .midnight(day)
                    .plus_ms(from_ms + (rng.unit() * within_ms) as i64);
                visits.push(Visit {
                    shopper: shopper.number,
                    day,
                    at,
                    is_errand,
                });
            };
            if planner.plan().is_some() {
                add(false, OPENS_MS, VISITS_MS);
            }
            if planner.remembered().next().is_some()
                || self.states[index].needs.iter().any(|need| need.due <= day)
            {
                add(true, ERRANDS_MS.0, ERRANDS_MS.1);
            }
        }
        visits.sort_by_key(|visit| (visit.at, visit.shopper));
        visits
    }

    /// Makes one of the visits of [`visits`](Self::visits).
    ///
    /// # Errors
    /// What the storefront said. The visit is over then, and whatever was in the cart is not bought.
    pub fn play<S: Storefront>(&mut self, visit: &Visit, storefront: &mut S) -> Result<(), S::Error> {
        let index = visit.shopper as usize;
        if index >= self.shoppers.len() {
            return Ok(());
        }
        self.states[index].wake(visit.day);
        let Some((plan, wishes)) = self.purpose_of(visit) else {
            return Ok(());
        };
        let planner = planner(
            self.market,
            &self.settings,
            self.dice,
            &self.shoppers[index],
            visit.day,
        );
        let mut rng = self.dice.rng(visit.shopper, visit.day, Purpose::Clock, 1);
        let sort = if visit.is_errand { "e" } else { "v" };
        Playing {
            planner,
            settings: &self.settings,
            state: &mut self.states[index],
            outcome: &mut self.outcomes[index],
            storefront,
            plan,
            wishes,
            now: visit.at,
            step_ms: i64::from(rng.between(STEP_MS.0, STEP_MS.1)),
            name: format!("{}-{}-{sort}{}", self.settings.name, visit.shopper, visit.day),
            cart: Vec::new(),
            replaced: Vec::new(),
            taken: 0,
            pages: 0,
            orders: 0,
            events: Vec::new(),
            events_sent: 0,
        }
        .play()
    }

    /// Sends back what comes back on `day`.
    ///
    /// # Errors
    /// What the storefront said. What was not sent back yet stays with the shopper.
    pub fn end_day<S: Storefront>(&mut self, day: u32, storefront: &mut S) -> Result<(), S::Error> {
        let refunded_at = storefront.turn_page(0, self.midnight(day).plus_ms(RETURNS_MS));
        for (state, outcome) in self.states.iter_mut().zip(&mut self.outcomes) {
            while let Some(position) = state.returns.iter().position(|due| due.day <= day) {
                let due = &state.returns[position];
                let good = &self.market.goods[due.line.product];
                let refund = Refund {
                    id: format!("R-{}-{}-{}", due.order.id, good.id, due.line.since),
                    order_id: Some(due.order.id.clone()),
                    customer_id: due.order.customer_id.clone(),
                    product_id: good.id.clone(),
                    quantity: 1,
                    unit_price: Some(shop::Money::new(good.price_minor, self.market.currency)),
                    refunded_at,
                    kind: shop::LineKind::Product,
                };
                storefront.refund(&due.order, &refund)?;
                let done = state.returns.remove(position);
                outcome.returns(self.market, &done.line, done.attributed, done.on_impulse);
            }
        }
        Ok(())
    }

    /// Plays all days and gives what came of them, a shopper each.
    ///
    /// # Errors
    /// What the storefront said first.
    pub fn play_all<S: Storefront>(mut self, storefront: &mut S) -> Result<Vec<Outcome>, S::Error> {
        for day in 0..self.settings.days {
            for visit in self.visits(day) {
                self.play(&visit, storefront)?;
            }
            self.end_day(day, storefront)?;
        }
        Ok(self.outcomes)
    }

    fn midnight(&self, day: u32) -> Timestamp {
        Day(self.settings.start.0.saturating_add_unsigned(day)).start()
    }

    fn planner(&self, index: usize, day: u32) -> Planner<'_> {
        planner(self.market, &self.settings, self.dice, &self.shoppers[index], day)
    }

    /// What a visit is for, and the lines that are wanted anyway; none where an errand was done meanwhile.
    fn purpose_of(&mut self, visit: &Visit) -> Option<(Plan, Vec<Line>)> {
        let (index, day) = (visit.shopper as usize, visit.day);
        let planned = |product, due, since| Line {
            product,
            why: Why::Planned,
            due,
            since,
            origin: product,
        };
        if !visit.is_errand {
            let mut plan = self.planner(index, day).plan()?;
            let wishes = std::mem::take(&mut plan.wishes);
            return Some((
                plan,
                wishes
                    .into_iter()
                    .map(|product| planned(product, day, day))
                    .collect(),
            ));
        }
        let needs = &mut self.states[index].needs;
        let due = needs.extract_if(.., |need| need.due <= day);
        let mut lines: Vec<Line> = due
            .map(|need| planned(need.product, need.due, need.since))
            .collect();
        let planner = self.planner(index, day);
        let known = |lines: &[Line], product: usize| lines.iter().any(|line| line.product == product);
        for product in planner.remembered() {
            if !known(&lines, product) {
                lines.push(planned(product, day, day));
            }
        }
        if lines.is_empty() || self.shoppers[index].role != Role::Person {
            return None;
        }
        let plan = planner.errand(lines.iter().map(|line| line.product).collect());
        Some((plan, lines))
    }
}

fn planner<'world>(
    market: &'world Market,
    settings: &'world Settings,
    dice: Dice,
    shopper: &'world Shopper,
    day: u32,
) -> Planner<'world> {
    Planner {
        market,
        causes: &settings.causes,
        dice,
        shopper,
        day,
    }
}
