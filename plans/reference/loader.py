"""Loading the reference data: boards, bodies, who serves whom, and populations. All of it or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction

from bcf.fund.document import AllocationKind, BodyKind
from bcf.fund.problems import Problem, Refused
from plans.loading.figures import misfits
from plans.loading.tables import Row, at, read_table
from plans.models import Allocation, Board, BoardBody, Organisation, Plan
from plans.models.bodies import Region
from plans.rounds import all_rounds
from plans.running import queue_check

FOLDER = Path(__file__).parent
FILES = {
    "boards.csv": ("code", "name", "kind", "region", "two_tier"),
    "bodies.csv": ("code", "name", "kind"),
    "links.csv": ("board", "body", "share"),
    "population65.csv": ("round", "board", "code", "year", "value"),
}
Model = TypeVar("Model", bound=models.Model)
POPULATION = "ONS 2016-based subnational population projections, people aged 65 and over in 2019"


@dataclass
class Tally:
    """How many rows were made and how many changed."""

    made: int = 0
    changed: int = 0


@dataclass
class _Reader:
    """The files of a folder, with every problem found in them."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)

    def rows(self, name: str) -> list[Row]:
        try:
            return read_table((self.folder / name).read_bytes(), name, FILES[name])
        except Refused as refused:
            self.problems += [Problem(f"{name} {problem.where}", problem.message, problem.read)
                              for problem in refused.problems]
            return []

    def known(self, name: str, row: Row, column: str, allowed: Iterable[str]) -> None:
        if row.cells[column] not in allowed:
            self.wrong(name, row, column, "is not known")

    def wrong(self, name: str, row: Row, column: str, message: str) -> None:
        self.problems.append(Problem(f"{name} {at(row.line, column)}", message, row.cells[column]))


def load_reference(folder: Path = FOLDER) -> Tally:
    """Bring boards, bodies, links and populations to what the files say. Raises Refused; nothing is then stored.

    Nothing is ever deleted. A population that an administrator has since loaded from another origin stays as it is.
    """
    reader, tally = _Reader(folder), Tally()
    tables = {name: reader.rows(name) for name in FILES}
    _check(reader, tables)
    if reader.problems:
        raise Refused("reference data", reader.problems)
    with transaction.atomic():
        boards = {row.cells["code"]: _board(row, tally) for row in tables["boards.csv"]}
        bodies = {row.cells["code"]: _bring(tally, Organisation, {"code": row.cells["code"]},
                                            name=row.cells["name"], kind=row.cells["kind"])
                  for row in tables["bodies.csv"]}
        for row in tables["links.csv"]:
            share = Decimal(row.cells["share"]) if row.cells["share"] else None
            _bring(tally, BoardBody, {"board": boards[row.cells["board"]],
                                      "organisation": bodies[row.cells["body"]]}, share=share)
        _populations(tables["population65.csv"], boards, tally)
    return tally


def _check(reader: _Reader, tables: dict[str, list[Row]]) -> None:
    boards = {row.cells["code"] for row in tables["boards.csv"]}
    bodies = {row.cells["code"] for row in tables["bodies.csv"]}
    for row in tables["boards.csv"]:
        reader.known("boards.csv", row, "region", Region.values)
        reader.known("boards.csv", row, "two_tier", ("yes", "no"))
    for row in tables["bodies.csv"]:
        reader.known("bodies.csv", row, "kind", [kind.value for kind in BodyKind])
    for row in tables["links.csv"]:
        reader.known("links.csv", row, "board", boards)
        reader.known("links.csv", row, "body", bodies)
        if not _is_share(row.cells["share"]):
            reader.wrong("links.csv", row, "share", "must be empty or a percentage from 0 to 100")
    for row in tables["population65.csv"]:
        reader.known("population65.csv", row, "board", boards)
        if planning_round := all_rounds().get(row.cells["round"]):
            for misfit in misfits(planning_round, _figure(row), {}):
                reader.wrong("population65.csv", row, misfit.field, misfit.message)


def _is_share(text: str) -> bool:
    try:
        return not text or 0 <= Decimal(text) <= 100
    except InvalidOperation:
        return False


def _figure(row: Row) -> dict[str, str]:
    return {"kind": AllocationKind.METRIC.value, "body": "", "origin": POPULATION, **row.cells}


def _board(row: Row, tally: Tally) -> Board:
    facts = {name: row.cells[name] for name in ("name", "kind", "region")}
    return _bring(tally, Board, {"code": row.cells["code"]}, **facts, two_tier=row.cells["two_tier"] == "yes")


def _bring(tally: Tally, model: type[Model], key: dict[str, Any], **facts: Any) -> Model:
    """The row with that key, made or changed only where the facts differ."""
    row, made = model._default_manager.get_or_create(**key, defaults=facts)
    different = [name for name, value in facts.items() if getattr(row, name) != value]
    if made:
        tally.made += 1
    elif different:
        for name in different:
            setattr(row, name, facts[name])
        row.save()
        tally.changed += 1
    return row


def _populations(rows: list[Row], boards: dict[str, Board], tally: Tally) -> None:
    """Populations of the rounds that this site has, where nothing is loaded yet or what is loaded came from here."""
    touched: set[tuple[int, str]] = set()
    for row in rows:
        cells = row.cells
        if cells["round"] not in all_rounds():
            continue
        board = boards[cells["board"]]
        figure, made = Allocation.objects.get_or_create(
            board=board, round_id=cells["round"], kind=AllocationKind.METRIC.value, code=cells["code"],
            year=cells["year"], body="", defaults={"value": cells["value"], "origin": POPULATION},
        )  # fmt: skip
        changed = not made and figure.origin == POPULATION and figure.value != cells["value"]
        if changed:
            figure.value = cells["value"]
            figure.save()
        tally.made += made
        tally.changed += changed
        if made or changed:
            touched.add((board.pk, cells["round"]))
    for plan in Plan.objects.all():
        if (plan.board_id, plan.round_id) in touched:
            queue_check(plan)
