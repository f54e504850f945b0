"""The answers file: one small JSON object that is the whole submission.

Read as untrusted, written whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NoReturn

from .errors import Mistakes, Problem, shown
from .items import Exercise
from .kinds import kind_of

FORMAT = "point-to-surface-answers"
SCHEMA = 1
LARGEST = 2_000_000
"""Bytes. A full answers file has a few thousand; anything near this is not one."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a learner answered, by item id, cleaned; `aside` lists everything in the file that was not an answer."""

    exercise: str
    learner: str = ""
    saved: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    aside: tuple[Problem, ...] = ()


def read_answers(path: Path, exercise: Exercise) -> Answers:
    """The answers in `path`.

    Raises Mistakes when the file cannot be an answers file for `exercise` (empty, too large, not JSON, another
    exercise, a newer version). Single answers that the exercise does not know are set aside and named.
    """
    return answers_from_bytes(_bounded(path), exercise, str(path.name))


def answers_from_bytes(data: bytes, exercise: Exercise, name: str = "answers.json") -> Answers:
    """As `read_answers`, from bytes; `name` stands for the file in messages."""
    loaded = _parse(data, name)
    _check_head(loaded, exercise, name)
    given = loaded.get("answers", {})
    if not isinstance(given, dict):
        _refuse(name, "answers", "an object of answers by item", shown(given), _REMAKE)
    return clean_answers(given, exercise, name, str(loaded.get("learner", ""))[:200], str(loaded.get("saved", ""))[:40])


def clean_answers(
    given: Mapping[str, Any], exercise: Exercise, name: str = "answers.json", learner: str = "", saved: str = ""
) -> Answers:
    """The cleaned answers in `given`, whatever it contains."""
    kept: dict[str, Any] = {}
    aside: list[Problem] = []
    known = {item.id: item for item in exercise.items}
    for item_id, raw in given.items():
        if item_id not in known:
            where = f"item {shown(item_id)}"
            aside.append(Problem(name, where, f"an item of “{exercise.id}”", "an unknown one", "It was set aside"))
            continue
        answer, problems = kind_of(known[item_id]).clean(known[item_id], raw)
        aside += [Problem(name, f"item “{item_id}” {where}".strip(), wanted, got) for where, wanted, got in problems]
        if answer is not None:
            kept[item_id] = answer
    return Answers(exercise.id, _plain(learner), _plain(saved), kept, tuple(aside))


def to_bytes(answers: Answers) -> bytes:
    """The file's bytes: the same answers give the same bytes."""
    data = {
        "format": FORMAT,
        "schema": SCHEMA,
        "exercise": answers.exercise,
        "learner": answers.learner,
        "saved": answers.saved,
        "answers": answers.answers,
    }
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")


def fingerprint(answers: Answers) -> str:
    """Twelve hexadecimal digits that change with any answer, and not with the time of saving."""
    return hashlib.sha256(to_bytes(replace(answers, saved=""))).hexdigest()[:12]


def write_answers(path: Path, answers: Answers) -> None:
    """Write `answers` to `path`: aside first, then renamed, so that a crash leaves the old file or the new one."""
    write_whole(path, to_bytes(answers))


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path` in one step that cannot be seen half done."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


_REMAKE = "Ask for the file again: “Download my answers” in the exercise makes it"


def _refuse(name: str, where: str, wanted: str, got: str, remedy: str) -> NoReturn:
    raise Mistakes([Problem(name, where, wanted, got, remedy)])


def _bounded(path: Path) -> bytes:
    if path.is_symlink() or not path.is_file():
        _refuse(path.name, "", "a plain file", "a link or a folder" if path.exists() else "nothing there", _REMAKE)
    with path.open("rb") as handle:
        data = handle.read(LARGEST + 1)
    if len(data) > LARGEST:
        size = path.stat().st_size
        _refuse(
            path.name, "", f"at most {LARGEST // 1_000_000} MB", f"{size / 1e6:.1f} MB, which was not read", _REMAKE
        )
    return data


def _parse(data: bytes, name: str) -> dict[str, Any]:
    if not data.strip():
        _refuse(name, "", "an answers file", "an empty file", _REMAKE)
    try:
        loaded = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant, object_pairs_hook=_no_twins)
    except json.JSONDecodeError as error:
        _refuse(name, f"line {error.lineno}", "JSON", error.msg, _REMAKE)
    except UnicodeDecodeError as error:
        _refuse(name, f"byte {error.start}", "UTF-8 text", "other bytes", _REMAKE)
    except RecursionError:
        _refuse(name, "", "an answers file", "brackets nested without end", _REMAKE)
    except ValueError as error:
        _refuse(name, "", "an answers file", str(error)[:200], _REMAKE)
    if not isinstance(loaded, dict):
        _refuse(name, "", "a JSON object", type(loaded).__name__, _REMAKE)
    return loaded


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"“{word}”, which is not a JSON value")


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the name {shown(next(n for n in names if names.count(n) > 1))} twice in one object")
    return found


def _check_head(loaded: Mapping[str, Any], exercise: Exercise, name: str) -> None:
    if loaded.get("format") != FORMAT:
        _refuse(name, "format", f"“{FORMAT}”", shown(loaded.get("format")), _REMAKE)
    schema = loaded.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        _refuse(name, "schema", f"a version from 1 to {SCHEMA}", shown(schema), _REMAKE)
    if schema > SCHEMA:
        _refuse(name, "schema", f"version {SCHEMA} or older", f"version {schema}", "Update the course software")
    if loaded.get("exercise") != exercise.id:
        remedy = "It belongs to another exercise: hand it in there"
        _refuse(name, "exercise", f"“{exercise.id}”", shown(loaded.get("exercise")), remedy)


def _plain(text: str) -> str:
    return "".join(c for c in text.encode("utf-8", "replace").decode() if c.isprintable())
