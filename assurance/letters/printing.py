"""From what a letter says to the bytes of its PDF."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from plans.outputs.markdown import without_controls
from plans.outputs.report.making import AS_PDF, lay_out
from plans.outputs.report.tagging import mend


def print_letter(body: Mapping[str, Any], identifier: str) -> bytes:
    """The letter as a tagged PDF (PDF/UA-1 declared). The same body and identifier give the same bytes.

    Takes a second or two: the work of a job, never of a request.
    """
    html = without_controls(render_to_string("letters/decision.html", {"letter": body}))
    pages = lay_out(html, style="letters/letter.css")
    pdf: bytes = pages.write_pdf(**AS_PDF, pdf_identifier=identifier[:32].encode())
    return mend(pdf)
