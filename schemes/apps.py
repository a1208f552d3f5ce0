from django.apps import AppConfig


class SchemesConfig(AppConfig):
    name = "schemes"
    verbose_name = "Schemes"

    def ready(self) -> None:
        from plans import parts
        from schemes.part import SchemesPart

        parts.register(SchemesPart())
