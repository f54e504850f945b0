"""The graded exercises as writing: keys argued, nothing given away, nothing to be had without reading."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import nbformat
import pytest
import yaml

from point_to_surface.answers import read_answers
from point_to_surface.authoring import read_items
from point_to_surface.compile import compile_items, compile_key, dumps
from point_to_surface.items import STATUSES, Exercise, exercise_from_json
from point_to_surface.keys import CANARY, keys_from_json
from point_to_surface.kinds.classify import Classify
from point_to_surface.notebook import same_sources, source_notebook
from point_to_surface.pipeline import paragraphs_of
from point_to_surface.sample import answers_of, read_class
from point_to_surface.scoring import score_all
from tests.conftest import ROOT
from tests.content.second_reading import decisions, settled

NAMES = sorted(path.parent.name for path in (ROOT / "solutions").glob("*/items.yml"))


@pytest.fixture(scope="module", params=NAMES)
def source(request: pytest.FixtureRequest) -> Path:
    return ROOT / "solutions" / str(request.param)


@pytest.fixture(scope="module")
def exercise(source: Path) -> Exercise:
    return exercise_from_json(compile_items(source / "items.yml"))


@pytest.fixture(scope="module")
def keys(source: Path) -> dict:
    return keys_from_json(compile_key(source / "items.yml", source / "key.yml"))


def closed(exercise: Exercise, keys: dict, answers: dict) -> list[tuple[float, float]]:
    scores = score_all(exercise, keys, answers)
    return [(scores[item.id].points, item.points) for item in exercise.items if item.id in keys]


def test_the_committed_items_are_what_the_committed_sources_make(source: Path) -> None:
    made = dumps(compile_items(source / "items.yml", paragraphs_of(ROOT)))
    assert (source / "items.json").read_bytes() == made
    assert (ROOT / "exercises" / source.name / "items.json").read_bytes() == made


def test_the_committed_notebook_has_the_cells_that_the_items_make(source: Path) -> None:
    model = json.loads((source / "model" / "answers.json").read_text(encoding="utf-8"))["answers"]
    made = source_notebook(read_items(source / "items.yml"), model)
    assert same_sources(made, nbformat.read(source / f"{source.name}.ipynb", as_version=4))


def test_model_answers_earn_full_marks(source: Path, exercise: Exercise, keys: dict) -> None:
    model = read_answers(source / "model" / "answers.json", exercise)
    assert not model.aside
    assert [earned for earned, _ in closed(exercise, keys, model.answers)] == [
        full for _, full in closed(exercise, keys, model.answers)
    ]
    assert all(model.answers.get(item.id) for item in exercise.items)


def test_no_constant_answer_earns_anything(exercise: Exercise, keys: dict) -> None:
    for item in exercise.items:
        if isinstance(item, Classify):
            for value, status in product([o.id for o in item.options], STATUSES):
                constant = {item.id: {case.id: {"value": value, "status": status} for case in item.cases}}
                assert all(earned == 0 for earned, _ in closed(exercise, keys, constant)), (value, status)


def reasons(source: Path) -> Iterator[str]:
    def walk(data: object) -> Iterator[str]:
        if isinstance(data, dict):
            if "why" in data:
                yield data["why"]
            for value in data.values():
                yield from walk(value)
        elif isinstance(data, list):
            for value in data:
                yield from walk(value)

    yield from walk(yaml.safe_load((source / "key.yml").read_text(encoding="utf-8")))


def test_the_canary_stands_in_every_key_reason(source: Path) -> None:
    assert all(why.startswith(CANARY) for why in reasons(source))


def test_every_key_reason_is_argued_and_no_two_are_the_same(source: Path) -> None:
    said = [" ".join(why.split()) for why in reasons(source)]
    assert len(said) == len(set(said))
    assert not [why for why in said if len(why.split()) < 8]


def test_no_reason_of_the_key_stands_in_what_learners_read(source: Path) -> None:
    received = (ROOT / "exercises" / source.name / "items.json").read_text(encoding="utf-8")
    for why in reasons(source):
        start = " ".join(why.removeprefix(CANARY).split())[:60]
        assert start not in received


def test_fictional_cases_are_labelled_and_name_no_paragraph(exercise: Exercise) -> None:
    cases = [case for item in exercise.items for case in getattr(item, "cases", ())]
    assert not [case.id for case in cases if case.fictional and case.paragraphs]


def test_every_decision_of_the_key_was_read_again_and_every_disagreement_is_settled(
    source: Path, exercise: Exercise, keys: dict
) -> None:
    made = list(decisions(exercise, keys, source))
    apart = {(item, part) for item, part, agrees in made if not agrees}
    assert apart <= settled(source), (
        f"agreed on {len(made) - len(apart)} of {len(made)}; not settled: {sorted(apart - settled(source))}"
    )


def test_a_second_reading_agrees_with_most_of_the_key(source: Path, exercise: Exercise, keys: dict) -> None:
    agreed = [agrees for _, _, agrees in decisions(exercise, keys, source)]
    assert sum(agreed) / len(agreed) >= 0.85


def test_the_made_up_class_has_every_kind_of_learner_that_a_teacher_knows(
    source: Path, exercise: Exercise, keys: dict
) -> None:
    sample = read_class(source / "sample-class.yml")
    made = {one.id: answers_of(one, exercise, keys, sample.seed) for one in sample.learners}
    earned = {name: sum(e for e, _ in closed(exercise, keys, dict(a.answers))) for name, a in made.items()}
    most = sum(full for _, full in closed(exercise, keys, {}))
    assert len(made) >= 12
    assert max(earned.values()) > 0.8 * most
    assert min(earned.values()) == 0
    assert [a for a in made.values() if not a.answers], "one hands in nothing"
    assert any(one.broken is not None for one in sample.learners), "one upload is broken"
    prose = [item.id for item in exercise.items if item.kind == "prose"]
    assert all(len({a.answers[item] for a in made.values() if item in a.answers}) >= 8 for item in prose)


def test_the_same_seed_makes_the_same_class(source: Path, exercise: Exercise, keys: dict) -> None:
    sample = read_class(source / "sample-class.yml")
    one, two = (answers_of(sample.learners[0], exercise, keys, sample.seed) for _ in range(2))
    assert one == two
    assert answers_of(sample.learners[3], exercise, keys, sample.seed + 1) != answers_of(
        sample.learners[3], exercise, keys, sample.seed
    )
