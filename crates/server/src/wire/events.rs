//! `POST /v1/events`: what visitors did.

use std::borrow::Cow;

use serde::Deserialize;
use shop::{Event, EventId, EventKind, Placement, Timestamp, Traffic, VisitorId};
use xxhash_rust::xxh3::Xxh3;

use super::reading::{self, Place};
use crate::errors::{Code, Problem};

/// One event as it is sent.
#[derive(Debug, Deserialize)]
pub(crate) struct EventBody<'a> {
    #[serde(borrow, default)]
    id: Option<Cow<'a, str>>,
    #[serde(borrow, rename = "type")]
    kind: Cow<'a, str>,
    #[serde(borrow, default)]
    at: Option<Cow<'a, str>>,
    #[serde(borrow)]
    visitor_id: Cow<'a, str>,
    #[serde(borrow, default)]
    customer_id: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    session_id: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    product_id: Option<Cow<'a, str>>,
    #[serde(default = "reading::one", deserialize_with = "reading::quantity")]
    quantity: u32,
    #[serde(borrow, default)]
    placement: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    decision_id: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    order_id: Option<Cow<'a, str>>,
    #[serde(default)]
    score: Option<reading::Score>,
    #[serde(borrow, default)]
    traffic: Option<Cow<'a, str>>,
}

/// Reads who is behind something; a customer where nothing is said.
///
/// # Errors
/// [`Code::UnknownValue`] where the word is none of those known.
pub(crate) fn traffic(word: Option<&str>, place: Place<'_>) -> Result<Traffic, Problem> {
    let Some(word) = word else {
        return Ok(Traffic::Customer);
    };
    Traffic::parse(word)
        .ok_or_else(|| reading::unknown_word(word, &Traffic::ALL.map(Traffic::as_str), place, "traffic"))
}

/// What the sender's clock showed when it sent.
#[derive(Debug, Deserialize)]
struct Sending<'a> {
    #[serde(borrow, default)]
    sent_at: Option<Cow<'a, str>>,
}

/// Reads the events of a body, one or many. Where it says when it was sent, its moments are set right by what the clock
/// was wrong by.
pub(crate) fn read(body: &[u8], now: Timestamp) -> Result<Vec<Event>, Problem> {
    let bodies: Vec<(Place<'_>, EventBody<'_>)> = reading::read_one_or_many(body, "events")?;
    let sent_at = reading::read::<Sending<'_>>(body)?.sent_at;
    let sent_at = sent_at.map(|sent_at| reading::moment(&sent_at, Place::Body, "sent_at"));
    let clock = Clock {
        behind_ms: sent_at
            .transpose()?
            .map_or(0, |sent_at| now.unix_ms().saturating_sub(sent_at.unix_ms())),
        now,
    };
    bodies
        .iter()
        .enumerate()
        .map(|(index, (place, body))| body.event(index, *place, clock))
        .collect()
}

/// When it is, and by how much the sender's clock is behind.
#[derive(Debug, Clone, Copy)]
struct Clock {
    now: Timestamp,
    behind_ms: i64,
}

impl Clock {
    /// When something happened, by what the sender's clock said: a clock may go ahead by years, but what has arrived
    /// has happened.
    fn moment(self, told: Option<Timestamp>) -> Timestamp {
        told.map_or(self.now, |told| told.plus_ms(self.behind_ms).min(self.now))
    }
}

impl EventBody<'_> {
    fn event(&self, index: usize, place: Place<'_>, clock: Clock) -> Result<Event, Problem> {
        let kind = EventKind::parse(&self.kind).ok_or_else(|| {
            reading::unknown_word(&self.kind, &EventKind::ALL.map(EventKind::as_str), place, "type")
        })?;
        let placement = self.placement.as_deref().map(|word| {
            word.parse().map_err(|_| {
                reading::unknown_word(word, &Placement::ALL.map(Placement::as_str), place, "placement")
            })
        });
        let told = self.at.as_deref();
        let told = told.map(|at| reading::moment(at, place, "at")).transpose()?;
        let visitor_id: VisitorId = reading::id(&self.visitor_id, place, "visitor_id")?;
        let decision = self.decision_id.as_deref();
        Ok(Event {
            id: match &self.id {
                Some(id) => reading::id(id, place, "id")?,
                None => self.derived_id(index, told.unwrap_or(clock.now))?,
            },
            kind,
            at: clock.moment(told),
            visitor_id,
            customer_id: reading::optional_id(self.customer_id.as_deref(), place, "customer_id")?,
            session_id: reading::optional_id(self.session_id.as_deref(), place, "session_id")?,
            product_id: reading::optional_id(self.product_id.as_deref(), place, "product_id")?,
            quantity: self.quantity,
            placement: placement.transpose()?,
            decision_id: decision
                .map(|id| reading::bounded(id, 128, place, "decision_id"))
                .transpose()?,
            order_id: reading::optional_id(self.order_id.as_deref(), place, "order_id")?,
            score: self.score(kind, place)?,
            traffic: traffic(self.traffic.as_deref(), place)?,
        })
    }

    fn score(&self, kind: EventKind, place: Place<'_>) -> Result<Option<u8>, Problem> {
        let score = self.score.map(|reading::Score(score)| score);
        kind.score(score).map_err(|error| {
            let detail = format!("{}.", reading::capitalised(&error.to_string()));
            Problem::new(Code::InvalidField, detail).at(place.field("score"))
        })
    }

    /// An id of the event's content, so that the same event posted again counts once. Without a moment of its own
    /// the event is new each time it is posted; its place keeps it apart from others of its batch.
    fn derived_id(&self, index: usize, at: Timestamp) -> Result<EventId, Problem> {
        let mut hash = Xxh3::new();
        let texts = [
            Some(&self.kind),
            Some(&self.visitor_id),
            self.customer_id.as_ref(),
            self.session_id.as_ref(),
            self.product_id.as_ref(),
            self.placement.as_ref(),
            self.decision_id.as_ref(),
            self.order_id.as_ref(),
        ];
        for text in texts {
            let bytes = text.map_or(&[][..], |text| text.as_bytes());
            hash.update(&(bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        }
        hash.update(&self.quantity.to_le_bytes());
        // Only ratings have one: other events keep the ids they had before there were scores.
        if let Some(reading::Score(score)) = self.score {
            hash.update(&score.to_le_bytes());
        }
        hash.update(&at.unix_ms().to_le_bytes());
        if self.at.is_none() {
            hash.update(&(index as u64).to_le_bytes());
        }
        // The moment comes first: ids that rise with time are several times cheaper to keep than scattered ones.
        let id = format!("auto-{:012x}-{:032x}", at.unix_ms().max(0), hash.digest128());
        reading::id(&id, Place::Body, "id")
    }
}
