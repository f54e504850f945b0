"""Where a course keeps its things. Instructors' side: a learner has a release folder and nothing around it."""

from __future__ import annotations

import os
from pathlib import Path

CONFIG = "nbgrader_config.py"
VARIABLE = "POINT_TO_SURFACE_COURSE"


def is_course(folder: Path) -> bool:
    """Whether `folder` is the top of a course: nbgrader's configuration beside the solutions."""
    return (folder / CONFIG).is_file() and (folder / "solutions").is_dir()


def find_course(start: Path | None = None) -> Path:
    """The top of the course around `start` (default: the current folder), or the one that the environment names.

    FileNotFoundError tells where it looked.
    """
    named = os.environ.get(VARIABLE)
    here = (start or Path.cwd()).resolve()
    for folder in ([Path(named)] if named else []) + [here, *here.parents]:
        if is_course(folder):
            return folder
    raise FileNotFoundError(
        f"no course around {here} (a folder with {CONFIG} and solutions/); run this inside the course, "
        f"or name its folder in the environment variable {VARIABLE}"
    )


def exercise_names(course: Path) -> list[str]:
    """The graded exercises of the course, by folder name."""
    return sorted(path.parent.name for path in (course / "solutions").glob("*/items.yml"))
