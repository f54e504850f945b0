"""The kinds of item. Each is one module that knows how to read, check, score and show an answer of its kind.

To add a kind: a module here with what `Kind` asks, one of the same name in `authoring` for what authors write, its
controls in `static/form/kinds/`, its rule in the catalogue of strings, and its name in `NAMES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, runtime_checkable

from ..items import Item
from ..scores import Part, Score

NAMES = ("choice", "classify", "critique", "evidence", "links", "multiple", "number", "prose", "timeline")


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell a learner before handing in: a key of the catalogue's `checks` section with its values."""

    item: str
    part: str
    message: str
    values: tuple[tuple[str, str], ...] = ()


class Kind(Protocol):
    """What the engine asks of a kind. All of it is pure."""

    def item_from_json(self, data: Mapping[str, Any]) -> Item:
        """The item in a compiled object."""

    def key_from_json(self, data: Mapping[str, Any]) -> Any:
        """The key in a compiled object."""

    def clean(self, item: Any, raw: Any) -> tuple[Any, list[tuple[str, str, str]]]:
        """The part of `raw` that is an answer to `item`, and (where, wanted, got) for everything set aside."""

    def blanks(self, item: Any, answer: Any) -> list[Note]:
        """What is not answered yet."""

    def doubts(self, item: Any, answer: Any) -> list[Note]:
        """What contradicts itself, as far as that can be told without a key."""

    def score(self, item: Any, key: Any, answer: Any) -> Score:
        """The score of a cleaned answer (None: blank)."""

    def answer_html(self, item: Any, answer: Any, parts: Mapping[str, Part]) -> str:
        """The answer as a learner gave it; where `parts` has scores, with what each part was worth."""

    def reading_html(self, item: Any) -> str:
        """What there is to answer, to read where no form runs."""


@runtime_checkable
class HandMarked(Protocol):
    """What a kind has besides when a person marks some of its text."""

    def hand_cell(self, item: Any) -> str:
        """The id of the grade cell that holds the text; empty when this item asks for none."""

    def prose_of(self, item: Any, answer: Any) -> str:
        """The text, as one; empty when nothing is written."""


def kind_named(name: str) -> Kind:
    """The module of a kind; KeyError when there is no such kind."""
    if name not in NAMES:
        raise KeyError(f"no kind of item “{name}”; there are {', '.join(NAMES)}")
    module: Any = import_module(f".{name}", __name__)
    return module  # type: ignore[no-any-return]


def kind_of(item: Item) -> Kind:
    """The module for the kind of `item`."""
    return kind_named(item.kind)


def prose_of(item: Item, answer: Any) -> dict[str, str]:
    """What a person marks of an answer, by grade cell: one text, or nothing where a person marks nothing."""
    kind = kind_of(item)
    if not isinstance(kind, HandMarked) or not kind.hand_cell(item):
        return {}
    return {kind.hand_cell(item): kind.prose_of(item, answer)}
