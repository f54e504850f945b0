"""The released notebook and the formgrader in a real Jupyter, as a learner and a marker meet them."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from point_to_surface import classroom
from tests.conftest import ROOT
from tests.notebooks.conftest import HOSTILE_PROSE, NAME, Class, copy_course

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WAIT = 60_000
"""Milliseconds that a busy machine may take to start a kernel."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory: pytest.TempPathFactory, browser: object) -> Iterator[Callable[[Path], str]]:
    """A factory: jupyter(folder) starts a JupyterLab there and gives its base URL."""
    running = []

    def start(folder: Path) -> str:
        port, home = _free_port(), tmp_path_factory.mktemp("home")
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        own = {"PATH": path, "JUPYTER_CONFIG_DIR": str(home), "JUPYTER_DATA_DIR": str(home), "IPYTHONDIR": str(home)}
        command = [
            sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}", "--ip=127.0.0.1",
            "--ServerApp.token=", "--ServerApp.password=", "--LabApp.news_url=", "--ServerApp.port_retries=0",
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.extension_manager=readonly",
        ]  # fmt: skip
        with (home / "log.txt").open("w") as log:
            running.append(subprocess.Popen(command, cwd=folder, env=os.environ | own, stdout=log, stderr=log))
        base = f"http://127.0.0.1:{port}"
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{base}/api", timeout=2).close()
                return base
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.5)
        raise RuntimeError((home / "log.txt").read_text())

    yield start
    for process in running:
        process.terminate()
        process.wait(20)


def fill(page: Any, answers: dict[str, Any]) -> None:
    """Give `answers` in the form as a person would: choosing and writing."""
    for item, given in answers.items():
        box = page.locator(f'[data-item="{item}"]')
        if isinstance(given, str):
            box.locator("textarea").fill(given)
            continue
        for number, case in enumerate(given.values()):
            for chosen in case.values():
                box.locator(".pts-case").nth(number).locator(f'input[value="{chosen}"]').check()


def test_a_learner_fills_the_form_in_jupyter_and_the_submission_earns_what_it_should(
    page: Any, page_log: Any, jupyter: Callable[[Path], str], tmp_path: Path
) -> None:
    page_log.expect("")  # JupyterLab's own console is not ours to judge; foreign requests still count
    made = Class(copy_course(tmp_path / "course"))
    desk = tmp_path / "desk"
    shutil.copytree(ROOT / "exercises" / NAME, desk)
    page.goto(f"{jupyter(desk)}/lab/tree/{NAME}.ipynb")
    page.get_by_text("| Idle").wait_for(timeout=WAIT)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Run All Cells$")).click()
    page.locator(".pts textarea").wait_for(timeout=WAIT)
    if os.environ.get("SHOTS"):
        page.screenshot(path=os.environ["SHOTS"] + "/lab.png")
    order = {item["id"]: [c["id"] for c in item.get("cases", [])] for item in json.loads((desk / "items.json").read_text())["items"]}  # fmt: skip
    answers = {
        item: {case: made.model[item][case] for case in cases} if cases else made.model[item]
        for item, cases in order.items()
    }
    fill(page, answers)
    page.locator(".pts-saved", has_text="answers.json").wait_for(timeout=WAIT)
    saved: dict[str, Any] = {}
    for _ in range(40):
        saved = (
            json.loads((desk / "answers.json").read_text(encoding="utf-8")) if (desk / "answers.json").exists() else {}
        )
        if saved.get("answers") == made.model:
            break
        time.sleep(0.25)
    assert saved["answers"] == made.model

    made.run("generate_assignment", NAME, "--force")
    found = list(classroom.collect(made.course, NAME, desk / "answers.json", made.course, learner="by-hand"))
    assert [one.accepted for one in found] == [True]
    made.run("autograde", NAME)
    grades = made.grades("by-hand")
    assert all(auto == full for auto, _, _, full in grades.values() if auto is not None)
    assert grades["why-open"][2] is True


def test_a_marker_reads_and_marks_prose_in_the_formgrader(
    page: Any, page_log: Any, jupyter: Callable[[Path], str], tmp_path: Path
) -> None:
    page_log.expect("")  # stock formgrader asks a foreign host for MathJax, which does not resolve here
    made = Class(copy_course(tmp_path / "course"))
    made.run("generate_assignment", NAME, "--force")
    made.hand_in("lan", {"why-open": HOSTILE_PROSE})
    made.run("autograde", NAME)
    page.on("dialog", lambda dialog: pytest.fail(f"a learner's text ran as a script: {dialog.message}"))
    base = jupyter(made.course)
    page.goto(f"{base}/formgrader/gradebook/{NAME}/{NAME}")
    page.locator("a", has_text="Submission #1").click(timeout=WAIT)
    page.locator("input.score").first.wait_for(timeout=WAIT)
    assert HOSTILE_PROSE.split(" #")[0] in page.locator("body").inner_text()
    score = page.locator('.nbgrader_cell:has-text("why-open") input.score, #why-open').last
    score.fill("3")
    score.press("Tab")
    for _ in range(40):
        if made.grades("lan")["why-open"][1] == 3:
            break
        time.sleep(0.25)
    assert made.grades("lan")["why-open"][1] == 3
    page_log.requests[:] = [url for url in page_log.requests if "mathjax" not in url.lower()]
