"""The source notebook of an exercise, made from its items: all code locked, and one grade cell per item.

What a person marks stands in a Markdown cell; an item of which only a part is marked so has a cell for each.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from .authoring import ExerciseText, HandMarked, author, hand_marked
from .items import Item, item_from_json
from .kinds import prose_of
from .strings import number, text

CHECKS = ("check_complete", "check_consistent")


def source_notebook(exercise: ExerciseText, model: dict[str, Any]) -> nbformat.NotebookNode:
    """The notebook, not executed. `model` holds the model answers by item id; the written ones stand in their cells."""
    cells = [
        _said("about", f"# {exercise.title}\n\n{exercise.intro}\n\n{text('notebook.run_text')}"),
        _run(
            "form",
            "from point_to_surface import open_exercise\n\n"
            f'exercise = open_exercise("{exercise.exercise}")\nexercise.form()',
        ),
    ]
    for item in exercise.items:
        cells += _item_cells(item, model.get(item.id))
    cells.append(_said("handing-in", f"## {text('notebook.handing_in')}\n\n{text('notebook.handing_in_text')}"))
    cells += [_graded(check.replace("_", "-"), 0, f"exercise.{check}()", None) for check in CHECKS]
    cells += [_said("about-receipt", text("notebook.receipt_text")), _run("receipt", "exercise.receipt()")]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    notebook = new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})
    nbformat.validate(notebook)
    return notebook


def write_notebook(path: Path, notebook: nbformat.NotebookNode) -> None:
    """Write it as nbgrader and Jupyter do, with one last line break."""
    from .answers import write_whole

    write_whole(path, (nbformat.writes(notebook).rstrip("\n") + "\n").encode())


def same_sources(one: nbformat.NotebookNode, other: nbformat.NotebookNode) -> bool:
    """Whether two notebooks have the same cells, outputs aside."""

    def heart(notebook: nbformat.NotebookNode) -> list[tuple[str, str, Any]]:
        return [(c.cell_type, c.source, c.metadata.get("nbgrader")) for c in notebook.cells]

    return heart(one) == heart(other)


def _meta(grade_id: str, *, grade: bool = False, solution: bool = False, points: float | None = None) -> dict[str, Any]:
    told: dict[str, Any] = {"grade": grade, "grade_id": grade_id, "locked": not solution, "schema_version": 3}
    told |= {"solution": solution, "task": False} | ({"points": points} if grade else {})
    return {"nbgrader": told} | ({"deletable": False, "editable": False} if not solution else {})


def _said(grade_id: str, source: str) -> Any:
    return new_markdown_cell(source, id=grade_id, metadata=_meta(grade_id))


def _run(grade_id: str, source: str) -> Any:
    return new_code_cell(source, id=grade_id, metadata=_hidden_source(_meta(grade_id)))


def _hidden_source(metadata: dict[str, Any]) -> dict[str, Any]:
    # Learners never read code: the cells fold away where the interface can do that.
    return metadata | {"jupyter": {"source_hidden": True}, "tags": ["remove-input"]}


def _graded(grade_id: str, points: float, visible: str, marked: str | None) -> Any:
    hidden = ""
    if marked is not None:
        hidden = (
            "\n### BEGIN HIDDEN TESTS\nfrom point_to_surface.marking import mark\n\n"
            f'mark(exercise, "{marked}")\n### END HIDDEN TESTS'
        )
    metadata = _hidden_source(_meta(grade_id, grade=True, points=points))
    return new_code_cell(visible + hidden, id=grade_id, metadata=metadata)


def _item_cells(item: Any, answer: Any) -> Iterator[Any]:
    by_hand = hand_marked(item)
    if by_hand is None or not by_hand.alone:
        yield _graded(item.id, item.points, f'exercise.review("{item.id}")', item.id)
    if by_hand:
        for cell, written in prose_of(_compiled(item), answer).items():
            yield _said(f"{cell}-question", _question(by_hand))
            yield _by_hand(cell, by_hand.points, written)


def _compiled(item: Any) -> Item:
    head = {"id": item.id, "kind": item.kind, "title": item.title, "prompt": "", "points": item.points}
    return item_from_json(head | author(item.kind).item_json(item))


def _by_hand(cell: str, points: float, model: str) -> Any:
    metadata = _meta(cell, grade=True, solution=True, points=points)
    return new_markdown_cell(model or text("notebook.prose_stub"), id=cell, metadata=metadata)


def _question(asked: HandMarked) -> str:
    points = text("review.points", points=number(asked.points))
    rubric = "\n".join(_rubric_lines(asked))
    return f"### {asked.title} ({points})\n\n{asked.prompt}\n\n{text('notebook.marked_by_hand')}\n\n{rubric}"


def _rubric_lines(asked: HandMarked) -> Iterator[str]:
    for criterion in asked.rubric:
        yield f"- **{criterion.criterion}**"
        for level in criterion.levels:
            yield f"    - {number(level.points)}: {' '.join(level.text.split())}"


def executed(notebook: nbformat.NotebookNode, folder: Path) -> nbformat.NotebookNode:
    """The notebook with its outputs, run in `folder`. Widget models, whose ids are random, are left out."""
    from nbclient import NotebookClient

    client = NotebookClient(
        notebook,
        resources={"metadata": {"path": str(folder)}},
        record_timing=False,
        store_widget_state=False,
        extra_arguments=["--log-level=ERROR"],
    )
    client.execute()
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
    return notebook
