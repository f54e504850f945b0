"""Small pieces of static HTML, shared by all kinds. Author text is HTML already; learner text is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .items import Option
from .scores import Part
from .strings import number, text


def blank() -> str:
    """The words for a missing answer."""
    return f"<em>{text('review.blank')}</em>"


def option_text(options: Iterable[Option], option_id: str) -> str:
    """The text of the chosen option, or the words for a missing answer."""
    return next((option.text for option in options if option.id == option_id), blank())


def status_text(status: str) -> str:
    """The word for a status, or for a missing one."""
    return text(f"review.{status}") if status else blank()


def verdict_text(parts: Mapping[str, Part], part_id: str, out_of: float) -> str:
    """The verdict of one part with what it added or took, such as “✓ right (+2)”; nothing where it was not scored."""
    part = parts.get(part_id)
    if part is None:
        return ""
    word = text("review.blank_verdict" if part.verdict == "blank" else f"review.{part.verdict}")
    points = round(part.share * out_of, 2)
    return f"{word} ({'+' if points > 0 else '−'}{number(abs(points))})" if points else word


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table with `head` as its column names; cells are HTML."""
    left = 'style="text-align: left"'  # Jupyter sets tables of outputs to the right
    cells = "".join(f'<th scope="col" {left}>{cell}</th>' for cell in head)
    body = "".join("<tr>" + "".join(f"<td {left}>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="table"><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>'


def prose_html(written: str) -> str:
    """A learner's text as text: every character that HTML, Markdown or TeX could read is a numeric entity."""
    if not written:
        return f"<p>{blank()}</p>"
    inert = "".join(c if c.isalnum() or c in " \n" else f"&#{ord(c)};" for c in written)
    style = "white-space: pre-wrap; word-break: normal; overflow-wrap: anywhere; font-family: inherit"
    return f'<pre style="{style}">\n{inert}\n</pre>'
