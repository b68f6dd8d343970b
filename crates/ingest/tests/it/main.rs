//! Files go in as text or bytes, records come out as text: one binary for all tests of the intake.

mod check;
mod dirt;
mod formats;
mod kinds;
mod properties;
mod real_files;
