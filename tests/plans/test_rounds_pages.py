"""The pages that say what a round asks: for everybody who signs in, made from the round file alone."""

import html

import pytest
from django.test import Client

from bcf.fund.round import Round
from plans.models import Role
from plans.rounds import all_rounds
from plans.views.rounds import contents, fence_words, formula_words
from tests import factories
from tests.fund.build import MADE_UP, ROUNDS
from tests.plans.loaded import rounds_from

pytestmark = pytest.mark.any_engine

EACH = pytest.mark.parametrize("planning_round", list(ROUNDS.values()), ids=list(ROUNDS))


@pytest.fixture
def reader(db: None) -> Client:
    """A browser in which somebody has signed in who holds no role."""
    client = Client()
    client.force_login(factories.person())
    return client


def page_of(client: Client, round_id: str) -> str:
    answer = client.get(f"/rounds/{round_id}/")
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_the_list_names_every_round_and_its_years(reader: Client) -> None:
    page = reader.get("/rounds/").content.decode()
    for planning_round in all_rounds().values():
        assert planning_round.title in page
        assert planning_round.years[-1] in page


@EACH
def test_a_page_says_everything_that_the_round_asks(reader: Client, planning_round: Round) -> None:
    with rounds_from(MADE_UP):
        page = page_of(reader, planning_round.id)
    asked = [
        *planning_round.years,
        *(item.title for item in planning_round.conditions.items),
        *(item.ask for item in planning_round.requirements.items),
        *(enquiry for item in planning_round.requirements.items for enquiry in item.enquiries),
        *(item.label for item in planning_round.funding_sources.items),
        *(item.gate for item in planning_round.funding_sources.items),
        *(fence.label for fence in planning_round.ring_fences),
        *(fence.minimum.rule for fence in planning_round.ring_fences),
        *(item.label for item in planning_round.scheme_types.items),
        *(sub.label for item in planning_round.scheme_types.items for sub in item.sub_types),
        *(item.name for item in planning_round.metrics.items),
        *(question.title for question in planning_round.narrative.questions),
        *(item.label for item in planning_round.signatories.items),
        *(item.label for item in planning_round.assurance.outcomes),
        *(sheet.title for sheet in planning_round.sheets.items),
        *planning_round.references.values(),
    ]
    assert [text for text in asked if text not in page] == []


@EACH
def test_every_entry_of_the_contents_leads_to_its_block(reader: Client, planning_round: Round) -> None:
    with rounds_from(MADE_UP):
        page = page_of(reader, planning_round.id)
    for fragment, title in contents(planning_round):
        assert page.count(f'href="#{fragment}">{title}') == 1
        assert page.count(f'id="{fragment}"') == 1


@EACH
def test_what_is_not_verified_is_marked(reader: Client, planning_round: Round) -> None:
    with rounds_from(MADE_UP):
        page = page_of(reader, planning_round.id)
    for fragment, block in (("requirements", planning_round.requirements), ("conditions", planning_round.conditions),
                            ("signatories", planning_round.signatories), ("cover", planning_round.cover)):
        heading = page.split(f'id="{fragment}">')[1].split("</h2>")[0]
        assert ("to be confirmed" in heading) == block.to_be_confirmed


def test_a_ring_fence_is_told_in_words() -> None:
    planning_round = ROUNDS["2019-20"]
    told = [fence_words(planning_round, fence)["counts"] for fence in planning_round.ring_fences]
    assert told == [
        "Money from Minimum CCG Contribution, spent in any area but Acute, commissioned by CCG; "
        "of a joint row its NHS share counts.",
        "Money from Minimum CCG Contribution, spent in the area Social Care, whoever commissions it; "
        "a joint row counts whole.",
    ]


def test_a_formula_is_told_with_the_names_of_its_inputs() -> None:
    metric = ROUNDS["2019-20"].metric["RES"]
    assert formula_words(metric) == (
        "Admissions in the year (numerator) ÷ People aged 65 and over (denominator) × 100,000"
    )


def test_a_round_that_is_not_there_is_not_found(reader: Client) -> None:
    assert reader.get("/rounds/1999-00/").status_code == 404


def test_nobody_reads_it_without_signing_in() -> None:
    for address in ("/rounds/", "/rounds/2019-20/"):
        assert Client().get(address).status_code == 302


def test_only_an_administrator_is_shown_the_way_to_the_figures(reader: Client) -> None:
    assert "allocations/" not in page_of(reader, "2019-20")
    administrator = Client()
    administrator.force_login(factories.person(Role.ADMINISTRATOR))
    assert "/rounds/2019-20/allocations/" in page_of(administrator, "2019-20")
