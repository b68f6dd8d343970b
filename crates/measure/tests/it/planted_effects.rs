//! Experiments in which something was changed: whether it is found as often as promised, told rightly, and stopped in
//! time.

use rayon::prelude::*;

use measure::experiments::cuped::Adjustment;
use measure::experiments::effect::compare;
use measure::experiments::guardrails::{Better, Guardrail};
use measure::experiments::power::{Design, Looking, days, variance_of};
use measure::experiments::ratio::{ArmMoments, estimate, of_counts};
use measure::experiments::sample_ratio;
use measure::experiments::sequential::Sequential;
use measure::experiments::verdict::{Evidence, Verdict, verdict};

use crate::chance::Chance;
use crate::shoppers::Population;

const DAYS: u64 = 20;

/// How many runs found the effect, and in how many the truth was outside of an interval on some day.
#[derive(Debug, Default)]
struct Found {
    runs: u64,
    found: u64,
    missed_truth: u64,
}

/// Plays a planned experiment `runs` times; `arms` draws so many units of control and treatment.
fn play(
    design: &Design,
    (planned, lift): (u64, f64),
    runs: u64,
    arms: impl Fn(&mut Chance, u64) -> [ArmMoments; 2] + Sync,
) -> Found {
    let each_day = (planned / 2).div_ceil(DAYS);
    let run = |run: u64| {
        let mut chance = Chance::of(planned, run);
        let mut totals = [ArmMoments::default(); 2];
        let test = Sequential::for_units(design.alpha, planned);
        let (mut found, mut missed_truth) = (false, false);
        for day in 1..=DAYS {
            let today = arms(&mut chance, each_day);
            totals
                .iter_mut()
                .zip(&today)
                .for_each(|(all, today)| all.merge(today));
            let effect = compare(&totals[0], &totals[1]).expect("units on the first day");
            found |= match design.looking {
                Looking::Once => day == DAYS && effect.difference.one_look_p_value() <= design.alpha,
                Looking::EveryDay => test.p_value(&effect.difference) <= design.alpha,
            };
            missed_truth |= !test.lift_interval(&effect).contains(lift);
        }
        [u64::from(found), u64::from(missed_truth)]
    };
    let sum = |a: [u64; 2], b: [u64; 2]| [a[0] + b[0], a[1] + b[1]];
    let [found, missed_truth] = (0..runs).into_par_iter().map(run).reduce(|| [0; 2], sum);
    Found {
        runs,
        found,
        missed_truth,
    }
}

/// The promised power holds, three standard errors of the simulation allowed: a test for one look keeps it to the
/// letter, a watched one at least.
fn check(design: &Design, seen: &Found) {
    let runs = seen.runs as f64;
    let (share, error) = (
        seen.found as f64 / runs,
        (design.power * (1.0 - design.power) / runs).sqrt(),
    );
    println!("{share:.3} of {} promised: {seen:?}", design.power);
    assert!(share >= design.power - 3.0 * error, "{seen:?}");
    if design.looking == Looking::Once {
        assert!(share <= design.power + 3.0 * error, "{seen:?}");
    }
    assert!(seen.missed_truth as f64 / runs <= design.alpha, "{seen:?}");
}

fn both_ways_of_looking(design: Design, check: impl Fn(&Design)) {
    for looking in [Looking::Once, Looking::EveryDay] {
        check(&Design { looking, ..design });
    }
}

#[test]
fn lifts_of_a_share() {
    for lift in [0.02, 0.05, 0.10] {
        both_ways_of_looking(Design::of_share(0.1, lift), |design| {
            let planned = design.units(0.1 * lift).expect("a lift");
            let seen = play(design, (planned, lift), 800, |chance, units| {
                [0.1, 0.1 * (1.0 + lift)].map(|share| of_counts(units, chance.successes(units, share)))
            });
            check(design, &seen);
        });
    }
}

/// Plants a lift into a population of whose variance a share is `left` by its past.
fn plant(population: &Population, left: f64, lift: f64) {
    let usual = estimate(&population.everybody).expect("units").value;
    let lifted = population.lifted(lift);
    let control_variance = left * variance_of(&population.everybody).expect("units");
    let design = Design {
        control_variance,
        treatment_variance: control_variance * (1.0 + lift) * (1.0 + lift),
        ..Design::even(0.0)
    };
    both_ways_of_looking(design, |design| {
        let planned = design.units(usual * lift).expect("a lift");
        let seen = play(design, (planned, lift), 400, |chance, units| {
            [population, &lifted].map(|population| population.draw(chance, units))
        });
        println!("{planned} units for a lift of {lift}");
        check(design, &seen);
    });
}

#[test]
fn lifts_of_a_ratio_with_what_the_past_explains() {
    let population = Population::orders_per_visit();
    let left = Adjustment::pooled(&[&population.everybody])
        .expect("units")
        .variance_left;
    assert!((0.5..0.95).contains(&left), "the past explains something: {left}");
    for lift in [0.02, 0.05, 0.10] {
        plant(&population, left, lift);
    }
}

#[test]
fn lifts_of_revenue_with_a_heavy_tail() {
    let population = Population::revenue(true);
    for lift in [0.02, 0.05, 0.10, 0.30] {
        plant(&population, 1.0, lift);
    }
}

/// An arm's chances against those of the control, .2 for both numbers, and the share of its units that are counted.
struct Truth {
    taken: f64,
    kept: f64,
    counted: f64,
}

/// Plays one experiment to its end or to the first verdict that ends it; the verdict and the day. The number that was
/// chosen is how many take an offer; the guardrail is how many stay customers.
fn first_verdict(run: u64, truth: &Truth) -> (Verdict, u64) {
    let design = Design::of_share(0.2, 0.05);
    let planned = design.units(0.01).expect("a lift");
    let each_day = days(planned, DAYS).expect("days") / 2;
    let test = Sequential::for_units(design.alpha, planned);
    let rail = Guardrail {
        better: Better::Higher,
        margin: 0.1,
    };
    let mut chance = Chance::of(9, run);
    let (mut taken, mut kept) = ([ArmMoments::default(); 2], [ArmMoments::default(); 2]);
    for day in 1..=2 * DAYS {
        for (arm, [take, keep, counted]) in [[0.2, 0.2, 1.0], [truth.taken, truth.kept, truth.counted]]
            .into_iter()
            .enumerate()
        {
            let units = (each_day as f64 * counted) as u64;
            taken[arm].merge(&of_counts(units, chance.successes(units, take)));
            kept[arm].merge(&of_counts(units, chance.successes(units, keep)));
        }
        let chosen = compare(&taken[0], &taken[1]).expect("units on the first day");
        let guarded = compare(&kept[0], &kept[1]).expect("units on the first day");
        let said = verdict(&Evidence {
            sample_ratio: sample_ratio::test(&[(taken[0].count, 5_000), (taken[1].count, 5_000)]),
            guardrails: &[rail.watch(&guarded, &test, 1)],
            effect: test.lift_interval(&chosen),
            better: Better::Higher,
            effect_that_matters: 0.05,
            units: chosen.difference.units,
            units_planned: planned,
        });
        if !matches!(said, Verdict::TooEarly { .. } | Verdict::Undecided) || day == 2 * DAYS {
            return (said, day);
        }
    }
    unreachable!("the last day has a verdict");
}

#[test]
fn verdicts_are_those_of_the_planted_truth() {
    let cases = [
        (0.22, 0.2, 1.0, Verdict::Won),
        (0.188, 0.2, 1.0, Verdict::Lost),
        (0.2, 0.2, 1.0, Verdict::NoDifferenceThatMatters),
        (0.205, 0.16, 1.0, Verdict::StoppedByGuardrail(0)),
        (0.2, 0.2, 0.95, Verdict::BrokenBySampleRatio),
    ];
    for (taken, kept, counted, expect) in cases {
        let truth = Truth { taken, kept, counted };
        let said: Vec<(Verdict, u64)> = (0..100).map(|run| first_verdict(run, &truth)).collect();
        let right = said.iter().filter(|(verdict, _)| *verdict == expect).count();
        let mean_day = said.iter().map(|(_, day)| day).sum::<u64>() as f64 / 100.0;
        println!("{expect:?}: {right} of 100, on day {mean_day} of {DAYS} on average");
        assert!(right >= 90, "{expect:?}: {right} of 100 in {said:?}");
    }
}
