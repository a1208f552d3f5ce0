"""Tables: their cells as numbers, in the unit that the cell, the head or the heading says."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from bcf.fund.claims.blocks import common
from bcf.fund.claims.numbers import NUMBER, UNIT, UNITS, allowed, hedge_of, parsed
from bcf.fund.claims.values import Block, BlockKind, Cell, Hedge, Kind, Table

_NUMBER = re.compile(
    rf"(?P<hedge>(?:circa|approx\.?|c\.?"
    rf"|~)\s?)?(?P<open>\()?\s?(?P<sign>[+-])?\s?(?P<pound>£)?\s?(?P<sign2>[+-])?(?P<digits>{NUMBER})"
    rf"\s?(?P<unit>(?:{UNIT})(?![a-z]))?\s?(?P<percent>%|per\s?cent)?\s?(?P<close>\))?",
    re.IGNORECASE,
)
_BLANK = re.compile(r"|-+|n/?a|nil|none|tbc|tbd|n/k|x", re.IGNORECASE)
_NOUGHT = re.compile(r"|-+|nil", re.IGNORECASE)
_THOUSANDS = re.compile(r"£?\s?'?000s?|£\s?k\b|\bthousands?\b", re.IGNORECASE)
_MILLIONS = re.compile(r"£\s?m(?:illions?)?\b|\(m\)|\bmillions?\b", re.IGNORECASE)


def tables_of(blocks: Iterable[Block]) -> Iterator[Table]:
    """The tables of a text that have a head and at least one row, all rows being as long as the head."""
    held: dict[int, dict[int, list[Block]]] = {}
    for block in blocks:
        if block.kind is BlockKind.CELL:
            held.setdefault(block.group, {}).setdefault(block.row, []).append(block)
    for group, rows in held.items():
        lines = list(rows.values())
        if len(lines) > 1 and len({len(line) for line in lines}) == 1:
            yield _table(group, lines)


def _table(group: int, lines: list[list[Block]]) -> Table:
    head, heading = lines[0], lines[0][0].heading
    everywhere = _scale(f"{heading} {head[0].text}")
    scales = [(_scale(block.text) if column else "") or everywhere for column, block in enumerate(head)]
    kinds = [_kind(block.text) for block in head]
    return Table(
        group, heading, tuple(Cell(block.text.strip(), block=block.index) for block in head),
        tuple(
            tuple(
                replace(cell_of(block.text.strip(), scale, kind), block=block.index)
                for block, scale, kind in zip(line, scales, kinds, strict=True)
            )
            for line in lines[1:]
        ),
    )  # fmt: skip


def _scale(title: str) -> str:
    said = common(title)
    return "m" if _MILLIONS.search(said) else "k" if _THOUSANDS.search(said) else ""


def _kind(title: str) -> Kind | None:
    """What a column measures by its title."""
    if "%" in title or "percent" in title.lower() or "per cent" in title.lower():
        return Kind.PERCENT
    return Kind.MONEY if "£" in title else None


def cell_of(text: str, scale: str = "", kind: Kind | None = None) -> Cell:
    """A cell as a number, where it holds nothing else. ``scale`` and ``kind`` are its column's."""
    said = common(text).strip().strip("*_").strip()
    if _BLANK.fullmatch(said):
        return Cell(text, is_blank=_NOUGHT.fullmatch(said) is not None)
    match = _NUMBER.fullmatch(said)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return Cell(text)
    if match["percent"]:
        value = Decimal(match["digits"].replace(",", ""))
        step = Decimal(1).scaleb(-len(match["digits"].partition(".")[2]))
        kind = Kind.PERCENT
    else:
        unit = match["unit"] or ("" if kind is Kind.PERCENT or (not scale) else scale)
        if match["pound"] or match["unit"] or (scale and kind is None):
            kind = Kind.MONEY if match["pound"] or scale or (match["unit"] or "").lower() in UNITS else kind
        value, step = _exact(match["digits"], unit)
        kind = kind or Kind.COUNT
    negative = "-" in (match["sign"] or "", match["sign2"] or "") or (bool(match["open"]) and kind is not Kind.COUNT)
    value = -value if negative else value
    hedge = hedge_of(match["hedge"] or "", "") if match["hedge"] else Hedge.NONE
    return Cell(text, kind, value, allowed(value, step, hedge))


def _exact(digits: str, unit: str) -> tuple[Decimal, Decimal]:
    """A number of a table, which unlike one in a sentence is not rounded beyond its last digit."""
    value, step = parsed(digits, unit)
    return value, min(step, Decimal(UNITS.get(unit.lower(), 1)))
