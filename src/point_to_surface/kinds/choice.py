"""Choice: one option of several. Right or not; an option may carry part credit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import shown
from ..htmlparts import option_text, table, verdict_text
from ..items import Item, Option, common, options_from_json
from ..keys import Reason, reasons
from ..scores import BLANK, Part, Score, total, verdict
from ..strings import text
from . import Note


@dataclass(frozen=True, kw_only=True)
class Choice(Item):
    """Pick one of `options`."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class ChoiceKey:
    """The credit between 0 and 1 of every option, and the reason, by option id."""

    credits: Mapping[str, float]
    reasons: Mapping[str, Reason]


def item_from_json(data: Mapping[str, Any]) -> Choice:
    """The item in a compiled object."""
    return Choice(**common(data), options=options_from_json(data["options"]))


def key_from_json(data: Mapping[str, Any]) -> ChoiceKey:
    """The key in a compiled object."""
    return ChoiceKey({name: o["credit"] for name, o in data["options"].items()}, reasons(data["options"]))


def clean(item: Choice, raw: Any) -> tuple[str | None, list[tuple[str, str, str]]]:
    """The id of the chosen option."""
    if raw is None or raw == "":
        return None, []
    known = [option.id for option in item.options]
    if isinstance(raw, str) and raw in known:
        return raw, []
    return None, [("", f"one of {', '.join(known)}", shown(raw))]


def blanks(item: Choice, answer: str | None) -> list[Note]:
    """The item itself, when nothing is chosen."""
    return [] if answer else [Note(item.id, "", "blank_item", (("title", item.title),))]


def doubts(item: Choice, answer: str | None) -> list[Note]:
    """Nothing: a single choice cannot contradict itself."""
    return []


def score(item: Choice, key: ChoiceKey, answer: str | None) -> Score:
    """The credit of the chosen option; a blank earns nothing."""
    credit = key.credits[answer] if answer else 0.0
    return total((Part("", credit, verdict(credit) if answer else BLANK),), item.points)


def answer_html(item: Choice, answer: str | None, parts: Mapping[str, Part]) -> str:
    """The chosen option, and what it earned."""
    earned = [text("review.earned")] if parts else []
    verdicts = [verdict_text(parts, "", item.points)] if parts else []
    return table([text("review.your_answer"), *earned], [[option_text(item.options, answer or ""), *verdicts]])


def reading_html(item: Choice) -> str:
    """The options as a list."""
    return "<ul>" + "".join(f"<li>{option.text}</li>" for option in item.options) + "</ul>"
