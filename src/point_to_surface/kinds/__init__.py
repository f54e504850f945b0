"""The kinds of item. Each is one module that knows how to read, check and score an answer of its kind.

To add a kind: a module here with the four functions of `Kind`, its author's model in `authoring`, its tables of
verdicts in `compile`, its picture in `render`, and its controls in `static/form.js`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from ..items import Item
from ..scores import Score


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell a learner before handing in: a key of the catalogue's `checks` section with its values."""

    item: str
    part: str
    message: str
    values: tuple[tuple[str, str], ...] = ()


class Kind(Protocol):
    """What the engine asks of a kind. All four are pure."""

    def clean(self, item: Item, raw: Any) -> tuple[Any, list[tuple[str, str, str]]]:
        """The part of `raw` that is an answer to `item`, and (where, wanted, got) for everything set aside."""

    def blanks(self, item: Item, answer: Any) -> list[Note]:
        """What is not answered yet."""

    def doubts(self, item: Item, answer: Any) -> list[Note]:
        """What contradicts itself, as far as that can be told without a key."""

    def score(self, item: Item, key: Any, answer: Any) -> Score:
        """The score of a cleaned answer (None: blank)."""


def kind_of(item: Item) -> Kind:
    """The module for the kind of `item`; KeyError names a kind that does not exist."""
    from . import choice, classify, prose

    modules: dict[str, Any] = {"choice": choice, "classify": classify, "prose": prose}
    module: Kind = modules[item.kind]
    return module
