"""The harness pages, and how tests find their way in them."""

import json
import shutil
from html import escape
from pathlib import Path

from point_to_surface.form_module import form_module

HARNESS = Path(__file__).parent
PACKAGE = HARNESS.parents[2] / "src" / "point_to_surface"
STRINGS = json.loads((PACKAGE / "strings" / "en.json").read_text(encoding="utf-8"))["form"]
STORED = "JSON.parse(localStorage.getItem('pts:' + '{}'))"


def spec(name):
    return json.loads((HARNESS / f"{name}.json").read_text(encoding="utf-8"))


def graded(practice):
    """The same items without their tables."""
    items = [{name: value for name, value in one.items() if name != "open"} for one in practice["items"]]
    return practice | {"exercise": f"graded-{practice['exercise']}", "items": items}


def in_script(value):
    """JSON that cannot end the script element it stands in."""
    return json.dumps(value).replace("<", "\\u003c")


def write_static(folder):
    """What a site serves for the form: the joined module, the styles, the page's script."""
    shutil.copytree(PACKAGE / "static", folder / "static", ignore=shutil.ignore_patterns("form"))
    (folder / "static" / "form.js").write_text(form_module(), encoding="utf-8")
    for name in ("harness.css", "notebook.js"):
        shutil.copy(HARNESS / name, folder)


def write_page(folder, template, name, content):
    text = (HARNESS / template).read_text(encoding="utf-8")
    for mark, value in {"@NAME@": escape(name), "@SPEC@": in_script(content), "@STRINGS@": in_script(STRINGS)}.items():
        text = text.replace(mark, value)
    (folder / f"{name}.html").write_text(text, encoding="utf-8")


def item(page, name):
    return page.locator(f".pts-item[data-item={name}]")


def check(page, name):
    item(page, name).get_by_role("button", name="Check").click()


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def stored(page, exercise):
    """The answers kept on the device, once the form has had time to hand them on."""
    page.wait_for_timeout(320)
    return page.evaluate(STORED.format(exercise))
