"""Timelines: only what the article tells about the order counts, and nothing is to be had without reading."""

from __future__ import annotations

import random
from itertools import combinations, pairwise, permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from point_to_surface.items import Option
from point_to_surface.keys import Reason
from point_to_surface.kinds import timeline
from point_to_surface.kinds.timeline_data import Accepted, Event, OpenPair, Relation, Timeline, TimelineKey, determined
from point_to_surface.partial_order import chains, circle
from point_to_surface.render import answer_html, note_text
from tests.unit.tables import looked_up, mistakes, template, told

SPEC, SMALL, SMALL_KEY = template("timeline")
SMALL_FULL = {
    "order": ["shelf", "room", "leaflet", "visit", "law", "fund"],
    "levels": {
        "shelf": "place",
        "room": "place",
        "visit": "place",
        "leaflet": "country",
        "law": "country",
        "fund": "country",
    },
    "years": {"shelf": "1971", "law": "1985"},
}
WHY = Reason("why", (1,))
TRUE_ORDER = list("abcdefghij")
LISTED = list("jbhdfeigca")  # as far from the true order as from its reverse
LEVELS = (Option("point", "Point"), Option("line", "Line"), Option("surface", "Surface"))
LEVEL_OF = {event: LEVELS[i % 3].id for i, event in enumerate(TRUE_ORDER)}
YEARS = {event: str(2000 + i) for i, event in enumerate(TRUE_ORDER) if i % 2}
RELATIONS = [
    Relation(a, b, "stated", WHY) for a, b in zip("abcdefghi", "bcdefghij", strict=True) if (a, b) != ("d", "e")
]
KEY = TimelineKey(
    determined([*RELATIONS, Relation("c", "e", "inferred", WHY), Relation("d", "f", "stated", WHY)]),
    (OpenPair("d", "e", WHY),),
    {event: Accepted((level,), WHY) for event, level in LEVEL_OF.items()},
    {event: Accepted((year,), WHY) for event, year in YEARS.items()},
)
ITEM = Timeline(
    id="line", kind="timeline", title="Line", prompt="<p>?</p>", points=12, events=tuple(Event(e, e.upper()) for e in LISTED),
    levels=LEVELS, ask_years=True, order_points=6, level_points=4, year_points=2,
)  # fmt: skip
FULL = {"order": TRUE_ORDER, "levels": LEVEL_OF, "years": YEARS}


def points(answer: Any, item: Timeline = ITEM, key: TimelineKey = KEY) -> float:
    earned = timeline.score(item, key, answer).points
    assert earned is not None
    return earned


def test_the_key_earns_full_points() -> None:
    assert points(FULL) == 12
    assert points(SMALL_FULL, SMALL, SMALL_KEY) == 6


def test_blank_earns_nothing() -> None:
    assert points(None) == 0
    assert {part.verdict for part in timeline.score(ITEM, KEY, None).parts} == {"blank"}


def test_pairs_that_follow_from_others_are_determined_too() -> None:
    assert len(KEY.determined) == 10 * 9 / 2 - 1
    assert [(r.first, r.then) for r in KEY.determined["c", "f"]] in ([("c", "e"), ("e", "f")], [("c", "d"), ("d", "f")])


@pytest.mark.parametrize("order", [LISTED, TRUE_ORDER[::-1]], ids=["as listed", "reversed"])
def test_the_order_of_the_listing_and_the_reverse_earn_nothing(order: list[str]) -> None:
    assert points({"order": order}) == 0


@pytest.mark.parametrize("level", [level.id for level in LEVELS])
def test_one_level_for_every_event_earns_nothing(level: str) -> None:
    assert points({"levels": dict.fromkeys(TRUE_ORDER, level)}) == 0


def test_an_open_pair_costs_nothing_either_way() -> None:
    swapped = [*"abc", "e", "d", *"fghij"]
    assert points(FULL | {"order": swapped}) == 12


def test_an_event_without_a_place_takes_nothing_away() -> None:
    assert 0 < points({"order": ["a", "b"]}) < points({"order": ["a", "b", "c"]}) < 6


def test_a_wrong_year_takes_nothing_away() -> None:
    assert points({"years": YEARS | {"b": "1900"}}) == 1.6
    assert points({"years": {"b": "1900"}}) == 0


def test_a_bad_order_costs_no_points_of_the_levels() -> None:
    assert points(FULL | {"order": TRUE_ORDER[::-1]}) == 6


def test_random_answers_earn_next_to_nothing() -> None:
    chance = random.Random(1)

    def guess() -> dict[str, Any]:
        levels = {event: chance.choice(LEVELS).id for event in TRUE_ORDER}
        years = {event: str(chance.randint(1995, 2014)) for event in TRUE_ORDER}
        return {"order": chance.sample(TRUE_ORDER, 10), "levels": levels, "years": years}

    assert sum(points(guess()) for _ in range(2000)) / 2000 < 0.1 * 12


answers = st.fixed_dictionaries(
    {
        "order": st.lists(st.sampled_from(TRUE_ORDER), unique=True),
        "levels": st.dictionaries(st.sampled_from(TRUE_ORDER), st.sampled_from([level.id for level in LEVELS])),
        "years": st.dictionaries(st.sampled_from(TRUE_ORDER), st.sampled_from(["2001", "2003", "1900"])),
    }
)


@given(answers)
def test_points_stay_between_nothing_and_full(answer: dict[str, Any]) -> None:
    assert 0 <= points(answer) <= 12


@given(answers, st.integers(0, 8))
def test_putting_two_neighbours_right_never_costs_points(answer: dict[str, Any], at: int) -> None:
    order = answer["order"]
    if at + 1 < len(order) and order[at] > order[at + 1]:
        mended = [*order[:at], order[at + 1], order[at], *order[at + 2 :]]
        assert points(answer | {"order": mended}) >= points(answer)


@given(answers, st.sampled_from(TRUE_ORDER))
def test_mending_a_level_or_a_year_never_costs_points(answer: dict[str, Any], event: str) -> None:
    assert points(answer | {"levels": answer["levels"] | {event: LEVEL_OF[event]}}) >= points(answer)
    if event in YEARS:
        assert points(answer | {"years": answer["years"] | {event: YEARS[event]}}) >= points(answer)


@given(answers, st.permutations(ITEM.events), st.permutations(LEVELS))
def test_the_order_of_events_and_levels_in_the_item_makes_no_difference(
    answer: dict[str, Any], events: list[Event], levels: list[Option]
) -> None:
    fields = {name: getattr(ITEM, name) for name in Timeline.__dataclass_fields__}
    other = Timeline(**fields | {"events": tuple(events), "levels": tuple(levels)})
    assert points(answer, other) == points(answer)


def as_parts(answer: dict[str, Any]) -> dict[str, str]:
    order = answer.get("order", [])
    pairs = {f"{a}|{b}": "before" if order.index(a) < order.index(b) else "after" for a, b in permutations(order, 2)}
    levels = {f"level/{event}": level for event, level in answer.get("levels", {}).items()}
    return pairs | levels | {f"year/{event}": year for event, year in answer.get("years", {}).items()}


def test_looking_up_and_summing_gives_what_scoring_gives() -> None:
    chance, events = random.Random(2), [event.id for event in SMALL.events]
    for _ in range(1000):
        answer = {
            "order": chance.sample(events, chance.randint(0, 6)),
            "levels": {e: chance.choice(["place", "country"]) for e in events if chance.random() < 0.8},
            "years": {e: chance.choice(["1971", "1984", "1985", "2000"]) for e in events if chance.random() < 0.8},
        }
        assert looked_up(SPEC, as_parts(answer)) == points(answer, SMALL, SMALL_KEY)


def test_every_reason_in_the_table_belongs_to_a_part_that_names_it() -> None:
    table = SPEC["open"]
    named = {why for entries in table["parts"].values() for entry in entries.values() for why in entry["why"]}
    assert named == set(table["why"])
    assert all(why.startswith(tuple(f"{part}/" for part in table["parts"])) for why in named)


def test_a_pair_that_follows_from_others_is_told_by_its_whole_chain() -> None:
    entry = SPEC["open"]["parts"]["shelf|law"]["after"]
    assert len(entry["why"]) == 3
    assert entry["why"][0] == "shelf|law/shelf|room"


def test_an_open_pair_is_spoken_of_and_not_scored() -> None:
    parts = SPEC["open"]["parts"]["visit|leaflet"]
    assert {way: entry["earned"] for way, entry in parts.items()} == {"before": 0, "after": 0}


@pytest.mark.parametrize("raw", [3, "x", [], {"order": 3}, {"order": ["z", 3, None, ["a"], {}]}, {"levels": []}, {"levels": {"a": 3, "b": "z", "q" * 999: "x"}},
                                 {"years": {"a": ["1996"], "b": "9" * 21, "c": "19\n96"}}, {"order": ["z"] * 100_000}, {"sums": 1}])  # fmt: skip
def test_what_is_no_answer_is_set_aside_and_named(raw: Any) -> None:
    answer, asides = timeline.clean(ITEM, raw)
    assert answer is None
    assert 0 < len(asides) < 40
    assert all(len(got) < 120 for _, _, got in asides)


def test_an_event_placed_twice_stands_where_it_stood_first() -> None:
    answer, asides = timeline.clean(ITEM, {"order": ["a", "b", "a"], "years": {"a": " 1996 "}, "levels": {"b": ""}})
    assert answer == {"order": ["a", "b"], "years": {"a": "1996"}}
    assert [where for where, _, _ in asides] == ["order"]


def test_levels_and_years_that_are_not_asked_are_set_aside() -> None:
    fields = {name: getattr(ITEM, name) for name in Timeline.__dataclass_fields__}
    bare = Timeline(
        **fields | {"levels": (), "ask_years": False, "order_points": 12, "level_points": 0, "year_points": 0}
    )
    answer, asides = timeline.clean(bare, FULL)
    assert answer == {"order": TRUE_ORDER}
    assert len(asides) == 15
    assert points(answer, bare) == 12


def test_what_is_blank_is_named() -> None:
    said = [note_text(note) for note in timeline.blanks(ITEM, {"order": TRUE_ORDER[1:], "levels": LEVEL_OF})]
    assert said == [
        "“Line”: not in the order yet: A.",
        "“Line”: no year is given yet. Give the years that the article tells.",
    ]
    assert timeline.blanks(ITEM, FULL) == []


def test_an_event_before_one_of_an_earlier_year_is_a_doubt() -> None:
    (note,) = timeline.doubts(ITEM, {"order": ["a", "b", "c"], "years": {"a": "2002", "c": "in 2001"}})
    assert "you put A (2002) before C (2001)" in note_text(note)
    assert timeline.doubts(ITEM, FULL) == []
    assert timeline.doubts(ITEM, None) == []


def test_the_review_names_the_relations_that_are_the_wrong_way_round() -> None:
    order = ["b", "a", *TRUE_ORDER[2:]]
    html = answer_html(ITEM, FULL | {"order": order}, timeline.score(ITEM, KEY, FULL | {"order": order}))
    assert "43 of 44 relations" in html
    assert "A comes before B; you placed it after." in html
    assert "B comes before C" not in html
    assert "✓ right (+0.4)" in html


def test_the_review_of_a_hostile_year_is_inert() -> None:
    assert "<b>" not in answer_html(ITEM, {"years": {"a": "<b>"}})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([("first: law, then: fund", "first: law, then: shelf")], "wanted an order; got a circle: "),
        ([("first: law, then: fund", "first: law, then: bank")], "known events only; got “bank”"),
        ([("first: law, then: fund", "first: law, then: law")], "two different events; got “law” twice"),
        ([("first: law, then: fund", "first: shelf, then: room")], "every relation once; got shelf before room again"),
        ([("one: visit, other: leaflet", "one: law, other: shelf")], "law and shelf open; got their order told by shelf before room, "),
        ([("{id: law, title: A law", "{id: fond, title: A law")], "known events only; got “law”"),
        ([("      - {id: shelf, title: A baker puts up a shelf of books}\n", ""), ("    events:\n", "    events:\n      - {id: shelf, title: A shelf}\n")], "Shuffle the events"),
        ([("order_points: 3", "order_points: 4")], "that add up to 6 points; got 7"),
        ([("    ask_years: true\n", "")], "ask_years and year_points together"),
        ([("      law: {accept: [country]", "      low: {accept: [country]")], "event “law”; got nothing about it"),
        ([("law: {accept: [country]", "law: {accept: [planet]")], "known levels for “law”; got “planet”"),
        ([("law: {accept: [country]", "law: {accept: [place, country]"), ("fund: {accept: [country]", "fund: {accept: [place]")], "One answer would earn everything"),
        ([("      shelf: {accept: [\"1971\"]", "      shed: {accept: [\"1971\"]")], "years of known events; got “shed”"),
        ([("id: visit, title: V", "id: law, title: V")], "every id once; got “law” again"),
    ],
)  # fmt: skip
def test_a_timeline_that_cannot_work_is_told(tmp_path: Path, changes: list[tuple[str, str]], said: str) -> None:
    found = mistakes(tmp_path, "timeline", *changes)
    assert told(found, said), found


def test_all_mistakes_of_a_key_are_told_at_once(tmp_path: Path) -> None:
    changes = [
        ("law: {accept: [country]", "law: {accept: [planet]"),
        ("first: law, then: fund", "first: law, then: bank"),
    ]
    assert len(mistakes(tmp_path, "timeline", *changes)) == 2


def test_a_graded_timeline_wants_the_canary_in_every_reason(tmp_path: Path) -> None:
    assert len(mistakes(tmp_path, "timeline", graded=True)) == 6 + 1 + 6 + 2


def test_a_year_may_be_written_as_a_number(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "timeline", ('accept: ["1971"]', "accept: [1971]")) == []


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")), max_size=8))
def test_chains_lead_from_the_first_to_the_last_over_given_pairs(given_pairs: list[tuple[str, str]]) -> None:
    for (first, last), chain in chains(given_pairs).items():
        assert (chain[0][0], chain[-1][1]) == (first, last)
        assert set(chain) <= set(given_pairs)
        assert all(one[1] == two[0] for one, two in pairwise(chain))


def test_a_circle_is_found_and_none_where_there_is_none() -> None:
    assert circle(combinations("abcd", 2)) == ()
    assert circle([("a", "b"), ("b", "c"), ("c", "a")]) == ("a", "b", "c", "a")
    assert circle([("a", "a")]) == ("a", "a")
