"""Every sentence of the interface that a learner meets, by section and key, in one catalogue file."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources


@cache
def catalogue(language: str = "en") -> dict[str, dict[str, str]]:
    """The whole catalogue: section → key → template with {named} places."""
    path = resources.files(__name__).joinpath(f"{language}.json")
    loaded: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def text(key: str, **values: object) -> str:
    """The sentence at `section.key` with `values` put in; KeyError names a key that the catalogue lacks."""
    section, _, name = key.partition(".")
    return catalogue()[section][name].format(**values)


def number(value: float) -> str:
    """`value` as a learner reads it: at most two decimals, none when it is whole."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
