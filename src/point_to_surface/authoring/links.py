"""Links, as authors write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from ..errors import Problem
from ..kinds.links import OPEN, Links, LinksKey, part_of, share
from ..scores import NOT_YET, RIGHT
from ..yamlfile import doubled_ids
from .base import Authored, Desk, ItemText, ReasonText, Slug, Text, reason_json, why_json


class EndText(Authored):
    id: Slug
    title: Text


class LinksText(ItemText):
    kind: Literal["links"]
    ends: Annotated[list[EndText], Field(min_length=3)]


class LinkText(ReasonText):
    start: Annotated[Slug, Field(alias="from")]
    end: Annotated[Slug, Field(alias="to")]
    drawn: bool | Literal["open"]


class KeyText(Authored):
    links: Annotated[list[LinkText], Field(min_length=1)]
    other: ReasonText


def item_problems(item: LinksText, desk: Desk) -> list[Problem]:
    """An end that stands twice."""
    return doubled_ids([end.id for end in item.ends], (*desk.place, "ends"), desk.lines, desk.path)


def key_problems(item: LinksText, key: KeyText, desk: Desk, graded: bool) -> list[Problem]:
    """Foreign ends, a link to itself or twice, nothing to draw, and so much to draw that drawing everything pays."""
    problems = list(_link_problems(item, key, desk.at("links", label=", links")))
    drawn = sum(link.drawn is True for link in key.links)
    pairs = len(item.ends) * (len(item.ends) - 1) - sum(link.drawn == OPEN for link in key.links)
    if not drawn:
        problems.append(desk.problem("at least one link that is drawn", "none", "Say which one the article draws"))
    elif 2 * drawn > pairs:
        got = f"{drawn} of {pairs}: drawing everything would earn points"
        problems.append(desk.problem("no more than half of all pairs drawn", got, "Add ends, or ask otherwise"))
    return problems


def _link_problems(item: LinksText, key: KeyText, desk: Desk) -> Iterator[Problem]:
    ends = {end.id for end in item.ends}
    named: list[tuple[str, str]] = []
    for i, link in enumerate(key.links):
        here, pair = desk.at(i), (link.start, link.end)
        for name in sorted(set(pair) - ends):
            yield here.problem("known ends only", f"“{name}”", "Rename or remove it")
        if link.start == link.end:
            yield here.problem("two different ends", f"“{link.start}” twice", "Change one of them")
        if pair in named:
            yield here.problem("every link once", f"from {link.start} to {link.end} again", "Keep one")
        named.append(pair)


def reasons(key: KeyText) -> Iterable[ReasonText]:
    """Every reason in the key."""
    return [*key.links, key.other]


def item_json(item: LinksText) -> dict[str, Any]:
    """What this kind adds to the compiled item."""
    return {"ends": [{"id": end.id, "title": end.title} for end in item.ends]}


def rule(item: LinksText) -> tuple[str, ...]:
    """The sentences of the scoring rule, by their names in the catalogue."""
    return ("rules.links",)


def key_json(key: KeyText) -> dict[str, Any]:
    """The key, compiled."""
    links = [reason_json(link) | {"from": link.start, "to": link.end, "drawn": link.drawn} for link in key.links]
    return {"links": links, "other": reason_json(key.other)}


def open_table(item: Links, key: LinksKey) -> dict[str, Any]:
    """The verdict on drawing and on leaving out every named link; “*pair” stands for every other."""
    parts: dict[str, Any] = {}
    whys = {"*pair/other": why_json(key.other)}
    for pair, link in key.links.items():
        part, earned = part_of(*pair), share(key, pair) * item.points
        parts[part] = {
            "yes": _entry(earned, NOT_YET if earned < 0 else RIGHT, f"{part}/why"),
            "no": _entry(0, NOT_YET if link.drawn is True else RIGHT, f"{part}/why"),
        }
        whys[f"{part}/why"] = why_json(link.reason)
    # A pair with an empty name is in no key: it stands for all that are not named.
    parts["*pair"] = {"yes": _entry(share(key, ("", "")) * item.points, NOT_YET, "*pair/other")}
    return {"offset": 0, "parts": parts, "why": whys}


def _entry(earned: float, word: str, why: str) -> dict[str, Any]:
    return {"earned": earned, "verdict": word, "why": [why]}
