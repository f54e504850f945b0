"""Timeline: events put in order and, where asked, each given a level and a year.

Only pairs of events whose order the article determines count, the pairs that follow from others included: a pair in the
right order adds as much as one in the wrong order takes away, so a random order comes to about zero. A pair whose order
the article leaves open is spoken of and never scored. Levels are scored like cases that are classified. A wrong year
takes nothing away. Order, levels and years are sections: none falls below zero at the cost of another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import Any

from ..errors import shown
from ..htmlparts import blank, option_text, table, verdict_text
from ..items import Option
from ..partial_order import Pair
from ..scores import BLANK, NOT_YET, RIGHT, Part, Score, total
from ..strings import text
from ..untrusted import Asides, entries, fields, inside, texts
from . import Note, classify
from .timeline_data import Accepted, Event, Timeline, TimelineKey
from .timeline_data import item_from_json as item_from_json
from .timeline_data import key_from_json as key_from_json

Answer = Mapping[str, Any]
"""{"order": [event], "levels": {event: level}, "years": {event: year}}; what is blank is absent."""

LONGEST_YEAR = 20
ORDER, LEVELS, YEARS = "order", "levels", "years"


def clean(item: Timeline, raw: Any) -> tuple[Answer | None, Asides]:
    """The order without doubles, and the levels and years of known events."""
    given, problems = fields(raw, (ORDER, LEVELS, YEARS), "an object with an order")
    levels = {level.id for level in item.levels}
    order, wrong = _clean_order(item, given.get(ORDER))
    level, wrong_levels = _clean_events(item, given.get(LEVELS), lambda level: level in levels)
    year, wrong_years = _clean_events(item, given.get(YEARS), lambda year: item.ask_years and _is_year(year))
    problems += inside(ORDER, wrong) + inside(LEVELS, wrong_levels) + inside(YEARS, wrong_years)
    answer = {name: kept for name, kept in ((ORDER, order), (LEVELS, level), (YEARS, year)) if kept}
    return answer or None, problems


def _clean_order(item: Timeline, raw: Any) -> tuple[list[str], Asides]:
    known = [event.id for event in item.events]
    given, problems = entries(raw, len(known), "a list of events")
    kept: list[str] = []
    for event in given:
        if isinstance(event, str) and event in known and event not in kept:
            kept.append(event)
        else:
            problems.append(("", "events of this item, each once", shown(event)))
    return kept, problems


def _clean_events(item: Timeline, raw: Any, fits: Callable[[str], bool]) -> tuple[dict[str, str], Asides]:
    given, problems = fields(raw, [event.id for event in item.events], "an object of events")
    kept, wrong = texts(given, lambda _, value: fits(value), "something that this item asks for")
    return kept, problems + wrong


def _is_year(given: str) -> bool:
    return len(given) <= LONGEST_YEAR and given.isprintable()


def _titles(item: Timeline, events: Iterable[str]) -> str:
    wanted = set(events)
    return ", ".join(event.title for event in item.events if event.id in wanted)


def blanks(item: Timeline, answer: Answer | None) -> list[Note]:
    """Events not placed and events without a level. Not every event need have a year: only that there is none."""
    given, events, notes = answer or {}, [event.id for event in item.events], []
    asked = [(ORDER, item.order_points, "blank_places"), (LEVELS, item.level_points, "blank_levels")]
    for name, points, message in asked:
        lacking = _titles(item, [event for event in events if event not in given.get(name, ())])
        if points and lacking:
            notes.append(Note(item.id, name, message, (("title", item.title), ("events", lacking))))
    if item.ask_years and not given.get(YEARS):
        notes.append(Note(item.id, YEARS, "blank_years", (("title", item.title),)))
    return notes


def doubts(item: Timeline, answer: Answer | None) -> list[Note]:
    """An event placed before one whose given year is earlier."""
    years = {event: found[0] for event, year in (answer or {}).get(YEARS, {}).items() if (found := _YEAR.search(year))}
    dated = [event for event in (answer or {}).get(ORDER, ()) if event in years]
    return [
        Note(item.id, one, "order_and_years", (
            ("title", item.title), ("first", _titles(item, [one])), ("first_year", years[one]),
            ("then", _titles(item, [other])), ("then_year", years[other]),
        ))
        for one, other in pairwise(dated)
        if years[one] > years[other]
    ]  # fmt: skip


_YEAR = re.compile(r"\d{4}", re.ASCII)


def score(item: Timeline, key: TimelineKey, answer: Answer | None) -> Score:
    """Order, levels and years, each between nothing and its share of the points."""
    given = answer or {}
    parts = (*_order(item, key, given), *_levels(item, key, given), *_years(item, key, given))
    worth = {ORDER: item.order_points, LEVELS: item.level_points, YEARS: item.year_points}
    return total(parts, item.points, {name: points / item.points for name, points in worth.items()})


def part_of(pair: Pair) -> str:
    """The name of the part that says how two events were placed."""
    return "|".join(pair)


def _order(item: Timeline, key: TimelineKey, given: Answer) -> Iterator[Part]:
    place = {event: i for i, event in enumerate(given.get(ORDER, ()))}
    each = item.order_points / item.points / max(1, len(key.determined))
    for first, then in key.determined:
        placed = first in place and then in place
        word = (RIGHT if place[first] < place[then] else NOT_YET) if placed else BLANK
        sign = {RIGHT: 1, NOT_YET: -1, BLANK: 0}[word]
        yield Part(part_of((first, then)), sign * each, word, ORDER)


@lru_cache(maxsize=32)
def level_credits(levels: tuple[Option, ...], key: TimelineKey) -> dict[str, dict[str, float]]:
    """For every event, what each level adds, as a share of the section: as if the events were cases to classify."""
    cases = tuple(classify.Case(event, event, "") for event in key.levels)
    events = classify.Classify(
        id="", kind="classify", title="", prompt="", points=1, options=levels, cases=cases, ask_status=False
    )
    accepted = classify.ClassifyKey({event: _case(told) for event, told in key.levels.items()})
    weight, rates = classify.weights(events, accepted), classify.penalties(events, accepted)
    return {
        event: {level.id: weight[event] * classify.share(case, level.id, "", False, rates) + 0.0 for level in levels}
        for event, case in accepted.cases.items()
    }


def _case(told: Accepted) -> classify.CaseKey:
    return classify.CaseKey(tuple(classify.Accept(v, (), 0, told.reason) for v in told.accept), {}, {})


def _levels(item: Timeline, key: TimelineKey, given: Answer) -> Iterator[Part]:
    for event, credits in level_credits(item.levels, key).items() if item.level_points else ():
        level = given.get(LEVELS, {}).get(event, "")
        share = credits.get(level, 0.0) * item.level_points / item.points
        yield Part(f"level/{event}", share, _word(bool(level), share > 0), LEVELS)


def _years(item: Timeline, key: TimelineKey, given: Answer) -> Iterator[Part]:
    for event, told in key.years.items() if item.year_points else ():
        year = given.get(YEARS, {}).get(event, "")
        right = year in told.accept
        share = right * item.year_points / item.points / len(key.years)
        yield Part(f"year/{event}", share, _word(bool(year), right), YEARS)


def _word(answered: bool, right: bool) -> str:
    return (RIGHT if right else NOT_YET) if answered else BLANK


def answer_html(item: Timeline, answer: Answer | None, parts: Mapping[str, Part]) -> str:
    """The events as placed, those without a place last; where there are scores, every pair the wrong way round."""
    given = answer or {}
    order = list(given.get(ORDER, ()))
    head = [text("review.place"), text("review.event")]
    head += [text("review.level")] * bool(item.levels) + [text("review.year")] * item.ask_years
    rows = [_row(item, event, order, given, parts) for event in sorted(item.events, key=_place_in(order))]
    return table(head, rows) + _order_html(item, parts)


def _place_in(order: list[str]) -> Callable[[Event], int]:
    return lambda event: order.index(event.id) if event.id in order else len(order)


def _row(item: Timeline, event: Event, order: list[str], given: Answer, parts: Mapping[str, Part]) -> list[str]:
    place = str(order.index(event.id) + 1) if event.id in order else blank()
    row = [place, f"<strong>{escape(event.title)}</strong>"]
    if item.levels:
        level = option_text(item.levels, given.get(LEVELS, {}).get(event.id, ""))
        row.append(_with(level, verdict_text(parts, f"level/{event.id}", item.points)))
    if item.ask_years:
        year = escape(given.get(YEARS, {}).get(event.id, "")) or blank()
        row.append(_with(year, verdict_text(parts, f"year/{event.id}", item.points)))
    return row


def _with(shown_text: str, word: str) -> str:
    return f"{shown_text}<br><small>{word}</small>" if word else shown_text


def _order_html(item: Timeline, parts: Mapping[str, Part]) -> str:
    """How many relations fit, and the names of those that do not."""
    pairs = [part for part in parts.values() if part.section == ORDER]
    if not pairs:
        return ""
    counted = {word: sum(part.verdict == word for part in pairs) for word in (RIGHT, NOT_YET)}
    told = text("review.relations", right=counted[RIGHT], wrong=counted[NOT_YET], all=len(pairs))
    titles = {event.id: escape(event.title) for event in item.events}
    wrong = [[titles[event] for event in part.id.split("|")] for part in pairs if part.verdict == NOT_YET]
    lines = "".join(f"<li>{text('review.wrong_relation', first=a, then=b)}</li>" for a, b in wrong)
    return f"<p>{told}</p>" + (f"<ul>{lines}</ul>" if lines else "")


def reading_html(item: Timeline) -> str:
    """The events in the order in which they are listed, and the levels."""
    events = "".join(f"<li><strong>{escape(event.title)}</strong>{event.text}</li>" for event in item.events)
    levels = "".join(f"<li>{level.text}</li>" for level in item.levels)
    return f"<ul>{events}</ul>" + (f"<ul>{levels}</ul>" if levels else "")
