"""Items, answers and scores as plain static HTML: in a notebook's output, the formgrader, feedback, and pages
before their script runs."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from .htmlparts import prose_html
from .items import Item, item_from_json
from .kinds import Note, kind_of
from .kinds.prose import count_words
from .scores import Score
from .strings import number, text


def question_html(item: Item) -> str:
    """The title, the points, the rule and the prompt."""
    points = text("review.points", points=number(item.points))
    rule = f'<div class="pts-rule">{item.rule}</div>' if item.rule else ""
    return f"<h4>{escape(item.title)} <small>({points})</small></h4>{item.prompt}{rule}"


def answer_html(item: Item, answer: Any, score: Score | None = None) -> str:
    """What was answered, part by part; with a score also what each part was worth."""
    parts = {part.id: part for part in score.parts} if score else {}
    return kind_of(item).answer_html(item, answer, parts) + (score_html(score) if score else "")


def score_html(score: Score) -> str:
    """One line with the points."""
    if score.points is None:
        return f"<p>{text('review.by_hand')}</p>"
    line = text("review.total", points=number(score.points), out_of=number(score.out_of))
    return f"<p><strong>{line}</strong></p>"


def prose_markdown(written: str) -> str:
    """The Markdown cell that a marker reads: the text, inert, and how long it is."""
    return f"{prose_html(written)}\n\n*{text('review.words', count=count_words(written))}*"


def notes_html(notes: list[Note], head: str, good: str) -> str:
    """What to look at again as a list, or one good word when there is nothing."""
    if not notes:
        return f"<p>✓ {text(good)}</p>"
    lines = "".join(f"<li>{escape(note_text(note))}</li>" for note in notes)
    return f"<p>{text(head)}</p><ul>{lines}</ul>"


def note_text(note: Note) -> str:
    """The sentence of a note, as plain text."""
    return text(f"checks.{note.message}", **dict(note.values))


def form_html(spec: Mapping[str, Any]) -> str:
    """A whole exercise to read, for pages whose script does not run."""
    items = [item_from_json(data) for data in spec["items"]]
    return "".join(
        f'<section class="pts-item">{question_html(item)}{kind_of(item).reading_html(item)}</section>' for item in items
    )
