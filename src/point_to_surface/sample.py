"""A made-up class for trying the course out: answers as a key and a learner's habits would give them, seeded."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .answers import Answers, to_bytes, write_whole
from .authoring import Authored
from .errors import Mistakes, Problem
from .habits import DRAWS, Hand, Learner
from .items import Exercise, Item
from .kinds import HandMarked, kind_of
from .kinds.critique_data import MOST_ROWS, Critique
from .yamlfile import read_yaml, validated

Written = Mapping[str, str | Mapping[str, str]]
"""By item: a text, or for a critique a text by subject."""

SAVED = "2026-01-01T12:00:00Z"
"""When every made-up learner saved: the same always, so that the same class gives the same bytes."""


class SampleClass(Authored):
    seed: int
    learners: list[Learner]


def read_class(path: Path) -> SampleClass:
    """The made-up class in a YAML file; Mistakes with everything that is wrong in it."""
    data, lines = read_yaml(path)
    return validated(SampleClass, data, lines, path)


def answers_of(learner: Learner, exercise: Exercise, keys: Mapping[str, Any], seed: int) -> Answers:
    """What `learner` hands in. The same seed gives the same answers.

    Every item is drawn by itself, so that a new one changes no other. Only the items to classify share one draw.
    """
    start, written = f"{seed}/{exercise.id}/{learner.id}", written_by(learner, exercise)
    cases = random.Random(start)
    given: dict[str, Any] = {}
    for item in exercise.items:
        chance = cases if item.kind == "classify" else random.Random(f"{start}/{item.id}")
        hand = Hand(learner, chance, written.get(item.id, ""))
        given[item.id] = DRAWS[item.kind](item, keys.get(item.id), hand)
    return Answers(exercise.id, learner.id, SAVED, {name: answer for name, answer in given.items() if answer})


def written_by(learner: Learner, exercise: Exercise) -> Written:
    """The texts of `learner` by item; Mistakes when there is one that no item of `exercise` asks for."""
    asking = {item.id: item for item in exercise.items if _asks_text(item)}
    if isinstance(learner.prose, str):
        return _only(learner, exercise, asking) if learner.prose.strip() else {}
    problems = [
        _problem(learner, exercise, name, wanted, got, "Move, rename or remove it")
        for name, text in learner.prose.items()
        for wanted, got in _misfits(asking.get(name), text)
    ]
    if problems:
        raise Mistakes(problems)
    return learner.prose


def _only(learner: Learner, exercise: Exercise, asking: Mapping[str, Item]) -> Written:
    """The one text of `learner` for the one item that asks for it."""
    if [item.kind for item in asking.values()] == ["prose"]:
        return dict.fromkeys(asking, str(learner.prose))
    wanted = f"a text by item, for {', '.join(asking) or 'no item at all'}"
    raise Mistakes([_problem(learner, exercise, "", wanted, "one text", "Write `item: text`")])


def _asks_text(item: Item) -> bool:
    kind = kind_of(item)
    return isinstance(kind, HandMarked) and bool(kind.hand_cell(item))


def _misfits(item: Item | None, text: str | Mapping[str, str]) -> list[tuple[str, str]]:
    """What was wanted of `text` and what it is instead; nothing when `item` takes it."""
    if item is None:
        return [("an item that asks for a text", "another one")]
    if isinstance(text, str) == isinstance(item, Critique):
        return [("a text by subject" if isinstance(text, str) else "one text", "it the other way")]
    subjects = [option.id for option in item.subject.options] if isinstance(item, Critique) else []
    foreign = [] if isinstance(text, str) else [name for name in text if name not in subjects]
    wrong = [(f"one of {', '.join(subjects)}", f"“{name}”") for name in foreign]
    return wrong + ([(f"at most {MOST_ROWS} subjects", str(len(text)))] if subjects and len(text) > MOST_ROWS else [])


def _problem(learner: Learner, exercise: Exercise, name: str, wanted: str, got: str, remedy: str) -> Problem:
    where = f"learner “{learner.id}”, prose" + (f" “{name}”" if name else "")
    return Problem(f"sample class of {exercise.id}", where, wanted, got, remedy)


def write_class(sample: SampleClass, exercise: Exercise, keys: Mapping[str, Any], folder: Path) -> list[Path]:
    """Write what every learner of `sample` hands in as files in `folder`, as an LMS would give them; the files."""
    paths = []
    for learner in sample.learners:
        path = folder / f"{learner.id}_answers.json"
        made = to_bytes(answers_of(learner, exercise, keys, sample.seed))
        write_whole(path, made if learner.broken is None else learner.broken.encode())
        paths.append(path)
    return paths
