"""Words per CPU-second and CoNLL 2018 scores of UDPipe 1 and of a small spaCy pipeline, trained here on our data.

    python parsers.py train nl --ud UD --work DIR [--quick]
    python parsers.py time nl --ud UD --work DIR --wederhoor target/release/wederhoor

`UD` holds `{lang}-train.conllu` and `{lang}-dev.conllu`, unpacked. `--quick` trains one pass over 2,000 sentences: enough to time, since the time
that a word takes hangs on the sizes of a model and not on how long it learned; scores then mean nothing. `time` gives
every program the same raw text in one run, one after the other, each in a process of its own on one thread, and divides
`wc -w` of it by the CPU seconds (user and system) less those of an empty text, so that loading does not count.
"""

import argparse
import json
import os
from pathlib import Path
import resource
import subprocess
import sys
import time


QUICK = 2000


def raw_text(conllu: Path) -> str:
    """Returns the sentences' texts, five a paragraph."""
    texts = [l[9:].strip() for l in conllu.read_text().splitlines() if l.startswith("# text = ")]
    return "\n\n".join(" ".join(texts[i : i + 5]) for i in range(0, len(texts), 5)) + "\n"


def rows(conllu: Path):
    """Yields the sentences of a CoNLL-U file as lists of cells, words only, GUM left out."""
    sentence, skip = [], False
    for line in conllu.read_text().split("\n"):
        if line.startswith("# sent_id = "):
            skip = line.startswith("# sent_id = GUM_") and not line.startswith("# sent_id = GUM_news")
        elif line and line[0] != "#" and line.split("\t")[0].isdecimal():
            sentence.append(line.split("\t"))
        elif not line and sentence:
            if not skip:
                yield sentence
            sentence = []


def train_udpipe(a) -> None:
    from ufal import udpipe

    def sentences(path):
        limit = QUICK if a.quick else None
        out, reader = udpipe.Sentences(), udpipe.InputFormat.newConlluInputFormat()
        reader.setText(path.read_text())
        while True:
            sentence = udpipe.Sentence()
            if not reader.nextSentence(sentence) or len(out) == limit:
                return out
            if not any("GUM_" in c and "GUM_news" not in c for c in sentence.comments):
                out.append(sentence)

    epochs = 1 if a.quick else 20
    model = udpipe.Trainer.train(
        "morphodita_parsito", sentences(a.ud / f"{a.lang}-train.conllu"), sentences(a.ud / f"{a.lang}-dev.conllu"),
        f"epochs={epochs};dimension=24;batch_size=50;early_stopping=0",
        f"iterations={epochs};models=2;templates_1=tagger;guesser_suffix_rules_1=8;guesser_enrich_dictionary_1=6;"
        "use_xpostag_1=1;provide_lemma_1=0;use_lemma_1=1;templates_2=lemmatizer;provide_lemma_2=1;provide_xpostag_2=0;"
        "use_xpostag_2=0;provide_feats_2=0",
        f"iterations={epochs};embedding_form=50;embedding_upostag=20;embedding_feats=20;embedding_deprel=20;"
        "hidden_layer=200;transition_system=swap;transition_oracle=static_lazy;structured_interval=8;use_gold_tags=1",
        udpipe.ProcessingError(),
    )
    (a.work / f"{a.lang}.udpipe").write_bytes(model.encode() if isinstance(model, str) else bytes(model))


def train_spacy(a) -> None:
    import spacy
    from spacy.tokens import Doc
    from spacy.training import Example

    nlp = spacy.blank(a.lang)
    examples = []
    for sentence in rows(a.ud / f"{a.lang}-train.conllu"):
        words = [c[1] for c in sentence]
        spaces = ["SpaceAfter=No" not in c[9] for c in sentence]
        heads = [int(c[6]) - 1 if int(c[6]) else i for i, c in enumerate(sentence)]
        doc = Doc(
            nlp.vocab, words=words, spaces=spaces, pos=[c[3] for c in sentence], tags=[c[4] for c in sentence],
            morphs=[c[5] for c in sentence], lemmas=[c[2] for c in sentence], heads=heads,
            deps=["ROOT" if c[7] == "root" else c[7] for c in sentence],
            sent_starts=[i == 0 for i in range(len(words))],
        )
        examples.append(Example(Doc(nlp.vocab, words=words, spaces=spaces), doc))
    for pipe in ["tok2vec", "tagger", "morphologizer", "parser", "trainable_lemmatizer"]:
        listen = {"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": {"@architectures": "spacy.Tok2VecListener.v1",
                                                                           "width": 96}}}
        if pipe == "tok2vec":
            nlp.add_pipe(pipe)
        elif pipe == "parser":
            nlp.add_pipe(pipe, config={"model": {
                "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "parser", "hidden_width": 64,
                "extra_state_tokens": False, "maxout_pieces": 2,
                "tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}}})
        else:
            nlp.add_pipe(pipe, config=listen)
    import random

    random.seed(1)
    optimizer = nlp.initialize(lambda: examples)
    for epoch in range(1 if a.quick else 15):
        random.shuffle(examples)
        for at in range(0, QUICK if a.quick else len(examples), 64):
            nlp.update(examples[at : at + 64], sgd=optimizer, drop=0.1)
        print("spacy epoch", epoch + 1, flush=True)
    nlp.to_disk(a.work / f"{a.lang}.spacy")


def run_udpipe(a) -> None:
    from ufal import udpipe

    model = udpipe.Model.load(str(a.work / f"{a.lang}.udpipe"))
    pipeline = udpipe.Pipeline(model, "tokenize", udpipe.Pipeline.DEFAULT, udpipe.Pipeline.DEFAULT, "conllu")
    sys.stdout.write(pipeline.process(sys.stdin.read()))


def run_spacy(a) -> None:
    import spacy

    nlp = spacy.load(a.work / f"{a.lang}.spacy")
    paragraphs = [p for p in sys.stdin.read().split("\n\n") if p.strip()]
    for doc in nlp.pipe(paragraphs, batch_size=64):
        for sent in doc.sents:
            for i, t in enumerate(sent, 1):
                head = 0 if t.head == t else t.head.i - sent.start + 1
                print(i, t.text, t.lemma_, t.pos_, t.tag_, t.morph, head, t.dep_, "_", "_", sep="\t")
            print()


def cpu_seconds(command: list[str], text: str) -> float:
    """Returns the CPU seconds of a command with that text as its input, on one thread."""
    one = {k: "1" for k in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, input=text.encode(), stdout=subprocess.DEVNULL, check=True, env=os.environ | one)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def compare(a) -> None:
    text = raw_text(a.ud / f"{a.lang}-dev.conllu")
    me = [sys.executable, __file__]
    common = [a.lang, "--ud", str(a.ud), "--work", str(a.work)]
    programs = {
        "wederhoor": ([str(a.wederhoor), "parse", "--raw", "--lang", a.lang, "-"], 40),
        "udpipe 1": ([*me, "run-udpipe", *common], 2),
        "spacy small": ([*me, "run-spacy", *common], 2),
    }
    found = {}
    for name, (command, times) in programs.items():
        words = len(text.split()) * times
        seconds = cpu_seconds(command, text * times) - cpu_seconds(command, "Ja.\n")
        found[name] = words / seconds
        print(f"{name:12} {words:8} words {seconds:7.2f} CPU s {words / seconds:9.0f} words/s", flush=True)
    for name in found:
        print(f"wederhoor / {name}: {found['wederhoor'] / found[name]:.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("verb", choices=["train", "time", "run-udpipe", "run-spacy"])
    parser.add_argument("lang")
    parser.add_argument("--ud", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--wederhoor", type=Path, default=Path("target/release/wederhoor"))
    parser.add_argument("--quick", action="store_true")
    a = parser.parse_args()
    a.work.mkdir(parents=True, exist_ok=True)
    if a.verb == "train":
        for train in (train_udpipe, train_spacy):
            began = time.time()
            train(a)
            print(f"{train.__name__} {time.time() - began:.0f} s")
    elif a.verb == "time":
        compare(a)
    else:
        {"run-udpipe": run_udpipe, "run-spacy": run_spacy}[a.verb](a)


if __name__ == "__main__":
    main()
