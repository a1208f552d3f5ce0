"""What counts to a ring-fence, as a live formula: `bcf.fund.counting.counted_share` over the expenditure rows."""

from bcf.fund.round import Column, CommissionerKind, JointShare, RingFence
from plans.outputs.workbook.book import Book, any_of
from plans.outputs.workbook.money_frames import ExpenditureFrame


def counted(book: Book, frame: ExpenditureFrame, fence: RingFence, year: str) -> str:
    """The spend of a year that counts to the ring-fence. Generated from the round's rule, whatever it is.

    A row whose area is blank never counts. A jointly commissioned row counts by the round's joint
    share: whole, by its NHS or council percentage, or not at all.
    """
    amounts, areas = frame.range(Column.AMOUNT, year), frame.range(Column.AREA)
    commissioners, sources = frame.range(Column.COMMISSIONER), frame.range(Column.SOURCE)
    if not (amounts and areas and commissioners and sources):
        return "0"
    labels, counts = book.labels, fence.counts
    tests = [any_of(sources, [labels.sources[code] for code in counts.sources]), f'({areas}<>"")']
    if counts.areas is not None:
        tests.append(any_of(areas, [labels.areas[code] for code in counts.areas]))
    if counts.areas_except:
        tests.append(f"(1-{any_of(areas, [labels.areas[code] for code in counts.areas_except])})")
    joint = [item.code for item in book.planning_round.commissioners.values() if item.kind is CommissionerKind.JOINT]
    terms = [_alone(book, fence, amounts, commissioners, tests, joint)]
    if joint and counts.joint_share is not JointShare.NONE:
        terms.append(_together(book, frame, fence, amounts, commissioners, tests, joint))
    return "+".join(term for term in terms if term) or "0"


def _alone(
    book: Book, fence: RingFence, amounts: str, commissioners: str, tests: list[str], joint: list[str]
) -> str:
    """Rows with one commissioner: any, or one of those that the ring-fence names."""
    labels, named = book.labels.commissioners, fence.counts.commissioners
    if named is not None:
        factor = any_of(commissioners, [labels[code] for code in named if code not in joint])
    elif joint:
        factor = f"(1-{any_of(commissioners, [labels[code] for code in joint])})"
    else:
        factor = "1"
    return f"SUMPRODUCT({amounts},{'*'.join([*tests, factor])})"


def _together(
    book: Book, frame: ExpenditureFrame, fence: RingFence, amounts: str, commissioners: str, tests: list[str],
    joint: list[str],
) -> str:
    """Jointly commissioned rows, whole or by a percentage column; none where the round has no such column."""
    factor = any_of(commissioners, [book.labels.commissioners[code] for code in joint])
    counted_rows = "*".join([*tests, factor])
    if fence.counts.joint_share is JointShare.FULL:
        return f"SUMPRODUCT({amounts},{counted_rows})"
    shares = frame.range(Column.JOINT_NHS if fence.counts.joint_share is JointShare.NHS else Column.JOINT_LA)
    return f"SUMPRODUCT({amounts},{shares},{counted_rows})" if shares else ""
