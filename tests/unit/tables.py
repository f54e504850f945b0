"""What a page does with an open table: look up and sum, by the words of the contract and nothing of the engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from point_to_surface import kinds
from point_to_surface.authoring import author, read_items, read_key, read_practice
from point_to_surface.compile import compile_practice
from point_to_surface.errors import Mistakes
from point_to_surface.items import Item, exercise_from_json
from point_to_surface.kinds import kind_named

TEMPLATES = Path(kinds.__file__).parent / "templates"


def template(kind: str) -> tuple[dict[str, Any], Item, Any]:
    """The only item of the kind's template: compiled, as a value, and its key."""
    path = TEMPLATES / f"{kind}.yml"
    spec = compile_practice(path)
    (item,) = exercise_from_json(spec).items
    (key,) = read_practice(path)[1].values()
    return spec["items"][0], item, kind_named(kind).key_from_json(author(kind).key_json(key))


def looked_up(item: Mapping[str, Any], answers: Mapping[str, str]) -> float:
    """The points of an answer, given as an answer string by part."""
    table = item["open"]
    sections = table.get("sections") or [{"points": item["points"], "offset": 0, "parts": list(table["parts"])}]
    return round(sum(_section(table, section, answers) for section in sections) + 1e-9, 2)


def _section(table: Mapping[str, Any], section: Mapping[str, Any], answers: Mapping[str, str]) -> float:
    earned = {part: _entry(table, part, answers[part]) for part in section["parts"] if part in answers}
    counted = best(earned, table["best"]) if "best" in table else sum(earned.values())
    return min(section["points"], max(0, section["offset"] + counted))


def _entry(table: Mapping[str, Any], part: str, answer: str) -> float:
    entries = table["parts"][part]
    entry = entries.get(answer) or entries.get("*")
    return float(entry["earned"]) if entry else 0.0


def best(earned: Mapping[str, float], most: int) -> float:
    """By subject (what stands before the slash): all sums below 0, and the highest `most` of the others."""
    sums: dict[str, float] = {}
    for part, points in earned.items():
        subject = part.split("/")[0]
        sums[subject] = sums.get(subject, 0) + points
    high = sorted((s for s in sums.values() if s > 0), reverse=True)
    return sum(high[:most]) + sum(s for s in sums.values() if s < 0)


def mistakes(folder: Path, kind: str, *changes: tuple[str, str], graded: bool = False) -> list[str]:
    """What an author is told about the template after `changes`, each made once; nothing when it is sound."""
    text = (TEMPLATES / f"{kind}.yml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    head, keys = text.split("\nkeys:\n")
    paths = _written(folder, {"practice.yml": text, "items.yml": head + "\n", "key.yml": _key(head, keys)})
    try:
        read_key(paths[2], read_items(paths[1])) if graded else read_practice(paths[0])
    except Mistakes as found:
        return [str(problem) for problem in found.problems]
    return []


def _key(head: str, keys: str) -> str:
    exercise = next(line for line in head.splitlines() if line.startswith("exercise:"))
    return f"{exercise}\nkeys:\n{keys}"


def _written(folder: Path, files: Mapping[str, str]) -> list[Path]:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in files]


def told(lines: Iterable[str], said: str) -> bool:
    """Whether one of the lines says `said`."""
    return any(said in line for line in lines)
