"""Reads a text once and keeps what it says: the one way into this package for whoever checks a plan."""

from collections.abc import Mapping
from functools import lru_cache

from bcf.fund.claims.blocks import blocks_of, common, sentences_of
from bcf.fund.claims.changes import changes_of
from bcf.fund.claims.dates import SpelledDay, SpelledPeriod
from bcf.fund.claims.figures import figures_of
from bcf.fund.claims.tables import tables_of
from bcf.fund.claims.tokens import Token, tokens_of
from bcf.fund.claims.values import (
    Block,
    BlockKind,
    Change,
    Day,
    Figure,
    Hedge,
    Kind,
    Period,
    Reading,
    Sentence,
    Spot,
    Table,
)
from bcf.fund.claims.words import content_words


def read_claims(text: str, question: str = "", figures: Mapping[str, str] | None = None) -> Reading:
    """What a Markdown text says. ``figures`` gives the words for the plan's figures that it names in braces.

    A text that was read lately is not read again: a whole plan is checked after every edit of one answer.
    """
    return _read(text, question, tuple(sorted((figures or {}).items())))


@lru_cache(maxsize=512)
def _read(text: str, question: str, names: tuple[tuple[str, str], ...]) -> Reading:
    blocks = blocks_of(text, dict(names))
    sentences = tuple(sentences_of(blocks))
    figures: list[Figure] = []
    days: list[Day] = []
    periods: list[Period] = []
    changes: list[Change] = []
    contexts = _Contexts(blocks)
    tables = tuple(tables_of(blocks))
    cells = _numbers(tables)
    for sentence in sentences:
        if sentence.block in cells:
            figures.append(_figure_of_cell(sentence, *cells[sentence.block], question, contexts))
            continue
        tokens = list(tokens_of(sentence.plain))
        if not tokens:
            continue
        found = figures_of(sentence, tokens, question, contexts.years(sentence.block))
        figures.extend(found)
        days.extend(_days(sentence, tokens, question))
        periods.extend(_periods(sentence, tokens, question))
        changes.extend(changes_of(sentence, found))
    return Reading(
        question, blocks, sentences, tuple(figures), tuple(days), tuple(periods), tuple(changes), tables,
    )  # fmt: skip


def _numbers(tables: tuple[Table, ...]) -> dict[int, tuple[Table, int, int]]:
    """Where the cells stand that hold a number and nothing else, by their blocks."""
    return {
        cell.block: (table, row, column)
        for table in tables
        for row, cells in enumerate(table.rows)
        for column, cell in enumerate(cells) if cell.kind is not None
    }  # fmt: skip


def _figure_of_cell(
    sentence: Sentence, table: Table, row: int, column: int, question: str, contexts: "_Contexts"
) -> Figure:
    """A number of a table. Its quote is the row, its subject the words before it and over it."""
    cells = table.rows[row]
    cell = cells[column]
    said = " ".join(one.text for one in cells[:column] if one.kind is None)
    return Figure(
        kind=cell.kind or Kind.COUNT, value=cell.value, interval=cell.interval, hedge=Hedge.NONE, said=cell.text,
        quote="; ".join(one.text for one in cells if one.text),
        spot=Spot(question, sentence.block, sentence.start, sentence.start + len(sentence.text)),
        sentence=sentence.index, subject=frozenset(content_words(common(f"{said} {table.head[column].text}"))),
        years=contexts.years(sentence.block) or contexts.of(said),
    )  # fmt: skip


class _Contexts:
    """The years that a heading, or the head of a column, says for what stands under it."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self._blocks = blocks
        self._heads = {(b.group, b.column): b.text for b in blocks if b.kind is BlockKind.CELL and b.row == 0}
        self._known: dict[str, tuple[str, ...]] = {}

    def years(self, block: int) -> tuple[str, ...]:
        held = self._blocks[block]
        head = self._heads.get((held.group, held.column), "") if held.kind is BlockKind.CELL and held.row else ""
        return self.of(head) or self.of(held.heading)

    def of(self, title: str) -> tuple[str, ...]:
        """The years that a title names, where it names but one year or run of years."""
        if title not in self._known:
            said = {
                token.holds.years for token in tokens_of(title)
                if isinstance(token.holds, SpelledPeriod) and token.holds.years
            }  # fmt: skip
            self._known[title] = said.pop() if len(said) == 1 else ()
        return self._known[title]


def _spot(sentence: Sentence, token: Token, question: str) -> Spot:
    return Spot(question, sentence.block, sentence.start + token.start, sentence.start + token.end)


def _days(sentence: Sentence, tokens: list[Token], question: str) -> list[Day]:
    return [
        Day(
            held.day, held.month, held.year, held.weekday, held.date, sentence.text[token.start:token.end],
            sentence.text, _spot(sentence, token, question), sentence.index,
        )
        for token in tokens if isinstance(held := token.holds, SpelledDay)
    ]  # fmt: skip


def _periods(sentence: Sentence, tokens: list[Token], question: str) -> list[Period]:
    return [
        Period(
            held.kind, held.first, held.last, held.years, sentence.text[token.start:token.end], sentence.text,
            _spot(sentence, token, question), sentence.index,
        )
        for token in tokens if isinstance(held := token.holds, SpelledPeriod)
    ]  # fmt: skip
