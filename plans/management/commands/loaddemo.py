"""Load the demo."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from bcf.fund.problems import Refused
from plans.demo import PASSWORD, load_demo
from plans.management.finding import refusal


class Command(BaseCommand):
    help = "Load the demo plan and people with a published password. Only where the setting DEMO allows it."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demo has an administrator with a published password. Set DEMO=true where nobody enters real plans."
            )
        try:
            plan, users = load_demo()
        except Refused as refused:
            raise refusal(refused) from None
        self.stdout.write(f"Demo plan: {plan.board}, {plan.round.title}.\nSign-ins:")
        for user in users:
            password = PASSWORD if user.check_password(PASSWORD) else "changed since"
            self.stdout.write(f"  {user.email:38}{password:24}{user.name}")
