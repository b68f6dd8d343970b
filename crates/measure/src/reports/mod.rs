//! Reports: figures summed up from the ledger's rows. Each figure can be traced to its rows, and the sums agree with
//! the orders to the cent.

mod day_orders;
mod experiment;
mod parts;
mod study;
mod summary;
mod visitors;

pub use day_orders::DayOrders;
pub use experiment::{
    ALPHA, ArmFigure, ExperimentReport, GuardrailReading, Judged, Plan, StoppedArm, USUAL_GUARDRAILS, judge,
};
pub use parts::{Breakdown, BreakdownRow, SIDES, sides_of_cell, sides_of_touch};
pub use study::{CUPED_DAYS, Person, PersonRow, Study};
pub use summary::{Credits, DayFigures, Money, Summary};
pub use visitors::{Group, MetricFigure, MetricRow, Visitors};
