"""`python -m wederhoor_train LANG`: trains the grammar model of one language, from data to model file.

A large network (the teacher) learns from the treebank alone and labels text without labels; a small one (the student),
which ships, learns from both and from the names. Everything is kept under --work: a run that was stopped goes on where it
was, one that is done is not done again.
"""

import argparse
from pathlib import Path
import sys

import torch

from . import export, model_file
from .batches import Vocabulary
from .label import label, load
from .model import Config
from .recipes import RECIPES
from .train import accuracy, train
from .treebank import Sentence, read_bio, read_conllu, shippable
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
    parser.add_argument("--until", choices=["teacher", "label", "student"], default="student")
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

    extra = labelled(a, recipe, gold, dev) if recipe.unlabelled else []
    if a.until != "student":
        return

    names = read_bio(a.names) if a.names else []
    student_dir = a.work / f"{a.lang}-student"
    words = Vocabulary.of(gold, extra + names, recipe.vocabulary)
    if not (student_dir / "model.pt").exists():
        student_dir.mkdir(parents=True, exist_ok=True)
        train(
            sized(recipe.student, words), words, gold, dev, student_dir, epochs=recipe.student_epochs, seed=a.seed,
            extra=extra, extra_share=recipe.extra_share, names=names, name_share=recipe.name_share,
        )
    student = load(student_dir)
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


def labelled(a, recipe, gold: list[Sentence], dev: list[Sentence]) -> list[Sentence]:
    """Trains the teacher and returns the sentences that it labelled."""
    teacher_dir = a.work / f"{a.lang}-teacher"
    words = Vocabulary.of(gold, [], recipe.vocabulary)
    if not (teacher_dir / "model.pt").exists():
        teacher_dir.mkdir(parents=True, exist_ok=True)
        config = sized(recipe.teacher, words)
        train(config, words, gold, dev, teacher_dir, epochs=recipe.teacher_epochs, rate=2e-3, seed=a.seed)
    teacher = load(teacher_dir)
    say(f"teacher {accuracy(teacher, words, dev)}")
    target = a.work / f"{a.lang}-labelled.pt"
    if a.until != "teacher" and not target.exists():
        plain = [s for path in recipe.unlabelled for s in read(a.data / path, a.binary, a.lang)]
        plain = apart(plain, dev, gold)
        torch.save(label([(teacher, words)], plain), target)
    found = torch.load(target, weights_only=False) if target.exists() else []
    say(f"{len(found)} sentences labelled by the teacher")
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
