//! A line of numbers as blocks of different heights, and a bar of a length: charts that fit a terminal.

/// Blocks from the lowest to the highest.
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Numbers as blocks, from nothing to the largest of them; more than `width` are averaged.
pub fn sparkline(numbers: &[f64], width: usize) -> String {
    let count = numbers.len().min(width.max(1));
    let mean = |at: usize| {
        let (begin, end) = (at * numbers.len() / count, (at + 1) * numbers.len() / count);
        numbers[begin..end].iter().sum::<f64>() / (end - begin) as f64
    };
    let means: Vec<f64> = (0..count).map(mean).collect();
    let largest = means.iter().copied().fold(0.0, f64::max);
    let block = |mean: &f64| {
        let height = if largest > 0.0 { mean / largest } else { 0.0 };
        BLOCKS[((height * BLOCKS.len() as f64) as usize).min(BLOCKS.len() - 1)]
    };
    means.iter().map(block).collect()
}

/// A bar for a share of `width`.
pub fn bar(share: f64, width: usize) -> String {
    let length = (share.clamp(0.0, 1.0) * width as f64).round() as usize;
    "█".repeat(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_is_highest_and_many_are_averaged() {
        assert_eq!(sparkline(&[0.0, 1.0, 2.0, 4.0, 8.0], 80), "▁▂▃▅█");
        assert_eq!(sparkline(&[8.0, 8.0, 0.0, 0.0], 2), "█▁");
        assert_eq!(sparkline(&[0.0, 0.0], 9), "▁▁");
        assert_eq!(sparkline(&[], 9), "");
        assert_eq!(
            (bar(0.5, 8), bar(7.0, 2), bar(0.0, 9)),
            ("████".into(), "██".into(), String::new())
        );
    }
}
