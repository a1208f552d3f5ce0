"""The second part of the summary: maturity levels, metrics and answers to the planning requirements."""

from plans.outputs.workbook.drawing import Drawing
from plans.outputs.workbook.frames import FIRST_COL
from plans.outputs.workbook.lists import ANSWERS
from plans.outputs.workbook.refs import on
from plans.outputs.workbook.sheets.metrics import value_format
from plans.outputs.workbook.sheets.requirements import theme
from plans.outputs.workbook.typed import clean
from plans.outputs.workbook.values import GENERAL, Content, Formula, Style

LABEL, FIGURES = FIRST_COL, FIRST_COL + 1


def put_answers(drawing: Drawing, row: int) -> None:
    """Puts the three tables from ``row``, those of them that the round has."""
    row = _maturity(drawing, row)
    row = _metrics(drawing, row)
    _requirements(drawing, row)


def _same(cell: str | None, expected: str) -> Content:
    """What a cell of another sheet says, "" while it is blank."""
    shown = clean(expected)
    return Formula(f'IF({cell}="","",{cell})', shown) if cell else shown


def _maturity(drawing: Drawing, row: int) -> int:
    book, model, frame = drawing.book, drawing.book.planning_round.maturity, drawing.book.maturity
    if model is None:
        return row
    drawing.band(row, model.title, Style.SECTION)
    drawing.headers(row + 1, ["Change", "Level now", f"Planned for {model.planned_by}"])
    known = {level.change: level for level in book.plan.maturity}
    at = row + 2
    for change in model.changes:
        drawing.put(at, LABEL, change.label, Style.LABEL)
        level = known.get(change.code)
        codes = (level.current, level.planned) if level else ("", "")
        for number, code in enumerate(codes):
            cell = on(frame.title, frame.rows[change.code], 3 + number) if frame else None
            drawing.put(at, FIGURES + number, _same(cell, book.labels.levels.get(code, code)), Style.COMPUTED)
        at += 1
    return at + 1


def _metrics(drawing: Drawing, row: int) -> int:
    book, frame = drawing.book, drawing.book.metrics
    drawing.band(row, "Metrics", Style.SECTION)
    drawing.headers(row + 1, ["Metric", "Period", "Value"])
    at = row + 2
    for metric in book.planning_round.metrics.items:
        periods = metric.periods if metric.formula else ()
        for period in periods:
            drawing.put(at, LABEL, f"{metric.ref}  {metric.name}", Style.LABEL)
            drawing.put(at, FIGURES, period.label, Style.LABEL)
            value = book.metric_values[metric.code, period.code]
            content: Content = value
            if frame:
                cell = on(frame.title, *frame.value_cell(metric, period))
                content = Formula(f'IF({cell}="","",{cell})', "" if value is None else value)
            drawing.put(at, FIGURES + 1, content, Style.COMPUTED, value_format(metric))
            at += 1
        if not periods:
            drawing.put(at, LABEL, f"{metric.ref}  {metric.name}", Style.LABEL)
            drawing.put(at, FIGURES, "Told in words", Style.LABEL)
            at += 1
    return at + 1


def _requirements(drawing: Drawing, row: int) -> None:
    book, frame = drawing.book, drawing.book.requirements
    drawing.band(row, "Planning requirements", Style.SECTION)
    drawing.headers(row + 1, ["Theme and requirement", "Code", "Met?"])
    known = {answer.code: answer for answer in book.plan.requirements}
    for at, item in enumerate(book.planning_round.requirements.items, start=row + 2):
        drawing.put(at, LABEL, f"{theme(book, item)}. {item.ask}", Style.LABEL)
        drawing.put(at, FIGURES, item.code, Style.LABEL)
        answer = known[item.code].met if item.code in known else ""
        cell = on(frame.title, frame.rows[item.code], frame.COLUMNS["met"]) if frame else None
        drawing.put(at, FIGURES + 1, _same(cell, ANSWERS.get(answer, answer)), Style.COMPUTED, GENERAL)


