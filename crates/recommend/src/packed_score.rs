//! Scores of neighbours in 16 bits: a snapshot holds millions of them.

/// A positive score in 16 bits: six bits of exponent (2^-48 to 2^15) and ten of mantissa, a relative error of .05 %.
pub fn pack_score(score: f32) -> u16 {
    let shifted = i64::from(score.to_bits() >> 13) - SCORE_BIAS;
    shifted.clamp(1, i64::from(u16::MAX)) as u16
}

/// What [`pack_score`] packed.
pub fn unpack_score(packed: u16) -> f32 {
    f32::from_bits(((i64::from(packed) + SCORE_BIAS) << 13) as u32)
}

/// The bits of 2^-48 without the thirteen that are cut off.
const SCORE_BIAS: i64 = (127 - 48) << 10;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_scores_keep_three_digits_and_their_order() {
        let scores = [1e-9_f32, 3.3e-5, 0.017, 0.0171, 0.5, 1.0, 900.0];
        for score in scores {
            assert!(
                (unpack_score(pack_score(score)) / score - 1.0).abs() < 1e-3,
                "{score}"
            );
        }
        assert!(scores.map(pack_score).is_sorted());
        assert!(unpack_score(pack_score(0.0)) > 0.0);
    }
}
