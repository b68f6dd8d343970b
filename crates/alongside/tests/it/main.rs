//! The command as people and scripts use it: the real binary, in scratch folders.

mod demo;
mod mistakes;
mod scratch;
mod serving;
mod tasks;
mod usage;
