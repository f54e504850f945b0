"""Authors' Markdown as safe HTML: raw HTML is shown as text, and [27] becomes a mark of paragraph 27."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt

_MARK = re.compile(r"\[(\d{1,3}(?:\s*[,–-]\s*\d{1,3})*)\](?!\()")


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def mark(number: str) -> str:
    """The HTML mark of one paragraph. The page that shows it adds the address."""
    return f'<a class="pts-p" data-p="{number}">[{number}]</a>'


def _marks(found: re.Match[str]) -> str:
    numbers = re.findall(r"\d+", found[1])
    between = re.findall(r"[^\d]+", found[1])
    out = mark(numbers[0])
    for gap, number in zip(between, numbers[1:], strict=True):
        out += ("–" if gap.strip() in "–-" else " ") + mark(number)
    return out


def block(text: str) -> str:
    """Paragraphs, lists and tables."""
    return _MARK.sub(_marks, _markdown().render(text).strip())


def inline(text: str) -> str:
    """One line without a surrounding paragraph."""
    return _MARK.sub(_marks, _markdown().renderInline(text).strip())


def cited(html: str) -> set[int]:
    """The paragraphs that a rendered text marks."""
    return {int(number) for number in re.findall(r'data-p="(\d+)"', html)}
