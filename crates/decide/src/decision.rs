//! What was decided, and what became of every candidate.

use recommend::{ProductIndex, Source, Sources};
use shop::Placement;

use crate::{Explored, Intent, filters::FilterIndex};

/// The answer to one query.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// Where.
    pub placement: Placement,
    /// The policy's version.
    pub policy_version: u32,
    /// What is offered, the best first; may be empty.
    pub offers: Vec<Offer>,
    /// What would fill up.
    pub reserve: Vec<Offer>,
    /// Every candidate, the highest score first, with what became of it.
    pub candidates: Vec<Traced>,
    /// What went otherwise than asked.
    pub notes: Vec<Note>,
    /// The slot that was filled by a draw to learn from, where one was.
    pub explored: Option<Explored>,
}

impl Decision {
    /// How many different products were proposed, for whichever unit.
    pub fn products_proposed(&self) -> usize {
        let mut products: Vec<ProductIndex> = self
            .candidates
            .iter()
            .map(|candidate| candidate.product)
            .collect();
        products.sort_unstable();
        products.dedup();
        products.len()
    }

    /// The place of a product among the candidates: where it is offered, if it is, or else where it came closest.
    pub fn place_of(&self, product: ProductIndex) -> Option<usize> {
        let own = |offered: bool| {
            self.candidates.iter().position(|candidate| {
                candidate.product == product && (!offered || matches!(candidate.outcome, Outcome::Offered(_)))
            })
        };
        own(true).or_else(|| own(false))
    }
}

/// One product offered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Offer {
    /// The product.
    pub product: ProductIndex,
    /// Its score.
    pub score: f32,
    /// The unit of the page it stands in, 0 for the first.
    pub unit: u8,
    /// What that unit is for.
    pub intent: Intent,
    /// The strongest word for it; its evidence is the reason given.
    pub source: Source,
}

/// A candidate with its whole story.
#[derive(Debug, Clone, PartialEq)]
pub struct Traced {
    /// The product.
    pub product: ProductIndex,
    /// Its score under the policy; 0 where a filter dropped it.
    pub score: f32,
    /// What it is worth beside the others under the policy's objective; offers are ordered by score times worth.
    pub worth: f32,
    /// The unit of the page it was a candidate for, 0 for the first.
    pub unit: u8,
    /// What that unit is for.
    pub intent: Intent,
    /// Who proposed it.
    pub sources: Sources,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Offered, in this slot (0 is the first).
    Offered(u8),
    /// Kept ready, at this place.
    Reserve(u8),
    /// Dropped by this filter of [`crate::filters::ALL`].
    Dropped(FilterIndex),
    /// Its score is below the policy's minimum.
    BelowMinimum,
    /// Enough of its leaf category, or of its kind by title, stand before it.
    Repetitive,
    /// Fit, but the slots were full.
    SlotsFull,
}

impl Outcome {
    /// The outcome's public code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Offered(_) => "offered",
            Self::Reserve(_) => "reserve",
            Self::Dropped(_) => "dropped",
            Self::BelowMinimum => "below_minimum",
            Self::Repetitive => "repetitive",
            Self::SlotsFull => "slots_full",
        }
    }
}

/// Something the caller should know about an answer that is given all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A product of the request is not in the catalogue, and was ignored.
    UnknownProduct(String),
    /// Only so many cart lines were looked at.
    CartCut(usize),
    /// A recommender failed and was left out.
    RecommenderFailed(&'static str),
    /// The category of the request is not known, and was ignored.
    UnknownCategory(String),
    /// There is no snapshot yet: nothing has been built.
    NothingBuilt,
    /// What the customer said to want later is kept in mind: the class.
    ReminderSet(String),
    /// The visitor has seen enough of this placement for now.
    Quiet,
    /// Whoever asks is held out: offers were decided and are not shown, so that there is something to compare with.
    HeldOut,
    /// The shop has no orders yet: the offers go by descriptions and links alone.
    NoOrders,
}

impl Note {
    /// The note's public code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownProduct(_) => "unknown_product",
            Self::CartCut(_) => "cart_cut",
            Self::RecommenderFailed(_) => "recommender_failed",
            Self::UnknownCategory(_) => "unknown_category",
            Self::NothingBuilt => "nothing_built",
            Self::ReminderSet(_) => "reminder_set",
            Self::Quiet => "quiet",
            Self::HeldOut => "held_out",
            Self::NoOrders => "no_orders",
        }
    }
}
