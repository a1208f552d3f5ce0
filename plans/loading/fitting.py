"""Whether a plan document fits its round: every code known, nothing twice, nothing that the round does not ask."""

from collections.abc import Collection, Iterable, Iterator
from functools import partial

from bcf.fund.base import Value
from bcf.fund.document import (
    BreakdownLine,
    Contact,
    Contribution,
    MaturityLevel,
    MetricPlan,
    Milestone,
    PooledFund,
    ReferenceDocument,
    RequirementAnswer,
    Risk,
    Scheme,
)
from bcf.fund.papers import DocumentColumn, MilestoneColumn
from bcf.fund.problems import Problem, pointer
from bcf.fund.round import Breakdown, Column, Round
from plans.loading.figures import keys_given_twice
from plans.loading.written import Written

Where = tuple[str | int, ...]

CODED = {column: column.value for column in (
    Column.SCHEME_TYPE, Column.SUB_TYPE, Column.OUTPUT_UNIT, Column.AREA, Column.COMMISSIONER, Column.PROVIDER,
    Column.SOURCE, Column.NEW_OR_EXISTING,
)}  # fmt: skip
FREE = {column: column.value for column in (
    Column.SCHEME_ID, Column.NAME, Column.DESCRIPTION, Column.TYPE_OTHER, Column.OUTPUT_ESTIMATE, Column.AREA_OTHER,
    Column.JOINT_NHS, Column.JOINT_LA, Column.DURATION,
)}  # fmt: skip


def fit_round(planning_round: Round, written: Written) -> Iterator[Problem]:
    """Every entry of the file that does not fit the round, each by its JSON pointer."""
    yield from _cover(planning_round, written)
    yield from _narrative(planning_round, written)
    yield from _income(planning_round, written)
    yield from _schemes(planning_round, written)
    yield from _maturity(planning_round, written)
    yield from _metrics(planning_round, written)
    yield from _requirements(planning_round, written)
    yield from _risks(planning_round, written)
    yield from _milestones(planning_round, written)
    yield from _documents(planning_round, written)


def unknown(where: Where, read: str, allowed: Collection[str]) -> Iterator[Problem]:
    """A problem if ``read`` is not one of ``allowed``."""
    if read not in allowed:
        listed = ", ".join(allowed) or "none in this round"
        yield Problem(pointer(where), f"is not known here; allowed: {listed}", read[:80])


def twice(wheres: Iterable[Where], keys: Iterable[tuple[str, ...]]) -> Iterator[Problem]:
    """A problem for every entry whose key an entry before it has."""
    places = list(wheres)
    for later, earlier in keys_given_twice(keys):
        yield Problem(pointer(places[later]), f"stands for the same as {pointer(places[earlier])}; each may stand once")


def _mapping(written: Written, name: str, allowed: Collection[str]) -> Iterator[Problem]:
    for code in written.texts(name):
        yield from unknown((name, code), code, allowed)


def _cover(planning_round: Round, written: Written) -> Iterator[Problem]:
    yield from _mapping(written, "cover", [field.code for field in planning_round.cover.fields])
    contacts = list(written.entries(("contacts",), Contact))
    for where, contact in contacts:
        yield from unknown((*where, "role"), contact.role, [role.code for role in planning_round.cover.contacts])
    yield from twice((where for where, _ in contacts), ((contact.role,) for _, contact in contacts))


def _narrative(planning_round: Round, written: Written) -> Iterator[Problem]:
    yield from _mapping(written, "narrative", [question.code for question in planning_round.narrative.questions])


def _income(planning_round: Round, written: Written) -> Iterator[Problem]:
    sources = planning_round.sources
    for where, line in written.entries(("contributions",), Contribution):
        yield from unknown((*where, "source"), line.source, sources)
        yield from unknown((*where, "year"), line.year, planning_round.years)
    split = [source.code for source in sources.values() if source.breakdown is Breakdown.DISTRICT]
    parts = list(written.entries(("breakdown",), BreakdownLine))
    for where, part in parts:
        yield from unknown((*where, "source"), part.source, split)
        yield from unknown((*where, "year"), part.year, planning_round.years)
        if part.amount is None:
            yield Problem(pointer((*where, "amount")), "is missing and must be given")
    yield from twice((where for where, _ in parts), ((part.source, part.year, part.body) for _, part in parts))
    yield from _mapping(written, "gates", [source.code for source in sources.values() if source.gate])


def _schemes(planning_round: Round, written: Written) -> Iterator[Problem]:
    rows = list(written.entries(("schemes",), Scheme))
    for where, scheme in rows:
        yield from _scheme(planning_round, where, scheme)
    yield from twice(((*where, "key") for where, _ in rows), ((scheme.key,) for _, scheme in rows))
    funds = list(written.entries(("pooled_funds",), PooledFund))
    yield from twice(((*where, "key") for where, _ in funds), ((fund.key,) for _, fund in funds))


def _scheme(planning_round: Round, where: Where, scheme: Scheme) -> Iterator[Problem]:
    spending = planning_round.expenditure
    for column, name in CODED.items():
        if code := getattr(scheme, name):
            allowed = planning_round.labels(column) if spending.has(column) else ()
            yield from unknown((*where, name), code, allowed)
    for column, name in FREE.items():
        if getattr(scheme, name) not in ("", None) and not spending.has(column):
            yield Problem(pointer((*where, name)), "is a column that the expenditure of this round does not have")
    impact = spending.impact if spending.has(Column.IMPACT) else None
    for metric, level in scheme.impact.items():
        yield from unknown((*where, "impact", metric), metric, impact.metrics if impact else ())
        yield from unknown((*where, "impact", metric), level, [item.code for item in impact.levels] if impact else ())
    for year in scheme.amounts:
        yield from unknown((*where, "amounts", year), year, planning_round.years)
    for body, by_year in scheme.payers.items():
        for year in by_year:
            yield from unknown((*where, "payers", body, year), year, planning_round.years)


def _maturity(planning_round: Round, written: Written) -> Iterator[Problem]:
    model = planning_round.maturity
    levels = [item.code for item in model.levels] if model else []
    rows = list(written.entries(("maturity",), MaturityLevel))
    for where, row in rows:
        yield from unknown((*where, "change"), row.change, [change.code for change in model.changes] if model else ())
        for name, level in (("current", row.current), ("planned", row.planned)):
            if level:
                yield from unknown((*where, name), level, levels)
    yield from twice((where for where, _ in rows), ((row.change,) for _, row in rows))
    if written.content.get("maturity_priorities") and not (model and model.priorities_label):
        yield Problem("/maturity_priorities", "is not asked for in this round")


def _metrics(planning_round: Round, written: Written) -> Iterator[Problem]:
    rows = list(written.entries(("metrics",), MetricPlan))
    for where, row in rows:
        metric = planning_round.metric.get(row.code)
        if metric is None:
            yield from unknown((*where, "code"), row.code, planning_round.metric)
            continue
        for period, inputs in row.inputs.items():
            known = partial(unknown, allowed=[entry.code for entry in metric.inputs])
            yield from unknown((*where, "inputs", period), period, [entry.code for entry in metric.periods])
            for code in inputs:
                yield from known((*where, "inputs", period, code), code)
    yield from twice((where for where, _ in rows), ((row.code,) for _, row in rows))


def _requirements(planning_round: Round, written: Written) -> Iterator[Problem]:
    rows = list(written.entries(("requirements",), RequirementAnswer))
    for where, row in rows:
        yield from unknown((*where, "code"), row.code, [item.code for item in planning_round.requirements.items])
    yield from twice((where for where, _ in rows), ((row.code,) for _, row in rows))


def _risks(planning_round: Round, written: Written) -> Iterator[Problem]:
    rows = list(written.entries(("risks",), Risk))
    if rows and planning_round.risks is None:
        yield Problem("/risks", "is a section that this round does not have")
        return
    for where, row in rows:
        for name, score in (("likelihood", row.likelihood), ("impact", row.impact)):
            if score is not None and planning_round.risks and score > planning_round.risks.scale:
                message = f"must be from 1 to {planning_round.risks.scale}"
                yield Problem(pointer((*where, name)), message, str(score)[:80])
    yield from twice(((*where, "key") for where, _ in rows), ((row.key,) for _, row in rows))


def _milestones(planning_round: Round, written: Written) -> Iterator[Problem]:
    rows = list(written.entries(("milestones",), Milestone))
    if rows and planning_round.milestones is None:
        yield Problem("/milestones", "is a section that this round does not have")
        return
    asked: Collection[str] = planning_round.milestones.columns if planning_round.milestones else ()
    for where, row in rows:
        yield from _unasked(where, row, MilestoneColumn, asked)
    yield from twice(((*where, "key") for where, _ in rows), ((row.key,) for _, row in rows))


def _documents(planning_round: Round, written: Written) -> Iterator[Problem]:
    rows = list(written.entries(("documents",), ReferenceDocument))
    if rows and planning_round.documents is None:
        yield Problem("/documents", "is a section that this round does not have")
        return
    asked: Collection[str] = planning_round.documents.columns if planning_round.documents else ()
    for where, row in rows:
        yield from _unasked(where, row, DocumentColumn, asked)
    yield from twice(((*where, "key") for where, _ in rows), ((row.key,) for _, row in rows))


def _unasked(where: Where, row: Value, columns: Iterable[str], asked: Collection[str]) -> Iterator[Problem]:
    """A problem for every column that is filled in and that the round does not have."""
    for column in columns:
        if column not in asked and getattr(row, column) not in ("", None):
            yield Problem(pointer((*where, column)), "is a column that this round does not have")
