"""The exercise through stock nbgrader, with nothing but the committed configuration."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from point_to_surface.keys import CANARY
from tests.conftest import ROOT
from tests.notebooks.conftest import NAME, Class, copy_course

pytestmark = pytest.mark.slow
LEARNERS = ("model", "blank", "nofile", "wrong", "partial", "script", "empty", "typed", "hostile")


def closed(grades: dict[str, Any]) -> list[tuple[float, float]]:
    """(earned, full) of every cell that the machine scores for points."""
    return [(auto, full) for auto, _, _, full in grades.values() if full and auto is not None]


def texts(folder: Path) -> str:
    return "\n".join(p.read_text(encoding="utf-8", errors="replace") for p in sorted(folder.rglob("*")) if p.is_file())


def test_model_answers_earn_full_marks_and_the_text_waits_for_a_person(graded: Class) -> None:
    grades = graded.grades("model")
    assert closed(grades)
    assert all(earned == full for earned, full in closed(grades))
    assert grades["why-open"][:3] == (None, None, True)


@pytest.mark.parametrize("learner", ["blank", "nofile", "empty"])
def test_a_blank_submission_earns_nothing_and_asks_nobody_to_read(graded: Class, learner: str) -> None:
    grades = graded.grades(learner)
    assert all(auto == 0 for auto, *_ in grades.values() if auto is not None)
    assert grades["why-open"][:3] == (0, None, False)


def test_wrong_answers_stay_wrong_while_model_answers_exist(graded: Class) -> None:
    assert (graded.course / "solutions" / NAME / "model" / "answers.json").is_file()
    assert all(earned == 0 for earned, _ in closed(graded.grades("wrong")))
    kept = json.loads((graded.course / "autograded" / "wrong" / NAME / "answers.json").read_text(encoding="utf-8"))
    assert kept["learner"] == "wrong"


def test_part_of_the_answers_earns_part_of_the_points(graded: Class) -> None:
    (earned, full) = closed(graded.grades("partial"))[0]
    assert 0 < earned < full


def test_there_is_one_grade_cell_per_item_and_two_checks_without_points(graded: Class) -> None:
    items = json.loads((graded.course / "exercises" / NAME / "items.json").read_text(encoding="utf-8"))["items"]
    points = {name: row[3] for name, row in graded.grades("model").items()}
    assert points == {i["id"]: i["points"] for i in items} | {"check-complete": 0, "check-consistent": 0}


def test_every_code_cell_of_the_release_is_locked(graded: Class) -> None:
    notebook = nbformat.read(graded.course / "exercises" / NAME / f"{NAME}.ipynb", as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    assert all(cell.metadata.nbgrader.locked and not cell.metadata.editable for cell in code)


def test_learners_receive_the_notebook_and_the_items_alone(graded: Class) -> None:
    folder = graded.course / "exercises" / NAME
    assert {p.name for p in folder.rglob("*")} == {f"{NAME}.ipynb", "items.json"}
    received = texts(folder)
    assert CANARY not in received
    assert "marking" not in received
    assert graded.model["why-open"][:60] not in received


def test_the_committed_release_is_what_the_committed_sources_make(graded: Class) -> None:
    for name in (f"{NAME}.ipynb", "items.json"):
        assert (graded.course / "exercises" / NAME / name).read_bytes() == (
            ROOT / "exercises" / NAME / name
        ).read_bytes()


def test_nothing_that_is_given_back_holds_a_key(graded: Class) -> None:
    for step in ("autograded", "feedback", "exercises"):
        folder = graded.course / step
        assert CANARY not in texts(folder)
        assert not [
            p
            for p in folder.rglob("*")
            if p.suffix == ".yml" or "key" in p.name or "model" == p.parent.name == "solutions"
        ]


def test_feedback_is_a_page_and_nothing_else(graded: Class) -> None:
    for learner in LEARNERS:
        names = {p.name for p in (graded.course / "feedback" / learner).rglob("*") if p.is_file()}
        assert names - {"timestamp.txt"} == {f"{NAME}.html"}


def test_feedback_shows_question_answer_and_what_each_part_earned(graded: Class) -> None:
    page = graded.feedback("model")
    assert "Which of the three Chinese models?" in page
    assert "✓ right" in page
    assert "Earned: 8 of 8 points." in page
    assert "mark(exercise" not in page
    assert "○ not yet" in graded.feedback("wrong")


def test_a_grade_cell_shows_the_same_in_the_autograded_notebook(graded: Class) -> None:
    html = "".join(o.data.get("text/html", "") for o in graded.cell("model", "three-models").outputs if "data" in o)
    assert "Luoshan Citizens" in html
    assert "✓ right" in html


def test_nothing_that_a_learner_sent_is_executed(graded: Class) -> None:
    assert not (graded.course / "loot.txt").exists()
    assert all(earned == 0 for earned, _ in closed(graded.grades("hostile")))
    left = {p.name for p in (graded.course / "autograded" / "hostile").rglob("*") if p.is_file()}
    assert left == {f"{NAME}.ipynb", "items.json", "answers.json"}


def test_an_edited_notebook_is_graded_with_the_courses_own_cells(graded: Class) -> None:
    own = [c.source for c in graded.autograded("wrong").cells if c.cell_type == "code"]
    assert [c.source for c in graded.autograded("hostile").cells if c.cell_type == "code"] == own


def test_prose_reaches_the_marker_as_text(graded: Class) -> None:
    source = graded.cell("script", "why-open").source
    assert "<script" not in source
    assert "<img" not in source
    assert "&#60;script&#62;" in source
    assert graded.grades("script")["why-open"][:3] == (None, None, True)
    page = graded.feedback("script")
    assert "<img src=x" not in page
    assert not re.search(r"<script>alert", page)


def test_a_text_typed_into_the_notebook_itself_is_not_lost(graded: Class) -> None:
    assert "I wrote &#42;here&#42; instead" in graded.cell("typed", "why-open").source
    assert graded.grades("typed")["why-open"][2] is True


def test_a_file_that_cannot_be_read_is_told_in_the_log_and_stops_nobody(graded: Class) -> None:
    assert any("got an empty file" in line for line in graded.log)  # type: ignore[attr-defined]


def test_export_writes_a_row_per_learner(graded: Class) -> None:
    with (graded.course / "grades.csv").open(encoding="utf-8") as handle:
        rows = {row["student_id"]: float(row["raw_score"]) for row in csv.DictReader(handle)}
    assert set(rows) == set(LEARNERS)
    assert rows["blank"] == 0 < rows["partial"] < rows["model"]


def test_generate_solution_shows_the_model_answers(graded: Class) -> None:
    notebook = nbformat.read(graded.course / "solution" / NAME / f"{NAME}.ipynb", as_version=4)
    outputs = json.dumps([cell.get("outputs") for cell in notebook.cells], ensure_ascii=False)
    assert outputs.count("✓ right") >= 12
    assert any(graded.model["why-open"][:60] in cell.source for cell in notebook.cells)


def test_a_regrade_keeps_the_mark_and_the_comment_of_a_person(graded: Class) -> None:
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{graded.course / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("why-open", NAME, NAME, "model")
        grade.manual_score = 3
        over = gradebook.find_grade("three-models", NAME, NAME, "model")
        over.manual_score = 7.5
        gradebook.find_comment("why-open", NAME, NAME, "model").manual_comment = "Well argued."
        gradebook.db.commit()
    graded.run("autograde", NAME, "--student", "model", "--force")
    with Gradebook(f"sqlite:///{graded.course / 'gradebook.db'}") as gradebook:
        assert gradebook.find_grade("why-open", NAME, NAME, "model").score == 3
        assert gradebook.find_grade("three-models", NAME, NAME, "model").score == 7.5
        assert gradebook.find_comment("why-open", NAME, NAME, "model").comment == "Well argued."
    graded.run("generate_feedback", NAME, "--student", "model", "--force")
    assert "Well argued." in graded.feedback("model")


def test_a_broken_key_stops_the_grading_instead_of_giving_everybody_nothing(tmp_path: Path) -> None:
    made = Class(copy_course(tmp_path))
    made.run("generate_assignment", NAME, "--force")
    made.hand_in("model", made.model)
    key = made.course / "solutions" / NAME / "key.yml"
    key.write_text(
        key.read_text(encoding="utf-8").replace("value: delegation", "value: delegating", 1), encoding="utf-8"
    )
    with pytest.raises(RuntimeError, match="delegating"):
        made.run("autograde", NAME)
    assert not (made.course / "autograded" / "model" / NAME).exists()


def test_zip_collect_takes_answers_files_too(tmp_path: Path) -> None:
    made = Class(copy_course(tmp_path))
    archive = made.course / "downloaded" / NAME / "archive"
    archive.mkdir(parents=True)
    shutil.copy(made.course / "solutions" / NAME / "model" / "answers.json", archive / "lan-chen_123_answers.json")
    made.run("generate_assignment", NAME, "--force")
    made.run("zip_collect", NAME)
    assert (made.submission("lan-chen") / "answers.json").is_file()


def validated(folder: Path, answers: dict[str, Any] | None) -> str:
    """What `nbgrader validate` prints for the released notebook in `folder`."""
    shutil.copytree(ROOT / "exercises" / NAME, folder)
    if answers is not None:
        head = {"format": "point-to-surface-answers", "schema": 1, "exercise": NAME}
        (folder / "answers.json").write_text(json.dumps(head | {"answers": answers}), encoding="utf-8")
    path = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    run = subprocess.run(
        [sys.executable, "-m", "nbgrader", "validate", f"{NAME}.ipynb"],
        cwd=folder, env=os.environ | path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return " ".join((run.stdout + run.stderr).split())


def test_validate_says_what_is_blank(tmp_path: Path) -> None:
    said = validated(tmp_path / NAME, None)
    assert "Not complete yet" in said
    assert "Luoshan Citizens" in said
    assert "Traceback" not in said


def test_validate_says_what_contradicts_itself(tmp_path: Path, graded: Class) -> None:
    answers = json.loads(json.dumps(graded.model))
    answers["three-models"]["luoshan"] = {"value": "delegation", "status": "open"}
    said = validated(tmp_path / NAME, answers)
    assert "you chose a value and marked it open" in said
    assert "Not complete yet" not in said


def test_validate_passes_a_complete_notebook(tmp_path: Path, graded: Class) -> None:
    assert "Success! Your notebook passes all the tests." in validated(tmp_path / NAME, graded.model)
