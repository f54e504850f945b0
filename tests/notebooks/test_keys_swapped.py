"""Another valid key changes nothing that a learner receives, to the byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml

from point_to_surface.authoring import read_items, read_key
from point_to_surface.compile import compile_items, dumps
from point_to_surface.notebook import source_notebook, write_notebook
from point_to_surface.pipeline import paragraphs_of
from tests.conftest import ROOT
from tests.notebooks.conftest import Class, copy_course

pytestmark = pytest.mark.slow
NAMES = sorted(path.parent.name for path in (ROOT / "solutions").glob("*/items.yml"))


def turned(entries: dict[Any, Any]) -> dict[Any, Any]:
    """The same entries under one another's names: every part of a key has its neighbour's answer."""
    names = list(entries)
    return dict(zip(names, [entries[name] for name in names[1:] + names[:1]], strict=True))


def _credits(key: dict[str, Any]) -> None:
    credits = turned({name: option["credit"] for name, option in key["options"].items()})
    key["options"] = {name: option | {"credit": credits[name]} for name, option in key["options"].items()}


def _right(key: dict[str, Any]) -> None:
    key["options"] = {name: option | {"right": not option["right"]} for name, option in key["options"].items()}


def _figure(key: dict[str, Any]) -> None:
    key["accept"] = [a | ({"value": a["value"] * 3 + 1} if "value" in a else {}) for a in key["accept"]]
    key["mistakes"] = []


def _links(key: dict[str, Any]) -> None:
    key["links"] = [link | {"drawn": {True: False, False: True}.get(link["drawn"], "open")} for link in key["links"]]


def _turn(field: str) -> Callable[[dict[str, Any]], None]:
    def change(key: dict[str, Any]) -> None:
        key[field] = turned(key[field])

    return change


SWAPS: dict[str, Callable[[dict[str, Any]], None]] = {
    "choice": _credits,
    "multiple": _right,
    "classify": _turn("cases"),
    "number": _figure,
    "evidence": _turn("paragraphs"),
    "timeline": _turn("levels"),
    "links": _links,
    "critique": _turn("subjects"),
}


@pytest.mark.parametrize("name", NAMES)
def test_another_valid_key_gives_learners_the_same_bytes(name: str, tmp_path: Path) -> None:
    room = Class(copy_course(tmp_path), name)
    source = room.course / "solutions" / name
    exercise, path = read_items(source / "items.yml"), source / "key.yml"
    file = yaml.safe_load(path.read_text(encoding="utf-8"))
    for item in exercise.items:
        if item.id in file["keys"]:
            before = repr(file["keys"][item.id])
            SWAPS[item.kind](file["keys"][item.id])
            assert item.kind == "number" or repr(file["keys"][item.id]) != before
    path.write_text(yaml.safe_dump(file, allow_unicode=True, sort_keys=False), encoding="utf-8")
    read_key(path, exercise)  # the other key is a valid one
    (source / "items.json").write_bytes(dumps(compile_items(source / "items.yml", paragraphs_of(ROOT))))
    notebook = source_notebook(exercise, room.model)
    notebook.metadata = nbformat.read(ROOT / "solutions" / name / f"{name}.ipynb", as_version=4).metadata
    write_notebook(source / f"{name}.ipynb", notebook)
    room.run("generate_assignment", name, "--force")
    for file_name in (f"{name}.ipynb", "items.json"):
        made, committed = (top / "exercises" / name / file_name for top in (room.course, ROOT))
        assert made.read_bytes() == committed.read_bytes(), file_name
