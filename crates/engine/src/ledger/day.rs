//! A day that is being summed up.

use measure::{
    ledger::{
        Cell, Deed, DeedSums, Exposure, HOLD_OUT, Line, Moment, Placed, Sold, Touch, Touchpoint, VisitorDay,
        of_visit, visits,
    },
    traffic::{self, Habit, Row},
};
use recommend::{ProductIndex, recommenders};
use rustc_hash::{FxHashMap, FxHashSet};
use shop::{Event, EventKind, Timestamp};
use store::DecisionId;

use super::DayRows;
use crate::{
    decision_record::{DecisionRecord, Header},
    experiments::{customer_unit, visitor_unit},
};

/// An answer that took longer to decide comes too late for a page that is being painted, in microseconds.
const SLOW_US: u32 = 50_000;

/// What an event says of an offer, before its decision is known.
struct Told {
    at: Timestamp,
    unit: u64,
    decision: DecisionId,
    product: Option<ProductIndex>,
    deed: Deed,
}

/// An offer of a decision as touches name it.
#[derive(Clone)]
struct Offered {
    product: ProductIndex,
    slot: u8,
    intent: &'static str,
    recommender: &'static str,
}

/// What touches need to know of a decision.
pub(super) struct Asked {
    header: Header,
    offers: Vec<Offered>,
}

impl Asked {
    /// What a record says; none where it cannot be read.
    pub fn of(record: &[u8]) -> Option<Self> {
        // Nothing was shown to who is held out.
        let record = DecisionRecord::decode(record).filter(|record| !record.header.held_out)?;
        let offers = record.candidates.iter().filter_map(|candidate| {
            let decide::Outcome::Offered(slot) = candidate.outcome else {
                return None;
            };
            // The word that weighs most gave the reason.
            let strongest = candidate
                .sources
                .iter()
                .max_by(|one, other| one.score.total_cmp(&other.score));
            Some(Offered {
                product: candidate.product,
                slot,
                intent: candidate.intent.as_str(),
                recommender: strongest.map_or("", |source| recommenders::id(source.recommender)),
            })
        });
        let offers = offers.collect();
        Some(Self {
            header: record.header,
            offers,
        })
    }
}

/// The decisions that touches name.
pub(super) type Decisions = FxHashMap<DecisionId, Asked>;

/// A day that is being summed up.
#[derive(Default)]
pub(super) struct DaySums {
    visitors: FxHashMap<u64, VisitorDay>,
    exposures: FxHashMap<(u64, u32), (u8, Timestamp)>,
    told: Vec<Told>,
    once: FxHashSet<(DecisionId, Option<ProductIndex>, Deed)>,
    /// Who placed an order, where an event told.
    buyers: FxHashMap<String, u64>,
    /// When visitors were seen to be a customer: the visitors of each customer, in the order of their events.
    visitors_of: FxHashMap<u64, Vec<(Timestamp, u64)>>,
    /// The day's events by visitor, until they are judged.
    rows: FxHashMap<u64, Vec<Row>>,
    /// What they answered how satisfied they are, with the event's place among theirs.
    ratings: FxHashMap<u64, Vec<(usize, u8)>>,
    /// What visits are cut from.
    moments: Vec<Moment>,
    pub lines: Vec<Line>,
    pub placed: Vec<Placed>,
    pub sold: Vec<Sold>,
}

impl DaySums {
    fn visitor(&mut self, unit: u64) -> &mut VisitorDay {
        self.visitors.entry(unit).or_insert_with(|| VisitorDay {
            unit,
            ..VisitorDay::default()
        })
    }

    /// Notes an event; `product` is the one it names, where it is known.
    pub fn add_event(&mut self, event: &Event, product: Option<ProductIndex>) {
        let unit = visitor_unit(event.visitor_id.as_str());
        let rows = self.rows.entry(unit).or_default();
        let place = rows.len();
        rows.push(Row::of(event));
        if let Some(customer) = event.customer_id.as_ref().filter(|_| event.traffic.counts()) {
            let customer = customer_unit(customer.as_str());
            self.visitors_of
                .entry(customer)
                .or_default()
                .push((event.at, unit));
        }
        let visitor = self.visitor(unit);
        if !event.traffic.counts() {
            return;
        }
        if let Some(customer) = &event.customer_id {
            visitor.customer = customer_unit(customer.as_str());
        }
        let customer = visitor.customer;
        let deed = match event.kind {
            EventKind::View => {
                visitor.views += 1;
                None
            }
            EventKind::Purchase => {
                if let Some(order) = &event.order_id {
                    self.buyers.insert(order.as_str().to_owned(), unit);
                }
                None
            }
            EventKind::Impression => Some(Deed::Impression),
            EventKind::Viewable => Some(Deed::Viewable),
            EventKind::Click => Some(Deed::Click),
            EventKind::AddToCart => Some(Deed::Cart),
            EventKind::Dismiss => Some(Deed::Dismiss),
            EventKind::Unsubscribe => {
                visitor.unsubscribes += 1;
                None
            }
            EventKind::Rating => {
                let rated = event.score.map(|score| (place, score));
                self.ratings.entry(unit).or_default().extend(rated);
                None
            }
            EventKind::RemoveFromCart | EventKind::Checkout => None,
        };
        self.moments.extend(of_visit(event.kind).map(|reached| Moment {
            unit,
            at: event.at,
            reached,
            customer,
        }));
        let decision = event.decision_id.as_deref().and_then(|id| id.parse().ok());
        // A product that nobody knows is none that was offered; an event that names none concerns all offers.
        let is_unknown = event.product_id.is_some() && product.is_none();
        if let (Some(deed), Some(decision), false) = (deed, decision, is_unknown)
            && self.once.insert((decision, product, deed))
        {
            self.told.push(Told {
                at: event.at,
                unit,
                decision,
                product,
                deed,
            });
        }
    }

    /// Tells customers from others once all events of the day are noted: by what was said of them, and by habits that
    /// no person has. What was told twice counts once.
    pub fn judge(&mut self) {
        let mut ratings = std::mem::take(&mut self.ratings);
        for (unit, rows) in std::mem::take(&mut self.rows) {
            let marks = traffic::judge(&rows);
            let visitor = self.visitor(unit);
            if !marks.traffic.counts() {
                let known_by = marks.habit.map_or(marks.traffic.as_str(), Habit::as_str);
                known_by.clone_into(&mut visitor.left_out);
            }
            let repeated = |kind: EventKind| {
                let repeats = marks.repeats.iter().filter(|place| rows[**place].kind == kind);
                repeats.count() as u32
            };
            visitor.views = visitor.views.saturating_sub(repeated(EventKind::View));
            visitor.unsubscribes = visitor
                .unsubscribes
                .saturating_sub(repeated(EventKind::Unsubscribe));
            let ratings = ratings.remove(&unit).unwrap_or_default().into_iter();
            visitor.ratings = ratings
                .filter(|(place, _)| !marks.repeats.contains(place))
                .map(|(_, score)| score)
                .collect();
        }
    }

    fn is_left_out(&self, unit: u64) -> bool {
        self.visitors
            .get(&unit)
            .is_some_and(|visitor| !visitor.left_out.is_empty())
    }

    /// Notes a decision.
    pub fn add_decision(&mut self, header: &Header) {
        if header.unit == 0 {
            return;
        }
        let visitor = self.visitor(header.unit);
        if !header.traffic.counts() {
            header.traffic.as_str().clone_into(&mut visitor.left_out);
            return;
        }
        visitor.answers += 1;
        visitor.answers_with_offers += u32::from(header.offers > 0 && !header.held_out);
        visitor.answers_slow += u32::from(header.took_us > SLOW_US);
        visitor.locale.clone_from(&header.locale);
        // Who would have been offered nothing is not compared with those held out, of whom that is known as well. What
        // the other arms of an experiment would have offered is not known: where an arm offers less often, or never,
        // its visitors are exposed to that.
        let held_out = (HOLD_OUT, u8::from(!header.held_out));
        let arms = header.arms.iter().map(|arm| (arm.experiment, arm.arm));
        for (experiment, arm) in arms.chain((header.offers > 0 && !header.asked).then_some(held_out)) {
            let first = self
                .exposures
                .entry((header.unit, experiment))
                .or_insert((arm, header.at));
            if header.at < first.1 {
                *first = (arm, header.at);
            }
        }
    }

    /// The decisions that the day's events name.
    pub fn decisions_named(&self) -> impl Iterator<Item = DecisionId> + '_ {
        self.told.iter().map(|told| told.decision)
    }

    /// Who placed an order, where an event of the day told.
    pub fn buyer(&self, order: &str) -> Option<u64> {
        self.buyers.get(order).copied()
    }

    /// The visitor who was seen to be a customer last before an order of theirs; of a day, where its hour is not known.
    pub fn visitor_of(&self, customer: u64, at: Timestamp) -> Option<u64> {
        let seen = self.visitors_of.get(&customer)?.iter();
        let before = seen.filter(|(seen, _)| *seen <= at.latest_meant());
        before.max_by_key(|(seen, _)| *seen).map(|(_, unit)| *unit)
    }

    /// Notes the order of a visitor of whom no event told that they placed it.
    pub fn add_order(&mut self, unit: u64, customer: u64, at: Timestamp) {
        if unit != 0 && !at.is_day_only() {
            self.moments.push(Moment {
                unit,
                at,
                reached: Some(Touchpoint::Order),
                customer,
            });
        }
    }

    /// Whether an event of the day told of a visit.
    pub fn has_visits(&self) -> bool {
        !self.moments.is_empty()
    }

    /// The rows of the day.
    pub fn finish(mut self, decisions: &Decisions) -> DayRows {
        let mut rows = DayRows::default();
        for told in std::mem::take(&mut self.told) {
            let Some(asked) = decisions
                .get(&told.decision)
                .filter(|_| !self.is_left_out(told.unit))
            else {
                continue;
            };
            for offer in &asked.offers {
                if told.product.is_none_or(|product| product == offer.product) {
                    let touch = told.touch(&asked.header, offer);
                    self.count(&touch);
                    match touch.deed {
                        Deed::Click | Deed::Cart => rows.touches.push(touch),
                        _ => rows.seen.push(touch),
                    }
                }
            }
        }
        rows.cells = cells(rows.touches.iter().chain(&rows.seen));
        let exposure = |((unit, experiment), (arm, at))| Exposure {
            unit,
            experiment,
            arm,
            at,
        };
        let exposures = std::mem::take(&mut self.exposures);
        let counted = exposures
            .into_iter()
            .filter(|((unit, _), _)| !self.is_left_out(*unit));
        rows.exposures = counted.map(exposure).collect();
        let mut moments = std::mem::take(&mut self.moments);
        moments.retain(|moment| !self.is_left_out(moment.unit));
        rows.visits = visits(moments);
        rows.visitors = self.visitors.into_values().collect();
        rows.lines = self.lines;
        rows.placed = self.placed;
        rows.sold = self.sold;
        rows.sort();
        rows
    }

    fn count(&mut self, touch: &Touch) {
        let visitor = self.visitor(touch.unit);
        *match touch.deed {
            Deed::Impression => &mut visitor.impressions,
            Deed::Viewable => &mut visitor.viewables,
            Deed::Click => &mut visitor.clicks,
            Deed::Cart => &mut visitor.carts,
            Deed::Dismiss => &mut visitor.dismissals,
        } += 1;
    }
}

impl Told {
    fn touch(&self, header: &Header, offer: &Offered) -> Touch {
        Touch {
            at: self.at,
            unit: self.unit,
            decision: self.decision.to_string(),
            product: offer.product,
            deed: self.deed,
            placement: header.placement,
            intent: offer.intent.to_owned(),
            recommender: offer.recommender.to_owned(),
            slot: offer.slot,
            locale: header.locale.clone(),
        }
    }
}

impl DayRows {
    /// Brings the rows into an order that does not depend on hash tables: the same day has the same files.
    pub(super) fn sort(&mut self) {
        self.exposures.sort_unstable();
        self.visitors.sort_unstable_by_key(|visitor| visitor.unit);
        for touches in [&mut self.touches, &mut self.seen] {
            touches.sort_by(|one, other| {
                let key = |touch: &Touch| (touch.at, touch.unit, touch.product, touch.deed);
                key(one)
                    .cmp(&key(other))
                    .then_with(|| one.decision.cmp(&other.decision))
            });
        }
    }
}

/// Touches by placement, intent, recommender and language, summed up over visitors.
pub(super) fn cells<'a>(touches: impl Iterator<Item = &'a Touch>) -> Vec<Cell> {
    type Sort<'a> = (shop::Placement, &'a str, &'a str, &'a str);
    let mut by_visitor: FxHashMap<(Sort<'_>, u64), [u32; 5]> = FxHashMap::default();
    for touch in touches {
        let sort = (
            touch.placement,
            touch.intent.as_str(),
            touch.recommender.as_str(),
            touch.locale.as_str(),
        );
        by_visitor.entry((sort, touch.unit)).or_default()[touch.deed as usize] += 1;
    }
    let mut sums: std::collections::BTreeMap<Sort<'_>, DeedSums> = std::collections::BTreeMap::new();
    for ((sort, _), counts) in by_visitor {
        sums.entry(sort).or_default().add(counts);
    }
    let cell = |((placement, intent, recommender, locale), deeds): (Sort<'_>, DeedSums)| Cell {
        placement,
        intent: intent.to_owned(),
        recommender: recommender.to_owned(),
        locale: locale.to_owned(),
        deeds,
    };
    sums.into_iter().map(cell).collect()
}
