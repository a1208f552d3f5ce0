"""The risk log."""

from bcf.fund.document import Risk
from plans.outputs.report.about import About
from plans.outputs.report.subject import Part, Subject
from plans.outputs.report.tables import NOT_GIVEN, Head, Row, Table, given, prose


def risks(subject: Subject) -> Part | None:
    """The risk log as a part of the report, or None if the round has none."""
    log = subject.planning_round.risks
    if log is None:
        return None
    heads = (Head("Risk", 3), Head("Likelihood", 1.4, number=True), Head("Impact", 1, number=True),
             Head("Score", 0.9, number=True), Head("What is done about it", 3), Head("Owner", 1.4))  # fmt: skip
    rows = tuple(_row(risk) for risk in subject.plan.risks)
    caption = f"Risk log: likelihood and impact from 1 to {log.scale}, multiplied to a score"
    table = Table(caption, heads, rows, empty="No risk has been entered yet.")
    return Part("risks", "Risks", "report/tables.html", About((table,)), follows=True)


def _row(risk: Risk) -> Row:
    numbers = [NOT_GIVEN if figure is None else str(figure) for figure in (risk.likelihood, risk.impact, risk.score)]
    return Row((prose(risk.risk, 3), *numbers, prose(risk.mitigation, 3), given(risk.owner)))
