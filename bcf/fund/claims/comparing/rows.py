"""Totals of tables against their rows and columns."""

import re
from collections.abc import Iterator, Sequence

from bcf.fund.claims.comparing.contradiction import Contradiction, Fault, written
from bcf.fund.claims.comparing.sums import added_up, without_inner
from bcf.fund.claims.values import Block, Cell, Interval, Kind, Reading, Spot, Table

_TOTAL = re.compile(
    r"\W*(?:(?:grand|overall|combined|sub)[ -]?)?totals?\b(?!\s+(?:number|cost|delayed|admissions|population|of))"
    r"|.{0,60}\b(?:sub[ -]?total|grand total|total)\W*$|\W*sum\W*$",
    re.IGNORECASE,
)
_SUB = re.compile(r"sub[ -]?total", re.IGNORECASE)
_NO_PART = re.compile(
    r"\b(?:of which|includ\w+|average|mean|median|rate|variance|difference|change|net|balance|surplus|deficit"
    r"|target|actual"
    r"|budget|plan|planned|cumulative|ytd|year to date|less|minus|deduct\w*|unallocated|remaining|forecast"
    r"|baseline|ratio"
    r"|minimum|required|national|england|comparator|over|under)\b|%",
    re.IGNORECASE,
)
_NO_SUM = re.compile(
    r"\b(?:average|mean|median|rates?|per|ratio|index|score|rank|target|days?|length|age|year|cumulative"
    r"|reference|ref|id|no"
    r"|number|page|date|weight\w*|wte|likelihood|impact)\b",
    re.IGNORECASE,
)
_COLUMNS_DIFFER = re.compile(
    r"\b(?:change|variance|difference|increase|decrease|target|actual|budget|plan|planned|forecast|outturn"
    r"|average|rate|of which"
    r"|includ\w*|cumulative|balance|baseline|population)\b|%|\+/-",
    re.IGNORECASE,
)


def wrong_tables(reading: Reading) -> Iterator[Contradiction]:
    """Every total in a table that its own rows, or its own columns, do not give."""
    for table in reading.tables:
        yield from _down(reading, table)
        yield from _across(reading, table)


def _label(row: Sequence[Cell]) -> str:
    return next((cell.text for cell in row if cell.text), "")


def _down(reading: Reading, table: Table) -> Iterator[Contradiction]:
    labels = [_label(row) for row in table.rows]
    totals = [place for place, label in enumerate(labels) if _TOTAL.match(label) and table.rows[place][0].kind is None]
    if not totals:
        return
    wrong = [
        (place, column, readings)
        for place in totals
        for column in range(1, len(table.head))
        if (readings := _sums(table, labels, totals, place, column)) is not None
        and not any(table.rows[place][column].interval.meets(sum_) for sum_ in readings)
    ]
    for place, column, readings in wrong:
        if len(wrong) <= 2:
            yield _found(reading, table, place, column, readings[0], "rows")


def _sums(table: Table, labels: list[str], totals: list[int], place: int, column: int) -> list[Interval] | None:
    """All that a total may be the sum of; None where it cannot be told, or need not be a sum at all."""
    total = table.rows[place][column]
    if total.kind is None or _NO_SUM.search(table.head[column].text):
        return None
    if total.kind is Kind.PERCENT and abs(total.value - 100) > 1:
        return None
    above = [row for row in range(place) if row not in totals]
    earlier = [row for row in totals if row < place]
    last = earlier[-1] if earlier else -1
    since = [row for row in above if row > last]
    parts = since if _SUB.search(labels[place]) or not earlier else above
    if len(parts) < 2 and not earlier:
        return None
    cells = [table.rows[row][column] for row in above]
    if any(cell.kind is None and not cell.is_blank for cell in cells):
        return None
    if any(_NO_PART.search(labels[row]) for row in above):
        return None
    if len({cell.kind for cell in cells if cell.kind and cell.value} | {total.kind}) > 1:
        return None
    ways = [parts, above, since, earlier, earlier + since, [last, *since] if earlier else above]
    found = [added_up(table.rows[row][column].interval for row in way) for way in ways if way]
    inner = [sum_ for way in (parts, above) for sum_ in without_inner([table.rows[at][column].interval for at in way])]
    return [*found, *inner] if any(cell.kind for cell in cells) else None


def _across(reading: Reading, table: Table) -> Iterator[Contradiction]:
    """Rows whose last column is their total, where most rows show that it is one."""
    heads = [cell.text for cell in table.head]
    if len(heads) < 4 or not _TOTAL.match(heads[-1]) or any(_COLUMNS_DIFFER.search(head) for head in heads[1:]):
        return
    right: list[int] = []
    wrong: list[tuple[int, Interval]] = []
    for place, row in enumerate(table.rows):
        total, parts = row[-1], [cell for cell in row[1:-1] if cell.kind is not None]
        if total.kind is None or total.kind is Kind.PERCENT or len(parts) < 2:
            continue
        if any(cell.kind is not total.kind for cell in parts if cell.value):
            continue
        sum_ = added_up(cell.interval for cell in parts)
        if total.interval.meets(sum_):
            right.append(place)
        else:
            wrong.append((place, sum_))
    if len(right) >= 2 and len(right) >= 3 * len(wrong):
        for place, sum_ in wrong:
            yield _found(reading, table, place, len(heads) - 1, sum_, "columns")


def _found(reading: Reading, table: Table, place: int, column: int, sum_: Interval, what: str) -> Contradiction:
    cell = table.rows[place][column]
    kind = cell.kind or Kind.COUNT
    block: Block = reading.blocks[cell.block]
    middle = (sum_.low + sum_.high) / 2
    worked, label = written(middle, kind), _label(table.rows[place])
    under = f" under “{table.head[column].text}”" if table.head[column].text else ""
    return Contradiction(
        fault=Fault.ROWS, quote="; ".join(one.text for one in table.rows[place] if one.text),
        spot=Spot(reading.question, block.index, 0, len(block.text)),
        said=f"The {what} of the table make {worked}, and “{label}” has {cell.text}{under}.",
        read=written(cell.value, kind), expected=worked,
        difference=cell.value - middle if kind is Kind.MONEY else None,
    )  # fmt: skip
