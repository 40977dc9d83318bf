"""Names in the French treebanks, which mark proper nouns only: spans by tags and relations, kinds by evidence.

There is no French data with kinds that a shipped model may learn from, so this is modest: a hand-written list of places and cues
(`name_french.tsv`), the name lists of the pack, and what the same surface is called in the Dutch and English files.
"""
import collections, os

from name_sources import spans, tags

KINDS = ("PER", "ORG", "LOC", "MISC")


def table(root, path):
    for line in open(os.path.join(root, path), encoding="utf-8"):
        if not line.startswith("#"):
            yield line.rstrip("\n").split("\t")


class Evidence:
    """Lists and cues."""

    def __init__(self, root, elsewhere):
        self.cues = {cells[0]: set(cells[1].split("|")) for cells in table(root, "tools/train/name_french.tsv")}
        self.listed = {cells[0]: cells[1] for cells in table(root, "languages/und/name/gazetteer.tsv")}
        self.elsewhere = elsewhere

    def has(self, form, use):
        return use in self.cues.get(form, ())

    def near(self, form, use):
        return use in self.cues.get(form.lower(), ())


def name_word(s, i, ev):
    row, form = s.rows[i], s.forms[i]
    if ev.near(form, "no-name") or not any(c.isupper() for c in form) or not form[0].isalpha():
        return False
    return row[3] == "PROPN" or row[3] in ("NOUN", "X", "ADJ") and i > 0 and form[0].isupper() and not form.isupper() \
        and (ev.has(form, "head") or ev.has(form, "head-MISC") or ev.has(form, "head-LOC")) and i + 1 < len(s.forms)


def find(s, ev):
    """Returns the spans of the names of a sentence."""
    out, i, n = [], 0, len(s.forms)
    titled = lambda k: ev.near(s.forms[k], "title")
    while i < n:
        # listed names of several words, the longest first
        listed = next((k for k in range(min(i + 5, n), i + 1, -1)
                       if {"LOC", "ORG"} & ev.cues.get(" ".join(s.forms[i:k]), set())), None)
        if listed:
            out.append((i, listed))
            i = listed
            continue
        if not name_word(s, i, ev) or titled(i) and s.rows[i][3] != "PROPN":
            i += 1
            continue
        j, proper = i + 1, s.rows[i][3] == "PROPN"
        headed = ev.has(s.forms[i], "head") or ev.has(s.forms[i], "head-MISC") or ev.has(s.forms[i], "head-LOC")
        while j < n:
            form, row = s.forms[j], s.rows[j]
            if row[3] == "PROPN" and form[0].isupper() and not ev.near(form, "no-name"):
                j += 1
                proper = True
                continue
            # `Conseil européen`: the first adjective behind a word that makes an organisation
            if headed and row[3] == "ADJ" and j == i + 1 and int(row[6]) == i + 1:
                j += 1
                proper = True
                continue
            k = j
            while k < n and k < j + 3 and (ev.has(s.forms[k].lower(), "particle") or headed and ev.has(s.forms[k], "joiner")):
                k += 1
            joins = k > j and k < n and s.forms[k][0].isupper() and s.rows[k][3] in ("PROPN", "NOUN") and not titled(k)
            below = joins and i <= int(s.rows[k][6]) - 1 < j
            # of a person's name the particle belongs to flat words, of an organisation's to what it governs
            if below and (headed or s.rows[k][7].startswith("flat") and s.rows[k][3] == "PROPN"):
                j = k + 1
                proper = True
                continue
            break
        if proper and (s.rows[i][3] == "PROPN" or j > i + 1):
            out.append((i, j))
        i = max(j, i + 1)
    return out


def score(s, start, end, ev):
    """Returns what is said of a name by kind."""
    votes = collections.Counter()
    words = s.forms[start:end]
    text = " ".join(words)
    before = s.forms[start - 1] if start else ""
    second = s.forms[start - 2] if start > 1 else ""
    for kind in KINDS:
        if ev.has(text, kind):
            votes[kind] += 6
    if ev.has(words[0], "head"):
        votes["ORG"] += 4
    if ev.has(words[0], "head-MISC"):
        votes["MISC"] += 4
    if ev.has(words[0], "head-LOC"):
        votes["LOC"] += 3
    if kind := ev.elsewhere.get(text):
        votes[kind] += 3
    listed = ev.listed.get(text, "")
    for letter, kind in zip("LOM", ("LOC", "ORG", "MISC")):
        if letter in listed:
            votes[kind] += 2 if len(listed) == 1 else 1
    if len(words) > 1 and "F" in ev.listed.get(words[0], "") and not ev.has(words[0], "head"):
        votes["PER"] += 4
    elif len(words) > 1 and "F" in ev.listed.get(words[0].split("-")[0], ""):
        votes["PER"] += 3
    elif len(words) == 1 and set(listed) & set("FS"):
        votes["PER"] += 1.5
    near = lambda use: ev.near(before, use) or (before in ("de", "d'", "du", ",", "la", "le", ":") and ev.near(second, use))
    if near("title"):
        votes["PER"] += 4
    for kind in ("ORG", "LOC", "MISC"):
        if near("before-" + kind):
            votes[kind] += 3
    if before and ev.near(before, "place-preposition") and s.rows[start - 1][3] == "ADP":
        votes["LOC"] += 2 if before.lower() == "en" else 1.5
    row = s.rows[start]
    governor = s.rows[int(row[6]) - 1] if row[6] != "0" else None
    if row[7] == "nsubj" and governor and governor[3] == "VERB":
        votes["PER"] += 1
    if text.isupper() and 2 <= len(text) <= 6 and text.isalpha():
        votes["ORG"] += 2
    if any(c.isdigit() for c in text):
        votes["MISC"] += 2
    if s.rows[start][3] == "NOUN" and not votes:
        votes["MISC"] += 1
    if not votes:
        # a proper noun of which nothing is known: a product among medicines, a person elsewhere
        votes["MISC" if s.id and s.id.startswith("emea") else "PER" if len(words) > 1 else "LOC" if row[7] == "nmod" else "PER"] += 0.5
    return votes


def sentences(root, treebank, elsewhere):
    """Tags the sentences of the treebanks; `elsewhere` tells the kinds that surfaces have in other languages."""
    ev = Evidence(root, elsewhere)
    pile = collections.defaultdict(collections.Counter)
    found = []
    for s in treebank:
        names = [(a, b, score(s, a, b, ev)) for a, b in find(s, ev)]
        found.append(names)
        for a, b, votes in names:
            for kind, weight in votes.items():
                pile[" ".join(s.forms[a:b])][kind] += weight
    surnames = {text.split(" ", 1)[1] for text, votes in pile.items() if " " in text and best(votes) == "PER"}
    for s, names in zip(treebank, found):
        out = []
        for a, b, votes in names:
            text = " ".join(s.forms[a:b])
            total = collections.Counter(pile[text])
            total.update(votes)
            if b == a + 1 and text in surnames:
                total["PER"] += 4
            out.append((a, b, best(total)))
        people = [(i, i + 1, "MISC") for i in range(1, len(s.forms)) if is_people(s, i, ev)]
        taken = {i for a, b, _ in out for i in range(a, b)}
        out += [x for x in people if x[0] not in taken]
        s.tags = tags(len(s.forms), out)
    return treebank


def is_people(s, i, ev):
    """`les Français`: a noun with a capital that is no head, no sentence's first word and has an ending of a people."""
    form, row = s.forms[i], s.rows[i]
    return row[3] in ("NOUN", "PROPN") and form[0].isupper() and form[1:].islower() and s.forms[i - 1][-1].isalpha() \
        and form.rstrip("s").endswith(("ai", "aise", "ain", "aine", "ien", "ienne", "éen", "éenne", "oi", "oise", "and", "ol"))


def best(votes):
    return min(votes.items(), key=lambda item: (-item[1], KINDS.index(item[0])))[0]
