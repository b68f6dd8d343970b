//! What a shopper makes of one offer.

use super::{
    dice::Purpose,
    plan::{Fancy, Planner},
    state::{Line, State, Why},
};

/// After so many times within a few days an offer is too often there.
const SHOWN_OFTEN: u32 = 3;
/// Annoying offers after which half of what `irritation` says is dismissed.
const ANNOYED_HALF: f64 = 10.0;
/// Annoying offers that are borne before anybody leaves, and how many more drive everybody away as `irritation` says.
const PATIENCE: (f64, f64) = (8.0, 80.0);
/// How many of those who leave want to see no more offers.
const UNSUBSCRIBES: f64 = 0.3;

/// What comes of an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reaction {
    /// Nothing.
    PassedOver,
    /// It is declined.
    Dismissed,
    /// It is looked at, and no more.
    Clicked,
    /// It goes into the cart, instead of another product where one is named.
    Taken(Line, Option<usize>),
}

/// A shopper's situation, as far as it bears on an offer.
pub(super) struct Situation<'visit> {
    /// Whether the offer fits what the visit or the shopper is about.
    pub fits: bool,
    /// Whether it will be bought in this visit anyway.
    pub wished: bool,
    /// Whether anything more would be bought.
    pub may_take: bool,
    /// What else an offer would make them take.
    pub fancies: &'visit mut Vec<Fancy>,
    /// Whether something better can still be bought instead.
    pub may_change: bool,
    /// The last day of the play.
    pub last_day: u32,
}

impl Planner<'_> {
    /// What comes of an offer of `product`. Draws follow from the shopper, the day and the product alone.
    pub fn react(&self, product: usize, state: &mut State, situation: Situation<'_>) -> Reaction {
        let shown_before = state.show(product);
        if !situation.fits || shown_before >= SHOWN_OFTEN {
            state.annoyance += 1.0;
            let share = state.annoyance / (state.annoyance + ANNOYED_HALF);
            if self.draws(self.causes.irritation * share, Purpose::Annoyed, product) {
                return Reaction::Dismissed;
            }
        }
        let attention = 1.0 / (1.0 + self.causes.fatigue * state.seen);
        if !self.draws(attention, Purpose::Attention, product) {
            return Reaction::PassedOver;
        }
        if situation.wished || self.about_to_buy(product) {
            let clicks = self.draws(self.causes.organic, Purpose::Organic, product);
            return if clicks {
                Reaction::Clicked
            } else {
                Reaction::PassedOver
            };
        }
        if !situation.may_take {
            return Reaction::PassedOver;
        }
        self.line(product, state, situation)
            .map_or(Reaction::PassedOver, |(line, instead_of)| {
                Reaction::Taken(line, instead_of)
            })
    }

    /// The line an offer adds, if it pleases. What is needed soon is brought forward before anything else.
    fn line(
        &self,
        product: usize,
        state: &mut State,
        situation: Situation<'_>,
    ) -> Option<(Line, Option<usize>)> {
        let line = |why, due, since| Line {
            product,
            why,
            due,
            since,
            origin: product,
        };
        if let Some(need) = state.take_need(product) {
            return Some((line(Why::BroughtForward, need.due, need.since), None));
        }
        let fancied = situation.fancies.iter().position(|fancy| {
            fancy.product == product && (situation.may_change || fancy.instead_of.is_none())
        });
        if let Some(position) = fancied {
            let fancy = situation.fancies.remove(position);
            let line = match fancy.anyway_in_days {
                Some(days) => {
                    let due = self.day.saturating_add(days).min(situation.last_day);
                    line(Why::BroughtForward, due, self.day)
                }
                None => Line {
                    origin: fancy.instead_of.unwrap_or(product),
                    ..line(Why::Offered(fancy.instead_of), self.day, self.day)
                },
            };
            return Some((line, fancy.instead_of));
        }
        let reminded = !state.reminded.contains(&product) && self.reminders().any(|due| due == product);
        reminded.then(|| {
            state.reminded.push(product);
            (line(Why::Offered(None), self.day, self.day), None)
        })
    }

    /// Whether the offers of the `page`-th page drive the shopper away.
    pub fn is_driven_away(&self, page: usize, state: &mut State) -> bool {
        let (borne, more) = PATIENCE;
        let share = ((state.annoyance - borne) / more).clamp(0.0, 1.0);
        let leaves = self.draws(self.causes.irritation * share, Purpose::Leaves, page);
        if leaves {
            let mut rng = self
                .dice
                .rng(self.shopper.number, self.day, Purpose::Leaves, usize::MAX);
            state.unsubscribed |= rng.chance(UNSUBSCRIBES);
        }
        leaves
    }

    fn draws(&self, probability: f64, purpose: Purpose, detail: usize) -> bool {
        self.dice
            .chance(probability, self.shopper.number, self.day, purpose, detail)
    }
}
