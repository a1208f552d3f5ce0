"""Amounts in tables of a text that stand in the row of something that the plan has."""

import re
from collections.abc import Iterator

from bcf.fund.claims.blocks import common
from bcf.fund.claims.values import Cell, Figure, Kind, Reading, Table
from bcf.fund.holding.phrases import TAIL
from bcf.fund.holding.vocabulary import Key, Mention, Vocabulary, What

_OTHER_AMOUNT = re.compile(
    r"change|increase|growth|uplift|difference|variance|actual|outturn|spent|to date|forecast|saving|previous|last"
    r" year|per |unit",
    re.IGNORECASE,
)
_REST = re.compile(rf"(?:{TAIL}(?: \([^)]*\))?(?: total)?)?")
_BEFORE = re.compile(r"(?:(?:total|the|overall) )*", re.IGNORECASE)
_KINDS = {What.POOL, What.SOURCE, What.SCHEME, What.TYPE}

Held = tuple[Figure, tuple[Key, ...], str, int]
"""An amount, what its row is called, the words of that, and the table."""


def amounts_in_tables(reading: Reading, vocabularies: tuple[Vocabulary, ...]) -> Iterator[Held]:
    """Every amount of a table whose row begins with a name and nothing else."""
    figures = {figure.spot.block: figure for figure in reading.figures if figure.kind is Kind.MONEY}
    for table in reading.tables:
        for row in table.rows:
            mention = _named(row[0].text, vocabularies) if row[0].kind is None else None
            if mention is not None and {key.what for key in mention.keys} <= _KINDS:
                for figure in _amounts(table, row, figures):
                    yield figure, mention.keys, row[0].text, table.group


def _amounts(table: Table, row: tuple[Cell, ...], figures: dict[int, Figure]) -> Iterator[Figure]:
    """The amounts of a row that are of a year each, or the only one there is."""
    held = [
        (table.head[number].text, figures[cell.block]) for number, cell in enumerate(row) if cell.block in figures
    ]  # fmt: skip
    for title, figure in held:
        if not _OTHER_AMOUNT.search(title) and (figure.years or len(held) == 1):
            yield figure


def _named(text: str, vocabularies: tuple[Vocabulary, ...]) -> Mention | None:
    """The name that a cell is made of."""
    said = common(text).strip().strip("*_ ")
    for known in vocabularies:
        for mention in known.mentions(said):
            rest = said[mention.end:].lower()
            if _BEFORE.fullmatch(said[:mention.start]) and _REST.fullmatch(rest):
                return mention
    return None
