"""The whole matrix: everybody, of here and elsewhere, tries everything in every stage, and does what the table says."""

import logging
import re
from collections.abc import Mapping
from http import HTTPStatus

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client

from assurance.actions.recommending import NotRated
from bcf.fund.stages import TRANSITIONS, Stage, Verb, transition
from plans.lifecycle import doors
from plans.models import Event
from plans.workflow.acting import NotNow
from plans.workflow.signing import CannotSign
from plans.workflow.submitting import NotSigned
from tests import permissions, story
from tests.permissions import DEEDS, Actor, Scene

OWN_NEEDS = (CannotSign, NotSigned, NotRated)
"""What an action may lack beside the right person and the right stage."""


@pytest.fixture
def everybody(db: None) -> tuple[Scene, Mapping[str, Actor]]:
    plan = story.finished()
    actors = permissions.actors(plan)
    return permissions.scene(plan, actors), actors


def what_comes_of(found: Scene, actor: Actor, verb: Verb) -> str:
    """Whether the deed is done, and else why not. It is taken back in any case."""
    number = Event.objects.filter(plan=found.plan).count()
    try:
        with transaction.atomic():
            DEEDS[verb](found, actor)
            done = Event.objects.filter(plan=found.plan).count() - number
            assert done == 1, f"{verb} wrote {done} events"
            transaction.set_rollback(True)
    except PermissionDenied:
        return "refused"
    except NotNow:
        return "not now"
    except OWN_NEEDS:
        return "allowed"
    return "allowed"


def expected(actor: Actor, verb: Verb, stage: Stage) -> str:
    row = transition(verb)
    if not actor.capacities & row.capacities:
        return "refused"
    return "allowed" if stage in row.sources else "not now"


def test_every_verb_is_tried() -> None:
    assert set(DEEDS) == set(Verb) == {row.verb for row in TRANSITIONS}


@pytest.mark.parametrize("stage", Stage)
def test_nobody_does_what_the_table_does_not_allow(everybody, stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    found, actors = everybody
    permissions.stand(found, stage)
    wrong = []
    for name, actor in actors.items():
        for verb in Verb:
            caplog.clear()
            with caplog.at_level(logging.WARNING, "bcf.refused"):
                came = what_comes_of(found, actor, verb)
            if came != (wanted := expected(actor, verb, stage)):
                wrong.append(f"{name}, {verb}: {came} instead of {wanted}")
            if came == "refused":
                assert f"refused: {verb}" in caplog.text
    assert not wrong, "\n".join(wrong)


def doors_of(found: Scene, actor: Actor) -> list[tuple[str, tuple[Verb, ...]]]:
    """Every address at which something is done to the plan, for that person, with what is done there."""
    values = {
        "board": found.plan.board.code, "round_id": found.plan.round_id, "place": actor.place,
        "requirement": "PR1", "query": str(found.query.pk),
    }  # fmt: skip
    shown = []
    for route, verbs in doors():
        address = "/" + re.sub(r"<\w+:(\w+)>", lambda name: values[name[1]], route)
        shown.append((address, verbs))
    return shown


REFUSED = (
    HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.CONFLICT,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)  # fmt: skip
SEES = ("administrator", "superuser")
"""Who reads plans without a capacity in them."""


@pytest.mark.parametrize("stage", Stage)
def test_no_address_does_what_the_table_does_not_allow(everybody, stage: Stage) -> None:
    found, actors = everybody
    permissions.stand(found, stage)
    before, wrong = Event.objects.count(), []
    for name, actor in actors.items():
        client = Client(raise_request_exception=True)
        client.force_login(actor.user)
        for address, verbs in doors_of(found, actor):
            mine = {verb for verb in verbs if expected(actor, verb, stage) == "allowed"}
            sent = {key: value for verb in verbs for key, value in {"do": str(verb), verb.value: "1"}.items()}
            if mine:
                continue  # what is allowed is done in the tests of each page
            status = client.post(address, sent).status_code
            if status not in REFUSED:
                wrong.append(f"{name} at {address}: {status}")
            if not actor.capacities and name not in SEES and client.get(address).status_code != HTTPStatus.NOT_FOUND:
                wrong.append(f"{name} sees {address}")
    assert not wrong, "\n".join(wrong)
    assert Event.objects.count() == before
