"""Load the facts of a course from a folder of YAML files, and report every mistake in them at once.

The schema of the rows is in `facts_models` and `facts_arguments`, checking one file in `facts_file`; they
hold no content.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from point_to_surface.errors import Mistakes, Problem
from point_to_surface.facts_arguments import (
    Case,
    Claim,
    Framework,
    Remedy,
    Shortcoming,
    Statement,
    Tension,
    Unsupported,
    Work,
)
from point_to_surface.facts_file import FactsFile
from point_to_surface.facts_models import (
    Actor,
    Event,
    Link,
    Order,
    Paragraph,
    Role,
    Row,
    Source,
    Sum,
    Term,
)
from point_to_surface.yamlfile import named, near

KINDS: dict[str, type[Row]] = {
    "events": Event,
    "links": Link,
    "actors": Actor,
    "roles": Role,
    "statements": Statement,
    "models": Framework,
    "cases": Case,
    "shortcomings": Shortcoming,
    "remedies": Remedy,
    "tensions": Tension,
    "sums": Sum,
    "unsupported": Unsupported,
    "orders": Order,
    "glossary": Term,
    "claims": Claim,
    "literature": Work,
}
"""The kinds of rows: each is a file `<kind>.yml` that holds a list. `source.yml` holds one value."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the course knows, one attribute per file, rows in the order of the file."""

    source: Source
    events: tuple[Event, ...]
    links: tuple[Link, ...]
    actors: tuple[Actor, ...]
    roles: tuple[Role, ...]
    statements: tuple[Statement, ...]
    models: tuple[Framework, ...]
    cases: tuple[Case, ...]
    shortcomings: tuple[Shortcoming, ...]
    remedies: tuple[Remedy, ...]
    tensions: tuple[Tension, ...]
    sums: tuple[Sum, ...]
    unsupported: tuple[Unsupported, ...]
    orders: tuple[Order, ...]
    glossary: tuple[Term, ...]
    claims: tuple[Claim, ...]
    literature: tuple[Work, ...]

    def by_id(self, kind: str, id: str) -> Row:
        """The row of `kind` (the name of its file) with this id; KeyError, naming near misses, when there is none."""
        rows: tuple[Row, ...] = getattr(self, kind) if kind in KINDS else ()
        for row in rows:
            if row.id == id:
                return row
        hint = near(id, [row.id for row in rows]) if rows else near(kind, KINDS)
        raise KeyError(f"no row {id!r} in {kind}.yml{hint}")

    def paragraph(self, n: int) -> Paragraph:
        """Number, section and topic of paragraph `n`; KeyError when the source has no such paragraph."""
        for paragraph in self.source.paragraphs:
            if paragraph.n == n:
                return paragraph
        raise KeyError(f"the source has no paragraph {n}: it has 1 to {len(self.source.paragraphs)}")


def load_facts(folder: Path) -> Facts:
    """Read and check all facts in `folder`; raise `Mistakes` with every problem, each with file, row and line."""
    source_file = FactsFile(folder / "source.yml")
    source = source_file.value(Source)
    files = {kind: FactsFile(folder / f"{kind}.yml") for kind in KINDS}
    tables = {kind: files[kind].rows(model) for kind, model in KINDS.items()}
    ids = {kind: file.ids() for kind, file in files.items()}
    numbers = [paragraph.n for paragraph in source.paragraphs] if source else []
    for kind, file in files.items():
        file.check_references(tables[kind], ids)
    problems = _strays(folder)
    for file in (source_file, *files.values()):
        if source:
            file.check_paragraphs(numbers)
        problems += file.problems
    if problems or source is None:
        raise Mistakes(problems)
    # Each table was checked against its model row by row; the type checker cannot follow a dictionary that far.
    checked: dict[str, Any] = {kind: tuple(row for _, row in rows) for kind, rows in tables.items()}
    return Facts(source=source, **checked)


def _strays(folder: Path) -> list[Problem]:
    known = {"source", *KINDS}
    return [
        Problem(named(path), "", "a known kind of fact", "a file of another name", "Known: " + ", ".join(sorted(known)))
        for path in sorted(folder.glob("*.y*ml"))
        if path.stem not in known or path.suffix != ".yml"
    ]
