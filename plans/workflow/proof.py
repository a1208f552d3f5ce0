"""Proof: whether a file is the one that was signed, and whether anything written once was altered since."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bcf.fund.document import no_key_twice
from bcf.fund.stages import EDITABLE, Verb
from plans.models import Event, Plan, Seal, SealedFile, Signature
from plans.models.workflow import Written

MOST_JSON = 5 * 1024 * 1024
"""Bytes of a JSON that is looked into; the plan of a board with 300 schemes has a fifth of them."""


@dataclass(frozen=True)
class Proof:
    """What is known of a file that belongs to a sealed version."""

    seal: Seal
    what: str
    """Which of the version's files it is."""
    signatures: tuple[Signature, ...]
    stands: bool
    """Whether the version is the one on which its plan stands; else it was reopened, and its signatures are void."""
    trouble: tuple[str, ...]
    """What in the plan's chain does not fit; empty where all is unaltered."""


def prove(content: bytes) -> Proof | None:
    """The version that these bytes are a file of: its workbook, its PDF or its JSON. None if they are of none."""
    sha256 = hashlib.sha256(content).hexdigest()
    file = SealedFile.objects.filter(sha256=sha256).select_related("seal__plan__board").first()
    if file is not None:
        return _proof(file.seal, file.get_kind_display())
    digest = _document_digest(content)
    seals = Seal.objects.filter(document_digest=digest).select_related("plan__board") if digest else Seal.objects.none()
    seal = seals.order_by("-number").first()
    return _proof(seal, "Plan (JSON)") if seal else None


def _proof(seal: Seal, what: str) -> Proof:
    signatures = tuple(Signature.objects.filter(seal=seal))
    return Proof(seal, what, signatures, stands(seal), tuple(troubles(seal.plan)))


def stands(seal: Seal) -> bool:
    """Whether the version is the one on which its plan stands now."""
    newest = Seal.objects.filter(plan=seal.plan_id).order_by("-number").first()
    return newest == seal and seal.plan.stage_now() not in EDITABLE


def _document_digest(content: bytes) -> str:
    """The digest of a plan's JSON, whatever its spaces and the order of its keys; "" if it is none.

    Anybody may ask, so it is only brought into the order of the canonical form and not read as a plan.
    """
    if content.lstrip()[:1] != b"{" or len(content) > MOST_JSON:
        return ""
    try:
        held = json.loads(content, object_pairs_hook=no_key_twice)
        canonical = json.dumps(held, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()
    except (ValueError, RecursionError):
        return ""


def troubles(plan: Plan) -> Iterator[str]:
    """Whatever in the plan's seals, files, signatures and events does not fit its digest or what it hangs on."""
    seals = list(Seal.objects.filter(plan=plan).order_by("number"))
    events = list(Event.objects.filter(plan=plan).order_by("number"))
    yield from _chain("seal", seals)
    yield from _chain("event", events)
    yield from _contents(seals)
    sealed = {event.data.get("seal") for event in events if event.verb == Verb.SEAL}
    signed = {event.data["signature"] for event in events if "signature" in event.data}
    for seal in seals:
        if seal.digest not in sealed:
            yield f"Seal {seal.number}: no event tells of it."
        files = {file.kind: file for file in seal.files.all()}
        for file in files.values():
            yield from _own(f"File {file.kind} of version {seal.number}", file)
            yield from _stored(file)
        for signature in seal.signatures.select_related("scan"):
            name = f"Signature of {signature.name} on version {seal.number}"
            yield from _own(name, signature)
            if signature.seal_digest != seal.digest:
                yield f"{name}: it is on another seal than it hangs on."
            if signature.digest not in signed:
                yield f"{name}: no event tells of it."
            if any(files.get(kind) is None or files[kind].sha256 != sha256 for kind, sha256 in signature.files.items()):
                yield f"{name}: the files are not those that were there when it was given."
    there = {seal.digest for seal in seals}
    for lost in sorted(sealed - there):
        yield f"An event tells of the seal {str(lost)[:12]}, which is not there."
    given = set(Signature.objects.filter(seal__plan=plan).values_list("digest", flat=True))
    for lost in sorted(signed - given):
        yield f"An event tells of the signature {lost[:12]}, which is not there."


def _chain(what: str, rows: Iterable[Seal] | Iterable[Event]) -> Iterator[str]:
    before, number = "", 0
    for row in rows:
        number += 1
        if row.number != number:
            yield f"{what.capitalize()} {number} is missing."
            number = row.number
        yield from _own(f"{what.capitalize()} {row.number}", row)
        if row.previous != before:
            yield f"{what.capitalize()} {row.number} does not follow the one before it."
        before = row.digest


def _own(name: str, row: Written) -> Iterator[str]:
    if row.vouched() != row.digest:
        yield f"{name} was altered: its content does not give its digest."


def _contents(seals: Iterable[Seal]) -> Iterator[str]:
    for seal in seals:
        if hashlib.sha256(seal.document.encode()).hexdigest() != seal.document_digest:
            yield f"Seal {seal.number}: the plan in it does not give the plan's digest."
        try:
            json.loads(seal.findings), json.loads(seal.reasons)
        except ValueError:
            yield f"Seal {seal.number}: its findings or reasons cannot be read."


def _stored(file: SealedFile) -> Iterator[str]:
    name = f"File {file.kind} of version {file.seal.number}"
    try:
        with file.file.open("rb") as stored:
            if hashlib.file_digest(stored, "sha256").hexdigest() != file.sha256:
                yield f"{name}: what is stored is not what was signed."
    except FileNotFoundError:
        yield f"{name} is not where it was put."
