"""Many sets told as few: sets that differ in one member alone, side by side.

*One bridge of four, with one effect of three* says as much as twelve pairs do, and can be
read. A product is a tuple of disjoint sets of alternatives, and stands for every set that
takes one alternative of each.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import prod
from typing import TypeAlias

Product: TypeAlias = tuple[frozenset[int], ...]


def products(sets: Iterable[Iterable[int]]) -> list[Product]:
    """Products that stand for exactly these sets, each set in one product.

    Sets must be distinct. Two products that differ in one part become one, as prime
    implicants are found (Quine 1952, "The Problem of Simplifying Truth Functions"), the
    largest families first, until none do; products of few parts first, then by their members.
    They are as few as this finds, not always as few as there could be. Cost: quadratic in
    the number of sets at worst.
    """
    found: set[Product] = {_product(frozenset({member}) for member in chosen) for chosen in sets}
    while True:
        families: dict[Product, list[Product]] = {}
        for each in sorted(found, key=_order):
            for part in each:
                families.setdefault(_product(p for p in each if p != part), []).append(each)
        merged: set[Product] = set()
        for rest, family in sorted(families.items(), key=lambda item: (-len(item[1]), _order(item[0]))):
            unmerged = [each for each in family if each not in merged]
            if len(unmerged) > 1:
                merged.update(unmerged)
                differing = (part for each in unmerged for part in each if part not in rest)
                found.difference_update(unmerged)
                found.add(_product([*rest, frozenset().union(*differing)]))
        if not merged:
            return sorted(found, key=_order)


def count(product: Product) -> int:
    """How many sets a product stands for."""
    return prod(map(len, product))


def _product(parts: Iterable[frozenset[int]]) -> Product:
    return tuple(sorted(parts, key=sorted))


def _order(product: Product) -> tuple[int, list[list[int]]]:
    return len(product), [sorted(part) for part in product]
