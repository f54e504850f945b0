"""What a row promises: the source, what happened, who acted, sums and words; what is argued is in `facts_arguments`.

Schema only: the content stands in the seeds folder.

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
    """Who acts; `part_played` tells the part in the main case, null where there is none."""

    name: Text
    kind: Literal["local-government", "central-government", "cso", "committee", "citizens", "donors", "academics"]
    persons: tuple[Person, ...] = ()
    text: Text
    part_played: Text | None = None
    roles: tuple[Part, ...] = ()

    def references(self) -> Iterator[Reference]:
        yield from (("roles", part.role, ("roles", i, "role")) for i, part in enumerate(self.roles))


class Role(Fact):
    """A role that actors play; `group` sorts roles that belong together."""

    name: Text
    group: Id
    text: Text


class Count(Value):
    """How many of what."""

    n: int
    what: Text


class Sum(Fact):
    """An amount of money, in whole units, and what it was divided among; quotients are computed, never typed."""

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
        """Money per unit; None where the source gives no count, or only a bound for the amount."""
        return None if self.count is None or self.bound != "exact" else self.amount / self.count

    def references(self) -> Iterator[Reference]:
        yield "events", self.event, ("event",)


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
    """A term or name: in the course's language, in its own script and in Latin letters, with a plain gloss.

    `characters_checked` tells characters seen in a published text from those that are standard but unverified;
    `printed` is the form in the source where it prints the original; `status` is about the term's place in the source.
    """

    term: Text
    kind: Literal["term", "institution", "person", "place"]
    characters: Text | None
    pinyin: Text | None
    characters_checked: bool
    printed: Text | None = None
    gloss: Text
    official: Official | None = None
