"""What a learner meets in the form: in a page, and in a notebook."""

import json

import pytest

from point_to_surface.form_module import form_module
from point_to_surface.kinds.prose import count_words
from tests.browser.harness.pages import PACKAGE, STRINGS, check, item, press, spec, stored, write_page, write_static

pytestmark = pytest.mark.browser

ALL_GRADED = {
    "method": "maps",
    "boats": {
        "heron": {"value": "ferry", "status": "stated"},
        "gull": {"value": "tow", "status": "inferred"},
    },
    "why": "One rope",
}


@pytest.fixture(scope="module")
def site(serve, tmp_path_factory):
    """The harness pages, served: practice, graded, odd (an unknown kind), broken (no options) and notebook."""
    folder = tmp_path_factory.mktemp("site")
    write_static(folder)
    odd = spec("graded")
    odd["items"].insert(1, {"id": "sky", "kind": "constellation", "title": "Stars", "points": 1, "prompt": "<p>?</p>"})
    write_page(folder, "page.html", "practice", spec("practice"))
    write_page(folder, "page.html", "graded", spec("graded"))
    broken = spec("graded")
    del broken["items"][0]["options"]
    write_page(folder, "page.html", "odd", odd)
    write_page(folder, "page.html", "broken", broken)
    write_page(folder, "notebook.html", "notebook", spec("graded"))
    return serve(folder)


@pytest.fixture
def open_form(page, site):
    """open_form("practice") opens a harness page and waits for its form."""

    def opened(name):
        page.goto(f"{site}/{name}.html")
        page.locator(".pts").wait_for()
        return page

    return opened


def case(page, title):
    return page.get_by_role("group", name=title, exact=True)


def pick(place, name):
    place.get_by_role("radio", name=name).check()


def answer_practice(page):
    pick(item(page, "method"), "The school")
    pick(case(page, "The Heron"), "Ferry")
    pick(case(page, "The Heron"), "Inferred")
    pick(case(page, "The Gull"), "Tow")
    pick(case(page, "The Gull"), "Inferred")


# ---------- answering ----------


def test_graded_form_is_completed_by_keyboard_alone(open_form):
    page = open_form("graded")
    page.locator("input[type=radio]").first.focus()
    press(page, "ArrowDown")  # the map room
    press(page, "Tab", "Tab", "Tab", "Tab")  # clear, rule, mark [12] (mark [13] has no page)
    press(page, "Space", "Tab", "Space")  # ferry, stated
    press(page, "Tab", "Tab", "Space", "ArrowRight")  # clear, then tow
    press(page, "Tab", "Space", "ArrowRight")  # inferred
    press(page, "Tab", "Tab", "Tab", "Tab")  # clear, rule, rubric, text
    page.keyboard.type("One rope")
    assert stored(page, "graded-harbour") == ALL_GRADED


def test_progress_counts_a_case_once_value_and_status_are_there(open_form):
    page = open_form("graded")
    pick(case(page, "The Heron"), "Ferry")
    before = page.get_by_text("of 4 answered").inner_text()
    pick(case(page, "The Heron"), "Stated")
    assert (before, page.get_by_text("of 4 answered").inner_text()) == ("0 of 4 answered", "1 of 4 answered")


def test_progress_is_announced_politely(open_form):
    page = open_form("graded")
    assert page.get_by_role("status").filter(has_text="0 of 4 answered").count() == 1


def test_clear_takes_back_value_and_status_of_one_case(open_form):
    page = open_form("graded")
    for title in ("The Heron", "The Gull"):
        pick(case(page, title), "Ferry")
        pick(case(page, title), "Stated")
    case(page, "The Heron").get_by_role("button", name="Clear").click()
    assert stored(page, "graded-harbour") == {"boats": {"gull": {"value": "ferry", "status": "stated"}}}


def test_clear_leaves_focus_in_the_case_it_cleared(open_form):
    page = open_form("graded")
    pick(item(page, "method"), "The pilots")
    item(page, "method").get_by_role("button", name="Clear").press("Enter")
    assert page.evaluate("document.activeElement.value") == "pilots"


def test_word_count_follows_the_text(open_form):
    page = open_form("graded")
    page.get_by_role("textbox").fill("one two  three\nfour")
    assert page.locator(".pts-count").inner_text() == "4 of at most 10 words"


def test_word_count_says_how_many_words_are_over(open_form):
    page = open_form("graded")
    page.get_by_role("textbox").fill("word " * 12)
    assert page.locator(".pts-count").inner_text() == "12 words: 2 over the limit of 10"


def test_words_are_counted_as_the_engine_counts_them(page, site):
    texts = ["", "  one\ttwo ", "公共服务 means public services", "it’s well-known, isn't it?", "1. a\u00a0b\nc"]
    page.goto(f"{site}/graded.html")
    script = """async (texts) => {
        const { countWords } = await import("./static/form.js");
        return texts.map(countWords);
    }"""
    assert page.evaluate(script, texts) == [count_words(text) for text in texts]


def test_word_count_is_announced_only_after_a_pause(open_form):
    page = open_form("graded")
    heard = item(page, "why").get_by_role("status")
    page.get_by_role("textbox").press_sequentially("one two")
    while_typing = heard.text_content()
    page.wait_for_timeout(1400)
    assert (while_typing, heard.text_content()) == ("", "2 of at most 10 words")


def test_script_in_prose_stays_text(open_form):
    page = open_form("graded")
    page.get_by_role("textbox").fill("<img src=x onerror='window.hit=1'><script>window.hit=1</script>")
    stored(page, "graded-harbour")
    page.reload()
    page.locator(".pts").wait_for()
    assert page.evaluate("[window.hit, document.querySelectorAll('.pts img, .pts script').length]") == [None, 0]


def test_fictional_case_says_so(open_form):
    page = open_form("graded")
    labels = page.get_by_text("Fictional case")
    assert (labels.count(), case(page, "The Gull").get_by_text("Fictional case").count()) == (1, 1)


def test_paragraph_mark_leads_to_its_paragraph_and_names_its_topic(open_form):
    page = open_form("graded")
    mark = case(page, "The Heron").get_by_role("link", name="[12]")
    assert (mark.get_attribute("href"), mark.get_attribute("title")) == ("#p12", "What the Heron carried")


def test_rule_stands_before_the_answer(open_form):
    page = open_form("graded")
    order = "a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING"
    script = f"el => {{ const a = el.querySelector('.pts-rule'), b = el.querySelector('input'); return {order} }}"
    assert item(page, "method").evaluate(script)


# ---------- practice: verdicts ----------


def test_check_shows_verdict_and_points(open_form):
    page = open_form("practice")
    pick(item(page, "method"), "The map room")
    check(page, "method")
    assert item(page, "method").locator(".pts-result").inner_text().split("\n") == ["✓", "Right", "2 of 2 points"]


def test_check_sums_what_the_cases_earned_and_the_offset(open_form):
    page = open_form("practice")
    answer_practice(page)
    check(page, "boats")
    # 1.33 + 2.67 - 1.34
    assert "2.66 of 4 points" in item(page, "boats").locator(".pts-result").inner_text()


def test_points_never_fall_below_zero(open_form):
    page = open_form("practice")
    pick(case(page, "The Gull"), "Ferry")
    pick(case(page, "The Gull"), "Stated")
    check(page, "boats")
    assert "0 of 4 points" in item(page, "boats").locator(".pts-result").inner_text()


def test_parts_that_fit_and_earn_nothing_are_explained(open_form):
    page = open_form("practice")
    pick(case(page, "The Heron"), "Ferry")  # 1.33 - 1.34
    check(page, "boats")
    assert STRINGS["earned_nothing"] in item(page, "boats").locator(".pts-result").inner_text()


def test_points_never_rise_above_what_the_item_is_worth(page, site):
    page.goto(f"{site}/practice.html")
    points = page.evaluate("""async () => {
        const { judge } = await import("./static/form.js");
        const row = { earned: 9, verdict: "right", why: [] };
        const open = { offset: 1, parts: { "": { yes: row } }, why: {} };
        return judge({ kind: "choice", points: 4, open }, "yes").points;
    }""")
    assert points == 4


def test_value_without_status_is_looked_up_without_one(open_form):
    page = open_form("practice")
    pick(case(page, "The Heron"), "Ferry")
    check(page, "boats")
    assert case(page, "The Heron").locator(".pts-verdict").first.inner_text().split() == ["≈", "Partly"]


def test_explanation_opens_under_the_chosen_option(open_form):
    page = open_form("practice")
    pick(item(page, "method"), "The pilots")
    check(page, "method")
    under = page.locator(".pts-option", has=page.get_by_role("radio", name="The pilots"))
    assert under.get_by_text("Knowing is not drawing").is_visible()


def test_other_explanations_open_on_demand(open_form):
    page = open_form("practice")
    pick(item(page, "method"), "The map room")
    check(page, "method")
    other = page.get_by_text("It takes the money for the charts")
    before = other.is_visible()
    page.get_by_text("Why not the others?").click()
    assert (before, other.is_visible()) == (False, True)


def test_each_case_gets_its_own_explanation(open_form):
    page = open_form("practice")
    answer_practice(page)
    check(page, "boats")
    assert case(page, "The Gull").get_by_text("No engine and a rope").is_visible()


def test_status_that_does_not_fit_is_explained(open_form):
    page = open_form("practice")
    answer_practice(page)
    check(page, "boats")
    assert case(page, "The Heron").get_by_text("You need not infer it").is_visible()


@pytest.mark.parametrize("name", ["method", "boats"])
def test_focus_moves_to_the_result(open_form, name):
    page = open_form("practice")
    answer_practice(page)
    item(page, name).get_by_role("button", name="Check").press("Enter")
    assert item(page, name).locator(".pts-result").evaluate("el => el === document.activeElement")


def test_change_my_answer_gives_the_controls_back(open_form):
    page = open_form("practice")
    pick(item(page, "method"), "The toll")
    check(page, "method")
    page.get_by_role("button", name="Change my answer").click()
    assert page.evaluate("document.activeElement.value") == "toll"


def test_change_my_answer_takes_the_result_away(open_form):
    page = open_form("practice")
    answer_practice(page)
    check(page, "boats")
    page.get_by_role("button", name="Change my answer").click()
    assert page.locator(".pts-verdict, .pts-why").count() == 0


def test_check_without_an_answer_gives_nothing_away(open_form):
    page = open_form("practice")
    check(page, "method")
    shown = item(page, "method").get_by_text(STRINGS["check_blank"]).is_visible()
    assert (shown, page.locator(".pts-verdict, .pts-why").count()) == (True, 0)


def test_check_with_a_blank_case_names_it(open_form):
    page = open_form("practice")
    pick(case(page, "The Heron"), "Ferry")
    check(page, "boats")
    assert "Still blank: The Gull." in item(page, "boats").locator(".pts-result").inner_text()


def test_blank_case_keeps_its_explanations_closed(open_form):
    page = open_form("practice")
    pick(case(page, "The Heron"), "Ferry")
    check(page, "boats")
    assert case(page, "The Gull").locator("details").count() == 0


# ---------- graded: what can be told without a key ----------


def test_graded_form_has_no_check_of_answers(open_form):
    page = open_form("graded")
    assert page.get_by_role("button", name="Check", exact=False).all_inner_texts() == ["Check what is missing"]


def test_graded_form_shows_no_verdict(open_form):
    page = open_form("graded")
    pick(item(page, "method"), "The map room")
    page.get_by_role("button", name="Check what is missing").click()
    assert page.locator(".pts-verdict, .pts-result, .pts-why").count() == 0


def test_summary_lists_every_blank(open_form):
    page = open_form("graded")
    page.get_by_role("button", name="Check what is missing").click()
    where = page.locator(".pts-summary .pts-where").all_inner_texts()
    boats = "Which kind of crossing? · The"
    assert where == ["Who draws the harbour’s charts?", f"{boats} Heron", f"{boats} Gull", "Why two boats?"]


def test_focus_moves_to_the_summary(open_form):
    page = open_form("graded")
    page.get_by_role("button", name="Check what is missing").press("Enter")
    assert page.locator(".pts-summary").evaluate("el => el === document.activeElement")


def test_link_in_the_summary_leads_to_the_field(open_form):
    page = open_form("graded")
    pick(case(page, "The Gull"), "Tow")
    page.get_by_role("button", name="Check what is missing").click()
    page.get_by_role("link", name="The Gull").press("Enter")
    assert page.evaluate("document.activeElement.value") == "stated"


@pytest.mark.parametrize(("value", "status"), [("Cannot be told", "Stated"), ("Ferry", "Open")])
def test_value_and_status_that_disagree_are_asked_about_beside_the_case(open_form, value, status):
    page = open_form("graded")
    pick(case(page, "The Heron"), value)
    pick(case(page, "The Heron"), status)
    page.get_by_role("button", name="Check what is missing").click()
    assert case(page, "The Heron").locator(".pts-note").inner_text().startswith(f"You chose “{value}” and “{status}”.")


def test_cannot_be_told_and_open_agree(open_form):
    page = open_form("graded")
    pick(case(page, "The Heron"), "Cannot be told")
    pick(case(page, "The Heron"), "Open")
    page.get_by_role("button", name="Check what is missing").click()
    assert case(page, "The Heron").locator(".pts-note").is_hidden()


def test_text_over_its_limit_is_listed(open_form):
    page = open_form("graded")
    page.get_by_role("textbox").fill("word " * 12)
    page.get_by_role("button", name="Check what is missing").click()
    assert page.get_by_role("link", name="12 words; at most 10 are asked for.").is_visible()


def test_message_goes_once_its_field_is_answered(open_form):
    page = open_form("graded")
    page.get_by_role("button", name="Check what is missing").click()
    pick(item(page, "method"), "The pilots")
    assert item(page, "method").locator(".pts-note").is_hidden()


def test_complete_form_says_that_nothing_is_missing(open_form):
    page = open_form("graded")
    page.evaluate(f"localStorage.setItem('pts:graded-harbour', '{json.dumps(ALL_GRADED)}')")
    page.reload()
    page.get_by_role("button", name="Check what is missing").click()
    assert page.locator(".pts-summary").inner_text() == STRINGS["summary_none"]


# ---------- keeping ----------


def test_answers_are_back_after_a_reload(open_form):
    page = open_form("practice")
    answer_practice(page)
    stored(page, "practice-harbour")
    page.reload()
    chosen = page.locator("input:checked").evaluate_all("all => all.map(one => one.value)")
    assert chosen == ["school", "ferry", "inferred", "tow", "inferred"]


def test_answer_is_kept_when_the_page_is_left_at_once(open_form):
    page = open_form("practice")
    pick(item(page, "method"), "The toll")
    page.reload()
    assert page.get_by_role("radio", name="The toll").is_checked()


def test_form_works_while_storage_is_blocked(page, site):
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no') }})")
    page.goto(f"{site}/practice.html")
    pick(item(page, "method"), "The map room")
    page.wait_for_timeout(320)
    check(page, "method")
    assert (page.get_by_text(STRINGS["not_kept"]).count(), page.get_by_text("2 of 2 points").count()) == (1, 1)


@pytest.mark.parametrize("kept", ["{", "[]", "null", '{"method": {"a": 1}, "boats": "x", "why": [2]}'])
def test_damaged_storage_gives_an_empty_form(page, site, kept):
    page.goto(f"{site}/practice.html")
    page.evaluate("kept => localStorage.setItem('pts:practice-harbour', kept)", kept)
    page.reload()
    assert page.get_by_text("0 of 3 answered").is_visible()


def test_two_tabs_show_the_same_answers(open_form, page, site):
    first = open_form("practice")
    second = first.context.new_page()
    second.goto(f"{site}/practice.html")
    pick(item(second, "method"), "The toll")
    first.wait_for_timeout(400)
    assert first.get_by_role("radio", name="The toll").is_checked()


# ---------- what goes wrong ----------


def test_unknown_kind_is_named_and_stops_nothing(open_form):
    page = open_form("odd")
    said = item(page, "sky").get_by_text("“constellation”").is_visible()
    assert (said, page.get_by_role("textbox").count()) == (True, 1)


def test_answer_to_an_unknown_kind_is_carried_along(open_form):
    page = open_form("odd")
    page.evaluate("localStorage.setItem('pts:graded-harbour', '{\"sky\": [1]}')")
    page.reload()
    pick(item(page, "method"), "The pilots")
    assert stored(page, "graded-harbour") == {"sky": [1], "method": "pilots"}


def test_form_that_cannot_be_shown_keeps_its_static_text(page, site, page_log):
    page_log.expect("cannot be shown")
    page.goto(f"{site}/broken.html")
    page.wait_for_timeout(200)
    assert page.get_by_text("for those without scripts").is_visible()


def test_missing_string_is_logged(page, site, page_log):
    page_log.expect('no string "audit"')
    page.goto(f"{site}/practice.html")
    script = """async (strings) => {
        const { mountForm } = await import("./static/form.js");
        const item = { id: "a", kind: "choice", title: "", options: [{}] };
        delete strings.audit;
        mountForm(document.createElement("div"), { spec: { items: [item] }, strings });
    }"""
    page.evaluate(script, STRINGS)
    assert any('no string "audit"' in error for error in page_log.errors)


def test_every_string_is_used():
    script = form_module() + (PACKAGE / "static" / "page.js").read_text(encoding="utf-8")
    plurals = {key.removesuffix("_other") for key in STRINGS if key.endswith("_other")}
    stems = plurals | {key for key in STRINGS if key.removesuffix("_one").removesuffix("_other") not in plurals}
    families = ("status_", "sign_", "verdict_", "section_")
    assert [stem for stem in stems if not stem.startswith(families) and f'"{stem}"' not in script] == []


# ---------- for everyone ----------


@pytest.mark.parametrize("viewport", ["phone"])
@pytest.mark.parametrize("name", ["practice", "graded", "notebook"])
def test_phone_needs_no_sideways_scroll(open_form, name):
    page = open_form(name)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    if name == "practice":
        answer_practice(page)
        check(page, "method")
        check(page, "boats")
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("viewport", ["phone", "desktop"])
def test_targets_are_44_pixels_high(open_form, viewport):
    page = open_form("graded")
    page.get_by_role("button", name="Check what is missing").click()
    targets = page.locator(".pts-choice, .pts-button, .pts summary, .pts-read a[href], .pts-summary a").all()
    low = [one.text_content() for one in targets if one.bounding_box()["height"] < 44]
    assert low == []


@pytest.mark.parametrize("viewport", ["phone", "desktop"])
@pytest.mark.parametrize("colour_scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["practice", "graded", "odd", "notebook"])
def test_fresh_form_is_accessible(open_form, assert_accessible, name, viewport, colour_scheme):
    assert_accessible(open_form(name))


@pytest.mark.parametrize("viewport", ["phone", "desktop"])
@pytest.mark.parametrize("colour_scheme", ["light", "dark"])
def test_checked_practice_is_accessible(open_form, assert_accessible, viewport, colour_scheme):
    page = open_form("practice")
    answer_practice(page)
    for name in ("method", "boats"):
        check(page, name)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert_accessible(page)


@pytest.mark.parametrize("viewport", ["phone", "desktop"])
@pytest.mark.parametrize("colour_scheme", ["light", "dark"])
def test_audited_graded_form_is_accessible(open_form, assert_accessible, viewport, colour_scheme):
    page = open_form("graded")
    page.get_by_role("textbox").fill("word " * 12)
    pick(case(page, "The Heron"), "Cannot be told")
    pick(case(page, "The Heron"), "Stated")
    page.get_by_role("button", name="Check what is missing").click()
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert_accessible(page)


@pytest.mark.parametrize("colour_scheme", ["light", "dark"])
def test_control_borders_stand_out(open_form, colour_scheme):
    page = open_form("graded")
    ratio = page.evaluate("""() => {
        const channel = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
        const light = css => { const [r, g, b] = css.match(/[\\d.]+/g).map(Number).map(channel);
                               return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const border = light(getComputedStyle(document.querySelector(".pts-choice")).borderTopColor);
        const paper = light(getComputedStyle(document.body).backgroundColor);
        return (Math.max(border, paper) + 0.05) / (Math.min(border, paper) + 0.05);
    }""")
    assert ratio >= 3


def test_less_motion_is_honoured(open_form):
    page = open_form("graded")
    page.emulate_media(reduced_motion="reduce")
    # The property, not the duration: "none" leaves nothing to move.
    assert page.locator(".pts-bar-done").evaluate("el => getComputedStyle(el).transitionProperty") == "none"


def test_print_shows_the_text_and_hides_the_buttons(open_form):
    page = open_form("graded")
    page.get_by_role("textbox").fill("One rope")
    page.emulate_media(media="print")
    shown = page.locator(".pts-printed").filter(has_text="One rope").is_visible()
    assert (shown, page.locator(".pts-button:visible").count()) == (True, 0)


# ---------- in a notebook ----------


def test_notebook_shows_the_answers_of_the_model(open_form):
    page = open_form("notebook")
    assert page.get_by_role("radio", name="The map room").is_checked()


def test_notebook_saves_what_is_answered(open_form):
    page = open_form("notebook")
    pick(case(page, "The Gull"), "Tow")
    page.wait_for_timeout(320)
    assert page.evaluate("model.saves.at(-1)") == {"method": "maps", "boats": {"gull": {"value": "tow"}}}


def test_notebook_follows_answers_set_by_the_kernel(open_form):
    page = open_form("notebook")
    page.evaluate("model.set('answers', {why: 'From the kernel'})")
    checked = page.locator("input:checked").count()
    assert (page.get_by_role("textbox").input_value(), checked) == ("From the kernel", 0)


def test_answers_from_outside_leave_the_caret_where_it_is(open_form):
    page = open_form("notebook")
    page.get_by_role("textbox").fill("One rope")
    press(page, "ArrowLeft", "ArrowLeft")
    page.evaluate("model.set('answers', {why: 'One rope, two boats'})")
    assert page.evaluate("[document.activeElement.tagName, document.activeElement.selectionStart]") == ["TEXTAREA", 6]


def test_notebook_says_when_it_saved(open_form):
    page = open_form("notebook")
    page.evaluate("model.set('saved', 'Saved at 12:00')")
    assert page.get_by_role("status").filter(has_text="Saved at 12:00").is_visible()


def test_notebook_opens_paragraphs_in_a_new_tab(open_form):
    page = open_form("notebook")
    assert page.get_by_role("link", name="[12]").get_attribute("target") == "_blank"


def test_keys_pressed_in_the_form_are_kept_from_the_notebook(open_form):
    page = open_form("notebook")
    page.get_by_role("radio", name="The map room").focus()
    press(page, "ArrowDown")
    assert page.locator("[data-lm-suppress-shortcuts]").count() >= 1


def test_clean_up_empties_the_cell_and_lets_go_of_the_model(open_form):
    page = open_form("notebook")
    page.evaluate("cleanUp(); model.set('answers', {})")
    assert page.locator(".pts").count() == 0
