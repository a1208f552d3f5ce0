"""Turning a place in a plan into the cell of the workbook that holds it."""

from collections.abc import Callable, Mapping

from bcf.fund.document import PlanDocument
from bcf.fund.places import Place, Section
from bcf.fund.round import Round, SheetKind
from plans.outputs.workbook.frames import (
    FIRST_COL,
    TITLE_ROW,
    CoverFrame,
    Frame,
    MaturityFrame,
    MetricsFrame,
    NarrativeFrame,
    RequirementsFrame,
    RisksFrame,
)
from plans.outputs.workbook.money_frames import ExpenditureFrame, IncomeFrame
from plans.outputs.workbook.paper_frames import DocumentsFrame, MilestonesFrame
from plans.outputs.workbook.payers_frame import PayersFrame, is_of_payers
from plans.outputs.workbook.refs import a1, quoted

FRAMES: Mapping[SheetKind, type[Frame]] = {
    SheetKind.COVER: CoverFrame,
    SheetKind.NARRATIVE: NarrativeFrame,
    SheetKind.INCOME: IncomeFrame,
    SheetKind.EXPENDITURE: ExpenditureFrame,
    SheetKind.MATURITY: MaturityFrame,
    SheetKind.METRICS: MetricsFrame,
    SheetKind.REQUIREMENTS: RequirementsFrame,
    SheetKind.RISKS: RisksFrame,
    SheetKind.MILESTONES: MilestonesFrame,
    SheetKind.DOCUMENTS: DocumentsFrame,
}


def frames_of(planning_round: Round, plan: PlanDocument) -> dict[SheetKind, Frame]:
    """The frame of every sheet of the round that holds part of the plan, in the workbook's order."""
    absent = {kind for kind, matter in (
        (SheetKind.MATURITY, planning_round.maturity), (SheetKind.RISKS, planning_round.risks),
        (SheetKind.MILESTONES, planning_round.milestones), (SheetKind.DOCUMENTS, planning_round.documents),
    ) if matter is None}
    return {
        sheet.kind: FRAMES[sheet.kind](sheet.title, planning_round, plan)
        for sheet in planning_round.sheets.items
        if sheet.kind in FRAMES and sheet.kind not in absent
    }


def spot_of(planning_round: Round, plan: PlanDocument) -> Callable[[Place], tuple[str, int, int] | None]:
    """A function from a place to the sheet, row and column of its cell.

    A place that has no cell of its own gives the heading of its section's sheet; a section that has
    no sheet in this round's workbook gives None.
    """
    frames = {Section(kind.value): frame for kind, frame in frames_of(planning_round, plan).items()}
    payers = PayersFrame(planning_round, plan)

    def spot(place: Place) -> tuple[str, int, int] | None:
        frame = payers if is_of_payers(place) and payers.wanted else frames.get(place.section)
        if frame is None:
            return None
        row, col = (frame.find(place) if place.item else None) or (TITLE_ROW, FIRST_COL)
        return frame.title, row, col

    return spot


def cell_of(planning_round: Round, plan: PlanDocument) -> Callable[[Place], str]:
    """A function from a place to its cell, such as ``'6. Expenditure'!X12``; "" where `spot_of` knows none."""
    spot = spot_of(planning_round, plan)

    def cell(place: Place) -> str:
        found = spot(place)
        return f"{quoted(found[0])}!{a1(found[1], found[2])}" if found else ""

    return cell
