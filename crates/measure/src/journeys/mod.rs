//! Journeys: how far visits get, how long people take, and when they are there. Everything adds up over days.

mod contact;
mod funnel;
mod gaps;
mod histogram;

pub(crate) use contact::weekday;
pub use contact::{BestTime, Clock, HOURS, HoursProfile, PEOPLE_MIN, Quiet, WEEKDAYS, WeekHours};
pub use funnel::{Funnel, FunnelStep};
pub use gaps::{Gaps, LOOK_BACK_ORDERS_DAYS, LOOK_BACK_VISITS_DAYS, Orders, Way, Ways};
pub use histogram::Histogram;
