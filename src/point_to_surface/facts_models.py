"""What a row of each kind of fact promises; schema only, the content stands in the seeds folder.

Every value is frozen, refuses fields it does not know and takes no type for another ("1996" is not 1996).
Paragraph numbers count the paragraphs of the source; "title" stands for its title.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Status = Literal["stated", "inferred", "open"]
Cited = Annotated[tuple[int | Text, ...], Field(min_length=1)]
Reference = tuple[str, str, tuple[str | int, ...]]
"""The kind and the id of another row, and the place in this row that names it."""


class Value(BaseModel):
    """A frozen, strict value."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Row(Value):
    """One row of one file: an id that is unique there, and the rows of other files that it names."""

    id: Id

    def references(self) -> Iterator[Reference]:
        """Every other row that this one names, for the loader to check."""
        yield from ()


class Fact(Row):
    """A row that rests on the source.

    `paragraphs` says where, `status` how well it is supported. `keywords` are the figures, years and names that the
    cited paragraphs must contain; `computed` marks a row whose text holds figures of our own reckoning.
    """

    paragraphs: Cited
    status: Status
    keywords: tuple[Text, ...] = ()
    computed: bool = False
    note: Text | None = None


class Paragraph(Value):
    """One paragraph of the source: its number, its section and, in our words, its topic."""

    n: int
    section: Text
    topic: Text


class Misprint(Value):
    """A slip of the printed text, what was meant and where (a paragraph, or the word "heading")."""

    printed: Text
    meant: Text
    at: int | Text


class Gap(Value):
    """Something that the source announces and our copy lacks."""

    id: Id
    text: Text
    paragraphs: Cited


class Citation(Value):
    """How to cite the source."""

    authors: tuple[Text, ...]
    title: Text
    book: Text
    editor: Text
    publisher: Text
    year: int
    reprint: Text


class Source(Value):
    """The source itself: citation, fingerprint (hex SHA-256), paragraphs, what is missing, misprints."""

    citation: Citation
    fingerprint: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    fingerprint_how: Text
    paragraphs: tuple[Paragraph, ...]
    missing: tuple[Gap, ...]
    misprints: tuple[Misprint, ...]


class Event(Fact):
    """Something that happened.

    `when` is the date to show; `start` and `end` are ISO-like strings, or null where the source gives none;
    `earliest` and `latest` are decimal years that bound it, for drawing (2013.1 is in February 2013).
    `level` is point (one place tries), line (what carries it on) or surface (a national law, plan, fund or rule).
    `status` is about what happened, `when_status` about the date.
    """

    when: Text
    when_status: Status = "stated"
    start: Text | None
    end: Text | None
    earliest: float
    latest: float
    what: Text
    text: Text
    level: Literal["point", "line", "surface"]
    place: Text
    actors: tuple[Id, ...] = ()

    def references(self) -> Iterator[Reference]:
        yield from (("actors", a, ("actors", i)) for i, a in enumerate(self.actors))


class End(Value):
    """One end of a link: an event, an actor, or a label for what is neither."""

    event: Id | None = None
    actor: Id | None = None
    label: Text | None = None

    @model_validator(mode="after")
    def _one_only(self) -> Self:
        if sum(end is not None for end in (self.event, self.actor, self.label)) != 1:
            raise ValueError("exactly one of event, actor and label")
        return self


class Link(Fact):
    """“helped bring about”: drawn by the source (true), not drawn though it tempts (false), or undecided (open)."""

    from_: End = Field(alias="from")
    to: End
    drawn: bool | Literal["open"]
    text: Text

    def references(self) -> Iterator[Reference]:
        for side, end in (("from", self.from_), ("to", self.to)):
            if end.event:
                yield "events", end.event, (side, "event")
            if end.actor:
                yield "actors", end.actor, (side, "actor")


class Person(Value):
    """A person and the post held."""

    name: Text
    post: Text


class Part(Value):
    """A role that an actor plays, how well that is supported, and where."""

    role: Id
    status: Status
    paragraphs: Cited


class Actor(Fact):
    """Who acts; `at_luoshan` tells the part in the main case, null where there is none."""

    name: Text
    kind: Literal["local-government", "central-government", "cso", "committee", "citizens", "donors", "academics"]
    persons: tuple[Person, ...] = ()
    text: Text
    at_luoshan: Text | None = None
    roles: tuple[Part, ...] = ()

    def references(self) -> Iterator[Reference]:
        yield from (("roles", part.role, ("roles", i, "role")) for i, part in enumerate(self.roles))


class Role(Fact):
    """A role that actors play."""

    name: Text
    group: Literal["triangle", "committee", "entrepreneurship"]
    text: Text


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
    """A way to classify procurement: who proposed it, what it asks, its values."""

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


class Count(Value):
    """How many of what."""

    n: int
    what: Text


class Sum(Fact):
    """An amount of money in whole RMB and what it was divided among; quotients are computed, never typed."""

    name: Text
    text: Text
    amount: Annotated[int, Field(gt=0)]
    bound: Literal["exact", "more-than"]
    count: Annotated[int, Field(gt=0)] | None
    unit: Text
    others: tuple[Count, ...] = ()
    caveat: Text
    event: Id

    @property
    def per_unit(self) -> float | None:
        """RMB per unit; None where the source gives no count, or only a bound for the amount."""
        return None if self.count is None or self.bound != "exact" else self.amount / self.count

    def references(self) -> Iterator[Reference]:
        yield "events", self.event, ("event",)


class Unsupported(Fact):
    """A claim not to be made: the source is silent, says less, or says the contrary; `instead` is what it does say."""

    claim: Text
    stance: Literal["silent", "less", "contrary"]
    instead: Text


class Order(Fact):
    """Two things whose order the source does not tell, or tells only by inference; labels stand for non-events."""

    one: End
    other: End
    text: Text

    def references(self) -> Iterator[Reference]:
        yield from (("events", e.event, (k, "event")) for k, e in (("one", self.one), ("other", self.other)) if e.event)


class Official(Value):
    """The official or later name where it differs."""

    characters: Text
    pinyin: Text
    note: Text


class Term(Fact):
    """A term or name: English, characters, pinyin with tone marks, plain gloss.

    `characters_checked` tells characters seen in a published text from those that are standard but unverified;
    `printed` is the form in the source where it prints Chinese; `status` is about the term's place in the source.
    """

    term: Text
    kind: Literal["term", "institution", "person", "place"]
    characters: Text | None
    pinyin: Text | None
    characters_checked: bool
    printed: Text | None = None
    gloss: Text
    official: Official | None = None


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
