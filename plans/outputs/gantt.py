"""Milestones as a Gantt chart in plain SVG, the same on a page and in the report.

A bar from start to end, a diamond for a single day, grouped by workstream in the plan's order and numbered as in
the table that stands beside the chart and says it all again. Dates and state stand beside each shape as text.
What cannot be placed is still listed.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from bcf.fund.document import Milestone, MilestoneState
from bcf.fund.text import MONTHS, short_day
from plans.outputs.charts import DARK, LIGHT, MIDDLE, WIDTH, Sheet
from plans.outputs.lettering import width_of, wrapped
from plans.outputs.time_axis import Span, TimeAxis

LABELS, GAP = 196.0, 12.0
SIZE, SMALL, LINE, BAR = 12.0, 10.5, 15.0, 14.0
HEAD, GROUP, LEAST = 40.0, 24.0, 24.0
MOST_LINES = 3
BAND, FAINT, STRONG, NOW, INK = "#eaf2f2", "#dde5e5", "#9fb0b2", "#ca3535", "#0b0c0c"
FILLS = {MilestoneState.UNDER_WAY: MIDDLE, MilestoneState.DONE: DARK}


@dataclass(frozen=True)
class _Row:
    """A line of the chart: a workstream's heading, or a milestone with its label in lines."""

    heading: str
    milestone: Milestone | None = None
    lines: tuple[str, ...] = ()
    text: str = ""
    below: bool = False

    @property
    def height(self) -> float:
        if self.milestone is None:
            return GROUP
        return max(LEAST, len(self.lines) * LINE + 8) + (LINE if self.below and len(self.lines) < 2 else 0)


def gantt_chart(
    key: str, title: str, milestones: Sequence[Milestone], period: Span, *, today: datetime.date | None = None,
    tallest: float | None = None, whole_title: bool = False,
) -> tuple[SafeString, ...]:
    """The milestones as drawings 640 wide: one, or as many as it takes to have none over ``tallest``.

    ``period`` is that of the plan; ``today`` draws a line at that day; ``whole_title`` is as for other charts.
    The words that stand for the drawing say what it spans; its dates belong in a table beside it.
    """
    days = [day for one in milestones for day in one.days or ()]
    axis = TimeAxis.over(period, days, LABELS + GAP, WIDTH - LABELS - GAP)
    pages = list(_pages(list(_rows(milestones, axis)), tallest))
    several = len(pages) > 1
    return tuple(
        _drawn(
            f"{key}-{number}" if several else key, f"{title}, {number} of {len(pages)}" if several else title,
            _described(milestones, axis), rows, axis, today, whole_title,
        )
        for number, rows in enumerate(pages, 1)
    )


def span_words(milestone: Milestone) -> str:
    """The dates of a milestone as briefly as can be: 3 Apr – 30 Jun 2017."""
    if milestone.days is None:
        return "No date yet"
    first, last = milestone.days
    if first == last:
        return short_day(last)
    start = f"{first.day} {MONTHS[first.month - 1][:3]}" if first.year == last.year else short_day(first)
    return f"{start} – {short_day(last)}"


def _rows(milestones: Sequence[Milestone], axis: TimeAxis) -> Iterator[_Row]:
    """Headings and milestones, those of no workstream last; no headings where no milestone has a workstream."""
    groups: dict[str, list[tuple[int, Milestone]]] = {}
    for number, milestone in enumerate(milestones, 1):
        groups.setdefault(" ".join(milestone.workstream.split()), []).append((number, milestone))
    for name, group in sorted(groups.items(), key=lambda pair: not pair[0]):
        heading = name or ("No workstream" if len(groups) > 1 else "")
        if heading:
            yield _Row(heading)
        for number, milestone in group:
            lines = wrapped(f"{number}. {milestone.title.strip() or 'Without a name'}", LABELS, SIZE)
            text = _text(milestone)
            yield _Row(heading, milestone, tuple(_cut(lines)), text, _beside(milestone, text, axis) is None)


def _cut(lines: list[str]) -> list[str]:
    """The first lines of a long label; the whole stands in the table."""
    return lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1].rstrip()} …"]


def _text(milestone: Milestone) -> str:
    words = [span_words(milestone)]
    if milestone.days and milestone.days[1] < milestone.days[0]:
        words.append("ends before it starts")
    elif milestone.start and not milestone.end:
        words.append("no end yet")
    if milestone.state in FILLS:
        words.append(MilestoneState(milestone.state).words.lower())
    return ", ".join(words)


def _pages(rows: list[_Row], tallest: float | None) -> Iterator[list[_Row]]:
    """The rows in as many lots as fit; a lot never ends with a heading, and one within a workstream repeats it."""
    page: list[_Row] = []
    used = HEAD
    for at, row in enumerate(rows):
        needed = row.height + (rows[at + 1].height if row.milestone is None else 0)
        if page and tallest is not None and used + needed > tallest:
            yield page
            page = [_Row(f"{row.heading} (continued)")] if row.milestone and row.heading else []
            used = HEAD + sum(one.height for one in page)
        page.append(row)
        used += row.height
    if page:
        yield page


def _drawn(
    key: str, title: str, description: str, rows: Sequence[_Row], axis: TimeAxis, today: datetime.date | None,
    whole_title: bool,
) -> SafeString:
    sheet = Sheet()
    bottom = HEAD + sum(row.height for row in rows) + 4
    _bands(sheet, rows)
    _grid(sheet, axis, bottom)
    sheet.y = HEAD
    for row in rows:
        _place(sheet, row, axis)
        sheet.y += row.height
    if today and axis.holds(today):
        sheet.draw(axis.at(today) - 0.75, HEAD - 8, 1.5, bottom - HEAD + 8, NOW)
        sheet.write(axis.at(today), HEAD - 10, "Today", anchor="middle", bold=True, fill="#982828", size=SMALL)
    sheet.y = bottom
    return sheet.svg(key, title, description, whole_title)


def _bands(sheet: Sheet, rows: Sequence[_Row]) -> None:
    y = HEAD
    for row in rows:
        if row.milestone is None:
            sheet.draw(0, y + 2, WIDTH, GROUP - 4, BAND)
        y += row.height


def _grid(sheet: Sheet, axis: TimeAxis, bottom: float) -> None:
    for mark in axis.quarters:
        sheet.draw(mark.start, 18, 0.75, bottom - 18, FAINT)
        if mark.label:
            sheet.write((mark.start + mark.end) / 2, 30, mark.label, anchor="middle", size=9.5, fill="#484949")
    for year in axis.years:
        sheet.draw(year.start, 0, 1, bottom, STRONG)
        if year.end - year.start > width_of(year.label, SIZE):
            sheet.write((year.start + year.end) / 2, 13, year.label, anchor="middle", bold=True, size=SIZE)
    sheet.draw(WIDTH - 1, 0, 1, bottom, STRONG)


def _place(sheet: Sheet, row: _Row, axis: TimeAxis) -> None:
    top = sheet.y
    if row.milestone is None:
        sheet.write(6, top + 16, row.heading, bold=True, size=SIZE, fill=DARK)
        return
    for number, line in enumerate(row.lines):
        sheet.write(LABELS, top + 16 + number * LINE, line, anchor="end", size=SIZE)
    _shape(sheet, row.milestone, axis, top + 5)
    spot = _beside(row.milestone, row.text, axis)
    if spot is None:
        sheet.write(WIDTH - 6, top + BAR + 16, row.text, anchor="end", size=SMALL)
    else:
        x, anchor, fill = spot
        sheet.write(x, top + 16, row.text, anchor=anchor, size=SMALL, fill=fill)


def _shape(sheet: Sheet, milestone: Milestone, axis: TimeAxis, y: float) -> None:
    """A bar, a diamond, or at an end of the axis an arrow to what lies beyond it."""
    if milestone.days is None:
        return
    first, last = sorted(milestone.days)
    fill, middle = _fill(milestone), y + BAR / 2
    left, right = _ends(milestone, axis)
    if first == last and axis.holds(first):
        half = BAR / 2
        x = min((left + right) / 2, WIDTH - half - 1)
        sheet.path(((x - half, middle), (x, middle - half), (x + half, middle), (x, middle + half)), fill, DARK)
    elif axis.holds(first) or axis.holds(last) or first < axis.begins <= axis.ends <= last:
        sheet.draw(min(left, WIDTH - 3), y, max(right - left, 3.0), BAR, fill, DARK)
    if first < axis.begins:
        sheet.path(((left, y - 2), (left - 8, middle), (left, y + BAR + 2)), DARK, DARK)
    if last >= axis.ends:
        sheet.path(((WIDTH - 9, y - 2), (WIDTH - 1, middle), (WIDTH - 9, y + BAR + 2)), DARK, DARK)


def _fill(milestone: Milestone) -> str:
    return FILLS.get(MilestoneState(milestone.state), LIGHT) if milestone.state else LIGHT


def _ends(milestone: Milestone, axis: TimeAxis) -> tuple[float, float]:
    """Where the shape begins and ends on the sheet; the whole last day belongs to it."""
    first, last = sorted(milestone.days or (axis.begins, axis.begins))
    after = last + datetime.timedelta(days=1) if last < axis.ends else axis.ends
    left, right = axis.at(first), axis.at(after)
    return left, min(right, WIDTH - 10) if last >= axis.ends else right


def _beside(milestone: Milestone, text: str, axis: TimeAxis) -> tuple[float, str, str] | None:
    """Where the words go and in which ink: right of the shape, left of it, or in it; None where none has room."""
    if milestone.days is None:
        return axis.left + 6, "start", INK
    left, right = _ends(milestone, axis)
    room, half = width_of(text, SMALL) + 4, BAR / 2 if milestone.days[0] == milestone.days[1] else 0
    beyond = 12.0 if max(milestone.days) >= axis.ends else 0.0
    if right + half + beyond + 6 + room <= WIDTH:
        return right + half + 6, "start", INK
    if left - half - 6 - room >= axis.left:
        return min(left, WIDTH - beyond) - half - 6, "end", INK
    if right - left >= room + 10:
        return left + 6, "start", INK if _fill(milestone) == LIGHT else "#ffffff"
    return None


def _described(milestones: Sequence[Milestone], axis: TimeAxis) -> str:
    number, streams = len(milestones), len({one.workstream.strip() for one in milestones} - {""})
    within = f" in {streams} {'workstream' if streams == 1 else 'workstreams'}" if streams else ""
    last = axis.ends - datetime.timedelta(days=1)
    return (
        f"Gantt chart of {number} {'milestone' if number == 1 else 'milestones'}{within}, "
        f"{short_day(axis.begins)} to {short_day(last)}; a table gives every date"
    )
