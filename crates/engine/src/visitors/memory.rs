//! What a visitor was shown, declined and bought: counted, bounded, forgotten in time.

use decide::{Seen, SeenOffer};
use recommend::ProductIndex;
use shop::{EventKind, Placement, Timestamp};
use smallvec::SmallVec;

use super::PAUSE_MS;

/// Products kept per visitor; past it the one touched longest ago is forgotten.
const OFFERS_MAX: usize = 64;
/// Latest events kept by their hash, so that one that is sent again does not count twice: more than the offers of any
/// answer, as each is first shown and then viewable.
const EVENTS_MAX: usize = 32;
const DAY_MS: i64 = 86_400_000;
/// What was ignored is forgotten when the product was not shown for so long.
const IGNORED_MS: i64 = 30 * DAY_MS;

/// What one visitor did with the offers.
#[derive(Default)]
pub struct Memory {
    offers: Vec<SeenOffer>,
    placements: SmallVec<[Shown; 2]>,
    events: SmallVec<[u32; EVENTS_MAX]>,
    touched_ms: i64,
}

/// What was shown at one placement.
#[derive(Clone, Copy)]
struct Shown {
    placement: Placement,
    /// The hash of the last decision that was shown.
    decision: u64,
    /// Decisions in a row of which nothing was taken.
    ignored_in_a_row: u16,
    at: Timestamp,
    day: i32,
    today: u16,
}

/// An event as far as the memory of a visitor is concerned.
#[derive(Clone, Copy)]
pub struct Deed {
    /// The hash of the event's id; of what shows an offer, that of the decision and the product.
    pub event: u32,
    /// What happened.
    pub kind: EventKind,
    /// When.
    pub at: Timestamp,
    /// Which product it concerns.
    pub product: Option<ProductIndex>,
    /// Where.
    pub placement: Option<Placement>,
    /// The hash of the decision it belongs to.
    pub decision: u64,
}

impl Memory {
    /// When it was touched last, in milliseconds since 1970.
    pub fn touched_ms(&self) -> i64 {
        self.touched_ms
    }

    /// Notes an event; one that was noted lately changes nothing.
    pub fn note(&mut self, deed: Deed) {
        if self.events.contains(&deed.event) {
            return;
        }
        if self.events.len() == EVENTS_MAX {
            self.events.remove(0);
        }
        self.events.push(deed.event);
        self.touched_ms = self.touched_ms.max(deed.at.unix_ms());
        match deed.kind {
            EventKind::Impression => self.shown(deed),
            EventKind::Viewable if self.is_shown_lately(deed) => {}
            EventKind::Viewable => self.shown(deed),
            EventKind::Click | EventKind::AddToCart => self.taken(deed),
            EventKind::Dismiss => {
                let later =
                    |offer: &mut SeenOffer| offer.dismissed_at = offer.dismissed_at.max(Some(deed.at));
                self.with(deed.product, deed.at, later);
            }
            EventKind::Purchase => self.bought(deed.product, deed.at),
            EventKind::View
            | EventKind::RemoveFromCart
            | EventKind::Checkout
            | EventKind::Unsubscribe
            | EventKind::Rating => {}
        }
    }

    /// Notes a purchase.
    pub fn bought(&mut self, product: Option<ProductIndex>, at: Timestamp) {
        self.touched_ms = self.touched_ms.max(at.unix_ms());
        self.with(product, at, |offer| {
            offer.bought_at = offer.bought_at.max(Some(at));
            offer.ignored = 0;
        });
    }

    /// Whether a viewable impression that names no decision belongs to a showing that was counted; one that does name
    /// it is known by that.
    fn is_shown_lately(&self, deed: Deed) -> bool {
        let known = deed.product.filter(|_| deed.decision == 0).and_then(|product| {
            let place = self.offers.binary_search_by_key(&product, |offer| offer.product);
            self.offers[place.ok()?].shown_at
        });
        known.is_some_and(|at| at.unix_ms().abs_diff(deed.at.unix_ms()) <= PAUSE_MS.unsigned_abs())
    }

    fn shown(&mut self, deed: Deed) {
        self.with(deed.product, deed.at, |offer| {
            let before = offer.shown_at.map_or(i64::MIN, Timestamp::unix_ms);
            let same_day = offer.shown_at.is_some_and(|at| at.day() == deed.at.day());
            offer.shown_today = if same_day {
                offer.shown_today.saturating_add(1)
            } else {
                1
            };
            let forgotten = before.saturating_add(IGNORED_MS) < deed.at.unix_ms();
            offer.ignored = if forgotten {
                1
            } else {
                offer.ignored.saturating_add(1)
            };
            offer.shown_at = offer.shown_at.max(Some(deed.at));
        });
        let Some(shown) = self.placement(deed) else { return };
        if shown.decision != deed.decision || shown.ignored_in_a_row == 0 {
            shown.ignored_in_a_row = shown.ignored_in_a_row.saturating_add(1);
        }
        let day = deed.at.day().0;
        shown.today = if shown.day == day {
            shown.today.saturating_add(1)
        } else {
            1
        };
        (shown.day, shown.decision, shown.at) = (day, deed.decision, deed.at);
    }

    fn taken(&mut self, deed: Deed) {
        self.with(deed.product, deed.at, |offer| offer.ignored = 0);
        // What was put into the cart elsewhere says nothing of this placement's offers.
        if (deed.kind == EventKind::Click || deed.decision != 0)
            && let Some(shown) = self.placement(deed)
        {
            shown.ignored_in_a_row = 0;
        }
    }

    fn placement(&mut self, deed: Deed) -> Option<&mut Shown> {
        let placement = deed.placement?;
        let known = self
            .placements
            .iter()
            .position(|shown| shown.placement == placement);
        let place = known.unwrap_or_else(|| {
            self.placements.push(Shown {
                placement,
                decision: 0,
                ignored_in_a_row: 0,
                at: deed.at,
                day: i32::MIN,
                today: 0,
            });
            self.placements.len() - 1
        });
        self.placements.get_mut(place)
    }

    fn with(&mut self, product: Option<ProductIndex>, at: Timestamp, change: impl FnOnce(&mut SeenOffer)) {
        let Some(product) = product else { return };
        match self.offers.binary_search_by_key(&product, |offer| offer.product) {
            Ok(place) => change(&mut self.offers[place]),
            Err(place) => {
                let mut offer = SeenOffer {
                    product,
                    ..SeenOffer::default()
                };
                change(&mut offer);
                self.offers.insert(place, offer);
                if self.offers.len() > OFFERS_MAX {
                    self.forget_oldest(at);
                }
            }
        }
    }

    /// A refusal and a purchase outlive what was only shown.
    fn forget_oldest(&mut self, now: Timestamp) {
        let last = |offer: &SeenOffer| {
            let firm = offer.dismissed_at.max(offer.bought_at);
            (firm.is_some(), firm.max(offer.shown_at).unwrap_or(now))
        };
        let oldest = (0..self.offers.len()).min_by_key(|&place| last(&self.offers[place]));
        if let Some(oldest) = oldest {
            self.offers.remove(oldest);
        }
    }

    /// Adds what this memory holds to what a decision is told.
    pub fn tell(&self, placement: Placement, now: Timestamp, seen: &mut Seen) {
        for offer in &self.offers {
            let mut offer = *offer;
            if offer.shown_at.is_none_or(|at| at.day() != now.day()) {
                offer.shown_today = 0;
            }
            add(seen, offer);
        }
        for shown in self
            .placements
            .iter()
            .filter(|shown| shown.placement == placement)
        {
            seen.ignored_in_a_row = seen.ignored_in_a_row.max(shown.ignored_in_a_row);
            seen.ignored_at = seen.ignored_at.max(Some(shown.at));
            if shown.day == now.day().0 {
                seen.shown_here_today = seen.shown_here_today.max(shown.today);
            }
        }
    }

    /// Adds only what the visitor declined: a refusal is heeded whoever is not to be remembered otherwise.
    pub fn tell_refusals(&self, seen: &mut Seen) {
        for offer in self.offers.iter().filter(|offer| offer.dismissed_at.is_some()) {
            let refusal = SeenOffer {
                product: offer.product,
                dismissed_at: offer.dismissed_at,
                ..SeenOffer::default()
            };
            add(seen, refusal);
        }
    }
}

/// Adds what is known of an offer to what others know of it.
fn add(seen: &mut Seen, other: SeenOffer) {
    let place = seen
        .offers
        .binary_search_by_key(&other.product, |known| known.product);
    let known = match place {
        Ok(place) => &mut seen.offers[place],
        Err(place) => return seen.offers.insert(place, other),
    };
    known.shown_today = known.shown_today.max(other.shown_today);
    known.ignored = known.ignored.max(other.ignored);
    known.shown_at = known.shown_at.max(other.shown_at);
    known.dismissed_at = known.dismissed_at.max(other.dismissed_at);
    known.bought_at = known.bought_at.max(other.bought_at);
}
