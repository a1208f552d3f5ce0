"""The narrative: its questions with the answers so far, and a page for each to write on in peace."""

from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse

from bcf.fund.findings import Finding
from bcf.fund.places import Place, Section
from bcf.fund.round import Question
from bcf.fund.text import Counting, count_words
from plans.forms.answers import answer_entry, answers_of
from plans.forms.entry import Entry
from plans.forms.fields import TextField
from plans.models import Plan
from plans.outputs.markdown import to_html
from plans.views.chapters import chapters_of
from plans.views.entries import EntriesView
from plans.views.section import SectionView

COUNTED = {
    Counting.EXCEL: "Words are counted as Excel does in the template: by the spaces between them.",
    Counting.WORDS: "Words are counted between white space.",
}


def place_of(question: Question) -> Place:
    return Place(section=Section.NARRATIVE, item=question.code, field="value")


def question_url(plan: Plan, question: str) -> str:
    """The address of a question's page."""
    return reverse("narrative-question", args=(*plan.args, question))


class _Narrative(SectionView):
    """What both pages share."""

    section: ClassVar[Section] = Section.NARRATIVE

    def count(self, question: Question, text: str) -> dict[str, Any]:
        """How many words an answer has, and whether they are too many."""
        words, limit = count_words(text, self.round.narrative.counting), question.limit
        over = max(0, words - limit) if limit else 0
        said = f"{words:,} of {limit:,} words" if limit else f"{words:,} {'word' if words == 1 else 'words'}"
        return {"words": words, "said": said, "limit": limit, "over": over}


class NarrativePage(_Narrative):
    """Every question with its answer as it will be read."""

    template_name = "plans/narrative.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        answers = self.standing.document.narrative
        questions = [
            {
                "question": question,
                "anchor": place_of(question).anchor,
                "html": to_html(answers.get(question.code, ""), 4 if self.round.narrative.chapters else 3),
                "url": question_url(self.plan, question.code),
                **self.count(question, answers.get(question.code, "")),
            }
            for question in self.round.narrative.questions
        ]
        return super().get_context_data(
            questions=questions, chapters=chapters_of(self.plan, self.standing, questions), **kwargs
        )


class QuestionPage(_Narrative, EntriesView):
    """One question to write an answer to."""

    template_name = "plans/narrative_question.html"
    question: Question

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            questions = {question.code: question for question in self.round.narrative.questions}
            if kwargs["question"] not in questions:
                raise Http404("The narrative of this round has no such question")
            self.question = questions[kwargs["question"]]

    def entries(self, data: QueryDict | None) -> list[Entry]:
        place, narrative = place_of(self.question), self.round.narrative
        widget = forms.Textarea(attrs={
            "rows": 24, "aria-describedby": "word-count", "data-words-by": narrative.counting.value,
            "data-label-class": "govuk-visually-hidden",
        })
        if self.question.limit:
            widget.attrs["data-word-limit"] = self.question.limit
        field = TextField(rows=24, widget=widget, label=f"Answer to {self.question.ref} {self.question.title}")
        self.entry = answer_entry(
            Section.NARRATIVE, self.question.code, place, field, answers_of(self.plan, Section.NARRATIVE),
            title=self.question.title,
        )
        return [self.entry]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        part = self.page.row(self.entry)["text"]
        text = str(part.bound.value() or "")
        return super().get_context_data(
            question=self.question,
            input=part,
            html=to_html(part.text),
            counted=COUNTED[self.round.narrative.counting],
            overview_url=reverse("narrative", args=self.plan.args),
            **self.count(self.question, text.replace("\r\n", "\n").strip()),
            **kwargs,
        )

    def own_findings(self) -> tuple[Finding, ...]:
        return tuple(
            finding for finding in self.standing.findings_in(self.section)
            if finding.place.item == self.question.code
        )

    def neighbours(self) -> dict[str, Any]:
        """The question before and the one after."""
        questions = self.round.narrative.questions
        at = questions.index(self.question)

        def link(question: Question, text: str) -> dict[str, str]:
            label = f"{question.ref} {question.title}".strip()
            return {"text": text, "labelText": label, "href": question_url(self.plan, question.code)}

        return {
            "previous": link(questions[at - 1], "Previous question") if at else None,
            "next": link(questions[at + 1], "Next question") if at + 1 < len(questions) else None,
        }
