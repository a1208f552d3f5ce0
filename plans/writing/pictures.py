"""Pictures for the narrative: read what was uploaded, make a clean picture of it, keep it under its content.

An upload is hostile until it has been drawn anew: its type is what its content says, its size is known before it is
unpacked, and nothing of the file itself is kept.
"""

import hashlib
import io
import struct
import threading
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from bcf.fund.document import PlanDocument
from bcf.fund.places import Section
from bcf.fund.prose import read
from plans.models import Picture, Plan, User
from plans.saving import hold_open

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2_000
MOST_WORDS = 500
"""Characters of the words that stand for a picture."""

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_FEW_COLOURS = 4_096
_ONE_AT_A_TIME = threading.Lock()
_SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"), (b"PK\x03\x04", "a Word, Excel or zip file"), (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"), (b"MM\x00*", "a TIFF picture"), (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a PNG"), (b"\xff\xd8", "a JPEG"), (b"GIF8", "a GIF"),
)  # fmt: skip


class PictureRefused(Exception):
    """An upload that cannot be used: what was read, why that is wrong, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture made anew: PNG or JPEG without anything beside the picture itself. Pixels."""

    content: bytes
    ending: str
    width: int
    height: int


def draw(content: bytes, filename: str) -> Drawn:
    """A clean picture of what was uploaded, at most 2,000 pixels wide and high. Raises PictureRefused."""
    read_as = f"“{_short(filename)}” is {_described(content)} of {_size(len(content))}"
    if not content:
        raise PictureRefused(f"“{_short(filename)}” is empty. Choose a PNG, JPEG, GIF or WebP file.")
    if len(content) > MOST_BYTES:
        raise PictureRefused(f"{read_as}; there is room for {_size(MOST_BYTES)}. Save it smaller or as JPEG.")
    if _is_svg(content):
        raise PictureRefused(
            f"{read_as}. SVG files can contain programs, so they are not taken. Save the drawing as PNG."
        )
    try:
        with _strictly():
            return _redraw(content, read_as)
    except UnidentifiedImageError:
        raise PictureRefused(f"{read_as}, not a picture that can be read. Save it as PNG or JPEG.") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise PictureRefused(f"{read_as}, but too large to open. Save it with fewer pixels.") from None
    except (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError, struct.error):
        # Whatever a decoder trips over: the file is not what its first bytes promise.
        raise PictureRefused(f"{read_as}, but it is damaged or cut off. Save it again as PNG or JPEG.") from None


@contextmanager
def _strictly() -> Iterator[None]:
    """Nothing cut off is filled up with grey, whatever the PDF library in the same process has asked for."""
    with _ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        usual, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = usual


def _redraw(content: bytes, read_as: str) -> Drawn:
    with Image.open(io.BytesIO(content), formats=FORMATS) as checked:
        width, height = checked.size
        if width * height > MOST_PIXELS:
            raise PictureRefused(
                f"{read_as} with {width:,} × {height:,} pixels; there is room for {MOST_PIXELS // 1_000_000} million. "
                "Save it with fewer pixels."
            )
        if getattr(checked, "n_frames", 1) > 1:
            raise PictureRefused(f"{read_as} that moves. A plan is also read on paper: save one still picture of it.")
        checked.verify()
    with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
        kind = picture.format
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        plain = _eight_bits(upright)
        plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        return _written(plain, as_png=kind in ("PNG", "GIF"))


def _eight_bits(picture: Image.Image) -> Image.Image:
    """The picture in red, green and blue, with transparency where it has any."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _written(picture: Image.Image, as_png: bool) -> Drawn:
    """As PNG where it is a drawing or partly transparent, as JPEG where it is a photograph. Nothing beside it."""
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    out = io.BytesIO()
    if as_png or clean.mode == "RGBA" or clean.getcolors(_FEW_COLOURS):
        clean.save(out, "PNG", optimize=True)
        return Drawn(out.getvalue(), "png", *clean.size)
    clean.save(out, "JPEG", quality=88, optimize=True)
    return Drawn(out.getvalue(), "jpg", *clean.size)


def keep(plan: Plan, drawn: Drawn, words: str, user: User) -> Picture:
    """Keep a picture with the plan; the same picture is kept once."""
    sha256 = hashlib.sha256(drawn.content).hexdigest()
    with transaction.atomic():
        hold_open(plan, Section.NARRATIVE)
        if known := Picture.objects.filter(plan=plan, name=sha256[:16]).first():
            return known
        picture = Picture(
            plan=plan, name=sha256[:16], sha256=sha256, words=words, width=drawn.width, height=drawn.height,
            size=len(drawn.content), uploaded_by=user,
        )  # fmt: skip
        path = f"{plan.board.code}/{plan.round_id}/{sha256}.{drawn.ending}"
        picture.file.save(path, ContentFile(drawn.content), save=False)
        picture.save()
        return picture


def copy_pictures(origin: Plan, plan: Plan, texts: Iterable[str]) -> None:
    """Let another plan show the pictures that these texts of ``origin`` show. Both keep the same file, which no plan
    ever changes or deletes. Runs in a transaction that holds the plan."""
    names = {shown.name for text in texts for shown in read(text).pictures}
    there = Picture.objects.filter(plan=plan, name__in=names).values_list("name", flat=True)
    for picture in Picture.objects.filter(plan=origin, name__in=names - set(there)).order_by("created_at", "pk"):
        picture.pk, picture.plan = None, plan
        picture._state.adding = True
        picture.save()


def pictures_in(plan: Plan, document: PlanDocument) -> Mapping[str, bytes]:
    """The pictures that a narrative shows, by name; without those that are not there any more."""
    names = {shown.name for text in document.narrative.values() for shown in read(text).pictures}
    return dict(_contents(Picture.objects.filter(plan=plan, name__in=names))) if names else {}


def _contents(pictures: Iterable[Picture]) -> Iterable[tuple[str, bytes]]:
    for picture in pictures:
        try:
            with picture.file.open("rb") as file:
                yield picture.name, file.read()
        except FileNotFoundError:
            continue


def reference(picture: Picture, words: str = "") -> str:
    """How a text shows the picture."""
    plain = " ".join((words or picture.words).split())
    for sign in "\\[]{}*_`":
        plain = plain.replace(sign, f"\\{sign}")
    return f"![{plain}](picture:{picture.name})"


def _is_svg(content: bytes) -> bool:
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(b"<") and b"<svg" in start


def _described(content: bytes) -> str:
    """What the first bytes say the file is."""
    if _is_svg(content):
        return "an SVG drawing"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "a WebP"
    if content[4:8] == b"ftyp":
        return "a film or an HEIC or AVIF picture"
    return next((said for sign, said in _SIGNS if content.startswith(sign)), "a file")


def _size(count: int) -> str:
    return f"{count / 1_048_576:.1f} MB" if count >= 104_858 else f"{max(1, round(count / 1024)):,} KB"


def _short(filename: str) -> str:
    return filename if len(filename) <= 80 else f"{filename[:79]}…"
