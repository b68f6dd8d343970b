//! Who comes: registered customers of the shop's past and strangers, and a few who are not shoppers at all.

use shop::{CustomerId, Day, Locale, VisitorId};

use super::{
    Settings,
    dice::{Dice, Purpose},
    market::{Known, Market},
};
use crate::rng::Rng;

/// The share of shoppers who are customers of the past, as far as there are enough.
const KNOWN_SHARE: f64 = 0.5;
/// How likely anybody comes on a day: the most and the least eager.
const EAGERNESS: (f64, f64) = (0.08, 0.35);
/// Bots and staff come on most days.
const EAGERNESS_ODD: f64 = 0.8;
/// How often somebody remembers by themselves that something is used up.
const REMEMBERS: f64 = 0.4;

/// What somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// An ordinary visitor.
    Person,
    /// One of the shop's own people.
    Staff,
    /// A program.
    Bot,
}

/// One visitor of the crowd.
#[derive(Debug, Clone, PartialEq)]
pub struct Shopper {
    /// Counted from 0 in each crowd.
    pub number: u32,
    /// What they are.
    pub role: Role,
    /// Registered customers sign in.
    pub customer_id: Option<CustomerId>,
    /// Whether they agreed to be known.
    pub consent: bool,
    /// Whether they come with another device on every other visit.
    pub two_devices: bool,
    /// Whether their page sends every event twice.
    pub fired_twice: bool,
    /// Their language.
    pub locale: Locale,
    pub(super) visitor_id: VisitorId,
    pub(super) eagerness: f64,
    /// What they have.
    pub(super) owned: Vec<usize>,
    /// What of it is used up, on which day of the play, and whether they remember by themselves.
    pub(super) used_up: Vec<UsedUp>,
}

/// Something that will be used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct UsedUp {
    pub product: usize,
    pub day: u32,
    pub remembered: bool,
}

impl Shopper {
    /// Under which visitor id they come on the `day` of the play, counted from 0: where they do not agree to be known
    /// another one each day, and each device has its own.
    pub fn visitor_id(&self, day: u32) -> VisitorId {
        let named = |suffix: String| {
            let id = format!("{}{suffix}", self.visitor_id);
            VisitorId::new(&id).unwrap_or_else(|_| self.visitor_id.clone())
        };
        match (self.consent, self.two_devices) {
            (false, _) => named(format!("-{day}")),
            (true, true) if !day.is_multiple_of(2) => named("-b".to_owned()),
            (true, _) => self.visitor_id.clone(),
        }
    }
}

/// The crowd of `settings`.
pub(super) fn crowd(settings: &Settings, market: &Market, dice: Dice) -> Vec<Shopper> {
    let mut known: Vec<&Known> = market.known.iter().collect();
    dice.rng(0, 0, Purpose::Who, usize::MAX).shuffle(&mut known);
    let mut shopper = |number: u32| {
        let mut rng = dice.rng(number, 0, Purpose::Who, 0);
        let shopper = stranger(number, settings, &mut rng);
        let came_before = rng.chance(KNOWN_SHARE) && shopper.role == Role::Person && shopper.consent;
        let two_devices = rng.chance(settings.oddities.two_devices);
        match came_before.then(|| known.pop()).flatten() {
            Some(known) => customer(shopper, known, two_devices, settings, dice),
            None => shopper,
        }
    };
    (0..settings.shoppers).map(&mut shopper).collect()
}

/// Somebody of whom the shop knows nothing, or who is no shopper.
fn stranger(number: u32, settings: &Settings, rng: &mut Rng) -> Shopper {
    let oddities = &settings.oddities;
    let role = role(rng.unit(), settings);
    let consent = rng.unit() >= oddities.without_consent;
    let (least, most) = EAGERNESS;
    let eagerness = least + (most - least) * rng.unit() * rng.unit();
    let id = format!("{}-{number}", settings.name);
    let staff = || CustomerId::new(&format!("staff-{number}")).ok();
    Shopper {
        number,
        role,
        customer_id: (role == Role::Staff).then(staff).flatten(),
        consent,
        two_devices: false,
        fired_twice: rng.chance(oddities.fired_twice),
        locale: Locale::english(),
        visitor_id: VisitorId::new(&id).expect("a crowd's name is short and plain"),
        eagerness: if role == Role::Person {
            eagerness
        } else {
            EAGERNESS_ODD
        },
        owned: Vec::new(),
        used_up: Vec::new(),
    }
}

/// The same shopper as a customer of the past.
fn customer(shopper: Shopper, known: &Known, two_devices: bool, settings: &Settings, dice: Dice) -> Shopper {
    let due = |&(product, day): &(usize, Day)| {
        let rng = dice.rng(shopper.number, 0, Purpose::RunningOut, product);
        used_up(product, day, settings, rng)
    };
    Shopper {
        customer_id: Some(known.customer_id.clone()),
        two_devices,
        locale: known.locale.clone(),
        visitor_id: known.visitor_id.clone(),
        owned: known.owned.clone(),
        used_up: known.used_up.iter().filter_map(due).collect(),
        ..shopper
    }
}

fn role(draw: f64, settings: &Settings) -> Role {
    let oddities = &settings.oddities;
    match draw {
        _ if draw < oddities.bots => Role::Bot,
        _ if draw < oddities.bots + oddities.staff => Role::Staff,
        _ => Role::Person,
    }
}

/// What is used up within the days of the play, a few days early or late.
fn used_up(product: usize, due: Day, settings: &Settings, mut rng: Rng) -> Option<UsedUp> {
    let varied = i64::from(due.0) + i64::from(rng.between(0, 6)) - 3;
    let day = u32::try_from(varied - i64::from(settings.start.0)).ok()?;
    (day < settings.days).then(|| UsedUp {
        product,
        day,
        remembered: rng.chance(REMEMBERS),
    })
}
