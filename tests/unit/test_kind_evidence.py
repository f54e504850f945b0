"""Evidence: paragraphs that support, that would do, that only mention, and a table that says the same."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from point_to_surface.authoring import read_items, read_key
from point_to_surface.authoring.evidence import open_table
from point_to_surface.compile import compile_items, compile_key, compile_practice
from point_to_surface.errors import Mistakes
from point_to_surface.keys import Reason
from point_to_surface.kinds import kind_of
from point_to_surface.kinds.evidence import ROLES, Evidence, EvidenceKey, clean, worth
from point_to_surface.render import note_text
from point_to_surface.scoring import score
from tests.unit.test_authoring import written
from tests.unit.test_kind_multiple import TEMPLATES, looked_up

Made = tuple[Evidence, EvidenceKey]


def made(*roles: str, points: float = 6) -> Made:
    """An item over the paragraphs 10, 11, …, whose roles are these, and its key."""
    numbers = tuple(range(10, 10 + len(roles)))
    item = Evidence(
        id="why", kind="evidence", title="Why", prompt="<p>?</p>", points=points,
        statement="<p>So it is.</p>", candidates=numbers,
    )  # fmt: skip
    told = {str(number): role for number, role in zip(numbers, roles, strict=True)}
    return item, EvidenceKey(told, {number: Reason("why", (1,)) for number in told})


ITEM, KEY = made("supports", "supports", "also", "mentions", "mentions", "no")
SUPPORT, OTHERS = [10, 11], [13, 14, 15]
chosen = st.lists(st.sampled_from(ITEM.candidates), unique=True)
sound = st.lists(st.sampled_from(ROLES), max_size=8).map(lambda rest: ["supports", "no", "mentions", "also", *rest])


def points(answer: list[int] | None, item: Evidence = ITEM, key: EvidenceKey = KEY) -> float:
    result = score(item, key, answer or None)
    assert result.points is not None
    return result.points


def test_the_needed_paragraphs_earn_full_points() -> None:
    assert points(SUPPORT) == 6


def test_blank_earns_nothing_and_every_part_is_blank() -> None:
    assert points(None) == 0
    assert {part.verdict for part in score(ITEM, KEY, None).parts} == {"blank"}


@given(sound, st.sampled_from([1, 3, 100]))
def test_choosing_everything_earns_nothing(roles: list[str], most: float) -> None:
    item, key = made(*roles, points=most)
    assert points(list(item.candidates), item, key) == 0


@pytest.mark.parametrize(
    ("answer", "earned"),
    [([10], 3), ([10, 12], 3), ([10, 11, 12], 6), ([12], 0), ([10, 11, 15], 3), ([10, 11, 13], 4.5), ([15], 0)],
)
def test_what_would_do_is_free_and_a_mention_costs_half(answer: list[int], earned: float) -> None:
    assert points(answer) == earned


def test_every_part_says_whether_it_was_right_to_choose() -> None:
    parts = [score(ITEM, KEY, answer).parts for answer in ([10, 12, 15], [10, 11])]
    assert [part.verdict for part in parts[0]] == ["right", "not-yet", "right", "right", "right", "not-yet"]
    assert [part.verdict for part in parts[1]] == ["right"] * 6


@pytest.mark.parametrize("made_item", [(ITEM, KEY), made(*["supports"] * 3, *["no"] * 4, "mentions", "also")])
def test_random_choices_add_nothing_before_the_floor(made_item: Made) -> None:
    chance = random.Random(1)
    shares = list(worth(*made_item).values())
    mean = sum(sum(share for share in shares if chance.random() < 0.5) for _ in range(2000)) / 2000
    assert abs(mean) < 0.05


@pytest.mark.parametrize(
    ("roles", "most"),
    [(["supports"] * 2 + ["mentions"] * 2 + ["no"] * 2, 0.22), (["supports"] * 7 + ["mentions"] * 4 + ["no"] * 7, 0.1)],
)
def test_what_random_choices_keep_through_the_floor_shrinks_as_candidates_grow(roles: list[str], most: float) -> None:
    chance = random.Random(1)
    item, key = made(*roles, points=1)
    mean = sum(points([n for n in item.candidates if chance.random() < 0.5], item, key) for _ in range(2000)) / 2000
    assert mean < most


@given(chosen)
def test_points_stay_between_nothing_and_full(answer: list[int]) -> None:
    assert 0 <= points(answer) <= 6


@given(chosen, st.sampled_from(SUPPORT + OTHERS))
def test_mending_one_choice_never_costs_points(answer: list[int], number: int) -> None:
    rest = [one for one in answer if one != number]
    assert points([*rest, number] if number in SUPPORT else rest) >= points(answer)


@given(st.permutations(ITEM.candidates), chosen, st.randoms())
def test_the_order_of_candidates_and_choices_makes_no_difference(
    order: list[int], answer: list[int], chance: Any
) -> None:
    item = Evidence(id="why", kind="evidence", title="Why", prompt="", points=6, statement="", candidates=tuple(order))
    mixed = chance.sample(answer, len(answer))
    assert points(clean(item, mixed)[0], item) == points(clean(ITEM, answer)[0])


@pytest.mark.parametrize(
    ("raw", "kept", "told"),
    [
        (None, None, 0),
        ([], None, 0),
        ([13, 10], [10, 13], 0),
        ("10", None, 1),
        (10, None, 1),
        ({"10": True}, None, 1),
        (["10", 10.0, True, None, [10]], None, 5),
        ([10, 10, 99, -1, "NaN"], [10], 4),
        ([float("nan"), float("inf"), 11], [11], 2),
        ([10] * 100_000, [10], 6),
        ([10**1000, 10], [10], 1),
    ],
)
def test_a_hostile_answer_is_cleaned_and_told_in_few_words(raw: object, kept: object, told: int) -> None:
    answer, problems = clean(ITEM, raw)
    assert (answer, len(problems)) == (kept, told)
    assert all(len(got) < 200 for _, _, got in problems)


@given(sound, st.sampled_from([0.5, 1, 2, 3, 8, 100]), st.data())
def test_looking_up_and_summing_gives_what_scoring_gives(roles: list[str], most: float, data: Any) -> None:
    item, key = made(*roles, points=most)
    answer = data.draw(st.lists(st.sampled_from(item.candidates), unique=True))
    table, names = open_table(item, key), [str(number) for number in answer]
    result = score(item, key, answer or None)
    assert looked_up(table, most, names) == result.points
    if answer:
        said = {name: part["yes" if name in names else "no"]["verdict"] for name, part in table["parts"].items()}
        assert said == {part.id: part.verdict for part in result.parts}


def test_only_a_blank_is_noted() -> None:
    kind = kind_of(ITEM)
    assert [note_text(note) for note in kind.blanks(ITEM, None)] == ["“Why” is not answered yet."]
    assert kind.blanks(ITEM, [10]) == kind.doubts(ITEM, [10]) == []


def test_a_marked_answer_says_how_much_was_found_and_how_much_of_it_fits() -> None:
    answer = [10, 12, 15]
    html = kind_of(ITEM).answer_html(ITEM, answer, {part.id: part for part in score(ITEM, KEY, answer).parts})
    assert "Needed paragraphs found: 1 of 2. Of the 3 that you chose, 2 fit the statement." in html


def test_an_answer_without_marks_gives_nothing_of_the_key_away() -> None:
    kind = kind_of(ITEM)
    assert "Needed" not in kind.answer_html(ITEM, [10], {})
    assert "Needed" not in kind.answer_html(ITEM, None, {p.id: p for p in score(ITEM, KEY, None).parts})
    assert kind.answer_html(ITEM, None, {}).count("no answer") == 6


def test_the_statement_and_the_marks_of_the_candidates_can_be_read() -> None:
    html = kind_of(ITEM).reading_html(ITEM)
    assert "So it is." in html
    assert html.count('<a class="pts-p" data-p="10">[10]</a>') == 1


ITEMS = """\
exercise: small
title: Small
minutes: 1
intro: Hello.
items:
  - id: why
    kind: evidence
    title: Why
    points: 2
    prompt: Which?
    statement: So it is [1].
    candidates: [2, 3, 4, 5]
"""
KEY_TEXT = """\
exercise: small
keys:
  why:
    paragraphs:
      2: {role: supports, why: «keep home» Yes., paragraphs: [2]}
      3: {role: mentions, why: «keep home» Named., paragraphs: [3]}
      4: {role: no, why: «keep home» No., paragraphs: [4]}
      5: {role: "no", why: «keep home» No., paragraphs: [5]}
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[2, 3, 4, 5]", "[2, 3, 4, 5, 2]", "line 12: item “why”: wanted every candidate once; got [2] again"),
        ("[2, 3, 4, 5]", "[2, 3, 4]", "at least 4 items"),
        ("      5: {role", "      6: {role", "wanted paragraph “5”; got nothing about it"),
        ("      5: {role", "      6: {role", "wanted known paragraphs only; got “6”"),
        ("      5: {role", "      five: {role", "line 8: keys › why › paragraphs › five"),
        ("role: supports", "role: also", "a paragraph with “role: supports”; got none"),
        ("role: mentions", "role: proves", "line 6: keys › why › paragraphs › 3 › role: wanted 'supports', 'also'"),
        ("why: «keep home» Yes., ", "", "line 5: keys › why › paragraphs › 2 › why: wanted this field"),
        ("«keep home» Yes.", "Yes.", "a reason that begins with «keep home»"),
        ("paragraphs:\n", "paragraphs: []\n    old:\n", "valid dictionary"),
    ],
)
def test_authors_mistakes_are_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert any(said in line for line in mistakes(tmp_path, ITEMS.replace(old, new), KEY_TEXT.replace(old, new)))


def mistakes(folder: Path, items: str, key: str) -> list[str]:
    paths = written(folder, "items.yml", items), written(folder, "key.yml", key)
    with pytest.raises(Mistakes) as caught:
        read_key(paths[1], read_items(paths[0]))
    return [str(problem) for problem in caught.value.problems]


def test_a_key_that_leaves_nothing_out_is_refused(tmp_path: Path) -> None:
    key = KEY_TEXT.replace("role: mentions", "role: also").replace("role: no", "role: also").replace('"no"', "supports")
    assert any("choosing everything would earn everything" in line for line in mistakes(tmp_path, ITEMS, key))


def test_a_bare_no_is_read_as_the_role_that_was_meant(tmp_path: Path) -> None:
    items, key = written(tmp_path, "items.yml", ITEMS), written(tmp_path, "key.yml", KEY_TEXT)
    told = compile_key(items, key)["keys"]["why"]["paragraphs"]
    assert (told["4"]["role"], told["5"]["role"]) == ("no", "no")


def test_the_topics_of_the_candidates_travel_and_the_key_does_not(tmp_path: Path) -> None:
    topics = {n: {"topic": f"topic {n}", "section": "s"} for n in range(1, 8)}
    spec = compile_items(written(tmp_path, "items.yml", ITEMS), topics)
    assert sorted(spec["paragraphs"]) == ["1", "2", "3", "4", "5"]
    assert "supports" not in str(spec["items"][0]["candidates"])


def test_a_candidate_that_the_source_does_not_have_is_named(tmp_path: Path) -> None:
    with pytest.raises(Mistakes, match=r"item “why”: wanted a paragraph from 1 to 4; got \[5\]"):
        compile_items(written(tmp_path, "items.yml", ITEMS), {n: {"topic": "t"} for n in range(1, 5)})


def test_the_template_compiles_and_its_key_earns_full_points() -> None:
    data = compile_practice(TEMPLATES / "evidence.yml")["items"][0]
    needed = [name for name, part in data["open"]["parts"].items() if part["yes"]["earned"] > 0]
    assert looked_up(data["open"], data["points"], needed) == data["points"]
    assert "{" not in data["rule"]
