"""Number: figures as learners type them, ranges, and a table that says the same."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from point_to_surface.authoring import read_items, read_key
from point_to_surface.authoring.number import open_table
from point_to_surface.compile import compile_key, compile_practice
from point_to_surface.errors import Mistakes
from point_to_surface.items import Option, item_from_json
from point_to_surface.kinds import kind_of
from point_to_surface.kinds.number import Number, NumberKey, bounds, clean, figure, key_from_json
from point_to_surface.render import note_text
from point_to_surface.scoring import score
from tests.unit.test_authoring import written
from tests.unit.test_kind_multiple import TEMPLATES

UNITS = ("rmb", "million-rmb", "percent", "cannot-tell")
WHY: dict[str, Any] = {"why": "<p>why</p>", "paragraphs": [1]}
ITEM = Number(
    id="sum", kind="number", title="Sum", prompt="<p>?</p>", points=4,
    units=tuple(Option(name, name.title()) for name in UNITS),
)  # fmt: skip


def made(*accept: tuple[float | None, float, str]) -> NumberKey:
    """A key that accepts each (value, tolerance, unit), and knows two slips: half for 600, nothing for 425."""
    slip = {"value": 600, "tolerance": 10, "unit": None, "name": "half", "credit": 0.5}
    none = {"value": 425, "tolerance": 1, "unit": "rmb", "name": "none", "credit": 0}
    return key_from_json(
        {
            "accept": [WHY | {"value": v, "tolerance": t, "unit": u} for v, t, u in accept],
            "mistakes": [WHY | slip, WHY | none],
            "units": {"percent": WHY, "cannot-tell": WHY},
            "other": WHY,
        }
    )


KEY = made((530, 5, "rmb"), (0.53, 0.005, "million-rmb"))
UNTOLD = made((None, 0, "cannot-tell"))
typed = st.sampled_from(["530", "535", "525.0", "535.1", "0.53", "600", "425", "-530", "7", "x", "1,0", "", "5 30"])
answers = st.fixed_dictionaries({}, optional={"value": typed, "unit": st.sampled_from(UNITS)})


def points(answer: object, key: NumberKey = KEY, item: Number = ITEM) -> float:
    result = score(item, key, clean(item, answer)[0])
    assert result.points is not None
    return result.points


def looked_up(table: dict[str, Any], answer: dict[str, str]) -> dict[str, Any]:
    """What the form does: the first range that holds figure and unit, or else `else`; a blank is not looked up."""
    typed, unit = answer.get("value", ""), answer.get("unit", "")
    if not typed and unit != "cannot-tell":
        return {"earned": 0, "verdict": "blank"}
    value = figure(typed)
    for one in table["ranges"]:
        inside = one["from"] is None or (value is not None and one["from"] <= value <= one["to"])
        if inside and one["unit"] in (None, unit):
            return one
    return table["else"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("531000", 531000),
        (" 531 000 ", 531000),
        ("531\u00a0000", 531000),
        ("531\u202f000", 531000),
        ("531\u2009000", 531000),
        ("531'000", 531000),
        ("531’000", 531000),
        ("531,000", 531000),
        ("1,531,000.5", 1531000.5),
        ("0.53", 0.53),
        ("-2.5", -2.5),
        ("−2.5", -2.5),
        ("0", 0),
    ],
)
def test_a_figure_is_read_as_people_write_it(text: str, value: float) -> None:
    assert figure(text) == value


@pytest.mark.parametrize(
    "text",
    ["", " ", "NaN", "nan", "inf", "-Infinity", "1e5", "0x10", "1_000", "0,53", "1,0000", ",531", "1,53", "1.2.3", "--1", "+1",
     "531 RMB", "5%", "five", "５３１", "٥٣١", "½", "1-2", ".", "-", "5.", ".5", "1.000,5"],
)  # fmt: skip
def test_nothing_else_is_a_figure(text: str) -> None:
    assert figure(text) is None


@given(st.text(max_size=40))
def test_reading_a_figure_never_fails_and_never_gives_infinity(text: str) -> None:
    value = figure(text)
    assert value is None or abs(value) < 1e41


@pytest.mark.parametrize(("value", "tolerance", "edge"), [(0.7, 0.1, "0.8"), (0.3, 0.1, "0.2"), (0.3, 0.1, "0.4")])
def test_the_edge_of_a_tolerance_counts_as_it_does_on_paper(value: float, tolerance: float, edge: str) -> None:
    low, high = bounds(value, tolerance)
    assert low <= float(edge) <= high


@pytest.mark.parametrize(
    ("answer", "earned", "verdict"),
    [
        ({"value": "530", "unit": "rmb"}, 4, "right"),
        ({"value": "0.53", "unit": "million-rmb"}, 4, "right"),
        ({"value": "535", "unit": "rmb"}, 4, "right"),
        ({"value": "535.1", "unit": "rmb"}, 0, "not-yet"),
        ({"value": "530", "unit": "percent"}, 2, "partly"),
        ({"value": "530", "unit": "million-rmb"}, 2, "partly"),
        ({"value": "530"}, 2, "partly"),
        ({"value": "530", "unit": "cannot-tell"}, 0, "not-yet"),
        ({"unit": "cannot-tell"}, 0, "not-yet"),
        ({"value": "600", "unit": "percent"}, 2, "partly"),
        ({"value": "600"}, 2, "partly"),
        ({"value": "600", "unit": "cannot-tell"}, 0, "not-yet"),
        ({"value": "425", "unit": "rmb"}, 0, "not-yet"),
        ({"value": "7", "unit": "rmb"}, 0, "not-yet"),
        ({"value": "NaN", "unit": "rmb"}, 0, "not-yet"),
        ({"unit": "rmb"}, 0, "blank"),
        (None, 0, "blank"),
    ],
)
def test_what_an_answer_earns(answer: object, earned: float, verdict: str) -> None:
    assert points(answer) == earned
    assert score(ITEM, KEY, clean(ITEM, answer)[0]).parts[0].verdict == verdict


@pytest.mark.parametrize(("answer", "earned"), [({"unit": "cannot-tell"}, 4), ({"value": "530", "unit": "rmb"}, 0)])
def test_where_the_article_does_not_tell_only_that_word_earns(answer: object, earned: float) -> None:
    assert points(answer, UNTOLD) == earned


def test_random_figures_earn_next_to_nothing() -> None:
    chance = random.Random(1)
    tried = [{"value": str(chance.randint(0, 10_000)), "unit": chance.choice(UNITS)} for _ in range(2000)]
    assert sum(points(answer) for answer in tried) / 2000 < 0.1


@given(answers)
def test_points_stay_between_nothing_and_full(answer: dict[str, str]) -> None:
    assert 0 <= points(answer) <= 4


@given(answers)
def test_mending_the_figure_the_unit_or_both_never_costs_points(answer: dict[str, str]) -> None:
    assert points({"value": "530", "unit": "rmb"}) == 4
    if points(answer) < 4 and answer.get("unit") != "cannot-tell":
        assert points(answer | {"value": "530"}) >= points(answer)
    if points(answer) and answer["value"] != "0.53":
        assert points(answer | {"unit": "rmb"}) >= points(answer)


@given(st.permutations(ITEM.units), st.permutations(KEY.accept), answers)
def test_the_order_of_units_and_accepted_answers_makes_no_difference(units: Any, accept: Any, answer: Any) -> None:
    assert points(answer, replace(KEY, accept=tuple(accept)), replace(ITEM, units=tuple(units))) == points(answer)


@pytest.mark.parametrize(
    ("raw", "kept", "told"),
    [
        (None, None, 0),
        ("", None, 0),
        ({}, None, 0),
        ({"value": "", "unit": ""}, None, 0),
        ({"value": " \t ", "unit": None}, None, 0),
        ({"value": " 531 000 ", "unit": "rmb"}, {"value": "531 000", "unit": "rmb"}, 0),
        ({"value": "5\x1b\x00\ud8003"}, {"value": "53"}, 0),
        ("530", None, 1),
        (530, None, 1),
        ([{"value": "530"}] * 100_000, None, 1),
        ({"value": 530, "unit": "rmb"}, {"unit": "rmb"}, 1),
        ({"value": float("nan"), "unit": float("nan")}, None, 2),
        ({"value": ["530"], "unit": ["rmb"]}, None, 2),
        ({"value": True, "unit": True}, None, 2),
        ({"value": "9" * 41}, None, 1),
        ({"value": "9" * 1_000_000, "unit": "x" * 1_000_000}, None, 2),
        ({"value": "530", "points": 4}, {"value": "530"}, 1),
        ({str(n): "530" for n in range(100_000)}, None, 1),
    ],
)
def test_a_hostile_answer_is_cleaned_and_told_in_few_words(raw: object, kept: object, told: int) -> None:
    answer, problems = clean(ITEM, raw)
    assert (answer, len(problems)) == (kept, told)
    assert all(len(got) < 200 for _, _, got in problems)


@given(answers, st.sampled_from([KEY, UNTOLD]), st.sampled_from([0.5, 1, 3, 100]))
def test_looking_up_gives_what_scoring_gives(answer: dict[str, str], key: NumberKey, most: float) -> None:
    item = replace(ITEM, points=most)
    result = score(item, key, clean(item, answer)[0])
    found = looked_up(open_table(item, key), answer)
    assert (round(found["earned"] + 1e-9, 2), found["verdict"]) == (result.points, result.parts[0].verdict)


def test_every_reason_of_the_table_is_there_and_about_the_whole() -> None:
    table = open_table(ITEM, KEY)
    named = {why for entry in (*table["ranges"], table["else"]) for why in entry["why"]}
    assert named == set(table["why"])
    assert all(name.startswith("/") for name in named)


@pytest.mark.parametrize(
    ("answer", "blank", "doubt"),
    [
        (None, "is not answered yet", ""),
        ({"value": "5"}, "say in which unit", ""),
        ({"unit": "rmb"}, "the figure is missing", ""),
        ({"unit": "cannot-tell"}, "", ""),
        ({"value": "5", "unit": "rmb"}, "", ""),
        ({"value": "0,5", "unit": "rmb"}, "", "“0,5” cannot be read as a figure"),
        ({"value": "NaN", "unit": "rmb"}, "", "“NaN” cannot be read as a figure"),
        ({"value": "5", "unit": "cannot-tell"}, "", "gave the figure 5"),
    ],
)
def test_what_is_missing_and_what_contradicts_itself_is_noted(answer: Any, blank: str, doubt: str) -> None:
    kind = kind_of(ITEM)
    for notes, said in ((kind.blanks(ITEM, answer), blank), (kind.doubts(ITEM, answer), doubt)):
        assert len(notes) == bool(said)
        assert all(said in note_text(note) for note in notes)


def test_what_was_typed_is_shown_as_text() -> None:
    kind, answer = kind_of(ITEM), {"value": "<b>5</b>", "unit": "rmb"}
    html = kind.answer_html(ITEM, answer, {part.id: part for part in score(ITEM, KEY, answer).parts})
    assert "&lt;b&gt;5&lt;/b&gt;" in html
    assert "○ not yet" in html
    assert kind.answer_html(ITEM, None, {}).count("no answer") == 2
    assert kind.reading_html(ITEM).count("<li>") == 4


ITEMS = """\
exercise: small
title: Small
minutes: 1
intro: Hello.
items:
  - id: sum
    kind: number
    title: Sum
    points: 2
    prompt: How much?
    units: [{id: rmb, text: RMB}, {id: usd, text: USD}, {id: cannot-tell, text: Cannot be told}]
"""
KEY_TEXT = """\
exercise: small
keys:
  sum:
    accept:
      - {value: 530, tolerance: 5, unit: rmb, why: «keep home» Yes., paragraphs: [1]}
    mistakes:
      - {name: slip, value: 400, tolerance: 5, unit: rmb, credit: 0.25, why: «keep home» Slip., paragraphs: [1]}
    units:
      usd: {why: «keep home» No., paragraphs: [1]}
      cannot-tell: {why: «keep home» No., paragraphs: [1]}
    other: {why: «keep home» No., paragraphs: [1]}
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{id: usd,", "{id: rmb,", "wanted every id once; got “rmb” again"),
        ("{id: cannot-tell,", "{id: unsure,", "wanted a unit “cannot-tell”; got none"),
        ("      usd: {", "      eur: {", "wanted unit “usd”; got nothing about it"),
        ("      usd: {", "      eur: {", "wanted known units only; got “eur”"),
        ("unit: rmb, why", "unit: eur, why", "wanted known units only; got “eur”"),
        ("value: 530, ", "", "accept no. 1: wanted a value in “rmb”; got none"),
        ("unit: rmb, why", "unit: cannot-tell, why", "wanted no value with “cannot-tell”; got 530"),
        ("value: 530,", "value: .nan,", "line 5: keys › sum › accept › no. 1 › value: wanted a finite number"),
        ("tolerance: 5, unit: rmb, why", "tolerance: -5, unit: rmb, why", "tolerance: wanted greater than or equal to 0"),
        ("value: 400, tolerance: 5", "value: 400, tolerance: 125", "line 7: key “sum”, mistake “slip”: wanted a figure of its own"),
        ("credit: 0.25", "credit: 0.75", "a credit up to 0.5"),
        ("unit: rmb, credit", "unit: usd, credit", "one above 0 with an accepted unit only; got 0.25 in “usd”"),
        ("unit: rmb, credit", "unit: eur, credit", "the unit of a figure that is offered; got “eur”"),
        ("unit: rmb, credit", "unit: cannot-tell, credit", "the unit of a figure that is offered"),
        ("    units:\n", "      - {name: slip, value: 9, why: «keep home» Slip., paragraphs: [1]}\n    units:\n", "wanted every name once; got “slip” again"),
        ("    other: {why: «keep home» No., paragraphs: [1]}\n", "", "other: wanted this field; got nothing"),
        ("«keep home» Slip.", "Slip.", "a reason that begins with «keep home»"),
    ],
)  # fmt: skip
def test_authors_mistakes_are_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    items = written(tmp_path, "items.yml", ITEMS.replace(old, new, 1))
    key = written(tmp_path, "key.yml", KEY_TEXT.replace(old, new, 1))
    with pytest.raises(Mistakes) as caught:
        read_key(key, read_items(items))
    assert any(said in str(problem) for problem in caught.value.problems)


def test_a_sound_key_compiles_to_one_that_scores(tmp_path: Path) -> None:
    items, key = written(tmp_path, "items.yml", ITEMS), written(tmp_path, "key.yml", KEY_TEXT)
    compiled = key_from_json(compile_key(items, key)["keys"]["sum"])
    assert [points({"value": v, "unit": "rmb"}, compiled) for v in ("525", "400", "9")] == [4, 1, 0]


def test_the_template_compiles_and_what_it_says_is_what_it_scores() -> None:
    data = compile_practice(TEMPLATES / "number.yml")["items"][0]
    full, slip = ({"value": value, "unit": "rmb"} for value in ("531 000", "425 532"))
    assert looked_up(data["open"], full)["earned"] == item_from_json(data).points
    assert looked_up(data["open"], slip)["why"] == ["/mistake/eligible-projects"]
    assert "{" not in data["rule"]
