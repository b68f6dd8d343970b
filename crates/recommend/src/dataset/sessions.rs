//! Visits as sequences of steps, packed one behind the other.

use crate::{dataset::NO_CUSTOMER, query::ProductIndex};

use super::CustomerIndex;

/// Steps kept per visit, the latest ones; longer visits are crawlers or shop staff.
const STEPS_MAX: usize = 100;
/// Header words before the steps: number of steps, customer, end in seconds since 1970.
const HEADER_WORDS: usize = 3;
const KIND_SHIFT: u32 = 30;
const PRODUCT_MASK: u32 = (1 << KIND_SHIFT) - 1;

/// What a visitor did with a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepKind {
    /// Looked at its page.
    View,
    /// Put it in the cart.
    AddToCart,
    /// Bought it.
    Purchase,
}

/// One thing a visitor did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// With which product.
    pub product: ProductIndex,
    /// What.
    pub kind: StepKind,
}

/// Many visits, packed: for each a header and its steps in the order they were made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sessions {
    packed: Vec<u32>,
    count: u32,
}

/// One visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Session<'a> {
    /// When its last step was made, in seconds since 1970.
    pub ended_s: u32,
    /// Who, where signed in; [`NO_CUSTOMER`] else.
    pub customer: CustomerIndex,
    packed: &'a [u32],
}

fn unpack(word: u32) -> Step {
    let kind = match word >> KIND_SHIFT {
        0 => StepKind::View,
        1 => StepKind::AddToCart,
        _ => StepKind::Purchase,
    };
    Step {
        product: word & PRODUCT_MASK,
        kind,
    }
}

impl<'a> Session<'a> {
    /// What was done, the first thing first.
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = Step> + ExactSizeIterator + 'a {
        self.packed.iter().map(|&word| unpack(word))
    }

    /// Products looked at, the first one first; repeats stay.
    pub fn viewed(&self) -> impl DoubleEndedIterator<Item = ProductIndex> + 'a {
        self.steps()
            .filter(|step| step.kind == StepKind::View)
            .map(|step| step.product)
    }
}

impl Sessions {
    /// Adds one visit; its latest steps are kept where there are very many. One without steps is left out.
    pub fn push(&mut self, ended_s: u32, customer: Option<CustomerIndex>, steps: &[Step]) {
        let steps = &steps[steps.len().saturating_sub(STEPS_MAX)..];
        if steps.is_empty() {
            return;
        }
        self.packed
            .extend([steps.len() as u32, customer.unwrap_or(NO_CUSTOMER), ended_s]);
        let word = |step: &Step| (step.kind as u32) << KIND_SHIFT | step.product & PRODUCT_MASK;
        self.packed.extend(steps.iter().map(word));
        self.count += 1;
    }

    /// How many visits there are.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Every visit.
    pub fn iter(&self) -> impl Iterator<Item = Session<'_>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let steps = *self.packed.get(at)? as usize;
            let from = at + HEADER_WORDS;
            let session = Session {
                customer: self.packed[at + 1],
                ended_s: self.packed[at + 2],
                packed: &self.packed[from..from + steps],
            };
            at = from + steps;
            Some(session)
        })
    }

    /// The packed form, to be kept in a file.
    pub fn packed(&self) -> &[u32] {
        &self.packed
    }

    /// Reads a packed form back; nothing where it is damaged.
    pub fn from_packed(packed: Vec<u32>) -> Option<Self> {
        let (mut at, mut count) = (0, 0);
        while at < packed.len() {
            let steps = packed[at] as usize;
            let end = at + HEADER_WORDS + steps;
            if steps == 0 || steps > STEPS_MAX || end > packed.len() {
                return None;
            }
            (at, count) = (end, count + 1);
        }
        Some(Self { packed, count })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(product: ProductIndex) -> Step {
        Step {
            product,
            kind: StepKind::View,
        }
    }

    #[test]
    fn visits_keep_their_order_and_their_latest_steps() {
        let mut sessions = Sessions::default();
        let bought = Step {
            product: 7,
            kind: StepKind::Purchase,
        };
        sessions.push(90, Some(4), &[view(7), view(3), bought]);
        sessions.push(91, None, &[]);
        let long: Vec<Step> = (0..250).map(view).collect();
        sessions.push(92, None, &long);
        let all: Vec<Session<'_>> = sessions.iter().collect();
        assert_eq!(all.len(), 2);
        assert_eq!((all[0].ended_s, all[0].customer), (90, 4));
        assert_eq!(all[0].steps().collect::<Vec<_>>(), [view(7), view(3), bought]);
        assert_eq!(all[0].viewed().collect::<Vec<_>>(), [7, 3]);
        assert_eq!((all[1].customer, all[1].steps().len()), (NO_CUSTOMER, STEPS_MAX));
        assert_eq!(all[1].viewed().next_back(), Some(249));
        assert_eq!(Sessions::from_packed(sessions.packed().to_vec()), Some(sessions));
        assert_eq!(Sessions::from_packed(vec![2, 0, 0, 1]), None);
        assert_eq!(Sessions::from_packed(vec![1]), None);
    }
}
