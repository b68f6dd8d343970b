"""Writes days of made-up sales and p-values to sales_days.csv, and what other programs make of them to sales.csv."""

import argparse
import csv
import sys
from pathlib import Path

DAYS = 120


def averages(units, answers):
    """pandas: moving averages and the exponential one."""
    import pandas

    series = pandas.Series(units, dtype=float)
    for span in (7, 28):
        for at, value in series.rolling(span).mean().dropna().items():
            answers[f"moving.{span}.{at}"] = value
    for at, value in series.ewm(span=14).mean().items():
        answers[f"exponential.{at}"] = value


def deviations(units, answers):
    """scipy: the median absolute deviation of every four weeks."""
    from scipy.stats import median_abs_deviation

    for at in range(0, DAYS - 28, 9):
        answers[f"deviation.{at}"] = median_abs_deviation(units[at : at + 28], scale="normal")


def discoveries(p_values, answers):
    """scipy: p-values adjusted after Benjamini and Hochberg."""
    from scipy.stats import false_discovery_control

    for at, value in enumerate(false_discovery_control(p_values)):
        answers[f"adjusted.{at}"] = value


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    import numpy as np

    rng = np.random.default_rng(8)
    units = rng.negative_binomial(3, 0.2, DAYS)
    p_values = np.where(rng.random(DAYS) < 0.2, rng.beta(0.1, 20, DAYS), rng.random(DAYS))
    with open(folder / "sales_days.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["units", "p_value"])
        writer.writerows([int(count), repr(float(p))] for count, p in zip(units, p_values))
    answers = {}
    averages(units, answers)
    deviations(units, answers)
    discoveries(p_values, answers)
    with open(folder / "sales.csv", "w", newline="") as file:
        csv.writer(file).writerows([["name", "answer"], *([k, repr(float(v))] for k, v in answers.items())])


if __name__ == "__main__":
    sys.exit(main())
