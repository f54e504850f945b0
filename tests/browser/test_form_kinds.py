"""The kinds of item beyond choice, classify and prose: by keyboard alone, their verdicts, what cannot break them."""

import json
from pathlib import Path

import pytest

from point_to_surface.kinds.number import figure
from tests.browser.harness.pages import STRINGS, check, graded, item, press, spec, stored, write_page, write_static

pytestmark = pytest.mark.browser

FIGURES = json.loads((Path(__file__).parents[1] / "unit" / "figures.json").read_text(encoding="utf-8"))
KINDS = spec("kinds")
ITEMS = {one["id"]: one for one in KINDS["items"]}
FULL = {
    "catch": ["ferries", "barges"],
    "average": {"value": "530 504", "unit": "coppers"},
    "proof": [4, 5],
    "story": {
        "order": ["visit", "pier", "light", "dues"],
        "levels": {"light": "point", "dues": "surface", "pier": "point", "visit": "line"},
        "years": {"pier": "1996"},
    },
    "causes": [["pier", "light"], ["light", "dues"]],
    "review": {
        "rows": [
            {"shortcoming": "silt", "paragraph": "p4", "remedy": "dredge", "written": "Deeper"},
            {"shortcoming": "dark", "paragraph": "p12", "remedy": "lamp", "written": "Lighter"},
        ]
    },
}
PART = {
    "catch": ["ferries", "pilots"],
    "average": {"value": "530,504", "unit": "silver"},
    "proof": [4, 12, 13],
    "story": {
        "order": ["light", "pier", "dues"],
        "levels": {"light": "point", "pier": "line"},
        "years": {"pier": "1997"},
    },
    "causes": [["pier", "light"], ["visit", "dues"], ["dues", "pier"], ["light", "visit"]],
    "review": {
        "rows": [
            {"shortcoming": "silt", "paragraph": "p4", "remedy": "lamp"},
            {"shortcoming": "dark", "paragraph": "p4"},
            {"shortcoming": "silt", "paragraph": "p12"},
        ]
    },
}


@pytest.fixture(scope="module")
def site(serve, tmp_path_factory):
    """The harness pages with all kinds: kinds for practice, graded without tables, notebook."""
    folder = tmp_path_factory.mktemp("kinds")
    write_static(folder)
    write_page(folder, "page.html", "kinds", KINDS)
    write_page(folder, "page.html", "graded", graded(KINDS))
    write_page(folder, "notebook.html", "notebook", graded(KINDS))
    return serve(folder)


@pytest.fixture
def open_form(page, site):
    """open_form("kinds", answers) opens a harness page, with answers kept from before."""

    def opened(name="kinds", answers=None):
        page.goto(f"{site}/{name}.html")
        if answers is not None:
            keep = "([name, answers]) => localStorage.setItem('pts:' + name, JSON.stringify(answers))"
            page.evaluate(keep, ["kinds-harbour" if name == "kinds" else "graded-kinds-harbour", answers])
            page.reload()
        page.locator(".pts").wait_for()
        return page

    return opened


@pytest.fixture
def judge(page, site):
    """judge(id, answer) gives the form's verdict on a practice item."""
    page.goto(f"{site}/kinds.html")
    script = 'async ([item, answer]) => (await import("./static/form.js")).judge(item, answer)'
    return lambda name, answer: page.evaluate(script, [ITEMS[name], answer])


@pytest.fixture
def mounted(page, site):
    """mounted(answers) mounts a form of its own, sets the answers, and gives what it then says they are."""
    page.goto(f"{site}/kinds.html")
    script = """async ([spec, strings, answers]) => {
        const { mountForm } = await import("./static/form.js");
        const form = mountForm(document.body.appendChild(document.createElement("div")), { spec, strings });
        form.setAnswers(answers);
        const given = form.getAnswers();
        form.setAnswers({});
        const emptied = form.getAnswers();
        form.destroy();
        return [given, emptied];
    }"""
    return lambda answers: page.evaluate(script, [KINDS, STRINGS, answers])


def active(page, what="el.textContent"):
    return page.evaluate(f"(() => {{ const el = document.activeElement; return {what}; }})()")


def answers_of(page, name):
    return (stored(page, "kinds-harbour") or {}).get(name)


def event(page, title):
    return item(page, "story").get_by_role("group", name=title, exact=True)


def placed(page):
    return item(page, "story").locator(".pts-order .pts-event-title").all_inner_texts()


def result(page, name):
    return item(page, name).locator(".pts-result").inner_text()


# ---------- by keyboard alone ----------


def test_multiple_is_answered_by_keyboard_alone(open_form):
    page = open_form()
    item(page, "catch").locator("input").first.focus()
    press(page, "Space", "Tab", "Tab", "Space")
    assert answers_of(page, "catch") == ["ferries", "barges"]


def test_number_is_answered_by_keyboard_alone(open_form):
    page = open_form()
    item(page, "average").get_by_role("textbox", name="Figure").focus()
    page.keyboard.type("531 000")
    press(page, "Tab", "Space", "ArrowRight")
    assert answers_of(page, "average") == {"value": "531 000", "unit": "silver"}


def test_evidence_is_answered_by_keyboard_alone(open_form):
    page = open_form()
    item(page, "proof").get_by_role("checkbox", name="Paragraph 4").focus()
    press(page, "Space", "Tab", "Tab", "Space")  # past the link to paragraph 4
    assert answers_of(page, "proof") == [4, 5]


def test_timeline_is_answered_by_keyboard_alone(open_form):
    page = open_form()
    event(page, "The first pier").get_by_role("button", name="Add").focus()
    press(page, "Enter")
    event(page, "A light on the mole").get_by_role("button", name="Add").focus()
    press(page, "Enter", "Enter")  # added, then moved before the pier
    press(page, "Tab", "Tab", "Tab", "Space", "ArrowRight", "Tab")  # later, take out, level, year
    page.keyboard.type("1996")
    assert answers_of(page, "story") == {
        "order": ["light", "pier"],
        "levels": {"light": "line"},
        "years": {"light": "1996"},
    }


def test_links_are_drawn_by_keyboard_alone(open_form):
    page = open_form()
    item(page, "causes").get_by_role("combobox", name="From").focus()
    press(page, "ArrowDown", "Tab", "ArrowDown", "ArrowDown", "Tab", "Enter")
    assert answers_of(page, "causes") == [["pier", "light"]]


def test_critique_is_filled_in_by_keyboard_alone(open_form):
    page = open_form()
    item(page, "review").get_by_role("combobox", name="Shortcoming").first.focus()
    press(page, "ArrowDown", "Tab", "ArrowDown", "Tab", "ArrowDown", "Tab")
    page.keyboard.type("Deeper")
    assert answers_of(page, "review") == {"rows": [FULL["review"]["rows"][0]]}


# ---------- what the controls promise ----------


def test_moved_event_keeps_the_focus_and_is_announced(open_form):
    page = open_form(answers={"story": FULL["story"]})
    event(page, "A light on the mole").get_by_role("button", name="Move before").press("Enter")
    said = item(page, "story").get_by_role("status").text_content()
    assert said == "A light on the mole: now 2 of 4, after The minister’s visit, before The first pier."
    assert active(page) == "↑Move before: A light on the mole"


def test_moving_past_the_end_says_so_and_changes_nothing(open_form):
    page = open_form(answers={"story": FULL["story"]})
    event(page, "The minister’s visit").get_by_role("button", name="Move before").press("Enter")
    assert item(page, "story").get_by_role("status").text_content() == "The minister’s visit is first already."
    assert placed(page)[0] == "The minister’s visit"


def test_event_taken_out_waits_with_the_focus(open_form):
    page = open_form(answers={"story": FULL["story"]})
    event(page, "The first pier").get_by_role("button", name="Take out").press("Enter")
    assert active(page) == "Add to the timeline: The first pier"
    assert "The first pier" not in placed(page)


def test_undo_takes_moves_back_one_by_one(open_form):
    page = open_form(answers={"story": {"order": ["pier", "light", "dues"]}})
    event(page, "Harbour dues for everyone").get_by_role("button", name="Move before").click()
    event(page, "The first pier").get_by_role("button", name="Take out").click()
    undo = item(page, "story").get_by_role("button", name="Undo")
    seen = [placed(page)]
    for _ in range(2):
        undo.click()
        seen.append(placed(page))
    assert undo.get_attribute("aria-disabled") == "true"
    pier, light, dues = "The first pier", "A light on the mole", "Harbour dues for everyone"
    assert seen == [[dues, light], [pier, dues, light], [pier, light, dues]]


def test_event_is_dragged_by_its_number(open_form):
    page = open_form(answers={"story": {"order": ["pier", "light", "dues"]}})
    grip = event(page, "Harbour dues for everyone").locator(".pts-grip")
    grip.scroll_into_view_if_needed()
    start, end = grip.bounding_box(), event(page, "The first pier").bounding_box()
    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(start["x"] + 20, end["y"] + 60, steps=5)
    page.mouse.move(start["x"] + 20, end["y"] + 5)
    page.mouse.up()
    assert placed(page)[0] == "Harbour dues for everyone"


def test_picture_grows_as_events_are_placed(open_form):
    page = open_form()
    before = item(page, "story").locator(".pts-dot").count()
    event(page, "The first pier").get_by_role("button", name="Add").click()
    assert (before, item(page, "story").locator(".pts-dot").all_inner_texts()) == (0, ["1"])


@pytest.mark.parametrize(("viewport", "down"), [("phone", True), ("desktop", False)])
def test_lanes_turn_on_a_phone(open_form, viewport, down):
    page = open_form(answers={"story": FULL["story"]})
    boxes = [dot.bounding_box() for dot in item(page, "story").locator(".pts-dot").all()]
    tops = [box["y"] for box in boxes]
    assert (tops == sorted(set(tops))) == down
    assert ([box["x"] for box in boxes] == sorted({box["x"] for box in boxes})) == (not down)


def test_link_drawn_twice_or_to_itself_is_refused_with_the_reason(open_form):
    page = open_form(answers={"causes": [["pier", "light"]]})
    place = item(page, "causes")
    said = []
    for start, end in [("pier", "light"), ("pier", "pier"), ("pier", "")]:
        place.get_by_label("From").select_option(start)
        place.get_by_label("To", exact=True).select_option(end)
        place.get_by_role("button", name="Draw this link").click()
        said.append(place.get_by_role("status").first.inner_text())
    assert said == [STRINGS[key] for key in ("link_there", "link_to_itself", "link_needs_both")]
    assert place.locator(".pts-drawn li").count() == 1


def test_removed_link_comes_back_with_undo(open_form):
    page = open_form(answers={"causes": FULL["causes"]})
    place = item(page, "causes")
    place.get_by_role("button", name="Remove").first.click()
    gone = answers_of(page, "causes")
    place.get_by_role("button", name="Undo").click()
    assert (gone, answers_of(page, "causes")) == ([["light", "dues"]], FULL["causes"])


def test_removing_a_link_leaves_the_focus_among_the_links(open_form):
    page = open_form(answers={"causes": FULL["causes"]})
    item(page, "causes").get_by_role("button", name="Remove").first.press("Enter")
    assert active(page).startswith("Remove: A light")


def test_rows_are_added_up_to_five_and_removed_with_undo(open_form):
    page = open_form(answers={"review": FULL["review"]})
    place = item(page, "review")
    for _ in range(3):
        place.get_by_role("button", name="Add a row").click()
    most = (place.locator("fieldset").count(), place.get_by_role("button", name="Add a row").count())
    place.get_by_role("button", name="Remove this row").first.click()
    left = answers_of(page, "review")["rows"]
    place.get_by_role("button", name="Undo").click()
    assert most == (5, 0)
    assert (left, answers_of(page, "review")) == (FULL["review"]["rows"][1:], FULL["review"])


def test_written_cell_counts_its_words(open_form):
    page = open_form()
    item(page, "review").get_by_role("textbox", name="Row 2").fill("word " * 22)
    assert item(page, "review").get_by_text("22 words: 2 over the limit of 20").is_visible()


# ---------- verdicts ----------

SUMS = [
    ("catch", ["ferries", "barges"], 2, "right"),
    ("catch", ["ferries"], 1, "partly"),
    ("catch", ["ferries", "barges", "pilots"], 1, "partly"),
    ("catch", ["ferries", "barges", "pilots", "swimmers"], 0, "partly"),
    ("catch", ["pilots"], 0, "not-yet"),
    ("average", {"value": "530504", "unit": "coppers"}, 2, "right"),
    ("average", {"value": "531,104", "unit": "coppers"}, 2, "right"),
    ("average", {"value": "531105", "unit": "coppers"}, 0, "not-yet"),
    ("average", {"value": "530 504", "unit": "silver"}, 1, "partly"),
    ("average", {"value": "530 504"}, 1, "partly"),
    ("average", {"value": "1061008", "unit": "coppers"}, 0.5, "partly"),
    ("average", {"unit": "cannot-tell"}, 0, "not-yet"),
    ("average", {"value": "5e5", "unit": "coppers"}, 0, "not-yet"),
    ("proof", [4, 5], 2, "right"),
    ("proof", [4, 5, 13], 2, "right"),
    ("proof", [4], 1, "partly"),
    ("proof", [4, 5, 12], 0, "partly"),
    ("proof", [13], 0, "not-yet"),
    ("story", FULL["story"], 4, "right"),
    ("story", {"order": ["pier", "light", "dues"]}, 2, "partly"),
    ("story", {"order": ["dues", "light", "pier"]}, 0, "not-yet"),
    ("story", {"order": ["light", "pier", "dues"]}, 0.67, "partly"),
    # Levels below zero take nothing from the order.
    ("story", {"order": ["pier", "light", "dues"], "levels": {"dues": "point", "pier": "line"}}, 2, "partly"),
    ("story", {"levels": {"light": "point", "pier": "surface"}}, 0.15, "partly"),
    ("story", {"order": ["pier", "light"], "years": {"pier": "1997"}}, 0.67, "partly"),
    ("causes", [["pier", "light"], ["light", "dues"]], 2, "right"),
    ("causes", [["pier", "light"], ["light", "dues"], ["light", "visit"]], 2, "right"),
    ("causes", [["pier", "light"]], 1, "partly"),
    ("causes", [["pier", "light"], ["visit", "pier"]], 0, "partly"),
    ("causes", [["light", "pier"]], 0, "not-yet"),
    ("review", FULL["review"], 4, "right"),
    ("review", {"rows": FULL["review"]["rows"][:1]}, 2, "partly"),
    (
        "review",
        {"rows": [{"shortcoming": "queue", "paragraph": "p4", "remedy": "band"}, *FULL["review"]["rows"]]},
        4,
        "partly",
    ),
    # A row that takes away counts, however many rows there are; the second row about the same does not.
    ("review", {"rows": [*FULL["review"]["rows"], {"shortcoming": "queue", "remedy": "lamp"}]}, 3.5, "partly"),
    ("review", {"rows": [{"shortcoming": "silt", "paragraph": "p12"}, FULL["review"]["rows"][0]]}, 0, "not-yet"),
]


@pytest.mark.parametrize(("name", "answer", "points", "word"), SUMS)
def test_points_are_what_the_table_adds_up_to(judge, name, answer, points, word):
    verdict = judge(name, answer)
    assert (verdict["points"], verdict["verdict"]) == (points, word)


@pytest.mark.parametrize(
    ("name", "empty"), [("catch", []), ("proof", []), ("causes", []), ("story", {}), ("review", {})]
)
def test_nothing_answered_is_blank(judge, name, empty):
    verdict = judge(name, empty)
    assert (verdict["points"], verdict["verdict"]) == (0, "blank")


def test_figures_are_read_as_the_engine_reads_them(page, site):
    page.goto(f"{site}/kinds.html")
    script = 'async (texts) => { const form = await import("./static/form.js"); return texts.map(form.readFigure); }'
    read = page.evaluate(script, [text for text, _ in FIGURES])
    assert read == [value for _, value in FIGURES] == [figure(text) for text, _ in FIGURES]


@pytest.mark.parametrize("name", ITEMS)
def test_check_without_an_answer_gives_nothing_away(open_form, name):
    page = open_form()
    check(page, name)
    assert item(page, name).locator(".pts-actions .pts-note").is_visible()
    assert item(page, name).locator(".pts-verdict, .pts-why").count() == 0


@pytest.mark.parametrize("name", ITEMS)
def test_change_my_answer_brings_all_controls_back(open_form, name):
    page = open_form(answers=PART)
    place = item(page, name)
    controls = place.locator("button:visible, input:enabled:visible, select:enabled:visible")
    before = controls.count()
    check(page, name)
    checked = controls.count()
    place.get_by_role("button", name="Change my answer").click()
    assert place.locator(".pts-verdict, .pts-why").count() == 0
    assert (controls.count(), checked < before) == (before, True)


def test_ticked_options_are_explained_in_place_and_the_rest_on_demand(open_form):
    page = open_form(answers=PART)
    check(page, "catch")
    under = item(page, "catch").locator(".pts-option", has=page.get_by_role("checkbox", name="Pilots"))
    other = item(page, "catch").get_by_text("Salt was charged by weight")
    seen = under.get_by_text("the harbour paid them").is_visible(), other.is_visible()
    item(page, "catch").get_by_text(STRINGS["others"]).click()
    assert (seen, other.is_visible()) == ((True, False), True)


def test_evidence_tells_coverage_and_relevance_apart(open_form):
    page = open_form(answers=PART)
    check(page, "proof")
    assert "Found: 1 of 2 that are needed." in result(page, "proof")
    assert "1 of your choices does not support the statement." in result(page, "proof")


def test_paragraph_that_would_do_is_neither_right_nor_wrong(open_form):
    page = open_form(answers=PART)
    check(page, "proof")
    assert item(page, "proof").get_by_text(STRINGS["evidence_either"]).is_visible()


def test_wrong_relation_is_named_with_its_reason(open_form):
    page = open_form(answers=PART)
    check(page, "story")
    first = item(page, "story").locator(".pts-relations .pts-other")
    assert first.count() == 1
    assert "You placed “A light on the mole” before “The first pier”" in first.inner_text()
    assert "The light stands on the pier, so the pier came first" in first.inner_text()


def test_timeline_tells_its_sections_apart(open_form):
    page = open_form(answers=PART)
    check(page, "story")
    assert "Order: 0.67 of 2 points. Levels: 0.15 of 1 point. Years: 0 of 1 point." in result(page, "story")
    assert "2 of 3 relations in place." in result(page, "story")
    assert "Not on the timeline yet: The minister’s visit." in result(page, "story")


def test_open_pair_is_told_and_not_marked(open_form):
    page = open_form(answers={"story": FULL["story"]})
    check(page, "story")
    item(page, "story").get_by_text(STRINGS["relations_open"]).click()
    assert item(page, "story").get_by_text("either order is possible").is_visible()


def test_link_that_no_key_names_gets_the_word_for_all_such(open_form):
    page = open_form(answers=PART)
    check(page, "causes")
    row = item(page, "causes").locator(".pts-drawn li", has_text="→ The first pier")
    assert row.get_by_text("Which paragraph would you cite?").is_visible()


def test_links_never_drawn_are_told_on_demand(open_form):
    page = open_form(answers=PART)
    check(page, "causes")
    wanted = item(page, "causes").get_by_text("The oil had to be paid for.")
    before = wanted.is_visible()
    item(page, "causes").get_by_text(STRINGS["links_left"]).click()
    assert (before, wanted.is_visible()) == (False, True)


def test_critique_tells_rows_apart_and_what_counts_once(open_form):
    page = open_form(answers=PART)
    check(page, "review")
    assert "Row 1: 0.5 of 2 points. Row 2: takes away 0.5 points." in result(page, "review")
    assert STRINGS["repeated_once"] in result(page, "review")
    assert item(page, "review").get_by_text("A lamp shows the silt").count() == 1


@pytest.mark.parametrize("name", ITEMS)
def test_focus_moves_to_the_result(open_form, name):
    page = open_form(answers=PART)
    item(page, name).get_by_role("button", name="Check").press("Enter")
    assert item(page, name).locator(".pts-result").evaluate("el => el === document.activeElement")


# ---------- what can be told without a key ----------


def audit(page):
    page.get_by_role("button", name="Check what is missing").click()
    return page.locator(".pts-summary li").all_inner_texts()


def test_every_blank_is_listed(open_form):
    assert len(audit(open_form("graded"))) == 4 + 4 + 2  # four wholes, four events, two rows


def test_complete_answers_miss_nothing(open_form):
    page = open_form("graded", FULL)
    assert (audit(page), page.locator(".pts-summary").inner_text()) == ([], STRINGS["summary_none"])


DOUBTS = [
    ({"average": {"value": "1.234,5", "unit": "coppers"}}, "“1.234,5” cannot be read as a figure."),
    ({"average": {"value": "12", "unit": "cannot-tell"}}, "You gave a figure (12) and chose “Cannot be told”."),
    ({"average": {"value": "12"}}, "Say in which unit."),
    (
        {"story": FULL["story"] | {"years": {"pier": "1996", "light": "1990"}}},
        "You gave it the year 1990 and placed it after “The first pier” (1996).",
    ),
    ({"story": {"order": ["pier"]}}, "Say at which level."),
    ({"causes": [["pier", "light"], ["light", "pier"]]}, "both ways"),
    ({"review": {"rows": [{"shortcoming": "silt"}, {"shortcoming": "silt"}]}}, "Row 1 is about the same."),
    (
        {"review": {"rows": [{"shortcoming": "silt"}]}},
        "Still blank in this row: Paragraph; Remedy; How would one know?.",
    ),
]


@pytest.mark.parametrize(("answers", "text"), DOUBTS)
def test_what_contradicts_itself_is_asked_about(open_form, answers, text):
    assert any(text in line for line in audit(open_form("graded", answers)))


def test_link_in_the_summary_leads_to_the_event(open_form):
    page = open_form("graded", {"story": {"order": ["pier"]}})
    audit(page)
    page.get_by_role("link", name="A light on the mole").press("Enter")
    assert active(page) == "Add to the timeline: A light on the mole"


# ---------- answers from outside ----------


@pytest.mark.parametrize("answers", [FULL, PART], ids=["full", "part"])
def test_answers_come_back_as_they_were_set(mounted, answers):
    assert mounted(answers) == [answers, {}]


HOSTILE = [
    None,
    7,
    "x",
    [],
    {},
    True,
    [None],
    [[]],
    [["pier"]],
    [["pier", "pier"]],
    [["pier", 3]],
    [{"a": 1}],
    ["__proto__", "constructor"],
    {"__proto__": 1, "constructor": {"prototype": 1}},
    {"value": {"a": 1}, "unit": ["coppers"]},
    {"value": None, "unit": None},
    {"value": "9" * 5000, "unit": "constructor"},
    {"order": "pier", "levels": [], "years": "1996"},
    {"order": [{}, None, "pier", "pier", "x"], "levels": {"pier": {}, "x": 1}, "years": {"pier": ["1996"]}},
    {"order": {"length": 3}, "levels": None, "years": {"__proto__": "1"}},
    {"rows": "x"},
    {"rows": [None, 3, [], {"shortcoming": {}, "paragraph": ["p4"], "written": 5}]},
    {"rows": [{"shortcoming": "__proto__", "remedy": "constructor"}] * 40},
]


@pytest.mark.parametrize("answer", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_answers_break_nothing(open_form, judge, mounted, answer):
    answers = dict.fromkeys(ITEMS, answer)
    mounted(answers)
    for name in ITEMS:
        judge(name, answer)
    page = open_form(answers=answers)
    for name in ITEMS:
        check(page, name)
    assert page.locator(".pts-item").count() == len(ITEMS)


def test_written_script_stays_text(open_form):
    rows = [{"shortcoming": "silt", "written": "<img src=x onerror='window.hit=1'>"}]
    page = open_form(answers={"review": {"rows": rows}, "average": {"value": "<b>1</b>", "unit": "coppers"}})
    for name in ("review", "average"):
        check(page, name)
    assert page.evaluate("[window.hit, document.querySelectorAll('.pts img').length]") == [None, 0]


# ---------- for everyone ----------


def show_all(page, name):
    """Everything that can stand on the page: results or messages, and all that opens."""
    if name == "kinds":
        for one in ITEMS:
            check(page, one)
    elif name == "graded":
        audit(page)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


@pytest.mark.parametrize("viewport", ["phone", "desktop"])
@pytest.mark.parametrize("colour_scheme", ["light", "dark"])
@pytest.mark.parametrize("answers", [{}, PART], ids=["fresh", "answered"])
def test_form_is_accessible(open_form, assert_accessible, answers, viewport, colour_scheme):
    assert_accessible(open_form(answers=answers))


@pytest.mark.parametrize("viewport", ["phone", "desktop"])
@pytest.mark.parametrize("colour_scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["kinds", "graded"])
def test_checked_form_is_accessible(open_form, assert_accessible, name, viewport, colour_scheme):
    page = open_form(name, PART)
    show_all(page, name)
    assert_accessible(page)


@pytest.mark.parametrize("viewport", ["phone"])
@pytest.mark.parametrize("name", ["kinds", "graded", "notebook"])
def test_phone_needs_no_sideways_scroll(open_form, name):
    page = open_form(name, PART if name != "notebook" else None)
    before = page.evaluate("document.documentElement.scrollWidth")
    show_all(page, name)
    assert (before, page.evaluate("document.documentElement.scrollWidth")) == (360, 360)


@pytest.mark.parametrize("viewport", ["phone", "desktop"])
def test_targets_are_44_pixels_high(open_form, viewport):
    page = open_form(answers=PART)
    targets = page.locator(
        ".pts-choice, .pts-button, .pts-select, .pts-line, .pts-grip, .pts summary, .pts-read a[href]"
    ).all()
    low = [one.text_content() for one in targets if one.is_visible() and one.bounding_box()["height"] < 44]
    assert low == []


def test_less_motion_is_honoured(open_form):
    page = open_form(answers={"story": FULL["story"]})
    page.emulate_media(reduced_motion="reduce")
    event(page, "A light on the mole").get_by_role("button", name="Move before").click()
    assert page.evaluate("document.getAnimations().length") == 0


def test_notebook_saves_answers_of_every_kind(open_form):
    page = open_form("notebook")
    page.evaluate("answers => model.set('answers', answers)", FULL)
    item(page, "catch").get_by_role("checkbox", name="Swimmers").check()
    page.wait_for_timeout(320)
    assert page.evaluate("model.saves.at(-1)") == FULL | {"catch": ["ferries", "barges", "swimmers"]}
