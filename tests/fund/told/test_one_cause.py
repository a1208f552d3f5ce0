"""A mistake that a text shows by itself, and the tables as well, is one finding: of the rule that counts."""

from collections.abc import Callable

import pytest

from bcf.fund.document import PlanDocument
from bcf.fund.findings import Finding, Severity
from bcf.fund.rules import Background, Checked
from bcf.fund.rules.context import ALONE
from tests.fund.told.plans import BEFORE, ROUND, WRITTEN
from tests.fund.told.saying import promoted, saying

QUESTIONS = tuple(WRITTEN.narrative)
RIGHT, WRONG = "The total pooled budget is £43,368,727.", "The total pooled budget is £43,638,727."
OF_LAST_YEAR = "The iBCF allocation for 2019/20 is £12,624,988."
ABOUT_BARE_TEXTS = {"TXT-058", "TXT-064"}
"""What is found in texts that name no row and no body."""
TWICE: dict[str, tuple[Callable[[], PlanDocument], Background, str]] = {
    "the later is wrong": (lambda: stating(RIGHT, WRONG), ALONE, "TXT-050"),
    "the earlier is wrong": (lambda: stating(WRONG, RIGHT), ALONE, "TXT-050"),
    "both in one answer": (lambda: stating(f"{RIGHT} We have agreed it. {WRONG}", ""), ALONE, "TXT-050"),
    "one is last year's": (lambda: stating("The iBCF allocation for 2019/20 is £15,466,521.", OF_LAST_YEAR), BEFORE,
                           "TXT-054"),
}  # fmt: skip


def stating(first: str, last: str) -> PlanDocument:
    """A plan whose first and last answers say that, and nothing else."""
    bare = WRITTEN.model_copy(update={"narrative": dict.fromkeys(QUESTIONS, "We work together.")})
    return saying(saying(bare, first, QUESTIONS[0]), last, QUESTIONS[-1])


def in_texts(plan: PlanDocument, background: Background) -> list[Finding]:
    return [one for one in Checked.of(ROUND, plan, background).findings if one.rule.startswith("TXT")
            and one.rule not in ABOUT_BARE_TEXTS]  # fmt: skip


@pytest.mark.parametrize(("plan", "background", "rule"), TWICE.values(), ids=TWICE)
def test_the_rule_about_the_tables_speaks_alone_once_it_counts(
    plan: Callable[[], PlanDocument], background: Background, rule: str
) -> None:
    (found,) = in_texts(plan(), promoted(background))
    assert (found.rule, found.severity) == (rule, Severity.EXPLAIN)


@pytest.mark.parametrize(("plan", "background", "rule"), TWICE.values(), ids=TWICE)
def test_while_it_is_on_trial_the_rule_about_the_text_speaks(
    plan: Callable[[], PlanDocument], background: Background, rule: str
) -> None:
    (found,) = in_texts(plan(), background)
    assert (found.rule, found.severity) == ("TXT-005", Severity.EXPLAIN)


def test_two_amounts_that_the_tables_do_not_have_are_two_mistakes_once_they_are_held_against_them() -> None:
    plan = stating(WRONG, "The total pooled budget is £44.9m.")
    assert [one.rule for one in in_texts(plan, promoted())] == ["TXT-050", "TXT-050"]
    assert [one.rule for one in in_texts(plan, ALONE)] == ["TXT-005"]


def test_amounts_of_which_the_tables_say_nothing_are_left_to_the_rule_about_the_text() -> None:
    plan = stating(f"{RIGHT} The pool is right.", "We spend £2.4m, made up of £1.2m for carers and £0.8m for falls.")
    assert [one.rule for one in in_texts(plan, promoted())] == ["TXT-001"]


@pytest.mark.parametrize("background", [ALONE, promoted()], ids=["on trial", "promoted"])
def test_after_an_edit_it_is_as_from_the_start(background: Background) -> None:
    before, after = stating(RIGHT, WRONG), stating(WRONG, WRONG)
    again = Checked.of(ROUND, before, background).again(ROUND, after, background)
    assert again.findings == Checked.of(ROUND, after, background).findings
    paid = WRITTEN.contributions[0].model_copy(update={"amount": WRITTEN.contributions[0].amount + 270_000})
    richer = before.model_copy(update={"contributions": (paid, *WRITTEN.contributions[1:])})
    again = Checked.of(ROUND, before, background).again(ROUND, richer, background)
    assert again.findings == Checked.of(ROUND, richer, background).findings
