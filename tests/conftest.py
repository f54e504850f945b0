"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from point_to_surface.items import Exercise, Option
from point_to_surface.keys import Reason
from point_to_surface.kinds.choice import Choice, ChoiceKey
from point_to_surface.kinds.classify import Accept, Case, CaseKey, Classify, ClassifyKey
from point_to_surface.kinds.prose import Prose

# A busy machine is not a failing test.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def course() -> Path:
    """The top of this repository."""
    return ROOT


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site, made anew when it is missing or older than what it is made from."""
    from point_to_surface.site import build_site, is_stale

    out = ROOT / "_build" / "site"
    if is_stale(ROOT, out):
        build_site(ROOT, out)
    return out


OPTIONS = tuple(Option(name, name.title()) for name in ("formalism", "delegation", "competition", "cannot-tell"))


def classify_item(*cases: str, points: float = 8, ask_status: bool = True) -> Classify:
    """A classify item over the four values, with made-up cases."""
    made = tuple(Case(name, f"Case {name}", "<p>…</p>") for name in cases)
    head = {"id": "models", "kind": "classify", "title": "Models", "prompt": "<p>?</p>", "points": points}
    return Classify(**head, options=OPTIONS, cases=made, ask_status=ask_status)


def case_key(*accepted: tuple[str, str], other_status: float = 0.5) -> CaseKey:
    """A key that accepts each (value, status)."""
    accept = tuple(Accept(value, (status,), other_status, Reason("why", (1,))) for value, status in accepted)
    rest = {o.id: Reason("why not", (1,)) for o in OPTIONS if o.id not in {a.value for a in accept}}
    return CaseKey(accept, rest, {})


def classify_key(**cases: CaseKey) -> ClassifyKey:
    return ClassifyKey(cases)


CHOICE = Choice(
    id="pick", kind="choice", title="Pick", prompt="<p>?</p>", points=2,
    options=(Option("a", "A"), Option("b", "B"), Option("c", "C")),
)  # fmt: skip
CHOICE_KEY = ChoiceKey({"a": 1.0, "b": 0.5, "c": 0.0}, {name: Reason("why", (1,)) for name in "abc"})
PROSE = Prose(id="essay", kind="prose", title="Essay", prompt="<p>?</p>", points=4, max_words=10)


@pytest.fixture
def small_exercise() -> Exercise:
    """One item of every kind."""
    return Exercise("small", "Small", "en", "<p>…</p>", 5, (CHOICE, classify_item("one", "two"), PROSE))
