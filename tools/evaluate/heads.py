#!/usr/bin/env python3
"""Where heads are wrong: python3 tools/evaluate/heads.py GOLD.conllu SYSTEM.conllu   (the latter from `evaluate parse --out`)

Looks at the sentences that both files cut into the same words. Prints the share of heads that are right for all words, for
arcs that cross another, by distance, and for the relations (of the gold tree) that hold most of the wrong heads.
"""

from collections import Counter
import sys


def sentences(path):
    """Yields the words of each sentence, as lists of cells."""
    words = []
    for line in open(path, encoding="utf-8").read().split("\n"):
        cells = line.split("\t")
        if cells[0].isdecimal():
            words.append(cells)
        elif not line and words:
            yield words
            words = []


def crosses(heads, word):
    """Tells whether the arc to `word` (from 1) crosses another; arcs from the root count from place 0."""
    low, high = sorted((word, heads[word - 1]))
    arcs = [sorted((at, head)) for at, head in enumerate(heads, start=1)]
    return any(a < low < b < high or low < a < high < b for a, b in arcs)


def main(gold, system):
    found = {tuple(w[1] for w in s): s for s in sentences(system)}
    right, total, relations = Counter(), Counter(), Counter()
    for sentence in sentences(gold):
        other = found.get(tuple(w[1] for w in sentence))
        if other is None:
            continue
        heads = [int(w[6]) for w in sentence]
        for at, (want, have) in enumerate(zip(sentence, other), start=1):
            far = abs(at - heads[at - 1])
            kinds = ["all", f"far {'1-2' if far < 3 else '3-6' if far < 7 else '7-14' if far < 15 else '15+'}"]
            if heads[at - 1] == 0:
                kinds = ["all", "root"]
            elif crosses(heads, at):
                kinds.append("crossing")
            kinds.append("relation " + want[7].split(":")[0])
            for kind in kinds:
                total[kind] += 1
                right[kind] += want[6] == have[6]
    wrong = total["all"] - right["all"]
    for kind in sorted(k for k in total if not k.startswith("relation")):
        print(f"{kind:10} {right[kind] / total[kind]:.3f} of {total[kind]}")
    for kind, _ in (total - right).most_common():
        if kind.startswith("relation "):
            relations[kind[9:]] = total[kind] - right[kind]
    for relation, n in relations.most_common(8):
        of = total["relation " + relation]
        print(f"{relation:10} {1 - n / of:.3f} of {of}, {100 * n / wrong:.0f} % of the wrong heads")


if __name__ == "__main__":
    main(*sys.argv[1:3])
