"""A copy of the course as an nbgrader course, and a class whose submissions are graded by stock commands."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from point_to_surface import classroom
from point_to_surface.answers import FORMAT
from tests.conftest import ROOT

NAME = "classify-cases"


def copy_course(target: Path) -> Path:
    """The parts of the course that nbgrader needs, so that a test never touches the real ones."""
    for part in ("solutions", "exercises"):
        shutil.copytree(ROOT / part, target / part, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copy(ROOT / "nbgrader_config.py", target)
    return target


class Class:
    """Stock nbgrader in one course folder."""

    def __init__(self, course: Path, name: str = NAME) -> None:
        self.course = course
        self.name = name
        model = course / "solutions" / name / "model" / "answers.json"
        self.model: dict[str, Any] = json.loads(model.read_text(encoding="utf-8"))["answers"]

    def run(self, *arguments: str) -> list[str]:
        return classroom.nbgrader(self.course, self.course, *arguments)

    def submission(self, learner: str) -> Path:
        return self.course / "submitted" / learner / self.name

    def hand_in(self, learner: str, answers: dict[str, Any] | None) -> Path:
        """A submission as a learner's own Jupyter would leave it: the released notebook, and answers or none."""
        folder = self.submission(learner)
        shutil.copytree(self.course / "exercises" / self.name, folder)
        if answers is not None:
            data = {"format": FORMAT, "schema": 1, "exercise": self.name, "learner": learner, "answers": answers}
            (folder / "answers.json").write_text(json.dumps(data), encoding="utf-8")
        return folder

    def edit(self, learner: str, change: Callable[[Any], None]) -> None:
        path = self.submission(learner) / f"{self.name}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        change(notebook)
        path.write_text(json.dumps(notebook), encoding="utf-8")

    def grades(self, learner: str) -> dict[str, Any]:
        """Grade rows by cell."""
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{self.course / 'gradebook.db'}") as gradebook:
            rows = gradebook.find_submission_notebook(self.name, self.name, learner).grades
            return {row.name: (row.auto_score, row.manual_score, row.needs_manual_grade, row.max_score) for row in rows}

    def autograded(self, learner: str) -> Any:
        return nbformat.read(self.course / "autograded" / learner / self.name / f"{self.name}.ipynb", as_version=4)

    def cell(self, learner: str, grade_id: str) -> Any:
        cells = self.autograded(learner).cells
        return next(c for c in cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id)

    def feedback(self, learner: str) -> str:
        return (self.course / "feedback" / learner / self.name / f"{self.name}.html").read_text(encoding="utf-8")


HOSTILE_PROSE = "<script>alert('x')</script> </pre><img src=x onerror=alert(1)> $\\href{javascript:x}{y}$ # no head"


def wrong(model: dict[str, Any]) -> dict[str, Any]:
    """Closed answers that no key accepts: every value moved on, every status stated."""
    after = {"formalism": "competition", "competition": "delegation", "delegation": "formalism"}
    return {
        item: {
            case: {"value": after.get(given["value"], "competition"), "status": "stated"}
            for case, given in cases.items()
        }
        for item, cases in model.items()
        if isinstance(cases, dict)
    }


def spoil(classroom_: Class) -> None:
    """A learner who edits everything that can be edited: cells, tags, extra code, files that shadow modules."""
    folder = classroom_.hand_in("hostile", wrong(classroom_.model))
    loot = classroom_.course / "loot.txt"
    attack = f"import pathlib\npathlib.Path({str(loot)!r}).write_text('ran')"

    def change(notebook: Any) -> None:
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.source = f"{attack}\nclass Always:\n    def __eq__(self, other): return True\nAlways()"
                cell.metadata["tags"] = ["skip-execution"]
        notebook.cells.insert(0, new_code_cell(attack))
        notebook.cells.append(notebook.cells[3])
        notebook.cells[2].metadata["nbgrader"]["schema_version"] = 99
        del notebook.cells[4]

    classroom_.edit("hostile", change)
    for shadow in ("point_to_surface.py", "IPython.py", "anywidget.py"):
        (folder / shadow).write_text(attack, encoding="utf-8")
    (folder / "nested").mkdir()
    (folder / "nested" / "sitecustomize.py").write_text(attack, encoding="utf-8")


@pytest.fixture(scope="session")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Class:
    """A class after release, submission, autograde, feedback, solution and export by stock nbgrader."""
    made = Class(copy_course(tmp_path_factory.mktemp("course")))
    made.run("generate_assignment", NAME, "--force")
    closed = {item: cases for item, cases in made.model.items() if isinstance(cases, dict)}
    first = next(iter(closed))
    made.hand_in("model", made.model)
    made.hand_in("blank", {})
    made.hand_in("nofile", None)
    made.hand_in("wrong", wrong(made.model))
    made.hand_in("partial", {first: dict(list(closed[first].items())[:-2])})
    made.hand_in("script", {"why-open": HOSTILE_PROSE})
    made.hand_in("empty", {})
    (made.submission("empty") / "answers.json").write_text("", encoding="utf-8")
    made.hand_in("typed", {})
    made.edit("typed", lambda nb: _type(nb, "I wrote *here* instead. <b>x</b>"))
    spoil(made)
    made.log = made.run("autograde", NAME)  # type: ignore[attr-defined]
    made.run("generate_feedback", NAME)
    made.run("generate_solution", NAME)
    made.run("export")
    return made


def _type(notebook: Any, text: str) -> None:
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "why-open":
            cell.source = text
