"""Counts in which share of news articles a stem stands: `languages/*/dossier/background.tsv`.

    python3 tools/train/background.py /work/shared/data languages

Shares are means over the topics of the corpora, without the topic in which the stem is most frequent, so that what one
topic is about counts as rare. Only counts of stems are kept, no text. Needs `zstd` and nothing else.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys

LETTERS = 7  # as STEM_LETTERS in crates/dossier/src/pile.rs
LEAST = 15  # of 10,000 articles
SENTENCES = 20  # of a treebank that count as an article
ARTICLES = 100  # of a treebank that count as a topic


def unpacked(path):
    return subprocess.run(["zstd", "-dqc", path], capture_output=True, check=True).stdout.decode()


def stems(text):
    words = re.findall(r"\w[\w'’.-]*\w", text.lower())
    return {"".join(c for c in word if c.isalnum())[:LETTERS] for word in words if len(word) > 2}


def articles(path):
    return [record for record in map(json.loads, unpacked(path).splitlines()) if record.get("text")]


def blocks(sentences):
    texts = [" ".join(sentences[at : at + SENTENCES]) for at in range(0, len(sentences), SENTENCES)]
    return [texts[at : at + ARTICLES] for at in range(0, len(texts), ARTICLES)]


def treebank(path):
    return [line[9:] for line in unpacked(path).splitlines() if line.startswith("# text = ")]


def topics(data, lang):
    """Lists of texts, one list a topic."""
    by_topic = collections.defaultdict(list)
    if lang == "en":
        for path in sorted(data.glob("timelines/entities/*.zst")) + sorted(data.glob("timelines/t17/*.zst")):
            for record in articles(path):
                by_topic[record.get("topic") or path.name].append(record["text"])
    elif lang == "fr":
        for record in articles(data / "timelines/crisis-fr/articles.jsonl.zst"):
            by_topic[record["topic"]].append(record["text"])
    lists = [texts for _, texts in sorted(by_topic.items())]
    if lang == "fr":
        lists += blocks(treebank(data / "ud/fr/train.conllu.zst"))
    if lang == "nl":
        lists += blocks(treebank(data / "ud/nl/train.conllu.zst"))
        plain = unpacked(data / "unlabelled/nl-sentences.tsv.zst").splitlines()
        lists += blocks([line.split("\t", 1)[1] for line in plain if "\t" in line])
    return [texts for texts in lists if len(texts) >= 30]


def shares(lists):
    by_stem = collections.defaultdict(list)
    for texts in lists:
        counted = collections.Counter(stem for text in texts for stem in stems(text))
        for stem, n in counted.items():
            by_stem[stem].append(n / len(texts))
    return {stem: (sum(each) - max(each)) / (len(lists) - 1) for stem, each in by_stem.items()}


def main(data, languages):
    for lang in ["en", "fr", "nl"]:
        lists = topics(data, lang)
        rows = sorted((stem, round(share * 10_000)) for stem, share in shares(lists).items())
        rows = [(stem, share) for stem, share in rows if share >= LEAST and not stem.isdigit()]
        with open(languages / lang / "dossier/background.tsv", "w", encoding="utf-8") as out:
            print("stem\tshare", file=out)
            print(f"# In how many of 10,000 articles a stem stands; made by tools/train/background.py from"
                  f" {sum(map(len, lists))} articles of {len(lists)} topics.", file=out)
            for stem, share in rows:
                print(stem, share, sep="\t", file=out)
        print(lang, len(lists), len(rows), "stems", file=sys.stderr)


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
