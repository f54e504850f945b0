"""Number: a figure with its unit, or the word that it cannot be told.

The right figure with its unit earns everything, with another unit or none half. Nothing is taken away: a figure that
is not worked out is hardly ever hit upon. Where “cannot be told” is chosen, a figure beside it is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any
from unicodedata import category

from ..errors import shown
from ..htmlparts import blank, option_text, table, verdict_text
from ..items import CANNOT_TELL, Item, Option, common, options_from_json
from ..keys import Reason, reason, reasons
from ..scores import BLANK, Part, Score, total, verdict
from ..strings import text
from . import Note

LONGEST = 40
"""Characters of a figure. A longer one is set aside whole: cut short it would be another figure."""

OTHER_UNIT = 0.5
"""The credit of the right figure with another unit, or with none."""

Answer = Mapping[str, str]

_GAPS = re.compile("[ \u00a0\u202f\u2009'’]")
_FIGURE = re.compile(r"[-−]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")


@dataclass(frozen=True, kw_only=True)
class Number(Item):
    """Type a figure and pick one of `units`."""

    units: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Accept:
    """A right answer: a figure from `low` to `high` in `unit`; no bounds where the unit is “cannot be told”."""

    unit: str
    low: float | None
    high: float | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Mistake:
    """A slip with a name: a figure from `low` to `high` in `unit` (None: in any), and the credit that it earns."""

    name: str
    unit: str | None
    low: float
    high: float
    credit: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class NumberKey:
    """What is right, which slips have a name, and what is said to another unit and to any other figure."""

    accept: tuple[Accept, ...]
    mistakes: tuple[Mistake, ...]
    units: Mapping[str, Reason]
    other: Reason


@dataclass(frozen=True, slots=True)
class Range:
    """Answers that are judged alike: figures from `low` to `high` in `unit` (None: in any, or with none).

    Without bounds the unit alone decides. `why` names the reasons that are told.
    """

    low: float | None
    high: float | None
    unit: str | None
    credit: float
    why: tuple[str, ...]

    def holds(self, value: float | None, unit: str) -> bool:
        """Whether this range is about the figure `value` (None: not a figure) in `unit`."""
        inside = self.low is None or self.high is None or (value is not None and self.low <= value <= self.high)
        return inside and self.unit in (None, unit)


def item_from_json(data: Mapping[str, Any]) -> Number:
    """The item in a compiled object."""
    return Number(**common(data), units=options_from_json(data["units"]))


def key_from_json(data: Mapping[str, Any]) -> NumberKey:
    """The key in a compiled object."""
    accept, mistakes = tuple(map(_accept, data["accept"])), tuple(map(_mistake, data["mistakes"]))
    return NumberKey(accept, mistakes, reasons(data["units"]), reason(data["other"]))


def _accept(data: Mapping[str, Any]) -> Accept:
    low, high = (None, None) if data["value"] is None else bounds(data["value"], data["tolerance"])
    return Accept(data["unit"], low, high, reason(data))


def _mistake(data: Mapping[str, Any]) -> Mistake:
    low, high = bounds(data["value"], data["tolerance"])
    return Mistake(data["name"], data["unit"], low, high, data["credit"], reason(data))


def bounds(value: float, tolerance: float) -> tuple[float, float]:
    """The least and the greatest figure that counts as `value`.

    Reckoned in decimals, so that 0.8 is within 0.1 of 0.7, as it is on paper and is not in binary fractions.
    """
    middle, reach = Decimal(str(value)), Decimal(str(tolerance))
    return float(middle - reach), float(middle + reach)


def figure(typed: str) -> float | None:
    """The figure in a text, None when it is none: spaces and apostrophes go, commas stand between thousands only."""
    bare = _GAPS.sub("", typed.strip())
    return float(bare.replace(",", "").replace("−", "-")) if _FIGURE.fullmatch(bare) else None


def clean(item: Number, raw: Any) -> tuple[Answer | None, list[tuple[str, str, str]]]:
    """{"value", "unit"}, each only where it was given; the figure stays as it was typed."""
    if raw is None or raw == "":
        return None, []
    if not isinstance(raw, dict):
        return None, [("", "an object with a value and a unit", shown(raw))]
    known = [unit.id for unit in item.units]
    kept: dict[str, str] = {}
    problems: list[tuple[str, str, str]] = []
    if raw.keys() - {"value", "unit"}:
        problems.append(("", "value and unit only", f"{len(raw)} fields, the others left out"))
    value, unit = raw.get("value"), raw.get("unit")
    if isinstance(value, str) and len(value) <= LONGEST:
        kept["value"] = _plain(value)
    elif value is not None:
        problems.append(("value", f"a text of at most {LONGEST} characters", shown(value)))
    if isinstance(unit, str) and unit in known:
        kept["unit"] = unit
    elif unit not in (None, ""):
        problems.append(("unit", f"one of {', '.join(known)}", shown(unit)))
    return {field: given for field, given in kept.items() if given} or None, problems


def _plain(typed: str) -> str:
    seen = "".join(c for c in typed if c.isprintable() or category(c) == "Zs")
    return seen.strip()


def _given(answer: Answer | None) -> tuple[str, str]:
    return (answer or {}).get("value", ""), (answer or {}).get("unit", "")


def blanks(item: Number, answer: Answer | None) -> list[Note]:
    """The item, its figure or its unit, whichever is missing. “Cannot be told” needs no figure."""
    value, unit = _given(answer)
    if unit == CANNOT_TELL or (value and unit):
        return []
    message = "blank_unit" if value else "blank_figure" if unit else "blank_item"
    return [Note(item.id, "", message, (("title", item.title),))]


def doubts(item: Number, answer: Answer | None) -> list[Note]:
    """A figure that cannot be read, and one beside “cannot be told”."""
    value, unit = _given(answer)
    if not value or (unit != CANNOT_TELL and figure(value) is not None):
        return []
    message = "figure_untold" if unit == CANNOT_TELL else "not_a_figure"
    return [Note(item.id, "", message, (("title", item.title), ("value", value)))]


def ranges(key: NumberKey) -> tuple[Range, ...]:
    """All that the key tells apart, in order: the first range that holds an answer judges it."""
    figures = [(f"/accept/{n}", accept) for n, accept in enumerate(key.accept) if accept.unit != CANNOT_TELL]
    full = [Range(a.low, a.high, a.unit, 1.0, (why,)) for why, a in figures]
    half = [one for why, accept in figures for one in _other_units(why, accept, key)]
    slips = [Range(m.low, m.high, m.unit, m.credit, (f"/mistake/{m.name}",)) for m in key.mistakes]
    return (_untold(key), *full, *half, *slips)


def _untold(key: NumberKey) -> Range:
    at = next((n for n, accept in enumerate(key.accept) if accept.unit == CANNOT_TELL), None)
    why, credit = (f"/unit/{CANNOT_TELL}", 0.0) if at is None else (f"/accept/{at}", 1.0)
    return Range(None, None, CANNOT_TELL, credit, (why,))


def _other_units(why: str, accept: Accept, key: NumberKey) -> list[Range]:
    told = [unit for unit in key.units if unit not in (accept.unit, CANNOT_TELL)]
    named = [Range(accept.low, accept.high, unit, OTHER_UNIT, (why, f"/unit/{unit}")) for unit in told]
    return [*named, Range(accept.low, accept.high, None, OTHER_UNIT, (why,))]


def score(item: Number, key: NumberKey, answer: Answer | None) -> Score:
    """The credit of the first range that holds the answer. A unit without a figure is a blank."""
    value, unit = _given(answer)
    if not value and unit != CANNOT_TELL:
        return total((Part("", 0.0, BLANK),), item.points)
    found = next((one for one in ranges(key) if one.holds(figure(value), unit)), None)
    credit = found.credit if found else 0.0
    return total((Part("", credit, verdict(credit)),), item.points)


def answer_html(item: Number, answer: Answer | None, parts: Mapping[str, Part]) -> str:
    """The figure as it was typed, its unit, and what they earned."""
    value, unit = _given(answer)
    head = [text("review.figure"), text("review.unit")] + [text("review.earned")] * bool(parts)
    row = [escape(value) if value else blank(), option_text(item.units, unit)]
    return table(head, [row + [verdict_text(parts, "", item.points)] * bool(parts)])


def reading_html(item: Number) -> str:
    """The units as a list."""
    return "<ul>" + "".join(f"<li>{unit.text}</li>" for unit in item.units) + "</ul>"
