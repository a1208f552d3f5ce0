"""Uploads are hostile until they have been drawn anew."""

import io
import struct
import zlib
from contextlib import suppress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile

from plans.assembling import assemble
from plans.models import Picture, Plan
from plans.writing.pictures import LONGEST_SIDE, MOST_BYTES, PictureRefused, draw, keep, pictures_in
from tests import factories
from tests.plans.pages import Page, browser_of, signatory_of


def made(kind: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 1 if mode in ("P", "1", "L", "I;16") else "navy").save(out, kind, **options)
    return out.getvalue()


def photograph(size: tuple[int, int] = (64, 64)) -> Image.Image:
    return Image.merge("RGB", [Image.effect_noise(size, 80) for _ in range(3)])


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize(("kind", "ending"), [("PNG", "png"), ("GIF", "png"), ("WEBP", "png"), ("JPEG", "png")])
def test_drawings_of_every_kind_become_png(kind: str, ending: str) -> None:
    drawn = draw(made(kind), f"x.{kind.lower()}")
    assert drawn.ending == ending
    assert opened(drawn.content).format == "PNG"
    assert (drawn.width, drawn.height) == (40, 30)


def test_a_photograph_becomes_jpeg() -> None:
    out = io.BytesIO()
    photograph((200, 200)).save(out, "WEBP")
    drawn = draw(out.getvalue(), "x.webp")
    assert drawn.ending == "jpg"
    assert opened(drawn.content).format == "JPEG"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_way_of_keeping_colours_is_read(mode: str) -> None:
    assert opened(draw(made(mode=mode), "x.png").content).mode in ("RGB", "RGBA", "P", "L")


def test_transparency_is_kept() -> None:
    drawn = draw(made(mode="RGBA"), "x.png")
    assert opened(drawn.content).mode == "RGBA"


def test_nothing_beside_the_picture_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    exif[0x0112] = 6
    out = io.BytesIO()
    photograph((60, 40)).save(out, "JPEG", exif=exif, comment=b"secret place")
    drawn = draw(out.getvalue() + b"<script>alert(1)</script>PK\x03\x04", "x.jpg")
    for secret in (b"taken at home", b"secret place", b"<script>", b"PK\x03\x04"):
        assert secret not in drawn.content
    assert (drawn.width, drawn.height) == (40, 60)


def test_a_large_picture_is_made_smaller() -> None:
    drawn = draw(made(size=(5000, 1000)), "x.png")
    assert (drawn.width, drawn.height) == (LONGEST_SIDE, 400)


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert draw(made(), "a.png").content == draw(made(), "b.png").content


def claims(width: int, height: int) -> bytes:
    """A PNG whose first bytes promise that many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(("content", "name", "words"), [
    (b"", "x.png", "is empty"),
    (SVG, "x.svg", "SVG files can contain programs"),
    (SVG, "x.png", "is an SVG drawing of 1 KB"),
    (b"\xef\xbb\xbf \n<!-- x --><SVG onload=alert(1)>", "x.png", "SVG files can contain programs"),
    (b"%PDF-1.7 ...", "plan.png", "is a PDF of 1 KB, not a picture that can be read"),
    (b"<html><script>alert(1)</script></html>", "x.jpg", "not a picture that can be read"),
    (b"GIF89a" + b"/*" + b"x" * 40 + b"*/=1;alert(1)", "x.gif", "is a GIF"),
    (b"\0\0\0\x18ftypheic" + b"\0" * 40, "photo.heic", "HEIC"),
    (b"BM" + b"\0" * 60, "x.bmp", "a BMP picture"),
    (b"%!PS-Adobe-3.0 EPSF-3.0\n", "x.eps", "not a picture that can be read"),
    (claims(60_000, 60_000), "x.png", "too large to open"),
    (claims(10_000, 5_000), "x.png", "10,000 × 5,000 pixels; there is room for 40 million"),
    (claims(100, 100), "x.png", "damaged or cut off"),
    (made(size=(300, 300))[:200], "x.png", "damaged or cut off"),
    (made("JPEG", size=(300, 300))[:400], "x.jpg", "damaged or cut off"),
    (b"\x89PNG\r\n\x1a\n" + b"\0" * (MOST_BYTES + 1), "x.png", "is a PNG of 5.0 MB; there is room for 5.0 MB"),
], ids=lambda value: value if isinstance(value, str) else "")  # fmt: skip
def test_what_cannot_be_used_is_refused_with_what_was_read(content: bytes, name: str, words: str) -> None:
    with pytest.raises(PictureRefused) as refused:
        draw(content, name)
    assert words in str(refused.value)
    assert f"“{name}”" in str(refused.value)


def test_a_cut_off_picture_is_refused_whatever_the_pdf_library_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(PictureRefused, match="damaged or cut off"):
        draw(made(size=(300, 300))[:200], "x.png")


def test_a_picture_that_moves_is_refused() -> None:
    out = io.BytesIO()
    photograph().save(out, "GIF", save_all=True, append_images=[Image.new("RGB", (64, 64), "navy")])
    with pytest.raises(PictureRefused, match="that moves"):
        draw(out.getvalue(), "x.gif")


def test_a_wrong_ending_does_not_matter() -> None:
    assert draw(made("JPEG"), "x.exe").ending == "png"


BASES = [made(), made("GIF"), made("JPEG"), made("WEBP")]


@settings(max_examples=150)
@given(st.sampled_from(BASES), st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=8), st.data())
def test_damaged_files_are_drawn_or_refused_and_nothing_else(
    base: bytes, damage: list[tuple[int, int]], data: st.DataObject
) -> None:
    content = bytearray(base[: data.draw(st.integers(0, len(base)))])
    for at, value in damage:
        if at < len(content):
            content[at] = value
    with suppress(PictureRefused):
        assert opened(draw(bytes(content), "x").content).format in ("PNG", "JPEG")


def upload(client: Client, plan: Plan, content: bytes, words: str, **headers: str):
    file = SimpleUploadedFile("plan.png", content, content_type="text/html")
    return client.post(reverse("pictures", args=plan.args), {"file": file, "words": words}, **headers)


def test_a_picture_is_uploaded_shown_and_named(commissioner: Client, leicester: Plan, settings, tmp_path) -> None:
    response = upload(commissioner, leicester, made(), "A map of  [the] area\n{x}")
    assert response.status_code == 302
    picture = Picture.objects.get(plan=leicester)
    page = Page(commissioner, reverse("pictures", args=leicester.args))
    assert f"![A map of \\[the\\] area \\{{x\\}}](picture:{picture.name})" in page.text
    assert 'alt="A map of [the] area {x}"' in page.html
    shown = commissioner.get(reverse("picture", args=(*leicester.args, picture.name)))
    assert shown["Content-Type"] == "image/png"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert opened(shown.content).size == (40, 30)


def test_the_same_picture_is_kept_once(author, leicester: Plan) -> None:
    first = keep(leicester, draw(made(), "a"), "A map", author)
    assert keep(leicester, draw(made(), "b"), "Another map", author) == first
    assert Picture.objects.count() == 1


def test_a_picture_without_words_is_refused(commissioner: Client, leicester: Plan) -> None:
    response = upload(commissioner, leicester, made(), " \n ")
    assert response.status_code == 422
    assert "What the picture shows is blank" in response.content.decode()
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"), [(SVG, "SVG"), (b"\0" * (MOST_BYTES + 10), "has 5.0 MB"), (b"", "empty")]
)
def test_a_refused_picture_is_told_beside_its_field(
    commissioner: Client, leicester: Plan, content: bytes, words: str
) -> None:
    response = upload(commissioner, leicester, content, "A map", HTTP_ACCEPT="application/json")
    assert response.status_code == 422
    assert words in response.json()["errors"]["file"][0]
    assert not Picture.objects.exists()


def test_another_boards_picture_is_not_found(leicester: Plan, author) -> None:
    picture = keep(leicester, draw(made(), "a"), "A map", author)
    other = factories.person()
    assert browser_of(other).get(reverse("picture", args=(*leicester.args, picture.name))).status_code == 404


def test_a_reader_sees_pictures_and_adds_none(leicester: Plan, author) -> None:
    picture = keep(leicester, draw(made(), "a"), "A map", author)
    reader = signatory_of(leicester)
    assert reader.get(reverse("picture", args=(*leicester.args, picture.name))).status_code == 200
    assert "Add a picture" not in Page(reader, reverse("pictures", args=leicester.args)).text
    assert upload(reader, leicester, made(), "x").status_code == 403


def test_the_narrative_shows_a_picture_of_its_own_plan_only(commissioner: Client, leicester: Plan, author) -> None:
    picture = keep(leicester, draw(made(), "a"), "A map", author)
    text = f"![A map](picture:{picture.name})\n\n![Lost](picture:{'f' * 16})"
    Page(commissioner, reverse("narrative-question", args=(*leicester.args, "b_i"))).send_fields(
        {"narrative-b_i-value": text}
    )
    overview = Page(commissioner, reverse("narrative", args=leicester.args))
    address = reverse("picture", args=(*leicester.args, picture.name))
    assert f'<img src="{address}" alt="A map">' in overview.html
    assert "[Picture: Lost]" in overview.text
    assert list(pictures_in(leicester, assemble(leicester))) == [picture.name]


def test_a_picture_whose_file_is_gone_is_told_in_words(leicester: Plan, author, commissioner: Client) -> None:
    picture = keep(leicester, draw(made(), "a"), "A map", author)
    picture.file.storage.delete(picture.file.name)
    assert commissioner.get(reverse("picture", args=(*leicester.args, picture.name))).status_code == 404
