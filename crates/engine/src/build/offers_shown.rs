//! What became of the offers that were shown: the decision log joined with what visitors did.
//!
//! An offer counts as shown where an impression of its decision says so, viewable or not, naming the product or all of
//! them, and as taken where a click, a cart or a purchase names the decision and the product, unless it was dismissed.
//! However often an event comes, it counts once. Impressions whose decision is not kept any more, was logged by a
//! program that did not note what the ranker saw, or was not made for a customer, teach nothing; neither does what
//! bots, the shop's own people and trials did, and robots that give themselves away by what they click.

use std::collections::BTreeMap;

use decide::{Intent, Rankers, rankers::training::Shown};
use measure::traffic::{self, Row};
use measure::tuning::{self, Lesson};
use recommend::Params;
use rustc_hash::{FxHashMap, FxHashSet};
use shop::{Day, Event, EventKind, ProductId, Timestamp};
use smallvec::SmallVec;
use store::{DecisionId, Store, StoreError};

use crate::{
    Error,
    decision_record::{DecisionRecord, Header},
};

/// How decisions are read from the log: nothing where one is not kept.
pub type ReadDecision<'a> = dyn Fn(&DecisionId) -> Result<Option<Vec<u8>>, StoreError> + 'a;

/// Offers shown longer ago were of another season and another assortment.
const WINDOW_DAYS: i32 = 90;
/// The latest decisions that are learnt from; more add time and hardly any knowledge.
const DECISIONS_MAX: usize = 40_000;
/// Events that are looked through, whole days at a time: a shop with very many has enough decisions in few days, and
/// one that reports no impressions must not pay for that with every build.
const EVENTS_MAX: u64 = 3_000_000;
/// Things done with one decision's offers that are kept: three with each of the most offers an answer has. Whoever
/// sends more makes them up.
const DEEDS_MAX: usize = 72;
/// What was shown so lately may still be taken.
const SETTLED_MS: i64 = 30 * 60_000;

/// What visitors did with the offers of one decision.
#[derive(Default)]
struct Fate {
    /// Who did it.
    visitor: u64,
    /// Whether an impression named no product: then all its offers were seen.
    all_seen: bool,
    /// When the first of them was seen.
    seen_at: Option<Timestamp>,
    /// Products and what was done with them, in the order of [`Deed`].
    deeds: SmallVec<[(ProductId, Deed); 4]>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Seen,
    Taken,
    Dismissed,
}

impl Deed {
    fn of(kind: EventKind) -> Option<Self> {
        match kind {
            EventKind::Impression | EventKind::Viewable => Some(Self::Seen),
            EventKind::Click | EventKind::AddToCart | EventKind::Purchase => Some(Self::Taken),
            EventKind::Dismiss => Some(Self::Dismissed),
            EventKind::View
            | EventKind::RemoveFromCart
            | EventKind::Checkout
            | EventKind::Unsubscribe
            | EventKind::Rating => None,
        }
    }
}

impl Fate {
    fn add(&mut self, deed: Deed, event: Event) {
        if deed == Deed::Seen {
            self.all_seen |= event.product_id.is_none();
            self.seen_at = Some(self.seen_at.map_or(event.at, |at| at.min(event.at)));
        }
        if let Some(product) = event.product_id
            && self.deeds.len() < DEEDS_MAX
            && !self.did(&product, deed)
        {
            self.deeds.push((product, deed));
        }
    }

    fn did(&self, product: &ProductId, deed: Deed) -> bool {
        self.deeds.iter().any(|(of, done)| of == product && *done == deed)
    }

    /// Whether the offer was seen, and if so, whether it was taken.
    fn of(&self, product: &ProductId) -> Option<bool> {
        let seen = self.all_seen || self.deeds.iter().any(|(of, _)| of == product);
        seen.then(|| self.did(product, Deed::Taken) && !self.did(product, Deed::Dismissed))
    }
}

/// The clicks on offers of one day, by visitor: what gives robots away that nobody called so.
#[derive(Default)]
struct Clicks(FxHashMap<u64, Vec<Row>>);

impl Clicks {
    fn note(&mut self, row: Row) {
        if row.kind == EventKind::Click {
            self.0.entry(row.visitor).or_default().push(row);
        }
    }

    /// The robots among the visitors.
    fn robots(&self) -> impl Iterator<Item = u64> {
        let robots = self
            .0
            .iter()
            .filter(|(_, clicks)| !traffic::judge(clicks).traffic.counts());
        robots.map(|(visitor, _)| *visitor)
    }
}

/// Gathers what visitors did with the offers of the latest decisions, the newest days first until there are enough.
fn fates(store: &dyn Store, now: Timestamp) -> Result<FxHashMap<DecisionId, Fate>, Error> {
    let mut fates: FxHashMap<DecisionId, Fate> = FxHashMap::default();
    let (today, mut events) = (now.day(), 0);
    let mut robots = FxHashSet::default();
    for day in (today.0 - WINDOW_DAYS..=today.0).rev().map(Day) {
        if fates.len() >= DECISIONS_MAX || events >= EVENTS_MAX {
            break;
        }
        let mut clicks = Clicks::default();
        store.scan_events(day.start(), Day(day.0 + 1).start(), &mut |event| {
            events += 1;
            let deed = Deed::of(event.kind).filter(|_| event.traffic.counts());
            let id = event.decision_id.as_deref().and_then(|id| id.parse().ok());
            if let (Some(deed), Some(id)) = (deed, id) {
                let row = Row::of(&event);
                clicks.note(row);
                let fate = fates.entry(id).or_default();
                fate.visitor = row.visitor;
                fate.add(deed, event);
            }
        })?;
        robots.extend(clicks.robots());
    }
    let settled = now.plus_ms(-SETTLED_MS);
    let is_settled = |fate: &Fate| fate.seen_at.is_some_and(|at| at <= settled);
    fates.retain(|_, fate| is_settled(fate) && !robots.contains(&fate.visitor));
    Ok(fates)
}

/// The offers that were shown, decision by decision in the order of time, by what they were for.
fn shown(
    fates: &FxHashMap<DecisionId, Fate>,
    products: &[ProductId],
    read: &ReadDecision<'_>,
) -> Result<FxHashMap<Intent, Vec<Vec<Shown>>>, Error> {
    let mut ids: Vec<&DecisionId> = fates.keys().collect();
    // Ids rise with the log, so that it is read from its beginning to its end.
    ids.sort_unstable();
    let latest = &ids[ids.len().saturating_sub(DECISIONS_MAX)..];
    let mut by_intent: FxHashMap<Intent, Vec<Vec<Shown>>> = FxHashMap::default();
    for id in latest {
        // Nothing was shown to who is held out, whatever an event says.
        let record = read(id)?.and_then(|bytes| DecisionRecord::decode(&bytes));
        let counts = |header: &Header| header.traffic.counts() && !header.held_out;
        let Some(record) = record.filter(|record| counts(&record.header)) else {
            continue;
        };
        let fate = &fates[*id];
        let mut shown: BTreeMap<Intent, Vec<Shown>> = BTreeMap::new();
        for (intent, slot, product, features) in record.offers() {
            if let Some(taken) = products.get(product as usize).and_then(|id| fate.of(id)) {
                let explored = record.explored.as_ref();
                let offer = Shown {
                    features,
                    slot,
                    taken,
                    weight: explored.map_or(1.0, |explored| explored.weight_of(product)),
                };
                shown.entry(intent).or_default().push(offer);
            }
        }
        for (intent, offers) in shown {
            by_intent.entry(intent).or_default().push(offers);
        }
    }
    Ok(by_intent)
}

/// Teaches each intent's ranker what visitors took of the offers shown, going on from what `params` say: the rankers
/// that foretell better, as parameters (none where none does), and what each intent's offers taught. An intent of which
/// no offer was shown is not in the answer.
///
/// # Errors
/// [`Error`] where events or decisions cannot be read.
pub fn learn(
    store: &dyn Store,
    read: &ReadDecision<'_>,
    params: &Params,
    now: Timestamp,
) -> Result<(Option<Params>, Vec<Lesson>), Error> {
    let mut rankers = Rankers::with_params(params);
    let fates = fates(store, now)?;
    if fates.is_empty() {
        return Ok((None, Vec::new()));
    }
    let mut by_intent = shown(&fates, &store.product_keys()?, read)?;
    let (mut lessons, mut learnt) = (Vec::new(), None);
    for intent in Intent::ALL {
        let Some(decisions) = by_intent.remove(&intent) else {
            continue;
        };
        let (lesson, ranker) = tuning::from_offers(intent, rankers.of(intent), &decisions);
        if let Some(ranker) = ranker {
            rankers.set(intent, ranker);
            rankers.note(intent, learnt.get_or_insert_with(Params::default));
        }
        lessons.push(lesson);
    }
    Ok((learnt, lessons))
}
