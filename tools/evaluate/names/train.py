#!/usr/bin/env python3
"""Learns languages/LANG/name/weights.tsv: a multinomial logistic regression with L2, by SGD, standard library only.

usage: names ... examples > FILE; python3 tools/evaluate/names/train.py LANG FILE...

FILE holds lines `kind TAB features`, as `cargo run --release -p evaluate --example names -- LANG LAYOUT CORPUS examples`
prints them. Weights are learnt on WikiANN train (CC BY-SA) and, for Dutch, the silver classes of alpino-names (LGPL).
"""
import collections, math, os, random, sys

KINDS = ["PER", "ORG", "LOC", "MISC"]
LEAST, EPOCHS, RATE, DECAY, SMALLEST, UNLISTED, VILLAGE = 3, 8, 0.15, 2e-4, 0.08, 0.1, 0.2


def main():
    lang, files = sys.argv[1], sys.argv[2:]
    rows = []
    for path in files:
        path, _, weight = path.partition(":")
        for line in open(path, encoding="utf-8"):
            kind, _, features = line.rstrip("\n").partition("\t")
            if kind in KINDS:
                features = features.split(" ")
                # an encyclopedia is full of villages that no list has and no paper names
                village = kind == "LOC" and "whole:" in features
                rows.append((KINDS.index(kind), features, float(weight or 1) * (VILLAGE if village else 1)))
    seen = collections.Counter(f for _, features, _ in rows for f in features)
    random.seed(1)
    w = {}
    for epoch in range(EPOCHS):
        random.shuffle(rows)
        rate = RATE / (1 + epoch)
        for gold, features, weight in rows:
            # a name may be missing from the lists
            unlisted = random.random() < UNLISTED
            active = [f for f in features if seen[f] >= LEAST and not (unlisted and f.startswith(("whole", "first", "last")))]
            score = [0.0] * 4
            for f in active:
                v = w.get(f)
                if v:
                    for k in range(4):
                        score[k] += v[k]
            top = max(score)
            e = [math.exp(s - top) for s in score]
            z = sum(e)
            grad = [weight * ((k == gold) - e[k] / z) for k in range(4)]
            for f in active:
                v = w.setdefault(f, [0.0] * 4)
                for k in range(4):
                    v[k] += rate * grad[k] - rate * DECAY * v[k]
    right = sum(max(range(4), key=lambda k: sum(w[f][k] for f in x if f in w)) == g for g, x, _ in rows)
    out = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "languages", lang, "name", "weights.tsv")
    kept = {f: v for f, v in w.items() if max(map(abs, v)) >= SMALLEST}
    with open(out, "w", encoding="utf-8") as f:
        f.write("feature\tPER\tORG\tLOC\tMISC\n# Weights of what is seen of a name, made by tools/evaluate/names/train.py on WikiANN train (CC BY-SA)"
                + (" and alpino-names (LGPL-2.1-or-later)" if lang == "nl" else "") + ".\n")
        for k in sorted(kept, key=lambda k: k.encode()):
            f.write(k + "\t" + "\t".join(("%.2f" % x).replace("-0.00", "0") for x in kept[k]) + "\n")
    print(len(rows), "examples,", len(kept), "weights,", "%.3f" % (right / len(rows)), "right in training")


main()
