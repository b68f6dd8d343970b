"""Runs one peer on the cart completion that `cargo xtask bench peers` wrote, and prints what came of it as JSON.

A history file holds one order a line, its products as whole numbers with spaces between; a questions file one cart a
line. Every peer learns from the same history and answers the same questions with its best products that are not in the
cart. Neither reading the files nor bringing the history into the form that the peer takes is timed.
"""

import argparse
import json
import time

from process import memory_mb


def read(path):
    with open(path) as lines:
        return [[int(word) for word in line.split()] for line in lines]


def matrix(baskets, products):
    import numpy
    from scipy.sparse import csr_matrix

    columns = numpy.fromiter((p for basket in baskets for p in basket), dtype=numpy.int32)
    ends = numpy.cumsum([0] + [len(basket) for basket in baskets])
    return csr_matrix((numpy.ones(len(columns), dtype=numpy.float32), columns, ends), (len(baskets), products))


class Implicit:
    """`implicit`: item-item neighbours or factors of the orders taken as users."""

    def __init__(self, name, neighbours):
        import os

        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        from implicit.als import AlternatingLeastSquares
        from implicit.nearest_neighbours import BM25Recommender, CosineRecommender, TFIDFRecommender

        makers = {
            "cosine": lambda: CosineRecommender(K=neighbours),
            "tfidf": lambda: TFIDFRecommender(K=neighbours),
            "bm25": lambda: BM25Recommender(K=neighbours),
            "als": lambda: AlternatingLeastSquares(
                factors=64, regularization=20, iterations=15, random_state=1
            ),
        }
        self.name, self.model = name, makers[name]()

    def learn(self, baskets, products):
        self.products = products
        self.orders = matrix(baskets, products)
        start = time.perf_counter()
        self.model.fit(self.orders, show_progress=False)
        return time.perf_counter() - start

    def answer(self, cart, count):
        row = matrix([cart], self.products)
        extra = {"recalculate_user": True} if self.name == "als" else {}
        ids, scores = self.model.recommend(0, row, N=count, filter_already_liked_items=True, **extra)
        return [int(i) for i, score in zip(ids, scores) if self.name == "als" or score > 0]

    def answer_together(self, carts, count):
        """All carts in one call, on all cores, as the package prefers to be asked."""
        import numpy

        rows = matrix(carts, self.products)
        extra = {"recalculate_user": True} if self.name == "als" else {}
        self.model.recommend(numpy.arange(len(carts)), rows, N=count, filter_already_liked_items=True, **extra)


class Rusket:
    """`rusket`'s models. They answer only orders that they learnt from, so the carts take the place of these."""

    def __init__(self, maker):
        self.maker = maker

    def learn(self, baskets, products):
        import rusket

        self.products = products
        orders = matrix(baskets, products)
        start = time.perf_counter()
        self.model = self.maker(rusket).fit(orders)
        return time.perf_counter() - start

    def answer(self, cart, count):
        import numpy

        model = self.model
        model._fit_indptr = numpy.array([0, len(cart)], dtype=numpy.int64)
        model._fit_indices = numpy.sort(numpy.array(cart, dtype=numpy.int32))
        model._fit_data = numpy.ones(len(cart), dtype=numpy.float32)
        model._n_users = 1
        ids, scores = model.recommend_items(0, n=count, exclude_seen=True)
        return [int(i) for i, score in zip(ids, scores) if numpy.isfinite(score) and score != 0]


class Ease:
    """The linear model of H. Steck, 2019, as its paper's few lines of numpy, on orders; the penalty is the best known."""

    def __init__(self, penalty):
        self.penalty = penalty

    def learn(self, baskets, products):
        import numpy

        orders = matrix(baskets, products)
        start = time.perf_counter()
        gram = (orders.T @ orders).toarray().astype(numpy.float64)
        gram[numpy.diag_indices(products)] += self.penalty
        inverse = numpy.linalg.inv(gram)
        self.weights = inverse / -numpy.diag(inverse)
        self.weights[numpy.diag_indices(products)] = 0.0
        return time.perf_counter() - start

    def answer(self, cart, count):
        import numpy

        scores = self.weights[cart].sum(axis=0)
        scores[cart] = -numpy.inf
        best = numpy.argpartition(-scores, count)[:count]
        return [int(p) for p in best[numpy.argsort(-scores[best], kind="stable")]]


class Rules:
    """`rusket`: FP-Growth pairs and triples; a cart is answered by the rules it contains, by confidence."""

    def __init__(self, support):
        self.support = support

    def learn(self, baskets, products):
        import pandas
        import rusket

        frame = pandas.DataFrame.sparse.from_spmatrix(matrix(baskets, products) > 0)
        start = time.perf_counter()
        itemsets = rusket.fpgrowth(frame, min_support=self.support, max_len=3, use_colnames=False)
        rules = rusket.association_rules(itemsets, num_itemsets=len(baskets), min_threshold=0.01)
        seconds = time.perf_counter() - start
        self.rules = {}
        columns = zip(rules["antecedents"], rules["consequents"], rules["confidence"])
        for antecedent, consequent, confidence in columns:
            if len(consequent) == 1 and len(antecedent) <= 2:
                key = tuple(sorted(int(i) for i in antecedent))
                self.rules.setdefault(key, []).append((confidence, int(next(iter(consequent)))))
        return seconds

    def answer(self, cart, count):
        cart, held = sorted(cart)[:60], set(cart)
        found = {}
        keys = [(a,) for a in cart] + [(a, b) for i, a in enumerate(cart) for b in cart[i + 1 :]]
        for key in keys:
            for confidence, product in self.rules.get(key, ()):
                if product not in held:
                    found[product] = max(confidence, found.get(product, 0.0))
        return sorted(found, key=lambda product: (-found[product], product))[:count]


PEERS = {
    "implicit-cosine": lambda options: Implicit("cosine", options.neighbours),
    "implicit-tfidf": lambda options: Implicit("tfidf", options.neighbours),
    "implicit-bm25": lambda options: Implicit("bm25", options.neighbours),
    "implicit-als": lambda options: Implicit("als", options.neighbours),
    "ease": lambda options: Ease(options.penalty),
    "rusket-ease": lambda options: Rusket(lambda rusket: rusket.EASE(regularization=options.penalty)),
    "rusket-tfidf": lambda options: Rusket(lambda rusket: rusket.ItemKNN(method="tfidf", k=options.neighbours)),
    "rusket-bm25": lambda options: Rusket(lambda rusket: rusket.ItemKNN(method="bm25", k=options.neighbours)),
    "rusket-rules": lambda options: Rules(options.support),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peer", choices=sorted(PEERS))
    parser.add_argument("history")
    parser.add_argument("questions")
    parser.add_argument("--products", type=int, required=True)
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--neighbours", type=int, default=100)
    parser.add_argument("--penalty", type=float, default=50.0)
    parser.add_argument("--support", type=float, default=0.0005)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    baskets = read(options.history)
    questions = [] if options.questions == "none" else read(options.questions)
    build_seconds = []
    for _ in range(options.rounds):
        peer = PEERS[options.peer](options)
        build_seconds.append(peer.learn(baskets, options.products))
    answers, seconds = [], []
    for cart in questions:
        start = time.perf_counter()
        answers.append(peer.answer(cart, options.count) if cart else [])
        seconds.append(time.perf_counter() - start)
    seconds.sort()
    together_us = None
    if hasattr(peer, "answer_together") and questions:
        start = time.perf_counter()
        peer.answer_together(questions, options.count)
        together_us = (time.perf_counter() - start) / len(questions) * 1e6
    at = lambda share: seconds[min(len(seconds) - 1, int(share * len(seconds)))] * 1e6 if seconds else 0.0
    print(
        json.dumps(
            {
                "build_seconds": build_seconds,
                "query_p50_us": at(0.5),
                "query_p99_us": at(0.99),
                "query_together_us": together_us,
                "memory_mb": memory_mb(),
                "answers": answers,
            }
        )
    )


if __name__ == "__main__":
    main()
