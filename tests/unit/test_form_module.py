"""The form as one module: what joining gives, and what it refuses."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from point_to_surface.form_module import CannotJoin, form_module
from point_to_surface.kinds import NAMES
from point_to_surface.kinds.number import figure

FIGURES = json.loads((Path(__file__).parent / "figures.json").read_text(encoding="utf-8"))
LONGEST_MODULE = 260


def write(folder, **modules):
    """Modules by name; `form` is the entry."""
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder


def test_the_joined_module_parses(tmp_path):
    node = shutil.which("node")
    if not node:
        pytest.skip("no node to parse it with")
    joined = tmp_path / "form.mjs"
    joined.write_text(form_module(), encoding="utf-8")
    subprocess.run([node, "--check", str(joined)], check=True)


def test_the_joined_module_exports_what_pages_and_notebooks_ask_for():
    exports = re.findall(r"^export .*", form_module(), re.MULTILINE)
    assert exports == ["export { countWords, judge, kinds, mountForm, readFigure };", "export default { render };"]


def test_the_joined_module_imports_nothing():
    assert not re.search(r"^import\b", form_module(), re.MULTILINE)


def test_joining_is_deterministic():
    assert form_module() == form_module()


def test_the_form_knows_every_kind_of_the_engine():
    (listed,) = re.findall(r"^const kinds = \{([^}]*)\}", form_module(), re.MULTILINE)
    assert sorted(listed.replace(" ", "").split(",")) == sorted(NAMES)


def test_no_module_is_too_long_to_read():
    static = Path(__file__).parents[2] / "src" / "point_to_surface" / "static"
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in static.rglob("*.js")}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_a_module_comes_after_what_it_imports(tmp_path):
    one = 'import { a } from "./a.js";\nexport const b = a;\n'
    write(tmp_path, a="export const a = 1;\n", b=one, form='import { b } from "./b.js";\nexport { b };\n')
    assert form_module(tmp_path) == "const a = 1;\n\nconst b = a;\n\nexport { b };\n"


def test_a_module_that_two_import_comes_once(tmp_path):
    write(tmp_path, a="export const a = 1;\n", b='import { a } from "./a.js";\nexport const b = a;\n')
    write(tmp_path, form='import { a } from "./a.js";\nimport { b } from "./b.js";\nexport { a, b };\n')
    assert form_module(tmp_path).count("const a = 1;") == 1


REFUSED = {
    "a clash of names": ("const x = 1;\n", "declared in"),
    "a circle": ('import { x } from "./form.js";\n', "circle"),
    "another export": ("const y = 1;\nexport { y };\n", "only declarations"),
    "a default export": ("export default 1;\n", "only declarations"),
    "a name that is not exported": ("const y = 1;\n", "does not export"),
    "an import for its effects": ('import "./b.js";\nexport const y = 1;\n', "brings no names"),
    "an import by another name": ('import { b as y } from "./b.js";\n', "only names in braces"),
    "an import of everything": ('import * as y from "./b.js";\n', "only names in braces"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_joined_is_refused(tmp_path, case):
    inner, message = REFUSED[case]
    if case == "a clash of names":
        inner += "export const y = 2;\n"
    write(tmp_path, a=inner, b="export const b = 1;\n", form='import { y } from "./a.js";\nconst x = y;\n')
    with pytest.raises(CannotJoin, match=message):
        form_module(tmp_path)


@pytest.mark.parametrize(("typed", "value"), FIGURES)
def test_the_engine_reads_figures_as_listed(typed, value):
    """The form is held to the same list in the browser."""
    assert figure(typed) == value
