//! Reports: figures summed up from the ledger's rows. Each figure can be traced to its rows, and the sums agree with
//! the orders to the cent.

mod day_orders;
mod experiment;
mod study;
mod summary;

pub use day_orders::DayOrders;
pub use experiment::{
    ALPHA, ArmFigure, ExperimentReport, GuardrailReading, Judged, Plan, StoppedArm, USUAL_GUARDRAILS, judge,
};
pub use study::{CUPED_DAYS, Person, Study};
pub use summary::{Breakdown, BreakdownRow, Credits, DayFigures, MetricFigure, Money, Summary};
