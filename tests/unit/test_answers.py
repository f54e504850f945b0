"""The answers file: untrusted in, whole out."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from point_to_surface import answers as files
from point_to_surface.answers import Answers, answers_from_bytes, read_answers, write_answers
from point_to_surface.errors import Mistakes
from point_to_surface.items import Exercise


def raw(**changes: object) -> bytes:
    head = {"format": files.FORMAT, "schema": 1, "exercise": "small", "learner": "lan", "answers": {}}
    return json.dumps(head | changes).encode()


def refusal(data: bytes, exercise: Exercise) -> str:
    with pytest.raises(Mistakes) as caught:
        answers_from_bytes(data, exercise, "lan.json")
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "got an empty file"),
        (b"  \n", "got an empty file"),
        (b"{", "line 1: wanted JSON"),
        (b"[1]", "wanted a JSON object; got list"),
        (b"\xff\xfe\x00", "wanted UTF-8 text"),
        (b'{"a": NaN}', "not a JSON value"),
        (b'{"a": 1, "a": 2}', "twice in one object"),
        (b"[" * 200_000, "nested without end"),
        (b'{"a": ' + b"1" * 10_000 + b"}", "wanted an answers file"),
        (b"{}", "format: wanted “point-to-surface-answers”"),
        (raw(schema=2), "schema: wanted version 1 or older; got version 2. Update the course software"),
        (raw(schema="1"), "schema: wanted a version from 1 to 1"),
        (raw(schema=True), "schema: wanted a version"),
        (raw(exercise="other"), "exercise: wanted “small”; got “other”. It belongs to another exercise"),
        (raw(answers=[]), "answers: wanted an object"),
    ],
)
def test_a_file_that_is_no_answers_file_is_refused_with_its_reason(
    data: bytes, said: str, small_exercise: Exercise
) -> None:
    message = refusal(data, small_exercise)
    assert message.startswith("lan.json")
    assert said in message


def test_a_file_of_50_mb_is_refused_unread(tmp_path: Path, small_exercise: Exercise) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as out:
        out.truncate(50_000_000)
    with pytest.raises(Mistakes, match=r"huge\.json: wanted at most 2 MB; got 50\.0 MB, which was not read"):
        read_answers(path, small_exercise)


def test_a_link_is_refused(tmp_path: Path, small_exercise: Exercise) -> None:
    (tmp_path / "real.json").write_bytes(raw())
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    with pytest.raises(Mistakes, match="wanted a plain file; got a link"):
        read_answers(tmp_path / "link.json", small_exercise)


def test_unknown_items_are_set_aside_and_named_while_known_ones_stay(small_exercise: Exercise) -> None:
    read = answers_from_bytes(raw(answers={"pick": "a", "foreign": "x"}), small_exercise, "lan.json")
    assert read.answers == {"pick": "a"}
    assert [str(p) for p in read.aside] == [
        "lan.json: item “foreign”: wanted an item of “small”; got an unknown one. It was set aside"
    ]


@pytest.mark.parametrize(
    "given_answer",
    [
        {"pick": "z"},
        {"pick": ["a"]},
        {"models": "delegation"},
        {"models": {"one": "delegation"}},
        {"models": {"one": {"value": "surely"}}},
        {"models": {"three": {"value": "delegation"}}},
        {"models": {"one": {"value": ["delegation"]}}},
        {"models": {"one": {"points": 8}}},
        {"essay": 5},
    ],
)
def test_an_answer_of_a_wrong_shape_is_set_aside_and_named(given_answer: object, small_exercise: Exercise) -> None:
    read = answers_from_bytes(raw(answers=given_answer), small_exercise)
    assert read.answers == {}
    assert len(read.aside) == 1


def test_prose_loses_control_characters_and_lone_surrogates_but_no_words(small_exercise: Exercise) -> None:
    read = answers_from_bytes(raw(answers={"essay": "a\x00b\x1b[31m 由点到面\ud800\r\nend"}), small_exercise)
    assert read.answers["essay"] == "ab[31m 由点到面?\nend"


def test_prose_beyond_the_limit_is_cut_and_told(small_exercise: Exercise) -> None:
    read = answers_from_bytes(raw(answers={"essay": "x" * 20_001}), small_exercise)
    assert len(read.answers["essay"]) == 20_000
    assert "the rest is left out" in str(read.aside[0])


def test_a_message_shows_hostile_text_short_and_printable(small_exercise: Exercise) -> None:
    message = refusal(raw(exercise="\x1b[2J" + "x" * 500), small_exercise)
    assert "\x1b" not in message
    assert len(message) < 300


def test_what_is_written_is_read_back(tmp_path: Path, small_exercise: Exercise) -> None:
    made = Answers("small", "lan", "2026-01-01T00:00:00Z", {"pick": "a", "essay": "由点到面"})
    write_answers(tmp_path / "answers.json", made)
    assert read_answers(tmp_path / "answers.json", small_exercise) == made


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_exercise: Exercise
) -> None:
    path = tmp_path / "answers.json"
    write_answers(path, Answers("small", answers={"pick": "a"}))
    monkeypatch.setattr(files.os, "fsync", lambda _: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write_answers(path, Answers("small", answers={"pick": "b"}))
    assert read_answers(path, small_exercise).answers == {"pick": "a"}
    assert [p.name for p in tmp_path.iterdir()] == ["answers.json"]


def test_the_fingerprint_changes_with_an_answer_and_not_with_the_time() -> None:
    one = Answers("small", saved="2026-01-01", answers={"pick": "a"})
    assert files.fingerprint(one) == files.fingerprint(replace(one, saved="2027-01-01"))
    assert files.fingerprint(one) != files.fingerprint(replace(one, answers={"pick": "b"}))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=20,
)


@given(answers=st.dictionaries(st.sampled_from(["pick", "models", "essay", "no"]), json_values, max_size=4))
def test_whatever_the_answers_contain_reading_ends_in_answers_or_a_message(answers: dict[str, object]) -> None:
    from tests.conftest import CHOICE, PROSE, classify_item

    exercise = Exercise("small", "", "en", "", 1, (CHOICE, classify_item("one", "two"), PROSE))
    read = answers_from_bytes(raw(answers=answers), exercise)
    again = answers_from_bytes(files.to_bytes(read), exercise)
    assert again.answers == read.answers
    assert not again.aside
