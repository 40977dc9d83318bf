#!/usr/bin/env python3
"""Writes languages/und/name/gazetteer.tsv and languages/{nl,en,fr}/name/words.tsv from the shared corpora.

usage: python3 tools/evaluate/names/gazetteer.py DATA_DIR [--without-wikiann]   (needs zstd)

gazetteer.tsv  the name lists of Alpino (LGPL 2.1+) and the names tagged in WikiANN's train parts (ODC-BY / CC BY-SA)
               (left out for training, which would otherwise learn that every name is listed)
words.tsv      words that running text writes in lower case, with how often (powers of two): UD train files, Alpino's
               unlabelled sentences, and for English counts (no text) over PolNeAR and Wikinews
"""
import collections, json, math, os, re, subprocess, sys

DATA = sys.argv[1] if len(sys.argv) > 1 else "/work/shared/data"
OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "languages")


def lines(path):
    return subprocess.run(["zstd", "-dqc", os.path.join(DATA, path)], capture_output=True, check=True).stdout.decode("utf-8", "replace").split("\n")


def counts(sentences):
    low, cap = collections.Counter(), collections.Counter()
    for words in sentences:
        for i, w in enumerate(words):
            if re.fullmatch(r"[^\W\d_]+(['’-][^\W\d_]+)*'?", w):
                if w.islower():
                    low[w] += 1
                elif i and words[i - 1] not in {'"', "'", "‘", "“", ":", ".", "''", "``", ",,", "-", "*"} and not w.isupper():
                    cap[w.lower()] += 1
    return low, cap


def ud(path):
    words, keep = [], True
    for line in lines(path):
        if line.startswith("# genre = "):
            keep = not line.startswith("# genre = GUM") or "news" in line
        if line[:1].isdigit() and keep:
            cells = line.split("\t")
            if cells[0].isdigit():
                words.append(cells[1])
        elif not line and words:
            yield words
            words = []


def texts(path):
    for line in lines(path):
        if line:
            for sentence in re.split(r"(?<=[.?!])\s+|\n+", json.loads(line).get("text", "")):
                yield re.findall(r"[\w'’-]+|[^\w\s]", sentence)


def write(path, header, comments, rows):
    with open(os.path.join(OUT, path), "w", encoding="utf-8") as f:
        f.write(header + "\n" + "".join(f"# {c}\n" for c in comments))
        for key in sorted(rows, key=lambda k: k.encode()):
            f.write(f"{key}\t{rows[key]}\n")


def words(lang, sentences, least):
    low, cap = counts(sentences)
    rows = {w: int(math.log2(n)) for w, n in low.items() if n >= least and n >= 2 * cap[w] and len(w) > 1}
    write(f"{lang}/name/words.tsv", "form\tfrequency", [
        "Words that running text writes in lower case at least twice as often as with a capital; log2 of their count.",
        "Made by tools/evaluate/names/gazetteer.py from Universal Dependencies and Alpino (CC BY-SA 4.0, LGPL 2.1+)."
        if lang == "nl" else
        "Made by tools/evaluate/names/gazetteer.py from UD_French-Sequoia (LGPL-LR) and UD_French-GSD (CC BY-SA 4.0)."
        if lang == "fr" else
        "Made by tools/evaluate/names/gazetteer.py from UD_English-EWT (CC BY-SA 4.0), Wikinews (CC BY) and counts over PolNeAR."], rows)
    return rows


def wikiann(lang):
    found = collections.defaultdict(collections.Counter)
    span, kind = [], None
    for line in lines(f"names/wikiann/{lang}-train.conllu.zst") + [""]:
        cells = line.split("\t")
        tag = cells[2] if len(cells) > 2 else "O"
        if tag.startswith("I-") and span:
            span.append(cells[1])
            continue
        if span:
            found[" ".join(span)][kind] += 1
            span = []
        if tag.startswith("B-"):
            span, kind = [cells[1]], tag[2:]
    return found


def main():
    nl = words("nl", list(ud("ud/nl/train.conllu.zst")) + [l.split("\t")[1].split() for l in lines("unlabelled/nl-sentences.tsv.zst") if "\t" in l], 2)
    polnear = [s for part in ("train", "dev") for s in texts(f"attribution/polnear/{part}.jsonl.zst")]
    en = words("en", list(ud("ud/en/train.conllu.zst")) + list(texts("wikinews-en/docs.jsonl.zst")) + polnear, 2)
    words("fr", list(ud("ud/fr/train.conllu.zst")), 1)
    flags = collections.defaultdict(set)
    good = re.compile(r"[^\W\d_][\w'’ .&/-]*$")
    plain = lambda s: good.match(s) and s[0].isupper() and len(s) > 1
    first, last = collections.Counter(), collections.Counter()
    for name in lines("names/nl/gazetteer/per.txt.zst"):
        parts = name.split()
        if len(parts) >= 2:
            first[parts[0]] += 1
            last[parts[-1]] += 1
        elif plain(name):
            last[name] += 1
    for lang in () if "--without-wikiann" in sys.argv else ("nl", "en"):
        for name, kinds in wikiann(lang).items():
            kind, n = kinds.most_common(1)[0]
            parts = name.split()
            if n * 2 <= sum(kinds.values()):
                continue
            if kind == "PER" and len(parts) >= 2:
                first[parts[0]] += n
                last[parts[-1]] += n
            elif kind in ("LOC", "ORG") and plain(name) and len(parts) <= 4:
                flags[name].add(kind[0])
    for name, n in first.items():
        if plain(name) and "." not in name and " " not in name and n >= 2:
            flags[name].add("F")
    for name in last:
        if plain(name) and "." not in name and len(name) > 2:
            flags[name].add("S")
    for name in lines("names/nl/gazetteer/geo.txt.zst"):
        if plain(name) and len(name.split()) <= 3:
            flags[name].add("L")
    for name in lines("names/nl/gazetteer/org.txt.zst"):
        if plain(name) and len(name.split()) <= 6:
            flags[name].add("O")
    for name in lines("names/nl/gazetteer/misc.txt.zst"):
        if plain(name) and len(name.split()) <= 4:
            flags[name].add("M")
    rows = {n: "".join(sorted(f)) for n, f in flags.items()}
    # long names of one kind only seldom occur: 0.6 MB of them win 0.0015 F1 on CoNLL-2002 testa (November 2026)
    longest = {"M": 1, "L": 2, "O": 3}
    rows = {n: f for n, f in rows.items() if len(n.split()) <= longest.get(f, 9)}
    write("und/name/gazetteer.tsv", "form\tkinds", [
        "F first name, S surname, L place, O organisation, M anything else. Sorted by bytes: it is searched, not loaded.",
        "Name lists of Alpino (https://github.com/rug-compling/Alpino, Names/Build), LGPL-2.1-or-later, and names tagged in",
        "WikiANN (CC BY-SA). Names of persons are cut into first names and surnames. Made by tools/evaluate/names/gazetteer.py."], rows)
    print(len(rows), len(nl), len(en))


main()
