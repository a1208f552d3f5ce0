"""Judging a requirement for one side: the NHS assurer and the local one each for their own, apart from each other."""

from dataclasses import dataclass

from assurance.actions.saying import Wanting, put, requirement_of, said, within
from assurance.affected import standing_of
from assurance.models import Judgement, Rating, RatingChoice, Side
from bcf.fund.stages import Verb
from plans.models import Plan, User
from plans.workflow.acting import NotNow, acting, refused


@dataclass(frozen=True)
class Found:
    """What an assurer finds of a requirement."""

    rating: str
    comment: str = ""
    private_note: str = ""


def judge(plan: Plan, person: User, side: Side, requirement: str, found: Found, *, version: int) -> Judgement:
    """Put down what a side finds of a requirement on the version under review.

    ``version`` is that of the side's judgement as it was read, 0 for the first. Raises Wanting for what is missing,
    Conflict when somebody else of the side saved since, NotNow where a moderated rating stands, and what `acting`
    raises; PermissionDenied for the other side's.
    """
    with acting(plan, person, Verb.JUDGE) as deed:
        if side.capacity not in deed.capacities:
            raise refused(plan, person, Verb.JUDGE, deed.stage)
        asked = requirement_of(plan, requirement)
        _apart(plan, person, side, asked.code)
        rating = Rating.objects.filter(plan=plan, requirement=asked.code).first()
        if rating is not None and standing_of(plan, [rating]).holds(rating):
            raise NotNow(f"Nothing was done: {asked.code} has its moderated rating on this version.")
        values = {
            **checked(found.rating, found.comment), "private_note": within("private_note", found.private_note),
            "seal": deed.version, "by": person, "at": deed.at,
        }  # fmt: skip
        identity = {"plan": plan, "requirement": asked.code, "side": side}
        # The event says that it was done and not what was found: the area may read events.
        deed.data = {"requirement": asked.code, "side": side.value, "version": deed.version.number}
        return put(Judgement, identity, version, values, person)


def checked(rating: str, comment: str) -> dict[str, str]:
    """A rating with its comment. Raises Wanting without a rating, or without words where it is not simply met."""
    if rating not in RatingChoice.values:
        raise Wanting("rating", "Choose how far the requirement is met.")
    if rating != RatingChoice.MET:
        comment = said("comment", comment, "Say what is missing, so that the area can be told.")
    return {"rating": rating, "comment": within("comment", comment)}


def _apart(plan: Plan, person: User, side: Side, requirement: str) -> None:
    others = Judgement.objects.filter(plan=plan, requirement=requirement, by=person).exclude(side=side)
    if others.exists():
        raise NotNow(f"Nothing was done: you have judged {requirement} for the other side. Two people judge apart.")
