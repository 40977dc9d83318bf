"""Heads that form a tree with one root: Chu-Liu/Edmonds, as in McDonald et al. 2005."""

import numpy as np


def is_tree(heads: list[int]) -> bool:
    """Tells whether heads (0 the root, words from 1) form a tree with one word at the root."""
    if sum(h == 0 for h in heads) != 1:
        return False
    for start in range(1, len(heads) + 1):
        at, steps = start, 0
        while at:
            at, steps = heads[at - 1], steps + 1
            if steps > len(heads):
                return False
    return True


def tree(scores: np.ndarray) -> list[int]:
    """Returns the best heads; `scores[i, j]` is that of word i + 1 with head j, 0 the root."""
    greedy = scores.argmax(1).tolist()
    if is_tree(greedy):
        return greedy
    n = scores.shape[0]
    square = np.full((n + 1, n + 1), -1e9)
    square[1:] = scores
    np.fill_diagonal(square, -1e9)
    roots = np.argsort(-scores[:, 0])[:3]
    best, best_score = None, -np.inf
    for root in roots:
        only = square.copy()
        only[1:, 0] = -1e9
        only[root + 1, 0] = square[root + 1, 0]
        heads = arborescence(only)
        score = sum(only[i, heads[i]] for i in range(1, n + 1))
        if score > best_score:
            best, best_score = heads, score
    return [int(h) for h in best[1:]]


def arborescence(scores: np.ndarray) -> list[int]:
    """Returns the head of every node but 0 in the best arborescence from node 0."""
    n = scores.shape[0]
    heads = scores.argmax(1)
    heads[0] = -1
    cycle = find_cycle(heads)
    if cycle is None:
        return heads.tolist()
    inside = np.zeros(n, dtype=bool)
    inside[cycle] = True
    outside = [i for i in range(n) if not inside[i]]
    m = len(outside)
    total = sum(scores[i, heads[i]] for i in cycle)
    small = np.full((m + 1, m + 1), -1e9)
    small[:m, :m] = scores[np.ix_(outside, outside)]
    enter, leave = {}, {}
    for k, node in enumerate(outside):
        gains = [scores[i, node] - scores[i, heads[i]] + total for i in cycle]
        best = int(np.argmax(gains))
        small[m, k], enter[k] = gains[best], cycle[best]
        best = int(np.argmax([scores[node, i] for i in cycle]))
        small[k, m], leave[k] = scores[node, cycle[best]], cycle[best]
    small[0, :] = -1e9
    np.fill_diagonal(small, -1e9)
    inner = arborescence(small)
    out = heads.copy()
    for k, node in enumerate(outside):
        if k:
            out[node] = leave[k] if inner[k] == m else outside[inner[k]]
    entered = enter[inner[m]]
    out[entered] = outside[inner[m]]
    out[0] = -1
    return out.tolist()


def find_cycle(heads) -> list[int] | None:
    """Returns the nodes of a cycle, or None."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if state[at] == 1:
            return path[path.index(at):]
        for node in path:
            state[node] = 2
    return None
