"""Sending notices by mail. The table is the queue: each is sent once, whoever is told to send, however often.

A notice is taken by compare-and-set and held by a lease. A worker that dies between sending and saying so leaves a
lease that runs out, and the notice is sent again under the same Message-ID, by which mail programs know it.
"""

import logging
import uuid
from datetime import timedelta
from itertools import groupby

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from plans.models import Notice

AT_ONCE = 200
"""Notices that one round takes up; the rest waits for the next."""
MOST_ATTEMPTS = 8
logger = logging.getLogger(__name__)


def announce() -> None:
    """Have a worker look for mail once this transaction is through. The scheduler has one look as well."""

    def send() -> None:
        try:
            current_app.send_task("plans.tasks.post", retry=False)
        except Exception:
            logger.warning("the mail could not be announced", exc_info=True)

    transaction.on_commit(send)


def post() -> int:
    """Send what is due: alone, or all of a day in one mail to who reads once a day. How many mails went out."""
    lease = uuid.uuid4()
    taken = _take(lease)
    sent = sum(_send([notice]) for notice in taken if not notice.in_digest)
    digests = sorted((notice for notice in taken if notice.in_digest), key=lambda notice: notice.person_id)
    for _, notices in groupby(digests, key=lambda notice: notice.person_id):
        sent += _send(list(notices))
    return sent


def _due() -> "QuerySet[Notice]":
    now = timezone.now()
    lost = Q(mail=Notice.Mail.SENDING, leased_at__lt=now - timedelta(seconds=settings.MAIL_STALE_SECONDS))
    return Notice.objects.filter(Q(mail=Notice.Mail.DUE, mail_after__lte=now) | lost)


def _take(lease: uuid.UUID) -> list[Notice]:
    """Take up what is due. Of two workers each notice goes to one."""
    found = list(_due().order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    for pk in found:
        _due().filter(pk=pk).update(
            mail=Notice.Mail.SENDING, lease=lease, leased_at=timezone.now(), attempts=F("attempts") + 1
        )
    held = Notice.objects.filter(lease=lease, mail=Notice.Mail.SENDING)
    return list(held.select_related("person", "plan__board").order_by("pk"))


def _send(notices: list[Notice]) -> int:
    """Send notices of one person as one mail, and say so."""
    first = notices[0]
    mine = Notice.objects.filter(pk__in=[notice.pk for notice in notices], lease=first.lease)
    try:
        message(notices).send()
    except Exception:
        logger.warning("notice %s could not be sent", first.pk, exc_info=True)
        wait = timezone.now() + timedelta(minutes=2**first.attempts)
        state = Notice.Mail.FAILED if first.attempts >= MOST_ATTEMPTS else Notice.Mail.DUE
        mine.update(mail=state, mail_after=wait, lease=None)
        return 0
    mine.update(mail=Notice.Mail.SENT, sent_at=timezone.now(), lease=None)
    return 1


def message(notices: list[Notice]) -> EmailMessage:
    """The mail that tells of those notices, all to one person."""
    first = notices[0]
    subject = first.subject if len(notices) == 1 else f"{len(notices)} notices about Better Care Fund plans"
    text = render_to_string("notices/mail.txt", {"notices": notices, "site": settings.SITE_URL, "person": first.person})
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2] or "localhost"
    numbers = "-".join(str(notice.pk) for notice in notices[:20])
    return EmailMessage(
        # A mail's subject is one line, whatever a name holds.
        " ".join(subject.split()), text, to=[first.person.email],
        headers={"Message-ID": f"<notice-{numbers}@{host}>", "Auto-Submitted": "auto-generated"},
    )  # fmt: skip
