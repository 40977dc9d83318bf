"""Corpora with names, gold, silver or none, read as sentences of words as Universal Dependencies splits them."""
import json, os, re, subprocess, unicodedata


class Sentence:
    """Words with what is known of them; `doc` tells which article they are of, `gold` holds spans (start, end, kind)."""

    def __init__(self, forms, source, doc=None, blanks=None, upos=None, gold=(), id=None, weight=None):
        self.forms, self.source, self.doc, self.id, self.weight = forms, source, doc, id, weight
        self.blanks = blanks if blanks is not None else detokenise(forms)
        self.upos, self.gold, self.rules, self.tags = upos, list(gold), [], None


def spans(tags):
    """Returns (start, end, kind) of every name of a row of BIO tags."""
    out, start, kind = [], None, None
    for i, tag in enumerate(list(tags) + ["O"]):
        if start is not None and tag != "I-" + kind:
            out.append((start, i, kind))
            start = None
        if tag != "O" and start is None:
            start, kind = i, tag[2:]
    return out


def tags(n, names):
    """Returns a row of BIO tags; the inverse of `spans`."""
    out = ["O"] * n
    for start, end, kind in names:
        out[start:end] = ["B-" + kind] + ["I-" + kind] * (end - start - 1)
    return out


def lines(data, path):
    """Returns the lines of a packed file."""
    out = subprocess.run(["zstd", "-dqc", os.path.join(data, path)], capture_output=True, check=True).stdout
    return out.decode("utf-8").split("\n")


def norm(text):
    """Returns what is compared to find the same sentence twice: letters and digits."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def detokenise(forms):
    """Returns for every word whether a blank follows it, as print has it."""
    blanks, open_quote = [], False
    for i, form in enumerate(forms):
        after = forms[i + 1] if i + 1 < len(forms) else ""
        blank = not (after in {",", ".", ";", ":", "!", "?", ")", "]", "''", "”", "’", "%", "...", "…", "n't"}
                     or after.startswith("'") and 1 < len(after) <= 3)
        if form in {"(", "[", "``", "“", "‘", ",,"}:
            blank = False
        if form == '"':
            open_quote = not open_quote
            blank = blank and not open_quote
        if after == '"' and open_quote:
            blank = False
        blanks.append(blank)
    return blanks


def conllu(path):
    """Yields the sentences of a treebank: comments as a dictionary, rows of ten columns (words only), blanks."""
    comments, rows, blanks, token_end = {}, [], [], (0, True)
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            comments[key.strip()] = value.strip()
        elif not line:
            if rows:
                yield comments, rows, blanks
            comments, rows, blanks, token_end = {}, [], [], (0, True)
        else:
            cells = line.split("\t")
            if "." in cells[0]:
                continue
            blank = "SpaceAfter=No" not in cells[9]
            if "-" in cells[0]:
                token_end = (int(cells[0].split("-")[1]), blank)
                continue
            at = int(cells[0])
            if at <= token_end[0]:
                blank = token_end[1] if at == token_end[0] else False
            rows.append(cells)
            blanks.append(blank)


def alpino(data, ud):
    """Returns the Dutch treebank with gold spans and the guessed kinds of its file of names."""
    rows, block = [], []
    for line in lines(data, "names/nl/alpino-names.conll.zst") + [""]:
        if line and not line.startswith("# "):
            block.append(line.split("\t"))
        elif not line and block:
            rows.append(block)
            block = []
    out = []
    for (comments, words, blanks), names in zip(conllu(os.path.join(ud, "nl-train.conllu")), rows, strict=True):
        assert [w[1] for w in words] == [n[0] for n in names], comments
        part = comments.get("source", "/?").split("/")[1]
        silver = [n[4] for n in names]
        gold = [(a, b, silver[a][2:]) for a, b, _ in spans([n[3][:2] + "X" if n[3] != "O" else "O" for n in names])]
        # the newspaper part is running text in places
        doc = f"{part}/{len(out) // 12}" if part == "cdb" else f"{part}/{len(out)}s"
        out.append(Sentence([w[1] for w in words], "alpino/" + part, doc, blanks, [w[3] for w in words], gold,
                            comments.get("sent_id")))
    return out


def unlabelled(data, ud):
    """Returns the Dutch sentences without annotation, without those that the treebanks have."""
    known = set()
    for part in ("train", "dev"):
        for _, words, _ in conllu(os.path.join(ud, f"nl-{part}.conllu")):
            known.add(norm("".join(w[1] for w in words)))
    out = []
    for line in lines(data, "unlabelled/nl-sentences.tsv.zst"):
        source, _, text = line.partition("\t")
        key, bar, rest = text.partition("|")
        article = None
        if bar and " " not in key:
            text, article = rest, key.rsplit("-", 2)[0]
        forms = text.split()
        same = norm("".join(forms))
        if not 3 <= len(forms) <= 80 or same in known:
            continue
        known.add(same)
        out.append(Sentence(forms, "unlabelled/" + source, f"{source}/{article or len(out) // 12}"))
    return out


def wikiann(data, lang, strict=True):
    """Returns WikiANN; when strict, its sentences: most words in lower case, a full stop, names capitalised."""
    out, forms, found = [], [], []
    for line in lines(data, f"names/wikiann/{lang}-train.conllu.zst") + [""]:
        cells = line.split("\t")
        if len(cells) > 2:
            forms.append(cells[1])
            found.append(cells[2])
        elif forms:
            names = spans(found)
            low = sum(form[0].islower() for form in forms)
            covered = sum(b - a for a, b, _ in names)
            capitals = all(any(c[0].isupper() for c in forms[a:b]) and forms[b - 1][0] not in "()'\"," for a, b, _ in names)
            if not strict or len(forms) >= 6 and forms[-1] in ".?!" and 2 * low >= len(forms) and 3 * covered <= len(forms) and capitals:
                out.append(Sentence(forms, "wikiann", f"wikiann/{len(out)}", gold=names))
            forms, found = [], []
    return out


GUM = {"person": "PER", "organization": "ORG", "place": "LOC"}


def english_treebank(ud):
    """Returns GUM/news, with the kinds of its entities, and EWT, which has none. No other genre of GUM is read."""
    gum, ewt, genre, doc = [], [], "", 0
    for comments, words, blanks in conllu(os.path.join(ud, "en-train.conllu")):
        if "genre" in comments:
            genre, doc = comments["genre"], doc + 1
        doc += "newdoc id" in comments and "genre" not in comments
        forms, upos = [w[1] for w in words], [w[3] for w in words]
        if genre == "GUM/news":
            gum.append(Sentence(forms, "gum", f"gum/{doc}", blanks, upos, entities(words), comments.get("sent_id")))
        elif genre.startswith("EWT/"):
            # an article of reviews or mails is long; two dozen sentences are enough to agree on kinds
            ewt.append(Sentence(forms, genre.lower(), f"ewt/{doc}/{len(ewt) // 24}", blanks, upos, (),
                                comments.get("sent_id")))
    return gum, ewt


def entities(words):
    """Returns the names among GUM's entities: those with a proper noun as head, without determiners, titles and tails."""
    found, open_ = [], []
    for i, word in enumerate(words):
        misc = dict(x.split("=", 1) for x in word[9].split("|") if "=" in x)
        for piece in re.findall(r"\([^()]*\)?|[^()]*\)", misc.get("Entity", "")):
            if piece.startswith("("):
                number, kind = piece[1:].rstrip(")").split("-")[:2]
                open_.append((number, kind, i))
                if not piece.endswith(")"):
                    continue
                number = None
            else:
                number = piece[:-1].split("-")[0]
            at = next((k for k in range(len(open_) - 1, -1, -1) if number in (None, open_[k][0])), None)
            if at is not None:
                _, kind, start = open_.pop(at)
                found.append((start, i + 1, kind))
    out, taken = [], set()
    for start, end, kind in sorted(found, key=lambda x: (x[0], -x[1])):
        heads = [k for k in range(start, end) if not start <= int(words[k][6]) - 1 < end]
        if not heads or kind in ("time", "number") or words[heads[0]][3] != "PROPN":
            continue
        # the head with what belongs to its name: compounds, flat words, capitals, `of` and `&` between capitals
        head = heads[0]
        name = lambda k: words[k][1][0].isupper() and words[k][3] in ("PROPN", "ADJ", "NOUN", "VERB", "X") or words[k][3] == "NUM" and k > start
        a = head
        person = kind == "person"
        while not person and a > start and (name(a - 1) or words[a - 1][1] in ("of", "&", "-", "for", "the") and a - 2 >= start and name(a - 2)
                             or words[a - 1][1] == "the" and a - 3 >= start and words[a - 2][1] in ("of", "for") and name(a - 3)):
            a -= 1
        while a < head and (words[a][7] in ("nmod:desc", "det") or not name(a)):
            a += 1
        b = head + 1
        while b < end and (name(b) or person and words[b][1] == "-" and b + 1 < end and name(b + 1) or not person and words[b][1] in ("of", "&", "-", "for") and b + 1 < end and (name(b + 1) or words[b + 1][1] == "the" and b + 2 < end and name(b + 2))
                           or not person and words[b][1] == "the" and words[b - 1][1] in ("of", "for")):
            b += 1
        if any(k in taken for k in range(a, b)):
            continue
        taken.update(range(a, b))
        # people named by their country or faith
        plural = kind == "person" and b - a == 1 and words[head][4] == "NNPS"
        out.append((a, b, "MISC" if plural else GUM.get(kind, "MISC")))
    return sorted(out)


def articles(root, data, path, source, program):
    """Returns articles that are only text, split and tagged by the rules; with the entities of MEANTIME as gold."""
    out = subprocess.run(program + ["label", "en", os.path.join(data, path)],
                         cwd=root, stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")
    records = [json.loads(line) for line in lines(data, path) if line]
    made, doc, rows = [], -1, []
    for line in out.split("\n"):
        if line == "# newdoc":
            doc += 1
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            made.append(article_sentence(rows, records[doc], f"{source}/{doc}", source))
            rows = []
    return [s for s in made if 3 <= len(s.forms) <= 100]


def article_sentence(rows, record, doc, source):
    forms, blanks, found, starts = [], [], [], []
    for form, blank, tag, start in rows:
        # English treebanks split at hyphens
        parts = [p for p in re.split(r"(-)", form) if p] if re.search(r"\w-\w", form) else [form]
        for k, part in enumerate(parts):
            forms.append(part)
            blanks.append(blank == "1" and k + 1 == len(parts))
            found.append(tag if k == 0 else tag.replace("B-", "I-"))
            starts.append(int(start))
    s = Sentence(forms, source, doc, blanks)
    s.rules = spans(found)
    named = {}
    for entity in record.get("entities", ()):
        if entity.get("syntactic_type") == "NAM" and entity.get("ent_type"):
            kind = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}.get(entity["ent_type"], "MISC")
            named[re.sub(r"^(?:the|a|an) ", "", entity["text"], flags=re.I)] = kind
    text = lambda a, b: "".join(form + " " * blank for form, blank in zip(forms[a:b], blanks[a:b])).strip()
    s.gold = [(a, b, named[text(a, b)]) for a, b, _ in s.rules if text(a, b) in named]
    return s


def french_treebank(ud):
    """Returns the French treebanks, which have no names but their proper nouns; `rows` holds all columns."""
    out = []
    for comments, words, blanks in conllu(os.path.join(ud, "fr-train.conllu")):
        s = Sentence([w[1] for w in words], "french/" + comments.get("source", "?").split("/")[0], f"fr/{len(out)}", blanks,
                     [w[3] for w in words], (), comments.get("sent_id"))
        s.rows = words
        out.append(s)
    return out
