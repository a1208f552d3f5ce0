"""From a round and a plan to the whole workbook as a value: every sheet that the round lists, in its order."""

from collections.abc import Mapping, Sequence

from bcf.fund.document import PlanDocument
from bcf.fund.findings import Finding
from bcf.fund.round import Round, SheetKind
from plans.outputs.given import Given
from plans.outputs.workbook import annotating
from plans.outputs.workbook.book import Book
from plans.outputs.workbook.sheets import (
    checks_found,
    completeness,
    cover,
    documents,
    expenditure,
    guidance,
    income,
    mapping,
    maturity,
    metrics,
    milestones,
    narrative,
    payers,
    requirements,
    risks,
    summary,
)
from plans.outputs.workbook.typed import clean
from plans.outputs.workbook.values import CellValue, SheetLayout, Style, WorkbookLayout

GATHERING = (SheetKind.COVER, SheetKind.CHECKLIST)
"""Sheets that say how the others stand, so they are drawn last."""


def lay_out(
    planning_round: Round, plan: PlanDocument, findings: Sequence[Finding] | None = None, digest: str | None = None,
    version: int = 0,
) -> WorkbookLayout:  # fmt: skip
    """The workbook of a plan. ``findings`` None says that the plan has not been checked.

    Where ``version`` says which sealed version it is, ``digest`` is that of its seal.
    """
    book = Book(planning_round, plan, findings, digest or plan.digest, version)
    drawn: dict[SheetKind, SheetLayout] = {}
    listed = [sheet.kind for sheet in planning_round.sheets.items]
    for kind in sorted(listed, key=lambda kind: (GATHERING.index(kind) + 1 if kind in GATHERING else 0)):
        layout = draw(book, kind, drawn)
        if layout is not None:
            drawn[kind] = layout
    sheets = [drawn[kind] for kind in listed if kind in drawn]
    contributions = payers.lay_out(book, book.payers)
    sheets += [contributions] if contributions else []
    long_texts = book.long_texts.layout()
    sheets += [long_texts] if long_texts else []
    board = clean(plan.board.name)
    return WorkbookLayout(
        sheets=(*sheets, _lists(book)),
        names=_names(book),
        title=f"{planning_round.title}: {board}",
        subject=f"Better Care Fund plan of the {board} Health and Wellbeing Board for {planning_round.id}",
        keywords=f"round {planning_round.id}; {book.mark_whole}",
        foot=f"{board}, {planning_round.title}, {book.mark}",
    )


def lay_out_annotated(
    planning_round: Round, plan: PlanDocument, findings: Sequence[Finding], digest: str | None = None,
    reasons: Mapping[str, Given] | None = None,
) -> WorkbookLayout:  # fmt: skip
    """The workbook with the checks written in: the same sheets, and one in front that lists what was found."""
    digest = digest or plan.digest
    found = annotating.placed(planning_round, plan, findings, reasons or {})
    book = Book(planning_round, plan, findings, digest)
    checks = checks_found.lay_out(book, annotating.title_of(planning_round), found)
    return annotating.annotate(lay_out(planning_round, plan, findings, digest), checks, found)


def draw(book: Book, kind: SheetKind, drawn: Mapping[SheetKind, SheetLayout]) -> SheetLayout | None:
    """One sheet, or None where the round lists a sheet whose matter it does not have."""
    title = book.planning_round.sheets.title(kind) or ""
    match kind:
        case SheetKind.GUIDANCE:
            return guidance.lay_out(book, title)
        case SheetKind.SUMMARY:
            return summary.lay_out(book, title)
        case SheetKind.MAPPING:
            return mapping.lay_out(book, title)
        case SheetKind.CHECKLIST:
            return completeness.lay_out(book, title, tuple(drawn.items()))
    if book.cover and kind is SheetKind.COVER:
        return cover.lay_out(book, book.cover, tuple(drawn.items()))
    if book.narrative and kind is SheetKind.NARRATIVE:
        return narrative.lay_out(book, book.narrative)
    if book.income and kind is SheetKind.INCOME:
        return income.lay_out(book, book.income)
    if book.expenditure and kind is SheetKind.EXPENDITURE:
        return expenditure.lay_out(book, book.expenditure)
    if book.maturity and kind is SheetKind.MATURITY:
        return maturity.lay_out(book, book.maturity)
    if book.metrics and kind is SheetKind.METRICS:
        return metrics.lay_out(book, book.metrics)
    if book.requirements and kind is SheetKind.REQUIREMENTS:
        return requirements.lay_out(book, book.requirements)
    if book.milestones and kind is SheetKind.MILESTONES:
        return milestones.lay_out(book, book.milestones)
    if book.documents and kind is SheetKind.DOCUMENTS:
        return documents.lay_out(book, book.documents)
    return risks.lay_out(book, book.risks) if book.risks and kind is SheetKind.RISKS else None


def _names(book: Book) -> dict[str, str]:
    found = income.names(book, book.income) if book.income else {}
    return found | (expenditure.names(book, book.expenditure) if book.expenditure else {})


def _lists(book: Book) -> SheetLayout:
    """The hidden sheet of lists that drop-downs and checkers refer to."""
    cells = []
    for name, entries in book.lists.columns.items():
        col = book.lists.numbers[name]
        cells.append(CellValue(1, col, name, Style.HEADER))
        cells += [CellValue(row, col, entry if entry != "" else None, Style.LABEL)
                  for row, entry in enumerate(entries, start=2)]
    widths = dict.fromkeys(book.lists.numbers.values(), 30.0)
    return SheetLayout(book.lists.title, tuple(sorted(cells, key=lambda cell: (cell.row, cell.col))), widths, {},
                       hidden=True)
