"""Load boards, bodies and populations."""

from typing import Any

from django.core.management.base import BaseCommand

from bcf.fund.problems import Refused
from plans.management.finding import refusal
from plans.reference.loader import load_reference


class Command(BaseCommand):
    help = "Load the boards, councils, CCGs, districts and populations. Loading them again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            tally = load_reference()
        except Refused as refused:
            raise refusal(refused) from None
        self.stdout.write(f"Reference data: {tally.made} new, {tally.changed} changed.")
