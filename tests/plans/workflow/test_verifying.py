"""Whether a file is the one that was signed: by the public page and by the commands."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from plans import guards
from plans.models import Seal, SealedFile, Signature
from plans.views.verifying import MOST_BYTES
from plans.workflow.reopening import reopen
from tests import story
from tests.plans.pages import Page


@pytest.fixture
def made(finished, people) -> Seal:
    return story.signed(finished, people)


def stored(made: Seal) -> bytes:
    with SealedFile.objects.get(seal=made, kind="workbook").file.open("rb") as file:
        return file.read()


def verified(content: bytes, name: str = "plan.xlsx") -> Page:
    client = Client()
    response = client.post(reverse("verify"), {"file": SimpleUploadedFile(name, content)})
    return Page(client, reverse("verify"), response)


def test_anybody_may_ask_and_the_footer_leads_there(db):
    page = Page(Client(), reverse("verify"))
    assert page.status == 200
    assert f'href="{reverse("verify")}"' in Page(Client(), reverse("account_login")).html


def test_the_signed_file_is_told_with_its_signatures(made, people):
    page = verified(stored(made), "<b>mine.xlsx")
    for words in (
        "&lt;b&gt;mine.xlsx", "unaltered, and the plan stands on that version", "Planning template (Excel)",
        "Leicester, Better Care Fund 2019-20", f"digest {made.short}", "The plan stands on this version",
        f"Local Authority Chief Executive, Leicester City Council: signed by {people.chief_executive}",
        "Whole: nothing that was written down was altered",
    ):  # fmt: skip
        assert words in page.text, words


def test_the_plan_as_json_is_known_however_it_is_laid_out(made):
    content = json.dumps(json.loads(made.document), indent=2)
    assert "Plan (JSON)" in verified(content.encode(), "plan.json").text
    changed = content.replace("£", "€", 1) if "£" in content else content.replace("Leicester", "Leicestershire", 1)
    assert "This is not a file of a sealed version" in verified(changed.encode(), "plan.json").text


@pytest.mark.parametrize("content", [
    b"x", b"{", b'{"a":1,"a":2}', b"{" + b'"a":[' * 100_000, b'{"format":"\\ud800"}', b'{"n":' + b"9" * 5_000 + b"}",
    b"\xff\xfe{", b'{"format": NaN}',
], ids=range(8))  # fmt: skip
def test_whatever_else_is_sent_is_no_signed_file(db, content):
    page = verified(content)
    assert page.status == 200
    assert "This is not a file of a sealed version" in page.text


def test_one_byte_more_is_another_file(made):
    assert "it has been altered since" in verified(stored(made) + b" ").text


def test_the_file_of_a_version_that_was_reopened_is_void(made, finished, people):
    content = stored(made)
    reopen(finished, people.author, "A word was wrong.")
    assert "The version stands no longer: its signatures are void" in verified(content).text


def test_what_was_altered_in_the_database_is_told(made):
    guards.remove(connection)
    Signature.objects.filter(place="hwb_chair").update(name="Somebody else")
    page = verified(stored(made))
    assert "does not fit together" in page.text
    assert "Signature of Somebody else on version 1 was altered" in page.text


def test_a_file_that_is_too_large_or_none_is_told_and_not_taken(db):
    assert "No file was sent, or it has more than 20 MB" in verified(b"x" * (MOST_BYTES + 100_000)).text
    response = Client().post(reverse("verify"), {})
    assert response.status_code == 422


def test_a_large_file_is_read_without_a_file_of_ours(db, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file was written")

    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", refuse)
    assert "This is not a file of a sealed version" in verified(b"x" * 4_000_000).text


def test_a_forged_request_is_refused(db):
    client = Client(enforce_csrf_checks=True)
    assert client.post(reverse("verify"), {"file": SimpleUploadedFile("x", b"x")}).status_code == 403


def told(capsys: pytest.CaptureFixture[str], *command: str) -> tuple[int, str]:
    """The exit code of a command, and what it printed."""
    capsys.readouterr()
    try:
        call_command(*command)
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    return code, capsys.readouterr().out


def test_the_command_says_the_same(made, tmp_path: Path, capsys):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(stored(made))
    code, said = told(capsys, "verifyseal", str(path))
    assert code == 0
    assert "unaltered, and the plan stands on that version" in said
    assert "Signature: CCG Accountable Officer" in said
    path.write_bytes(b"x")
    assert told(capsys, "verifyseal", str(path))[0] == 1
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verifyseal", str(tmp_path / "none"))


def test_the_chains_of_all_plans_are_walked(made, finished, capsys):
    assert told(capsys, "verifychain") == (0, "1 plan looked at: everything fits.\n")
    guards.remove(connection)
    Seal.objects.filter(pk=made.pk).update(document=made.document.replace("Leicester", "Leicestor", 1))
    for arguments in ((), ("Leicester", "2019-20")):
        code, said = told(capsys, "verifychain", *arguments)
        assert code == 1
        assert "Leicester 2019-20: Seal 1 was altered" in said
        assert "Seal 1: the plan in it does not give the plan's digest" in said
        assert "things that do not fit" in said
    with pytest.raises(CommandError, match="Give board and round"):
        call_command("verifychain", "Leicester")
