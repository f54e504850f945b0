"""A real browser for tests: Debian's Chromium, offline, with nothing left over between tests.

A test that takes `page` fails at its end if the page logged an error or asked any host but
127.0.0.1. Choose window and colours with `@pytest.mark.parametrize("viewport", ["phone"])` and
`"colour_scheme"`; a test that expects an error says so with `page_log.expect(part_of_the_text)`.
"""

import http.server
import os
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

import pytest

CHROMIUM = "/usr/bin/chromium"
# Besides a quiet start: no name but 127.0.0.1 resolves, so a foreign request cannot succeed unseen.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
VIEWPORTS = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 800}}
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _without_browser(reason):
    """Skip with the reason; in CI a browser that is missing is a failure."""
    message = f"NO BROWSER TESTS: {reason}"
    if os.environ.get("CI"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


# Per module, not per session: Playwright keeps an asyncio loop running in this thread, and tests
# elsewhere (nbclient) could not start theirs while the browser is open. A start takes half a second.
@pytest.fixture(scope="module")
def browser():
    """Chromium, driven by Playwright."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        _without_browser(f"playwright cannot be imported ({error})")
    if not Path(CHROMIUM).exists():
        _without_browser(f"{CHROMIUM} is not there (apt install chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    # Windows and bare containers do not know these types, and a module of another type is refused.
    extensions_map: ClassVar = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *_arguments):
        pass


@pytest.fixture(scope="session")
def serve():
    """A factory: serve(folder) gives the base URL, without a slash at its end."""
    servers = {}

    def start(folder):
        folder = Path(folder).resolve()
        if folder not in servers:

            def handler(*arguments):
                return _QuietHandler(*arguments, directory=str(folder))

            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            servers[folder] = server
        return f"http://127.0.0.1:{servers[folder].server_address[1]}"

    yield start
    for server in servers.values():
        server.shutdown()
        server.server_close()


@pytest.fixture
def viewport():
    """Name of the window: "desktop" unless a test says "phone"."""
    return "desktop"


@pytest.fixture
def colour_scheme():
    """What the reader's system prefers: "light" unless a test says "dark"."""
    return "light"


@dataclass
class PageLog:
    """What a page asked for and complained of while a test ran."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, text):
        """Let errors pass whose text contains this."""
        self.expected.append(text)

    def unexpected_errors(self):
        return [error for error in self.errors if not any(text in error for text in self.expected)]

    def foreign_requests(self):
        parts = [(urlsplit(url), url) for url in self.requests]
        return [u for p, u in parts if p.scheme not in ("data", "blob", "about") and p.hostname != "127.0.0.1"]


@pytest.fixture
def page_log():
    """The log of this test's page."""
    return PageLog()


@pytest.fixture
def page(browser, viewport, colour_scheme, page_log):
    """A page in a fresh profile, with its log checked at the end."""
    context = browser.new_context(
        viewport=VIEWPORTS[viewport], color_scheme=colour_scheme, has_touch=viewport == "phone"
    )
    context.on("request", lambda request: page_log.requests.append(request.url))
    context.on("weberror", lambda error: page_log.errors.append(str(error.error)))
    context.on("console", lambda m: page_log.errors.append(m.text) if m.type == "error" else None)
    yield context.new_page()
    context.close()
    assert not page_log.unexpected_errors()
    assert not page_log.foreign_requests()


@pytest.fixture
def assert_accessible():
    """A check: assert_accessible(page) wants no violation from axe, and text at 7:1."""
    from axe_playwright_python.sync_playwright import Axe

    def check(page, exclude=()):
        options = {
            "runOnly": {"type": "tag", "values": AXE_TAGS},
            "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
        }
        context = {"include": [["html"]], "exclude": [[selector] for selector in exclude]}
        found = Axe().run(page, context=context, options=options).response["violations"]
        assert not found, "\n".join(_violation_lines(found))

    return check


def _violation_lines(violations):
    for violation in violations:
        yield f"{violation['id']}: {violation['help']}"
        for node in violation["nodes"]:
            yield f"    {node['html'][:160]}\n    {node['failureSummary']}"
