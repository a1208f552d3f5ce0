"""What a text says in figures, as values: blocks, sentences, figures with what their spelling allows, days, periods.

Nothing here reads a text or holds one claim against another.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

INFINITE = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Interval:
    """Every number that a spelling may stand for, ends included."""

    low: Decimal
    high: Decimal

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def meets(self, other: "Interval") -> bool:
        """Whether one number could be meant by both."""
        return self.low <= other.high and other.low <= self.high

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def widened(self, by: Decimal) -> "Interval":
        return Interval(self.low - by, self.high + by)

    @property
    def is_closed(self) -> bool:
        """Whether the spelling bounds the number on both sides; "over £2m" does not."""
        return self.low.is_finite() and self.high.is_finite()


class BlockKind(StrEnum):
    """What a piece of a text is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, an item of a list or a cell of a table. ``group`` numbers its list or table.

    ``depth`` is the level of a heading, or how deep an item's list stands in others (1 for the outermost). ``mark`` is
    an item's number or letter, "" for a bullet. ``row`` and ``column`` are those of a cell, from nought, the head
    being row nought. ``heading`` is the nearest heading before.
    """

    index: int
    kind: BlockKind
    text: str
    heading: str = ""
    group: int = -1
    depth: int = 0
    mark: str = ""
    row: int = -1
    column: int = -1


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a claim stands: the question, the block, and the characters of the block's text."""

    question: str
    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a piece of a text that stands for one: a heading, a short item, a cell.

    ``plain`` is ``text`` with every dash, quote and space in its common form, character for character. ``words`` are
    its content words as `bcf.fund.claims.words` brings them to one form.
    """

    index: int
    block: int
    start: int
    text: str
    plain: str
    words: tuple[str, ...]


class Kind(StrEnum):
    """What a figure measures."""

    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"
    COUNT = "count"


class Hedge(StrEnum):
    """How a word before or after a figure loosens it."""

    NONE = ""
    ABOUT = "about"
    NEARLY = "nearly"
    JUST_OVER = "just over"
    OVER = "over"
    AT_MOST = "at most"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it stands in a text. ``value`` is in pounds, per cent, percentage points or things.

    ``interval`` is what the spelling allows by its precision and its hedge. ``per`` is what a rate is per ("hour",
    "100,000"; "year" for "a year"), ``noun`` the content words of what is counted, ``years`` the financial years it is
    certainly said of ("2016-17"), ``subject`` the content words near it.
    """

    kind: Kind
    value: Decimal
    interval: Interval
    hedge: Hedge
    said: str
    quote: str
    spot: Spot
    sentence: int
    per: str = ""
    noun: tuple[str, ...] = ()
    subject: frozenset[str] = frozenset()
    years: tuple[str, ...] = ()
    in_words: bool = False

    @property
    def is_rate(self) -> bool:
        """Whether it is so much per something other than a year: no amount that could be added up."""
        return self.per not in ("", "year")


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or a month where ``day`` is nought. ``date`` is None for one that no calendar has, such as 31 June.

    ``year`` is nought where the text gives none. ``weekday`` is the name given with it, from Monday as nought, or -1.
    """

    day: int
    month: int
    year: int
    weekday: int
    date: datetime.date | None
    said: str
    quote: str
    spot: Spot
    sentence: int


class PeriodKind(StrEnum):
    YEARS = "years"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True)
class Period:
    """A financial year, a run of them, or a quarter. ``years`` are "2016-17" each; none where the spelling is awry.

    ``first`` and ``last`` are the calendar years as spelled; for a quarter ``first`` is its number.
    """

    kind: PeriodKind
    first: int
    last: int
    years: tuple[str, ...]
    said: str
    quote: str
    spot: Spot
    sentence: int


class Way(StrEnum):
    """Which way a change is said to go."""

    UP = "up"
    DOWN = "down"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A change as a sentence tells it: from ``before`` to ``after``, ``by`` so much, or by a word such as "halved".

    ``factor`` is what the word says ``after`` is of ``before``, as an interval.
    """

    way: Way
    before: Figure | None
    after: Figure | None
    by: Figure | None
    word: str
    factor: Interval | None
    quote: str
    spot: Spot
    sentence: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its words, and its number where it holds nothing else. A blank or a dash is nought."""

    text: str
    kind: Kind | None = None
    value: Decimal = Decimal(0)
    interval: Interval = Interval(Decimal(0), Decimal(0))
    is_blank: bool = False
    block: int = -1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its head, and its rows of as many cells. ``group`` is that of its blocks."""

    group: int
    heading: str
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, eq=False)
class Reading:
    """All that was read in one text. Two readings are the same only if they are one: a text is read once."""

    question: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    figures: tuple[Figure, ...]
    days: tuple[Day, ...]
    periods: tuple[Period, ...]
    changes: tuple[Change, ...]
    tables: tuple[Table, ...]
