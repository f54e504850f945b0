"""Authors' YAML to the JSON that everything downstream reads. Nothing is written unless everything is right."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import richtext
from .answers import write_whole
from .authoring import ExerciseText, author, read_items, read_key, read_practice
from .errors import Mistakes, Problem
from .items import SCHEMA, item_from_json
from .kinds import kind_named
from .strings import number, text
from .yamlfile import named

Paragraphs = Mapping[int, Mapping[str, str]]
"""Paragraph number → topic, section and perhaps href, for the marks in a form."""


def dumps(data: Any) -> bytes:
    """Compiled JSON as bytes: the same data give the same bytes."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def compile_items(path: Path, paragraphs: Paragraphs | None = None) -> dict[str, Any]:
    """The learners' JSON of a graded items.yml: everything but the key. Mistakes names all that is wrong."""
    return _spec(read_items(path), path, paragraphs)


def compile_key(items: Path, key: Path) -> dict[str, Any]:
    """The instructors' JSON of a key.yml that belongs to `items`."""
    exercise = read_items(items)
    keys = read_key(key, exercise)
    return {"schema": SCHEMA, "exercise": exercise.exercise, "keys": _keys(exercise, keys)}


def compile_practice(path: Path, paragraphs: Paragraphs | None = None) -> dict[str, Any]:
    """The JSON of a practice file: items whose key travels with them as a table of verdicts."""
    exercise, keys = read_practice(path)
    spec = _spec(exercise, path, paragraphs)
    compiled = _keys(exercise, keys)
    for item in spec["items"]:
        if item["id"] in compiled:
            item["open"] = open_table(item, compiled[item["id"]])
    _add_paragraphs(spec, path, paragraphs)
    return spec


def write_exercise(source: Path, paragraphs: Paragraphs | None = None) -> list[Path]:
    """Check items.yml and key.yml in `source` and write items.json beside them; the files written."""
    spec = compile_items(source / "items.yml", paragraphs)
    compile_key(source / "items.yml", source / "key.yml")
    target = source / "items.json"
    write_whole(target, dumps(spec))
    return [target]


def _spec(exercise: ExerciseText, path: Path, paragraphs: Paragraphs | None) -> dict[str, Any]:
    spec: dict[str, Any] = {
        "schema": SCHEMA,
        "exercise": exercise.exercise,
        "title": exercise.title,
        "language": exercise.language,
        "minutes": exercise.minutes,
        "intro": richtext.block(exercise.intro),
        "items": [_item(item) for item in exercise.items],
    }
    _add_paragraphs(spec, path, paragraphs)
    return spec


def _item(item: Any) -> dict[str, Any]:
    out: dict[str, Any] = {"id": item.id, "kind": item.kind, "title": item.title, "prompt": richtext.block(item.prompt)}
    out |= {"points": item.points, "rule": _rule(item)}
    if item.hint:
        out["hint"] = richtext.block(item.hint)
    own: dict[str, Any] = author(item.kind).item_json(item)
    return out | own


def _rule(item: Any) -> str:
    values = {"points": number(item.points), "most": getattr(item, "max_words", "")}
    return "".join(f"<p>{text(name, **values)}</p>" for name in author(item.kind).rule(item))


def _keys(exercise: ExerciseText, keys: Mapping[str, Any]) -> dict[str, Any]:
    kinds = {item.id: item.kind for item in exercise.items}
    return {name: {"kind": kinds[name]} | author(kinds[name]).key_json(key) for name, key in keys.items()}


def _add_paragraphs(spec: dict[str, Any], path: Path, paragraphs: Paragraphs | None) -> None:
    """Say what the marked paragraphs are about; Mistakes when the source has no such paragraph."""
    if paragraphs is None:
        return
    places = [("the introduction", {"intro": spec["intro"]})]
    places += [(f"item “{item['id']}”", item) for item in spec["items"]]
    wanted = {where: _cited(data) for where, data in places}
    last = max(paragraphs)
    foreign = [
        Problem(named(path), where, f"a paragraph from 1 to {last}", f"[{n}]", "Mend the number")
        for where, numbers in wanted.items()
        for n in sorted(numbers - set(paragraphs))
    ]
    if foreign:
        raise Mistakes(foreign)
    spec["paragraphs"] = {str(n): dict(paragraphs[n]) for n in sorted(set().union(*wanted.values()))}


def _cited(data: Any) -> set[int]:
    return richtext.cited(json.dumps(data).replace('\\"', '"')) | set(_listed(data))


def _listed(data: Any) -> list[int]:
    if isinstance(data, list):
        return [n for element in data for n in _listed(element)]
    if isinstance(data, dict):
        inside = [n for name, value in data.items() if name != "paragraphs" for n in _listed(value)]
        return inside + [n for n in data.get("paragraphs", ()) if isinstance(n, int)]
    return []


def open_table(item: Mapping[str, Any], key: Mapping[str, Any]) -> dict[str, Any]:
    """The verdict, the points and the reasons of every possible answer, so that a page only looks up and sums."""
    kind = item["kind"]
    table: dict[str, Any] = author(kind).open_table(item_from_json(item), kind_named(kind).key_from_json(key))
    return table
