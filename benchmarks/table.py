"""The expenditure table in a real browser against the running product: opening it, and from leaving a cell to the
new balance, beside the floor of one bare UPDATE through the same stack; and the server's share with its queries.

Run by `make bench`, or alone as ``python benchmarks/table.py``. It starts the product on a free port with data of
its own. The page is opened twice: brief, as a browser gets it that runs scripts, and with the whole of every list.
"""

import gzip
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
EDITS = 40
OPENINGS = 5
SIZES = (60, 300)
MEASURED_EDIT = """() => {
  window.balanced = new Promise((done, failed) => {
    setTimeout(() => failed(new Error("no new balance within 30 seconds")), 30000);
    document.addEventListener("change", () => {
      const left = performance.now();
      const seen = new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => {
        seen.disconnect();
        done(performance.now() - left);
      })));
      seen.observe(document.getElementById("balances"), { childList: true });
    }, { once: true, capture: true });
  });
}"""
MEASURED_FLOOR = """async () => {
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const began = performance.now();
  const answer = await fetch("/floor/", { method: "POST", headers: { "X-CSRFToken": token } });
  if (!answer.ok) throw new Error(answer.status);
  await answer.text();
  return performance.now() - began;
}"""


NODES = """() => {
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
  let count = 0;
  while (walker.nextNode()) count += 1;
  return count;
}"""


def main() -> None:
    """Measure and print."""
    print(f"Load of the machine on starting: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "benchmarks.table_settings"}
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        plan, client = _plan()
        with _product() as address:
            for size in SIZES:
                _fill(plan, size)
                for brief in (True, False):
                    _opening(address, plan, client, size, brief)
                _report(f"{size} rows, server alone, a save", *_server(plan, client))
                for name, taken in _browser(address, plan, client).items():
                    _report(f"{size} rows, {name}", taken)
    print(f"Load of the machine on ending: {os.getloadavg()[0]:.1f}", flush=True)


def _plan() -> tuple[Any, Any]:
    from django.conf import settings
    from django.test import Client

    from tests import factories

    settings.ALLOWED_HOSTS = ["*"]
    plan = factories.plan_from(factories.leicester_document())
    client = Client()
    client.force_login(factories.author_of(plan))
    return plan, client


def _fill(plan: Any, size: int) -> None:
    """Leicester's own rows, repeated, with keys of their own."""
    from benchmarks.fund_check import plan_of
    from plans.assembling import store

    store(plan, plan_of(size))


@contextmanager
def _product() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PORT": str(port), "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(120):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.25)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def _server(plan: Any, client: Any) -> tuple[list[float], int]:
    """Milliseconds of each save in the test's client, and the queries of one."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.schemes.conftest import HTMX, as_sent, row_of

    taken = []
    for number in range(EDITS + 1):
        data = as_sent(plan, "row-1", amount_2019_20=str(1_000 + number))
        began = time.perf_counter()
        answer = client.post(row_of(plan, "row-1"), data, **HTMX)
        taken.append((time.perf_counter() - began) * 1000)
        assert answer["Grid-State"] == "saved"
    data = as_sent(plan, "row-1", amount_2019_20="7")
    with CaptureQueriesContext(connection) as queries:
        client.post(row_of(plan, "row-1"), data, **HTMX)
    return taken[1:], len(queries)


def _browser(address: str, plan: Any, client: Any) -> dict[str, list[float]]:
    from tests.schemes.conftest import page_of

    edits, floors = [], []
    with _browsing(address, client, brief=True) as page:
        page.goto(address + page_of(plan))
        page.wait_for_selector("#grid[data-ready]")
        for number in range(EDITS + 1):
            cell = page.locator(f"#expenditure-row-{number}-amount-2019-20")
            cell.focus()
            page.evaluate(MEASURED_EDIT)
            page.keyboard.type(str(2_000 + number))
            page.keyboard.press("Enter")
            edits.append(page.evaluate("window.balanced"))
            floors.append(page.evaluate(MEASURED_FLOOR))
    return {"leaving a cell to the new balance": edits[1:], "floor": floors[1:]}


@contextmanager
def _browsing(address: str, client: Any, *, brief: bool) -> Iterator[Any]:
    """A page in a browser of its own, signed in; ``brief`` says that the server knows that it runs scripts."""
    from playwright.sync_api import sync_playwright

    from schemes.views.page import SCRIPTS

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        cookies = {"sessionid": client.cookies["sessionid"].value} | ({SCRIPTS: "1"} if brief else {})
        context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
        yield context.new_page()
        browser.close()


def _opening(address: str, plan: Any, client: Any, size: int, brief: bool) -> None:
    """Milliseconds until the table takes keys, the server's share, bytes and nodes. The first opening warms up."""
    from schemes.views.page import PLAIN, SCRIPTS
    from tests.schemes.conftest import page_of

    what = f"{size} rows, opening {'brief' if brief else 'with whole lists'}"
    url = page_of(plan) + ("" if brief else f"?{PLAIN}=1")
    opened, served, content = [], [], b""
    for _ in range(OPENINGS + 1):
        client.cookies[SCRIPTS] = "1"
        began = time.perf_counter()
        content = client.get(url).content
        served.append((time.perf_counter() - began) * 1000)
    with _browsing(address, client, brief=brief) as page:
        for _ in range(OPENINGS + 1):
            page.goto("about:blank")
            began = time.perf_counter()
            page.goto(address + url, wait_until="commit")
            page.wait_for_selector("#grid[data-ready]")
            opened.append((time.perf_counter() - began) * 1000)
        nodes = page.evaluate(NODES)
    _report(what, opened[1:])
    _report(f"{what}, server alone", served[1:])
    packed = len(gzip.compress(content, 6))
    print(f"{what}: {len(content) / 1024:,.0f} kB, {packed / 1024:,.0f} kB compressed, {nodes:,} nodes", flush=True)


def _report(what: str, taken: Sequence[float], queries: int | None = None) -> None:
    ordered = sorted(taken)
    slow = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    told = f", {queries} queries" if queries is not None else ""
    print(f"{what:52} median {statistics.median(ordered):7.1f} ms   p95 {slow:7.1f} ms{told}", flush=True)


if __name__ == "__main__":
    main()
