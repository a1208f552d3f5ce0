"""Where something stands in a plan: the section, the entry in it, the field and the year.

A place is the one name that the page, the workbook and a finding share: the product turns it into a
link to the field, the workbook's layout turns it into a cell.
"""

import re
from enum import StrEnum

from bcf.fund.base import Value
from bcf.fund.round import Round


class Section(StrEnum):
    """The sections of a plan, in the order in which they are listed."""

    COVER = "cover"
    NARRATIVE = "narrative"
    INCOME = "income"
    EXPENDITURE = "expenditure"
    MATURITY = "maturity"
    METRICS = "metrics"
    REQUIREMENTS = "requirements"
    RISKS = "risks"
    MILESTONES = "milestones"
    DOCUMENTS = "documents"


def sections_of(planning_round: Round) -> tuple[Section, ...]:
    """The sections that a plan of this round has."""
    optional = {
        Section.MATURITY: planning_round.maturity,
        Section.RISKS: planning_round.risks,
        Section.MILESTONES: planning_round.milestones,
        Section.DOCUMENTS: planning_round.documents,
    }
    absent = {section for section, block in optional.items() if block is None}
    return tuple(section for section in Section if section not in absent)


_TITLES = {
    Section.COVER: "Cover and contacts",
    Section.NARRATIVE: "Narrative",
    Section.INCOME: "Income",
    Section.EXPENDITURE: "Expenditure",
    Section.MATURITY: "Maturity model",
    Section.METRICS: "Metrics",
    Section.REQUIREMENTS: "Planning requirements",
    Section.RISKS: "Risks",
    Section.MILESTONES: "Milestones",
    Section.DOCUMENTS: "Reference documents",
}


def section_title(section: Section, planning_round: Round) -> str:
    """What a section is called in a round."""
    if section is Section.MATURITY and planning_round.maturity:
        return planning_round.maturity.short_title
    if section is Section.MILESTONES and planning_round.milestones:
        return planning_round.milestones.title
    if section is Section.DOCUMENTS and planning_round.documents:
        return planning_round.documents.title
    return _TITLES[section]


class Place(Value):
    """A place in a plan. What ``item``, ``field`` and ``year`` are in each section:

    ============  =====================================  ==========================================  =============
    section       item                                   field                                       year
    ============  =====================================  ==========================================  =============
    cover         cover field or contact role            ``value``; for a contact its attribute
    narrative     question                               ``value``
    income        source, or ``comment``                 ``amount``, ``gate``, or a body's code for  year
                                                         a line or breakdown line of that body
    expenditure   row key; a source or ring-fence code   the `Scheme` attribute, ``amount``,         year
                  with field ``balance`` or ``minimum``  ``impact:METRIC``, ``balance``, ``minimum``
                  row key                                ``payers`` (their sum), ``payers:BODY``,    year
                                                         ``pooled_fund``
                  source                                 ``paid:BODY``: paid for rows of the source  year
                  pooled fund's key                      ``fund:ATTRIBUTE``
    maturity      change, or ``priorities``              ``current``, ``planned``, ``reason``
    metrics       metric                                 ``comment``, or the input's code            period
    requirements  requirement                            ``met``, ``evidence``, ``action``, ``due``
    risks         row key                                the `Risk` attribute
    milestones    row key                                the `Milestone` attribute
    documents     row key                                the `ReferenceDocument` attribute
    ============  =====================================  ==========================================  =============

    An empty item means the section as a whole.
    """

    section: Section
    item: str = ""
    field: str = ""
    year: str = ""

    @property
    def anchor(self) -> str:
        """The id of the field on its page, which is also the fragment of a link to it."""
        parts = (part for part in (self.section, self.item, self.field, self.year) if part)
        return re.sub(r"[^A-Za-z0-9_-]", "-", "-".join(parts))
