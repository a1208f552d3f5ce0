"""A moment in the words of a page."""

import datetime

from django.utils import timezone


def told(when: datetime.datetime) -> str:
    """Such as "at 17:04" for today, "at 17:04 on 23 November 2019" otherwise. In the site's own time."""
    moment = timezone.localtime(when)
    day = "" if moment.date() == timezone.localdate() else f" on {moment.day} {moment:%B %Y}"
    return f"at {moment:%H:%M}{day}"
