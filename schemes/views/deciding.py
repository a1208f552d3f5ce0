"""Scheme by scheme: continue, review or stop; and the list of what could not be carried over."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from bcf.fund.findings import Finding
from bcf.fund.places import Place, Section
from bcf.fund.round import Column, Round
from bcf.fund.text import pounds
from plans.forms.entry import Entry, Input
from plans.forms.fields import TextField
from plans.forms.versioned import VersionedPage
from plans.models import Conflict, Decision, Plan, RollForward, Uncarried
from plans.pages import PlanView
from plans.rounds import get_round
from plans.saving import save_row
from plans.views.entries import EntriesView
from schemes.deciding import Line, carry_out, counted, lines, predecessor, rolled

CHOICES = [("", "Not decided"), *Decision.Choice.choices]


class LineByLine(EntriesView):
    """Every row carried over with its decision. Saving takes out what is stopped and puts back what is not."""

    section = Section.EXPENDITURE
    template_name = "schemes/line_by_line.html"

    @cached_property
    def made(self) -> RollForward:
        found = rolled(self.plan)
        if found is None:
            raise Http404("This plan was not rolled forward from another")
        return found

    @cached_property
    def before(self) -> Any:
        return predecessor(self.made)

    def lines(self) -> list[Line]:
        """As things stand now."""
        return lines(self.plan, self.before, self.document.schemes)

    def entries(self, data: QueryDict | None) -> list[Entry]:
        self.touched: list[str] = []
        return [self._entry(line) for line in self.lines() if line.before is not None]

    def _entry(self, line: Line) -> Entry:
        in_plan = line.after is not None

        def read(row: Any) -> Mapping[str, Any]:
            return {"choice": counted(row, in_plan), "note": row.note if row else ""}

        def write(values: Mapping[str, Any], current: Any) -> Mapping[str, Any]:
            self.touched.append(line.key)
            return {name: value or "" for name, value in values.items()}

        def place(field: str) -> Place:
            return Place(section=Section.EXPENDITURE, item=line.key, field=field)

        choice = forms.ChoiceField(choices=CHOICES, required=False, label="Decision", widget=forms.RadioSelect)
        note = TextField(label="Note for the partners")
        return Entry(
            key=f"line-{line.key}", title=line.name, model=Decision, identity={"key": line.key},
            inputs=(Input("choice", place("decision"), choice), Input("note", place("note"), note)),
            current=line.decision, read=read, write=write,
        )  # fmt: skip

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        data = request.POST.copy()
        entries = self.entries(None)
        if data.get("rest") == Decision.Choice.CONTINUE:
            self._continue_the_rest(entries, data)
        self.page = VersionedPage(self.plan, entries, data)
        if not self.page.is_valid(lambda: self.cell_of):
            return self.render_to_response(self.get_context_data(), status=422)
        with transaction.atomic():
            saved = self.page.save()
            out, back = carry_out(self.plan, self.made, self.touched) if saved else ([], [])
        if not saved:
            return self.render_to_response(self.get_context_data(), status=409)
        messages.success(request, _told(len(self.touched), out, back))
        return redirect(request.path)

    def _continue_the_rest(self, entries: list[Entry], data: QueryDict) -> None:
        """Of every row that stands in the plan and is undecided."""
        standing = {row.key for row in self.document.schemes}
        for entry in entries:
            name = entry.inputs[0].name
            if entry.identity["key"] in standing and not data.get(name):
                data[name] = Decision.Choice.CONTINUE.value

    def own_findings(self) -> tuple[Finding, ...]:
        return ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.lines()
        earlier = get_round(self.before.round)
        entries = {entry.identity["key"]: entry for entry in self.page.entries}
        times = _when(self.plan, found)
        before_year, year = earlier.years[-1], self.round.years[0]
        carried = [
            {"line": line, "inputs": self.page.row(entries[line.key]), "when": times.get(line.key, ""),
             "chosen": self.page.form[entries[line.key].inputs[0].name].value() or "",
             "before": pounds(line.before.amount(before_year)) if line.before else "",
             "after": pounds(line.after.amount(year)) if line.after else "–",
             "source": self._source(line, earlier)}
            for line in found if line.key in entries
        ]  # fmt: skip
        return super().get_context_data(
            made=self.made, carried=carried, before_year=before_year, year=year,
            new=[(line, pounds(line.after.amount(year))) for line in found if line.before is None and line.after],
            counts=_counts(found), figures=self.standing.figures, choices=CHOICES,
            left_open=Uncarried.objects.filter(plan=self.plan, dealt_with=False).count(),
            same_words=self._same_words(earlier.title), **kwargs,
        )  # fmt: skip

    def _source(self, line: Line, earlier: Round) -> str:
        planning_round, row = (self.round, line.after) if line.after else (earlier, line.before)
        return planning_round.labels(Column.SOURCE).get(row.source, "No source chosen") if row else ""

    def _same_words(self, earlier: str) -> list[dict[str, str]]:
        """Narrative answers that still say word for word what the earlier plan says."""
        texts = set(self.before.narrative.values())
        return [
            {"title": question.title, "url": reverse("narrative-question", args=(*self.plan.args, question.code))}
            for question in self.round.narrative.questions
            if self.standing.document.narrative.get(question.code) in texts
        ]


def _when(plan: Plan, found: list[Line]) -> Mapping[str, str]:
    """Who decided last on each row, and when. One query."""
    told = {line.key for line in found if line.decision is not None and (line.choice or line.decision.note)}
    history: Any = Decision.history
    latest = {
        record.key: record
        for record in history.filter(plan_id=plan.pk).select_related("history_user").order_by("history_id")
        if record.key in told
    }
    moments = {key: timezone.localtime(record.history_date) for key, record in latest.items()}
    return {
        key: f"{record.history_user or 'the system'}, {moments[key].day} {moments[key]:%B %Y}"
        for key, record in latest.items()
    }


def _counts(found: list[Line]) -> list[tuple[str, int]]:
    old = [line for line in found if line.before is not None]
    tally = [(label, sum(line.choice == code for line in old)) for code, label in Decision.Choice.choices]
    undecided = sum(not line.choice and not line.ended for line in old)
    return [
        ("To decide", undecided), *tally, ("Deleted without a decision", sum(line.ended for line in old)),
        ("New", len(found) - len(old)),
    ]  # fmt: skip


def _told(touched: int, out: list[str], back: list[str]) -> str:
    parts = [f"{touched} decision{'' if touched == 1 else 's'} saved." if touched else "Nothing was changed."]
    parts += [f"Taken out of the plan: {', '.join(out)}."] if out else []
    parts += [f"Back in the plan: {', '.join(back)}."] if back else []
    return " ".join(parts)


class NotCarried(PlanView):
    """What could not be carried over, until people have dealt with it. POST marks entries."""

    template_name = "schemes/not_carried.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        done = request.POST.get("done") == "yes"
        marked, stale = 0, ""
        for token in request.POST.getlist("entry"):
            pk, _, version = token.partition(".")
            if not (pk.isdecimal() and version.isdecimal() and len(token) < 30):
                continue
            try:
                save_row(Uncarried, self.plan, {"pk": int(pk)}, int(version), {"dealt_with": done})
                marked += 1
            except Conflict as conflict:
                stale = conflict.current.changed_by if conflict.current else "somebody else"
        if stale:
            messages.warning(request, f"{stale} marked some of these meanwhile. They are shown as they stand now.")
        elif marked:
            entries = f"{marked} entr{'y' if marked == 1 else 'ies'}"
            messages.success(request, f"{entries} marked as {'dealt with' if done else 'still to be dealt with'}.")
        return redirect(request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = list(Uncarried.objects.filter(plan=self.plan))
        made = rolled(self.plan)
        keys = {row.key for row in self.document.schemes}
        groups: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
        for row in rows:
            if not row.dealt_with:
                shared = row.was if row.section == Section.EXPENDITURE.value and len(row.was) <= 80 else ""
                groups.setdefault((row.field, shared, row.why), []).append(self._shown(row, keys))
        return super().get_context_data(
            nav="My plans", made=made, total=len(rows),
            groups=[{"field": field, "was": was, "why": why, "entries": entries}
                    for (field, was, why), entries in groups.items()],
            done=[self._shown(row, keys) for row in rows if row.dealt_with], **kwargs,
        )  # fmt: skip

    def _shown(self, row: Uncarried, keys: set[str]) -> dict[str, Any]:
        url = reverse("scheme", args=(*self.plan.args, row.key)) if row.key in keys else ""
        return {"row": row, "token": f"{row.pk}.{row.version}", "url": url}
