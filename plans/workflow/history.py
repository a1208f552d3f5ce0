"""What was done to a plan, in words: its versions with what became of each, and its events."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bcf.fund.places import Section, section_title
from bcf.fund.stages import AREA, Capacity, Verb
from bcf.fund.text import day
from plans.models import Event, Plan, Seal, SealedFile, Signature
from plans.workflow.whose import SigningPlace, places_of

WITHIN_THE_REGION = frozenset({Verb.JUDGE, Verb.RATE})
"""What the region does among itself: its history is not told to the area."""


@dataclass(frozen=True)
class Version:
    """A sealed version: its places and files, and by what it came to stand no longer."""

    seal: Seal
    places: tuple[SigningPlace, ...]
    files: tuple[SealedFile, ...]
    ended: Event | None

    @property
    def stands(self) -> bool:
        """Whether the plan stands on this version."""
        return self.ended is None

    @property
    def signatures(self) -> tuple[tuple[SigningPlace, Signature], ...]:
        """Every signature and ratification with its place."""
        return tuple(
            (place, given) for place in self.places for given in (place.signature, place.ratification) if given
        )


@dataclass(frozen=True, slots=True)
class Told:
    """An event in words: what the person did, and what else to know of it."""

    event: Event
    words: str
    notes: tuple[str, ...] = ()


def versions_of(plan: Plan, events: Sequence[Event]) -> list[Version]:
    """The plan's versions, newest first."""
    seals = Seal.objects.filter(plan=plan).select_related("sealed_by").prefetch_related("files").order_by("-number")
    ended: dict[int | None, Event] = {}
    for event in events:
        if event.verb in (Verb.REOPEN, Verb.RETURN):
            ended.setdefault(event.seal_id, event)
    versions = []
    for seal in seals:
        seal.plan = plan
        for file in (files := tuple(seal.files.all())):
            file.seal = seal
        versions.append(Version(seal, tuple(places_of(seal)), files, ended.get(seal.pk)))
    return versions


def tell(plan: Plan, events: Iterable[Event], versions: Iterable[Version], reader: frozenset[Capacity]) -> list[Told]:
    """The events that somebody of those capacities may read, newest first."""
    places = {place.key: place.words for version in versions for place in version.places}
    area = not reader or bool(reader & AREA)
    seen = (event for event in events if not (area and event.verb in WITHIN_THE_REGION))
    return [_told(plan, event, places) for event in seen][::-1]


def _told(plan: Plan, event: Event, places: Mapping[str, str]) -> Told:
    verb, data = Verb(event.verb), event.data
    version, place = f"version {data.get('version')}", places.get(data.get("place", ""), data.get("place", ""))
    match verb:
        case Verb.SEAL:
            return Told(event, f"sealed the plan as {version}")
        case Verb.SIGN:
            delegated = data.get("kind") == Signature.Kind.DELEGATED
            return Told(event, f"signed {version}{' under delegation' if delegated else ''}", (place,))
        case Verb.RATIFY:
            return Told(event, f"ratified the signature on {version}", (place,))
        case Verb.RECORD:
            return Told(event, f"recorded the signature of {data.get('name')} on paper", (place, version.capitalize()))
        case Verb.REOPEN:
            return Told(event, f"reopened the plan; the signatures on {version} are void", (data.get("reason", ""),))
        case Verb.SUBMIT:
            late = (f"Late: it was due by {due_day(data)}",) if data["late"] else ()
            return Told(event, f"submitted {version}", late)
        case Verb.RETURN:
            return Told(event, verb.done, tuple(_titles(plan, data.get("sections", ()))))
        case _:
            return Told(event, verb.done)


def due_day(data: Mapping[str, Any]) -> str:
    """The day by which what an event of submission tells of was due, in words; "" where the round sets none."""
    return day(datetime.date.fromisoformat(data["due"])) if data.get("due") else ""


def _titles(plan: Plan, sections: Iterable[str]) -> Iterable[str]:
    return (section_title(Section(code), plan.round) for code in sections)
