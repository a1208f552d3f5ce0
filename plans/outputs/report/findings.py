"""What the checks found, by section, gravest first, with the place in words and in the workbook."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from bcf.fund.findings import Finding, Severity
from bcf.fund.places import Place, Section, section_title, sections_of
from plans.outputs.given import STANDS, Given
from plans.outputs.report.places import words_for
from plans.outputs.report.subject import Part, Subject
from plans.outputs.report.tables import Head, Row, Table


@dataclass(frozen=True)
class Group:
    """The findings of a section."""

    anchor: str
    title: str
    table: Table


def findings(subject: Subject) -> Part | None:
    """The part of the report on what the checks found, or None if nothing was found."""
    groups = tuple(
        _group(subject, section, [finding for finding in subject.findings if finding.place.section is section])
        for section in sections_of(subject.planning_round)
        if any(finding.place.section is section for finding in subject.findings)
    )
    return Part("findings", "Findings of the checks", "report/findings.html", groups) if groups else None


def _group(subject: Subject, section: Section, found: list[Finding]) -> Group:
    order = list(Severity)
    rows = tuple(_row(subject, finding) for finding in sorted(found, key=lambda finding: order.index(finding.severity)))
    title = section_title(section, subject.planning_round)
    heads = (
        Head("Severity", 1.1), Head("What was found and how to mend it", 4.4), Head("Where", 2.4), Head("Rule", 0.9),
    )  # fmt: skip
    caption = f"{title}: {len(rows)} {'finding' if len(rows) == 1 else 'findings'}"
    return Group(f"findings-{section}", title, Table(caption, heads, rows))


def _row(subject: Subject, finding: Finding) -> Row:
    given = subject.reasons.get(finding.fingerprint)
    words = STANDS if given else finding.severity.words
    return Row((words, _message(finding, given), _places(subject, finding), finding.rule))


def _message(finding: Finding, given: Given | None) -> SafeString:
    compared = "; ".join(
        f"{words} {text}" for words, text in (("read:", finding.read), ("expected:", finding.expected)) if text
    )
    small = format_html('<p class="small">{}</p>', compared[:1].upper() + compared[1:]) if compared else ""
    if given:
        said = format_html("<p><strong>Reason:</strong> {} ({})</p>", given.text, given.signed)
        return format_html("<p>{}</p>{}{}", finding.message, said, small)
    return format_html("<p>{}</p><p>{}</p>{}", finding.message, finding.remedy, small)


def _places(subject: Subject, finding: Finding) -> SafeString:
    return format_html_join("", "{}", ((_place(subject, place),) for place in finding.places))


def _place(subject: Subject, place: Place) -> SafeString:
    cell = subject.cell_of(place) if subject.cell_of else ""
    words = words_for(subject, place)
    below = format_html('<p class="small">Workbook: {}</p>', cell) if cell else ""
    return format_html("<p>{}</p>{}", words, below)
