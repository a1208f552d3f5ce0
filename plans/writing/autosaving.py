"""Saving an answer while it is being typed, without flooding its history."""

from collections.abc import Collection
from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from bcf.fund.places import Section
from plans.forms.entry import BLANK
from plans.forms.fields import normal
from plans.models import Answer, Conflict, Plan, User
from plans.saving import hold_open, save_row

AUTOSAVE = "autosave"
"""The reason that the history gives for a version saved while somebody was typing."""

RUN = timedelta(minutes=10)


def token_of(answer: Answer | None) -> str:
    """What goes through the browser and back: which row was read, in which version."""
    return f"{answer.pk}.{answer.version}" if answer else BLANK


def autosave(
    plan: Plan, question: str, user: User, *, token: str, text: str, sent: Collection[str] = ()
) -> Answer | None:
    """Save what a person has typed so far; None while there is nothing to keep.

    ``token`` says which version was read. ``sent`` are texts that this browser has sent before and never
    had an answer to: where one of them stands now, saved by this person, that save went through.
    Raises Conflict when somebody else saved the answer since.
    """
    text = normal(text)
    with transaction.atomic():
        hold_open(plan, Section.NARRATIVE)
        current = Answer.objects.filter(plan=plan, section=Section.NARRATIVE, code=question).first()
        if current is None and token == BLANK and not text:
            return None
        if current is not None and current.text == text:
            return current
        if token != token_of(current) and not _own(current, user, sent):
            raise Conflict(current)
        identity = {"section": Section.NARRATIVE.value, "code": question}
        version = current.version if current else 0
        row = save_row(Answer, plan, identity, version, {"text": text}, also=_as_autosave)
        thin(row)
        return row


def _own(current: Answer | None, user: User, sent: Collection[str]) -> bool:
    if current is None or current.text not in [normal(text) for text in sent]:
        return False
    record: Any = current.history.first()
    return record is not None and record.history_user_id == user.pk


def _as_autosave(row: Any) -> bool:
    row._change_reason = AUTOSAVE
    return False


def thin(row: Answer) -> None:
    """Leave of one person's autosaves in ten minutes only the last, once no open page can have been read from them.

    Whoever has a page open had it within the life of a session; until then every version stays, as comparing needs
    it. A version that somebody saved by the button always stays.
    """
    history: Any = Answer.history
    before = timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    records = list(
        history.filter(id=row.pk, history_date__lt=before).order_by("history_date", "history_id")
        .values_list("history_id", "history_date", "history_user_id", "history_change_reason")
    )  # fmt: skip
    run = int(RUN.total_seconds())
    gone = [
        one[0]
        for one, later in pairwise(records)
        if one[2:] == later[2:] and one[3] == AUTOSAVE
        and one[1].timestamp() // run == later[1].timestamp() // run
    ]
    if gone:
        history.filter(history_id__in=gone).delete()
