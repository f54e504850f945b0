"""The book's writing: every page by its template, every fact with its paragraph, nothing graded given away."""

import json
import re
from pathlib import Path

import pytest
import yaml

from point_to_surface.book import paragraph_numbers
from point_to_surface.facts import load_facts

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "book"
FACTS = load_facts(ROOT / "seeds")
VERBS = {
    "Apply",
    "Cite",
    "Classify",
    "Compare",
    "Compute",
    "Describe",
    "Distinguish",
    "Explain",
    "Find",
    "Follow",
    "Judge",
    "Justify",
    "List",
    "Name",
    "Place",
    "Take",
    "Tell",
}


def toc_pages():
    toc = yaml.safe_load((BOOK / "_toc.yml").read_text(encoding="utf-8"))
    return [toc["root"], *(chapter["file"] for part in toc["parts"] for chapter in part["chapters"])]


def page(name):
    """Front matter and text of a page, whether Markdown or notebook."""
    path = next(p for p in (BOOK / f"{name}.md", BOOK / f"{name}.ipynb") if p.exists())
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        notebook = json.loads(source)
        cells = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "markdown"]
        return notebook["metadata"], "\n\n".join(cells)
    _, front, text = source.split("---\n", 2)
    return yaml.safe_load(front), text


PAGES = toc_pages()
CHAPTERS = [name for name in PAGES if not name.startswith("appendix/")]


def sections(text):
    """Heading → text of the sections of the second level."""
    pieces = re.split(r"^## (.+)$", text, flags=re.M)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def test_every_page_in_the_folder_is_in_the_contents():
    found = {
        p.relative_to(BOOK).with_suffix("").as_posix()
        for p in BOOK.rglob("*")
        if p.suffix in {".md", ".ipynb"} and "_build" not in p.parts and ".ipynb_checkpoints" not in p.parts
    }
    assert found == set(PAGES)


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_follows_the_template(name):
    front, text = page(name)
    assert front["title"] in text.splitlines()[0] or f"# {front['title']}" in text
    assert 1 <= front["minutes"] <= 15
    assert front["question"].endswith("?")
    assert front["objectives"]
    headings = list(sections(text))
    assert headings[0] == "Why it matters"
    assert headings[-1] == "Sources"
    assert "Key points" in headings


@pytest.mark.parametrize("name", CHAPTERS)
def test_objectives_begin_with_something_one_can_observe(name):
    assert {goal["text"].split()[0] for goal in page(name)[0]["objectives"]} <= VERBS


def test_ids_of_objectives_are_unique():
    ids = [goal["id"] for name in CHAPTERS for goal in page(name)[0]["objectives"]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", PAGES)
def test_every_paragraph_mark_is_in_the_source(name):
    known = {p.n for p in FACTS.source.paragraphs}
    for cited in re.findall(r"\{p\}`([^`]+)`", page(name)[1]):
        assert set(paragraph_numbers(cited)) <= known


OURS = (
    "Why it matters",
    "Check yourself",
    "How the course goes",
    "Four questions",
    "A worked example",
    "What there is",
    "A way to use it",
    "What to watch",
    "No connection needed",
    "What to make of it",
)


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_section_that_states_facts_cites_a_paragraph(name):
    unmarked = [
        title
        for title, text in sections(page(name)[1]).items()
        if "{p}`" not in text and "```{" not in text and title not in OURS
    ]
    assert set(unmarked) <= {"Key points", "How to study here", "What it is"}


@pytest.mark.parametrize("name", PAGES)
def test_years_and_sums_carry_a_mark_in_their_paragraph(name):
    for block in re.split(r"\n\s*\n|\n(?=[-*\d] )", page(name)[1]):
        if re.search(r"\b(199\d|200\d|201[0-3])\b|RMB", block) and not block.lstrip().startswith(("#", "```", "---")):
            assert "{p}`" in block, block


@pytest.mark.parametrize("name", PAGES)
def test_chinese_comes_from_the_glossary_alone(name):
    assert not re.search(r"[\u3400-\u9fff]", page(name)[1])


@pytest.mark.parametrize("name", PAGES)
def test_terms_in_the_text_are_in_the_glossary(name):
    known = {term.id for term in FACTS.glossary if term.characters and term.pinyin}
    assert set(re.findall(r"\{zh\}`([^`]+)`", page(name)[1])) <= known


def test_ma_yili_is_never_he_or_she():
    for name in PAGES:
        for block in re.split(r"\n\s*\n", page(name)[1]):
            if "ma-yili" in block or "Ma Yili" in block:
                assert not re.search(r"\b(she|her|hers|he|his|him|Mrs|Mr|Ms)\b", block), block


REAL = r"Shenzhen|Beizhuang|national fund|Pudong contracts|three units|elderly"
MODEL = r"formalism|delegation|competition|competitive|independent|dependent"


@pytest.mark.parametrize("name", [n for n in PAGES if n.startswith("part-")])
def test_no_sentence_sorts_a_real_case_into_a_model(name):
    for sentence in re.split(r"(?<=[.?!])\s", page(name)[1]):
        assert not (re.search(REAL, sentence) and re.search(MODEL, sentence, re.I)), sentence


def test_line_is_said_to_be_our_word():
    assert "a word that the article does not use: **line**" in page("part-one/point-to-surface")[1]


PRACTICE = sorted((BOOK / "practice").glob("*.yml"))


@pytest.mark.parametrize("path", PRACTICE, ids=lambda path: path.stem)
def test_a_self_check_stands_on_a_page(path):
    assert any(f"```{{practice}} {path.stem}" in page(name)[1] for name in PAGES)


@pytest.mark.parametrize("path", PRACTICE, ids=lambda path: path.stem)
def test_practice_classifies_made_up_cases_or_luoshan(path):
    for item in yaml.safe_load(path.read_text(encoding="utf-8"))["items"]:
        for case in item.get("cases", ()):
            assert case.get("fictional") or "Luoshan" in case["title"] + case["text"]


@pytest.mark.parametrize("path", PRACTICE, ids=lambda path: path.stem)
def test_no_two_explanations_are_the_same(path):
    whys = re.findall(r"why: \|\n\s+(.+)", path.read_text(encoding="utf-8"))
    assert len(whys) == len(set(whys))
    assert all(len(why.split()) >= 10 for why in whys)
