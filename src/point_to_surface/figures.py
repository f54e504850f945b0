"""Figures drawn from facts as SVG text: the same facts give the same picture, byte for byte.

Colours come from custom properties with plain fallbacks, so that a picture reads on a page, in a notebook and in print.
Coordinates are units of the picture's view box.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from point_to_surface.facts_models import Event
from point_to_surface.strings import text

LEVELS = ("point", "line", "surface")
FIRST, LAST = 1996, 2014
"""The first year of the scale and the end of its last one."""

LETTER = 6.6
"""Width to allow for a letter: measured a little too wide, so that labels of any system font stay apart."""
LINE = 15


@dataclass(frozen=True, slots=True)
class Label:
    """The words beside a mark: the date, then what happened, broken into lines."""

    when: str
    lines: tuple[str, ...]

    @property
    def width(self) -> float:
        return LETTER * max(len(line) for line in (self.when, *self.lines))

    @property
    def height(self) -> int:
        return LINE * (1 + len(self.lines))


@dataclass(frozen=True, slots=True)
class Placed:
    """An event with its label and the row (wide picture) or height (tall picture) where the label stands."""

    event: Event
    label: Label
    at: float


def num(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def label(event: Event, letters: int) -> Label:
    """The label of an event, no line longer than `letters` where words allow; the note on the date is left out."""
    return Label(event.when.split(",")[0].split(";")[0], tuple(wrap(event.what, letters)))


def is_span(event: Event) -> bool:
    """True where the date is a stretch of more than a year."""
    return event.latest - event.earliest > 1.01


def words(x: float, y: float, content: str, kind: str = "", anchor: str = "start") -> str:
    """A line of text with its class; raw `content` is escaped."""
    attributes = f' class="{kind}"' if kind else ""
    where = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{num(x)}" y="{num(y)}"{where}{attributes}>{escape(content)}</text>'


def label_svg(item: Label, x: float, y: float, anchor: str = "start") -> str:
    """The label's lines, the first one's baseline at `y`."""
    lines = [words(x, y, item.when, "when", anchor)]
    lines += [words(x, y + LINE * (i + 1), line, "", anchor) for i, line in enumerate(item.lines)]
    return "".join(lines)


def mark(x0: float, y0: float, x1: float, y1: float, span: bool) -> str:
    """A dot for a date, a dashed bar with round ends for a stretch."""
    if not span:
        return f'<circle class="dot" cx="{num((x0 + x1) / 2)}" cy="{num((y0 + y1) / 2)}" r="5" fill="currentColor"/>'
    return (
        f'<line class="span" x1="{num(x0)}" y1="{num(y0)}" x2="{num(x1)}" y2="{num(y1)}" stroke="currentColor" '
        'stroke-width="4" stroke-linecap="round" stroke-dasharray="1 7"/>'
    )


def svg(kind: str, width: float, height: float, title: str, desc: str, body: str) -> str:
    """A picture with its title and description; ids carry `kind`, so that two pictures on a page stay apart."""
    return (
        f'<svg class="pts-svg {kind}" viewBox="0 0 {num(width)} {num(height)}" role="img" '
        f'aria-labelledby="{kind}-title {kind}-desc" xmlns="http://www.w3.org/2000/svg" font-size="13">'
        f'<title id="{kind}-title">{escape(title)}</title><desc id="{kind}-desc">{escape(desc)}</desc>{body}</svg>'
    )


def timeline(events: Sequence[Event]) -> str:
    """The figure of all events: a wide and a tall picture, of which a style sheet shows one, and a caption."""
    title, desc = text("book.timeline_title"), text("book.timeline_desc", **_told(events))
    return (
        '<figure class="pts-figure pts-timeline">'
        f"{_wide(events, title, desc)}{_tall(events, title, desc)}"
        f"<figcaption>{escape(text('book.timeline_caption'))}</figcaption></figure>"
    )


def _told(events: Iterable[Event]) -> dict[str, str]:
    """What each lane holds, in words, for those who do not see the picture."""
    told: dict[str, list[str]] = {level: [] for level in LEVELS}
    for event in events:
        told[event.level].append(f"{event.when}, {event.what}")
    return {level: "; ".join(lines) for level, lines in told.items()}


# The wide picture: years run to the right, lanes lie under each other.

WIDE, LEFT, TOP = 960, 88, 34


def _x(year: float) -> float:
    return LEFT + (year - FIRST) * (WIDE - LEFT - 6) / (LAST - FIRST)


def _wide(events: Sequence[Event], title: str, desc: str) -> str:
    body, y = [], float(TOP)
    for level in LEVELS:
        lane, height = _wide_lane([e for e in events if e.level == level], y)
        body.append(f'<g class="lane {level}">{_lane_ground(y, height)}{_lane_name(level, y)}{lane}</g>')
        y += height + 8
    return svg("timeline-wide", WIDE, y, title, desc, _years_across(y) + "".join(body))


def _lane_ground(y: float, height: float) -> str:
    return f'<rect class="ground" x="0" y="{num(y)}" width="{WIDE}" height="{num(height)}" rx="4" fill="currentColor" fill-opacity=".06"/>'


def _lane_name(level: str, y: float) -> str:
    gloss = wrap(text(f"book.level_{level}_gloss"), 13)
    name = words(10, y + 24, text(f"book.level_{level}"), "name")
    return name + "".join(words(10, y + 41 + LINE * i, line, "gloss") for i, line in enumerate(gloss))


def _years_across(bottom: float) -> str:
    lines = []
    for year in range(FIRST, LAST, 2):
        x = num(_x(year))
        lines.append(f'<line class="year" x1="{x}" x2="{x}" y1="{TOP - 8}" y2="{num(bottom)}" stroke="currentColor" stroke-opacity=".18"/>')
        lines.append(words(_x(year), TOP - 14, str(year), "scale", "middle"))
    return "".join(lines)


def _wide_lane(events: Sequence[Event], top: float) -> tuple[str, float]:
    """Marks and labels of one lane, each in the first row that has room, and the lane's height."""
    rows: list[list[tuple[float, float, Event, Label]]] = []
    for event in events:
        item = label(event, 24)
        x0, x1 = _extent(event, item)
        room = [row for row in rows if all(x1 < a or b < x0 for a, b, _, _ in row)]
        (room[0] if room else rows.append([]) or rows[-1]).append((x0, x1, event, item))
    drawn, y = [], top + 18
    for row in rows:
        drawn += [_wide_event(event, item, y) for _, _, event, item in row]
        y += max(item.height for *_, item in row) + 26
    return "".join(drawn), max(y - top - 12, 96)


def _extent(event: Event, item: Label) -> tuple[float, float]:
    """From where to where mark and label reach; a label that would leave the picture hangs to the left."""
    left, right = _x(event.earliest), _x(min(event.latest, LAST))
    if _hangs_left(event, item):
        return min(left, right - item.width) - 10, right + 8
    return left - 8, max(right, left + item.width) + 10


def _hangs_left(event: Event, item: Label) -> bool:
    return _x(event.earliest) + item.width > WIDE - 4


def _wide_event(event: Event, item: Label, y: float) -> str:
    x0, x1 = _x(event.earliest), _x(min(event.latest, LAST))
    span = is_span(event)
    drawn = mark(x0 + 4, y, x1 - 4, y, True) if span else mark(x0, y, x1, y, False)
    middle = (x0 + x1) / 2
    if _hangs_left(event, item):
        at, anchor = (x1 - 2 if span else min(middle + 5, WIDE - 4)), "end"
    else:
        at, anchor = (x0 + 2 if span else middle - 5), "start"
    return f'<g class="event" data-event="{event.id}">{drawn}{label_svg(item, at, y + 20, anchor)}</g>'


# The tall picture, for a phone: years run down, lanes stand beside each other.

TALL, COLUMN, STEP, HEAD = 360, 112, 52, 62
SCALE = 30
"""Room at the left for the years."""


def _y(year: float) -> float:
    return HEAD + (year - FIRST) * STEP


def _tall(events: Sequence[Event], title: str, desc: str) -> str:
    lanes = {level: _stack([e for e in events if e.level == level]) for level in LEVELS}
    bottom = max(placed.at + placed.label.height for lane in lanes.values() for placed in lane) + 10
    body = [_years_down(max(bottom, _y(LAST)))]
    for i, level in enumerate(LEVELS):
        x = SCALE + i * COLUMN
        ground = f'<rect class="ground" x="{x}" y="0" width="{COLUMN - 6}" height="{num(bottom)}" rx="4" fill="currentColor" fill-opacity=".06"/>'
        gloss = [words(x + 6, 34 + 12 * n, line, "gloss") for n, line in enumerate(wrap(text(f"book.level_{level}_gloss"), 19))]
        name = words(x + 6, 18, text(f"book.level_{level}"), "name")
        drawn = "".join(_tall_event(placed, x + 10) for placed in lanes[level])
        body.append(f'<g class="lane {level}">{ground}{name}{"".join(gloss)}{drawn}</g>')
    return svg("timeline-tall", TALL, bottom, title, desc, "".join(body))


def _years_down(bottom: float) -> str:
    return "".join(
        words(0, _y(year) + 4, str(year), "scale")
        + f'<line class="year" x1="{SCALE}" x2="{TALL}" y1="{num(_y(year))}" y2="{num(_y(year))}" stroke="currentColor" stroke-opacity=".18"/>'
        for year in range(FIRST, LAST, 2)
        if _y(year) < bottom
    )


def _stack(events: Sequence[Event]) -> list[Placed]:
    """Labels at the height of their date, pushed down where the one before still stands there."""
    placed: list[Placed] = []
    free = float(HEAD)
    for event in events:
        item = label(event, 14)
        at = max(_y((event.earliest + event.latest) / 2 if not is_span(event) else event.earliest) - 4, free)
        placed.append(Placed(event, item, at))
        free = at + item.height + 10
    return placed


def _tall_event(placed: Placed, x: float) -> str:
    event = placed.event
    y0, y1 = _y(event.earliest), _y(min(event.latest, LAST))
    span = is_span(event)
    drawn = mark(x, y0 + 4, x, y1 - 4, True) if span else mark(x, y0, x, y1, False)
    start = y0 + 4 if span else (y0 + y1) / 2
    leader = f'<path class="leader" d="M{num(x)} {num(start)} L{num(x + 8)} {num(placed.at + 6)}" fill="none" stroke="currentColor" stroke-opacity=".5"/>'
    return f'<g class="event" data-event="{event.id}">{leader}{drawn}{label_svg(placed.label, x + 10, placed.at + 10)}</g>'
