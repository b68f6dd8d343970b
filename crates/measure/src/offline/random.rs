//! Chance from a seed: the same seed gives the same questions and intervals.

/// SplitMix64 (Steele, Lea and Flood, 2014): small, seeded, good enough to draw which product is hidden.
pub fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mix(*state)
}

/// A number below `bound`, which must not be 0.
pub fn below(state: &mut u64, bound: usize) -> usize {
    (next(state) % bound as u64) as usize
}

/// A number that looks like chance, the same for the same `seed` and `value`.
pub fn of(seed: u64, value: u64) -> u64 {
    let mut state = seed ^ value.wrapping_mul(0xd6e8_feb8_6659_fd93);
    next(&mut state)
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
