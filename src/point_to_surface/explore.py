"""An exploration: how long did it take from point to surface, and were that “about ten years”?

In Jupyter a slider moves the picture through a kernel; on the book's page `explore.js` moves the same picture without
one, from the frames that travel with it; with neither, the first frame stands there and reads well.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from typing import Any

from point_to_surface.facts import load_facts
from point_to_surface.facts_models import Event
from point_to_surface.figures import num, svg, words
from point_to_surface.strings import text

YEARS = range(1996, 2007)
FUND = 2012
ABOUT_TEN = range(9, 13)
"""What we take “about ten years” to cover; the page says that this yardstick is ours."""

WIDTH, HEIGHT, LEFT, STEP = 400, 132, 16, 23


@dataclass(frozen=True, slots=True)
class Frame:
    """The picture for one starting year: where the bar begins, and the words that go with it."""

    year: int
    x: float
    length: str
    desc: str
    words: tuple[str, ...]


def frames(events: Sequence[Event]) -> tuple[Frame, ...]:
    """One frame for each starting year that the slider offers."""
    return tuple(_frame(year, events) for year in YEARS)


def _frame(year: int, events: Sequence[Event]) -> Frame:
    years = FUND - year
    fit = "fits" if years in ABOUT_TEN else "longer" if years > max(ABOUT_TEN) else "shorter"
    told = (
        text("book.explore_words", year=year, length=years),
        text(f"book.explore_{fit}"),
        _happened(year, events),
        text("book.explore_open"),
    )
    return Frame(
        year,
        _x(year),
        text("book.explore_length", length=years),
        text("book.explore_desc", year=year, length=years),
        told,
    )


def _happened(year: int, events: Sequence[Event]) -> str:
    """The events dated to this year, with their paragraphs; those that merely might fall into it are left out."""
    dated = [e for e in events if int(e.earliest) == year and e.latest - e.earliest <= 1]
    if not dated:
        return text("book.explore_no_events", year=year)
    told = "; ".join(f"{e.what} [{', '.join(str(p) for p in e.paragraphs)}]" for e in dated)
    return text("book.explore_events", year=year, events=told)


def _x(year: float) -> float:
    return LEFT + (year - YEARS.start) * STEP


def picture(frame: Frame) -> str:
    """The SVG of one frame; the parts that a slider moves carry `data-part`."""
    x, end, ten = num(frame.x), num(_x(FUND)), num(_x(FUND - 10))
    pen = 'stroke="currentColor"'
    body = [
        _scale(),
        words((_x(FUND - 10) + _x(FUND)) / 2, 124, text("book.explore_ten"), "gloss", "middle"),
        f'<path class="ten" d="M{ten} 98 v8 H{end} v-8" fill="none" {pen} stroke-opacity=".7"/>',
        f'<line class="bar" data-part="bar" x1="{x}" x2="{end}" y1="44" y2="44" {pen} stroke-width="12"/>',
        f'<circle class="dot" data-part="start" cx="{x}" cy="44" r="9" fill="currentColor"/>',
        f'<text class="name" data-part="length" x="{x}" y="24">{escape(frame.length)}</text>',
    ]
    return svg("ten-years", WIDTH, HEIGHT, text("book.explore_title"), frame.desc, "".join(body))


def _scale() -> str:
    ticks = []
    for year in range(YEARS.start, FUND + 1):
        x = num(_x(year))
        ticks.append(f'<path class="year" d="M{x} 62 v8" stroke="currentColor" stroke-opacity=".6"/>')
        if year % 4 == 0:
            ticks.append(words(_x(year), 86, str(year), "scale", "middle"))
    return "".join(ticks)


def told(frame: Frame) -> str:
    """The words of one frame as HTML."""
    return "".join(f"<p>{escape(line)}</p>" for line in frame.words)


def figure(all_frames: Sequence[Frame], year: int) -> str:
    """The whole exploration as it stands on a page: picture, words, caption and the data of all frames."""
    frame = next(f for f in all_frames if f.year == year)
    data = {"label": text("book.explore_label"), "year": year, "frames": [asdict(f) for f in all_frames]}
    safe = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return (
        '<figure class="pts-figure pts-explore" data-pts-explore>'
        f'{picture(frame)}<div class="told" aria-live="polite">{told(frame)}</div>'
        f"<figcaption>{escape(text('book.explore_caption'))}</figcaption>"
        f'<script type="application/json">{safe}</script></figure>'
    )


class TenYears:
    """A slider for the starting year and the picture that follows it.

    Shows itself as a live widget where a kernel runs, and as the page's HTML everywhere else.
    """

    def __init__(self, events: Sequence[Event], year: int = YEARS.start) -> None:
        self._frames = frames(events)
        self._year = year

    def __repr__(self) -> str:
        return text("book.explore_title")

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Widget and HTML in one: a viewer takes the best that it can show."""
        view: dict[str, Any] = self._widget()._repr_mimebundle_() or {}
        return {**view, "text/plain": repr(self), "text/html": figure(self._frames, self._year)}

    def _widget(self) -> Any:
        import ipywidgets  # only where a notebook runs

        slider = ipywidgets.IntSlider(
            value=self._year,
            min=YEARS.start,
            max=YEARS.stop - 1,
            description=text("book.explore_label"),
            style={"description_width": "initial"},
        )
        shown = ipywidgets.HTML(self._moved(self._year))
        slider.observe(lambda change: setattr(shown, "value", self._moved(change["new"])), names="value")
        return ipywidgets.VBox([slider, shown])

    def _moved(self, year: int) -> str:
        frame = self._frames[year - YEARS.start]
        return picture(frame) + told(frame)


def ten_years(folder: Path | None = None) -> TenYears:
    """The exploration over the facts in `folder`; by default in the nearest `seeds` above the working folder."""
    return TenYears(load_facts(folder or _nearest_seeds(Path.cwd())).events)


def _nearest_seeds(start: Path) -> Path:
    for place in (start, *start.parents):
        if (place / "seeds" / "events.yml").is_file():
            return place / "seeds"
    raise FileNotFoundError(f"no folder “seeds” with events.yml in {start} or above: open the notebook in its course")
