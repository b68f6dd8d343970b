//! One visit, from the first page to the thank-you page.

use shop::{Event, EventKind, Placement, Timestamp};

use super::{
    Settings,
    dice::Purpose,
    outcome::Outcome,
    plan::{Plan, Planner},
    shopper::Role,
    state::{Line, Need, State, Why},
    storefront::Storefront,
};

/// Pages that a bot opens, a twentieth of a second apart, and that staff looks at.
const BOT_PAGES: usize = 20;
const BOT_STEP_MS: i64 = 50;
const STAFF_PAGES: usize = 4;

/// A visit under way.
pub(super) struct Playing<'world, S> {
    pub planner: Planner<'world>,
    pub settings: &'world Settings,
    pub state: &'world mut State,
    pub outcome: &'world mut Outcome,
    pub storefront: &'world mut S,
    pub plan: Plan,
    /// Lines that are wanted anyway.
    pub wishes: Vec<Line>,
    pub now: Timestamp,
    pub step_ms: i64,
    /// Tells the visits of one shopper apart.
    pub name: String,
    pub cart: Vec<Line>,
    /// What something better was taken instead of.
    pub replaced: Vec<usize>,
    pub taken: usize,
    pub pages: usize,
    pub orders: u32,
    /// What happened on the present page.
    pub events: Vec<Event>,
    pub events_sent: u32,
}

impl<S: Storefront> Playing<'_, S> {
    /// The whole visit.
    pub fn play(mut self) -> Result<(), S::Error> {
        self.outcome.visits += 1;
        self.storefront.welcome(self.planner.shopper);
        let stays = match self.planner.shopper.role {
            Role::Person => self.shop()?,
            Role::Staff => self.look_around(STAFF_PAGES)?,
            Role::Bot => self.look_around(BOT_PAGES)?,
        };
        match self.planner.shopper.role {
            Role::Person if stays => self.keep_needs(),
            Role::Person => self.outcome.left += 1,
            Role::Staff | Role::Bot => {}
        }
        self.outcome.unsubscribed = self.state.unsubscribed;
        Ok(())
    }

    /// Returns whether the shopper stayed to the end, as all the steps do.
    fn shop(&mut self) -> Result<bool, S::Error> {
        if !(self.arrive()? && self.look()? && self.fill_cart()?) {
            return Ok(false);
        }
        self.find_by_themselves();
        if self.cart.is_empty() {
            return Ok(true);
        }
        if !self.page(Placement::Cart, None)? {
            return Ok(false);
        }
        let more_than_wished = self.cart.len() > self.wishes.len();
        if !self.plan.buys && !more_than_wished {
            return Ok(true);
        }
        self.record(EventKind::Checkout, None, None, None);
        if !self.page(Placement::Checkout, None)? {
            return Ok(false);
        }
        self.order()?;
        self.page(Placement::PostPurchase, None)?;
        // What was ordered stays ordered, however annoying the last page was.
        self.order()?;
        Ok(true)
    }

    fn arrive(&mut self) -> Result<bool, S::Error> {
        let first = self.wishes.first().map(|line| line.product);
        match first
            .or(self.plan.looks.first().copied())
            .filter(|_| !self.plan.from_home)
        {
            Some(product) => self.page(Placement::CategoryPage, Some(product)),
            None => self.page(Placement::Home, None),
        }
    }

    fn look(&mut self) -> Result<bool, S::Error> {
        for product in self.plan.looks.clone() {
            if !self.page(Placement::ProductPage, Some(product))? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn fill_cart(&mut self) -> Result<bool, S::Error> {
        for line in self.wishes.clone() {
            if !self.page(Placement::ProductPage, Some(line.product))? {
                return Ok(false);
            }
            if !self.replaced.contains(&line.product) {
                self.add(line, None);
            }
        }
        Ok(true)
    }

    /// Bots and staff ask for everything, click on much of it, and buy nothing.
    fn look_around(&mut self, pages: usize) -> Result<bool, S::Error> {
        if self.planner.shopper.role == Role::Bot {
            self.step_ms = BOT_STEP_MS;
        }
        let planner = &self.planner;
        let mut rng = planner
            .dice
            .rng(planner.shopper.number, planner.day, Purpose::Wishes, 2);
        let seen: Vec<usize> = (0..pages).filter_map(|_| planner.market.wish(&mut rng)).collect();
        for product in seen {
            self.page(Placement::ProductPage, Some(product))?;
        }
        Ok(true)
    }

    /// What would be taken if it were offered, and is found without, is in the cart by now.
    fn find_by_themselves(&mut self) {
        let day = self.planner.day;
        let last_day = self.last_day();
        let now = |days: Option<u32>| days.is_some_and(|days| day.saturating_add(days).min(last_day) == day);
        let (found, left) = self
            .plan
            .fancies
            .iter()
            .partition(|fancy| now(fancy.anyway_in_days));
        self.plan.fancies = left;
        for fancy in found {
            let product = fancy.product;
            let line = Line {
                product,
                why: Why::Planned,
                due: day,
                since: day,
                origin: product,
            };
            self.replace(fancy.instead_of);
            self.add(line, None);
        }
    }

    /// What is bought by itself on a later day.
    fn keep_needs(&mut self) {
        let (since, last_day) = (self.planner.day, self.last_day());
        let needs = self.plan.fancies.iter().filter_map(|fancy| {
            let due = since.saturating_add(fancy.anyway_in_days?).min(last_day);
            Some(Need {
                product: fancy.product,
                due,
                since,
            })
        });
        self.state.needs.extend(needs);
    }

    pub(super) fn last_day(&self) -> u32 {
        self.settings.days.saturating_sub(1)
    }
}
