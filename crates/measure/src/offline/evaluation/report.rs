//! Numbers, intervals and differences of the methods of one task.

use crate::{
    metrics::{self, Found, Lists, Measure, Metric, Of},
    offline::{
        interval::{Sums, difference_95, draws, middle_95},
        methods::MethodKind,
        slices,
    },
};

use super::{Plan, Prepared, Told};

/// One number of a method.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// What was measured.
    pub metric: &'static Metric,
    /// Of the first so many products.
    pub depth: usize,
    /// The number.
    pub value: f64,
    /// Its 95 % interval, where it is a mean.
    pub interval: Option<(f64, f64)>,
}

/// The task's own number, in one slice.
#[derive(Debug, Clone, Copy)]
pub struct SliceFigure {
    /// The slice, see [`slices::ALL`].
    pub slice: &'static str,
    /// Questions with a right product in it.
    pub questions: usize,
    /// The number.
    pub value: f64,
    /// Its 95 % interval.
    pub interval: (f64, f64),
}

/// Whether one configuration is better than another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The whole interval of the difference is above 0.
    Better,
    /// The whole interval is below 0.
    Worse,
    /// The interval holds 0.
    NotToldApart,
}

impl Verdict {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::NotToldApart => "not told apart",
        }
    }
}

/// How much better the task's own number is than that of the same method of the first configuration.
#[derive(Debug, Clone, Copy)]
pub struct Difference {
    /// By how much.
    pub value: f64,
    /// The paired 95 % interval.
    pub interval: (f64, f64),
    /// In a word.
    pub verdict: Verdict,
}

/// What came of one method.
#[derive(Debug, Clone)]
pub struct MethodReport {
    /// Whose it is: a position among the configurations; none for a baseline.
    pub configuration: Option<usize>,
    /// Public id.
    pub id: &'static str,
    /// What sort of method it is.
    pub kind: MethodKind,
    /// What was measured, in the task's order; the first is the task's own number.
    pub figures: Vec<Figure>,
    /// The task's own number, slice by slice.
    pub slices: Vec<SliceFigure>,
    /// Against the first configuration; none for that one and for baselines.
    pub difference: Option<Difference>,
}

/// Columns of the bootstrap: each method has its means first and then its slices.
struct Columns {
    sums: Vec<Sums>,
    per_method: usize,
}

pub(super) fn methods(prepared: &Prepared<'_>, told: &[Told], plan: &Plan) -> Vec<MethodReport> {
    let columns = Columns::of(prepared, told);
    let borrowed: Vec<&Sums> = columns.sums.iter().collect();
    let drawn = draws(&borrowed, plan.rounds, plan.seed);
    let seeds: Vec<Vec<u32>> = prepared.questions.iter().map(super::Question::seeds).collect();
    let reports = told.iter().enumerate().map(|(at, told_one)| {
        let own = at * columns.per_method..(at + 1) * columns.per_method;
        let (sums, means) = (&columns.sums[own.clone()], &drawn[own]);
        let first = told.iter().position(|other| {
            other.configuration == Some(0) && other.id == told_one.id && other.kind == told_one.kind
        });
        let compared = first.filter(|&first| first != at && told_one.configuration.is_some());
        MethodReport {
            configuration: told_one.configuration,
            id: told_one.id,
            kind: told_one.kind,
            figures: figures(prepared, told_one, &seeds, sums, means),
            slices: slice_figures(sums, means),
            difference: compared.map(|first| {
                let first = first * columns.per_method;
                let value = sums[0].mean() - columns.sums[first].mean();
                Difference::of(value, difference_95(&means[0], &drawn[first]))
            }),
        }
    });
    reports.collect()
}

impl Difference {
    fn of(value: f64, interval: (f64, f64)) -> Self {
        let verdict = match interval {
            (low, _) if low > 0.0 => Verdict::Better,
            (_, high) if high < 0.0 => Verdict::Worse,
            _ => Verdict::NotToldApart,
        };
        Self {
            value,
            interval,
            verdict,
        }
    }
}

impl Columns {
    fn of(prepared: &Prepared<'_>, told: &[Told]) -> Self {
        let means: Vec<(Measure, usize)> = means(prepared).collect();
        let (own, depth) = means[0];
        let units = prepared.questions.iter().map(|question| question.unit + 1).max();
        let units = units.unwrap_or_default() as usize;
        let right_bits = prepared.right_bits();
        let per_method = means.len() + slices::ALL.len();
        let mut sums = Vec::with_capacity(told.len() * per_method);
        for told in told {
            let mut columns = vec![Sums::new(units); per_method];
            for ((question, answer), bits) in prepared.questions.iter().zip(&told.answers).zip(&right_bits) {
                for ((metric, depth), column) in means.iter().zip(&mut columns) {
                    column.add(
                        question.unit,
                        answer.measure(*metric, question.right_count, *depth),
                    );
                }
                for (slice, column) in columns[means.len()..].iter_mut().enumerate() {
                    let relevant = bits.iter().filter(|&&bits| bits >> slice & 1 == 1).count();
                    let places = answer.places(Some(slice));
                    let found = Found {
                        places: &places,
                        relevant,
                    };
                    if relevant > 0 {
                        column.add(question.unit, own(&found, depth));
                    }
                }
            }
            sums.append(&mut columns);
        }
        Self { sums, per_method }
    }
}

/// The metrics of the task that are means of questions, in its order; the first is the task's own number.
fn means<'a>(prepared: &'a Prepared<'_>) -> impl Iterator<Item = (Measure, usize)> + 'a {
    let figures = prepared.task.figures.iter();
    figures.filter_map(|(id, depth)| match metrics::find(id)?.of {
        Of::Question(measure) => Some((measure, *depth)),
        Of::Lists(_) | Of::Visitors(_) => None,
    })
}

impl Prepared<'_> {
    /// For each question, the slices that hold each of its right products.
    fn right_bits(&self) -> Vec<Vec<u8>> {
        let bits = |question: &super::Question| {
            let right = question.right.iter();
            right
                .map(|&product| self.sliced.bits(question, product))
                .collect()
        };
        self.questions.iter().map(bits).collect()
    }
}

fn figures(
    prepared: &Prepared<'_>,
    told: &Told,
    seeds: &[Vec<u32>],
    sums: &[Sums],
    drawn: &[Vec<f64>],
) -> Vec<Figure> {
    let shown: Vec<Vec<u32>> = told.answers.iter().map(|answer| answer.shown.clone()).collect();
    let orders = prepared.task.popularity(prepared.split);
    let lists = Lists {
        shown: &shown,
        seeds,
        orders,
        catalogue: &prepared.split.past.catalogue,
    };
    let mut means = sums.iter().zip(drawn);
    let figures = prepared.task.figures.iter().filter_map(|(id, depth)| {
        let metric = metrics::find(id)?;
        let (value, interval) = match metric.of {
            Of::Lists(measure) => (measure(&lists, *depth), None),
            Of::Visitors(_) => return None,
            Of::Question(_) => {
                let (sums, drawn) = means.next()?;
                (sums.mean(), Some(middle_95(drawn.clone())))
            }
        };
        Some(Figure {
            metric,
            depth: *depth,
            value,
            interval,
        })
    });
    figures.collect()
}

fn slice_figures(sums: &[Sums], drawn: &[Vec<f64>]) -> Vec<SliceFigure> {
    let first = sums.len() - slices::ALL.len();
    let columns = sums[first..].iter().zip(&drawn[first..]);
    let figure = |(slice, (sums, drawn)): (&'static slices::Slice, (&Sums, &Vec<f64>))| SliceFigure {
        slice: slice.id,
        questions: sums.count.iter().sum::<f32>() as usize,
        value: sums.mean(),
        interval: middle_95(drawn.clone()),
    };
    slices::ALL.iter().zip(columns).map(figure).collect()
}
