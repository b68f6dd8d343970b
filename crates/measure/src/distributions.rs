//! The few distributions that experiments and the laws of customers need: normal, chi-squared, and the gamma and beta
//! functions.
//!
//! Source: W. Press et al., "Numerical Recipes", 3rd edition, 2007, chapter 6; C. Lanczos, "A precision approximation
//! of the gamma function", 1964; P. Acklam, "An algorithm for computing the inverse normal cumulative distribution
//! function", 2003, refined here by Halley's method to the precision of the tail.

use std::f64::consts::PI;

/// Terms after which a series or continued fraction is taken as it stands; both converge in far fewer.
const TERMS_MAX: u32 = 10_000;
/// Where the asymptotic series of [`digamma`] is exact to the last digits; smaller numbers are moved up to it.
const DIGAMMA_SERIES_FROM: f64 = 10.0;
const LANCZOS: [f64; 9] = [
    0.999_999_999_999_809_9,
    676.520_368_121_885_1,
    -1_259.139_216_722_402_8,
    771.323_428_777_653_1,
    -176.615_029_162_140_6,
    12.507_343_278_686_905,
    -0.138_571_095_265_720_12,
    9.984_369_578_019_572e-6,
    1.505_632_735_149_311_6e-7,
];

/// The logarithm of the gamma function, of a number above 0.
pub(crate) fn ln_gamma(x: f64) -> f64 {
    if x < 0.5 {
        return (PI / (PI * x).sin()).ln() - ln_gamma(1.0 - x);
    }
    let x = x - 1.0;
    let terms = LANCZOS.iter().enumerate().skip(1);
    let sum = terms.fold(LANCZOS[0], |sum, (i, term)| sum + term / (x + i as f64));
    let t = x + 7.5;
    0.5 * (2.0 * PI).ln() + (x + 0.5) * t.ln() - t + sum.ln()
}

/// The derivative of [`ln_gamma`], for `x` above 0.
pub(crate) fn digamma(x: f64) -> f64 {
    let (mut at, mut below) = (x, 0.0);
    while at < DIGAMMA_SERIES_FROM {
        below += 1.0 / at;
        at += 1.0;
    }
    let square = 1.0 / (at * at);
    let tail = 1.0 / 252.0 - square * (1.0 / 240.0 - square / 132.0);
    let series = square * (1.0 / 12.0 - square * (1.0 / 120.0 - square * tail));
    at.ln() - 0.5 / at - series - below
}

/// The regularised upper incomplete gamma function `Q(a, x)`.
fn gamma_tail(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    let scale = (a * x.ln() - x - ln_gamma(a)).exp();
    if x < a + 1.0 {
        1.0 - scale * lower_series(a, x)
    } else {
        scale * upper_fraction(a, x)
    }
}

fn lower_series(a: f64, x: f64) -> f64 {
    let mut term = 1.0 / a;
    let mut sum = term;
    for i in 1..TERMS_MAX {
        term *= x / (a + f64::from(i));
        sum += term;
        if term < sum * f64::EPSILON {
            break;
        }
    }
    sum
}

/// Lentz's method for the continued fraction.
fn upper_fraction(a: f64, x: f64) -> f64 {
    let tiny = f64::MIN_POSITIVE / f64::EPSILON;
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / tiny;
    let mut d = 1.0 / b;
    let mut value = d;
    for i in 1..TERMS_MAX {
        let i = f64::from(i);
        let an = -i * (i - a);
        b += 2.0;
        d = 1.0 / (an * d + b);
        c = b + an / c;
        value *= d * c;
        if (d * c - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    value
}

/// The chance that a standard normal number is above `z`.
pub(crate) fn normal_tail(z: f64) -> f64 {
    let tail = gamma_tail(0.5, z * z / 2.0) / 2.0;
    if z >= 0.0 { tail } else { 1.0 - tail }
}

/// The number that a standard normal number stays below with chance `share`; infinite at 0 and 1.
pub(crate) fn normal_quantile(share: f64) -> f64 {
    if share <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if share >= 1.0 {
        return f64::INFINITY;
    }
    // By symmetry only the lower half is needed, where the tail is told exactly.
    if share > 0.5 {
        return -normal_quantile(1.0 - share);
    }
    let mut z = rough_quantile(share);
    for _ in 0..2 {
        let error = normal_tail(-z) - share;
        let step = error * (2.0 * PI).sqrt() * (z * z / 2.0).exp();
        z -= step / (1.0 + z * step / 2.0);
    }
    z
}

/// Acklam's rational approximation, good to nine digits, for shares up to a half.
fn rough_quantile(share: f64) -> f64 {
    const A: [f64; 6] = [
        -39.696_830_286_653_76,
        220.946_098_424_520_5,
        -275.928_510_446_968_7,
        138.357_751_867_269,
        -30.664_798_066_147_16,
        2.506_628_277_459_239,
    ];
    const B: [f64; 6] = [
        -54.476_098_798_224_06,
        161.585_836_858_040_9,
        -155.698_979_859_886_6,
        66.801_311_887_719_72,
        -13.280_681_552_885_72,
        1.0,
    ];
    const C: [f64; 6] = [
        -0.007_784_894_002_430_293,
        -0.322_396_458_041_136_5,
        -2.400_758_277_161_838,
        -2.549_732_539_343_734,
        4.374_664_141_464_968,
        2.938_163_982_698_783,
    ];
    const D: [f64; 5] = [
        0.007_784_695_709_041_462,
        0.322_467_129_070_039_8,
        2.445_134_137_142_996,
        3.754_408_661_907_416,
        1.0,
    ];
    let of = |terms: &[f64], x: f64| terms.iter().fold(0.0, |sum, term| sum * x + term);
    if share < 0.024_25 {
        let q = (-2.0 * share.ln()).sqrt();
        of(&C, q) / of(&D, q)
    } else {
        let q = share - 0.5;
        of(&A, q * q) * q / of(&B, q * q)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digamma_is_known_where_it_is_published() {
        let euler = 0.577_215_664_901_532_9;
        for (x, expect) in [
            (1.0, -euler),
            (0.5, -euler - 4_f64.ln()),
            (20.0, 2.970_523_992_242_149),
        ] {
            assert!((digamma(x) - expect).abs() < 1e-12, "{x}: {}", digamma(x));
        }
    }

    fn close(value: f64, expect: f64) {
        assert!(
            (value - expect).abs() <= 1e-12 * expect.abs().max(1.0),
            "{value} is not {expect}"
        );
    }

    #[test]
    fn the_tables_of_textbooks() {
        close(normal_tail(1.959_963_984_540_054), 0.025);
        close(normal_tail(-1.0), 0.841_344_746_068_542_9);
        assert!((normal_tail(6.0) / 9.865_876_450_376_98e-10 - 1.0).abs() < 1e-10);
        // A chi-squared number of one, and of nine degrees of freedom.
        close(gamma_tail(0.5, 3.841_458_820_694_124 / 2.0), 0.05);
        close(gamma_tail(4.5, 16.918_977_604_620_45 / 2.0), 0.05);
        close(gamma_tail(1.5, 0.0), 1.0);
        close(ln_gamma(0.5), PI.sqrt().ln());
        close(ln_gamma(11.0), 3_628_800_f64.ln());
    }

    #[test]
    fn a_quantile_undoes_the_tail() {
        for share in [1e-12, 0.000_5, 0.02, 0.025, 0.3, 0.5, 0.8, 0.999] {
            close(1.0 - normal_tail(normal_quantile(share)), share);
        }
        close(normal_quantile(0.975), 1.959_963_984_540_054);
        assert!(normal_quantile(0.0).is_infinite() && normal_quantile(1.0).is_infinite());
    }
}
