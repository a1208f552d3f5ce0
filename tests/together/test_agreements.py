"""Agreed by a body: taken away by a change of somebody else, kept through a change of its own, and said so."""

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from bcf.fund.document import BodyKind
from bcf.fund.places import Section
from plans.assembling import assemble, store
from plans.models import Agreement, Appointment, Plan, Role, User, Versioned
from tests import factories
from tests.plans.pages import Page, browser_of
from tests.schemes.conftest import HTMX, as_sent, row_of
from tests.together.conftest import council, nhs_body

BESIDE_THE_PLAN = {"SectionDuty", "Decision", "Slippage", "Promotion", "Reason", "Judgement", "Rating"}
"""Rows that are no part of the submitted plan: to change them changes nothing that was agreed."""


def agree(client: Client, plan: Plan, section: str = "cover", body: str = "", do: str = "", read: str = "") -> Page:
    page = Page(client, reverse(section, args=plan.args))
    sent = {"body": body or page.fields["body"], "seen": read or page.fields.get("seen", ""), "do": do or "agree"}
    answer = client.post(reverse("agreement", args=(*plan.args, section)), sent, follow=True)
    return Page(client, page.url, answer)


def in_force(plan: Plan, section: str = "cover") -> list[str]:
    found = Agreement.objects.filter(plan=plan, section=section, ended_at__isnull=True)
    return [agreement.organisation.name for agreement in found]


def change_cover(client: Client, plan: Plan, text: str = "Somebody") -> Page:
    return Page(client, reverse("cover", args=plan.args)).send_fields({"cover-completed_by-value": text})


def test_a_body_agrees_and_everybody_sees_it(commissioner, nhs_browser, leicester):
    page = agree(nhs_browser, leicester)
    assert "is now agreed by NHS Leicester City CCG" in page.text
    assert "Agreed by NHS Leicester City CCG" in Page(commissioner, reverse("cover", args=leicester.args)).text
    plan = Page(commissioner, reverse("plan", args=leicester.args)).text
    assert "Agreed by the partners" in plan
    assert "Cover and contacts Not yet Agreed" in plan


def test_a_change_by_another_body_takes_it_away_and_says_so_before_and_after(commissioner, nhs_browser, leicester, nhs):
    agree(nhs_browser, leicester)
    before = Page(commissioner, reverse("cover", args=leicester.args)).text
    assert "Agreed by NHS Leicester City CCG: a change here takes that away." in before
    change_cover(commissioner, leicester)
    assert in_force(leicester) == []
    for browser in (commissioner, nhs_browser):
        after = Page(browser, reverse("cover", args=leicester.args)).text
        assert "No longer agreed by NHS Leicester City CCG" in after
        assert "Person 1 changed this section" in after
    home = Page(nhs_browser, reverse("home")).text
    assert "Your agreement was taken away" in home
    assert "Person 1 changed it" in home
    assert "Your agreement was taken away" not in Page(commissioner, reverse("home")).text


def test_a_change_by_the_same_body_leaves_it(nhs_browser, leicester):
    agree(nhs_browser, leicester)
    page = Page(nhs_browser, reverse("cover", args=leicester.args))
    assert "takes that away" not in page.text
    change_cover(nhs_browser, leicester)
    assert in_force(leicester) == ["NHS Leicester City CCG"]


def test_a_change_elsewhere_or_of_nothing_leaves_it(commissioner, nhs_browser, leicester):
    agree(nhs_browser, leicester)
    Page(commissioner, reverse("cover", args=leicester.args)).send()
    Page(commissioner, reverse("narrative-question", args=(*leicester.args, "b_i"))).send_fields(
        {"narrative-b_i-value": "New words"}
    )
    assert in_force(leicester) == ["NHS Leicester City CCG"]


def test_every_way_of_changing_a_scheme_takes_it_away_and_names_the_scheme(commissioner, nhs_browser, leicester):
    url = row_of(leicester, "row-01")
    ways = (
        lambda: commissioner.post(url, as_sent(leicester, "row-01", name="Renamed"), **HTMX),
        lambda: commissioner.post(url, as_sent(leicester, "row-01", amount_2019_20="1"), **HTMX),
        lambda: commissioner.post(f"{url}duplicate/"),
        lambda: commissioner.post(reverse("expenditure", args=leicester.args)),
        lambda: commissioner.post(f"{row_of(leicester, 'row-02')}delete/", {"version": "1"}),
    )
    for way in ways:
        agree(nhs_browser, leicester, "expenditure")
        assert in_force(leicester, "expenditure") == ["NHS Leicester City CCG"]
        way()
        assert in_force(leicester, "expenditure") == []
    assert "Carers Funding" in Agreement.objects.first().changed


def test_a_refused_change_leaves_it(commissioner, nhs_browser, leicester):
    stale = as_sent(leicester, "row-01", name="Mine")
    nhs_browser.post(row_of(leicester, "row-01"), as_sent(leicester, "row-01", name="Theirs"), **HTMX)
    agree(nhs_browser, leicester, "expenditure")
    assert commissioner.post(row_of(leicester, "row-01"), stale, **HTMX)["Grid-State"] == "conflict"
    assert in_force(leicester, "expenditure") == ["NHS Leicester City CCG"]


def test_loading_the_plan_anew_takes_away_only_what_it_changes(nhs_browser, leicester):
    agree(nhs_browser, leicester)
    agree(nhs_browser, leicester, "metrics")
    document = assemble(leicester)
    store(leicester, document)
    assert in_force(leicester) == in_force(leicester, "metrics") == ["NHS Leicester City CCG"]
    store(leicester, document.model_copy(update={"cover": {"completed_by": "Loaded"}}))
    assert in_force(leicester) == []
    assert in_force(leicester, "metrics") == ["NHS Leicester City CCG"]
    assert "The system changed" in Page(nhs_browser, reverse("cover", args=leicester.args)).text


def test_nobody_agrees_for_a_body_of_others(commissioner, nhs_browser, leicester):
    page = Page(commissioner, reverse("cover", args=leicester.args))
    url = reverse("agreement", args=(*leicester.args, "cover"))
    answer = commissioner.post(url, {"body": nhs_body(leicester).code, "seen": page.fields["seen"]})
    assert answer.status_code == 403
    agree(nhs_browser, leicester)
    assert commissioner.post(url, {"body": nhs_body(leicester).code, "do": "withdraw"}).status_code == 403
    assert in_force(leicester) == ["NHS Leicester City CCG"]


def test_who_writes_for_two_bodies_chooses_for_which(leicester: Plan, author: User):
    Appointment.objects.create(user=author, role=Role.AUTHOR, organisation=nhs_body(leicester))
    browser = browser_of(author)
    page = Page(browser, reverse("cover", args=leicester.args))
    assert "Mark as agreed by Leicester City Council" in page.text
    assert "Mark as agreed by NHS Leicester City CCG" in page.text
    agree(browser, leicester, body=council(leicester).code)
    assert in_force(leicester) == ["Leicester City Council"]
    change_cover(browser, leicester)
    assert in_force(leicester) == ["Leicester City Council"]


def test_what_changed_under_ones_eyes_is_not_agreed_unseen(commissioner, nhs_browser, leicester):
    read = Page(nhs_browser, reverse("cover", args=leicester.args)).fields["seen"]
    change_cover(commissioner, leicester)
    page = agree(nhs_browser, leicester, read=read)
    assert "Not agreed yet: this section was changed after you had opened it" in page.text
    assert in_force(leicester) == []
    assert "is now agreed" in agree(nhs_browser, leicester).text


def test_an_agreement_can_be_withdrawn_and_agreeing_twice_is_agreeing_once(nhs_browser, leicester):
    body = nhs_body(leicester).code
    read = Page(nhs_browser, reverse("cover", args=leicester.args)).fields["seen"]
    agree(nhs_browser, leicester)
    agree(nhs_browser, leicester, body=body, read=read)
    assert in_force(leicester) == ["NHS Leicester City CCG"]
    assert "withdrawn" in agree(nhs_browser, leicester, body=body, do="withdraw").text
    assert in_force(leicester) == []
    assert "taken away" not in Page(nhs_browser, reverse("home")).text


def test_a_lost_mark_is_off_the_list_once_agreed_again_or_left(commissioner, nhs_browser, leicester):
    agree(nhs_browser, leicester)
    change_cover(commissioner, leicester)
    agree(nhs_browser, leicester, do="notice")
    assert "Your agreement was taken away" not in Page(nhs_browser, reverse("home")).text
    agree(nhs_browser, leicester)
    change_cover(commissioner, leicester, "Another")
    assert "Your agreement was taken away" in Page(nhs_browser, reverse("home")).text
    agree(nhs_browser, leicester)
    assert "Your agreement was taken away" not in Page(nhs_browser, reverse("home")).text


def test_a_section_that_waits_for_my_body_alone_needs_me(commissioner, nhs_browser, leicester):
    agree(nhs_browser, leicester)
    home = Page(commissioner, reverse("home")).text
    assert "It waits for Leicester City Council alone" in home
    agree(commissioner, leicester)
    assert "alone" not in Page(commissioner, reverse("home")).text


@pytest.mark.parametrize("model", [m for m in apps.get_models() if issubclass(m, Versioned)], ids=lambda m: m.__name__)
def test_every_editable_row_says_in_which_section_it_stands(model: type[Versioned]):
    """Else a change of such a row would leave an agreement standing."""
    named = model.SECTION in set(Section) or "section" in {field.name for field in model._meta.get_fields()}
    assert named or model.__name__ in BESIDE_THE_PLAN


def test_a_signatory_sees_agreements_and_marks_none(leicester, nhs_browser, chair):
    agree(nhs_browser, leicester)
    page = Page(browser_of(chair), reverse("cover", args=leicester.args))
    assert "Agreed by NHS Leicester City CCG" in page.text
    assert "Mark as agreed" not in page.text


def test_a_district_council_is_not_waited_for(db):
    from tests.plans.pages import shire

    plan = shire("2019-20")
    names = Page(browser_of(factories.author_of(plan)), reverse("plan", args=plan.args)).text
    assert "NHS East CCG NHS West CCG" in names
    assert "Ashdown" not in names
    assert factories.author_of(plan, BodyKind.NHS)
