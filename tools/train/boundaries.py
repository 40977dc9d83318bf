#!/usr/bin/env python3
"""Weights that find ends of sentences where the rules see none: `languages/*/lexicon/sentence_weights.tsv`.

    evaluate tokens en en-train.conllu --examples > en.ex
    tools/train/boundaries.py en.ex > languages/en/lexicon/sentence_weights.tsv
    tools/train/boundaries.py --score languages/en/lexicon/sentence_weights.tsv en-dev.ex

Of the English training file only EWT and the documents of genre GUM/news may be used.

An averaged perceptron with a margin over what `boundary::seen` of crates/nlp gives. The order of the examples is
shuffled from a fixed seed and the weights are whole numbers, so a second run writes the same bytes.
"""

import random
import sys

EPOCHS = 10
MARGIN = 10
# Taken from every sum, so that a boundary is added only where much speaks for it: chosen on the dev sets.
CAUTION = 20
SCALE = 4
SMALLEST = 3


def read(path):
    for line in open(path, encoding="utf-8"):
        label, *seen = line.rstrip("\n").split("\t")
        yield label == "1", seen


def train(data, epochs=EPOCHS, margin=MARGIN, scale=SCALE, smallest=SMALLEST):
    rng = random.Random(20261121)
    counts = {}
    for _, seen in data:
        for key in seen:
            counts[key] = counts.get(key, 0) + 1
    # what is seen once teaches nothing about other text
    data = [(end, [key for key in seen if counts[key] > 1]) for end, seen in data]
    weights, totals, last, step = {}, {}, {}, 0
    for _ in range(epochs):
        rng.shuffle(data)
        for end, seen in data:
            step += 1
            total = sum(weights.get(key, 0) for key in seen)
            if (total if end else -total) <= margin:
                by = 1 if end else -1
                for key in seen:
                    held = weights.get(key, 0)
                    totals[key] = totals.get(key, 0) + (step - last.get(key, 0)) * held
                    last[key] = step
                    weights[key] = held + by
    scaled = {}
    for key, held in weights.items():
        total = totals[key] + (step - last[key]) * held
        weight = round(scale * total / step)
        if abs(weight) >= smallest:
            scaled[key] = weight
    for bias in ("r", "r_"):
        scaled[bias] = scaled.get(bias, 0) - CAUTION
    return scaled


def score(weights, data):
    """Returns how many boundaries are missed, and how many are false."""
    missed = false = 0
    for end, seen in data:
        ends = sum(weights.get(key, 0) for key in seen) > 0
        missed += end and not ends
        false += ends and not end
    return missed, false


def main():
    if sys.argv[1] == "--score":
        rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[2], encoding="utf-8")]
        weights = {row[0]: int(row[1]) for row in rows[1:] if not row[0].startswith("#")}
        data = list(read(sys.argv[3]))
        missed, false = score(weights, data)
        print(f"boundaries missed {missed} of {sum(end for end, _ in data)}, false {false}, gaps {len(data)}")
        return
    data = [example for path in sys.argv[1:] for example in read(path)]
    weights = train(data)
    print("seen\tweight")
    print("# What speaks for and against the end of a sentence: made by tools/train/boundaries.py, see there.")
    for key in sorted(weights, key=lambda key: key.encode()):
        print(f"{key}\t{weights[key]}")


if __name__ == "__main__":
    main()
