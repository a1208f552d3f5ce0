"""Where a field stands in the workbook, for messages that name a place twice: on the page and in the sheet."""

from collections.abc import Callable

from bcf.fund.document import PlanDocument
from bcf.fund.places import Place
from bcf.fund.round import Round

CellOf = Callable[[Place], str]


def locator(planning_round: Round, document: PlanDocument) -> CellOf:
    """A function from a place to its cell, such as ``'5. Income'!D7``; "" where the workbook has none."""
    # Here and not above: a page that shows no place need not load the workbook's library.
    from plans.outputs.workbook.cells import cell_of

    return cell_of(planning_round, document)


def with_cell(message: str, cell: str) -> str:
    """The message with the place in the workbook after it."""
    return f"{message} In the workbook: {cell}." if cell else message
