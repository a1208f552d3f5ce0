"""Making the letter about a decision, once, and keeping it."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from assurance.letters.printing import print_letter
from assurance.letters.telling import told
from assurance.models import Letter
from plans import running
from plans.models import Event, Job, User


def queue_letter(event: Event, person: User | None = None) -> Job:
    """Have the letter about a decision written once this transaction is through."""
    return running.queue_work(event.plan, Job.Kind.LETTER, event.digest, person or event.person)


def make(job: Job) -> None:
    """Write the letter about the decision that the job's key names. Done again, it changes nothing."""
    event = Event.objects.select_related("plan__board", "seal__plan__board", "person").get(
        plan=job.plan, digest=job.key
    )
    if Letter.objects.filter(event=event).exists():
        return
    running.report(job, 20, "Writing the letter")
    body = told(event)
    keep(event, body, print_letter(body, event.digest))


def keep(event: Event, body: dict[str, Any], content: bytes) -> None:
    """Put a letter down. Of two workers who come to this at once, the first one's letter stands."""
    plan = event.plan
    letter = Letter(
        plan=plan, event=event, outcome=event.data["outcome"], body=body, sha256=hashlib.sha256(content).hexdigest(),
        size=len(content), made_at=timezone.now(),
    )  # fmt: skip
    name = f"{plan.board.code}/{plan.round_id}/letter-{event.number}-{letter.sha256[:16]}.pdf"
    letter.file.save(name, ContentFile(content), save=False)
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
    except IntegrityError:
        letter.file.delete(save=False)
