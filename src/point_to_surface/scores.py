"""What scoring gives: points, and what each part of an answer did for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

BLANK, RIGHT, PARTLY, NOT_YET = "blank", "right", "partly", "not-yet"


def verdict(credit: float) -> str:
    """The word for a credit between 0 and 1."""
    if credit >= 1:
        return RIGHT
    return PARTLY if credit > 0 else NOT_YET


@dataclass(frozen=True, slots=True)
class Part:
    """One decision in an answer. `share` is what it adds, as a share of full marks; below 0 it takes away.

    `section` names the section that it counts in, where an item has more than one.
    """

    id: str
    share: float
    verdict: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one item. `points` is None when a person has to mark it."""

    points: float | None
    out_of: float
    parts: tuple[Part, ...] = ()


WHOLE: Mapping[str, float] = {"": 1.0}
"""The sections of an item that has only one."""


def total(parts: tuple[Part, ...], out_of: float, sections: Mapping[str, float] = WHOLE) -> Score:
    """The shares of `parts` together, as points between 0 and `out_of`, to two decimals.

    `sections` says what share of full marks each section is worth: what one loses below 0 costs no other anything.
    """
    share = sum(
        min(most, max(0.0, sum(part.share for part in parts if part.section == name)))
        for name, most in sections.items()
    )
    return Score(round(out_of * share + 1e-9, 2), out_of, parts)
