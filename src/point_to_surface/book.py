"""The Sphinx extension of the book: paragraph marks, Chinese terms, tables and figures from facts, and self-checks.

    {p}`27`  {p}`2, 3`  {p}`20-23`      a link to the paragraph, its topic as accessible description
    {zh}`point-to-surface`              characters, pinyin and gloss of a term of the glossary
    ```{practice} part-one```           the self-check in practice/part-one.yml
    {timeline}, {events}, {paragraphs}, {sums}, {gaps}, {misprints}, {terms}

What each page needs of scripts and styles is decided in `page_context`; no extension adds anything by itself.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from point_to_surface import book_tables, figures
from point_to_surface.facts import Facts, load_facts
from point_to_surface.form_module import form_module
from point_to_surface.strings import catalogue, text

LOGGER = logging.getLogger(__name__)
HERE = Path(__file__).parent
SOURCE_PAGE = "start/source"
SILENCED = {"sphinx_book_theme", "sphinx_thebe", "sphinx_comments", "sphinx_copybutton", "sphinx_togglebutton"}
GLOSSARY_PAGE = "appendix/glossary"


@cache
def facts_in(folder: str) -> Facts:
    """The facts in `folder`, read once a build."""
    return load_facts(Path(folder))


def facts_of(app: Sphinx) -> Facts:
    """The facts that this book is about."""
    return facts_in(str(Path(app.srcdir, app.config.pts_seeds).resolve()))


def paragraph_numbers(content: str) -> tuple[int, ...]:
    """The numbers in “27”, “2, 3” or “20-23”; ValueError for anything else."""
    numbers: list[int] = []
    for piece in content.split(","):
        match = re.fullmatch(r"\s*(\d+)(?:\s*[-–]\s*(\d+))?\s*", piece)
        if not match:
            raise ValueError(piece)
        numbers += range(int(match[1]), int(match[2] or match[1]) + 1)
    return tuple(numbers)


class Paragraph(SphinxRole):  # type: ignore[misc]  # docutils has no types
    """{p}`27`: marks that lead to paragraphs of the source."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        facts = facts_of(self.env.app)
        made: list[nodes.Node] = []
        try:
            for piece in self.text.split(","):
                numbers = paragraph_numbers(piece)
                topics = [facts.paragraph(n).topic for n in numbers]
                made += [nodes.Text(" ")] if made else []
                made.append(self._mark(piece.strip().replace("-", "–"), topics, numbers[0]))
        except (ValueError, KeyError) as error:
            LOGGER.warning(
                "wanted paragraph numbers of the source; got “%s” (%s)", self.text, error, location=self.get_location()
            )
            made = [nodes.Text(f"[{self.text}]")]
        return made, []

    def _mark(self, shown: str, topics: list[str], first: int) -> nodes.reference:
        topic = text("book.paragraph_title", n=shown, topic="; ".join(topics))
        return nodes.reference(
            "",
            f"[{shown}]",
            classes=["pts-p"],
            reftitle=topic,
            internal=True,
            refuri=_uri(self.env, SOURCE_PAGE, f"p{first}"),
        )


class Chinese(SphinxRole):  # type: ignore[misc]
    """{zh}`term`: characters, pinyin and gloss, each in its language; a name comes before its characters."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        term = next((t for t in facts_of(self.env.app).glossary if t.id == self.text), None)
        if term is None or not term.characters or not term.pinyin:
            LOGGER.warning("wanted a glossary term with characters; got “%s”", self.text, location=self.get_location())
            return [nodes.Text(self.text)], []
        name = [] if term.kind == "term" else [nodes.Text(f"{term.term} ")]
        gloss = [nodes.inline("", f" “{term.term}”", classes=["gloss"])] if term.kind == "term" else []
        link = nodes.reference(
            "",
            "",
            classes=["pts-zh"],
            internal=True,
            reftitle=term.gloss,
            refuri=_uri(self.env, GLOSSARY_PAGE, f"term-{term.id}"),
        )
        link += nodes.inline("", term.characters, classes=["language-zh-Hans", "han"])
        link += nodes.Text(" ")
        link += nodes.inline("", term.pinyin, classes=["language-zh-Latn", "pinyin"])
        return [*name, link, *gloss], []


def _uri(env: Any, page: str, anchor: str) -> str:
    if env.docname == page:
        return f"#{anchor}"
    return f"{env.app.builder.get_relative_uri(env.docname, page)}#{anchor}"


class FromFacts(SphinxDirective):  # type: ignore[misc]
    """A block of HTML that is drawn from the facts; the directive's name says which."""

    def run(self) -> list[nodes.Node]:
        facts = facts_of(self.env.app)

        def mark(number: int | str) -> str:
            return book_tables.mark(number, facts, _uri(self.env, SOURCE_PAGE, f"p{number}"))

        is_figure = self.name == "timeline"
        drawn = figures.timeline(facts.events) if is_figure else book_tables.TABLES[self.name](facts, mark)
        return [nodes.raw("", drawn, format="html")]


class Practice(SphinxDirective):  # type: ignore[misc]
    """A self-check: the compiled items with their explanations, and the same as plain HTML for a page without JS."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        from point_to_surface.compile import compile_practice
        from point_to_surface.render import form_html

        path = Path(self.env.srcdir, "practice", f"{self.arguments[0]}.yml")
        self.env.note_dependency(str(path))
        facts = facts_of(self.env.app)
        paragraphs = {
            p.n: {"topic": p.topic, "section": p.section, "href": _uri(self.env, SOURCE_PAGE, f"p{p.n}")}
            for p in facts.source.paragraphs
        }
        spec = compile_practice(path, paragraphs=paragraphs)
        html = (
            f'<div class="pts pts-form" data-form="{self.arguments[0]}">'
            f'<script type="application/json" class="pts-spec">{safe_json(spec)}</script>'
            f'<div class="pts-static">{form_html(spec)}</div></div>'
        )
        return [nodes.raw("", html, format="html")]


def safe_json(value: object) -> str:
    """JSON that no HTML parser takes for anything else: “</script>” and “<!--” cannot occur in it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def add_opening(app: Sphinx, doctree: nodes.document) -> None:
    """Put the page's question, minutes and objectives, which stand in its front matter, under its title."""
    meta = app.env.metadata[app.env.docname]
    section = next(iter(doctree.findall(nodes.section)), None)
    if section is None or "question" not in meta:
        return
    opening = nodes.container(classes=["opening"])
    opening += nodes.paragraph("", meta["question"], classes=["question"])
    goals = [goal["text"] for goal in _decoded(meta.get("objectives", "[]"))]
    lead = f"{text('book.minutes', minutes=meta['minutes'])}. {text('book.objectives')}"
    opening += nodes.paragraph("", lead, classes=["lead"])
    opening += nodes.bullet_list("", *(nodes.list_item("", nodes.paragraph("", goal)) for goal in goals))
    section.insert(1, opening)


def _decoded(value: Any) -> Any:
    """Front matter as it was written: MyST hands lists on as JSON."""
    return json.loads(value) if isinstance(value, str) else value


def page_context(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """What the layout needs to know about a page: words, citation, and which scripts its content calls for."""
    body = context.get("body", "")
    cited = facts_of(app).source.citation
    context["pts"] = {
        "words": catalogue()["book"],
        "citation": book_tables.citation(cited),
        "form": "pts-form" in body,
        "explore": "data-pts-explore" in body,
        "form_strings": safe_json(catalogue().get("form", {})),
    }


def prepare(app: Sphinx, config: Config) -> None:
    """Serve the package's own assets, and read all pages anew when the facts or this code have changed."""
    config.html_static_path.append(str(HERE / "static"))
    config.templates_path.append(str(HERE / "theme"))
    digest = hashlib.sha256()
    for path in sorted(_inputs(Path(app.srcdir, config.pts_seeds))):
        digest.update(path.name.encode() + path.read_bytes())
    config.pts_stamp = digest.hexdigest()


def _inputs(seeds: Path) -> Iterator[Path]:
    yield from seeds.glob("*.yml")
    yield from (HERE / "strings").glob("*.json")
    yield from (HERE / "theme").glob("*.html")
    yield from (HERE / f"{name}.py" for name in ("book", "book_tables", "figures", "explore", "compile", "render"))


def join_form(app: Sphinx, exception: Exception | None) -> None:
    """Give pages the form as one file; the modules that it is made of stay in the package."""
    static = Path(app.outdir, "_static")
    if exception is None and static.is_dir():
        (static / "form.js").write_text(form_module(), encoding="utf-8")
        shutil.rmtree(static / "form", ignore_errors=True)


def silence_extensions(app: Sphinx, config: Config) -> None:
    """Let no extension that Jupyter Book brings along write into pages: launch buttons, copy buttons, comments."""
    for event, listeners in app.events.listeners.items():
        app.events.listeners[event] = [one for one in listeners if one.handler.__module__.split(".")[0] not in SILENCED]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register roles, directives, theme and events with Sphinx."""
    app.add_config_value("pts_seeds", "../seeds", "env")
    app.add_config_value("pts_stamp", "", "env")
    app.add_html_theme("point_to_surface", str(HERE / "theme"))
    app.add_role("p", Paragraph())
    app.add_role("zh", Chinese())
    app.add_directive("practice", Practice)
    for name in ("timeline", *book_tables.TABLES):
        app.add_directive(name, FromFacts)
    app.connect("config-inited", silence_extensions)
    app.connect("config-inited", prepare)
    app.connect("doctree-read", add_opening, priority=900)
    app.connect("html-page-context", page_context)
    app.connect("build-finished", join_form)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
