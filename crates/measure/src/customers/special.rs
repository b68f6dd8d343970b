//! The functions of mathematics that the likelihoods need and the standard library does not have.

/// Where the asymptotic series are exact to the last digits; smaller arguments are moved up to it.
const SERIES_FROM: f64 = 10.0;

/// The logarithm of the gamma function, for `x` above 0.
pub(super) fn ln_gamma(x: f64) -> f64 {
    let (mut at, mut product) = (x, 1.0);
    while at < SERIES_FROM {
        product *= at;
        at += 1.0;
    }
    let inverse = 1.0 / at;
    let square = inverse * inverse;
    let tail = 1.0 / 1680.0 - square / 1188.0;
    let series = inverse * (1.0 / 12.0 - square * (1.0 / 360.0 - square * (1.0 / 1260.0 - square * tail)));
    let half_ln_two_pi = 0.5 * std::f64::consts::TAU.ln();
    (at - 0.5) * at.ln() - at + half_ln_two_pi + series - product.ln()
}

/// The derivative of [`ln_gamma`], for `x` above 0.
pub(super) fn digamma(x: f64) -> f64 {
    let (mut at, mut below) = (x, 0.0);
    while at < SERIES_FROM {
        below += 1.0 / at;
        at += 1.0;
    }
    let square = 1.0 / (at * at);
    let tail = 1.0 / 252.0 - square * (1.0 / 240.0 - square / 132.0);
    let series = square * (1.0 / 12.0 - square * (1.0 / 120.0 - square * tail));
    at.ln() - 0.5 / at - series - below
}

/// The chance that a normal variable of mean 0 and deviation 1 lies above `z`, to 2e-7 of itself, however rare.
///
/// Source: W. J. Press et al., "Numerical Recipes", the Chebyshev fit of `erfc`.
pub(super) fn normal_above(z: f64) -> f64 {
    const TERMS: [f64; 10] = [
        -1.265_512_23,
        1.000_023_68,
        0.374_091_96,
        0.096_784_18,
        -0.186_288_06,
        0.278_868_07,
        -1.135_203_98,
        1.488_515_87,
        -0.822_152_23,
        0.170_872_77,
    ];
    let size = z.abs() / std::f64::consts::SQRT_2;
    let t = 1.0 / (1.0 + 0.5 * size);
    let exponent = TERMS.iter().rev().fold(0.0, |sum, term| sum * t + term);
    let above = 0.5 * t * (exponent - size * size).exp();
    if z >= 0.0 { above } else { 1.0 - above }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values_are_met() {
        let pi = std::f64::consts::PI;
        for (x, expect) in [
            (0.5, 0.5 * pi.ln()),
            (1.0, 0.0),
            (5.0, 24_f64.ln()),
            (0.01, 4.599_479_878_042_02),
        ] {
            assert!((ln_gamma(x) - expect).abs() < 1e-12, "{x}: {}", ln_gamma(x));
        }
        assert!((ln_gamma(1e4) / 82_099.717_496_442_38 - 1.0).abs() < 1e-14);
        let euler = 0.577_215_664_901_532_9;
        for (x, expect) in [
            (1.0, -euler),
            (0.5, -euler - 4_f64.ln()),
            (20.0, 2.970_523_992_242_149),
        ] {
            assert!((digamma(x) - expect).abs() < 1e-12, "{x}: {}", digamma(x));
        }
        for (z, expect) in [
            (0.0, 0.5),
            (1.959_964, 0.025),
            (-1.0, 0.841_344_746),
            (6.0, 9.865_876e-10),
        ] {
            assert!(
                (normal_above(z) / expect - 1.0).abs() < 1e-6,
                "{z}: {}",
                normal_above(z)
            );
        }
    }
}
