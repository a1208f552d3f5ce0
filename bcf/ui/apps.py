"""Registers the template tags. The app has no models and no views."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "bcf.ui"
    label = "ui"
    verbose_name = "User interface"
