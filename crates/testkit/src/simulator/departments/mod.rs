//! The departments of the simulated shop, a file each. To add a family, write it into its department's table; to add
//! a department, write a file and its line here.

use super::family::Department;

// The tables keep a row a line, which the formatter would tear apart.
#[rustfmt::skip]
mod bedroom;
#[rustfmt::skip]
mod cameras;
#[rustfmt::skip]
mod cleaning;
#[rustfmt::skip]
mod climate;
#[rustfmt::skip]
mod coffee;
#[rustfmt::skip]
mod computers;
#[rustfmt::skip]
mod kitchen;
#[rustfmt::skip]
mod lighting;
#[rustfmt::skip]
mod phones;
#[rustfmt::skip]
mod printing;
#[rustfmt::skip]
mod services;
#[rustfmt::skip]
mod storage;
#[rustfmt::skip]
mod television;

/// Every department, in the sequence of the catalogue.
pub(super) const DEPARTMENTS: &[Department] = &[
    television::DEPARTMENT,
    phones::DEPARTMENT,
    computers::DEPARTMENT,
    cameras::DEPARTMENT,
    printing::DEPARTMENT,
    coffee::DEPARTMENT,
    kitchen::DEPARTMENT,
    cleaning::DEPARTMENT,
    bedroom::DEPARTMENT,
    lighting::DEPARTMENT,
    storage::DEPARTMENT,
    climate::DEPARTMENT,
    services::DEPARTMENT,
];
