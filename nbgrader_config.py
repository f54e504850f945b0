"""nbgrader for this course: stock commands from this folder, with the course's own notebook as what runs.

The folders of a class (submitted, autograded, feedback, gradebook.db) appear here and are ignored by git.
"""

import os
from pathlib import Path

c = get_config()  # noqa: F821 (traitlets gives it)

here = Path(__file__).resolve().parent
os.environ.setdefault("POINT_TO_SURFACE_COURSE", str(here))  # kernels find the key by this path

c.CourseDirectory.course_id = "point-to-surface"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
# What an instructor keeps is not copied anywhere. The whitelists below hold even for what is not named here.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints", "*.pyc", "__pycache__", "*.yml", "*.md", "model", "second-reading", "answers-unread-*.json",
]  # fmt: skip
c.CourseDirectory.max_file_size = 2_000  # kB: an answers file has a few

c.ClearSolutions.text_stub = "*What you write in the form stands here once you have handed in.*"

import nbgrader.preprocessors as stock  # noqa: E402

ours = "point_to_surface.preprocess."
# Key and model answers stay home: only the notebook and items.json reach exercises/, only the page feedback/.
c.GenerateAssignment.preprocessors = [
    ours + "KeepRelease", stock.IncludeHeaderFooter, stock.LockCells, stock.ClearSolutions, stock.ClearOutput,
    stock.CheckCellMetadata, stock.ComputeChecksums, stock.SaveCells, stock.ClearHiddenTests, stock.ClearMarkScheme,
    stock.ComputeChecksums, ours + "ForgetChecksum", stock.CheckCellMetadata,
]  # fmt: skip
# A submission is data: its notebook is replaced by ours before anything runs, and its prose written in as text.
c.Autograde.sanitize_preprocessors = [
    ours + "UseCourseNotebook", stock.ClearOutput, stock.DeduplicateIds, stock.OverwriteKernelspec,
    stock.OverwriteCells, ours + "WriteProse", stock.CheckCellMetadata,
]  # fmt: skip
c.GenerateFeedback.preprocessors = [
    ours + "KeepFeedback", stock.GetGrades, "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]  # fmt: skip

# The source folder's files are laid over every submission; a stray answers.json there must not be.
exercises = [path.parent.name for path in (here / "solutions").glob("*/items.yml")]
c.Autograde.exclude_overwriting = {name: ["answers.json"] for name in exercises}

c.OverwriteCells.add_missing_cells = True  # a deleted grade cell counts as blank, not as nothing
c.Execute.skip_cells_with_tag = "\x00never"  # no tag can make a grade cell skip itself into full marks
c.Execute.timeout = 60

# LMS downloads: NAME_… .ipynb or .json (stock zip_collect drops everything but notebooks).
c.FileNameCollectorPlugin.valid_ext = [".ipynb", ".json"]
c.FileNameCollectorPlugin.named_regexp = r"(?:.*/)?(?P<student_id>[A-Za-z0-9.-]+)_(?:.*_)?(?P<file_id>[^/_]+)$"
