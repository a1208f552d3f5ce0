"""Examples of the rules about wording."""

from collections.abc import Mapping

from bcf.fund.document import PlanDocument
from bcf.fund.examples.example import Change, Pair, pair
from bcf.fund.examples.plans import changed


def _saying(text: str) -> Change:
    """The plan with that text as its first answer."""

    def change(plan: PlanDocument) -> PlanDocument:
        first = next(iter(plan.narrative))
        return changed(plan, narrative={**plan.narrative, first: text})

    return change


def _pair(passes: str, fails: str, *, right: str, wrong: str) -> Pair:
    return pair(passes, fails, _saying(wrong), _saying(right))


EXAMPLES: Mapping[str, Pair] = {
    "TXT-001": _pair(
        passes="“£2.0m, made up of £1.2m for carers and £0.8m for falls”.",
        fails="“£2.4m, made up of £1.2m for carers and £0.8m for falls”.",
        right="We spend £2.0m, made up of £1.2m for carers and £0.8m for falls.",
        wrong="We spend £2.4m, made up of £1.2m for carers and £0.8m for falls.",
    ),
    "TXT-002": _pair(
        passes="A table of £300 and £150 with a total of £450.",
        fails="A table of £300 and £150 with a total of £540.",
        right="| Line | £ |\n| --- | --- |\n| Carers | 300 |\n| Falls | 150 |\n| Total | 450 |",
        wrong="| Line | £ |\n| --- | --- |\n| Carers | 300 |\n| Falls | 150 |\n| Total | 540 |",
    ),
    "TXT-003": _pair(
        passes="“Admissions fell from 200 to 150, a fall of 25%”.",
        fails="“Admissions fell from 200 to 150, a fall of 30%”.",
        right="Admissions fell from 200 to 150, a fall of 25%.",
        wrong="Admissions fell from 200 to 150, a fall of 30%.",
    ),
    "TXT-004": _pair(
        passes="“We have made three changes:” and three points.",
        fails="“We have made three changes:” and two points.",
        right="We have made three changes:\n\n- one team\n- one record\n- one number to ring",
        wrong="We have made three changes:\n\n- one team\n- one record",
    ),
    "TXT-005": _pair(
        passes="The pool as £43.4m at first and as £43,368,727 further down.",
        fails="The pool as £43.4m at first and as £42,368,727 further down.",
        right="The total pooled budget is £43.4m.\n\nThe Better Care Fund pool totals £43,368,727.",
        wrong="The total pooled budget is £43.4m.\n\nThe Better Care Fund pool totals £42,368,727.",
    ),
    "TXT-006": _pair(
        passes="A plan that the board approved on 26 September 2019, twice.",
        fails="A plan that the board approved on 26 September 2019, and on 24 September 2019.",
        right=(
            "The Health and Wellbeing Board approved the plan on 26 September 2019.\n\n"
            "This plan was approved by the Health and Wellbeing Board on 26 September 2019."
        ),
        wrong=(
            "The Health and Wellbeing Board approved the plan on 26 September 2019.\n\n"
            "This plan was approved by the Health and Wellbeing Board on 24 September 2019."
        ),
    ),
    "TXT-007": _pair(
        passes="“On Thursday 26 September 2019”, which was a Thursday.",
        fails="“On Monday 26 September 2019”, which was a Thursday.",
        right="It was agreed on Thursday 26 September 2019.",
        wrong="It was agreed on Monday 26 September 2019.",
    ),
    "TXT-008": _pair(
        passes="“From 1 April 2019 to 31 March 2020”.",
        fails="“From 1 April 2019 to 31 March 2019”.",
        right="The agreement runs from 1 April 2019 to 31 March 2020.",
        wrong="The agreement runs from 1 April 2019 to 31 March 2019.",
    ),
    "TXT-009": _pair(
        passes="“People who give unpaid care make up 12.1% of adults”, twice.",
        fails="“People who give unpaid care make up 12.1% of adults”, and further down 11.7%.",
        right=(
            "People who give unpaid care make up 12.1% of the city's adult population.\n\n"
            "People who give unpaid care make up 12.1% of the city's adult population."
        ),
        wrong=(
            "People who give unpaid care make up 12.1% of the city's adult population.\n\n"
            "People who give unpaid care make up 11.7% of the city's adult population."
        ),
    ),
}
