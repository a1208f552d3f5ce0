"""The metrics sheet: figures per period, the value by its formula, and a comment on each metric."""

from decimal import Decimal

from bcf.fund import formula
from bcf.fund.document import AllocationKind, MetricPlan
from bcf.fund.metrics import is_as_loaded
from bcf.fund.places import Place, Section
from bcf.fund.round import Display, Metric, MetricInput, Period, PeriodRole
from plans.outputs.workbook.book import Book
from plans.outputs.workbook.checks import Check, missing
from plans.outputs.workbook.drawing import CHECK_WIDTH, PROBLEM_WIDTH, Drawing
from plans.outputs.workbook.frames import MetricBlock, MetricsFrame
from plans.outputs.workbook.numbers import number
from plans.outputs.workbook.refs import a1, area
from plans.outputs.workbook.typed import blank
from plans.outputs.workbook.values import WHOLE, Formula, ListKind, SheetLayout, Style, Validation

MOST = "100000000000"


def lay_out(book: Book, frame: MetricsFrame) -> SheetLayout:
    """The metrics sheet as a value."""
    figures = {frame.FIGURES + at: 20.0 for at in range(frame.periods)}
    drawing = Drawing(book, frame.title, {
        frame.LABEL: 92, **figures, frame.check: CHECK_WIDTH, frame.problem: PROBLEM_WIDTH,
    })
    entered = {entry.code: entry for entry in book.plan.metrics}
    for block in frame.blocks.values():
        plan = entered.get(block.metric.code, MetricPlan(code=block.metric.code))
        _head(drawing, frame, block)
        _inputs(drawing, frame, block, plan)
        _values(drawing, frame, block, plan)
        _comment(drawing, frame, block, plan)
    last = max((block.last for block in frame.blocks.values()), default=5)
    drawing.status([area(5, frame.check, last, frame.check)])
    return drawing.done(freeze=a1(4, frame.FIGURES))


def _head(drawing: Drawing, frame: MetricsFrame, block: MetricBlock) -> None:
    metric = block.metric
    if metric.note:
        drawing.put(block.row - 1, frame.LABEL, metric.note, Style.NOTE)
    way = "higher is better" if metric.direction == "up" else "lower is better"
    labels = [period.label for period in metric.periods] + [""] * (frame.periods - len(metric.periods))
    title = f"{metric.ref}  {metric.name} ({way})"
    drawing.headers(block.row, [title, *labels, "Complete?", "What is missing or wrong"])


def _inputs(drawing: Drawing, frame: MetricsFrame, block: MetricBlock, plan: MetricPlan) -> None:
    loaded = {(figure.code, figure.year): figure.value for figure in drawing.book.plan.allocations
              if figure.kind is AllocationKind.METRIC}
    metric = block.metric
    for entry in metric.inputs:
        row = block.inputs[entry.code]
        drawing.put(row, frame.LABEL, entry.label, Style.LABEL)
        for period in metric.periods:
            value = plan.inputs.get(period.code, {}).get(entry.code)
            fixed = (f"{metric.code}.{entry.code}", period.code) in loaded
            place = Place(section=Section.METRICS, item=metric.code, field=entry.code, year=period.code)
            col = frame.column(metric, period.code) or frame.FIGURES
            cell = drawing.put(row, col, value, Style.ALLOCATED if fixed else Style.INPUT,
                               number(value, entry.decimals), place)
            if not fixed:
                drawing.validations.append(Validation(cell, ListKind.DECIMAL, "0", MOST, "Figure", "Nought or more."))
        checks = _input_checks(frame, metric, entry, row, plan)
        for period in metric.periods:
            if (value := loaded.get((f"{metric.code}.{entry.code}", period.code))) is not None:
                checks.append(_as_loaded(frame, metric, entry, period, row, plan, value))
        drawing.checker(row, frame.check, checks)


def _as_loaded(
    frame: MetricsFrame, metric: Metric, entry: MetricInput, period: Period, row: int, plan: MetricPlan, loaded: Decimal
) -> Check:
    """A figure that was set outside the area is used as it is, or rounded to a whole number."""
    cell, given = a1(row, frame.column(metric, period.code) or 1), plan.inputs.get(period.code, {}).get(entry.code)
    return Check(f'AND({cell}<>"",{cell}<>{loaded:f},{cell}<>ROUND({loaded:f},0))',
                 given is not None and not is_as_loaded(given, loaded),
                 f"{period.label} differs from the figure loaded for the area.")


def _input_checks(
    frame: MetricsFrame, metric: Metric, entry: MetricInput, row: int, plan: MetricPlan
) -> list[Check]:
    """Every planned figure is there and not below nought; figures of earlier periods may be missing."""
    values = {period.code: plan.inputs.get(period.code, {}).get(entry.code) for period in metric.periods}
    cells = {period.code: a1(row, frame.column(metric, period.code) or 1) for period in metric.periods}
    asked = [period.code for period in metric.periods if period.role is PeriodRole.PLAN]
    negative = any(value is not None and value < 0 for value in values.values())
    below = Check(f"MIN({','.join(cells.values())})<0", negative, "A figure is below nought.")
    if not asked:
        return [below]
    blanks = ",".join(f'{cells[code]}=""' for code in asked)
    gaps = sum(1 for code in asked if values[code] is None)
    message = "The planned figure is missing." if len(asked) == 1 else "Planned figures are missing."
    return [Check(f"OR({blanks})", gaps > 0, message), below]


def _values(drawing: Drawing, frame: MetricsFrame, block: MetricBlock, plan: MetricPlan) -> None:
    metric, row = block.metric, block.value_row
    if row is None:
        return
    drawing.put(row, frame.LABEL, metric.value_label, Style.TOTAL)
    checks = []
    for period in metric.periods:
        value = drawing.book.metric_values[metric.code, period.code]
        cell = drawing.put(row, frame.column(metric, period.code) or frame.FIGURES,
                           Formula(_formula(frame, block, period), "" if value is None else value),
                           Style.TOTAL, value_format(metric))
        inputs = plan.inputs.get(period.code, {})
        complete = all(inputs.get(entry.code) is not None for entry in metric.inputs)
        cells = ",".join(_input_cells(frame, block, period).values())
        checks.append(Check(f'AND({cell}="",COUNT({cells})={len(metric.inputs)})', value is None and complete,
                            f"{period.label} would divide by nought."))
    drawing.checker(row, frame.check, checks)


def _input_cells(frame: MetricsFrame, block: MetricBlock, period: Period) -> dict[str, str]:
    col = frame.column(block.metric, period.code) or frame.FIGURES
    return {code: a1(row, col) for code, row in block.inputs.items()}


def _formula(frame: MetricsFrame, block: MetricBlock, period: Period) -> str:
    """The round's formula over the period's cells; "" while one is blank or a divisor is nought."""
    cells = _input_cells(frame, block, period)
    text = formula.translate(block.metric.formula, lambda name: cells[name])
    blanks = ",".join(f'{cell}=""' for cell in cells.values())
    guarded = f'IFERROR({text},"")'
    return f'IF(OR({blanks}),"",{guarded})' if blanks else guarded


def value_format(metric: Metric) -> str:
    """How the metric's value is shown."""
    places = f".{'0' * metric.decimals}" if metric.decimals else ""
    return f"0{places}%" if metric.display is Display.PERCENT else f"{WHOLE}{places}"


def _comment(drawing: Drawing, frame: MetricsFrame, block: MetricBlock, plan: MetricPlan) -> None:
    metric, row = block.metric, block.comment_row
    drawing.put(row, frame.LABEL, metric.comment_label, Style.STRONG)
    place = Place(section=Section.METRICS, item=metric.code, field="comment")
    cell = drawing.long_input(row + 1, frame.LABEL, plan.comment, place)
    drawing.heights[row + 1] = 60.0
    checks = [missing(cell, blank(plan.comment), "The comment")] if metric.comment_required else []
    drawing.checker(row + 1, frame.check, checks)


