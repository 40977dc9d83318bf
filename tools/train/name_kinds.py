#!/usr/bin/env python3
"""Learns languages/{nl,en}/name/weights.tsv: what each thing seen of a name, and around it, weighs for each kind.

usage: python3 tools/train/name_kinds.py [--data DATA] [--ud UD] [--evidence PROGRAM] nl en

Two multinomial logistic regressions with L2, by SGD, standard library only, same bytes every time. That of the form of names
learns from WikiANN and, for Dutch, from the treebank's names with silver kinds. That of the words around learns by co-training: from
the names of a pile whose form alone makes the kind certain (tables, heads, a listed first name), so that it speaks for those whose
form says nothing. No CoNLL-2002 or -2003 is read; CONTEXT below was chosen on their development parts.
"""
import argparse, collections, math, os, random, subprocess, sys, tempfile

import name_sources as sources
from names import KINDS, ROOT, spans

EPOCHS, RATE, DECAY = 8, 0.15, 2e-4
# how much the words around weigh beside the form
CONTEXT = 0.7
# features seen less often are not learnt, weights below are not kept
LEAST = {"form": 3, "context": 6}
SMALLEST = {"form": 0.08, "context": 0.2}
UNLISTED, VILLAGE = 0.1, 0.2
# how sure the form must be to teach the context
SURE = 2.5


def evidence(lang, sentences):
    """Returns for every article of sentences its mentions: text, certain kind or None, features of form and of context."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "tokens")
        with open(path, "w", encoding="utf-8") as f:
            doc = None
            for s in sentences:
                if s.doc != doc:
                    f.write("# newdoc\n")
                    doc = s.doc
                f.writelines(f"{form}\t{int(blank)}\n" for form, blank in zip(s.forms, s.blanks))
                f.write("\n")
        out = subprocess.run(PROGRAM + [lang, path], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")
    docs = []
    for line in out.split("\n"):
        if line == "# newdoc":
            docs.append([])
        elif line:
            text, kind, form, context = line.split("\t")
            docs[-1].append((text, None if kind == "-" else kind, form.split(" "), context.split(" ")))
    # what stands before the first `# newdoc` is an article without words
    return docs[1:] if docs and not docs[0] else docs


def gold(sentences):
    """Returns the kinds of the surfaces of every article."""
    docs, doc = [], None
    for s in sentences:
        if s.doc != doc:
            docs.append({})
            doc = s.doc
        for a, b, kind in s.gold:
            text = "".join(f + " " * (blank and k + 1 < b) for k, (f, blank) in enumerate(zip(s.forms[a:b], s.blanks[a:b]), a))
            docs[-1][text] = kind
    return docs


def learn(rows, least, unlisted=0.0, epochs=EPOCHS):
    """Learns from rows (kind, features, weight); returns four weights a feature."""
    seen = collections.Counter(f for _, features, _ in rows for f in features)
    random.seed(1)
    rows = [(kind, [f for f in features if seen[f] >= least], weight) for kind, features, weight in rows]
    w = {}
    for epoch in range(epochs):
        random.shuffle(rows)
        rate = RATE / (1 + epoch)
        for kind, features, weight in rows:
            # a name may be missing from the lists
            if unlisted and random.random() < unlisted:
                features = [f for f in features if not f.startswith(("whole", "first", "last"))]
            score = [0.0] * 4
            for f in features:
                v = w.get(f)
                if v:
                    score = [a + b for a, b in zip(score, v)]
            top = max(score)
            e = [math.exp(s - top) for s in score]
            z = sum(e)
            grad = [rate * weight * ((k == kind) - e[k] / z) for k in range(4)]
            for f in features:
                v = w.setdefault(f, [0.0] * 4)
                for k in range(4):
                    v[k] += grad[k] - rate * DECAY * v[k]
    return w


def score(w, features):
    out = [0.0] * 4
    for f in features:
        if v := w.get(f):
            out = [a + b for a, b in zip(out, v)]
    return out


def main():
    global PROGRAM
    args = argparse.ArgumentParser()
    args.add_argument("--data", default="/work/shared/data")
    args.add_argument("--ud", default="/work/tmp/ud")
    args.add_argument("--evidence", help="the program that prints evidence, when not cargo's")
    args.add_argument("--out", default=os.path.join(ROOT, "languages"))
    args.add_argument("languages", nargs="+")
    args = args.parse_args()
    PROGRAM = [args.evidence, "evidence"] if args.evidence else \
        ["cargo", "run", "-q", "--release", "-p", "evaluate", "--", "evidence"]
    for lang in args.languages:
        make(args, lang)


def make(args, lang):
    wiki = sources.wikiann(args.data, lang, strict=False)
    teachers = [(wiki, 1.0)]
    if lang == "nl":
        alpino = sources.alpino(args.data, args.ud)
        teachers.append((alpino, 1.0))
        pile = sources.unlabelled(args.data, args.ud)
    else:
        gum, ewt = sources.english_treebank(args.ud)
        teachers.append((gum, 2.0))
        pile = ewt + sources.articles(ROOT, args.data, "wikinews-en/docs.jsonl.zst", "meantime", PROGRAM[:-1]) \
            + sources.articles(ROOT, args.data, "attribution/polnear/train.jsonl.zst", "polnear", PROGRAM[:-1])
    form_rows, context_rows = [], []
    docs = []
    for sentences, weight in teachers:
        seen = evidence(lang, sentences)
        assert len(seen) == len(gold(sentences)), (len(seen), len(gold(sentences)))
        for mentions, known in zip(seen, gold(sentences)):
            for text, certain, form, context in mentions:
                kind = known.get(text)
                if kind in KINDS and certain is None:
                    # an encyclopedia is full of villages that no list has and no paper names
                    village = kind == "LOC" and "whole:" in form
                    form_rows.append((KINDS.index(kind), form, weight * (VILLAGE if village else 1)))
                    if sentences is not wiki:
                        context_rows.append((KINDS.index(kind), context, weight))
        if sentences is not wiki:
            docs += seen
    form_weights = learn(form_rows, LEAST["form"], UNLISTED)
    docs += evidence(lang, pile)
    for mentions in docs:
        for text, certain, form, context in mentions:
            kind = KINDS.index(certain) if certain else None
            if kind is None:
                scores = score(form_weights, form)
                best, second = sorted(scores)[:1:-1]
                kind = scores.index(best) if best - second >= SURE else None
            if kind is not None:
                context_rows.append((kind, context + ["prior"], 1.0))
    context_weights = learn(context_rows, LEAST["context"])
    del context_weights["prior"]
    weights = {f: v for f, v in form_weights.items() if max(map(abs, v)) >= SMALLEST["form"]}
    for f, v in context_weights.items():
        if max(map(abs, v)) >= SMALLEST["context"]:
            weights[f] = [x * CONTEXT for x in v]
    path = os.path.join(args.out, lang, "name", "weights.tsv")
    with open(path, "w", encoding="utf-8") as f:
        f.write("feature\tPER\tORG\tLOC\tMISC\n# Weights of what is seen of a name and around it, made by tools/train/name_kinds.py on WikiANN train (CC BY-SA), "
                + ("alpino-names and the\n# unlabelled sentences of Alpino (LGPL-2.1-or-later).\n" if lang == "nl" else
                   "UD_English-EWT (CC BY-SA 4.0),\n# GUM/news and Wikinews (CC BY), counts over PolNeAR.\n"))
        for key in sorted(weights, key=str.encode):
            f.write(key + "\t" + "\t".join(("%.2f" % x).replace("-0.00", "0").replace("0.00", "0") for x in weights[key]) + "\n")
    print(lang, len(form_rows), "forms", len(context_rows), "contexts", len(weights), "weights", os.path.getsize(path), "bytes")


if __name__ == "__main__":
    main()
