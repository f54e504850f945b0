"""The figures: the same facts give the same picture, and nothing in it hides anything else."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from point_to_surface import explore, figures
from point_to_surface.facts import load_facts

SEEDS = Path(__file__).parents[2] / "seeds"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def events():
    return load_facts(SEEDS).events


def pictures(html):
    """The SVG elements in a piece of HTML, parsed as XML."""
    return [ElementTree.fromstring(found) for found in re.findall(r"<svg.*?</svg>", html, re.S)]


def test_the_same_facts_give_the_same_picture(events):
    assert figures.timeline(events) == figures.timeline(tuple(events))


def test_both_timelines_show_every_event_once(events):
    for picture in pictures(figures.timeline(events)):
        shown = [g.get("data-event") for g in picture.iter(f"{SVG}g") if g.get("data-event")]
        assert sorted(shown) == sorted(event.id for event in events)


def test_ids_are_unique_and_name_title_and_description(events):
    html = figures.timeline(events)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 4
    for picture in pictures(html):
        for named in picture.get("aria-labelledby").split():
            assert any(e.get("id") == named and e.text for e in picture.iter())


def test_the_description_tells_every_event_to_those_who_do_not_see(events):
    for picture in pictures(figures.timeline(events)):
        told = picture.find(f"{SVG}desc").text
        assert all(event.what in told and event.when in told for event in events)


def test_an_uncertain_date_is_a_stretch_and_a_given_one_a_dot(events):
    by_id = {event.id: event for event in events}
    assert figures.is_span(by_id["luoshan-agreement"])
    assert not figures.is_span(by_id["luoshan-book"])


@pytest.mark.parametrize("which", [0, 1])
def test_no_two_labels_of_a_lane_overlap(events, which):
    picture = pictures(figures.timeline(events))[which]
    boxes = [label_box(g, which) for g in picture.iter(f"{SVG}g") if g.get("data-event")]
    pairs = ((a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])
    assert [(a, b) for a, b in pairs if meet(a, b)] == []


def label_box(group, which):
    """Left, top, right, bottom of an event's words, with an honest guess of six units a letter."""
    lines = group.findall(f"{SVG}text")
    widest = max(len(line.text) for line in lines) * (6.6, 6)[which]
    x = float(lines[0].get("x"))
    left = x - widest if lines[0].get("text-anchor") == "end" else x
    tops = [float(line.get("y")) for line in lines]
    return left, min(tops) - 11, left + widest, max(tops) + 2


def meet(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def test_words_in_a_picture_are_escaped():
    assert figures.words(0, 0, "<b>&") == '<text x="0" y="0">&lt;b&gt;&amp;</text>'


def test_every_starting_year_has_a_frame_with_its_length(events):
    frames = explore.frames(events)
    assert [frame.year for frame in frames] == list(explore.YEARS)
    assert [frame.length for frame in frames][:2] == ["16 years", "15 years"]


def test_about_ten_fits_around_2002_and_not_in_1996(events):
    words = {frame.year: " ".join(frame.words) for frame in explore.frames(events)}
    assert "longer than" in words[1996]
    assert "could be called" in words[2001]
    assert "shorter than" in words[2005]


def test_the_exploration_without_a_kernel_is_whole_html(events):
    bundle = explore.TenYears(events)._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "<svg" in bundle["text/html"]
    assert bundle["text/html"] == explore.TenYears(events)._repr_mimebundle_()["text/html"]


def test_a_frame_cannot_close_its_script(events):
    frame = explore.Frame(1996, 0.0, "16", "", ("</script><script>alert(1)</script>",))
    data = explore.figure([frame], 1996).split('<script type="application/json">')[1]
    assert data.count("</script>") == 1


def test_seeds_are_found_above_the_notebook(tmp_path):
    with pytest.raises(FileNotFoundError, match="no folder “seeds”"):
        explore._nearest_seeds(tmp_path)
    assert explore._nearest_seeds(SEEDS.parent / "book" / "part-one") == SEEDS
