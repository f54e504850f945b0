"""Authors' YAML to the JSON that everything downstream reads. Nothing is written unless everything is right."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from . import authoring, richtext
from .answers import write_whole
from .authoring import CaseKeyText, ChoiceKeyText, ClassifyKeyText, ExerciseText, KeyText, ReasonText
from .errors import Mistakes, Problem
from .items import SCHEMA, STATUSES, Item, item_from_json
from .keys import ChoiceKey, ClassifyKey, key_from_json
from .kinds import classify
from .scores import verdict
from .strings import number, text
from .yamlfile import named

Paragraphs = Mapping[int, Mapping[str, str]]
"""Paragraph number → topic, section and perhaps href, for the marks in a form."""


def dumps(data: Any) -> bytes:
    """Compiled JSON as bytes: the same data give the same bytes."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def compile_items(path: Path, paragraphs: Paragraphs | None = None) -> dict[str, Any]:
    """The learners' JSON of a graded items.yml: everything but the key. Mistakes names all that is wrong."""
    return _spec(authoring.read_items(path), path, paragraphs)


def compile_key(items: Path, key: Path) -> dict[str, Any]:
    """The instructors' JSON of a key.yml that belongs to `items`."""
    exercise = authoring.read_items(items)
    keys = authoring.read_key(key, exercise)
    return {"schema": SCHEMA, "exercise": exercise.exercise, "keys": {name: _key(k) for name, k in keys.items()}}


def compile_practice(path: Path, paragraphs: Paragraphs | None = None) -> dict[str, Any]:
    """The JSON of a practice file: items whose key travels with them as a table of verdicts."""
    exercise, keys = authoring.read_practice(path)
    spec = _spec(exercise, path, paragraphs)
    for item in spec["items"]:
        if item["id"] in keys:
            item["open"] = open_table(item_from_json(item), _key(keys[item["id"]]))
    _add_paragraphs(spec, path, paragraphs)
    return spec


def write_exercise(source: Path, paragraphs: Paragraphs | None = None) -> list[Path]:
    """Check items.yml and key.yml in `source` and write items.json beside them; the files written."""
    spec = compile_items(source / "items.yml", paragraphs)
    compile_key(source / "items.yml", source / "key.yml")
    target = source / "items.json"
    write_whole(target, dumps(spec))
    return [target]


def _spec(exercise: ExerciseText, path: Path, paragraphs: Paragraphs | None) -> dict[str, Any]:
    spec: dict[str, Any] = {
        "schema": SCHEMA,
        "exercise": exercise.exercise,
        "title": exercise.title,
        "language": exercise.language,
        "minutes": exercise.minutes,
        "intro": richtext.block(exercise.intro),
        "items": [_item(item) for item in exercise.items],
    }
    _add_paragraphs(spec, path, paragraphs)
    return spec


def _item(item: Any) -> dict[str, Any]:
    out: dict[str, Any] = {"id": item.id, "kind": item.kind, "title": item.title, "prompt": richtext.block(item.prompt)}
    out |= {"points": item.points, "rule": _rule(item)}
    if item.hint:
        out["hint"] = richtext.block(item.hint)
    if not isinstance(item, authoring.ProseText):
        out["options"] = [{"id": o.id, "text": richtext.inline(o.text)} for o in item.options]
    if isinstance(item, authoring.ClassifyText):
        out["ask_status"] = item.ask_status
        out["cases"] = [c.model_dump() | {"text": richtext.block(c.text)} for c in item.cases]
    if isinstance(item, authoring.ProseText):
        out["max_words"] = item.max_words
        out["rubric"] = [
            {
                "criterion": richtext.inline(c.criterion),
                "levels": [{"points": level.points, "text": richtext.inline(level.text)} for level in c.levels],
            }
            for c in item.rubric
        ]
    return out


def _rule(item: Any) -> str:
    points = number(item.points)
    sentences = [text(f"rules.{item.kind}", points=points, most=getattr(item, "max_words", ""))]
    if isinstance(item, authoring.ClassifyText) and item.ask_status:
        sentences.append(text("rules.classify_status"))
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


def _reason(reason: ReasonText) -> dict[str, Any]:
    return {"why": richtext.block(reason.why), "paragraphs": list(reason.paragraphs)}


def _key(key: KeyText) -> dict[str, Any]:
    if isinstance(key, ChoiceKeyText):
        return {"options": {name: _reason(o) | {"credit": o.credit} for name, o in key.options.items()}}
    assert isinstance(key, ClassifyKeyText)
    return {"cases": {name: _case_key(case) for name, case in key.cases.items()}}


def _case_key(case: CaseKeyText) -> dict[str, Any]:
    accept = [
        _reason(a)
        | {"value": a.value, "status": list(a.status), "other_status": 0.5 if a.other_status == "half" else 0.0}
        for a in case.accept
    ]
    options = {name: _reason(reason) for name, reason in case.options.items()}
    return {"accept": accept, "options": options, "statuses": {n: _reason(r) for n, r in case.statuses.items()}}


def _add_paragraphs(spec: dict[str, Any], path: Path, paragraphs: Paragraphs | None) -> None:
    """Say what the marked paragraphs are about; Mistakes when the source has no such paragraph."""
    if paragraphs is None:
        return
    places = [("the introduction", {"intro": spec["intro"]})]
    places += [(f"item “{item['id']}”", item) for item in spec["items"]]
    wanted = {where: _cited(data) for where, data in places}
    last = max(paragraphs)
    foreign = [
        Problem(named(path), where, f"a paragraph from 1 to {last}", f"[{n}]", "Mend the number")
        for where, numbers in wanted.items()
        for n in sorted(numbers - set(paragraphs))
    ]
    if foreign:
        raise Mistakes(foreign)
    spec["paragraphs"] = {str(n): dict(paragraphs[n]) for n in sorted(set().union(*wanted.values()))}


def _cited(data: Any) -> set[int]:
    return richtext.cited(json.dumps(data).replace('\\"', '"')) | set(_listed(data))


def _listed(data: Any) -> list[int]:
    if isinstance(data, list):
        return [n for element in data for n in _listed(element)]
    if isinstance(data, dict):
        inside = [n for name, value in data.items() if name != "paragraphs" for n in _listed(value)]
        return inside + [n for n in data.get("paragraphs", ()) if isinstance(n, int)]
    return []


def open_table(item: Item, key: Mapping[str, Any]) -> dict[str, Any]:
    """The verdict, the points and the reasons of every possible answer, so that a page only looks up and sums."""
    tables: dict[str, Callable[[Item, Any], dict[str, Any]]] = {"choice": _choice_table, "classify": _classify_table}
    return tables[item.kind](item, key_from_json(key))


def _why(reason: Any, option: str = "") -> dict[str, Any]:
    return {"html": reason.why, "paragraphs": list(reason.paragraphs), "option": option}


def _choice_table(item: Item, key: ChoiceKey) -> dict[str, Any]:
    entries = {
        name: {"earned": credit * item.points, "verdict": verdict(credit), "why": [f"/{name}"]}
        for name, credit in key.credits.items()
    }
    return {"offset": 0, "parts": {"": entries}, "why": {f"/{n}": _why(r, n) for n, r in key.reasons.items()}}


def _classify_table(item: Item, key: ClassifyKey) -> dict[str, Any]:
    weight, rates = classify.weights(item, key), classify.penalties(item, key)
    parts: dict[str, Any] = {}
    whys: dict[str, Any] = {}
    for case in item.cases:
        case_key = key.cases[case.id]
        reasons = dict(case_key.options) | {a.value: a.reason for a in case_key.accept}
        whys |= {f"{case.id}/{value}": _why(reason, value) for value, reason in reasons.items()}
        whys |= {f"{case.id}/status/{s}": _why(reason) for s, reason in case_key.statuses.items()}
        entries = {}
        for value in (option.id for option in item.options):
            for status in ("", *STATUSES) if item.ask_status else ("",):
                share = classify.share(case_key, value, status, item.ask_status, rates)
                why = [f"{case.id}/{value}"]
                if f"{case.id}/status/{status}" in whys and share < 1:
                    why.append(f"{case.id}/status/{status}")
                name = f"{value}|{status}" if item.ask_status else value
                earned = share * weight[case.id] * item.points
                entries[name] = {"earned": round(earned, 6), "verdict": verdict(share), "why": why}
        parts[case.id] = entries
    return {"offset": 0, "parts": parts, "why": whys}
