"""What the content tests share: the article, which is not part of this repository."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def read_article(path: Path) -> dict[int, str]:
    """The paragraphs of a text file whose lines read `[n] text`, by number; other lines do not count."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {int(found[1]): found[2] for line in lines if (found := re.match(r"\[(\d+)\] (.*)", line))}


@pytest.fixture(scope="session")
def article() -> dict[int, str]:
    """The paragraphs of the article by number; skips, and says why, where no copy of it is at hand."""
    named = os.environ.get("POINT_TO_SURFACE_ARTICLE")
    if named and not Path(named).is_file():
        pytest.fail(f"POINT_TO_SURFACE_ARTICLE names {named}, which is no file")
    for path in (Path(named) if named else None, ROOT.parent / "shared" / "source" / "article.md"):
        if path and path.is_file():
            return read_article(path)
    pytest.skip("the article is not here: set POINT_TO_SURFACE_ARTICLE to check the seeds against it")
