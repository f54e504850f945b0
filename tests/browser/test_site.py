"""The built book as a reader meets it: every page, light and dark, phone and desktop, with script and without."""

import gzip
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "site"
LIMIT = 100_000  # the goal is 600,000 bytes, gzipped; pages take about 30,000
PAGES = [
    *re.findall(r"(?:root|- file): (\S+)", (ROOT / "book" / "_toc.yml").read_text(encoding="utf-8")),
    "search",
]
SELF_CHECKS = ["part-one/point-to-surface", "part-two/three-models", "part-three/reading-a-shortcoming"]
EXPLORATION = "part-one/about-ten-years"
TIMELINE = "part-one/point-to-surface"


@pytest.fixture(scope="session")
def built(site):
    """The site's folder."""
    return site


@pytest.fixture(scope="session")
def base(built, serve):
    """The address of the site."""
    return serve(built)


class Page(HTMLParser):
    """Links, resources and anchors of an HTML file."""

    def __init__(self, path):
        super().__init__()
        self.links, self.resources, self.anchors, self.tags = [], [], [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.tags.append((tag, found))
        self.anchors += [found["id"]] if found.get("id") else []
        if (tag == "a" and found.get("href")) or (tag == "link" and found.get("rel") in {"next", "prev"}):
            self.links.append(found["href"])
        elif tag in {"link", "script", "img", "iframe", "source", "form", "use"}:
            self.resources += [found[key] for key in ("href", "src", "action") if found.get(key)]


def html_files(built):
    return {path.relative_to(built).as_posix(): Page(path) for path in built.rglob("*.html")}


def test_the_site_has_every_page(built):
    assert {f"{name}.html" for name in PAGES} <= set(html_files(built))


def test_every_link_leads_somewhere(built):
    files = html_files(built)
    broken = []
    for name, page in files.items():
        for href in page.links + page.resources:
            target, anchor = urldefrag(urljoin(f"http://site/{name}", href))
            if urlsplit(target).netloc != "site":
                continue
            path = unquote(urlsplit(target).path).lstrip("/")
            if not (built / path).is_file() or (anchor and path in files and anchor not in files[path].anchors):
                broken.append((name, href))
    assert broken == []


def test_no_page_asks_another_host_for_a_resource(built):
    asked = {(name, r) for name, page in html_files(built).items() for r in page.resources if "://" in r}
    assert asked == set()


def test_ids_are_unique_on_every_page(built):
    for name, page in html_files(built).items():
        assert len(page.anchors) == len(set(page.anchors)), name


def test_no_page_carries_inline_script_or_style(built):
    """The pages' own content security policy would refuse them."""
    for name, page in html_files(built).items():
        for tag, found in page.tags:
            assert not any(key == "style" or key.startswith("on") for key in found), (name, tag, found)
            assert tag != "style"
            assert tag != "script" or found.get("src") or found.get("type") == "application/json"


def test_forms_and_explorations_are_loaded_where_they_stand_and_nowhere_else(built):
    for name, page in html_files(built).items():
        scripts = " ".join(found.get("src") or "" for tag, found in page.tags if tag == "script")
        assert ("page.js" in scripts) == (name.removesuffix(".html") in SELF_CHECKS)
        assert ("explore.js" in scripts) == (name.removesuffix(".html") == EXPLORATION)


def test_nothing_of_widgets_math_or_launchers_is_left(built):
    text = "".join(path.read_text(encoding="utf-8") for path in built.rglob("*.html")).lower()
    for word in ("mathjax", "require.js", "thebe", "binder", "widget-state", "fontawesome", "googleapis", "cdn."):
        assert word not in text


def test_the_site_holds_no_file_that_no_page_needs(built):
    kinds = {path.suffix for path in built.rglob("*") if path.is_file()}
    assert kinds <= {".html", ".css", ".js", ".svg"}


@pytest.mark.parametrize("colour_scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", ["phone", "desktop"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible(page, base, assert_accessible, name, viewport, colour_scheme):
    page.goto(f"{base}/{name}.html")
    page.wait_for_load_state("networkidle")
    assert_accessible(page)


@pytest.mark.parametrize("viewport", ["phone", "desktop"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_never_wider_than_the_window(page, base, name, viewport):
    page.goto(f"{base}/{name}.html")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", PAGES)
def test_a_first_visit_is_light(page, built, base, page_log, name):
    page.goto(f"{base}/{name}.html")
    page.wait_for_load_state("networkidle")
    files = {urlsplit(url).path.lstrip("/") for url in page_log.requests if url.startswith("http")}
    assert sum(len(gzip.compress((built / file).read_bytes())) for file in files) < LIMIT


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_without_script(browser, base, name):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{base}/{name}.html")
    assert page.locator("h1").is_visible()
    assert not page.locator("button.scheme").is_visible()
    for form in page.locator(".pts-form").all():
        assert form.locator(".pts-static").is_visible()
        assert form.inner_text().count("\n") > 10
    for picture in page.locator(".pts-explore").all():
        assert picture.locator("svg").is_visible()
        assert "16 years" in picture.inner_text()
    context.close()


def test_the_contents_open_on_a_phone_without_script(browser, base):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{base}/intro.html")
    assert not page.locator("#contents").is_visible()
    page.get_by_role("button", name="Contents").click()
    page.locator("#contents").get_by_role("link", name="A new donor").click()
    assert page.locator("h1").inner_text() == "A new donor"
    context.close()


def test_a_self_check_answers_at_once(page, base):
    page.goto(f"{base}/part-one/point-to-surface.html")
    item = page.locator('[data-item="check-law"]')
    item.get_by_text("It left them out.").click()
    item.get_by_role("button", name="Check").click()
    assert "among services it covered conferences and information only" in item.inner_text()


def test_marks_in_a_self_check_lead_to_the_paragraph(page, base):
    page.goto(f"{base}/part-one/point-to-surface.html")
    mark = page.locator('[data-item="check-triangle"] a.pts-p').first
    mark.click()
    assert re.search(r"/start/source\.html#p\d+$", page.url)


@pytest.mark.parametrize("name", SELF_CHECKS)
def test_every_practice_item_can_be_answered(page, base, name):
    page.goto(f"{base}/{name}.html")
    for radios in page.locator(".pts-form fieldset").all():
        radios.locator("label").first.click()
    items = page.locator(".pts-form .pts-item")
    for i in range(items.count()):
        items.nth(i).get_by_role("button", name="Check").first.click()
        assert "[" in items.nth(i).inner_text()


def test_answers_are_there_again_after_a_reload(page, base):
    page.goto(f"{base}/part-two/three-models.html")
    chosen = page.locator('[data-item="check-axes"]').get_by_label("Dependent supplier, competitive choice", exact=True)
    chosen.check()
    page.reload()
    assert chosen.is_checked()


def test_the_slider_moves_picture_and_words(page, base):
    page.goto(f"{base}/{EXPLORATION}.html")
    bar = page.locator('[data-part="bar"]')
    before = bar.get_attribute("x1")
    slider = page.get_by_role("slider")
    slider.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    told = page.locator(".told").inner_text()
    assert float(bar.get_attribute("x1")) > float(before)
    assert "Counted from 2000" in told
    assert "12 years" in told
    assert "could be called" in told
    assert page.locator('[data-part="length"]').text_content() == "12 years"
    assert "2000" in page.locator("svg desc").text_content()
    assert page.locator(".told").get_attribute("aria-live") == "polite"


@pytest.mark.parametrize(("viewport", "shown", "hidden"), [("phone", "tall", "wide"), ("desktop", "wide", "tall")])
def test_one_timeline_shows_at_a_time(page, base, shown, hidden):
    page.goto(f"{base}/{TIMELINE}.html")
    assert page.locator(f".timeline-{shown}").is_visible()
    assert not page.locator(f".timeline-{hidden}").is_visible()


@pytest.mark.parametrize("viewport", ["phone", "desktop"])
def test_no_label_of_the_timeline_leaves_the_picture_or_meets_another(page, base, viewport):
    page.goto(f"{base}/{TIMELINE}.html")
    boxes = page.evaluate("""() => [...document.querySelectorAll('.pts-timeline svg')]
      .filter((svg) => svg.checkVisibility())
      .flatMap((svg) => [...svg.querySelectorAll('.event text')].map((t) => {
        const b = t.getBoundingClientRect();
        return [t.textContent, b.left, b.top + 2, b.right, b.bottom - 2];
      }))""")
    width = page.viewport_size["width"]
    assert [b for b in boxes if b[1] < 0 or b[3] > width] == []
    meets = [
        (a[0], b[0])
        for i, a in enumerate(boxes)
        for b in boxes[i + 1 :]
        if a[1] < b[3] and b[1] < a[3] and a[2] < b[4] and b[2] < a[4]
    ]
    assert meets == []


def test_the_reader_chooses_dark_and_it_stays(page, base):
    page.goto(f"{base}/intro.html")
    page.get_by_role("button", name="Dark colours").click()
    page.goto(f"{base}/start/source.html")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.get_by_role("button", name="Light colours").is_visible()


def test_chinese_terms_are_marked_as_chinese(page, base):
    page.goto(f"{base}/part-one/luoshan.html")
    assert page.locator('[lang="zh-Hans"]', has_text="马伊里").count() == 1
    assert page.locator('[lang="zh-Latn"]', has_text="Mǎ Yīlǐ").count() == 1


def test_a_paragraph_mark_tells_what_the_paragraph_is_about(page, base):
    page.goto(f"{base}/part-one/luoshan.html")
    mark = page.locator("a.pts-p", has_text="[15]").first
    assert mark.get_attribute("title").startswith("Paragraph 15: Citizens")


def test_search_finds_a_page(page, base):
    page.goto(f"{base}/intro.html")
    page.get_by_role("searchbox").fill("formalism")
    page.get_by_role("button", name="Search").click()
    page.locator("#search-results a", has_text="Three Chinese models").wait_for()


def test_the_site_works_under_a_sub_path(page, built, serve, tmp_path_factory):
    folder = tmp_path_factory.mktemp("host")
    shutil.copytree(built, folder / "courses" / "surface")
    page.goto(f"{serve(folder)}/courses/surface/index.html")
    page.get_by_role("link", name="Three Chinese models").first.click()
    page.get_by_role("button", name="Check").first.wait_for()
    page.get_by_role("link", name="From Point to Surface", exact=True).click()
    assert page.url.endswith("/courses/surface/intro.html")
