"""Every graded exercise through stock nbgrader: model answers, blanks and a made-up learner's answers."""

from __future__ import annotations

from typing import Any

import pytest

from point_to_surface.items import read_exercise
from point_to_surface.marking import keys_for
from point_to_surface.sample import answers_of, read_class
from point_to_surface.scoring import score_all
from tests.conftest import ROOT
from tests.notebooks.conftest import Class, copy_course

pytestmark = pytest.mark.slow
NAMES = sorted(path.parent.name for path in (ROOT / "solutions").glob("*/items.yml"))


@pytest.fixture(scope="module", params=NAMES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Class, dict[str, Any]]:
    """A class of three for one exercise, graded; and the made-up learner's answers."""
    name = str(request.param)
    room = Class(copy_course(tmp_path_factory.mktemp(name)), name)
    exercise = read_exercise(ROOT / "solutions" / name / "items.json")
    sample = read_class(ROOT / "solutions" / name / "sample-class.yml")
    middling = next(one for one in sample.learners if 0.5 < one.right < 0.9 and one.answered == 1)
    answers = dict(answers_of(middling, exercise, keys_for(ROOT, name), sample.seed).answers)
    room.run("generate_assignment", name, "--force")
    room.hand_in("model", room.model)
    room.hand_in("blank", {})
    room.hand_in("middling", answers)
    room.run("autograde", name)
    return room, answers


def test_model_answers_earn_full_marks(made: tuple[Class, dict[str, Any]]) -> None:
    grades = made[0].grades("model")
    machine = [(auto, full) for auto, _, waits, full in grades.values() if not waits]
    assert machine
    assert all(auto == full for auto, full in machine)
    assert any(waits for _, _, waits, _ in grades.values())


def test_a_blank_earns_nothing_and_asks_nobody_to_read(made: tuple[Class, dict[str, Any]]) -> None:
    assert all(auto == 0 and not waits for auto, _, waits, _ in made[0].grades("blank").values())


def test_a_made_up_learner_gets_what_scoring_gives(made: tuple[Class, dict[str, Any]]) -> None:
    room, answers = made
    exercise = read_exercise(ROOT / "solutions" / room.name / "items.json")
    expected = score_all(exercise, keys_for(ROOT, room.name), answers)
    grades = room.grades("middling")
    machine = {item.id: expected[item.id].points for item in exercise.items if item.id in keys_for(ROOT, room.name)}
    assert {item: grades[item][0] for item in machine} == pytest.approx(machine)
    assert 0 < sum(machine.values()) < exercise.points
