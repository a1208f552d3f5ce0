"""What makes a row of the expenditure sheet complete, as formulas that check it while it is typed."""

from collections.abc import Callable, Iterator, Mapping

from bcf.fund.document import Scheme
from bcf.fund.round import Column, CommissionerKind
from plans.outputs.workbook.book import Book
from plans.outputs.workbook.checks import Check, bare, missing
from plans.outputs.workbook.money_frames import ExpenditureFrame
from plans.outputs.workbook.refs import a1
from plans.outputs.workbook.typed import blank

ALWAYS = (
    Column.SCHEME_ID, Column.NAME, Column.DESCRIPTION, Column.SCHEME_TYPE, Column.AREA, Column.COMMISSIONER,
    Column.PROVIDER, Column.SOURCE, Column.DURATION, Column.NEW_OR_EXISTING,
)
Ref = Callable[..., str]


def row_checks(book: Book, frame: ExpenditureFrame, row: int, scheme: Scheme) -> list[Check]:
    """The checks of a row, in the order of the questions: only those whose columns the round has."""

    def ref(code: Column, extra: str = "") -> str:
        col = frame.column(code, extra)
        return f"${a1(row, col)}" if col else '""'

    labels = {spec.code: spec.label for spec in book.planning_round.expenditure.columns}
    checks = [
        missing(ref(code), blank(str(getattr(scheme, code.value))), labels[code]) for code in ALWAYS if code in labels
    ]
    checks += _sub_type(book, frame, ref, scheme)
    checks += _texts(book, labels, ref, scheme)
    checks += _outputs(book, labels, ref, scheme)
    checks += _impact(book, frame, ref, scheme)
    checks += _joint(book, labels, ref, scheme)
    checks += _amounts(book, frame, row, scheme)
    return checks


def _held(lists: str, ref: str, flags: str) -> str:
    """Whether the list's entry that the cell holds carries the flag."""
    return f"SUMPRODUCT(({lists}={ref})*{flags})"


def _pair(book: Book, ref: Ref, flags: str = "1") -> str:
    lists = book.lists
    types = lists.range("Sub-type's type")
    return (f"SUMPRODUCT(({types}={ref(Column.SCHEME_TYPE)})"
            f"*({lists.range('Sub-type')}={ref(Column.SUB_TYPE)})*{flags})")


def _sub_type(book: Book, frame: ExpenditureFrame, ref: Ref, scheme: Scheme) -> Iterator[Check]:
    if frame.column(Column.SUB_TYPE) is None:
        return
    lists, kind = book.lists, book.planning_round.types.get(scheme.scheme_type)
    wanted, given = bool(kind and kind.sub_types), not blank(scheme.sub_type)
    has = _held(lists.range("Type"), ref(Column.SCHEME_TYPE), lists.range("Type has sub-types"))
    cell = ref(Column.SUB_TYPE)
    yield Check(f'AND({cell}="",{has}>0)', wanted and not given, "Choose a sub-type.")
    belongs = bool(kind and kind.sub_type(scheme.sub_type))
    yield Check(f'AND({cell}<>"",{_pair(book, ref)}=0)', given and not belongs,
                "The sub-type does not belong to this scheme type.")


def _texts(book: Book, labels: Mapping[Column, str], ref: Ref, scheme: Scheme) -> Iterator[Check]:
    lists, planning_round = book.lists, book.planning_round
    if Column.TYPE_OTHER in labels:
        kind = planning_round.types.get(scheme.scheme_type)
        sub = kind.sub_type(scheme.sub_type) if kind else None
        needed = bool(kind and kind.needs_text) or bool(sub and sub.needs_text)
        by_type = _held(lists.range("Type"), ref(Column.SCHEME_TYPE), lists.range("Type needs text"))
        by_pair = _pair(book, ref, lists.range("Sub-type needs text"))
        yield Check(f'AND({bare(ref(Column.TYPE_OTHER))}="",{by_type}+{by_pair}>0)',
                    needed and blank(scheme.type_other), "Say which other scheme type or sub-type this is.")
    if Column.AREA_OTHER in labels:
        area = planning_round.areas.get(scheme.area)
        flagged = _held(lists.range("Area"), ref(Column.AREA), lists.range("Area needs text"))
        yield Check(f'AND({bare(ref(Column.AREA_OTHER))}="",{flagged}>0)',
                    bool(area and area.needs_text) and blank(scheme.area_other),
                    "Say which other area of spend this is.")


def _outputs(book: Book, labels: Mapping[Column, str], ref: Ref, scheme: Scheme) -> Iterator[Check]:
    lists, kind = book.lists, book.planning_round.types.get(scheme.scheme_type)
    needed = bool(kind and kind.needs_outputs(scheme.sub_type))
    by_type = _held(lists.range("Type"), ref(Column.SCHEME_TYPE), lists.range("Type needs outputs"))
    by_pair = _pair(book, ref, lists.range("Sub-type needs outputs"))
    counts = f"IF({_pair(book, ref)}>0,{by_pair},{by_type})>0"
    if Column.OUTPUT_UNIT in labels:
        yield Check(f'AND({ref(Column.OUTPUT_UNIT)}="",{counts})', needed and blank(scheme.output_unit),
                    f"{labels[Column.OUTPUT_UNIT]} is missing.")
    if Column.OUTPUT_ESTIMATE in labels:
        yield Check(f'AND({ref(Column.OUTPUT_ESTIMATE)}="",{counts})', needed and scheme.output_estimate is None,
                    f"{labels[Column.OUTPUT_ESTIMATE]} is missing.")
        yield Check(f"MIN({ref(Column.OUTPUT_ESTIMATE)})<0",
                    scheme.output_estimate is not None and scheme.output_estimate < 0,
                    "The planned output estimate is below nought.")


def _impact(book: Book, frame: ExpenditureFrame, ref: Ref, scheme: Scheme) -> Iterator[Check]:
    cells = [ref(column.spec.code, column.extra) for column in frame.columns if column.spec.code is Column.IMPACT]
    asked = [column.extra for column in frame.columns if column.spec.code is Column.IMPACT]
    if cells:
        blanks = "+".join(f'({cell}="")' for cell in cells)
        yield Check(f"{blanks}>0", any(not scheme.impact.get(code) for code in asked),
                    "Choose the impact on each metric.")


def _joint(book: Book, labels: Mapping[Column, str], ref: Ref, scheme: Scheme) -> Iterator[Check]:
    if Column.JOINT_NHS not in labels or Column.JOINT_LA not in labels:
        return
    lists, found = book.lists, book.planning_round.commissioners.get(scheme.commissioner)
    joint = found is not None and found.kind is CommissionerKind.JOINT
    flagged = _held(lists.range("Commissioner"), ref(Column.COMMISSIONER), lists.range("Commissioner is joint"))
    both = f"{ref(Column.JOINT_NHS)},{ref(Column.JOINT_LA)}"
    given = [share for share in (scheme.joint_nhs, scheme.joint_la) if share is not None]
    wrong = len(given) < 2 or min(given) < 0 or round(sum(given), 6) != 100
    yield Check(f"AND({flagged}>0,OR(COUNT({both})<2,MIN({both})<0,ROUND(SUM({both}),8)<>1))", joint and wrong,
                "A joint row has two shares that make 100%.")


def _amounts(book: Book, frame: ExpenditureFrame, row: int, scheme: Scheme) -> Iterator[Check]:
    cells = ",".join(a1(row, frame.column(Column.AMOUNT, year) or 1) for year in book.years)
    amounts = [scheme.amounts[year] for year in book.years if year in scheme.amounts]
    largest = book.planning_round.expenditure.largest_amount
    yield Check(f"COUNT({cells})<{len(book.years)}", len(amounts) < len(book.years), "An amount is missing.")
    yield Check(f"MIN({cells})<0", any(amount < 0 for amount in amounts), "An amount is below nought.")
    yield Check(f"MAX({cells})>{largest:f}", any(amount > largest for amount in amounts), "An amount is too large.")
