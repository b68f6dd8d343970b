//! Every figure of a report is the sum of its rows, of the whole report and of each part that it is broken down by.

use std::collections::BTreeSet;

use engine::{
    ArmDraft, Engine, Error, ExperimentDraft, OfferRequest, PolicyChange, Report, ReportQuery, Trace,
    TraceFilter, TraceOf, TraceQuery, VisitorSide,
    measure::{
        experiments::{
            effect,
            ratio::{ArmMoments, UnitTotals},
        },
        ledger::{Deed, VisitorTotals},
        reports::{BreakdownRow, Credits, MetricFigure, Money},
    },
};
use shop::{Currency, Day, EventId, EventKind, Locale, OrderLine, ProductId, Timestamp};

use crate::{
    built, now,
    reports::{by, event, latest, order, shopped},
};

fn arm(name: &str, slots: Option<usize>) -> ArmDraft {
    ArmDraft {
        name: name.to_owned(),
        share_percent: 50,
        change: PolicyChange {
            slots,
            ..PolicyChange::default()
        },
    }
}

fn experiment() -> ExperimentDraft {
    ExperimentDraft {
        title: "Fewer offers".to_owned(),
        note: String::new(),
        placements: vec!["cart".to_owned()],
        layer: None,
        arms: vec![arm("two", None), arm("one", Some(1))],
        metric: "margin_per_visitor".to_owned(),
        effect_percent: 5.0,
        guardrails: None,
        visitors_planned: Some(1_000),
        stop_on_harm: true,
    }
}

/// A shop in which everything happened that a report tells of: clicks, carts, refunds, fees, orders of nobody known, in
/// another currency and of a robot, two languages, and an experiment.
fn eventful(engine: &Engine) {
    engine.put_experiment("fewer", experiment(), now()).unwrap();
    engine.start_experiment("fewer", 0, now()).unwrap();
    shopped(engine);
    let persian = OfferRequest {
        locale: Some(Locale::new("fa").unwrap()),
        ..by("dara")
    };
    let decision = engine.offers(&persian, now()).decision_id;
    let mut events = vec![
        event(EventKind::Impression, "dara", &decision, None, 1),
        event(EventKind::Viewable, "dara", &decision, None, 2),
        event(EventKind::Click, "dara", &decision, Some("hdmi"), 3),
        event(EventKind::Unsubscribe, "dara", &decision, None, 4),
    ];
    let mut rating = event(EventKind::Rating, "dara", &decision, None, 5);
    rating.score = Some(9);
    events.push(rating);
    for second in 0..600 {
        let mut view = event(EventKind::View, "crawler", &decision, Some("tv"), 0);
        view.id = EventId::new(&format!("crawl-{second}")).unwrap();
        view.at = now().plus_ms(second * 1_000);
        view.product_id = Some(ProductId::new(&format!("p{second}")).unwrap());
        events.push(view);
    }
    engine.record_events(events).unwrap();
    let mut foreign = order("6", Some("ann"), None, &[("lamp", 1, 2_900)], 3);
    let dollars = |line: &mut OrderLine| {
        line.unit_price = line
            .unit_price
            .map(|price| shop::Money::new(price.minor, Currency::new("USD").unwrap()));
    };
    foreign.lines.iter_mut().for_each(dollars);
    let hers = order(
        "7",
        Some("dara"),
        None,
        &[("hdmi", 2, 999), ("lamp", 1, 2_900)],
        30,
    );
    engine.record_orders(vec![foreign, hers], Vec::new()).unwrap();
}

/// A report with its engine, and the figures of which the rows were looked at.
struct Walk<'a> {
    engine: &'a Engine,
    query: ReportQuery,
    at: Timestamp,
    seen: BTreeSet<String>,
}

impl Walk<'_> {
    fn trace(&self, of: &str, filter: &TraceFilter) -> Trace {
        let query = TraceQuery {
            report: self.query,
            of: TraceOf::parse(of).unwrap_or_else(|| panic!("{of}")),
            metric: None,
            filter: filter.clone(),
            limit: usize::MAX,
        };
        let trace = self.engine.trace(&query, self.at).unwrap();
        let sum: i64 = trace.rows.iter().map(|row| row.value).sum();
        assert_eq!(
            (trace.rows.len() as u64, sum),
            (trace.count, trace.value),
            "{of} {filter:?}"
        );
        let bases: i64 = trace.rows.iter().filter_map(|row| row.base).sum();
        assert_eq!(trace.base.unwrap_or_default(), bases, "{of} {filter:?}");
        trace
    }

    fn check(&mut self, of: &str, filter: &TraceFilter, expect: i64) {
        assert_eq!(self.trace(of, filter).value, expect, "{of} of {filter:?}");
        self.seen.insert(of.to_owned());
    }

    fn money(&mut self, filter: &TraceFilter, money: &Money) {
        let figures = [
            ("orders", money.orders as i64),
            ("units", money.units as i64),
            ("paid", money.paid_minor),
            ("refunded", money.refunded_minor),
            ("revenue", money.revenue_minor),
            ("margin", money.margin_minor),
            ("fees", money.fees_minor),
        ];
        figures
            .into_iter()
            .for_each(|(of, expect)| self.check(of, filter, expect));
    }

    fn credits(&mut self, filter: &TraceFilter, credits: &Credits) {
        self.check("credited", filter, credits.revenue_minor);
        self.check("credited_margin", filter, credits.margin_minor);
        assert_eq!(self.trace("credited", filter).count, credits.lines, "{filter:?}");
    }

    fn deeds(&mut self, filter: &TraceFilter, deeds: [u64; 5]) {
        for (deed, count) in Deed::ALL.into_iter().zip(deeds) {
            self.check(deed.as_str(), filter, count as i64);
        }
    }

    /// Value by base is the number told, which has no interval to hide behind.
    fn metrics(&mut self, filter: &TraceFilter, figures: &[MetricFigure]) {
        for figure in figures {
            let trace = self.trace(figure.metric.id, filter);
            self.seen.insert(figure.metric.id.to_owned());
            if let Some(told) = figure.value {
                let ratio = trace.value as f64 / trace.base.unwrap() as f64;
                assert!(
                    (told.value - ratio).abs() < 1e-9 * told.value.abs().max(1.0),
                    "{} {filter:?}: {} {ratio}",
                    figure.metric.id,
                    told.value
                );
            }
        }
    }

    fn part(&mut self, filter: &TraceFilter, row: &BreakdownRow) {
        self.deeds(filter, row.deeds.sums);
        self.credits(filter, &row.credits);
        self.check("orders_with_offers", filter, row.orders as i64);
        self.check("coverage", filter, row.covered.products as i64);
        let all = self.trace("orders", &TraceFilter::default()).value;
        let told = row.attach_rate.unwrap().value;
        assert!(
            (told - row.orders as f64 / all as f64).abs() < 1e-12,
            "{filter:?}"
        );
    }

    fn group(&mut self, filter: &TraceFilter, visitors: u64, sums: &VisitorTotals) {
        let figures = [
            ("visitors", visitors as i64),
            ("orders", sums.orders.into()),
            ("orders_with_offers", sums.orders_with_offers.into()),
            ("units", sums.units.into()),
            ("paid", sums.paid_minor),
            ("refunded", sums.refunded_minor),
            ("revenue", sums.revenue_minor),
            ("margin", sums.margin_minor),
        ];
        figures
            .into_iter()
            .for_each(|(of, expect)| self.check(of, filter, expect));
    }
}

fn of_side(by: &str, part: &str) -> TraceFilter {
    let mut filter = TraceFilter::default();
    let part_text = Some(part.to_owned());
    match by {
        "placement" => filter.placement = part.parse().ok(),
        "kind" => filter.kind = part_text,
        "recommender" => filter.recommender = part_text,
        "locale" => filter.locale = part_text,
        "tier" => filter.tier = part_text,
        "segment" => filter.segment = part_text,
        _ => filter.arm = part_text,
    }
    filter
}

#[test]
fn every_figure_is_the_sum_of_its_rows() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    eventful(&engine);
    let at = now().plus_days(20);
    let report = latest(&engine, at);
    let mut walk = Walk {
        engine: &engine,
        query: report.query,
        at,
        seen: BTreeSet::from(["caused".to_owned()]),
    };
    let (all, summary) = (TraceFilter::default(), &report.summary);
    // The orders, as they were written down above and in `shopped`.
    let kept = 2 * 49_900 + 3 * 999 + 999 + 3_900 + 2 * 2_900 + 2 * 999 + 2_900 - 999;
    assert_eq!(summary.money.revenue_minor, kept);
    walk.money(&all, &summary.money);
    walk.credits(&all, &summary.credits);
    walk.deeds(&all, summary.deeds());
    walk.metrics(&all, &report.metrics);
    walk.check("visitors", &all, summary.visitors() as i64);
    walk.check("left_out", &all, summary.left_out.values().sum::<u64>() as i64);
    walk.check("orders_in_other_currencies", &all, 1);
    assert_eq!(
        (summary.orders_in_other_currencies, summary.left_out.len()),
        (1, 1)
    );
    let coverage = walk.trace("coverage", &all);
    let covered = summary.covered;
    assert_eq!(
        (coverage.value, coverage.base),
        (covered.products as i64, Some(covered.of as i64))
    );
    assert!(
        covered.products >= 2 && covered.of > covered.products,
        "{covered:?}"
    );
    for (day, figures) in &summary.days {
        let filter = TraceFilter {
            day: Some(*day),
            ..TraceFilter::default()
        };
        walk.money(&filter, &figures.money);
        walk.credits(&filter, &figures.credits);
        walk.deeds(&filter, figures.deeds);
        walk.check("visitors", &filter, figures.visitors as i64);
        for metric in &report.metrics {
            let trace = walk.trace(metric.metric.id, &filter);
            let expect = trace.base.filter(|base| *base > 0);
            let expect = expect.map(|base| trace.value as f64 / base as f64);
            assert_eq!(
                figures.metric(&metric.ratio),
                expect,
                "{} of {day}",
                metric.metric.id
            );
        }
    }
    for breakdown in summary.breakdowns() {
        for (part, row) in &breakdown.rows {
            walk.part(&of_side(breakdown.by, part), row);
        }
        let orders: u64 = breakdown.rows.values().map(|row| row.orders).sum();
        assert!(orders >= 3, "{} {orders}", breakdown.by);
    }
    let words: BTreeSet<String> = TraceOf::words().into_iter().map(str::to_owned).collect();
    assert_eq!(walk.seen, words, "every figure was looked at");
}

#[test]
fn every_group_of_visitors_is_the_sum_of_its_rows() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    eventful(&engine);
    let at = now().plus_days(20);
    let query = latest(&engine, at).query;
    let whole = engine.report(query, at).unwrap().summary.money;
    for side in VisitorSide::ALL {
        let report = engine.report_by(query, side, at).unwrap();
        let mut walk = Walk {
            engine: &engine,
            query,
            at,
            seen: BTreeSet::new(),
        };
        for group in &report.groups {
            let filter = of_side(side.as_str(), &group.name);
            walk.metrics(&filter, &group.metrics);
            // The language of what was taken is that of the offers.
            if side != VisitorSide::Locale {
                walk.group(&filter, group.visitors, &group.sums);
                walk.deeds(&filter, group.sums.deeds());
            }
        }
        if side != VisitorSide::Arm {
            let revenue: i64 = report.groups.iter().map(|group| group.sums.revenue_minor).sum();
            assert_eq!(revenue, whole.revenue_minor, "{side:?}");
        }
    }
}

#[test]
fn visitors_are_told_by_the_arms_they_were_in() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    eventful(&engine);
    let at = now().plus_days(20);
    let query = latest(&engine, at).query;
    let arms = |engine: &Engine| -> Vec<(String, u64)> {
        let groups = engine.report_by(query, VisitorSide::Arm, at).unwrap().groups;
        groups
            .into_iter()
            .map(|group| (group.name, group.visitors))
            .collect()
    };
    let told = arms(&engine);
    assert_eq!(told[0], ("hold_out:offers".to_owned(), 4), "{told:?}");
    let of_experiment: u64 = told[1..].iter().map(|(_, visitors)| visitors).sum();
    assert!(
        told[1..].iter().all(|(arm, _)| arm.starts_with("fewer:")) && of_experiment == 4,
        "{told:?}"
    );
    // With the shares turned round somebody comes to see the other arm, and is of neither from then on.
    let mut draft = experiment();
    draft.arms[0].share_percent = 1;
    draft.arms[1].share_percent = 99;
    engine.put_experiment("fewer", draft, now()).unwrap();
    for visitor in ["ann", "bob", "cleo", "dara"] {
        engine.offers(&by(visitor), now().plus_days(1));
    }
    let count = |groups: &[(String, u64)], name: &str| {
        let found = groups.iter().find(|(arm, _)| arm == name);
        found.map_or(0, |(_, visitors)| *visitors)
    };
    let after = arms(&engine);
    let (two, moved) = (count(&told, "fewer:two"), count(&after, "fewer:moved"));
    assert!(moved > 0, "{told:?} {after:?}");
    // Whoever came and had nothing to be offered any more stays where they were.
    assert_eq!(count(&after, "fewer:two") + moved, two, "{told:?} {after:?}");
    assert_eq!(count(&after, "fewer:one"), count(&told, "fewer:one"));
}

fn caused(engine: &Engine, report: &Report, metric: &str, at: Timestamp) -> Trace {
    let query = TraceQuery {
        report: report.query,
        of: TraceOf::Caused,
        metric: Some(metric.to_owned()),
        filter: TraceFilter::default(),
        limit: usize::MAX,
    };
    engine.trace(&query, at).unwrap()
}

#[test]
fn what_was_caused_can_be_worked_out_again_from_its_rows() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    engine.set_hold_out(50.0, now()).unwrap();
    let mut orders = Vec::new();
    for number in 0..300_i64 {
        let visitor = format!("v{number}");
        let offered = !engine.offers(&by(&visitor), now()).offers.is_empty();
        if number % 3 == 0 {
            // What the same visitors bought before is allowed for.
            let before = [("lamp", 1, 2_000 + 31 * number)];
            orders.push(order(&format!("b{number}"), Some(&visitor), None, &before, -48));
        }
        if offered || number % 2 == 0 {
            let since = [("tv", 1, 40_000 + 17 * number)];
            orders.push(order(&format!("o{number}"), Some(&visitor), None, &since, 1));
        }
    }
    engine.record_orders(orders, Vec::new()).unwrap();
    let at = now().plus_days(1);
    let report = latest(&engine, at);
    for metric in [
        "margin_per_visitor",
        "revenue_per_visitor",
        "conversion",
        "average_order_value",
    ] {
        let trace = caused(&engine, &report, metric, at);
        assert_eq!(trace.count, 300);
        let mut moments = [ArmMoments::default(), ArmMoments::default()];
        for row in &trace.rows {
            let (value_before, base_before) = row.before.unwrap();
            let part = UnitTotals::of_ratio(row.value as f64, row.base.unwrap() as f64)
                .with_before(value_before as f64, base_before as f64);
            let arm = trace
                .arms
                .iter()
                .position(|arm| Some(&arm.arm) == row.group.as_ref());
            moments[arm.unwrap()].add(part.numbers());
        }
        let worked_out = effect::compare(&moments[0], &moments[1]).unwrap().difference;
        let figure = report.caused.arms[1]
            .figures
            .iter()
            .find(|figure| figure.metric.id == metric);
        let told = figure.unwrap().effect.unwrap().difference;
        assert!(
            (told.value - worked_out.value).abs() < 1e-6 * told.value.abs()
                && (told.variance - worked_out.variance).abs() < 1e-6 * told.variance,
            "{metric}: {told:?} {worked_out:?}"
        );
        let people: Vec<u64> = trace.arms.iter().map(|arm| arm.count).collect();
        assert_eq!(
            people,
            [report.caused.arms[0].people, report.caused.arms[1].people]
        );
    }
}

#[test]
fn a_figure_is_only_narrowed_by_what_it_is_told_by() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    eventful(&engine);
    let at = now().plus_days(20);
    let report = latest(&engine, at).query;
    let refused = |of: &str, filter: TraceFilter| {
        let query = TraceQuery {
            report,
            of: TraceOf::parse(of).unwrap(),
            metric: None,
            filter,
            limit: 1,
        };
        engine.trace(&query, at).unwrap_err().to_string()
    };
    let cart = of_side("placement", "cart");
    assert_eq!(
        refused("visitors", cart),
        "placement: this figure can't be narrowed by it; it can by locale, tier, segment, arm, day"
    );
    let early = TraceFilter {
        day: Some(Day(report.from.0 - 1)),
        ..TraceFilter::default()
    };
    assert!(refused("revenue", early).starts_with("day: it must be one of the report's days"));
    assert!(refused("revenue", of_side("tier", "gold")).starts_with("tier: 'gold' is none; there are"));
    assert!(refused("credited", of_side("kind", "luck")).starts_with("kind: 'luck' is none; there are"));
    let query = TraceQuery {
        report,
        of: TraceOf::Visitors,
        metric: None,
        filter: of_side("arm", "fewer:three"),
        limit: 1,
    };
    assert!(matches!(
        engine.trace(&query, at),
        Err(Error::NotFound { what: "arm", .. })
    ));
}
