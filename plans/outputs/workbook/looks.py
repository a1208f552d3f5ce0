"""How each kind of cell looks: calm colours, Arial, and never colour alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from bcf.fund.findings import Severity
from plans.outputs.workbook.values import Highlight, Style

NAVY, BLUE, INK, GREY_TEXT, RED_TEXT = "003078", "1D5A96", "0B0C0C", "505A5F", "942514"
YELLOW, BLUE_GREY, GREY, DARK_GREY, PALE_BLUE, MID_BLUE = "FFF7CC", "D5E1EC", "F0F1F2", "DEE0E2", "EAF1F8", "C3D6E8"
GREEN, GREEN_TEXT, RED, AMBER, AMBER_TEXT = "CCE2D8", "005A30", "F4CDC6", "FCE9C0", "594D00"
FONT = "Arial"

_EDGE = Side(style="thin", color="A8ADB2")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)


@dataclass(frozen=True)
class Look:
    """Font, fill, border and alignment of a kind of cell."""

    size: float = 10
    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: str = INK
    fill: str = ""
    box: bool = False
    wrap: bool = True
    horizontal: str | None = None
    vertical: str = "center"

    @property
    def font(self) -> Font:
        return Font(name=FONT, size=self.size, bold=self.bold, italic=self.italic, color=self.colour,
                    underline="single" if self.underline else None)

    @property
    def pattern(self) -> PatternFill:
        return PatternFill("solid", start_color=self.fill) if self.fill else PatternFill()

    @property
    def border(self) -> Border:
        return _BOX if self.box else Border()

    def alignment(self, number: bool) -> Alignment:
        """Numbers to the right, texts to the left, both a little off the cell's edge."""
        side = self.horizontal or ("right" if number else "left")
        wrap, indent = self.wrap and not number, int(side != "center")
        return Alignment(horizontal=side, vertical=self.vertical, wrap_text=wrap, indent=indent)


LOOKS: Mapping[Style, Look] = {
    Style.PLAIN: Look(),
    Style.TITLE: Look(size=16, bold=True, colour="FFFFFF", fill=NAVY, wrap=False),
    Style.SUBTITLE: Look(colour=NAVY, fill=PALE_BLUE, wrap=False),
    Style.STATUS: Look(size=11, bold=True, box=True, wrap=False),
    Style.SECTION: Look(size=11, bold=True, colour=NAVY, fill=MID_BLUE, wrap=False),
    Style.GROUP: Look(bold=True, colour=NAVY, fill=MID_BLUE, wrap=False),
    Style.HEADER: Look(bold=True, colour="FFFFFF", fill=BLUE, box=True),
    Style.HEADER_MID: Look(bold=True, colour="FFFFFF", fill=BLUE, box=True, horizontal="center"),
    Style.LABEL: Look(),
    Style.STRONG: Look(bold=True),
    Style.NOTE: Look(colour=GREY_TEXT),
    Style.LINK: Look(colour=BLUE, underline=True),
    Style.INPUT: Look(fill=YELLOW, box=True),
    Style.INPUT_LONG: Look(fill=YELLOW, box=True, vertical="top"),
    Style.ALLOCATED: Look(fill=BLUE_GREY, box=True),
    Style.COMPUTED: Look(fill=GREY, box=True),
    Style.TOTAL: Look(bold=True, fill=DARK_GREY, box=True),
    Style.CHECK: Look(bold=True, box=True, horizontal="center"),
    Style.PROBLEM: Look(colour=RED_TEXT),
    Style.ENTRY: Look(box=True, vertical="top"),
    Style.ENTRY_LINK: Look(colour=BLUE, underline=True, box=True, vertical="top"),
}

UNLOCKED = Protection(locked=False)

_GOOD, _BAD, _OPEN = (GREEN, GREEN_TEXT), (RED, RED_TEXT), (AMBER, AMBER_TEXT)
HIGHLIGHTS: Mapping[Highlight, Mapping[str, tuple[str, str]]] = {
    Highlight.YES_NO: {"Yes": _GOOD, "No": _BAD},
    Highlight.COMPLETE: {
        "Sheet complete": _GOOD, "Complete Template": _GOOD, "Sheet incomplete": _BAD, "Incomplete Template": _BAD,
    },
    Highlight.BALANCE: {
        "Balanced": _GOOD, "Met": _GOOD, "Over-programmed": _BAD, "Not met": _BAD, "Still to be allocated": _OPEN,
        "No minimum loaded": _OPEN,
    },
    Highlight.SEVERITY: {Severity.BLOCKING.words: _BAD, Severity.EXPLAIN.words: _OPEN},
}
"""What a text is coloured with: fill and letters."""
