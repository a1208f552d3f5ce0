from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    name = "assurance"
    verbose_name = "Assurance"

    def ready(self) -> None:
        from assurance.part import RequirementsPart
        from plans import parts

        parts.register(RequirementsPart())
