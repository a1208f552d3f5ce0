"""From a plan to the bytes of its report: the parts in their order, HTML from templates, PDF, tags mended."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.template.loader import render_to_string

from bcf.fund.document import PlanDocument
from bcf.fund.findings import Finding
from bcf.fund.places import Place
from bcf.fund.round import Round
from plans.outputs.given import Given
from plans.outputs.markdown import without_controls
from plans.outputs.report.about import about
from plans.outputs.report.breaking import breakable
from plans.outputs.report.chapters import chapters
from plans.outputs.report.expenditure import schemes, spend
from plans.outputs.report.findings import findings as found
from plans.outputs.report.income import income
from plans.outputs.report.maturity import maturity
from plans.outputs.report.metrics import metrics
from plans.outputs.report.narrative import narrative
from plans.outputs.report.papers import documents, milestones, risks
from plans.outputs.report.payers import payers
from plans.outputs.report.provenance import provenance
from plans.outputs.report.requirements import requirements
from plans.outputs.report.subject import Part, Subject
from plans.outputs.report.summary import summary
from plans.outputs.report.tagging import mend

RENDERER = "report/4"
"""The version of this renderer: part of the key under which a report is kept. Raise it with any visible change."""

AS_PDF = {"pdf_variant": "pdf/ua-1"}
NONE: Mapping[str, bytes] = {}

MAKERS: tuple[Callable[[Subject], Part | None], ...] = (
    summary, about, narrative, chapters, income, schemes, spend, payers, maturity, metrics, requirements, risks,
    milestones, documents, found, provenance,
)  # fmt: skip


def render_report(
    planning_round: Round, plan: PlanDocument, findings: Sequence[Finding], *, digest: str | None = None,
    cell_of: Callable[[Place], str] | None = None, status: str = "Draft",
    pictures: Mapping[str, bytes] | None = None, reasons: Mapping[str, Given] | None = None, sealed: bool = False,
) -> bytes:
    """The plan's report as a tagged PDF (PDF/UA-1 declared). The same plan gives the same bytes.

    ``findings`` are what the checks found in this very plan; ``cell_of`` names a place's cell in the workbook;
    ``pictures`` are the plan's own by name, as PNG or JPEG; ``reasons`` those that findings stand with, by fingerprint;
    ``sealed`` says that ``digest`` is that of a seal. Takes seconds and some hundred megabytes for a
    long plan: the work of a job, never of a request.
    """
    subject = _subject(planning_round, plan, findings, digest, cell_of, status, pictures, reasons, sealed)
    pages = lay_out(_html(subject), subject.pictures)
    pdf: bytes = pages.write_pdf(**AS_PDF, pdf_identifier=subject.digest[:32].encode())
    return mend(pdf)


def lay_out(html: str, pictures: Mapping[str, bytes] = NONE, style: str = "report/report.css") -> Any:
    """The pages (a WeasyPrint document) before they are written as a PDF: the report's, or those of another style."""
    import weasyprint

    fetch = _fetcher(pictures)
    sheet = weasyprint.CSS(string=render_to_string(style), url_fetcher=fetch)
    return weasyprint.HTML(string=html, url_fetcher=fetch, media_type="print").render(stylesheets=[sheet], **AS_PDF)


def report_html(
    planning_round: Round, plan: PlanDocument, findings: Sequence[Finding], *, digest: str | None = None,
    cell_of: Callable[[Place], str] | None = None, status: str = "Draft",
    pictures: Mapping[str, bytes] | None = None, reasons: Mapping[str, Given] | None = None,
) -> str:
    """The HTML that the report is made from, without its style sheet."""
    return _html(_subject(planning_round, plan, findings, digest, cell_of, status, pictures, reasons))


def _subject(
    planning_round: Round, plan: PlanDocument, findings: Sequence[Finding], digest: str | None,
    cell_of: Callable[[Place], str] | None, status: str, pictures: Mapping[str, bytes] | None,
    reasons: Mapping[str, Given] | None, sealed: bool = False,
) -> Subject:
    known = digest or plan.digest
    shown = pictures or NONE
    return Subject(planning_round, plan, tuple(findings), known, status, cell_of, shown, reasons or {}, sealed)


def _html(subject: Subject) -> str:
    parts = tuple(_parts(subject))
    return breakable(without_controls(render_to_string("report/report.html", {"subject": subject, "parts": parts})))


def _parts(subject: Subject) -> Iterable[Part]:
    for make in MAKERS:
        if part := make(subject):
            yield part


def _fetcher(pictures: Mapping[str, bytes]) -> Any:
    """Gives the plan's own pictures, which are at hand. Nothing else is fetched, from nowhere: a person typed it."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Closed(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            content = pictures.get(url.removeprefix("picture:")) if url.startswith("picture:") else None
            if content is None:
                raise ValueError(f"the report may not fetch {url}")
            kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
            return URLFetcherResponse(url, content, {"Content-Type": kind})

    return Closed()
