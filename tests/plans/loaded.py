"""What the tests of loading have in common: a round that never was, boards for it, and files that are wrong."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import override_settings

from bcf.fund.document import Board as BoardValue
from bcf.fund.document import PlanDocument
from plans.models import Board, BoardBody, Organisation

DEMO = Path(settings.BASE_DIR) / "demo"
HEADER = "board,kind,code,year,body,value,origin"


@contextmanager
def rounds_from(*folders: Path) -> Iterator[None]:
    """The bundled rounds and those in the folders, as ROUNDS_DIRS gives them."""
    with override_settings(ROUNDS_DIRS=list(folders)):
        yield


def store_board(value: BoardValue) -> Board:
    """The board of a document with its bodies, as reference data would bring it."""
    facts = value.model_dump(exclude={"bodies"})
    board = Board.objects.create(**facts)
    for body in value.bodies:
        organisation, _ = Organisation.objects.get_or_create(
            code=body.code, defaults={"name": body.name, "kind": body.kind}
        )
        BoardBody.objects.create(board=board, organisation=organisation, share=body.share)
    return board


def text_of(document: PlanDocument) -> bytes:
    """The document as a file."""
    return json.dumps(document.as_json()).encode()


def leicester_json() -> dict[str, Any]:
    """Leicester's plan as plain values, to be spoiled by a test."""
    content: dict[str, Any] = json.loads((DEMO / "leicester-2019-20.json").read_text())
    return content


def csv_of(*lines: str) -> bytes:
    """A file of allocations with those lines below its header."""
    return "\n".join([HEADER, *lines, ""]).encode()
