"""Two people change one table in any order, and undo and redo as they like: nobody's edit is ever overwritten."""

from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bcf.fund.document import Scheme
from plans.assembling import assemble
from plans.models import Conflict, Plan, User
from schemes.changes import change, content_of
from schemes.models import Change
from schemes.models import Scheme as Row
from schemes.placing import above, below, order_of
from schemes.undoing import last_done, redo, undo
from tests import factories
from tests.schemes.conftest import leicester_with

VALUES = {
    "name": ["", "A", "B", "C"], "source": ["", "ccg_min", "ibcf"], "provider": ["", "ccg", "charity"],
}  # fmt: skip
AMOUNTS = [None, Decimal(1), Decimal("2.50"), Decimal(3)]
WHO = st.sampled_from([0, 1])
AT = st.integers(0, 30)


class TwoPeople(RuleBasedStateMachine):
    """``last`` holds for each part of each row who wrote it last and what, as long as that is not taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.plan: Plan = factories.plan_from(leicester_with(4))
        self.people: list[User] = [factories.author_of(self.plan), factories.author_of(self.plan)]
        self.start = assemble(self.plan).digest
        self.written_by: set[int] = set()

    def key(self, at: int) -> str | None:
        keys = [placed.key for placed in order_of(self.plan)]
        return keys[at % len(keys)] if keys else None

    def write(self, who: int, kind: Change.Kind, act) -> None:
        with change(self.plan, self.people[who], kind) as desk:
            act(desk)
        self.written_by.add(who)

    @rule(who=WHO, at=AT, data=st.data())
    def edit(self, who, at, data):
        key = self.key(at)
        if key is None:
            return
        field = data.draw(st.sampled_from([*VALUES, "amount"]))
        row = content_of(self.plan, key)
        if field == "amount":
            amount = data.draw(st.sampled_from(AMOUNTS))
            update = {"amounts": {} if amount is None else {"2019-20": amount}}
        else:
            update = {field: data.draw(st.sampled_from(VALUES[field]))}
        version = Row.objects.get(plan=self.plan, key=key).version
        self.write(who, Change.Kind.EDIT, lambda desk: desk.save(version, row.model_copy(update=update)))

    @rule(who=WHO)
    def add(self, who):
        self.write(who, Change.Kind.ADD, lambda desk: desk.add(Scheme(key="new", name="New")))

    @rule(who=WHO, at=AT)
    def copy(self, who, at):
        key = self.key(at)
        if key is not None:
            row = Row.objects.get(plan=self.plan, key=key)
            self.write(who, Change.Kind.COPY, lambda desk: desk.copy(row, content_of(self.plan, key)))

    @rule(who=WHO, at=AT)
    def delete(self, who, at):
        key = self.key(at)
        if key is not None:
            version = Row.objects.get(plan=self.plan, key=key).version
            self.write(who, Change.Kind.DELETE, lambda desk: desk.remove(key, version))

    @rule(who=WHO, at=AT, down=st.booleans())
    def move(self, who, at, down):
        key = self.key(at)
        if key is None:
            return
        order = order_of(self.plan)
        neighbour = below(order, key) if down else above(order, above(order, key)) if above(order, key) else ""
        if neighbour or not down:
            self.write(who, Change.Kind.MOVE, lambda desk: desk.move(key, neighbour))

    @rule(who=WHO)
    def undo(self, who):
        self.without_touching_the_others(who, undo)

    @rule(who=WHO)
    def redo(self, who):
        self.without_touching_the_others(who, redo)

    def without_touching_the_others(self, who, act):
        """Whatever the other person wrote and did not take back stands there afterwards as before."""
        other = self.people[1 - who]
        mine = act.__name__ == "undo" and last_done(self.plan, self.people[who])
        later = Change.objects.filter(plan=self.plan, person=other, undone=False)
        if mine:
            later = later.filter(turn__gt=mine.turn)
        guarded = {
            (step["key"], path): content_of(self.plan, step["key"])
            for done in (later if mine else ()) for step in done.steps for path in step.get("parts", {})
        }
        act(self.plan, self.people[who])
        for (key, path), before in guarded.items():
            after = content_of(self.plan, key)
            if before is None:
                assert after is None or Row.objects.filter(plan=self.plan, key=key).exists()
                continue
            assert after is not None, "a row was taken away in which somebody else had written"
            name = path.split("/")[0]
            assert getattr(after, name) == getattr(before, name), path

    @precondition(lambda self: len(self.written_by) == 1)
    @rule()
    def everything_taken_back_is_the_plan_as_it_was(self):
        who = next(iter(self.written_by))
        before = assemble(self.plan).digest
        taken = 0
        while undo(self.plan, self.people[who]):
            taken += 1
        assert assemble(self.plan).digest == self.start
        for _ in range(taken):
            assert redo(self.plan, self.people[who])
        assert assemble(self.plan).digest == before

    @initialize()
    def keys_are_as_loaded(self):
        assert [placed.key for placed in order_of(self.plan)] == ["r0", "r1", "r2", "r3"]

    @invariant()
    def no_row_stands_twice(self):
        keys = [placed.key for placed in order_of(self.plan)]
        assert len(keys) == len(set(keys))


    def teardown(self):
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)


@pytest.mark.django_db
def test_two_people_never_overwrite_each_other_by_undo():
    run_state_machine_as_test(TwoPeople, settings=settings(max_examples=25, stateful_step_count=14, deadline=None))


@pytest.fixture
def pair(leicester):
    return factories.author_of(leicester), factories.author_of(leicester)


def rename(plan, person, key, name):
    row = content_of(plan, key)
    with change(plan, person, Change.Kind.EDIT) as desk:
        desk.save(Row.objects.get(plan=plan, key=key).version, row.model_copy(update={"name": name}))


def test_a_cell_that_a_colleague_set_to_the_same_words_is_the_colleagues(leicester, pair):
    one, two = pair
    rename(leicester, one, "row-01", "Mine")
    rename(leicester, two, "row-01", "Other")
    rename(leicester, two, "row-01", "Mine")
    taken = undo(leicester, one)
    assert [left.path for left in taken.left] == ["name"]
    assert content_of(leicester, "row-01").name == "Mine"


def test_what_a_colleague_took_back_is_free_again(leicester, pair):
    one, two = pair
    rename(leicester, one, "row-01", "Mine")
    rename(leicester, two, "row-01", "Other")
    undo(leicester, two)
    assert undo(leicester, one).left == []
    assert content_of(leicester, "row-01").name == "Existing ASC Transfer"


def test_a_restored_row_refuses_a_page_from_before_its_deletion(leicester, pair):
    one, _ = pair
    before, version = content_of(leicester, "row-02"), Row.objects.get(plan=leicester, key="row-02").version
    document = assemble(leicester).digest
    with change(leicester, one, Change.Kind.DELETE) as desk:
        desk.remove("row-02", version)
    undo(leicester, one)
    assert assemble(leicester).digest == document
    with pytest.raises(Conflict), change(leicester, one, Change.Kind.EDIT) as desk:
        desk.save(version, before.model_copy(update={"name": "From an old page"}))
    assert [record.history_type for record in Row.history.filter(key="row-02")][:3] != ["+"]


def test_only_the_last_hundred_changes_are_kept(leicester, pair):
    one, two = pair
    rename(leicester, two, "row-02", "Theirs")
    for number in range(103):
        rename(leicester, one, "row-01", f"Name {number}")
    assert Change.objects.filter(plan=leicester, person=one).count() == 100
    assert Change.objects.filter(plan=leicester, person=two).count() == 1


def test_a_new_change_ends_what_could_be_done_again(leicester, pair):
    one, _ = pair
    rename(leicester, one, "row-01", "First")
    undo(leicester, one)
    rename(leicester, one, "row-01", "Second")
    assert redo(leicester, one) is None
