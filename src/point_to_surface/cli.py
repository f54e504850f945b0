"""The `course` command."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from .course import exercise_names, find_course
from .errors import Mistakes

Result = TypeVar("Result")

GUIDE = """\
A course is made and graded in these steps; `course run` does all of them with a made-up class:

  course check                 read every fact, item and key; name all mistakes at once
  course compile               items.yml and key.yml to items.json and the source notebook; release to exercises/;
                               bring the stored outputs of the book's notebooks up to date
  course coverage              which objective is taught where, and asked by which items
  course site                  build the book into _build/site
  course sample                make a made-up class in _build/class
  course collect FOLDER        turn answers files (one per learner) into nbgrader submissions
  then nbgrader as usual       nbgrader autograde NAME, nbgrader formgrader, nbgrader generate_feedback NAME, …

Exit codes: 0 all done; 1 something was refused or is wrong (it says what); 2 the command's words are off.
"""


class Steps:
    """Says what is going on and how long it took; on a terminal, also how far a running step is."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.shown = sys.stdout.isatty()

    def run(self, what: str, do: Callable[[], Result]) -> Result:
        """Do one step between two lines of progress."""
        self.done += 1
        self.what = f"[{self.done}/{self.total}] {what}"
        print(f"{self.what} …", end="" if self.shown else "\n", flush=True)
        began = time.monotonic()
        result = do()
        took = f"{time.monotonic() - began:.0f} s"
        print(f"\r\x1b[K{self.what}: {took}" if self.shown else f"      {took}", flush=True)
        return result

    def skip(self, steps: int, why: str) -> None:
        """Say that the next steps are not needed."""
        self.done += steps
        print(f"[{self.done}/{self.total}] {why}", flush=True)

    def far(self, text: str) -> None:
        """Say how far the running step is."""
        if self.shown:
            print(f"\r\x1b[K{self.what}: {text} …", end="", flush=True)


def _check(course: Path, options: argparse.Namespace) -> int:
    from . import pipeline

    print(f"All in order: {pipeline.check(course)}.")
    return 0


def _coverage(course: Path, options: argparse.Namespace) -> int:
    from .coverage import load_coverage, table

    print(table(load_coverage(course)))
    return 0


def _compile(course: Path, options: argparse.Namespace) -> int:
    from . import classroom, pipeline

    folder = course / "_build" / "release"
    classroom.make_class(course, folder)
    for name in options.exercise or exercise_names(course):
        for path in [*pipeline.compile_exercise(course, name), pipeline.release(course, name, folder)]:
            print(f"wrote {path.relative_to(course)}")
    for path in pipeline.refresh_pages(course):
        print(f"wrote {path.relative_to(course)}")
    return 0


def _site(course: Path, options: argparse.Namespace) -> int:
    from .site import build_site

    report = build_site(course, course / "_build" / "site")
    print(f"The site: {report.out} ({len(report.pages)} pages)")
    print(f"To read it: python3 -m http.server --directory {report.out}")
    return 0


def _sample(course: Path, options: argparse.Namespace) -> int:
    from . import classroom, pipeline

    folder, names = course / "_build" / "class", exercise_names(course)
    pipeline.sample_class(course, names, folder)
    for name in names:
        print(f"{name}: {classroom.summary(pipeline.collect(course, name, folder))}")
    print(f"The class: {folder}")
    return 0


def _collect(course: Path, options: argparse.Namespace) -> int:
    from . import classroom

    folder = options.into or course
    classroom.make_class(course, folder)
    found = list(classroom.collect(course, options.name, options.handed_in, folder, options.learner))
    print(classroom.summary(found))
    print(f"Next, in {folder}: nbgrader autograde {options.name}")
    return 0 if all(one.accepted for one in found) else 1


def _run(course: Path, options: argparse.Namespace) -> int:
    from . import classroom, pipeline
    from .site import build_site

    site, folder = course / "_build" / "site", course / "_build" / "class"
    names = exercise_names(course)
    steps = Steps(4 + 3 * len(names))
    print(f"      {steps.run('Checking facts, items and keys', lambda: pipeline.check(course))}")
    # The book needs nothing of the class: it is built beside the grading, on the other core.
    book = ThreadPoolExecutor(1).submit(build_site, course, site)
    for name in names:
        _write(course, name, steps)
    steps.run("Making a sample class", lambda: pipeline.sample_class(course, names, folder))
    found = {name: pipeline.collect(course, name, folder) for name in names}
    if all(pipeline.is_graded(folder, name) for name in names):
        steps.skip(2 * len(names) + 1, "Releasing, grading, exporting: nothing has changed since the last time")
    else:
        for name in names:
            _grade(course, name, folder, steps)
        steps.run("Exporting the grades", lambda: pipeline.export(course, folder))
    steps.run("Building the book", book.result)
    results = [(name, found[name], pipeline.class_result(folder, name)) for name in names]
    print(_report(course, site, folder, results, classroom.summary))
    return 0


def _write(course: Path, name: str, steps: Steps) -> None:
    from . import pipeline

    steps.run(f"Writing the notebook of {name}", lambda: pipeline.compile_exercise(course, name))


def _grade(course: Path, name: str, folder: Path, steps: Steps) -> None:
    from . import pipeline

    steps.run(f"Releasing {name}", lambda: pipeline.release(course, name, folder))
    steps.run(f"Grading {name}", lambda: pipeline.grade(course, name, folder, steps.far))


def _report(course: Path, site: Path, folder: Path, results: list, summary: Callable) -> str:  # type: ignore[type-arg]
    jupyter = Path(sys.executable).parent / "jupyter"
    rows = [("the book", site / "index.html"), ("", f"read it: python3 -m http.server --directory {site}")]
    for name, found, result in results:
        rows.append((name, f"{result.learners} learners, mean {result.mean:.1f} of {result.full:g} points"))
        rows.append(("", f"{result.waiting} learners' texts wait to be marked"))
        rows += [("", line.strip()) for line in summary(found).splitlines()]
    rows += [("to mark the texts", f"cd {folder} && {jupyter} lab (menu Nbgrader, Formgrader)")]
    rows += [("what learners get", course / "exercises"), ("handed in", folder / "handed-in")]
    rows += [(name, folder / file) for name, file in (("gradebook", "gradebook.db"), ("feedback", "feedback"))]
    rows += [("grades", folder / "grades.csv")]
    return "\n".join(["", "Done. Where to look:", *(f"  {what:<22} {where}" for what, where in rows)])


def parser() -> argparse.ArgumentParser:
    """The command line, with a help that teaches."""
    top = argparse.ArgumentParser(
        prog="course", description="Make, publish and grade the course.", epilog=GUIDE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, do: Callable[[Path, argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text[:1].upper() + text[1:] + ".")
        command.set_defaults(do=do)
        return command

    add("run", _run, "everything with a made-up class: check, release, collect, grade, feedback, grades, book")
    add("check", _check, "read every fact, item and key, and name all mistakes at once")
    add("coverage", _coverage, "print which objective is taught where and asked by which items")
    writing = "write items.json and the source notebooks, release them, refresh the book's stored outputs"
    add("compile", _compile, writing).add_argument("exercise", nargs="*", help="exercises (default: all)")
    add("sample", _sample, "make a made-up class in _build/class and collect what it hands in")
    add("site", _site, "build the book into _build/site")
    collect = add("collect", _collect, "turn answers files into nbgrader submissions")
    collect.add_argument("name", help="the exercise, e.g. classify-cases")
    collect.add_argument(
        "handed_in", type=Path, help="an answers file, or a folder with one per learner: ID_….json or ID/….json"
    )
    collect.add_argument("--into", type=Path, help="the folder of the class (default: the course itself)")
    collect.add_argument("--learner", default="", help="the learner's id, for a single file named otherwise")
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run `course`; the exit code."""
    options = parser().parse_args(arguments)
    try:
        code: int = options.do(find_course(), options)
    except (Mistakes, FileNotFoundError, RuntimeError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main())
