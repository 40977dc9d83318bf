"""What is trained for each language: data, sizes, lengths. One place, so that a card can name the command alone."""

from dataclasses import dataclass, field

TEACHER = {"dim": 160, "hidden": 256, "layers": 3, "arc": 192, "rel": 64, "buckets": 32768}
STUDENT = {"dim": 128, "hidden": 128, "layers": 2, "arc": 96, "rel": 32, "buckets": 16384}


@dataclass
class Recipe:
    """Paths are relative to the data folder (`shared/data`); those of `plain` may be absent."""

    gold: str
    dev: str
    teacher_epochs: float
    student_epochs: list[float]  # of each turn; the last one's student ships
    unlabelled: list[str] = field(default_factory=list)
    extra_share: float = 0.0
    name_share: float = 0.15
    vocabulary: int = 20000
    teacher: dict = field(default_factory=lambda: dict(TEACHER))
    student: dict = field(default_factory=lambda: dict(STUDENT))


RECIPES = {
    "nl": Recipe(
        gold="ud/nl/train.conllu.zst",
        dev="ud/nl/dev.conllu.zst",
        teacher_epochs=10,
        student_epochs=[12, 16],
        unlabelled=["unlabelled/nl-sentences.tsv.zst", "names/wikiann/nl-train.conllu.zst"],
        extra_share=0.45,
        name_share=0.1,
    ),
    "en": Recipe(
        gold="ud/en/train.conllu.zst",
        dev="ud/en/dev.conllu.zst",
        teacher_epochs=12,
        student_epochs=[14, 20],
        unlabelled=["attribution/polnear/train.jsonl.zst", "names/wikiann/en-train.conllu.zst"],
        extra_share=0.35,
        name_share=0.15,
    ),
    "fr": Recipe(
        gold="ud/fr/train.conllu.zst",
        dev="ud/fr/dev.conllu.zst",
        teacher_epochs=0,  # no text to label, so no teacher
        student_epochs=[45],
    ),
}
