"""Everybody who might try something, a plan in any stage, and every verb with what it needs."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assurance.actions import (
    answering,
    asking,
    beginning,
    conditions,
    deciding,
    escalating,
    judging,
    moderating,
    recommending,
    referring,
    returning,
)  # fmt: skip
from assurance.actions.outcomes import Verdict
from assurance.models import Condition, Query, Side
from bcf.fund.document import BodyKind
from bcf.fund.places import Section
from bcf.fund.stages import EDITABLE, Capacity, Stage, Verb
from plans.models import Attachment, Board, BoardBody, Event, Organisation, Plan, Role, Seal, User
from plans.models.bodies import Region
from plans.workflow import reopening, sealing, signing, submitting
from tests import factories, story

TITLE = "Holder of the post"
LATER = datetime.date(2099, 5, 1)


@dataclass(frozen=True)
class Actor:
    """Somebody, and in what capacities they act on the plan: none for people of elsewhere."""

    user: User
    capacities: frozenset[Capacity]
    place: str = "hwb_chair"


@dataclass(frozen=True)
class Scene:
    """A plan that was sealed and signed once, with one of everything that verbs are done to."""

    plan: Plan
    seal: Seal
    query: Query
    condition: Condition
    scan: Attachment


def actors(plan: Plan) -> Mapping[str, Actor]:
    """One person for each capacity, the same roles held elsewhere, and those who have no part in a plan."""
    people = story.cast(plan)
    own = {
        "author": Actor(people.author, frozenset({Capacity.AUTHOR})),
        "author of the NHS": Actor(people.nhs_author, frozenset({Capacity.AUTHOR})),
        "signatory": Actor(people.chief_executive, frozenset({Capacity.SIGNATORY}), "chief_executive-E06000016"),
        "signatory of the NHS": Actor(people.accountable_officer, frozenset({Capacity.SIGNATORY}), "ccg_officer-04C"),
        "chair": Actor(people.chair, frozenset({Capacity.CHAIR})),
        "NHS assurer": Actor(people.nhs_assurer, frozenset({Capacity.NHS_ASSURER})),
        "local assurer": Actor(people.local_assurer, frozenset({Capacity.LOCAL_ASSURER})),
        "manager": Actor(people.manager, frozenset({Capacity.BETTER_CARE_MANAGER})),
        "national": Actor(people.national, frozenset({Capacity.NATIONAL})),
    }
    other = Board.objects.create(code="E06000018", name="Nottingham", kind="Unitary", region=Region.MIDLANDS)
    council = Organisation.objects.create(code="E06000018", name="Nottingham City Council", kind=BodyKind.LA)
    BoardBody.objects.create(board=other, organisation=council)
    nobody: frozenset[Capacity] = frozenset()
    elsewhere = {
        **{f"{role} of another board": factories.person(role, of=council)
           for role in (Role.AUTHOR, Role.SIGNATORY, Role.CHAIR)},
        **{f"{role} of another region": factories.person(role, region=Region.LONDON)
           for role in (Role.NHS_ASSURER, Role.LOCAL_ASSURER, Role.BETTER_CARE_MANAGER)},
        "administrator": factories.person(Role.ADMINISTRATOR),
        "superuser": factories.person(Role.ADMINISTRATOR, is_staff=True, is_superuser=True),
        "nobody": factories.person(),
    }  # fmt: skip
    return own | {name: Actor(user, nobody) for name, user in elsewhere.items()}


def scene(plan: Plan, people: Mapping[str, Actor]) -> Scene:
    """The plan sealed, with files, and with things for verbs to be done to."""
    seal = sealing.seal(plan, people["author"].user)
    story.put_files(seal)
    asker = people["manager"].user
    now = seal.sealed_at
    query = Query.objects.create(
        plan=plan, requirement="PR1", text="Who agreed?", due=LATER, asked_by=asker, asked_at=now, seal=seal
    )
    condition = Condition.objects.create(plan=plan, seal=seal, number=1, text="Agree it", owner="Chair", due=LATER)
    scan = Attachment.objects.create(
        plan=plan, name="scan", sha256="0" * 64, size=1, kind="pdf", file="none.pdf", given_by=asker
    )
    return Scene(plan, seal, query, condition, scan)


def stand(found: Scene, stage: Stage) -> None:
    """Let the plan stand in that stage, by an event that nobody could bring about from any other."""
    last = Event.objects.filter(plan=found.plan).order_by("-number").first()
    assert last is not None
    verb = Verb.RETURN if stage is Stage.RETURNED else Verb.SEAL
    data = {"sections": [Section.COVER.value]} if stage is Stage.RETURNED else {}
    seal = None if stage in EDITABLE else found.seal
    Event(plan=found.plan, number=last.number + 1, verb=verb, stage=stage, person=last.person, at=last.at, seal=seal,
          data=data, previous=last.digest).write()  # fmt: skip


def _verdict(outcome: str) -> Verdict:
    return Verdict(outcome, "As the ratings say.")


DEEDS: Mapping[Verb, Callable[[Scene, Actor], object]] = {
    Verb.SEAL: lambda on, by: sealing.seal(on.plan, by.user),
    Verb.REOPEN: lambda on, by: reopening.reopen(on.plan, by.user, "A reason"),
    Verb.SIGN: lambda on, by: signing.sign(on.plan, by.user, by.place, digest=on.seal.digest, job_title=TITLE),
    Verb.RATIFY: lambda on, by: signing.ratify(on.plan, by.user, by.place, digest=on.seal.digest, job_title=TITLE),
    Verb.RECORD: lambda on, by: signing.record(
        on.plan, by.user, "hwb_chair", digest=on.seal.digest,
        paper=signing.OnPaper("Chair", TITLE, on.seal.sealed_at.date(), on.scan),
    ),
    Verb.SUBMIT: lambda on, by: submitting.submit(on.plan, by.user),
    Verb.WITHDRAW: lambda on, by: reopening.withdraw(on.plan, by.user),
    Verb.BEGIN: lambda on, by: beginning.begin(on.plan, by.user),
    Verb.JUDGE: lambda on, by: judging.judge(
        on.plan, by.user, Side.LOCAL if Capacity.LOCAL_ASSURER in by.capacities else Side.NHS, "PR1",
        judging.Found("met"), version=0,
    ),
    Verb.RATE: lambda on, by: moderating.rate(on.plan, by.user, "PR1", "met", "", version=0),
    Verb.ASK: lambda on, by: asking.ask(on.plan, by.user, "PR1", "Who agreed?", LATER),
    Verb.ANSWER: lambda on, by: answering.answer(on.query, by.user, "Everybody."),
    Verb.CLOSE: lambda on, by: asking.close(on.query, by.user),
    Verb.RETURN: lambda on, by: returning.send_back(on.plan, by.user, {Section.COVER: "Name the chair."}),
    Verb.RECOMMEND: lambda on, by: recommending.recommend(on.plan, by.user, _verdict("approved")),
    Verb.REFER_BACK: lambda on, by: referring.refer_back(on.plan, by.user, "A reason"),
    Verb.DECIDE: lambda on, by: deciding.decide(on.plan, by.user, _verdict("not_approved")),
    Verb.EVIDENCE: lambda on, by: conditions.give_evidence(on.plan, by.user, 1, "Agreed."),
    Verb.DISCHARGE: lambda on, by: conditions.discharge(on.plan, by.user, 1, "Seen."),
    Verb.ESCALATE: lambda on, by: escalating.escalate(on.plan, by.user, kind="", due=LATER, note="A panel"),
}  # fmt: skip
