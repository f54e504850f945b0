"""Number, as authors write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from ..errors import Problem
from ..items import CANNOT_TELL
from ..kinds.number import OTHER_UNIT, Number, NumberKey, bounds, ranges
from ..scores import NOT_YET, verdict
from ..yamlfile import doubled_ids
from .base import Authored, Credit, Desk, ItemText, OptionText, ReasonText, Slug, options_json, reason_json, why_json

Figure = Annotated[float, Field(allow_inf_nan=False, ge=-1e15, le=1e15)]
Tolerance = Annotated[float, Field(allow_inf_nan=False, ge=0, le=1e15)]


class NumberText(ItemText):
    kind: Literal["number"]
    units: Annotated[list[OptionText], Field(min_length=2)]


class AcceptText(ReasonText):
    unit: Slug
    value: Figure | None = None
    tolerance: Tolerance = 0.0


class MistakeText(ReasonText):
    name: Slug
    value: Figure
    tolerance: Tolerance = 0.0
    unit: Slug | None = None
    credit: Credit = 0.0


class KeyText(Authored):
    accept: Annotated[list[AcceptText], Field(min_length=1)]
    mistakes: list[MistakeText] = []
    units: dict[Slug, ReasonText] = {}
    other: ReasonText


def item_problems(item: NumberText, desk: Desk) -> list[Problem]:
    """A unit id that stands twice, and units that do not offer “cannot be told”."""
    problems = doubled_ids([u.id for u in item.units], (*desk.place, "units"), desk.lines, desk.path)
    if CANNOT_TELL not in [unit.id for unit in item.units]:
        problems.append(desk.problem(f"a unit “{CANNOT_TELL}”", "none", "Add it: it may be right"))
    return problems


def key_problems(item: NumberText, key: KeyText, desk: Desk, graded: bool) -> list[Problem]:
    """Units without a word about them, figures where there can be none, and slips that are never told."""
    known, names = [unit.id for unit in item.units], [slip.name for slip in key.mistakes]
    problems = desk.match({accept.unit for accept in key.accept} | set(key.units), known, "unit")
    for i, accept in enumerate(key.accept):
        problems += _accept_problems(accept, desk.at("accept", i, label=f", accept no. {i + 1}"))
    for i, slip in enumerate(key.mistakes):
        here = desk.at("mistakes", i, label=f", mistake “{slip.name}”")
        problems += _slip_problems(slip, key, here, known)
        if slip.name in names[:i]:
            problems.append(here.problem("every name once", f"“{slip.name}” again", "Rename one of them"))
    return problems


def _accept_problems(accept: AcceptText, desk: Desk) -> Iterator[Problem]:
    if accept.unit == CANNOT_TELL and accept.value is not None:
        yield desk.problem(f"no value with “{CANNOT_TELL}”", f"{accept.value:g}", "Remove it or change the unit")
    if accept.unit != CANNOT_TELL and accept.value is None:
        yield desk.problem(f"a value in “{accept.unit}”", "none", "Add it")


def _slip_problems(slip: MistakeText, key: KeyText, desk: Desk, known: list[str]) -> Iterator[Problem]:
    if slip.unit is not None and (slip.unit not in known or slip.unit == CANNOT_TELL):
        yield desk.problem("the unit of a figure that is offered", f"“{slip.unit}”", "Change it, or leave it out")
    if any(_meet(slip, accept) for accept in key.accept):
        got = f"{slip.value:g} ± {slip.tolerance:g}, which meets an accepted figure"
        yield desk.problem("a figure of its own", got, "Narrow a tolerance, or write under “units” about another unit")
    # More for a slip than for the right figure in another unit, or for one in another unit: mending would cost points.
    if slip.credit > OTHER_UNIT or (slip.credit > 0 and slip.unit not in (None, *(a.unit for a in key.accept))):
        wanted = f"a credit up to {OTHER_UNIT:g}, and one above 0 with an accepted unit only"
        yield desk.problem(wanted, f"{slip.credit:g} in “{slip.unit or 'any unit'}”", "Lower it, or change the unit")


def _meet(slip: MistakeText, accept: AcceptText) -> bool:
    if accept.value is None:
        return False
    (low, high), (least, most) = bounds(slip.value, slip.tolerance), bounds(accept.value, accept.tolerance)
    return low <= most and least <= high


def reasons(key: KeyText) -> Iterable[ReasonText]:
    """Every reason in the key."""
    return (*key.accept, *key.mistakes, *key.units.values(), key.other)


def item_json(item: NumberText) -> dict[str, Any]:
    """What this kind adds to the compiled item."""
    return {"units": options_json(item.units)}


def rule(item: NumberText) -> tuple[str, ...]:
    """The sentences of the scoring rule, by their names in the catalogue."""
    return ("rules.number", "rules.number_typing")


def key_json(key: KeyText) -> dict[str, Any]:
    """The key, compiled."""
    fields = {"unit", "value", "tolerance", "name", "credit"}
    return {
        "accept": [reason_json(accept) | accept.model_dump(include=fields) for accept in key.accept],
        "mistakes": [reason_json(slip) | slip.model_dump(include=fields) for slip in key.mistakes],
        "units": {name: reason_json(told) for name, told in key.units.items()},
        "other": reason_json(key.other),
    }


def open_table(item: Number, key: NumberKey) -> dict[str, Any]:
    """The ranges of figures in order, each with its verdict; `else` for all others and for what is no figure.

    A range holds a figure from `from` to `to`, both included, in `unit` (null: in any, or with none). Where `from` and
    `to` are null the unit alone decides: so it is with “cannot be told”, which comes first. A unit alone is a blank.
    """
    return {
        "ranges": [
            {"from": one.low, "to": one.high, "unit": one.unit} | _entry(one.credit, one.why, item.points)
            for one in ranges(key)
        ],
        "else": {"earned": 0, "verdict": NOT_YET, "why": ["/other"]},
        "why": _whys(key),
    }


def _entry(credit: float, why: tuple[str, ...], points: float) -> dict[str, Any]:
    return {"earned": round(credit * points, 12), "verdict": verdict(credit), "why": list(why)}


def _whys(key: NumberKey) -> dict[str, Any]:
    told = {f"/accept/{n}": why_json(accept.reason, accept.unit) for n, accept in enumerate(key.accept)}
    told |= {f"/mistake/{slip.name}": why_json(slip.reason) for slip in key.mistakes}
    told |= {f"/unit/{unit}": why_json(reason, unit) for unit, reason in key.units.items()}
    return told | {"/other": why_json(key.other)}
