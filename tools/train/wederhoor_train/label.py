"""Labels sentences with one trained network or several: their probabilities are added up."""

from pathlib import Path

import torch

from .batches import UPOS, Batch, Vocabulary, batches
from .model import Config, Grammar
from .treebank import Sentence
from .tree import tree
import random


def load(path: Path) -> tuple[Grammar, Vocabulary]:
    """Returns the network saved in `path`/model.pt, and what its numbers stand for."""
    saved = torch.load(path / "model.pt", weights_only=False)
    model = Grammar(Config(**saved["config"]))
    model.load_state_dict(saved["model"])
    return model.eval(), Vocabulary(**saved["words"])


@torch.no_grad()
def label(models: list[tuple[Grammar, Vocabulary]], sentences: list[Sentence], weight: float = 1.0) -> list[Sentence]:
    """Returns the sentences with the columns that the networks give, in the order given.

    All vocabularies must number the labels alike (the same gold data); their forms may differ.
    """
    order = {id(s): i for i, s in enumerate(sentences)}
    out: list[Sentence | None] = [None] * len(sentences)
    v = models[0][1]
    for group in batches(sentences, 4000, random.Random(0)):
        total: dict[str, torch.Tensor] = {}
        kept = []
        for model, vocabulary in models:
            batch = Batch(group, vocabulary, model.config.buckets)
            x = model.encode(batch)
            arcs, rel_dep, rel_head = model.arcs(x, batch.mask)
            kept.append((model, rel_dep, rel_head))
            for name, logits in {**model.tags(x), "arc": arcs}.items():
                if logits is not None:
                    total[name] = total.get(name, 0) + logits.softmax(-1)
        best = {k: t.argmax(-1).tolist() for k, t in total.items() if k != "arc"}
        scores = total["arc"].clamp(min=1e-9).log().numpy()
        heads = torch.zeros(len(group), scores.shape[1], dtype=torch.long)
        for i, s in enumerate(group):
            heads[i, : len(s)] = torch.tensor(tree(scores[i, : len(s), : len(s) + 1]))
        rels = sum(m.relations(d, h, heads).softmax(-1) for m, d, h in kept).argmax(-1).tolist()
        for i, s in enumerate(group):
            n = range(len(s))
            out[order[id(s)]] = Sentence(
                s.forms,
                upos=[UPOS[best["upos"][i][k]] for k in n],
                xpos=[v.xpos[best["xpos"][i][k]] for k in n] if v.xpos else ["_"] * len(s),
                feats=[v.feats[best["feats"][i][k]] for k in n],
                heads=heads[i, : len(s)].tolist(),
                deprels=[v.rels[rels[i][k]] for k in n],
                sent_id=s.sent_id,
                weight=weight,
            )
    return out
