"""Every path through a plan's life that people can take, explored: none reaches a submitted plan that should not be.

Anybody tries anything at any time; what is refused is refused, and after each step the plan is looked at.
"""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from assurance.actions.beginning import begin
from assurance.actions.deciding import decide
from assurance.actions.moderating import rate
from assurance.actions.outcomes import Asked, NotAnOutcome, Verdict
from assurance.actions.recommending import NotRated, recommend, without_rating
from assurance.actions.referring import refer_back
from assurance.actions.returning import send_back
from assurance.models import Condition, Letter, Rating
from bcf.fund.findings import Severity
from bcf.fund.places import Section
from bcf.fund.stages import EDITABLE, SIGNABLE, Stage, Verb
from plans.assembling import assemble
from plans.models import Answer, Plan, Seal, User
from plans.saving import save_row
from plans.workflow import proof
from plans.workflow.acting import NotNow, current_seal
from plans.workflow.files import findings_of, ready
from plans.workflow.reopening import ReasonMissing, reopen, withdraw
from plans.workflow.sealing import ChangedSince, StillOpen, seal
from plans.workflow.signing import CannotSign, ratify, sign
from plans.workflow.submitting import NotSigned, submit
from plans.workflow.whose import missing, places_of
from tests import story

REFUSALS = (
    PermissionDenied, NotNow, StillOpen, ChangedSince, CannotSign, NotSigned, ReasonMissing, NotRated, NotAnOutcome,
)  # fmt: skip
PEOPLE = tuple(story.Cast.__dataclass_fields__)
PLACES = ("hwb_chair", "chief_executive-E06000016", "ccg_officer-04C")
OUTCOMES = ("approved", "approved_with_conditions", "not_approved", "unheard_of")
ASKED = (Asked("Name the host of the pool.", "Chief executive", datetime.date(2099, 5, 1)),)
AFTER_SUBMISSION = (Stage.SUBMITTED, Stage.REVIEW, Stage.RECOMMENDED, Stage.APPROVED, Stage.NOT_APPROVED)


def mostly(name: str) -> st.SearchStrategy[str]:
    """Often the person whose it is to do, else anybody."""
    return st.just(name) | st.sampled_from(PEOPLE)


class Life(RuleBasedStateMachine):
    """One plan and everybody around it. The plan and its people are made once; each run is rolled back."""

    plan: Plan
    people: story.Cast
    reached: ClassVar[set[Stage]] = set()

    def __init__(self) -> None:
        super().__init__()
        self.run = transaction.atomic()
        self.run.__enter__()
        self.told = ""

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.run.__exit__(None, None, None)

    def who(self, name: str) -> User:
        person: User = getattr(self.people, name)
        return person

    @contextmanager
    def tried(self) -> Iterator[None]:
        """Something that somebody tries. A refusal leaves everything as it was."""
        before = self.state()
        try:
            with transaction.atomic():
                yield
        except REFUSALS:
            assert self.state() == before

    def state(self) -> tuple[Any, ...]:
        return self.plan.stage_now(), self.plan.events.count(), self.plan.seals.count(), assemble(self.plan).digest

    @rule(blank=st.booleans())
    def write(self, blank: bool) -> None:
        """Fill in an entry that may not be blank, or blank it."""
        row = Answer.objects.get(plan=self.plan, section="cover", code="completed_by")
        text = "" if blank else f"Head of integration {row.version}"
        with self.tried():
            save_row(Answer, self.plan, {"section": Section.COVER, "code": "completed_by"}, row.version, {"text": text})

    @rule(name=mostly("author"))
    def seal(self, name: str) -> None:
        with self.tried():
            seal(self.plan, self.who(name))

    @rule()
    def work(self) -> None:
        self.make_files()

    def make_files(self) -> None:
        made = current_seal(self.plan)
        if made and not ready(made):
            story.put_files(made)

    @precondition(lambda self: self.plan.seals.exists())
    @rule(name=st.sampled_from(PEOPLE), place=st.sampled_from(PLACES), old=st.booleans(), delegated=st.booleans())
    def sign(self, name: str, place: str, old: bool, delegated: bool) -> None:
        digest = self.plan.seals.order_by("number" if old else "-number").first().digest
        with self.tried():
            sign(self.plan, self.who(name), place, digest=digest, job_title="Holder of the post",
                 delegation=story.DELEGATION if delegated else None)  # fmt: skip

    def sign_everywhere(self) -> None:
        made = current_seal(self.plan)
        assert made is not None
        for place in missing(places_of(made)):
            with self.tried():
                sign(self.plan, self.people.signatories()[place.key], place.key, digest=made.digest,
                     job_title="Holder of the post")  # fmt: skip

    @precondition(lambda self: self.plan.stage_now() in SIGNABLE)
    @rule(name=st.sampled_from(PEOPLE), place=st.sampled_from(PLACES))
    def ratify(self, name: str, place: str) -> None:
        made = current_seal(self.plan)
        assert made is not None
        with self.tried():
            ratify(self.plan, self.who(name), place, digest=made.digest, job_title="Holder of the post")

    @rule(name=st.sampled_from(PEOPLE), reason=st.sampled_from(["The pool is larger.", " "]))
    def reopen(self, name: str, reason: str) -> None:
        with self.tried():
            reopen(self.plan, self.who(name), reason)

    @rule(name=mostly("nhs_author"))
    def submit(self, name: str) -> None:
        with self.tried():
            submit(self.plan, self.who(name))

    @rule(name=mostly("author"))
    def withdraw(self, name: str) -> None:
        with self.tried():
            withdraw(self.plan, self.who(name))

    @rule(name=mostly("local_assurer"))
    def begin(self, name: str) -> None:
        with self.tried():
            begin(self.plan, self.who(name))

    @precondition(lambda self: self.plan.stage_now() is Stage.REVIEW)
    @rule(name=mostly("manager"), whole=st.booleans())
    def rating(self, name: str, whole: bool) -> None:
        self.rate(name, whole=whole)

    def rate(self, name: str, *, whole: bool) -> None:
        """Rate what no rating holds for: all of it, or the first."""
        wanted = without_rating(self.plan)
        for requirement in wanted if whole else wanted[:1]:
            before = Rating.objects.filter(plan=self.plan, requirement=requirement.code).first()
            with self.tried():
                rate(self.plan, self.who(name), requirement.code, "met", "", version=before.version if before else 0)

    @rule(name=mostly("manager"), section=st.sampled_from((Section.COVER, Section.METRICS)))
    def send_back(self, name: str, section: Section) -> None:
        with self.tried():
            send_back(self.plan, self.who(name), {section: "Look at this again."})

    @rule(name=mostly("manager"), outcome=st.sampled_from(OUTCOMES), conditions=st.booleans())
    def recommend(self, name: str, outcome: str, conditions: bool) -> None:
        with self.tried():
            recommend(self.plan, self.who(name), Verdict(outcome, "As the ratings say.", ASKED if conditions else ()))

    @rule(name=mostly("national"))
    def refer_back(self, name: str) -> None:
        with self.tried():
            refer_back(self.plan, self.who(name), "Rated otherwise elsewhere.")

    @rule(name=mostly("national"), outcome=st.sampled_from(OUTCOMES), conditions=st.booleans())
    def decide(self, name: str, outcome: str, conditions: bool) -> None:
        with self.tried():
            decide(self.plan, self.who(name), Verdict(outcome, "As the ratings say.", ASKED if conditions else ()))

    @rule(steps=st.integers(1, 6), last=st.sampled_from(OUTCOMES[:3]))
    def go_on(self, steps: int, last: str) -> None:
        """What people do when all goes well, so that runs come further than chance would bring them."""
        for _ in range(steps):
            self.next_step(last)

    def next_step(self, last: str) -> None:
        people, stage = self.people, self.plan.stage_now()
        verdict = Verdict(last, "As the ratings say.", ASKED if "conditions" in last else ())
        with self.tried():
            if stage in EDITABLE:
                seal(self.plan, people.author)
            elif stage is Stage.SEALED:
                self.make_files()
                self.sign_everywhere()
                submit(self.plan, people.author)
            elif stage is Stage.SUBMITTED:
                begin(self.plan, people.nhs_assurer)
            elif stage is Stage.REVIEW:
                self.rate("manager", whole=True)
                recommend(self.plan, people.manager, verdict)
            elif stage is Stage.RECOMMENDED:
                decide(self.plan, people.national, verdict)

    @invariant()
    def what_is_recommended_was_rated_on_that_version(self) -> None:
        if self.plan.stage_now() in (Stage.RECOMMENDED, Stage.APPROVED, Stage.NOT_APPROVED):
            assert not without_rating(self.plan)

    @invariant()
    def conditions_and_letters_are_those_of_decisions(self) -> None:
        decided = self.plan.events.filter(verb=Verb.DECIDE)
        asked = sum(len(event.data["conditions"]) for event in decided)
        assert Condition.objects.filter(plan=self.plan).count() == asked
        assert self.plan.jobs.filter(kind="letter").count() == decided.count()
        assert not Letter.objects.filter(plan=self.plan).exclude(event__in=decided).exists()

    @invariant()
    def what_is_closed_is_what_was_sealed(self) -> None:
        self.reached.add(self.plan.stage_now())
        made = current_seal(self.plan)
        assert (made is None) == (self.plan.stage_now() in EDITABLE)
        if made is not None:
            assert assemble(self.plan).digest == made.document_digest
            assert not [found for found in findings_of(made) if found.severity is Severity.BLOCKING]

    @invariant()
    def what_is_submitted_is_signed_whole_and_on_that_version(self) -> None:
        if self.plan.stage_now() in AFTER_SUBMISSION:
            made = current_seal(self.plan)
            assert made is not None
            assert not missing(places_of(made))
            for place in places_of(made):
                assert place.signature is not None
                assert place.signature.seal_digest == made.digest

    @invariant()
    def the_chain_is_whole(self) -> None:
        # Files are not on the disk of other runs: only what the tables say is asked.
        assert [said for said in proof.troubles(self.plan) if not said.startswith("File")] == []


@pytest.mark.django_db
def test_no_path_leads_where_it_should_not(unhurried_machine: Callable[[type[RuleBasedStateMachine]], None]) -> None:
    Life.plan = story.finished()
    Life.people = story.cast(Life.plan)
    unhurried_machine(Life)
    assert Life.reached == set(Stage)
    assert Seal.objects.count() == 0


@pytest.fixture
def unhurried_machine() -> Callable[[type[RuleBasedStateMachine]], None]:
    def run(machine: type[RuleBasedStateMachine]) -> None:
        run_state_machine_as_test(machine, settings=settings(
            max_examples=15, stateful_step_count=30, deadline=None, derandomize=True,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ))  # fmt: skip

    return run
