"""Milestones and reference documents in a plan's file: loaded as they are, refused where they do not fit."""

import json
from typing import Any

import pytest

from bcf.fund.problems import Refused
from plans.assembling import assemble
from plans.loading.plans import load_plan
from plans.models import Milestone, Plan
from tests import factories
from tests.fund.build import complete_plan


def loaded(round_id: str, **content: Any) -> Plan:
    """The finished plan of that round with some content replaced, loaded from its JSON over what is there."""
    document = complete_plan(round_id)
    factories.plan_from(document)
    text = json.dumps({**document.as_json(), **content}).encode()
    return load_plan(text, "plan.json", replace=True)


def test_what_a_file_says_is_what_the_plan_holds(db: None) -> None:
    step = {"key": "m", "title": "Step", "start": "2017-05-01", "end": "2018-01-31", "state": "done", "owner": "Chair"}
    steps = [{"key": "z", "title": "Last"}, step]
    plan = loaded("2017-19", milestones=steps, documents=[{"key": "d", "title": "Book"}])
    content = assemble(plan).as_json()
    assert content["milestones"] == steps
    assert content["documents"] == [{"key": "d", "title": "Book"}]
    assert Milestone.history.filter(plan=plan, history_type="-").count() == 2


@pytest.mark.parametrize(("round_id", "content", "where"), [
    ("2031-34", {"milestones": [{"key": "a", "owner": "Chair", "state": "done"}]},
     ["/milestones/0/owner", "/milestones/0/state"]),
    ("2031-34", {"documents": [{"key": "a", "about": "People"}]}, ["/documents/0/about"]),
    ("2017-19", {"milestones": [{"key": "a"}, {"key": "a"}]}, ["/milestones/1/key"]),
    ("2017-19", {"documents": [{"key": "a"}, {"key": "a"}]}, ["/documents/1/key"]),
])  # fmt: skip
def test_what_does_not_fit_is_refused_by_its_place(
    made_up_round: None, round_id: str, content: dict[str, Any], where: list[str]
) -> None:
    with pytest.raises(Refused) as refused:
        loaded(round_id, **content)
    lists = ("/milestones", "/documents")
    assert [problem.where for problem in refused.value.problems if problem.where.startswith(lists)] == where
