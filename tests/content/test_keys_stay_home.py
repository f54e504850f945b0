"""Nothing that a learner receives contains a graded key: release folder, wheel and site, unpacked and searched."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from point_to_surface.keys import CANARY
from tests.conftest import ROOT
from tests.content.test_exercises import reasons

# Searched as it stands and as JSON or HTML would write it.
SPELLINGS = {CANARY, CANARY.encode("ascii", "backslashreplace").decode(), CANARY.encode("ascii", "xmlcharrefreplace").decode(), "keep home»"}  # fmt: skip


def leaks(folder: Path, secrets: set[str]) -> list[str]:
    """Where a secret stands in any file below `folder`."""
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{path.relative_to(folder)}: {secret}" for secret in secrets if secret in text]
    return found


@pytest.fixture(scope="session")
def secrets() -> set[str]:
    """The canary, and the beginning of every reason of every key."""
    starts = set(SPELLINGS)
    for source in sorted((ROOT / "solutions").glob("*/")):
        if (source / "key.yml").is_file():
            starts |= {" ".join(why.removeprefix(CANARY).split())[:50] for why in reasons(source)}
    return starts


def test_the_search_finds_a_key_that_did_travel(tmp_path: Path, secrets: set[str]) -> None:
    source = next((ROOT / "solutions").glob("*/key.yml"))
    (tmp_path / "travelled.js").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    assert leaks(tmp_path, secrets)


def test_the_release_holds_no_key(secrets: set[str]) -> None:
    assert not leaks(ROOT / "exercises", secrets)


@pytest.mark.slow
def test_the_wheel_holds_no_key_and_no_exercise(tmp_path: Path, secrets: set[str]) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "wheel")
        names = archive.namelist()
    code = {f"point_to_surface/keys.py: {spelling}" for spelling in SPELLINGS}  # the word itself, not a reason
    assert set(leaks(tmp_path / "wheel", secrets)) <= code
    assert "point_to_surface/static/form.js" in names
    assert not [name for name in names if "key.yml" in name or name.startswith(("solutions", "seeds", "exercises"))]


@pytest.mark.slow
def test_the_site_holds_no_key(site: Path, secrets: set[str]) -> None:
    assert not leaks(site, secrets)
