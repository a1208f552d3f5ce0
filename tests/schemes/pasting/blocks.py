"""Writing rows as a spreadsheet copies them."""

from collections.abc import Iterable, Sequence

from bcf.fund.document import Scheme
from bcf.fund.round import Round
from schemes.columns import Cell, cells_of


def quoted(text: str) -> str:
    """A cell as Excel writes it to the clipboard."""
    if any(sign in text for sign in '\t\n"'):
        return '"' + text.replace('"', '""') + '"'
    return text


def as_block(lines: Iterable[Sequence[str]]) -> str:
    return "\r\n".join("\t".join(quoted(text) for text in line) for line in lines) + "\r\n"


def copied(planning_round: Round, rows: Sequence[Scheme], *, named: bool = False) -> str:
    """Rows copied out of a plan: labels of choices, figures as they are shown."""
    cells: tuple[Cell, ...] = cells_of(planning_round)
    head = [[cell.label for cell in cells]] if named else []
    return as_block([*head, *([cell.words(planning_round, cell.text(row)) for cell in cells] for row in rows)])
