"""Sentences without labels, already cut into words, from the formats they come in."""

import json
from pathlib import Path
import subprocess

from .treebank import LONGEST_UNLABELLED, Sentence, plain, text

# Children's books, and text that the treebank has already, teach a reader of news nothing.
LEFT_OUT = {"senseval2"}


def read(path: Path, binary: Path | None, lang: str) -> list[Sentence]:
    """Returns the sentences of a file; `.jsonl` articles are cut by `wederhoor parse`, since models come to see its cuts."""
    name = path.name
    if ".tsv" in name:
        rows = [line.split("\t") for line in text(path).split("\n") if "\t" in line]
        found = [row[1].split() for row in rows if row[0] not in LEFT_OUT]
    elif ".jsonl" in name:
        articles = [json.loads(line)["text"] for line in text(path).splitlines()]
        found = [s for article in articles for s in cut(article, binary, lang)]
    else:
        found, forms = [], []
        for line in text(path).split("\n"):
            if line:
                forms.append(line.split("\t")[1])
            elif forms:
                found.append(forms)
                forms = []
    return [Sentence(forms) for forms in found if 3 <= len(forms) <= LONGEST_UNLABELLED]


def cut(article: str, binary: Path, lang: str) -> list[list[str]]:
    """Returns the words of each sentence of an article."""
    done = subprocess.run(
        [str(binary), "parse", "--raw", "--lang", lang, "-"], input=article, capture_output=True, text=True, check=True
    )
    out, forms = [], []
    for line in done.stdout.split("\n"):
        cells = line.split("\t")
        if cells[0].isdecimal():
            forms.append(cells[1])
        elif not line and forms:
            out.append(forms)
            forms = []
    return out


def apart(sentences: list[Sentence], *known: list[Sentence]) -> list[Sentence]:
    """Drops sentences whose letters and digits equal those of a known sentence, and repeats."""
    seen = {plain(s.forms) for group in known for s in group}
    out = []
    for s in sentences:
        key = plain(s.forms)
        if key not in seen:
            seen.add(key)
            out.append(s)
    return out
