"""The texts of a plan held against themselves and each other: sums, changes, lists, days, and one thing told twice.

What is read out of a text and what contradicts what stands in `bcf.fund.claims`; here each kind becomes a rule.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from bcf.fund.claims.comparing import Contradiction, Fault
from bcf.fund.findings import Severity
from bcf.fund.places import Section
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.registry import Found, PlanCheck, rule
from bcf.fund.rules.stated_twice import contradictions, statements
from bcf.fund.rules.text_money import mismatches
from bcf.fund.rules.texts import PlacedText, by_anchor, texts_of

_SECTIONS = (Section.NARRATIVE, Section.INCOME, Section.METRICS, Section.MATURITY, Section.REQUIREMENTS)
_LONGEST = 260
"""Characters of a passage that a finding quotes."""


def _check(fault: Fault, remedy: Callable[[Contradiction], str]) -> PlanCheck:
    """A check for one kind of contradiction in all texts of the plan."""

    def check(context: Context) -> Iterator[Found]:
        places = by_anchor(texts_of(context))
        for one in contradictions(context):
            if one.fault is fault and not _left_to_the_tables(one, context):
                yield _found(one, places, remedy(one))

    return check


def _left_to_the_tables(one: Contradiction, context: Context) -> bool:
    """Whether it is an amount of which a rule that counts says what the tables have."""
    promoted = context.background.promoted
    if one.fault is not Fault.AMOUNT or not promoted:
        return False
    told = {wrong.statement for wrong in mismatches(context) if wrong.rule in promoted}
    return any(statement in told for statement in statements(one))


def _found(one: Contradiction, places: Mapping[str, PlacedText], remedy: str) -> Found:
    text = places[one.spot.question]
    return Found(
        text.place, f"“{_quoted(one)}”{_told(one, places)}", read=one.read, expected=one.expected,
        difference=_tidy(one.difference), remedy=remedy, about=f"“{text.name}”",
    )  # fmt: skip


def _told(one: Contradiction, places: Mapping[str, PlacedText]) -> str:
    """What is wrong with a passage, and the other passage with where it stands, for what is told in two places."""
    if one.other_spot is None:
        return f" {one.said}"
    same = one.other_spot.question == one.spot.question
    where = "elsewhere in the text" if same else f"in “{places[one.other_spot.question].name}”"
    return f", and {where} “{_short(one.other)}”: {one.said[0].lower()}{one.said[1:]}"


def _tidy(difference: Decimal | None) -> Decimal | None:
    """A difference without needless noughts: one finding has one fingerprint however its figures were spelled."""
    return None if difference is None else difference.quantize(Decimal(1)) if difference % 1 == 0 else difference


def _quoted(one: Contradiction) -> str:
    """The passage, cut to what a reader takes in at a glance, with the words that matter in it."""
    passage = " ".join(one.quote.split())
    if len(passage) <= _LONGEST:
        return passage
    at = max(0, passage.find(one.read) - _LONGEST // 2)
    first = passage.find(" ", at) + 1 if at else 0
    return f"{'… ' if first else ''}{_short(passage[first:])}"


def _short(passage: str) -> str:
    words = " ".join(passage.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rpartition(' ')[0]} …"


parts_make_the_total = rule(
    "TXT-001", "Totals in the text are the sum of their parts", Severity.EXPLAIN, *_SECTIONS,
    why="A reader adds up what is listed, and a total that does not fit puts every other figure in doubt.",
    mend="Correct the total or the parts; a figure named in braces is always the plan's own.",
    basis=Basis.PRACTICE,
)(_check(Fault.PARTS, lambda one: f"Correct {one.read}, or the amounts beside it: {one.expected}."))

rows_make_the_total = rule(
    "TXT-002", "Totals in tables of the text are the sum of their rows and columns", Severity.EXPLAIN, *_SECTIONS,
    why="A table that does not add up cannot be used to check the plan by.",
    mend="Correct the total, or the row that is wrong.",
    basis=Basis.PRACTICE,
)(_check(Fault.ROWS, lambda one: f"Correct the total to {one.expected}, or the row that is wrong."))

changes_fit_their_figures = rule(
    "TXT-003", "Changes and shares in the text are what their own figures give", Severity.ADVICE, *_SECTIONS,
    why="A percentage or a direction that its own figures do not give is mostly left over from an earlier draft.",
    mend="Correct the change or the figures.",
    basis=Basis.PRACTICE,
)(_check(Fault.CHANGE, lambda one: f"Write {one.expected} instead of {one.read}, or correct the figures beside it."))

lists_are_as_long_as_announced = rule(
    "TXT-004", "Lists are as long as the text announces", Severity.ADVICE, *_SECTIONS,
    why="Where eight changes are announced and six follow, either two are missing or the number is old.",
    mend="Correct the number, or add what is missing.",
    basis=Basis.PRACTICE,
)(_check(Fault.LIST, lambda one: f"Correct “{one.read}”, or the list, which has {one.expected}."))

amounts_are_stated_once = rule(
    "TXT-005", "One amount is the same wherever the text states it", Severity.EXPLAIN, *_SECTIONS,
    why="When the pool or a grant is given as two amounts, nobody can tell which one was agreed.",
    mend="Use one amount in both places; a figure named in braces is always the plan's own.",
    basis=Basis.PRACTICE,
)(_check(Fault.AMOUNT, lambda one: f"Use one amount in both places: {one.read} or {one.expected}."))

events_have_one_day = rule(
    "TXT-006", "One event has the same day wherever the text dates it", Severity.ADVICE, *_SECTIONS,
    why="The day on which the board agreed the plan is evidence, and two days are none.",
    mend="Use one day in both places.",
    basis=Basis.JOINTLY_AGREED, beta=True,
)(_check(Fault.EVENT, lambda one: f"Use one day in both places: {one.read} or {one.expected}."))

days_are_in_the_calendar = rule(
    "TXT-007", "Days in the text are days of the calendar", Severity.ADVICE, *_SECTIONS,
    why="A day that never was, or was another day of the week, is a slip that hides when something happened.",
    mend="Correct the day.",
    basis=Basis.PRACTICE,
)(_check(Fault.DAY, lambda one: f"Correct “{one.read}”: write {one.expected}."))

periods_run_forwards = rule(
    "TXT-008", "Periods in the text end after they begin", Severity.ADVICE, *_SECTIONS,
    why="A period whose end comes before its beginning mostly has one year wrong.",
    mend="Correct the period.",
    basis=Basis.PRACTICE,
)(_check(Fault.PERIOD, lambda one: f"Correct “{one.read}”: write {one.expected}."))

figures_are_stated_once = rule(
    "TXT-009", "A sentence that stands twice has the same figure both times", Severity.ADVICE, *_SECTIONS,
    why="The same sentence with two figures is mostly one figure of last year that was left in.",
    mend="Use one figure in both places.",
    basis=Basis.PRACTICE, beta=True,
)(_check(Fault.SHARE, lambda one: f"Use one figure in both places: {one.read} or {one.expected}."))
