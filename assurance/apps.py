from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from plans.models import Job


class AssuranceConfig(AppConfig):
    name = "assurance"
    verbose_name = "Assurance"

    def ready(self) -> None:
        from assurance import reminders
        from assurance.part import RequirementsPart
        from plans import makers, parts
        from plans.models import Job
        from plans.notices import reminding

        parts.register(RequirementsPart())
        makers.register(Job.Kind.LETTER, _write_letter)
        for source in (reminders.questions, reminders.conditions):
            reminding.register(source)


def _write_letter(job: "Job") -> None:
    """As `assurance.letters.making.make`, which a site that never writes a letter need not load."""
    from assurance.letters import making

    making.make(job)
