"""What authors write: every mistake at once, each with file, line, wanted, got and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from point_to_surface.authoring import read_items, read_key, read_practice
from point_to_surface.compile import compile_items
from point_to_surface.errors import Mistakes

ITEMS = """\
exercise: small
title: Small
minutes: 5
intro: Hello.
items:
  - id: models
    kind: classify
    title: Models
    points: 4
    prompt: Which?
    options:
      - {id: formalism, text: Formalism}
      - {id: delegation, text: Delegation}
      - {id: cannot-tell, text: Cannot be told}
    cases:
      - {id: one, title: One, text: First., fictional: true}
      - {id: two, title: Two, text: Second., paragraphs: [2]}
  - id: essay
    kind: prose
    title: Essay
    points: 2
    prompt: Why?
    max_words: 50
    rubric:
      - criterion: Evidence
        levels: [{points: 0, text: none}, {points: 2, text: cited}]
"""
KEY = """\
exercise: small
keys:
  models:
    cases:
      one:
        accept:
          - {value: delegation, status: [inferred], why: «keep home» Shared., paragraphs: [27]}
        options:
          formalism: {why: «keep home» No tie., paragraphs: [27]}
          cannot-tell: {why: «keep home» It is told., paragraphs: [27]}
      two:
        accept:
          - {value: cannot-tell, status: [open], why: «keep home» Unsaid., paragraphs: [2]}
        options:
          formalism: {why: «keep home» Unsaid., paragraphs: [2]}
          delegation: {why: «keep home» Unsaid., paragraphs: [2]}
"""


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(folder: Path, items: str = ITEMS, key: str | None = None) -> list[str]:
    paths = written(folder, "items.yml", items), written(folder, "key.yml", key or KEY)
    with pytest.raises(Mistakes) as caught:
        read_key(paths[1], read_items(paths[0]))
    return [str(problem) for problem in caught.value.problems]


def test_a_sound_exercise_is_read(tmp_path: Path) -> None:
    exercise = read_items(written(tmp_path, "items.yml", ITEMS))
    assert set(read_key(written(tmp_path, "key.yml", KEY), exercise)) == {"models"}


def test_broken_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, ITEMS.replace("title: Essay", "title: Essay: long"))
    assert "items.yml: line 20: wanted YAML" in found
    assert "indentation, quotes" in found


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    assert "got an empty file" in mistakes(tmp_path, "")[0]


def test_a_field_written_twice_is_named(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, ITEMS.replace("minutes: 5", "minutes: 5\nminutes: 6"))
    assert "line 4: minutes: wanted each field once; got a second “minutes”. Keep one" in found


def test_all_mistakes_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    broken = ITEMS.replace("points: 4", "points: many").replace("max_words: 50", "words: 50")
    found = mistakes(tmp_path, broken)
    assert len(found) == 3
    assert any(
        "line 9: items › models › points" in line and "got “many”. Change the value or its type" in line
        for line in found
    )
    assert any("max_words" in line and "wanted this field; got nothing. Add it" in line for line in found)
    assert any("line 23: items › essay › words: wanted only known fields; got “words”" in line for line in found)
    assert any("did you mean “max_words”?" in line and "rubric" in line for line in found)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    kind: prose\n", "", "items › essay: wanted the field 'kind'; got nothing. Add it"),
        ("kind: prose", "kind: essay", "as 'kind'; got “essay”. Change it to one of these"),
        ("intro: Hello.", "intro: Hello.\nlang: en", "line 5: lang: wanted only known fields; got “lang”"),
        (
            "      - criterion: Evidence",
            "      - Evidence\n      - criterion: More",
            "no. 1: wanted the fields of a Criterion",
        ),
    ],
)
def test_a_wrong_field_is_told_with_a_remedy(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(Mistakes) as caught:
        read_items(written(tmp_path, "items.yml", ITEMS.replace(old, new, 1)))
    (problem,) = caught.value.problems
    assert said in str(problem)
    assert problem.remedy


def test_messages_name_a_file_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert mistakes(tmp_path, "")[0].startswith(f"{tmp_path / 'items.yml'}: ")
    monkeypatch.chdir(tmp_path.parent)
    assert mistakes(tmp_path, "")[0].startswith(f"{tmp_path.name}/items.yml: ")


def test_keys_that_are_no_fields_are_told(tmp_path: Path) -> None:
    path = written(tmp_path, "practice.yml", ITEMS + "keys: [one]\n")
    with pytest.raises(Mistakes, match="line 27: keys: wanted a valid dictionary"):
        read_practice(path)


def test_a_framework_must_offer_that_it_cannot_be_told(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, ITEMS.replace("{id: cannot-tell,", "{id: unsure,"))
    assert "item “models”: wanted an option “cannot-tell”; got none" in found


def test_an_id_twice_is_named(tmp_path: Path) -> None:
    found = mistakes(tmp_path, ITEMS.replace("{id: two,", "{id: one,"))
    assert any("wanted every id once; got “one” again" in line for line in found)


def test_rubric_levels_must_add_up_to_the_points(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, ITEMS.replace("points: 2\n", "points: 3\n"))
    assert "rubric levels that add up to 3.0 points; got 2" in found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("exercise: small", "exercise: other", "wanted “small”; got “other”"),
        ("  models:", "  modles:", "wanted a key for item “models”; got none"),
        ("  models:", "  modles:", "key “modles”: wanted a key of an item that has one"),
        ("      two:", "      too:", "case “two”; got nothing about it"),
        ("          formalism: {why: «keep home» No tie., paragraphs: [27]}\n", "", "value “formalism”; got nothing about it"),
        ("formalism: {why: «keep home» No tie.", "formalism: {why: No tie.", "a reason that begins with «keep home»"),
        ("status: [inferred]", "status: [sure]", "line 7: keys › models › cases › one › accept › no. 1 › status › no. 1: wanted 'stated',"),
        ("    cases:\n", "    cases: {}\n    old:\n", "at least 1 item"),
        ("options:", "option:", "did you mean “options”? Known: accept, options, statuses"),
        ("status: [open]", "status: [inferred]", "“cannot-tell” and open together"),
        ("value: delegation,", "value: partnership,", "known values only; got “partnership”"),
        ("paragraphs: [27]}\n        options", "paragraphs: []}\n        options", "at least 1 item"),
    ],
)  # fmt: skip
def test_a_key_that_does_not_fit_its_items_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert any(said in line for line in mistakes(tmp_path, key=KEY.replace(old, new, 1)))


def test_a_graded_item_whose_cases_share_one_key_is_refused(tmp_path: Path) -> None:
    one = KEY[KEY.index("      one:") : KEY.index("      two:")]
    found = mistakes(tmp_path, key=KEY[: KEY.index("      two:")] + one.replace("one:", "two:"))
    assert any("cases whose keys differ" in line for line in found)


def test_a_practice_file_needs_no_canary(tmp_path: Path) -> None:
    path = written(tmp_path, "practice.yml", ITEMS + KEY.replace("exercise: small\n", "").replace("«keep home» ", ""))
    assert set(read_practice(path)[1]) == {"models"}


def test_a_paragraph_that_the_source_does_not_have_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "items.yml", ITEMS.replace("prompt: Why?", "prompt: Why [40]?"))
    with pytest.raises(Mistakes, match=r"items\.yml: item “essay”: wanted a paragraph from 1 to 2; got \[40\]"):
        compile_items(path, {1: {"topic": "a"}, 2: {"topic": "b"}})
