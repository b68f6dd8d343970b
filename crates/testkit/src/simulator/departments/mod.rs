//! The departments of the simulated shop, a file each. To add a family, write it into its department's table; to add
//! a department, write a file and its line here.

use super::family::Department;

// The tables keep a row a line, which the formatter would tear apart.
#[rustfmt::skip]
mod phones;
#[rustfmt::skip]
mod television;

/// Every department, in the sequence of the catalogue.
pub(super) const DEPARTMENTS: &[Department] = &[television::DEPARTMENT, phones::DEPARTMENT];
