"""Build the book into a folder of static files: strictly, and so that a reader never meets half a site."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BUILD = Path("_build")
FIRST_PAGE = "intro.html"
LEFT_OUT = (
    "_sources",
    "_sphinx_design_static",
    "jupyter_execute",
    "objects.inv",
    ".buildinfo*",
    "*.png",
    "basic.css",
    "pygments.css",
    "mystnb*.css",
    "sphinx-design*",
    "design-tabs.js",
    "copy*",
    "clipboard*",
    "togglebutton*",
    "sphinx-thebe*",
    "check-solid.svg",
    "play-solid.svg",
)
"""What Sphinx and its extensions leave in the output though no page asks for it."""


class BuildFailed(RuntimeError):
    """The book could not be built; the message is Sphinx's whole log."""


@dataclass(frozen=True, slots=True)
class SiteReport:
    """A finished site: where it stands, its pages, the bytes of all its files and the seconds it took."""

    out: Path
    pages: tuple[str, ...]
    size: int
    seconds: float


def build_site(root: Path, out: Path | None = None) -> SiteReport:
    """Build `root`/book into `out` (`root`/_build/site by default); BuildFailed, with the log, on any warning.

    The site that stood there before stays until the new one is whole.
    """
    root = root.resolve()
    out = (out or root / BUILD / "site").resolve()
    began = time.monotonic()
    made = _run_sphinx(root)
    _put_in_place(made, out)
    pages = tuple(sorted(path.relative_to(out).as_posix() for path in out.rglob("*.html")))
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    return SiteReport(out, pages, size, time.monotonic() - began)


def is_stale(root: Path, out: Path) -> bool:
    """True when the site is missing or older than something it is made from."""
    page = out / FIRST_PAGE
    if not page.is_file():
        return True
    return any(path.stat().st_mtime > page.stat().st_mtime for path in _sources(root))


def _sources(root: Path) -> Iterator[Path]:
    for folder in ("book", "seeds", "src/point_to_surface"):
        for path in (root / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts and ".ipynb_checkpoints" not in path.parts:
                yield path


def _run_sphinx(root: Path) -> Path:
    """Run Jupyter Book in a process of its own; the folder of HTML it made."""
    work = root / BUILD / "book"
    work.mkdir(parents=True, exist_ok=True)
    _forget_stale_outputs(root, work)
    command = [
        sys.executable,
        "-c",
        "from jupyter_book.cli.main import main; main()",
        "build",
        str(root / "book"),
        "--path-output",
        str(work),
        "--warningiserror",
        "--nitpick",
        "--keep-going",
    ]
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    done = subprocess.run(
        command,
        cwd=root,
        env=environment,
        encoding="utf-8",
        errors="replace",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    (work / "build.log").write_text(done.stdout, encoding="utf-8")
    if done.returncode:
        raise BuildFailed(f"the book could not be built (its log: {work / 'build.log'})\n{done.stdout}")
    return work / "_build" / "html"


def _forget_stale_outputs(root: Path, work: Path) -> None:
    """Drop the cache of executed notebooks when seeds or engine changed: Jupyter's cache looks at cells alone."""
    digest = hashlib.sha256()
    for path in sorted(_sources(root)):
        if path.suffix in {".yml", ".py", ".json", ".ipynb"} and "practice" not in path.parts:
            digest.update(path.read_bytes())
    known = work / "executed-from"
    if not known.is_file() or known.read_text(encoding="utf-8") != digest.hexdigest():
        shutil.rmtree(work / "_build" / ".jupyter_cache", ignore_errors=True)
        known.write_text(digest.hexdigest(), encoding="utf-8")


def _put_in_place(made: Path, out: Path) -> None:
    """Copy aside, then rename: a server may miss the site for a moment, but never finds half of one."""
    out.parent.mkdir(parents=True, exist_ok=True)
    aside, old = (out.with_name(f".{out.name}.{word}") for word in ("new", "old"))
    for left_over in (aside, old):
        shutil.rmtree(left_over, ignore_errors=True)
    shutil.copytree(made, aside, ignore=shutil.ignore_patterns(*LEFT_OUT))
    # The first page itself instead of Jupyter Book's bare redirect, which costs a slow link one more round.
    shutil.copy2(aside / FIRST_PAGE, aside / "index.html")
    if out.exists():
        out.rename(old)
    aside.rename(out)
    shutil.rmtree(old, ignore_errors=True)
