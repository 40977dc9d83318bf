"""The network: word features, bidirectional LSTM layers, one head a column.

Features and tags: a small relative of UDPipe 2 (Straka 2018) without its outside embeddings; arcs and relations: deep
biaffine attention (Dozat and Manning 2017); word features: hashed n-grams (Bojanowski et al. 2017).
"""

from dataclasses import asdict, dataclass

import torch
from torch import nn
import torch.nn.functional as F


@dataclass
class Config:
    """Sizes. What a student ships with is in `recipes.py`."""

    words: int = 0  # vocabulary, with 0 for unknown
    buckets: int = 16384
    shapes: int = 256
    dim: int = 128
    hidden: int = 112  # a direction
    layers: int = 2
    arc: int = 96
    rel: int = 48
    upos: int = 17
    xpos: int = 0
    feats: int = 0
    rels: int = 0
    bio: int = 9
    cell: str = "lstm"
    dropout: float = 0.33
    word_dropout: float = 0.2

    def header(self) -> dict:
        return asdict(self)


class SharedDropout(nn.Module):
    """Drops the same units at every place of a sentence (Gal and Ghahramani 2016)."""

    def __init__(self, p: float):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training or self.p == 0:
            return x
        mask = torch.rand(x.shape[0], 1, x.shape[2]) >= self.p
        return x * (mask / (1 - self.p))


class Features(nn.Module):
    """Sum of the embeddings of form, n-grams (their mean) and shape, then layer norm."""

    def __init__(self, c: Config):
        super().__init__()
        self.word = nn.Embedding(c.words, c.dim)
        self.gram = nn.EmbeddingBag(c.buckets, c.dim, mode="mean")
        self.shape = nn.Embedding(c.shapes, c.dim)
        self.norm = nn.LayerNorm(c.dim)
        self.word_dropout = c.word_dropout
        nn.init.normal_(self.word.weight, std=0.1)
        nn.init.normal_(self.gram.weight, std=0.3)
        nn.init.normal_(self.shape.weight, std=0.1)
        with torch.no_grad():
            self.word.weight[0].zero_()

    def forward(self, batch):
        word = batch.word
        if self.training:
            word = torch.where(torch.rand(word.shape) < self.word_dropout, torch.zeros_like(word), word)
        types = self.gram(batch.gram_ids, batch.gram_offsets)
        x = self.word(word) + types[batch.type] + self.shape(batch.shape)
        return self.norm(x)


class Lstm(nn.Module):
    """One layer in both directions; padding lies right of the words in both."""

    def __init__(self, dim: int, hidden: int):
        super().__init__()
        self.ahead = nn.LSTM(dim, hidden, batch_first=True)
        self.back = nn.LSTM(dim, hidden, batch_first=True)
        for lstm in (self.ahead, self.back):
            for name, p in lstm.named_parameters():
                if "weight_hh" in name:
                    for part in p.data.chunk(4, 0):
                        nn.init.orthogonal_(part)
                elif "weight_ih" in name:
                    nn.init.xavier_uniform_(p)
                else:
                    p.data.zero_()
                    if "bias_ih" in name:
                        p.data[hidden : 2 * hidden].fill_(1.0)

    def forward(self, x, flip):
        index = flip.unsqueeze(-1)
        ahead, _ = self.ahead(x)
        back, _ = self.back(x.gather(1, index.expand(-1, -1, x.shape[2])))
        back = back.gather(1, index.expand(-1, -1, back.shape[2]))
        return torch.cat([ahead, back], -1)


class Grammar(nn.Module):
    """The whole network."""

    def __init__(self, c: Config):
        super().__init__()
        self.config = c
        self.features = Features(c)
        self.layers = nn.ModuleList(Lstm(c.dim if i == 0 else 2 * c.hidden, c.hidden) for i in range(c.layers))
        out = 2 * c.hidden
        self.drop = SharedDropout(c.dropout)
        self.upos = nn.Linear(out, c.upos)
        self.xpos = nn.Linear(out, c.xpos) if c.xpos else None
        self.feats = nn.Linear(out, c.feats)
        self.bio = nn.Linear(out, c.bio)
        self.arc_dep = nn.Linear(out, c.arc)
        self.arc_head = nn.Linear(out, c.arc)
        self.rel_dep = nn.Linear(out, c.rel)
        self.rel_head = nn.Linear(out, c.rel)
        self.root = nn.Parameter(torch.zeros(out))
        self.arc_u = nn.Parameter(torch.zeros(c.arc + 1, c.arc))
        self.rel_u = nn.Parameter(torch.zeros(c.rels, c.rel + 1, c.rel + 1))
        nn.init.xavier_uniform_(self.arc_u)
        nn.init.normal_(self.root, std=0.1)

    def encode(self, batch):
        x = self.drop(self.features(batch))
        for layer in self.layers:
            x = self.drop(layer(x, batch.flip))
        return x

    def tags(self, x):
        """Returns logits by column."""
        return {
            "upos": self.upos(x),
            "xpos": self.xpos(x) if self.xpos is not None else None,
            "feats": self.feats(x),
            "bio": self.bio(x),
        }

    def arcs(self, x, mask):
        """Returns scores [sentence, dependent, head] where head 0 is the root, and what relations need."""
        root = self.root.expand(x.shape[0], 1, -1)
        heads = torch.cat([root, x], 1)
        dep = self.drop(F.relu(self.arc_dep(x)))
        head = self.drop(F.relu(self.arc_head(heads)))
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], -1)
        scores = torch.einsum("bid,de,bje->bij", dep, self.arc_u, head)
        mask = torch.cat([torch.ones_like(mask[:, :1]), mask], 1)
        scores = scores.masked_fill(~mask[:, None, :], -1e9)
        rel_dep = self.drop(F.relu(self.rel_dep(x)))
        rel_head = self.drop(F.relu(self.rel_head(heads)))
        return scores, rel_dep, rel_head

    def relations(self, rel_dep, rel_head, heads):
        """Returns relation logits of each word with the head given (0 the root)."""
        chosen = rel_head.gather(1, heads.unsqueeze(-1).expand(-1, -1, rel_head.shape[2]))
        one = torch.ones_like(rel_dep[..., :1])
        dep = torch.cat([rel_dep, one], -1)
        chosen = torch.cat([chosen, one], -1)
        d = dep.shape[-1]
        # [b,i,d] x [r,d,e] -> [b,i,r,e], then the dot with the head: two plain matrix products.
        mid = dep @ self.rel_u.permute(1, 0, 2).reshape(d, -1)
        mid = mid.view(*dep.shape[:2], self.config.rels, d)
        return torch.einsum("bire,bie->bir", mid, chosen)
