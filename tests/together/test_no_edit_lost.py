"""Eight writers on one plan at once, a thousand rounds: no update is lost, and every refusal shows the other's value.

Each writer is a browser of its own with a database connection of its own, and saves a row of the table by the
address that the table saves it by. In each round it reads the row, adds its own number to the amount and sends it.
What was accepted must be in the sum, in the history, and under the name of who sent it.
"""

import re
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client

from plans.models import Plan
from schemes.columns import cells_of, fingerprint
from schemes.models import Scheme as Row
from schemes.models import SchemeAmount
from schemes.part import scheme_value
from tests import factories
from tests.schemes.conftest import leicester_with, row_of

WRITERS = 8
ROUNDS = 1_000
ROWS = 5
YEAR = "2019-20"
AMOUNT = f"amount-{YEAR}"
PROVED = pytest.mark.django_db(transaction=True)


@dataclass
class Tally:
    """What became of a writer's saves."""

    accepted: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    unexplained: list[str] = field(default_factory=list)


def write(plan: Plan, client: Client, number: int, turns: list[str], begin: threading.Barrier, tally: Tally) -> None:
    """Add ``number`` pounds to the rows named in turn, each once, reading before and never trying again."""
    cells = cells_of(plan.round)
    begin.wait(30)
    for key in turns:
        row = Row.objects.prefetch_related("amounts").get(plan=plan, key=key)
        value = scheme_value(row)
        data = {cell.name: cell.text(value) for cell in cells}
        wished = value.amounts[YEAR] + number
        data |= {"version": str(row.version), "read": fingerprint(cells, value), AMOUNT: str(wished)}
        answer = client.post(row_of(plan, key), data)
        if answer.status_code == 302:
            tally.accepted[key] += number
            continue
        tally.refused += 1
        if not explained(answer.content.decode(), wished):
            tally.unexplained.append(answer.content.decode())


def explained(page: str, wished: Decimal) -> bool:
    """Whether a refusal shows what was wished beside what somebody else saved, with name and time."""
    told = re.search(r"Not saved: Person \d changed this scheme at \d\d:\d\d", page)
    page = page[page.find("<caption"):]
    saved_by = re.search(r"Saved by Person \d at \d\d:\d\d", page)
    cells = re.findall(r'<td class="govuk-table__cell">([^<]*)</td>', page)
    return bool(told and saved_by and len(cells) == 2 and cells[0] == str(wished) and re.match(r"[\d,.]+$", cells[1]))


def race(plan: Plan, turns: Callable[[int], list[str]]) -> list[Tally]:
    """Let all writers run at once; each writer's tally."""
    tallies, begin, failed = [Tally() for _ in range(WRITERS)], threading.Barrier(WRITERS), list[BaseException]()

    def run(number: int) -> None:
        try:
            client = Client()
            client.force_login(people[number])
            write(plan, client, number + 1, turns(number), begin, tallies[number])
        except BaseException as problem:
            failed.append(problem)
        finally:
            connection.close()

    people = [factories.author_of(plan) for _ in range(WRITERS)]
    threads = [threading.Thread(target=run, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    return tallies


def amounts(plan: Plan) -> dict[str, Decimal]:
    found = SchemeAmount.objects.filter(scheme__plan=plan, year=YEAR)
    return dict(found.values_list("scheme__key", "amount"))


@PROVED
def test_of_eight_writers_in_a_thousand_rounds_no_update_is_lost() -> None:
    plan = factories.plan_from(leicester_with(ROWS))
    start = amounts(plan)
    share = ROUNDS // WRITERS
    tallies = race(plan, lambda number: [f"r{(turn + number) % ROWS}" for turn in range(share)])

    accepted = sum((tally.accepted for tally in tallies), Counter[str]())
    writes = sum(sum(tally.accepted.values()) // (number + 1) for number, tally in enumerate(tallies))
    refused = sum(tally.refused for tally in tallies)
    assert writes + refused == ROUNDS
    assert writes > 0
    assert [tally.unexplained for tally in tallies if tally.unexplained] == []
    # The stored value is the start and every accepted increment: nothing lost, nothing twice.
    assert amounts(plan) == {key: start[key] + accepted[key] for key in start}
    # Every accepted write is a version of its row, and stands in the history under its writer.
    rows = {row.key: row for row in Row.objects.filter(plan=plan)}
    assert sum(row.version - 1 for row in rows.values()) == writes
    history = SchemeAmount.history.filter(history_type="~", year=YEAR)
    by_person = Counter(history.values_list("history_user__name", flat=True))
    expected = {f"Person {number + 1}": sum(tally.accepted.values()) // (number + 1)
                for number, tally in enumerate(tallies)}
    assert by_person == Counter({name: number for name, number in expected.items() if number})
