"""Scoring: bounded, monotone, and nothing for answers that need no reading."""

from __future__ import annotations

import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from point_to_surface.items import STATUSES, Item
from point_to_surface.kinds.classify import ClassifyKey
from point_to_surface.scoring import score
from tests.conftest import CHOICE, CHOICE_KEY, OPTIONS, PROSE, case_key, classify_item, classify_key

VALUES = [option.id for option in OPTIONS]
PAIRS = list(product(VALUES, STATUSES))
ITEM = classify_item("a", "b", "c", "d", points=12)
KEY = classify_key(
    a=case_key(("delegation", "stated")),
    b=case_key(("competition", "inferred")),
    c=case_key(("formalism", "inferred"), ("cannot-tell", "open"), other_status=0),
    d=case_key(("cannot-tell", "open")),
)
FULL = {
    "a": {"value": "delegation", "status": "stated"},
    "b": {"value": "competition", "status": "inferred"},
    "c": {"value": "formalism", "status": "inferred"},
    "d": {"value": "cannot-tell", "status": "open"},
}


def points(answer: object, item: Item = ITEM, key: ClassifyKey = KEY) -> float:
    result = score(item, key, answer)
    assert result.points is not None
    return result.points


def answer(pairs: list[tuple[str, str]]) -> dict[str, dict[str, str]]:
    return {case.id: {"value": v, "status": s} for case, (v, s) in zip(ITEM.cases, pairs, strict=True)}


def test_the_key_earns_full_points() -> None:
    assert points(FULL) == 12


def test_blank_earns_nothing() -> None:
    assert points(None) == 0
    assert [part.verdict for part in score(ITEM, KEY, None).parts] == ["blank"] * 4


@pytest.mark.parametrize("pair", PAIRS)
def test_no_constant_answer_earns_anything(pair: tuple[str, str]) -> None:
    assert points(answer([pair] * 4)) == 0


def test_a_contested_case_takes_either_answer_with_its_status() -> None:
    assert points(FULL | {"c": {"value": "cannot-tell", "status": "open"}}) == 12


def test_a_status_that_decides_leaves_nothing_when_it_is_wrong() -> None:
    part = score(ITEM, KEY, FULL | {"c": {"value": "formalism", "status": "stated"}}).parts[2]
    assert (part.share, part.verdict) == (0.0, "not-yet")


def test_the_right_value_with_another_status_earns_half() -> None:
    full, half = (
        score(ITEM, KEY, FULL | {"a": {"value": "delegation", "status": s}}).parts[0] for s in ("stated", "open")
    )
    assert (half.share, half.verdict) == (full.share / 2, "partly")


def test_every_key_value_weighs_the_same_however_many_cases_share_it() -> None:
    item = classify_item("a", "b", "c", points=4)
    key = classify_key(
        a=case_key(("delegation", "stated")), b=case_key(("cannot-tell", "open")), c=case_key(("cannot-tell", "open"))
    )
    full = {"a": FULL["a"], "b": FULL["d"], "c": FULL["d"]}
    assert [part.share for part in score(item, key, full).parts] == [0.5, 0.25, 0.25]


def test_a_blank_costs_nothing_and_half_of_the_answers_earn_half() -> None:
    item = classify_item("a", "b", "c", "d", points=8)
    key = classify_key(
        a=case_key(("delegation", "stated")), b=case_key(("cannot-tell", "open")),
        c=case_key(("competition", "inferred")), d=case_key(("formalism", "inferred")),
    )  # fmt: skip
    assert points({"a": FULL["a"], "b": FULL["d"]}, item, key) == 4


def test_a_wrong_value_takes_a_third_where_four_values_are_right_equally_often() -> None:
    item = classify_item("a", "b", "c", "d", points=12)
    key = classify_key(
        a=case_key(("delegation", "stated")), b=case_key(("cannot-tell", "open")),
        c=case_key(("competition", "inferred")), d=case_key(("formalism", "inferred")),
    )  # fmt: skip
    assert points({"a": FULL["a"], "b": {"value": "delegation", "status": "stated"}}, item, key) == 2


def test_random_answers_earn_next_to_nothing() -> None:
    chance = random.Random(1)
    mean = sum(points(answer([chance.choice(PAIRS) for _ in range(4)])) for _ in range(2000)) / 2000
    assert mean < 0.1 * 12


@given(st.lists(st.sampled_from(PAIRS), min_size=4, max_size=4))
def test_points_stay_between_nothing_and_full(pairs: list[tuple[str, str]]) -> None:
    assert 0 <= points(answer(pairs)) <= 12


@given(st.lists(st.sampled_from(PAIRS), min_size=4, max_size=4), st.sampled_from("abcd"))
def test_mending_one_case_never_costs_points(pairs: list[tuple[str, str]], case: str) -> None:
    given_answer = answer(pairs)
    assert points(given_answer | {case: FULL[case]}) >= points(given_answer)


@given(st.permutations("abcd"))
def test_the_order_of_cases_makes_no_difference(order: list[str]) -> None:
    item = classify_item(*order, points=12)
    assert score(item, KEY, {"a": FULL["a"], "b": FULL["b"]}).points == points({"a": FULL["a"], "b": FULL["b"]})


@pytest.mark.parametrize(("option", "earned"), [("a", 2), ("b", 1), ("c", 0), (None, 0)])
def test_a_choice_earns_the_credit_of_its_option(option: str | None, earned: float) -> None:
    assert score(CHOICE, CHOICE_KEY, option).points == earned


def test_prose_waits_for_a_person_unless_it_is_blank() -> None:
    assert score(PROSE, None, "A thought.").points is None
    assert score(PROSE, None, None).points == 0
