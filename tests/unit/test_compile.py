"""The compiled files: what the form gets, and tables that agree with scoring."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from point_to_surface import richtext
from point_to_surface.compile import compile_items, compile_practice, dumps, write_exercise
from point_to_surface.errors import Mistakes
from point_to_surface.items import STATUSES, exercise_from_json
from point_to_surface.keys import CANARY
from point_to_surface.kinds import kind_named
from point_to_surface.marking import keys_for
from point_to_surface.scoring import score
from tests.unit.test_authoring import ITEMS, KEY, written


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    choice = """\
  - id: first
    kind: choice
    title: First
    points: 2
    prompt: Which?
    options: [{id: a, text: A}, {id: b, text: B}]
"""
    credits = """\
  first:
    options:
      a: {credit: 1, why: Yes., paragraphs: [1]}
      b: {credit: 0.25, why: Partly., paragraphs: [1]}
"""
    text = ITEMS + choice + KEY.replace("exercise: small\n", "").replace("«keep home» ", "") + credits
    return written(tmp_path, "small.yml", text)


def looked_up(item: dict, answers: dict[str, str]) -> float:
    """What the form does: look up and sum, within the item's points."""
    table = item["open"]
    total = table["offset"] + sum(table["parts"][part][given]["earned"] for part, given in answers.items())
    return min(item["points"], max(0, total))


def test_looking_up_and_summing_gives_what_scoring_gives(practice: Path) -> None:
    spec = compile_practice(practice)
    item = next(i for i in spec["items"] if i["id"] == "models")
    model = exercise_from_json(spec).item("models")
    key = _key(practice, "models")
    pairs = list(product([o.id for o in model.options], ["", *STATUSES]))
    for one, two in product(pairs, pairs):
        answer = {"one": {"value": one[0], "status": one[1]}, "two": {"value": two[0], "status": two[1]}}
        expected = score(model, key, answer).points
        assert looked_up(item, {"one": "|".join(one), "two": "|".join(two)}) == pytest.approx(expected, abs=0.005)


def _key(practice: Path, name: str):
    from point_to_surface.authoring import author, read_practice

    return kind_named("classify").key_from_json(author("classify").key_json(read_practice(practice)[1][name]))


def test_a_choice_table_holds_every_option_with_its_reason(practice: Path) -> None:
    item = next(i for i in compile_practice(practice)["items"] if i["id"] == "first")
    assert item["open"]["parts"][""]["b"] == {"earned": 0.5, "verdict": "partly", "why": ["/b"]}
    assert set(item["open"]["why"]) == {"/a", "/b"}


def test_graded_items_compile_without_key_or_canary(tmp_path: Path) -> None:
    written(tmp_path, "items.yml", ITEMS)
    written(tmp_path, "key.yml", KEY)
    (path,) = write_exercise(tmp_path)
    compiled = path.read_text(encoding="utf-8")
    assert CANARY not in compiled
    assert "open" not in json.loads(compiled)["items"][0]


def test_nothing_is_written_when_the_key_is_wrong(tmp_path: Path) -> None:
    written(tmp_path, "items.yml", ITEMS)
    written(tmp_path, "key.yml", "keys: [")
    with pytest.raises(Mistakes):
        write_exercise(tmp_path)
    assert not (tmp_path / "items.json").exists()


def test_the_same_source_gives_the_same_bytes(tmp_path: Path) -> None:
    path = written(tmp_path, "items.yml", ITEMS)
    assert dumps(compile_items(path)) == dumps(compile_items(path))


def test_every_item_prints_its_scoring_rule(tmp_path: Path) -> None:
    spec = compile_items(written(tmp_path, "items.yml", ITEMS))
    assert "comes to zero" in spec["items"][0]["rule"]
    assert "2 points" in spec["items"][1]["rule"]
    assert all("{" not in item["rule"] for item in spec["items"])


def test_the_topic_of_every_marked_paragraph_travels_with_the_form(tmp_path: Path) -> None:
    path = written(tmp_path, "items.yml", ITEMS.replace("Hello.", "See [1] and [2, 3]."))
    topics = {n: {"topic": f"topic {n}", "section": "s"} for n in (1, 2, 3, 4)}
    assert sorted(compile_items(path, topics)["paragraphs"]) == ["1", "2", "3"]


def test_raw_html_in_an_author_text_is_shown_as_text() -> None:
    assert richtext.block("a <script>x</script>") == "<p>a &lt;script&gt;x&lt;/script&gt;</p>"


@given(st.text(alphabet="ab <>&[]0123456789*_`(),–-\n", max_size=60))
def test_no_author_text_can_make_a_tag_of_its_own(text: str) -> None:
    html = richtext.block(text)
    assert "<script" not in html
    assert "onerror" not in html


def test_a_mark_keeps_its_paragraph_and_a_link_stays_a_link() -> None:
    assert richtext.inline("so [27]") == 'so <a class="pts-p" data-p="27">[27]</a>'
    assert richtext.cited(richtext.inline("so [2, 17] and [9]")) == {2, 9, 17}


def test_a_key_compiled_by_another_version_is_compiled_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "solutions" / "small"
    source.mkdir(parents=True)
    written(source, "items.yml", ITEMS)
    written(source, "key.yml", KEY)
    keys_for.cache_clear()
    first = keys_for(tmp_path, "small")
    kept = tmp_path / "_build" / "keys" / "small.json"
    old = json.loads(kept.read_text(encoding="utf-8"))
    del old["keys"]["models"]["kind"]
    kept.write_text(json.dumps(old), encoding="utf-8")
    monkeypatch.setattr("point_to_surface.marking._digest", lambda *_: "another version")
    keys_for.cache_clear()
    assert keys_for(tmp_path, "small") == first
    keys_for.cache_clear()
