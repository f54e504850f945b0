"""What a timeline and its key consist of, read from compiled JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..items import Item, Option, common, options_from_json
from ..keys import Reason, reason
from ..partial_order import Pair, chains

SHARES = ("order_points", "level_points", "year_points")


@dataclass(frozen=True, slots=True)
class Event:
    """Something to place: `title` is plain text, `text` HTML or empty."""

    id: str
    title: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Timeline(Item):
    """Put `events` in order; the three shares of the points add up to `points`."""

    events: tuple[Event, ...]
    levels: tuple[Option, ...] = ()
    ask_years: bool = False
    order_points: float = 0.0
    level_points: float = 0.0
    year_points: float = 0.0


@dataclass(frozen=True, slots=True)
class Relation:
    """That `first` came before `then`: `status` says whether the article states it or it is inferred."""

    first: str
    then: str
    status: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class OpenPair:
    """Two events whose order cannot be told, and why."""

    one: str
    other: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Accepted:
    """The levels or years that one event may be given."""

    accept: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True, eq=False)  # the same key is the same object: what follows from it is kept
class TimelineKey:
    """`determined`: every pair whose order is told, with the chain of relations that tells it."""

    determined: Mapping[Pair, tuple[Relation, ...]]
    open_pairs: tuple[OpenPair, ...] = ()
    levels: Mapping[str, Accepted] = field(default_factory=dict)
    years: Mapping[str, Accepted] = field(default_factory=dict)


def item_from_json(data: Mapping[str, Any]) -> Timeline:
    """The item in a compiled object."""
    events = tuple(Event(e["id"], e["title"], e.get("text", "")) for e in data["events"])
    levels = options_from_json(data.get("levels", ()))
    worth: dict[str, Any] = {name: float(data.get(name, 0)) for name in SHARES}
    return Timeline(**common(data), events=events, levels=levels, ask_years=data.get("ask_years", False), **worth)


def key_from_json(data: Mapping[str, Any]) -> TimelineKey:
    """The key in a compiled object."""
    relations = [Relation(r["first"], r["then"], r["status"], reason(r)) for r in data["before"]]
    pairs = tuple(OpenPair(p["one"], p["other"], reason(p)) for p in data["open_pairs"])
    return TimelineKey(determined(relations), pairs, _accepted(data["levels"]), _accepted(data["years"]))


def determined(relations: list[Relation]) -> dict[Pair, tuple[Relation, ...]]:
    """Every pair that the relations determine, with a shortest chain of them."""
    known = {(relation.first, relation.then): relation for relation in relations}
    return {pair: tuple(known[step] for step in chain) for pair, chain in chains(known).items()}


def _accepted(data: Mapping[str, Any]) -> dict[str, Accepted]:
    return {name: Accepted(tuple(told["accept"]), reason(told)) for name, told in data.items()}
