"""The rounds that this site has: the bundled ones and those in the folders that the settings name."""

from functools import cache
from pathlib import Path

from django.conf import settings

from bcf.fund.round import Round
from bcf.fund.rounds_on_disk import BUNDLED, read_rounds


def all_rounds() -> dict[str, Round]:
    """Every round by id, newest first. Raises Refused, naming file and key, when a round file is wrong."""
    return _read(tuple(settings.ROUNDS_DIRS))


@cache
def _read(folders: tuple[Path, ...]) -> dict[str, Round]:
    return read_rounds([BUNDLED, *folders])


def get_round(round_id: str) -> Round:
    """The round of that id. Raises KeyError if there is none."""
    return all_rounds()[round_id]
