"""The report follows the round, whatever the round is, and holds whatever people type."""

import io
import logging
import re
from itertools import pairwise

import pikepdf
import pytest

from bcf.fund.document import Contact, PlanDocument
from bcf.fund.published import published_totals
from bcf.fund.text import pounds
from plans.outputs.report import report_html
from plans.outputs.report.making import lay_out
from tests.fund.build import LEICESTER, ROUNDS, changed, complete_plan
from tests.outputs.report_support import elements, report_of, words

NASTY = (
    "# Title <script>alert(1)</script>\n\n" + "W" * 900
    + "\n\n![picture](http://evil.example/a.png) [link](javascript:alert(1)) <img src=http://evil.example/b.png>\n\n"
    "| a | b |\n|---|---|\n| " + "y" * 300 + " | 2 |\n\n```\n" + "z" * 400 + "\n```\n\x00\x0b"
)  # fmt: skip


def nasty_plan() -> PlanDocument:
    """Leicester's plan with hostile and endless text wherever text can be typed."""
    long = "<script>alert(2)</script>" + "N" * 500
    return changed(
        LEICESTER,
        cover={"completed_by": long, "email": long},
        contacts=[Contact(role="hwb_chair", name=long, email=long)],
        narrative={"a": NASTY, "c": "Words upon words. " * 900},
        income_comment=NASTY,
        contributions=[
            line.model_copy(update={"contributor": long, "comment": NASTY}) for line in LEICESTER.contributions
        ],
        schemes=[
            row.model_copy(update={"name": long, "description": long * 3, "scheme_id": "I" * 80, "type_other": long})
            for row in LEICESTER.schemes[:4]
        ],
        metrics=[entry.model_copy(update={"comment": NASTY}) for entry in LEICESTER.metrics],
        requirements=[
            entry.model_copy(update={"met": "no", "evidence": NASTY, "action": NASTY})
            for entry in LEICESTER.requirements
        ],
    )


@pytest.mark.parametrize("two_tier", [False, True])
@pytest.mark.parametrize("round_id", ROUNDS)
def test_every_round_gives_a_report_with_all_its_totals(round_id: str, two_tier: bool) -> None:
    plan = complete_plan(round_id, two_tier)
    text = words(report_of(plan))
    planning_round = ROUNDS[round_id]
    for key, amount in published_totals(planning_round, plan).items():
        assert pounds(amount) in text, key
    for year in planning_round.years:
        assert f"Running balances, {year}" in text
    for requirement in planning_round.requirements.items:
        assert requirement.ask in text
    for metric in planning_round.metrics.items:
        assert metric.name in text
    assert ("by district" in text) == (two_tier and bool(plan.breakdown))


def test_a_part_that_the_round_has_not_is_absent() -> None:
    assert 'id="maturity"' not in report_html(ROUNDS["2017-19"], complete_plan("2017-19"), ())
    assert 'id="risks"' not in report_html(ROUNDS["2019-20"], LEICESTER, ())
    assert "Planned outputs" not in report_html(ROUNDS["2017-19"], complete_plan("2017-19"), ())


def test_every_year_has_its_own_column() -> None:
    html = report_html(ROUNDS["2017-19"], complete_plan("2017-19"), ())
    assert '<th scope="col" class="number">2017-18</th><th scope="col" class="number">2018-19</th>' in html


def test_typed_text_is_never_obeyed() -> None:
    html = report_html(ROUNDS["2019-20"], nasty_plan(), ())
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert "\x00" not in html
    assert html.count("<h1") == 1


def test_endless_text_is_printed_and_nothing_is_fetched(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf = report_of(nasty_plan())
    assert not caplog.records
    with pikepdf.open(io.BytesIO(pdf)) as document:
        levels = [int(str(item.S)[2]) for item in elements(document) if re.fullmatch(r"/H[1-6]", str(item.S))]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_endless_words_stay_between_the_margins() -> None:
    for page in lay_out(report_html(ROUNDS["2019-20"], nasty_plan(), ())).pages:
        box = page._page_box
        right = box.width + box.margin_left
        texts = [child for child in box.descendants() if hasattr(child, "text")]
        assert all(child.position_x + child.width <= right + 1 for child in texts)


def test_three_hundred_rows_are_all_printed() -> None:
    rows = [row.model_copy(update={"key": f"{lap}-{row.key}", "scheme_id": f"S{lap}-{row.scheme_id}"})
            for lap in range(7) for row in LEICESTER.schemes][:300]  # fmt: skip
    text = words(report_of(changed(LEICESTER, schemes=rows), ()))
    assert "Expenditure plan, 300 scheme rows" in text
    assert all(row.scheme_id in text for row in rows)
