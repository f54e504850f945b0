"""Classify: several cases, each given one value of a framework and, where asked, a status.

Every key value counts the same, however many cases share it. A value that no reading of the case supports takes away
just so much that giving this value to every case comes to zero (with four values that are right equally often: a third
of what a right one earns, the usual correction for guessing). A blank takes nothing away. So no constant answer earns
anything, “cannot be told” everywhere included, and guessing does not pay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from ..errors import shown
from ..htmlparts import option_text, status_text, table, verdict_text
from ..items import CANNOT_TELL, STATUSES, Item, Option, common, options_from_json
from ..keys import Reason, reason, reasons
from ..scores import BLANK, Part, Score, total, verdict
from ..strings import text
from . import Note

Answer = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Case:
    """Something to classify: `text` is HTML; `paragraphs` say where the article tells of it (none for a vignette)."""

    id: str
    title: str
    text: str
    paragraphs: tuple[int, ...] = ()
    fictional: bool = False


@dataclass(frozen=True, kw_only=True)
class Classify(Item):
    """Give each of `cases` one of `options` and, with `ask_status`, say how surely."""

    options: tuple[Option, ...]
    cases: tuple[Case, ...]
    ask_status: bool = True


@dataclass(frozen=True, slots=True)
class Accept:
    """A value that a case may be given, with the statuses that fit it.

    `other_status` is the credit, between 0 and 1, for the right value with a status that does not fit.
    """

    value: str
    statuses: tuple[str, ...]
    other_status: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class CaseKey:
    """The answers that one case accepts, and what is said about every other value and status."""

    accept: tuple[Accept, ...]
    options: Mapping[str, Reason]
    statuses: Mapping[str, Reason]


@dataclass(frozen=True, slots=True)
class ClassifyKey:
    """A key per case, by case id."""

    cases: Mapping[str, CaseKey]


def item_from_json(data: Mapping[str, Any]) -> Classify:
    """The item in a compiled object."""
    cases = tuple(
        Case(c["id"], c["title"], c["text"], tuple(c.get("paragraphs", ())), c.get("fictional", False))
        for c in data["cases"]
    )
    options = options_from_json(data["options"])
    return Classify(**common(data), options=options, cases=cases, ask_status=data.get("ask_status", True))


def key_from_json(data: Mapping[str, Any]) -> ClassifyKey:
    """The key in a compiled object."""
    return ClassifyKey({name: _case_key(case) for name, case in data["cases"].items()})


def _case_key(data: Mapping[str, Any]) -> CaseKey:
    accept = tuple(Accept(a["value"], tuple(a["status"]), a["other_status"], reason(a)) for a in data["accept"])
    return CaseKey(accept, reasons(data["options"]), reasons(data["statuses"]))


def clean(item: Classify, raw: Any) -> tuple[Answer | None, list[tuple[str, str, str]]]:
    """Case id → {"value", "status"}, without what the item does not know."""
    if raw is None:
        return None, []
    if not isinstance(raw, dict):
        return None, [("", "an object of cases", shown(raw))]
    answer, problems = {}, []
    cases = {case.id for case in item.cases}
    for name, given in raw.items():
        if name not in cases:
            problems.append((f"case {shown(name)}", f"one of {', '.join(sorted(cases))}", "a case of another exercise"))
            continue
        kept, wrong = _clean_case(item, given)
        problems += [(f"case “{name}”", wanted, got) for wanted, got in wrong]
        if kept:
            answer[name] = kept
    return answer or None, problems


def _clean_case(item: Classify, given: Any) -> tuple[dict[str, str], list[tuple[str, str]]]:
    if not isinstance(given, dict):
        return {}, [("an object with a value and a status", shown(given))]
    allowed = {"value": [option.id for option in item.options], "status": list(STATUSES) if item.ask_status else []}
    kept, wrong = {}, []
    for field, given_value in given.items():
        if given_value in ("", None):
            continue
        if isinstance(given_value, str) and given_value in allowed.get(field, ()):
            kept[field] = given_value
        else:
            wanted = (
                f"{field} to be one of {', '.join(allowed[field])}" if allowed.get(field) else "value and status only"
            )
            wrong.append((wanted, f"{shown(field)}: {shown(given_value)}"))
    return kept, wrong


def _given(answer: Answer | None, case: Case) -> tuple[str, str]:
    given = (answer or {}).get(case.id, {})
    return given.get("value", ""), given.get("status", "")


def blanks(item: Classify, answer: Answer | None) -> list[Note]:
    """Every case without a value, or without a status where one is asked."""
    notes = []
    for case in item.cases:
        value, status = _given(answer, case)
        if not value or (item.ask_status and not status):
            message = "blank_case" if not value else "blank_status"
            notes.append(Note(item.id, case.id, message, (("title", item.title), ("case", case.title))))
    return notes


def doubts(item: Classify, answer: Answer | None) -> list[Note]:
    """“Cannot be told” and “open” belong together: one without the other contradicts itself."""
    notes = []
    for case in item.cases:
        value, status = _given(answer, case)
        if value and status and (value == CANNOT_TELL) != (status == "open"):
            message = "told_but_open" if status == "open" else "untold_but_sure"
            notes.append(Note(item.id, case.id, message, (("title", item.title), ("case", case.title))))
    return notes


def credit(key: CaseKey, value: str, status: str, ask_status: bool) -> float:
    """What (value, status) is worth for one case, between 0 and 1: the best of the accepted readings."""
    best = 0.0
    for accept in key.accept:
        if value == accept.value:
            best = max(best, 1.0 if not ask_status or status in accept.statuses else accept.other_status)
    return best


def weights(item: Classify, key: ClassifyKey) -> dict[str, float]:
    """The weight of every case. They sum to 1, and every set of accepted values weighs the same."""
    keyed = {case.id: frozenset(a.value for a in key.cases[case.id].accept) for case in item.cases}
    sizes = Counter(keyed.values())
    return {case: 1 / (len(sizes) * sizes[values]) for case, values in keyed.items()}


def penalties(item: Classify, key: ClassifyKey) -> dict[str, float]:
    """For every value, what giving it wrongly takes away, as a share of the weight of the case.

    It is what the value would earn over all cases, over what it would be wrong about.
    """
    weight = weights(item, key)
    rates = {}
    for value in (option.id for option in item.options):
        earned = sum(weight[case.id] * _best(key.cases[case.id], value, item.ask_status) for case in item.cases)
        wrong = sum(weight[case.id] for case in item.cases if not _accepts(key.cases[case.id], value))
        rates[value] = earned / wrong if wrong else 0.0
    return rates


def _accepts(key: CaseKey, value: str) -> bool:
    return any(accept.value == value for accept in key.accept)


def _best(key: CaseKey, value: str, ask_status: bool) -> float:
    return max(credit(key, value, status, ask_status) for status in (STATUSES if ask_status else ("",)))


def share(key: CaseKey, value: str, status: str, ask_status: bool, rates: Mapping[str, float]) -> float:
    """What (value, status) adds for one case, between -1 and 1: its credit, or the penalty of a value not supported."""
    return credit(key, value, status, ask_status) if _accepts(key, value) else -rates[value]


def score(item: Classify, key: ClassifyKey, answer: Answer | None) -> Score:
    """The weighted shares of all cases, never below 0."""
    weight, rates, parts = weights(item, key), penalties(item, key), []
    for case in item.cases:
        value, status = _given(answer, case)
        if not value:
            parts.append(Part(case.id, 0.0, BLANK))
            continue
        earned = share(key.cases[case.id], value, status, item.ask_status, rates)
        parts.append(Part(case.id, earned * weight[case.id], verdict(earned)))
    return total(tuple(parts), item.points)


def answer_html(item: Classify, answer: Answer | None, parts: Mapping[str, Part]) -> str:
    """A row per case: value, status, and what they earned."""
    head = [text("review.case"), text("review.your_answer")]
    head += [text("review.status")] * item.ask_status + [text("review.earned")] * bool(parts)
    rows = []
    for case in item.cases:
        value, status = _given(answer, case)
        row = [case_title(case), option_text(item.options, value)]
        row += [status_text(status)] * item.ask_status
        rows.append(row + [verdict_text(parts, case.id, item.points)] * bool(parts))
    return table(head, rows)


def case_title(case: Case) -> str:
    """The title of a case, with the word that it is fictional where it is."""
    label = f" <small>({text('review.fictional').rstrip('.')})</small>" if case.fictional else ""
    return f"<strong>{escape(case.title)}</strong>{label}"


def reading_html(item: Classify) -> str:
    """The cases, and the values to choose from."""
    cases = "".join(f"<div>{case_title(case)}{case.text}</div>" for case in item.cases)
    return cases + "<ul>" + "".join(f"<li>{option.text}</li>" for option in item.options) + "</ul>"
