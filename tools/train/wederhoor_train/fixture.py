"""`python -m wederhoor_train.fixture FOLDER`: a tiny network with random weights and what PyTorch makes of sentences.

The tests of `crates/nlp/src/net/grammar.rs` compare its numbers with theirs. The sentences are invented.
"""

import json
from pathlib import Path
import sys

import torch
import torch.nn.functional as F

from . import export, model_file
from .batches import UPOS, Batch, Vocabulary
from .model import Config, Grammar
from .treebank import Sentence

SENTENCES = [
    "De havenmeester van Vloedhaven zei „ nee ” , op 12 maart 2031 .",
    "Qarvin 's mayor — a patient man — didn't resign …",
    "Nee",
    "« Le port de Sélune rouvrira » , a dit Mme Orvé",
]
FORMS = ["de", "van", "a", ",", ".", "0000", "\"", "le", "vloedhaven"]


def main(folder: Path) -> None:
    torch.manual_seed(5)
    words = Vocabulary(["\0", *FORMS], ["N|soort", "V", "_"], ["_", "Number=Sing", "Number=Plur|Tense=Past"],
                       ["root", "nsubj", "obj", "det", "punct", "case", "flat:name"])
    config = Config(words=len(words.forms), buckets=256, dim=24, hidden=16, layers=2, arc=12, rel=9, upos=len(UPOS),
                    xpos=len(words.xpos), feats=len(words.feats), rels=len(words.rels))
    model = Grammar(config)
    with torch.no_grad():
        for name, p in model.named_parameters():
            if p.dim() == 1 or name == "rel_u":
                p.add_(torch.randn_like(p) * 0.3)
        model.rel_u.mul_(2)
        model.features.word.weight.normal_(std=0.3)
        model.features.shape.weight.normal_(std=0.3)
    scales, tensors = export.tensors(model)
    tensors["forms"] = export.forms(words)
    model_file.write(folder / "grammar.bin", export.header(model, words, scales, {"lang": "none"}), tensors)

    export.fake_quantise(model)
    with torch.no_grad():
        rels, d, _ = model.rel_u.shape
        q, scale = export.matrix(model.rel_u.permute(0, 2, 1).reshape(rels * d, d))
        rounded = torch.from_numpy(q).float() * torch.from_numpy(scale)[:, None]
        model.rel_u.copy_(rounded.reshape(rels, d, d).permute(0, 2, 1))
        model.eval()
        out = [expected(model, words, s.split(" ")) for s in SENTENCES]
    (folder / "grammar.json").write_text(json.dumps(out, ensure_ascii=False) + "\n")


def expected(model: Grammar, words: Vocabulary, forms: list[str]) -> dict:
    """Returns the numbers of one sentence, step by step."""
    batch = Batch([Sentence(forms)], words, model.config.buckets)
    states = model.encode(batch)
    scores, rel_dep, rel_head = model.arcs(states, batch.mask)
    n = len(forms)
    rels = [model.relations(rel_dep, rel_head, torch.full((1, n), head))[0] for head in range(n + 1)]
    found = {"x": model.features(batch)[0], "states": states[0], "arcs": scores[0], "rels": torch.stack(rels, 1)}
    found |= {name: logits[0] for name, logits in model.tags(states).items()}
    return {"forms": forms} | {name: rounded(x.tolist()) for name, x in found.items()}


def rounded(x):
    return [rounded(y) for y in x] if isinstance(x, list) else round(x, 5)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
