//! What came of a shopper's visits, counted.

use super::{
    market::Market,
    shopper::Role,
    state::{Line, Why},
};

/// Amounts of one kind, in minor units of the market's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// At the price paid.
    pub revenue_minor: i64,
    /// Less what the shop paid.
    pub margin_minor: i64,
}

impl Totals {
    fn of(market: &Market, product: usize) -> Self {
        let good = &market.goods[product];
        Self {
            revenue_minor: good.price_minor,
            margin_minor: good.margin_minor,
        }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            revenue_minor: self.revenue_minor.saturating_add(other.revenue_minor),
            margin_minor: self.margin_minor.saturating_add(other.margin_minor),
        }
    }

    pub(super) fn minus(self, other: Self) -> Self {
        Self {
            revenue_minor: self.revenue_minor.saturating_sub(other.revenue_minor),
            margin_minor: self.margin_minor.saturating_sub(other.margin_minor),
        }
    }
}

/// What came of one shopper's visits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// [`Shopper::number`](super::Shopper::number).
    pub shopper: u32,
    /// What they are; bots and staff are no shoppers.
    pub role: Role,
    /// How often they came.
    pub visits: u64,
    /// Orders placed.
    pub orders: u64,
    /// Units bought.
    pub units: u64,
    /// Units sent back.
    pub units_returned: u64,
    /// Pages that asked for offers.
    pub asked: u64,
    /// Offers shown.
    pub offers_seen: u64,
    /// Offers clicked, those taken included.
    pub clicks: u64,
    /// Offers declined.
    pub dismissals: u64,
    /// Offers bought that would not have been bought.
    pub taken: u64,
    /// Offers bought that would have been bought anyway.
    pub brought_forward: u64,
    /// How often they left because of offers.
    pub left: u64,
    /// Whether they want to see no more offers.
    pub unsubscribed: bool,
    /// What they wanted anyway, before returns.
    pub planned: Totals,
    /// What came back of it.
    pub planned_returned: Totals,
    /// What offers added, before returns; of something better what it costs more.
    pub offered: Totals,
    /// What came back of it, or because it was an offer.
    pub offered_returned: Totals,
    /// What a report would credit to offers that credits whatever was bought within a week of a click on its offer,
    /// returns deducted.
    pub attributed: Totals,
}

impl Outcome {
    pub(super) fn new(shopper: u32, role: Role) -> Self {
        let none = Totals::default();
        Self {
            shopper,
            role,
            visits: 0,
            orders: 0,
            units: 0,
            units_returned: 0,
            asked: 0,
            offers_seen: 0,
            clicks: 0,
            dismissals: 0,
            taken: 0,
            brought_forward: 0,
            left: 0,
            unsubscribed: false,
            planned: none,
            planned_returned: none,
            offered: none,
            offered_returned: none,
            attributed: none,
        }
    }

    /// What the shop earned in the end.
    pub fn earned(&self) -> Totals {
        let bought = self.planned.plus(self.offered);
        bought.minus(self.planned_returned.plus(self.offered_returned))
    }

    pub(super) fn buys(&mut self, market: &Market, line: &Line, attributed: bool) {
        let (planned, offered) = shares(market, line);
        self.units += 1;
        self.planned = self.planned.plus(planned);
        self.offered = self.offered.plus(offered);
        match line.why {
            Why::Planned => {}
            Why::BroughtForward => self.brought_forward += 1,
            Why::Offered(_) => self.taken += 1,
        }
        if attributed {
            self.attributed = self.attributed.plus(Totals::of(market, line.product));
        }
    }

    pub(super) fn returns(&mut self, market: &Market, line: &Line, attributed: bool, on_impulse: bool) {
        let (planned, offered) = shares(market, line);
        self.units_returned += 1;
        if on_impulse {
            self.offered_returned = self.offered_returned.plus(planned).plus(offered);
        } else {
            self.planned_returned = self.planned_returned.plus(planned);
            self.offered_returned = self.offered_returned.plus(offered);
        }
        if attributed {
            self.attributed = self.attributed.minus(Totals::of(market, line.product));
        }
    }
}

/// How much of a line was wanted anyway, and how much an offer added.
fn shares(market: &Market, line: &Line) -> (Totals, Totals) {
    let all = Totals::of(market, line.product);
    match line.why {
        Why::Planned | Why::BroughtForward => (all, Totals::default()),
        Why::Offered(None) => (Totals::default(), all),
        Why::Offered(Some(other)) => {
            let planned = Totals::of(market, other);
            (planned, all.minus(planned))
        }
    }
}
