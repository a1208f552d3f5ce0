"""The worker's way in."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bcf.settings")
TRANSPORT_ALIASES["filesystem"] = "bcf.broker:Transport"
app = Celery("bcf")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["plans"])
