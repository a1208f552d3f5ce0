"""Reading a finished report in tests: its words, its structure tree and its outline."""

import io
from collections.abc import Iterator
from functools import cache

import pikepdf
from pypdf import PdfReader

from bcf.fund.document import PlanDocument
from bcf.fund.findings import Finding
from bcf.fund.places import Place
from bcf.fund.rules import check_plan
from plans.outputs.report import render_report
from tests.fund.build import LEICESTER, ROUNDS


def cell_of(place: Place) -> str:
    return f"Sheet!{place.section[:1].upper()}7"


def report_of(plan: PlanDocument, findings: tuple[Finding, ...] | None = None) -> bytes:
    planning_round = ROUNDS[plan.round]
    found = check_plan(planning_round, plan) if findings is None else findings
    return render_report(planning_round, plan, found, cell_of=cell_of)


@cache
def leicester() -> bytes:
    """Leicester's report, made once for all tests."""
    return report_of(LEICESTER)


@cache
def words(pdf: bytes) -> str:
    """The whole text with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


@cache
def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def elements(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every element of the structure tree in reading order."""
    waiting = [document.Root.StructTreeRoot.K]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Array):
            waiting.extend(reversed(list(item)))
        elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
            yield item
            if "/K" in item:
                waiting.append(item.K)
