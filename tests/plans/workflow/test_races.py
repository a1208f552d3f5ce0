"""Twenty people who do the same at once: it is done once, and each other is told why not."""

import threading
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection

from bcf.fund.document import BodyKind
from plans.models import Event, Job, Plan, Role, Seal, Signature, User
from plans.workflow.acting import NotNow
from plans.workflow.proof import troubles
from plans.workflow.sealing import seal
from plans.workflow.signing import CannotSign, sign
from plans.workflow.submitting import submit
from tests import factories, story

MANY = 20
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_engines]


def at_once(people: list[User], act: Callable[[User], Any]) -> Counter[str]:
    """Everybody does it in a thread with a connection of their own; what came of it, by name."""
    came, begin, lock = Counter[str](), threading.Barrier(len(people)), threading.Lock()

    def run(person: User) -> None:
        try:
            begin.wait(30)
            act(person)
            outcome = "done"
        except Exception as problem:
            outcome = type(problem).__name__
        finally:
            connection.close()
        with lock:
            came[outcome] += 1

    threads = [threading.Thread(target=run, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def many(plan: Plan, role: Role, kind: BodyKind = BodyKind.LA) -> list[User]:
    body = plan.board.bodies.get(kind=kind)
    return [factories.person(role, of=body) for _ in range(MANY)]


def sign_there(plan: Plan, made: Seal, place: str, person: User) -> Signature:
    return sign(plan, person, place, digest=made.digest, job_title="Holder of the post")


def test_of_twenty_at_once_one_seals_one_signs_each_place_and_one_submits() -> None:
    plan = story.finished()
    authors = many(plan, Role.AUTHOR)

    assert at_once(authors, lambda person: seal(plan, person)) == {"done": 1, NotNow.__name__: MANY - 1}
    made = Seal.objects.get()
    assert Job.objects.filter(kind=Job.Kind.SEAL).count() == 1
    story.put_files(made)

    for place, role, kind in (
        ("hwb_chair", Role.CHAIR, BodyKind.LA),
        ("chief_executive-E06000016", Role.SIGNATORY, BodyKind.LA),
        ("ccg_officer-04C", Role.SIGNATORY, BodyKind.NHS),
    ):
        signing = partial(sign_there, plan, made, place)
        assert at_once(many(plan, role, kind), signing) == {"done": 1, CannotSign.__name__: MANY - 1}
    assert Signature.objects.count() == 3

    assert at_once(authors, lambda person: submit(plan, person)) == {"done": 1, NotNow.__name__: MANY - 1}
    events = list(Event.objects.filter(plan=plan).order_by("number").values_list("number", "verb"))
    assert events == [(1, "seal"), (2, "sign"), (3, "sign"), (4, "sign"), (5, "submit")]
    assert list(troubles(plan)) == []
