"""The parts of a plan that stand in this app's tables: cover, narrative, income and risks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bcf.fund.document import Contact as ContactValue
from bcf.fund.document import Contribution, PlanDocument
from bcf.fund.document import Risk as RiskValue
from bcf.fund.places import Section
from plans.income import allocations_by_plan, bodies_by_board, contributions_from
from plans.models import Answer, BreakdownLine, Contact, ContributionLine, Plan, Risk
from plans.models.entries import new_line
from plans.parts import ReadsMany, by_plan

GATE = "gate:"
COMMENT = "comment"
PRIORITIES = "priorities"


class AnswersPart(ReadsMany):
    """Everything that is one answer to one question: cover fields, narrative, gates and comments."""

    fields = ("cover", "narrative", "gates", "income_comment", "maturity_priorities")

    def read_all(self, plans: Sequence[Plan]) -> Mapping[int, Mapping[str, Any]]:
        return by_plan(plans, Answer.objects.filter(plan__in=plans), self._content)

    @staticmethod
    def _content(answers: list[Answer]) -> Mapping[str, Any]:
        found: dict[str, dict[str, str]] = {section: {} for section in Section}
        for answer in answers:
            found[answer.section][answer.code] = answer.text
        income = found[Section.INCOME]
        return {
            "cover": found[Section.COVER],
            "narrative": found[Section.NARRATIVE],
            "gates": {code.removeprefix(GATE): text for code, text in income.items() if code.startswith(GATE)},
            "income_comment": income.get(COMMENT, ""),
            "maturity_priorities": found[Section.MATURITY].get(PRIORITIES, ""),
        }

    def write(self, plan: Plan, document: PlanDocument) -> None:
        _delete(plan.answers.all())
        texts = {(Section.COVER, code): text for code, text in document.cover.items()}
        texts |= {(Section.NARRATIVE, code): text for code, text in document.narrative.items()}
        texts |= {(Section.INCOME, GATE + code): text for code, text in document.gates.items()}
        texts[Section.INCOME, COMMENT] = document.income_comment
        texts[Section.MATURITY, PRIORITIES] = document.maturity_priorities
        for (section, code), text in texts.items():
            if text:
                Answer.objects.create(plan=plan, section=section, code=code, text=text)


class ContactsPart(ReadsMany):
    """Who holds the roles of the cover sheet."""

    fields = ("contacts",)

    def read_all(self, plans: Sequence[Plan]) -> Mapping[int, Mapping[str, Any]]:
        return by_plan(plans, Contact.objects.filter(plan__in=plans), lambda rows: {
            "contacts": [
                ContactValue(role=row.role, name=row.name, job_title=row.job_title, email=row.email) for row in rows
            ]
        })  # fmt: skip

    def write(self, plan: Plan, document: PlanDocument) -> None:
        _delete(plan.contacts.all())
        for contact in document.contacts:
            Contact.objects.create(plan=plan, **contact.model_dump())


class IncomePart(ReadsMany):
    """Contributions, allocated and entered, and what of them goes to districts."""

    fields = ("contributions", "breakdown")

    def read_all(self, plans: Sequence[Plan]) -> Mapping[int, Mapping[str, Any]]:
        figures, bodies = allocations_by_plan(plans), bodies_by_board(plans)
        lines = by_plan(plans, ContributionLine.objects.filter(plan__in=plans), lambda rows: {"rows": rows})
        shares = by_plan(plans, BreakdownLine.objects.filter(plan__in=plans), lambda rows: {
            "breakdown": [
                {"source": row.source, "year": row.year, "body": row.body, "amount": row.amount}
                for row in rows if row.amount is not None
            ],
        })  # fmt: skip
        return {
            plan.pk: {
                "contributions": contributions_from(
                    plan, lines[plan.pk]["rows"], figures[plan.pk], bodies[plan.board_id]
                ),
                **shares[plan.pk],
            }
            for plan in plans
        }

    def write(self, plan: Plan, document: PlanDocument) -> None:
        _delete(plan.contribution_lines.all())
        _delete(plan.breakdown_lines.all())
        entered = [line for line in document.contributions if not line.allocated]
        for line, key in zip(entered, _line_keys(entered), strict=True):
            ContributionLine.objects.create(plan=plan, line=key, **line.model_dump(exclude={"allocated"}))
        for part in document.breakdown:
            BreakdownLine.objects.create(plan=plan, **part.model_dump())


def _line_keys(lines: Sequence[Contribution]) -> list[str]:
    """The key of the line that each belongs to: the same contributor and comment over the years, each year once."""
    keys: dict[tuple[str, str, str, str, int], str] = {}
    seen: Counter[tuple[str, str, str, str, str]] = Counter()
    found = []
    for line in lines:
        what = (line.source, line.body, line.contributor, line.comment)
        turn = seen[*what, line.year]
        seen[*what, line.year] += 1
        found.append(keys.setdefault((*what, turn), new_line()))
    return found


class RisksPart(ReadsMany):
    """The risk log."""

    fields = ("risks",)

    def read_all(self, plans: Sequence[Plan]) -> Mapping[int, Mapping[str, Any]]:
        return by_plan(plans, Risk.objects.filter(plan__in=plans), lambda rows: {
            "risks": [
                RiskValue(key=row.key, risk=row.risk, likelihood=row.likelihood, impact=row.impact,
                          mitigation=row.mitigation, owner=row.owner)
                for row in rows
            ]
        })  # fmt: skip

    def write(self, plan: Plan, document: PlanDocument) -> None:
        _delete(plan.risks.all())
        for position, risk in enumerate(document.risks):
            Risk.objects.create(plan=plan, position=position, **risk.model_dump())


def _delete(rows: Any) -> None:
    """Delete row by row, so that the history records each."""
    for row in rows:
        row.delete()


PARTS = (AnswersPart(), ContactsPart(), IncomePart(), RisksPart())
