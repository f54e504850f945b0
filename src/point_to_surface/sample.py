"""A made-up class for trying the course out: answers as a key and a learner's habits would give them, seeded."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from .answers import Answers, to_bytes, write_whole
from .authoring import Authored, Credit, Slug, Text
from .items import CANNOT_TELL, STATUSES, Exercise
from .kinds.choice import Choice
from .kinds.classify import Case, Classify, ClassifyKey
from .yamlfile import read_yaml, validated


class Learner(Authored):
    """How one made-up learner answers. The three numbers are chances between 0 and 1.

    `right`: a case gets a value that the key accepts; `status`: and a status that fits; `answered`: it is answered.
    """

    id: Slug
    name: Text
    who: Text
    right: Credit = 0.7
    status: Credit = 0.7
    answered: Credit = 1.0
    habit: Literal["none", "always-stated", "always-open"] = "none"
    prose: str = ""
    broken: str | None = None


class SampleClass(Authored):
    seed: int
    learners: list[Learner]


def read_class(path: Path) -> SampleClass:
    """The made-up class in a YAML file; Mistakes with everything that is wrong in it."""
    data, lines = read_yaml(path)
    return validated(SampleClass, data, lines, path)


def answers_of(learner: Learner, exercise: Exercise, keys: Mapping[str, Any], seed: int) -> Answers:
    """What `learner` hands in. The same seed gives the same answers."""
    chance = random.Random(f"{seed}/{exercise.id}/{learner.id}")
    given: dict[str, Any] = {}
    for item in exercise.items:
        key: Any = keys.get(item.id)
        if item.kind == "prose":
            given |= {item.id: learner.prose.strip()} if learner.prose.strip() else {}
        elif isinstance(item, Classify):
            given[item.id] = _classify(item, key, learner, chance)
        elif isinstance(item, Choice) and chance.random() < learner.answered:
            best = max(key.credits, key=key.credits.__getitem__)
            right = chance.random() < learner.right
            given[item.id] = best if right else chance.choice([o.id for o in item.options if o.id != best])
    return Answers(exercise.id, learner.id, "2026-01-01T12:00:00Z", {k: v for k, v in given.items() if v})


def _classify(item: Classify, key: ClassifyKey, learner: Learner, chance: random.Random) -> dict[str, dict[str, str]]:
    return {
        case.id: _case(item, key, case, learner, chance) for case in item.cases if chance.random() < learner.answered
    }


def _case(item: Classify, key: ClassifyKey, case: Case, learner: Learner, chance: random.Random) -> dict[str, str]:
    if learner.habit == "always-open":
        return {"value": CANNOT_TELL, "status": "open"}
    accept = chance.choice(key.cases[case.id].accept)
    value, status = accept.value, chance.choice(accept.statuses or ("",))
    if chance.random() >= learner.right:
        value = chance.choice([o.id for o in item.options if o.id != accept.value])
        status = "open" if value == CANNOT_TELL else chance.choice(STATUSES[:2])
    if chance.random() >= learner.status:
        status = chance.choice([s for s in STATUSES if s != status])
    return {"value": value, "status": "stated" if learner.habit == "always-stated" else status}


def write_class(sample: SampleClass, exercise: Exercise, keys: Mapping[str, Any], folder: Path) -> list[Path]:
    """Write what every learner of `sample` hands in as files in `folder`, as an LMS would give them; the files."""
    paths = []
    for learner in sample.learners:
        path = folder / f"{learner.id}_answers.json"
        made = to_bytes(answers_of(learner, exercise, keys, sample.seed))
        write_whole(path, made if learner.broken is None else learner.broken.encode())
        paths.append(path)
    return paths
