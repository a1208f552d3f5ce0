"""What is said of a file that somebody wants to be sure of: the same words on the page and by the command."""

from collections.abc import Iterator

from django.utils import timezone

from bcf.fund.document import PlanDocument
from bcf.fund.text import day
from plans.models import Signature
from plans.workflow.proof import Proof
from plans.workflow.whose import places

NOT_ONE = (
    "This is not a file of a sealed version: it never was one, or it has been altered since. Files are told by every "
    "byte: one that was opened and saved again is another file."
)


def verdict(proof: Proof) -> str:
    """Whether the file is one of a sealed version, in a sentence."""
    if proof.trouble:
        return "This is a file of a sealed version, but what was written down with it does not fit together."
    if not proof.stands:
        return "This is the file of a sealed version, unaltered. The version stands no longer: its signatures are void."
    return "This is the file of a sealed version, unaltered, and the plan stands on that version."


def facts(proof: Proof) -> Iterator[tuple[str, str]]:
    """What is known of the file, each under its name."""
    seal, plan = proof.seal, proof.seal.plan
    yield "File", proof.what
    yield "Plan", f"{plan.board}, {plan.round.title}"
    at = timezone.localtime(seal.sealed_at)
    yield "Version", f"{seal.number}, sealed on {day(at)} at {at:%H:%M}, digest {seal.short}"
    yield "Standing", "The plan stands on this version" if proof.stands else "Void: the plan was opened again"
    if not proof.signatures:
        yield "Signatures", "None"
    words = _places(proof)
    for signature in proof.signatures:
        yield "Signature", f"{words.get((signature.place, signature.body), signature.place)}: {_signed(signature)}"
    yield "Chain", "Whole: nothing that was written down was altered" if not proof.trouble else "Not whole"
    for trouble in proof.trouble:
        yield "Trouble", trouble


def _places(proof: Proof) -> dict[tuple[str, str], str]:
    found = places(proof.seal.plan.round, PlanDocument.from_json(proof.seal.document))
    return {(place.signatory.code, place.body.code if place.body else ""): place.words for place in found}


def _signed(signature: Signature) -> str:
    behalf = f" for {signature.on_behalf_of}" if signature.on_behalf_of else ""
    kind, title = signature.get_kind_display().lower(), signature.job_title
    return f"{kind} by {signature.name}, {title},{behalf} on {day(signature.signed_on)}"
