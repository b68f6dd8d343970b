"""Times other programs' search for itemsets and rules on a file of transactions and prints the result as JSON.

A line of the file is a transaction: items as numbers, separated by blanks. The file is read before the clock starts;
what is timed is the call that a user of the program makes, with the data in the form that the program takes. Rules have
one consequent; those of two and more that some programs find besides are not counted, but their time is.
"""

import argparse
import json
import time

from process import memory_mb

# Share of the orders with the antecedent that hold the consequent too.
CONFIDENCE = 0.5


def pyfim(transactions, support, target):
    """Borgelt's C programs through Python; whichever of them is the fastest counts."""
    import fim

    letter = {"frequent": "s", "closed": "c", "maximal": "m", "rules": "r"}[target]
    asked = {"target": letter, "supp": -support}
    if target == "rules":
        asked |= {"conf": 100 * CONFIDENCE, "zmin": 2, "mode": "o", "report": "ac"}
    return {
        "eclat": lambda: fim.eclat(transactions, **asked),
        "eclat, occurrence deliver": lambda: fim.eclat(transactions, algo="o", **asked),
        "fpgrowth": lambda: fim.fpgrowth(transactions, **asked),
    }


def mlxtend(transactions, support, target):
    """FP-growth on a sparse table; it knows no closed sets."""
    import pandas
    from mlxtend.frequent_patterns import association_rules, fpgrowth, fpmax
    from mlxtend.preprocessing import TransactionEncoder

    encoder = TransactionEncoder()
    table = encoder.fit(transactions).transform(transactions, sparse=True)
    frame = pandas.DataFrame.sparse.from_spmatrix(table, columns=[str(item) for item in encoder.columns_])
    share = as_share(support, transactions)

    def rules():
        return association_rules(fpgrowth(frame, min_support=share), metric="confidence", min_threshold=CONFIDENCE)

    return {
        "frequent": {"fpgrowth": lambda: fpgrowth(frame, min_support=share)},
        "maximal": {"fpmax": lambda: fpmax(frame, min_support=share)},
        "rules": {"fpgrowth": rules},
        "closed": {},
    }[target]


def rusket(transactions, support, target):
    """FP-growth in Rust. Its search for closed sets takes minutes and finds other numbers of them than all others."""
    import numpy
    import rusket as package
    from scipy.sparse import csr_matrix

    sets = [sorted(set(transaction)) for transaction in transactions]
    columns = numpy.concatenate([numpy.array(items, dtype=numpy.int32) for items in sets])
    ends = numpy.cumsum([0] + [len(items) for items in sets])
    table = csr_matrix((numpy.ones(len(columns), dtype=bool), columns, ends), (len(sets), int(columns.max()) + 1))
    share = as_share(support, transactions)

    def frequent():
        return package.mine(table, min_support=share, use_colnames=False, method="fpgrowth")

    def rules():
        return package.association_rules(frequent(), num_itemsets=len(sets), min_threshold=CONFIDENCE)

    return {"frequent": {"fpgrowth": frequent}, "rules": {"fpgrowth": rules}}.get(target, {})


def as_share(support, transactions):
    """Half a transaction less keeps rounding from losing sets."""
    return (support - 0.5) / len(transactions)


def count(found):
    """How many sets or rules of one consequent came out."""
    if hasattr(found, "columns") and "consequents" in found.columns:
        return int(sum(len(consequents) == 1 for consequents in found["consequents"]))
    return len(found)


def measured(program, run, repetitions):
    seconds = []
    for _ in range(repetitions):
        started = time.perf_counter()
        found = run()
        seconds.append(time.perf_counter() - started)
    return {
        "program": program,
        "found": count(found),
        "seconds": seconds,
        "memory_mb": memory_mb(),
    }


PEERS = {"pyfim": pyfim, "mlxtend": mlxtend, "rusket": rusket}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("file")
    parser.add_argument("support", type=int, help="transactions that have to hold a set")
    parser.add_argument("target", choices=["frequent", "closed", "maximal", "rules"])
    parser.add_argument("--repetitions", type=int, default=3)
    asked = parser.parse_args()
    with open(asked.file, encoding="ascii") as lines:
        transactions = [[int(item) for item in line.split()] for line in lines]
    for program, run in PEERS[asked.peer](transactions, asked.support, asked.target).items():
        print(json.dumps(measured(program, run, asked.repetitions)), flush=True)


if __name__ == "__main__":
    main()
