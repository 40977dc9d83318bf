"""What a word looks like to the network. `crates/nlp/src/net/features.rs` must do exactly the same.

A form is normalised (lower case, digits as 0, one kind of quote, apostrophe and dash), and seen in three ways:
the normalised form itself if the vocabulary has it, its character n-grams hashed into buckets, and its shape.
"""

from functools import lru_cache

QUOTES = {c: '"' for c in "“”„‟«»‹›″"} | {c: "'" for c in "‘’‚‛′`´"} | {c: "-" for c in "‐‑‒–—―−"} | {"…": "..."}
DOUBLED = {"''": '"', ",,": '"'}
DIGITS = "0123456789"
NGRAMS = (1, 2, 3, 4, 5)
SHAPE_BUCKETS = 256
LONGEST = 40


@lru_cache(maxsize=None)
def norm(form: str) -> str:
    """Returns the form in lower case, digits as 0, with plain quotes, apostrophes and dashes."""
    plain = "".join(QUOTES.get(c, c) for c in form)
    plain = DOUBLED.get(plain, plain)
    return "".join("0" if c in DIGITS else c for c in plain.lower())


def fnv1a(data: bytes, seed: int = 0x811C9DC5) -> int:
    """Returns the 32-bit FNV-1a hash."""
    value = seed
    for byte in data:
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def mix(value: int) -> int:
    """Returns a hash whose low bits are as good as its high ones (the finaliser of MurmurHash3)."""
    value ^= value >> 16
    value = (value * 0x85EBCA6B) & 0xFFFFFFFF
    value ^= value >> 13
    value = (value * 0xC2B2AE35) & 0xFFFFFFFF
    return value ^ (value >> 16)


@lru_cache(maxsize=None)
def ngrams(form: str, buckets: int) -> tuple[int, ...]:
    """Returns the bucket of every character n-gram of `<norm>`, lengths in order, then from left to right.

    Single characters are left out but for the marks' neighbours, which bigrams with a mark stand for.
    A form of more than 40 characters keeps its first and last 20.
    """
    chars = norm(form)
    if len(chars) > LONGEST:
        chars = chars[: LONGEST // 2] + chars[-LONGEST // 2 :]
    marked = "<" + chars + ">"
    out = []
    for n in NGRAMS[1:]:
        for at in range(len(marked) - n + 1):
            out.append(mix(fnv1a(marked[at : at + n].encode())) % buckets)
    return tuple(out)


@lru_cache(maxsize=None)
def shape(form: str) -> int:
    """Returns the bucket of the form's shape: X, x, 0 for upper, other letters, digits, else the sign; runs cut to 2."""
    out = []
    for c in "".join(QUOTES.get(c, c) for c in form):
        kind = "0" if c in DIGITS else "X" if c.isupper() else "x" if c.isalpha() else c
        if out[-2:] != [kind, kind]:
            out.append(kind)
    return mix(fnv1a("".join(out[:12]).encode())) % SHAPE_BUCKETS
