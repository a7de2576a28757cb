"""Connected components over arrays of edges, and the edges that shared keys make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Indices = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]


class Edges(NamedTuple):
    """Pairs of records, as two arrays of the same length."""

    a: Indices
    b: Indices

    @property
    def size(self) -> int:
        """Number of pairs."""
        return len(self.a)

    def where(self, keep: npt.NDArray[np.bool_]) -> Edges:
        """The pairs for which `keep` is true."""
        return Edges(self.a[keep], self.b[keep])


NO_EDGES = Edges(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))


def join(parts: Iterable[Edges]) -> Edges:
    """All the pairs of the parts."""
    listed = list(parts)
    if not listed:
        return NO_EDGES
    return Edges(np.concatenate([p.a for p in listed]), np.concatenate([p.b for p in listed]))


def components(nodes: int, edges: Edges) -> Indices:
    """Component label of each node, 0..k-1 in order of the components' first nodes.

    Minimum-label hooking with pointer jumping (Shiloach & Vishkin 1982), vectorised.
    """
    parent = np.arange(nodes, dtype=np.int64)
    a, b = edges
    while len(a):
        root_a, root_b = parent[a], parent[b]
        low, high = np.minimum(root_a, root_b), np.maximum(root_a, root_b)
        apart = low != high
        if not apart.any():
            break
        a, b, low, high = a[apart], b[apart], low[apart], high[apart]
        np.minimum.at(parent, high, low)
        while True:
            jumped = parent[parent]
            if np.array_equal(jumped, parent):
                break
            parent = jumped
    return np.unique(parent, return_inverse=True)[1].astype(np.int64).reshape(nodes)


def chain(arrays: Sequence[Keys], order: npt.NDArray[np.integer] | None = None) -> Edges:
    """Pairs of neighbours among the records that share a key in any of the arrays; 0 is no key.

    A group of n records gives n-1 pairs, never all n(n-1)/2. `order` says which records stand next to each other.
    """
    record, key = stacked(arrays)
    if not len(record):
        return NO_EDGES
    by = np.lexsort((record, key)) if order is None else np.lexsort((record, order[record], key))
    record, key = record[by], key[by]
    same = (key[1:] == key[:-1]) & (record[1:] != record[:-1])
    return Edges(record[:-1][same], record[1:][same])


def star(arrays: Sequence[Keys], joining: npt.NDArray[np.bool_]) -> Edges:
    """Pairs that join each record of `joining` to one holder of the same key, others before themselves."""
    record, key = stacked(arrays)
    if not len(record):
        return NO_EDGES
    by = np.lexsort((record, joining[record], key))
    record, key = record[by], key[by]
    starts = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
    first = np.repeat(record[starts], np.diff(np.append(starts, len(record))))
    keep = joining[record] & (first != record)
    return Edges(first[keep], record[keep])


def stacked(arrays: Sequence[Keys]) -> tuple[Indices, Keys]:
    """(record, key) of every key that is there, over all the arrays."""
    records = [np.flatnonzero(array) for array in arrays]
    if not records:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint64)
    return (
        np.concatenate(records).astype(np.int64),
        np.concatenate([array[index] for array, index in zip(arrays, records, strict=True)]),
    )


def mixed(first: Keys, *others: Keys) -> Keys:
    """One key from several, 0 where any of them is 0 (splitmix64 finaliser, Steele et al. 2014)."""
    result = first.copy()
    there = first != 0
    with np.errstate(over="ignore"):
        for other in others:
            there &= other != 0
            result = (result ^ (result >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            result = (result ^ (result >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            result = (result ^ (result >> np.uint64(31))) + other
    return np.where(there, np.maximum(result, np.uint64(1)), np.uint64(0))


def distinct_per_key(keys: Keys, values: Keys) -> tuple[Keys, Indices]:
    """The keys, and with how many distinct values each stands together; pairs with a 0 are left out."""
    both = (keys != 0) & (values != 0)
    if not both.any():
        return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64)
    pairs = np.unique(np.stack((keys[both], values[both])), axis=1)
    unique, counts = np.unique(pairs[0], return_counts=True)
    return unique, counts.astype(np.int64)
