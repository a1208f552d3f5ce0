"""The planning template as an Excel workbook, drawn from a round and a plan.

Two steps: `layout` says what stands in which cell, with live formulas and the figures they must come
to; `write` makes the file. `cell_of` names the cell of any place in a plan without doing either.
`annotating` writes what the checks found into it.
"""

from collections.abc import Mapping, Sequence

from bcf.fund.document import PlanDocument
from bcf.fund.findings import Finding
from bcf.fund.round import Round
from plans.outputs.given import Given
from plans.outputs.workbook.cells import cell_of

RENDERER = "workbook/3"
"""Changes with what this package makes, so that a file made by an older one counts as out of date."""

ANNOTATED_RENDERER = f"{RENDERER} checks/2"
"""The same of the workbook with the checks written in."""


def render_workbook(
    planning_round: Round, plan: PlanDocument, findings: Sequence[Finding] | None = None, *, digest: str | None = None,
    version: int = 0,
) -> bytes:  # fmt: skip
    """The workbook of a plan as an xlsx file. The same plan, round and findings give the same bytes.

    ``findings`` are counted on the cover; None says that the plan has not been checked. ``digest`` is
    that of the plan where the caller has it already, or that of the seal of the ``version``.
    """
    from plans.outputs.workbook.layout import lay_out
    from plans.outputs.workbook.write import write

    return write(lay_out(planning_round, plan, findings, digest, version))


def render_annotated(
    planning_round: Round, plan: PlanDocument, findings: Sequence[Finding], *, digest: str | None = None,
    reasons: Mapping[str, Given] | None = None,
) -> bytes:  # fmt: skip
    """The same workbook with the findings as comments on their cells, and a sheet in front that lists them.

    ``reasons`` are those that findings stand with, by fingerprint.
    """
    from plans.outputs.workbook.layout import lay_out_annotated
    from plans.outputs.workbook.write import write

    return write(lay_out_annotated(planning_round, plan, findings, digest, reasons))


__all__ = ["ANNOTATED_RENDERER", "RENDERER", "cell_of", "render_annotated", "render_workbook"]
