"""Whether a plan document agrees with what stands here: the board, its bodies and the figures loaded for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bcf.fund.document import (
    Allocation,
    AllocationKind,
    Body,
    BreakdownLine,
    Contribution,
    MetricPlan,
    PooledFund,
    Scheme,
)
from bcf.fund.document import Board as BoardValue
from bcf.fund.problems import Problem, pointer
from bcf.fund.round import Round
from bcf.fund.values import decimal_text
from plans.loading.figures import misfits
from plans.loading.fitting import Where, twice, unknown
from plans.loading.written import Written

Key = tuple[str, str, str, str]
"""Kind, code, year and body of an allocated figure."""


@dataclass(frozen=True)
class Standing:
    """What a plan is held against: its board as stored, and the allocated figures that hold for it."""

    board: BoardValue
    figures: Mapping[Key, Allocation]

    @property
    def bodies(self) -> dict[str, Body]:
        return {body.code: body for body in self.board.bodies}

    @property
    def income(self) -> dict[Key, Allocation]:
        return {key: figure for key, figure in self.figures.items() if figure.kind is AllocationKind.INCOME}


def key_of(figure: Allocation) -> Key:
    return figure.kind.value, figure.code, figure.year, figure.body


def fit_standing(planning_round: Round, written: Written, standing: Standing) -> Iterator[Problem]:
    """Every place where the file says something else than what stands here, by its JSON pointer."""
    yield from _board(written, standing.board)
    yield from _allocations(planning_round, written, standing)
    yield from _contributions(planning_round, written, standing)
    for where, part in written.entries(("breakdown",), BreakdownLine):
        yield from unknown((*where, "body"), part.body, standing.bodies)
    yield from _payers(written, standing)
    yield from _metrics(written, standing)


def _board(written: Written, board: BoardValue) -> Iterator[Problem]:
    given = BoardValue.model_validate(written.content["board"])
    for name in ("name", "kind", "region", "two_tier"):
        yield from _differs(("board", name), getattr(given, name), getattr(board, name))
    stored, seen = {body.code: body for body in board.bodies}, set()
    entries = list(written.entries(("board", "bodies"), Body))
    for where, body in entries:
        seen.add(body.code)
        if body.code not in stored:
            yield from unknown((*where, "code"), body.code, stored)
            continue
        for name in ("name", "kind", "share"):
            yield from _differs((*where, name), getattr(body, name), getattr(stored[body.code], name))
    yield from twice((where for where, _ in entries), ((body.code,) for _, body in entries))
    if lacking := [f"{body.code} ({body.name})" for code, body in stored.items() if code not in seen]:
        yield Problem("/board/bodies", f"lacks bodies that serve this board: {', '.join(lacking)}")


def _differs(where: Where, read: object, stored: object) -> Iterator[Problem]:
    if read != stored:
        yield Problem(pointer(where), f"differs from what stands here: {_shown(stored)}", _shown(read)[:80])


def _shown(value: object) -> str:
    if isinstance(value, Decimal):
        return decimal_text(value)
    return "nothing" if value in ("", None) else str(value)


def _allocations(planning_round: Round, written: Written, standing: Standing) -> Iterator[Problem]:
    entries = list(written.entries(("allocations",), Allocation))
    kinds = {code: body.kind for code, body in standing.bodies.items()}
    for where, given in entries:
        cells = {"kind": given.kind.value, "code": given.code, "year": given.year, "body": given.body,
                 "value": decimal_text(given.value), "origin": given.origin}
        wrong = list(misfits(planning_round, cells, kinds))
        for misfit in wrong:
            yield Problem(pointer((*where, misfit.field)), misfit.message, misfit.read[:80])
        stored = standing.figures.get(key_of(given))
        if not wrong and stored is None:
            yield Problem(pointer(where), "is not loaded here; load it first, or have the file's own figures loaded")
        elif not wrong and stored is not None:
            yield from _differs((*where, "value"), given.value, stored.value)
            yield from _differs((*where, "origin"), given.origin, stored.origin)
    yield from twice((where for where, _ in entries), (key_of(figure) for _, figure in entries))
    given_keys = {key_of(figure) for _, figure in entries}
    for key in standing.figures:
        if key not in given_keys:
            yield Problem("/allocations", f"lacks a figure that is loaded here: {' '.join(filter(None, key))}")


def _contributions(planning_round: Round, written: Written, standing: Standing) -> Iterator[Problem]:
    income, bodies, seen = standing.income, standing.bodies, []
    taken = {(code, year) for _, code, year, _ in income}
    for where, line in written.entries(("contributions",), Contribution):
        if line.allocated:
            key = (AllocationKind.INCOME.value, line.source, line.year, line.body)
            seen.append((where, key))
            if key not in income:
                yield Problem(pointer(where), "is marked as allocated, but no such figure is loaded here")
                continue
            name = bodies[line.body].name if line.body in bodies else ""
            yield from _differs((*where, "amount"), line.amount, income[key].value)
            yield from _differs((*where, "contributor"), line.contributor, name)
            yield from _differs((*where, "comment"), line.comment, "")
            continue
        if line.body:
            yield from unknown((*where, "body"), line.body, bodies)
        if (line.source, line.year) in taken:
            message = "would not count: a figure is allocated for this source and year, and stands instead"
            yield Problem(pointer(where), message)
    yield from twice((where for where, _ in seen), (key for _, key in seen))
    for key in income.keys() - {key for _, key in seen}:
        yield Problem("/contributions", f"lacks the allocated line {' '.join(key[1:])}")


def _payers(written: Written, standing: Standing) -> Iterator[Problem]:
    for where, scheme in written.entries(("schemes",), Scheme):
        for body in scheme.payers:
            yield from unknown((*where, "payers", body), body, standing.bodies)
    for where, fund in written.entries(("pooled_funds",), PooledFund):
        if fund.host:
            yield from unknown((*where, "host"), fund.host, standing.bodies)


def _metrics(written: Written, standing: Standing) -> Iterator[Problem]:
    loaded: dict[tuple[str, str, str], Decimal] = {}
    for (kind, code, period, _), figure in standing.figures.items():
        if kind == AllocationKind.METRIC.value:
            metric, _, name = code.partition(".")
            loaded[metric, period, name] = figure.value
    seen = set()
    for where, row in written.entries(("metrics",), MetricPlan):
        for period, inputs in row.inputs.items():
            for name, number in inputs.items():
                key = (row.code, period, name)
                seen.add(key)
                if key in loaded:
                    yield from _differs((*where, "inputs", period, name), number, loaded[key])
    for key in loaded:
        if key not in seen:
            yield Problem("/metrics", f"lacks a figure that is loaded here: {' '.join(key)}")
