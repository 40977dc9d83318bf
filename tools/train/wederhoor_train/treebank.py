"""CoNLL-U and BIO files to sentences of label strings."""

from dataclasses import dataclass, field
from pathlib import Path
import subprocess
import unicodedata

LONGEST_UNLABELLED = 80


@dataclass
class Sentence:
    """One sentence; lists run over its words. A column that the data does not have is empty."""

    forms: list[str]
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    sent_id: str = ""
    source: str = ""
    weight: float = 1.0
    name_weight: float = 1.0

    def __len__(self) -> int:
        return len(self.forms)


def text(path: str | Path) -> str:
    """Returns the text of a file, unpacked by `zstd` when its name says so."""
    if str(path).endswith(".zst"):
        return subprocess.run(["zstd", "-dc", str(path)], check=True, capture_output=True).stdout.decode()
    return Path(path).read_text()


def read_conllu(path: str | Path) -> list[Sentence]:
    """Returns the sentences of a CoNLL-U file; multiword lines and empty nodes are left out."""
    out, current, comments = [], [], {}
    for line in text(path).split("\n"):
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            comments[key.strip()] = value.strip()
        elif line:
            cells = line.split("\t")
            if cells[0].isdecimal():
                current.append(cells)
        elif current:
            columns = list(zip(*current))
            out.append(
                Sentence(
                    forms=list(columns[1]),
                    upos=list(columns[3]),
                    xpos=list(columns[4]),
                    feats=[feats_label(f) for f in columns[5]],
                    heads=[int(h) for h in columns[6]],
                    deprels=list(columns[7]),
                    sent_id=comments.get("sent_id", ""),
                    source=comments.get("source", comments.get("genre", "")),
                )
            )
            current, comments = [], {}
        else:
            comments = {}
    return out


def feats_label(feats: str) -> str:
    """Returns the features without ExtPos, which only some of the treebanks have."""
    kept = [f for f in feats.split("|") if not f.startswith("ExtPos=")]
    return "|".join(kept) or "_"


def read_bio(path: str | Path) -> list[Sentence]:
    """Returns the sentences of a `FORM<TAB>BIO` file; `# weight = x` before a sentence sets its weight."""
    out, forms, names, weight = [], [], [], 1.0
    for line in text(path).split("\n"):
        if line.startswith("# ") and "\t" not in line:
            key, _, value = line[1:].partition("=")
            if key.strip() == "weight":
                weight = float(value)
        elif line:
            form, _, tag = line.partition("\t")
            forms.append(form)
            names.append(tag.strip())
        elif forms:
            out.append(Sentence(forms=forms, names=names, name_weight=weight))
            forms, names, weight = [], [], 1.0
    return out


def shippable(sentences: list[Sentence]) -> list[Sentence]:
    """Drops the texts of GUM that may not be in a shipped model: all but its Wikinews part."""
    return [s for s in sentences if not s.sent_id.startswith("GUM_") or s.sent_id.startswith("GUM_news_")]


def plain(forms: list[str]) -> str:
    """Returns the letters and digits of a sentence, in lower case: what tells whether two are the same."""
    joined = unicodedata.normalize("NFKC", "".join(forms)).lower()
    return "".join(c for c in joined if c.isalnum())


def with_names(sentences: list[Sentence], named: list[Sentence]) -> list[Sentence]:
    """Gives sentences the names of the named sentence with the same words, and returns the named ones that had none."""
    by_words = {tuple(s.forms): s for s in named}
    used = set()
    for s in sentences:
        key = tuple(s.forms)
        if key in by_words:
            s.names, s.name_weight = by_words[key].names, by_words[key].name_weight
            used.add(key)
    return [s for s in named if tuple(s.forms) not in used]
