"""The checks written into a workbook: each finding as a comment on every cell it is about, and a sheet that lists them.

The workbook itself is the plain one, cell for cell; only comments and that sheet are added.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bcf.fund.document import PlanDocument
from bcf.fund.findings import Finding
from bcf.fund.places import section_title
from bcf.fund.round import Round, SheetKind
from bcf.fund.text import pounds
from plans.outputs.given import STANDS, Given
from plans.outputs.workbook.cells import spot_of
from plans.outputs.workbook.frames import FIRST_COL, TITLE_ROW
from plans.outputs.workbook.payers_frame import free_title
from plans.outputs.workbook.refs import a1, quoted
from plans.outputs.workbook.typed import clean, lines
from plans.outputs.workbook.values import Remark, SheetLayout, WorkbookLayout

AUTHOR = "Checks"
LINE_HEIGHT, EDGE = 15, 20
NARROW, WIDE = (380, 52.0), (560, 78.0)
"""Widths of a box in pixels and in characters: the second where the first would become too tall."""
MOST_LINES = 40
LONGEST = 400
"""Characters of one line of a comment: what was read may be a whole answer. The sheet has more of it."""


@dataclass(frozen=True)
class Placed:
    """A finding at one of its places, with the cell that it is shown at. ``number`` is that of the finding."""

    number: int
    finding: Finding
    section: str
    sheet: str
    row: int
    col: int
    at_home: bool
    given: Given | None = None
    """The reason with which the finding stands."""

    @property
    def cell(self) -> str:
        return f"{quoted(self.sheet)}!{a1(self.row, self.col)}"

    @property
    def words(self) -> str:
        """What the finding asks of its reader."""
        return STANDS if self.given else self.finding.severity.words


def title_of(planning_round: Round) -> str:
    """What the sheet of checks is called."""
    return free_title(planning_round, "Checks")


def placed(
    planning_round: Round, plan: PlanDocument, findings: Iterable[Finding], reasons: Mapping[str, Given]
) -> list[Placed]:
    """Every finding at each of its places, in the order of the findings; ``reasons`` are by fingerprint.

    A place without a cell is shown at the heading of its section's sheet. A section that has no sheet
    in this round's workbook is shown at the heading of the first sheet there is, the cover if possible.
    """
    spot, listed = spot_of(planning_round, plan), [sheet.kind for sheet in planning_round.sheets.items]
    front = next((kind for kind in (SheetKind.COVER, SheetKind.SUMMARY) if kind in listed), listed[0])
    elsewhere = (planning_round.sheets.title(front) or "", TITLE_ROW, FIRST_COL)
    return [
        Placed(number, single, section_title(single.place.section, planning_round), *(home or elsewhere), bool(home),
               reasons.get(finding.fingerprint))
        for number, finding in enumerate(findings, 1)
        for single in finding.apart()
        for home in (spot(single.place),)
    ]  # fmt: skip


def annotate(layout: WorkbookLayout, checks: SheetLayout, found: Sequence[Placed]) -> WorkbookLayout:
    """The workbook with a comment on every cell that something was found at, and the sheet of checks in front."""
    by_cell: dict[str, dict[tuple[int, int], list[Placed]]] = {}
    for one in found:
        by_cell.setdefault(one.sheet, {}).setdefault((one.row, one.col), []).append(one)
    sheets = (
        replace(sheet, remarks=tuple(_remarks(by_cell[sheet.title], checks.title))) if sheet.title in by_cell else sheet
        for sheet in layout.sheets
    )
    return replace(layout, sheets=(checks, *sheets), title=f"{layout.title}, with the checks")


def _remarks(by_cell: Mapping[tuple[int, int], Sequence[Placed]], checks: str) -> Iterator[Remark]:
    for (row, col), found in sorted(by_cell.items()):
        texts = list(dict.fromkeys(_told(one) for one in found))
        width, room = next((size for size in (NARROW, WIDE) if _tall(texts, size[1]) <= MOST_LINES), WIDE)
        shown = _fitting(texts, room)
        if len(shown) < len(texts):
            shown.append(f"And {len(texts) - len(shown)} more: see the sheet {checks}.")
        text = "\n\n".join(shown)
        yield Remark(row, col, text, AUTHOR, width, lines(text, room) * LINE_HEIGHT + EDGE)


def _tall(texts: Sequence[str], room: float) -> int:
    return lines("\n\n".join(texts), room)


def _fitting(texts: Sequence[str], room: float) -> list[str]:
    """The first of the texts, as many as can be read in one box; always one."""
    count = len(texts)
    while count > 1 and _tall(texts[:count], room) > MOST_LINES:
        count -= 1
    return list(texts[:count])


def _told(one: Placed) -> str:
    """What a comment says of a finding."""
    finding = one.finding
    parts = [f"{one.words} ({finding.rule})", finding.message]
    if not one.at_home:
        parts.insert(1, f"{one.section}: this workbook has no sheet for it.")
    parts += [f"Read: {finding.read}"] if finding.read else []
    parts += [f"Expected: {finding.expected}"] if finding.expected else []
    parts += [f"Difference: {pounds(finding.difference)}"] if finding.difference is not None else []
    given = one.given
    parts.append(f"Reason ({given.signed}): {given.text}" if given else f"What to do: {finding.remedy}")
    return "\n".join(_shortened(part) for part in parts)


def _shortened(text: str) -> str:
    text = " ".join(clean(text).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
