"""Items, answers and scores as plain static HTML: in a notebook's output, the formgrader, feedback, and pages
before their script runs. Author text is already HTML; learner text is always escaped here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from .items import Case, Item, item_from_json
from .kinds import Note
from .kinds.prose import count_words
from .scores import Part, Score
from .strings import number, text


def plain(html: str) -> str:
    """Author HTML without its tags, for places that take text only."""
    return re.sub(r"<[^>]+>", "", html)


def _points(item: Item) -> str:
    return text("review.points", points=number(item.points))


def question_html(item: Item) -> str:
    """The title, the points, the rule and the prompt."""
    rule = f'<div class="pts-rule">{item.rule}</div>' if item.rule else ""
    return f"<h4>{escape(item.title)} <small>({_points(item)})</small></h4>{item.prompt}{rule}"


def _option(item: Item, option_id: str) -> str:
    found = [option.text for option in item.options if option.id == option_id]
    return found[0] if found else f"<em>{text('review.blank')}</em>"


def _status(status: str) -> str:
    return text(f"review.{status}") if status else f"<em>{text('review.blank')}</em>"


def _verdict(part: Part | None, out_of: float = 0.0) -> str:
    if part is None:
        return ""
    word = text("review.blank_verdict" if part.verdict == "blank" else f"review.{part.verdict}")
    points = round(part.share * out_of, 2)
    return f"{word} ({'+' if points > 0 else '−'}{number(abs(points))})" if points else word


def _table(head: list[str], rows: list[list[str]]) -> str:
    left = 'style="text-align: left"'  # Jupyter sets tables of outputs to the right
    cells = "".join(f'<th scope="col" {left}>{cell}</th>' for cell in head)
    body = "".join("<tr>" + "".join(f"<td {left}>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="table"><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>'


def _case_title(case: Case) -> str:
    label = f" <small>({text('review.fictional').rstrip('.')})</small>" if case.fictional else ""
    return f"<strong>{escape(case.title)}</strong>{label}"


def _classify_rows(item: Item, answer: Mapping[str, Any], parts: Mapping[str, Part]) -> list[list[str]]:
    rows = []
    for case in item.cases:
        given = answer.get(case.id, {})
        row = [_case_title(case), _option(item, given.get("value", ""))]
        if item.ask_status:
            row.append(_status(given.get("status", "")))
        if parts:
            row.append(_verdict(parts[case.id], item.points))
        rows.append(row)
    return rows


def answer_html(item: Item, answer: Any, score: Score | None = None) -> str:
    """What was answered, part by part; with a score also what each part was worth."""
    parts = {part.id: part for part in score.parts} if score else {}
    earned = [text("review.earned")] if parts else []
    if item.kind == "prose":
        body = prose_html(answer or "")
    elif item.kind == "classify":
        status = [text("review.status")] if item.ask_status else []
        head = [text("review.case"), text("review.your_answer"), *status, *earned]
        body = _table(head, _classify_rows(item, answer or {}, parts))
    else:
        row = [_option(item, answer or ""), *([_verdict(parts.get(""), item.points)] if parts else [])]
        body = _table([text("review.your_answer"), *earned], [row])
    return body + (score_html(score) if score else "")


def score_html(score: Score) -> str:
    """One line with the points."""
    if score.points is None:
        return f"<p>{text('review.by_hand')}</p>"
    line = text("review.total", points=number(score.points), out_of=number(score.out_of))
    return f"<p><strong>{line}</strong></p>"


def prose_html(written: str) -> str:
    """A learner's text as text: every character that HTML, Markdown or TeX could read is a numeric entity."""
    if not written:
        return f"<p><em>{text('review.blank')}</em></p>"
    inert = "".join(c if c.isalnum() or c in " \n" else f"&#{ord(c)};" for c in written)
    style = "white-space: pre-wrap; word-break: normal; overflow-wrap: anywhere; font-family: inherit"
    return f'<pre style="{style}">\n{inert}\n</pre>'


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
    return "".join(f'<section class="pts-item">{question_html(item)}{_controls(item)}</section>' for item in items)


def _controls(item: Item) -> str:
    cases = "".join(f"<div>{_case_title(case)}{case.text}</div>" for case in item.cases)
    options = "".join(f"<li>{option.text}</li>" for option in item.options)
    return cases + (f"<ul>{options}</ul>" if options else "")
