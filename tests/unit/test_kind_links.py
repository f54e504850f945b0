"""Links: what the article draws adds, what it does not draw takes as much, what can be argued does neither."""

from __future__ import annotations

import random
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from point_to_surface.keys import Reason
from point_to_surface.kinds import links
from point_to_surface.kinds.links import End, LinkKey, Links, LinksKey
from point_to_surface.render import answer_html, note_text
from tests.unit.tables import looked_up, mistakes, template, told

SPEC, SMALL, SMALL_KEY = template("links")
WHY = Reason("why", (1,))
ENDS = "abcdef"
ITEM = Links(
    id="net", kind="links", title="Net", prompt="<p>?</p>", points=8, ends=tuple(End(e, e.upper()) for e in ENDS)
)
DRAWN = [("a", "b"), ("b", "c"), ("c", "f"), ("d", "e")]
KEY = LinksKey(
    {pair: LinkKey(True, WHY) for pair in DRAWN} | {("a", "d"): LinkKey("open", WHY), ("c", "a"): LinkKey(False, WHY)},
    WHY,
)
FULL = [list(pair) for pair in DRAWN]
PAIRS = [list(pair) for pair in permutations(ENDS, 2)]


def points(answer: Any, item: Links = ITEM, key: LinksKey = KEY) -> float:
    earned = links.score(item, key, answer).points
    assert earned is not None
    return earned


def test_the_key_earns_full_points() -> None:
    assert points(FULL) == 8


def test_blank_earns_nothing() -> None:
    assert (points(None), links.score(ITEM, KEY, None).parts) == (0, ())


@pytest.mark.parametrize("order", [1, -1])
def test_drawing_everything_earns_nothing(order: int) -> None:
    assert points(PAIRS[::order]) == 0


def test_a_chain_through_the_listing_earns_nothing_beyond_what_fits() -> None:
    chain = [list(pair) for pair in pairwise(ENDS)]
    assert points(chain) == 8 / 4 * (3 - 2)
    assert points([pair[::-1] for pair in chain]) == 0


@pytest.mark.parametrize("wrong", [["c", "a"], ["f", "a"]], ids=["a named trap", "any other pair"])
def test_a_link_that_is_not_drawn_takes_what_one_that_is_adds(wrong: list[str]) -> None:
    assert points([*FULL, wrong]) == 6


def test_an_open_link_costs_nothing_either_way() -> None:
    assert points([*FULL, ["a", "d"]]) == 8
    assert points([["a", "d"]]) == 0


def test_random_answers_earn_next_to_nothing() -> None:
    chance = random.Random(1)
    guesses = (chance.sample(PAIRS, chance.randint(1, 10)) for _ in range(2000))
    assert sum(points(guess) for guess in guesses) / 2000 < 0.1 * 8


answers = st.lists(st.sampled_from(PAIRS), unique_by=tuple, max_size=30)


@given(answers)
def test_points_stay_between_nothing_and_full(answer: list[list[str]]) -> None:
    assert 0 <= points(answer) <= 8


@given(answers, st.sampled_from(FULL))
def test_drawing_a_link_of_the_article_never_costs_points(answer: list[list[str]], link: list[str]) -> None:
    assert points(answer if link in answer else [*answer, link]) >= points(answer)


@given(answers, st.sampled_from(PAIRS))
def test_taking_back_a_wrong_link_never_costs_points(answer: list[list[str]], link: list[str]) -> None:
    if link not in FULL:
        assert points([one for one in answer if one != link]) >= points(answer)


@given(answers.flatmap(lambda answer: st.tuples(st.just(answer), st.permutations(answer))))
def test_the_order_of_links_makes_no_difference(two: tuple[list[list[str]], list[list[str]]]) -> None:
    assert points(two[0]) == points(two[1])


def test_looking_up_and_summing_gives_what_scoring_gives() -> None:
    chance, pairs = random.Random(2), [list(pair) for pair in permutations([end.id for end in SMALL.ends], 2)]
    for _ in range(1000):
        answer = chance.sample(pairs, chance.randint(1, 8))
        assert sum_of(answer) == points(answer, SMALL, SMALL_KEY)


def sum_of(answer: list[list[str]]) -> float:
    """Named pairs are looked up by name; every other takes what “*pair” says."""
    parts = SPEC["open"]["parts"]
    named = {part: "yes" if part.split(">") in answer else "no" for part in parts if part != "*pair"}
    others = [pair for pair in answer if ">".join(pair) not in parts]
    item = {"points": SPEC["points"], "open": dict(SPEC["open"], offset=len(others) * parts["*pair"]["yes"]["earned"])}
    sections = [{"points": 3, "offset": item["open"]["offset"], "parts": list(named)}]
    item["open"]["sections"] = sections
    return looked_up(item, named)


def test_every_named_link_and_every_other_pair_has_a_reason() -> None:
    table = SPEC["open"]
    assert table["parts"]["flood>room"]["no"]["verdict"] == "right"
    assert table["parts"]["shelf>room"]["no"] == {"earned": 0, "verdict": "not-yet", "why": ["shelf>room/why"]}
    assert table["parts"]["shelf>leaflet"]["yes"]["earned"] == 0
    named = {why for entries in table["parts"].values() for entry in entries.values() for why in entry["why"]}
    assert named == set(table["why"])


@pytest.mark.parametrize("raw", [3, "x", {}, [["a"]], [["a", "a"]], [["a", "z"]], [["a", 3]], [["a", ["b"]]], [{"a": "b"}], [["a", "b", "c"]], ["ab"], [None], [["z" * 9999, "a"]] * 100_000])  # fmt: skip
def test_what_is_no_link_is_set_aside_and_named(raw: Any) -> None:
    answer, asides = links.clean(ITEM, raw)
    assert answer is None
    assert 0 < len(asides) <= links.MOST + 1
    assert all(len(got) < 120 for _, _, got in asides)


def test_a_link_drawn_twice_counts_once() -> None:
    answer, asides = links.clean(ITEM, [["a", "b"], ["a", "b"], ["b", "a"]])
    assert answer == [["a", "b"], ["b", "a"]]
    assert len(asides) == 1


def test_nothing_drawn_is_blank() -> None:
    assert links.clean(ITEM, None) == links.clean(ITEM, []) == (None, [])
    assert note_text(links.blanks(ITEM, None)[0]) == "“Net”: no link is drawn yet."
    assert links.blanks(ITEM, FULL) == []


def test_a_link_drawn_both_ways_is_a_doubt_and_told_once() -> None:
    (note,) = links.doubts(ITEM, [["b", "a"], ["c", "d"], ["a", "b"]])
    assert "from B to A and one back" in note_text(note)
    assert links.doubts(ITEM, FULL) == links.doubts(ITEM, None) == []


def test_the_review_says_what_each_link_did_and_how_many_were_found() -> None:
    answer = [["a", "b"], ["f", "a"]]
    html = answer_html(ITEM, answer, links.score(ITEM, KEY, answer))
    assert "A → B" in html
    assert "✓ right (+2)" in html
    assert "○ not yet (−2)" in html
    assert "1 of 4 links that the article draws" in html
    assert "no answer" in answer_html(ITEM, None, links.score(ITEM, KEY, None))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([("from: shelf, to: room", "from: shelf, to: roof")], "line 32: key “reading-room-links”, links: wanted known ends only; got “roof”"),
        ([("from: shelf, to: room", "from: room, to: room")], "two different ends; got “room” twice"),
        ([("from: flood, to: room", "from: shelf, to: room")], "every link once; got from shelf to room again"),
        ([("drawn: true, why", "drawn: false, why")] * 3, "at least one link that is drawn; got none"),
        ([("drawn: true, why", "drawn: perhaps, why")], "› drawn: wanted"),
        ([("      - {id: flood, title: The flood}\n", ""), ("      - {id: shelf, title: The baker's shelf}\n", "")], "drawing everything would earn points"),
        ([("    other: {", "    others: {")], "other"),
        ([("{id: flood,", "{id: law,")], "every id once; got “law” again"),
    ],
)  # fmt: skip
def test_links_that_cannot_work_are_told(tmp_path: Path, changes: list[tuple[str, str]], said: str) -> None:
    found = mistakes(tmp_path, "links", *changes)
    assert told(found, said), found


def test_graded_links_want_the_canary_in_every_reason(tmp_path: Path) -> None:
    assert len(mistakes(tmp_path, "links", graded=True)) == 6
