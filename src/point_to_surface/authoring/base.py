"""What authors' models share, and how their mistakes are told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from .. import richtext
from ..errors import Problem
from ..yamlfile import Lines, line_of, named

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Paragraph = Annotated[int, Field(ge=1)]
Status = Literal["stated", "inferred", "open"]
Credit = Annotated[float, Field(ge=0, le=1)]


class Authored(BaseModel):
    """Nothing that is not known: a misspelt field is a mistake, not a comment."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OptionText(Authored):
    id: Slug
    text: Text


class ItemText(Authored):
    id: Slug
    title: Text
    points: Annotated[float, Field(gt=0, le=100)]
    prompt: Text
    objectives: list[Slug] = []
    hint: Text | None = None


class ReasonText(Authored):
    why: Text
    paragraphs: Annotated[list[Paragraph], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Desk:
    """The file on an author's desk: makes problems that say where in it they are."""

    path: Path
    lines: Lines
    place: tuple[str | int, ...]
    label: str

    def at(self, *steps: str | int, label: str = "") -> Desk:
        """The same file further in; `label` is added to how the place is called."""
        return Desk(self.path, self.lines, (*self.place, *steps), f"{self.label}{label}")

    def problem(self, wanted: str, got: str, remedy: str) -> Problem:
        """One mistake at this place."""
        where = f"line {line_of(self.lines, self.place)}: {self.label}"
        return Problem(named(self.path), where, wanted, got, remedy)

    def match(self, given: Iterable[str], wanted: Iterable[str], what: str) -> list[Problem]:
        """What is missing from `given`, and what nobody asked for."""
        lacking, foreign = sorted(set(wanted) - set(given)), sorted(set(given) - set(wanted))
        return [
            *(self.problem(f"{what} “{name}”", "nothing about it", "Add it") for name in lacking),
            *(self.problem(f"known {what}s only", f"“{name}”", "Rename or remove it") for name in foreign),
        ]


def reason_json(reason: ReasonText) -> dict[str, Any]:
    """A reason, compiled."""
    return {"why": richtext.block(reason.why), "paragraphs": list(reason.paragraphs)}


def options_json(options: Iterable[OptionText]) -> list[dict[str, str]]:
    """Options, compiled."""
    return [{"id": option.id, "text": richtext.inline(option.text)} for option in options]


def why_json(reason: Any, option: str = "") -> dict[str, Any]:
    """A reason in an open table; `option` names the option that it is about."""
    return {"html": reason.why, "paragraphs": list(reason.paragraphs), "option": option}
