"""What a released notebook uses: saving, reviewing, and checks without a key."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from point_to_surface import open_exercise
from point_to_surface.compile import compile_items, dumps
from point_to_surface.form import FormWidget
from point_to_surface.htmlparts import prose_html
from point_to_surface.render import prose_markdown
from point_to_surface.workbook import NotYet, Workbook
from tests.unit.test_authoring import ITEMS, written

COMPLETE = {
    "models": {
        "one": {"value": "delegation", "status": "inferred"},
        "two": {"value": "cannot-tell", "status": "open"},
    },
    "essay": "Because of [2].",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    spec = compile_items(written(tmp_path, "items.yml", ITEMS))
    (tmp_path / "items.json").write_bytes(dumps(spec))
    return tmp_path


@pytest.fixture
def workbook(folder: Path) -> Workbook:
    return open_exercise("small", folder)


@pytest.fixture
def validating(monkeypatch: pytest.MonkeyPatch) -> None:
    """As when `nbgrader validate` runs the notebook."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The HTML that the notebook shows."""
    pieces: list[str] = []
    monkeypatch.setattr("point_to_surface.workbook._display", pieces.append)
    return pieces


def test_a_learner_at_work_reads_what_is_blank_without_an_alarm(workbook: Workbook, shown: list[str]) -> None:
    workbook.check_complete()
    assert shown[0].count("<li>") == 3


@pytest.mark.usefixtures("validating")
def test_a_blank_notebook_says_everything_that_is_blank(workbook: Workbook) -> None:
    with pytest.raises(NotYet) as caught:
        workbook.check_complete()
    assert str(caught.value).count("–") == 3
    assert "Two" in str(caught.value)
    assert caught.value._render_traceback_()[0].startswith("Not complete yet")


@pytest.mark.usefixtures("validating")
def test_an_inconsistent_notebook_says_what_contradicts_itself(workbook: Workbook) -> None:
    workbook.save({"models": {"one": {"value": "delegation", "status": "open"}, "two": {"value": "cannot-tell", "status": "stated"}}})  # fmt: skip
    with pytest.raises(NotYet) as caught:
        workbook.check_consistent()
    assert "One: you chose a value and marked it open" in str(caught.value)
    assert "Two: you chose “cannot be told” and a status other than open" in str(caught.value)


@pytest.mark.usefixtures("validating")
def test_a_text_over_its_length_is_told_with_its_count(workbook: Workbook) -> None:
    workbook.save({"essay": "word " * 51})
    with pytest.raises(NotYet, match="51 words; at most 50"):
        workbook.check_consistent()


@pytest.mark.usefixtures("validating")
def test_a_complete_notebook_passes_both_checks(workbook: Workbook, shown: list[str]) -> None:
    workbook.save(COMPLETE)
    workbook.check_complete()
    workbook.check_consistent()
    assert [piece.startswith("<p>✓") for piece in shown] == [True, True]


@pytest.mark.usefixtures("validating")
def test_a_value_without_status_is_not_complete(workbook: Workbook) -> None:
    workbook.save({**COMPLETE, "models": {**COMPLETE["models"], "one": {"value": "delegation"}}})
    with pytest.raises(NotYet, match="One: say how surely"):
        workbook.check_complete()


def test_answers_survive_closing_and_opening(workbook: Workbook, folder: Path) -> None:
    workbook.save(COMPLETE)
    assert open_exercise("small", folder).answers.answers == COMPLETE


def test_the_form_saves_every_change_beside_the_notebook(workbook: Workbook, folder: Path) -> None:
    form = FormWidget.over(workbook)
    form.answers = COMPLETE
    assert json.loads((folder / "answers.json").read_text(encoding="utf-8"))["answers"] == COMPLETE
    assert "Saved in answers.json" in form.saved


def test_a_form_that_cannot_save_says_so_and_keeps_the_answers(
    workbook: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("point_to_surface.workbook.files.write_answers", full)
    form = FormWidget.over(workbook)
    form.answers = COMPLETE
    assert form.saved.startswith("Not saved: No space left on device")
    assert form.answers == COMPLETE


def test_an_unreadable_answers_file_is_kept_and_told(folder: Path) -> None:
    (folder / "answers.json").write_text("{broken", encoding="utf-8")
    workbook = open_exercise("small", folder)
    assert workbook.answers.answers == {}
    assert "answers-unread-1.json" in workbook.warning
    assert (folder / "answers-unread-1.json").read_text(encoding="utf-8") == "{broken"


def test_another_exercises_notebook_in_this_folder_is_told(folder: Path) -> None:
    with pytest.raises(ValueError, match="holds the exercise “small”, not “other”"):
        open_exercise("other", folder)


def test_the_receipt_lists_answers_in_plain_words_with_the_fingerprint(workbook: Workbook) -> None:
    workbook.save(COMPLETE)
    html = workbook.receipt().html
    assert "Delegation" in html
    assert "inferred" in html
    assert "Fingerprint of the file: " in html


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", "</pre><img src=x onerror=alert(1)>", "$\\href{javascript:x}{y}$", "![x](javascript:1)", "# Head\n\n---\n```\ncode", "&lt;b&gt;", "[27]", "a\n\n\n    b"],
)  # fmt: skip
def test_learners_prose_is_text_to_html_markdown_and_tex(hostile: str) -> None:
    body = prose_html(hostile).removeprefix(prose_html("x").split("x")[0]).removesuffix("\n</pre>")
    assert not set(body) & set("<>$\\`*_[]()!~|'\"")
    assert prose_html(hostile) in prose_markdown(hostile)


def test_grading_shows_no_form(workbook: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert workbook.form() is None


def test_the_learners_side_loads_without_the_authors_packages() -> None:
    import subprocess
    import sys

    code = (
        "import sys\n"
        "for name in ('pydantic', 'yaml', 'nbgrader', 'markdown_it', 'sphinx'): sys.modules[name] = None\n"
        "import point_to_surface, point_to_surface.form, point_to_surface.scoring, point_to_surface.answers\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
