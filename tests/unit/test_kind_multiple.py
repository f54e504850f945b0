"""Multiple: ticks that add, ticks that take away, and a table that says the same."""

from __future__ import annotations

import random
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from point_to_surface.authoring import read_items, read_key
from point_to_surface.authoring.multiple import open_table
from point_to_surface.compile import compile_items, compile_key, compile_practice
from point_to_surface.errors import Mistakes
from point_to_surface.items import Option, item_from_json
from point_to_surface.keys import Reason
from point_to_surface.kinds import kind_of
from point_to_surface.kinds.multiple import Multiple, MultipleKey, clean, worth
from point_to_surface.render import note_text
from point_to_surface.scores import Part
from point_to_surface.scoring import score
from tests.unit.test_authoring import written

TEMPLATES = Path(str(resources.files("point_to_surface.kinds") / "templates"))


def made(right: int, wrong: int, points: float = 6) -> tuple[Multiple, MultipleKey]:
    """An item whose first options apply, and its key."""
    names = [f"o{n}" for n in range(right + wrong)]
    item = Multiple(
        id="all", kind="multiple", title="All", prompt="<p>?</p>", points=points,
        options=tuple(Option(name, name.title()) for name in names),
    )  # fmt: skip
    return item, MultipleKey(frozenset(names[:right]), {name: Reason("why", (1,)) for name in names})


ITEM, KEY = made(3, 3)
RIGHT = ["o0", "o1", "o2"]
ALL = [option.id for option in ITEM.options]
ticks = st.lists(st.sampled_from(ALL), unique=True)


def points(answer: list[str] | None, item: Multiple = ITEM, key: MultipleKey = KEY) -> float:
    result = score(item, key, answer or None)
    assert result.points is not None
    return result.points


def looked_up(table: dict[str, Any], most: float, ticked: list[str]) -> float:
    """What the form does: look up every tick and every gap, sum, and round; nothing ticked is not looked up."""
    if not ticked:
        return 0
    total = sum(part["yes" if name in ticked else "no"]["earned"] for name, part in table["parts"].items())
    return round(min(most, max(0, table["offset"] + total)) + 1e-9, 2)


def test_the_key_earns_full_points() -> None:
    assert points(RIGHT) == 6


def test_blank_earns_nothing_and_every_part_is_blank() -> None:
    assert points(None) == 0
    assert {part.verdict for part in score(ITEM, KEY, None).parts} == {"blank"}


@pytest.mark.parametrize(("right", "wrong"), [(1, 2), (3, 3), (7, 3), (2, 9)])
def test_ticking_everything_earns_nothing(right: int, wrong: int) -> None:
    item, key = made(right, wrong, 100)
    assert points([option.id for option in item.options], item, key) == 0


@pytest.mark.parametrize(("answer", "earned"), [(["o0"], 2), (["o0", "o1"], 4), (["o0", "o1", "o5"], 2), (["o5"], 0)])
def test_a_right_tick_adds_what_a_wrong_one_takes_where_there_are_as_many(answer: list[str], earned: float) -> None:
    assert points(answer) == earned


def test_every_part_says_whether_the_tick_or_the_gap_is_right() -> None:
    verdicts = {part.id: part.verdict for part in score(ITEM, KEY, ["o0", "o5"]).parts}
    assert (verdicts["o0"], verdicts["o1"], verdicts["o4"], verdicts["o5"]) == ("right", "not-yet", "right", "not-yet")


@pytest.mark.parametrize(("right", "wrong"), [(3, 3), (2, 6), (8, 8)])
def test_random_ticks_add_nothing_before_the_floor(right: int, wrong: int) -> None:
    chance = random.Random(1)
    shares = list(worth(*made(right, wrong)).values())
    mean = sum(sum(share for share in shares if chance.random() < 0.5) for _ in range(2000)) / 2000
    assert abs(mean) < 0.05


@pytest.mark.parametrize(("right", "wrong", "most"), [(3, 3, 0.2), (4, 6, 0.15), (10, 10, 0.1)])
def test_what_random_ticks_keep_through_the_floor_shrinks_as_options_grow(right: int, wrong: int, most: float) -> None:
    chance = random.Random(1)
    item, key = made(right, wrong, 1)
    names = [option.id for option in item.options]
    mean = sum(points([n for n in names if chance.random() < 0.5], item, key) for _ in range(2000)) / 2000
    assert mean < most


@given(ticks)
def test_points_stay_between_nothing_and_full(answer: list[str]) -> None:
    assert 0 <= points(answer) <= 6


@given(ticks, st.sampled_from(ALL))
def test_mending_one_tick_never_costs_points(answer: list[str], name: str) -> None:
    rest = [one for one in answer if one != name]
    assert points([*rest, name] if name in RIGHT else rest) >= points(answer)


@given(st.permutations(ALL), ticks, st.randoms())
def test_the_order_of_options_and_ticks_makes_no_difference(order: list[str], answer: list[str], chance: Any) -> None:
    item = Multiple(
        id="all", kind="multiple", title="All", prompt="", points=6, options=tuple(Option(name, "") for name in order)
    )
    mixed = chance.sample(answer, len(answer))
    assert points(clean(item, mixed)[0], item) == points(clean(ITEM, answer)[0])


def test_cleaned_ticks_stand_in_the_order_of_the_item() -> None:
    assert clean(ITEM, ["o4", "o0"]) == (["o0", "o4"], [])


@pytest.mark.parametrize("raw", [None, "", [], {}])
def test_an_empty_answer_is_a_blank_without_a_word(raw: object) -> None:
    assert clean(ITEM, raw) == (None, [])


@pytest.mark.parametrize(
    ("raw", "kept", "told"),
    [
        ("o0", None, 1),
        ({"o0": True}, None, 1),
        (float("nan"), None, 1),
        (3, None, 1),
        (["o0", "o0"], ["o0"], 1),
        (["o0", "zzz", None, 1, ["o1"], {"o1": 1}], ["o0"], 5),
        (["NaN", float("nan"), True], None, 3),
        (["\x1b[2J" * 1000, "o1"], ["o1"], 1),
        (["o1"] * 100_000, ["o1"], 6),
        ([["x"] * 1000] * 100_000, None, 7),
    ],
)
def test_a_hostile_answer_is_cleaned_and_told_in_few_words(raw: object, kept: object, told: int) -> None:
    answer, problems = clean(ITEM, raw)
    assert (answer, len(problems)) == (kept, told)
    assert all(len(got) < 200 and got.isprintable() for _, _, got in problems)


@given(st.integers(1, 7), st.integers(1, 9), st.sampled_from([0.5, 1, 2, 3, 8, 100]), st.data())
def test_looking_up_and_summing_gives_what_scoring_gives(right: int, wrong: int, most: float, data: Any) -> None:
    item, key = made(right, wrong, most)
    answer = data.draw(st.lists(st.sampled_from([option.id for option in item.options]), unique=True))
    table = open_table(item, key)
    result = score(item, key, answer or None)
    assert looked_up(table, most, answer) == result.points
    if answer:
        said = {name: part["yes" if name in answer else "no"]["verdict"] for name, part in table["parts"].items()}
        assert said == {part.id: part.verdict for part in result.parts}


def test_only_a_blank_is_noted() -> None:
    kind = kind_of(ITEM)
    assert [note_text(note) for note in kind.blanks(ITEM, None)] == ["“All” is not answered yet."]
    assert kind.blanks(ITEM, ["o0"]) == kind.doubts(ITEM, ["o0"]) == []


def test_the_answer_is_shown_option_by_option_with_what_it_earned() -> None:
    kind = kind_of(ITEM)
    parts: dict[str, Part] = {part.id: part for part in score(ITEM, KEY, ["o0", "o5"]).parts}
    html = kind.answer_html(ITEM, ["o0", "o5"], parts)
    assert html.count("not chosen") == 4
    assert "✓ right (+2)" in html
    assert "○ not yet (−2)" in html
    assert "Earned" not in kind.answer_html(ITEM, ["o0"], {})
    assert kind.answer_html(ITEM, None, {}).count("no answer") == 6
    assert kind.reading_html(ITEM).count("<li>") == 6


ITEMS = """\
exercise: small
title: Small
minutes: 1
intro: Hello.
items:
  - id: all
    kind: multiple
    title: All
    points: 2
    prompt: Which?
    options: [{id: a, text: A}, {id: b, text: B}, {id: c, text: C}]
"""
KEY_TEXT = """\
exercise: small
keys:
  all:
    options:
      a: {right: true, why: «keep home» Yes., paragraphs: [1]}
      b: {right: false, why: «keep home» No., paragraphs: [1]}
      c: {right: false, why: «keep home» No., paragraphs: [1]}
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{id: c, text: C}", "{id: b, text: C}", "wanted every id once; got “b” again"),
        (", {id: c, text: C}", "", "at least 3 items"),
        ("      c: {right", "      d: {right", "wanted option “c”; got nothing about it"),
        ("      c: {right", "      d: {right", "wanted known options only; got “d”"),
        ("right: true", "right: false", "an option with “right: true”; got none"),
        ("right: false", "right: true", "ticking everything would earn everything"),
        ("right: true", "credit: 1", "right: wanted this field; got nothing"),
        ("«keep home» Yes.", "Yes.", "a reason that begins with «keep home»"),
    ],
)
def test_authors_mistakes_are_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    items = written(tmp_path, "items.yml", ITEMS.replace(old, new))
    key = written(tmp_path, "key.yml", KEY_TEXT.replace(old, new))
    with pytest.raises(Mistakes) as caught:
        read_key(key, read_items(items))
    assert any(said in str(problem) for problem in caught.value.problems)


def test_a_graded_item_compiles_with_its_key_apart(tmp_path: Path) -> None:
    items, key = written(tmp_path, "items.yml", ITEMS), written(tmp_path, "key.yml", KEY_TEXT)
    assert "right" not in str(compile_items(items)["items"][0]["options"])
    assert compile_key(items, key)["keys"]["all"]["options"]["a"]["right"] is True


def test_the_template_compiles_and_its_key_earns_full_points() -> None:
    data = compile_practice(TEMPLATES / "multiple.yml")["items"][0]
    right = [name for name, part in data["open"]["parts"].items() if part["yes"]["earned"] > 0]
    assert looked_up(data["open"], data["points"], right) == item_from_json(data).points
    assert "{" not in data["rule"]
