"""Charts of amounts as plain SVG, the same on a page and in the report.

Every figure stands beside its bar as text, and no meaning hangs on colour: parts of a bar carry
letters, years and minimums carry their names. Each function takes labels and pounds and gives the
drawing; it neither sorts nor leaves anything out. Measures are in units of the drawing, 640 wide.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from string import ascii_uppercase

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from bcf.fund.text import pounds
from plans.outputs.lettering import width_of, wrapped

Pair = tuple[str, Decimal]

WIDTH = 640.0
LABELS = 216.0
GAP = 12.0
SIZE = 13.0
LINE = 16.0
BAR = 16.0

DARK, LIGHT, PALE, MIDDLE = "#0b4650", "#9cc3c3", "#ffffff", "#3d7379"
SHADES = (DARK, LIGHT, MIDDLE, "#dfeaea", "#07323a", "#7aa9ab")
DARK_SHADES = (DARK, MIDDLE, "#07323a")
SERIES = (DARK, LIGHT, PALE)


@dataclass(frozen=True)
class Fence:
    """What is planned against a minimum; None where no minimum is known. ``result`` says in words how it stands."""

    label: str
    planned: Decimal
    minimum: Decimal | None
    result: str = ""


@dataclass(frozen=True)
class Rect:
    """A bar or a part of one."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    stroke: str = "none"


@dataclass(frozen=True)
class Shape:
    """A closed shape by its corners, as SVG writes them."""

    points: str
    fill: str
    stroke: str


@dataclass(frozen=True)
class Words:
    """A line of text at its base line."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    bold: bool = False
    fill: str = "#0b0c0c"
    size: float = SIZE


@dataclass(frozen=True)
class Drawing:
    """All that the template needs."""

    key: str
    title: str
    description: str
    height: float
    rects: tuple[Rect, ...]
    words: tuple[Words, ...]
    shapes: tuple[Shape, ...] = ()


class Sheet:
    """A drawing in the making: shapes are added from the top down."""

    def __init__(self) -> None:
        self.y = 0.0
        self.rects: list[Rect] = []
        self.words: list[Words] = []
        self.shapes: list[Shape] = []

    def write(self, x: float, y: float, text: str, **how: object) -> None:
        self.words.append(Words(round(x, 1), round(y, 1), text, **how))  # type: ignore[arg-type]

    def draw(self, x: float, y: float, width: float, height: float, fill: str, stroke: str = "none") -> None:
        self.rects.append(Rect(round(x, 1), round(y, 1), round(max(width, 0.0), 1), round(height, 1), fill, stroke))

    def path(self, corners: Sequence[tuple[float, float]], fill: str, stroke: str) -> None:
        """A closed shape with those corners."""
        self.shapes.append(Shape(" ".join(f"{x:.1f},{y:.1f}" for x, y in corners), fill, stroke))

    def label(self, lines: Sequence[str], y: float, bold: bool = False) -> None:
        """A label at the left, its first line beside the bar at ``y``."""
        for number, line in enumerate(lines):
            self.write(LABELS, y + SIZE + number * LINE, line, anchor="end", bold=bold)

    def svg(self, key: str, title: str, description: str, whole_title: bool) -> SafeString:
        drawing = Drawing(
            key, title, description, round(self.y, 1), tuple(self.rects), tuple(self.words), tuple(self.shapes)
        )
        return render_to_string("charts/chart.svg", {"chart": drawing, "width": int(WIDTH), "whole_title": whole_title})


def bar_chart(key: str, title: str, bars: Iterable[Pair], *, whole_title: bool = False) -> SafeString:
    """Horizontal bars, one a label. ``key`` is the drawing's id on its page.

    ``whole_title`` puts all figures into the title as well, which is all that a PDF keeps of the two.
    """
    return grouped_bar_chart(key, title, ("",), [(label, (amount,)) for label, amount in bars], whole_title=whole_title)


def grouped_bar_chart(
    key: str, title: str, series: Sequence[str], groups: Sequence[tuple[str, Sequence[Decimal]]], *,
    whole_title: bool = False,
) -> SafeString:
    """Horizontal bars, for each label one a series (such as a year), each with the name of its series."""
    sheet = Sheet()
    spoken = [[f"{name} {pounds(amount)}".strip() for name, amount in zip(series, amounts, strict=True)]
              for _, amounts in groups]  # fmt: skip
    every = [amount for _, amounts in groups for amount in amounts]
    scale = _scale(every, (text for texts in spoken for text in texts))
    for (label, amounts), texts in zip(groups, spoken, strict=True):
        lines, top = wrapped(label, LABELS, SIZE), sheet.y
        sheet.label(lines, top)
        for number, (text, amount) in enumerate(zip(texts, amounts, strict=True)):
            y, length = top + number * (BAR + 3), scale(amount)
            fill = SERIES[number % len(SERIES)]
            sheet.draw(LABELS + GAP, y, max(length, 1.0), BAR, fill, "none" if fill == DARK else DARK)
            sheet.write(LABELS + GAP + length + 7, y + SIZE, text)
        sheet.y = top + max(len(lines) * LINE, len(series) * (BAR + 3)) + 8
    described = [f"{label}: {', '.join(texts)}" for (label, _), texts in zip(groups, spoken, strict=True)]
    return sheet.svg(key, title, "; ".join(described), whole_title)


def stacked_bar(key: str, title: str, parts: Sequence[Pair], *, whole_title: bool = False) -> SafeString:
    """One bar made of its parts, each with a letter, and beneath it a line a part with amount and share."""
    sheet = Sheet()
    total = sum((max(amount, Decimal(0)) for _, amount in parts), Decimal(0))
    x, described = 0.0, []
    sheet.draw(0, 0, WIDTH, 34, "#ffffff", DARK)
    sheet.y = 50.0
    for number, (label, amount) in enumerate(parts):
        letter, fill = _letter(number), SHADES[number % len(SHADES)]
        share = max(amount, Decimal(0)) / total if total else Decimal(0)
        length = float(share) * WIDTH
        ink = "#ffffff" if fill in DARK_SHADES else "#0b0c0c"
        if length >= 1:
            sheet.draw(x, 0, length, 34, fill, "#ffffff")
        if length > width_of(letter, SIZE) + 8:
            sheet.write(x + length / 2, 22, letter, anchor="middle", bold=True, fill=ink)
        x += length
        lines, percent = wrapped(label, 350, SIZE), f"{share * 100:.1f}%"
        sheet.draw(0, sheet.y, 20, BAR + 2, fill, DARK)
        sheet.write(10, sheet.y + SIZE, letter, anchor="middle", bold=True, fill=ink)
        for line_number, line in enumerate(lines):
            sheet.write(30, sheet.y + SIZE + line_number * LINE, line)
        sheet.write(570, sheet.y + SIZE, pounds(amount), anchor="end")
        sheet.write(WIDTH, sheet.y + SIZE, percent, anchor="end")
        sheet.y += len(lines) * LINE + 7
        described.append(f"{label}: {pounds(amount)}, {percent}")
    return sheet.svg(key, title, "; ".join(described), whole_title)


def minimum_chart(key: str, title: str, fences: Sequence[Fence], *, whole_title: bool = False) -> SafeString:
    """What is planned as a bar, with a mark where the minimum stands, and how it stands in words."""
    sheet, described = Sheet(), []
    amounts = [figure for fence in fences for figure in (fence.planned, fence.minimum) if figure is not None]
    scale = _scale(amounts, [f"Planned {pounds(amount)}" for amount in amounts])
    for fence in fences:
        lines, y, left = wrapped(fence.label, LABELS, SIZE), sheet.y + 3, LABELS + GAP
        length = scale(fence.planned)
        mark = 0.0 if fence.minimum is None else scale(fence.minimum)
        sheet.label(lines, y, bold=True)
        sheet.draw(left, y, max(length, 1.0), BAR, LIGHT, DARK)
        if fence.minimum is not None:
            sheet.draw(left + mark - 1.5, y - 3, 3, BAR + 9, "#0b0c0c")
        sheet.write(left + max(length, mark) + 8, y + SIZE, f"Planned {pounds(fence.planned)}")
        minimum = "No minimum loaded" if fence.minimum is None else f"Black line: minimum {pounds(fence.minimum)}"
        below = f"{minimum}. {fence.result}" if fence.result else minimum
        below_lines = wrapped(below, WIDTH - left, SIZE)
        for number, line in enumerate(below_lines):
            sheet.write(left, y + BAR + 20 + number * LINE, line)
        sheet.y = y + max(len(lines) * LINE, BAR + 20 + len(below_lines) * LINE) + 8
        against = minimum.removeprefix("Black line: ").lower()
        described.append(f"{fence.label}: planned {pounds(fence.planned)}, {against}. {fence.result}".strip())
    return sheet.svg(key, title, " ".join(described), whole_title)


def _scale(amounts: Iterable[Decimal], texts: Iterable[str]) -> Callable[[Decimal], float]:
    """How long a bar is for an amount, leaving room for the widest text after it. Below nought it has no length."""
    room = WIDTH - LABELS - GAP - 10 - max((width_of(text, SIZE) for text in texts), default=0)
    largest = max(amounts, default=Decimal(0))
    return lambda amount: float(max(amount, Decimal(0)) / largest) * max(room, 40.0) if largest > 0 else 0.0


def _letter(number: int) -> str:
    return ascii_uppercase[number] if number < 26 else str(number + 1)
