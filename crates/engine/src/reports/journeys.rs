//! How far visits get, where offers are seen and taken, how long people take, and when they are there.

use std::collections::BTreeMap;

use measure::{
    journeys::{
        Clock, Funnel, Gaps, HoursProfile, LOOK_BACK_ORDERS_DAYS, LOOK_BACK_VISITS_DAYS, Orders, Ways,
        WeekHours,
    },
    ledger::{Cell, Deed, DeedSums, Placed, Touch, Visit},
};
use rustc_hash::FxHashSet;
use shop::{CustomerId, Day, Placement, Timestamp};

use super::ReportQuery;
use crate::{Engine, Error, documents::invalid, experiments::customer_unit};

/// Farthest that clocks are from UTC, in minutes.
const UTC_OFFSET_MAX: i32 = 14 * 60;

/// Which journeys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JourneysQuery {
    /// The days; how credit is given plays no part.
    pub report: ReportQuery,
    /// The clock by which hours are told.
    pub clock: Clock,
    /// Also when this customer comes.
    pub customer: Option<CustomerId>,
}

/// How people go through the shop.
#[derive(Debug, Clone, PartialEq)]
pub struct Journeys {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// The clock by which hours are told.
    pub clock: Clock,
    /// How far visits got.
    pub funnel: Funnel,
    /// What was done with the offers at each placement that had some.
    pub placements: BTreeMap<Placement, DeedSums>,
    /// How long people took.
    pub gaps: Gaps,
    /// When they come.
    pub coming: HoursProfile,
    /// When they click offers.
    pub clicking: HoursProfile,
    /// When they order.
    pub ordering: HoursProfile,
    /// When the customer who was asked for comes and orders.
    pub customer: Option<HoursProfile>,
}

/// The clock of a text like `+03:30`, `-05:00` or `Z`, as RFC 3339 writes it.
///
/// # Errors
/// [`Error::Invalid`] where it is written otherwise or further from UTC than any clock.
pub fn clock(text: &str) -> Result<Clock, Error> {
    let refused = || invalid("utc_offset", "write it like +02:00 or -05:30; Z is UTC");
    if text == "Z" {
        return Ok(Clock::default());
    }
    let (sign, digits) = match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (Some(digits), _) => (1, digits),
        (_, Some(digits)) => (-1, digits),
        _ => return Err(refused()),
    };
    let number = |part: &str| {
        let is_plain = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<i32>().ok().filter(|_| is_plain)
    };
    let (hours, minutes) = digits.split_once(':').ok_or_else(refused)?;
    let (hours, minutes) = number(hours).zip(number(minutes)).ok_or_else(refused)?;
    let offset = hours * 60 + minutes;
    match minutes < 60 && offset <= UTC_OFFSET_MAX {
        true => Ok(Clock {
            utc_offset_minutes: sign * offset,
        }),
        false => Err(refused()),
    }
}

impl Engine {
    /// How people went through the shop in some days.
    ///
    /// # Errors
    /// [`Error::NotFound`] where nobody has the customer's id; [`Error`] where the shop's memory or its ledger cannot
    /// be read.
    pub fn journeys(&self, query: &JourneysQuery, now: Timestamp) -> Result<Journeys, Error> {
        if let Some(customer) = &query.customer {
            self.customer_data_by_name(customer.as_str())?;
        }
        self.sum_up(now)?;
        self.journeys_as_summed_up(query, now)
    }

    /// The journeys of what was summed up so far.
    pub(super) fn journeys_as_summed_up(
        &self,
        query: &JourneysQuery,
        now: Timestamp,
    ) -> Result<Journeys, Error> {
        let (from, to) = (query.report.from, query.report.to);
        let mut walk = Walk::new(query);
        for (day, visits) in self.rows::<Visit>("visits", (Day(from.0 - LOOK_BACK_VISITS_DAYS), to), now)? {
            walk.add_visits(day >= from, &visits);
        }
        for (day, orders) in self.rows::<Placed>("placed", (Day(from.0 - LOOK_BACK_ORDERS_DAYS), to), now)? {
            walk.add_orders(day >= from, &orders);
        }
        for (_, touches) in self.rows::<Touch>("touches", (from, to), now)? {
            walk.add_touches(&touches);
        }
        let mut placements: BTreeMap<Placement, DeedSums> = BTreeMap::new();
        for (_, cells) in self.rows::<Cell>("cells", (from, to), now)? {
            for cell in &cells {
                placements.entry(cell.placement).or_default().merge(&cell.deeds);
            }
        }
        Ok(walk.finish(query, placements))
    }
}

/// People by the hour of the week, each once an hour.
#[derive(Default)]
struct People {
    once: FxHashSet<(u64, u8)>,
    hours: WeekHours,
}

impl People {
    fn add(&mut self, unit: u64, hour_of_week: usize) {
        // There are 168 hours.
        if unit == 0 || self.once.insert((unit, hour_of_week as u8)) {
            self.hours.add(hour_of_week);
        }
    }
}

/// What is counted while going through the days.
struct Walk {
    clock: Clock,
    /// The customer who was asked for, by the hash of the id.
    customer: Option<u64>,
    funnel: Funnel,
    ways: Ways,
    orders: Orders,
    coming: People,
    clicking: People,
    ordering: People,
    own: WeekHours,
}

impl Walk {
    fn new(query: &JourneysQuery) -> Self {
        let from = query.report.from.start();
        Self {
            clock: query.clock,
            customer: query.customer.as_ref().map(|id| customer_unit(id.as_str())),
            funnel: Funnel::default(),
            ways: Ways::new(from),
            orders: Orders::new(from),
            coming: People::default(),
            clicking: People::default(),
            ordering: People::default(),
            own: WeekHours::default(),
        }
    }

    fn add_visits(&mut self, is_asked: bool, visits: &[Visit]) {
        for visit in visits {
            self.ways.add(visit);
            if is_asked {
                self.funnel.add(visit);
                let hour = self.clock.hour_of_week(visit.at);
                self.coming.add(visit.unit, hour);
                if self.customer == Some(visit.customer) {
                    self.own.add(hour);
                }
            }
        }
    }

    fn add_orders(&mut self, is_asked: bool, orders: &[Placed]) {
        for order in orders {
            self.orders.add(order);
            // Midnight to the second stands for a day of which nothing finer is known.
            if is_asked && order.at != order.at.day().start() {
                let hour = self.clock.hour_of_week(order.at);
                self.ordering.add(order.buyer, hour);
                if self.customer == Some(order.buyer) {
                    self.own.add(hour);
                }
            }
        }
    }

    fn add_touches(&mut self, touches: &[Touch]) {
        for touch in touches.iter().filter(|touch| touch.deed == Deed::Click) {
            self.clicking.add(touch.unit, self.clock.hour_of_week(touch.at));
        }
    }

    fn finish(self, query: &JourneysQuery, placements: BTreeMap<Placement, DeedSums>) -> Journeys {
        let mut gaps = self.ways.finish();
        gaps.merge(&self.orders.finish());
        let coming = HoursProfile::of_shop(&self.coming.hours);
        let ordering = HoursProfile::of_shop(&self.ordering.hours);
        // Where no visits are told, orders say when customers are there.
        let usual = if coming.people > 0 { &coming } else { &ordering };
        let own = self.customer.map(|_| HoursProfile::of_customer(&self.own, usual));
        Journeys {
            from: query.report.from,
            to: query.report.to,
            clock: query.clock,
            funnel: self.funnel,
            placements,
            gaps,
            clicking: HoursProfile::of_shop(&self.clicking.hours),
            customer: own,
            coming,
            ordering,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_read_as_they_are_written() {
        let minutes = |text| clock(text).map(|clock| clock.utc_offset_minutes).ok();
        assert_eq!(
            ["Z", "+00:00", "+03:30", "-05:00", "+14:00"].map(minutes),
            [Some(0), Some(0), Some(210), Some(-300), Some(840)]
        );
        for wrong in [
            "", "2", "+2", "+02:60", "+14:01", "02:00", "+2:00", "+02:0", "UTC", "++2:00",
        ] {
            assert_eq!(minutes(wrong), None, "{wrong}");
        }
    }
}
