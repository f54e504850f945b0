"""What the hidden part of a grade cell calls.

Instructors' side: it reads the key by path, and never from what a learner sent.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from .answers import write_whole
from .course import find_course
from .keys import keys_from_json
from .render import answer_html, question_html
from .scoring import score
from .workbook import Workbook, _display


def mark(workbook: Workbook, item_id: str) -> float:
    """Show the question, the answer and what each part earned; the points, as nbgrader's partial credit."""
    item = workbook.exercise.item(item_id)
    answer = workbook.answers.answers.get(item_id)
    result = score(item, keys_for(find_course(workbook.folder), workbook.exercise.id)[item_id], answer)
    _display(question_html(item) + answer_html(item, answer, result))
    return float(result.points or 0.0)


@cache
def keys_for(course: Path, name: str) -> dict[str, Any]:
    """Every key of an exercise. Compiled once and kept under _build/keys until items, key or compiler change."""
    items, key = course / "solutions" / name / "items.yml", course / "solutions" / name / "key.yml"
    made_from = _digest(items, key)
    kept = course / "_build" / "keys" / f"{name}.json"
    data = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
    if data.get("made_from") != made_from:
        from .compile import compile_key, dumps

        data = compile_key(items, key) | {"made_from": made_from}
        write_whole(kept, dumps(data))
    return keys_from_json(data)


def _digest(*sources: Path) -> str:
    """Changes with the sources, and with the software that compiles them: another version may write keys otherwise."""
    here = Path(__file__).parent
    found = hashlib.sha256()
    for path in [*sources, here / "compile.py", here / "richtext.py", *sorted((here / "authoring").glob("*.py"))]:
        found.update(path.read_bytes() + b"\0")
    return found.hexdigest()
