"""Looking up and summing in a real browser gives what scoring gives in Python, for every kind and any answer."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from point_to_surface.authoring import author, read_practice
from point_to_surface.compile import compile_practice
from point_to_surface.form_module import form_module
from point_to_surface.habits import Learner
from point_to_surface.items import exercise_from_json
from point_to_surface.kinds import kind_named
from point_to_surface.sample import answers_of
from point_to_surface.scoring import score
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
FILES = sorted([*(ROOT / "src" / "point_to_surface" / "kinds" / "templates").glob("*.yml"), *(ROOT / "book" / "practice").glob("*.yml")])  # fmt: skip
MADE = 40
"""Answers per item: learners of every ability, the perfect and the hopeless among them."""


def random_answers(path: Path) -> list[tuple[dict[str, Any], Any, float]]:
    """(compiled item, answer, points by Python) for many made-up learners."""
    spec = compile_practice(path)
    exercise = exercise_from_json(spec)
    raw = read_practice(path)[1]
    kinds = {item.id: item.kind for item in exercise.items}
    keys = {name: kind_named(kinds[name]).key_from_json(author(kinds[name]).key_json(key)) for name, key in raw.items()}
    chance, made = random.Random(path.stem), []
    for number in range(MADE):
        ability, care = (1.0, 1.0) if number == 0 else (chance.random(), chance.random())
        learner = Learner(id=f"n{number}", name="n", who="w", right=ability, status=care, answered=0.4 + 0.6 * care)
        given = answers_of(learner, exercise, keys, seed=number).answers
        for data, item in zip(spec["items"], exercise.items, strict=True):
            if item.id in keys:
                answer = given.get(item.id)
                made.append((data, answer, float(score(item, keys[item.id], answer).points or 0)))
    return made


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_page_gives_the_points_that_scoring_gives(page: Any, serve: Any, path: Path, tmp_path: Path) -> None:
    (tmp_path / "form.js").write_text(form_module(), encoding="utf-8")
    (tmp_path / "index.html").write_text(
        '<!doctype html><link rel="icon" href="data:,"><title>x</title>', encoding="utf-8"
    )
    made = random_answers(path)
    assert len({points for *_, points in made}) > 1
    page.goto(f"{serve(tmp_path)}/index.html")
    found = page.evaluate(
        "async (cases) => { const { judge } = await import('./form.js');"
        " return cases.map(([item, answer]) => judge(item, answer).points); }",
        [[data, answer] for data, answer, _ in made],
    )
    wrong = [(d["id"], a, p, f) for (d, a, p), f in zip(made, found, strict=True) if f != pytest.approx(p, abs=0.001)]
    assert not wrong
