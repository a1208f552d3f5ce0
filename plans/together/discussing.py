"""What people do in a discussion: begin, answer, resolve, reopen, correct or withdraw what they said.

Every action holds the plan first, as all that writes in a plan does. Who may act is the caller's to check.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from plans.models import Comment, Conflict, Plan, Thread, User
from plans.saving import hold
from plans.together.naming import Named
from plans.together.naming import about as about_of

EDITABLE = timedelta(hours=1)
"""How long one's own words can be corrected or withdrawn. Afterwards others may have acted on them."""

LONGEST = 10_000


class TooLate(Exception):
    """The comment can no longer be changed: its time is over, it was withdrawn, or it is somebody else's."""


class SpokenMeanwhile(Exception):
    """Somebody wrote in the thread since it was read."""


def may_change(comment: Comment, user: User) -> bool:
    """Whether somebody may still correct or withdraw that comment."""
    young = timezone.now() - comment.written_at < EDITABLE
    return comment.author_id == user.pk and comment.withdrawn_at is None and young


def threads_of(plan: Plan) -> "QuerySet[Thread]":
    """The plan's threads with everything that a list shows, in a fixed number of queries."""
    comments = Comment.objects.select_related("author")
    return Thread.objects.filter(plan=plan).select_related("begun_by", "resolved_by").prefetch_related(
        Prefetch("comments", comments), "addressed"
    )  # fmt: skip


def concerning(user: User) -> Q:
    """Threads addressed to a person, or begun by that person."""
    return Q(addressed=user) | Q(begun_by=user)


def begin(plan: Plan, named: Named, user: User, text: str, to: Iterable[User]) -> Thread:
    """Begin a thread at a place with a first comment, addressed to people of the partnership."""
    with transaction.atomic():
        hold(plan)
        place, now = named.place, timezone.now()
        thread = Thread.objects.create(
            plan=plan, section=place.section, item=place.item, field=place.field, year=place.year,
            about=about_of(plan.round, named), begun_by=user, spoken_at=now,
        )  # fmt: skip
        Comment.objects.create(thread=thread, author=user, text=text)
        thread.addressed.add(*(person for person in to if person != user))
        return thread


def answer(thread: Thread, user: User, text: str, to: Iterable[User] = ()) -> Comment:
    """Say something in a thread, and ask further people in. An answer never meets a conflict: it overwrites nothing."""
    with transaction.atomic():
        thread = _held(thread)
        comment = Comment.objects.create(thread=thread, author=user, text=text)
        thread.addressed.add(*(person for person in to if person != user))
        _spoken(thread)
        return comment


def resolve(thread: Thread, user: User, version: int) -> None:
    """Say that the matter is dealt with. Raises SpokenMeanwhile if somebody wrote since ``version`` was read."""
    with transaction.atomic():
        thread = _held(thread)
        if not thread.open:
            return
        if thread.version != version:
            raise SpokenMeanwhile
        thread.resolved_by, thread.resolved_at = user, timezone.now()
        _spoken(thread)


def reopen(thread: Thread) -> None:
    """Take a resolved matter up again."""
    with transaction.atomic():
        thread = _held(thread)
        if not thread.open:
            thread.resolved_by = thread.resolved_at = None
            _spoken(thread)


def correct(comment: Comment, user: User, version: int, text: str) -> None:
    """Put other words in place of one's own. Raises TooLate, or Conflict when it was changed since it was read."""
    with transaction.atomic():
        current = _own(comment, user)
        if current.version != version:
            raise Conflict(None)
        if current.text != text:
            current.text, current.edited_at = text, timezone.now()
            current.version += 1
            current.save()


def withdraw(comment: Comment, user: User) -> None:
    """Take back what one said: its place stays, its words go. Raises TooLate."""
    with transaction.atomic():
        current = _own(comment, user)
        current.text, current.withdrawn_at = "", timezone.now()
        current.version += 1
        current.save()


def _held(thread: Thread) -> Thread:
    hold(thread.plan)
    return Thread.objects.select_for_update().select_related("plan__board").get(pk=thread.pk)


def _own(comment: Comment, user: User) -> Comment:
    hold(comment.thread.plan)
    current = Comment.objects.select_for_update().get(pk=comment.pk)
    if not may_change(current, user):
        raise TooLate
    return current


def _spoken(thread: Thread) -> None:
    thread.version += 1
    thread.spoken_at = timezone.now()
    thread.save()
