"""Rows in the area's own order: moved and arranged, with a record, and without a conflict for who is writing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.assembling import assemble
from plans.models import Job, Milestone, Plan
from plans.ordering import Step, arrange, move
from plans.saving import save_row
from tests.plans.pages import shire

KEYS = "abcd"


@pytest.fixture
def plan(db: None) -> Plan:
    return shire("2017-19", milestones=[{"key": key, "title": key.upper()} for key in KEYS])


def order(plan: Plan) -> str:
    return "".join(milestone.key for milestone in assemble(plan).milestones)


@pytest.mark.parametrize(("key", "step", "place", "after"), [
    ("b", Step.UP, 1, "bacd"), ("b", Step.DOWN, 3, "acbd"), ("a", Step.UP, 1, "abcd"), ("d", Step.DOWN, 4, "abcd"),
])  # fmt: skip
def test_a_row_moves_past_its_neighbour(plan: Plan, key: str, step: Step, place: int, after: str) -> None:
    assert move(Milestone, plan, key, step) == place
    assert order(plan) == after


def test_a_row_that_is_gone_does_not_move(plan: Plan) -> None:
    assert move(Milestone, plan, "x", Step.UP) is None
    assert order(plan) == KEYS


def test_a_move_is_recorded_and_checked_and_raises_no_version(plan: Plan) -> None:
    move(Milestone, plan, "b", Step.UP)
    row = Milestone.objects.get(plan=plan, key="b")
    assert row.version == 1
    assert [record.position for record in row.history.all()] == [0, 1]
    assert Job.objects.filter(plan=plan, kind=Job.Kind.CHECK).count() == 1


def test_who_writes_in_a_row_that_is_moved_meets_no_conflict(plan: Plan) -> None:
    read = Milestone.objects.get(plan=plan, key="b")
    move(Milestone, plan, "b", Step.UP)
    save_row(Milestone, plan, {"key": "b"}, read.version, {"title": "Written meanwhile"})
    assert order(plan) == "bacd"
    assert assemble(plan).milestones[0].title == "Written meanwhile"


def test_what_stays_in_its_place_gets_no_record(plan: Plan) -> None:
    arrange(Milestone, plan, lambda row: row.key)
    assert not Job.objects.filter(plan=plan).exists()
    assert Milestone.history.filter(plan=plan).count() == len(KEYS)


def test_rows_that_are_equal_stay_as_they_stand(plan: Plan) -> None:
    arrange(Milestone, plan, lambda row: row.key in "ab")
    assert order(plan) == "cdab"


STEPS = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(list(Step))), max_size=8)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(STEPS)
def test_any_moves_are_those_of_a_plain_list(plan: Plan, steps: list[tuple[str, Step]]) -> None:
    keys = list(order(plan))
    for key, step in steps:
        at = keys.index(key)
        to = min(max(at + (1 if step is Step.DOWN else -1), 0), len(keys) - 1)
        keys.insert(to, keys.pop(at))
        assert move(Milestone, plan, key, step) == to + 1
    assert list(order(plan)) == keys
