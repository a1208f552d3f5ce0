"""Signing exactly one version: by the signatory, under delegation, on paper, and ratifying later."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bcf.fund.stages import Capacity, Verb
from bcf.fund.text import day
from plans.models import Attachment, Plan, Seal, SealedFile, Signature, User
from plans.workflow.acting import Deed, acting, refused
from plans.workflow.files import ready
from plans.workflow.whose import SigningPlace, has_written, own_places, places_of, to_record


class CannotSign(Exception):
    """Why a signature was not taken. Nothing was stored."""


@dataclass(frozen=True)
class Delegation:
    """Under which authority somebody signs for another, and when the board will ratify it."""

    on_behalf_of: str
    authority: str
    ratify_on: datetime.date


@dataclass(frozen=True)
class OnPaper:
    """A signature given on paper: whose, on which day, and the scan."""

    name: str
    job_title: str
    signed_on: datetime.date
    scan: Attachment


def sign(
    plan: Plan, person: User, place: str, *, digest: str, job_title: str, delegation: Delegation | None = None
) -> Signature:
    """Sign the version whose seal has that digest, in that place.

    Raises CannotSign where the version is another by now, its files are not there yet or the place is signed;
    PermissionDenied for a place that is not the person's, or the chair's for somebody who has written in the plan;
    and what `acting` raises.
    """
    with acting(plan, person, Verb.SIGN) as deed:
        seal, found = _place(deed, place, digest)
        _own(deed, found)
        if found.signature is not None:
            raise CannotSign(f"{found.words}: {found.signature.name} has signed here already.")
        if found.body is None and has_written(person, plan):
            raise refused_author(deed)
        if Signature.objects.filter(seal=seal, signed_by=person).exclude(kind=Signature.Kind.PAPER).exists():
            raise CannotSign("You have signed this version in another place; one person signs once.")
        if delegation and delegation.ratify_on < timezone.localdate(deed.at):
            raise CannotSign(f"The meeting that is to ratify was on {day(delegation.ratify_on)}; name one to come.")
        kind = Signature.Kind.DELEGATED if delegation else Signature.Kind.OWN
        return _write(deed, seal, found, kind, str(person), job_title, delegation=delegation)


def ratify(plan: Plan, person: User, place: str, *, digest: str, job_title: str) -> Signature:
    """Ratify what a delegate has signed in that place. Raises as `sign` does."""
    with acting(plan, person, Verb.RATIFY) as deed:
        seal, found = _place(deed, place, digest)
        _own(deed, found)
        if not found.to_ratify:
            raise CannotSign(f"{found.words}: there is nothing to ratify.")
        if found.body is None and has_written(person, plan):
            raise refused_author(deed)
        return _write(deed, seal, found, Signature.Kind.RATIFICATION, str(person), job_title)


def record(plan: Plan, person: User, place: str, *, digest: str, paper: OnPaper) -> Signature:
    """Put down a signature that was given on paper, with its scan. Raises as `sign` does.

    Authors and signatories record for their own bodies; the board's own by any of them.
    """
    with acting(plan, person, Verb.RECORD) as deed:
        seal, found = _place(deed, place, digest)
        if found.signature is not None:
            raise CannotSign(f"{found.words}: {found.signature.name} has signed here already.")
        if not to_record([found], person):
            raise refused(plan, person, Verb.RECORD, deed.stage)
        if paper.signed_on > timezone.localdate(deed.at):
            raise CannotSign(f"{day(paper.signed_on)} is still to come; a paper bears the day it was signed on.")
        if paper.signed_on < timezone.localdate(seal.sealed_at):
            raise CannotSign("The paper was signed before this version was sealed, so it cannot be about it.")
        return _write(deed, seal, found, Signature.Kind.PAPER, paper.name, paper.job_title, paper=paper)


def refused_author(deed: Deed) -> PermissionDenied:
    """The refusal of the chair's place to somebody who wrote in the plan, logged."""
    refused(deed.plan, deed.person, deed.row.verb, deed.stage)
    return PermissionDenied("Somebody who has written in the plan cannot sign for the chair of the board.")


def _place(deed: Deed, key: str, digest: str) -> tuple[Seal, SigningPlace]:
    seal = deed.version
    if seal.digest != digest:
        raise CannotSign(f"The plan has been sealed anew since you read it: it stands at version {seal.number} now.")
    found = next((place for place in places_of(seal) if place.key == key), None)
    if found is None:
        raise CannotSign("The round asks for no signature in this place.")
    if deed.row.verb is Verb.SIGN and not ready(seal):
        raise CannotSign("The workbook and the PDF of this version are still being made. Sign in a moment.")
    return seal, found


def _own(deed: Deed, place: SigningPlace) -> None:
    wanted = Capacity.CHAIR if place.body is None else Capacity.SIGNATORY
    mine = own_places(deed.plan, [place], deed.person)
    if wanted not in deed.capacities or not mine:
        raise refused(deed.plan, deed.person, deed.row.verb, deed.stage)


def _write(
    deed: Deed, seal: Seal, place: SigningPlace, kind: Signature.Kind, name: str, job_title: str, *,
    delegation: Delegation | None = None, paper: OnPaper | None = None,
) -> Signature:  # fmt: skip
    today = timezone.localdate(deed.at)
    signature = Signature(
        seal=seal, place=place.signatory.code, body=place.body.code if place.body else "", kind=kind,
        signed_by=deed.person, name=name, job_title=job_title.strip(), statement=seal.plan.round.signatories.statement,
        authority=delegation.authority if delegation else "",
        on_behalf_of=delegation.on_behalf_of if delegation else "",
        ratify_on=delegation.ratify_on if delegation else None,
        signed_on=paper.signed_on if paper else today, scan=paper.scan if paper else None,
        scan_sha256=paper.scan.sha256 if paper else "", seal_digest=seal.digest,
        files=dict(SealedFile.objects.filter(seal=seal).values_list("kind", "sha256")), signed_at=deed.at,
    ).write()  # fmt: skip
    deed.data = {
        "place": place.key, "kind": str(kind), "name": name, "signature": signature.digest, "version": seal.number,
    }  # fmt: skip
    return signature
