"""Examples of the rules about metrics over time: sizes, populations, ambitions, and comments that state figures."""

from collections.abc import Mapping
from decimal import Decimal

from bcf.fund.document import MetricPlan, PlanDocument
from bcf.fund.examples.changes import Change, metric, together
from bcf.fund.examples.example import BEFORE, USUAL, Pair, bundled_round, pair, unchanged
from bcf.fund.examples.plans import changed, figures

LAST = "2018-19"
PEOPLE = {"population": 43_358}


def steps(code: str, earlier: Mapping[str, int], later: Mapping[str, int], comment: str = "How it will move") -> Change:
    """A metric with those figures for the plan before and for this one."""
    return together(metric(code, LAST, comment, **earlier), metric(code, USUAL, comment, **later))


def quarters(*figures: int) -> Change:
    """Delayed days of the quarters of the first year, in thousands."""

    def change(plan: PlanDocument) -> PlanDocument:
        held = {entry.code: entry for entry in plan.metrics}
        codes = list(held["DTOC"].inputs)[: len(figures)]
        inputs = {**held["DTOC"].inputs, **{
            code: {**held["DTOC"].inputs[code], "delayed_days": Decimal(figure)}
            for code, figure in zip(codes, figures, strict=True)
        }}  # fmt: skip
        held["DTOC"] = held["DTOC"].model_copy(update={"inputs": inputs})
        return changed(plan, metrics=tuple(held.values()))

    return change


def stray(plan: PlanDocument) -> PlanDocument:
    """A figure for a year that the round does not ask for."""
    held = MetricPlan(code="RES", comment="Fewer", inputs={"2021-22": {"admissions": Decimal(200)}})
    kept = {entry.code: entry for entry in plan.metrics}
    return changed(plan, metrics=(*(entry for code, entry in kept.items() if code != "RES"), MetricPlan(
        code="RES", comment="Fewer", inputs={**kept["RES"].inputs, **held.inputs})))  # fmt: skip


def as_planned_before(plan: PlanDocument) -> PlanDocument:
    """The figures for 2018-19 that the made-up plan before has."""
    planned = figures(bundled_round(BEFORE).metric["RES"])[LAST]
    whole = {name: int(value) for name, value in planned.items()}
    return metric("RES", LAST, comment="How it will move", **whole)(plan)


EXAMPLES: Mapping[str, Pair] = {
    "MET-008": pair(
        passes="254 admissions after 410: many fewer, and of one size.",
        right=steps("RES", {"admissions": 410, "population": 42_304}, {"admissions": 254, **PEOPLE}),
        fails="2,540 admissions after 254.",
        wrong=steps("RES", {"admissions": 254, "population": 42_304}, {"admissions": 2_540, **PEOPLE}),
    ),
    "MET-009": pair(
        passes="42,304 people in 2018-19 and 43,358 in 2019-20.",
        right=steps("RES", {"admissions": 260, "population": 42_304}, {"admissions": 254, **PEOPLE}),
        fails="43,358 people in both years.",
        wrong=steps("RES", {"admissions": 260, **PEOPLE}, {"admissions": 254, **PEOPLE}),
    ),
    "MET-010": pair(
        passes="43,358 people after 40,000: a step of 8%.",
        right=steps("RES", {"admissions": 260, "population": 40_000}, {"admissions": 254, **PEOPLE}),
        fails="43,358 people after 30,000: a step of 45%.",
        wrong=steps("RES", {"admissions": 260, "population": 30_000}, {"admissions": 254, **PEOPLE}),
    ),
    "MET-011": pair(
        passes="214 of 230 at home after 212 of 230: higher is better.",
        right=steps("REA", {"at_home": 212, "discharged": 230}, {"at_home": 214, "discharged": 230}),
        fails="210 of 230 at home after 212 of 230.",
        wrong=steps("REA", {"at_home": 212, "discharged": 230}, {"at_home": 210, "discharged": 230}),
    ),
    "MET-012": pair(
        passes="180 of 230 at home after 170 of 230.",
        right=steps("REA", {"at_home": 170, "discharged": 230}, {"at_home": 180, "discharged": 230}),
        fails="214 of 230 at home after 115 of 230.",
        wrong=steps("REA", {"at_home": 115, "discharged": 230}, {"at_home": 214, "discharged": 230}),
    ),
    "MET-013": pair(
        passes="250 admissions after 254, in an area that grows from 42,304 to 43,358 people.",
        right=steps("RES", {"admissions": 254, "population": 42_304}, {"admissions": 250, **PEOPLE}),
        fails="254 admissions in both years, in an area that grows from 42,304 to 43,358 people.",
        wrong=steps("RES", {"admissions": 254, "population": 42_304}, {"admissions": 254, **PEOPLE}),
    ),
    "MET-014": pair(
        passes="Delayed days of 900, 850, 900 and 950 in the quarters of a year.",
        right=quarters(900, 850, 900, 950, 890, 840, 890, 940),
        fails="900 delayed days in each quarter of a year.",
        wrong=quarters(900, 900, 900, 900, 890, 840, 890, 880),
        round_id=BEFORE,
    ),
    "MET-015": pair(
        passes="Figures for 2018-19 and 2019-20, the years that the round asks for.",
        fails="A figure for 2021-22, a year that the round does not ask for.",
        wrong=stray,
    ),
    "MET-016": pair(
        passes="The last plan's rate for 2018-19 here as that plan has it.",
        right=as_planned_before,
        fails="A rate for 2018-19 here that is not the one that the last plan has for that year.",
        wrong=metric("RES", LAST, admissions=254, population=42_304),
        before=unchanged,
    ),
    "MET-017": pair(
        passes="A comment that says 254 admissions and a rate of 585.82 per 100,000 in 2019-20, as the table has it.",
        right=steps("RES", {"admissions": 260, "population": 42_304}, {"admissions": 254, **PEOPLE},
                    "We plan 254 admissions in 2019-20. That is a rate of 585.82 per 100,000 people in 2019-20."),
        fails="A comment that says 245 admissions in 2019-20, and 254 in the table.",
        wrong=steps("RES", {"admissions": 260, "population": 42_304}, {"admissions": 254, **PEOPLE},
                    "We plan 245 admissions in 2019-20."),
    ),
}
