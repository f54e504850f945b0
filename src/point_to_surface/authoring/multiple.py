"""Multiple, as authors write it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from ..errors import Problem
from ..keys import Reason
from ..kinds.multiple import Multiple, MultipleKey, tick_verdict, worth
from ..yamlfile import doubled_ids
from .base import Authored, Desk, ItemText, OptionText, ReasonText, Slug, options_json, reason_json, why_json


class MultipleText(ItemText):
    kind: Literal["multiple"]
    options: Annotated[list[OptionText], Field(min_length=3)]


class RightText(ReasonText):
    right: bool


class KeyText(Authored):
    options: dict[Slug, RightText]


def item_problems(item: MultipleText, desk: Desk) -> list[Problem]:
    """An option id that stands twice."""
    return doubled_ids([o.id for o in item.options], (*desk.place, "options"), desk.lines, desk.path)


def key_problems(item: MultipleText, key: KeyText, desk: Desk, graded: bool) -> list[Problem]:
    """Options without a key, keys without an option, and a key with nothing to tick or nothing to leave."""
    problems = desk.match(key.options, [o.id for o in item.options], "option")
    if not any(option.right for option in key.options.values()):
        problems.append(desk.problem("an option with “right: true”", "none", "Say what applies"))
    if all(option.right for option in key.options.values()):
        got = "none: ticking everything would earn everything"
        problems.append(desk.problem("an option with “right: false”", got, "Add one that tempts"))
    return problems


def reasons(key: KeyText) -> Iterable[ReasonText]:
    """Every reason in the key."""
    return key.options.values()


def item_json(item: MultipleText) -> dict[str, Any]:
    """What this kind adds to the compiled item."""
    return {"options": options_json(item.options)}


def rule(item: MultipleText) -> tuple[str, ...]:
    """The sentences of the scoring rule, by their names in the catalogue."""
    return ("rules.multiple",)


def key_json(key: KeyText) -> dict[str, Any]:
    """The key, compiled."""
    return {"options": {name: reason_json(o) | {"right": o.right} for name, o in key.options.items()}}


def open_table(item: Multiple, key: MultipleKey) -> dict[str, Any]:
    """The verdict on ticking each option, and on leaving it."""
    return tick_table(worth(item, key), key.reasons, item.points)


def tick_table(worths: Mapping[str, float], reasons: Mapping[str, Reason], points: float) -> dict[str, Any]:
    """A part for everything that can be ticked: “yes” when it is, “no” when other things are."""
    parts = {
        name: {"yes": _entry(name, share, True, points), "no": _entry(name, share, False, points)}
        for name, share in worths.items()
    }
    return {"offset": 0, "parts": parts, "why": {f"{n}/why": why_json(reasons[n], n) for n in worths}}


def _entry(name: str, share: float, ticked: bool, points: float) -> dict[str, Any]:
    # Twelve decimals: a sum of them rounds to two just as scoring does.
    earned = round(share * points, 12) if ticked else 0
    return {"earned": earned, "verdict": tick_verdict(share, ticked), "why": [f"{name}/why"]}
