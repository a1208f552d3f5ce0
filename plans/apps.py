from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "Plans"

    def ready(self) -> None:
        from plans import papers, parts, sections

        for part in (*sections.PARTS, *papers.PARTS):
            parts.register(part)
        post_migrate.connect(guard_what_is_written_once, sender=self)


def guard_what_is_written_once(using: str, **_: Any) -> None:
    """A migration may have made a table anew, without its guards."""
    from plans import guards

    guards.install(connections[using])

