"""The bank of vignettes: families whose features turn, every case argued, every case read again without the key."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from point_to_surface.compile import compile_items, compile_key
from point_to_surface.items import Exercise, exercise_from_json
from point_to_surface.keys import keys_from_json
from tests.conftest import ROOT
from tests.content.second_reading import decisions, settled

BANKS = sorted(path.parent for path in (ROOT / "solutions").glob("*/bank/*/items.yml"))


@pytest.fixture(scope="module", params=BANKS, ids=lambda path: path.name)
def bank(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture(scope="module")
def families(bank: Path) -> Exercise:
    return exercise_from_json(compile_items(bank / "items.yml"))


@pytest.fixture(scope="module")
def keys(bank: Path) -> dict:
    return keys_from_json(compile_key(bank / "items.yml", bank / "key.yml"))


def cases(exercise: Exercise) -> list:
    return [case for item in exercise.items for case in item.cases]  # type: ignore[attr-defined]


def test_the_banks_together_hold_at_least_forty_vignettes() -> None:
    made = [exercise_from_json(compile_items(bank / "items.yml")) for bank in BANKS]
    ids = [case.id for exercise in made for case in cases(exercise)]
    assert len(ids) >= 40
    assert len(set(ids)) == len(ids)


def test_every_case_is_fictional_and_of_a_length_that_can_be_read_slowly(families: Exercise) -> None:
    for case in cases(families):
        assert case.fictional, case.id
        assert 55 <= len(case.text.split()) <= 125, (case.id, len(case.text.split()))


def test_the_answer_turns_with_the_features_in_every_family(families: Exercise, keys: dict) -> None:
    for item in families.items:
        found = Counter(accept.value for case in keys[item.id].cases.values() for accept in case.accept[:1])
        assert len(found) == 4, item.id


def test_the_place_of_a_case_in_its_family_does_not_give_its_answer_away(families: Exercise, keys: dict) -> None:
    orders = [tuple(keys[i.id].cases[c.id].accept[0].value for c in i.cases) for i in families.items]  # type: ignore[attr-defined]
    assert len(set(orders)) == len(orders)


def test_every_case_was_read_again_and_every_disagreement_is_settled(
    bank: Path, families: Exercise, keys: dict
) -> None:
    made = list(decisions(families, keys, bank))
    apart = {(item, part) for item, part, agrees in made if not agrees}
    assert apart <= settled(bank), sorted(apart - settled(bank))
