"""What an author may write in items.yml and key.yml, read and checked with all mistakes at once.

The authors' side only: learners' software never imports this. One module per kind of item says what is peculiar to it.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from ..errors import Mistakes, Problem
from ..keys import CANARY
from ..yamlfile import Lines, doubled_ids, line_of, named, read_yaml, validated
from .base import Authored, Credit, Desk, ItemText, Slug, Text
from .choice import ChoiceText
from .classify import ClassifyText
from .critique import CritiqueText
from .evidence import EvidenceText
from .links import LinksText
from .multiple import MultipleText
from .number import NumberText
from .prose import HandMarked, ProseText
from .timeline import TimelineText

__all__ = [
    "Authored",
    "Credit",
    "ExerciseText",
    "HandMarked",
    "ItemText",
    "ProseText",
    "Slug",
    "Text",
    "author",
    "hand_marked",
    "read_items",
    "read_key",
    "read_practice",
]

AnyItem = Annotated[
    ChoiceText
    | ClassifyText
    | CritiqueText
    | EvidenceText
    | LinksText
    | MultipleText
    | NumberText
    | ProseText
    | TimelineText,
    Field(discriminator="kind"),
]
Key = Any
"""The key model of the item's kind."""


class ExerciseText(Authored):
    exercise: Slug
    title: Text
    language: str = "en"
    minutes: Annotated[int, Field(gt=0)]
    intro: Text
    items: Annotated[list[AnyItem], Field(min_length=1)]


class Keys(Authored):
    keys: dict[Slug, dict[str, Any]]


class KeyFile(Keys):
    exercise: Slug


def author(kind: str) -> Any:
    """The module that knows how authors write items of this kind."""
    return import_module(f".{kind}", __name__)


def hand_marked(item: ItemText) -> HandMarked | None:
    """What a person marks of `item`; None when its kind has nothing of the sort, or the item does not ask for it."""
    kind = author(item.kind)  # type: ignore[attr-defined]
    told: HandMarked | None = kind.hand_marked(item) if hasattr(kind, "hand_marked") else None
    return told


def read_items(path: Path) -> ExerciseText:
    """The items in a graded exercise's items.yml, every mistake in it at once as Mistakes."""
    data, lines = read_yaml(path)
    exercise = validated(ExerciseText, data, lines, path)
    _raise(item_problems(exercise, lines, path))
    return exercise


def read_key(path: Path, exercise: ExerciseText) -> dict[str, Key]:
    """The keys in a graded exercise's key.yml, held against its items."""
    data, lines = read_yaml(path)
    file = validated(KeyFile, data, lines, path)
    if file.exercise != exercise.exercise:
        remedy = "Mend the line, or move the file"
        where = f"line {line_of(lines, ('exercise',))}"
        raise Mistakes([Problem(named(path), where, f"“{exercise.exercise}”", f"“{file.exercise}”", remedy)])
    return _keys(file.keys, exercise, lines, path, graded=True)


def read_practice(path: Path) -> tuple[ExerciseText, dict[str, Key]]:
    """Items and open keys of a practice file, which holds both."""
    data, lines = read_yaml(path)
    raw = data.pop("keys", {}) if isinstance(data, dict) else {}
    exercise = validated(ExerciseText, data, lines, path)
    _raise(item_problems(exercise, lines, path))
    keys = validated(Keys, {"keys": raw}, lines, path).keys
    return exercise, _keys(keys, exercise, lines, path, graded=False)


def _raise(problems: list[Problem]) -> None:
    if problems:
        raise Mistakes(problems)


def item_problems(exercise: ExerciseText, lines: Lines, path: Path) -> list[Problem]:
    """What the fields of single items cannot tell."""
    problems = doubled_ids([i.id for i in exercise.items], ("items",), lines, path)
    for index, item in enumerate(exercise.items):
        desk = Desk(path, lines, ("items", index), f"item “{item.id}”")
        problems += author(item.kind).item_problems(item, desk)
    return problems


def _keys(raw: dict[str, Any], exercise: ExerciseText, lines: Lines, path: Path, graded: bool) -> dict[str, Key]:
    """Every key as a model, checked against its item; one Mistakes with everything that is wrong."""
    items = {item.id: item for item in exercise.items if author(item.kind).KeyText}
    everywhere = Desk(path, lines, ("keys",), "")
    problems = [
        everywhere.at(name, label=f"key “{name}”").problem("a key of an item that has one", "no such item", _RENAME)
        for name in sorted(raw.keys() - items.keys())
    ]
    keys: dict[str, Key] = {}
    for name, item in items.items():
        if name not in raw:
            problems.append(everywhere.at(label="keys").problem(f"a key for item “{name}”", "none", "Write it"))
            continue
        try:
            keys[name] = validated(author(item.kind).KeyText, {"keys": raw}, lines, path, ("keys", name))
            problems += _key_problems(item, keys[name], everywhere.at(name, label=f"key “{name}”"), graded)
        except Mistakes as mistakes:
            problems += mistakes.problems
    _raise(problems)
    return keys


_RENAME = "Rename or remove it"


def _key_problems(item: ItemText, key: Key, desk: Desk, graded: bool) -> list[Problem]:
    kind = author(item.kind)  # type: ignore[attr-defined]
    problems: list[Problem] = kind.key_problems(item, key, desk, graded)
    if graded:
        bare = [reason.why for reason in kind.reasons(key) if not reason.why.startswith(CANARY + " ")]
        wanted = f"a reason that begins with {CANARY}"
        problems += [desk.problem(wanted, f"“{why[:50]}…”", "Put it there") for why in bare]
    return problems
