"""How a made-up learner answers: for every kind of item a draw from the key, with the slips that people make."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from .authoring import Authored, Credit, Slug, Text
from .items import CANNOT_TELL, STATUSES
from .kinds.choice import Choice, ChoiceKey
from .kinds.classify import Case, Classify, ClassifyKey
from .kinds.critique_data import WRITTEN, Column, ColumnKey, Critique, CritiqueKey
from .kinds.evidence import ALSO, MENTIONS, NO, SUPPORTS, Evidence, EvidenceKey
from .kinds.links import OPEN, Links, LinksKey
from .kinds.multiple import Multiple, MultipleKey
from .kinds.number import Accept, Mistake, Number, NumberKey
from .kinds.prose import Prose
from .kinds.timeline import LEVELS, ORDER, YEARS
from .kinds.timeline_data import Timeline, TimelineKey

Tick = TypeVar("Tick", str, int)

WRONG_TICK = 0.6
"""How much rarer somebody who knows nothing ticks a wrong option than somebody who knows everything a right one."""

ALSO_CHOSEN, MENTIONS_CHOSEN, NO_CHOSEN = 0.4, 0.7, 0.35
"""How often paragraphs are chosen that are not needed; the last two by somebody who knows nothing."""

TRAPS, OPEN_LINKS, STRAY_LINK = 0.5, 0.15, 0.4
"""Wrong links drawn for each right one that is missed; how often one that is open is drawn; and one all amiss."""

REACH, LEFT_OUT, BORROWED = 3, 0.15, 0.5
"""How far an event slips in the order; how often one is left out, and a year is taken from another event."""

OTHER_UNIT, NAMED_SLIP, HALF_RIGHT = 0.4, 0.6, 0.7
"""How often a right figure gets another unit, a wrong one is a named slip, a wrong choice one the key speaks of."""


class Learner(Authored):
    """How one made-up learner answers. The three numbers are chances between 0 and 1.

    `right`: a part of an answer is as the key wants it; `status`: and a status fits; `answered`: it is answered.
    `prose`: the text of the only written item, or a text by item; for a critique, a text by subject.
    """

    id: Slug
    name: Text
    who: Text
    right: Credit = 0.7
    status: Credit = 0.7
    answered: Credit = 1.0
    habit: Literal["none", "always-stated", "always-open"] = "none"
    prose: str | dict[Slug, Text | dict[Slug, Text]] = ""
    broken: str | None = None


@dataclass(frozen=True, slots=True)
class Hand:
    """A learner at one item: the chance that decides there, and what the learner writes there."""

    learner: Learner
    chance: random.Random
    written: str | Mapping[str, str] = ""

    def answers(self) -> bool:
        """Whether the learner answers this at all."""
        return self.chance.random() < self.learner.answered

    def knows(self) -> bool:
        """Whether the learner gets this right."""
        return self.chance.random() < self.learner.right

    def slips(self, often: float = 1.0) -> bool:
        """Whether a slip is made that somebody who knows nothing makes so `often`."""
        return self.chance.random() < often * (1 - self.learner.right)


def _choice(item: Choice, key: ChoiceKey, hand: Hand) -> str | None:
    if not hand.answers():
        return None
    best = max(key.credits, key=key.credits.__getitem__)
    return best if hand.knows() else hand.chance.choice([o.id for o in item.options if o.id != best])


def _classify(item: Classify, key: ClassifyKey, hand: Hand) -> dict[str, dict[str, str]]:
    asked = ("value", "status") if item.ask_status else ("value",)
    drawn = {case.id: _case(item, key, case, hand) for case in item.cases if hand.answers()}
    return {case: {field: given[field] for field in asked} for case, given in drawn.items()}


def _case(item: Classify, key: ClassifyKey, case: Case, hand: Hand) -> dict[str, str]:
    habit, chance = hand.learner.habit, hand.chance
    if habit == "always-open":
        return {"value": CANNOT_TELL, "status": "open"}
    accept = chance.choice(key.cases[case.id].accept)
    value, status = accept.value, chance.choice(accept.statuses or ("",))
    if not hand.knows():
        value = chance.choice([o.id for o in item.options if o.id != accept.value])
        status = "open" if value == CANNOT_TELL else chance.choice(STATUSES[:2])
    if chance.random() >= hand.learner.status:
        status = chance.choice([s for s in STATUSES if s != status])
    return {"value": value, "status": "stated" if habit == "always-stated" else status}


def _ticks(often: Mapping[Tick, float], hand: Hand) -> list[Tick] | None:
    """Each with its own chance; somebody who answers ticks at least one."""
    if not hand.answers():
        return None
    return [name for name, p in often.items() if hand.chance.random() < p] or [hand.chance.choice(list(often))]


def _multiple(item: Multiple, key: MultipleKey, hand: Hand) -> list[str] | None:
    right, wrong = hand.learner.right, WRONG_TICK * (1 - hand.learner.right)
    return _ticks({option.id: right if option.id in key.right else wrong for option in item.options}, hand)


def _evidence(item: Evidence, key: EvidenceKey, hand: Hand) -> list[int] | None:
    right, wrong = hand.learner.right, 1 - hand.learner.right
    often = {SUPPORTS: right, ALSO: ALSO_CHOSEN, MENTIONS: MENTIONS_CHOSEN * wrong, NO: NO_CHOSEN * wrong}
    return _ticks({number: often[key.roles[str(number)]] for number in item.candidates}, hand)


def _number(item: Number, key: NumberKey, hand: Hand) -> dict[str, str] | None:
    if not hand.answers():
        return None
    units = [unit.id for unit in item.units if unit.id != CANNOT_TELL]
    if not hand.knows():
        return _wrong_figure(key, units, hand.chance)
    accept = hand.chance.choice(key.accept)
    others = [unit for unit in units if unit != accept.unit]
    unit = hand.chance.choice(others) if others and hand.slips(OTHER_UNIT) else accept.unit
    return _figure(accept, unit, hand.chance)


def _wrong_figure(key: NumberKey, units: list[str], chance: random.Random) -> dict[str, str]:
    """A slip with a name, or a figure out of thin air, or that it cannot be told where it can."""
    unit = chance.choice(units)
    if key.mistakes and chance.random() < NAMED_SLIP:
        slip = chance.choice(key.mistakes)
        return _figure(slip, slip.unit or unit, chance)
    if all(accept.unit != CANNOT_TELL for accept in key.accept) and chance.random() < 0.5:
        return {"unit": CANNOT_TELL}
    return {"value": str(chance.choice([n for n in range(2, 1000) if not _accepted(key, n)])), "unit": unit}


def _accepted(key: NumberKey, figure: int) -> bool:
    return any(a.low is not None and a.high is not None and a.low <= figure <= a.high for a in key.accept)


def _figure(meant: Accept | Mistake, unit: str, chance: random.Random) -> dict[str, str]:
    """A figure as one may type it: rounded so far that it is still what is meant, with marks for thousands or none."""
    if meant.low is None or meant.high is None:
        return {"unit": CANNOT_TELL}
    middle = (meant.low + meant.high) / 2
    rounded = [float(f"{middle:.{digits}g}") for digits in range(1, 15)]
    fit = [figure for figure in rounded if meant.low <= figure <= meant.high] or [middle]
    typed = f"{chance.choice(fit[:3]):,.12g}"
    return {"value": typed.replace(",", chance.choice((",", " ", ""))), "unit": unit}


def _timeline(item: Timeline, key: TimelineKey, hand: Hand) -> dict[str, Any]:
    order = [event for event in _order(item, key, hand) if hand.answers() and not hand.slips(LEFT_OUT)]
    levels = {event: _level(item, key, event, hand) for event in key.levels if item.levels and hand.answers()}
    years = _years(item, key, hand) if item.ask_years else {}
    return {name: given for name, given in ((ORDER, order), (LEVELS, levels), (YEARS, years)) if given}


def _order(item: Timeline, key: TimelineKey, hand: Hand) -> list[str]:
    """An order that the key allows, in which some events have changed places with one near them."""
    left, order = [event.id for event in item.events], list[str]()
    while left:
        free = [event for event in left if not any((other, event) in key.determined for other in left)]
        order.append(hand.chance.choice(free))
        left.remove(order[-1])
    for here in range(len(order)):
        if hand.slips():
            there = min(max(here + hand.chance.choice([n for n in range(-REACH, REACH + 1) if n]), 0), len(order) - 1)
            order[here], order[there] = order[there], order[here]
    return order


def _level(item: Timeline, key: TimelineKey, event: str, hand: Hand) -> str:
    accept = key.levels[event].accept
    others = [level.id for level in item.levels if level.id not in accept]
    return hand.chance.choice(accept if hand.knows() or not others else others)


def _years(item: Timeline, key: TimelineKey, hand: Hand) -> dict[str, str]:
    known = [year for told in key.years.values() for year in told.accept]
    years: dict[str, str] = {}
    for event in (event.id for event in item.events if hand.answers()):
        own = key.years[event].accept if event in key.years else ()
        foreign = [year for year in known if year not in own]
        if own and hand.knows():
            years[event] = hand.chance.choice(own)
        elif foreign and hand.slips(BORROWED):
            years[event] = hand.chance.choice(foreign)
    return years


def _links(item: Links, key: LinksKey, hand: Hand) -> list[list[str]]:
    told = [link.drawn for link in key.links.values()]
    traps = TRAPS * min(1.0, told.count(True) / max(1, told.count(False)))
    often = {True: hand.learner.right, False: traps * (1 - hand.learner.right), OPEN: OPEN_LINKS}
    links = [[*pair] for pair, link in key.links.items() if hand.answers() and hand.chance.random() < often[link.drawn]]
    stray = hand.chance.sample([end.id for end in item.ends], 2)
    if hand.answers() and hand.slips(STRAY_LINK) and (stray[0], stray[1]) not in key.links:
        links.append(stray)
    return hand.chance.sample(links, len(links))


def _critique(item: Critique, key: CritiqueKey, hand: Hand) -> dict[str, Any] | None:
    """First the rows that have a text, then as many more as are asked for."""
    texts = {} if isinstance(hand.written, str) else hand.written
    others = [option.id for option in item.subject.options if option.id not in texts]
    more = [subject for subject in hand.chance.sample(others, max(0, item.rows - len(texts))) if hand.answers()]
    rows = [_row(item, key, subject, hand) | {WRITTEN: texts[subject].strip()} for subject in texts]
    rows += [_row(item, key, subject, hand) for subject in more]
    return {"rows": rows} if rows else None


def _row(item: Critique, key: CritiqueKey, subject: str, hand: Hand) -> dict[str, str]:
    cells = {c.id: _cell(c, key.subjects[subject][c.id], hand) for c in item.judged if hand.answers()}
    return {item.subject.id: subject} | cells


def _cell(column: Column, key: ColumnKey, hand: Hand) -> str:
    full = [option.id for option in column.options if key.credits.get(option.id) == 1]
    others = [option.id for option in column.options if option.id not in full]
    spoken = [option for option in others if option in key.credits]
    if full and (hand.knows() or not others):
        return hand.chance.choice(full)
    return hand.chance.choice(spoken if spoken and hand.chance.random() < HALF_RIGHT else others)


def _prose(item: Prose, key: object, hand: Hand) -> str | None:
    return hand.written.strip() or None if isinstance(hand.written, str) else None


DRAWS: Mapping[str, Callable[[Any, Any, Hand], Any]] = {
    "choice": _choice,
    "classify": _classify,
    "critique": _critique,
    "evidence": _evidence,
    "links": _links,
    "multiple": _multiple,
    "number": _number,
    "prose": _prose,
    "timeline": _timeline,
}
"""By kind: the answer, before cleaning, that a learner gives to an item with this key; empty where there is none."""
