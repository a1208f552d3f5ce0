from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "Plans"

    def ready(self) -> None:
        from plans import papers, parts, sections

        for part in (*sections.PARTS, *papers.PARTS):
            parts.register(part)
