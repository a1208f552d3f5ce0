"""The description of a plan's life is the one that the tables give."""

from pathlib import Path

from django.conf import settings

from bcf.fund.stages import Capacity, Stage, Verb
from plans.lifecycle import doors, written


def test_the_document_is_up_to_date() -> None:
    """If not: manage.py lifecycle --write docs/lifecycle.md"""
    assert (Path(settings.BASE_DIR) / "docs" / "lifecycle.md").read_text(encoding="utf-8") == written()


def test_every_stage_capacity_and_verb_is_told() -> None:
    text = written()
    for told in (*Stage, *Capacity, *Verb):
        assert told.words in text


def test_there_is_an_address_for_every_verb() -> None:
    assert {verb for _, verbs in doors() for verb in verbs} == set(Verb)
