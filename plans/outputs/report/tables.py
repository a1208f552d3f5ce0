"""Tables of the report: what heads them, what stands in them, which rows are totals. Drawn by one template."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.html import conditional_escape, linebreaks
from django.utils.safestring import SafeString, mark_safe

from bcf.fund.text import pounds
from plans.outputs.markdown import to_html, without_controls

NOT_YET = mark_safe('<span class="missing">Not yet written</span>')
NOT_GIVEN = mark_safe('<span class="missing">Not yet given</span>')
SHORT, LONG = 14, 800


@dataclass(frozen=True)
class Head:
    """The head of a column. ``weight`` is its share of the table's width."""

    label: str
    weight: float = 1
    number: bool = False


@dataclass(frozen=True)
class Row:
    """A row: its first cell names it. ``total`` sets it apart as a sum of those above."""

    cells: tuple[str, ...]
    total: bool = False

    @property
    def long(self) -> bool:
        """Whether the row may be divided between pages, being a page by itself or nearly."""
        return max(map(len, self.cells), default=0) > LONG


@dataclass(frozen=True)
class Table:
    """A table with a caption; the first column heads the rows."""

    caption: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    empty: str = "Nothing has been entered yet."

    @property
    def short(self) -> bool:
        """Whether the table is better moved to the next page than divided."""
        return len(self.rows) <= SHORT and sum(len(cell) for row in self.rows for cell in row.cells) <= SHORT * 120

    @property
    def columns(self) -> list[tuple[Head, str]]:
        """Every head with its width in per cent."""
        whole = sum(head.weight for head in self.heads)
        return [(head, f"{head.weight / whole * 100:.2f}") for head in self.heads]

    @property
    def lines(self) -> list[tuple[Row, list[tuple[Head, str]]]]:
        """Every row with its cells beside their heads."""
        return [(row, list(zip(self.heads, row.cells, strict=True))) for row in self.rows]


@dataclass(frozen=True)
class Money:
    """How a column of amounts is shown: in pounds, with pence only where some amount of the plan has pence."""

    pence: bool = field(default=False)

    @classmethod
    def fitting(cls, amounts: Iterable[Decimal]) -> "Money":
        return cls(any(amount != amount.to_integral_value() for amount in amounts))

    def __call__(self, amount: Decimal | None) -> str:
        """The amount; "" for none."""
        if amount is None:
            return ""
        text = pounds(amount)
        return f"{text}.00" if self.pence and "." not in text else text


def prose(text: str, heading: int) -> SafeString:
    """Markdown whose own headings start at that level, or that it has not been written."""
    return to_html(text, heading) or NOT_YET


def plain(text: str) -> SafeString:
    """Plain text for a cell with its line breaks kept."""
    return mark_safe(linebreaks(without_controls(text).strip(), autoescape=True))  # noqa: S308 - escaped


def given(text: str) -> str:
    """A short entry, or that it has not been given."""
    text = without_controls(text).strip()
    return conditional_escape(text) if text else NOT_GIVEN


def by_year(
    caption: str, first: str, labels: Mapping[str, str], amounts: Mapping[tuple[str, str], Decimal],
    years: Sequence[str], totals: Mapping[str, Decimal],
) -> Table:
    """Amounts by code and year against ``totals`` of each year; what the total has more stands as not assigned."""
    money = Money.fitting([*amounts.values(), *totals.values()])
    many = len(years) > 1

    def cells(label: str, row: Sequence[Decimal], whole: Decimal) -> tuple[str, ...]:
        both = (money(sum(row, Decimal(0))),) if many else ()
        return (label, *map(money, row), *both, share(sum(row, Decimal(0)), whole))

    whole = sum(totals.values(), Decimal(0))
    rows = [Row(cells(label, [amounts[code, year] for year in years], whole)) for code, label in labels.items()]
    rest = [totals[year] - sum((amounts[code, year] for code in labels), Decimal(0)) for year in years]
    if any(rest):
        rows.append(Row(cells("Not yet assigned", rest, whole)))
    rows.append(Row(cells("Total", [totals[year] for year in years], whole), total=True))
    heads = [Head(first, 3.2), *(Head(year, 1.4, number=True) for year in years)]
    heads += [Head("All years", 1.4, number=True)] if many else []
    return Table(caption, (*heads, Head("Share", 0.8, number=True)), tuple(rows))


def share(part: Decimal, whole: Decimal) -> str:
    """A part of a whole in per cent with one decimal; a dash where there is no whole."""
    return f"{part / whole * 100:.1f}%" if whole else "–"
