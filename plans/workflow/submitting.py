"""Submitting a version to the region."""

from collections.abc import Sequence

from django.utils import timezone

from bcf.fund.stages import Verb
from plans.models import Event, Plan, User
from plans.workflow.acting import acting
from plans.workflow.whose import SigningPlace, missing, places_of


class NotSigned(Exception):
    """Signatures that the round demands first are missing."""

    def __init__(self, places: Sequence[SigningPlace]) -> None:
        self.places = tuple(places)
        super().__init__("; ".join(place.words for place in places))


def submit(plan: Plan, person: User) -> Event:
    """Submit the version that is sealed. Gives the event, whose data are the receipt: version, seal, day due, late.

    Raises NotSigned while a signature on this very version is missing, and what `acting` raises.
    """
    with acting(plan, person, Verb.SUBMIT) as deed:
        if lacking := missing(places_of(deed.version)):
            raise NotSigned(lacking)
        due = plan.round.submission
        deed.data = {
            "version": deed.version.number,
            "seal": deed.version.digest,
            "due": due.isoformat() if due else "",
            "late": bool(due and timezone.localdate(deed.at) > due),
        }
    return deed.done
