"""The published schema of a plan's JSON, made from the document types."""

import json

from bcf.fund.document import PlanDocument


def schema_text() -> str:
    """The JSON schema (2020-12) of a plan document, as docs/plan.schema.json holds it."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **PlanDocument.model_json_schema(),
        "title": "Better Care Fund plan",
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
