"""From a draft to a submitted plan: sealing, signing exactly one version, reopening, submitting."""

import io
import json

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, models, transaction
from pypdf import PdfReader

from bcf.fund.places import Section
from bcf.fund.stages import Stage
from plans import guards
from plans.assembling import assemble
from plans.models import Answer, Event, Seal, SealedFile, Signature
from plans.models.workflow import Written
from plans.saving import Closed, save_row
from plans.workflow import files, proof
from plans.workflow.acting import NotNow, current_seal
from plans.workflow.reopening import ReasonMissing, reopen, withdraw
from plans.workflow.sealing import ChangedSince, StillOpen, seal
from plans.workflow.signing import CannotSign, sign
from plans.workflow.submitting import NotSigned, submit
from plans.workflow.whose import places_of
from tests import story

TITLE = {"job_title": "Holder of the post"}


def test_a_sealed_version_holds_the_plan_its_findings_and_its_reasons(finished, people):
    made = seal(finished, people.author)
    assert made.number == 1
    assert made.document == assemble(finished).canonical()
    assert {reason["text"] for reason in json.loads(made.reasons)} == {"The published plan has it so."}
    assert {finding["severity"] for finding in json.loads(made.findings)} & {"explain"}
    assert finished.stage_now() is Stage.SEALED
    assert current_seal(finished) == made


def test_a_plan_with_an_open_finding_is_not_sealed(leicester):
    with pytest.raises(StillOpen) as caught:
        seal(leicester, story.cast(leicester).author)
    assert "CMP-001" in {finding.rule for finding in caught.value.findings}
    assert leicester.stage_now() is Stage.DRAFT
    assert not Seal.objects.exists()


def test_a_plan_that_changed_since_the_page_was_read_is_not_sealed(finished, people):
    with pytest.raises(ChangedSince):
        seal(finished, people.author, seen="0" * 64)
    assert not Event.objects.exists()


def test_nothing_of_a_sealed_plan_can_be_changed(finished, people):
    seal(finished, people.author)
    with pytest.raises(Closed):
        save_row(Answer, finished, {"section": Section.NARRATIVE, "code": "a"}, 1, {"text": "Later"})
    assert Answer.objects.get(plan=finished, section="narrative", code="a").text != "Later"


def test_a_signature_waits_for_the_files_and_is_on_them(finished, people):
    made = seal(finished, people.author)
    with pytest.raises(CannotSign, match="still being made"):
        sign(finished, people.chair, "hwb_chair", digest=made.digest, **TITLE)
    story.put_files(made)
    given = sign(finished, people.chair, "hwb_chair", digest=made.digest, **TITLE)
    assert given.files == {file.kind: file.sha256 for file in SealedFile.objects.filter(seal=made)}
    assert given.seal_digest == made.digest


def test_who_wrote_in_the_plan_cannot_be_the_chair(finished, people):
    people.chair.appointments.create(user=people.chair, role="author", organisation=finished.board.bodies.first())
    row = Answer.objects.get(plan=finished, section="narrative", code="a")
    row._history_user = people.chair
    row.text += " And more."
    row.save()
    story.explain_all(finished, people.author)
    made = story.sealed(finished, people)
    with pytest.raises(PermissionDenied, match="cannot sign for the chair"):
        sign(finished, people.chair, "hwb_chair", digest=made.digest, **TITLE)


@pytest.mark.parametrize("place", ["hwb_chair", "ccg_officer-04C"])
def test_nobody_signs_in_anothers_place(finished, people, place):
    made = story.sealed(finished, people)
    with pytest.raises(PermissionDenied):
        sign(finished, people.chief_executive, place, digest=made.digest, **TITLE)
    assert not Signature.objects.exists()


def test_a_plan_is_submitted_when_every_place_is_signed(finished, people):
    made = story.sealed(finished, people)
    with pytest.raises(NotSigned) as caught:
        submit(finished, people.author)
    assert len(caught.value.places) == 3
    for place in places_of(made):
        sign(finished, people.signatories()[place.key], place.key, digest=made.digest, **TITLE)
    event = submit(finished, people.author)
    assert event.data == {"version": 1, "seal": made.digest, "due": "2019-09-27", "late": True}
    assert finished.stage_now() is Stage.SUBMITTED
    withdraw(finished, people.nhs_author)
    assert finished.stage_now() is Stage.SEALED
    assert places_of(made)[0].signature


def test_a_reopened_plan_needs_every_signature_anew(finished, people):
    made = story.signed(finished, people)
    with pytest.raises(ReasonMissing):
        reopen(finished, people.chair, "  ")
    reopen(finished, people.chair, "The pool is to be larger.")
    assert finished.stage_now() is Stage.DRAFT
    assert Signature.objects.filter(seal=made).count() == 3
    again = story.sealed(finished, people)
    assert (again.number, again.previous) == (2, made.digest)
    with pytest.raises(NotSigned):
        submit(finished, people.author)
    with pytest.raises(CannotSign, match="sealed anew"):
        sign(finished, people.chair, "hwb_chair", digest=made.digest, **TITLE)


def test_a_second_seal_tells_who_was_first(finished, people):
    seal(finished, people.author)
    with pytest.raises(NotNow, match=f"{people.author} sealed the plan"):
        seal(finished, people.nhs_author)
    assert Seal.objects.count() == 1


def test_the_files_carry_their_version_and_its_seal(finished, people):
    made = seal(finished, people.author)
    story.make_files(made)
    contents = {}
    for file in made.files.all():
        with file.file.open("rb") as stored:
            contents[file.kind] = stored.read()
    book = openpyxl.load_workbook(io.BytesIO(contents["workbook"]))
    assert f"version 1; seal {made.digest}" in book.properties.keywords
    pages = PdfReader(io.BytesIO(contents["report"])).pages
    for page in (pages[1], pages[-1]):
        text = " ".join(page.extract_text().split())
        assert made.short in text
        assert "Version 1" in text


def test_the_files_and_the_plan_prove_themselves(finished, people):
    made = seal(finished, people.author)
    story.make_files(made)
    for place in places_of(made):
        sign(finished, people.signatories()[place.key], place.key, digest=made.digest, **TITLE)
    for file in SealedFile.objects.filter(seal=made):
        with file.file.open("rb") as stored:
            content = stored.read()
        found = proof.prove(content)
        assert found is not None
        assert (found.seal, len(found.signatures), found.stands, found.trouble) == (made, 3, True, ())
        assert proof.prove(content + b" ") is None
    assert proof.prove(made.document.encode()).what == "Plan (JSON)"
    assert proof.prove(made.document.replace("43,368,727", "43,368,728").encode()) is None


def test_a_worker_that_died_between_the_two_files_leaves_the_other_to_the_next(finished, people):
    made = seal(finished, people.author)
    files.keep(made, SealedFile.Kind.WORKBOOK, b"made before the worker died")
    first = SealedFile.objects.get(seal=made)
    story.make_files(made)
    assert {file.kind for file in made.files.all()} == set(SealedFile.Kind)
    assert SealedFile.objects.get(pk=first.pk).sha256 == first.sha256
    files.keep(made, SealedFile.Kind.WORKBOOK, b"made by a worker that was thought dead")
    assert made.files.get(kind=SealedFile.Kind.WORKBOOK) == first


@pytest.mark.both_engines
@pytest.mark.parametrize("model", [Seal, SealedFile, Signature, Event], ids=lambda model: model.__name__)
def test_the_database_refuses_to_change_or_delete_what_is_written_once(finished, people, model):
    story.signed(finished, people)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        model.objects.update(digest="0" * 64)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        model.objects.all()._raw_delete(model.objects.db)
    assert model.objects.exclude(digest="0" * 64).exists()


def columns(model: type[Written]) -> list[str]:
    """The columns of which one character can be altered."""
    kinds = (models.TextField, models.CharField, models.PositiveIntegerField)
    return [field.name for field in model._meta.concrete_fields if isinstance(field, kinds)]


@pytest.mark.parametrize("model", [Seal, SealedFile, Signature, Event], ids=lambda model: model.__name__)
def test_one_character_that_was_altered_is_found(finished, people, model):
    """By somebody who owns the database and has taken the guards away."""
    story.signed(finished, people)
    assert list(proof.troubles(finished)) == []
    guards.remove(connection)
    row = model.objects.first()
    for field in columns(model):
        value = getattr(row, field)
        changed = value + 99 if isinstance(value, int) else f"{value[:-1]}{'x' if value[-1:] != 'x' else 'y'}"
        model.objects.filter(pk=row.pk).update(**{field: changed})
        assert list(proof.troubles(finished)), f"{field} was altered"
        model.objects.filter(pk=row.pk).update(**{field: value})
    assert list(proof.troubles(finished)) == []


@pytest.mark.parametrize("model", [SealedFile, Signature, Event], ids=lambda model: model.__name__)
def test_a_row_that_was_taken_out_is_found(finished, people, model):
    story.signed(finished, people)
    guards.remove(connection)
    row = model.objects.first()
    model.objects.filter(pk=row.pk)._raw_delete(model.objects.db)
    assert list(proof.troubles(finished))
