"""Mending the tags of a finished PDF: scopes of table headers, their index, links, and footers as artifacts."""

import io
import re
from collections.abc import Iterator
from functools import partial

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

PRINT = 4
_MARKED = re.compile(rb"/\w+\s+<<\s*/MCID (\d+)\s*>>\s+BDC")
_ARTIFACT = b"/Artifact\n<</Type /Pagination>>\nBDC"


def mend(pdf: bytes) -> bytes:
    """The PDF with /Scope on every table header, an index of their ids, and footers out of the reading order.

    The same input gives the same bytes.
    """
    with Pdf.open(io.BytesIO(pdf)) as document:
        headers = _scope_headers(document)
        _index_headers(document, headers)
        _describe_links(document)
        _footers_as_artifacts(document)
        out = io.BytesIO()
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _elements(document: Pdf) -> Iterator[Object]:
    """Every element of the structure tree, parents before children."""
    waiting: list[Object] = [document.Root.StructTreeRoot.K]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Array):
            waiting.extend(reversed(list(item)))
        elif isinstance(item, Dictionary) and "/S" in item:
            yield item
            if "/K" in item:
                waiting.append(item.K)


def _scope_headers(document: Pdf) -> list[Object]:
    """Say of every TH whether it heads a row or a column, beside what its attributes say already (ColSpan).

    A header in the head of a table heads its column, one in its body its row.
    """
    headers = []
    for element in _elements(document):
        if element.S == Name.TH:
            attributes = element.get("/A", Dictionary(O=Name.Table))
            in_head = element.P.get("/P", element.P).get("/S") == Name.THead
            attributes.Scope = Name.Column if in_head else Name.Row
            element.A = attributes
            headers.append(element)
    return headers


def _index_headers(document: Pdf, headers: list[Object]) -> None:
    """List the ids that cells refer to, without which a reader cannot find their headers."""
    ids = sorted((bytes(header.ID), header) for header in headers if "/ID" in header)
    if ids:
        names = Array([part for key, header in ids for part in (String(key), header)])
        limits = Array([String(ids[0][0]), String(ids[-1][0])])
        leaf = document.make_indirect(Dictionary(Names=names, Limits=limits))
        document.Root.StructTreeRoot.IDTree = document.make_indirect(Dictionary(Kids=Array([leaf])))


def _describe_links(document: Pdf) -> None:
    """Say in words where a link goes, and keep it when printing."""
    for page in document.pages:
        for annotation in page.obj.get("/Annots", Array()):
            if annotation.get("/Subtype") == Name.Link:
                annotation.F = PRINT
                target = annotation.get("/A", Dictionary()).get("/URI")
                if "/Contents" not in annotation:
                    annotation.Contents = String(str(target) if target else "Go to this part of the report")


def _footers_as_artifacts(document: Pdf) -> None:
    """Mark as artifacts what stands on a page but not in the structure tree: the running footers.

    A reader then passes over them, instead of saying board, digest and page number on every page.
    """
    told, parents = _told(document), _parents(document)
    for page in document.pages:
        page.contents_coalesce()
        content = page.Contents.read_bytes()
        numbers = {int(match[1]) for match in _MARKED.finditer(content)} - told.get(page.obj.objgen, set())
        page.Contents.write(_MARKED.sub(partial(_artifact, numbers), content))
        elements = parents[int(page.obj.StructParents)]
        for number in numbers:
            elements[number] = None


def _artifact(numbers: set[int], match: re.Match[bytes]) -> bytes:
    return _ARTIFACT if int(match[1]) in numbers else match[0]


def _parents(document: Pdf) -> dict[int, Object]:
    """By page, the elements to which its marked contents belong, in the order of their numbers."""
    pairs = list(document.Root.StructTreeRoot.ParentTree.Nums)
    return {int(key): elements for key, elements in zip(pairs[::2], pairs[1::2], strict=True)}


def _told(document: Pdf) -> dict[tuple[int, int], set[int]]:
    """By page, the numbers of the marked contents that the structure tree holds."""
    told: dict[tuple[int, int], set[int]] = {}
    for element in _elements(document):
        kids = element.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int):
                told.setdefault(element.Pg.objgen, set()).add(kid)
    return told
