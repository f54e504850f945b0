"""The steps that make a course: facts and items checked, exercises released, the site built, a class graded."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from . import classroom
from .answers import read_answers, write_whole
from .authoring import read_items
from .classroom import Collected
from .compile import Paragraphs, write_exercise
from .course import exercise_names
from .coverage import load_coverage
from .errors import Mistakes, Problem
from .facts import KINDS, load_facts
from .items import read_exercise
from .marking import keys_for
from .notebook import executed, source_notebook, write_notebook
from .sample import read_class, write_class
from .workbook import ANSWERS

Say = Callable[[str], None]


def paragraphs_of(course: Path) -> Paragraphs:
    """What every paragraph of the source is about, for the marks in forms."""
    facts = load_facts(course / "seeds")
    return {p.n: {"topic": p.topic, "section": p.section} for p in facts.source.paragraphs}


def check(course: Path) -> str:
    """Read everything an author wrote; one line of counts, or Mistakes with all that is wrong in all files."""
    problems: list[Problem] = []
    counts = []

    def attempt(read: Callable[[], str]) -> None:
        try:
            counts.append(read())
        except Mistakes as mistakes:
            problems.extend(mistakes.problems)

    attempt(lambda: _check_facts(course))
    for name in exercise_names(course):
        attempt(lambda name=name: _check_exercise(course, name))  # type: ignore[misc]
    for path in sorted((course / "book" / "practice").glob("*.yml")):
        attempt(lambda path=path: _check_practice(path))  # type: ignore[misc]
    attempt(lambda: f"{len(load_coverage(course).objectives)} objectives")
    if problems:
        raise Mistakes(problems)
    return ", ".join(counts)


def _check_facts(course: Path) -> str:
    facts = load_facts(course / "seeds")
    return f"{sum(len(getattr(facts, kind)) for kind in KINDS)} facts"


def _check_exercise(course: Path, name: str) -> str:
    from .compile import compile_items, compile_key

    source = course / "solutions" / name
    compile_key(source / "items.yml", source / "key.yml")
    spec = compile_items(source / "items.yml", paragraphs_of(course))
    return f"{name} ({len(spec['items'])} items)"


def _check_practice(path: Path) -> str:
    from .compile import compile_practice

    return f"practice {path.stem} ({len(compile_practice(path)['items'])} items)"


def compile_exercise(course: Path, name: str) -> list[Path]:
    """Write items.json and the source notebook, executed with the model answers, into solutions/NAME; the files."""
    source = course / "solutions" / name
    written = write_exercise(source, paragraphs_of(course))
    keys_for.cache_clear()
    model = read_answers(source / "model" / ANSWERS, read_exercise(source / "items.json"))
    if model.aside:
        raise Mistakes(model.aside)
    notebook = source_notebook(read_items(source / "items.yml"), dict(model.answers))
    path = source / f"{name}.ipynb"
    write_notebook(path, executed(notebook, source))
    return [*written, path]


def refresh_pages(course: Path) -> list[Path]:
    """Run the book's notebooks again and store what they give now; the files."""
    written = []
    for path in sorted((course / "book").rglob("*.ipynb")):
        if ".ipynb_checkpoints" not in path.parts:
            write_notebook(path, executed(nbformat.read(path, as_version=4), path.parent))
            written.append(path)
    return written


def release(course: Path, name: str, folder: Path) -> Path:
    """Make exercises/NAME by stock `nbgrader generate_assignment`, recorded in the gradebook of the class."""
    classroom.nbgrader(folder, course, "generate_assignment", name, "--force")
    return course / "exercises" / name


def digest(course: Path, names: list[str]) -> str:
    """Changes when anything changes from which the sample class is made."""
    made_from = hashlib.sha256()
    sources = [path for name in names for path in (course / "solutions" / name).rglob("*")]
    for path in sorted([*sources, *Path(__file__).parent.rglob("*.py")]):
        if path.is_file() and path.suffix in (".yml", ".json", ".py"):
            made_from.update(path.name.encode() + path.read_bytes())
    return made_from.hexdigest()


def sample_class(course: Path, names: list[str], folder: Path) -> None:
    """Make the sample class of these exercises, with what it hands in.

    A class made from the same items, keys and habits stays, with every mark given by hand; any other starts anew.
    """
    stamp = folder / "made-from.json"
    wanted = {"exercises": names, "digest": digest(course, names)}
    if stamp.is_file() and json.loads(stamp.read_text()) == wanted:
        return
    shutil.rmtree(folder, ignore_errors=True)
    classroom.make_class(course, folder)
    for name in names:
        source = course / "solutions" / name
        exercise = read_exercise(source / "items.json")
        sample = read_class(source / "sample-class.yml")
        write_class(sample, exercise, keys_for(course, name), folder / "handed-in" / name)
    write_whole(stamp, json.dumps(wanted).encode())


def collect(course: Path, name: str, folder: Path) -> list[Collected]:
    """Collect what the sample class hands in for one exercise."""
    return list(classroom.collect(course, name, folder / "handed-in" / name, folder))


def is_graded(folder: Path, name: str) -> bool:
    """Whether everything handed in to the class is graded, and neither a file nor a mark has changed since."""
    grades, gradebook = folder / "grades.csv", folder / "gradebook.db"
    if not grades.is_file() or not gradebook.is_file():
        return False
    handed_in = list((folder / "submitted").glob(f"*/{name}/*"))
    graded = {path.parents[1].name for path in (folder / "feedback").glob(f"*/{name}/*.html")}
    changed = max(path.stat().st_mtime for path in [gradebook, *handed_in])
    return {path.parents[1].name for path in handed_in} == graded and changed <= grades.stat().st_mtime


def grade(course: Path, name: str, folder: Path, say: Say) -> None:
    """Autograde and write feedback by stock nbgrader; `say` hears how far it is."""
    total = len(list((folder / "submitted").glob(f"*/{name}")))
    done = 0

    def line(text: str) -> None:
        nonlocal done
        if "Autograding " in text or "Skipping existing" in text:
            done += 1
            say(f"graded {done} of {total}")

    classroom.nbgrader(folder, course, "autograde", name, line=line)
    say("writing feedback")
    classroom.nbgrader(folder, course, "generate_feedback", name)


def export(course: Path, folder: Path) -> Path:
    """Export the grades of all exercises by stock nbgrader; the file."""
    classroom.nbgrader(folder, course, "export")
    return folder / "grades.csv"


@dataclass(frozen=True, slots=True)
class ClassResult:
    """The class in numbers: learners graded, their mean score, full marks, and texts waiting for a person."""

    learners: int
    mean: float
    full: float
    waiting: int


def class_result(folder: Path, name: str) -> ClassResult:
    """The result of an exercise from the exported grades and the gradebook of the class in `folder`."""
    with (folder / "grades.csv").open(encoding="utf-8") as handle:
        rows: list[dict[str, Any]] = [row for row in csv.DictReader(handle) if row["assignment"] == name]
    graded = [row for row in rows if row["timestamp"]]
    mean = sum(float(row["raw_score"]) for row in graded) / len(graded) if graded else 0.0
    full = float(rows[0]["max_score"]) if rows else 0.0
    return ClassResult(len(graded), mean, full, _waiting(folder, name))


def _waiting(folder: Path, name: str) -> int:
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        return sum(sub.needs_manual_grade for sub in gradebook.assignment_submissions(name))
