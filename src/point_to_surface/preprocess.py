"""nbgrader preprocessors: what a learner handed in is data, so the course's own notebook is what runs.

Stock nbgrader executes the submitted notebook with the submission's folder as its working folder. Here the notebook
is replaced by the released one before anything runs, everything in the folder but the answers is cleared away, and
the learner's prose is written into the cells that a person marks.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import List

from . import answers as files
from .course import find_course
from .errors import Mistakes
from .items import read_exercise
from .kinds import prose_of
from .marking import keys_for
from .render import prose_markdown
from .workbook import ANSWERS

KEPT = (ANSWERS, "items.json", "timestamp.txt")
"""The only files beside the notebook that have a part in grading."""


def keep_only(folder: Path, names: tuple[str, ...] = (), suffixes: tuple[str, ...] = ()) -> None:
    """Remove every file and link below `folder` that is not named here, and the folders that this empties."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.parent != folder or path.is_symlink() or not (path.name in names or path.suffix in suffixes):
            path.unlink()


def destination(preprocessor: Any, resources: Any) -> Path:
    """The folder that the running converter writes to."""
    # A preprocessor's parent is the exporter, and the exporter's is the converter.
    converter = preprocessor.parent.parent
    return Path(converter._format_dest(resources["nbgrader"]["assignment"], resources["nbgrader"]["student"]))


class KeepRelease(NbGraderPreprocessor):  # type: ignore[misc]
    """Of all that lies in the source folder, learners receive the notebook and the items: neither key nor model."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        keep_only(destination(self, resources), ("items.json",), (".ipynb",))
        return nb, resources


class ForgetChecksum(NbGraderPreprocessor):  # type: ignore[misc]
    """Releases the cells marked by hand without a checksum: the text is written in the form, not in the cell, and
    `nbgrader validate` would tell every learner that the unchanged cell has no response. Autograding restores it."""

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        meta = cell.metadata.get("nbgrader", {})
        if meta.get("grade") and meta.get("solution"):
            meta.pop("checksum", None)
        return cell, resources


class KeepFeedback(NbGraderPreprocessor):  # type: ignore[misc]
    """Feedback is the page alone, without the files that lay beside the graded notebook, and without code to read."""

    display_data_priority = List().tag(config=True)  # set for every preprocessor of an HTML page; no use here

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        keep_only(destination(self, resources), ("timestamp.txt",), (".html",))
        nb.cells = [cell for cell in nb.cells if cell.cell_type != "code" or _has_part(cell)]
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.source, cell.execution_count = "", None
                # The bare number behind a table says once more what the head of the cell says.
                cell.outputs = [o for o in cell.outputs if "text/html" in o.get("data", {}) or o.output_type == "error"]
        return nb, resources


def _has_part(cell: Any) -> bool:
    return bool(cell.outputs) and bool(cell.metadata.get("nbgrader", {}).get("grade"))


class UseCourseNotebook(NbGraderPreprocessor):  # type: ignore[misc]
    """Replaces the submitted notebook by the released one, keeping what was typed into cells marked by hand."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        name, notebook = resources["nbgrader"]["assignment"], resources["nbgrader"]["notebook"]
        coursedir = self.parent.parent.coursedir
        released = Path(coursedir.format_path(coursedir.release_directory, ".", name)) / f"{notebook}.ipynb"
        ours = nbformat.read(released, as_version=4)
        typed = {_grade_id(cell): cell.source for cell in nb.cells if cell.cell_type == "markdown"}
        for cell in ours.cells:
            meta = cell.metadata.get("nbgrader", {})
            if meta.get("grade") and meta.get("solution"):
                cell.source = typed.get(meta["grade_id"], cell.source)
        # Files beside the answers would be importable from the notebook's working folder.
        keep_only(destination(self, resources), KEPT)
        # A key that cannot be read must stop the grading here, instead of giving the whole class nothing.
        keys_for(find_course(), name)
        return ours, resources


def _grade_id(cell: Any) -> str:
    meta = cell.metadata.get("nbgrader", {})
    return str(meta.get("grade_id", "")) if isinstance(meta, dict) else ""


class WriteProse(NbGraderPreprocessor):  # type: ignore[misc]
    """Writes the learner's texts from the answers file into the cells that a person marks, as inert text.

    A blank one gets the released text back, so that nbgrader scores it 0 and asks nobody to read it.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        told = resources["nbgrader"]
        given = self._written(resources, told["assignment"])
        with Gradebook(told["db_url"]) as gradebook:
            for cell in nb.cells:
                meta = cell.metadata.get("nbgrader", {})
                if cell.cell_type == "markdown" and meta.get("grade") and meta.get("solution"):
                    released = self._released(gradebook, meta["grade_id"], told)
                    cell.source = self._source(given.get(meta["grade_id"], ""), cell.source, released)
        return nb, resources

    def _written(self, resources: Any, name: str) -> dict[str, str]:
        """Every text of the answers file, by the cell that it belongs to."""
        exercise = read_exercise(find_course() / "solutions" / name / "items.json")
        path = Path(resources["metadata"]["path"]) / ANSWERS
        if not path.exists():
            self.log.warning("%s: no %s was handed in; everything in it counts as blank", path.parent, ANSWERS)
            return {}
        try:
            read = files.read_answers(path, exercise)
        except Mistakes as mistakes:
            self.log.warning("%s: %s", path.parent, mistakes)
            return {}
        for problem in read.aside:
            self.log.warning("%s: %s", path.parent, problem)
        return {
            cell: written
            for item in exercise.items
            for cell, written in prose_of(item, read.answers.get(item.id)).items()
        }

    def _released(self, gradebook: Any, grade_id: str, told: Any) -> str:
        try:
            return str(gradebook.find_source_cell(grade_id, told["notebook"], told["assignment"]).source)
        except MissingEntry:
            return ""

    def _source(self, written: str, typed: str, released: str) -> str:
        if written:
            return prose_markdown(written)
        typed = typed.strip()
        return released if typed in ("", released.strip()) else prose_markdown(typed[:20_000])
