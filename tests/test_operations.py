"""What operators rely on: probes that answer, and a page that names every setting."""

import re
import time
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django import Settings

from plans import tasks

ROOT = Path(__file__).resolve().parent.parent
READ_FROM_ENVIRONMENT = re.compile(r"""env(?:iron\.get|\.[a-z_]+)\(['"]([A-Z_]+)""")


def test_the_operations_page_names_every_setting() -> None:
    code = "".join((ROOT / "bcf" / name).read_text() for name in ("settings.py", "gunicorn.py"))
    settings = set(READ_FROM_ENVIRONMENT.findall(code))
    assert len(settings) > 20
    page = (ROOT / "docs" / "operations.md").read_text()
    assert {name for name in settings if f"`{name}`" not in page} == set()


def test_a_probe_needs_no_sign_in_no_host_name_and_no_tls(db: None, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["plans.example"]
    response = Client().get("/healthz", headers={"host": "10.0.0.7"})
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_without_the_database_the_probe_fails(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OSError("no database")

    with monkeypatch.context() as away:
        away.setattr(connection, "cursor", refuse)
        assert Client().get("/healthz").status_code == 503


def test_the_work_is_well_while_the_jobs_are_swept(db: None) -> None:
    cache.delete(tasks.SWEPT_AT)
    assert Client().get("/healthz/work").status_code == 503
    tasks.sweep()
    assert Client().get("/healthz/work").status_code == 200
    cache.set(tasks.SWEPT_AT, time.time() - 300, timeout=None)
    assert Client().get("/healthz/work").status_code == 503
