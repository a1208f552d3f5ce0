"""The published schema of a plan's JSON."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from bcf.fund.document import PlanDocument
from plans.loading.schema import schema_text
from tests.plans.loaded import leicester_json

PUBLISHED = Path(settings.BASE_DIR) / "docs" / "plan.schema.json"


def test_the_published_schema_is_current() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), "run manage.py planschema --write"


def test_the_command_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("planschema")
    assert json.loads(capsys.readouterr().out)["title"] == "Better Care Fund plan"


def test_the_schema_knows_every_key_of_a_plan_and_no_other() -> None:
    schema = json.loads(PUBLISHED.read_text())
    assert set(schema["properties"]) == set(PlanDocument.model_fields)
    assert schema["additionalProperties"] is False
    assert set(leicester_json()) <= set(schema["properties"])
    scheme = schema["$defs"]["Scheme"]
    assert all(set(row) <= set(scheme["properties"]) for row in leicester_json()["schemes"])
    assert set(scheme["required"]) == {"key"}
