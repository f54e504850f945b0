"""Classify, as authors write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from .. import richtext
from ..errors import Problem
from ..items import CANNOT_TELL, STATUSES
from ..kinds import classify as kind
from ..kinds.classify import Classify, ClassifyKey
from ..scores import verdict
from ..yamlfile import doubled_ids
from .base import (
    Authored,
    Desk,
    ItemText,
    OptionText,
    Paragraph,
    ReasonText,
    Slug,
    Status,
    Text,
    options_json,
    reason_json,
    why_json,
)


class CaseText(Authored):
    id: Slug
    title: Text
    text: Text
    paragraphs: list[Paragraph] = []
    fictional: bool = False


class ClassifyText(ItemText):
    kind: Literal["classify"]
    options: Annotated[list[OptionText], Field(min_length=2)]
    cases: Annotated[list[CaseText], Field(min_length=1)]
    ask_status: bool = True


class AcceptText(ReasonText):
    value: Slug
    status: list[Status] = []
    other_status: Literal["half", "nothing"] = "half"


class CaseKeyText(Authored):
    accept: Annotated[list[AcceptText], Field(min_length=1)]
    options: dict[Slug, ReasonText] = {}
    statuses: dict[Status, ReasonText] = {}


class KeyText(Authored):
    cases: Annotated[dict[Slug, CaseKeyText], Field(min_length=1)]


def item_problems(item: ClassifyText, desk: Desk) -> list[Problem]:
    """Doubled ids, and a framework that does not offer “cannot be told”."""
    problems = doubled_ids([o.id for o in item.options], (*desk.place, "options"), desk.lines, desk.path)
    problems += doubled_ids([c.id for c in item.cases], (*desk.place, "cases"), desk.lines, desk.path)
    if CANNOT_TELL not in [option.id for option in item.options]:
        problems.append(desk.problem(f"an option “{CANNOT_TELL}”", "none", "Add it: it may be right"))
    return problems


def key_problems(item: ClassifyText, key: KeyText, desk: Desk, graded: bool) -> list[Problem]:
    """Cases without a key, keys without a case, values without a word about them, and keys that are all the same."""
    problems = desk.match(key.cases, [c.id for c in item.cases], "case")
    for name, case in key.cases.items():
        problems += _case_problems(item, case, desk.at("cases", name, label=f", case “{name}”"))
    everywhere = set.intersection(*({a.value for a in case.accept} for case in key.cases.values()))
    if graded and everywhere:
        got = f"“{min(everywhere)}” accepted in every case"
        problems.append(desk.problem("cases whose keys differ", got, "One answer would earn everything"))
    return problems


def _case_problems(item: ClassifyText, case: CaseKeyText, desk: Desk) -> list[Problem]:
    accepted = {accept.value for accept in case.accept}
    problems = desk.match(accepted | set(case.options), [o.id for o in item.options], "value")
    for value in sorted(accepted & set(case.options)):
        problems.append(desk.problem(f"one word about “{value}”", "it is accepted and argued against", "Keep one"))
    return problems + [problem for accept in case.accept for problem in _status_problems(item, accept, desk)]


def _status_problems(item: ClassifyText, accept: AcceptText, desk: Desk) -> Iterator[Problem]:
    if item.ask_status and not accept.status:
        yield desk.problem(f"a status for “{accept.value}”", "none", "Say stated, inferred or open")
    if item.ask_status and (accept.value == CANNOT_TELL) != (accept.status == ["open"]):
        got = f"“{accept.value}” with {', '.join(accept.status)}"
        yield desk.problem(f"“{CANNOT_TELL}” and open together", got, "One without the other contradicts itself")


def reasons(key: KeyText) -> Iterable[ReasonText]:
    """Every reason in the key."""
    for case in key.cases.values():
        yield from (*case.accept, *case.options.values(), *case.statuses.values())


def item_json(item: ClassifyText) -> dict[str, Any]:
    """What this kind adds to the compiled item."""
    cases = [case.model_dump() | {"text": richtext.block(case.text)} for case in item.cases]
    return {"options": options_json(item.options), "ask_status": item.ask_status, "cases": cases}


def rule(item: ClassifyText) -> tuple[str, ...]:
    """The sentences of the scoring rule, by their names in the catalogue."""
    return ("rules.classify", "rules.classify_status") if item.ask_status else ("rules.classify",)


def key_json(key: KeyText) -> dict[str, Any]:
    """The key, compiled."""
    return {"cases": {name: _case_json(case) for name, case in key.cases.items()}}


def _case_json(case: CaseKeyText) -> dict[str, Any]:
    credit = {"half": 0.5, "nothing": 0.0}
    accept = [
        reason_json(a) | {"value": a.value, "status": list(a.status), "other_status": credit[a.other_status]}
        for a in case.accept
    ]
    options = {name: reason_json(reason) for name, reason in case.options.items()}
    return {"accept": accept, "options": options, "statuses": {n: reason_json(r) for n, r in case.statuses.items()}}


def open_table(item: Classify, key: ClassifyKey) -> dict[str, Any]:
    """The verdict on every value with every status, case by case."""
    weight, rates = kind.weights(item, key), kind.penalties(item, key)
    parts: dict[str, Any] = {}
    whys: dict[str, Any] = {}
    for case in item.cases:
        case_key = key.cases[case.id]
        said = dict(case_key.options) | {a.value: a.reason for a in case_key.accept}
        whys |= {f"{case.id}/{value}": why_json(reason, value) for value, reason in said.items()}
        whys |= {f"{case.id}/status/{s}": why_json(reason) for s, reason in case_key.statuses.items()}
        parts[case.id] = {
            f"{value}|{status}" if item.ask_status else value: _entry(item, key, case.id, value, status, weight, rates)
            for value in (option.id for option in item.options)
            for status in (("", *STATUSES) if item.ask_status else ("",))
        }
    return {"offset": 0, "parts": parts, "why": whys}


def _entry(
    item: Classify,
    key: ClassifyKey,
    case: str,
    value: str,
    status: str,
    weight: dict[str, float],
    rates: dict[str, float],
) -> dict[str, Any]:
    share = kind.share(key.cases[case], value, status, item.ask_status, rates)
    told = [f"{case}/status/{status}"] if status in key.cases[case].statuses and share < 1 else []
    earned = round(share * weight[case] * item.points, 6)
    return {"earned": earned, "verdict": verdict(share), "why": [f"{case}/{value}", *told]}
