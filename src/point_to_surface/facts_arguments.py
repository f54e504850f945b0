"""What a row promises that argues: statements, frameworks and cases, shortcomings and remedies, claims and literature.

Schema only: the content stands in the seeds folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from .facts_models import Cited, Fact, Id, Reference, Row, Status, Text, Value


class Statement(Fact):
    """A statement of the source that is no event, link or role, under a topic."""

    topic: Id
    text: Text


class FrameworkValue(Value):
    """One value of a framework, the marks that tell it and its other names; `axis` where there are several."""

    id: Id
    label: Text
    axis: Id | None = None
    marks: tuple[Text, ...] = ()
    also: tuple[Text, ...] = ()


class Framework(Fact):
    """A way to classify cases: who proposed it, what it asks, its values."""

    name: Text
    by: Text
    asks: Text
    exclusive: bool
    values: tuple[FrameworkValue, ...]


class Said(Value):
    """One thing that the source says, and where."""

    text: Text
    paragraphs: Cited


class Reading(Value):
    """A classification that the source itself makes in so many words."""

    framework: Id
    value: Id
    paragraphs: Cited


class Case(Fact):
    """A case: what the source says of it and what it leaves out, without classifying it (but see `stated_reading`)."""

    name: Text
    place: Text
    when: Text
    text: Text
    said: tuple[Said, ...]
    not_said: tuple[Text, ...]
    events: tuple[Id, ...] = ()
    actors: tuple[Id, ...] = ()
    stated_reading: Reading | None = None

    def references(self) -> Iterator[Reference]:
        yield from (("events", e, ("events", i)) for i, e in enumerate(self.events))
        yield from (("actors", a, ("actors", i)) for i, a in enumerate(self.actors))
        if self.stated_reading:
            yield "models", self.stated_reading.framework, ("stated_reading", "framework")


class Shortcoming(Fact):
    """A shortcoming: `status` is that of the fact; the others say how well each further step is supported.

    `bearer` is null, and its status open, where the source does not say who bears it.
    """

    text: Text
    shortcoming_status: Status
    mechanism: Text
    mechanism_status: Status
    bearer: Text | None
    bearer_status: Status


class Remedy(Fact):
    """A remedy that the source proposes, or a practice that it describes; `against` only where the source says so."""

    name: Text
    text: Text
    kind: Literal["proposed", "described"]
    as_remedy: Status
    against: Text | None = None


class Tension(Fact):
    """Two or more statements of the source that pull apart, and the question that they raise."""

    name: Text
    sides: tuple[Said, ...]
    question: Text
    weighing: Text | None = None


class Unsupported(Fact):
    """A claim not to be made: the source is silent, says less, or says the contrary; `instead` is what it does say."""

    claim: Text
    stance: Literal["silent", "less", "contrary"]
    instead: Text


class Claim(Fact):
    """A claim of the source that later literature bears on; `verdict` and `verdict_text` are beyond the source."""

    text: Text
    verdict: Literal["confirmed", "mostly-confirmed", "partly", "disputed", "not-found", "outdated"]
    verdict_text: Text


class Bearing(Value):
    """How a work bears on a claim."""

    claim: Id
    how: Literal["confirms", "contests", "qualifies", "outdates", "context"]


class Work(Row):
    """A row beyond the source: a work, a later rule, or a check of one of the source's facts.

    `seen` says how much of it was read; `paragraphs` are those of the source that it bears on.
    """

    kind: Literal["work", "rule", "fact-check"]
    reference: Text
    authors: tuple[Text, ...] = ()
    year: int | None = None
    title: Text
    where: Text | None = None
    url: Text | None = None
    doi: Text | None = None
    licence: Text | None = None
    seen: Literal["abstract", "opening", "excerpt", "draft", "not-seen"]
    says: Text
    bears_on: tuple[Bearing, ...] = ()
    result: Literal["agrees", "agrees-with-nuance", "partly", "disputed", "not-found"] | None = None
    paragraphs: tuple[int | Text, ...] = ()
    note: Text | None = None
    beyond: Literal[True] = True

    def references(self) -> Iterator[Reference]:
        yield from (("claims", b.claim, ("bears_on", i, "claim")) for i, b in enumerate(self.bears_on))
