"""What a person has read of a section before agreeing with it, as it goes through the browser: its digest and when.

A page stays open while its person writes, so their own changes since do not count as unseen: the rows' history tells
whose they are. See docs/decisions/0038.
"""

from datetime import UTC, datetime, timedelta

from django.apps import apps
from django.core import signing
from django.utils import timezone

from bcf.fund.document import PlanDocument
from bcf.fund.places import Section
from plans.assembling import assemble
from plans.models import Plan, User, Versioned
from plans.together.marks import section_digest

MARGIN = timedelta(minutes=1)
"""Longer than any writing transaction: what was under way while the page was read counts as unseen."""
PUBLISHED = frozenset({Section.INCOME})
"""Sections that also hold what is published for the whole country, of which no row of the plan has a history."""


def seen(plan: Plan, document: PlanDocument, section: Section) -> str:
    """What goes with a page that shows the section as it stands in that document, read just now. Signed."""
    note = [section_digest(document, section), int(timezone.now().timestamp())]
    return signing.dumps(note, salt=_salt(plan, section))


def knows(plan: Plan, section: Section, user: User, read: str) -> bool:
    """Whether somebody who read that knows the section as it stands: nothing has changed since, or only by them.

    Asked in a transaction that holds the plan.
    """
    try:
        digest, moment = signing.loads(read, salt=_salt(plan, section))
    except signing.BadSignature:
        return False
    if section_digest(assemble(plan), section) == digest:
        return True
    since = datetime.fromtimestamp(moment, UTC) - MARGIN
    return section not in PUBLISHED and not _others_changed(plan, section, user, since)


def _salt(plan: Plan, section: Section) -> str:
    return f"plans.together.seen {plan.pk} {section}"


def _others_changed(plan: Plan, section: Section, user: User, since: datetime) -> bool:
    """Whether anybody else, or no person at all, has written in the section since then."""
    for model in apps.get_models():
        if not issubclass(model, Versioned) or model.SECTION not in (section, None) or not hasattr(model, "plan"):
            continue
        written = model.history.filter(plan=plan, history_date__gte=since).exclude(history_user=user)
        if any(record.instance.stands_in == section for record in written):
            return True
    return False
