//! Experiments: who gets what, and what may be said of it. Each file opens with what a shopkeeper sees, the method,
//! when it fails, and the source.
//!
//! The way through: [`assignment`] puts every unit into an arm; what units did adds up to [`ratio::ArmMoments`], a few
//! numbers that merge across days and shards; [`effect::compare`] tells what an arm changed, with [`cuped`] taking off
//! what the units' own past explains; [`sequential`] says how sure that is when it is looked at every day; [`verdict`]
//! puts it into a word.
//!
//! | file | what it is |
//! |---|---|
//! | [`assignment`] | units to arms, layers, the hold-out |
//! | [`sample_ratio`] | whether the arms have the units they should |
//! | [`ratio`] | one number for an arm: shares, means and ratios, by unit |
//! | [`cuped`] | the same number, surer, by the units' own past |
//! | [`winsorise`] | large amounts, cut |
//! | [`effect`] | difference and lift of two arms, and the interval of one look |
//! | [`sequential`] | intervals and p-values that may be looked at every day |
//! | [`multiple`] | which of many metrics changed |
//! | [`power`] | how many units and days an effect takes |
//! | [`guardrails`] | what must not get worse |
//! | [`verdict`] | what it all comes down to |

pub mod assignment;
pub mod cuped;
pub mod effect;
pub mod guardrails;
pub mod multiple;
pub mod power;
pub mod ratio;
pub mod sample_ratio;
pub mod sequential;
pub mod verdict;
pub mod winsorise;
