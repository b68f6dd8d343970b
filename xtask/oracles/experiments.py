"""Writes units of a made-up experiment to units.csv, and what other programs make of them to experiments.csv."""

import argparse
import csv
import sys
from pathlib import Path

import absent

ALPHA = 0.05
PLANNED_UNITS = 5000
COLUMNS = ["value", "base", "value_before", "base_before"]


def units(rng, count, lift):
    """Orders, visits, and both in the time before, of so many shoppers."""
    import numpy as np

    rate = np.minimum(0.1 * np.exp(0.8 * rng.standard_normal(count)) * (1 + lift), 0.9)
    visits, visits_before = 1 + rng.poisson(2, count), 1 + rng.poisson(6, count)
    orders, orders_before = rng.binomial(visits, rate), rng.binomial(visits_before, rate)
    return np.column_stack([orders, visits, orders_before, visits_before]).astype(float)


def ratio_with_past(arms, answers):
    """tea-tasting: a ratio of means with its covariate, the difference, its interval and p-value; and a plain mean."""
    import numpy as np
    import tea_tasting.aggr
    from tea_tasting.metrics.mean import Mean, RatioOfMeans

    def aggregates(rows):
        covariance = np.cov(rows.T)
        pairs = [(i, j) for i in range(4) for j in range(4) if COLUMNS[i] < COLUMNS[j]]
        return tea_tasting.aggr.Aggregates(
            count_=len(rows),
            mean_=dict(zip(COLUMNS, rows.mean(axis=0).tolist())),
            var_=dict(zip(COLUMNS, np.diag(covariance).tolist())),
            cov_={(COLUMNS[i], COLUMNS[j]): float(covariance[i, j]) for i, j in pairs},
        )

    metrics = {
        "ratio_with_past": RatioOfMeans(*COLUMNS, use_t=False, equal_var=False),
        "ratio": RatioOfMeans("value", "base", use_t=False, equal_var=False),
        "mean_with_past": Mean("value", "value_before", use_t=False, equal_var=False),
        "mean": Mean("value", use_t=False, equal_var=False),
    }
    for name, metric in metrics.items():
        result = metric.analyze_aggregates(*map(aggregates, arms))
        answers[f"{name}.control"] = result.control
        answers[f"{name}.treatment"] = result.treatment
        answers[f"{name}.lift"] = result.rel_effect_size
        answers[f"{name}.low"] = result.effect_size_ci_lower
        answers[f"{name}.high"] = result.effect_size_ci_upper
        answers[f"{name}.p_value"] = result.pvalue
    power = Mean("value", use_t=False, equal_var=True, effect_size=0.05, power=0.8, alpha=ALPHA)
    answers["power.units"] = power.solve_power_from_aggregates(aggregates(arms[0]), "n_obs")[0].n_obs


def watched(arms, answers):
    """GrowthBook: the sequential interval and p-value of the difference of two means, at four looks."""
    from gbstats.frequentist.tests import SequentialConfig, SequentialTwoSidedTTest
    from gbstats.models.statistics import SampleMeanStatistic

    config = SequentialConfig(
        difference_type="absolute", alpha=ALPHA, sequential_tuning_parameter=PLANNED_UNITS
    )
    for look in (900, 1200, 2000, 3000):
        values = [rows[:look, 0] for rows in arms]
        arm = [SampleMeanStatistic(n=look, sum=v.sum(), sum_squares=(v**2).sum()) for v in values]
        test = SequentialTwoSidedTTest(*arm, config)
        answers[f"watched.{look}.low"], answers[f"watched.{look}.high"] = test.confidence_interval
        answers[f"watched.{look}.p_value"] = test.p_value


def sample_ratio(answers):
    """savvi: the odds of the sequential test for multinomial counts, of the units of arms against their shares."""
    import numpy as np
    from savvi.multinomial import Multinomial

    cases = [([3, 37], [0.2, 0.8]), ([5250, 4750], [0.5, 0.5]), ([8912, 9120, 1968], [0.45, 0.45, 0.1])]
    for case, (seen, shares) in enumerate(cases):
        for weight in (100, 10000):
            test = Multinomial(ALPHA, np.array(shares), k=weight)
            test.update(np.array(seen))
            answers[f"sample_ratio.{case}.{weight}.ln_e_value"] = float(np.log(test.odds))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    absent.stand_in()
    import numpy as np

    rng = np.random.default_rng(5)
    arms = [units(rng, 3000, 0.0), units(rng, 3000, 0.15)]
    with open(folder / "units.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["arm", *COLUMNS])
        writer.writerows([arm, *row] for arm, rows in enumerate(arms) for row in rows.tolist())
    answers = {}
    ratio_with_past(arms, answers)
    watched(arms, answers)
    sample_ratio(answers)
    with open(folder / "experiments.csv", "w", newline="") as file:
        csv.writer(file).writerows([["name", "answer"], *([k, repr(float(v))] for k, v in answers.items())])


if __name__ == "__main__":
    sys.exit(main())
