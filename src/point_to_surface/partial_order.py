"""What follows from “this came before that”: pure, and the same for authors' checks and for scoring."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

Pair = tuple[str, str]
"""(first, then)"""


def chains(given: Iterable[Pair]) -> dict[Pair, tuple[Pair, ...]]:
    """Every pair that the given ones determine, with a shortest chain of given pairs that shows it.

    Where the given pairs run in a circle, every element of it is also found before itself.
    """
    after: dict[str, list[str]] = {}
    for first, then in given:
        after.setdefault(first, []).append(then)
    return {(first, last): chain for first in after for last, chain in _reached(first, after).items()}


def _reached(start: str, after: dict[str, list[str]]) -> dict[str, tuple[Pair, ...]]:
    found: dict[str, tuple[Pair, ...]] = {}
    waiting: deque[tuple[str, tuple[Pair, ...]]] = deque([(start, ())])
    while waiting:
        here, chain = waiting.popleft()
        for then in after.get(here, ()):
            if then not in found:
                found[then] = (*chain, (here, then))
                waiting.append((then, found[then]))
    return found


def circle(given: Iterable[Pair]) -> tuple[str, ...]:
    """The elements of a shortest circle, its first one also at the end; empty when there is none."""
    rounds = [chain for (first, last), chain in chains(given).items() if first == last]
    shortest = min(rounds, key=len, default=())
    return (*(first for first, _ in shortest), *(then for _, then in shortest[-1:]))


def agreement(order: Iterable[str], determined: Iterable[Pair]) -> int:
    """How many of the determined pairs stand rightly in `order`, less those that stand the other way round."""
    place = {name: i for i, name in enumerate(order)}
    both = [(place[first], place[then]) for first, then in determined if first in place and then in place]
    return sum(1 if first < then else -1 for first, then in both)
