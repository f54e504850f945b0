"""Do the seeds say what the article says, where it says it, in words of their own?"""

from __future__ import annotations

import functools
import hashlib
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from point_to_surface.facts import KINDS, Facts, load_facts
from point_to_surface.facts_models import Fact

Cited = tuple[int | str, ...]
ROOT = Path(__file__).resolve().parents[2]
RUN = 9
ALLOWED = (
    "How Policy Entrepreneurs Convinced China's Government to Start Procuring Public Services from CSOs",
    "Civil Society Contributions to Policy Innovation in the PR China",
    "Ministry of Finance, Ministry of Civil Affairs on the Issuance of Central Financial Support for Social "
    "Organizations to Participate in Public-service Projects Funds Management Approach",
    "2013 Central Budget to Support Social Organizations to Participate in the Project Implementation Plan",
    "twelfth five-year plan for the development of civil affairs",
    "Government Procurement Law of the People's Republic of China",
)
SUFFIXES = {
    ".md",
    ".py",
    ".yml",
    ".yaml",
    ".json",
    ".ipynb",
    ".js",
    ".css",
    ".html",
    ".toml",
    ".txt",
    ".rst",
    ".po",
    ".bib",
    ".csv",
}
NUMBER_WORDS = dict(
    zip(
        [
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "thirty",
        ],
        [*range(6, 17), 30],
        strict=True,
    )
)
# Fields that make no statement about the article: names of rows, Chinese added by the course, dates for machines.
SILENT = {
    "id",
    "paragraphs",
    "keywords",
    "kind",
    "status",
    "characters",
    "pinyin",
    "official",
    "printed",
    "start",
    "end",
    "verdict",
    "verdict_text",
    "level",
    "stance",
    "group",
    "topic",
    "actors",
    "events",
    "role",
    "bound",
    "event",
    "actor",
    "framework",
    "value",
    "axis",
}
# Capitalised for other reasons than being a name: the course's own words for sorting, and the first words of labels.
NO_NAMES = {"RMB", "NGO", "NGOs", "CSO", "CSOs", "China", "Chinese"}


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load_facts(ROOT / "seeds")


def rows_of(facts: Facts) -> list[tuple[str, Fact]]:
    return [(f"{kind}.yml: {row.id}", row) for kind in KINDS for row in getattr(facts, kind) if isinstance(row, Fact)]


@functools.cache
def plain(text: str) -> str:
    """`text` for comparing: one kind of quote, hyphens and white space as single spaces, lower case."""
    text = unicodedata.normalize("NFC", text).lower()
    text = re.sub(r"[‘’'“”\"]", "", text)
    return re.sub(r"[\s\-\N{EN DASH}\N{EM DASH}]+", " ", text)


def cited(facts: Facts, article: dict[int, str], paragraphs: Cited) -> str:
    """The cited paragraphs as one text, made `plain`."""
    citation = facts.source.citation
    title = " ".join((citation.title, *citation.authors))
    return " ".join(plain(title if n == "title" else article[int(n)]) for n in paragraphs)


def statements(data: Any, paragraphs: Cited) -> Iterator[tuple[str, Cited]]:
    """Every text in a row that states something about the article, with the paragraphs nearest to it."""
    if isinstance(data, dict):
        nearest = data.get("paragraphs", paragraphs)
        for key, value in data.items():
            if key not in SILENT and not key.endswith("_status"):
                yield from statements(value, nearest)
    elif isinstance(data, tuple | list):
        for entry in data:
            yield from statements(entry, paragraphs)
    elif isinstance(data, str):
        yield re.sub(r"\[[\d, ]+\]", "", data), paragraphs


def names_in(text: str) -> set[str]:
    """Capitalised words that do not begin a sentence."""
    inner = re.sub(r"(^|[.:?!;,“(]\s*)[A-Z][\w'’]*", r"\1", text)
    return set(re.findall(r"\b[A-Z][A-Za-z]+", inner)) - NO_NAMES


def figures_in(text: str) -> set[str]:
    digits = set(re.findall(r"\d+", re.sub(r"(?<=\d),(?=\d{3})", "", text)))
    return digits | {word for word in re.findall(r"[a-z]+", text.lower()) if word in NUMBER_WORDS}


def has_figure(figure: str, text: str) -> bool:
    same = {figure, str(NUMBER_WORDS.get(figure, figure)), *(w for w, n in NUMBER_WORDS.items() if str(n) == figure)}
    return any(re.search(rf"(?<![\d.]){form}(?!\d)" if form.isdigit() else rf"\b{form}\b", text) for form in same)


def test_each_paragraph_is_cited_by_a_row(facts: Facts) -> None:
    known = {paragraph.n for paragraph in facts.source.paragraphs}
    used = {n for _, row in rows_of(facts) for n in row.paragraphs}
    assert known - used == set()


def test_the_paragraphs_are_those_of_the_article(facts: Facts, article: dict[int, str]) -> None:
    assert [paragraph.n for paragraph in facts.source.paragraphs] == sorted(article)


def test_the_fingerprint_is_that_of_the_article(facts: Facts, article: dict[int, str]) -> None:
    texts = (" ".join(unicodedata.normalize("NFC", article[n]).split()) for n in sorted(article))
    assert hashlib.sha256("\n".join(texts).encode("utf-8")).hexdigest() == facts.source.fingerprint


def test_misprints_stand_where_the_seeds_say(facts: Facts, article: dict[int, str]) -> None:
    wrong = [m.printed for m in facts.source.misprints if isinstance(m.at, int) and m.printed not in article[m.at]]
    assert wrong == []


def test_keywords_stand_in_the_cited_paragraphs(facts: Facts, article: dict[int, str]) -> None:
    missing = [
        f"{where}: {keyword!r} not in {row.paragraphs}"
        for where, row in rows_of(facts)
        for keyword in row.keywords
        if plain(keyword) not in cited(facts, article, row.paragraphs)
    ]
    assert missing == []


def test_figures_stand_in_the_cited_paragraphs(facts: Facts, article: dict[int, str]) -> None:
    missing = [
        f"{where}: {figure!r} not in {paragraphs}: {text}"
        for where, row in rows_of(facts)
        if not row.computed
        for text, paragraphs in statements(row.model_dump(by_alias=True), row.paragraphs)
        for figure in figures_in(text)
        if not has_figure(figure, cited(facts, article, paragraphs))
    ]
    assert missing == []


def test_names_stand_in_the_cited_paragraphs(facts: Facts, article: dict[int, str]) -> None:
    known = set().union(*(names_in(text) for text in article.values()))
    missing = [
        f"{where}: {name!r} not in {paragraphs}: {text}"
        for where, row in rows_of(facts)
        for text, paragraphs in statements(row.model_dump(by_alias=True), row.paragraphs)
        for name in names_in(text) | (known & set(re.findall(r"\w+", text)))
        if not re.search(rf"\b{plain(name)}", cited(facts, article, paragraphs))
    ]
    assert missing == []


def test_rows_with_figures_or_names_have_keywords(facts: Facts) -> None:
    bare = [
        where
        for where, row in rows_of(facts)
        if not row.keywords
        and row.paragraphs != ("title",)
        and any(figures_in(text) or names_in(text) for text, _ in statements(row.model_dump(by_alias=True), ()))
    ]
    assert bare == []


def test_nested_citations_are_among_those_of_the_row(facts: Facts) -> None:
    def nested(data: Any) -> Iterator[int | str]:
        for value in data.values() if isinstance(data, dict) else data if isinstance(data, tuple | list) else ():
            yield from (data["paragraphs"] if isinstance(data, dict) and "paragraphs" in data else ())
            yield from nested(value)

    wrong = [where for where, row in rows_of(facts) if not set(nested(row.model_dump())) <= set(row.paragraphs)]
    assert wrong == []


def test_event_years_stand_in_the_cited_paragraphs(facts: Facts, article: dict[int, str]) -> None:
    wrong = [
        event.id
        for event in facts.events
        for date in (event.start, event.end)
        if date and not has_figure(date[:4], cited(facts, article, event.paragraphs))
    ]
    assert wrong == []


def test_events_fit_the_years_they_are_drawn_in(facts: Facts) -> None:
    wrong = [
        event.id
        for event in facts.events
        if not event.earliest < event.latest
        or (event.start and int(event.earliest) != int(event.start[:4]))
        or (event.end and not int(event.end[:4]) < event.latest <= int(event.end[:4]) + 1)
    ]
    assert wrong == []


def test_sums_stand_in_the_cited_paragraphs(facts: Facts, article: dict[int, str]) -> None:
    for row in facts.sums:
        text = cited(facts, article, row.paragraphs)
        assert f"rmb {row.amount // 1_000_000} million" in text, row.id
        assert row.amount % 1_000_000 == 0, row.id
        assert all(has_figure(str(n), text) for n in (row.count, *(other.n for other in row.others)) if n), row.id


def test_quotients_are_computed_and_not_typed(facts: Facts) -> None:
    per_unit = {row.id: row.per_unit for row in facts.sums}
    assert {k: v and round(v) for k, v in per_unit.items()} == {
        "pudong-2006": 4_615_385,
        "shenzhen": None,
        "beijing-2010": 333_333,
        "moca-2012": 530_504,
    }
    typed = [row.id for row in facts.sums if row.per_unit and str(round(row.per_unit)) in row.model_dump_json()]
    assert typed == []


def test_pinyin_has_tone_marks_and_characters_are_chinese(facts: Facts) -> None:
    for term in facts.glossary:
        assert (term.characters is None) == (term.pinyin is None), term.id
        for characters, pinyin in [(term.characters, term.pinyin)] + (
            [(term.official.characters, term.official.pinyin)] if term.official else []
        ):
            if characters and pinyin:
                assert all("\u4e00" <= c <= "\u9fff" for c in characters), term.id
                marks = re.findall("[\u0300\u0301\u0304\u030c]", unicodedata.normalize("NFD", pinyin))
                assert 0 < len(marks) <= len(characters), term.id


def test_printed_chinese_is_what_the_article_prints(facts: Facts, article: dict[int, str]) -> None:
    wrong = [t.id for t in facts.glossary if t.printed and plain(t.printed) not in cited(facts, article, t.paragraphs)]
    assert wrong == []


def test_the_only_case_classified_here_is_the_one_the_article_classifies(facts: Facts, article: dict[int, str]) -> None:
    for case in facts.cases:
        if case.stated_reading:
            reading = case.stated_reading
            values = next(f for f in facts.models if f.id == reading.framework).values
            before, found, _ = cited(facts, article, reading.paragraphs).partition(plain(case.name))
            named_last = max(values, key=lambda value: before.rfind(plain(value.label)))
            assert found
            assert named_last.id == reading.value
    assert [case.id for case in facts.cases if case.stated_reading] == ["luoshan"]


def test_works_say_what_they_bear_on(facts: Facts) -> None:
    silent = [row.id for row in facts.literature if not (row.bears_on or row.result)]
    assert silent == []


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", re.sub("[’']", "", text.lower()))


def runs(text: str) -> list[tuple[str, ...]]:
    tokens = words(text)
    return [tuple(tokens[i : i + RUN]) for i in range(len(tokens) - RUN + 1)]


def test_no_file_repeats_nine_running_words_of_the_article(article: dict[int, str]) -> None:
    taken = {run for text in article.values() for run in runs(text)} - {run for t in ALLOWED for run in runs(t)}
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    copied = [
        f"{name}: {' '.join(run)}"
        for name in listed.split("\0")
        if Path(name).suffix in SUFFIXES and (ROOT / name).is_file()
        for run in runs((ROOT / name).read_text(encoding="utf-8", errors="replace"))
        if run in taken
    ]
    assert copied == []
