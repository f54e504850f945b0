"""A class: the folder in which nbgrader keeps what was handed in, graded and given back.

The course itself may be such a folder; another one (the sample class, a second group) gets a small configuration of
its own that takes everything else from the course.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from . import answers as files
from .answers import write_whole
from .course import CONFIG, VARIABLE
from .errors import Mistakes, Problem, shown
from .items import read_exercise
from .workbook import ANSWERS

LEARNER = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,59}")
"""What a learner's id may look like: it becomes a folder's name."""

_CONFIG = '''"""A class of the course around it: same exercises, same rules, folders of its own. Made by `course`."""

from pathlib import Path

c = get_config()  # noqa: F821
here = Path(__file__).resolve().parent
course = (here / "{up}").resolve()
load_subconfig("nbgrader_config.py", path=str(course))  # noqa: F821

c.CourseDirectory.root = str(here)
c.CourseDirectory.source_directory = str(course / "solutions")
c.CourseDirectory.release_directory = str(course / "exercises")
'''


@dataclass(frozen=True, slots=True)
class Collected:
    """What became of one handed-in file: a submission of `learner`, or refused for `problems`.

    For a submission `problems` lists single answers that were set aside.
    """

    file: Path
    learner: str
    accepted: bool
    problems: tuple[Problem, ...] = ()


def make_class(course: Path, folder: Path) -> None:
    """Make `folder` a class of `course`. What stands there stays."""
    if folder.resolve() != course.resolve():
        up = os.path.relpath(course.resolve(), folder.resolve())
        write_whole(folder / CONFIG, _CONFIG.format(up=up).encode())


def collect(course: Path, exercise: str, handed_in: Path, folder: Path, learner: str = "") -> Iterator[Collected]:
    """Make an nbgrader submission of `folder` out of every answers file in `handed_in` (a file, or a folder of them).

    A learner's id is the file's name up to the first “_” (or its folder's, for NAME/answers.json), or `learner`.
    Files that cannot be read are refused one by one; the rest is collected.
    """
    items = read_exercise(course / "solutions" / exercise / "items.json")
    notebook = (course / "exercises" / exercise / f"{exercise}.ipynb").read_bytes()
    seen: dict[str, Path] = {}
    for path in _answer_files(handed_in):
        name = learner or _learner(path, handed_in)
        try:
            if not LEARNER.fullmatch(name):
                wanted = "a name that begins with the learner's id (letters, digits, . and -)"
                raise Mistakes(
                    [Problem(path.name, "", wanted, shown(name), "Rename the file, e.g. lan-chen_answers.json")]
                )
            if name in seen:
                remedy = "Keep the one that counts"
                raise Mistakes([Problem(path.name, "", f"one file from {name}", f"also {seen[name].name}", remedy)])
            read = files.read_answers(path, items)
        except Mistakes as mistakes:
            yield Collected(path, name, False, mistakes.problems)
            continue
        seen[name] = path
        _submit(folder / "submitted" / name / exercise, exercise, notebook, path)
        yield Collected(path, name, True, read.aside)


def _answer_files(handed_in: Path) -> list[Path]:
    if handed_in.is_file():
        return [handed_in]
    if not handed_in.is_dir():
        raise Mistakes([Problem(str(handed_in), "", "a file or folder with what was handed in", "nothing there")])
    return sorted(p for p in [*handed_in.glob("*.json"), *handed_in.glob("*/*.json")] if not p.name.startswith("."))


def _learner(path: Path, handed_in: Path) -> str:
    name = path.stem if path.parent == handed_in or path == handed_in else path.parent.name
    return name.split("_")[0]


def _submit(target: Path, exercise: str, notebook: bytes, path: Path) -> None:
    handed = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    parts = {f"{exercise}.ipynb": notebook, ANSWERS: path.read_bytes()}
    for name, data in (parts | {"timestamp.txt": f"{handed:%Y-%m-%d %H:%M:%S} UTC\n".encode()}).items():
        # A file that is as it was keeps its date, so that a second run sees that nothing is new.
        if not (target / name).is_file() or (target / name).read_bytes() != data:
            write_whole(target / name, data)


def nbgrader(folder: Path, course: Path, *arguments: str, line: Callable[[str], None] | None = None) -> list[str]:
    """Run a stock nbgrader command in a class; its log lines, each passed to `line` as it comes.

    RuntimeError with the log's end when the command fails.
    """
    # nbgrader calls `alembic` by name to make a gradebook, so the environment's programs come first on the path.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    command = [sys.executable, "-m", "nbgrader", *arguments]
    environment = os.environ | {"PATH": path, VARIABLE: str(course.resolve()), "PYTHONWARNINGS": "ignore"}
    lines = []
    with subprocess.Popen(
        command, cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        for said in process.stdout or ():
            lines.append(said.rstrip("\n"))
            if line:
                line(lines[-1])
    if process.returncode:
        raise RuntimeError(f"nbgrader {' '.join(arguments)} failed:\n" + "\n".join(lines[-25:]))
    return lines


def summary(found: Iterable[Collected]) -> str:
    """How many were collected, and every refusal with its reason."""
    found = list(found)
    lines = [f"{sum(c.accepted for c in found)} collected, {sum(not c.accepted for c in found)} refused"]
    for one in found:
        word = "set aside" if one.accepted else "refused"
        lines += [f"  {word}: {problem}" for problem in one.problems]
    return "\n".join(lines)
