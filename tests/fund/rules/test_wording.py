"""Texts of a plan against themselves and each other, as the rules tell it."""

from bcf.fund.document import PlanDocument
from tests.fund.build import LEICESTER, changed, complete_plan
from tests.fund.rules.found import YEAR, findings

PLAN = complete_plan(YEAR)
FIRST, SECOND, *_ = PLAN.narrative


def saying(first: str, second: str = "A plan for people") -> PlanDocument:
    return changed(PLAN, narrative={**PLAN.narrative, FIRST: first, SECOND: second})


def test_a_wrong_total_is_told_with_the_passage_and_the_sum() -> None:
    (finding,) = findings("TXT-001", saying("We spend £2.4m, made up of £1.2m for carers and £0.8m for falls."))
    assert finding.place.item == FIRST
    assert finding.message == (
        "“A Person-centred outcomes”: “We spend £2.4m, made up of £1.2m for carers and £0.8m for falls.” "
        "The parts named come to £2,000,000, and the total is given as £2.4m."
    )
    assert (finding.read, finding.difference) == ("£2.4m", 400_000)
    assert finding.expected == "£1,200,000 + £800,000 = £2,000,000"


def test_one_amount_in_two_answers_is_found_in_the_later_with_both_passages() -> None:
    plan = saying("The total pooled budget is £43.4m.", "The Better Care Fund pool totals £42,368,727.")
    (finding,) = findings("TXT-005", plan)
    assert finding.place.item == SECOND
    assert "The Better Care Fund pool totals £42,368,727." in finding.message
    assert "in “A Person-centred outcomes” “The total pooled budget is £43.4m.”" in finding.message
    assert finding.difference == -1_031_273


def test_a_figure_named_in_braces_is_read_as_the_figure() -> None:
    total = sum(line.amount or 0 for line in PLAN.contributions)
    half = f"£{total // 2:,}"
    text = f"{{pool total}}, made up of {half} from the council and {half} from the NHS."
    assert findings("TXT-001", saying(text)) == []
    (finding,) = findings("TXT-001", saying(text.replace(f"{half} from the NHS", "£7 from the NHS")))
    assert finding.read == f"£{total:,}"


def test_comments_on_metrics_are_read_too() -> None:
    first = PLAN.metrics[0]
    wrong = type(first)(code=first.code, inputs=first.inputs, comment="It falls from 200 to 150, a fall of 30%.")
    (finding,) = findings("TXT-003", changed(PLAN, metrics=(wrong, *PLAN.metrics[1:])))
    assert (finding.place.item, finding.place.field) == (first.code, "comment")


def test_a_passage_pasted_into_two_answers_is_one_mistake() -> None:
    text = "Admissions fell from 200 to 150, a fall of 30%."
    found = findings("TXT-003", saying(text, text))
    assert len({finding.fault for finding in found}) == 1
    assert [finding.place.item for finding in found] == [FIRST, SECOND]


def test_a_long_passage_is_cut_to_what_matters() -> None:
    long = "We have listened to people and to those who care for them, " * 12
    (finding,) = findings("TXT-003", saying(f"{long}and so admissions fell from 200 to 150, a fall of 30%."))
    assert len(finding.message) < 500
    assert "from 200 to 150, a fall of 30%" in finding.message


def test_an_accepted_plan_contradicts_itself_nowhere() -> None:
    for number in range(1, 10):
        assert findings(f"TXT-00{number}", LEICESTER) == []
