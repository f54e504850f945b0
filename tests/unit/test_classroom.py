"""Collecting: one submission per learner out of bare answers files, and nothing lost with the rest."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from point_to_surface import cli
from point_to_surface.answers import FORMAT
from point_to_surface.classroom import collect, make_class, summary
from point_to_surface.course import VARIABLE
from point_to_surface.errors import Mistakes

NAME = "classify-cases"


def answers(**changes: object) -> str:
    return json.dumps({"format": FORMAT, "schema": 1, "exercise": NAME, "answers": {}} | changes)


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    folder = tmp_path / "handed-in"
    folder.mkdir()
    return folder


def collected(course: Path, handed_in: Path, **options: str) -> tuple[dict[str, bool], str]:
    found = list(collect(course, NAME, handed_in, handed_in.parent / "class", **options))
    return {one.file.name: one.accepted for one in found}, summary(found)


def test_a_bare_answers_file_becomes_a_submission_with_the_courses_notebook(course: Path, handed_in: Path) -> None:
    (handed_in / "lan-chen_answers.json").write_text(answers())
    assert collected(course, handed_in)[0] == {"lan-chen_answers.json": True}
    submission = handed_in.parent / "class" / "submitted" / "lan-chen" / NAME
    assert {p.name for p in submission.iterdir()} == {f"{NAME}.ipynb", "answers.json", "timestamp.txt"}
    assert (submission / f"{NAME}.ipynb").read_bytes() == (course / "exercises" / NAME / f"{NAME}.ipynb").read_bytes()


def test_the_time_of_handing_in_travels_in_nbgraders_form(course: Path, handed_in: Path) -> None:
    (handed_in / "lan.json").write_text(answers())
    os.utime(handed_in / "lan.json", (0, 0))
    collected(course, handed_in)
    stamp = handed_in.parent / "class" / "submitted" / "lan" / NAME / "timestamp.txt"
    assert stamp.read_text() == "1970-01-01 00:00:00 UTC\n"


def test_a_folder_per_learner_is_collected_too(course: Path, handed_in: Path) -> None:
    (handed_in / "lan-chen").mkdir()
    (handed_in / "lan-chen" / "answers.json").write_text(answers())
    collected(course, handed_in)
    assert (handed_in.parent / "class" / "submitted" / "lan-chen" / NAME / "answers.json").is_file()


def test_every_file_that_cannot_be_read_is_named_and_the_rest_is_collected(course: Path, handed_in: Path) -> None:
    (handed_in / "a-good.json").write_text(answers())
    (handed_in / "b-empty.json").write_text("")
    (handed_in / "c-broken.json").write_text("{")
    (handed_in / "d-other.json").write_text(answers(exercise="another"))
    (handed_in / "e-newer.json").write_text(answers(schema=2))
    (handed_in / "f-unknown.json").write_text(answers(answers={"none-such": 1}))
    with (handed_in / "g-huge.json").open("wb") as out:
        out.truncate(50_000_000)
    accepted, told = collected(course, handed_in)
    assert [name[0] for name, good in accepted.items() if good] == ["a", "f"]
    assert told.splitlines()[0] == "2 collected, 5 refused"
    for name, why in (
        ("b-empty", "empty file"), ("c-broken", "JSON"), ("d-other", "another exercise"),
        ("e-newer", "Update the course software"), ("f-unknown", "none-such"), ("g-huge", "50.0 MB"),
    ):  # fmt: skip
        assert [line for line in told.splitlines() if name in line and why in line], name


@pytest.mark.parametrize("learner", ["../evil", "..", ".hidden", "a b", "x" * 80, "a/b"])
def test_a_learners_name_that_could_leave_the_class_is_refused(course: Path, handed_in: Path, learner: str) -> None:
    (handed_in / "answers.json").write_text(answers())
    accepted, told = collected(course, handed_in, learner=learner)
    assert accepted == {"answers.json": False}
    assert "wanted a name that begins with the learner's id" in told
    assert not (handed_in.parent / "class").exists()


def test_two_files_of_one_learner_are_not_chosen_between(course: Path, handed_in: Path) -> None:
    (handed_in / "lan_1.json").write_text(answers())
    (handed_in / "lan_2.json").write_text(answers())
    accepted, told = collected(course, handed_in)
    assert list(accepted.values()) == [True, False]
    assert "wanted one file from lan; got also" in told


def test_a_link_to_a_key_is_not_followed(course: Path, handed_in: Path) -> None:
    (handed_in / "lan_answers.json").symlink_to(course / "solutions" / NAME / "model" / "answers.json")
    assert collected(course, handed_in)[0] == {"lan_answers.json": False}


def test_nothing_handed_in_is_told(course: Path, tmp_path: Path) -> None:
    with pytest.raises(Mistakes, match="nothing there"):
        list(collect(course, NAME, tmp_path / "none", tmp_path))


def test_a_class_takes_its_rules_from_the_course(course: Path, tmp_path: Path) -> None:
    make_class(course, tmp_path / "class")
    assert "load_subconfig" in (tmp_path / "class" / "nbgrader_config.py").read_text()


def test_the_course_itself_is_a_class_without_a_second_configuration(course: Path) -> None:
    before = (course / "nbgrader_config.py").read_bytes()
    make_class(course, course)
    assert (course / "nbgrader_config.py").read_bytes() == before


def test_course_collect_says_with_its_exit_code_that_something_was_refused(
    course: Path, handed_in: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, str(course))
    (handed_in / "lan.json").write_text(answers())
    command = ["collect", NAME, str(handed_in), "--into", str(handed_in.parent / "class")]
    assert cli.main(command) == 0
    (handed_in / "ben.json").write_text("")
    assert cli.main(command) == 1
    assert "1 collected, 1 refused" in capsys.readouterr().out


def test_course_help_teaches_the_steps(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(["--help"])
    assert caught.value.code == 0
    said = capsys.readouterr().out
    assert all(step in said for step in ("course check", "course compile", "course collect", "Exit codes"))


def test_outside_a_course_the_command_says_where_it_looked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(VARIABLE, raising=False)
    assert cli.main(["check"]) == 1
    assert f"no course around {tmp_path}" in capsys.readouterr().err
