"""The training loop: seeded, resumable, with its progress shown."""

from dataclasses import asdict
from pathlib import Path
import random
import time

import torch
import torch.nn.functional as F

from .batches import IGNORE, LONGEST, Batch, Vocabulary, augmented, batches
from .model import Config, Grammar
from .treebank import Sentence


def loss_of(model: Grammar, batch: Batch) -> torch.Tensor:
    """Returns the mean loss a word, columns added up."""
    x = model.encode(batch)
    total = x.new_zeros(())

    def by_word(weights):
        return weights[:, None].expand(batch.mask.shape).reshape(-1)

    weight = by_word(batch.weight)

    def add(logits, gold, scale, weight=weight):
        nonlocal total
        if logits is None or not (gold != IGNORE).any():
            return
        each = F.cross_entropy(
            logits.reshape(-1, logits.shape[-1]), gold.reshape(-1), ignore_index=IGNORE, reduction="none",
            label_smoothing=0.03,
        )
        total = total + scale * (each * weight).sum() / (gold != IGNORE).sum()

    tags = model.tags(x)
    add(tags["upos"], batch.upos, 1.0)
    add(tags["xpos"], batch.xpos, 0.5)
    add(tags["feats"], batch.feats, 0.5)
    add(tags["bio"], batch.bio, 2.0, by_word(batch.name_weight))
    if (batch.head != IGNORE).any():
        scores, rel_dep, rel_head = model.arcs(x, batch.mask)
        total = total + 1.0 * (
            F.cross_entropy(
                scores.reshape(-1, scores.shape[-1]), batch.head.reshape(-1), ignore_index=IGNORE, reduction="none"
            )
            * weight
        ).sum() / (batch.head != IGNORE).sum()
        add(model.relations(rel_dep, rel_head, batch.head.clamp(min=0)), batch.rel, 1.0)
    return total


@torch.no_grad()
def predict(model: Grammar, vocabulary: Vocabulary, sentences: list[Sentence], words: int = 4000):
    """Yields (sentence, label numbers by column); heads are the best for each word, a tree or not."""
    model.eval()
    rng = random.Random(0)
    for group in batches(sentences, words, rng):
        batch = Batch(group, vocabulary, model.config.buckets)
        x = model.encode(batch)
        tags = {k: v.argmax(-1) for k, v in model.tags(x).items() if v is not None}
        scores, rel_dep, rel_head = model.arcs(x, batch.mask)
        heads = scores.argmax(-1)
        rels = model.relations(rel_dep, rel_head, heads).argmax(-1)
        for i, s in enumerate(group):
            n = len(s)
            yield s, {k: v[i, :n].tolist() for k, v in tags.items()} | {
                "head": heads[i, :n].tolist(), "rel": rels[i, :n].tolist()
            }
    model.train()


def accuracy(model: Grammar, vocabulary: Vocabulary, sentences: list[Sentence]) -> dict[str, float]:
    """Returns the share of words right by column, splitting given, heads not made a tree."""
    right = dict.fromkeys(["upos", "xpos", "feats", "uas", "las"], 0)
    total = 0
    v = vocabulary
    for s, p in predict(model, vocabulary, sentences):
        total += len(s)
        for i in range(len(s)):
            right["upos"] += p["upos"][i] == v.upos_id.get(s.upos[i])
            right["feats"] += p["feats"][i] == v.feats_id.get(s.feats[i])
            if "xpos" in p:
                right["xpos"] += p["xpos"][i] == v.xpos_id.get(s.xpos[i])
            if p["head"][i] == s.heads[i]:
                right["uas"] += 1
                rel = v.rels[p["rel"][i]]
                right["las"] += rel.split(":")[0] == s.deprels[i].split(":")[0]
    return {k: round(100 * n / total, 2) for k, n in right.items()}


def train(
    config: Config, vocabulary: Vocabulary, gold: list[Sentence], dev: list[Sentence], out: Path, *, epochs: float,
    batch_words: int = 1500, rate: float = 3e-3, seed: int = 1, extra: list[Sentence] = (), extra_share: float = 0.5,
    names: list[Sentence] = (), name_share: float = 0.15, start: Path | None = None,
) -> Grammar:
    """Trains for `epochs` passes over `gold`; between its batches come some of `extra` and `names`, by share of all."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    model = Grammar(config)
    if start:
        model.load_state_dict(torch.load(start)["model"])
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, betas=(0.9, 0.95), weight_decay=1e-4)
    gold = [s for s in gold if len(s) <= LONGEST]

    def stream(sentences):
        while sentences:
            yield from batches([augmented(s, rng) for s in sentences], batch_words, rng)

    passes = stream(gold)
    others = [(stream([s for s in extra if len(s) <= LONGEST]), extra_share if extra else 0.0),
              (stream([s for s in names if len(s) <= LONGEST]), name_share if names else 0.0)]
    per_epoch = sum(map(len, gold)) / batch_words * 1.03
    share = 1 - sum(s for _, s in others)
    steps = int(epochs * per_epoch / share)
    state, first = out / "state.pt", 0
    if state.exists():
        saved = torch.load(state, weights_only=False)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        torch.set_rng_state(saved["torch"])
        first = saved["step"]
        rng.setstate(saved["rng"])
    model.train()
    began, shown, seen, running = time.time(), time.time(), 0, 0.0
    for step in range(first, steps):
        roll = rng.random()
        if roll < others[0][1]:
            group = next(others[0][0])
        elif roll < others[0][1] + others[1][1]:
            group = next(others[1][0])
        else:
            group = next(passes)
        done = step / steps
        now = min(1.0, (step + 1) / 200) * (1 - done if done < 1 else 0) * rate
        for g in optimizer.param_groups:
            g["lr"] = now
        batch = Batch(group, vocabulary, config.buckets)
        loss = loss_of(model, batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimizer.step()
        seen += int(batch.length.sum())
        running = 0.98 * running + 0.02 * float(loss.detach())
        if time.time() - shown > 60 or step + 1 == steps:
            shown = time.time()
            per = seen / (shown - began)
            left = (steps - step) * (shown - began) / (step + 1 - first)
            score = accuracy(model, vocabulary, dev[:600])
            print(f"step {step + 1}/{steps} loss {running:.3f} {per:.0f} words/s {left / 60:.1f} min left {score}",
                  flush=True)
            torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step + 1,
                        "rng": rng.getstate(), "torch": torch.get_rng_state()}, state)
    torch.save({"model": model.state_dict(), "config": config.header(), "words": asdict(vocabulary)}, out / "model.pt")
    return model
