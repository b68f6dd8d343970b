"""Writes a log of the Open Bandit data that obp ships to log.csv, and what obp makes of it to off_policy.csv.

The log was made by choosing at random; the other way of choosing is that of the Bernoulli Thompson sampler's log, as
the share of each item at each position. The model of the reward is the smoothed share of clicks of each item and
position. obp knows no clip, so the weights are clipped for both by raising the propensities.
"""

import argparse
import csv
import importlib.util
import sys
from pathlib import Path

import absent

CLIP = 2.0
ITEMS = 80
POSITIONS = 3


def read(folder):
    """Items, positions, clicks and propensities of a log."""
    import numpy as np

    with open(folder / "all" / "all.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    column = lambda name, kind: np.array([kind(row[name]) for row in rows])
    # Positions are 1 to 3 as displayed, left to right.
    position = column("position", int) - 1
    return column("item_id", int), position, column("click", float), column("propensity_score", float)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    obp = Path(importlib.util.find_spec("obp").submodule_search_locations[0])
    absent.stand_in()
    absent.package("obp.ope", obp / "ope")
    import numpy as np
    from obp.ope import estimators

    item, position, click, propensity = read(obp / "dataset" / "obd" / "random")
    sampled_item, sampled_position, _, _ = read(obp / "dataset" / "obd" / "bts")
    chosen = np.full((ITEMS, POSITIONS), 0.1)
    np.add.at(chosen, (sampled_item, sampled_position), 1.0)
    chosen /= chosen.sum(axis=0)
    shown, clicked = np.full((ITEMS, POSITIONS), 100.0), np.full((ITEMS, POSITIONS), 0.5)
    np.add.at(shown, (item, position), 1.0)
    np.add.at(clicked, (item, position), click)
    expected = clicked / shown

    target = chosen[item, position]
    clipped = np.maximum(propensity, target / CLIP)
    rounds = len(item)
    log = {
        "reward": click,
        "action": item,
        "pscore": clipped,
        "action_dist": np.broadcast_to(chosen, (rounds, ITEMS, POSITIONS)),
        "position": position,
    }
    model = {"estimated_rewards_by_reg_model": np.broadcast_to(expected, (rounds, ITEMS, POSITIONS))}
    answers = {
        "ips": estimators.InverseProbabilityWeighting().estimate_policy_value(**log),
        "snips": estimators.SelfNormalizedInverseProbabilityWeighting().estimate_policy_value(**log),
        "doubly_robust": estimators.DoublyRobust().estimate_policy_value(**log, **model),
        "clip": CLIP,
        "rounds": rounds,
        "clipped": int((clipped > propensity).sum()),
    }
    of_target = (chosen * expected).sum(axis=0)[position]
    columns = [click, propensity, target, expected[item, position], of_target]
    with open(folder / "log.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["reward", "propensity", "target", "expected", "expected_target"])
        writer.writerows([repr(float(cell)) for cell in row] for row in zip(*columns))
    with open(folder / "off_policy.csv", "w", newline="") as file:
        csv.writer(file).writerows([["name", "answer"], *([k, repr(float(v))] for k, v in answers.items())])


if __name__ == "__main__":
    sys.exit(main())
