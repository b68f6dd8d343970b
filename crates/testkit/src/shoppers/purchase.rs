//! The cart and what becomes of it.

use shop::{EventKind, LineKind, Money, Order, OrderId, OrderLine, Placement};

use super::{
    dice::Purpose,
    state::{Line, Return, Why},
    storefront::Storefront,
    visit::Playing,
};

/// How often anything comes back, and within which days.
const RETURNS: f64 = 0.04;
const RETURN_DAYS: (u32, u32) = (2, 10);

impl<S: Storefront> Playing<'_, S> {
    pub(super) fn add(&mut self, line: Line, offered: Option<(Placement, &str)>) {
        let placement = offered.map(|(placement, _)| placement);
        let decision = offered.map(|(_, decision)| decision);
        self.record(EventKind::AddToCart, Some(line.product), placement, decision);
        self.cart.push(line);
    }

    pub(super) fn replace(&mut self, product: Option<usize>) {
        let Some(product) = product else { return };
        self.replaced.push(product);
        if self.cart.iter().any(|line| line.product == product) {
            self.cart.retain(|line| line.product != product);
            self.record(EventKind::RemoveFromCart, Some(product), None, None);
        }
    }

    /// Buys what is in the cart, and knows already what will come back.
    pub(super) fn order(&mut self) -> Result<(), S::Error> {
        let lines = std::mem::take(&mut self.cart);
        if lines.is_empty() {
            return Ok(());
        }
        self.orders += 1;
        let market = self.planner.market;
        let id = format!("{}-o{}", self.name, self.orders);
        let order = Order {
            id: OrderId::new(&id).expect("a crowd's name is short and plain"),
            customer_id: self.planner.shopper.customer_id.clone(),
            visitor_id: Some(self.visitor()),
            placed_at: self.now,
            lines: lines
                .iter()
                .map(|line| OrderLine {
                    product_id: market.goods[line.product].id.clone(),
                    quantity: 1,
                    unit_price: Some(Money::new(
                        market.goods[line.product].price_minor,
                        market.currency,
                    )),
                    kind: LineKind::Product,
                })
                .collect(),
        };
        self.storefront.order(&order)?;
        self.outcome.orders += 1;
        for line in lines {
            self.record(EventKind::Purchase, Some(line.product), None, None);
            if let Some(event) = self.events.last_mut() {
                event.order_id = Some(order.id.clone());
            }
            let attributed = self.state.is_credited(line.product);
            self.outcome.buys(market, &line, attributed);
            self.plan_return(line, &order, attributed);
        }
        self.send()
    }

    pub(super) fn plan_return(&mut self, line: Line, order: &Order, attributed: bool) {
        let planner = &self.planner;
        let mut rng = planner
            .dice
            .rng(planner.shopper.number, line.since, Purpose::Returns, line.origin);
        let draw = rng.unit();
        let (soonest, latest) = RETURN_DAYS;
        let after_days = rng.between(soonest, latest);
        let offered = matches!(line.why, Why::Offered(_));
        let on_impulse = offered && (RETURNS..RETURNS + planner.causes.returns).contains(&draw);
        if draw < RETURNS || on_impulse {
            self.state.returns.push(Return {
                day: line.due.saturating_add(after_days).min(self.last_day()),
                order: order.clone(),
                line,
                attributed,
                on_impulse,
            });
        }
    }
}
