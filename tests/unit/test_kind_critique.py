"""Critique: choices judged given their subject, the best rows counted, texts left to a person."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from point_to_surface.answers import Answers, write_answers
from point_to_surface.authoring import read_practice
from point_to_surface.compile import dumps
from point_to_surface.items import Option, read_exercise
from point_to_surface.keys import Reason
from point_to_surface.kinds import critique, prose_of
from point_to_surface.kinds.critique_data import Column, ColumnKey, Critique, CritiqueKey, Written
from point_to_surface.notebook import source_notebook
from point_to_surface.preprocess import WriteProse
from point_to_surface.render import answer_html, note_text
from tests.unit.tables import TEMPLATES, looked_up, mistakes, template, told

SPEC, SMALL, SMALL_KEY = template("critique")
WHY = Reason("why", (1,))
NAMES = ("paragraph", "mechanism", "bearer", "remedy")
SUBJECTS = [f"s{n}" for n in range(6)]


def options(start: str, count: int = 6) -> tuple[Option, ...]:
    return tuple(Option(f"{start}{n}", f"<em>{start}</em> {n} &amp; more") for n in range(count))


COLUMNS = (
    Column("subject", "Subject", options("s")),
    *(Column(name, name.title(), options(name[0])) for name in NAMES),
)
ITEM = Critique(
    id="crit", kind="critique", title="Crit", prompt="<p>?</p>", points=12, rows=3, columns=COLUMNS,
    written=Written("How to know", "<p>Write.</p>", 5), written_points=6,
)  # fmt: skip
# The option with the number of the subject fits; that of the next one earns half in the last column.
KEY = CritiqueKey(
    {
        f"s{n}": {
            name: ColumnKey({f"{name[0]}{n}": 1.0} | ({f"r{(n + 1) % 6}": 0.5} if name == "remedy" else {}), {}, WHY)
            for name in NAMES
        }
        for n in range(6)
    }
)


def row(n: int, fit: int | None = None, **other: str) -> dict[str, str]:
    return {"subject": f"s{n}"} | {name: f"{name[0]}{n if fit is None else fit}" for name in NAMES} | other


def points(answer: Any, item: Critique = ITEM, key: CritiqueKey = KEY) -> float:
    earned = critique.score(item, key, answer).points
    assert earned is not None
    return earned


def test_the_key_earns_full_points() -> None:
    assert points({"rows": [row(0), row(3), row(5)]}) == 12


def test_blank_earns_nothing() -> None:
    assert points(None) == 0
    assert points({"rows": [{"subject": "s1"}, {"paragraph": "p1"}, {"written": "A text."}]}) == 0


def test_one_row_of_three_earns_a_third_and_a_cell_a_quarter_of_it() -> None:
    assert points({"rows": [row(1)]}) == 4
    assert points({"rows": [{"subject": "s1", "mechanism": "m1"}]}) == 1
    assert points({"rows": [{"subject": "s1", "remedy": "r2"}]}) == 0.5


@pytest.mark.parametrize("n", range(6))
def test_the_same_choices_for_every_subject_come_to_nothing(n: int) -> None:
    asked_all = Critique(**{f: getattr(ITEM, f) for f in Critique.__dataclass_fields__} | {"rows": 5})
    fitting = [(n + step) % 6 for step in (0, 1, 2, 3, 4)]
    assert sum(
        sum(p.share for p in critique.score(asked_all, KEY, {"rows": [row(s, n)]}).parts) for s in range(6)
    ) == pytest.approx(0)
    assert points({"rows": [row(s, n) for s in fitting]}) < 0.1 * 12
    assert points({"rows": [{"subject": f"s{s}", "bearer": f"b{n}"} for s in fitting]}) < 0.1 * 12


@pytest.mark.parametrize("rows", [1, 3, 5])
def test_random_answers_earn_next_to_nothing_however_many_rows_they_try(rows: int) -> None:
    chance = random.Random(1)

    def guess() -> dict[str, Any]:
        picked = [{"subject": s} for s in chance.sample(SUBJECTS, rows)]
        return {"rows": [one | {name: f"{name[0]}{chance.randrange(6)}" for name in NAMES} for one in picked]}

    assert sum(points(guess()) for _ in range(2000)) / 2000 < 0.1 * 12


def test_a_choice_that_does_not_fit_takes_what_makes_it_nothing_over_all_subjects() -> None:
    assert critique.rate(KEY, "bearer", "b0") == pytest.approx(1 / 5)
    assert critique.rate(KEY, "remedy", "r0") == pytest.approx(1.5 / 4)
    (*_, remedy) = critique.score(ITEM, KEY, {"rows": [{"subject": "s2", "remedy": "r0"}]}).parts
    assert (remedy.id, remedy.verdict) == ("s2/remedy", "not-yet")
    assert remedy.share == pytest.approx(-1.5 / 4 / 4 / 3)


def test_a_subject_counts_once_in_its_first_row() -> None:
    assert points({"rows": [row(1), row(1), row(1)]}) == 4
    assert points({"rows": [row(1, 2), row(1)]}) == points({"rows": [row(1, 2)]})


def test_of_more_rows_than_are_asked_the_best_count() -> None:
    weak = {"subject": "s4", "mechanism": "m4"}
    assert points({"rows": [weak, row(0), row(1), row(2)]}) == 12
    assert points({"rows": [weak, row(0), row(1)]}) == 9


def test_a_row_that_takes_away_always_counts() -> None:
    assert points({"rows": [row(0), row(1), row(2), row(4, 0)]}) < 12


cells = st.fixed_dictionaries(
    {"subject": st.sampled_from(SUBJECTS)},
    optional={name: st.sampled_from([f"{name[0]}{n}" for n in range(6)]) for name in NAMES},
)
answers = st.fixed_dictionaries({"rows": st.lists(cells, max_size=5, unique_by=lambda one: one["subject"])})


@given(answers)
def test_points_stay_between_nothing_and_full(answer: dict[str, Any]) -> None:
    assert 0 <= points(answer) <= 12


@given(answers, st.integers(0, 4), st.sampled_from(NAMES))
def test_mending_one_choice_never_costs_points(answer: dict[str, Any], at: int, column: str) -> None:
    if at < len(answer["rows"]):
        right = column[0] + answer["rows"][at]["subject"][1:]
        mended = [one | {column: right} if i == at else one for i, one in enumerate(answer["rows"])]
        assert points({"rows": mended}) >= points(answer)


@given(answers.flatmap(lambda a: st.tuples(st.just(a), st.permutations(a["rows"]))), st.permutations(NAMES))
def test_the_order_of_rows_columns_and_options_makes_no_difference(
    two: tuple[dict[str, Any], list[dict[str, str]]], names: list[str]
) -> None:
    columns = {column.id: Column(column.id, column.title, column.options[::-1]) for column in COLUMNS}
    fields = {f: getattr(ITEM, f) for f in Critique.__dataclass_fields__}
    other = Critique(**fields | {"columns": (columns["subject"], *(columns[name] for name in names))})
    assert points({"rows": two[1]}, other) == points(two[0])


def test_looking_up_and_summing_gives_what_scoring_gives() -> None:
    chance, columns = random.Random(2), SMALL.columns
    for _ in range(1000):
        picked = chance.sample([o.id for o in columns[0].options], chance.randint(0, 3))
        rows = [
            {columns[0].id: subject} | {c.id: chance.choice(c.options).id for c in columns[1:] if chance.random() < 0.8}
            for subject in picked
        ]
        parts = {f"{one['trouble']}/{column}": one[column] for one in rows for column in one if column != "trouble"}
        assert looked_up(SPEC, parts) == points({"rows": rows}, SMALL, SMALL_KEY)


def test_every_choice_in_the_table_has_its_own_word_or_that_for_all_others() -> None:
    table = SPEC["open"]
    assert table["parts"]["keys/remedy"]["fund"]["why"] == ["keys/remedy/fund"]
    assert table["parts"]["keys/remedy"]["none"]["why"] == ["keys/remedy/else"]
    assert table["parts"]["money/remedy"]["rule"]["verdict"] == "partly"
    named = {why for entries in table["parts"].values() for entry in entries.values() for why in entry["why"]}
    assert named == set(table["why"])


@pytest.mark.parametrize("raw", [3, "x", [], {"rows": 3}, {"rows": [3, "x", [], None]}, {"rows": [{"subject": "z"}]}, {"rows": [{"subject": ["s1"], "bearer": 3, "q": 1}]},
                                 {"rows": [{"written": ["x"]}]}, {"rows": [{str(n): n for n in range(9999)}] * 9999}, {"lines": []}])  # fmt: skip
def test_what_is_no_answer_is_set_aside_and_named(raw: Any) -> None:
    answer, asides = critique.clean(ITEM, raw)
    assert answer is None
    assert 0 < len(asides) < 20
    assert all(len(got) < 120 for _, _, got in asides)


def test_rows_keep_their_numbers_and_empty_ones_at_the_end_go() -> None:
    answer, asides = critique.clean(ITEM, {"rows": [{}, row(1, written="Hm\x00m"), {"bearer": ""}, {}]})
    assert answer == {"rows": [{}, row(1, written="Hmm")]}
    assert asides == []


def test_more_than_five_rows_are_cut() -> None:
    answer, asides = critique.clean(ITEM, {"rows": [row(n) for n in range(6)]})
    assert answer is not None
    assert len(answer["rows"]) == 5
    assert asides == [("rows", "at most 5 entries", "6; the rest is left out")]


def test_what_is_blank_is_named_row_by_row() -> None:
    said = [note_text(note) for note in critique.blanks(ITEM, {"rows": [row(0, written="x"), {"bearer": "b1"}]})]
    assert said[0] == "“Crit”: 2 of 3 rows are begun."
    assert said[1].startswith("“Crit”, row 2: nothing under “Subject” yet. Without it")
    assert [line.split("“")[-1].split("”")[0] for line in said[2:]] == [
        "Paragraph",
        "Mechanism",
        "Remedy",
        "How to know",
    ]
    assert critique.blanks(ITEM, {"rows": [row(n, written="x") for n in range(3)]}) == []


def test_a_subject_twice_a_remedy_for_nothing_and_a_long_text_are_doubts() -> None:
    rows = [row(1), {"subject": "s1", "remedy": "r1"}, {"written": "one two three four five six"}]
    said = [note_text(note) for note in critique.doubts(ITEM, {"rows": rows})]
    assert said == [
        "“Crit”, row 2: the same under “Subject” as in row 1. Only the first of the two counts.",
        "“Crit”, row 2: you chose “r 1 & more” and no “Mechanism”. What is it that the remedy should change?",
        "“Crit”, row 3: 6 words; at most 5 are asked for.",
    ]
    assert critique.doubts(ITEM, {"rows": [row(1), row(2)]}) == critique.doubts(ITEM, None) == []


def test_the_review_shows_each_row_with_what_it_earned_and_what_was_written() -> None:
    answer = {"rows": [row(1, written="<b>x"), row(1)]}
    html = answer_html(ITEM, answer, critique.score(ITEM, KEY, answer))
    assert "✓ right (+1)" in html
    assert "the same subject again" in html
    assert "<b>" not in html
    assert "How to know" in html
    assert "no answer" in answer_html(ITEM, None, critique.score(ITEM, KEY, None))


def test_the_texts_of_all_rows_are_one_for_the_marker_with_the_rows_named() -> None:
    answer = {"rows": [{"written": "Ends [19]."}, row(2), row(1, written="Fewer\n\nletters.")]}
    (written,) = prose_of(ITEM, answer).values()
    assert list(prose_of(ITEM, answer)) == ["crit-written"]
    assert written.startswith(
        "Row 1: no subject chosen (2 words)\n\nEnds [19].\n\nRow 3: s 1 & more (2 words)\nParagraph: p 1 & more\n"
    )
    assert written.endswith("Remedy: r 1 & more\n\nFewer\n\nletters.")


def test_nothing_written_is_an_empty_text() -> None:
    assert prose_of(ITEM, None) == prose_of(ITEM, {"rows": [row(1)]}) == {"crit-written": ""}


def test_a_critique_without_written_texts_has_no_cell_for_them() -> None:
    fields = {f: getattr(ITEM, f) for f in Critique.__dataclass_fields__}
    assert prose_of(Critique(**fields | {"written": None}), {"rows": [row(1)]}) == {}


def test_the_notebook_has_a_cell_for_the_choices_and_one_for_the_marker() -> None:
    exercise, _ = read_practice(TEMPLATES / "critique.yml")
    model = {"reading-room-critique": {"rows": [{"trouble": "keys", "remedy": "rule", "written": "It opens on time."}]}}
    cells = {cell.metadata["nbgrader"]["grade_id"]: cell for cell in source_notebook(exercise, model).cells}
    closed, asked, written = (cells[f"reading-room-critique{end}"] for end in ("", "-written-question", "-written"))
    assert (closed.cell_type, closed.metadata["nbgrader"]["points"]) == ("code", 4)
    assert "How would one know? (2 points)" in asked.source
    assert "a sign of this mechanism" in asked.source
    assert written.cell_type == "markdown"
    assert written.metadata["nbgrader"] | {"points": 2, "grade": True, "solution": True} == written.metadata["nbgrader"]
    assert written.source.endswith("It opens on time.")


def test_grading_finds_the_written_texts_for_the_cell_that_a_person_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    items, handed_in = tmp_path / "solutions" / "crit" / "items.json", tmp_path / "submitted"
    items.parent.mkdir(parents=True)
    items.write_bytes(
        dumps(
            {"schema": 1, "exercise": "crit", "title": "", "language": "en", "intro": "", "minutes": 1, "items": [SPEC]}
        )
    )
    exercise = read_exercise(items)
    answers = {SPEC["id"]: {"rows": [{"trouble": "keys", "written": "It opens."}]}}
    write_answers(handed_in / "answers.json", Answers("crit", answers=answers))
    monkeypatch.setattr("point_to_surface.preprocess.find_course", lambda: tmp_path)
    written = WriteProse()._written({"metadata": {"path": str(handed_in)}}, exercise.id)
    assert written == {f"{SPEC['id']}-written": "Row 1: Only one person has the keys (2 words)\n\nIt opens."}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([("      noise:\n", "      noises:\n")], "wanted subject “noise”; got nothing about it"),
        ([("        mechanism:\n          walls", "        mechanisms:\n          walls")], "subject “noise”: wanted column “mechanism”; got nothing about it"),
        ([("walls: {credit", "wall: {credit")], "column “mechanism”: wanted known options only; got “wall”"),
        ([("          person: {credit: 1, ", "          person: {")], "wanted a credit for “person”; got none"),
        ([("          else: {why: \"Ask", "          else: {credit: 1, why: \"Ask")], "no credit under “else”; got 1"),
        ([("          else: {why: \"The law offers something [3].\", paragraphs: [3]}\n", "")], "“else”, or a word on every option; got neither"),
        ([("          fund: {credit: 0", "          fund: {credit: 1"), ("none: {credit: 1,", "fund: {credit: 1,")], "“fund” of column “remedy” earns for every subject"),
        ([("rows: 2", "rows: 4")], "at least 4 subjects for 4 rows"),
        ([("rows: 2", "rows: 6")], "rows"),
        ([("    written_points: 2\n", "")], "written, written_points and rubric together"),
        ([("written_points: 2", "written_points: 3")], "rubric levels that add up to 3.0 points; got 2"),
        ([("- id: mechanism", "- id: written")], "another id than “written”"),
        ([("{id: none, text", "{id: else, text")], "no option “else”"),
        ([("{id: rule, text", "{id: fund, text")], "every id once; got “fund” again"),
    ],
)  # fmt: skip
def test_a_critique_that_cannot_work_is_told(tmp_path: Path, changes: list[tuple[str, str]], said: str) -> None:
    found = mistakes(tmp_path, "critique", *changes)
    assert told(found, said), found


def test_a_graded_critique_wants_the_canary_in_every_reason(tmp_path: Path) -> None:
    assert len(mistakes(tmp_path, "critique", graded=True)) == 14
