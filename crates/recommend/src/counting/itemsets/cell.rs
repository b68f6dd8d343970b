//! A number that tells how many transactions there are and, nearly always, which.
//!
//! Every transaction has a cell: 1 in the low half, a number of its own in the high half. The sum over a set of
//! transactions has their count in the low half; in the high half it differs for most sets of the same size. Itemsets
//! held by the same transactions therefore have equal cells, which finds the candidates for being not closed.

/// See the file's head.
pub type Cell = u64;

/// The cell of one transaction by its number.
pub fn of_transaction(number: u32) -> Cell {
    let mixed = (u64::from(number) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) & !0xffff_ffff | 1
}

/// How many transactions.
pub fn support(cell: Cell) -> u32 {
    cell as u32
}
