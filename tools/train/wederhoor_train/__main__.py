"""`python -m wederhoor_train LANG`: trains the grammar model of one language, from data to model file.

A large network (the teacher) learns from the treebank alone and labels text without labels; a small one (the student)
learns from both and from the names. Teacher and student together label the text anew for the next student, and the last
one ships. Everything is kept under --work: a run that was stopped goes on where it was, one that is done is not done again.
"""

import argparse
from pathlib import Path
import sys

import torch

from . import export, model_file
from .batches import Vocabulary
from .label import label, load
from .model import Config, Grammar
from .recipes import RECIPES
from .train import accuracy, train
from .treebank import Sentence, read_bio, read_conllu, shippable, with_names
from .unlabelled import apart, read


def main() -> None:
    here = Path(__file__).resolve().parents[3]
    parser = argparse.ArgumentParser(prog="wederhoor_train", description=__doc__.split("\n")[0])
    parser.add_argument("lang", choices=sorted(RECIPES))
    parser.add_argument("--data", type=Path, default=here.parent / "shared/data", help="the folder of corpora")
    parser.add_argument("--work", type=Path, default=here / "target/train", help="where states and results are kept")
    parser.add_argument("--names", type=Path, help="silver names: BIO file of `make names` (see README)")
    parser.add_argument("--binary", type=Path, default=here / "target/release/wederhoor", help="cuts plain articles")
    parser.add_argument("--model", type=Path, help="the model file, languages/LANG/model/grammar.bin unless given")
    parser.add_argument("--until", choices=["teacher", "student"], default="student")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1, help="more than one pays only on an idle machine")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.set_flush_denormal(True)
    run(arguments, RECIPES[arguments.lang], here)


def run(a, recipe, here: Path) -> None:
    gold = shippable(read_conllu(a.data / recipe.gold))
    dev = [s for s in read_conllu(a.data / recipe.dev) if not s.sent_id.startswith("GUM_")]
    say(f"{len(gold)} sentences to learn from, {len(dev)} to measure on")

    names = read_bio(a.names) if a.names else []
    labellers = [teacher(a, recipe, gold, dev)] if recipe.unlabelled else []
    if a.until == "teacher":
        return
    for turn, epochs in enumerate(recipe.student_epochs, start=1):
        labels = a.work / f"{a.lang}-labelled-{turn}.pt"
        if recipe.unlabelled and not labels.exists():
            found = [s for path in recipe.unlabelled for s in read(a.data / path, a.binary, a.lang)]
            torch.save(label(labellers, apart(found, dev, gold)), labels)
        extra = torch.load(labels, weights_only=False) if recipe.unlabelled else []
        say(f"turn {turn}: {len(extra)} sentences labelled by {len(labellers)} networks")
        folder = a.work / f"{a.lang}-student-{turn}"
        if not (folder / "model.pt").exists():
            folder.mkdir(parents=True, exist_ok=True)
            words = Vocabulary.of(gold, extra + names, recipe.vocabulary)
            others = with_names(gold + extra, names)
            say(f"{len(others)} sentences of {len(names)} have names alone")
            train(
                sized(recipe.student, words), words, gold, dev, folder, epochs=epochs, seed=a.seed + turn - 1,
                extra=extra, extra_share=recipe.extra_share, names=others, name_share=recipe.name_share,
            )
        labellers.append(load(folder))
    student, words = labellers[-1]
    before = accuracy(student, words, dev)
    scales, tensors = export.tensors(student)
    tensors["forms"] = export.forms(words)
    about = {"lang": a.lang, "seed": a.seed, "dev": before}
    target = a.model or here / "languages" / a.lang / "model/grammar.bin"
    target.parent.mkdir(parents=True, exist_ok=True)
    model_file.write(target, export.header(student, words, scales, about), tensors)
    export.fake_quantise(student)
    say(f"student {before}, rounded {accuracy(student, words, dev)}")
    say(f"wrote {target}, {target.stat().st_size / 1e6:.1f} MB")


def teacher(a, recipe, gold: list[Sentence], dev: list[Sentence]) -> tuple[Grammar, Vocabulary]:
    """Returns the large network, trained on the treebank alone."""
    folder = a.work / f"{a.lang}-teacher"
    if not (folder / "model.pt").exists():
        folder.mkdir(parents=True, exist_ok=True)
        words = Vocabulary.of(gold, [], recipe.vocabulary)
        config = sized(recipe.teacher, words)
        train(config, words, gold, dev, folder, epochs=recipe.teacher_epochs, rate=2e-3, seed=a.seed)
    found = load(folder)
    say(f"teacher {accuracy(*found, dev)}")
    return found


def sized(sizes: dict, words: Vocabulary) -> Config:
    """Returns sizes and label counts together."""
    return Config(
        words=len(words.forms), xpos=len(words.xpos), feats=len(words.feats), rels=len(words.rels), **sizes
    )


def say(message: str) -> None:
    print(message, flush=True)


if __name__ == "__main__":
    sys.exit(main())
