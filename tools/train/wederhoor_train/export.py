"""From a trained network to the model file that `crates/nlp` reads.

Every matrix is stored as whole numbers from -127 to 127 with one scale an output (a row of PyTorch's `weight`); biases
stay 32-bit floats. Embedding tables have one scale a table. Nothing is trained anew: at these sizes rounding costs less
than 0.1 point (`python -m wederhoor_train check` measures it).

What the network does, in the order of `crates/nlp/src/net/grammar.rs`; x is the vector of a word:

    x  = word[form] + mean(gram[ngrams]) + shape[shape]        dim
    x  = layer_norm(x) * norm.gain + norm.bias                 (epsilon 1e-5, biased variance)
    x  = [ahead(x), back(x)]  for every layer                  2 hidden; LSTM, gates in PyTorch's order i f g o
    tag heads: argmax(upos x), argmax(xpos x), argmax(feats x), argmax(bio x)
    heads:     dep_i = relu(arc_dep x_i), head_j = relu(arc_head x_j), head_0 from the vector `root`
               score(i, j) = [dep_i, 1] arc_u head_j           maximum spanning tree with one root
    relations: a_i = [relu(rel_dep x_i), 1], b_j = [relu(rel_head x_j), 1]
               argmax over r of a_i rel_u[r] b_head(i)

The unknown form is row 0 of `word`. `arc_u` is stored as its transpose [arc, arc + 1], whose product with [dep_i, 1]
is what the head vectors are multiplied with; `rel_u` as [rels * (rel + 1), rel + 1], rows r-major over the head's
side, so that row r * (rel + 1) + e is the vector that [a_i] is multiplied with to give the weight of b's unit e.
"""

import numpy as np
import torch

from .batches import BIO, UPOS, Vocabulary
from .model import Grammar


def table(weight: torch.Tensor) -> tuple[np.ndarray, float]:
    """Returns a whole-number table and its scale."""
    scale = float(weight.abs().max()) / 127 or 1.0
    return np.round(weight.numpy() / scale).astype(np.int8), scale


def matrix(weight: torch.Tensor) -> tuple[np.ndarray, np.ndarray]:
    """Returns a whole-number matrix [out, in] and a scale for each output."""
    scale = weight.abs().amax(1).clamp(min=1e-8) / 127
    return np.round((weight / scale[:, None]).numpy()).astype(np.int8), scale.numpy().astype(np.float32)


def tensors(model: Grammar) -> tuple[dict, dict[str, np.ndarray]]:
    """Returns the scales of the tables and all tensors by name."""
    out: dict[str, np.ndarray] = {}
    scales = {}
    f = model.features
    for name, weight in [("word", f.word.weight), ("gram", f.gram.weight), ("shape", f.shape.weight)]:
        out[name], scales[name] = table(weight.detach())
    out["norm.gain"] = f.norm.weight.detach().numpy()
    out["norm.bias"] = f.norm.bias.detach().numpy()
    out["root"] = model.root.detach().numpy()

    def put(name, weight, bias=None):
        out[name + ".weight"], out[name + ".scale"] = matrix(weight.detach())
        if bias is not None:
            out[name + ".bias"] = bias.detach().numpy()

    for i, layer in enumerate(model.layers):
        for side, lstm in [("ahead", layer.ahead), ("back", layer.back)]:
            put(f"layer{i}.{side}.input", lstm.weight_ih_l0, lstm.bias_ih_l0 + lstm.bias_hh_l0)
            put(f"layer{i}.{side}.state", lstm.weight_hh_l0)
    for name in ["upos", "xpos", "feats", "bio", "arc_dep", "arc_head", "rel_dep", "rel_head"]:
        linear = getattr(model, name)
        if linear is not None:
            put(name, linear.weight, linear.bias)
    put("arc_u", model.arc_u.t())
    rels, d, _ = model.rel_u.shape
    put("rel_u", model.rel_u.permute(0, 2, 1).reshape(rels * d, d))
    return scales, out


def header(model: Grammar, vocabulary: Vocabulary, scales: dict, about: dict) -> dict:
    """Returns the header of the model file."""
    sizes = {k: getattr(model.config, k) for k in ("buckets", "dim", "hidden", "layers", "arc", "rel")}
    labels = {"upos": UPOS, "xpos": vocabulary.xpos, "feats": vocabulary.feats, "rels": vocabulary.rels, "bio": BIO}
    return {"kind": "grammar", "sizes": sizes, "table_scales": scales, "labels": labels, "about": about}


def forms(vocabulary: Vocabulary) -> np.ndarray:
    """Returns the normalised forms of rows 1.. of `word`, each ended by a line feed, as bytes."""
    return np.frombuffer("".join(f + "\n" for f in vocabulary.forms[1:]).encode(), dtype=np.uint8)


def fake_quantise(model: Grammar) -> None:
    """Rounds the weights in place as the model file will have them, to measure what that costs."""
    with torch.no_grad():
        f = model.features
        for weight in (f.word.weight, f.gram.weight, f.shape.weight):
            q, scale = table(weight)
            weight.copy_(torch.from_numpy(q.astype(np.float32)) * scale)
        for name, weight in model.named_parameters():
            if weight.dim() == 2 and not name.startswith("features"):
                q, scale = matrix(weight if name != "arc_u" else weight.t())
                back = torch.from_numpy(q.astype(np.float32)) * torch.from_numpy(scale)[:, None]
                weight.copy_(back if name != "arc_u" else back.t())
