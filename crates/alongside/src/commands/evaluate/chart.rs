//! Bars with interval whiskers, as an SVG that screen readers can name; the numbers stand in a table beside it.

use std::fmt::Write;

/// One bar.
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// A class of the page's style sheet.
    pub class: &'static str,
    /// Its length.
    pub value: f64,
    /// Its whiskers.
    pub interval: Option<(f64, f64)>,
}

const WIDTH: f64 = 760.0;
const LABELS: f64 = 270.0;
/// Room for the number behind the longest whisker.
const NUMBERS: f64 = 60.0;
const ROW: f64 = 24.0;
const BAR: f64 = 14.0;

/// The chart. `id` is unique on the page; `title` says what is drawn.
pub fn bars(id: &str, title: &str, bars: &[Bar]) -> String {
    let height = ROW * bars.len() as f64 + 4.0;
    let highest = bars
        .iter()
        .map(|bar| bar.interval.map_or(bar.value, |(_, high)| high.max(bar.value)))
        .fold(f64::MIN_POSITIVE, f64::max);
    let scale = (WIDTH - LABELS - NUMBERS) / highest;
    let mut svg = format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"{id}\"><title id=\"{id}\">{}</title>\n",
        escaped(title)
    );
    for (at, bar) in bars.iter().enumerate() {
        let middle = ROW * at as f64 + ROW / 2.0 + 2.0;
        one(&mut svg, bar, middle, scale);
    }
    svg.push_str("</svg>\n");
    svg
}

fn one(svg: &mut String, bar: &Bar, middle: f64, scale: f64) {
    let (top, baseline) = (middle - BAR / 2.0, middle + 4.0);
    let end = LABELS + bar.value * scale;
    let furthest = bar
        .interval
        .map_or(end, |(_, high)| LABELS + high * scale)
        .max(end);
    // Writing to a string cannot fail.
    let _ = writeln!(
        svg,
        "<text x=\"{:.1}\" y=\"{baseline:.1}\" text-anchor=\"end\">{}</text>\
         <rect class=\"{}\" x=\"{LABELS:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{BAR:.1}\"/>\
         <text x=\"{:.1}\" y=\"{baseline:.1}\">{:.3}</text>",
        LABELS - 8.0,
        escaped(&bar.label),
        bar.class,
        bar.value * scale,
        furthest + 6.0,
        bar.value,
    );
    if let Some((low, high)) = bar.interval {
        let (low, high) = (LABELS + low * scale, LABELS + high * scale);
        let (above, below) = (middle - 4.0, middle + 4.0);
        let _ = writeln!(
            svg,
            "<path class=\"whisker\" d=\"M{low:.1} {above:.1}V{below:.1}M{low:.1} {middle:.1}H{high:.1}\
             M{high:.1} {above:.1}V{below:.1}\"/>"
        );
    }
}

/// Text as it may stand in HTML, also within quotes.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_keeps_inside_its_frame_and_escapes_its_labels() {
        let chart = bars(
            "chart",
            "Hits & misses",
            &[Bar {
                label: "a<script>".into(),
                class: "whole",
                value: 0.5,
                interval: Some((0.4, 0.6)),
            }],
        );
        assert!(
            chart.contains("a&lt;script&gt;") && chart.contains("Hits &amp; misses"),
            "{chart}"
        );
        assert!(
            chart.contains("H700.0"),
            "the longest whisker ends where the numbers begin: {chart}"
        );
        assert!(!bars("none", "", &[]).contains("NaN"));
    }
}
