"""Times `lifetimes` learning how often a shop's customers buy, and prints the result as JSON.

A line of the file is a customer: purchases after the first one, days from the first to the last, days from the first to
now. The file is read before the clock starts; what is timed is the call that a user of the program makes.
"""

import argparse
import json
import time

from process import memory_mb

WEEK_DAYS = 7.0


def weighted(customers):
    """Customers alike in all three numbers as one with a weight, as the documentation advises for large shops."""
    table = customers.groupby(["repeats", "last", "age"]).size().reset_index(name="customers")
    return table["repeats"], table["last"] / WEEK_DAYS, table["age"] / WEEK_DAYS, table["customers"]


def plain(customers):
    return customers["repeats"], customers["last"] / WEEK_DAYS, customers["age"] / WEEK_DAYS, None


WAYS = {"plain": plain, "weighted": weighted}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("way", choices=WAYS)
    parser.add_argument("--repetitions", type=int, default=3)
    asked = parser.parse_args()

    import pandas
    from lifetimes import BetaGeoFitter

    customers = pandas.read_csv(asked.file, sep=" ", names=["repeats", "last", "age"])
    seconds = []
    for _ in range(asked.repetitions):
        started = time.perf_counter()
        frequency, recency, age, weights = WAYS[asked.way](customers)
        fitter = BetaGeoFitter()
        fitter.fit(frequency, recency, age, weights=weights)
        seconds.append(time.perf_counter() - started)
    parameters = [float(fitter.params_[name]) for name in ("r", "alpha", "a", "b")]
    print(json.dumps({"seconds": seconds, "parameters": parameters, "memory_mb": memory_mb()}))


if __name__ == "__main__":
    main()
