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

GROUND = 'fill="currentColor" fill-opacity=".05"'
LETTER = 7.1
"""Width to allow for a letter: measured a little too wide, so that labels of any system font stay apart."""
LINE = 16


@dataclass(frozen=True, slots=True)
class Label:
    """The words beside a mark: the date, then what happened, broken into lines."""

    when: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def width(self) -> float:
        return LETTER * max(len(line) for line in self.when + self.lines)

    @property
    def height(self) -> int:
        return LINE * len(self.when + self.lines)


@dataclass(frozen=True, slots=True)
class Placed:
    """An event of the tall picture: its label, the height where that stands, and the track of its mark."""

    event: Event
    label: Label
    at: float
    track: int


def num(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def label(event: Event, letters: int) -> Label:
    """The label of an event, no line longer than `letters` where words allow; the note on the date is left out."""
    when = event.when.split(",")[0].split(";")[0]
    return Label(*(tuple(wrap(line, letters, break_long_words=False)) for line in (when, event.what)))


def is_span(event: Event) -> bool:
    """True where the date is a stretch of more than a year."""
    return event.latest - event.earliest > 1.01


def words(x: float, y: float, content: str, kind: str = "", anchor: str = "start") -> str:
    """A line of text with its class; raw `content` is escaped."""
    attributes = f' class="{kind}"' if kind else ""
    where = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{num(x)}" y="{num(y)}"{where}{attributes}>{escape(content)}</text>'


def _year_line(x1: float, x2: float, y1: float, y2: float) -> str:
    place = f'x1="{num(x1)}" x2="{num(x2)}" y1="{num(y1)}" y2="{num(y2)}"'
    return f'<line class="year" {place} stroke="currentColor" stroke-opacity=".16"/>'


def label_svg(item: Label, x: float, y: float, anchor: str = "start") -> str:
    """The label's lines, the first one's baseline at `y`."""
    kinds = ["when"] * len(item.when) + [""] * len(item.lines)
    lines = zip(item.when + item.lines, kinds, strict=True)
    return "".join(words(x, y + LINE * i, line, kind, anchor) for i, (line, kind) in enumerate(lines))


def mark(x0: float, y0: float, x1: float, y1: float, span: bool) -> str:
    """A dot for a date, a dashed bar with round ends for a stretch."""
    if not span:
        return f'<circle class="dot" cx="{num((x0 + x1) / 2)}" cy="{num((y0 + y1) / 2)}" r="5" fill="currentColor"/>'
    return (
        f'<line class="span" x1="{num(x0)}" y1="{num(y0)}" x2="{num(x1)}" y2="{num(y1)}" stroke="currentColor" '
        'stroke-width="4" stroke-linecap="round" stroke-dasharray="1 7"/>'
    )


def svg(kind: str, width: float, height: float, title: str, desc: str, body: str, font: int = 14) -> str:
    """A picture with its title and description; ids carry `kind`, so that two pictures on a page stay apart."""
    return (
        f'<svg class="pts-svg {kind}" viewBox="0 0 {num(width)} {num(height)}" role="img" '
        f'aria-labelledby="{kind}-title {kind}-desc" xmlns="http://www.w3.org/2000/svg" font-size="{font}">'
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

WIDE, LEFT, TOP = 960, 96, 34


def _x(year: float) -> float:
    return LEFT + (year - FIRST) * (WIDE - LEFT - 6) / (LAST - FIRST)


def _wide(events: Sequence[Event], title: str, desc: str) -> str:
    body, y = [], float(TOP)
    for level in LEVELS:
        lane, height = _wide_lane([e for e in events if e.level == level], y)
        body.append(f'<g class="lane {level}">{_lane_ground(y, height)}{_lane_name(level, y)}{lane}</g>')
        y += height + 8
    return svg("timeline-wide", WIDE, y, title, desc, "".join(body) + _years_across(y - 8))


def _lane_ground(y: float, height: float) -> str:
    return f'<rect class="ground" y="{num(y)}" width="{WIDE}" height="{num(height)}" rx="4" {GROUND}/>'


def _lane_name(level: str, y: float) -> str:
    gloss = wrap(text(f"book.level_{level}_gloss"), 13)
    name = words(10, y + 24, text(f"book.level_{level}"), "name")
    return name + "".join(words(10, y + 43 + LINE * i, line, "gloss") for i, line in enumerate(gloss))


def _years_across(bottom: float) -> str:
    lines = []
    for year in range(FIRST, LAST, 2):
        lines.append(_year_line(_x(year), _x(year), TOP - 8, bottom))
        lines.append(words(_x(year), TOP - 14, str(year), "scale", "middle"))
    return "".join(lines)


def _wide_lane(events: Sequence[Event], top: float) -> tuple[str, float]:
    """Marks and labels of one lane, each in the first row that has room, and the lane's height."""
    rows: list[list[tuple[float, float, Event, Label]]] = []
    for event in events:
        item = label(event, 24)
        x0, x1 = _extent(event, item)
        row = next((row for row in rows if all(x1 < a or b < x0 for a, b, _, _ in row)), None)
        if row is None:
            row = []
            rows.append(row)
        row.append((x0, x1, event, item))
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

TALL, COLUMN, STEP, HEAD, SCALE = 356, 108, 52, 66, 28
"""Width of all, of a lane, of a year, of the lanes' heads, and the room at the left for the years."""

TRACK = 5
"""Marks that would hide each other stand this far apart."""


def _y(year: float) -> float:
    return HEAD + (year - FIRST) * STEP


def _tall(events: Sequence[Event], title: str, desc: str) -> str:
    lanes = {level: _stack([e for e in events if e.level == level]) for level in LEVELS}
    bottom = max(placed.at + placed.label.height for lane in lanes.values() for placed in lane) + 10
    body = [_tall_lane(level, lanes[level], SCALE + i * COLUMN, bottom) for i, level in enumerate(LEVELS)]
    return svg("timeline-tall", TALL, bottom, title, desc, _years_down(bottom) + "".join(body), 12)


def _tall_lane(level: str, lane: Sequence[Placed], x: float, bottom: float) -> str:
    width = COLUMN - 4 if x + 2 * COLUMN < TALL else TALL - x
    ground = f'<rect class="ground" x="{num(x)}" width="{num(width)}" height="{num(bottom)}" rx="4" {GROUND}/>'
    gloss = wrap(text(f"book.level_{level}_gloss"), 16)
    head = words(x + 6, 18, text(f"book.level_{level}"), "name")
    head += "".join(words(x + 6, 33 + 13 * n, line, "gloss") for n, line in enumerate(gloss))
    years = "".join(_year_line(x, x + COLUMN, _y(year), _y(year)) for year in range(FIRST, LAST, 2))
    drawn = "".join(_tall_event(placed, x + 8) for placed in lane)
    return f'<g class="lane {level}">{ground}{years}{head}{drawn}</g>'


def _years_down(bottom: float) -> str:
    return "".join(words(0, _y(year) + 4, str(year), "scale") for year in range(FIRST, LAST, 2) if _y(year) < bottom)


def _stack(events: Sequence[Event]) -> list[Placed]:
    """Labels at the height of their date, pushed down where the one before still stands there."""
    placed: list[Placed] = []
    free = float(HEAD)
    for event in events:
        item = label(event, 12)
        at = max(_begin(event) - 4, free)
        placed.append(Placed(event, item, at, _free_track(event, placed)))
        free = at + item.height + 10
    return placed


def _free_track(event: Event, placed: Sequence[Placed]) -> int:
    """The first track on which no earlier mark reaches into this one; a dot needs a little room around it."""
    taken = {p.track for p in placed if p.event.latest + 0.1 > event.earliest and event.latest + 0.1 > p.event.earliest}
    return next(track for track in range(len(placed) + 1) if track not in taken)


def _begin(event: Event) -> float:
    """The height at which the mark of an event can be pointed to."""
    return _y(event.earliest) + 4 if is_span(event) else _y((event.earliest + event.latest) / 2)


def _tall_event(placed: Placed, lane: float) -> str:
    event, x = placed.event, lane + placed.track * TRACK
    y0, y1 = _y(event.earliest), _y(min(event.latest, LAST))
    drawn = mark(x, y0 + 4, x, y1 - 4, True) if is_span(event) else mark(x, y0, x, y1, False)
    path = f"M{num(x)} {num(_begin(event))} L{num(lane + 13)} {num(placed.at + 6)}"
    leader = f'<path class="leader" d="{path}" fill="none" stroke="currentColor" stroke-opacity=".45"/>'
    told = label_svg(placed.label, lane + 15, placed.at + 10)
    return f'<g class="event" data-event="{event.id}">{leader}{drawn}{told}</g>'
