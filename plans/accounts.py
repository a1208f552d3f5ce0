"""Sign-in: people are invited by an administrator, nobody signs up by himself."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth as this site uses it."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
