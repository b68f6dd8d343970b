//! Which of the found sets are closed or maximal.
//!
//! The search knows of a set whether a *more frequent* item could be added; what rarer items add is found here.

use std::cmp::Reverse;

use super::{Item, sets::Found};

const EMPTY: u32 = u32::MAX;

/// Marks the sets that no larger one of the same transactions contains. Sets held by the same transactions have equal
/// cells, so a table by cell finds them, and comparing the items makes sure; the largest such set is among the found
/// ones.
pub fn closed(found: &Found) -> Vec<bool> {
    let mut kept = vec![true; found.len()];
    let mask = (found.len() * 2).next_power_of_two() - 1;
    let mut table = vec![EMPTY; mask + 1];
    for index in 0..found.len() {
        let (set, cell) = (found.set(index), found.cell(index));
        let mut slot = (cell.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & mask;
        while table[slot] != EMPTY {
            let other = table[slot] as usize;
            if found.cell(other) == cell {
                if contains(found.set(other), set) {
                    kept[index] = false;
                    break;
                }
                if contains(set, found.set(other)) {
                    kept[other] = false;
                }
            }
            slot = (slot + 1) & mask;
        }
        if kept[index] {
            table[slot] = index as u32;
        }
    }
    kept
}

/// Marks the sets that no other contains. Longer sets are looked at first; each kept one is listed under all of its
/// items, and a set asks the shortest list of its own items. A few bits of every set tell most misses apart.
pub fn maximal(found: &Found, items: usize) -> Vec<bool> {
    let mut kept = vec![false; found.len()];
    let mut by_length: Vec<u32> = (0..found.len() as u32).collect();
    by_length.sort_unstable_by_key(|&index| (Reverse(found.set(index as usize).len()), index));
    let mut lists: Vec<Vec<(u64, u32)>> = vec![Vec::new(); items];
    for index in by_length {
        let set = found.set(index as usize);
        let bits = signature(set);
        let shortest = set
            .iter()
            .map(|&item| &lists[item as usize])
            .min_by_key(|list| list.len());
        let within = |&(other_bits, other): &(u64, u32)| {
            bits & !other_bits == 0 && contains(found.set(other as usize), set)
        };
        if shortest.is_some_and(|list| list.iter().any(within)) {
            continue;
        }
        kept[index as usize] = true;
        for &item in set {
            lists[item as usize].push((bits, index));
        }
    }
    kept
}

fn signature(set: &[Item]) -> u64 {
    let bit = |&item: &Item| 1_u64 << (item.wrapping_mul(0x9e37_79b1) >> 26);
    set.iter().map(bit).fold(0, |bits, bit| bits | bit)
}

/// Whether `large` contains `small`; both in rising order.
fn contains(large: &[Item], small: &[Item]) -> bool {
    let mut rest = large.iter();
    small.len() <= large.len()
        && small
            .iter()
            .all(|item| rest.by_ref().find(|other| *other >= item) == Some(item))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containing_is_told_from_overlapping() {
        assert!(contains(&[1, 3, 5], &[1, 5]) && contains(&[1], &[]) && contains(&[2], &[2]));
        assert!(!contains(&[1, 3, 5], &[1, 4]) && !contains(&[1], &[1, 2]) && !contains(&[], &[1]));
    }
}
