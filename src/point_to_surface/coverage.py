"""Which objectives and which facts every item of a course asks, and what no item asks.

The objectives stand in `solutions/objectives.yml`, what each item asks in `solutions/coverage.yml`. An item is named
`exercise/item`, one of a self-check in the book `practice/page/item`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from point_to_surface.course import exercise_names
from point_to_surface.errors import Mistakes, Problem, shown
from point_to_surface.facts import KINDS
from point_to_surface.facts_file import FactsFile
from point_to_surface.facts_models import Id, Row, Text, Value
from point_to_surface.yamlfile import Location, doubled_ids, named, near, place

TAUGHT = tuple(kind for kind in KINDS if kind not in ("glossary", "claims", "literature"))
"""The kinds of rows that say what the article says; the others explain words or go beyond it."""

PAGES = (".md", ".ipynb")


class Objective(Row):
    """What a learner can do after the course; `chapters` are the pages of the book that teach it, without ending."""

    text: Text
    level: Literal["remember", "understand", "apply", "analyse", "evaluate"]
    chapters: Annotated[tuple[Text, ...], Field(min_length=1)]


class Asked(Value):
    """What one item asks: ids of objectives and, by kind, ids of rows."""

    id: Text
    objectives: tuple[Id, ...]
    rows: dict[str, tuple[Id, ...]]

    def pairs(self) -> set[tuple[str, str]]:
        """Every row that the item asks, as (kind, id)."""
        return {(kind, row) for kind, rows in self.rows.items() for row in rows}


@dataclass(frozen=True, slots=True)
class Unasked:
    """A row that no item asks, and why not."""

    kind: str
    row: str
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """The objectives of a course, what each item asks, and the rows that none asks; in the order of the files."""

    objectives: tuple[Objective, ...]
    items: tuple[Asked, ...]
    unasked: tuple[Unasked, ...]

    def items_of(self, objective: str) -> tuple[Asked, ...]:
        """The items that ask the objective with this id."""
        return tuple(item for item in self.items if objective in item.objectives)

    def asked(self) -> set[tuple[str, str]]:
        """Every row that some item asks, as (kind, id)."""
        return _pairs(self.items)


class _Shape(Value):
    """The outline of coverage.yml: items are checked one by one, so that each mistake is reported."""

    items: tuple[dict[str, Any], ...]
    unasked: dict[str, dict[str, Text]] = {}


class _Item(Value, extra="ignore"):
    id: str


class _Exercise(Value, extra="ignore"):
    """As much of an exercise or self-check as coverage needs."""

    items: tuple[_Item, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What coverage.yml can name: items, objectives, rows by kind."""

    items: tuple[str, ...]
    objectives: tuple[str, ...]
    rows: Mapping[str, tuple[str, ...]]


def load_coverage(course: Path) -> Coverage:
    """Objectives and coverage of the course in this folder; `Mistakes` with every problem in them, file and line."""
    goals = FactsFile(course / "solutions" / "objectives.yml")
    file = FactsFile(course / "solutions" / "coverage.yml")
    seeds = {kind: FactsFile(course / "seeds" / f"{kind}.yml") for kind in TAUGHT}
    objectives = [(i, row) for i, row in goals.rows(Objective) if isinstance(row, Objective)]
    goals.problems += _unknown_pages(goals, objectives, _pages(course / "book"))
    sources = {prefix: FactsFile(path) for prefix, path in _item_files(course).items()}
    rows = {kind: tuple(seed.ids()) for kind, seed in seeds.items()}
    known = _Known(tuple(_item_names(sources)), tuple(goals.ids()), rows)
    items, unasked = _read(file, known)
    problems = [problem for each in (goals, file, *seeds.values(), *sources.values()) for problem in each.problems]
    if problems:
        raise Mistakes(problems)
    return Coverage(tuple(row for _, row in objectives), tuple(items), tuple(unasked))


def table(coverage: Coverage) -> str:
    """The coverage in Markdown: a row for each objective, then the rows of the seeds that no item asks."""
    asked = len(coverage.asked())
    lines = ["| Objective | Level | Chapters | Items | Rows in these |", "|---|---|---|---|---|"]
    lines += [_line(objective, coverage.items_of(objective.id)) for objective in coverage.objectives]
    lines += ["", f"Of {asked + len(coverage.unasked)} rows, {asked} are asked by some item. Asked by none:", ""]
    lines += [f"- {each.kind}: `{each.row}` ({each.reason})" for each in coverage.unasked] or ["- none"]
    return "\n".join(lines) + "\n"


def _line(objective: Objective, items: tuple[Asked, ...]) -> str:
    chapters, names = ", ".join(objective.chapters), ", ".join(f"`{item.id}`" for item in items)
    cells = (objective.text, objective.level, chapters, names, str(len(_pairs(items))))
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def _pairs(items: Collection[Asked]) -> set[tuple[str, str]]:
    return {pair for item in items for pair in item.pairs()}


def _item_files(course: Path) -> dict[str, Path]:
    """The files that hold items, by what their names begin with."""
    graded = {name: course / "solutions" / name / "items.yml" for name in exercise_names(course)}
    return graded | {f"practice/{path.stem}": path for path in sorted((course / "book" / "practice").glob("*.yml"))}


def _item_names(sources: Mapping[str, FactsFile]) -> Iterator[str]:
    for prefix, file in sources.items():
        exercise = file.value(_Exercise)
        yield from (f"{prefix}/{item.id}" for item in (exercise.items if exercise else ()))


def _pages(book: Path) -> list[str]:
    """The pages of the book, as objectives name them."""
    return sorted(
        path.relative_to(book).with_suffix("").as_posix()
        for path in book.rglob("*")
        if path.suffix in PAGES and not any(part.startswith(("_", ".")) for part in path.relative_to(book).parts)
    )


def _unknown_pages(file: FactsFile, objectives: list[tuple[int, Objective]], pages: list[str]) -> list[Problem]:
    return [
        problem
        for i, objective in objectives
        for j, page in enumerate(objective.chapters)
        for problem in _unknown(file, (i, "chapters", j), page, pages, "a page of the book, without ending")
    ]


def _read(file: FactsFile, known: _Known) -> tuple[list[Asked], list[Unasked]]:
    """What stands in coverage.yml; every mistake is noted in `file`."""
    shape = file.value(_Shape)
    if shape is None:
        return [], []
    names = [entry.get("id") for entry in shape.items]
    found = [(i, file.value(Asked, ("items", i))) for i in range(len(shape.items))]
    items = [(i, item) for i, item in found if item is not None]
    unasked = [Unasked(kind, row, why) for kind, rows in shape.unasked.items() for row, why in rows.items()]
    file.problems += doubled_ids(names, ("items",), file.lines, file.path)
    file.problems += _missing_items(file, names, known)
    for i, item in items:
        file.problems += _item_problems(file, ("items", i), item, known)
    file.problems += _unasked_problems(file, unasked, known)
    asked = [item for _, item in items]
    # A broken item may ask anything: what is missing can only be told when all were read.
    file.problems += _row_problems(file, asked, unasked, known) if len(items) == len(names) else ()
    return asked, unasked


def _missing_items(file: FactsFile, names: Collection[Any], known: _Known) -> Iterator[Problem]:
    for name in known.items:
        if name not in names:
            remedy = "Add it, with its objectives and rows"
            yield _problem(file, ("items",), f"an entry for {shown(name)}", "none", remedy)


def _item_problems(file: FactsFile, at: Location, item: Asked, known: _Known) -> Iterator[Problem]:
    yield from _unknown(file, (*at, "id"), item.id, known.items, "the name of an item, as exercise/item")
    if not item.objectives:
        yield _problem(file, (*at, "objectives"), "an objective", "none", "Say what the item asks a learner to do")
    for i, objective in enumerate(item.objectives):
        yield from _unknown(file, (*at, "objectives", i), objective, known.objectives, "an id in objectives.yml")
    for kind, rows in item.rows.items():
        for i, row in enumerate(rows):
            yield from _unknown_row(file, (*at, "rows", kind), i, (kind, row), known)


def _unasked_problems(file: FactsFile, unasked: Collection[Unasked], known: _Known) -> Iterator[Problem]:
    for each in unasked:
        yield from _unknown_row(file, ("unasked", each.kind), each.row, (each.kind, each.row), known)


def _row_problems(
    file: FactsFile, items: Collection[Asked], unasked: Collection[Unasked], known: _Known
) -> Iterator[Problem]:
    """Rows that are neither asked nor listed as unasked, and rows that are both."""
    asked, left = _pairs(items), {(each.kind, each.row) for each in unasked}
    for kind, row in ((kind, row) for kind, rows in known.rows.items() for row in rows):
        if (kind, row) not in asked | left:
            wanted = f"the row {shown(row)} of {kind}.yml under an item or under unasked"
            yield _problem(file, ("unasked",), wanted, "neither", "Add it to the item that asks it, or give a reason")
        if (kind, row) in asked & left:
            yield _problem(file, ("unasked", kind, row), "a row that none asks", "one that is asked", "Remove it here")


def _unknown_row(
    file: FactsFile, at: Location, step: str | int, row: tuple[str, str], known: _Known
) -> Iterator[Problem]:
    """A problem when there is no such kind of rows, or no such row of this kind."""
    kind, name = row
    if kind not in known.rows:
        yield from _unknown(file, at, kind, known.rows, "a kind of rows that say what the article says")
    else:
        yield from _unknown(file, (*at, step), name, known.rows[kind], f"the id of a row in {kind}.yml")


def _unknown(file: FactsFile, at: Location, name: str, known: Collection[str], wanted: str) -> Iterator[Problem]:
    if name not in known:
        yield _problem(file, at, wanted, shown(name), "Mend or remove it" + near(name, known))


def _problem(file: FactsFile, at: Location, wanted: str, got: str, remedy: str) -> Problem:
    return Problem(named(file.path), place(file.data, file.lines, at), wanted, got, remedy)
