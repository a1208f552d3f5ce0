"""The area's pages of sealing and signing in a real browser: accessible in every state, wide and on a phone."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from plans.models import Seal, User
from plans.workflow.signing import Delegation, sign
from tests import factories, story
from tests.browsers import assert_accessible, assert_quiet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = 375
Open = Callable[..., Page]


@pytest.fixture
def looked(browse: Open) -> Callable[..., Page]:
    """Opens a page wide and on a phone, where it must be sound; gives the one on the phone."""

    def look(person: User, address: str) -> Page:
        for width in (1280, PHONE):
            page = browse(person, address, width=width)
            sound(page)
            assert_quiet(page)
        return page

    return look


def sound(page: Page) -> None:
    """Accessible, and no wider than the screen."""
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_from_the_draft_to_the_receipt(looked: Callable[..., Page], browse: Open, tmp_path: Path) -> None:
    unfinished = factories.plan_from(factories.leicester_document())
    looked(factories.author_of(unfinished), reverse("standing", args=unfinished.args))
    unfinished.delete()

    plan = story.finished()
    people, standing = story.cast(plan), reverse("standing", args=plan.args)
    page = looked(people.author, standing)
    page.get_by_role("button", name="Seal the plan").click()
    expect(page.get_by_text("The version can be signed when its files are there.")).to_be_visible()
    sound(page)
    made = Seal.objects.get()
    story.put_files(made)
    expect(page.get_by_role("link", name="Plan (PDF) of version 1")).to_be_visible()
    looked(people.author, standing)

    page = looked(people.chief_executive, reverse("sign", args=(*plan.args, "chief_executive-E06000016")))
    page.get_by_text("I sign for somebody else, under delegation").click()
    page.get_by_label("On behalf of").fill("The mayor")
    page.get_by_role("button", name="Sign this version").click()
    expect(page.get_by_role("link", name="Enter the authority under which you sign")).to_be_visible()
    sound(page)
    page.get_by_label("On behalf of").fill("")
    page.get_by_label("Job title").fill("Chief executive")
    page.get_by_label("Your password again").fill(factories.PASSWORD)
    page.get_by_role("button", name="Sign this version").click()
    expect(page.get_by_text("You have signed version 1.")).to_be_visible()
    sound(page)

    page = looked(people.nhs_author, reverse("sign-on-paper", args=(*plan.args, "ccg_officer-04C")))
    page.get_by_role("button", name="Record the signature").click()
    expect(page.get_by_role("link", name="Scan of the signed paper: No file was sent")).to_be_visible()
    sound(page)

    officer = {"digest": made.digest, "job_title": "Accountable officer"}
    sign(plan, people.accountable_officer, "ccg_officer-04C", **officer)
    meeting = Delegation("The board", "Minute 12 of the board", timezone.localdate() + datetime.timedelta(days=30))
    sign(plan, people.chair, "hwb_chair", digest=made.digest, job_title="Deputy chair", delegation=meeting)
    looked(people.chair, reverse("sign", args=(*plan.args, "hwb_chair")))
    page = looked(people.author, standing)
    page.get_by_role("button", name="Submit the plan").click()
    expect(page.get_by_role("heading", name="Receipt of the submission")).to_be_visible()
    sound(page)
    looked(people.author, standing)

    held = tmp_path / "held.pdf"
    held.write_bytes(f"report of {made.digest}".encode())
    for width in (1280, PHONE):
        page = browse(people.author, reverse("verify"), width=width)
        page.get_by_label("File").set_input_files(held)
        page.get_by_role("button", name="Verify the file").click()
        expect(page.get_by_text("unaltered, and the plan stands on that version")).to_be_visible()
        sound(page)
