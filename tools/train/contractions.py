#!/usr/bin/env python3
"""Weights that tell when an ambiguous contraction is several words: `languages/*/lexicon/contraction_weights.tsv`.

    tools/train/contractions.py fr-train.conllu languages/fr/lexicon/contractions.tsv > contraction_weights.tsv
    tools/train/contractions.py --score weights.tsv fr-dev.conllu contractions.tsv

An averaged perceptron over the neighbours of each `weighed` form (French `du`, `des`): positive sums are several words.
`seen` below is what `WordTables::weigh` of crates/nlp sees. The order of the examples is shuffled from a fixed seed, and
the weights are whole numbers, so a second run writes the same bytes.
"""

import random
import sys

EPOCHS = 12
SCALE = 8
SMALLEST = 4


def sentences(path):
    """Yields the surface tokens of each sentence as (lower-cased form, how many words it is)."""
    for block in open(path, encoding="utf-8").read().split("\n\n"):
        tokens, skip = [], 0
        for line in block.split("\n"):
            cells = line.split("\t")
            if len(cells) < 10 or "." in cells[0]:
                continue
            if "-" in cells[0]:
                first, last = map(int, cells[0].split("-"))
                skip = last - first + 1
                tokens.append((norm(cells[1]), skip))
            elif skip:
                skip -= 1
            else:
                tokens.append((norm(cells[1]), 1))
        if tokens:
            yield tokens


def norm(form):
    return form.lower().replace("’", "'").replace("‘", "'")


def seen(forms, at):
    def form(index):
        return forms[index] if 0 <= index < len(forms) else ""

    here, before, behind, before2, behind2 = form(at), form(at - 1), form(at + 1), form(at - 2), form(at + 2)
    return [
        f"f={here}|",
        f"b={before}|{here}",
        f"b4={before[-4:]}|",
        f"b3={before[-3:]}|",
        f"b2={before[-2:]}|",
        f"a={behind}|{here}",
        f"a3={behind[-3:]}|{here}",
        f"c={before2}|",
        f"c3={before2[-3:]}|",
        f"c2={before2}|{before}",
        f"d={behind2}|",
        f"ab={before[-2:]}|{behind[-1:]}",
    ]


def weighed(table):
    rows = [line.rstrip("\n").split("\t") for line in open(table, encoding="utf-8") if not line.startswith("#")]
    return {row[0] for row in rows if len(row) > 2 and row[2] == "weighed"}


def examples(path, forms_weighed):
    for tokens in sentences(path):
        forms = [form for form, _ in tokens]
        for at, (form, n_words) in enumerate(tokens):
            if form in forms_weighed:
                yield seen(forms, at), n_words > 1


def train(data):
    rng = random.Random(20261121)
    weights, totals, last, step = {}, {}, {}, 0

    def update(feature, by):
        totals[feature] = totals.get(feature, 0) + (step - last.get(feature, 0)) * weights.get(feature, 0)
        last[feature] = step
        weights[feature] = weights.get(feature, 0) + by

    for _ in range(EPOCHS):
        rng.shuffle(data)
        for features, split in data:
            step += 1
            if (sum(weights.get(f, 0) for f in features) > 0) != split:
                for feature in features:
                    update(feature, 1 if split else -1)
    for feature in list(weights):
        update(feature, 0)
    scaled = {f: round(SCALE * totals[f] / step) for f in weights}
    return {f: w for f, w in scaled.items() if abs(w) >= SMALLEST}


def main():
    if sys.argv[1] == "--score":
        rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[2], encoding="utf-8")]
        weights = {row[0]: int(row[1]) for row in rows[1:] if not row[0].startswith("#")}
        right = total = plain = 0
        for features, split in examples(sys.argv[3], weighed(sys.argv[4])):
            total += 1
            right += (sum(weights.get(f, 0) for f in features) > 0) == split
            plain += split
        print(f"right {right} of {total} ({right / total:.4f}); always several words: {plain / total:.4f}")
        return
    weights = train(list(examples(sys.argv[1], weighed(sys.argv[2]))))
    print("seen\tweight")
    print("# Whether an ambiguous contraction is several words: made by tools/train/contractions.py, see there.")
    for feature in sorted(weights, key=lambda f: f.encode()):
        print(f"{feature}\t{weights[feature]}")


main()
