//! **What a shopkeeper sees:** figures in which neither robots nor the shop's own people appear, and in which a tag
//! that fires twice counts once.
//!
//! **Method:** one visitor's day is looked at as a whole. What somebody said or a header told stands
//! ([`Row::traffic`]): a visitor who was staff, a test or a bot once is that all day. Else three habits that no person
//! has give a robot away: acting faster than one can look, for minutes; clicking several offers of an answer at once,
//! in answer after answer; and going on day and night. The same visitor doing the same with the same product of the
//! same decision within two seconds is one deed reported twice, and so is a purchase of an order that was reported
//! before, whenever it is.
//!
//! **When it fails:** a robot that takes its time and looks at few things is a visitor. So is a price robot that takes
//! a new visitor id for every page: it is found by its name or not at all. A till or a kiosk that many people use under
//! one visitor id looks like a robot; give each customer an id, or none. A cart to which the same product is added
//! twice within two seconds has two units, and the second event is marked: count units by orders.
//!
//! **Source:** Media Rating Council, "Invalid Traffic Detection and Filtration Standards Addendum", 2020 (the activity
//! based part of general filtration); the thresholds are our own, far from what people do.

use rustc_hash::{FxHashMap, FxHashSet};
use shop::{Event, EventKind, Timestamp, Traffic};
use xxhash_rust::xxh3::xxh3_64;

/// The same again within so long is one deed that was reported twice.
pub const REPEAT_MS: i64 = 2_000;
/// Acts in a minute that nobody does for long: one every second and a half.
pub const ACTS_PER_MINUTE: u32 = 40;
/// Calendar minutes in a row with so many acts that give a robot away; one or two of them may be a list that was put
/// into the cart at once.
pub const FAST_MINUTES: u32 = 5;
/// Offers of one decision that nobody clicks within [`CLICKS_WITHIN_MS`] …
pub const CLICKS_AT_ONCE: usize = 3;
/// … which is so long …
pub const CLICKS_WITHIN_MS: i64 = 1_000;
/// … in so many decisions of a day: once it may be a slip, or tabs that were opened.
pub const DECISIONS_CLICKED: usize = 3;
/// A pause of so long is one in which a person may have slept, eaten or worked.
pub const PAUSE_MS: i64 = 20 * 60_000;
/// Going on so long without such a pause gives a robot away.
pub const AWAKE_MS_MAX: i64 = 16 * 3_600_000;

/// An event as far as it matters here; ids are hashes, as [`Row::of`] makes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// When.
    pub at: Timestamp,
    /// What happened.
    pub kind: EventKind,
    /// Who.
    pub visitor: u64,
    /// With which product.
    pub product: Option<u64>,
    /// Of which decision.
    pub decision: Option<u64>,
    /// In which order.
    pub order: Option<u64>,
    /// Who was behind it, as far as was said or recognised when it came in.
    pub traffic: Traffic,
}

impl Row {
    /// The row of an event.
    pub fn of(event: &Event) -> Self {
        let hash = |id: &str| xxh3_64(id.as_bytes());
        Self {
            at: event.at,
            kind: event.kind,
            visitor: hash(event.visitor_id.as_str()),
            product: event.product_id.as_ref().map(|id| hash(id.as_str())),
            decision: event.decision_id.as_deref().map(hash),
            order: event.order_id.as_ref().map(|id| hash(id.as_str())),
            traffic: event.traffic,
        }
    }

    /// Whether somebody did something; what a page reports by itself, such as impressions, comes in bursts.
    fn is_act(&self) -> bool {
        match self.kind {
            EventKind::View
            | EventKind::AddToCart
            | EventKind::RemoveFromCart
            | EventKind::Checkout
            | EventKind::Click
            | EventKind::Dismiss => true,
            // Of a purchase there is an event for each line.
            EventKind::Purchase
            | EventKind::Impression
            | EventKind::Viewable
            | EventKind::Unsubscribe
            | EventKind::Rating => false,
        }
    }
}

/// What gave a robot away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Habit {
    /// More acts than one can do, for minutes.
    TooFast,
    /// Several offers of an answer clicked at once, again and again.
    ClicksEverything,
    /// No pause in which to sleep.
    NeverRests,
}

impl Habit {
    /// Its public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TooFast => "too_fast",
            Self::ClicksEverything => "clicks_everything",
            Self::NeverRests => "never_rests",
        }
    }
}

/// What is to be thought of a visitor's day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// Who the visitor is.
    pub traffic: Traffic,
    /// Why a visitor whom nobody called so is taken for a bot.
    pub habit: Option<Habit>,
    /// The places of rows that tell again what another row told, ascending.
    pub repeats: Vec<usize>,
}

impl Marks {
    /// Whether the row at this place counts in figures of what customers did.
    pub fn counts(&self, place: usize) -> bool {
        self.traffic.counts() && self.repeats.binary_search(&place).is_err()
    }
}

/// Judges what one visitor did on one day, in any order; the marks name rows by their places.
pub fn judge(visitor_day: &[Row]) -> Marks {
    let repeats = duplicates(visitor_day);
    let said = visitor_day.iter().map(|row| row.traffic).max();
    let said = said.unwrap_or_default();
    let kept = (0..visitor_day.len()).filter(|place| repeats.binary_search(place).is_err());
    let mut rows: Vec<&Row> = kept.map(|place| &visitor_day[place]).collect();
    rows.sort_by_key(|row| row.at);
    let habit = said.counts().then(|| habit(&rows)).flatten();
    Marks {
        traffic: if habit.is_some() { Traffic::Bot } else { said },
        habit,
        repeats,
    }
}

/// The places of rows that tell again what an earlier row told, ascending. Of rows of the same moment the first one
/// stays. The rows may be of many visitors and in any order; what is left has no repeats.
pub fn duplicates(rows: &[Row]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|&place| rows[place].at);
    let mut last_ms = FxHashMap::default();
    let mut bought = FxHashSet::default();
    let mut repeats: Vec<usize> = Vec::new();
    for place in order {
        let Row {
            at,
            kind,
            visitor,
            product,
            decision,
            ..
        } = rows[place];
        // Two orders are two purchases, however soon one follows the other.
        let order = rows[place].order.filter(|_| kind == EventKind::Purchase);
        let deed = (visitor, kind, product, decision, order);
        let again = last_ms.get(&deed);
        // Measured from what stays: what goes on every second for a minute is no single deed.
        let just_now = again.is_some_and(|ms| at.unix_ms().saturating_sub(*ms) <= REPEAT_MS);
        // An order is one whoever reports it: the page and the shop's server may know the visitor by different ids.
        let known = order.is_some_and(|order| !bought.insert((order, product)));
        if just_now || known {
            repeats.push(place);
        } else {
            last_ms.insert(deed, at.unix_ms());
        }
    }
    repeats.sort_unstable();
    repeats
}

/// The habit that gives a robot away, of rows by time.
fn habit(rows: &[&Row]) -> Option<Habit> {
    let acts_ms: Vec<i64> = rows
        .iter()
        .filter(|row| row.is_act())
        .map(|row| row.at.unix_ms())
        .collect();
    if is_too_fast(&acts_ms) {
        return Some(Habit::TooFast);
    }
    if clicks_everything(rows) {
        return Some(Habit::ClicksEverything);
    }
    never_rests(&acts_ms).then_some(Habit::NeverRests)
}

fn is_too_fast(acts_ms: &[i64]) -> bool {
    let minute = |ms: i64| ms.div_euclid(60_000);
    let (mut fast, mut last_fast) = (0, None);
    for acts in acts_ms.chunk_by(|a, b| minute(*a) == minute(*b)) {
        let now = acts.first().map_or(0, |ms| minute(*ms));
        if acts.len() < ACTS_PER_MINUTE as usize {
            continue;
        }
        fast = if last_fast == Some(now - 1) { fast + 1 } else { 1 };
        last_fast = Some(now);
        if fast >= FAST_MINUTES {
            return true;
        }
    }
    false
}

fn clicks_everything(rows: &[&Row]) -> bool {
    let mut clicks: FxHashMap<u64, Vec<(i64, u64)>> = FxHashMap::default();
    for row in rows.iter().filter(|row| row.kind == EventKind::Click) {
        if let (Some(decision), Some(product)) = (row.decision, row.product) {
            clicks
                .entry(decision)
                .or_default()
                .push((row.at.unix_ms(), product));
        }
    }
    let at_once = |clicks: &&Vec<(i64, u64)>| {
        (0..clicks.len()).any(|first| {
            let until = clicks[first].0.saturating_add(CLICKS_WITHIN_MS);
            let near = clicks[first..].iter().take_while(|(ms, _)| *ms <= until);
            // Few are enough, so that a million clicks of one decision are not looked at over and over.
            let products: FxHashSet<u64> = near
                .take(CLICKS_AT_ONCE * 8)
                .map(|(_, product)| *product)
                .collect();
            products.len() >= CLICKS_AT_ONCE
        })
    };
    clicks.values().filter(at_once).count() >= DECISIONS_CLICKED
}

fn never_rests(acts_ms: &[i64]) -> bool {
    let rests = |a: &i64, b: &i64| b.saturating_sub(*a) <= PAUSE_MS;
    acts_ms.chunk_by(rests).any(|awake| match awake {
        [first, .., last] => last.saturating_sub(*first) >= AWAKE_MS_MAX,
        _ => false,
    })
}
