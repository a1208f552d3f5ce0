"""The look of the product, and the start of its Celery application in every process."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Template tags and components. Knows nothing of plans."""

    name = "bcf.ui"
    label = "ui"

    def ready(self) -> None:
        import bcf.celery  # noqa: F401 - tasks find their broker through it
