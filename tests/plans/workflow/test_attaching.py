"""Files that people give are what their content says, do nothing, and go out as downloads."""

import io
import zlib
from contextlib import suppress
from typing import Any

import pikepdf
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String

from plans.forms.attachment import AttachmentField
from plans.models import Attachment, Role
from plans.workflow.attaching import MOST_BYTES, AttachmentRefused, Examined, examine, keep
from tests import factories
from tests.plans.pages import browser_of
from tests.plans.writing.test_pictures import SVG, made, opened


def pdf(change: Any = None, **how: Any) -> bytes:
    """A PDF of one page, changed before it is saved."""
    document = Pdf.new()
    document.add_blank_page()
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out, **how)
    return out.getvalue()


def upload(content: bytes, name: str = "scan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


BASE = pdf()


def test_a_pdf_is_kept_as_it_came() -> None:
    assert examine(upload(BASE)) == Examined(BASE, "pdf", "scan.pdf")


def test_a_picture_is_drawn_anew() -> None:
    found = examine(upload(made("JPEG") + b"<script>", "photo.jpeg"))
    assert (found.kind, found.name) == ("png", "photo.png")
    assert b"<script>" not in found.content
    assert opened(found.content).size == (40, 30)


@pytest.mark.parametrize(("name", "kept"), [
    ("scan.exe", "scan.pdf"), ("../../etc/passwd", "passwd.pdf"), ("C:\\temp\\Signed page.PDF", "Signed page.pdf"),
    ("a\r\nb\x00.pdf", "ab.pdf"), (".pdf", "pdf.pdf"), ("x" * 400, "x" * 120 + ".pdf"),
])  # fmt: skip
def test_the_ending_comes_from_the_content_and_the_name_is_only_shown(name: str, kept: str) -> None:
    file = upload(pdf())
    file._name = name
    assert examine(file).name == kept


def opens_with(action: Dictionary) -> Any:
    def change(document: Pdf) -> None:
        document.Root.OpenAction = action

    return change


def in_a_link(document: Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]),
                      A=Dictionary(S=Name.Launch, F=String("calc.exe")))  # fmt: skip
    document.pages[0].Annots = Array([link])


def carrying(document: Pdf) -> None:
    document.attachments["x.exe"] = b"MZ"


def as_a_form(document: Pdf) -> None:
    document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=document.make_stream(b"<xdp/>"))


def nested(document: Pdf) -> None:
    first = Dictionary(S=Name.GoTo, D=Array([document.pages[0].obj, Name.Fit]))
    first.Next = Array([Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))])
    document.Root.OpenAction = first


@pytest.mark.parametrize(("change", "how"), [
    (opens_with(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))), {}),
    (opens_with(Dictionary(S=Name.SubmitForm, F=String("https://example.org"))), {}),
    (in_a_link, {}), (carrying, {}), (as_a_form, {}), (nested, {}),
    (nested, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}),
])  # fmt: skip
def test_a_pdf_that_acts_or_carries_a_file_is_refused(change: Any, how: dict[str, Any]) -> None:
    with pytest.raises(AttachmentRefused, match="Print it to a new PDF"):
        examine(upload(pdf(change, **how)))


def bomb(size: int) -> bytes:
    """A PDF of half a megabyte whose table of objects unpacks to ``size`` bytes."""
    pages = b"<</Type/Pages/Count 1/Kids[<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>]>>"
    packed = zlib.compress(b"2 0 " + b" " * size + pages, 9)
    root = b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    held = b"3 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream\nendobj\n"
    parts = [b"%PDF-1.5\n", root, held % (len(packed), packed)]
    starts = [sum(map(len, parts[:number])) for number in range(1, 4)]
    rows = b"".join(
        bytes([kind]) + at.to_bytes(3, "big") + b"\0"
        for kind, at in [(0, 0), (1, starts[0]), (2, 3), (1, starts[1]), (1, starts[2])]
    )
    table = b"4 0 obj\n<</Type/XRef/Size 5/W[1 3 1]/Root 1 0 R/Length %d>>stream\n%s\nendstream\nendobj\n"
    return b"".join(parts) + table % (len(rows), rows) + b"startxref\n%d\n%%%%EOF" % starts[2]


@pytest.mark.parametrize(("content", "words"), [
    (b"", "is empty"),
    (pdf(encryption=pikepdf.Encryption(owner="o", user="u")), "locked by a password"),
    (pdf(encryption=pikepdf.Encryption(owner="o", user="")), "locked by a password"),
    (pdf()[:300], "damaged or cut off"),
    (b"%PDF-1.7\n<html><script>alert(1)</script>", "damaged or cut off"),
    (b"PK\x03\x04 rest", "a Word, Excel or zip file"),
    (SVG, "SVG"),
    (b"%PDF-1.7" + b"\0" * MOST_BYTES, "has 10.0 MB; there is room for 10"),
    (bomb(100_000_000), "damaged or cut off"),
    (pdf().replace(b"/Count 1", b"/Count 0").replace(b"/Kids [ 3", b"/Kids [ 9"), "damaged or cut off"),
], ids=["empty", "locked", "half locked", "cut off", "no pdf", "word", "svg", "large", "bomb", "pages"])  # fmt: skip
def test_what_cannot_be_kept_is_refused_with_what_was_read(content: bytes, words: str) -> None:
    with pytest.raises(AttachmentRefused, match=words):
        examine(upload(content))


def test_a_small_table_of_objects_is_read() -> None:
    assert examine(upload(bomb(10))).kind == "pdf"


@settings(max_examples=100)
@given(st.integers(0, len(BASE)), st.lists(st.tuples(st.integers(5, len(BASE)), st.integers(0, 255)), max_size=8))
def test_a_damaged_pdf_is_kept_or_refused_and_nothing_else(cut: int, damage: list[tuple[int, int]]) -> None:
    content = bytearray(BASE[:cut])
    for at, value in damage:
        if at < len(content):
            content[at] = value
    with suppress(AttachmentRefused):
        assert examine(upload(bytes(content))).kind == "pdf"


def test_a_form_gives_what_was_examined_or_says_why_not() -> None:
    class Form(forms.Form):
        scan = AttachmentField()
        more = AttachmentField(required=False)

    good, bad = Form({}, {"scan": upload(pdf())}), Form({}, {"scan": upload(b"GIF"), "more": upload(b"")})
    assert good.is_valid()
    assert (good.cleaned_data["scan"].kind, good.cleaned_data["more"]) == ("pdf", None)
    assert {name: len(found) for name, found in bad.errors.items()} == {"scan": 1, "more": 1}
    assert Form({}, {}).errors["scan"] == ["No file was sent. Choose a PDF or a picture."]


def test_the_same_file_is_kept_once(leicester, author) -> None:
    first = keep(leicester, author, upload(BASE))
    assert keep(leicester, author, examine(upload(BASE))) == first
    assert Attachment.objects.count() == 1


def test_a_file_goes_out_as_a_download_to_readers_of_the_plan_alone(leicester, author) -> None:
    kept = keep(leicester, author, upload(BASE, "Signed by\u2028 “us”.pdf"))
    address = reverse("attachment", args=(*leicester.args, kept.pk))
    reader = factories.person(Role.BETTER_CARE_MANAGER, region=leicester.board.region)
    response = browser_of(reader).get(address)
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == BASE
    assert browser_of(factories.person()).get(address).status_code == 404
    kept.file.storage.delete(kept.file.name)
    assert browser_of(author).get(address).status_code == 404
