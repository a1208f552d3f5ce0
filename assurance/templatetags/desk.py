"""Whether the navigation leads to the reviewer's desk."""

from django import template
from django.contrib.auth.models import AnonymousUser

from assurance.desk import REVIEWING
from plans.access import known_roles
from plans.models import User

register = template.Library()


@register.simple_tag
def has_desk(user: User | AnonymousUser) -> bool:
    """Whether somebody reviews plans."""
    return isinstance(user, User) and bool(known_roles(user) & REVIEWING)
