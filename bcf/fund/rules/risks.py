"""The risk log: every risk complete and scored within the round's scale."""

from collections.abc import Iterator

from bcf.fund.findings import Severity
from bcf.fund.places import Place, Section
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.registry import Found, rule

_FIELDS = {
    "risk": "the risk itself",
    "likelihood": "its likelihood",
    "impact": "its impact",
    "mitigation": "what is done about it",
    "owner": "who answers for it",
}


def _name(text: str) -> str:
    words = " ".join(text.split())
    return f"Risk “{words[:60]}{'…' if len(words) > 60 else ''}”" if words else "A risk without a description"


@rule(
    "RSK-001", "Every risk is complete", Severity.BLOCKING, Section.RISKS,
    why="The log is read to see how likely a risk is, how grave, what is done about it and by whom.",
    mend="Fill in what is missing, or remove the risk.",
    basis=Basis.NARRATIVE,
)
def risk_is_complete(context: Context) -> Iterator[Found]:
    if context.planning_round.risks is None:
        return
    for risk in context.plan.risks:
        for field, label in _FIELDS.items():
            value = getattr(risk, field)
            if value is None or not str(value).strip():
                yield Found(
                    Place(section=Section.RISKS, item=risk.key, field=field),
                    f"{label} is missing.", read="blank", expected=label, about=_name(risk.risk),
                )


@rule(
    "RSK-002", "Scores of risks are within the scale", Severity.BLOCKING, Section.RISKS,
    why="Likelihood and impact are multiplied, which means something only on one scale.",
    mend="Give a whole number within the scale.",
    basis=Basis.NARRATIVE,
)
def score_is_within_scale(context: Context) -> Iterator[Found]:
    if context.planning_round.risks is None:
        return
    scale = context.planning_round.risks.scale
    for risk in context.plan.risks:
        for field, value in (("likelihood", risk.likelihood), ("impact", risk.impact)):
            if value is not None and value > scale:
                yield Found(
                    Place(section=Section.RISKS, item=risk.key, field=field),
                    f"{_name(risk.risk)}: {field} is {value}; the scale runs from 1 to {scale}.",
                    read=str(value), expected=f"1 to {scale}",
                )


@rule(
    "RSK-003", "Risks have been considered", Severity.EXPLAIN, Section.RISKS,
    why="The round asks for a log of risks; a plan without any is seldom meant.",
    mend="Add the risks to delivering the plan.",
    basis=Basis.NARRATIVE,
)
def there_are_risks(context: Context) -> Iterator[Found]:
    if context.planning_round.risks is not None and not context.plan.risks:
        yield Found(
            Place(section=Section.RISKS), "The risk log is empty.", read="no risks", expected="at least one risk",
        )
