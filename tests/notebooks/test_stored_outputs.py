"""Stored outputs are held to what a run gives: nbval passes as committed, and fails when an output is altered."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.notebooks.conftest import NAME, copy_course

pytestmark = pytest.mark.slow
SANITIZE = ROOT / "tests" / "notebooks" / "sanitize.cfg"
NOTEBOOKS = sorted(p for folder in ("book", "solutions") for p in (ROOT / folder).rglob("*.ipynb") if ".ipynb_checkpoints" not in p.parts)  # fmt: skip


def nbval(notebook: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--nbval", "--nbval-sanitize-with", str(SANITIZE), str(notebook), "-q"]  # fmt: skip
    return subprocess.run(command, cwd=notebook.parent, capture_output=True, text=True, check=False)


def altered(notebook: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    data = json.loads(notebook.read_text(encoding="utf-8"))
    change(data)
    notebook.write_text(json.dumps(data), encoding="utf-8")
    return notebook


def outputs(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [output for cell in data["cells"] for output in cell.get("outputs", []) if "data" in output]


def test_there_are_notebooks_with_stored_outputs_in_the_book_and_in_the_solutions() -> None:
    stored = {p.relative_to(ROOT).parts[0] for p in NOTEBOOKS if outputs(json.loads(p.read_text(encoding="utf-8")))}
    assert stored == {"book", "solutions"}


def test_a_stored_mark_that_is_altered_fails(tmp_path: Path) -> None:
    notebook = copy_course(tmp_path) / "solutions" / NAME / f"{NAME}.ipynb"
    assert nbval(notebook).returncode == 0

    def one_point_less(data: dict[str, Any]) -> None:
        mark = next(o for o in outputs(data) if o["data"].get("text/plain") == ["8.0"])
        mark["data"]["text/plain"] = ["7.0"]

    found = nbval(altered(notebook, one_point_less))
    assert found.returncode == 1
    assert "7.0" in found.stdout


def test_a_stored_picture_that_is_altered_fails(tmp_path: Path) -> None:
    source = next(p for p in NOTEBOOKS if "book" in p.parts)
    # The notebook finds the facts from the course around it.
    (tmp_path / "nbgrader_config.py").write_bytes((ROOT / "nbgrader_config.py").read_bytes())
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    (tmp_path / "solutions").symlink_to(ROOT / "solutions")
    notebook = tmp_path / source.relative_to(ROOT)
    notebook.parent.mkdir(parents=True)
    notebook.write_bytes(source.read_bytes())

    def another_picture(data: dict[str, Any]) -> None:
        html = next(o for o in outputs(data) if "text/html" in o["data"])
        html["data"]["text/html"] = [line.replace("16", "17") for line in html["data"]["text/html"]]

    assert nbval(notebook).returncode == 0
    assert nbval(altered(notebook, another_picture)).returncode == 1
