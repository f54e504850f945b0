"""Critique, as authors write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from .. import richtext
from ..errors import Problem
from ..kinds import critique as kind
from ..kinds.critique_data import MOST_ROWS, WRITTEN, ColumnKey, Critique, CritiqueKey
from ..scores import verdict
from ..yamlfile import doubled_ids
from .base import (
    Authored,
    Credit,
    Desk,
    ItemText,
    OptionText,
    ReasonText,
    Slug,
    Text,
    options_json,
    reason_json,
    why_json,
)
from .prose import Criterion, HandMarked, criterion_json, rubric_problems

ELSE = "else"


class ColumnText(Authored):
    id: Slug
    title: Text
    options: Annotated[list[OptionText], Field(min_length=2)]


class WrittenText(Authored):
    title: Text
    prompt: Text
    max_words: Annotated[int, Field(gt=0, le=2000)]


class CritiqueText(ItemText):
    kind: Literal["critique"]
    rows: Annotated[int, Field(ge=1, le=MOST_ROWS)]
    columns: Annotated[list[ColumnText], Field(min_length=2)]
    written: WrittenText | None = None
    written_points: Annotated[float, Field(ge=0, le=100)] = 0
    rubric: list[Criterion] = []

    @property
    def max_words(self) -> int | str:
        """The most words in one row, for the scoring rule."""
        return self.written.max_words if self.written else ""


class WordText(ReasonText):
    """What is said of an option, with its credit; under `else`, of all others, with none."""

    credit: Credit | None = None


class KeyText(Authored):
    subjects: Annotated[dict[Slug, dict[Slug, dict[Slug, WordText]]], Field(min_length=1)]


def item_problems(item: CritiqueText, desk: Desk) -> list[Problem]:
    """Doubled ids, names that mean something else, too few subjects, and a written text without its points."""
    problems = doubled_ids([c.id for c in item.columns], (*desk.place, "columns"), desk.lines, desk.path)
    for i, column in enumerate(item.columns):
        here = desk.at("columns", i, label=f", column “{column.id}”")
        problems += doubled_ids([o.id for o in column.options], (*here.place, "options"), desk.lines, desk.path)
        if column.id == WRITTEN:
            problems.append(here.problem(f"another id than “{WRITTEN}”", "it", "Rename the column"))
        if ELSE in [option.id for option in column.options]:
            problems.append(here.problem(f"no option “{ELSE}”", "one", "Rename it: keys use the word"))
    if len(item.columns[0].options) < item.rows:
        problems.append(desk.problem(f"at least {item.rows} subjects for {item.rows} rows", "fewer", "Add some"))
    return problems + list(_written_problems(item, desk))


def _written_problems(item: CritiqueText, desk: Desk) -> Iterator[Problem]:
    asked = [bool(item.written), bool(item.written_points), bool(item.rubric)]
    if any(asked) and not all(asked):
        yield desk.problem("written, written_points and rubric together", "not all of them", "Add or remove")
    elif all(asked):
        yield from rubric_problems(item.rubric, item.written_points, desk)


def key_problems(item: CritiqueText, key: KeyText, desk: Desk, graded: bool) -> list[Problem]:
    """Subjects, columns and options that are missing or unknown, and choices that fit every subject."""
    subject, *judged = item.columns
    problems = desk.match(key.subjects, [option.id for option in subject.options], "subject")
    for name, columns in key.subjects.items():
        here = desk.at("subjects", name, label=f", subject “{name}”")
        problems += here.match(columns, [column.id for column in judged], "column")
        for column in judged:
            if column.id in columns:
                told = here.at(column.id, label=f", column “{column.id}”")
                problems += _column_problems(column, columns[column.id], told)
    return problems + [problem for column in judged for problem in _constant_problems(column, key, desk)]


def _column_problems(column: ColumnText, told: dict[str, WordText], desk: Desk) -> Iterator[Problem]:
    known = {option.id for option in column.options}
    for name in sorted(told.keys() - known - {ELSE}):
        yield desk.problem("known options only", f"“{name}”", "Rename or remove it")
    for name in sorted(told.keys() - {ELSE}):
        if told[name].credit is None:
            yield desk.at(name).problem(f"a credit for “{name}”", "none", "Say 0, 1 or between")
    if ELSE in told and told[ELSE].credit:
        yield desk.at(ELSE).problem(f"no credit under “{ELSE}”", f"{told[ELSE].credit:g}", "Name the option itself")
    if ELSE not in told and not known <= told.keys():
        yield desk.problem(f"“{ELSE}”, or a word on every option", "neither", f"Add “{ELSE}”")


def _constant_problems(column: ColumnText, key: KeyText, desk: Desk) -> Iterator[Problem]:
    told = [columns.get(column.id, {}) for columns in key.subjects.values()]
    for option in column.options:
        if all(option.id in words and words[option.id].credit for words in told):
            got = f"“{option.id}” of column “{column.id}” earns for every subject"
            yield desk.problem("choices that depend on the subject", got, "One answer would do for all")


def reasons(key: KeyText) -> Iterable[ReasonText]:
    """Every reason in the key."""
    return [word for columns in key.subjects.values() for words in columns.values() for word in words.values()]


def hand_marked(item: CritiqueText) -> HandMarked | None:
    """The written texts of all rows in one cell, beside the cell for the choices."""
    if not item.written:
        return None
    return HandMarked(item.written.title, item.written.prompt, item.written_points, tuple(item.rubric), alone=False)


def item_json(item: CritiqueText) -> dict[str, Any]:
    """What this kind adds to the compiled item."""
    columns = [{"id": c.id, "title": c.title, "options": options_json(c.options)} for c in item.columns]
    own: dict[str, Any] = {"rows": item.rows, "columns": columns}
    if item.written:
        own[WRITTEN] = item.written.model_dump() | {"prompt": richtext.block(item.written.prompt)}
        own |= {"written_points": item.written_points, "rubric": [criterion_json(c) for c in item.rubric]}
    return own


def rule(item: CritiqueText) -> tuple[str, ...]:
    """The sentences of the scoring rule, by their names in the catalogue."""
    return ("rules.critique", "rules.critique_rows", *(("rules.critique_written",) if item.written else ()))


def key_json(key: KeyText) -> dict[str, Any]:
    """The key, compiled."""
    return {
        "subjects": {
            subject: {column: _column_json(words) for column, words in columns.items()}
            for subject, columns in key.subjects.items()
        }
    }


def _column_json(words: dict[str, WordText]) -> dict[str, Any]:
    options = {n: reason_json(word) | {"credit": word.credit or 0.0} for n, word in words.items() if n != ELSE}
    return {"options": options, ELSE: reason_json(words[ELSE]) if ELSE in words else None}


def open_table(item: Critique, key: CritiqueKey) -> dict[str, Any]:
    """The verdict on every choice given the subject; parts are named subject/column.

    `best` says how many subjects count: the earned points are summed by subject, the sums below 0 and the `best`
    highest of the others are added, and the whole is held between 0 and the points of the item.
    """
    parts: dict[str, Any] = {}
    whys: dict[str, Any] = {}
    for subject, columns in key.subjects.items():
        for column in item.judged:
            part, told = f"{subject}/{column.id}", columns[column.id]
            parts[part] = {
                option.id: _entry(
                    told, part, option.id, kind.share(item, key, subject, column.id, option.id) * item.points
                )
                for option in column.options
            }
            whys |= {f"{part}/{name}": why_json(said, name) for name, said in told.reasons.items()}
            whys |= {f"{part}/{ELSE}": why_json(told.other)} if told.other else {}
    return {"offset": 0, "best": item.rows, "parts": parts, "why": whys}


def _entry(told: ColumnKey, part: str, option: str, earned: float) -> dict[str, Any]:
    why = option if option in told.reasons else ELSE
    return {"earned": earned, "verdict": verdict(told.credits.get(option, 0.0)), "why": [f"{part}/{why}"]}
