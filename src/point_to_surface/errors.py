"""One way to say what is wrong with an input: where, what was wanted, what was found, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in one input.

    `file` and `where` (an item, a row, a line) say where it is; `wanted` and `got` what was expected and found;
    `remedy` what the reader of the message can do about it.
    """

    file: str
    where: str
    wanted: str
    got: str
    remedy: str = ""

    def __str__(self) -> str:
        place = f"{self.file}: {self.where}" if self.where else self.file
        remedy = f". {self.remedy}" if self.remedy else ""
        return f"{place}: wanted {self.wanted}; got {self.got}{remedy}"


class Mistakes(Exception):
    """Every problem found in one go, so that an author mends them all before the next run."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.__str__())

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems]
        return lines[0] if len(lines) == 1 else "\n".join([f"{len(lines)} problems:", *(f"  {line}" for line in lines)])


def shown(value: object, limit: int = 60) -> str:
    """`value` as a short, printable excerpt for a message: untrusted text cannot flood or steer a terminal."""
    text = value if isinstance(value, str) else repr(value)
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return f"“{text[:limit]}…”" if len(text) > limit else f"“{text}”"
