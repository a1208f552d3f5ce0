"""The files of a plan: made from one moment, kept under its digest, marked when the plan has moved on."""

import hashlib
import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from plans import tasks
from plans.assembling import assemble
from plans.models import Answer, Job, Output, Plan
from plans.rendering import request_files
from plans.saving import save_row
from tests import factories


@pytest.fixture
def leicester(db: None) -> Plan:
    """Leicester's plan with its first three rows: the files are made over and over here, and all rows take long."""
    document = factories.leicester_document()
    return factories.plan_from(document.model_copy(update={"schemes": document.schemes[:3]}))


def page(client: Client, plan: Plan) -> str:
    return client.get(reverse("outputs", args=plan.args)).content.decode()


def make(plan: Plan, kind: Job.Kind = Job.Kind.RENDER) -> Job:
    job = request_files(plan, None, kind)
    tasks.run(str(job.pk))
    job.refresh_from_db()
    return job


def download(client: Client, plan: Plan, kind: str) -> bytes:
    output = Output.objects.filter(plan=plan, kind=kind).first()
    response = client.get(reverse("download", args=(*plan.args, output.pk)))
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment; filename=")
    return b"".join(response.streaming_content)


def test_a_plan_without_files_says_so(leicester: Plan, commissioner: Client) -> None:
    assert "No files have been made" in page(commissioner, leicester)


def test_the_button_makes_both_files_of_the_plan_as_it_stands(leicester: Plan, commissioner: Client) -> None:
    commissioner.post(reverse("outputs", args=leicester.args))
    job = Job.objects.get(plan=leicester, kind="render")
    assert "Waiting for a worker" in page(commissioner, leicester)
    tasks.run(str(job.pk))
    text = page(commissioner, leicester)
    assert "exactly as it stands now" in text
    assert text.count("Up to date") == 2
    digest = assemble(leicester).digest
    book = openpyxl.load_workbook(io.BytesIO(download(commissioner, leicester, "workbook")))
    assert book.sheetnames[:2] == ["1. Guidance", "2. Cover"]
    reader = PdfReader(io.BytesIO(download(commissioner, leicester, "report")))
    assert digest[:12] in reader.pages[-1].extract_text()


def test_files_are_out_of_date_once_the_plan_has_moved_on(leicester: Plan, commissioner: Client) -> None:
    make(leicester)
    save_row(Answer, leicester, {"section": "narrative", "code": "b_i"}, 0, {"text": "Something new"})
    text = page(commissioner, leicester)
    assert text.count("Out of date") == 2
    assert "has changed since these were made" in text


def test_files_of_an_older_renderer_are_out_of_date_and_can_be_made_again(
    leicester: Plan, commissioner: Client
) -> None:
    make(leicester)
    Output.objects.filter(plan=leicester).update(renderer="of last month")
    text = page(commissioner, leicester)
    assert text.count("Out of date") == 2
    assert "Make the workbook and the PDF" in text
    make(leicester)
    assert page(commissioner, leicester).count("Up to date") == 2


def test_an_edit_while_files_are_made_does_not_get_into_them(leicester: Plan) -> None:
    job = request_files(leicester, None)
    digest = assemble(leicester).digest
    save_row(Answer, leicester, {"section": "narrative", "code": "b_i"}, 0, {"text": "Too late"})
    tasks.run(str(job.pk))
    assert {output.snapshot.digest for output in Output.objects.all()} == {digest}


def test_making_the_same_files_twice_keeps_one_of_each(leicester: Plan) -> None:
    make(leicester)
    first = {output.kind: output.created_at for output in Output.objects.all()}
    make(leicester)
    assert {output.kind: output.created_at for output in Output.objects.all()} == first


def test_a_file_lost_from_the_disk_is_made_again(leicester: Plan, commissioner: Client) -> None:
    make(leicester)
    for output in Output.objects.all():
        output.file.storage.delete(output.file.name)
    make(leicester)
    for output in Output.objects.all():
        with output.file.open("rb") as file:
            assert hashlib.sha256(file.read()).hexdigest() == output.sha256
    assert Output.objects.count() == 2


@pytest.mark.parametrize("kind", ["workbook", "report", "annotated"])
def test_the_same_plan_gives_the_same_bytes(leicester: Plan, kind: str) -> None:
    job = Job.Kind.ANNOTATE if kind == "annotated" else Job.Kind.RENDER
    make(leicester, job)
    first = Output.objects.get(kind=kind).sha256
    Output.objects.all().delete()
    make(leicester, job)
    assert Output.objects.get(kind=kind).sha256 == first


def test_the_workbook_with_the_checks_is_made_only_when_asked_for(leicester: Plan, commissioner: Client) -> None:
    make(leicester)
    assert "with the checks (Excel)" not in page(commissioner, leicester)
    response = commissioner.post(reverse("outputs", args=leicester.args), {"make": "annotate"})
    assert response.status_code == 302
    job = Job.objects.get(plan=leicester, kind="annotate")
    assert "Waiting for a worker" in page(commissioner, leicester)
    tasks.run(str(job.pk))
    text = page(commissioner, leicester)
    assert "Download Planning template with the checks (Excel)" in text
    assert text.count("Up to date") == 3
    assert "Make the workbook with the checks" not in text
    book = openpyxl.load_workbook(io.BytesIO(download(commissioner, leicester, "annotated")))
    assert book.sheetnames[:2] == ["Checks", "1. Guidance"]
    assert book["2. Cover"]["C18"].comment.text.startswith("Must be mended")


def test_the_workbook_with_the_checks_can_be_made_without_the_others(leicester: Plan, commissioner: Client) -> None:
    make(leicester, Job.Kind.ANNOTATE)
    assert [output.kind for output in Output.objects.all()] == ["annotated"]
    text = page(commissioner, leicester)
    assert "No files have been made of this plan yet" in text
    assert "Make the workbook and the PDF" in text
    assert text.count("Up to date") == 1


def test_its_name_tells_it_from_the_plain_one(leicester: Plan, commissioner: Client) -> None:
    make(leicester, Job.Kind.ANNOTATE)
    response = commissioner.get(reverse("download", args=(*leicester.args, Output.objects.get().pk)))
    assert response["Content-Disposition"].endswith('-checks.xlsx"')
    response.close()


def test_it_is_out_of_date_once_the_plan_or_the_rules_have_changed(
    leicester: Plan, commissioner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(leicester, Job.Kind.ANNOTATE)
    monkeypatch.setattr("plans.checking.RULE_SET", "of tomorrow")
    assert page(commissioner, leicester).count("Out of date") == 1
    monkeypatch.undo()
    assert page(commissioner, leicester).count("Out of date") == 0
    save_row(Answer, leicester, {"section": "narrative", "code": "b_i"}, 0, {"text": "Something new"})
    text = page(commissioner, leicester)
    assert text.count("Out of date") == 1
    assert "Make the workbook with the checks" in text


def test_asking_for_it_leaves_the_plain_workbook_as_it_was(leicester: Plan) -> None:
    make(leicester)
    plain = Output.objects.get(kind="workbook").sha256
    Output.objects.all().delete()
    make(leicester, Job.Kind.ANNOTATE)
    make(leicester)
    assert Output.objects.get(kind="workbook").sha256 == plain
