"""Multiple: tick every option that applies.

The right options share the points equally, and the wrong ones share as much to be taken away. So ticking everything
comes to zero, as chance does before the floor, and what is left unticked takes nothing away.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ..errors import shown
from ..htmlparts import blank, table, verdict_text
from ..items import Item, Option, common, options_from_json
from ..keys import Reason, reasons
from ..scores import BLANK, NOT_YET, RIGHT, Part, Score, total
from ..strings import text
from . import Note

Tick = TypeVar("Tick", str, int)


@dataclass(frozen=True, kw_only=True)
class Multiple(Item):
    """Tick those of `options` that apply."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class MultipleKey:
    """The ids of the options that apply, and the reason for every option by its id."""

    right: frozenset[str]
    reasons: Mapping[str, Reason]


def item_from_json(data: Mapping[str, Any]) -> Multiple:
    """The item in a compiled object."""
    return Multiple(**common(data), options=options_from_json(data["options"]))


def key_from_json(data: Mapping[str, Any]) -> MultipleKey:
    """The key in a compiled object."""
    right = frozenset(name for name, option in data["options"].items() if option["right"])
    return MultipleKey(right, reasons(data["options"]))


def clean(item: Multiple, raw: Any) -> tuple[list[str] | None, list[tuple[str, str, str]]]:
    """The ids of the ticked options, in the order of the item."""
    return clean_ticks(raw, [option.id for option in item.options])


def clean_ticks(raw: Any, known: Sequence[Tick]) -> tuple[list[Tick] | None, list[tuple[str, str, str]]]:
    """Those of `known` that the list `raw` names, in their order. No more entries are read than `known` has."""
    if raw is None or raw in ("", [], {}):
        return None, []
    if not isinstance(raw, list):
        return None, [("", "a list", shown(raw))]
    most = len(known)
    kept: list[Tick] = []
    problems: list[tuple[str, str, str]] = []
    if len(raw) > most:
        problems.append(("", f"at most {most} entries", f"{len(raw)}; the rest is left out"))
    for entry in raw[:most]:
        tick = next((one for one in known if type(one) is type(entry) and one == entry), None)
        if tick is None:
            problems.append(("", f"one of {', '.join(map(str, known))}", shown(entry)))
        elif tick in kept:
            problems.append(("", "every entry once", f"{shown(entry)} again"))
        else:
            kept.append(tick)
    return [one for one in known if one in kept] or None, problems


def blanks(item: Multiple, answer: list[str] | None) -> list[Note]:
    """The item itself, when nothing is ticked."""
    return [] if answer else [Note(item.id, "", "blank_item", (("title", item.title),))]


def doubts(item: Multiple, answer: list[str] | None) -> list[Note]:
    """Nothing: which ticks exclude each other, only the key could tell."""
    return []


def worth(item: Multiple, key: MultipleKey) -> dict[str, float]:
    """What ticking each option adds, as a share of full marks: the right ones sum to 1, the wrong ones to -1."""
    right = len(key.right)
    wrong = len(item.options) - right
    return {option.id: 1 / right if option.id in key.right else -1 / wrong for option in item.options}


def tick_verdict(share: float, ticked: bool) -> str:
    """Whether it is right to have ticked, or not, what adds `share`; where that is 0 both are right."""
    return RIGHT if share == 0 or (share > 0) == ticked else NOT_YET


def tick_parts(worths: Mapping[str, float], ticked: Collection[str]) -> tuple[Part, ...]:
    """A part for everything that could be ticked; all of them blank when nothing is."""
    if not ticked:
        return tuple(Part(name, 0.0, BLANK) for name in worths)
    return tuple(
        Part(name, share if name in ticked else 0.0, tick_verdict(share, name in ticked))
        for name, share in worths.items()
    )


def score(item: Multiple, key: MultipleKey, answer: list[str] | None) -> Score:
    """What the ticks add and take away together, never below 0."""
    return total(tick_parts(worth(item, key), answer or ()), item.points)


def ticks_html(
    head: str, names: Mapping[str, str], ticked: Collection[str], parts: Mapping[str, Part], points: float
) -> str:
    """A row for everything in `names` (id → HTML): whether it was ticked, and what that earned."""
    rows = []
    for name, shown_as in names.items():
        state = text("review.ticked" if name in ticked else "review.unticked") if ticked else blank()
        rows.append([shown_as, state] + [verdict_text(parts, name, points)] * bool(parts))
    return table([head, text("review.your_answer")] + [text("review.earned")] * bool(parts), rows)


def answer_html(item: Multiple, answer: list[str] | None, parts: Mapping[str, Part]) -> str:
    """A row per option: ticked or not, and what that earned."""
    names = {option.id: option.text for option in item.options}
    return ticks_html(text("review.option"), names, answer or (), parts, item.points)


def reading_html(item: Multiple) -> str:
    """The options as a list."""
    return "<ul>" + "".join(f"<li>{option.text}</li>" for option in item.options) + "</ul>"
