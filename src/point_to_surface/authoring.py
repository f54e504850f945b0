"""What an author may write in items.yml and key.yml. The authors' side only: learners' software never imports this."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from .errors import Mistakes, Problem
from .items import CANNOT_TELL
from .keys import CANARY
from .yamlfile import Lines, doubled_ids, line_of, named, read_yaml, validated

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Paragraph = Annotated[int, Field(ge=1)]
Status = Literal["stated", "inferred", "open"]
Credit = Annotated[float, Field(ge=0, le=1)]


class Authored(BaseModel):
    """Nothing that is not known: a misspelt field is a mistake, not a comment."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OptionText(Authored):
    id: Slug
    text: Text


class CaseText(Authored):
    id: Slug
    title: Text
    text: Text
    paragraphs: list[Paragraph] = []
    fictional: bool = False


class ItemText(Authored):
    id: Slug
    title: Text
    points: Annotated[float, Field(gt=0, le=100)]
    prompt: Text
    objectives: list[Slug] = []
    hint: Text | None = None


class ChoiceText(ItemText):
    kind: Literal["choice"]
    options: Annotated[list[OptionText], Field(min_length=2)]


class ClassifyText(ItemText):
    kind: Literal["classify"]
    options: Annotated[list[OptionText], Field(min_length=2)]
    cases: Annotated[list[CaseText], Field(min_length=1)]
    ask_status: bool = True


class Level(Authored):
    points: Annotated[float, Field(ge=0)]
    text: Text


class Criterion(Authored):
    criterion: Text
    levels: Annotated[list[Level], Field(min_length=2)]


class ProseText(ItemText):
    kind: Literal["prose"]
    max_words: Annotated[int, Field(gt=0, le=2000)]
    rubric: Annotated[list[Criterion], Field(min_length=1)]


class ReasonText(Authored):
    why: Text
    paragraphs: Annotated[list[Paragraph], Field(min_length=1)]


class AcceptText(ReasonText):
    value: Slug
    status: list[Status] = []
    other_status: Literal["half", "nothing"] = "half"


class CaseKeyText(Authored):
    accept: Annotated[list[AcceptText], Field(min_length=1)]
    options: dict[Slug, ReasonText] = {}
    statuses: dict[Status, ReasonText] = {}


class ClassifyKeyText(Authored):
    cases: Annotated[dict[Slug, CaseKeyText], Field(min_length=1)]


class CreditText(ReasonText):
    credit: Credit


class ChoiceKeyText(Authored):
    options: dict[Slug, CreditText]


KeyText = ClassifyKeyText | ChoiceKeyText
AnyItem = Annotated[ChoiceText | ClassifyText | ProseText, Field(discriminator="kind")]


class ExerciseText(Authored):
    exercise: Slug
    title: Text
    language: str = "en"
    minutes: Annotated[int, Field(gt=0)]
    intro: Text
    items: Annotated[list[AnyItem], Field(min_length=1)]


class Keys(Authored):
    keys: dict[Slug, dict[str, Any]]


class KeyFile(Keys):
    exercise: Slug


def read_items(path: Path) -> ExerciseText:
    """The items in a graded exercise's items.yml, every mistake in it at once as Mistakes."""
    data, lines = read_yaml(path)
    exercise = validated(ExerciseText, data, lines, path)
    _raise(item_problems(exercise, lines, path))
    return exercise


def read_key(path: Path, exercise: ExerciseText) -> dict[str, KeyText]:
    """The keys in a graded exercise's key.yml, held against its items."""
    data, lines = read_yaml(path)
    file = validated(KeyFile, data, lines, path)
    if file.exercise != exercise.exercise:
        remedy = "Mend the line, or move the file"
        where = f"line {line_of(lines, ('exercise',))}"
        raise Mistakes([Problem(named(path), where, f"“{exercise.exercise}”", f"“{file.exercise}”", remedy)])
    return _keys(file.keys, exercise, lines, path, graded=True)


def read_practice(path: Path) -> tuple[ExerciseText, dict[str, KeyText]]:
    """Items and open keys of a practice file, which holds both."""
    data, lines = read_yaml(path)
    raw = data.pop("keys", {}) if isinstance(data, dict) else {}
    exercise = validated(ExerciseText, data, lines, path)
    _raise(item_problems(exercise, lines, path))
    keys = validated(Keys, {"keys": raw}, lines, path).keys
    return exercise, _keys(keys, exercise, lines, path, graded=False)


def _raise(problems: list[Problem]) -> None:
    if problems:
        raise Mistakes(problems)


def item_problems(exercise: ExerciseText, lines: Lines, path: Path) -> list[Problem]:
    """What the fields of single items cannot tell: doubled ids, a framework without “cannot be told”, wrong sums."""
    problems = doubled_ids([i.id for i in exercise.items], ("items",), lines, path)
    for index, item in enumerate(exercise.items):
        place = ("items", index)
        where = f"line {line_of(lines, place)}: item “{item.id}”"
        if not isinstance(item, ProseText):
            problems += doubled_ids([o.id for o in item.options], (*place, "options"), lines, path)
        if isinstance(item, ClassifyText):
            problems += doubled_ids([c.id for c in item.cases], (*place, "cases"), lines, path)
            if CANNOT_TELL not in [o.id for o in item.options]:
                problems.append(
                    Problem(named(path), where, f"an option “{CANNOT_TELL}”", "none", "Add it: it may be right")
                )
        if isinstance(item, ProseText):
            most = sum(max(level.points for level in c.levels) for c in item.rubric)
            if most != item.points:
                wanted = f"rubric levels that add up to {item.points} points"
                problems.append(Problem(named(path), where, wanted, f"{most}", "Change the levels or the points"))
    return problems


def _keys(raw: dict[str, Any], exercise: ExerciseText, lines: Lines, path: Path, graded: bool) -> dict[str, KeyText]:
    """Every key as a model, checked against its item; one Mistakes with everything that is wrong."""
    problems: list[Problem] = []
    keys: dict[str, KeyText] = {}
    items = {item.id: item for item in exercise.items if not isinstance(item, ProseText)}
    for name in sorted(raw.keys() - items.keys()):
        where = f"line {line_of(lines, ('keys', name))}: key “{name}”"
        problems.append(
            Problem(named(path), where, "a key of an item that has one", "no such item", "Rename or remove it")
        )
    for name, item in items.items():
        if name not in raw:
            where = f"line {line_of(lines, ('keys',))}: keys"
            problems.append(Problem(named(path), where, f"a key for item “{name}”", "none", "Write it"))
            continue
        try:
            keys[name] = _key(item, raw, lines, path)
            problems += key_problems(item, keys[name], lines, path, graded)
        except Mistakes as mistakes:
            problems += mistakes.problems
    _raise(problems)
    return keys


def _key(item: ChoiceText | ClassifyText, raw: dict[str, Any], lines: Lines, path: Path) -> KeyText:
    place = ("keys", item.id)
    if isinstance(item, ChoiceText):
        return validated(ChoiceKeyText, {"keys": raw}, lines, path, place)
    return validated(ClassifyKeyText, {"keys": raw}, lines, path, place)


def key_problems(
    item: ChoiceText | ClassifyText, key: KeyText, lines: Lines, path: Path, graded: bool
) -> list[Problem]:
    """Options and cases without a key, keys without their option or case, reasons without the canary."""
    at = line_of(lines, ("keys", item.id))
    here = f"line {at}: key “{item.id}”"
    problems = []
    if isinstance(item, ChoiceText) and isinstance(key, ChoiceKeyText):
        problems += _match(set(key.options), {o.id for o in item.options}, "option", here, path)
        if not any(option.credit == 1 for option in key.options.values()):
            problems.append(Problem(named(path), here, "one option with credit 1", "none", "Say which one is right"))
    if isinstance(item, ClassifyText) and isinstance(key, ClassifyKeyText):
        problems += _match(set(key.cases), {c.id for c in item.cases}, "case", here, path)
        for name, case in key.cases.items():
            place = f"line {line_of(lines, ('keys', item.id, 'cases', name))}: key “{item.id}”, case “{name}”"
            problems += _case_problems(item, case, place, path)
        everywhere = set.intersection(*({a.value for a in case.accept} for case in key.cases.values()))
        if graded and everywhere:
            got = f"“{min(everywhere)}” accepted in every case"
            problems.append(
                Problem(named(path), here, "cases whose keys differ", got, "One answer would earn everything")
            )
    if graded:
        problems += _without_canary(key, here, path)
    return problems


def _match(given: set[str], wanted: set[str], what: str, here: str, path: Path) -> list[Problem]:
    lacking = [
        Problem(named(path), here, f"{what} “{n}”", "nothing about it", "Add it") for n in sorted(wanted - given)
    ]
    foreign = [
        Problem(named(path), here, f"known {what}s only", f"“{n}”", "Rename or remove it")
        for n in sorted(given - wanted)
    ]
    return lacking + foreign


def _case_problems(item: ClassifyText, case: CaseKeyText, place: str, path: Path) -> list[Problem]:
    accepted = {accept.value for accept in case.accept}
    values = {option.id for option in item.options}
    problems = _match(accepted | set(case.options), values, "value", place, path)
    for value in sorted(accepted & set(case.options)):
        problems.append(
            Problem(named(path), place, f"one word about “{value}”", "it is accepted and argued against", "Keep one")
        )
    for accept in case.accept:
        if item.ask_status and not accept.status:
            problems.append(
                Problem(named(path), place, f"a status for “{accept.value}”", "none", "Say stated, inferred or open")
            )
        if (accept.value == CANNOT_TELL) != (accept.status == ["open"]) and item.ask_status:
            got = f"“{accept.value}” with {', '.join(accept.status)}"
            problems.append(
                Problem(
                    named(path),
                    place,
                    f"“{CANNOT_TELL}” and open together",
                    got,
                    "One without the other contradicts itself",
                )
            )
    return problems


def _without_canary(key: KeyText, here: str, path: Path) -> list[Problem]:
    reasons: list[ReasonText] = []
    if isinstance(key, ChoiceKeyText):
        reasons = list(key.options.values())
    else:
        for case in key.cases.values():
            reasons += [*case.accept, *case.options.values(), *case.statuses.values()]
    bare = [reason.why for reason in reasons if not reason.why.startswith(CANARY + " ")]
    return [
        Problem(named(path), here, f"a reason that begins with {CANARY}", f"“{why[:50]}…”", "Put it there")
        for why in bare
    ]
