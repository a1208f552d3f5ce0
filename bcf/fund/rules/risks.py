"""The risk log: every risk complete and scored within the round's scale."""

from collections.abc import Iterator

from bcf.fund.entries import is_placeholder, says_no_more
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


@rule(
    "RSK-004", "Risks are scored one by one", Severity.ADVICE, Section.RISKS,
    why="A log in which every risk has the same two scores tells nobody which to look at first.",
    mend="Score each risk by itself.",
    basis=Basis.PRACTICE, beta=True,
)
def risks_are_scored(context: Context) -> Iterator[Found]:
    if context.planning_round.risks is None or len(context.plan.risks) < FEW_RISKS:
        return
    scores = {(risk.likelihood, risk.impact) for risk in context.plan.risks}
    likelihood, impact = next(iter(scores))
    if len(scores) == 1 and likelihood and impact:
        yield Found(
            Place(section=Section.RISKS),
            f"All {len(context.plan.risks)} risks have the likelihood {likelihood} and the impact {impact}.",
            read=f"{likelihood} and {impact} throughout", expected="scores of their own",
        )


FEW_RISKS = 4


@rule(
    "RSK-005", "What is done about a risk is not the risk again", Severity.ADVICE, Section.RISKS,
    why="The second column is read for what lessens the risk.",
    mend="Say what is done about the risk.",
    basis=Basis.PRACTICE, beta=True,
)
def mitigation_is_not_the_risk(context: Context) -> Iterator[Found]:
    for risk in context.plan.risks if context.planning_round.risks else ():
        if risk.risk.strip() and says_no_more(risk.mitigation, risk.risk) and not is_placeholder(risk.risk):
            yield Found(
                Place(section=Section.RISKS, item=risk.key, field="mitigation"),
                "what is done about it is the risk in the same words.", about=_name(risk.risk),
                read=" ".join(risk.mitigation.split())[:80], expected="what is done about the risk",
            )
