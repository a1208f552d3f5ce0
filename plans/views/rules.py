"""The catalogue of rules for everybody who signs in; an administrator promotes a rule on trial here."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from bcf.fund.findings import Severity
from bcf.fund.places import section_title
from bcf.fund.rules.registry import Rule
from plans.access import is_administrator
from plans.catalogue import Entry, Wanted, entries, families, sections_with_rules
from plans.models import Conflict
from plans.promoting import events_of, promote, take_back
from plans.rounds import all_rounds
from plans.shown import STYLES


class RulesPage(TemplateView):
    """Every rule, or those of a section, a severity or a round."""

    template_name = "plans/rules.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET
        wanted = Wanted(asked.get("section", ""), asked.get("severity", ""), asked.get("round", ""))
        every = entries()
        found = [entry for entry in every if wanted.holds(entry)]
        newest = next(iter(all_rounds().values()))
        sections = {section.value: section_title(section, newest) for section in sections_with_rules()}
        rounds = {key: key for key in all_rounds()}
        severities = {severity.value: severity.words for severity in Severity}
        return super().get_context_data(
            nav="Rules",
            families=families(found),
            number=len(found),
            total=len(every),
            filtered=wanted != Wanted(),
            section_items=_items(wanted.section, "All sections", sections),
            severity_items=_items(wanted.severity, "All", severities),
            round_items=_items(wanted.round_id, "All rounds", rounds),
            **kwargs,
        )


def _items(chosen: str, every: str, choices: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"value": value, "text": text, "selected": value == chosen} for value, text in {"": every, **choices}.items()
    ]


class RulePage(TemplateView):
    """One rule in full. POST promotes it or takes that back; for administrators only."""

    template_name = "plans/rule.html"

    @property
    def entry(self) -> Entry:
        """The rule of the address. Raises Http404 if there is none of that id."""
        found = next((entry for entry in entries() if entry.rule.id == self.kwargs["rule_id"]), None)
        if found is None:
            raise Http404("There is no such rule")
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        every = [entry.rule for entry in entries()]
        entry = self.entry
        at = every.index(entry.rule)
        return super().get_context_data(
            nav="Rules",
            entry=entry,
            rule=entry.rule,
            told=entry.told,
            finding_tone=STYLES[entry.rule.severity],
            bounds=[(bound, entry.told.bound_in(bound)) for bound in entry.told.bounds],
            events=events_of(entry.rule),
            may_promote=entry.rule.beta and is_administrator(self.request.user),
            neighbours={
                "previous": _neighbour(every[at - 1], "Before") if at else None,
                "next": _neighbour(every[at + 1], "Next") if at + 1 < len(every) else None,
            },
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user: Any = request.user
        if not is_administrator(user):
            raise PermissionDenied("Only administrators promote rules.")
        rule, version = self.entry.rule, request.POST.get("version", "")
        if not rule.beta:
            raise Http404("This rule is not on trial")
        try:
            if version.isdecimal() and len(version) < 10:
                take_back(rule, user, int(version))
                messages.success(request, f"{rule.id} is on trial again. Every plan is being checked anew.")
            else:
                promote(rule, user)
                messages.success(request, f"{rule.id} counts in full now. Every plan is being checked anew.")
        except Conflict:
            messages.warning(request, "Somebody else has just done this. The page shows how it stands now.")
        return redirect("rule", rule.id)


def _neighbour(rule: Rule, where: str) -> dict[str, str]:
    """A rule beside the one shown, as the Design System's pagination takes it."""
    return {"text": f"{where}: {rule.id}", "labelText": rule.title, "href": reverse("rule", args=[rule.id])}
