//! Lines over days, with gaps where nothing is known, and bars of a volume behind them.

use askama::Template;

use super::{Drawn, coordinate, isolated, scale::Scale};

/// Where the lines begin below the upper edge: the uppermost line of the axis has its number above it.
const TOP: f64 = 20.0;
/// Height of what is drawn.
const HEIGHT: f64 = 184.0;
/// Room for the days below.
const BELOW: f64 = 24.0;
/// Units of the inner drawing, in both directions.
const UNITS: f64 = 1_000.0;
/// Days named below a chart; on a phone three names fit.
const NAMED: usize = 3;
/// The share of its room that a bar fills.
const BAR: f64 = 0.7;

/// A row of numbers, one for each point in time.
#[derive(Debug, Clone)]
pub struct Line {
    /// What it is.
    pub name: String,
    /// Its numbers; none where nothing is known.
    pub numbers: Vec<Option<f64>>,
}

/// A chart over days.
pub struct Days<'a> {
    /// Unique on the page.
    pub id: &'a str,
    /// What is drawn.
    pub caption: String,
    /// What it shows, in a sentence.
    pub fact: String,
    /// The heading of the days in the table.
    pub day_heading: String,
    /// What the table is opened by.
    pub table_name: String,
    /// The points in time: in short below the chart, and in full elsewhere.
    pub days: Vec<(String, String)>,
    /// The lines.
    pub lines: Vec<Line>,
    /// Drawn as bars behind the lines, by the same axis.
    pub volume: Option<Line>,
    /// Writes a number.
    pub number: &'a dyn Fn(f64) -> String,
}

#[derive(Template)]
#[template(path = "charts/days.html")]
struct View {
    id: String,
    caption: String,
    fact: String,
    day_heading: String,
    table_name: String,
    height: String,
    top: String,
    inner_height: String,
    grid: Vec<Tick>,
    named: Vec<Tick>,
    bars: Vec<Bar>,
    paths: Vec<Path>,
    keys: Vec<Key>,
    hits: Vec<Hit>,
    rows: Vec<(String, Vec<String>)>,
}

/// A text at a place of an axis.
struct Tick {
    text: String,
    at: String,
    label_at: String,
    anchor: &'static str,
    is_zero: bool,
}

struct Bar {
    x: String,
    y: String,
    width: String,
    height: String,
}

struct Path {
    class: String,
    way: String,
}

struct Key {
    class: String,
    name: String,
    is_bar: bool,
}

/// The room of a point in time, with what stands there.
struct Hit {
    x: String,
    width: String,
    text: String,
}

impl Days<'_> {
    /// Draws it.
    pub fn draw(&self) -> Drawn {
        let scale = Scale::of(self.all().flat_map(|line| line.numbers.iter().flatten().copied()));
        Drawn::of(&View {
            id: self.id.to_owned(),
            caption: self.caption.clone(),
            fact: self.fact.clone(),
            day_heading: self.day_heading.clone(),
            table_name: self.table_name.clone(),
            height: coordinate(TOP + HEIGHT + BELOW),
            top: coordinate(TOP),
            inner_height: coordinate(HEIGHT),
            grid: self.grid(&scale),
            named: self.named(),
            bars: self.bars(&scale),
            paths: self.paths(&scale),
            keys: self.keys(),
            hits: self.hits(),
            rows: self.rows(),
        })
    }

    /// The volume and the lines.
    fn all(&self) -> impl Iterator<Item = &Line> {
        self.volume.iter().chain(&self.lines)
    }

    fn grid(&self, scale: &Scale) -> Vec<Tick> {
        let tick = |number: f64| {
            let at = TOP + (1.0 - scale.share(number)) * HEIGHT;
            Tick {
                text: isolated(&(self.number)(number)),
                at: coordinate(at),
                label_at: coordinate(at - 4.0),
                anchor: "start",
                is_zero: number == 0.0,
            }
        };
        scale.lines().into_iter().map(tick).collect()
    }

    /// Some of the days, evenly, the first and the last among them.
    fn named(&self) -> Vec<Tick> {
        let last = self.days.len().saturating_sub(1);
        let count = NAMED.min(self.days.len());
        let tick = |place: usize| {
            let at = if count > 1 { place * last / (count - 1) } else { 0 };
            let (anchor, x) = match place {
                0 if count > 1 => ("start", 0.0),
                _ if count > 1 && place == count - 1 => ("end", 100.0),
                _ => ("middle", (at as f64 + 0.5) / self.days.len() as f64 * 100.0),
            };
            Tick {
                text: isolated(&self.days[at].0),
                at: format!("{}%", coordinate(x)),
                label_at: coordinate(TOP + HEIGHT + BELOW - 6.0),
                anchor,
                is_zero: false,
            }
        };
        (0..count).map(tick).collect()
    }

    /// Room of a point in units of the inner drawing.
    fn room(&self) -> f64 {
        UNITS / self.days.len().max(1) as f64
    }

    fn bars(&self, scale: &Scale) -> Vec<Bar> {
        let zero = (1.0 - scale.share(0.0)) * UNITS;
        let room = self.room();
        let numbers = self
            .volume
            .iter()
            .flat_map(|line| line.numbers.iter().enumerate());
        let bar = |(at, number): (usize, &Option<f64>)| {
            let number = number.filter(|number| number.is_finite() && *number != 0.0)?;
            let end = (1.0 - scale.share(number)) * UNITS;
            Some(Bar {
                x: coordinate((at as f64 + (1.0 - BAR) / 2.0) * room),
                y: coordinate(end.min(zero)),
                width: coordinate(room * BAR),
                height: coordinate((end - zero).abs()),
            })
        };
        numbers.filter_map(bar).collect()
    }

    fn paths(&self, scale: &Scale) -> Vec<Path> {
        let path = |(place, line): (usize, &Line)| Path {
            class: class(place),
            way: self.way(line, scale),
        };
        self.lines.iter().enumerate().map(path).collect()
    }

    /// The way of a line: it ends before a gap and begins anew behind it; a lonely point is a dot.
    fn way(&self, line: &Line, scale: &Scale) -> String {
        let room = self.room();
        let mut way = String::new();
        let mut drawn_before = false;
        let known = |at: usize| {
            line.numbers
                .get(at)
                .copied()
                .flatten()
                .filter(|number| number.is_finite())
        };
        for at in 0..line.numbers.len().min(self.days.len()) {
            let Some(number) = known(at) else {
                drawn_before = false;
                continue;
            };
            let (x, y) = ((at as f64 + 0.5) * room, (1.0 - scale.share(number)) * UNITS);
            way.push(if drawn_before { 'L' } else { 'M' });
            way.push_str(&format!("{} {}", coordinate(x), coordinate(y)));
            if !drawn_before && known(at + 1).is_none() {
                way.push_str("h.01");
            }
            drawn_before = true;
        }
        way
    }

    fn keys(&self) -> Vec<Key> {
        let volume = self.volume.iter().map(|line| Key {
            class: "volume".to_owned(),
            name: line.name.clone(),
            is_bar: true,
        });
        let lines = self.lines.iter().enumerate().map(|(place, line)| Key {
            class: class(place),
            name: line.name.clone(),
            is_bar: false,
        });
        volume.chain(lines).collect()
    }

    fn text(&self, line: &Line, at: usize) -> String {
        let number = line
            .numbers
            .get(at)
            .copied()
            .flatten()
            .filter(|number| number.is_finite());
        number.map_or_else(|| "–".to_owned(), |number| (self.number)(number))
    }

    fn hits(&self) -> Vec<Hit> {
        let room = 100.0 / self.days.len().max(1) as f64;
        let hit = |at: usize| {
            let told = self
                .all()
                .map(|line| format!("\n{}: {}", line.name, self.text(line, at)));
            Hit {
                x: coordinate(at as f64 * room),
                width: coordinate(room),
                text: format!("{}{}", self.days[at].1, told.collect::<String>()),
            }
        };
        (0..self.days.len()).map(hit).collect()
    }

    fn rows(&self) -> Vec<(String, Vec<String>)> {
        let row = |at: usize| {
            let cells = self.all().map(|line| self.text(line, at)).collect();
            (self.days[at].1.clone(), cells)
        };
        (0..self.days.len()).map(row).collect()
    }
}

/// The look of a line, told apart by colour and by dashes.
fn class(place: usize) -> String {
    format!("line line-{}", place % 4 + 1)
}
