"""A plan's life: its stages, and who may do what in which of them. One table for code, documentation and tests.

What stands here is the whole of it: what the table does not name for a stage and a capacity is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Where a plan stands between its first word and its decision."""

    DRAFT = "draft"
    SEALED = "sealed"
    SUBMITTED = "submitted"
    REVIEW = "review"
    RETURNED = "returned"
    RECOMMENDED = "recommended"
    APPROVED = "approved"
    NOT_APPROVED = "not_approved"

    @property
    def words(self) -> str:
        return _WORDS[self][0]

    @property
    def meaning(self) -> str:
        """What the stage means, in a sentence."""
        return _WORDS[self][1]

    @property
    def editable(self) -> bool:
        """Whether the plan's content may be changed, in all sections or in some."""
        return self in EDITABLE


_WORDS = {
    Stage.DRAFT: ("Draft", "The partners write the plan."),
    Stage.SEALED: ("Sealed", "The plan is frozen as a version and is being signed."),
    Stage.SUBMITTED: ("Submitted", "The area has submitted the version; its review has not begun."),
    Stage.REVIEW: ("Under review", "The region judges the version against the planning requirements."),
    Stage.RETURNED: ("Returned", "The region has sent the plan back; the sections it named are open for changes."),
    Stage.RECOMMENDED: ("Recommended", "The region has recommended an outcome; the national team has yet to decide."),
    Stage.APPROVED: ("Approved", "The plan is approved, perhaps with conditions that are followed up."),
    Stage.NOT_APPROVED: ("Not approved", "The plan is not approved and is escalated until it is sent back or settled."),
}

EDITABLE = frozenset({Stage.DRAFT, Stage.RETURNED})
DECIDED = frozenset({Stage.APPROVED, Stage.NOT_APPROVED})
SIGNABLE = frozenset(Stage) - EDITABLE - {Stage.NOT_APPROVED}
"""Signatures that the round does not need before submission, and ratifications, may come late."""


class Capacity(StrEnum):
    """In what capacity a person acts on a plan: a role held where this plan is concerned."""

    AUTHOR = "author"
    SIGNATORY = "signatory"
    CHAIR = "chair"
    NHS_ASSURER = "nhs_assurer"
    LOCAL_ASSURER = "local_assurer"
    BETTER_CARE_MANAGER = "better_care_manager"
    NATIONAL = "national"

    @property
    def words(self) -> str:
        return _CAPACITIES[self]


_CAPACITIES = {
    Capacity.AUTHOR: "Author",
    Capacity.SIGNATORY: "Signatory",
    Capacity.CHAIR: "Board chair",
    Capacity.NHS_ASSURER: "Assurer (NHS)",
    Capacity.LOCAL_ASSURER: "Assurer (local government)",
    Capacity.BETTER_CARE_MANAGER: "Better Care Manager",
    Capacity.NATIONAL: "National team",
}

SIGNING = frozenset({Capacity.SIGNATORY, Capacity.CHAIR})
AREA = frozenset({Capacity.AUTHOR}) | SIGNING
ASSURERS = frozenset({Capacity.NHS_ASSURER, Capacity.LOCAL_ASSURER})
REGION = ASSURERS | {Capacity.BETTER_CARE_MANAGER}


class Verb(StrEnum):
    """Whatever is done to a plan as a whole, each recorded as an event."""

    SEAL = "seal"
    REOPEN = "reopen"
    SIGN = "sign"
    RATIFY = "ratify"
    RECORD = "record"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    BEGIN = "begin"
    JUDGE = "judge"
    RATE = "rate"
    ASK = "ask"
    ANSWER = "answer"
    CLOSE = "close"
    RETURN = "return"
    RECOMMEND = "recommend"
    REFER_BACK = "refer_back"
    DECIDE = "decide"
    EVIDENCE = "evidence"
    DISCHARGE = "discharge"
    ESCALATE = "escalate"

    @property
    def words(self) -> str:
        return _VERBS[self][0]

    @property
    def done(self) -> str:
        """What an event of this verb says was done, after the person's name."""
        return _VERBS[self][1]


_VERBS = {
    Verb.SEAL: ("Seal the plan", "sealed the plan"),
    Verb.REOPEN: ("Reopen the plan", "reopened the plan"),
    Verb.SIGN: ("Sign", "signed"),
    Verb.RATIFY: ("Ratify a signature given under delegation", "ratified a signature"),
    Verb.RECORD: ("Record a signature on paper", "recorded a signature on paper"),
    Verb.SUBMIT: ("Submit the plan", "submitted the plan"),
    Verb.WITHDRAW: ("Withdraw the submission", "withdrew the submission"),
    Verb.BEGIN: ("Begin the review", "began the review"),
    Verb.JUDGE: ("Judge a requirement", "judged a requirement"),
    Verb.RATE: ("Agree a moderated rating", "set a moderated rating"),
    Verb.ASK: ("Ask the area a question", "asked the area"),
    Verb.ANSWER: ("Answer a question", "answered a question"),
    Verb.CLOSE: ("Close a question", "closed a question"),
    Verb.RETURN: ("Return the plan", "returned the plan"),
    Verb.RECOMMEND: ("Recommend an outcome", "recommended an outcome"),
    Verb.REFER_BACK: ("Send the recommendation back", "sent the recommendation back"),
    Verb.DECIDE: ("Decide", "decided"),
    Verb.EVIDENCE: ("Give evidence for a condition", "gave evidence for a condition"),
    Verb.DISCHARGE: ("Discharge a condition", "discharged a condition"),
    Verb.ESCALATE: ("Add a step of escalation", "added a step of escalation"),
}


@dataclass(frozen=True, slots=True)
class Transition:
    """That a verb may be done in those stages in those capacities, and to which stages it leads.

    ``to`` is empty where the plan stays where it is, and has several stages where the facts of the case choose.
    """

    verb: Verb
    sources: frozenset[Stage]
    capacities: frozenset[Capacity]
    to: tuple[Stage, ...] = ()
    needs: str = ""
    """What else must be so, in a sentence; the action asks for it under the lock."""

    def leads_to(self, source: Stage) -> tuple[Stage, ...]:
        return self.to or (source,)


def _row(
    verb: Verb, sources: frozenset[Stage] | Stage, who: frozenset[Capacity] | Capacity, *to: Stage, needs: str = ""
) -> Transition:
    stages = frozenset({sources}) if isinstance(sources, Stage) else sources
    capacities = frozenset({who}) if isinstance(who, Capacity) else who
    return Transition(verb, stages, capacities, to, needs)


TRANSITIONS: tuple[Transition, ...] = (
    _row(Verb.SEAL, EDITABLE, Capacity.AUTHOR, Stage.SEALED,
         needs="No finding blocks, and each that must be explained stands with a reason."),
    _row(Verb.REOPEN, Stage.SEALED, AREA, Stage.DRAFT, Stage.RETURNED,
         needs="A reason. The plan goes back to where it was sealed from; the version's signatures become void."),
    _row(Verb.SIGN, SIGNABLE, SIGNING,
         needs="The files of the version are there; the place is the person's to sign and is not signed; "
               "for the chair, the person has written nothing of the plan."),
    _row(Verb.RATIFY, SIGNABLE, SIGNING, needs="The place is the person's and was signed under delegation."),
    _row(Verb.RECORD, SIGNABLE, AREA, needs="A scan of the signed paper; the place is not signed."),
    _row(Verb.SUBMIT, Stage.SEALED, Capacity.AUTHOR, Stage.SUBMITTED,
         needs="Every signature that the round demands before submission is there, all of them on this version."),
    _row(Verb.WITHDRAW, Stage.SUBMITTED, Capacity.AUTHOR, Stage.SEALED),
    _row(Verb.BEGIN, Stage.SUBMITTED, REGION, Stage.REVIEW),
    _row(Verb.JUDGE, Stage.REVIEW, ASSURERS, needs="The requirement has no moderated rating on this version."),
    _row(Verb.RATE, Stage.REVIEW, Capacity.BETTER_CARE_MANAGER),
    _row(Verb.ASK, Stage.REVIEW, REGION),
    _row(Verb.ANSWER, frozenset({Stage.REVIEW, Stage.RETURNED}), Capacity.AUTHOR, needs="The question is open."),
    _row(Verb.CLOSE, frozenset({Stage.REVIEW, Stage.RETURNED}), REGION, needs="The question is not closed."),
    _row(Verb.RETURN, frozenset({Stage.REVIEW, Stage.NOT_APPROVED}), Capacity.BETTER_CARE_MANAGER, Stage.RETURNED,
         needs="At least one section, each with what is to be done there."),
    _row(Verb.RECOMMEND, Stage.REVIEW, Capacity.BETTER_CARE_MANAGER, Stage.RECOMMENDED,
         needs="Every requirement has a moderated rating that holds for this version."),
    _row(Verb.REFER_BACK, Stage.RECOMMENDED, frozenset({Capacity.BETTER_CARE_MANAGER, Capacity.NATIONAL}), Stage.REVIEW,
         needs="A reason."),
    _row(Verb.DECIDE, Stage.RECOMMENDED, Capacity.NATIONAL, Stage.APPROVED, Stage.NOT_APPROVED,
         needs="An outcome of the round; where it is one with conditions, at least one with owner and date."),
    _row(Verb.EVIDENCE, Stage.APPROVED, Capacity.AUTHOR, needs="The condition is not discharged."),
    _row(Verb.DISCHARGE, Stage.APPROVED, Capacity.NATIONAL,
         needs="The condition is not discharged, and there is evidence or a word on what shows that it is met."),
    _row(Verb.ESCALATE, Stage.NOT_APPROVED, Capacity.NATIONAL, needs="A step of the round or in words, and its day."),
)

_BY_VERB = {row.verb: row for row in TRANSITIONS}


def transition(verb: Verb) -> Transition:
    """The row of a verb."""
    return _BY_VERB[verb]


def possible(stage: Stage, capacities: frozenset[Capacity]) -> Iterator[Verb]:
    """What somebody who acts in those capacities may do with a plan in that stage, as far as the table can tell."""
    for row in TRANSITIONS:
        if stage in row.sources and row.capacities & capacities:
            yield row.verb
