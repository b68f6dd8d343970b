//! The charts of one task: its methods, the same in slices, and configurations against each other.

use serde_json::Value as Json;

use super::{Extent, Figures, Numbers};
use crate::{
    charts::{BarRow, Bars, Cell, Drawn},
    i18n::Value,
};

/// Metrics beside the bars; more would leave the bars no room.
const METRICS_CHARTED: usize = 2;
/// Digits after the point of a metric.
const DIGITS: usize = 3;
/// What the command calls the shop's own configuration and the tuned one; others are called by their files.
const CONFIGURATIONS: [(&str, &str); 2] = [
    ("this shop", "evaluation-configuration-own"),
    ("tuned", "evaluation-configuration-tuned"),
];

/// A task as its charts need it.
pub(super) struct Drawing<'a> {
    numbers: &'a Numbers<'a>,
    /// The task's place in the report: part of the charts' ids.
    at: usize,
    /// The best first.
    methods: Vec<&'a Json>,
    names_configurations: bool,
}

impl<'a> Drawing<'a> {
    /// Of a task that has numbers.
    pub fn of(
        numbers: &'a Numbers<'a>,
        at: usize,
        task: &'a Json,
        names_configurations: bool,
        extent: &Extent,
    ) -> Option<Self> {
        let mut methods: Vec<&Json> = task["methods"].as_array()?.iter().collect();
        let main = |method: &Json| method["figures"][0]["value"].as_f64().unwrap_or(0.0);
        methods.sort_by(|one, two| main(two).total_cmp(&main(one)));
        methods.truncate(extent.methods_max);
        methods.first()?;
        Some(Self {
            numbers,
            at,
            methods,
            names_configurations,
        })
    }

    /// The methods by the task's own metric, and the one after it.
    pub fn methods(&self) -> Drawn {
        let mut headings = self.headings(&["evaluation-kind"]);
        let first = self.methods.first().and_then(|one| one["figures"].as_array());
        let figures = first.into_iter().flatten().take(METRICS_CHARTED);
        headings.extend(figures.map(|figure| self.metric(figure)));
        let row = |method: &&Json| {
            let figures = method["figures"].as_array().into_iter().flatten();
            let mut cells = vec![self.kind(method)];
            cells.extend(figures.take(METRICS_CHARTED).map(|figure| self.cell(figure)));
            self.row(method, &method["figures"][0], cells)
        };
        self.drawn("task", self.own_metric(), headings, self.methods.iter().map(row))
    }

    /// Every metric of every method.
    pub fn figures(&self) -> Figures {
        let figures = |method: &'a Json| method["figures"].as_array().into_iter().flatten();
        let decimal = |figure: &Json| {
            let value = figure["value"].as_f64();
            value.map_or_else(|| "–".to_owned(), |value| self.numbers.decimal(value, DIGITS))
        };
        let metrics = self.methods.first().into_iter().copied().flat_map(figures);
        let method = self.numbers.words.say("evaluation-method");
        let rows = self.methods.iter().copied();
        Figures {
            headings: std::iter::once(method)
                .chain(metrics.map(|figure| self.metric(figure)))
                .collect(),
            rows: rows
                .map(|method| (self.label(method), figures(method).map(decimal).collect()))
                .collect(),
        }
    }

    /// The task's own metric in each slice that holds anything.
    pub fn slices(&self) -> Vec<Drawn> {
        let slices = self.methods.first().and_then(|one| one["slices"].as_array());
        let slices = slices.into_iter().flatten().enumerate();
        let asked = slices.filter(|(_, slice)| slice["questions"].as_u64() > Some(0));
        asked.map(|(at, slice)| self.slice(at, slice)).collect()
    }

    fn slice(&self, at: usize, slice: &Json) -> Drawn {
        let id = slice["slice"].as_str().unwrap_or_default();
        let (metric, part) = (self.own_metric(), self.numbers.part("slice", id));
        let questions = slice["questions"].as_u64().unwrap_or(0);
        let values = [
            ("metric", Value::Text(&metric)),
            ("slice", Value::Text(&part)),
            ("questions", Value::Number(questions)),
        ];
        let caption = self.numbers.words.tell("evaluation-slice", &values);
        let row = |method: &&Json| {
            let figure = &method["slices"][at];
            self.row(method, figure, vec![self.kind(method), self.cell(figure)])
        };
        let headings = self.headings(&["evaluation-kind", "figures-number"]);
        self.drawn(
            &format!("slice-{at}"),
            caption,
            headings,
            self.methods.iter().map(row),
        )
    }

    /// What further configurations gained or lost against the first; none where there is only one.
    pub fn differences(&self) -> Option<Drawn> {
        let compared = self
            .methods
            .iter()
            .filter(|method| method["difference"].is_object());
        let row = |method: &&Json| {
            let figure = &method["difference"];
            let verdict = figure["verdict"].as_str().unwrap_or_default();
            let verdict = self.numbers.part("verdict", &verdict.replace(' ', "_"));
            self.row(method, figure, vec![verdict.into(), self.cell(figure)])
        };
        let rows: Vec<BarRow> = compared.map(row).collect();
        let metric = [("metric", self.own_metric())];
        let metric = [(metric[0].0, Value::Text(&metric[0].1))];
        let caption = self.numbers.words.tell("evaluation-differences", &metric);
        let headings = self.headings(&["evaluation-verdict", "evaluation-difference"]);
        let any = !rows.is_empty();
        any.then(|| self.drawn("difference", caption, headings, rows.into_iter()))
    }

    fn drawn(
        &self,
        id: &str,
        caption: String,
        headings: Vec<String>,
        rows: impl Iterator<Item = BarRow>,
    ) -> Drawn {
        let bars = Bars {
            id: format!("{id}-{}", self.at),
            caption,
            fact: String::new(),
            headings,
            rows: rows.collect(),
        };
        bars.draw()
    }

    fn headings(&self, further: &[&str]) -> Vec<String> {
        let all = ["evaluation-method", "figures-compared"].iter().chain(further);
        all.map(|id| self.numbers.words.say(id)).collect()
    }

    /// The task's own metric is the first.
    fn own_metric(&self) -> String {
        let first = self.methods.first();
        first.map_or_else(String::new, |method| self.metric(&method["figures"][0]))
    }

    fn metric(&self, figure: &Json) -> String {
        let name = figure["metric"].as_str().unwrap_or_default();
        let metric = self.numbers.part("metric", name);
        let depth = self.numbers.whole(figure["depth"].as_u64().unwrap_or(0));
        let values = [("metric", Value::Text(&metric)), ("depth", Value::Text(&depth))];
        self.numbers.words.tell("evaluation-metric", &values)
    }

    fn row(&self, method: &Json, figure: &Json, cells: Vec<Cell>) -> BarRow {
        BarRow {
            label: self.label(method).into(),
            number: figure["value"].as_f64(),
            interval: interval(figure),
            cells,
        }
    }

    /// The method's name, with its configuration where there are several or it has a name of its own.
    fn label(&self, method: &Json) -> String {
        let id = method["id"].as_str().unwrap_or_default();
        let name = method_name(self.numbers, id);
        let configuration = method["configuration"].as_str();
        let own = configuration == Some(CONFIGURATIONS[0].0);
        let shown = configuration.filter(|_| self.names_configurations || !own);
        let known = |name: &str| CONFIGURATIONS.iter().find(|(known, _)| *known == name);
        match shown {
            None => name,
            Some(other) => match known(other) {
                Some((_, id)) => format!("{name} · {}", self.numbers.words.say(id)),
                None => format!("{name} · {other}"),
            },
        }
    }

    fn kind(&self, method: &Json) -> Cell {
        let kind = method["kind"].as_str().unwrap_or_default();
        self.numbers.part("method", kind).into()
    }

    fn cell(&self, figure: &Json) -> Cell {
        let decimal = |number| self.numbers.decimal(number, DIGITS);
        let Some(value) = figure["value"].as_f64() else {
            return "–".to_owned().into();
        };
        let Some((low, high)) = interval(figure) else {
            return decimal(value).into();
        };
        let within = self.numbers.between(&decimal(low), &decimal(high));
        format!("{} ({within})", decimal(value)).into()
    }
}

fn interval(figure: &Json) -> Option<(f64, f64)> {
    figure["low"].as_f64().zip(figure["high"].as_f64())
}

/// What a method is called: one of the shop's own rankings, a recommender, or a baseline.
pub(super) fn method_name(numbers: &Numbers<'_>, id: &str) -> String {
    // The shop's own are called `alongside.` and what they are for.
    if let Some(kind) = id.strip_prefix("alongside.") {
        return numbers.part("kind", kind);
    }
    match numbers.part("recommender", id) {
        name if name == id => numbers.part("baseline", id),
        name => name,
    }
}
