"""Links: lines drawn from one end to another, such as “helped to bring about”.

A link that the article draws adds as much as one that it does not draw takes away, named traps and all other pairs
alike. Drawing everything therefore comes to nothing. A link that can be argued either way is neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from ..errors import shown
from ..htmlparts import blank, table, verdict_text
from ..items import Item, common
from ..keys import Reason, reason
from ..partial_order import Pair
from ..scores import NOT_YET, RIGHT, Part, Score, total
from ..strings import text
from ..untrusted import Asides, entries
from . import Note

Answer = list[list[str]]
"""[from, to] for every link drawn."""

MOST = 60
"""Links of one answer that are read; the form stops there too."""

OPEN = "open"


@dataclass(frozen=True, slots=True)
class End:
    """What a link can begin or end at: `title` is plain text."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Links(Item):
    """Draw links between `ends`."""

    ends: tuple[End, ...]


@dataclass(frozen=True, slots=True)
class LinkKey:
    """Whether the article draws a link (True), does not (False: a named trap), or leaves it “open”; and why."""

    drawn: bool | str
    reason: Reason


@dataclass(frozen=True, slots=True, eq=False)  # the same key is the same object: what follows from it is kept
class LinksKey:
    """The links that are spoken of, by (from, to), and what is said of every other pair."""

    links: Mapping[Pair, LinkKey]
    other: Reason


def item_from_json(data: Mapping[str, Any]) -> Links:
    """The item in a compiled object."""
    return Links(**common(data), ends=tuple(End(end["id"], end["title"]) for end in data["ends"]))


def key_from_json(data: Mapping[str, Any]) -> LinksKey:
    """The key in a compiled object."""
    links = {(link["from"], link["to"]): LinkKey(link["drawn"], reason(link)) for link in data["links"]}
    return LinksKey(links, reason(data["other"]))


def clean(item: Links, raw: Any) -> tuple[Answer | None, Asides]:
    """Pairs of different known ends, each pair once."""
    given, problems = entries(raw, MOST, "a list of links")
    ends = {end.id for end in item.ends}
    kept: Answer = []
    for link in given:
        if _is_link(link, ends) and link not in kept:
            kept.append(link)
        else:
            problems.append(("", "links from one end of this item to another, each once", shown(link)))
    return kept or None, problems


def _is_link(link: Any, ends: set[str]) -> bool:
    if not isinstance(link, list) or len(link) != 2 or not all(isinstance(end, str) for end in link):
        return False
    return ends.issuperset(link) and link[0] != link[1]


def blanks(item: Links, answer: Answer | None) -> list[Note]:
    """The item itself, when no link is drawn."""
    return [] if answer else [Note(item.id, "", "blank_links", (("title", item.title),))]


def doubts(item: Links, answer: Answer | None) -> list[Note]:
    """A link drawn both ways."""
    drawn, titles = answer or [], {end.id: end.title for end in item.ends}
    return [
        Note(item.id, part_of(one, other), "both_ways", (
            ("title", item.title), ("one", titles[one]), ("other", titles[other]),
        ))
        for i, (one, other) in enumerate(drawn)
        if [other, one] in drawn[i:]
    ]  # fmt: skip


def part_of(start: str, end: str) -> str:
    """The name of the part that says whether a link was drawn."""
    return f"{start}>{end}"


@lru_cache(maxsize=32)
def each(key: LinksKey) -> float:
    """What one link that the article draws adds, as a share of full marks."""
    return 1 / sum(link.drawn is True for link in key.links.values())


def share(key: LinksKey, pair: Pair) -> float:
    """What drawing a link adds, as a share of full marks; below 0 it takes away."""
    link = key.links.get(pair)
    if link and link.drawn == OPEN:
        return 0.0
    return each(key) if link and link.drawn else -each(key)


def score(item: Links, key: LinksKey, answer: Answer | None) -> Score:
    """The links drawn, and as “not yet” those that the article draws and the learner did not."""
    return total(tuple(_parts(key, [(start, end) for start, end in answer or ()])), item.points)


def _parts(key: LinksKey, drawn: list[Pair]) -> Iterator[Part]:
    for pair in drawn:
        earned = share(key, pair)
        yield Part(part_of(*pair), earned, NOT_YET if earned < 0 else RIGHT)
    for pair, link in key.links.items():
        if drawn and link.drawn is True and pair not in drawn:
            yield Part(part_of(*pair), 0.0, NOT_YET)


def answer_html(item: Links, answer: Answer | None, parts: Mapping[str, Part]) -> str:
    """A row per link; where there are scores, what it added or took, and how many of the article's links are there."""
    titles = {end.id: escape(end.title) for end in item.ends}
    head = [text("review.link"), *([text("review.earned")] if parts else [])]
    rows = [
        [f"{titles[start]} → {titles[end]}", *_verdict(item, parts, part_of(start, end))] for start, end in answer or ()
    ]
    return table(head, rows or [[blank(), *([""] if parts else [])]]) + _found(parts)


def _verdict(item: Links, parts: Mapping[str, Part], part: str) -> list[str]:
    return [verdict_text(parts, part, item.points)] if parts else []


def _found(parts: Mapping[str, Part]) -> str:
    found = sum(part.share > 0 for part in parts.values())
    missing = sum(part.share == 0 and part.verdict == NOT_YET for part in parts.values())
    return f"<p>{text('review.links_found', found=found, all=found + missing)}</p>" if parts else ""


def reading_html(item: Links) -> str:
    """The ends as a list."""
    return "<ul>" + "".join(f"<li>{escape(end.title)}</li>" for end in item.ends) + "</ul>"
