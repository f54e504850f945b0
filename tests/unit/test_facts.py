"""Loading facts: every mistake is reported at once, with file, row and line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pydantic import ValidationError

from point_to_surface.errors import Mistakes, Problem
from point_to_surface.facts import KINDS, Facts, load_facts

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load_facts(SEEDS)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(SEEDS, tmp_path / "seeds"))


def replace(path: Path, old: str, new: str) -> int:
    """Put `new` for the first `old` in the file; gives the line at which it stood."""
    before, found, after = path.read_text(encoding="utf-8").partition(old)
    assert found, f"{old!r} is no longer in {path.name}: choose another place to break"
    path.write_text(before + new + after, encoding="utf-8")
    return before.count("\n") + 1


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(Mistakes) as caught:
        load_facts(folder)
    return caught.value.problems


def test_every_file_yields_rows(facts: Facts) -> None:
    assert [kind for kind in KINDS if not getattr(facts, kind)] == []


def test_facts_cannot_be_changed(facts: Facts) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        facts.events[0].text = "another"
    with pytest.raises(AttributeError):
        facts.events = ()  # type: ignore[misc]


def test_by_id_gives_the_row(facts: Facts) -> None:
    assert facts.by_id("events", "luoshan-book") in facts.events


@pytest.mark.parametrize(
    ("kind", "id", "hint"),
    [("events", "luoshan-bok", "luoshan-book"), ("event", "luoshan-book", "events"), ("source", "x", "no row")],
)
def test_by_id_names_what_is_near_when_there_is_no_such_row(facts: Facts, kind: str, id: str, hint: str) -> None:
    with pytest.raises(KeyError, match=hint):
        facts.by_id(kind, id)


def test_paragraph_gives_number_section_and_topic(facts: Facts) -> None:
    assert facts.paragraph(8).n == 8
    with pytest.raises(KeyError, match="no paragraph 40"):
        facts.paragraph(40)


def test_broken_yaml_is_named_with_its_line(folder: Path) -> None:
    line = replace(folder / "sums.yml", "  name: Shenzhen", "  name: [Shenzhen")
    (problem,) = [p for p in problems(folder) if p.file == "seeds/sums.yml"]
    assert problem.wanted == "YAML"
    assert int(problem.where.removeprefix("line ")) in range(line, line + 3)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "orders.yml").unlink()
    assert [(p.file, p.wanted) for p in problems(folder)] == [("seeds/orders.yml", "a readable file")]


@pytest.mark.parametrize(
    ("text", "got"), [("", "an empty file"), ("id: x\n", "dict"), ("- just words\n", "“just words”")]
)
def test_a_file_that_holds_no_rows_is_named(folder: Path, text: str, got: str) -> None:
    (folder / "orders.yml").write_text(text, encoding="utf-8")
    assert [(p.file, p.got) for p in problems(folder)] == [("seeds/orders.yml", got)]


def test_a_file_of_unknown_kind_is_named(folder: Path) -> None:
    (folder / "evnets.yml").write_text("[]", encoding="utf-8")
    assert [p.file for p in problems(folder)] == ["seeds/evnets.yml"]


@pytest.mark.parametrize("number", ["40", "0", "-1", "titel"])
def test_a_paragraph_that_the_source_lacks_is_named(folder: Path, number: str) -> None:
    line = replace(folder / "events.yml", "paragraphs: [12]", f"paragraphs: [12, {number}]")
    (problem,) = problems(folder)
    assert (problem.file, problem.where) == ("seeds/events.yml", f"line {line}: luoshan-facility › paragraphs › no. 2")
    assert problem.wanted == "a paragraph of source.yml (1 to 32) or “title”"
    assert problem.got == f"“{number}”"


def test_a_paragraph_deep_in_a_row_is_checked_too(folder: Path) -> None:
    line = replace(folder / "cases.yml", "paragraphs: [12]}", "paragraphs: [40]}")
    assert [p.where for p in problems(folder)] == [f"line {line}: luoshan › said › no. 1 › paragraphs › no. 1"]


def test_a_second_row_with_the_same_id_is_named(folder: Path) -> None:
    line = replace(folder / "sums.yml", "id: shenzhen\n", "id: pudong-2006\n")
    (problem,) = problems(folder)
    assert (problem.where, problem.wanted) == (f"line {line}", "every id once")
    assert problem.got == "“pudong-2006” again"


def test_a_reference_to_an_unknown_row_is_named_with_the_nearest(folder: Path) -> None:
    line = replace(folder / "links.yml", "to: {event: three-units}", "to: {event: three-unit}")
    (problem,) = problems(folder)
    assert (problem.file, problem.where) == ("seeds/links.yml", f"line {line}: luoshan-to-three-units › to › event")
    assert (problem.wanted, problem.got) == ("the id of a row in events.yml", "“three-unit”")
    assert "did you mean “three-units”?" in problem.remedy


def test_a_broken_row_does_not_break_the_links_to_it(folder: Path) -> None:
    replace(folder / "events.yml", "level: point", "level: dot")
    assert [p.file for p in problems(folder)] == ["seeds/events.yml"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  status: stated\n", "", "this field"),
        ("  status: stated\n", "  status: sure\n", "'stated', 'inferred' or 'open'"),
        ("  status: stated\n", "  status: stated\n  sttus: open\n", "only known fields"),
        ("  amount: 60000000", '  amount: "60000000"', "a valid integer"),
        ("  amount: 60000000", "  amount: -1", "greater than 0"),
        ("  name: The Pudong contracts", '  name: "  "', "string should have at least 1 character"),
        ("  paragraphs: [2]", "  paragraphs: []", "list should have at least 1 item"),
        ("id: pudong-2006", "id: Pudong 2006", "string should match pattern"),
        ("  bound: exact", "  bound: exact\n  bound: more-than", "each field once"),
    ],
)
def test_a_wrong_field_is_named_with_row_and_line(folder: Path, old: str, new: str, expected: str) -> None:
    replace(folder / "sums.yml", old, new)
    (problem,) = problems(folder)
    assert problem.file == "seeds/sums.yml"
    assert re.match(r"line \d+: (pudong-2006|shenzhen|Pudong 2006) › ", problem.where)
    assert problem.wanted.startswith(expected)
    assert problem.remedy


def test_a_line_number_is_that_of_the_wrong_value(folder: Path) -> None:
    line = replace(folder / "sums.yml", "  count: null", "  count: many")
    assert [p.where for p in problems(folder)] == [f"line {line}: shenzhen › count"]


def test_an_unknown_field_deep_in_a_row_is_told_with_those_known_there(folder: Path) -> None:
    line = replace(folder / "cases.yml", "paragraphs: [12]}", "paragraphs: [12], txt: no}")
    (problem,) = problems(folder)
    assert problem.where == f"line {line}: luoshan › said › no. 1 › txt"
    assert problem.remedy == "Rename or remove it; did you mean “text”? Known: text, paragraphs"


def test_a_value_that_fits_no_member_of_a_union_is_told_once(folder: Path) -> None:
    replace(folder / "links.yml", "  drawn: true", "  drawn: maybe")
    (problem,) = problems(folder)
    assert (problem.wanted, problem.got) == ("a valid boolean or 'open'", "“maybe”")
    assert problem.where.endswith(" › drawn")


def test_a_date_in_no_calendar_is_told(folder: Path) -> None:
    replace(folder / "events.yml", "  when: ", "  when: 2013-02-30 #")
    assert [p.file for p in problems(folder) if "day is out of range" in p.got] == ["seeds/events.yml"]


def test_a_file_outside_the_current_folder_is_named_as_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace(folder / "sums.yml", "  bound: exact", "  bound: about")
    (folder.parent / "elsewhere").mkdir()
    monkeypatch.chdir(folder.parent / "elsewhere")
    assert [p.file for p in problems(folder)] == [str(folder / "sums.yml")]


@pytest.mark.parametrize("end", ["{}", "{event: three-units, label: both}"])
def test_an_end_of_a_link_is_one_thing(folder: Path, end: str) -> None:
    replace(folder / "links.yml", "to: {event: three-units}", f"to: {end}")
    (problem,) = problems(folder)
    assert "exactly one of event, actor and label" in problem.wanted


def test_all_mistakes_are_reported_at_once(folder: Path) -> None:
    replace(folder / "events.yml", "level: point", "level: dot")
    replace(folder / "events.yml", "paragraphs: [16]", "paragraphs: [40]")
    replace(folder / "links.yml", "to: {event: three-units}", "to: {event: nowhere}")
    replace(folder / "sums.yml", "  caveat: >-", "  warning: >-")
    replace(folder / "glossary.yml", "- id: lottery-funds", "- id: leading-cadre")
    replace(folder / "orders.yml", "- id", "- [id")
    found = problems(folder)
    assert sorted(p.file for p in found) == [
        "seeds/events.yml",
        "seeds/events.yml",
        "seeds/glossary.yml",
        "seeds/links.yml",
        "seeds/orders.yml",
        "seeds/sums.yml",
        "seeds/sums.yml",
    ]
    assert str(Mistakes(found)).startswith("7 problems:")


def test_an_average_is_given_only_where_amount_and_count_are_known(facts: Facts) -> None:
    exact = facts.sums[0]
    assert exact.count
    assert exact.per_unit == exact.amount / exact.count
    assert exact.model_copy(update={"count": None}).per_unit is None
    assert exact.model_copy(update={"bound": "more-than"}).per_unit is None
