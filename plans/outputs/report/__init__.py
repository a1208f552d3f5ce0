"""The plan as a report: one tagged PDF to read on paper and on screen, made from a plan as a value."""

from plans.outputs.report.making import RENDERER, render_report, report_html

__all__ = ["RENDERER", "render_report", "report_html"]
