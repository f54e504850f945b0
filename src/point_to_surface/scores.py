"""What scoring gives: points, and what each part of an answer did for them."""

from __future__ import annotations

from dataclasses import dataclass

BLANK, RIGHT, PARTLY, NOT_YET = "blank", "right", "partly", "not-yet"


def verdict(credit: float) -> str:
    """The word for a credit between 0 and 1."""
    if credit >= 1:
        return RIGHT
    return PARTLY if credit > 0 else NOT_YET


@dataclass(frozen=True, slots=True)
class Part:
    """One decision in an answer: its credit between 0 and 1, and its weight; the weights of an item sum to 1."""

    id: str
    credit: float
    weight: float
    verdict: str


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one item. `points` is None when a person has to mark it.

    `baseline` is the weighted credit that counts as zero: what the best single answer given everywhere reaches.
    """

    points: float | None
    out_of: float
    parts: tuple[Part, ...] = ()
    baseline: float = 0.0


def scaled(parts: tuple[Part, ...], baseline: float, out_of: float) -> Score:
    """The weighted credit of `parts` above `baseline`, as points between 0 and `out_of`, to two decimals."""
    matched = sum(part.credit * part.weight for part in parts)
    share = (matched - baseline) / (1 - baseline)
    return Score(round(out_of * min(1.0, max(0.0, share)) + 1e-9, 2), out_of, parts, baseline)
