//! A shop's history as the recommenders count it: orders as sets of products, visits as sequences of steps, day by day.

mod baskets;
mod customers;
mod history;
mod sessions;

pub use baskets::{Basket, Baskets};
pub use customers::{CustomerIndex, CustomerOrders, NO_CUSTOMER};
pub use history::{DayOrders, DaySessions, History, Partition, Returned};
pub use sessions::{Session, Sessions, Step, StepKind};
