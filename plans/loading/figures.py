"""Whether an allocated figure fits a round and a board. The same for a CSV row and for a plan's JSON."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bcf.fund.document import AllocationKind, BodyKind
from bcf.fund.round import FundingSource, Round
from bcf.fund.values import LARGEST, decimal_text

LONGEST_ORIGIN = 1000
MOST_DECIMALS = 10
NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Misfit:
    """What is wrong with one field of a figure."""

    field: str
    message: str
    read: str = ""


def misfits(planning_round: Round, figure: Mapping[str, str], bodies: Mapping[str, BodyKind]) -> Iterator[Misfit]:
    """Every field of a figure, given as text, that does not fit. ``bodies`` are those of its board, by code."""
    kinds = [kind.value for kind in AllocationKind]
    if figure["kind"] not in kinds:
        yield Misfit("kind", f"is not a kind of figure; allowed: {', '.join(kinds)}", figure["kind"])
    else:
        kind = AllocationKind(figure["kind"])
        yield from _one_of("code", figure["code"], codes(planning_round, kind))
        yield from _one_of("year", figure["year"], years(planning_round, kind, figure["code"]))
        yield from _body(planning_round, kind, figure, bodies)
        yield from _value(figure["value"], 2 if kind is not AllocationKind.METRIC else MOST_DECIMALS)
    yield from _origin(figure["origin"])


def codes(planning_round: Round, kind: AllocationKind) -> list[str]:
    """What figures of that kind may be for: allocated sources, ring-fences, or allocated inputs as METRIC.input."""
    match kind:
        case AllocationKind.INCOME:
            return [source.code for source in planning_round.sources.values() if source.allocated]
        case AllocationKind.MINIMUM:
            return [fence.code for fence in planning_round.ring_fences]
        case AllocationKind.METRIC:
            return [f"{metric.code}.{entry.code}" for metric in planning_round.metrics.items
                    for entry in metric.inputs if entry.allocated]


def years(planning_round: Round, kind: AllocationKind, code: str) -> list[str]:
    """The financial years, or for a metric's input the metric's periods."""
    if kind is not AllocationKind.METRIC:
        return list(planning_round.years)
    metrics = planning_round.metric
    found = [metrics[name] for name in [code.partition(".")[0]] if name in metrics] or list(metrics.values())
    return list(dict.fromkeys(period.code for metric in found for period in metric.periods))


def _one_of(field: str, read: str, allowed: Collection[str]) -> Iterator[Misfit]:
    if read not in allowed:
        listed = ", ".join(allowed) or "none in this round"
        yield Misfit(field, f"is not known in this round; allowed: {listed}", read)


def _body(
    planning_round: Round, kind: AllocationKind, figure: Mapping[str, str], bodies: Mapping[str, BodyKind]
) -> Iterator[Misfit]:
    body, source = figure["body"], planning_round.sources.get(figure["code"])
    if kind is not AllocationKind.INCOME:
        if body:
            yield Misfit("body", f"must be empty for a figure of the kind {kind}", body)
    elif source is not None and bodies:
        allowed = payers(source, bodies)
        if body not in allowed:
            message = f"must be the {source.payer} body of this board that pays {source.label}; "
            yield Misfit("body", f"{message}allowed: {', '.join(allowed) or 'none is known'}", body)


def payers(source: FundingSource, bodies: Mapping[str, BodyKind]) -> list[str]:
    """Codes of the board's bodies on the side that pays that source."""
    return [code for code, kind in bodies.items() if kind.value == source.payer.value]


def _value(read: str, decimals: int) -> Iterator[Misfit]:
    if not NUMBER.fullmatch(read):
        message = "must be a number of nought or more, written with digits and at most one point, such as 1234.50"
        yield Misfit("value", message, read)
    elif len(read.partition(".")[2].rstrip("0")) > decimals:
        yield Misfit("value", f"may have at most {decimals} decimal places", read)
    elif Decimal(read) > LARGEST:
        yield Misfit("value", f"may be at most {LARGEST:,}", read)


def _origin(read: str) -> Iterator[Misfit]:
    if not read:
        yield Misfit("origin", "is empty; say where the figure was published")
    elif len(read) > LONGEST_ORIGIN:
        yield Misfit("origin", f"may have at most {LONGEST_ORIGIN:,} characters", f"{len(read):,} characters")
    elif any(ord(character) < 32 or ord(character) == 127 for character in read):
        yield Misfit("origin", "holds a line break or another control character", ascii(read)[:80])


def canonical(value: str) -> str:
    """A number's text without needless noughts, as it is stored."""
    return decimal_text(Decimal(value))


def keys_given_twice(keys: Iterable[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Positions of each key that came before, with the position at which it did."""
    first: dict[tuple[str, ...], int] = {}
    for position, key in enumerate(keys):
        if key in first:
            yield position, first[key]
        first.setdefault(key, position)
