"""One file of facts: its rows, what they refer to and what they cite, with every mistake noted on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from point_to_surface.errors import Mistakes, Problem, shown
from point_to_surface.facts_models import Row, Value
from point_to_surface.yamlfile import Lines, Location, doubled_ids, named, near, place, scanned, validated

V = TypeVar("V", bound=Value)


@dataclass(slots=True)
class FactsFile:
    """One YAML file: its data, the lines of all values (none when it holds no YAML), and the problems found so far."""

    path: Path
    data: Any = field(init=False)
    lines: Lines = field(init=False)
    problems: list[Problem] = field(init=False)

    def __post_init__(self) -> None:
        data, self.lines, self.problems = scanned(self.path)
        self.data = _tuples(data)

    def value(self, model: type[V], at: Location = ()) -> V | None:
        """The data at this place as a value of `model`, or None with its problems noted."""
        if not self.lines:
            return None
        try:
            return validated(model, self.data, self.lines, self.path, at)
        except Mistakes as mistakes:
            self.problems.extend(mistakes.problems)
            return None

    def rows(self, model: type[Row]) -> list[tuple[int, Row]]:
        """The valid rows with their places in the file; the mistakes of the others are noted."""
        if self.lines and not isinstance(self.data, tuple):
            self._add((), "a list of rows", type(self.data).__name__, "Begin each row with “- id: …”")
        self.problems += doubled_ids(self._ids(), (), self.lines, self.path)
        checked = ((i, self.value(model, (i,))) for i in range(len(self._ids())))
        return [(i, row) for i, row in checked if row is not None]

    def ids(self) -> list[str]:
        """The ids of all rows, valid or not, so that one broken row does not make every link to it look broken."""
        return [name for name in self._ids() if isinstance(name, str)]

    def _ids(self) -> list[Any]:
        rows = self.data if isinstance(self.data, tuple) else ()
        return [row.get("id") if isinstance(row, dict) else None for row in rows]

    def check_references(self, rows: Iterable[tuple[int, Row]], ids: dict[str, list[str]]) -> None:
        """Note every reference to a row that does not exist."""
        for i, row in rows:
            for kind, target, at in row.references():
                if target not in ids[kind]:
                    remedy = "Mend the id or add the row" + near(target, ids[kind])
                    self._add((i, *at), f"the id of a row in {kind}.yml", shown(target), remedy)

    def check_paragraphs(self, numbers: Sequence[int]) -> None:
        """Note every cited paragraph that the source does not have."""
        for at, cited in _citations(self.data):
            if cited != "title" and cited not in numbers:
                wanted = f"a paragraph of source.yml ({numbers[0]} to {numbers[-1]}) or “title”"
                self._add(at, wanted, shown(cited), "Cite the paragraph that says it")

    def _add(self, at: Location, wanted: str, got: str, remedy: str) -> None:
        self.problems.append(Problem(named(self.path), place(self.data, self.lines, at), wanted, got, remedy))


def _tuples(data: Any) -> Any:
    """`data` with its lists as tuples, which is what frozen models hold."""
    if isinstance(data, list):
        return tuple(_tuples(entry) for entry in data)
    return {key: _tuples(entry) for key, entry in data.items()} if isinstance(data, dict) else data


def _citations(data: Any, at: Location = ()) -> Iterator[tuple[Location, object]]:
    """Place and value of every entry of every `paragraphs` list that holds numbers, however deep it stands."""
    if isinstance(data, tuple):
        for i, entry in enumerate(data):
            if at and at[-1] == "paragraphs" and not isinstance(entry, dict):
                yield (*at, i), entry
            yield from _citations(entry, (*at, i))
    elif isinstance(data, dict):
        for key, entry in data.items():
            yield from _citations(entry, (*at, key))
