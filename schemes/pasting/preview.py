"""What a paste would do, worked out from the plan as it stands and from what came with the request."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bcf.fund.document import Scheme
from bcf.fund.round import Round
from schemes.columns import Cell
from schemes.pasting.block import Block, read_block
from schemes.pasting.heading import Heading, in_fractions, recognise, total_line
from schemes.pasting.laying import Laid, Laying, Question, Target, Understood
from schemes.proposing import Wanted

NOWHERE = "-"
"""The choice that leaves a column of the block out."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A paste as it was asked for.

    ``rows`` are the keys of the rows from the one where it begins, as they are shown; what goes beyond them is added.
    ``shown`` are the names of the displayed columns, ``start`` the one where it begins. ``named``, ``columns`` and
    ``leave`` say how the person wants the block read, as far as that is said.
    """

    text: str
    html: str = ""
    typed: bool = False
    rows: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    start: str = ""
    named: bool | None = None
    columns: Mapping[int, str] | None = None
    leave: frozenset[int] | None = None
    answers: Mapping[str, str] | None = None

    @property
    def digest(self) -> str:
        """Of everything that decides which row gets what, but for the answers."""
        columns = sorted((self.columns or {}).items())
        leave = sorted(self.leave or ())
        text = self.text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
        content = [text, self.html.replace("\r\n", "\n"), self.start, self.rows, columns, leave, bool(self.named)]
        return hashlib.sha256(json.dumps(content).encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the block, counted from its top: the row that it would make, or None if it is left out."""

    at: int
    target: Target
    laid: Laid | None
    total: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be stored."""

    asked: Asked
    block: Block
    heading: Heading
    lines: tuple[Line, ...]
    questions: tuple[Question, ...]
    understood: tuple[Understood, ...]
    gone: int
    """How many rows that the paste was to go over are there no more; their lines become new rows."""

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """The rows to store."""
        return tuple(
            Wanted(line.target.version, line.laid.after) for line in self.lines if line.laid and line.laid.changed
        )

    @property
    def added(self) -> int:
        return sum(one.version == 0 for one in self.wanted)

    @property
    def changed(self) -> int:
        return len(self.wanted) - self.added

    @property
    def open_cells(self) -> int:
        """How many cells stay as they are because their text was not understood."""
        return sum(len(line.laid.asked) for line in self.lines if line.laid)

    @property
    def left_columns(self) -> tuple[str, ...]:
        """The names, or first texts, of the block's columns that go nowhere though something stands in them."""
        return tuple(
            text or f"column {at + 1}"
            for at, (text, cell) in enumerate(self.names())
            if cell is None and any(line[at].strip() for line in self.block[1 if self.heading.named else 0 :])
        )

    def names(self) -> tuple[tuple[str, Cell | None], ...]:
        """Each column of the block: what heads it, or its first text, and the cell that it goes to."""
        return tuple(zip(self.block[0], self.heading.columns, strict=True))


def preview(
    asked: Asked, planning_round: Round, cells: Sequence[Cell], schemes: Sequence[Scheme], versions: Mapping[str, int]
) -> Preview:
    """The paste worked out. Raises Unusable if there is nothing to paste, or too much."""
    block = read_block(asked.text, asked.html, typed=asked.typed)
    heading = _heading(asked, block, planning_round, cells)
    first = 1 if heading.named else 0
    fractions = [in_fractions(block, at, cell, named=heading.named) for at, cell in enumerate(heading.columns)]
    laying = Laying(planning_round, cells, heading.columns, fractions, asked.answers or {})
    held = {scheme.key: scheme for scheme in schemes}
    numbers = {scheme.key: number for number, scheme in enumerate(schemes, 1)}
    lines: list[Line] = []
    following = len(schemes)
    for at, texts in enumerate(block[first:], first):
        key = asked.rows[at - first] if at - first < len(asked.rows) else ""
        total = total_line(texts)
        left_out = at in asked.leave if asked.leave is not None else total
        if not any(text.strip() for text in texts):
            continue
        if key in held:
            target = Target(key, versions.get(key, 0), numbers[key], held[key])
        else:
            following += 0 if left_out else 1
            target = Target("", 0, following, Scheme(key=f"new-{at}"))
        lines.append(Line(at, target, None if left_out else laying.lay(texts, target), total))
    gone = sum(key not in held for key in asked.rows[: len(block) - first])
    return Preview(
        asked, block, heading, tuple(lines), tuple(laying.questions.values()), tuple(laying.understood.values()), gone
    )


def _heading(asked: Asked, block: Block, planning_round: Round, cells: Sequence[Cell]) -> Heading:
    shown = [cell for cell in cells if cell.name in asked.shown] if asked.shown else list(cells)
    order = {name: at for at, name in enumerate(asked.shown)}
    shown.sort(key=lambda cell: order.get(cell.name, 0))
    found = recognise(block, planning_round, cells, shown, asked.start)
    if asked.named is not None and asked.named != found.named and len(block) > 1:
        found = Heading(asked.named, found.columns)
    if asked.columns is None:
        return found
    by_name_of = {cell.name: cell for cell in cells}
    chosen = [by_name_of.get(asked.columns.get(at, NOWHERE)) for at in range(len(found.columns))]
    taken: set[str] = set()
    once = []
    for cell in chosen:
        once.append(None if cell is None or cell.name in taken else cell)
        taken |= {cell.name} if cell else set()
    return Heading(found.named, tuple(once))
