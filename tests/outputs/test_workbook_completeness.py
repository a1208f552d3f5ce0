"""A sheet is complete by its own checkers exactly where the rules miss nothing on it, whatever the plan."""

import datetime
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bcf.fund.document import Allocation, AllocationKind, Contribution, PlanDocument
from bcf.fund.findings import Finding, Severity
from bcf.fund.places import Section
from bcf.fund.round import CoverKind, Round, SheetKind
from bcf.fund.rules import CATALOGUE, RULES
from bcf.fund.rules.context import Context
from plans.outputs.workbook.book import Book
from plans.outputs.workbook.drawing import COMPLETE
from plans.outputs.workbook.frames import FIRST_COL, STATUS_ROW
from plans.outputs.workbook.layout import draw
from plans.outputs.workbook.values import Formula
from tests.fund import strategies
from tests.fund.build import ROUNDS, changed, complete_plan
from tests.outputs.made_plans import BLANKS, TYPED

SAID: Mapping[Section, frozenset[str]] = {
    Section.COVER: frozenset({"CMP-001", "CMP-002", "CMP-003", "CMP-004"}),
    Section.NARRATIVE: frozenset({"NAR-001", "NAR-002"}),
    Section.INCOME: frozenset({f"INC-00{number}" for number in (1, 2, 3, 4, 5, 6, 7, 9)}),
    Section.EXPENDITURE: frozenset({
        "CMP-005", "BAL-001", "RNG-001", "RNG-002", "ROW-001", "ROW-003", "ROW-004", "ROW-005", "ROW-007", "ROW-010",
        "ROW-011", "ROW-013", "ROW-014",
    }),
    Section.MATURITY: frozenset({"MAT-001", "MAT-002"}),
    Section.METRICS: frozenset({f"MET-00{number}" for number in (1, 2, 3, 4, 5)}),
    Section.REQUIREMENTS: frozenset({"REQ-001", "REQ-002"}),
    Section.RISKS: frozenset({"RSK-001", "RSK-002"}),
    Section.MILESTONES: frozenset({"MIL-001", "MIL-002", "MIL-004"}),
    Section.DOCUMENTS: frozenset({"DOC-001"}),
}
"""The rules that the checkers of each sheet state too."""
NO_PLACE_ON_A_SHEET = {
    "INC-008": "a source or year that the round does not have, for which no sheet has a line",
    "INC-010": "districts of an area that has none",
    "NAR-003": "words for a picture, which no cell shows",
    "ROW-002": "an entry of no list, which the drop-down does not take",
    "ROW-015": "a year that the round does not have",
    "PAY-007": "a pooled fund that is gone",
}
rounds = pytest.mark.parametrize("planning_round", ROUNDS.values(), ids=ROUNDS)


def complete_by_checkers(planning_round: Round, plan: PlanDocument, section: Section) -> bool | None:
    """What the first line of the section's sheet says; None where the round's workbook has no such sheet."""
    if planning_round.sheets.title(SheetKind(section)) is None:
        return None
    sheet = draw(Book(planning_round, plan, None, ""), SheetKind(section), {})
    said = next((cell.content for cell in sheet.cells if (cell.row, cell.col) == (STATUS_ROW, FIRST_COL)), None) \
        if sheet else None  # fmt: skip
    return said.expected == COMPLETE if isinstance(said, Formula) else None


def missed(planning_round: Round, plan: PlanDocument, section: Section) -> list[Finding]:
    """What the rules find that the section's checkers state too."""
    context = Context(planning_round, plan)
    return [finding for rule in sorted(SAID[section]) for finding in CATALOGUE[rule].check(context)]


def disagreement(planning_round: Round, plan: PlanDocument, section: Section) -> str:
    """How checkers and rules differ about a section; "" where they do not."""
    complete, found = complete_by_checkers(planning_round, plan, section), missed(planning_round, plan, section)
    if complete is None or complete is not bool(found):
        return ""
    return f"{section}: the sheet says {complete}, the rules {[finding.message for finding in found]}"


def in_common_spaces(plan: PlanDocument) -> PlanDocument:
    """The plan with spaces that only typesetters know as plain ones, which is all that TRIM knows."""
    text = re.sub(r"(?![ \xa0])[\u0085\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]", " ", plan.canonical())
    return PlanDocument.from_json(text)


def with_rows_that_are_there(planning_round: Round, plan: PlanDocument) -> PlanDocument:
    """Without rows on which nothing was entered: a workbook has any number of those."""
    fields = [column.value for column in planning_round.columns if column.value in type(plan.schemes[0]).model_fields] \
        if plan.schemes else []  # fmt: skip
    rows = tuple(row for row in plan.schemes if row.amounts or row.impact or any(
        str(getattr(row, field) or "").strip() for field in fields))  # fmt: skip
    return changed(plan, schemes=rows)


Edit = Callable[[PlanDocument], PlanDocument]


def _entry(section: str, key: str, **values: Any) -> Edit:
    """Those values in the entry of that key, role, code or change."""

    def edit(plan: PlanDocument) -> PlanDocument:
        return changed(plan, **{section: tuple(
            type(entry).model_validate({**dict(entry), **values}) if key in dict(entry).values() else entry
            for entry in getattr(plan, section)
        )})  # fmt: skip

    return edit


def _texts(section: str, **values: str) -> Edit:
    return lambda plan: changed(plan, **{section: {**getattr(plan, section), **values}})


def _line(line: Contribution) -> Edit:
    return lambda plan: changed(plan, contributions=(*plan.contributions, line))


TEXTS = [*TYPED[CoverKind.TEXT], *BLANKS]
DAYS = (None, datetime.date(2002, 1, 1), datetime.date(2040, 1, 1))


def _cover(planning_round: Round) -> Iterator[Edit]:
    for field in planning_round.cover.fields:
        for text in [*TYPED[field.kind], *BLANKS]:
            yield _texts("cover", **{field.code: text})
            if field.required_when:
                yield _texts("cover", **{field.required_when[0]: field.required_when[1], field.code: text})
    for role in planning_round.cover.contacts:
        for text in [*TYPED[CoverKind.EMAIL], *BLANKS]:
            yield _entry("contacts", role.code, email=text)
            yield _entry("contacts", role.code, name=text)
            yield _entry("contacts", role.code, name=text, email=text)


def _narrative(planning_round: Round) -> Iterator[Edit]:
    for question in planning_round.narrative.questions:
        for text in [*TEXTS, "word " * ((question.limit or 9) + 1)]:
            yield _texts("narrative", **{question.code: text})


def _income(planning_round: Round) -> Iterator[Edit]:
    values = itertools.product(
        planning_round.sources, planning_round.years, ("", "\xa0", "A council"), (None, Decimal(0), Decimal(5)),
        ("", "\n", "Said"),
    )  # fmt: skip
    for source, year, who, amount, comment in values:
        yield _line(Contribution(source=source, year=year, contributor=who, amount=amount, comment=comment))
    for source in planning_round.sources.values():
        if source.gate:
            yield _texts("gates", **{source.code: "yes"})
    yield lambda plan: changed(plan, gates={})
    yield lambda plan: changed(plan, contributions=())
    yield lambda plan: changed(plan, breakdown=())


def _expenditure(planning_round: Round) -> Iterator[Edit]:
    first = planning_round.years[0]
    for amounts in ({}, {first: Decimal(1)}, dict.fromkeys(planning_round.years, Decimal(-1))):
        yield _entry("schemes", "row-0", amounts=amounts)
    for text in ("", "\xa0"):
        yield _entry("schemes", "row-0", name=text)
    yield _entry("schemes", "row-0", area="")
    yield lambda plan: changed(plan, schemes=())
    yield lambda plan: changed(plan, schemes=(), contributions=(), allocations=())


def _maturity(planning_round: Round) -> Iterator[Edit]:
    if model := planning_round.maturity:
        codes = ["", "no level", *(level.code for level in model.levels)]
        for change, code, reason in itertools.product(model.changes[:2], codes, ("", "\xa0", "Winter")):
            yield _entry("maturity", change.code, current=code, reason=reason)
            yield _entry("maturity", change.code, planned=code, reason=reason)


def _metrics(planning_round: Round) -> Iterator[Edit]:
    for code, metric in planning_round.metric.items():
        for text in TEXTS:
            yield _entry("metrics", code, comment=text)
        values = (None, Decimal(-1), Decimal(0), Decimal("43358.338"))
        ends = {*metric.periods[:1], *metric.periods[-1:]}
        for period, entry, value in itertools.product(ends, metric.inputs, values):
            yield partial(_figure, code=code, period=period.code, entry=entry.code, value=value)
            yield partial(_loaded, code=f"{code}.{entry.code}", period=period.code)


def _figure(plan: PlanDocument, code: str, period: str, entry: str, value: Decimal | None) -> PlanDocument:
    held = next(metric for metric in plan.metrics if metric.code == code)
    figures = {**held.inputs.get(period, {}), entry: value}
    inputs = {**held.inputs, period: {name: figure for name, figure in figures.items() if figure is not None}}
    return _entry("metrics", code, inputs=inputs)(plan)


def _loaded(plan: PlanDocument, code: str, period: str) -> PlanDocument:
    figure = Allocation(kind=AllocationKind.METRIC, code=code, year=period, value=Decimal("60.4"), origin="Made up")
    return changed(plan, allocations=(*plan.allocations, figure))


def _requirements(planning_round: Round) -> Iterator[Edit]:
    for item, met, action, due in itertools.product(
        planning_round.requirements.items, ("", "yes", "no"), ("", "\xa0", "Ask"), DAYS[:2]
    ):
        yield _entry("requirements", item.code, met=met, action=action, due=due)


def _listed(planning_round: Round) -> Iterator[Edit]:
    scale = planning_round.risks.scale if planning_round.risks else 0
    fields = {
        ("risks", "risk-1"): {"risk": TEXTS, "owner": TEXTS, "mitigation": TEXTS, "likelihood": [None, 1, scale + 1]},
        ("milestones", "milestone-1"): {"title": TEXTS, "owner": TEXTS, "start": DAYS, "end": DAYS},
        ("documents", "document-1"): {"title": TEXTS, "where": TEXTS},
    }
    for (section, key), values in fields.items():
        for field, every in values.items():
            for value in every:
                yield _entry(section, key, **{field: value})


EDITS: Mapping[Section, Callable[[Round], Iterator[Edit]]] = {
    Section.COVER: _cover, Section.NARRATIVE: _narrative, Section.INCOME: _income, Section.EXPENDITURE: _expenditure,
    Section.MATURITY: _maturity, Section.METRICS: _metrics, Section.REQUIREMENTS: _requirements,
    Section.RISKS: _listed, Section.MILESTONES: _listed, Section.DOCUMENTS: _listed,
}  # fmt: skip
"""Ways of typing one thing into a finished plan."""


@rounds
@pytest.mark.parametrize("section", SAID)
def test_whatever_is_typed_a_sheet_is_complete_exactly_where_the_rules_miss_nothing(
    planning_round: Round, section: Section
) -> None:
    plan = complete_plan(planning_round.id, two_tier=True)
    wrong = [disagreement(planning_round, edit(plan), section) for edit in EDITS[section](planning_round)]
    assert [one for one in wrong if one] == []


@rounds
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_sheets_of_any_draft_agree_with_the_rules(planning_round: Round, data: st.DataObject) -> None:
    draft = data.draw(st.one_of(strategies.drafts(planning_round), strategies.valid_plans(planning_round)))
    plan = with_rows_that_are_there(planning_round, in_common_spaces(draft))
    wrong = [disagreement(planning_round, plan, section) for section in SAID]
    assert [one for one in wrong if one] == []


def test_every_blocking_rule_is_stated_by_a_checker_or_has_no_place_on_a_sheet() -> None:
    blocking = {rule.id for rule in RULES if rule.severity is Severity.BLOCKING and not rule.beta}
    assert blocking <= set().union(*SAID.values()) | set(NO_PLACE_ON_A_SHEET)


def test_an_expenditure_sheet_without_rows_is_not_complete() -> None:
    nothing = changed(complete_plan("2017-19"), schemes=(), contributions=(), allocations=())
    assert complete_by_checkers(ROUNDS["2017-19"], nothing, Section.EXPENDITURE) is False


def test_a_year_for_which_an_income_line_was_begun_asks_for_its_amount() -> None:
    def complete(*years: tuple[str, int | None]) -> bool | None:
        plan = complete_plan("2017-19")
        for year, amount in years:
            given = None if amount is None else Decimal(amount)
            plan = _line(Contribution(source="la_add", year=year, contributor="A council", amount=given))(plan)
        return complete_by_checkers(ROUNDS["2017-19"], plan, Section.INCOME)

    assert complete(("2017-18", 5))
    assert complete(("2017-18", 5), ("2018-19", None)) is False
    assert complete(("2017-18", 5), ("2018-19", 0))
