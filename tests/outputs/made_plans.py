"""Plans to make workbooks of: generated ones of every round, and crowded ones that spreadsheets stumble over."""

import datetime
import random
from collections.abc import Mapping
from decimal import Decimal

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bcf.fund.document import (
    Allocation,
    AllocationKind,
    Contact,
    Contribution,
    Milestone,
    PlanDocument,
    PooledFund,
    ReferenceDocument,
    RequirementAnswer,
    Risk,
    Scheme,
)
from bcf.fund.round import Column, CommissionerKind, CoverKind, Round, SheetKind
from tests.fund.build import EACH, ROUNDS, board, changed, complete_plan
from tests.fund.strategies import drafts, valid_plans

AWKWARD = (
    "=1+1", "@SUM(A1)", "+441234", "-5 off", "\tindented", "'quoted", "''", "#REF!", "#N/A", "_x0041_", "TRUE", "1e5",
    "01/02/2020", "Zoë’s “plan” 👩‍⚕️🏠", "line\none\r\ntwo\rthree", "bell\x07 and null\x00", "£5",
    "  spaces  around  ", "<b>&amp;</b>", "a\u00a0b\u2003c", "{=SUM(1)}", "http://example.org", "\ufffe\uffff end",
)  # fmt: skip
TYPED = {
    CoverKind.EMAIL: ["a@b.c", "a b@c.d", "a@b", "@b.c", "a@.b", "a@b..c", "a@b.c.", "a@@b.c", "tbc", "a@b.c, d@e.f"],
    CoverKind.DATE: ["2019-09-27", "27/09/2019", "20190927", "1899-12-31", "2019-02-30", "soon"],
    CoverKind.PHONE: ["01632 960000", "none", "+44"],
    CoverKind.YES_NO: ["yes", "no", "perhaps"],
    CoverKind.TEXT: ["Somebody", "=1+1"],
}
"""Right and wrong entries of each kind that a cover asks for."""
BLANKS = ["", " ", "\n", "\t", "\xa0", " \xa0\n"]
PAYING = ["E06000099", "99X", "99Z"]
DAYS = (None, datetime.date(2018, 2, 28), datetime.date(1899, 12, 31), datetime.date(2031, 5, 1))
LONG = "word and another " * 4_200


def generated(
    each: int = 2, rounds: Mapping[str, Round] = ROUNDS
) -> dict[str, tuple[Round, PlanDocument]]:
    """Drafts and finished plans of every round, the same ones at every run."""
    found: dict[str, tuple[Round, PlanDocument]] = {}
    for name, planning_round in rounds.items():
        for kind, strategy in (("draft", drafts(planning_round)), ("valid", valid_plans(planning_round))):
            for number, plan in enumerate(_some(strategy, each)):
                found[f"{name}-{kind}-{number}"] = planning_round, plan
    return found


def _some(strategy: st.SearchStrategy[PlanDocument], count: int) -> list[PlanDocument]:
    """The last of more examples than asked for, as Hypothesis begins with the plainest."""
    plans: list[PlanDocument] = []

    @settings(max_examples=count + 6, derandomize=True, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck), deadline=None)  # fmt: skip
    @given(strategy)
    def collect(plan: PlanDocument) -> None:
        plans.append(plan)

    collect()
    return plans[-count:]


def crowded(planning_round: Round, rows: int = 40, seed: int = 1) -> PlanDocument:
    """A plan with rows of every kind, joint ones and blanks among them, pence, and awkward text in every field."""
    chance = random.Random(seed)
    lists = {column: [*planning_round.labels(column), ""] for column in Column}
    commissioners = planning_round.expenditure.commissioners.items
    joint = [item.code for item in commissioners if item.kind is CommissionerKind.JOINT]
    schemes = tuple(_row(planning_round, lists, joint, chance, number) for number in range(rows))
    years, sources = planning_round.years, planning_round.sources
    return PlanDocument(
        round=planning_round.id,
        board=board(two_tier=True),
        allocations=tuple(
            Allocation(kind=AllocationKind.MINIMUM, code=fence.code, year=year, value=Decimal("9.87"), origin="Made up")
            for fence in planning_round.ring_fences for year in years[:1]
        ),
        cover={field.code: chance.choice(AWKWARD) for field in planning_round.cover.fields},
        contacts=tuple(Contact(role=role.code, name="=2+2", email="@x") for role in planning_round.cover.contacts),
        narrative={question.code: LONG if at == 0 else AWKWARD[at] * 20
                   for at, question in enumerate(planning_round.narrative.questions)},
        contributions=tuple(
            Contribution(source=source, year=year, body=chance.choice(["99X", ""]), contributor=chance.choice(AWKWARD),
                         amount=Decimal(chance.randrange(10**9)) / 100, comment=chance.choice(AWKWARD))
            for source in sources for year in years for _ in range(2)
        ),
        gates={source.code: chance.choice(["yes", "no"]) for source in sources.values() if source.gate},
        income_comment="=cmd|' /C calc'!A0",
        schemes=schemes,
        pooled_funds=(PooledFund(key="fund-1", name="=1+1", host="99X", note=AWKWARD[0]),
                      PooledFund(key="fund-2", name="=1+1", host="99Z")),
        maturity_priorities="=1",
        requirements=tuple(
            RequirementAnswer(code=item.code, met=chance.choice(["", "yes", "no"]), evidence=chance.choice(AWKWARD))
            for item in planning_round.requirements.items
        ),
        risks=tuple(Risk(key=f"r{at}", risk=text, likelihood=at % 5 + 1, impact=None if at % 3 else 2)
                    for at, text in enumerate(AWKWARD)) if planning_round.risks else (),
        milestones=tuple(
            Milestone(key=f"m{at}", title=text, start=DAYS[at % 4], end=DAYS[at % 3],
                      **({"workstream": text, "owner": text} if planning_round.id == "2017-19" else {}))
            for at, text in enumerate(AWKWARD)) if planning_round.milestones else (),
        documents=tuple(
            ReferenceDocument(key=f"d{at}", title=text, where=AWKWARD[-at])
            for at, text in enumerate(AWKWARD)) if planning_round.documents else (),
    )  # fmt: skip


def below_nought(planning_round: Round) -> PlanDocument:
    """A finished plan spoiled with what only a loaded file can hold: amounts below nought, and half an officer."""
    plan = complete_plan(planning_round.id, two_tier=True)
    gated = [source.code for source in planning_round.sources.values() if source.gate]
    optional = [role.code for role in planning_round.cover.contacts if not role.required]
    spoiled, *rows = plan.schemes
    line, *lines = plan.contributions
    return changed(
        plan,
        schemes=(spoiled.model_copy(update={"output_estimate": Decimal(-1)}), *rows),
        contributions=(
            line.model_copy(update={"allocated": False, "amount": Decimal("-0.01")}), *lines,
            *(Contribution(source=source, year=year, contributor="Nobody", amount=Decimal(0))
              for source in gated for year in planning_round.years),
        ),
        breakdown=tuple(part.model_copy(update={"amount": -EACH}) for part in plan.breakdown[:1]),
        gates={source: "yes" if at else "no" for at, source in enumerate(gated)},
        contacts=(*(one for one in plan.contacts if one.role not in optional),
                  *(Contact(role=role, name="Somebody") for role in optional)),
    )  # fmt: skip


def mistyped(planning_round: Round) -> tuple[PlanDocument, ...]:
    """Finished plans whose cover and levels are typed in every way there is, right, wrong and blank."""
    most = max(len(typed) for typed in TYPED.values()) + len(BLANKS)

    def plan(at: int) -> PlanDocument:
        def typed(kind: CoverKind) -> str:
            every = [*TYPED[kind], *BLANKS]
            return every[at % len(every)]

        cover, whole = planning_round.cover, complete_plan(planning_round.id)
        return changed(
            whole,
            cover={field.code: typed(field.kind) for field in cover.fields},
            contacts=tuple(Contact(role=role.code, name=typed(CoverKind.TEXT), email=typed(CoverKind.EMAIL))
                           for role in cover.contacts),
            maturity=tuple(level.model_copy(update={"current": "no level" if at % 2 else level.current})
                           for level in whole.maturity),
        )  # fmt: skip

    return tuple(plan(at) for at in range(most))


def _pounds(chance: random.Random) -> Decimal:
    return Decimal(chance.randrange(10**9)) / 100


def tricky_round() -> Round:
    """2019-20 with labels that formulas trip over: wildcards, quotes, signs, and two that differ by case alone."""
    planning_round = ROUNDS["2019-20"]
    content = planning_round.model_dump(mode="json")
    for items, labels in (
        (content["expenditure"]["areas"]["items"], ('A*', 'a*', ">5", '"Quoted" & more', "=1+1", "~?")),
        (content["expenditure"]["commissioners"]["items"], ("<>LA", "LA*", "Joint?")),
        (content["expenditure"]["providers"]["items"], ("100", "TRUE", "1e3")),
        (content["scheme_types"]["items"], ("Type*", "Type?", "type*", "~Type")),
        (content["funding_sources"]["items"], ("Fund*", "Fund", "<Fund", "=Fund", "fund")),
    ):
        for item, label in zip(items, labels, strict=False):
            item["label"] = label
    return Round.model_validate(content)


def narrow_round() -> Round:
    """2019-20 whose workbook has three sheets only: what the others hold, no formula can refer to."""
    planning_round = ROUNDS["2019-20"]
    kept = {SheetKind.SUMMARY, SheetKind.CHECKLIST, SheetKind.EXPENDITURE}
    content = planning_round.model_dump(mode="json")
    content["sheets"]["items"] = [
        {"kind": "checklist", "title": "Checklist"}, {"kind": "summary", "title": "Summary"},
        {"kind": "expenditure", "title": "R"},
    ]  # fmt: skip
    assert {item["kind"] for item in content["sheets"]["items"]} == kept
    return Round.model_validate(content)


def _row(
    planning_round: Round, lists: dict[Column, list[str]], joint: list[str], chance: random.Random, number: int
) -> Scheme:
    pick = {column: chance.choice(entries) for column, entries in lists.items() if len(entries) > 1}
    kind = planning_round.types.get(pick.get(Column.SCHEME_TYPE, ""))
    own = [sub.code for sub in kind.sub_types] if kind else []
    commissioner = chance.choice(joint) if joint and number % 3 == 0 else pick[Column.COMMISSIONER]
    share = Decimal(chance.randrange(10_001)) / 100
    impact = planning_round.expenditure.impact
    return Scheme(
        key=f"row-{number}",
        scheme_id=chance.choice(AWKWARD),
        name=chance.choice(AWKWARD),
        description=LONG if number == 5 else chance.choice(AWKWARD),
        scheme_type=pick[Column.SCHEME_TYPE],
        sub_type=chance.choice([*own, pick.get(Column.SUB_TYPE, ""), ""]),
        type_other=chance.choice(["", *AWKWARD]),
        output_unit=pick.get(Column.OUTPUT_UNIT, ""),
        output_estimate=chance.choice([None, Decimal("12.5"), Decimal(3)]),
        impact={code: chance.choice(lists[Column.IMPACT]) for code in impact.metrics} if impact else {},
        area=pick[Column.AREA],
        area_other=chance.choice(["", *AWKWARD]),
        commissioner=commissioner,
        joint_nhs=share if commissioner in joint and number % 4 else None,
        joint_la=100 - share if commissioner in joint else None,
        provider=pick.get(Column.PROVIDER, ""),
        source=pick[Column.SOURCE],
        duration=chance.choice(AWKWARD),
        amounts={year: _pounds(chance) for year in planning_round.years if chance.random() < 0.9},
        new_or_existing=pick.get(Column.NEW_OR_EXISTING, ""),
        payers={body: {year: _pounds(chance) for year in planning_round.years if chance.random() < 0.7}
                for body in chance.sample(PAYING, chance.randrange(len(PAYING) + 1))} if number % 2 else {},
        pooled_fund=chance.choice(["", "fund-1", "fund-2", "fund-gone"]),
    )  # fmt: skip
