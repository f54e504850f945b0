"""Coverage of a small made-up course: what is read, every mistake that is reported, and the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from point_to_surface.coverage import TAUGHT, Asked, Coverage, Objective, Unasked, load_coverage, table
from point_to_surface.errors import Mistakes, Problem

OBJECTIVES = """\
- id: name-tools
  text: Name the tools that a baker uses.
  level: remember
  chapters: [bread/tools, bread/oven]
- id: order-steps
  text: Order the steps from flour to loaf.
  level: apply
  chapters: [bread/oven]
"""
COVERAGE = """\
items:
- id: bake/first
  objectives: [name-tools]
  rows:
    events: [kneading]
- id: bake/second
  objectives: [name-tools, order-steps]
  rows:
    events: [kneading, baking]
    actors: [baker]
- id: practice/tools/check
  objectives: [order-steps]
  rows: {}
unasked:
  actors:
    miller: told in passing
"""


@pytest.fixture
def bakery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course with two graded items, one self-check, two objectives and four rows."""
    monkeypatch.chdir(tmp_path)
    texts = {f"seeds/{kind}.yml": "[]\n" for kind in TAUGHT} | {
        "seeds/events.yml": "[{id: kneading}, {id: baking}]\n",
        "seeds/actors.yml": "[{id: baker}, {id: miller}]\n",
        "solutions/bake/items.yml": "exercise: bake\nitems: [{id: first, kind: choice}, {id: second, kind: prose}]\n",
        "solutions/objectives.yml": OBJECTIVES,
        "solutions/coverage.yml": COVERAGE,
        "book/practice/tools.yml": "exercise: tools\nitems: [{id: check}]\nkeys: {}\n",
        "book/bread/tools.md": "# Tools\n",
        "book/bread/oven.ipynb": "{}\n",
        "book/_build/old.md": "# Old\n",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def change(bakery: Path, name: str, old: str, new: str) -> None:
    """Put `new` for the one `old` in the file."""
    path = bakery / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def problems(bakery: Path) -> tuple[Problem, ...]:
    with pytest.raises(Mistakes) as caught:
        load_coverage(bakery)
    return caught.value.problems


def test_reads_objectives_items_and_rows(bakery: Path) -> None:
    coverage = load_coverage(bakery)
    assert [objective.id for objective in coverage.objectives] == ["name-tools", "order-steps"]
    assert [item.id for item in coverage.items_of("order-steps")] == ["bake/second", "practice/tools/check"]
    assert coverage.asked() == {("events", "kneading"), ("events", "baking"), ("actors", "baker")}
    assert coverage.unasked == (Unasked("actors", "miller", "told in passing"),)


def test_cannot_be_changed(bakery: Path) -> None:
    with pytest.raises(AttributeError):
        load_coverage(bakery).items = ()  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("coverage", "bake/second", "bake/secnod", ["line 6: items › bake/secnod › id", "did you mean “bake/second”", "an entry for “bake/second”"]),
        ("coverage", "[name-tools, order-steps]", "[name-tool, order-steps]", ["line 7", "an id in objectives.yml", "“name-tool”", "did you mean “name-tools”"]),
        ("coverage", "[kneading, baking]", "[kneading, bakin]", ["rows › events", "the id of a row in events.yml", "“bakin”", "the row “baking” of events.yml under an item or under unasked; got neither"]),
        ("coverage", "    actors: [baker]", "    actor: [baker]", ["a kind of rows", "did you mean “actors”", "the row “baker”"]),
        ("coverage", "objectives: [order-steps]", "objectives: []", ["practice/tools/check › objectives: wanted an objective; got none"]),
        ("coverage", "    miller: told in passing", "    {}", ["the row “miller” of actors.yml"]),
        ("coverage", "    miller: told in passing", "    miller: told in passing\n    baker: the hero", ["unasked › actors › baker", "got one that is asked"]),
        ("coverage", "    miller: told in passing", "    miller: told in passing\n    miler: a slip", ["the id of a row in actors.yml", "“miler”"]),
        ("coverage", "    miller: told in passing", "    miller: ''", ["unasked › actors › miller"]),
        ("coverage", "- id: bake/second", "- id: bake/first", ["every id once", "an entry for “bake/second”"]),
        ("coverage", "- id: bake/first\n  objectives: [name-tools]", "- id: bake/first", ["line 2: items › bake/first › objectives: wanted this field"]),
        ("objectives", "[bread/oven]", "[bread/ovens]", ["line 8: order-steps › chapters › no. 1", "a page of the book", "did you mean “bread/oven”"]),
        ("objectives", "[bread/oven]", "[_build/old]", ["“_build/old”"]),
        ("objectives", "level: apply", "level: master", ["line 7: order-steps › level", "“master”"]),
        ("objectives", "[bread/oven]", "[]", ["order-steps › chapters"]),
        ("objectives", "- id: order-steps", "- id: name-tools", ["every id once"]),
    ],
)  # fmt: skip
def test_every_mistake_says_where_and_what(bakery: Path, name: str, old: str, new: str, said: list[str]) -> None:
    change(bakery, f"solutions/{name}.yml", old, new)
    text = "\n".join(map(str, problems(bakery)))
    assert [part for part in said if part not in text] == [], text


def test_all_mistakes_at_once(bakery: Path) -> None:
    change(bakery, "solutions/objectives.yml", "bread/tools", "bread/spoons")
    change(bakery, "solutions/coverage.yml", "bake/first", "bake/firsts")
    change(bakery, "solutions/coverage.yml", "[kneading, baking]", "[kneading, burning]")
    change(bakery, "solutions/coverage.yml", "    miller: told in passing", "    {}")
    assert (
        len(problems(bakery)) == 6
    )  # page, item twice (unknown, missing), unknown row, two rows neither here nor there


def test_a_broken_item_hides_no_other_mistake_and_invents_none(bakery: Path) -> None:
    change(bakery, "solutions/coverage.yml", "    actors: [baker]", "    actors: baker")
    change(bakery, "solutions/coverage.yml", "objectives: [order-steps]", "objectives: [order-stops]")
    first, second = problems(bakery)
    assert "bake/second › rows › actors" in first.where
    assert "practice/tools/check › objectives" in second.where


@pytest.mark.parametrize(
    "name", ["solutions/objectives.yml", "solutions/coverage.yml", "seeds/events.yml", "seeds/sums.yml"]
)
def test_a_missing_file_is_a_mistake(bakery: Path, name: str) -> None:
    (bakery / name).unlink()
    assert name in {problem.file for problem in problems(bakery)}


@pytest.mark.parametrize("text", ["[]", "items: none", "items: [none]", "items: []\nunasked: [miller]", "just words"])
def test_another_shape_is_a_mistake(bakery: Path, text: str) -> None:
    (bakery / "solutions/coverage.yml").write_text(text, encoding="utf-8")
    assert {problem.file for problem in problems(bakery)} == {"solutions/coverage.yml"}


def test_table_gives_every_objective_and_what_is_left(bakery: Path) -> None:
    lines = table(load_coverage(bakery)).splitlines()
    assert lines[0] == "| Objective | Level | Chapters | Items | Rows in these |"
    assert (
        lines[2]
        == "| Name the tools that a baker uses. | remember | bread/tools, bread/oven | `bake/first`, `bake/second` | 3 |"
    )
    assert lines[3].endswith("| `bake/second`, `practice/tools/check` | 3 |")
    assert "Of 4 rows, 3 are asked by some item. Asked by none:" in lines
    assert lines[-1] == "- actors: `miller` (told in passing)"


def test_table_escapes_what_would_break_a_row() -> None:
    objective = Objective(id="choose", text="Choose a | b.", level="apply", chapters=("page",))
    item = Asked(id="some/item", objectives=("choose",), rows={})
    text = table(Coverage((objective,), (item,), ()))
    assert "| Choose a \\| b. | apply | page | `some/item` | 0 |" in text
    assert text.endswith("- none\n")
