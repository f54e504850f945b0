"""Does the course ask what it teaches, and teach what it asks?"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from point_to_surface.coverage import TAUGHT, Coverage, load_coverage
from point_to_surface.facts import load_facts

ROOT = Path(__file__).resolve().parents[2]
VERBS = {"Analyse", "Argue", "Cite", "Classify", "Compute", "Distinguish", "Explain", "Identify", "Judge", "Order", "Propose"}  # fmt: skip
AT_MOST_UNASKED = 0.10


@pytest.fixture(scope="module")
def coverage() -> Coverage:
    return load_coverage(ROOT)


def test_a_dozen_objectives_or_a_few_more(coverage: Coverage) -> None:
    assert 12 <= len(coverage.objectives) <= 18


def test_objectives_begin_with_what_can_be_observed(coverage: Coverage) -> None:
    assert [each.text for each in coverage.objectives if each.text.split()[0] not in VERBS] == []


def test_no_objective_without_item_and_chapter(coverage: Coverage) -> None:
    assert [each.id for each in coverage.objectives if not (each.chapters and coverage.items_of(each.id))] == []


def test_no_item_without_objective(coverage: Coverage) -> None:
    assert [item.id for item in coverage.items if not item.objectives] == []


def test_every_item_asks_some_row(coverage: Coverage) -> None:
    assert [item.id for item in coverage.items if not item.pairs()] == []


def test_every_chapter_teaches_an_objective(coverage: Coverage) -> None:
    contents = yaml.safe_load((ROOT / "book" / "_toc.yml").read_text(encoding="utf-8"))
    chapters = {chapter["file"] for part in contents["parts"] for chapter in part["chapters"]}
    taught = {chapter for objective in coverage.objectives for chapter in objective.chapters}
    assert {name for name in chapters - taught if not name.startswith("appendix/")} == set()


def test_every_row_is_asked_or_listed(coverage: Coverage) -> None:
    facts = load_facts(ROOT / "seeds")
    rows = {(kind, row.id) for kind in TAUGHT for row in getattr(facts, kind)}
    assert coverage.asked() | {(each.kind, each.row) for each in coverage.unasked} == rows


def test_few_rows_are_unasked(coverage: Coverage) -> None:
    unasked = len(coverage.unasked)
    assert unasked <= AT_MOST_UNASKED * (unasked + len(coverage.asked()))
