"""One file of facts: read the YAML, remember the lines, and note every mistake with its row and line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from point_to_surface.errors import Problem, shown
from point_to_surface.facts_models import Row, Value

Location = Sequence[str | int]
V = TypeVar("V", bound=Value)
# The same loader in C, some ten times faster, where PyYAML was built with it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class FactsFile:
    """One YAML file: its data, the nodes that know the lines, and the problems found so far."""

    path: Path
    node: yaml.Node | None = None
    data: Any = None
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        try:
            loader = _Loader(self.path.read_text(encoding="utf-8"))
            self.node = loader.get_single_node()
            self.data = _tuples(loader.construct_document(self.node)) if self.node else None
        except (OSError, UnicodeDecodeError) as error:
            self._add("", "a readable file in UTF-8", str(error), "Restore it from the repository's history")
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            got = str(getattr(error, "problem", None) or error)
            where = f"line {mark.line + 1}" if mark else ""
            self._add(where, "YAML", got, "Check indentation, colons and quotes there")
        for line, key in _repeated_keys(self.node):
            self._add(f"line {line}", "each field once", f"a second {shown(key)}", "Keep one of the two")

    def value(self, model: type[V], at: Location = ()) -> V | None:
        """The data at this place as a value of `model`, or None with its problems noted."""
        data = _at(self.data, at)
        if self.node is None:
            if not self.problems:
                self._add("line 1", "rows", "an empty file", "Write at least one row")
            return None
        try:
            return model.model_validate(data)
        except ValidationError as error:
            seen: set[str] = set()
            for detail in error.errors():
                self._add_detail(model, (*at, *detail["loc"]), detail["type"], detail["msg"], detail["input"], seen)
            return None

    def rows(self, model: type[Row]) -> list[tuple[int, Row]]:
        """The valid rows with their places in the file; the mistakes of the others are noted."""
        if self.node is not None and not isinstance(self.data, tuple):
            self._add("line 1", "a list of rows", type(self.data).__name__, "Begin each row with “- id: …”")
            return []
        if self.node is None:
            self.value(model)
            return []
        self._check_ids()
        checked = ((i, self.value(model, (i,))) for i in range(len(self.data)))
        return [(i, row) for i, row in checked if row is not None]

    def ids(self) -> list[str]:
        """The ids of all rows, valid or not, so that one broken row does not make every link to it look broken."""
        rows = self.data if isinstance(self.data, tuple) else ()
        return [row["id"] for row in rows if isinstance(row, dict) and isinstance(row.get("id"), str)]

    def check_references(self, rows: Iterable[tuple[int, Row]], ids: dict[str, list[str]]) -> None:
        """Note every reference to a row that does not exist."""
        for i, row in rows:
            for kind, target, place in row.references():
                if target not in ids[kind]:
                    self._add(self.where((i, *place)), f"the id of a row in {kind}.yml", shown(target),
                              "Mend the id or add the row" + near(target, ids[kind]))

    def check_paragraphs(self, numbers: Sequence[int]) -> None:
        """Note every cited paragraph that the source does not have."""
        for at, cited in _citations(self.data):
            if cited != "title" and cited not in numbers:
                self._add(self.where(at), f"a paragraph of source.yml ({numbers[0]} to {numbers[-1]}) or “title”",
                          shown(cited), "Cite the paragraph that says it")

    def where(self, at: Location) -> str:
        """The row's id (if any) and the line of the value at this place, or of the nearest one that exists."""
        node, row = self.node, None
        for key in at:
            child = _child(node, key)
            if child is None:
                break
            node, row = child, row or _scalar(_child(child, "id"))
        line = f"line {node.start_mark.line + 1}" if node else ""
        return f"row {row}, {line}" if row else line

    def _check_ids(self) -> None:
        seen: set[str] = set()
        for i, row in enumerate(self.data):
            name = row.get("id") if isinstance(row, dict) else None
            if isinstance(name, str) and name in seen:
                self._add(self.where((i, "id")), "an id of its own", f"{shown(name)} a second time", "Rename one row")
            elif isinstance(name, str):
                seen.add(name)

    def _add_detail(self, model: type[Value], at: Location, kind: str, message: str, got: object,
                    seen: set[str]) -> None:
        names = [str(key) for key in at if isinstance(key, str)]
        name = names[0] if names else "row"
        where = self.where(at)
        # A union reports once for each of its members: one mistake in one place is enough.
        if kind not in {"missing", "extra_forbidden"} and where + name in seen:
            return
        seen.add(where + name)
        if kind == "missing":
            self._add(where, f"the field “{'.'.join(names)}”", "nothing", f"Add it to the {model.__name__} row")
        elif kind == "extra_forbidden":
            fields = ", ".join(f.alias or key for key, f in model.model_fields.items())
            self._add(where, f"only the fields of a {model.__name__}", shown(".".join(names)), f"It has {fields}")
        else:
            self._add(where, f"{name}: {message[0].lower()}{message[1:]}", shown(got), "Change the value or its type")

    def _add(self, where: str, wanted: str, got: str, remedy: str) -> None:
        self.problems.append(Problem(self.path.name, where, wanted, got, remedy))


def _tuples(data: Any) -> Any:
    """`data` with its lists as tuples, which is what frozen models hold."""
    if isinstance(data, list):
        return tuple(_tuples(entry) for entry in data)
    return {key: _tuples(entry) for key, entry in data.items()} if isinstance(data, dict) else data


def _at(data: Any, at: Location) -> Any:
    for key in at:
        data = data[key]
    return data


def _child(node: yaml.Node | None, key: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == key), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        found: yaml.Node = node.value[key]
        return found
    return None


def _scalar(node: yaml.Node | None) -> str | None:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else None


def _repeated_keys(node: yaml.Node | None) -> Iterator[tuple[int, str]]:
    """Line and name of each field written twice in one mapping: YAML would silently keep the last."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if str(key.value) in seen:
                yield key.start_mark.line + 1, str(key.value)
            seen.add(str(key.value))
            yield from _repeated_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _repeated_keys(value)


def _citations(data: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Place and value of every entry of every `paragraphs` list that holds numbers, however deep it stands."""
    if isinstance(data, tuple):
        for i, entry in enumerate(data):
            if at and at[-1] == "paragraphs" and not isinstance(entry, dict):
                yield (*at, i), entry
            yield from _citations(entry, (*at, i))
    elif isinstance(data, dict):
        for key, entry in data.items():
            yield from _citations(entry, (*at, key))


def near(name: str, known: Iterable[str]) -> str:
    """The end of a message that suggests the known name closest to `name`, or nothing."""
    close = difflib.get_close_matches(name, list(known), 1)
    return f"; did you mean {close[0]!r}?" if close else ""
