"""Taking from a learner's answer only what belongs there, with a bounded number of words about the rest."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from .errors import shown

Asides = list[tuple[str, str, str]]
"""(where, wanted, got) for everything that was set aside."""


def fields(raw: Any, names: Collection[str], wanted: str) -> tuple[dict[str, Any], Asides]:
    """The values in `raw` under `names`; whatever else it holds is told in one line. None stands for nothing."""
    if raw is None:
        return {}, []
    if not isinstance(raw, dict):
        return {}, [("", wanted, shown(raw))]
    foreign = [name for name in raw if name not in names]
    told = f"{len(foreign)} unknown, such as {shown(foreign[0])}" if foreign else ""
    kept = {name: raw[name] for name in names if raw.get(name) not in ("", None)}
    return kept, [("", f"{', '.join(names)} only"[:200], told)] if foreign else []


def entries(raw: Any, most: int, wanted: str) -> tuple[list[Any], Asides]:
    """The first `most` entries of the list `raw`. None stands for an empty one."""
    if raw is None:
        return [], []
    if not isinstance(raw, list):
        return [], [("", wanted, shown(raw))]
    over = [("", f"at most {most} entries", f"{len(raw)}; the rest is left out")] if len(raw) > most else []
    return raw[:most], over


def texts(given: dict[str, Any], fits: Callable[[str, str], bool], wanted: str) -> tuple[dict[str, str], Asides]:
    """The entries of `given` that are texts and, by name and text without spaces around it, fit."""
    kept: dict[str, str] = {}
    asides: Asides = []
    for name, value in given.items():
        if isinstance(value, str) and fits(name, value.strip()):
            kept |= {name: value.strip()} if value.strip() else {}
        else:
            asides.append((name, wanted, shown(value)))
    return kept, asides


def inside(where: str, asides: Asides) -> Asides:
    """The same, found further in: `where` comes before the place."""
    return [(f"{where} {place}".strip(), wanted, got) for place, wanted, got in asides]
