"""The life of Leicester's plan for 2019-20 on the running product, by its people, each in a browser of their own:
sealed, signed, submitted, returned once, decided with one condition, followed up and made public."""

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from plans.demo import PASSWORD
from plans.rounds import get_round
from tests import story
from tests.browsers import assert_accessible
from tests.journey.conftest import MANAGE, ROOT, environment

pytestmark = pytest.mark.browser

PLAN = "/plans/E06000016/2019-20/"
AUTHOR = "commissioner@leicester.example"
NHS_AUTHOR = "nhs.commissioner@leicester.example"
MANAGER = "manager@midlands.example"
NATIONAL = "national@bcf.example"
SIGNING = {
    "chief_executive-E06000016": "chief.executive@leicester.example",
    "ccg_officer-04C": "accountable.officer@leicester.example",
    "hwb_chair": "chair@leicester.example",
}
TITLES = {
    "chief_executive-E06000016": "Chief executive", "ccg_officer-04C": "Accountable officer", "hwb_chair": "Councillor",
}  # fmt: skip
KEPT = {"desk": "desk", "review": "review", "signing-1-hwb_chair": "signing", "signed-2": "standing"}
"""Pages of which the documentation has a picture, and its name."""

REQUIREMENTS = [requirement.code for requirement in get_round("2019-20").requirements.items]
People = Callable[[str], Page]


@pytest.fixture(scope="module")
def demo(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with what the published plan leaves blank filled in."""
    file = tmp_path_factory.mktemp("finished") / "plan.json"
    file.write_text(story.finished_document().canonical())
    subprocess.run(
        [*MANAGE, "loadplan", "--replace", str(file)], env=environment(demo), check=True, capture_output=True, cwd=ROOT
    )
    return demo


@pytest.fixture
def people(browser: Browser, product: str) -> Iterator[People]:
    """The page of a person, signed in once and kept open. A phone for signatories, who are on the way."""
    pages: dict[str, Page] = {}

    def page_of(email: str) -> Page:
        if email not in pages:
            width = 390 if email in SIGNING.values() else 1280
            context = browser.new_context(viewport={"width": width, "height": 900}, base_url=product)
            page = pages[email] = context.new_page()
            page.goto("/")
            page.locator("input[type=email]").fill(email)
            page.locator("input[type=password]").fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            expect(page.get_by_role("heading", level=1)).to_contain_text("My plans")
        return pages[email]

    yield page_of
    for page in pages.values():
        page.context.close()


def shown(page: Page, name: str) -> None:
    """Nothing on the page is a barrier. `make screenshots` keeps some of the pages as pictures."""
    assert_accessible(page)
    if (folder := os.environ.get("PICTURES")) and name in KEPT:
        page.screenshot(path=f"{folder}/{KEPT[name]}.png", full_page=True)


def picture_of(letter: Path) -> None:
    if folder := os.environ.get("PICTURES"):
        command = ["pdftoppm", "-r", "80", "-png", "-singlefile", str(letter), f"{folder}/letter"]
        subprocess.run(command, check=True)


def done(page: Page, button: str, said: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator("#messages")).to_contain_text(said)


def explain_everything(page: Page) -> None:
    """Give a reason for whatever the checks ask a reason for."""
    page.goto(f"{PLAN}checks/")
    folds = page.locator("details.app-fold--explain")
    while waiting := folds.count():
        folds.first.locator("summary").click()
        folds.first.get_by_label("Your reason").fill("The published plan has it so.")
        folds.first.get_by_role("button", name="Let it stand with this reason").click()
        expect(page.locator("#messages")).to_contain_text("stands with your reason")
        page.goto(f"{PLAN}checks/")
        assert folds.count() < waiting


def seal_and_sign(people: People, version: int) -> None:
    page = people(AUTHOR)
    page.goto(f"{PLAN}standing/")
    done(page, "Seal the plan", f"version {version}")
    expect(page.get_by_role("link", name=re.compile("Plan \\(PDF\\)")).first).to_be_visible(timeout=60_000)
    for place, email in SIGNING.items():
        signing = people(email)
        signing.goto(f"{PLAN}sign/{place}/")
        if version == 1 or place == "hwb_chair":
            shown(signing, f"signing-{version}-{place}")
        signing.get_by_label("Job title").fill(TITLES[place])
        signing.get_by_label("Your password again").fill(PASSWORD)
        done(signing, "Sign this version", "signed")
    page = people(NHS_AUTHOR)
    page.goto(f"{PLAN}standing/")
    shown(page, f"signed-{version}")
    done(page, "Submit the plan", "submitted")


def test_from_a_draft_to_the_public_record(people: People, browser: Browser, product: str, tmp_path: Path) -> None:
    explain_everything(people(AUTHOR))
    seal_and_sign(people, 1)

    manager = people(MANAGER)
    manager.goto("/desk/")
    shown(manager, "desk")
    manager.goto(f"{PLAN}review/")
    done(manager, "Begin the review", re.compile("review", re.I))
    shown(manager, "review")
    manager.goto(f"{PLAN}review/PR9/")
    manager.get_by_label("Question to the area").fill("How were the ambitions agreed with the hospital?")
    manager.get_by_label("Answer by").fill("2099-05-01")
    done(manager, "Send the question", re.compile("question|asked|area", re.I))

    nhs = people(NHS_AUTHOR)
    nhs.goto(f"{PLAN}queries/")
    nhs.get_by_role("link", name=re.compile("PR9|ambitions")).first.click()
    nhs.get_by_label("Your answer").fill("In the urgent care board in June; the metrics page says so from now on.")
    shown(nhs, "query")
    done(nhs, "Send the answer", re.compile("answer", re.I))

    manager.goto(f"{PLAN}return/")
    manager.locator("input[name=open-metrics]").check()
    manager.locator("textarea[name$=metrics]").fill("Say where the ambitions were agreed.")
    done(manager, "Return the plan", "back with the area")

    author = people(AUTHOR)
    author.goto(f"{PLAN}cover/")
    expect(author.locator("main")).to_contain_text(re.compile("returned", re.I))
    author.goto(f"{PLAN}metrics/")
    comment = author.locator("#metrics-NEA-comment")
    comment.fill(comment.input_value() + " The ambition was agreed in the urgent care board in June 2019.")
    author.get_by_role("button", name=re.compile("^Save")).first.click()
    expect(author.locator("#messages")).to_contain_text(re.compile("saved", re.I))
    seal_and_sign(people, 2)

    manager.goto(f"{PLAN}since/")
    expect(manager.locator("main")).to_contain_text("urgent care board")
    shown(manager, "since")
    manager.goto(f"{PLAN}review/")
    done(manager, "Begin the review", re.compile("review", re.I))
    for code in REQUIREMENTS:
        manager.goto(f"{PLAN}review/{code}/")
        manager.get_by_role("radio", name="Met", exact=True).last.check()
        done(manager, "Set the moderated rating", re.compile("rating", re.I))
    manager.goto(f"{PLAN}recommendation/")
    decide(manager, "Recommend to the national team")

    national = people(NATIONAL)
    national.goto("/moderation/")
    shown(national, "moderation")
    national.goto(f"{PLAN}recommendation/")
    decide(national, "Decide and have the letter written")
    national.goto(f"{PLAN}decision/")
    letter = national.get_by_role("link", name=re.compile("letter", re.I)).first
    expect(letter).to_be_visible(timeout=60_000)
    with national.expect_download() as download:
        letter.click()
    picture_of(download.value.path())
    text = re.sub(r"\s+", " ", "".join(page.extract_text() for page in PdfReader(download.value.path()).pages))
    assert "Approved with conditions" in text
    assert "Name the host of the pooled budget" in text

    author.goto(f"{PLAN}decision/")
    author.locator("summary", has_text="Give evidence").click()
    author.get_by_label("What has been done").fill("The council hosts it.")
    done(author, "Give this evidence", re.compile("evidence", re.I))
    national.goto(f"{PLAN}decision/")
    shown(national, "decision")
    national.locator("summary", has_text="Discharge").click()
    done(national, "Discharge the condition", re.compile("discharged", re.I))

    author.goto(f"{PLAN}standing/")
    with author.expect_download() as download:
        author.get_by_role("link", name=re.compile("Plan \\(PDF\\)")).first.click()
    everybody = browser.new_context(base_url=product).new_page()
    everybody.goto("/public/E06000016/2019-20/")
    expect(everybody.locator("main")).to_contain_text("£43,368,727")
    expect(everybody.locator("main")).not_to_contain_text("leicester.example")
    shown(everybody, "public")
    everybody.goto("/verify/")
    kept = tmp_path / "plan.pdf"
    download.value.save_as(kept)
    everybody.locator("input[type=file]").set_input_files(kept)
    everybody.get_by_role("button", name="Verify the file").click()
    expect(everybody.locator("main")).to_contain_text("the plan stands on that version")
    shown(everybody, "verified")
    everybody.context.close()


def decide(page: Page, button: str) -> None:
    page.get_by_role("radio", name="Approved with conditions", exact=True).check()
    page.get_by_label("Reasoning").fill("Every requirement is met; one matter is left to settle.")
    page.get_by_label("Condition 1: what has to be done").fill("Name the host of the pooled budget.")
    page.get_by_label("Condition 1: who sees to it").fill("Chief executive of the council")
    page.get_by_label("Condition 1: by when").fill("2099-05-01")
    page.get_by_role("button", name=button).click()
    expect(page.locator("#messages")).to_contain_text(re.compile("recommend|decided", re.I))
