//! One page: what it asks, what it offers, and what the shop is told of it.

use shop::{CustomerId, Event, EventId, EventKind, Placement, SessionId, Traffic, VisitorId};

use super::{
    dice::Purpose,
    reaction::{Reaction, Situation},
    shopper::Role,
    storefront::{Question, Storefront},
    visit::Playing,
};

/// How many offers a page has room for.
const OFFERS_PER_PAGE: usize = 4;
/// The most offers that are taken in one visit.
const TAKEN_MAX: usize = 3;
/// How many of the offers the shop's own people try.
const STAFF_TRIES: f64 = 0.25;

impl<S: Storefront> Playing<'_, S> {
    /// Opens a page, asks for its offers, and reacts. Returns whether the shopper stays.
    pub(super) fn page(&mut self, placement: Placement, product: Option<usize>) -> Result<bool, S::Error> {
        self.now = self
            .storefront
            .turn_page(self.step_ms, self.now.plus_ms(self.step_ms));
        self.pages += 1;
        if placement == Placement::ProductPage {
            self.record(EventKind::View, product, None, None);
        }
        let asks = !self.state.unsubscribed;
        if asks {
            let question = self.question(placement, product);
            self.outcome.asked += 1;
            let answer = self.storefront.offers(&question)?;
            let market = self.planner.market;
            let offers = answer.products.iter().filter_map(|id| market.position(id));
            for offer in offers {
                self.see(offer, placement, product, answer.decision_id.as_deref());
            }
        }
        let leaves = self.planner.shopper.role == Role::Person
            && asks
            && self.planner.is_driven_away(self.pages, self.state);
        self.send()?;
        Ok(!leaves)
    }

    fn question(&self, placement: Placement, product: Option<usize>) -> Question {
        let planner = &self.planner;
        let good = |product: usize| &planner.market.goods[product];
        let page = product.filter(|_| placement == Placement::ProductPage);
        let category = product.filter(|_| placement == Placement::CategoryPage);
        Question {
            placement,
            at: self.now,
            visitor_id: self.visitor(),
            customer_id: self.customer(),
            consent: planner.shopper.consent,
            locale: planner.shopper.locale.clone(),
            product_id: page.map(|product| good(product).id.clone()),
            category: category.map(|product| good(product).category.clone()),
            cart: self
                .cart
                .iter()
                .map(|line| good(line.product).id.clone())
                .collect(),
            limit: OFFERS_PER_PAGE,
        }
    }

    pub(super) fn visitor(&self) -> VisitorId {
        self.planner.shopper.visitor_id(self.planner.day)
    }

    fn customer(&self) -> Option<CustomerId> {
        let signed_in = self.planner.shopper.customer_id.clone();
        signed_in.filter(|_| self.is_signed_in())
    }

    /// On the other device nobody is signed in before the checkout.
    fn is_signed_in(&self) -> bool {
        let own_device = self.planner.day.is_multiple_of(2) || !self.planner.shopper.two_devices;
        own_device || self.orders > 0
    }

    fn see(&mut self, offer: usize, placement: Placement, page: Option<usize>, decision: Option<&str>) {
        self.outcome.offers_seen += 1;
        let shown = Some(placement);
        self.record(EventKind::Impression, Some(offer), shown, decision);
        if self.planner.shopper.role != Role::Person {
            return self.follow(offer, shown, decision);
        }
        if self.cart.iter().any(|line| line.product == offer) {
            return;
        }
        match self.reaction(offer, page) {
            Reaction::PassedOver => {}
            Reaction::Dismissed => {
                self.outcome.dismissals += 1;
                self.record(EventKind::Dismiss, Some(offer), shown, decision);
            }
            Reaction::Clicked => self.click(offer, shown, decision),
            Reaction::Taken(line, instead_of) => {
                self.click(offer, shown, decision);
                self.taken += 1;
                self.replace(instead_of);
                self.add(line, decision.map(|decision| (placement, decision)));
            }
        }
    }

    /// Bots follow every link, staff tries some.
    fn follow(&mut self, offer: usize, placement: Option<Placement>, decision: Option<&str>) {
        let planner = &self.planner;
        let (number, day) = (planner.shopper.number, planner.day);
        let tries = planner
            .dice
            .chance(STAFF_TRIES, number, day, Purpose::Tries, offer);
        if tries || planner.shopper.role == Role::Bot {
            self.click(offer, placement, decision);
        }
    }

    fn reaction(&mut self, offer: usize, page: Option<usize>) -> Reaction {
        let goods = &self.planner.market.goods;
        let alike = page.is_some_and(|page| goods[page].category == goods[offer].category);
        let buys_any = self.plan.buys || self.wishes.is_empty();
        let waits = self.wishes.iter().any(|line| line.product == offer) && !self.replaced.contains(&offer);
        let last_day = self.last_day();
        let situation = Situation {
            fits: alike || self.plan.welcome.contains(&offer),
            wished: waits && self.orders == 0,
            may_take: buys_any && self.taken < TAKEN_MAX,
            fancies: &mut self.plan.fancies,
            may_change: self.orders == 0,
            last_day,
        };
        self.planner.react(offer, self.state, situation)
    }

    fn click(&mut self, offer: usize, placement: Option<Placement>, decision: Option<&str>) {
        self.outcome.clicks += 1;
        self.state.click(offer);
        self.record(EventKind::Click, Some(offer), placement, decision);
    }

    pub(super) fn record(
        &mut self,
        kind: EventKind,
        product: Option<usize>,
        placement: Option<Placement>,
        decision: Option<&str>,
    ) {
        self.events_sent += 1;
        let id = format!("{}-{}", self.name, self.events_sent);
        let planner = &self.planner;
        self.events.push(Event {
            id: EventId::new(&id).expect("a crowd's name is short and plain"),
            kind,
            at: self.now,
            visitor_id: self.visitor(),
            customer_id: self.customer(),
            session_id: SessionId::new(&self.name).ok(),
            product_id: product.map(|product| planner.market.goods[product].id.clone()),
            quantity: 1,
            placement,
            decision_id: decision.map(str::to_owned),
            order_id: None,
            score: None,
            traffic: Traffic::Customer,
        });
    }

    /// Sends what happened on the page; a page that fires twice sends it again, half of it under other ids.
    pub(super) fn send(&mut self) -> Result<(), S::Error> {
        let mut events = std::mem::take(&mut self.events);
        if self.planner.shopper.fired_twice {
            let again = |(event, number): (&Event, u32)| {
                let other = number.is_multiple_of(2).then(|| format!("{}-again", event.id));
                let id = other.and_then(|id| EventId::new(&id).ok());
                Event {
                    id: id.unwrap_or_else(|| event.id.clone()),
                    ..event.clone()
                }
            };
            let again: Vec<Event> = events.iter().zip(self.events_sent..).map(again).collect();
            events.extend(again);
        }
        if events.is_empty() {
            return Ok(());
        }
        self.storefront.events(&events)
    }
}
