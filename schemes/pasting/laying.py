"""A block laid over rows: what each row would become, and what has to be asked first. Nothing is stored here.

Each text is brought to what one would type into its cell and then read by the same function as typing, so that a
pasted row is the same as a typed one.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bcf.fund.document import Scheme
from bcf.fund.round import Column, Round
from schemes.choices import every, offered
from schemes.columns import Cell, Kind, with_values
from schemes.pasting.figures import is_nothing, plain_figure
from schemes.pasting.labels import Options, find, nearest, plain
from schemes.reading import clean, read_row
from schemes.typed import Unreadable

MOST_QUESTIONS = 200


@dataclass(frozen=True, slots=True)
class Target:
    """A row of the table that a line goes to. A new one has version 0."""

    key: str
    version: int
    number: int
    held: Scheme


@dataclass(slots=True)
class Question:
    """A text that cannot be taken as it is: what it may mean, and what was answered. ``options`` is empty where the
    answer is typed. The same text in the same list is asked once; ``lines`` are the table's row numbers."""

    code: str
    cell: Cell
    text: str
    why: str
    options: Options
    answer: str
    lines: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What the field of the answer is called in the form."""
        return f"answer-{self.code}"


@dataclass(frozen=True, slots=True)
class Understood:
    """A text that was not written as in the list, and what it was taken for."""

    cell: Cell
    text: str
    words: str


@dataclass(frozen=True, slots=True)
class Laid:
    """A row as it would be. ``asked`` are the cells left as they are until their question is answered."""

    target: Target
    after: Scheme
    asked: frozenset[Cell]
    remarks: tuple[str, ...]

    @property
    def changed(self) -> bool:
        return self.target.version == 0 or self.after != self.target.held


class Laying:
    """Lays lines over rows and gathers what is to be asked."""

    def __init__(self, planning_round: Round, cells: Sequence[Cell], columns: Sequence[Cell | None],
                 fractions: Sequence[bool], answers: Mapping[str, str]) -> None:
        self.planning_round = planning_round
        self.cells = tuple(cells)
        self.columns = tuple(columns)
        self.fractions = tuple(fractions)
        self.answers = answers
        self.questions: dict[str, Question] = {}
        self.understood: dict[tuple[Cell, str], Understood] = {}
        self._found: dict[tuple[str, Options], tuple[str, bool]] = {}

    def lay(self, line: Sequence[str], target: Target) -> Laid:
        """The row with the line's cells in it."""
        texts = {cell: cell.text(target.held) for cell in self.cells}
        changed: set[Cell] = set()
        asked: set[Cell] = set()
        kind = target.held
        for at, cell in self._in_order():
            typed = self._typed(cell, _bare(line[at]), kind, target, fractions=self.fractions[at])
            if typed is None:
                asked.add(cell)
                continue
            texts[cell] = typed
            changed.add(cell)
            if cell.column is Column.SCHEME_TYPE:
                kind = with_values(kind, {cell: typed})
        reading = read_row(self.planning_round, texts, frozenset(changed), target.held)
        for refusal in reading.refused:
            written = next(line[at] for at, cell in self._in_order() if cell == refusal.cell)
            self._ask(refusal.cell, _bare(written), refusal.message, (), target)
            asked.add(refusal.cell)
        return Laid(target, reading.row, frozenset(asked), reading.remarks)

    def _in_order(self) -> list[tuple[int, Cell]]:
        """The block's columns in the table's order: the scheme type before the sub-type that depends on it."""
        order = {cell: number for number, cell in enumerate(self.cells)}
        found = [(at, cell) for at, cell in enumerate(self.columns) if cell is not None]
        return sorted(found, key=lambda pair: order[pair[1]])

    def _typed(self, cell: Cell, text: str, row: Scheme, target: Target, *, fractions: bool) -> str | None:
        """What one would type for the text; None if it has to be asked."""
        held = cell.text(target.held)
        same = not fractions and text in (cell.words(self.planning_round, held).strip(), held.strip())
        if same and (cell.column is not Column.SUB_TYPE or row.scheme_type == target.held.scheme_type):
            return held
        if not text:
            return text
        if cell.kind is Kind.CHOICE:
            return self._chosen(cell, text, row, target)
        if answer := self.answers.get(_code(cell, "", text), "").strip():
            self._ask(cell, text, "", (), target)
            return clean(answer)
        return text if cell.kind in (Kind.LINE, Kind.TEXT) else self._figure(cell, text, target, fractions=fractions)

    def _figure(self, cell: Cell, text: str, target: Target, *, fractions: bool) -> str | None:
        try:
            figure = plain_figure(cell.kind, text, fractions=fractions)
        except Unreadable as error:
            self._ask(cell, text, str(error), (), target)
            return None
        bare = text.replace("£", "").replace("%", "").replace(" ", "")
        if figure.replace(" ", "") not in (text, bare) and figure.replace(",", "") != bare.replace(",", ""):
            self._note(cell, text, figure or "blank")
        return figure

    def _chosen(self, cell: Cell, text: str, row: Scheme, target: Target) -> str | None:
        options = tuple(option for group in offered(cell, self.planning_round, row) for option in group.options)
        options = options or tuple(option for group in every(cell, self.planning_round) for option in group.options)
        code, exact = self._find(text, options)
        if code:
            if not exact:
                self._note(cell, text, cell.words(self.planning_round, code))
            return code
        if is_nothing(text):
            return ""
        scope = row.scheme_type if cell.column in (Column.SUB_TYPE, Column.OUTPUT_UNIT) else ""
        answer = self.answers.get(_code(cell, scope, plain(text)), "")
        self._ask(cell, text, _why(cell, row, self.planning_round), options, target, scope)
        return answer if any(answer == each for each, _ in options) else None

    def _find(self, text: str, options: Options) -> tuple[str, bool]:
        key = (text, options)
        if key not in self._found:
            match = find(text, options)
            self._found[key] = (match.code, match.exact)
        return self._found[key]

    def _note(self, cell: Cell, text: str, words: str) -> None:
        self.understood.setdefault((cell, text), Understood(cell, text, words))

    def _ask(self, cell: Cell, text: str, why: str, options: Options, target: Target, scope: str = "") -> None:
        # Another spelling of the same entry is the same question.
        code = _code(cell, scope, plain(text) if options else text)
        if code not in self.questions:
            by_code = dict(options)
            near = nearest(text, options) if len(self.questions) < MOST_QUESTIONS else ()
            self.questions[code] = Question(
                code, cell, text, why, tuple((each, by_code[each]) for each in near), self.answers.get(code, ""),
            )  # fmt: skip
        question = self.questions[code]
        question.why = question.why or why
        if target.number not in question.lines:
            question.lines.append(target.number)


def _bare(text: str) -> str:
    """The text without the apostrophe by which spreadsheets, and copying out of the table, keep it from being a
    formula."""
    text = clean(text).strip()
    return text[1:] if re.match(r"'[=+@-]", text) else text


def _code(cell: Cell, scope: str, text: str) -> str:
    """A short name for a question, the same whenever the same is asked."""
    return hashlib.sha256("\x00".join((cell.name, scope, text)).encode("utf-8", "replace")).hexdigest()[:16]


def _why(cell: Cell, row: Scheme, planning_round: Round) -> str:
    if cell.column is Column.SUB_TYPE and row.scheme_type in planning_round.types:
        return f"is no sub-type of {planning_round.types[row.scheme_type].label}."
    return "is not in the list, or could mean several of its entries."
