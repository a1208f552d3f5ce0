"""Files that people give: scans of signed papers, evidence. Read by what is in them, kept, and handed out as downloads.

A picture is drawn anew. A PDF is kept as it came, so that an electronic signature in it stays good; one with anything
in it that acts or carries another file is refused.
"""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import pikepdf
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from pikepdf.settings import set_qpdf_limits

from plans.models import Attachment, Plan, User
from plans.writing.pictures import PictureRefused, draw

MOST_BYTES = 10 * 1024 * 1024
MOST_PARTS = 200_000
"""Values in a PDF. A scan has some hundreds."""

HINT = f"A PDF of at most {MOST_BYTES // 1_048_576} MB without a password, or a picture (PNG, JPEG, GIF or WebP)"
CONTENT_TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}

ACTING = frozenset({"/JS", "/JavaScript", "/XFA", "/EmbeddedFiles", "/EF", "/AF", "/RichMediaContent", "/3DD"})
ACTIONS = frozenset({
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition", "/Movie", "/Sound", "/RichMedia",
    "/FileAttachment", "/EmbeddedFile",
})  # fmt: skip
"""Kinds of actions, annotations and streams (``/S``, ``/Subtype``, ``/Type``) that a paper has no use for."""

# What a small file may unpack to. For the whole process, as the library has it; our own PDFs stay far below.
set_qpdf_limits(flate_max_memory=32 * 1024 * 1024, run_length_max_memory=32 * 1024 * 1024, doc_max_warnings=100)


class AttachmentRefused(Exception):
    """An upload that is not kept: what was read, why that is wrong, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Examined:
    """An upload that may be kept: its content, of what kind that is, and a name to show."""

    content: bytes
    kind: str
    name: str


def examine(upload: "UploadedFile[Any]") -> Examined:
    """See what an upload is, by its content and never by its name. Raises AttachmentRefused."""
    name = _name(str(upload.name or ""))
    if (upload.size or 0) > MOST_BYTES:
        raise AttachmentRefused(
            f"“{name}” has {(upload.size or 0) / 1_048_576:.1f} MB; there is room for {MOST_BYTES // 1_048_576}. "
            "Scan it with fewer pixels or in grey."
        )
    upload.seek(0)
    content = upload.read(MOST_BYTES + 1)
    if not content:
        raise AttachmentRefused(f"“{name}” is empty. Choose a PDF or a picture.")
    if content.startswith(b"%PDF-"):
        _read_pdf(content, name)
        return Examined(content, "pdf", _named(name, "pdf"))
    try:
        drawn = draw(content, name)
    except PictureRefused as refused:
        raise AttachmentRefused(f"{refused} A PDF is taken as well.") from None
    return Examined(drawn.content, drawn.ending, _named(name, drawn.ending))


def keep(plan: Plan, person: User, upload: "UploadedFile[Any] | Examined") -> Attachment:
    """Keep what somebody gives with the plan; the same file under the same name is kept once. Raises AttachmentRefused.

    Whoever does more with it in one go opens the transaction.
    """
    found = upload if isinstance(upload, Examined) else examine(upload)
    sha256 = hashlib.sha256(found.content).hexdigest()
    known = Attachment.objects.filter(plan=plan, sha256=sha256, name=found.name, given_by=person).first()
    if known is not None:
        return known
    attachment = Attachment(
        plan=plan, name=found.name, sha256=sha256, size=len(found.content), kind=found.kind, given_by=person
    )
    path = f"{plan.board.code}/{plan.round_id}/{sha256}.{found.kind}"
    attachment.file.save(path, ContentFile(found.content), save=False)
    attachment.save()
    return attachment


def _read_pdf(content: bytes, name: str) -> None:
    read_as = f"“{name}” is a PDF"
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as document:
            if document.is_encrypted:
                raise AttachmentRefused(f"{read_as} that is locked by a password. Print it to a new PDF.")
            if not len(document.pages):
                raise ValueError("no page")
            if found := next(_acting(document), ""):
                raise AttachmentRefused(
                    f"{read_as} that holds a program, a form that acts or another file ({found.lstrip('/')}). "
                    "Print it to a new PDF."
                )
    except pikepdf.PasswordError:
        raise AttachmentRefused(f"{read_as} that is locked by a password. Print it to a new PDF.") from None
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, TypeError, RuntimeError, MemoryError):
        # Whatever a reader trips over: the file is not what its first bytes promise.
        raise AttachmentRefused(f"{read_as}, but it is damaged or cut off. Save or scan it again.") from None


def _acting(document: pikepdf.Pdf) -> Iterator[str]:
    """Whatever in the PDF does something by itself or carries another file."""
    waiting, parts = [document.trailer, *document.objects], 0
    while waiting:
        part: Any = waiting.pop()
        parts += 1
        if parts > MOST_PARTS:
            raise ValueError("more in it than a paper has")
        if isinstance(part, pikepdf.Array):
            waiting += [one for one in part.as_list() if _holds(one)]
        elif isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            held = dict((part.stream_dict if isinstance(part, pikepdf.Stream) else part).items())
            yield from (key for key in held if key in ACTING)
            yield from (
                str(held[key]) for key in ("/S", "/Subtype", "/Type")
                if isinstance(held.get(key), pikepdf.Name) and str(held[key]) in ACTIONS
            )  # fmt: skip
            waiting += [one for one in held.values() if _holds(one)]


def _holds(value: Any) -> bool:
    """Whether there is something in the value that stands nowhere else: indirect objects are seen by themselves."""
    return isinstance(value, pikepdf.Array | pikepdf.Dictionary) and not value.is_indirect


def _name(given: str) -> str:
    """The last part of a file's name, without what cannot be shown."""
    last = PurePosixPath(given.replace("\\", "/")).name
    return "".join(sign for sign in last if sign.isprintable())[:120].strip() or "file"


def _named(name: str, kind: str) -> str:
    stem = PurePosixPath(name).stem.strip(". ") or "file"
    return f"{stem}.{kind}"
