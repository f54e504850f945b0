"""YAML read with line numbers, so that a message about a field can say where it stands and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, TypeVar, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError

from .errors import Mistakes, Problem, shown

Model = TypeVar("Model", bound=BaseModel)

Location = tuple[str | int, ...]
"""The way to a value: names of fields and positions in lists, from the whole file inwards."""

Lines = dict[Location, int]
"""The line (from 1) on which a field, or an entry of a list, begins."""

# The same loader in C, some ten times faster, where PyYAML was built with it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def named(path: Path) -> str:
    """How messages name a file: from the current folder when it lies below it, otherwise as given."""
    here, full = Path.cwd(), path.absolute()
    return str(full.relative_to(here) if full.is_relative_to(here) else path)


def near(name: str, known: Iterable[str]) -> str:
    """The end of a message that suggests the known name closest to `name`, or nothing."""
    close = difflib.get_close_matches(name, list(known), 1)
    return f"; did you mean {shown(close[0])}?" if close else ""


def read_yaml(path: Path) -> tuple[Any, Lines]:
    """The data in `path` and the line of every value; Mistakes when it is not YAML or has a field twice."""
    data, lines, problems = scanned(path)
    if problems:
        raise Mistakes(problems)
    return data, lines


def scanned(path: Path) -> tuple[Any, Lines, list[Problem]]:
    """The data in `path`, the line of every value, and what is wrong; no lines at all when there is no data."""
    file = named(path)
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        if node is None:
            return None, {}, [Problem(file, "line 1", "some YAML", "an empty file", "Fill it in")]
        data = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        where = f"line {error.problem_mark.line + 1}" if error.problem_mark else ""
        return None, {}, [Problem(file, where, "YAML", str(error.problem or error), _LOOK)]
    except OSError as error:
        got = error.strerror or str(error)
        return None, {}, [Problem(file, "", "a readable file", got, "Write or restore it, or mend the path")]
    except (yaml.YAMLError, ValueError) as error:  # not UTF-8, or a date that is in no calendar
        return None, {}, [Problem(file, "", "YAML in UTF-8", str(error).splitlines()[0], "Mend or restore it")]
    lines: Lines = {(): node.start_mark.line + 1}
    problems = []
    for at, line, again in _walk(node, ()):
        lines[at] = line
        if again:
            got = f"a second {shown(at[-1])}"
            problems.append(Problem(file, place(data, lines, at), "each field once", got, "Keep one of the two"))
    return data, lines, problems


_LOOK = "Look at this line and the one before: indentation, quotes, a colon inside a text"


def _walk(node: yaml.Node, at: Location) -> Iterator[tuple[Location, int, bool]]:
    """Every value's place, its line, and whether the same field stood there before (YAML would keep the last)."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            yield (*at, name), key.start_mark.line + 1, name in seen
            yield from _walk(value, (*at, name))
            seen.add(name)
    elif isinstance(node, yaml.SequenceNode):
        for i, value in enumerate(node.value):
            yield (*at, i), value.start_mark.line + 1, False
            yield from _walk(value, (*at, i))


def line_of(lines: Lines, path: Location) -> int:
    """The line of `path`, or of the nearest thing around it that stands in the file."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def place(data: Any, lines: Lines, at: Location) -> str:
    """The place in words: its line and the way to it, positions in lists by the id of what stands there."""
    steps = []
    for step in at:
        if isinstance(data, list | tuple) and isinstance(step, int):
            data = data[step] if step < len(data) else None
            step = data["id"] if isinstance(data, dict) and isinstance(data.get("id"), str) else f"no. {step + 1}"
        else:
            data = data.get(step) if isinstance(data, dict) else None
        steps.append(str(step))
    return f"line {line_of(lines, at)}" + (f": {' › '.join(steps)}" if steps else "")


def doubled_ids(ids: Sequence[Any], at: Location, lines: Lines, path: Path) -> list[Problem]:
    """One problem for every id that the list at this place has a second time; what is no text is left out."""
    return [
        Problem(
            named(path),
            f"line {line_of(lines, (*at, i, 'id'))}",
            "every id once",
            f"{shown(name)} again",
            "Rename one of them",
        )
        for i, name in enumerate(ids)
        if isinstance(name, str) and name in ids[:i]
    ]


def validated(model: type[Model], data: Any, lines: Lines, path: Path, at: Location = ()) -> Model:
    """What stands at this place in `data`, as `model`; Mistakes with every field that does not fit, with its line."""
    value = data
    for step in at:
        value = value[step]
    try:
        return model.model_validate(value)
    except ValidationError as error:
        # A union reports once for each of its members: one mistake in one place is told once.
        found: dict[Location, list[Mapping[str, Any]]] = {}
        for detail in error.errors():
            found.setdefault(_location(detail, lines, at), []).append(detail)
        raise Mistakes(
            Problem(named(path), place(data, lines, loc), *_said(model, details)) for loc, details in found.items()
        ) from None


def _location(detail: Mapping[str, Any], lines: Lines, at: Location) -> Location:
    # Unions put the name of the member that was tried into the location; it is no place in the file.
    for i, step in enumerate(detail["loc"]):
        last = i == len(detail["loc"]) - 1
        if (*at, step) in lines or (last and detail["type"] == "missing"):
            at = (*at, step)
    return at


def _said(model: type[BaseModel], details: Sequence[Mapping[str, Any]]) -> tuple[str, str, str]:
    """What was wanted in this place, what was found there, and what to do."""
    detail, context = details[0], details[0].get("ctx", {})
    match detail["type"]:
        case "missing":
            return "this field", "nothing", "Add it"
        case "extra_forbidden":
            name, known = str(detail["loc"][-1]), _fields(model, detail["loc"])
            remedy = f"Rename or remove it{near(name, known)}"
            return "only known fields", shown(name), remedy + (f" Known: {', '.join(known)}" if known else "")
        case "model_type":
            return f"the fields of a {context['class_name']}", shown(detail["input"]), "Write them as “name: value”"
        case "union_tag_not_found":
            return f"the field {context['discriminator']}", "nothing", "Add it"
        case "union_tag_invalid":
            wanted = f"{context['expected_tags']} as {context['discriminator']}"
            return wanted, shown(context["tag"]), "Change it to one of these"
    wanted = " or ".join(dict.fromkeys(_wanted(detail["msg"]) for detail in details))
    return wanted, shown(detail["input"]), "Change the value or its type"


def _wanted(message: str) -> str:
    for start in ("Input should be ", "Value error, "):
        message = message.removeprefix(start)
    return (message[:1].lower() + message[1:]).replace("tuple", "list")


def _fields(kind: Any, loc: Location) -> list[str]:
    """The names that a field may have where `loc` ends, in a value of the type `kind`."""
    members = [member for member in get_args(kind) if member not in (NoneType, ...)]
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        inside = {field.alias or name: field.annotation for name, field in kind.model_fields.items()}
        return list(inside) if len(loc) == 1 else _fields(inside.get(str(loc[0])), loc[1:])
    if get_origin(kind) is Annotated or (len(members) == 1 and get_origin(kind) not in (list, tuple)):
        return _fields(members[0], loc)
    if get_origin(kind) in (list, tuple, dict):
        return _fields(members[-1], loc[1:])
    return next((_fields(member, loc[1:]) for member in members if _is_tag(member, loc[0])), [])


def _is_tag(member: Any, step: str | int) -> bool:
    """Whether pydantic names this member of a union `step`: its class, or the word in the field that tells it."""
    if not (isinstance(member, type) and issubclass(member, BaseModel)):
        return False
    return member.__name__ == step or any(step in get_args(f.annotation) for f in member.model_fields.values())
