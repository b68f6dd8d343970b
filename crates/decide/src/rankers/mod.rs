//! How candidates that passed the filters are put in order: a file each.

pub mod blend;
