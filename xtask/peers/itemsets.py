"""Times other programs' search for itemsets on a file of transactions and prints the result as JSON.

A line of the file is a transaction: items as numbers, separated by blanks. The file is read before the clock starts;
what is timed is the call that a user of the program makes, with the data in the form that the program takes.

    python itemsets.py <file> <support> <frequent|closed|maximal> [--repetitions n] [--peers pyfim mlxtend]

Needs `pyfim==6.28` and `mlxtend`, `pandas` and `scipy`. `crates/recommend/examples/itemsets.rs` times ours.
"""

import argparse
import json
import statistics
import time


def pyfim(transactions, support, target, repetitions):
    """Borgelt's C programs through Python; the fastest of them counts."""
    import fim

    letter = {"frequent": "s", "closed": "c", "maximal": "m"}[target]
    programs = {
        "eclat": lambda: fim.eclat(transactions, target=letter, supp=-support, zmin=1),
        "eclat, occurrence deliver": lambda: fim.eclat(transactions, target=letter, supp=-support, zmin=1, algo="o"),
        "fpgrowth": lambda: fim.fpgrowth(transactions, target=letter, supp=-support, zmin=1),
    }
    return [measured(f"pyfim {name}", run, repetitions) for name, run in programs.items()]


def mlxtend(transactions, support, target, repetitions):
    """FP-growth on a sparse table; it knows no closed sets."""
    import pandas
    from mlxtend.frequent_patterns import fpgrowth, fpmax
    from mlxtend.preprocessing import TransactionEncoder

    if target == "closed":
        return []
    encoder = TransactionEncoder()
    table = encoder.fit(transactions).transform(transactions, sparse=True)
    frame = pandas.DataFrame.sparse.from_spmatrix(table, columns=[str(item) for item in encoder.columns_])
    # The support is a share here; half a transaction less keeps rounding from losing sets.
    share = (support - 0.5) / len(transactions)
    search = {"frequent": fpgrowth, "maximal": fpmax}[target]
    return [measured(f"mlxtend {search.__name__}", lambda: search(frame, min_support=share), repetitions)]


def measured(program, run, repetitions):
    seconds = []
    for _ in range(repetitions):
        started = time.perf_counter()
        found = run()
        seconds.append(time.perf_counter() - started)
    return {
        "program": program,
        "itemsets": len(found),
        "seconds": statistics.median(seconds),
        "best_seconds": min(seconds),
    }


PEERS = {"pyfim": pyfim, "mlxtend": mlxtend}


def main():
    parser = argparse.ArgumentParser(description="Times other programs' search for itemsets.")
    parser.add_argument("file")
    parser.add_argument("support", type=int, help="transactions that have to hold a set")
    parser.add_argument("target", choices=["frequent", "closed", "maximal"])
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=list(PEERS))
    asked = parser.parse_args()
    with open(asked.file, encoding="ascii") as lines:
        transactions = [[int(item) for item in line.split()] for line in lines]
    for peer in asked.peers:
        for result in PEERS[peer](transactions, asked.support, asked.target, asked.repetitions):
            print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
