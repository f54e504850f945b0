"""What a released notebook uses: the form, the learner's own answers, and checks that need no key.

Learners' side: the standard library and, for the form itself, anywidget.
"""

from __future__ import annotations

import os
import textwrap
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from . import answers as files
from .answers import Answers
from .errors import Mistakes
from .items import Exercise, read_exercise
from .kinds import Note, kind_of
from .render import answer_html, note_text, notes_html, question_html
from .strings import text

ANSWERS = "answers.json"


class Shown:
    """A piece of HTML as a notebook's output."""

    def __init__(self, html: str) -> None:
        self.html = html

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": "<HTML>"}


class NotYet(Exception):
    """Something to look at before handing in: told to `nbgrader validate` as sentences, without a traceback."""

    def _render_traceback_(self) -> list[str]:
        # `nbgrader validate` cuts lines at 80 characters.
        lines = [textwrap.wrap(line, 76, subsequent_indent="    ") for line in str(self).splitlines()]
        return [piece for line in lines for piece in line]


def grading() -> bool:
    """Whether nbgrader is grading right now: then the form is left out and the key's cells speak."""
    return os.environ.get("NBGRADER_EXECUTION") == "autograde"


class Workbook:
    """One exercise in one folder, with the answers that stand there."""

    def __init__(
        self, exercise: Exercise, folder: Path, answers: Answers, warning: str = "", model: bool = False
    ) -> None:
        self.exercise = exercise
        self.folder = folder
        self.answers = answers
        self.warning = warning
        self.is_model = model

    def save(self, given: Mapping[str, Any], learner: str = "") -> str:
        """Write the cleaned answers beside the notebook; the sentence to show."""
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        cleaned = files.clean_answers(given, self.exercise, learner=learner or self.answers.learner, saved=now)
        self.answers = cleaned
        try:
            files.write_answers(self.folder / ANSWERS, cleaned)
        except OSError as error:
            return text("notebook.not_saved", reason=error.strerror or str(error))
        return text("notebook.saved", time=now[11:16] + " UTC")

    def form(self) -> Any:
        """The form, live in Jupyter. While grading there is nothing to fill in."""
        if grading():
            return None
        from .form import FormWidget

        return FormWidget.over(self)

    def review(self, item_id: str) -> None:
        """Show the question and what is answered so far."""
        if grading():
            return
        item = self.exercise.item(item_id)
        _display(question_html(item) + answer_html(item, self.answers.answers.get(item_id)))

    def blanks(self) -> list[Note]:
        """Everything that is not answered yet."""
        given = self.answers.answers
        return [note for item in self.exercise.items for note in kind_of(item).blanks(item, given.get(item.id))]

    def doubts(self) -> list[Note]:
        """Everything that contradicts itself."""
        given = self.answers.answers
        return [note for item in self.exercise.items for note in kind_of(item).doubts(item, given.get(item.id))]

    def check_complete(self) -> None:
        """Say what is blank, or that nothing is. To `nbgrader validate` it says so by raising NotYet."""
        _tell(self.blanks(), "checks.blank_head", "checks.complete")

    def check_consistent(self) -> None:
        """Say what contradicts itself, or that nothing does. To `nbgrader validate` it says so by raising NotYet."""
        _tell(self.doubts(), "checks.doubt_head", "checks.consistent")

    def receipt(self) -> Shown:
        """All answers in plain words, with the fingerprint of the file."""
        saved = (
            text("receipt.saved", saved=escape(self.answers.saved)) if self.answers.saved else text("receipt.nothing")
        )
        print_ = text("receipt.fingerprint", fingerprint=files.fingerprint(self.answers))
        head = f"<h3>{text('receipt.title')}</h3><p>{text('receipt.lead')}</p><p>{saved}<br><code>{print_}</code></p>"
        given = self.answers.answers
        items = [f"<h4>{escape(i.title)}</h4>{answer_html(i, given.get(i.id))}" for i in self.exercise.items]
        aside = "".join(f"<li>{escape(str(problem))}</li>" for problem in self.answers.aside)
        return Shown(head + "".join(items) + (f"<p>{text('checks.aside_head')}</p><ul>{aside}</ul>" if aside else ""))


def _display(html: str) -> None:
    from IPython.display import display

    display(Shown(html))  # type: ignore[no-untyped-call]


def _tell(notes: list[Note], head: str, good: str) -> None:
    # nbgrader's validation hears exceptions alone; a learner at work gets the same words without an alarm.
    if notes and os.environ.get("NBGRADER_EXECUTION") == "validate":
        raise NotYet("\n".join([text(head), *(f"  – {note_text(note)}" for note in notes)]))
    _display(notes_html(notes, head, good))


def open_exercise(name: str, folder: Path | str = ".") -> Workbook:
    """The exercise in `folder`, with the answers saved there.

    An answers file that cannot be read is kept under another name and told; nothing is thrown away.
    """
    here = Path(folder).resolve()
    exercise = read_exercise(here / "items.json")
    if exercise.id != name:
        raise ValueError(
            f"this folder holds the exercise “{exercise.id}”, not “{name}”: open the notebook in its own folder"
        )
    path, model = here / ANSWERS, _model_answers(here, name)
    if not path.exists() and model:
        return Workbook(exercise, here, files.read_answers(model, exercise), model=True)
    if not path.exists():
        return Workbook(exercise, here, Answers(exercise.id))
    try:
        return Workbook(exercise, here, files.read_answers(path, exercise))
    except Mistakes as mistakes:
        return Workbook(exercise, here, Answers(exercise.id), warning=_put_aside(path, mistakes))


def _put_aside(path: Path, mistakes: Mistakes) -> str:
    kept = path
    if not grading():  # the grader works on a copy and must leave it as it was handed in
        kept = next(p for p in (path.with_name(f"answers-unread-{n}.json") for n in range(1, 1000)) if not p.exists())
        path.rename(kept)
    return text("notebook.unreadable", kept=kept.name, reason=str(mistakes))


def _model_answers(here: Path, name: str) -> Path | None:
    """The model answers, in an instructor's own folders only: the source notebook, or nbgrader's `solution/`."""
    course = here.parent.parent
    if grading() or here.parent.name not in ("solutions", "solution") or here.name != name:
        return None
    model = course / "solutions" / name / "model" / ANSWERS
    return model if model.is_file() else None
