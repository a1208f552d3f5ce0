"""What a reader finds in the report of a plan."""

import datetime
from decimal import Decimal

import pytest

from bcf.fund.document import Contribution, PlanDocument
from bcf.fund.places import Place, Section
from bcf.fund.published import published_totals
from bcf.fund.rules import check_plan
from bcf.fund.text import pounds
from plans.outputs.given import Given
from plans.outputs.report import report_html
from tests.fund.build import LEICESTER, ROUNDS, changed
from tests.outputs.report_support import cell_of, leicester, pages, words

ROUND = ROUNDS["2019-20"]


@pytest.fixture(scope="module")
def text() -> str:
    return words(leicester())


def html_of(plan: PlanDocument, **more: object) -> str:
    return report_html(ROUNDS[plan.round], plan, (), **more)  # type: ignore[arg-type]


def test_every_published_total_of_leicester_is_printed(text: str) -> None:
    for key, amount in published_totals(ROUND, LEICESTER).items():
        assert pounds(amount) in text, key


def test_spend_stands_beside_its_scheme_type(text: str) -> None:
    totals = published_totals(ROUND, LEICESTER)
    for code, scheme_type in ROUND.types.items():
        assert f"{scheme_type.summary_label} {pounds(totals[f'2019-20 type {code} planned'])}" in text


def test_balances_and_subtotals_stand_beside_their_sources(text: str) -> None:
    assert "Minimum CCG Contribution £23,936,545 £23,936,545 £0 Balanced" in text
    assert "Additional LA Contribution £0 £0 £0 Balanced" in text
    assert "Total £43,368,727 £43,368,727 £0 Balanced" in text
    assert "Total minimum LA contribution (exc. iBCF) £2,391,923" in text
    assert "£15,411,303 £15,426,324 £0 Met, £15,021 above" in text
    assert "£6,802,087 £7,242,204 £0 Met, £440,117 above" in text


def test_every_scheme_row_is_printed_with_its_amount(text: str) -> None:
    for scheme in LEICESTER.schemes:
        assert " ".join(scheme.name.split()) in text
        assert pounds(scheme.amount("2019-20")) in text
    assert "Planned outputs: 1,074 Packages Impact: NEA medium, DTOC high, RES high, REA low" in text


def test_metrics_are_shown_as_published(text: str) -> None:
    assert "2019-20 plan 254 43,358.338 585.8" in text
    assert "2019-20 plan 214 230 93.0%" in text


def test_every_page_but_the_cover_says_which_plan_it_is() -> None:
    cover, *others = pages(leicester())
    assert LEICESTER.digest in cover
    for number, page in enumerate(others, 2):
        assert "Leicester Health and Wellbeing Board · Better Care Fund 2019-20 · Draft" in page
        assert f"Plan digest {LEICESTER.digest[:12]}" in page
        assert f"Page {number} of {len(others) + 1}" in page


def test_contents_give_page_numbers() -> None:
    contents = pages(leicester())[1]
    # Findings of a section stand under its name as well, at the end.
    numbers = {title: page for page, text in reversed(list(enumerate(pages(leicester()), 1)))
               for title in ("Income", "Metrics", "Planning requirements") if text.startswith(f"{title} ")}  # fmt: skip
    assert len(numbers) == 3
    for title, page in numbers.items():
        assert contents.split(title)[-1].strip(" .").startswith(str(page)), title


def test_findings_are_told_with_severity_place_and_cell(text: str) -> None:
    assert "Must be mended This field of the cover is blank." in text
    assert "Workbook: Sheet!C7" in text
    found = check_plan(ROUND, LEICESTER)
    assert all(finding.rule in text for finding in found)


def test_a_finding_that_stands_with_a_reason_is_told_with_it() -> None:
    found = check_plan(ROUND, LEICESTER)
    (explained,) = (finding for finding in found if finding.rule == "ROW-007")
    given = Given("It is a <team>.", "Council commissioner", datetime.date(2019, 9, 20))
    html = report_html(ROUND, LEICESTER, found, reasons={explained.fingerprint: given})
    assert "Stands with a reason" in html
    assert "It is a &lt;team&gt;. (Council commissioner, 20 September 2019)" in html
    assert explained.remedy not in html
    assert "Stands with a reason" not in report_html(ROUND, LEICESTER, found)


def test_a_plan_without_findings_has_no_such_part() -> None:
    assert "Findings of the checks" not in html_of(LEICESTER)


def test_a_place_is_told_in_words() -> None:
    row = LEICESTER.schemes[0]
    finding = check_plan(ROUND, LEICESTER)[0]
    place = Place(section=Section.EXPENDITURE, item=row.key, field="output_estimate")
    html = report_html(ROUND, LEICESTER, [finding.model_copy(update={"place": place})], cell_of=cell_of)
    assert "Row 1, ID 1 “Existing ASC Transfer”, Planned output estimate" in html


def test_what_is_missing_is_said() -> None:
    empty = PlanDocument(round="2019-20", board=LEICESTER.board)
    html = html_of(empty)
    assert html.count("Not yet written") > 10
    assert "No scheme has been entered yet." in html
    assert "No allocated figure has been loaded for the area." in html
    assert "Not loaded" in html


def test_pence_are_shown_throughout_a_table_that_has_any() -> None:
    first, *others = LEICESTER.schemes
    plan = changed(LEICESTER, schemes=[first.model_copy(update={"amounts": {"2019-20": Decimal("1.50")}}), *others])
    html = html_of(plan)
    assert "£1.50" in html
    assert "£650,000.00" in html


def test_money_without_source_type_or_area_still_adds_up() -> None:
    first, *others = LEICESTER.schemes
    blank = first.model_copy(update={"source": "", "scheme_type": "", "area": "", "commissioner": "", "provider": ""})
    html = html_of(changed(LEICESTER, schemes=[blank, *others]))
    assert html.count("Not yet assigned") == 4
    assert "No source given yet" in html
    assert html.count("£43,368,727") >= 6


def test_two_lines_of_one_contributor_are_both_printed() -> None:
    line = Contribution(source="la_add", year="2019-20", contributor="City")
    lines = [line.model_copy(update={"amount": Decimal(amount)}) for amount in (7001, 7002)]
    html = html_of(changed(LEICESTER, contributions=[*LEICESTER.contributions, *lines]))
    assert "£7,001" in html
    assert "£7,002" in html


def test_sources_are_named_and_what_is_to_be_confirmed_is_listed(text: str) -> None:
    assert "Leicester planning template for 2019-20, as published" in text
    assert "Expenditure: providers: Ambulance Service From memory" in text
    for document in ROUND.references.values():
        assert document in text


def test_the_standing_can_be_another_than_draft() -> None:
    assert "Sealed" in html_of(LEICESTER, status="Sealed")


def test_shares_left_on_a_row_of_one_commissioner_are_printed() -> None:
    row = LEICESTER.schemes[0].model_copy(update={"joint_nhs": Decimal("41.5"), "joint_la": None})
    assert "NHS 41.5%" in html_of(changed(LEICESTER, schemes=(row,)))


def test_a_sub_type_left_without_its_scheme_type_is_printed() -> None:
    row = LEICESTER.schemes[0].model_copy(update={"scheme_type": "", "sub_type": "carers_respite"})
    assert '<p class="fact">Respite Services' in html_of(changed(LEICESTER, schemes=(row,)))


def test_an_amount_not_given_is_not_an_amount_of_nought() -> None:
    nought = LEICESTER.schemes[0].model_copy(update={"amounts": {"2019-20": Decimal(0)}})
    given = html_of(changed(LEICESTER, schemes=(nought,)))
    blank = html_of(changed(LEICESTER, schemes=(nought.model_copy(update={"amounts": {}}),)))
    assert blank.count("Not yet given") == given.count("Not yet given") + 1
