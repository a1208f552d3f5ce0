"""Take the pictures of the README, and of every page at desktop and phone width, from the running product.

    python docs/screenshots.py [ADDRESS] [--all FOLDER] [--only NAME ...]

Without an address it starts the product itself with the demo in a folder of its own.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Collection
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "screenshots"
PLAN = "/plans/E06000016/2019-20/"
PAGES = {
    "home": "/",
    "plan": PLAN,
    "cover": PLAN + "cover/",
    "narrative": PLAN + "narrative/",
    "question": PLAN + "narrative/a/",
    "income": PLAN + "income/",
    "expenditure": PLAN + "expenditure/",
    "scheme": PLAN + "expenditure/row-09/",
    "maturity": PLAN + "maturity/",
    "metrics": PLAN + "metrics/",
    "requirements": PLAN + "requirements/",
    "checks": PLAN + "checks/",
    "outputs": PLAN + "outputs/",
    "why": PLAN + "expenditure/?fence=ooh",
    "paste": PLAN + "expenditure/changes/paste/",
    "funds": PLAN + "pooled-funds/",
    "beside": PLAN + "beside-last-year/",
    "discussion": PLAN + "discussion/",
    "chapters": "/plans/E06000016/2017-19/narrative/",
    "milestones": "/plans/E06000016/2017-19/milestones/",
    "risks": "/plans/E06000016/2017-19/risks/",
    "roll": "/plans/E06000016/2017-19/roll-forward/",
    "rounds": "/rounds/",
    "round": "/rounds/2019-20/",
    "rules": "/rules/",
    "rule": "/rules/TXT-050/",
}
PLAIN = ("plan", "expenditure", "checks", "question", "why", "rules", "rule")
"""Pages of which a picture is taken as they open."""
BLOCK = (
    "Scheme name\tScheme type\tSource of funding\tCommissioner\tExpenditure (£)\n"
    "Night sitters\thome care\tmin CCG\tCCG\t£120k\n"
    "Move-on flats\tHICM for Managing Transfer of Care\tIBCF\tlocal authority\t1.2m\n"
    "Equipment store\tassistive technologies & equipment\tMinimum CCG contribution\tla\t£85,500.00\n"
)
"""Rows as somebody might keep them in a workbook of their own."""


def demo_password() -> str:
    """The password that the demo prints."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bcf.settings")
    sys.path.insert(0, str(ROOT))
    django.setup()
    from plans.demo import PASSWORD

    return PASSWORD


def sign_in(browser: Browser, address: str, width: int, height: int) -> Page:
    """A page in which the demo's commissioner has signed in."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(address)
    page.locator("input[type=email]").fill("commissioner@leicester.example")
    page.locator("input[type=password]").fill(demo_password())
    page.get_by_role("button", name="Sign in").click()
    return page


def make_ready(page: Page, address: str) -> None:
    """Have the plan checked and its files made, so that the pages have something to show."""
    for name, button in (("checks", "Check the plan now"), ("outputs", "Make the workbook and the PDF")):
        page.goto(address + PAGES[name])
        if page.get_by_role("button", name=button).count():
            page.get_by_role("button", name=button).click()
        page.get_by_text("exactly as it stands now").first.wait_for(timeout=120_000)


def explaining(page: Page, address: str) -> None:
    """A picture of a section's findings with the form for a reason open; nothing is stored."""
    page.goto(address + PAGES["checks"])
    section = page.get_by_role("region", name="Expenditure")
    section.get_by_text("Explain why it may stand").first.click()
    section.get_by_label("Your reason").fill("The team works with people, not with a number of packages.")
    page.mouse.move(0, 0)
    section.evaluate("section => section.scrollIntoView()")
    top = section.evaluate("section => section.getBoundingClientRect().top")
    page.screenshot(path=PICTURES / "reason.png", clip={"x": 140, "y": top - 12, "width": 1000, "height": 508})


def pasting(page: Page, address: str) -> None:
    """A picture of a block before it is pasted; nothing is stored."""
    page.goto(address + PAGES["expenditure"])
    page.locator("#paste-rows").click()
    page.get_by_label("The rows").fill(BLOCK)
    page.get_by_role("button", name="Show what would change").click()
    page.get_by_text("Before it is pasted").wait_for()
    page.screenshot(path=PICTURES / "paste.png")


def documents(page: Page, address: str) -> None:
    """Pictures of the workbook's and the report's first telling pages."""
    page.goto(address + PAGES["outputs"])
    with tempfile.TemporaryDirectory() as folder:
        for link, name in (("Excel", "plan.xlsx"), ("PDF", "plan.pdf")):
            with page.expect_download() as download:
                page.get_by_role("link", name=link).click()
            download.value.save_as(Path(folder) / name)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf:calc_pdf_Export", "--outdir"]
        subprocess.run([*convert, f"{folder}/book", f"{folder}/plan.xlsx"], check=True, capture_output=True)
        for source, name, number in ((f"{folder}/book/plan.pdf", "workbook", 5), (f"{folder}/plan.pdf", "report", 3)):
            picture = ["pdftoppm", "-png", "-r", "60", "-f", str(number), "-l", str(number), "-singlefile"]
            subprocess.run([*picture, source, str(PICTURES / name)], check=True)


OTHERS = {"reason": explaining, "paste": pasting, "workbook": documents}
"""Pictures for which something has to be done first. That of the workbook comes with the report's."""


def take(address: str, everything: Path | None, only: Collection[str]) -> None:
    """Take the pictures from the product at that address, all of them or those named."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"))
        page = sign_in(browser, address, 1280, 900)
        make_ready(page, address)
        for name in PLAIN:
            if not only or name in only:
                page.goto(address + PAGES[name])
                page.screenshot(path=PICTURES / f"{name}.png")
        for name, picture in OTHERS.items():
            if not only or name in only:
                picture(page, address)
        if everything is not None:
            everything.mkdir(parents=True, exist_ok=True)
            for width in (1280, 360):
                page = sign_in(browser, address, width, 900)
                for name, path in PAGES.items():
                    page.goto(address + path)
                    page.screenshot(path=everything / f"{name}-{width}.png", full_page=True)
        browser.close()


def start() -> tuple[subprocess.Popen[bytes], str]:
    """The product on a port of its own, with the demo loaded."""
    port, data = "8791", tempfile.mkdtemp(prefix="bcf-screenshots-")
    environment = {**os.environ, "PORT": port, "DATA_DIR": data}
    manage = [sys.executable, str(ROOT / "manage.py")]
    for command in (["migrate", "--verbosity=0"], ["collectstatic", "--noinput", "--verbosity=0"]):
        subprocess.run([*manage, *command], env=environment, check=True)
    server = subprocess.Popen([*manage, "serve", "--demo"], env=environment)
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(address + "/healthz", timeout=1)
            return server, address
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the product did not start")


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", nargs="?")
    parser.add_argument("--all", type=Path, default=None, help="also take every page at both widths into this folder")
    parser.add_argument("--only", nargs="+", default=(), choices=[*PLAIN, *OTHERS], help="only these pictures")
    given = parser.parse_args()
    server, address = (None, given.address) if given.address else start()
    try:
        take(address, given.all, given.only)
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)
            server.wait()


if __name__ == "__main__":
    main()
