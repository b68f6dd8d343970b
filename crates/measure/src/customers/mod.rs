//! What a shop's customers are worth, how they behave and when they come back. Pure: seeds and the day are arguments.
//!
//! The way through: orders become [`Histories`], which add up and merge. Of these [`BgNbdFit`] learns how often
//! customers buy and when they are lost, [`SpendFit`] how much they spend; [`worth`] makes the two into what each
//! customer is worth, [`Tiers`] into who is worth looking after, [`NextPurchases`] into when they come back.
//! [`profiles()`] puts together what is said of each customer. [`calibrate`] checks the promises against what happened.
//! [`rfm()`] is what can be said of a shop that is too small for all of this, and [`segment`] finds groups that behave
//! alike, or says that there are none.

pub mod bg_nbd;
pub mod calibration;
mod chance;
pub mod gamma_gamma;
pub mod history;
mod maximise;
pub mod next_purchase;
pub mod profiles;
pub mod rfm;
pub mod segments;
pub mod tiers;
pub mod value;

pub use bg_nbd::{BgNbd, BgNbdFit};
pub use calibration::{Calibration, calibrate};
pub use gamma_gamma::{GammaGamma, Independence, Spend, SpendFit};
pub use history::{Activity, Histories, History, Order, Sums};
pub use next_purchase::{NextPurchase, NextPurchases};
pub use profiles::{Profile, Profiles, profiles};
pub use rfm::{Rfm, rfm};
pub use segments::{Feature, Segmentation, Segments, Typical, segment};
pub use tiers::{Tier, Tiers};
pub use value::{Basis, Costs, Estimate, Settings, Worth, Worths, worth};

/// Why nothing can be learnt about the customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Fewer customers than the method needs.
    #[error("{found} customers are too few, {wanted} are needed")]
    TooFewCustomers {
        /// Customers there are.
        found: usize,
        /// Customers needed.
        wanted: usize,
    },
    /// Fewer customers who bought on more than one day than the method needs.
    #[error("{found} customers bought on more than one day, {wanted} are needed")]
    TooFewRepeating {
        /// Customers there are.
        found: usize,
        /// Customers needed.
        wanted: usize,
    },
    /// The likelihood has no finite summit.
    #[error("no parameters fit what the customers did")]
    NoFit,
}
