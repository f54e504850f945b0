"""Timeline, as authors write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from .. import richtext
from ..errors import Problem
from ..kinds.timeline import LEVELS, ORDER, YEARS, level_credits, part_of
from ..kinds.timeline_data import SHARES, Timeline, TimelineKey
from ..partial_order import agreement, chains, circle
from ..scores import NOT_YET, RIGHT
from ..yamlfile import doubled_ids
from .base import Authored, Desk, ItemText, OptionText, ReasonText, Slug, Text, options_json, reason_json, why_json

Worth = Annotated[float, Field(ge=0)]
Year = Annotated[str, Field(min_length=1, max_length=20, coerce_numbers_to_str=True)]


class EventText(Authored):
    id: Slug
    title: Text
    text: Text | None = None


class TimelineText(ItemText):
    kind: Literal["timeline"]
    events: Annotated[list[EventText], Field(min_length=4)]
    levels: list[OptionText] = []
    ask_years: bool = False
    order_points: Annotated[float, Field(gt=0)]
    level_points: Worth = 0
    year_points: Worth = 0


class RelationText(ReasonText):
    first: Slug
    then: Slug
    status: Literal["stated", "inferred"]


class OpenPairText(ReasonText):
    one: Slug
    other: Slug


class LevelText(ReasonText):
    accept: Annotated[list[Slug], Field(min_length=1)]


class YearText(ReasonText):
    accept: Annotated[list[Year], Field(min_length=1)]


class KeyText(Authored):
    before: Annotated[list[RelationText], Field(min_length=1)]
    open_pairs: list[OpenPairText] = []
    levels: dict[Slug, LevelText] = {}
    years: dict[Slug, YearText] = {}


def item_problems(item: TimelineText, desk: Desk) -> list[Problem]:
    """Doubled ids, shares that do not add up, and points for what is not asked or the other way round."""
    problems = doubled_ids([e.id for e in item.events], (*desk.place, "events"), desk.lines, desk.path)
    problems += doubled_ids([o.id for o in item.levels], (*desk.place, "levels"), desk.lines, desk.path)
    worth = sum(getattr(item, name) for name in SHARES)
    if abs(worth - item.points) > 1e-9:
        wanted = f"{', '.join(SHARES)} that add up to {item.points:g} points"
        problems.append(desk.problem(wanted, f"{worth:g}", "Change the shares or the points"))
    if bool(item.levels) != bool(item.level_points):
        problems.append(desk.problem("levels and level_points together", "one without the other", "Add or remove"))
    if item.ask_years != bool(item.year_points):
        problems.append(desk.problem("ask_years and year_points together", "one without the other", "Add or remove"))
    return problems


def key_problems(item: TimelineText, key: KeyText, desk: Desk, graded: bool) -> list[Problem]:
    """Foreign events, relations in a circle, pairs both told and open, a listing that would earn, missing levels."""
    problems = list(_order_problems(item, key, desk.at("before", label=", before")))
    problems += _open_problems(item, key, desk.at("open_pairs", label=", open_pairs"))
    if item.levels:
        problems += _level_problems(item, key, desk.at("levels", label=", levels"))
    elif key.levels:
        problems.append(desk.problem("levels in the key only where the item has levels", "some", "Remove them"))
    foreign = sorted(key.years.keys() - {event.id for event in item.events})
    problems += [desk.at("years").problem("years of known events", f"“{name}”", "Rename it") for name in foreign]
    if item.ask_years != bool(key.years):
        problems.append(desk.problem("years where ask_years is true, and only there", "not so", "Add or remove them"))
    return problems


def _given(key: KeyText) -> list[tuple[str, str]]:
    return [(relation.first, relation.then) for relation in key.before]


def _order_problems(item: TimelineText, key: KeyText, desk: Desk) -> Iterator[Problem]:
    given, listing = _given(key), [event.id for event in item.events]
    yield from _pair_problems(given, listing, desk)
    for pair in sorted({pair for pair in given if given.count(pair) > 1}):
        yield desk.problem("every relation once", f"{' before '.join(pair)} again", "Keep one")
    if round_trip := circle(given):
        yield desk.problem("an order", f"a circle: {' before '.join(round_trip)}", "Mend one of these relations")
    elif (earned := agreement(listing, chains(given))) > 0:
        got = f"one that has {earned} more of them right than wrong"
        yield desk.problem("a listing of events that has no more relations right than wrong", got, "Shuffle the events")


def _pair_problems(pairs: Iterable[tuple[str, str]], known: list[str], desk: Desk) -> Iterator[Problem]:
    for one, other in pairs:
        if one == other:
            yield desk.problem("two different events", f"“{one}” twice", "Change one of them")
        for name in sorted({one, other} - set(known)):
            yield desk.problem("known events only", f"“{name}”", "Rename or remove it")


def _open_problems(item: TimelineText, key: KeyText, desk: Desk) -> Iterator[Problem]:
    pairs = [(pair.one, pair.other) for pair in key.open_pairs]
    yield from _pair_problems(pairs, [event.id for event in item.events], desk)
    told = chains(_given(key))
    for i, (one, other) in enumerate(pairs):
        chain = told.get((one, other)) or told.get((other, one))
        if chain:
            way = ", ".join(f"{first} before {then}" for first, then in chain)
            yield desk.problem(f"{one} and {other} open", f"their order told by {way}", "Remove one or the other")
        if {one, other} in [set(pair) for pair in pairs[:i]]:
            yield desk.problem("every open pair once", f"{one} and {other} again", "Keep one")


def _level_problems(item: TimelineText, key: KeyText, desk: Desk) -> list[Problem]:
    problems = desk.match(key.levels, [event.id for event in item.events], "event")
    known = {level.id for level in item.levels}
    for event, told in key.levels.items():
        for name in sorted(set(told.accept) - known):
            problems.append(desk.at(event).problem(f"known levels for “{event}”", f"“{name}”", "Rename or remove it"))
    everywhere = set(known).intersection(*(told.accept for told in key.levels.values()))
    if everywhere and key.levels:
        got = f"“{min(everywhere)}” accepted for every event"
        problems.append(desk.problem("events whose levels differ", got, "One answer would earn everything"))
    return problems


def reasons(key: KeyText) -> Iterable[ReasonText]:
    """Every reason in the key."""
    return [*key.before, *key.open_pairs, *key.levels.values(), *key.years.values()]


def item_json(item: TimelineText) -> dict[str, Any]:
    """What this kind adds to the compiled item."""
    events = [
        {"id": event.id, "title": event.title, "text": richtext.block(event.text) if event.text else ""}
        for event in item.events
    ]
    shares = {name: getattr(item, name) for name in SHARES}
    return {"events": events, "levels": options_json(item.levels), "ask_years": item.ask_years, **shares}


def rule(item: TimelineText) -> tuple[str, ...]:
    """The sentences of the scoring rule, by their names in the catalogue."""
    asked = (("rules.timeline_levels",) if item.levels else ()) + (("rules.timeline_years",) if item.ask_years else ())
    return ("rules.timeline_order", *asked, *(("rules.timeline_apart",) if asked else ()))


def key_json(key: KeyText) -> dict[str, Any]:
    """The key, compiled."""
    before = [reason_json(r) | {"first": r.first, "then": r.then, "status": r.status} for r in key.before]
    pairs = [reason_json(pair) | {"one": pair.one, "other": pair.other} for pair in key.open_pairs]
    told: dict[str, dict[str, LevelText] | dict[str, YearText]] = {LEVELS: key.levels, YEARS: key.years}
    accepted = {
        field: {name: reason_json(one) | {"accept": list(one.accept)} for name, one in events.items()}
        for field, events in told.items()
    }
    return {"before": before, "open_pairs": pairs, **accepted}


def open_table(item: Timeline, key: TimelineKey) -> dict[str, Any]:
    """The verdict on both ways of placing every pair, on every level and on every year, in a section each."""
    tables = {ORDER: _order_table(item, key), LEVELS: _level_table(item, key), YEARS: _year_table(item, key)}
    worth = zip(tables, (item.order_points, item.level_points, item.year_points), strict=True)
    parts = {part: entries for table in tables.values() for part, entries in table.items()}
    sections = [
        {"id": name, "points": points, "offset": 0, "parts": list(tables[name])} for name, points in worth if points
    ]
    return {"sections": sections, "parts": parts, "why": _whys(key)}


def _entry(earned: float, word: str, why: Iterable[str]) -> dict[str, Any]:
    return {"earned": earned, "verdict": word, "why": list(why)}


def _order_table(item: Timeline, key: TimelineKey) -> dict[str, Any]:
    parts = {}
    for pair, chain in key.determined.items():
        part, each = part_of(pair), item.order_points / len(key.determined)
        why = [f"{part}/{part_of((step.first, step.then))}" for step in chain]
        parts[part] = {"before": _entry(each, RIGHT, why), "after": _entry(-each, NOT_YET, why)}
    for open_pair in key.open_pairs:
        part = part_of((open_pair.one, open_pair.other))
        parts[part] = {way: _entry(0, RIGHT, [f"{part}/open"]) for way in ("before", "after")}
    return parts


def _level_table(item: Timeline, key: TimelineKey) -> dict[str, Any]:
    credits = level_credits(item.levels, key) if item.level_points else {}
    return {
        f"level/{event}": {
            level: _entry(share * item.level_points, RIGHT if share > 0 else NOT_YET, [f"level/{event}/why"])
            for level, share in levels.items()
        }
        for event, levels in credits.items()
    }


def _year_table(item: Timeline, key: TimelineKey) -> dict[str, Any]:
    parts = {}
    for event, told in key.years.items() if item.year_points else ():
        why, each = [f"year/{event}/why"], item.year_points / len(key.years)
        parts[f"year/{event}"] = {year: _entry(each, RIGHT, why) for year in told.accept}
        parts[f"year/{event}"]["*"] = _entry(0, NOT_YET, why)
    return parts


def _whys(key: TimelineKey) -> dict[str, Any]:
    whys = {}
    for pair, chain in key.determined.items():
        for step in chain:
            name = f"{part_of(pair)}/{part_of((step.first, step.then))}"
            whys[name] = why_json(step.reason) | {"status": step.status}
    for open_pair in key.open_pairs:
        whys[f"{part_of((open_pair.one, open_pair.other))}/open"] = why_json(open_pair.reason) | {"status": "open"}
    whys |= {f"level/{event}/why": why_json(told.reason) for event, told in key.levels.items()}
    return whys | {f"year/{event}/why": why_json(told.reason) for event, told in key.years.items()}
