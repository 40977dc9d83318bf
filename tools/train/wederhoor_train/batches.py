"""Sentences to padded tensors, with the vocabulary that says which number stands for what."""

from collections import Counter
from dataclasses import dataclass
import random

import torch

from . import features
from .treebank import Sentence

IGNORE = -100
BIO = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-MISC", "I-MISC"]
UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
LONGEST = 120


@dataclass
class Vocabulary:
    """Label and form lists; their order is the numbering in the model file."""

    forms: list[str]
    xpos: list[str]
    feats: list[str]
    rels: list[str]

    def __post_init__(self):
        self.form_id = {f: i for i, f in enumerate(self.forms)}
        self.xpos_id = {f: i for i, f in enumerate(self.xpos)}
        self.feats_id = {f: i for i, f in enumerate(self.feats)}
        self.rel_id = {f: i for i, f in enumerate(self.rels)}
        self.upos_id = {f: i for i, f in enumerate(UPOS)}
        self.bio_id = {f: i for i, f in enumerate(BIO)}

    @classmethod
    def of(cls, gold: list[Sentence], more: list[Sentence], size: int) -> "Vocabulary":
        """Labels from gold sentences; forms that occur at least twice, the commonest `size`."""
        counts = Counter(features.norm(f) for s in gold for f in s.forms)
        extra = Counter(features.norm(f) for s in more for f in s.forms)
        total = Counter({f: counts[f] + extra[f] for f in counts | extra})
        kept = [f for f, n in sorted(total.items(), key=lambda x: (-x[1], x[0])) if n >= 2][: size - 1]

        def labels(column):
            found = Counter(label for s in gold for label in getattr(s, column))
            return [label for label, _ in sorted(found.items(), key=lambda x: (-x[1], x[0]))]

        xpos = labels("xpos")
        return cls(["\0"] + kept, [] if xpos == ["_"] else xpos, labels("feats"), labels("deprels"))


def augmented(sentence: Sentence, rng: random.Random) -> Sentence:
    """Sometimes drops the last point or changes the case, as headlines and hurried pages have it."""
    roll = rng.random()
    forms = sentence.forms
    if roll < 0.015:
        forms = [f.upper() for f in forms]
    elif roll < 0.03:
        forms = [f.lower() for f in forms]
    elif roll < 0.04:
        forms = [f[:1].upper() + f[1:] for f in forms]
    elif roll < 0.12 and len(forms) > 3 and forms[-1] in ".!?" and (len(forms)) not in sentence.heads:
        cut = {c: getattr(sentence, c)[:-1] for c in ("forms", "upos", "xpos", "feats", "heads", "deprels", "names")}
        return Sentence(**cut, weight=sentence.weight, name_weight=sentence.name_weight)
    if forms is sentence.forms:
        return sentence
    return Sentence(
        forms, sentence.upos, sentence.xpos, sentence.feats, sentence.heads, sentence.deprels, sentence.names,
        weight=sentence.weight, name_weight=sentence.name_weight,
    )


class Batch:
    """Padded sentences."""

    def __init__(self, sentences: list[Sentence], vocabulary: Vocabulary, buckets: int):
        n, width = len(sentences), max(map(len, sentences))
        self.sentences = sentences
        types: dict[str, int] = {}
        grams: list[int] = []
        offsets: list[int] = []

        def type_of(form: str) -> int:
            if form not in types:
                types[form] = len(types)
                offsets.append(len(grams))
                grams.extend(features.ngrams(form, buckets))
            return types[form]

        def rows(column, pad):
            return torch.tensor([list(r) + [pad] * (width - len(r)) for r in column])

        type_of("")
        self.type = rows([[type_of(f) for f in s.forms] for s in sentences], 0)
        self.gram_ids = torch.tensor(grams)
        self.gram_offsets = torch.tensor(offsets)
        v = vocabulary
        self.word = rows([[v.form_id.get(features.norm(f), 0) for f in s.forms] for s in sentences], 0)
        self.shape = rows([[features.shape(f) for f in s.forms] for s in sentences], 0)
        self.flip = rows([list(range(len(s) - 1, -1, -1)) for s in sentences], 0)
        for r, s in enumerate(sentences):
            self.flip[r, len(s):] = torch.arange(len(s), width)
        self.length = torch.tensor([len(s) for s in sentences])
        self.mask = torch.arange(width)[None, :] < self.length[:, None]

        def labels(column, ids):
            return rows(
                [[ids.get(l, IGNORE) for l in getattr(s, column)] or [IGNORE] * len(s) for s in sentences], IGNORE
            )

        self.upos = labels("upos", v.upos_id)
        self.xpos = labels("xpos", v.xpos_id)
        self.feats = labels("feats", v.feats_id)
        self.rel = labels("deprels", v.rel_id)
        self.bio = labels("names", v.bio_id)
        self.head = rows([s.heads or [IGNORE] * len(s) for s in sentences], IGNORE)
        self.weight = torch.tensor([s.weight for s in sentences])
        self.name_weight = torch.tensor([s.name_weight for s in sentences])


def batches(sentences: list[Sentence], words: int, rng: random.Random) -> list[list[Sentence]]:
    """Groups sentences of like length, about `words` words a group, in random order."""
    order = sorted(range(len(sentences)), key=lambda i: (len(sentences[i]) + rng.random() * 3))
    out, current, width = [], [], 0
    for i in order:
        width = max(width, len(sentences[i]))
        if current and width * (len(current) + 1) > words:
            out.append(current)
            current, width = [], len(sentences[i])
        current.append(sentences[i])
    if current:
        out.append(current)
    rng.shuffle(out)
    return out
