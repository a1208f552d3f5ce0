"""A section's page: findings of the section at the top, the section before and the one after at the end."""

from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404, HttpRequest
from django.urls import reverse

from bcf.fund.places import Place, Section, section_title, sections_of
from plans.forms.cells import CellOf, locator
from plans.pages import PlanView
from plans.shown import ShownFinding, shower
from plans.standing import Standing
from plans.together.panel import SectionTogether
from plans.views.plan import to_be_confirmed

OPEN_UP_TO = 4
"""More findings than this are folded away, so that they do not push the section off the screen."""


class SectionView(PlanView):
    """A page of one section; not found in a round that has no such section."""

    section: ClassVar[Section]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated and self.section not in sections_of(self.round):
            raise Http404("This round has no such section")

    @cached_property
    def standing(self) -> Standing:
        """The plan as it stands after whatever this request saved; read it only when answering."""
        return Standing(self.plan)

    @property
    def discussed(self) -> Place:
        """What a comment on this page as a whole is about: the section, or the one entry that the page shows."""
        return Place(section=self.section)

    @cached_property
    def together(self) -> SectionTogether:
        """Who agreed, who owns the section, what is being discussed; read only where a template shows it."""
        return SectionTogether(self.plan, self.request.user, self.standing, self.discussed)  # type: ignore[arg-type]

    @cached_property
    def cell_of(self) -> CellOf:
        return locator(self.round, self.standing.document)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        findings = sorted(self.shown_findings(), key=lambda shown: shown.reason is not None)
        return super().get_context_data(
            nav="My plans",
            standing=self.standing,
            together=self.together,
            findings=findings,
            findings_open=len(findings) <= OPEN_UP_TO,
            neighbours=self.neighbours(),
            section_tbc=to_be_confirmed(self.section, self.round),
            **kwargs,
        )

    def shown_findings(self) -> list[ShownFinding]:
        """The findings shown on this page."""
        show = shower(self.plan, self.standing.document, self.standing.reasons)
        return [show(finding) for finding in self.standing.findings_in(self.section)]

    def neighbours(self) -> dict[str, Any]:
        """The section before and the one after, as the Design System's pagination takes them."""
        sections = sections_of(self.round)
        at = sections.index(self.section)
        before = sections[at - 1] if at else None
        after = sections[at + 1] if at + 1 < len(sections) else None
        return {
            "previous": self._link(before, "Previous section") if before else None,
            "next": self._link(after, "Next section") if after else None,
        }

    def _link(self, section: Section, text: str) -> dict[str, str]:
        return {
            "text": text, "labelText": section_title(section, self.round),
            "href": reverse(section.value, args=self.plan.args),
        }
