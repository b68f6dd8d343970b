//! Whether verdicts can be believed: worlds in which offers do nothing are judged every day as a shop's report judges
//! them, and experiments in which more visitors buy, by a share that is known, are to find it as often as was promised.

use super::{Data, Evaluation, Score};
use crate::measuring::crowd::{Notes, margins_minor};
use crate::measuring::verdict::Target;
use anyhow::{Context, Result, anyhow};
use engine::{
    hold_out_plan,
    measure::{
        experiments::{
            assignment::{BUCKETS, HoldOut},
            guardrails::Reading,
            power::Design,
            sample_ratio::ALARM_P,
            verdict::Verdict,
        },
        ledger::{Exposure, HOLD_OUT, OrderTotals, VisitorTotals},
        reports::{ALPHA, ExperimentReport, Plan, Study, USUAL_GUARDRAILS, judge},
    },
};
use shop::{Day, Timestamp};
use std::path::Path;
use testkit::{
    Rng,
    shoppers::{Market, Settings},
    simulator::{self, simulate},
};

/// Nothing is offered, and nothing may be claimed.
pub const A_A: Evaluation = Evaluation {
    id: "simulated_a_a",
    data: Data::Simulated,
    in_checks: true,
    run: nothing_done,
};

/// More visitors buy, by a share that is known.
pub const LIFTS: Evaluation = Evaluation {
    id: "simulated_lifts",
    data: Data::Simulated,
    in_checks: true,
    run: lifts,
};

const WORLDS: u64 = 200;
const WORLD_SHOPPERS: u32 = 2_000;
const WORLD_DAYS: i32 = 28;
/// The usual share that is held out, in per cent.
const HELD_OUT_PERCENT: f64 = 5.0;
/// The metric that the hold-out is asked about.
const HOLD_OUT_METRIC: &str = "margin_per_visitor";

const LIFTS_PLANTED: [f64; 3] = [0.02, 0.05, 0.10];
const TRIALS: u64 = 100;
const TRIAL_DAYS: u64 = 7;
/// Of so many shoppers the visitors of the trials are drawn.
const POPULATION_SHOPPERS: u32 = 12_000;

/// Does the same for each number below `count`, on as many threads as there are processors.
fn each<T: Send>(count: u64, work: impl Fn(u64) -> T + Sync) -> Result<Vec<T>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    let part = |thread: u64| (thread..count).step_by(threads as usize).map(&work).collect();
    let parts: Vec<std::thread::Result<Vec<T>>> = std::thread::scope(|scope| {
        let part = &part;
        let workers: Vec<_> = (0..threads)
            .map(|thread| scope.spawn(move || part(thread)))
            .collect();
        workers.into_iter().map(|worker| worker.join()).collect()
    });
    let mut all = Vec::new();
    for part in parts {
        all.extend(part.map_err(|_| anyhow!("a world could not be played"))?);
    }
    Ok(all)
}

fn share(count: usize, of: u64) -> f64 {
    count as f64 / of as f64
}

/// What was claimed on any day of a world in which offers do nothing.
#[derive(Default)]
struct Claims {
    /// That offers bring something, or cost something.
    effect: bool,
    /// That they do harm to what a guardrail watches.
    harm: bool,
    /// That visitors are not split as they should be.
    broken: bool,
    /// That offers do something, by a test that is meant to be looked at once.
    peeked: bool,
}

fn nothing_done(_: &Path) -> Result<Vec<Score>> {
    let shop = simulate(&simulator::Settings::default());
    let market = Market::of_simulated(&shop);
    let margins = margins_minor(&shop);
    let world = |world: u64| {
        let settings = Settings {
            seed: 1_000 + world,
            shoppers: WORLD_SHOPPERS,
            days: WORLD_DAYS.unsigned_abs(),
            ..Settings::default()
        };
        let notes = Notes::of(&shop, &market, &margins, &settings);
        claims(&notes, &settings, world)
    };
    let claims = each(WORLDS, world)?;
    let told = |what: &str, target: Target, claimed: fn(&Claims) -> bool| Score {
        what: format!("{WORLDS} worlds in which offers do nothing, {WORLD_DAYS} daily looks: {what}"),
        target,
        value: share(claims.iter().filter(|one| claimed(one)).count(), WORLDS),
    };
    Ok(vec![
        told("a gain or loss is claimed", Target::AtMost(ALPHA), |one| {
            one.effect
        }),
        told("a guardrail claims harm", Target::AtMost(ALPHA), |one| one.harm),
        told(
            "visitors are said to be split wrongly",
            // The alarm's chance holds for all looks together.
            Target::AtMost(ALARM_P),
            |one| one.broken,
        ),
        told("what a test for one look would claim", Target::Reference, |one| {
            one.peeked
        }),
    ])
}

/// Judges a world on each of its days, by the plan that every report has.
fn claims(notes: &Notes<'_>, settings: &Settings, world: u64) -> Claims {
    let plan = hold_out_plan(HELD_OUT_PERCENT);
    let held_out = HoldOut {
        salt: format!("world-{world}"),
        period: 0,
        buckets: (HELD_OUT_PERCENT / 100.0 * f64::from(BUCKETS)) as u16,
    };
    let mut claims = Claims::default();
    for day in 0..WORLD_DAYS {
        let study = notes.study(Day(settings.start.0 + day), |visitor| {
            u8::from(!held_out.holds(visitor.as_str()))
        });
        claims.look(&judge(&study, &plan));
    }
    claims
}

impl Claims {
    fn look(&mut self, report: &ExperimentReport) {
        let shown = &report.arms[1];
        let said = matches!(shown.verdict, Some(Verdict::Won | Verdict::Lost));
        let figure = shown
            .figures
            .iter()
            .find(|figure| figure.metric.id == HOLD_OUT_METRIC);
        // A guardrail's word goes before that of the metric, and hides a claim that the interval makes.
        self.effect |= said || figure.is_some_and(|figure| !figure.difference.contains(0.0));
        self.harm |= shown
            .guardrails
            .iter()
            .any(|rail| rail.reading == Reading::Harmed);
        self.broken |= report.sample_ratio.is_broken();
        let effect = figure.and_then(|figure| figure.effect);
        self.peeked |= effect.is_some_and(|effect| effect.difference.one_look_p_value() <= ALPHA);
    }
}

/// Visitors that trials are drawn from: what each bought in the play, and in the weeks before.
struct Population {
    visitors: Vec<(VisitorTotals, VisitorTotals)>,
    /// The places of those who bought.
    buyers: Vec<usize>,
}

impl Population {
    fn played() -> Self {
        let shop = simulate(&simulator::Settings::default());
        let market = Market::of_simulated(&shop);
        let margins = margins_minor(&shop);
        let settings = Settings {
            seed: 2_000,
            shoppers: POPULATION_SHOPPERS,
            days: WORLD_DAYS.unsigned_abs(),
            ..Settings::default()
        };
        let notes = Notes::of(&shop, &market, &margins, &settings);
        let study = notes.study(Day(settings.start.0 + WORLD_DAYS), |_| 0);
        let visitors: Vec<_> = study
            .people(0)
            .map(|person| (person.since, person.before))
            .collect();
        let buyers = (0..visitors.len())
            .filter(|at| visitors[*at].0.buyers > 0)
            .collect();
        Self { visitors, buyers }
    }

    fn conversion(&self) -> f64 {
        self.buyers.len() as f64 / self.visitors.len().max(1) as f64
    }
}

fn lifts(_: &Path) -> Result<Vec<Score>> {
    let population = Population::played();
    let conversion = population.conversion();
    println!(
        "  drawn from {} visitors, of whom {:.1} % buy",
        population.visitors.len(),
        conversion * 100.0
    );
    let mut scores = Vec::new();
    for lift in LIFTS_PLANTED {
        let design = Design::of_share(conversion, lift);
        let planned = design
            .units(conversion * lift)
            .context("no number of visitors would do")?;
        let found = each(TRIALS, |number| trial(&population, (lift, planned), number))?;
        let percent = lift * 100.0;
        let count = |held: fn(&Found) -> bool| share(found.iter().filter(|one| held(one)).count(), TRIALS);
        let mean_share = found.iter().map(|one| one.visitors_share).sum::<f64>() / TRIALS as f64;
        println!(
            "  {percent} % more buyers: {planned} visitors planned, {:.0} % of them needed on average",
            mean_share * 100.0
        );
        scores.push(Score {
            what: format!(
                "{percent} % more buyers, {planned} visitors: share of {TRIALS} trials that say so"
            ),
            target: Target::AtLeast(design.power),
            value: count(|one| one.won),
        });
        scores.push(Score {
            what: format!("{percent} % more buyers: share of trials whose interval misses that on any day"),
            target: Target::AtMost(ALPHA),
            value: count(|one| one.missed),
        });
    }
    Ok(scores)
}

/// What a trial said.
struct Found {
    /// Whether it said on any day that the arm is better.
    won: bool,
    /// Whether its interval did not hold the truth on any day.
    missed: bool,
    /// The share of the planned visitors that had come when it said so; 1 where it never did.
    visitors_share: f64,
}

/// Plays an experiment with as many visitors as were planned, half of them in an arm of whom more buy.
fn trial(population: &Population, (lift, planned): (f64, u64), number: u64) -> Found {
    let plan = Plan {
        shares: vec![50, 50],
        metric: "conversion".to_owned(),
        lift_that_matters: lift,
        guardrails: USUAL_GUARDRAILS
            .iter()
            .filter(|(metric, _)| *metric != "conversion")
            .map(|(metric, margin)| ((*metric).to_owned(), *margin))
            .collect(),
        people_planned: planned,
    };
    let mut rng = Rng::new(number.wrapping_mul(0x9e37_79b9).wrapping_add(planned));
    let mut study = Study::of(HOLD_OUT);
    let mut found = Found {
        won: false,
        missed: false,
        visitors_share: 1.0,
    };
    for day in 0..TRIAL_DAYS {
        let came = planned * day / TRIAL_DAYS..planned * (day + 1) / TRIAL_DAYS;
        let share_came = (day + 1) as f64 / TRIAL_DAYS as f64;
        for visitor in came {
            population.visit(
                &mut study,
                &mut rng,
                visitor + 1,
                Day(20_000 + day as i32).start(),
                lift,
            );
        }
        let report = judge(&study, &plan);
        let treated = &report.arms[1];
        let figure = treated
            .figures
            .iter()
            .find(|figure| figure.metric.id == plan.metric);
        found.missed |= figure.is_some_and(|figure| !figure.lift.contains(lift));
        if treated.verdict == Some(Verdict::Won) && !found.won {
            (found.won, found.visitors_share) = (true, share_came);
        }
    }
    found
}

impl Population {
    /// Lets a visitor into the study. In the treated arm as many of those who would not have bought do as make the
    /// share of buyers larger by `lift`; they buy what some buyer bought.
    fn visit(&self, study: &mut Study, rng: &mut Rng, number: u64, at: Timestamp, lift: f64) {
        let arm = u8::from(rng.chance(0.5));
        study.add_exposures(
            &[Exposure {
                unit: number,
                experiment: HOLD_OUT,
                arm,
                at,
            }],
            Timestamp::default(),
        );
        let (since, before) = &self.visitors[rng.index(self.visitors.len())];
        let conversion = self.conversion();
        let won_over = arm == 1 && since.buyers == 0 && rng.chance(lift * conversion / (1.0 - conversion));
        let since = match won_over {
            true => &self.visitors[self.buyers[rng.index(self.buyers.len())]].0,
            false => since,
        };
        for (totals, at) in [(before, at.plus_days(-1)), (since, at)] {
            if totals.buyers > 0 {
                study.add_order(number, &order_of(totals, number, at));
            }
        }
    }
}

/// All that a visitor bought, as one order.
fn order_of(totals: &VisitorTotals, visitor: u64, at: Timestamp) -> OrderTotals {
    OrderTotals {
        at,
        visitor,
        customer: 0,
        units: totals.units,
        revenue_minor: totals.revenue_minor,
        margin_minor: totals.margin_minor,
        paid_minor: totals.paid_minor,
        refunded_minor: totals.refunded_minor,
        fees_minor: 0,
        has_credit: false,
    }
}
