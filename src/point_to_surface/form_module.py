"""The form as one module: pages and notebooks load one file, authors of the form read many.

Joining needs no tool, because the modules keep to a few rules: they import by name only (no `as`, no default, no `*`),
export by writing `export` before a declaration, and share one set of top-level names. Anything else is refused.
"""

from __future__ import annotations

import re
from importlib import resources
from importlib.resources.abc import Traversable
from posixpath import dirname, join, normpath

ENTRY = "form.js"

_IMPORT = re.compile(r'^import\s+(.*?)\s+from\s+"([^"]+)";\n', re.MULTILINE | re.DOTALL)
_NAMES = re.compile(r"\{\s*[\w$]+(?:\s*,\s*[\w$]+)*\s*,?\s*\}")
_DECLARED = re.compile(r"^(export )?(?:async )?(?:function\*?|class|const|let|var) +([\w$]+)", re.MULTILINE)
_OTHER_EXPORT = re.compile(r"^export +(?!(?:async |function|class|const|let|var)\b)", re.MULTILINE)
_OTHER_IMPORT = re.compile(r"^import\b", re.MULTILINE)


class CannotJoin(ValueError):
    """The modules break a rule of joining; the message says which and where."""


def form_module(static: Traversable | None = None) -> str:
    """The form's modules in `static` (the package's own by default) as one, with what its entry exports."""
    folder = static or resources.files("point_to_surface").joinpath("static")
    sources: dict[str, str] = {}
    _collect(folder, ENTRY, (), sources)
    _refuse_clashes(sources)
    entry = _without_imports(sources.pop(ENTRY))
    return "\n".join([*map(_inner, sources.values()), entry])


def _collect(folder: Traversable, name: str, importers: tuple[str, ...], sources: dict[str, str]) -> None:
    """Read `name` after all that it imports, each module once."""
    if name in importers:
        raise CannotJoin(f"{' imports '.join([*importers, name])}: a circle")
    if name in sources:
        return
    text = folder.joinpath(*name.split("/")).read_text(encoding="utf-8")
    if name != ENTRY and _OTHER_EXPORT.search(text):
        raise CannotJoin(f"{name}: only declarations can be exported")
    for names, path in _IMPORT.findall(text):
        if not _NAMES.fullmatch(names):
            raise CannotJoin(f"{name}: import {names} from {path}; only names in braces can be joined")
        target = normpath(join(dirname(name), path))
        _collect(folder, target, (*importers, name), sources)
        offered = {declared for exported, declared in _DECLARED.findall(sources[target]) if exported}
        if missing := set(re.findall(r"[\w$]+", names)) - offered:
            raise CannotJoin(f"{name}: {target} does not export {', '.join(sorted(missing))}")
    sources[name] = text


def _refuse_clashes(sources: dict[str, str]) -> None:
    owners: dict[str, str] = {}
    for name, text in sources.items():
        for _, declared in _DECLARED.findall(text):
            if declared in owners:
                raise CannotJoin(f"{declared} is declared in {owners[declared]} and in {name}; rename one")
            owners[declared] = name


def _without_imports(text: str) -> str:
    bare = _IMPORT.sub("", text)
    if _OTHER_IMPORT.search(bare):
        raise CannotJoin("an import that brings no names cannot be joined")
    return bare


def _inner(text: str) -> str:
    return _DECLARED.sub(lambda found: found[0].removeprefix("export "), _without_imports(text))
