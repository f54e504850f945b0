"""Tables and lists of the book, made from facts as HTML: numbers in them are never typed by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import groupby

from point_to_surface.facts import Facts
from point_to_surface.facts_models import Citation, Sum, Term
from point_to_surface.strings import text

Mark = Callable[[int | str], str]


def mark(number: int | str, facts: Facts, href: str) -> str:
    """The HTML of a paragraph mark; “title” and “heading”, which are no paragraphs, stay plain words."""
    if not isinstance(number, int):
        return escape(number)
    topic = text("book.paragraph_title", n=number, topic=facts.paragraph(number).topic)
    return f'<a class="pts-p" href="{escape(href)}" title="{escape(topic)}">[{number}]</a>'


def marks(numbers: Iterable[int | str], mark: Mark) -> str:
    """Several marks in a row."""
    return " ".join(mark(number) for number in numbers)


def citation(cited: Citation) -> str:
    """The article as a line of a bibliography, in plain text."""
    authors = f"{', '.join(cited.authors[:-1])} and {cited.authors[-1]}"
    return f"{authors}, “{cited.title}”, in {cited.editor} (ed.), {cited.book}, {cited.publisher}, {cited.year}."


def table(caption: str, columns: Sequence[str], body: str, kind: str = "") -> str:
    """A table with caption and column heads, scrollable by itself where it is too wide."""
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{escape(caption)}"><table class="facts {kind}">'
        f"<caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead>{body}</table></div>"
    )


def row(columns: Sequence[str], first: str, *cells: str, attributes: str = "") -> str:
    """A row whose first cell heads it; all cells are HTML, each with its column's name for narrow screens."""
    named = zip(columns[1:], cells, strict=True)
    rest = "".join(f'<td data-label="{escape(column)}">{cell}</td>' for column, cell in named)
    return f'<tr{attributes}><th scope="row">{first}</th>{rest}</tr>'


def paragraphs(facts: Facts, mark: Mark) -> str:
    """The paragraphs by section, each with the anchor that marks lead to."""
    columns = (text("book.paragraph_column"), text("book.topic_column"))
    body = ""
    for section, group in groupby(facts.source.paragraphs, key=lambda p: p.section):
        rows = "".join(row(columns, str(p.n), escape(p.topic), attributes=f' id="p{p.n}"') for p in group)
        body += f'<tbody><tr><th scope="rowgroup" colspan="2" class="section">{escape(section)}</th></tr>{rows}</tbody>'
    return table(text("book.paragraphs_caption", count=len(facts.source.paragraphs)), columns, body, "paragraphs")


def events(facts: Facts, mark: Mark) -> str:
    """The events of the timeline as a table."""
    columns = text("book.events_columns").split("|")
    rows = (
        row(
            columns,
            escape(e.when),
            f"<b>{escape(e.what)}.</b> {escape(e.text)}",
            text(f"book.level_{e.level}"),
            marks(e.paragraphs, mark),
        )
        for e in facts.events
    )
    return table(text("book.events_caption"), columns, f"<tbody>{''.join(rows)}</tbody>")


def sums(facts: Facts, mark: Mark) -> str:
    """The sums, with quotients worked out here."""
    columns = text("book.sums_columns").split("|")
    rows = (
        row(
            columns,
            escape(s.name),
            _amount(s),
            escape(f"{s.count} {s.unit}" if s.count else s.unit),
            _each(s),
            f"{escape(s.caveat)} {marks(s.paragraphs, mark)}",
        )
        for s in facts.sums
    )
    return table(text("book.sums_caption"), columns, f"<tbody>{''.join(rows)}</tbody>")


def _amount(entry: Sum) -> str:
    return text(f"book.sums_{'exact' if entry.bound == 'exact' else 'more'}", amount=entry.amount // 1_000_000)


def _each(entry: Sum) -> str:
    if entry.per_unit is None:
        return text("book.sums_unknown")
    return text("book.sums_each", value=f"{round(entry.per_unit, -3):,.0f}".replace(",", "\u202f"))


def gaps(facts: Facts, mark: Mark) -> str:
    """What the source announces and our copy lacks."""
    lines = (f"<li>{escape(gap.text)} {marks(gap.paragraphs, mark)}</li>" for gap in facts.source.missing)
    return f"<ul>{''.join(lines)}</ul>"


def misprints(facts: Facts, mark: Mark) -> str:
    """Slips of the printed text and what was meant."""
    columns = text("book.misprints_columns").split("|")
    rows = (row(columns, escape(m.printed), escape(m.meant), mark(m.at)) for m in facts.source.misprints)
    return table(text("book.misprints_caption"), columns, f"<tbody>{''.join(rows)}</tbody>")


def glossary(facts: Facts, mark: Mark) -> str:
    """Terms, institutions, persons and places, alphabetical within each kind."""
    kinds = ("term", "institution", "person", "place")
    parts = []
    for kind in kinds:
        terms = sorted((t for t in facts.glossary if t.kind == kind), key=lambda t: t.term.lower())
        entries = "".join(_entry(term, mark) for term in terms)
        heading = escape(text(f"book.glossary_{kind}"))
        parts.append(f'<section id="glossary-{kind}"><h2>{heading}</h2><dl class="glossary">{entries}</dl></section>')
    return "".join(parts)


def _entry(term: Term, mark: Mark) -> str:
    head = [f"<b>{escape(term.term)}</b>"]
    if term.characters:
        head.append(f'<span class="han" lang="zh-Hans">{escape(term.characters)}</span>')
    if term.pinyin:
        head.append(f'<i class="pinyin" lang="zh-Latn">{escape(term.pinyin)}</i>')
    notes = [text("book.glossary_in_article", marks=marks(term.paragraphs, mark))]
    if term.printed:
        notes.append(escape(text("book.glossary_printed", printed=term.printed)))
    if term.characters and not term.characters_checked:
        notes.append(escape(text("book.glossary_unchecked")))
    told = f"{escape(term.gloss)} <small>{'; '.join(notes)}.</small>"
    return f'<dt id="term-{term.id}">{" ".join(head)}</dt><dd>{told}</dd>'


TABLES: dict[str, Callable[[Facts, Mark], str]] = {
    "paragraphs": paragraphs,
    "events": events,
    "sums": sums,
    "gaps": gaps,
    "misprints": misprints,
    "terms": glossary,
}
"""The directives that print facts, by name."""
