"""Agreement between a key and what a reader without the key answered, computed from the raw answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from point_to_surface.items import Exercise

Decision = tuple[str, str, bool]
"""Item, part (a case, a pair, a column), and whether the key accepts the reader's answer."""


def readings(source: Path) -> dict[str, dict[str, Any]]:
    """What was answered, by item; where a part was read twice, the later reading counts."""
    read: dict[str, dict[str, Any]] = {}
    for path in sorted((source / "second-reading").glob("raw-*.yml")):
        for item, given in yaml.safe_load(path.read_text(encoding="utf-8"))["items"].items():
            read[item] = read.get(item, {}) | given
    return read


def decisions(exercise: Exercise, keys: dict[str, Any], source: Path) -> Iterator[Decision]:
    """Every decision that a reader made, held against the key; a part that nobody read is not agreed."""
    read = readings(source)
    for item in exercise.items:
        if item.id in keys:
            for part, agrees in _KINDS[item.kind](keys[item.id], read.get(item.id, {})):
                yield item.id, part, agrees


def settled(source: Path) -> set[tuple[str, str]]:
    """The disagreements that the record says how they were settled, as (item, part)."""
    path = source / "second-reading" / "resolution.yml"
    record = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return {(entry["item"], entry["part"]) for entry in record.get("disagreements", ())}


def _classify(key: Any, given: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    for case, case_key in key.cases.items():
        answer = given.get(case, {})
        accepted = {(a.value, status) for a in case_key.accept for status in (a.statuses or (None,))}
        yield case, (answer.get("value"), answer.get("status")) in accepted


def _choice(key: Any, given: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    yield "", key.credits.get(given.get("value")) == 1


def _multiple(key: Any, given: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    for option in key.reasons:
        yield option, (option in given.get("values", ())) == (option in key.right)


def _number(key: Any, given: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    unit, value = given.get("unit"), given.get("value")
    yield (
        "",
        any(
            a.unit == unit and (a.low is None or (value is not None and a.low <= float(value) <= a.high))
            for a in key.accept
        ),
    )


def _evidence(key: Any, given: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    for paragraph, role in key.roles.items():
        chosen = int(paragraph) in given.get("supports", ())
        yield paragraph, role == "also" or chosen == (role == "supports")


def _timeline(key: Any, given: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    for one, other, *_ in given.get("order_sure", ()):
        yield f"{one} before {other}", (other, one) not in key.determined
    for event, told in key.levels.items():
        yield f"level of {event}", given.get("levels", {}).get(event) in told.accept
    for event, told in key.years.items():
        yield f"year of {event}", str(given.get("years", {}).get(event)) in told.accept


def _links(key: Any, given: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    drawn = {(link[0], link[1]) for link in given.get("drawn", ())}
    for pair, link in key.links.items():
        yield " → ".join(pair), link.drawn == "open" or (pair in drawn) == (link.drawn is True)
    for pair in drawn - set(key.links):
        yield " → ".join(pair), False


def _critique(key: Any, given: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    for subject, columns in key.subjects.items():
        for column, told in columns.items():
            yield f"{subject}/{column}", told.credits.get(str(given.get(subject, {}).get(column)), 0) > 0


_KINDS: dict[str, Callable[[Any, dict[str, Any]], Iterator[tuple[str, bool]]]] = {
    "classify": _classify,
    "choice": _choice,
    "multiple": _multiple,
    "number": _number,
    "evidence": _evidence,
    "timeline": _timeline,
    "links": _links,
    "critique": _critique,
}
