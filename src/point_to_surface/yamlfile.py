"""YAML read with line numbers, so that a message about a field can say where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from .errors import Mistakes, Problem, shown

Model = TypeVar("Model", bound=BaseModel)

Lines = dict[tuple[str | int, ...], int]
"""The line (from 1) on which the value at a path begins."""


def read_yaml(path: Path) -> tuple[Any, Lines]:
    """The data in `path` and the line of every value; Mistakes when it is not YAML or names a field twice."""
    try:
        loader = yaml.CSafeLoader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        if node is None:
            raise Mistakes([Problem(str(path), "", "some YAML", "an empty file", "Fill it in or remove it")])
        twins = list(_twins(node, path))
        if twins:
            raise Mistakes(twins)
        return loader.construct_document(node), dict(_lines(node, ()))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = str(error.problem or "something else")
        raise Mistakes([Problem(str(path), f"line {line}", "YAML", problem, _LOOK)]) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Mistakes([Problem(str(path), "", "YAML in UTF-8", str(error).splitlines()[0], _LOOK)]) from None
    except FileNotFoundError:
        raise Mistakes([Problem(str(path), "", "a file", "none there", "Write it, or mend the path")]) from None


_LOOK = "Look at this line and the one before: indentation, quotes, a colon inside a text"


def _twins(node: yaml.Node, path: Path) -> Iterable[Problem]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if str(key.value) in seen:
                where = f"line {key.start_mark.line + 1}"
                yield Problem(
                    str(path), where, "every name once", f"{shown(str(key.value))} again", "Remove one of them"
                )
            seen.add(str(key.value))
            yield from _twins(value, path)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _twins(value, path)


def _lines(node: yaml.Node, path: tuple[str | int, ...]) -> Iterable[tuple[tuple[str | int, ...], int]]:
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, str(key.value)), key.start_mark.line + 1
            for found, line in _lines(value, (*path, str(key.value))):
                if found != (*path, str(key.value)):
                    yield found, line
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _lines(value, (*path, index))


def line_of(lines: Lines, path: tuple[str | int, ...]) -> int:
    """The line of `path`, or of the nearest thing around it that stands in the file."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def validated(model: type[Model], data: Any, lines: Lines, path: Path) -> Model:
    """`data` as `model`; Mistakes with every field that does not fit, each with its line."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise Mistakes([_problem(found, lines, path, data) for found in error.errors()]) from None


def _problem(found: Any, lines: Lines, path: Path, data: Any) -> Problem:
    # Tagged unions put their tag into the location; it is no place in the file.
    loc: tuple[str | int, ...] = ()
    for step in found["loc"]:
        if (*loc, step) in lines or step == found["loc"][-1]:
            loc = (*loc, step)
    where = f"line {line_of(lines, loc)}: {_name(data, loc)}"
    wanted = {"missing": "this field", "extra_forbidden": "only known fields"}.get(found["type"], found["msg"])
    got = "nothing" if found["type"] == "missing" else shown(found["input"])
    return Problem(str(path), where, wanted[:1].lower() + wanted[1:], got)


def _name(data: Any, loc: tuple[str | int, ...]) -> str:
    """The place in words: list positions by the id of what stands there."""
    steps = []
    for step in loc:
        if isinstance(data, dict):
            data = data.get(step)
        else:
            data = data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None
        named = isinstance(step, int) and isinstance(data, dict) and "id" in data
        steps.append(str(data["id"]) if named else str(step))
    return " › ".join(steps)
