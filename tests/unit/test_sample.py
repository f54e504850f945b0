"""A made-up class answers every kind of item as its habits say, always the same, and hands in what can be read."""

from __future__ import annotations

from pathlib import Path
from statistics import mean
from types import MappingProxyType
from typing import Any

import pytest

from point_to_surface.compile import compile_items, compile_key
from point_to_surface.errors import Mistakes
from point_to_surface.habits import DRAWS
from point_to_surface.items import CANNOT_TELL, Exercise, Item, Option, exercise_from_json
from point_to_surface.keys import Reason, keys_from_json
from point_to_surface.kinds import NAMES, kind_of
from point_to_surface.kinds.choice import Choice, ChoiceKey
from point_to_surface.kinds.classify import Accept, Case, CaseKey, Classify, ClassifyKey
from point_to_surface.kinds.critique_data import Critique
from point_to_surface.kinds.prose import Prose, count_words
from point_to_surface.kinds.timeline_data import Timeline
from point_to_surface.sample import Learner, SampleClass, answers_of, read_class, write_class, written_by
from point_to_surface.scoring import score
from tests.conftest import ROOT
from tests.unit.tables import template

SEEDS = range(200)
WHY = Reason("because")
COMMON = MappingProxyType({"title": "T", "prompt": "", "points": 1.0})
OPTIONS = tuple(Option(name, name) for name in ("one", "two", "three", CANNOT_TELL))
PICK = Choice(id="pick", kind="choice", options=OPTIONS, **COMMON)
PICK_KEY = ChoiceKey({"one": 0, "two": 1, "three": 0, CANNOT_TELL: 0}, {o.id: WHY for o in OPTIONS})
CASES = tuple(Case(name, name, "") for name in "abcd")
SORT = Classify(id="sort", kind="classify", options=OPTIONS, cases=CASES, **COMMON)
SORT_KEY = ClassifyKey(
    {
        case.id: CaseKey((Accept(option.id, ("open" if option.id == CANNOT_TELL else "stated",), 0.5, WHY),), {}, {})
        for case, option in zip(CASES, OPTIONS, strict=True)
    }
)
ESSAY = Prose(id="essay", kind="prose", max_words=50, **COMMON)
TEMPLATES = ("critique", "evidence", "links", "multiple", "number", "timeline")
ITEMS: dict[str, tuple[Item, Any]] = {"choice": (PICK, PICK_KEY), "classify": (SORT, SORT_KEY)}
ITEMS |= {kind: template(kind)[1:] for kind in TEMPLATES}
EXERCISES = sorted(path.parent for path in (ROOT / "solutions").glob("*/sample-class.yml"))


def exercise_of(*items: Item) -> Exercise:
    return Exercise(id="made-up", title="", language="en", intro="", minutes=1, items=items)


ALL = exercise_of(*(item for item, _ in ITEMS.values()))
KEYS = {item.id: key for item, key in ITEMS.values()}


def learner(**habits: Any) -> Learner:
    return Learner(id="ann", name="Ann", who="Made up.", **habits)


def given(one: Learner, kind: str, seed: int) -> Any:
    item, key = ITEMS[kind]
    return answers_of(one, exercise_of(item), {item.id: key}, seed).answers.get(item.id)


def earned(one: Learner, kind: str) -> float:
    return mean(score(*ITEMS[kind], given(one, kind, seed)).points or 0.0 for seed in SEEDS)


def test_there_is_a_draw_for_every_kind_and_an_item_of_every_closed_one_here() -> None:
    assert set(DRAWS) == set(NAMES) == {*ITEMS, "prose"}


@pytest.mark.parametrize("kind", ITEMS)
def test_who_can_do_more_earns_more(kind: str) -> None:
    means = [earned(learner(right=right), kind) for right in (0.2, 0.5, 0.9)]
    assert means[0] < means[1] < means[2], means
    assert means[2] > 0.6 * ITEMS[kind][0].points


@pytest.mark.parametrize("kind", ITEMS)
def test_who_can_do_everything_earns_everything(kind: str) -> None:
    full = ITEMS[kind][0].points
    assert earned(learner(right=1, status=1), kind) == pytest.approx(full, abs=0.05 * full)


@pytest.mark.parametrize("kind", ITEMS)
def test_who_answers_less_earns_less(kind: str) -> None:
    assert earned(learner(right=0.9, answered=0.4), kind) < earned(learner(right=0.9), kind)


@pytest.mark.parametrize("kind", ITEMS)
@pytest.mark.parametrize("right", [0, 0.2, 0.5, 0.9, 1])
def test_every_answer_is_one_as_it_stands(kind: str, right: float) -> None:
    item, _ = ITEMS[kind]
    for seed in SEEDS:
        answer = given(learner(right=right, answered=0.8), kind, seed)
        assert kind_of(item).clean(item, answer) == (answer, [])


def test_the_same_seed_makes_the_same_answers_and_another_one_others() -> None:
    one = learner(right=0.5)
    assert answers_of(one, ALL, KEYS, 1) == answers_of(one, ALL, KEYS, 1)
    assert answers_of(one, ALL, KEYS, 1).answers != answers_of(one, ALL, KEYS, 2).answers
    assert given(one, "links", 1) != given(one.model_copy(update={"id": "ben"}), "links", 1)


@pytest.mark.parametrize("kind", ITEMS)
def test_an_item_more_changes_no_other_answer(kind: str) -> None:
    item, key = ITEMS[kind]
    for seed in range(20):
        alone = answers_of(learner(right=0.5), exercise_of(item), {item.id: key}, seed).answers
        among = answers_of(learner(right=0.5), ALL, KEYS, seed).answers
        assert among.get(item.id) == alone.get(item.id)


def test_who_answers_nothing_hands_in_nothing() -> None:
    exercise = exercise_of(*ALL.items, ESSAY)
    assert not any(answers_of(learner(answered=0), exercise, KEYS, seed).answers for seed in SEEDS)


@pytest.mark.parametrize(
    ("habit", "field", "always"), [("always-open", "value", CANNOT_TELL), ("always-stated", "status", "stated")]
)
def test_a_habit_is_kept_in_every_case(habit: Any, field: str, always: str) -> None:
    answers = [given(learner(habit=habit), "classify", seed) for seed in SEEDS]
    assert {case[field] for answer in answers for case in answer.values()} == {always}


def test_no_status_is_given_where_none_is_asked() -> None:
    plain = Classify(id="sort", kind="classify", options=OPTIONS, cases=CASES, ask_status=False, **COMMON)
    answer = answers_of(learner(), exercise_of(plain), {"sort": SORT_KEY}, 1).answers["sort"]
    assert {field for case in answer.values() for field in case} == {"value"}


def test_figures_are_typed_as_people_type_them() -> None:
    typed = {given(learner(right=0.8), "number", seed).get("value", "") for seed in SEEDS}
    assert any(" " in one for one in typed)
    assert any("," in one for one in typed)
    assert any("." in one for one in typed)
    assert "" in typed, "some say that it cannot be told"


def test_some_events_are_left_out_of_a_timeline() -> None:
    item, _ = ITEMS["timeline"]
    assert isinstance(item, Timeline)
    placed = {len(given(learner(right=0.3), "timeline", seed)["order"]) for seed in SEEDS}
    assert max(placed) == len(item.events) > min(placed)


def test_the_rows_of_a_critique_carry_the_texts_about_their_subjects() -> None:
    item, key = ITEMS["critique"]
    assert isinstance(item, Critique)
    texts = {option.id: f"About {option.text}.\n" for option in item.subject.options[:2]}
    one = learner(prose={item.id: texts})
    for seed in SEEDS:
        rows = answers_of(one, exercise_of(item), {item.id: key}, seed).answers[item.id]["rows"]
        told = [row[item.subject.id] for row in rows]
        assert told[:2] == list(texts)
        assert len(set(told)) == len(told) == item.rows
        assert [row.get("written") for row in rows[:2]] == [text.strip() for text in texts.values()]


def test_one_text_is_for_the_only_written_item() -> None:
    exercise = exercise_of(PICK, ESSAY)
    assert answers_of(learner(prose=" My text.\n"), exercise, KEYS, 1).answers["essay"] == "My text."
    assert written_by(learner(prose="A"), exercise) == written_by(learner(prose={"essay": "A"}), exercise)
    assert "essay" not in answers_of(learner(), exercise, KEYS, 1).answers


@pytest.mark.parametrize(
    ("prose", "said"),
    [
        ("one text", "a text by item, for essay, "),
        ({"pick": "A"}, "learner “ann”, prose “pick”: wanted an item that asks for a text"),
        ({"essai": "A"}, "prose “essai”"),
        ({"essay": {"a": "A"}}, "prose “essay”: wanted one text"),
        ({"CRITIQUE": "A"}, "wanted a text by subject"),
        ({"CRITIQUE": {"no-such": "A"}}, "got “no-such”"),
    ],
)
def test_a_text_that_nobody_asked_for_is_told(prose: Any, said: str) -> None:
    item, _ = ITEMS["critique"]
    if isinstance(prose, dict):
        prose = {name.replace("CRITIQUE", item.id): text for name, text in prose.items()}
    with pytest.raises(Mistakes, match=said):
        answers_of(learner(prose=prose), exercise_of(PICK, ESSAY, item), KEYS, 1)


def test_a_broken_upload_is_written_as_it_is(tmp_path: Path) -> None:
    sample = SampleClass(seed=1, learners=[learner(broken="{")])
    (path,) = write_class(sample, ALL, KEYS, tmp_path)
    assert path.name == "ann_answers.json"
    assert path.read_text(encoding="utf-8") == "{"


@pytest.mark.parametrize("source", EXERCISES, ids=lambda path: path.name)
def test_the_classes_of_the_course_hand_in_answers_as_they_stand(source: Path) -> None:
    exercise = exercise_from_json(compile_items(source / "items.yml"))
    keys = keys_from_json(compile_key(source / "items.yml", source / "key.yml"))
    sample = read_class(source / "sample-class.yml")
    for one in sample.learners:
        for name, answer in answers_of(one, exercise, keys, sample.seed).answers.items():
            item = exercise.item(name)
            assert kind_of(item).clean(item, answer) == (answer, []), (one.id, name)


def test_the_classes_of_the_course_are_one_class() -> None:
    classes = [read_class(source / "sample-class.yml").learners for source in EXERCISES]
    assert len({tuple((one.id, one.name) for one in learners) for learners in classes}) == 1


@pytest.mark.parametrize("source", EXERCISES, ids=lambda path: path.name)
def test_some_texts_of_every_class_are_too_long_and_no_two_are_the_same(source: Path) -> None:
    exercise = exercise_from_json(compile_items(source / "items.yml"))
    written = [written_by(one, exercise) for one in read_class(source / "sample-class.yml").learners]
    for item in exercise.items:
        if isinstance(item, Prose):
            texts = [text for one in written if isinstance(text := one.get(item.id), str)]
            assert len(set(texts)) == len(texts) >= 8
            assert max(map(count_words, texts)) > item.max_words > min(map(count_words, texts))
