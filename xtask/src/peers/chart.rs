//! Charts of the comparison as SVG files that stand alone: they bring their own background, so that their words can be
//! read on a light page and on a dark one; the numbers stand in the tables beside them.

use crate::measuring::verdict::number;
use std::fmt::Write;

/// A chart of bars in groups.
pub struct Chart {
    /// Name of its file, without `.svg`.
    pub id: &'static str,
    /// What is drawn, with the unit.
    pub title: String,
    /// Every step to the right is ten times as much, where values lie far apart.
    pub logarithmic: bool,
    /// The groups, from the top.
    pub groups: Vec<Group>,
}

/// Bars that are compared with each other.
pub struct Group {
    /// What they have in common.
    pub name: String,
    /// The bars.
    pub bars: Vec<Bar>,
}

/// One bar.
pub struct Bar {
    /// Who.
    pub name: String,
    /// How long it is.
    pub value: f64,
    /// Whether it is this program's.
    pub own: bool,
}

const WIDTH: f64 = 760.0;
const LABELS: f64 = 250.0;
const NUMBERS: f64 = 70.0;
const ROW: f64 = 22.0;
const HEAD: f64 = 34.0;
const STYLE: &str = "<style>\
    .page{fill:#ffffff}text{font:13px system-ui,sans-serif;fill:#1f2328}.head{font-weight:600}\
    .own{fill:#0a7d55}.other{fill:#8b949e}\
    @media(prefers-color-scheme:dark){.page{fill:#0d1117}text{fill:#e6edf3}.own{fill:#3fb68b}.other{fill:#6e7681}}\
    </style>";

/// The chart as an SVG document.
pub fn svg(chart: &Chart) -> String {
    let rows: usize = chart.groups.iter().map(|group| group.bars.len() + 1).sum();
    let height = HEAD + ROW * rows as f64 + 10.0;
    let title = escaped(&chart.title);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
         height=\"{height}\" role=\"img\"><title>{title}</title>{STYLE}\n\
         <rect class=\"page\" width=\"{WIDTH}\" height=\"{height}\" rx=\"6\"/>\n\
         <text class=\"head\" x=\"14\" y=\"23\">{title}</text>\n"
    );
    let scale = Scale::of(chart);
    let mut y = HEAD;
    for group in &chart.groups {
        // Writing to a string cannot fail.
        let _ = writeln!(
            svg,
            "<text class=\"head\" x=\"14\" y=\"{:.0}\">{}</text>",
            y + 16.0,
            escaped(&group.name)
        );
        y += ROW;
        for bar in &group.bars {
            push_bar(&mut svg, bar, y, scale.length(bar.value));
            y += ROW;
        }
    }
    svg.push_str("</svg>\n");
    svg
}

fn push_bar(svg: &mut String, bar: &Bar, y: f64, length: f64) {
    let class = if bar.own { "own" } else { "other" };
    let _ = writeln!(
        svg,
        "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>\
         <rect class=\"{class}\" x=\"{LABELS}\" y=\"{:.1}\" width=\"{length:.1}\" height=\"14\" rx=\"2\"/>\
         <text x=\"{:.1}\" y=\"{:.1}\">{}</text>",
        LABELS - 8.0,
        y + 15.0,
        escaped(&bar.name),
        y + 4.0,
        LABELS + length + 6.0,
        y + 15.0,
        number(bar.value),
    );
}

/// From values to lengths.
struct Scale {
    logarithmic: bool,
    lowest: f64,
    highest: f64,
}

impl Scale {
    fn of(chart: &Chart) -> Scale {
        let values = chart
            .groups
            .iter()
            .flat_map(|group| &group.bars)
            .map(|bar| bar.value);
        let values: Vec<f64> = values.filter(|value| value.is_finite() && *value > 0.0).collect();
        let highest = values.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        let lowest = values.iter().copied().fold(highest, f64::min);
        Scale {
            logarithmic: chart.logarithmic,
            // A whole power of ten below the lowest, so that the lowest has a bar as well.
            lowest: 10_f64.powf(lowest.log10().floor() - 0.3),
            highest,
        }
    }

    fn length(&self, value: f64) -> f64 {
        let share = if self.logarithmic {
            (value / self.lowest).log10() / (self.highest / self.lowest).log10()
        } else {
            value / self.highest
        };
        let share = if share.is_finite() {
            share.clamp(0.0, 1.0)
        } else {
            0.0
        };
        share * (WIDTH - LABELS - NUMBERS)
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(logarithmic: bool, values: &[f64]) -> String {
        let bar = |&value: &f64| Bar {
            name: "a<b".into(),
            value,
            own: value > 5.0,
        };
        svg(&Chart {
            id: "chart",
            title: "Seconds & more".into(),
            logarithmic,
            groups: vec![Group {
                name: "Data".into(),
                bars: values.iter().map(bar).collect(),
            }],
        })
    }

    #[test]
    fn bars_follow_their_values_on_both_scales() {
        let linear = chart(false, &[5.0, 10.0]);
        assert!(
            linear.contains("width=\"220.0\"") && linear.contains("width=\"440.0\""),
            "{linear}"
        );
        assert!(linear.contains("a&lt;b") && linear.contains("Seconds &amp; more"));
        assert_eq!(linear.matches("class=\"own\"").count(), 1);
        let logarithmic = chart(true, &[1.0, 10.0, 100.0]);
        let lengths: Vec<f64> = logarithmic
            .split("class=\"o")
            .skip(1)
            .filter_map(|rest| rest.split("width=\"").nth(1)?.split('"').next()?.parse().ok())
            .collect();
        assert_eq!(lengths.len(), 3);
        assert!(
            (lengths[1] - lengths[0] - (lengths[2] - lengths[1])).abs() < 0.2,
            "{lengths:?}"
        );
        for odd in [&[][..], &[0.0], &[f64::NAN]] {
            assert!(!chart(true, odd).contains("NaN\" h"), "{odd:?}");
        }
    }
}
